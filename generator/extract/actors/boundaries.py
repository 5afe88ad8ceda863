"""Cutting a run of capitalised words where titles, peoples, countries and persons meet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.extract.actors.reader import LINKS, Reader, Span, heads, is_title, ordinary, title_length
from generator.language import countries

_CODE = re.compile(
    r"[$€£¥%@#]|^[RDI]-[A-Z][A-Za-z.]+$|^https?:|^www\."
    r"|^(?:SFr|CHF|EUR|USD|GBP|JPY|INR|DM|FFr|[NSD]?[Kk]r|Rs|Rp|R[Mm][Bb]|Fr|Ft|Ksh)\.?\d|\d(?:bn|tn|trn|mn)$"
)
"""Tokens with capitals that are no names: amounts, "R-AZ", addresses."""


_PORTFOLIOS = frozenset({"minister", "ministers", "secretary", "commissioner"})
_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])


def cut(r: Reader, first: int, last: int) -> Iterator[Span]:
    """Cut a run where titles, peoples, countries and persons meet, and drop what is no name."""
    while first <= last and _droppable(r, first, last):
        first += 1
    if first <= last:
        last = _without_office(r, first, last)
    while first < last and r.lower[last] in r.lex.offices:
        last -= 1
    while (
        last > first
        and (r.lower[last] in r.lex.months or r.lower[last] in _WEEKDAYS)
        and r.lower[first] not in ("black", "bloody")
    ):
        last -= 1
    while last > first + 1 and r.lower[last] in r.lex.post_nominals and r.label[first] in ("PERSON", ""):
        last -= 1
    if first > last or (first == last and _CODE.search(r.texts[first])):
        return
    demonym = _leading_demonym(r, first, last)
    if demonym is not None:
        width, rest = demonym
        if rest > last:
            if width:
                yield r.span(first, first + width - 1)
            return
        if (
            title_length(r, rest, last)
            or (r.label[rest] == "PERSON" and r.ent_first[rest] == rest)
            or not _organized(r, first, last)
        ):
            yield r.span(first, first + width - 1)
            yield from cut(r, rest, last)
            return
    width = title_length(r, first, last)
    if width and first + width <= last:
        if _headed(r, first, last) and not _person_tail(r, first + width, last):
            yield r.span(first, last)
            return
        yield from cut(r, first + width, last)
        return
    if width and first + width == last + 1 and r.label[first] != "ORG":
        return
    split = _person_inside(r, first, last)
    if split:
        # "External Affairs Minister Jane Roe": the portfolio is part of the title.
        if r.lower[split] not in _PORTFOLIOS or any(heads(r, k) for k in range(first, split)):
            yield from cut(r, first, split - 1)
        yield from cut(r, split, last)
        return
    if (
        first == last
        and first > 1
        and r.lower[first - 1] == "of"
        and r.lower[first - 2] in r.lex.title_words
        and (
            r.lower[first] in ("state", "defense", "defence", "war", "interior", "commerce", "staff", "labor", "energy")
        )
    ):
        return  # the rest of a title ("Secretary of State")
    if (
        first == last
        and ordinary(r, first)
        and not countries.lookup(r.texts[first])
        and not countries.by_demonym(r.texts[first])
    ):
        return
    yield r.span(first, last)


def _without_office(r: Reader, first: int, last: int) -> int:
    """The end of a run without the office at its end: "State Department Spokesperson" is a department's."""
    if r.label[last] == "PERSON" and r.ent_first[last] == last:
        return last
    for width in (4, 3, 2, 1):
        before = last - width
        if before >= first and is_title(r, before + 1, last + 1) and r.texts[before] not in ("-", "–"):
            owner = before > first and (
                heads(r, before) or r.ent_first[first] == first or r.label[before] in ("ORG", "GPE")
            )
            if owner or r.texts[before].isupper():
                return before
    return last


def _droppable(r: Reader, first: int, last: int) -> bool:
    """Leading words that belong to the sentence, not to the name."""
    word = r.lower[first]
    if r.texts[first] in ("-", "–", "'", "’", "&") or word in ("a", "an"):
        return True
    if word == "the":
        return r.opening[first] or r.texts[first] != "The"
    if (
        r.opening[first]
        and last > first
        and r.pos[first] in ("ADV", "SCONJ", "CCONJ", "ADP", "DET", "PRON", "VERB", "AUX", "INTJ")
        and not r.label[first]
    ):
        return True
    if r.opening[first] and last > first and (word in r.lex.company_nouns or word in ("rival", "shares", "analyst")):
        return True
    return word in r.lex.months and last > first and not r.label[first]


def _leading_demonym(r: Reader, first: int, last: int) -> tuple[int, int] | None:
    """A country's name or adjective at the head of a longer run: its width and where the rest begins."""
    for width in (3, 2, 1):
        if first + width - 1 <= last:
            words = " ".join(r.texts[first : first + width])
            if countries.by_demonym(words) or countries.lookup(words):
                return width, first + width
    return None


def _organized(r: Reader, first: int, last: int) -> bool:
    """Whether the run is one name by its head or in the model's eyes."""
    whole = r.ent_first[first] == first and r.ent_last[first] == last and r.label[first] != "PERSON"
    return whole or _headed(r, first, last)


def _headed(r: Reader, first: int, last: int) -> bool:
    """Whether the run has a head that makes it one name."""
    if r.lower[last] in r.lex.other_heads or r.lower[last] in r.lex.event_heads:
        return True
    if any(heads(r, k) for k in range(first + 1, last + 1)):
        return True
    return r.lower[last] in r.lex.place_heads


def _person_tail(r: Reader, first: int, last: int) -> bool:
    return (r.label[last] == "PERSON" and r.ent_first[last] >= first and r.ent_first[last] < last) or r.lower[
        first
    ] in r.lex.given_names


def _person_inside(r: Reader, first: int, last: int) -> int:
    """Where a person's name begins after the name of an organization or place ("Liberal Party of X Jane Roe")."""
    for k in range(first + 1, last):
        width = title_length(r, k, last)
        if (
            width
            and k + width <= last
            and r.lower[k - 1] not in LINKS
            and r.lower[k - 1] != "the"
            and _person_tail(r, k + width, last)
        ):
            return k
    for k in range(first + 1, last):
        before = r.lower[k - 1]
        starts = (r.label[k] == "PERSON" and r.ent_first[k] == k and r.ent_last[k] == last) or r.lower[
            k
        ] in r.lex.given_names
        if (
            starts
            and before not in LINKS
            and before not in r.lex.particles
            and before not in ("and", "&", "the", "-", "st.")
            and (
                before in r.lex.organization_heads
                or before in r.lex.title_words
                or before in ("mp", "td", "mpp", "mla", "mep")
                or countries.lookup(r.texts[k - 1]) is not None
            )
        ):
            return k
    return 0
