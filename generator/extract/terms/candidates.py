"""Words that may be glossary terms: the rules that find them, each a generator of candidates."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.model import Found
from generator.core.text import small_letters
from generator.extract.long_forms import SMALL, long_forms
from generator.extract.parsed import Parsed
from generator.extract.terms.capitalised_runs import find_runs
from generator.extract.terms.definitions import Definer
from generator.extract.terms.named import court_cases, named_candidates
from generator.extract.terms.quoted import quoted_candidates
from generator.extract.terms.spelling import Candidate, lexicon_pattern, term_key, term_pattern

_KINDS = {"PERSON": "person", "GPE": "country", "NORP": "group", "LOC": "place"}


def find_candidates(parsed: Parsed, found: Found, definer: Definer) -> Iterator[Candidate]:
    """All candidates, in no particular order; the same term may come several times."""
    yield from glossary_candidates(parsed)
    yield from lexicon_candidates(parsed)
    yield from quoted_candidates(parsed, found)
    names = {term_key(e.text): _KINDS[e.label_] for e in parsed.doc.ents if e.label_ in _KINDS}
    names |= {term_key(n): a.kind for a in found.actors for n in (a.name, *a.aliases)}
    runs = list(find_runs(parsed, names))
    kinds = names | {term_key(m.text): m.kind for m in found.mentions}
    yield from named_candidates(parsed, runs, kinds, definer)
    yield from court_cases(parsed)
    yield from abbreviations(parsed)
    for d in definer.introduced():
        label = definer.label(d.start, d.end)
        yield Candidate(label, d.start, d.end, "defined" if d.pieces else "introduced")


def lexicon_candidates(parsed: Parsed) -> Iterator[Candidate]:
    """Technical terms of the packaged lexicon where the article uses them."""
    labels, pattern = lexicon_pattern()
    text = parsed.article.text
    for start, end in (m.span() for m in pattern.finditer(small_letters(text))):
        yield Candidate(labels.get(term_key(text[start:end]), text[start:end]), start, end, "lexicon")


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


def abbreviations(parsed: Parsed) -> Iterator[Candidate]:
    """The long forms of abbreviations that the article spells out."""
    for form in long_forms(parsed):
        label, run = form.label, form.label.split()
        if all(w.islower() for w in run[1:]):
            label = label[0].lower() + label[1:]
        capital = all(w[0].isupper() for w in run if w.casefold() not in SMALL)
        yield Candidate(label, form.start, form.end, "acronym", (form.short,), ("capital",) if capital else ())
