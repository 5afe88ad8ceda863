"""Where the verbs of a sentence look, and which verb governs a word or a date."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.core.model import DateMention
from generator.core.tables import listed, table
from generator.core.when import CALENDAR_NAMES, WEEKDAYS
from generator.extract.parsed import Parsed
from generator.extract.tags import GRAMMATICAL_SUBJECTS, PRESENT, SUBJECTS, TIMES, VERBS
from generator.language.timex import Bond, Direction

if TYPE_CHECKING:
    from spacy.tokens import Token

PAST_HELPERS = frozenset({"was", "were", "had", "has", "have", "'ve", "’ve"})
PRESENT_HELPERS = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re"})
CLOCK = re.compile(r"(?i)\d{1,4}[.:\d]*\s*(?:[ap]\.?m|[A-Z]{2,4}\b|$)|noon|midnight")
"""The words of a TIME that name an hour and no day."""
_OTHER_THINGS = frozenset({"acl", "appos", "compound", "nmod", "nummod", "pcomp", "poss", "relcl"})
"""How what has a time of its own hangs on the rest of its sentence."""


def direction(token: Token) -> Direction | None:
    """Where the verb looks that governs a word: up the tree to the first verb that settles it.

    A verb of planning settles it for what hangs on itself: "was rescheduled for Friday" looks ahead, whatever its
    tense; "originally planned for Friday" does not.
    """
    if _follows_saying(token):
        return "past"
    if _is_set(token):
        return "future"
    fixed_by = next((t for t in _upward(token) if t.pos_ in VERBS or t.lower_ == "due"), None)
    if fixed_by is not None and _plans(_due(fixed_by, token), token):
        return "future"
    above = [t for t in _upward(token) if t.pos_ in VERBS]
    if len(above) > 1 and _is_of_setting(token, above[0]) and _of_verb(above[1]) == "past":
        return "past"
    told = next((told for t in above if (told := _of_verb(t))), None)
    if told == "past" and any(t.tag_ == "VB" and t.head.lemma_ in words("allowers") for t in above):
        return None  # "voted to strike in July": the vote or the strike may have been then
    return told


def _says_which(verb: Token) -> bool:
    """Whether a verb only says who or what is meant, by what they always do: "met the miners who dig the shaft on
    Monday"; what starts or ends ("the fair that opens on Monday") may do so then."""
    if verb.dep_ != "relcl" or verb.left_edge.i == 0 or verb.left_edge.nbor(-1).text == ",":
        return False
    return any(c.dep_ == "dobj" for c in verb.children)


def _is_of_setting(token: Token, verb: Token) -> bool:
    """Whether a word dates the setting of what an infinitive tells: "decided to close the gate at a meeting on Monday";
    who decided had met then."""
    near, setting = token.head, token.head.head
    return verb.tag_ == "VB" and near.lower_ == "on" and setting.dep_ == "pobj" and setting.head.head == verb


def was_ahead(token: Token) -> bool:
    """Whether what a word dates lay ahead when it was told: "would pass on Monday", "was to pass on Monday"."""
    verb = token if token.pos_ in VERBS else governor(token)
    if verb is None or "would" in helpers(verb):
        return verb is not None
    return "to" in helpers(verb) and bool({verb.head.lower_, *helpers(verb.head)} & {"was", "were"})


def governor(token: Token) -> Token | None:
    """The verb a word hangs on, directly or through nouns and prepositions; None where there is none above it."""
    return next((t for t in _upward(token.head) if t.pos_ in VERBS), None) if token.head != token else None


def is_told_to(verb: Token) -> bool:
    """Whether a verb, or one above it, tells readers to do something: "Imagine that you mend a coat"."""
    return any(v.tag_ == "VB" and not has_subject(v) and not helpers(v) and v.dep_ == "ROOT" for v in _upward(verb))


def is_for_a_year(near: Token) -> bool:
    """Whether a "for" tells the year that an amount is for: "set aside 4 million for the rest of the year"."""
    counted = (t for t in (near.head, *near.head.children) if t.dep_ == "dobj" and t.i < near.i)
    if near.lower_ != "for" or not any(c.dep_ == "nummod" for t in counted for c in t.children):
        return False
    return not CALENDAR_NAMES & {t.lower_ for t in near.subtree} and any(t.ent_type_ in TIMES for t in near.subtree)


def told_by(verb: Token) -> Token:
    """The verb of what is said, where a verb of saying has it ("The port was sold, she said"); else the verb itself.

    The parser may take it for a subject beside who says it ("The fair runs until May, its head said").
    """
    if verb.lemma_ not in words("sayers") and verb.lemma_ not in words("reporters"):
        return verb
    first = [c for c in verb.children if c.dep_ == "nsubj"][:-1]
    return (*(c for c in verb.children if c.dep_ == "ccomp"), *first, verb)[0]


def is_said_then(token: Token) -> bool:
    """Whether a time is that of a saying whose words stand beside it, not of what is said."""
    verb = governor(token)
    return verb is not None and told_by(verb) != verb


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own, an "it" or "there" in its place too."""
    return any(c.dep_ in GRAMMATICAL_SUBJECTS for c in verb.children)


def root_of(parsed: Parsed, date: DateMention) -> Token | None:
    """The word of a date's expression that the others hang on."""
    span = date.evidence[0]
    words = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
    return words.root if words is not None else None


def is_own_date(parsed: Parsed, date: DateMention) -> bool:
    """Whether a date is that of its sentence, not of another thing told in it.

    Another thing is what says which ("the thefts that took place in 2015"), what came before or after ("before it was
    sold in 2008"), what has the date in its name ("the 2008 prize") or is of it ("repealed the law of 2014").
    """
    root = root_of(parsed, date)
    if root is None:
        return False
    thing = root.head.head
    of_it = root.head.lower_ == "of" and thing.dep_ in ("dobj", "nsubjpass") and thing.ent_type_ not in TIMES
    return not of_it and not any(_tells_another(t) for t in _upward(root))


def _tells_another(token: Token) -> bool:
    """Whether a word above a date makes it that of another thing than its sentence tells."""
    other = token.dep_ in _OTHER_THINGS or (token.dep_ == "advcl" and _stands_apart(token))
    return other and token.head.ent_type_ not in TIMES


def bond(year: Token, day: Token) -> Bond:
    """How a year stands to a day named behind it: told of the same verb or in front of it all; in a clause or a name
    beside what is told on the day; or of something else."""
    both = set(_upward(day))
    apart = [t for t in _upward(year) if t not in both]
    if any(t.dep_ in ("advcl", "dep") or _tells_another(t) for t in apart):
        return "aside"
    verb = governor(year)
    if verb is None or verb not in both or any(t.dep_ in SUBJECTS for t in apart):
        return "other"
    return "own" if year.i < verb.i or verb == governor(day) else "other"


def _stands_apart(clause: Token) -> bool:
    """Whether a clause beside the main one tells something else: it has a subject or a conjunction of its own, or says
    what was done to a thing before it ("the figures, released on Monday")."""
    done = clause.tag_ == "VBN" and clause.i > clause.sent.start and not helpers(clause)
    return done or any(c.dep_ in (*SUBJECTS, "mark") for c in clause.children)


def dates_in(start: int, end: int, dates: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """The dates, which are in the order of the text, whose words lie in the span."""
    first = bisect.bisect_left(dates, start, key=lambda d: d.evidence[0].start)
    last = bisect.bisect_right(dates, end, key=lambda d: d.evidence[0].start)
    return dates[first:last]


def helpers(verb: Token) -> frozenset[str]:
    """The auxiliaries of a verb, lower-cased."""
    return frozenset(c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass"))


def _upward(token: Token) -> Iterator[Token]:
    yield token
    while token.head.i != token.i:
        token = token.head
        yield token


@cache
def words(name: str) -> Any:
    """A list of `data/forward.yml` as a set; `governors` and `modal_cues` turned round, from word to class."""
    raw = table("forward")[name]
    return {w: label for label, ws in raw.items() for w in ws} if isinstance(raw, dict) else frozenset(raw)


def _due(verb: Token, token: Token) -> Token:
    """The "due" of "is due in May", where "in" hangs on "is" as "due" does; else the verb."""
    beside = verb.rights if verb.pos_ == "AUX" else ()
    return next((c for c in beside if c.lower_ == "due" and c.i < token.i), verb)


def _follows_saying(token: Token) -> bool:
    """Whether the word stands right behind a verb of saying in the past ("said on Monday"): it dates the saying.

    The parser often hangs such a day on what is said. So does it behind a saying with which something is compared: "7%,
    up from a forecast of 6.8% in April".
    """
    at = token.i - 1
    while at >= 0 and (token.doc[at].pos_ in ("ADP", "DET", "ADJ") or token.doc[at].lower_ in ("late", "early")):
        at -= 1
    verb = token.doc[max(at, 0)]
    if verb.tag_ in ("VBD", "VBN"):
        return verb.lemma_ in words("sayers")
    above = (t for t in (verb, *verb.ancestors) if t.dep_ == "pobj" and t.head.lower_ in ("from", "than", "with"))
    return any(t.lemma_ in words("reporters") for t in above)


def _is_set(token: Token) -> bool:
    """Whether a word is of a day that something is fixed for, whatever the tense of the verb that fixes it.

    Examples: "called a strike for Monday"; "let the boats sail from Friday", where the day is of what was decided on.
    """
    near = next((t for t in _upward(token) if t.pos_ == "ADP" or t.pos_ in VERBS), token)
    verb = governor(near)
    if verb is None or near.lower_ not in ("for", "from"):
        return False
    if near.lower_ == "for":
        return _is_exact(near) and near.head.dep_ not in SUBJECTS and _is_fixed(verb)
    decided = words("allowers") | words("planners")
    return verb.tag_ == "VB" and any(v.tag_ == "VB" and v.head.lemma_ in decided for v in _upward(verb))


def _is_exact(near: Token) -> bool:
    """Whether behind a preposition there is a weekday or a day of a month."""
    day = next((c for c in near.children if c.lower_ in CALENDAR_NAMES), None)
    return day is not None and (day.text in WEEKDAYS or any(c.like_num for c in day.children))


def _is_fixed(verb: Token) -> bool:
    """Whether a verb fixes something, and that still holds ("The talks, called for Monday, were put off" does not)."""
    if verb.dep_ == "acl":
        return not given_up(verb) and direction(verb.head) != "past"
    return not given_up(verb) and any(c.dep_ in ("auxpass", "dobj") for c in verb.children)


def is_moved(parsed: Parsed, date: DateMention) -> bool:
    """Whether a date is the one that something was to have had: "was moved from 1 May to 8 May"."""
    root, start = root_of(parsed, date), date.evidence[0].start
    above = _upward(root) if root is not None and parsed.article.text[:start].endswith(" from ") else ()
    return any(t.pos_ in VERBS and t.lemma_ in words("movers") for t in above)


def _plans(verb: Token, token: Token) -> bool:
    """Whether a word fixes a time ahead ("scheduled for June", "due in May") for the other, which stands behind it."""
    above = (verb, verb.head) if verb.lower_ == "due" else (verb,)
    step = next((t for t in _upward(token) if t.head in above), None)
    if step is not None and step.lower_ == "from":  # "moved from 1 May to 8 May", for the parser one phrase
        step = next((t for t in _upward(token) if t.lower_ == "to" and t.dep_ == "prep"), step)
    if verb.lemma_ not in words("fixers") or token.i < verb.i or step is None or step.dep_ != "prep":
        return False
    if verb.lower_ == "due":
        return not any(c.lower_ in ("was", "were", "had") for c in (verb.head, *verb.head.children))
    if verb.tag_ not in ("VBN", "VBD") or step.lower_ not in ("for", "until", "till", "to"):
        return False
    return not given_up(verb)


def given_up(verb: Token) -> bool:
    """Whether a plan is told as one of before: "had been planned", "was originally scheduled", "once set for May"."""
    before = "had" in helpers(verb) and ("been" in helpers(verb) or verb.lemma_ in words("planners"))
    once = any(c.lower_ == "once" and c.nbor().dep_ not in ("det", *SUBJECTS) for c in verb.lefts)  # no conjunction
    return before or once or any(c.lower_ in words("formerly") for c in verb.children)


def is_former(token: Token) -> bool:
    """Whether a word is of a plan that is none any more: "had hoped to return by May", "no longer plans to sell".

    An order, a promise or a decision may stand ("he had agreed to meet in May").
    """
    verb = token if token.pos_ in VERBS else governor(token)
    done = verb
    while verb is not None and verb.tag_ == "VB" and "to" in helpers(verb) and verb.head != verb:
        verb = verb.head
    if verb is None or verb == done:
        return False
    above = verb.head if verb.lower_ == "due" else verb
    over = "had" in helpers(above) and verb.lemma_ in words("wishes")
    return over or any(c.lower_ == "longer" for c in verb.children)


def _of_verb(verb: Token) -> Direction | None:
    """The direction of one verb with its auxiliaries; None where it depends on a verb above."""
    beside = helpers(verb)
    if "did" in beside:
        return "past"  # "did not open": the verb itself has no tense
    if beside & table("forward")["modals"].keys():
        return "past" if "have" in beside else "future"
    if verb.tag_ == "VB" or "to" in beside:
        if verb.dep_ in ("relcl", "acl") or verb.head.lemma_ in words("planners"):
            return "future"
        return None if verb.head.i != verb.i else "future"
    if verb.tag_ == "VBD" or beside & PAST_HELPERS:
        return "past"
    if verb.tag_ == "VBP" and verb.lower_ in listed("tense", "same"):
        one = any(c.dep_ in SUBJECTS and c.tag_ in ("NN", "NNP") and not c.conjuncts for c in verb.lefts)
        return "past" if one else None  # "the judge read it on Monday": today he reads; "the judges read it" is either
    if verb.tag_ in PRESENT or beside & PRESENT_HELPERS:
        return None if _says_which(verb) else "present"
    return "past" if verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl", "advcl") else None
