"""Cutting a run of capitalised words where titles, peoples, countries and persons meet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.when import CALENDAR_NAMES, MONTH_NUMBERS
from generator.extract.actors.evidence import ACRONYM
from generator.extract.actors.reader import AGENTIVE, LINKS, Reader, Span, heads, ordinary, title_length
from generator.extract.actors.role_words import PORTFOLIOS, bare_post
from generator.language import countries
from generator.language.offices import title_words

_CODE = re.compile(
    r"[$€£¥%@#]|^[RDI]-[A-Z][A-Za-z.]+$|^https?:|^www\."
    r"|^(?:SFr|CHF|EUR|USD|GBP|JPY|INR|DM|FFr|[NSD]?[Kk]r|Rs|Rp|R[Mm][Bb]|Fr|Ft|Ksh)\.?\d|\d(?:bn|tn|trn|mn)$"
    r"|^(?:Q[1-4]|H[12]|[1-4]Q|[12]H|[FC]Y'?\d{2,4})$"
)
"""Tokens with capitals that are no names: amounts, "R-AZ", addresses, periods of account."""
_BELOW = frozenset({"deputy", "vice", "assistant", "associate", "acting", "interim"})
_NEAR_DAYS = frozenset({"today", "tonight", "yesterday", "tomorrow"})
_BINDING = frozenset({"and", "&", "the", "-"})
_OF_A_SENTENCE = frozenset({"ADV", "SCONJ", "CCONJ", "ADP", "DET", "PRON", "VERB", "AUX", "INTJ"})


def cut(r: Reader, first: int, last: int) -> Iterator[Span]:
    """Cut a run where titles, peoples, countries and persons meet, and drop what is no name."""
    if _named_by_the_calendar(r, first, last):
        yield r.span(first, last, "person")
        return
    first, last = _trimmed(r, first, last)
    if first > last:
        return
    width = title_length(r, first, last)
    people = 0 if width else _leading_country(r, first, last)
    holder = _holder(r, first, last)
    split = 0 if width else _person_inside(r, first, last)
    if width > last - first:
        return  # a title alone
    if first < last and ACRONYM.fullmatch(r.texts[first]) and r.lower[last] in r.lex.posts:
        yield r.span(first, first)  # "UNHC Principal Field Coordinator" is a post
        return
    if holder:
        yield from (r.span(first, holder - 1), r.span(holder, last, "person"))
    elif width and not _headed(r, first, last):
        yield from cut(r, first + width, last)
    elif people and _parted(r, first, first + people, last):
        yield r.span(first, first + people - 1)
        yield from cut(r, first + people, last)
    elif split:
        # "External Affairs Minister Jane Roe": the portfolio is part of the title.
        if r.lower[split] not in PORTFOLIOS or _headed(r, first - 1, split - 1):
            yield from cut(r, first, split - 1)
        yield from cut(r, split, last)
    elif first < last or not _no_name(r, first):
        yield r.span(first, last)


def _trimmed(r: Reader, first: int, last: int) -> tuple[int, int]:
    """The run without words of the sentence before it, offices and dates after it."""
    while first <= last and _droppable(r, first, last):
        first += 1
    while first < last and _behind_name(r, last):
        last -= 1
    return first, last


def _behind_name(r: Reader, last: int) -> bool:
    """Whether the last word of a run is no part of the name: an office, a date."""
    office = r.lower[last] in r.lex.offices or (r.lower[last] in r.lex.role_nouns and heads(r, last - 1))
    half = r.lower[last] in _BELOW and title_length(r, last + 1, last + 3) > 0  # "Bank of X Deputy" Governor Roe
    named = r.lower[last - 1] in r.lex.given_names or last in r.family_names  # "Sandra May", "Mrs May"
    dated = r.lower[last] in CALENDAR_NAMES and not named
    return office or half or r.lower[last] in LINKS or dated


def _named_by_the_calendar(r: Reader, first: int, last: int) -> bool:
    """Whether a month is a given name, as nothing before it makes it a date ("April Roe sued"), or a weekday is one,
    behind who that is ("her deputy, Tuesday Roe"), or either is a family name of the article."""
    if first != last - 1 or last in r.family_names:
        return first == last - 1 and not title_length(r, first, first)
    if r.heading[first] or r.lower[first] not in CALENDAR_NAMES or r.lower[last] in CALENDAR_NAMES:
        return False
    if r.texts[first - 1] == "," and r.lower[first - 2] in r.lex.posts:
        return True
    month = r.lower[first] in MONTH_NUMBERS and not r.common(last)
    return month and (r.opening[first] or r.pos[first - 1] in ("CCONJ", "VERB", "NOUN"))


def _droppable(r: Reader, first: int, last: int) -> bool:
    """Leading words that belong to the sentence, not to the name."""
    word, text = r.lower[first], r.texts[first]
    if text in ("-", "–", "'", "’", "&") or _CODE.search(text):
        return True
    if first == last:
        return False
    if word in CALENDAR_NAMES:
        if r.lower[first - 1] == "the" and heads(r, last):
            return False  # "the Tuesday Club"
        return r.label[first] != "PERSON" and word not in r.lex.given_names
    if r.texts[first + 1] == "-":
        return False  # "On-Line Roe"
    kind = word in r.lex.company_nouns and r.lower[first + 1] not in LINKS  # "Bank Roe said", not "Bank of X"
    stray = kind or word in r.lex.past or word in _NEAR_DAYS or (r.pos[first] in _OF_A_SENTENCE and not r.label[first])
    beside = _described(r, first, last) or _held(r, first, last)
    return word in LINKS or beside or (r.opening[first] and stray)


def _held(r: Reader, first: int, last: int) -> bool:
    """Whether a portfolio stands before the name of who holds it: "Minister of Defence Margus Roe"."""
    office = r.lower[first - 1] in ("of", "for") and r.lower[first - 2] in PORTFOLIOS
    return office and r.common(first) and last == first + 2 and not any(map(r.common, range(first + 1, last + 1)))


def _described(r: Reader, first: int, last: int) -> bool:
    """Whether a noun for what somebody is stands before a person's name ("Keeper Jane Roe", "Superintendent Roe")."""
    kept = (r.lex.given_names, r.lex.kept_titles, r.lex.place_openers)  # "Santa Rosa", "Lake Mary"
    if not r.common(first) or any(r.lower[first] in words for words in kept):
        return False
    given = last > first + 1 and r.lower[first + 1] in r.lex.given_names
    plain = (
        last > first + 1 and r.lower[first].endswith(AGENTIVE) and not any(map(r.common, range(first + 1, last + 1)))
    )
    trade = last == first + 2 and r.lower[first] in r.lex.role_nouns and not any(heads(r, k) for k in (last - 1, last))
    trade = trade and not all(map(r.common, (last - 1, last)))  # "Nurse Ada Obi", though an obi is a sash
    return given or plain or trade or (r.lower[first] in r.lex.role_nouns and r.label[last] == "PERSON")


def _no_name(r: Reader, i: int) -> bool:
    """Whether a word alone is none: an ordinary word, or the rest of a title ("Secretary of State")."""
    titled = r.lower[i - 1] == "of" and r.lower[i - 2] in title_words()
    known = countries.lookup(r.texts[i]) or countries.by_demonym(r.texts[i])
    return (titled and r.lower[i] in r.lex.portfolios) or (not known and ordinary(r, i))


def _leading_country(r: Reader, first: int, last: int) -> int:
    """How many words at the head of a longer run are a country's name or adjective; 0 for none."""
    for width in (3, 2, 1):
        words = " ".join(r.texts[first : first + width])
        if first + width <= last and (countries.by_demonym(words) or countries.lookup(words)):
            return width
    return 0


def _parted(r: Reader, first: int, rest: int, last: int) -> bool:
    """Whether a country and what follows are two names: no head binds them, and the country is nobody's given name."""
    if title_length(r, rest, last):
        return True
    if r.texts[first] in countries.AMBIGUOUS and r.label[rest] in ("PERSON", ""):
        return False  # "Chad Roe", "Jordan Roe"
    whole = r.ent_first[first] == first and r.ent_last[first] == last
    held = r.lower[first - 1] == "of" and r.lower[first - 2] in r.lex.posts  # "President of X Jane Roe"
    return (held or not whole) and not _headed(r, first, last)


def _headed(r: Reader, first: int, last: int) -> bool:
    """Whether the run has a head that makes it one name."""
    own = any(r.lower[last] in words for words in (r.lex.other_heads, r.lex.event_heads, r.lex.place_heads))
    return own or any(heads(r, k) for k in range(first + 1, last + 1))


def _person_tail(r: Reader, first: int, last: int) -> bool:
    """Whether a run ends in a person's full name that begins at `first` or later."""
    whole = r.label[last] == "PERSON" and first <= r.ent_first[last] < last
    return whole or r.lower[first] in r.lex.given_names


def _person_inside(r: Reader, first: int, last: int) -> int:
    """Where a person's name begins after another name or a title ("Liberal Party of X Jane Roe"); 0 for none."""
    joined = LINKS | {"the"}
    for k in range(first + 1, last):
        width = title_length(r, k, last)
        tail = k + width
        named = r.lower[k - 1] not in joined and _person_tail(r, tail, last)
        initials = k == first + 1 and r.texts[first].isupper()  # "NHU Chairman Roe"
        if width and (named or (initials and tail <= last and not _headed(r, tail - 1, last))):
            return k
    return next((k for k in range(first + 1, last) if _person_from(r, k, last)), 0)


def _person_from(r: Reader, k: int, last: int) -> bool:
    """Whether another name ends before token `k` and a person's goes from there to the end of the run."""
    before = r.lower[k - 1]
    binding = (_BINDING, LINKS, r.lex.particles, r.lex.kept_titles, r.lex.given_names)
    if before.endswith(".") or any(before in words for words in binding):
        return False
    return r.label[k] == "PERSON" and r.ent_first[k] == k and r.ent_last[k] == last


def _holder(r: Reader, first: int, last: int) -> int:
    """Where a post's holder is named behind a body: "retired judge at the Harbour Court Jane Roe"; 0 for nowhere."""
    if not first or bare_post(r, first) < 0:
        return 0
    inside = range(first + 1, last)
    begins = next((i for i in inside if r.lower[i - 1] in r.lex.organization_heads), 0) or _given_inside(r, first, last)
    whole = all(r.cap[begins : last + 1]) and r.lex.things.isdisjoint(r.lower[begins : last + 1])
    return begins if whole else 0


def _given_inside(r: Reader, first: int, last: int) -> int:
    """Where the one given name stands in a run, or the last two of four words that speak; 0 for nowhere."""
    given = [i for i in range(first, last) if r.lower[i] in r.lex.given_names]
    if given:
        return given[0] if len(given) == 1 and given[0] > first else 0
    speaks = last + 1 < len(r.doc) and r.doc[last + 1].lemma_ in r.lex.saying
    return last - 1 if speaks and last - first >= 3 and not r.common(last - 1) else 0
