"""Which of the generator's new items is one that a person has changed, removed or added.

An id is made of an item's words, for some of their place as well: where an article is corrected, or only moves, the
generator finds under a new id what a person has dealt with under the old one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.briefs.forms import SHOWN, shown
from generator.briefs.memory import Generated
from generator.briefs.pairing import likeness
from generator.briefs.records import Record, read_value
from generator.briefs.values import LISTS, ids_in, value_digest
from generator.core.model import Brief
from generator.core.text import fold

_ONE_SENTENCE = 0.8
"""From this likeness on a sentence is taken for one in which little but a number was corrected."""
_NUMBER = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class _Touched:
    """What a person changed, removed or added: the item now (None: removed), and as the generator had it, if known."""

    id: str
    now: Any | None
    was: Any | None


def agrees(name: str, mine: Any, theirs: Any) -> bool:
    """Do two items of a list say the same to a reader, other names included?"""
    said, told = (getattr(item, "aliases", None) for item in (mine, theirs))
    return shown(name, mine) == shown(name, theirs) and said == told


def followed(old: Record, new: Brief) -> Record:
    """The record with the ids of `new` for what a person changed, removed or added, where the generator gives others.

    A changed item becomes the new one that says the same, even where the generator still finds the one it was: that
    counts as removed from then on.
    """
    brief, generated = old.brief, old.generated
    for name in LISTS:
        theirs = {item.id: item for item in getattr(new, name)}
        ids = _successors(name, _touched(name, old), theirs, old)
        items: dict[str, Any] = {
            name: tuple(replace(item, id=ids.get(item.id, item.id)) for item in getattr(brief, name))
        }
        brief = replace(brief, **items)
        for one, other in ids.items():
            if one not in theirs:
                generated = _renamed(generated, f"{name}/{one}", f"{name}/{other}")
    return replace(old, brief=brief, generated=generated)


def _touched(name: str, old: Record) -> list[_Touched]:
    mine = {item.id: item for item in getattr(old.brief, name) if f"{name}/{item.id}" in old.brief.edited}
    here = {item.id for item in getattr(old.brief, name)}
    base = old.generated.base
    return [
        _Touched(i, mine.get(i), read_value(f"{name}/{i}", base.get(f"{name}/{i}")))
        for i in dict.fromkeys((*mine, *(i for i in ids_in(name, old.generated.digests) if i not in here)))
    ]


def _successors(name: str, touched: Sequence[_Touched], theirs: Mapping[str, Any], old: Record) -> dict[str, str]:
    """The new id of each touched item that has one: only where it is the one candidate, and has no other."""
    here = {item.id for item in getattr(old.brief, name)}
    fresh = [item for i, item in theirs.items() if i not in here and f"{name}/{i}" not in old.generated.digests]
    found: dict[str, str] = {}

    def take(left: Sequence[_Touched], alike: Callable[[_Touched, Any], bool]) -> None:
        free = [item for item in fresh if item.id not in found.values()]
        pairs = [(t.id, item.id) for t in left if t.id not in found for item in free if alike(t, item)]
        ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
        found.update((one, other) for one, other in pairs if ones[one] == others[other] == 1)

    take(touched, lambda t, item: t.now is not None and agrees(name, t.now, item))
    gone = [t for t in touched if t.id not in theirs and f"{name}/{t.id}" in old.generated.digests]
    take(gone, lambda t, item: t.was is not None and shown(name, t.was) == shown(name, item))
    take(gone, lambda t, item: any(_one(name, side, item) for side in (t.now, t.was) if side is not None))
    if name == "figures":
        numbers = [t for t in gone if t.now is not None]
        take(numbers, lambda t, item: t.was is not None and _corrected(t.was, item))
        take(numbers, lambda t, item: t.was is not None and _measured_anew(t.was, item))
    return found


def recurring(old: Record, new: Brief) -> dict[str, str]:
    """The path of each figure that may be one a person has dealt with, in another sentence and with another number.

    That one's path stands behind it: changed or removed by a person, and found no longer by the generator, which finds
    the other for the first time. Where it is told for sure, the edit has followed it (`followed`).
    """
    known = old.generated.digests
    gone = [t for t in _touched("figures", old) if t.was is not None]
    gone = [t for t in gone if all(t.id != figure.id for figure in new.figures)]
    here = {f"figures/{figure.id}" for figure in old.brief.figures}
    found = {path: other for path, other in old.generated.again.items() if path in here}
    for figure in new.figures:
        path = f"figures/{figure.id}"
        like = next((t for t in gone if _akin(t.was, figure)), None)
        if like and path not in known and path not in here:
            found[path] = f"figures/{like.id}"
    return found


def _one(name: str, mine: Any, theirs: Any) -> bool:
    """Have two items the same words; figures, of which many have, the same measure too?"""
    head = SHOWN[name][0]
    same = fold(getattr(mine, head)) == fold(getattr(theirs, head))
    return same and (name != "figures" or mine.measure == theirs.measure)


def _corrected(was: Any, now: Any) -> bool:
    """Has a figure another number in much the same sentence?"""
    if min(len(was.evidence), len(now.evidence)) < 2 or (was.unit, was.change) != (now.unit, now.change):
        return False
    words, told = (_NUMBER.sub("0", fold(figure.text)) for figure in (was, now))
    return words == told and likeness(was.evidence[-1].exact, now.evidence[-1].exact) >= _ONE_SENTENCE


def _measured_anew(was: Any, now: Any) -> bool:
    """Has a figure another number for the very same measure, in whichever sentence?"""
    if not was.measure or not now.measure or fold(was.measure) != fold(now.measure):
        return False
    return (was.unit, was.change, was.period) == (now.unit, now.change, now.period)


def _akin(was: Any, now: Any) -> bool:
    """May two figures be of one thing: what counts things tells by its unit of which, all others by their measure."""
    if (was.unit, was.change) != (now.unit, now.change):
        return False
    if was.measure and now.measure:
        return fold(was.measure) == fold(now.measure)
    return bool(was.kind == now.kind == "count" and was.unit)


def _renamed(generated: Generated, path: str, other: str) -> Generated:
    """The memory with what it has at a path at another one; a digest holds the id, so it is that of the value there."""
    digests = {other if p == path else p: value for p, value in generated.digests.items()}
    base, stale = dict(generated.base), dict(generated.stale)
    if path in base:
        base[other] = {**base.pop(path), "id": other.partition("/")[2]}
        digests[other] = value_digest(read_value(other, base[other]))
    stale.pop(path, None)
    doubts = {p: other if p_old == path else p_old for p, p_old in generated.again.items()}
    checked = {other if p == path else p: words for p, words in generated.checked.items()}
    return replace(generated, digests=digests, base=base, stale=stale, again=doubts, checked=checked)
