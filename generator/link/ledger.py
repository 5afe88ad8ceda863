"""The figure ledger: a quantity that several articles tell is one entry with all its tellings.

Two figures are one quantity when unit and period agree, both are told as happened or both as ahead, of one holder, the
coarser value is what the finer one rounds to, and their measures are about the same thing, or their sentences say the
same. They are in conflict when measure, unit and period
are the same in so many words and the values are not. Candidates are met in blocks of unit, magnitude and a word of the
measure, and in blocks of the exact value; within a block a figure is compared with the `MOST` before it, so the work is
linear in the figures.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.briefs.forms import is_own
from generator.core.limits import in_bounds
from generator.core.model import Brief, Figure, Forward, Statement
from generator.core.text import stable_id
from generator.link.corpus import Agreement, LedgerEntry, Telling
from generator.link.groups import Groups
from generator.link.hedges import ahead
from generator.link.intervals import oldest_first
from generator.link.lexicon import classes
from generator.link.words import FILLERS, Content, content, figure_label, label, read, stem

MOST = 40
BUCKET = math.log(1.06)
"""Width of a block of magnitude; neighbouring blocks are looked into too, and `FURTHEST` lies within them."""
FURTHEST = Decimal("0.05")
"""However coarsely a figure is printed, values further apart than this part of the larger are two quantities."""
ODDS, FEWEST = Decimal("0.8"), 0.79
"""Sources that disagree on one quantity do so by less than this; further apart, they speak of two. The second is the
same as a float, with room for its error."""
TELLING_DIGITS = 3
"""From this many significant digits on, an equal value is itself strong evidence ("32.7", "244.8"; not "20")."""
ALIKE, ALIKE_WORDS = 0.5, 3
"""Two sentences with the same value say the same when they share this part of the shorter one's content words, and at
least so many of them."""
_SYNONYMS = {stem(word): stem(label) for word, label in classes("measure_synonyms").items()}


@dataclass(frozen=True, slots=True)
class _Item:
    """A figure read for comparison.

    Attributes:
        step: what one unit in the last printed place is worth; 0 when the text is in words.
        digits: significant digits printed.
        holders: names in the measure.
        ahead: its sentence announces or supposes rather than tells.
        measure: content words and countries of the measure, general words of measuring left out.
        sentence: content words of its sentence.
        around: words and countries of its sentence, of its brief's title and of the names of its actors.
        size, reach: the absolute value and the step as floats, for a first look.
    """

    order: int
    brief: Brief
    figure: Figure
    step: Decimal
    digits: int
    measure: Content
    holders: frozenset[str]
    ahead: bool
    sentence: frozenset[str]
    around: Content
    size: float
    reach: float


def ledger(briefs: Sequence[Brief]) -> tuple[LedgerEntry, ...]:
    """All figures of the briefs (newest first) as entries, those told last first."""
    items: list[_Item] = []
    for brief in briefs:
        names = read(" . ".join((brief.title, *(a.name for a in brief.actors))))
        for figure in filter(lambda f: in_bounds(f.value) and in_bounds(f.max_value), brief.figures):
            items.append(_item(len(items), brief, figure, names))
    return tuple(_entry(group) for group in sorted(_grouped(items), key=lambda g: g[0].order))


def _item(order: int, brief: Brief, figure: Figure, names: Content) -> _Item:
    told = " ".join(e.exact for e in figure.evidence[1:])
    sentence = read(told)
    measure = read(figure.measure or "")
    step, digits = precision(figure)
    unit = frozenset((*content(figure.unit or ""), *content(figure.text)))
    around = _one_word_each(sentence.words | measure.words | names.words)
    return _Item(
        order=order,
        brief=brief,
        figure=figure,
        step=step,
        digits=digits,
        measure=Content(_one_word_each(measure.words - unit) - FILLERS, measure.countries),
        holders=frozenset(re.findall(r"(?<=[ ,])[A-Z]\w+", figure.measure or "")),
        ahead=ahead(told),
        sentence=frozenset(w for w in sentence.words - unit - FILLERS if not w[0].isdigit()),
        around=Content(around, sentence.countries | measure.countries | names.countries),
        size=abs(float(figure.value)),
        reach=float(step),
    )


def _one_word_each(stems: frozenset[str]) -> frozenset[str]:
    """The stems with one word for what measures call by several ("tariff", "duty")."""
    return frozenset(_SYNONYMS.get(w, w) for w in stems)


def precision(figure: Figure) -> tuple[Decimal, int]:
    """What the last printed place is worth in the figure's unit, and how many significant digits are printed."""
    if not figure.digits:
        return Decimal(0), 1
    number = Decimal(figure.digits)
    decimals = len(figure.digits.partition(".")[2])
    digits = len(figure.digits.replace(".", "").strip("0")) or 1
    if not number:
        return Decimal(0), digits
    scale = abs(figure.value) / number
    return scale * Decimal(1).scaleb(-decimals), digits


def same_value(a: _Item, b: _Item) -> bool:
    """Whether one value is what the other rounds to where it is printed more coarsely."""
    x, y = a.figure, b.figure
    if (x.max_value is None) != (y.max_value is None):
        return False
    if x.max_value is not None and y.max_value is not None and not _rounds(x.max_value, y.max_value, a.step, b.step):
        return False
    return _rounds(x.value, y.value, a.step, b.step)


def _rounds(x: Decimal, y: Decimal, step_x: Decimal, step_y: Decimal) -> bool:
    apart = abs(x - y)
    if not apart:
        return True
    scaled = max(step_x, step_y) > 1 or min(step_x, step_y) < 1  # plain whole numbers are exact
    return scaled and apart <= max(step_x, step_y) / 2 and apart <= FURTHEST * max(abs(x), abs(y))


def _same_period(a: str | None, b: str | None) -> bool:
    """Equal, or both unknown; "2022/2023" (a change from one year to the next) is the change of 2023."""
    return (a or "").rpartition("/")[2] == (b or "").rpartition("/")[2]


def _same_status(a: _Item, b: _Item) -> bool:
    """Whether both are told as happened or both as ahead, of one holder, and went the same way."""
    way = {f.change for f in (a.figure, b.figure) if f.change}
    return a.ahead == b.ahead and len(way) < 2 and (not a.holders or not b.holders or a.holders == b.holders)


def _same_measure(a: _Item, b: _Item) -> bool:
    """Whether the measures are about one thing, each with its own surroundings to speak for what it leaves out."""
    x, y = a.measure, b.measure
    if not (x.countries <= b.around.countries and y.countries <= a.around.countries):
        return False
    strong = min(a.digits, b.digits) >= TELLING_DIGITS
    if not x.words or not y.words:
        bare, other = (a, b) if not x.words else (b, a)
        said = other.measure.words or other.measure.countries
        return bool(said) and (strong or a.figure.period is not None) and other.measure.words <= bare.around.words
    return bool(x.words & y.words) and x.words <= b.around.words and y.words <= a.around.words


def _same_sentence(a: _Item, b: _Item) -> bool:
    """Whether two articles say the same of an equal value, whatever words of theirs were taken for its measure."""
    shared = len(a.sentence & b.sentence)
    alike = shared >= ALIKE_WORDS and shared >= ALIKE * min(len(a.sentence), len(b.sentence))
    return alike and a.brief.id != b.brief.id and a.figure.value == b.figure.value


def same_quantity(a: _Item, b: _Item) -> bool:
    """Whether two figures tell one quantity."""
    x, y = a.figure, b.figure
    if x.unit != y.unit or not _same_period(x.period, y.period) or not _same_status(a, b):
        return False
    if not same_value(a, b):
        return False
    if _same_sentence(a, b):
        return True
    # "two", "20": too many things have this value
    common = min(a.digits, b.digits) < 2 and x.period is None
    return not common and _same_measure(a, b)


def _in_conflict(a: _Item, b: _Item) -> bool:
    """Whether two articles contradict each other with values of one unit, period and measure, told in so many words:
    near each other but not each other's rounding.
    """
    x, y = a.figure, b.figure
    if a.brief.id == b.brief.id or x.change != y.change or len(a.measure.words) + len(a.measure.countries) < 2:
        return False
    if x.max_value is not None or y.max_value is not None or {x.bound, y.bound} - {"exact", "about"}:
        return False
    return not same_value(a, b) and ODDS <= x.value / y.value <= 1 / ODDS


_Block = tuple[str | None, bool, int | Decimal | None, str]


def _grouped(items: list[_Item]) -> list[list[_Item]]:
    blocks: dict[_Block, deque[_Item]] = defaultdict(lambda: deque(maxlen=MOST))
    stated: dict[tuple[str | None, str, Content], deque[_Item]] = defaultdict(lambda: deque(maxlen=MOST))
    pairs: list[tuple[_Item, _Item]] = []
    for item in items:
        met: set[int] = set()
        for block in _blocks(item):
            pairs += ((item, other) for other in _met(item, blocks, block, met))
        if item.figure.period is not None:
            same = stated[item.figure.unit, item.figure.period, item.measure]
            near = (o for o in same if FEWEST * item.size <= o.size and FEWEST * o.size <= item.size)
            pairs += ((item, other) for other in near if _in_conflict(item, other))
            same.append(item)
    joined = Groups(range(len(items)))
    for a, b in pairs:
        joined.join(a.order, b.order)
    return [[items[n] for n in part] for part in joined.parts()]


def _blocks(item: _Item) -> list[_Block]:
    """Where a figure may meet its like: unit and exact value; unit, magnitude and each word of its measure.

    A figure whose measure says nothing of its own has the words of its sentence instead.
    """
    value = abs(item.figure.value)
    negative, unit = item.figure.value < 0, item.figure.unit
    size = round(math.log(value) / BUCKET) if value else None
    keys = sorted(item.measure.words) or sorted(item.sentence)[:MOST] or [""]
    return [(unit, negative, value, _EXACT), *((unit, negative, size, key) for key in keys)]


_EXACT = "="


def _met(item: _Item, blocks: dict[_Block, deque[_Item]], block: _Block, met: set[int]) -> list[_Item]:
    """Those already in the block and its neighbours that tell the same quantity; the item takes a place there too.

    `met` are the orders of those it has been compared with in other blocks.
    """
    unit, negative, size, key = block
    near = (size - 1, size, size + 1) if key != _EXACT and size is not None else (size,)
    found = []
    for other in (o for s in near for o in blocks.get((unit, negative, s, key), ())):
        apart = abs(other.size - item.size)  # as floats, with room for their error: most are told apart here
        if apart <= 0.51 * max(other.reach, item.reach) + 1e-9 * item.size and other.order not in met:
            met.add(other.order)
            if same_quantity(item, other):
                found.append(other)
    blocks[block].append(item)
    return found


def _by_hand(brief: Brief, figure: Figure) -> bool:
    return f"figures/{figure.id}" in brief.edited


def told_measure(brief: Brief, figure: Figure) -> str | None:
    """What a figure measures, for readers: an editor's words as they stand, else `figure_label`."""
    return figure.measure if _by_hand(brief, figure) else figure_label(figure.measure)


def told_figures(brief: Brief) -> Iterator[Figure]:
    """The figures of a brief that tell more than what stands there already: each shows its clause or sentence, so only
    where that does not stand as a statement or beside a figure before it. What an editor wrote stands by itself.
    """
    statements: tuple[Statement | Forward, ...] = (brief.takeaway, *brief.key_points, *brief.whats_next)
    shown = [e for it in statements for e in it.evidence]
    for figure in brief.figures:
        if figure.evidence and not _by_hand(brief, figure):
            if figure.evidence[0].within(shown):
                continue
            shown += (figure.clause,) if figure.clause else figure.evidence
        yield figure


def own_label(brief: Brief, figure: Figure) -> str | None:
    """The label that an editor gave a figure. No other stands on its brief: "Iran raised its crude oil production by
    33,000 barrels" says whose, and that it is a rise; "crude oil production" says neither.
    """
    return figure.measure if is_own(brief, f"figures/{figure.id}", "text", "measure") else None


def _entry(group: list[_Item]) -> LedgerEntry:
    """The entry of one quantity: the finest value, an editor's measure or the fullest; its id is that of the first."""
    finest = min(group, key=lambda i: (-i.digits, i.step, i.order))
    first = min(group, key=lambda i: (*oldest_first(i.brief), i.figure.id))
    named = [i for i in group if i.figure.measure]
    written = [i for i in named if _by_hand(i.brief, i.figure)]
    fullest = max(
        written or named,
        key=lambda i: (len(i.measure.words) + len(i.measure.countries), -len(i.figure.measure or ""), -i.order),
        default=None,
    )
    # A change is from one year to another; an amount is of one year, and a range read for it comes second.
    longest = finest.figure.unit == "percent"
    known = {i.figure.period for i in group if i.figure.period}
    periods = sorted(known, key=lambda p: (-len(p) if longest else len(p), p))
    changes = {i.figure.change for i in group if i.figure.change}
    ident = stable_id("f", first.brief.id, first.figure.id)
    measure = fullest.figure.measure if fullest else None
    if not written:
        measure = _lowered(label(measure), group)
    return LedgerEntry(
        id=ident,
        value=finest.figure.value,
        max_value=finest.figure.max_value,
        unit=finest.figure.unit,
        measure=measure,
        period=periods[0] if periods else None,
        change=changes.pop() if len(changes) == 1 else None,
        tellings=tuple(Telling(i.brief.id, i.figure) for i in group),
        agreement=_agreement(group),
        page=f"figures/index.md#{ident}",
        label=measure if written else figure_label(measure),
    )


def _lowered(measure: str | None, group: Sequence[_Item]) -> str | None:
    """The measure without the capital of a sentence's start, where a telling writes its first word small."""
    first = re.match(r"[A-Z][a-z]+", measure or "")
    if not measure or not first:
        return measure
    small = first[0].lower()
    texts = (t for i in group for t in (i.figure.measure or "", *(e.exact for e in i.figure.evidence[1:])))
    return small + measure[first.end() :] if any(re.search(rf"\b{small}\b", t) for t in texts) else measure


def _agreement(group: list[_Item]) -> Agreement:
    if len({i.brief.id for i in group}) == 1:
        return "single"
    # Each value fits its neighbours in size, or two of the group do not fit at all: neighbours tell.
    ordered = sorted(group, key=lambda i: (i.figure.value, i.order))
    ends_fit = same_value(ordered[0], ordered[-1])
    return "agree" if ends_fit and all(same_value(a, ordered[0]) for a in ordered) else "conflict"
