"""What is not the article: lines and tails that fit the rules of `data/boilerplate.yml` go, and are reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from generator.core.model import Diagnostic
from generator.core.tables import table
from generator.core.text import fold, plural, straight
from generator.ingest.draft import Line
from generator.language.sections import SECTION_HEADINGS

Kind = Literal["line", "paragraph", "block-from", "repair"]
Where = Literal["anywhere", "top", "end"]
Removed = Counter[tuple[str, str]]
"""How many lines went, by diagnostic code and by what they were; one that is noted by its own words."""
_CUT_OFF = re.compile(r"\s*(?:\.{3}|…|\[(?:\.{3}|…)\])$")

PROSE_WORDS = 25
"""A line of this many words is prose whatever it ends with: headlines and decks are shorter."""
END_LINES = 12
"""Lines at the end where credits and notices stand; in a long article the last third."""
HEADLINE_WORDS = (5, 40)
"""Fewest and most words of another article's headline, summary included: a shorter line may be a section heading."""
HEADING_WORDS = 8
"""Right above a paragraph, a line of fewer words is taken for its heading."""
SHOUT_WORDS = 5
"""A line in capitals of fewer words may be a heading."""
SHOUTED = 0.9
"""Share of capitals among the letters of such a line."""
REPEATED_WORDS = 6
"""A repeated line with fewer words may be meant (a refrain, a speaker's name); a longer one came twice by mistake."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of `boilerplate.yml`; see its head for the fields."""

    name: str
    what: str
    kind: Kind
    where: Where
    words: int
    pattern: re.Pattern[str]
    by: str
    examples: tuple[str, ...]
    noted: bool


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, in the order of the file."""
    rows = table("boilerplate")
    return tuple(
        Rule(
            entry["name"],
            entry["what"],
            entry["kind"],
            entry.get("where", "anywhere"),
            entry.get("words", 0),
            re.compile(entry["pattern"], re.VERBOSE | re.IGNORECASE),
            entry.get("by", ""),
            tuple(entry["examples"]),
            entry.get("noted", False),
        )
        for entry in rows["rules"]
    )


@cache
def _of_kind(*kinds: Kind) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if rule.kind in kinds)


def is_section_heading(text: str) -> bool:
    """Whether a line is a heading by which articles name their own parts ("The Takeaway")."""
    return " ".join(re.sub(r"[^\w ]", "", fold(text)).split()) in SECTION_HEADINGS


def is_prose(text: str) -> bool:
    """Whether a line is running text rather than a headline, a name or a notice."""
    words = len(text.split())
    return words >= PROSE_WORDS or (words >= 8 and bool(re.search(r"[.;:][\"”’')\]]*$", text)))


def clean(lines: Sequence[Line], removed: Removed) -> tuple[Line, ...]:
    """Lines without repeats and boilerplate, and with repairs; what was done is counted in `removed`."""
    lines = drop_repeats(lines, removed)
    lines = tuple(line for line in (_repair(line, removed) for line in lines) if line.text)
    lines = _cut_blocks(lines, removed)
    lines = _drop_lines(lines, removed)
    return _drop_calls(lines, removed)


def _drop_calls(lines: Sequence[Line], removed: Removed) -> tuple[Line, ...]:
    """Lines between paragraphs without what calls from a page: a line in capitals, a line that trails off.

    "GET METRO BUSINESS ON THE GO BY CLICKING HERE", "Loading weather data ...": told by form. A caption in capitals of
    a few words is a heading; a text all in capitals has no such lines.
    """
    shouted = sum(_in_capitals(line.text) for line in lines) * 2 > len(lines)
    first = next((i for i, line in enumerate(lines) if is_prose(line.text)), len(lines))
    kept: list[Line] = []
    for i, line in enumerate(lines):
        words = len(line.text.split())
        shout = not shouted and words >= SHOUT_WORDS and _in_capitals(line.text)
        trails = words <= HEADING_WORDS and re.search(r"(?:\.{3}|…)$", line.text)
        if i > first and (shout or trails):
            removed["removed-call", "calls to readers and what a page says of itself"] += 1
        else:
            kept.append(line)
    return tuple(kept)


def _in_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) >= SHOUTED * len(letters) > 0


def drop_repeats(lines: Sequence[Line], removed: Removed) -> tuple[Line, ...]:
    """Each line once, the first time; short ones are dropped only between lines that are repeats too. A line that is
    cut off goes where the next one says it in full."""
    keys = [straight(" ".join(line.text.split())) for line in lines]  # one copy may have typographic quotes
    first: dict[str, int] = {}
    for i, key in enumerate(keys):
        first.setdefault(key, i)
    repeat = [first[key] < i and len(key.split()) >= REPEATED_WORDS for i, key in enumerate(keys)]
    for i, (key, following) in enumerate(pairwise(keys)):
        begun = _CUT_OFF.sub("", key)
        repeat[i] |= begun != key and len(begun.split()) >= REPEATED_WORDS and following.startswith(begun)
    if not any(repeat):
        return tuple(lines)
    for step in (1, -1):  # headings and list items inside a repeated stretch follow their neighbours
        places = range(max(0, step), len(keys) + min(0, step))
        earliest: dict[tuple[str, str], int] = {}
        for i in places:
            earliest.setdefault((keys[i - step], keys[i]), i)
        for i in places[::step]:
            repeat[i] |= repeat[i - step] and earliest[keys[i - step], keys[i]] < i
    removed["removed-repeated", "paragraphs that stand in the file before"] += sum(repeat)
    return tuple(line for line, again in zip(lines, repeat, strict=True) if not again)


def _repair(line: Line, removed: Removed) -> Line:
    for rule in _of_kind("repair"):
        text, count = rule.pattern.subn(rule.by, line.text)
        if count:
            removed[f"{'repaired' if rule.by else 'removed'}-{rule.name}", rule.what] += count
            line = Line(text.strip(), line.level)
    return line


def _cut_blocks(lines: Sequence[Line], removed: Removed) -> tuple[Line, ...]:
    """Cut lists of links to other articles.

    Nothing but headlines up to the end: all of it goes. Where prose comes after them, only the headlines go, and a line
    that could be a heading of the article stays. Before the first paragraph no line is another article's headline: it
    may be this one's.
    """
    kept: list[Line] = []
    text = next((i for i, line in enumerate(lines) if is_prose(line.text)), len(lines))
    i = 0
    while i < len(lines):
        rule = _fitting(_of_kind("block-from"), lines[i].text)
        size = _links(lines[i], lines[i + 1 :]) if rule and i > text else 0
        if rule and (size or (kept and i < text) or i + 1 == len(lines)):
            removed[f"removed-{rule.name}", rule.what] += size + 1
            i += size + 1
        else:
            kept.append(lines[i])
            i += 1
    return tuple(kept)


def _links(opener: Line, lines: Sequence[Line]) -> int:
    """How many of the lines after "You may also like" are links to other articles."""
    texts = [line.text for line in lines]
    bodies = [_is_body(text) for text in texts]
    if True not in bodies:
        return len(lines)
    level = opener.level or 6
    headed = (i for i, line in enumerate(lines) if 0 < line.level <= level)
    run = min(bodies.index(True), next(headed, len(lines)))
    while run and len(texts[run - 1].split()) < HEADLINE_WORDS[0]:
        run -= 1
    if run and not lines[run].level and len(texts[run - 1].split()) < HEADING_WORDS:
        run -= 1  # the heading of the paragraph that follows
    return run


def _is_body(text: str) -> bool:
    """Whether a line below "You may also like" belongs to an article: it ends as sentences do, or is long."""
    return len(text.split()) > HEADLINE_WORDS[1] or bool(re.search(r"(?<!\.\.)[.:;,][\"”’')\]]*$", text))


def _drop_lines(lines: Sequence[Line], removed: Removed) -> tuple[Line, ...]:
    kept: list[Line] = []
    prose = next((i for i, line in enumerate(lines) if is_prose(line.text)), 0)
    end = min(len(lines) * 2 // 3, len(lines) - END_LINES)
    for i, line in enumerate(lines):
        places = {"anywhere", *(["top"] if i < prose else []), *(["end"] if i >= end else [])}
        rule = _fitting((r for r in _of_kind("line", "paragraph") if r.where in places), line.text)
        if rule:
            removed[(f"noted-{rule.name}", line.text) if rule.noted else (f"removed-{rule.name}", rule.what)] += 1
        else:
            kept.append(line)
    return tuple(kept)


def _fitting(candidates: Iterable[Rule], text: str) -> Rule | None:
    """The first rule that a line fits: all of it does, of a paragraph's rule its beginning."""
    size = len(text.split())
    short = (rule for rule in candidates if size <= rule.words)
    return next((r for r in short if (r.pattern.match if r.kind == "paragraph" else r.pattern.fullmatch)(text)), None)


def report(removed: Removed) -> tuple[Diagnostic, ...]:
    """One diagnostic for each thing that was done, in order of code."""
    return tuple(
        Diagnostic(code, "info", _sentence(code, what, count))
        for (code, what), count in sorted(removed.items())
        if count
    )


def _sentence(code: str, what: str, count: int) -> str:
    verb, _, name = code.partition("-")
    if verb == "noted":
        return what
    noun = "place" if verb == "repaired" else "paragraph" if name == "repeated" else "line"
    return f"{verb} {plural(count, noun)}: {what}"
