"""Forward-looking sentences: a sentence with its cues, its certainty, and when what it looks to will be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.core.model import Certainty, DateMention, Evidence
from generator.core.text import fold
from generator.core.when import When
from generator.extract.cues import KINDS, Cue, cues
from generator.extract.parsed import Block, Parsed, Sentence
from generator.extract.sentences import precision_of
from generator.extract.verbs import CLOCK, dates_in, direction, given_up, governor, helpers, root_of, words
from generator.language.sections import SECTION_HEADINGS

if TYPE_CHECKING:
    from spacy.tokens import Token

LISTED_WORDS = 4
"""A shorter line of a list tells nothing by itself."""
LEAD_WORDS = 55
"""The sentence before is shown with one that opens with a pronoun, up to so many words together."""
_PRONOUN = re.compile(r"[\"“‘']?(?:He|She|It|They|This|That|These|Those|His|Her|Their|Its|Such|There)\b")
_TELLS_WHEN = re.compile(r"(?i)\b(?:in|by|until|till|on|from|before|after|for|during|through|to|and|of|since)\s+$")
_STANDS = re.compile(r"(?i)\b(?:as of|since|after)\s+(?:the\s+)?$")
_BACK = re.compile(r"(?i)(?:earlier|last|past|previous|yesterday|since|the previous|the same)\b|.*\bago\b")
_OVER = re.compile(r"\b(?:was|were|had been) (?:to|due|set|supposed|scheduled|expected|planned)\b")


@dataclass(frozen=True, slots=True)
class Look:
    """A forward-looking sentence.

    Attributes:
        cues: in the order of the text; the firmest is the `main` one.
        date, when: when what it looks to will be, and the words that say so; both None where it gives no time.
        evidence: what is shown of it; its words joined are `text`.
        heading: whether a heading of a "What's next" section stands before it in the evidence.
    """

    sentence: Sentence
    cues: tuple[Cue, ...]
    main: Cue
    certainty: Certainty
    date: DateMention | None
    when: str | None
    evidence: tuple[Evidence, ...]
    heading: bool = False

    @property
    def text(self) -> str:
        """The words of the evidence."""
        return " ".join(e.exact for e in self.evidence)


def published(parsed: Parsed) -> When | None:
    """The article's date when it is one; dates are compared with it."""
    return When.parse(parsed.article.published)


def find_looks(parsed: Parsed, dates: tuple[DateMention, ...]) -> tuple[Look, ...]:
    """Every sentence with a cue as a whole, headings included, in order."""
    told = [dates_in(s.start, s.end, dates) for s in parsed.sentences]
    blocks = [s.block for s in parsed.sentences]
    before = [told[i - 1] if i and blocks[i - 1] == blocks[i] else () for i in range(len(told))]
    looks = (look_at(parsed, *args) for args in zip(parsed.sentences, told, before, strict=True))
    return tuple(look for look in looks if look)


def look_at(
    parsed: Parsed, sentence: Sentence, dates: tuple[DateMention, ...], story: tuple[DateMention, ...] = ()
) -> Look | None:
    """The look of one sentence, None when it does not look ahead.

    `story` are the dates of the sentence before, whose time a sentence without dates is told of.
    """
    today = published(parsed)
    found = [*cues(sentence.span), *_dated(parsed, sentence, dates, today)]
    if not found and _listed(parsed, sentence):
        at = sentence.span.start
        open_ = when_of(parsed, dates, (Cue("section", "expected", at),), today)
        if parsed.blocks[sentence.block].kind == "item" or open_:
            found = [Cue("section", "expected", at)]
    if not found or _is_over(sentence, dates or story, today):
        return None
    date = when_of(parsed, dates, found, today)
    found.sort(key=lambda c: (c.at, c.kind))
    main = main_cue(found)
    evidence = (parsed.article.evidence(sentence.start, sentence.end),)
    return Look(sentence, tuple(found), main, certainty_of(found, date), date, span_of(parsed, date, dates), evidence)


def main_cue(found: Sequence[Cue]) -> Cue:
    """The firmest cue, of equal ones the first."""
    return min(found, key=lambda c: (KINDS.index(c.kind), c.at))


def _dated(parsed: Parsed, sentence: Sentence, dates: tuple[DateMention, ...], today: When | None) -> Iterator[Cue]:
    """A date ahead is a cue by itself where it tells when, rather than naming a thing ("the 2030 agenda")."""
    if _OVER.search(sentence.text):
        return  # was to, were due: a future that is over
    for date in dates:
        ahead = is_later(date, today) or re.match(r"(?i)(?:the )?(?:next|coming)\b", date.text) is not None
        adverbial = not date.text[:1].isdigit() or _TELLS_WHEN.search(_before(parsed, date))
        root = root_of(parsed, date)
        if date.type != "SET" and ahead and adverbial and root is not None:
            yield Cue("date", "scheduled", root.i)


def _listed(parsed: Parsed, sentence: Sentence) -> bool:
    """Whether a statement stands in a "What's next" section, where it needs no cue ("June 3: vote in parliament")."""
    block = parsed.blocks[sentence.block]
    return block.section == "whats_next" and block.kind != "heading" and len(sentence.text.split()) >= LISTED_WORDS


def _before(parsed: Parsed, date: DateMention) -> str:
    start = date.evidence[0].start
    return parsed.article.text[max(0, start - 12) : start]


def is_later(date: DateMention, today: When | None) -> bool:
    """Whether a date lies wholly after the article's own."""
    when = When.parse(date.value)
    return bool(when and today and today.certainly_before(when))


def when_of(
    parsed: Parsed, dates: tuple[DateMention, ...], found: Sequence[Cue], today: When | None
) -> DateMention | None:
    """The date of what a sentence looks to: of those not over, one of a cue's own clause, then the most exact.

    Without a date of publication a year alone counts only where it follows "in", "by", "during" or "on".
    """
    doc = parsed.doc
    verbs = {verb_of(doc[c.at]).i for c in found if c.kind != "date"}

    def fit(date: DateMention) -> tuple[bool, bool, float, int]:
        root = root_of(parsed, date)
        verb = governor(root) if root is not None else None
        own = verb is not None and verb.i in verbs
        return own, is_later(date, today), precision_of(date.value), -date.evidence[0].start

    return max((d for d in dates if _is_open(parsed, d, today)), key=fit, default=None)


def _is_open(parsed: Parsed, date: DateMention, today: When | None) -> bool:
    """Whether a date may be that of something ahead: a day or time not over, and no "since", "ago" or former plan."""
    before, root, when = _before(parsed, date), root_of(parsed, date), When.parse(date.value)
    clock = date.type == "TIME" and CLOCK.match(date.text)
    if date.type not in ("DATE", "TIME") or clock or _BACK.match(date.text) or _STANDS.search(before):
        return False
    verb = governor(root) if root is not None else None
    if verb is not None and given_up(verb):
        return False
    if when is None:  # a day of an unknown year has to be believed
        return date.value.startswith("XXXX-") and precision_of(date.value) > 0
    if today is None:
        return re.search(r"(?i)\b(?:in|by|during|on)\s+(?:the\s+)?$", before) is not None
    # Of what is not over the day of the saying is none of what is said.
    ahead = when.overlaps(today) and root is not None and direction(root) != "past"
    return ahead or today.certainly_before(when)


_RUNS = re.compile(r"(?: and |(?:,? ?(?:to|until|till|through|thru|into)(?: the)?|[-–—]| [-–—]) ?)")


def span_of(parsed: Parsed, date: DateMention | None, dates: Sequence[DateMention]) -> str | None:
    """The value of a date, with its other end where it runs on ("June 3 to 5", a week, a weekend): ``A/B``."""
    if date is None:
        return None
    value, when = date.value.partition("T")[0], When.parse(date.value)
    if when and when.precision in ("week", "weekend"):
        return f"{when.start}/{when.end}"
    for one, other in pairwise(dates):
        between = parsed.article.text[one.evidence[0].end : other.evidence[0].start]
        first, last = When.parse(one.value, 2000), When.parse(other.value, 2000)
        runs = _RUNS.fullmatch(between) and (between != " and " or _before(parsed, one).lower().endswith("between "))
        if date not in (one, other) or not runs or first is None or last is None:
            continue
        if first.precision == last.precision and first.certainly_before(last):
            return f"{one.value.partition('T')[0]}/{other.value.partition('T')[0]}"
    return value


def certainty_of(found: Sequence[Cue], date: DateMention | None) -> Certainty:
    """The certainty of the main cue; "will" with a day or month is scheduled, with "if" conditional."""
    main, exact = main_cue(found), date is not None and len(date.value) >= 7
    if main.certainty != "scheduled" and any(c.kind == "if" for c in found):
        return "conditional"
    if main.kind in ("will", "date"):
        return "scheduled" if exact else "expected"
    return main.certainty


def _is_over(sentence: Sentence, dates: tuple[DateMention, ...], today: When | None) -> bool:
    """Whether a sentence of the past tells of a future that is over: it is told of a year before the last."""
    root = sentence.span.root
    told_past = root.tag_ == "VBD" or bool(helpers(root) & {"had", "was", "were"})
    times = [when for d in dates if d.type == "DATE" and (when := When.parse(d.value))]
    return bool(today and told_past and times) and all(t.end.year < today.start.year - 1 for t in times if today)


def verb_of(token: Token) -> Token:
    """The verb a cue belongs to: that of a modal, a "to" or a date, the cue itself otherwise."""
    if token.tag_ == "MD":
        return token.head
    if token.tag_ == "TO":
        above = token.head.head
        if above.pos_ == "ADJ" and above.head.pos_ in ("AUX", "VERB"):
            return above.head
        return above if above.pos_ in ("VERB", "AUX") else token.head
    return token if token.pos_ in ("VERB", "AUX") else governor(token) or token


def shown(parsed: Parsed, looks: tuple[Look, ...], dates: tuple[DateMention, ...]) -> tuple[Look, ...]:
    """The looks as a brief may show them: readable by themselves, none twice.

    Headings of a "What's next" section come with their first sentence, as evidence of two spans.
    """
    paired = tuple(_headed(parsed, looks, dates))
    used = {look.sentence.index for look in paired}
    single = (
        replace(look, evidence=(_readable(parsed, look),))
        for look in looks
        if look.sentence.index not in used and parsed.blocks[look.sentence.block].kind != "heading"
    )
    by_text = {fold(look.text): look for look in reversed((*paired, *single))}
    return tuple(sorted(by_text.values(), key=lambda look: look.evidence[0].start))


def _headed(parsed: Parsed, looks: tuple[Look, ...], dates: tuple[DateMention, ...]) -> Iterator[Look]:
    """Headings inside a "What's next" section, each with the first sentence under it."""
    known = {look.sentence.index: look for look in looks}
    for number, block in enumerate(parsed.blocks[:-1]):
        if block.section != "whats_next" or block.kind != "heading" or _names_section(parsed, block):
            continue
        below = parsed.blocks[number + 1]
        first = next((s for s in parsed.prose if s.block == number + 1 and s.start >= below.content), None)
        if first is None:
            continue
        evidence = (parsed.article.evidence(block.content, block.end), parsed.article.evidence(first.start, first.end))
        unsure: Certainty = "possible" if evidence[0].exact.endswith("?") else "expected"
        of_heading = next((s for s in parsed.sentences if s.block == number), None)
        found = (
            *(cues(of_heading.span) if of_heading else ()),
            *(known[first.index].cues if first.index in known else ()),
        )
        told = dates_in(block.start, first.end, dates)
        marked = found or (Cue("section", unsure, first.span.start),)
        date = when_of(parsed, told, marked, published(parsed))
        when = span_of(parsed, date, told)
        yield Look(first, marked, main_cue(marked), certainty_of(marked, date), date, when, evidence, heading=True)


def _names_section(parsed: Parsed, block: Block) -> bool:
    said = re.sub(r"[^\w ]", "", fold(parsed.article.text[block.content : block.end]))
    return " ".join(said.split()) in SECTION_HEADINGS


def _readable(parsed: Parsed, look: Look) -> Evidence:
    """The sentence without an unclosed bracket or a leading connective; after the one before, where "they" needs it."""
    start, end = look.sentence.start, look.sentence.end
    if look.text.startswith("(") and ")" not in look.text:
        start += 1
    text = parsed.article.text[start:end]
    for connective in sorted(words("connectives"), key=lambda c: (-len(c), c)):
        rest = re.match(re.escape(connective) + r",?\s+(?=[A-Z])", text)
        if rest:
            start += rest.end()
            break
    if _PRONOUN.match(parsed.article.text[start:end]):
        start = _lead(parsed, look.sentence) or start
    return parsed.article.evidence(start, end)


def _lead(parsed: Parsed, sentence: Sentence) -> int | None:
    """Where the sentence before starts, if that one says who "they" are and both are short enough."""
    before = parsed.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.block != sentence.block or _PRONOUN.match(before.text):
        return None
    if len(before.text.split()) + len(sentence.text.split()) > LEAD_WORDS or before.text.endswith("?"):
        return None
    both = parsed.article.text[before.start : sentence.end]
    return None if both.count("“") != both.count("”") or both.count('"') % 2 else before.start
