"""Capitalised names that may be terms: by their own words or by what explains them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.core.tables import listed
from generator.core.when import WEEKDAYS
from generator.extract.parsed import Parsed
from generator.extract.terms.capitalised_runs import NOT_NUMBERED, Run, is_law
from generator.extract.terms.definitions import Definer
from generator.extract.terms.spelling import Candidate, term_key
from generator.language import countries

_NAMING = re.compile(
    r"\b(?:called|known as|dubbed|nicknamed|codenamed|code-named|christened|so-called"
    r"|referred to as|under the name|the name|by the name of|named)\s(?:the\s|an?\s)?[“\"‘']?$"
)
_NUMBERED = re.compile(r"(?!USD|EUR|GBP|CHF)(?:[A-Z]{3,}\d{1,3}|[A-Z][A-Za-z]+[-–][A-Z]?\d{1,3}(?:\.\d)?)")
_CASE = re.compile(
    r"(?<![\w.])(?!(?:In|Under|The|Since|Before|After)\s)(?:[A-Z][\w&’'-]*\.?\s(?:of\s|the\s|for\s)*)+v\.?\s"
    r"(?:[A-Z][\w&’'-]*(?:\s(?:of\s|the\s|for\s)*(?=[A-Z]))?)+"
)
_NO_TERMS = ("person", "country", "group", "place")


def named_candidates(
    parsed: Parsed, runs: Sequence[Run], kinds: Mapping[str, str], definer: Definer
) -> Iterator[Candidate]:
    """Names that are terms; `kinds` are guesses what the names stand for, by `term_key`."""
    text = parsed.article.text
    for run in runs:
        label = " ".join(run.words)
        kind = kinds.get(term_key(label))
        generic = label.casefold() in listed("terms", "generic") or label in WEEKDAYS
        if generic or len(label) < 3 or _country(label, run):
            continue
        before = text[max(0, run.start - 60) : run.start]
        says: tuple[str, ...] = ("definite",) if before.casefold().endswith("the ") else ()
        says += (f"guess {kind}",) if kind is not None else ()
        if is_law(run.words):
            yield Candidate(label, run.start, run.end, "head", says=says)
        if kind != "group" and "\n" not in before[-30:] and _NAMING.search(before):
            yield Candidate(label, run.start, run.end, "introduced", says=says)
        if _is_numbered(run, label, kind):
            yield Candidate(label, run.start, run.end, "numbered", says=says)
        yield from _explained(run, label, says, definer)


def _country(label: str, run: Run) -> bool:
    return countries.lookup(label) is not None and not (len(run.words) == 1 and label.isupper() and len(label) > 3)


def _is_numbered(run: Run, label: str, kind: str | None) -> bool:
    """``Artemis 2`` of three words or with a hyphen, not a list's or a street's number."""
    if kind in ("country", "group") or set(run.words[:-1]) & NOT_NUMBERED:
        return False
    return _NUMBERED.fullmatch(label) is not None or (len(run.words) > 2 and run.words[-1].isdigit())


def _explained(run: Run, label: str, says: tuple[str, ...], definer: Definer) -> Iterator[Candidate]:
    """A name with its definition beside it that says what thing it is: no person, firm, medium or place."""
    defined = definer.define(run.start, run.end)
    if defined is None:
        return
    head = definer.head(*defined.pieces[0])
    if head is None or head in listed("terms", "works") or head in listed("terms", "not_things"):
        return
    beside = defined.pieces[0][0] == run.end + 1  # "Chinese cars, which ..." are cars
    if beside and any(f"guess {kind}" in says for kind in _NO_TERMS):
        return
    thing = head in listed("terms", "things") or head in listed("terms", "kinds")
    if thing or "definite" in says:
        yield Candidate(label, run.start, run.end, "explained", says=(*says, "of a kind") if thing else says)


def court_cases(parsed: Parsed) -> Iterator[Candidate]:
    """``X v. Y``."""
    for block in (b for b in parsed.blocks if b.kind != "heading"):
        for m in _CASE.finditer(parsed.article.text, block.content, block.end):
            yield Candidate(m[0].rstrip(" .,'’"), m.start(), m.start() + len(m[0].rstrip(" .,'’")), "case")
