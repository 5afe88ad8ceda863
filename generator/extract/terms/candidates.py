"""Words that may be glossary terms: the rules that find them, each a generator of candidates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.core.model import Found
from generator.extract.parsed import Parsed
from generator.extract.terms.abbreviations import abbreviations
from generator.extract.terms.capitalised_runs import find_runs, in_heading
from generator.extract.terms.definitions import Definer
from generator.extract.terms.named import court_cases, eponyms, named_candidates
from generator.extract.terms.quoted import quoted_candidates
from generator.extract.terms.spelling import Candidate, TermWords, lexicon_pattern, term_key, term_pattern

_KINDS = {"PERSON": "person", "GPE": "country", "NORP": "group", "LOC": "place"}


def find_candidates(parsed: Parsed, found: Found, definer: Definer, words: TermWords) -> Iterator[Candidate]:
    """All candidates, in no particular order; the same term may come several times."""
    yield from glossary_candidates(parsed)
    yield from lexicon_candidates(parsed, words)
    yield from quoted_candidates(parsed, found, words)
    names = {term_key(e.text): _KINDS[e.label_] for e in parsed.doc.ents if e.label_ in _KINDS}
    names |= {term_key(n): a.kind for a in found.actors for n in (a.name, *a.aliases)}
    runs = list(find_runs(parsed, names))
    kinds = names | {term_key(m.text): m.kind for m in found.mentions}
    yield from named_candidates(parsed, runs, kinds, definer, words)
    yield from court_cases(parsed)
    yield from eponyms(parsed, words)
    yield from abbreviations(parsed, kinds, words)
    yield from _state_abbreviations(parsed, words, names)
    yield from _compounds(parsed, words)
    for d in definer.introduced():
        label = definer.label(d.start, d.end)
        yield Candidate(label, d.start, d.end, "defined" if d.pieces else "introduced", marked=True)


def _state_abbreviations(parsed: Parsed, words: TermWords, names: Mapping[str, str]) -> Iterator[Candidate]:
    """Abbreviations treated as organisations of states: their summits and members (``G20 summit``)."""
    text = parsed.article.text
    for m in re.finditer(r"(?<![\w-])(?:[A-Z]{4,8}\+?|G\d{1,2})(?![\w-])", text):
        own = re.match(r"(?:['’]s?)?\s([a-z-]+)(?:\s([a-z]+))?", text[m.end() : m.end() + 40])
        state = own is not None and bool(set(own.groups()) & words.state_possessions)
        if state and not in_heading(parsed, m.start()) and names.get(term_key(m[0])) not in ("person", "place"):
            yield Candidate(m[0], m.start(), m.end(), "states", says=("acronym",))


# -- technical compounds -----------------------------------------------------------------------------------------------


def _compounds(parsed: Parsed, words: TermWords) -> Iterator[Candidate]:
    """``dual-use components``: a classifying compound before a noun."""
    text = parsed.article.text
    tokens = parsed.token_at
    for m in re.finditer(r"(?<![\w-])([A-Za-z]+)-([a-z-]+)\s+([a-z]{3,})", text):
        if m[1].casefold() not in words.compound_first or m[2] not in words.compound_second:
            continue
        token = tokens.get(m.start(3))
        if token is None or token.pos_ != "NOUN" or in_heading(parsed, m.start()):
            continue
        # The compound alone is the term: it has the same name in every article, whatever noun follows.
        yield Candidate(f"{m[1].lower()}-{m[2]}", m.start(1), m.end(2), "compound", (f"{m[1].lower()}-{m[2]} {m[3]}",))


def lexicon_candidates(parsed: Parsed, words: TermWords) -> Iterator[Candidate]:
    """Technical terms of the packaged lexicon where the article uses them."""
    labels, pattern = lexicon_pattern(words.lexicon)
    for m in pattern.finditer(parsed.article.text):
        label = labels.get(term_key(m[0]))
        if label is not None and not in_heading(parsed, m.start()):
            yield Candidate(label, *m.span(), "lexicon")


def glossary_candidates(parsed: Parsed) -> Iterator[Candidate]:
    """The first place of every term of the editors' glossary that the article uses."""
    for entry in parsed.catalog.glossary:
        places = [m for name in (entry.term, *entry.aliases) for m in term_pattern(name).finditer(parsed.article.text)]
        if places:
            first = min(places, key=lambda m: (m.start(), -m.end()))
            names = (m[0] for m in sorted(places, key=lambda m: m.start()))
            yield Candidate(
                entry.term, first.start(), first.end(), "glossary", tuple(dict.fromkeys((*names, *entry.aliases)))
            )
