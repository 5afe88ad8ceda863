"""The items of a page: how each kind stands on one or two lines, or as `field: words`, and the check of every value.

What tells the parts of a compact form apart are closed sets (kinds, certainties) or dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, NamedTuple, get_args

from generator.briefs.quantities import BOUNDS, CHANGES, PARTS, AmountError, digits_of, quantity, quantity_words
from generator.core import when
from generator.core.mistakes import nearest
from generator.core.model import ActorKind, Brief, Certainty

Item = dict[str, Any]
"""The fields of an item that its brief shows, with their values."""
Pairs = list[tuple[str | None, str | None]]
"""An item as it stands on a page: its keys with their words; one pair without a key where it is words alone."""
SHOWN: Mapping[str, tuple[str, ...]] = {
    "key_points": ("text",),
    "actors": ("name", "kind", "role"),
    "figures": ("text", "measure", "period", *PARTS),
    "whats_next": ("text", "certainty", "when"),
    "events": ("text", "date"),
    "quotes": ("text", "speaker"),
    "terms": ("term", "definition"),
}
"""The fields of each list's items that a brief shows, the one that names the item first."""
COMPACT: Mapping[str, str] = {
    "key_points": "the words",
    "actors": "`Wang Yi (person): Foreign Minister`, or without a role `Wang Yi (person)`",
    "figures": "`$244.8 billion: trade (2024)` and a line `value: 244.8 billion USD`",
    "whats_next": "`9 May 2025, scheduled:` or `expected:` and the words",
    "events": "`March 2025:` and the words",
    "quotes": "`Speaker:` and the words, or the words alone",
    "terms": "`term:` and its definition, or the term alone",
}
"""How an item stands in few lines; else as `field: words` lines by the names of `SHOWN`."""
_EXTRA = {"actors": ("aliases",), "terms": ("aliases",)}
"""Fields that an item may state and mostly leaves to the memory."""
_NEEDED = {
    "key_points": ("text",),
    "actors": ("name", "kind"),
    "figures": ("text", "value"),
    "whats_next": ("text", "certainty"),
    "events": ("text", "date"),
    "quotes": ("text",),
    "terms": ("term",),
}
KINDS: tuple[str, ...] = get_args(ActorKind)
CERTAINTIES: tuple[str, ...] = get_args(Certainty)
_KIND_WITHIN = re.compile(rf"[(\[](?:{'|'.join(KINDS)}|organisation)\b", re.IGNORECASE)
"""A kind where none can be read: with a role behind it and no colon, with no second bracket, in other brackets."""
_REMEDIES = {
    ("actors", "kind"): f"write it behind the name, `Gazprom (organization)`: {', '.join(KINDS[:-1])} or {KINDS[-1]}",
    ("whats_next", "certainty"): "write the time and one of " + ", ".join(CERTAINTIES) + " before the words",
    ("events", "date"): "write the date before the words, `9 May 2025: >-`",
    ("figures", "value"): "add a line below it, `value: 3.5 billion USD`",
}


class WrongError(Exception):
    """A value that cannot be: the problem, and what to write instead."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.remedy = remedy


def shown(name: str, item: Any) -> Item:
    """What a brief shows of an item of a list."""
    return {part: getattr(item, part) for part in SHOWN[name]}


def is_own(brief: Brief, path: str, *parts: str) -> bool:
    """Did a person write what stands at a path: a field of a brief, or of an item what names it, or one of `parts`?"""
    said = parts or SHOWN.get(path.partition("/")[0], ("",))[:1]
    return path in brief.edited and any(f"{path}/{part}" not in brief.intact for part in said)


def pairs_of(name: str, item: Item) -> tuple[Pairs, bool]:
    """An item as it is to stand on a page, and whether in the compact form, which it is where that says all of it."""
    pairs = _FORMS[name].write(item)
    try:
        compact = "aliases" not in item and item_of(name, pairs) == item
    except WrongError:
        compact = False
    return (pairs, True) if compact else (as_fields(name, item), False)


def is_prose(name: str, key: str | None, compact: bool) -> bool:
    """Do the words behind a key of an item, or of one without keys, stand in a block of their own?"""
    if not compact:
        return name not in ("actors", "figures") and key in ("text", "definition")
    return _FORMS[name].prose and (name != "terms" or key is not None)


def as_fields(name: str, item: Item) -> Pairs:
    """An item as `field: words` lines."""
    said = dict(item)
    out: Pairs = []
    for part in SHOWN[name]:
        if part in ("when", "date", "period") and said[part]:
            said[part] = when.in_words(said[part])
        if part not in PARTS and said[part] is not None:
            out.append((part, said[part]))
    if name == "figures":
        amount = {part: said[part] for part in PARTS}
        words = quantity_words(amount)
        if _stands_for(words, amount):
            out.append(("value", words))
        else:
            stated = {part: digits_of(v) if isinstance(v, Decimal) else v for part, v in amount.items()}
            out += [(part, words) for part, words in stated.items() if words is not None]
    if "aliases" in item:
        out.append(("aliases", "; ".join(item["aliases"])))
    return out


class _Form(NamedTuple):
    """How an item stands on one or two lines.

    Attributes:
        write: an item as its pairs.
        read: what head and the words behind it say; the head is None where an item is words alone.
        prose: whether its words are sentences.
    """

    write: Callable[[Item], Pairs]
    read: Callable[[str | None, str | None], Item]
    prose: bool


def _read_words(head: str | None, rest: str | None) -> Item:
    if head is not None:
        raise WrongError(f"{head!r} is followed by a colon", "put the words below `- >-`, or into quotation marks")
    return {"text": rest}


def _bracketed(words: str) -> tuple[str, str | None]:
    """Words and what stands in brackets behind them; None where nothing does."""
    before, bracket, inside = words.removesuffix(")").rpartition("(")
    if not bracket or not words.endswith(")") or ")" in inside:
        return words, None
    return before.rstrip(), inside


def _read_actor(head: str | None, rest: str | None) -> Item:
    head, role = (rest, None) if head is None else (head, rest)
    name, kind = _bracketed(head or "")
    named = name if kind is not None and name else head
    return {"name": named, "kind": kind if named == name else None, "role": role}


def _write_actor(item: Item) -> Pairs:
    named = f"{item['name']} ({item['kind']})"
    return [(named, item["role"])] if item["role"] else [(None, named)]


def _read_figure(head: str | None, rest: str | None) -> Item:
    head, rest = (rest, None) if head is None else (head, rest)
    measure, period = _bracketed(rest or "")
    if period is not None and _is_date(period):
        return {"text": head, "measure": measure or None, "period": period}
    return {"text": head, "measure": rest, "period": None}


def _write_figure(item: Item) -> Pairs:
    period = f"({when.in_words(item['period'])})" if item["period"] else None
    rest = " ".join(filter(None, (item["measure"], period)))
    return [(item["text"], rest or None), ("value", quantity_words({part: item[part] for part in PARTS}))]


def _read_next(head: str | None, rest: str | None) -> Item:
    if head is None:
        return {"text": rest, "certainty": None, "when": None}
    day, comma, certainty = head.rpartition(",")
    if not comma and _is_date(head):
        return {"text": rest, "certainty": None, "when": head}
    return {"text": rest, "certainty": certainty.strip(), "when": day.strip() or None}


def _write_next(item: Item) -> Pairs:
    day = when.in_words(item["when"]) if item["when"] else None
    return [(", ".join(filter(None, (day, item["certainty"]))), item["text"])]


def _headed(part: str) -> Callable[[str | None, str | None], Item]:
    return lambda head, rest: {part: head, "text": rest}


def _read_term(head: str | None, rest: str | None) -> Item:
    return {"term": rest, "definition": None} if head is None else {"term": head, "definition": rest}


def _write_term(item: Item) -> Pairs:
    return [(item["term"], item["definition"])] if item["definition"] else [(None, item["term"])]


_FORMS: Mapping[str, _Form] = {
    "key_points": _Form(lambda item: [(None, item["text"])], _read_words, True),
    "actors": _Form(_write_actor, _read_actor, False),
    "figures": _Form(_write_figure, _read_figure, False),
    "whats_next": _Form(_write_next, _read_next, True),
    "events": _Form(lambda item: [(when.in_words(item["date"]), item["text"])], _headed("date"), True),
    "quotes": _Form(lambda item: [(item["speaker"], item["text"])], _headed("speaker"), True),
    "terms": _Form(_write_term, _read_term, True),
}


def _stands_for(words: str, amount: Item) -> bool:
    try:
        return quantity(words) == amount
    except ValueError:
        return False


def item_of(name: str, pairs: Pairs) -> Item:
    """The item that pairs stand for, every field checked; raises WrongError for what cannot be."""
    said = _stated(name, pairs)
    out = {part: _checked(part, words) for part, words in said.items() if part not in PARTS}
    if said.get("value") is not None:
        out |= _amount(said)
    for part in _NEEDED[name]:
        if out.get(part) in (None, ""):
            if name == "actors" and re.fullmatch(rf"\((?:{'|'.join(KINDS)})\)", str(out["name"])):
                raise WrongError("has no name", f"write it before its kind, {COMPACT[name]}")
            if name == "actors" and part == "kind" and _KIND_WITHIN.search(out["name"]):
                raise WrongError("does not end with its kind in brackets", f"write {COMPACT[name]}")
            raise WrongError(f"has no {part}", _REMEDIES.get((name, part), f"write its {part}"))
    return out


def _stated(name: str, pairs: Pairs) -> Item:
    """The words of each field of an item, in whichever form it stands; raises WrongError for a key that is no field."""
    (head, rest), more = pairs[0], pairs[1:]
    fields = (*SHOWN[name], *_EXTRA.get(name, ()))
    said: Item = dict.fromkeys(SHOWN[name])
    if head in fields and (more or head in _NEEDED[name]):
        more = pairs
    elif more and get_close_matches((head or "").lower(), fields, 1, 0.8):
        raise WrongError(f"{head!r} is not a field of it", nearest(head or "", fields))
    else:
        said |= _FORMS[name].read(head, rest)
    for key, words in more:
        if key not in fields:
            raise WrongError(f"{key!r} is not a field of it", nearest(key or "", fields))
        said[str(key)] = words
    return said


def _amount(said: Item) -> Item:
    """The parts of a figure's value: from words ("up 68 percent"), or stated one by one."""
    try:
        found = quantity(said["value"])
        for part in PARTS[1:]:
            if said[part] is not None:
                found[part] = quantity(said[part])["value"] if part == "max_value" else _checked(part, said[part])
    except AmountError as error:
        raise WrongError(f"value: {error}", error.remedy) from error
    return found


def _checked(part: str, words: Any) -> Any:
    """The value of one field; raises WrongError for words that cannot be it."""
    if words is None:
        return () if part == "aliases" else None
    if part in _WORDS_OF:
        return one_of(part, words, _WORDS_OF[part])
    if part in ("when", "date", "period"):
        return date_of(part, words)
    if part == "aliases":
        return names_of(words)
    return words


def names_of(words: str) -> tuple[str, ...]:
    """The names in words that semicolons part."""
    return tuple(name.strip() for name in words.split(";") if name.strip())


_WORDS_OF: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS, "certainty": CERTAINTIES, "bound": BOUNDS, "change": CHANGES,
}  # fmt: skip
_SPELT = {"organisation": "organization"}
"""Other spellings of the words of closed sets."""


def one_of(part: str, words: str, allowed: Sequence[str]) -> str:
    """A word of a closed set, whatever its case; raises WrongError, which names the nearest one."""
    word = _SPELT.get(words.strip().lower(), words.strip().lower())
    if word not in allowed:
        behind = "the time, a comma and " if part == "certainty" else ""
        raise WrongError(f"{part}: {words!r} is none", nearest(word, allowed, behind))
    return word


def date_of(part: str, words: str) -> str:
    """The TIMEX3 value of a date in words; raises WrongError."""
    try:
        return when.read(words)
    except ValueError as error:
        raise WrongError(f"{part}: {error}", "write it like 9 May 2025, May 2025, autumn 2025 or 2025-05-09") from error


def _is_date(words: str) -> bool:
    try:
        when.read(words)
    except ValueError:
        return False
    return True
