"""Forward-looking sentences: a sentence with its cues, its certainty, and when what it looks to will be."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.core.model import Certainty, DateMention, Evidence
from generator.core.text import fold
from generator.core.when import TO_THE_DAY, When
from generator.extract.cues import KINDS, Cue, cues, lemma_of
from generator.extract.cuts import balanced, pieces, to_evidence
from generator.extract.parsed import Parsed, Sentence
from generator.extract.phrasing import leans
from generator.extract.sentences import precision_of
from generator.extract.stretches import reckoned, span_of, words_before
from generator.extract.tags import NOUNS, PRESENT, SUBJECTS, VERBS
from generator.extract.verbs import (
    CLOCK,
    dates_in,
    direction,
    given_up,
    governor,
    helpers,
    is_former,
    is_moved,
    root_of,
    words,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_TELLS_WHEN = re.compile(r"(?i)\b(?:in|by|until|till|on|from|before|after|for|during|through|to|and|of|since)\s+$")
_SAYS_WHEN = re.compile(r"(?i)\b(?:in|by|during|on|until|till|for)\s+(?:the\s+)?$")
_STANDS = re.compile(r"(?i)\b(?:as of|since|after)\s+(?:the\s+)?$")
_BACK = re.compile(r"(?i)(?:earlier|last|past|previous|yesterday|since|the previous|the same)\b|.*\bago\b")
_TIME_BEFORE = re.compile(r"(?i)\b(?:tomorrow|(?:week|month|year)(?:end)?|\w+day) \((?:on )?$")
_ASKS = re.compile(r"\?[\"”’')\]]*$")
_IF = ("if", "unless")
_ASKED = ("ccomp", "csubj", "csubjpass", "pcomp")
_WH = ("WP", "WRB")
_OPEN = frozenset(w for w, kind in words("modal_cues").items() if kind == "may")
"""The modals of what is not sure to be."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STANDS_FOR = {
    **dict.fromkeys(("he", "she", "his", "her"), frozenset({"PERSON"})),
    **dict.fromkeys(("it", "its"), frozenset({"NN", "NNP"})),
    **dict.fromkeys(("they", "their"), frozenset({"NNS", "NNPS"})),
}
"""What the subject before a sentence must be for the pronoun that opens it to mean it: a person, one or many things."""
MOST_WORDS = 45
"""A sentence and the one that explains it are shown up to this length, marks counted."""
_BROKEN = ",;:.)"
"""What no sentence begins with: its beginning stands elsewhere."""
_OVER = re.compile(r"\b(?:was|were|had been) (?:to|due|set|supposed|scheduled|expected|planned)\b")


@dataclass(frozen=True, slots=True)
class Look:
    """A forward-looking sentence.

    Attributes:
        cues: in the order of the text; the firmest is the `main` one.
        date, when: when what it looks to will be, and the words that say so; both None where it gives no time.
        evidence: what is shown of it; its words joined are `text`.
    """

    sentence: Sentence
    cues: tuple[Cue, ...]
    main: Cue
    certainty: Certainty
    date: DateMention | None
    when: str | None
    evidence: tuple[Evidence, ...]

    @property
    def text(self) -> str:
        """The words of the evidence."""
        return " ".join(e.exact for e in self.evidence)


def published(parsed: Parsed) -> When | None:
    """The article's date when it is one; a time counted from now is told from it."""
    return When.parse(parsed.article.published)


def written(parsed: Parsed, dates: Sequence[DateMention]) -> When | None:
    """What dates are compared with: when the article was published, else the last day that it tells of as past."""
    past = (d.value for d in dates if _DAY.fullmatch(d.value) and (r := root_of(parsed, d)) and direction(r) == "past")
    return published(parsed) or When.parse(max(past, default=None))


def find_looks(parsed: Parsed, dates: tuple[DateMention, ...]) -> tuple[Look, ...]:
    """Every sentence with a cue as a whole, headings included, in order."""
    dates = tuple(reckoned(parsed, d, published(parsed)) for d in dates)
    today = written(parsed, dates)
    told = [dates_in(s.start, s.end, dates) for s in parsed.sentences]
    blocks = [s.block for s in parsed.sentences]
    before = [told[i - 1] if i and blocks[i - 1] == blocks[i] else () for i in range(len(told))]
    looks = (look_at(parsed, today, *args) for args in zip(parsed.sentences, told, before, strict=True))
    return tuple(look for look in looks if look)


def look_at(
    parsed: Parsed,
    today: When | None,
    sentence: Sentence,
    dates: tuple[DateMention, ...],
    story: tuple[DateMention, ...] = (),
) -> Look | None:
    """The look of one sentence, None when it does not look ahead.

    `story` are the dates of the sentence before, whose time a sentence without dates is told of.
    """
    found = [*cues(sentence.span), *_dated(parsed, sentence, dates, today)]
    found = [c for c in found if c.kind == "if" or not tells_no_plan(parsed.doc[c.at])]
    found = [c for c in found if not is_former(parsed.doc[c.at])]
    if _is_over(parsed, sentence, dates or story, today):
        return None
    if all(c.kind == "if" for c in found):
        return None
    date = when_of(parsed, dates, found, today)
    told = [verb_of(parsed.doc[c.at]) for c in found]
    if not found or any(map(_addresses_reader, told)):
        return None
    found.sort(key=lambda c: (c.at, c.kind))
    main = main_cue(found)
    evidence = (parsed.article.evidence(sentence.start, sentence.end),)
    certainty = certainty_of(parsed.doc[main.at], found, date)
    return Look(sentence, tuple(found), main, certainty, date, span_of(parsed, date, dates) if date else None, evidence)


def tells_no_plan(token: Token) -> bool:
    """Whether a word stands in a clause with "if" or "unless", by the parse or up to a comma, or in one that asks."""
    above = (token, *token.ancestors)
    if any(_asks(t) or any(c.dep_ == "mark" and c.lower_ in _IF for c in t.lefts) for t in above):
        return True
    sentence, doc = token.sent, token.doc
    opened = next((t for t in reversed(doc[sentence.start : token.i]) if t.text == "," or t.lower_ in _IF), None)
    return opened is not None and opened.text != "," and "," in {t.text for t in doc[token.i : sentence.end]}


def _asks(verb: Token) -> bool:
    """Whether a verb is that of a question within a sentence: "How far it will go is open", "unclear who will pay"."""
    first = verb.left_edge
    return verb.dep_ in _ASKED and first.i < verb.i and (first.tag_ in _WH or first.lower_ == "whether")


def _addresses_reader(verb: Token) -> bool:
    """Whether something is said of the reader ("you will not find a better one"), which is advice or a way to speak."""
    return any(c.lower_ == "you" and c.dep_ in ("nsubj", "dobj", "dative") for c in verb.children)


def main_cue(found: Sequence[Cue]) -> Cue:
    """The firmest cue, of equal ones the first."""
    return min(found, key=lambda c: (KINDS.index(c.kind), c.at))


def _dated(parsed: Parsed, sentence: Sentence, dates: tuple[DateMention, ...], today: When | None) -> Iterator[Cue]:
    """A date ahead is a cue by itself where it tells when, rather than naming a thing ("the 2030 agenda")."""
    if _OVER.search(sentence.text):
        return  # was to, were due: a future that is over
    for date in dates:
        ahead = is_later(date, today) or re.match(r"(?i)(?:the )?(?:next|coming)\b", date.text) is not None
        adverbial = not date.text[:1].isdigit() or _TELLS_WHEN.search(words_before(parsed, date))
        root = root_of(parsed, date)
        ahead = ahead or (today is None and root is not None and _is_in_present(root, date))
        if date.type != "SET" and ahead and adverbial and root is not None:
            yield Cue("date", "scheduled", root.i)


def _is_in_present(root: Token, date: DateMention) -> bool:
    """Whether a day or month with its year stands behind a verb of the present: "The line opens on 5 May 2027"."""
    verb = governor(root)
    dated = re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", date.value) and date.value[:4] in date.text
    return bool(dated) and verb is not None and verb.i < root.i and verb.tag_ in PRESENT and not helpers(verb)


def is_later(date: DateMention, today: When | None) -> bool:
    """Whether a date lies wholly after the article's own."""
    when = When.parse(date.value)
    return bool(when and today and today.certainly_before(when))


def when_of(
    parsed: Parsed, dates: tuple[DateMention, ...], found: Sequence[Cue], today: When | None
) -> DateMention | None:
    """The date of what a sentence looks to: of those not over, one of a cue's own clause, then the most exact.

    Without a date of publication what is no whole day counts only behind a preposition that says when (`_SAYS_WHEN`).
    """
    doc = parsed.doc
    told = [verb_of(doc[c.at]) for c in found if c.kind != "date"]
    verbs = {v.i for v in (*told, *(v.head for v in told if v.dep_ == "conj"))}  # "begins on 1 May and may last until"

    def fit(date: DateMention) -> tuple[bool, bool, bool, float, int]:
        root = root_of(parsed, date)
        verb = governor(root) if root is not None else None
        own = verb is not None and verb.i in verbs
        conditional = root is not None and tells_no_plan(root)
        return not conditional, own, is_later(date, today), precision_of(date.value), -date.evidence[0].start

    return max((d for d in dates if _is_open(parsed, d, today)), key=fit, default=None)


def _is_open(parsed: Parsed, date: DateMention, today: When | None) -> bool:
    """Whether a date may be that of something ahead: a day or time not over, and no "since", "ago" or former plan."""
    before, root, when = words_before(parsed, date), root_of(parsed, date), When.parse(date.value)
    past = root is not None and today is None and direction(root) == "past" and not before.endswith("by ")
    if past or _in_brackets(parsed, date):
        return False
    clock = date.type == "TIME" and CLOCK.match(date.text)
    if date.type not in ("DATE", "TIME") or clock or _BACK.match(date.text) or _STANDS.search(before):
        return False
    if root is not None and (is_former(root) or is_moved(parsed, date) or _is_off(governor(root), before)):
        return False
    if root is not None and root.dep_ == "poss" and when == today:  # "today's decision will"
        return False
    if when is None:  # a day of an unknown year has to be believed
        return date.value.startswith("XXXX-") and precision_of(date.value) > 0
    if today is None:
        dated = len(date.value) == TO_THE_DAY
        return dated or _SAYS_WHEN.search(before) is not None
    # Of what is not over the day of the saying is none of what is said; "the 2026 budget", told in 2026, says which.
    names = root is not None and root.dep_ in ("nummod", "compound") and when.precision == "year"
    ahead = when.overlaps(today) and root is not None and direction(root) != "past" and not names
    return ahead or today.certainly_before(when)


def _is_off(verb: Token | None, before: str) -> bool:
    """Whether a plan was given up, or what is told is that it is on no such day: "will not meet on 9 May", "No one
    will be paid before 9 May"."""
    if verb is None:
        return False
    nobody = any(t.lower_ in ("no", "nobody") for c in verb.lefts if c.dep_ in SUBJECTS for t in c.subtree)
    denied = before.endswith((" on ", " before ")) and (nobody or any(c.dep_ == "neg" for c in verb.children))
    return denied or given_up(verb)


def _in_brackets(parsed: Parsed, date: DateMention) -> bool:
    """Whether a date stands in brackets and is that of what they tell: "sales (4 million in 2024) are to fall".

    Behind a time it only says when that is: "later this week (27 April)".
    """
    at = date.evidence[0].start
    sentence = parsed.sentence_at(at)
    before = parsed.article.text[sentence.start : at] if sentence else ""
    return before.count("(") > before.count(")") and not _TIME_BEFORE.search(before)


def certainty_of(cue: Token, found: Sequence[Cue], date: DateMention | None) -> Certainty:
    """The certainty of the main cue, a token; "will" or nothing but a day or month is scheduled, with "if" conditional.

    What is hoped for, asked for or only may be is no surer for its day: "They want more money from May on".
    """
    main, exact = main_cue(found), date is not None and len(date.value) >= 7 and "/" not in date.value
    if main.certainty != "scheduled" and any(c.kind == "if" for c in found):
        return "conditional"
    if main.kind in ("will", "date"):
        return _wished(cue) or ("scheduled" if exact else "expected")
    return main.certainty


def _wished(cue: Token) -> Certainty | None:
    """How sure the verbs are on which a cue hangs, where one tells of a wish or an expectation, or of what may be."""
    verbs: list[Token] = []
    for token in (cue, *cue.ancestors):
        verbs += [token] if token.pos_ in VERBS else []
        if token.dep_ == "relcl":
            break
    above = {lemma_of(v) for v in verbs if v != cue.head} & (words("planners") - words("reporters"))
    told = {words("governors").get(lemma) for lemma in above}
    if "possible" in told or any(helpers(v) & _OPEN for v in verbs):
        return "possible"
    return "expected" if "expected" in told else None


def _is_over(parsed: Parsed, sentence: Sentence, dates: tuple[DateMention, ...], today: When | None) -> bool:
    """Whether a sentence of the past tells of a future that is over: it is told of a year before the last.

    Without a date of publication it may be over where it is no report, or one of a stated year ("in 2011 she said").
    """
    root = sentence.span.root
    told_past = root.tag_ == "VBD" or bool(helpers(root) & {"had", "was", "were"})
    times = {d: when for d in dates if d.type == "DATE" and (when := When.parse(d.value))}
    if not (told_past and times):
        return False
    if today is None or published(parsed) is None:
        own = [r for d in times if (r := root_of(parsed, d)) is not None and governor(r) == root]
        said = own and not any(is_later(d, today) for d in times)  # "It opens on 3 May 2027, she said on 9 June 2026"
        return bool(said) or root.lemma_ not in words("reporters")
    return all(t.end.year < today.start.year - 1 for t in times.values())


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


def shown(parsed: Parsed, looks: tuple[Look, ...]) -> tuple[Look, ...]:
    """The looks as a brief may show them, none twice: no headings and no questions, which leave open what is ahead."""
    dated = {look.sentence.index for look in looks if look.date}  # which stand for themselves
    alone = (
        replace(look, evidence=(*_explaining(parsed, look, dated), *_readable(parsed, look.sentence)))
        for look in looks
        if parsed.blocks[look.sentence.block].kind != "heading" and not _ASKS.search(look.sentence.text)
    )
    whole = (look for look in alone if look.text[0] not in _BROKEN)
    return tuple({fold(look.text): look for look in reversed(tuple(whole))}.values())[::-1]


def _explaining(parsed: Parsed, look: Look, dated: Container[int]) -> tuple[Evidence, ...]:
    """The sentence before one that opens with a pronoun, where its subject tells who is meant, else nothing.

    Only one of a day, month or season is worth the room: "Ada Roe runs the mill in Norport. She will retire on 30
    November", both as they stand. None that is a dated look itself (`dated` has their indexes), or has a pronoun of
    which a reader would ask whom it means.
    """
    at, meant = look.sentence.index, _STANDS_FOR.get(look.sentence.span[0].lower_)
    exact = look.date is not None and precision_of(look.date.value) > precision_of("2025")
    before = parsed.sentences[at - 1] if at and exact else None
    if before is None or meant is None or at - 1 in dated or before.block != look.sentence.block:
        return ()
    whole = balanced(before.text) and not leans(before) and not any(t.tag_ == "PRP" for t in before.span)
    subjects = [c for c in before.span.root.lefts if c.dep_ in SUBJECTS and c.pos_ in NOUNS]
    told = ["PERSON" if c.ent_type_ == "PERSON" else c.tag_ for c in subjects]
    short = len(before.span) + len(look.sentence.span) <= MOST_WORDS
    return _readable(parsed, before) if short and whole and len(told) == 1 and told[0] in meant else ()


def _readable(parsed: Parsed, sentence: Sentence) -> tuple[Evidence, ...]:
    """The sentence without an unclosed bracket, a leading connective and what else `pieces` cuts."""
    opened = sentence.text.startswith("(") and ")" not in sentence.text
    return to_evidence(parsed.article, pieces(parsed.article.text, sentence.start + opened, sentence.end))
