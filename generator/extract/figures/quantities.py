"""All quantities of an article: numbers with their units, ages, and what bare numbers count."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from generator.core.limits import QUANTITIES
from generator.core.tables import listed, table
from generator.extract.figures import grammar, nouns, ranges
from generator.extract.figures.grammar import Quantity
from generator.extract.figures.measure import own_verb
from generator.extract.figures.not_quantities import Masks
from generator.extract.figures.numbers import Number, find_numbers, is_whole
from generator.extract.figures.tables import units_before
from generator.extract.parsed import Parsed
from generator.extract.tags import NOUNS, SUBJECTS
from generator.language.plurals import singular

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ONE_IN = re.compile(r"[\s-](?:in|out of)[\s-](?:every\s)?$", re.IGNORECASE)
_ONE_THING_IN = re.compile(r" [a-z-]+(?: [a-z-]+)? in (?:every )?")
_FINITE = ("VBZ", "VBP", "VBD", "MD")
_OPENS_CLAUSE = ("WDT", "WP", "WRB")
_AGED = re.compile(r"\b(?:aged|age|age of|ages|ages of)\s$", re.IGNORECASE)
_AGE_TOLD = re.compile(r"\b(?:life expectancy|(?:average|median|mean|retirement|pension) age)\b[^.\d]*$", re.IGNORECASE)
_AGE_APPOSED = re.compile(r"(?:[A-Z][\w’'.-]+,? ?[,(] ?|\b[Tt]he \w+, )$")
_MORE = re.compile(r" (?:more|others?)\b")
_DOERS = ("er", "or", "ist", "ian")
"""Ends of nouns for people by what they do: "rider", "sailor"."""
_AGE_SAID = re.compile(r"\b(?:(?:he|she|I|who) (?:is|was|were|turned|turns|will be)|die[sd]? at) $", re.IGNORECASE)
_RANGE_NEXT = re.compile(r"\s?(?:[-–]|to\b|and\b)\s?[0-9]")
_LISTED = re.compile(r"-?(?:,? (?:and|or) |, | (?:out )?of (?:the|its|their|his|her|our) )")
_OPEN = ""
"""The unit of a number before a singular, which is no quantity unless a list has their plural: "9 gold"."""
_KIND_LISTED = re.compile(r" ([a-z]+)(?:,? and |, )")
_PART_OF = re.compile(r" (?:out )?of ")


def quantities(parsed: Parsed, masks: Masks) -> list[Quantity]:
    """The quantities in their order, none overlapping."""
    text = parsed.article.text
    combined = ranges.combine(text, _read(parsed, masks))[:QUANTITIES]  # each is compared with the others later
    counted = [q for q in (_counted(parsed, masks, q) for q in combined) if q is not None]
    apart: list[Quantity] = []
    for quantity in counted:
        if not any(quantity.start < q.end for q in apart[-2:]):
            apart.append(quantity)
    told = _shared_counts(parsed, [_without_doubt(parsed, apart[:i], q) for i, q in enumerate(apart)])
    return [q for q in told if q.unit != _OPEN]


def _read(parsed: Parsed, masks: Masks) -> list[Quantity]:
    """Numbers with the units beside them, what is no quantity left out."""
    text = parsed.article.text
    out: list[Quantity] = []
    for number in _proportions(parsed, find_numbers(text)):
        floor = out[-1].end if out else 0
        if masks.covers(number) or number.start < floor:
            continue
        quantity = grammar.read(text, number, floor)
        bare = quantity.unit is None
        if not masks.is_name(quantity.number, not bare) and not (bare and masks.is_time(number)):
            out.append(_age(text, quantity) if bare else quantity)
    return out


def _proportions(parsed: Parsed, numbers: list[Number]) -> list[Number]:
    """ "one in 13", "3 out of 10" and "one household in six" as fractions."""
    out: list[Number] = []
    for number in numbers:
        a = out[-1] if out else None
        if a is not None and _is_proportion(parsed, a, number):
            out[-1] = Number(a.start, number.end, a.value / number.value, fraction=True)
        else:
            out.append(number)
    return out


def _is_proportion(parsed: Parsed, a: Number, b: Number) -> bool:
    link = parsed.article.text[a.end : b.start]
    whole = not a.scaled and 0 < a.value < b.value and is_whole(a.value) and is_whole(b.value)
    year = b.digits and 1900 <= b.value < 2100
    if not whole or year:
        return False
    if _ONE_IN.fullmatch(link):
        surely = a.value == 1 or "out of" in link or link == "-in-"
        return surely or (not a.digits and not b.digits and _counts_nothing(parsed, b))
    return a.value == 1 and _ONE_THING_IN.fullmatch(link) is not None and _counts_nothing(parsed, b)


def _counts_nothing(parsed: Parsed, number: Number) -> bool:
    """Whether a number behind "one household in" or "two in" has no noun of its own.

    The word behind it is the verb where the clause has no other: "one household in six burns wood".
    """
    last = parsed.token_before(number.end - 1)
    sent = last.sent
    if last.dep_ == "pobj":
        return True
    before = itertools.takewhile(lambda t: not _is_border(t), reversed(sent[: last.i - sent.start]))
    behind = list(itertools.takewhile(lambda t: not _is_border(t), sent[last.i + 1 - sent.start :]))
    verbless = not any(t.tag_ in _FINITE or (t.dep_, t.pos_) == ("ROOT", "VERB") for t in (*before, *behind))
    told = len(behind) > 1 and behind[0].pos_ != "ADJ" and sent.text.rstrip().endswith(".")  # no headline
    return verbless and told


def _is_border(token: Token) -> bool:
    return token.is_punct or token.is_space or token.dep_ == "mark" or token.tag_ in _OPENS_CLAUSE


def _age(text: str, quantity: Quantity) -> Quantity:
    """An age without its unit: "aged 55", "the mayor, 51,"."""
    number = quantity.number
    if not 0 < quantity.value < 121 or not is_whole(quantity.value) or _RANGE_NEXT.match(text, number.end):
        return quantity  # the unit of a range is told at its end
    before, after = text[max(0, quantity.start - 70) : quantity.start], text[quantity.end : quantity.end + 3]
    apposed = number.digits and quantity.value > 9 and _AGE_APPOSED.search(before)
    closed = re.match(r"[,)](?!\d)|\.(?:\s|$)|$", after)
    if _AGE_TOLD.search(before) or _AGED.search(before) or (apposed and closed):
        return replace(quantity, unit="year of age", kind="age")
    return quantity


def _counted(parsed: Parsed, masks: Masks, quantity: Quantity) -> Quantity | None:
    """What a bare number counts; None when the number turns out to count nothing ("one" as a pronoun)."""
    text = parsed.article.text
    if quantity.kind in ("bare", "time") and _AGED.search(text[max(0, quantity.start - 12) : quantity.start]):
        return replace(quantity, unit=f"{quantity.unit or 'year'} of age", kind="age")
    if quantity.kind != "bare":
        return quantity
    if quantity.number.fraction:
        return replace(quantity, kind="fraction")
    start = _noun_after(parsed, quantity)
    span = nouns.counted(parsed.doc, start) if start is not None else None
    if start is None or not _counts(parsed, masks, quantity, start, span):
        return None
    if span is None:
        return _unsaid(parsed, quantity)
    head = parsed.doc[span[1]]
    if len(head.text.strip(".")) == 1 or head.lower_ in ("one", "ones"):
        return quantity  # a symbol, a word that stands for another
    if _disagrees(quantity, parsed.doc, start, head):
        return quantity if quantity.number.scaled or not is_whole(quantity.value) else replace(quantity, unit=_OPEN)
    end = head.idx + len(head.text)
    unit = grammar.unit_of(head.text)
    before = head.nbor(-1)
    other = span[1] > span[0] and (before.text in ("-", "–") or (before.pos_ == "ADJ" and before.text.istitle()))
    if unit is not None and head.pos_ == "NOUN" and not other:  # "man-hours" and "Martian days" are another unit
        return replace(quantity, end=end, unit=unit.name, kind=unit.kind, value=quantity.value * unit.factor)
    return grammar.rated(text, replace(quantity, end=end, unit=nouns.phrase(parsed.doc, *span), kind="count"))


def _noun_after(parsed: Parsed, quantity: Quantity) -> int | None:
    """The token before the noun that a number may count; None for "one" as a pronoun."""
    doc = parsed.doc
    index = parsed.token_before(quantity.end - 1).i
    following = doc[index + 1].lower_ if index + 1 < len(doc) else ""
    is_one = _is_one(quantity, parsed.article.text)
    if (doc[index].lower_, doc[index].pos_) == ("one", "PRON"):
        return None
    if following == "of" and (quantity.number.vague or is_one):
        skipped = listed("quantity_words", "before_noun")
        rest = (t for t in doc[index + 2 :] if t.pos_ not in ("DET", "PRON") and t.lower_ not in skipped)
        first = next(rest, None)
        if first is not None and first.pos_ == "NUM":
            return None  # "one of the ten stations": the ten are counted
        index = first.i - 1 if first is not None else index
    elif following in ("+", *nouns.ADDED):
        index += 1
    elif following in units_before():  # "20 magnitude 4.0 to 4.8 quakes"
        sized = itertools.takewhile(
            lambda t: t.text[:1].isdigit() or t.lower_ in ("to", "or", "-", "–", "+"), doc[index + 2 :]
        )
        index += 1 + sum(1 for _ in sized)
    return index


def _disagrees(quantity: Quantity, doc: Doc, start: int, head: Token) -> bool:
    """Whether a singular stands behind a number above one, and so is none of what that counts: it may be a verb ("nine
    cycle to school", "one in six burns wood"), or tell which ("the under 20 category") or how much ("a 6.4 quake")."""
    if head.tag_ != "NN" or quantity.value <= 1 or not head.is_alpha or head.lower_ != singular(head.lower_):
        return False
    if doc[start + 1].text in ("-", "–") or doc[start].lower_ == "of":
        return False  # "a ten-storey house", "dozens of dice"
    return head.lower_ not in listed("quantity_words", "invariable") and not _is_plural_too(doc, head.lower_)


def _is_plural_too(doc: Doc, noun: str) -> bool:
    """Whether an article has a noun as a plural in the form of its singular: "the buffalo were let out"."""
    return any(t.lower_ == noun and t.nbor().lower_ in ("are", "were", "have") for t in doc[:-1])


def _is_one(quantity: Quantity, text: str) -> bool:
    return text[quantity.start : quantity.end].lower() == "one"


def _counts(parsed: Parsed, masks: Masks, quantity: Quantity, start: int, span: tuple[int, int] | None) -> bool:
    """Whether a number counts: "one of ease", codes and models ("the 747 airliner") do not."""
    is_one = _is_one(quantity, parsed.article.text)
    if span is None:
        return not is_one and not masks.is_label(quantity.number)
    noun = parsed.doc[span[0] : span[1] + 1]
    of_one = is_one and parsed.doc[start].lower_ != "one" and noun[-1].tag_ in ("NN", "NNP")
    code = re.fullmatch(r"[A-Za-z]+[0-9]+", noun.text) or not re.search("[A-Za-z]", noun.text)
    direct = start == parsed.token_before(quantity.end - 1).i
    model = quantity.value < 0 or (direct and masks.is_model(quantity.number, noun))
    return not (of_one or code or model or masks.is_which(quantity.number, noun))


def _unsaid(parsed: Parsed, quantity: Quantity) -> Quantity:
    """A number that counts people or years without saying so: "killed 12", "he was 41"."""
    text = parsed.article.text
    token = parsed.token_before(quantity.end - 1)
    said = _AGE_SAID.search(text[max(0, quantity.start - 24) : quantity.start])
    if said and 1 < quantity.value < 121:
        return replace(quantity, unit="year of age", kind="age")
    if quantity.value > 1 and is_whole(quantity.value) and _are_people(token):
        return replace(quantity, unit="person", kind="count")
    return quantity


def _are_people(number: Token) -> bool:
    """Whether a bare number is who a verb is done to or by that only people suffer or do: "killed 12", "40 voted"."""
    token = number.head if number.head.lower_ in ("others", "more") else number
    if (token.dep_ == "nummod" and token.head.pos_ in NOUNS) or token.head.lower_ == "at":
        return False  # "voted at ten"
    human = listed("quantity_words", "of_people")
    verb = own_verb(token)
    if verb is None or not (token.dep_ in (*SUBJECTS, "dobj") or token.head.i == token.i - 1):
        return False
    said = [verb, *(c for c in verb.rights if c.dep_ in ("acomp", "attr", "oprd"))]
    return any(t.lemma_.lower() in human for t in said)


def _without_doubt(parsed: Parsed, before: list[Quantity], quantity: Quantity) -> Quantity:
    """A number that people are counted by, without a unit where it goes on from things or animals.

    "Killed 6,000 more" tells more of what was counted last in its sentence or the one before.
    """
    if quantity.unit != "person" or not _MORE.match(parsed.article.text, quantity.number.end):
        return quantity
    last = next((q for q in reversed(before) if q.kind == "count"), None)
    here, there = (parsed.sentence_at(q.start) if q is not None else None for q in (quantity, last))
    if last is None or here is None or there is None or here.index - there.index > 1:
        return quantity
    noun = (last.unit or "").split(" ")[-1].lower()
    people = noun in _people() or noun.endswith(_DOERS)
    return quantity if people else replace(quantity, unit=None, kind="bare")


@cache
def _people() -> frozenset[str]:
    """Nouns that call people: what is counted, by trade and by office, and others."""
    words = table("actors_lexicon")
    called = f"{words['role_nouns']} {words['person_nouns']}".split()
    return frozenset((*called, *table("quantity_words")["classes"]["people"]))


def _shared_counts(parsed: Parsed, found: list[Quantity]) -> list[Quantity]:
    """ "40 and 12 people", "34 of 48 points", "9 gold and 12 silver medals": the noun counted by the last number of a
    list is counted by all."""
    text = parsed.article.text
    for i in range(len(found) - 2, -1, -1):
        a, b = found[i], found[i + 1]
        between = text[a.end : b.start]
        part = a.number.digits and a.number.scaled == b.number.scaled and _PART_OF.fullmatch(between)
        if a.unit is None and a.kind == "bare" and b.kind == "count" and (part or _LISTED.fullmatch(between)):
            found[i] = replace(a, unit=b.unit, kind="count")
        kind = _KIND_LISTED.fullmatch(text[a.number.end : b.start])
        modifier, _, noun = (b.unit or "").rpartition(" ")
        if kind and not a.unit and (a.kind, b.kind) == ("bare", "count") and modifier and " " not in modifier:
            word = parsed.token_before(a.number.end + 1)
            if word.pos_ in ("ADJ", *NOUNS):
                found[i] = replace(a, unit=f"{kind[1]} {noun}", kind="count", end=word.idx + len(word))
    return found
