"""Words that may be glossary terms, with how strongly the text offers them as such.

Scores are small numbers to rank by: 6 asked for by the editors, 5 introduced as a term, 4 an abbreviation spelled out,
a definition or a capitalised coinage, 3 a named agreement, project or forum, 2 a plain technical compound, 1 a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.core.model import Found
from generator.extract.parsed import Parsed
from generator.extract.terms.abbreviations import abbreviations, spelled_out
from generator.extract.terms.capitalised_runs import NUMBER, SMALL, Run, find_runs, in_heading, named_score
from generator.extract.terms.loose_explanations import Explainer
from generator.extract.terms.named import court_cases, eponyms, named_candidates
from generator.extract.terms.quoted import quoted_candidates
from generator.extract.terms.spelling import Candidate, TermWords, lexicon_pattern, term_key, term_pattern


def find_candidates(parsed: Parsed, found: Found, explainer: Explainer, words: TermWords) -> Iterator[Candidate]:
    """All candidates, in no particular order; the same term may come several times."""
    yield from quoted_candidates(parsed, found, explainer, words)
    labels = {"PERSON": "person", "GPE": "country", "NORP": "group", "LOC": "place"}
    if not found.actors:
        labels["ORG"] = "organization"
    names: dict[str, str] = {term_key(e.text): labels[e.label_] for e in parsed.doc.ents if e.label_ in labels}
    names |= {term_key(n): a.kind for a in found.actors for n in (a.name, *a.aliases)}
    runs = list(find_runs(parsed, names))
    kinds = names | {term_key(m.text): m.kind for m in found.mentions}
    yield from named_candidates(parsed, runs, kinds, explainer, words)
    yield from court_cases(parsed)
    yield from eponyms(parsed, words)
    yield from _by_head(runs, words)
    yield from _projects(parsed, runs, names, words)
    yield from abbreviations(parsed, names, words)
    yield from spelled_out(parsed, names, words)
    yield from _state_abbreviations(parsed, words, names)
    yield from _compounds(parsed, words)


# -- capitalised names -------------------------------------------------------------------------------------------------


def _by_head(runs: list[Run], words: TermWords) -> Iterator[Candidate]:
    for run in runs:
        score = named_score(run.words, words)
        if score:
            sure = run.words[-1] in words.heads | words.science_heads
            yield Candidate(" ".join(run.words), run.start, run.end, score, sure=sure)


def _projects(parsed: Parsed, runs: list[Run], names: Mapping[str, str], words: TermWords) -> Iterator[Candidate]:
    """``the NAME pipeline``, and names that end in a number."""
    text = parsed.article.text
    tokens = parsed.token_at
    for run in runs:
        label = " ".join(run.words)
        number = len(run.words) > 1 and NUMBER.match(run.words[-1]) is not None
        numbered = number and not set(run.words[:-1]) & words.numbered_not
        kind = names.get(term_key(label))
        near = re.match(r"[”\"’']?\s([a-z]+)(?:\s([a-z]+))?", text[run.end : run.end + 40])
        project = near is not None and (
            near[1] in words.projects or (near[1] not in SMALL and near[2] in words.projects)
        )
        if (kind == "person" and not numbered) or kind in ("country", "group") or len(label) < 4 or " and " in label:
            continue
        if numbered and len(run.words) > 2 and run.words[-1].isdigit():
            yield Candidate(label, run.start, run.end, 4.0 if project else 3.0, sure=True)
        elif project and (numbered or kind is None) and not parsed.article.text[run.end :].startswith(("'s", "’s")):
            token = tokens.get(run.start)
            if token is None or token.ent_type_ not in ("PERSON", "GPE", "NORP", "DATE", "LANGUAGE"):
                yield Candidate(label, run.start, run.end, 2.5 if numbered or len(run.words) > 1 else 1.0)


# -- abbreviations -----------------------------------------------------------------------------------------------------


def _state_abbreviations(parsed: Parsed, words: TermWords, names: Mapping[str, str]) -> Iterator[Candidate]:
    """Abbreviations treated as organisations of states: their summits and members, or in a row with another one."""
    text = parsed.article.text
    for m in re.finditer(r"(?<![\w-])(?:[A-Z]{4,8}\+?|G\d{1,2})(?![\w-])", text):
        if in_heading(parsed, m.start()):
            continue
        own = re.match(r"(?:['’]s?)?\s([a-z-]+)(?:\s([a-z]+))?", text[m.end() : m.end() + 40])
        before = text[max(0, m.start() - 60) : m.start()]
        row = re.search(r"([A-Z][\w-]+) ([A-Z][\w-]+),? (?:and|or) (?:the )?$", before)
        if names.get(term_key(m[0])) in ("person", "place"):
            continue
        if (own is not None and set(own.groups()) & words.state_possessions) or (
            row is not None and row[1] in words.state_middles and row[2] in words.state_heads
        ):
            yield Candidate(m[0], m.start(), m.end(), 3.0)


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
        yield Candidate(f"{m[1].lower()}-{m[2]}", m.start(1), m.end(2), 2.5, (f"{m[1].lower()}-{m[2]} {m[3]}",))


def lexicon_candidates(parsed: Parsed, words: TermWords) -> Iterator[Candidate]:
    """Technical terms of the packaged lexicon where the article uses them."""
    labels, pattern = lexicon_pattern(words.lexicon)
    for m in pattern.finditer(parsed.article.text):
        label = labels.get(term_key(m[0]))
        if label is not None and not in_heading(parsed, m.start()):
            yield Candidate(label, *m.span(), 2.5)


def glossary_candidates(parsed: Parsed) -> Iterator[Candidate]:
    """The first place of every term of the editors' glossary that the article uses."""
    for entry in parsed.catalog.glossary:
        places = [m for name in (entry.term, *entry.aliases) for m in term_pattern(name).finditer(parsed.article.text)]
        if places:
            first = min(places, key=lambda m: (m.start(), -m.end()))
            names = (m[0] for m in sorted(places, key=lambda m: m.start()))
            yield Candidate(entry.term, first.start(), first.end(), 6.0, tuple(dict.fromkeys((*names, *entry.aliases))))
