"""What a brief shows: the one place that chooses, from candidates with their judgements.

A wrong statement costs a reader more than a missing one, so an item is worth showing only where its probability p makes
``p - (1 - p) * wrong`` positive. Among those, items are taken greedily by what each adds for its length: the gain, by
how likely a reader would miss it, less for words that stand already (as in maximal marginal relevance, Carbonell and
Goldstein 1998) and for each other of its field, until the budget of words is spent. No sentence stands twice. What is
likely but finds no room goes to `more`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.core.configuration import BUDGETS, LEAST_WORDS, Budget
from generator.core.model import (
    Actor,
    Event,
    Evidence,
    Figure,
    Forward,
    Found,
    Items,
    Judgement,
    Quote,
    Statement,
    Term,
)
from generator.core.text import fold, long_words, word_count
from generator.extract.cuts import balanced
from generator.extract.judgement import UNFITTED
from generator.extract.noun_phrases import phrase_around
from generator.extract.parsed import Parsed, Sentence
from generator.extract.phrasing import confides, connective_end, cue, leans, plain, stands_for_itself
from generator.extract.standing import Standing, strictly, worth_having
from generator.extract.verbs import dates_in, is_own_date

Item = Statement | Actor | Figure | Forward | Event | Quote | Term

WRONG = {"actors.role": 3.0, "figures.measure": 12.0, "quotes.speaker": 3.0, "terms.definition": 2.5}
"""What a wrong value costs, in right ones. A figure shows its clause; a measure is told in data alone."""
WANTED = 10.0
"""How much more an item is worth that a reader would surely miss."""
LIKELY = 0.5
"""What is less likely than this is not even folded."""
AGAIN = 0.7
"""An item of whose words a larger share stands already says nothing new."""
LESS = 0.8
"""What each further item of a field is worth of the one before it."""
LENGTH = 0.5
"""How far words count against an item: worth over words to this power is what is compared (Lin and Bilmes 2010)."""


_SAYS_WHOSE = re.compile(r"[”\"],? \w|\w[,:] ?[“\"]")
"""Words behind closing quotation marks or before opening ones: "…,” the minister said", "She added: “…"."""


@dataclass(frozen=True, slots=True)
class Place:
    """How a field stands on a brief.

    Attributes:
        most: how many items the brief of a short article shows.
        wrong: what a wrong item costs, in right ones: what is no surer than ``wrong / (1 + wrong)`` is not shown.
        unsound: the same of one that a strict reader would not sign, by a judge of his own; half of it of what may
            surely not be missing. 0: none was fitted.
        worth: what an item is worth beside those of other fields.
        missed: how likely a reader must miss an item for it to stand before the fold; what nobody would miss is folded.
        kept: how likely a strict reader must hold it worth having, by a judge of his own; 0: none was fitted.
        once: whether an item is left out where its words stand already.
        folded: whether it stands below the fold, where it takes no room.
        grows: whether a longer article may have more of it (`Budget.times`).
    """

    most: int
    wrong: float
    worth: float
    unsound: float = 0.0
    missed: float = 0.0
    kept: float = 0.0
    once: bool = True
    folded: bool = False
    grows: bool = False


PLACES: dict[str, Place] = {
    "whats_next": Place(3, 2.3, 20.0, unsound=1.2),
    "key_points": Place(3, 9.0, 1.0, unsound=4.0, missed=0.15),
    "actors": Place(6, 2.3, 5.0, unsound=0.8, missed=0.15, once=False, grows=True),
    "figures": Place(4, 2.3, 4.0, unsound=1.4, kept=0.4, once=False, grows=True),
    "quotes": Place(1, 2.5, 0.5, folded=True),
    "events": Place(1, 5.0, 0.5, folded=True),
    "terms": Place(2, 4.0, 0.5, once=False, folded=True),
}
"""The fields of a brief. What each cost gives, right ones of those shown, stands in EVALUATION.md ("The judges", of
`unsound` "Signed"), cross-validated by document."""


_STATEMENTS = ("", "key_points", "whats_next")
"""The fields whose sentences hold figures; the first is the takeaway."""


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """An item that may be shown: what it gains on average, its judgement, what it takes and says."""

    field: str
    order: int
    item: Item
    gain: float
    judged: Judgement
    words: frozenset[str]
    sentences: tuple[Evidence, ...]
    """The spans whose words stand on the page: none of an actor, a term, or a figure in its clause."""
    length: int
    """How many words a reader reads of it."""

    def beside(self, told: Iterable[Option]) -> Option:
        """The option as it stands beside what is told: a figure that a statement holds, or the words of another figure,
        takes no line of its own."""
        if not isinstance(self.item, Figure) or not self.item.evidence:
            return self
        statements = (e for o in told if o.field in _STATEMENTS for e in o.sentences)
        figures = (o.item for o in told if isinstance(o.item, Figure))
        around = (e for f in figures if (e := f.clause or f.sentence) is not None)
        held = self.item.evidence[0].within((*statements, *around))
        return replace(self, length=0, sentences=()) if held else self

    @property
    def folded(self) -> bool:
        """Whether it stands below the fold; the takeaway, which has no field, does not."""
        return self.field in PLACES and PLACES[self.field].folded

    @property
    def takes(self) -> int:
        """Words of the room before the fold."""
        return 0 if self.folded else self.length


def compose(parsed: Parsed, found: Found, budgets: Sequence[Budget] = BUDGETS) -> Found:
    """The candidates cut to what the brief shows; the likely rest in `more`. Order within a field is kept.

    What the desk's own register and glossary settle counts against no budget; neither does what editors add to a
    record, which is not known here.
    """
    found = _agreed(parsed, _without_doubtful_values(found))
    judged = {(j.field, j.item): j for j in found.judgements}
    takeaway = found.takeaway or Statement("")
    standing = _standing(parsed, found)
    options = [
        o
        for field in PLACES
        for o in _options(field, getattr(found, field), judged, standing)
        if not _hangs(parsed, o.item) and not _is_of_another(o.item, standing, found)
    ]
    options = _without_leaning_quotes(parsed, options)
    words = word_count(parsed.article.text)
    budget = next(b for b in budgets if b.article is None or words <= b.article)
    chosen = _choose(options, takeaway, budget, round(budget.share * words))
    shown: dict[str, Any] = {field: _in_order(o for o in chosen if o.field == field) for field in PLACES}
    rest: dict[str, Any] = {
        field: tuple(
            item
            for item in getattr(found, field)
            if item not in shown[field] and _of(judged, field, item.id).probability >= LIKELY
        )
        for field in PLACES
    }
    shown["figures"], rest["figures"] = (tuple(_by_itself(parsed, f) for f in x["figures"]) for x in (shown, rest))
    return replace(found, **shown, more=Items(**rest))


def _standing(parsed: Parsed, found: Found) -> Standing:
    """Of the article under its headline and takeaway."""
    return Standing(parsed, f"{parsed.article.title or ''} {found.takeaway.text if found.takeaway else ''}")


Judged = Mapping[tuple[str, str], Judgement]


def _of(judged: Judged, field: str, item: str) -> Judgement:
    """The judgement of an item; of one that nobody has judged, that it is sure and would be missed."""
    return judged.get((field, item)) or Judgement(field, item, UNFITTED, wanted=1.0)


def _without_doubtful_values(found: Found) -> Found:
    """Roles, measures, speakers and definitions that are rather wrong than right are not told."""
    judged = {(j.field, j.item): j for j in found.judgements}

    def told(field: str, item: str) -> bool:
        return gain(_of(judged, field, item).probability, WRONG[field]) > 0

    return replace(
        found,
        actors=tuple(a if told("actors.role", a.id) else replace(a, role=None) for a in found.actors),
        figures=tuple(f if told("figures.measure", f.id) else replace(f, measure=None) for f in found.figures),
        quotes=tuple(
            q if told("quotes.speaker", q.id) else replace(q, speaker=None, speaker_id=None) for q in found.quotes
        ),
        terms=tuple(
            t if told("terms.definition", t.id) else replace(t, definition=None, evidence=t.evidence[:1])
            for t in found.terms
        ),
    )


def _agreed(parsed: Parsed, found: Found) -> Found:
    """What the fields say together: what is an actor is no measure and no bare term, what is in its name is no figure
    ("Seven & I", "Group of 20"), what has no year, or the day of another thing, is no event.

    The packages do not know each other; where two of them claim the same words, only here both are seen.
    """
    names = {fold(n) for a in found.actors for n in (a.name, *a.aliases)}
    settled = {j.item for j in found.judgements if j.field == "terms" and j.settled}
    named = [e for a in found.actors if a.kind != "group" for e in a.evidence]
    figures = (f for f in found.figures if f.kind not in ("count", "bare") or not _is_named(f, named))
    return replace(
        found,
        figures=tuple(replace(f, measure=None) if fold(f.measure or "") in names else f for f in figures),
        events=tuple(e for e in found.events if "X" not in e.date and _happened_then(parsed, e, found)),
        terms=tuple(t for t in found.terms if t.definition or t.id in settled or fold(t.term) not in names),
    )


def _is_named(figure: Figure, names: Sequence[Evidence]) -> bool:
    """Whether a number is part of one of the names."""
    words = figure.evidence[0]
    return words.within(names) or any(n.start < words.start < n.end for n in names)


def _happened_then(parsed: Parsed, event: Event, found: Found) -> bool:
    """Whether what an event tells happened on its day, not something else that its sentence mentions with a day."""
    within = dates_in(event.evidence[0].start, event.evidence[-1].end, found.dates)
    then = [d for d in within if d.value.startswith(tuple(event.date.split("/")))]
    return not then or any(is_own_date(parsed, d) for d in then)


def gain(probability: float, wrong: float) -> float:
    """What showing an item is worth on average: 1 when it is surely right, below 0 when it had better be left out."""
    return probability - (1 - probability) * wrong


def is_worth_showing(judgement: Judgement) -> bool:
    """Whether a candidate is sure enough for its field, before a strict reader is asked (`Place.unsound`)."""
    return gain(judgement.probability, PLACES[judgement.field].wrong) > 0


def _options(field: str, items: Sequence[Item], judged: Judged, standing: Standing) -> Iterable[Option]:
    place = PLACES[field]
    for order, item in enumerate(items):
        judgement = _of(judged, field, item.id)
        worth, kept = gain(judgement.probability, place.wrong), True
        if worth > 0 and place.unsound and judgement.features:
            stands = _stands(item, standing)
            kept = not place.kept or worth_having(judgement, stands) >= place.kept
            strict = strictly(judgement, stands)
            worth = gain(strict.probability, place.unsound / (1 + judgement.wanted))
            judgement = strict
        missed = kept and judgement.wanted >= place.missed and not _is_bare(item)
        if worth > 0 and (judgement.settled or missed):
            said, sentences = _shown(item)
            yield Option(field, order, item, worth, judgement, long_words(said), sentences, word_count(said))


def _hangs(parsed: Parsed, item: Item) -> bool:
    """Whether what is shown needs what is not shown: it opens with a "they" or "but" that only the sentence before it
    explains, or ends in a colon; it is nobody's quotation, or begins within one; it is the plan or deed of a "we", or
    of a conversation and does not say whose words it is; or it is a number alone, a cell of a table."""
    if isinstance(item, Statement | Forward | Event) and (item.text.endswith(":") or _is_of_a_quotation(item.text)):
        return True  # what it announces is not there, or who says it
    if isinstance(item, Quote):
        return item.speaker is None or item.text[:1].islower()
    if not isinstance(item, Forward | Event | Figure) or not item.evidence:
        return False
    sentence = parsed.sentence_at(item.evidence[0].start)
    if sentence is None:
        return False
    if isinstance(item, Figure):
        alone = not any(map(str.isalpha, sentence.text.replace(item.text, "", 1)))
        leaning = leans(sentence) and not _stands_in_clause(item, sentence)
        return alone or (leaning and _by_itself(parsed, item) is item)
    shown = [s for e in item.evidence if (s := parsed.sentence_at(e.start)) is not None]
    return leans(sentence) or any(s.index in parsed.unsaid or confides(s, item.text) for s in shown)


def _by_itself(parsed: Parsed, figure: Figure) -> Figure:
    """A figure of a sentence that leans on another in its own noun phrase, where that says what it is of."""
    sentence = parsed.sentence_at(figure.evidence[0].start) if figure.evidence else None
    if sentence is None or not leans(sentence) or _stands_in_clause(figure, sentence):
        return figure
    phrase = phrase_around(parsed, figure.evidence[0])
    return replace(figure, evidence=(figure.evidence[0], phrase, figure.evidence[-1])) if phrase else figure


def _without_leaning_quotes(parsed: Parsed, options: list[Option]) -> list[Option]:
    """The options without words of somebody that open with what only words before them explain ("They", "So, we"),
    where others stand by themselves."""
    leaning = {id(o) for o in options if isinstance(o.item, Quote) and _points_back(parsed, o.item)}
    others = any(isinstance(o.item, Quote) and id(o) not in leaning for o in options)
    return [o for o in options if id(o) not in leaning] if others else options


def _points_back(parsed: Parsed, quote: Quote) -> bool:
    text = plain(quote.text)
    first = parsed.doc[parsed.first_token(quote.evidence[0].start)]
    return bool(connective_end(text) or (cue("leaning").match(text) and not stands_for_itself(first)))


def _is_of_another(item: Item, standing: Standing, found: Found) -> bool:
    """Whether what is shown of an item tells of a firm that the brief would let a reader take for another."""
    return not isinstance(item, Actor | Quote | Term) and standing.is_of_another(_read(item), found.mentions)


def _is_bare(item: Item) -> bool:
    """Whether an item is a term that nobody explains, or somebody by one name who may as well be a firm: a reader
    learns nothing of it."""
    if isinstance(item, Actor):
        return item.kind == "person" and item.role is None and " " not in item.name
    return isinstance(item, Term) and not item.definition


def _stands_in_clause(figure: Figure, sentence: Sentence) -> bool:
    """Whether a figure's own clause leaves out what its sentence opens with."""
    return figure.clause is not None and figure.clause.start != sentence.start


def _is_of_a_quotation(text: str) -> bool:
    """Whether words are a piece of a quotation that goes on before or behind it, and do not say whose."""
    return not balanced(text) and not _SAYS_WHOSE.search(text)


def _read(item: Item) -> tuple[Evidence, ...]:
    """The spans that a reader reads of an item: a figure stands in its clause or sentence."""
    around = (item.clause or item.sentence) if isinstance(item, Figure) else None
    return (around,) if around else item.evidence


def _stands(item: Item, standing: Standing) -> dict[str, float]:
    """How what is shown of an item stands by itself, an actor by who it is."""
    return standing.actor_features(item) if isinstance(item, Actor) else standing.features(_read(item))


def _shown(item: Item) -> tuple[str, tuple[Evidence, ...]]:
    """What of an item stands on the page, and the spans of whole sentences in it."""
    match item:
        case Actor():
            return f"{item.name} {item.role or ''}", ()
        case Figure() if item.clause:
            return item.clause.exact, ()
        case Figure():
            told = item.evidence[1:]  # its sentence stands in a label's place
            return " ".join((item.text, *(e.exact for e in told))), told
        case Term():
            return f"{item.term} {item.definition or ''}", ()
        case _:
            return item.text, item.evidence


def _choose(options: Sequence[Option], takeaway: Statement, budget: Budget, share: int) -> list[Option]:
    """What is settled, then greedily the item that adds most for its length, until nothing more fits.

    `share` is the part of the article in words that may stand before the fold.
    """
    room = max(LEAST_WORDS, min(share, budget.words)) - word_count(takeaway.text)
    first = Option("", 0, takeaway, 0.0, Judgement("", "", 0.0), long_words(takeaway.text), takeaway.evidence, 0)
    settled = [o for o in options if o.judged.settled]
    chosen: list[Option] = []
    left = [o for o in options if not o.judged.settled]
    most = {field: place.most * (budget.times if place.grows else 1) for field, place in PLACES.items()}
    while (lines := Counter(c.field for c in chosen if c.length)).total() < budget.items:
        told = [first, *settled, *chosen]
        now = [o for o in (o.beside(told) for o in left) if lines[o.field] < most[o.field] or not o.length]
        best = _best([o for o in now if o.takes <= room], told, lines)
        if best is None:
            break
        chosen.append(best)
        left = [o for o in left if o.item is not best.item]
        room -= best.takes
    return settled + chosen


def _best(options: Sequence[Option], told: Sequence[Option], lines: Mapping[str, int]) -> Option | None:
    """The option that adds most for its length, of equal ones the article's first; None where none adds anything.

    `lines` counts those of each field that take a line.
    """
    adds = {o: worth for o in options if (worth := _adds(o, told, lines[o.field])) > 0}
    return max(adds, key=lambda o: (round(adds[o], 9), -o.order), default=None)


def _adds(option: Option, told: Sequence[Option], others: int) -> float:
    """What an item adds to what stands already, for its length; `others` of its field stand. 0: it says nothing new."""
    place = PLACES[option.field]
    told = [t for t in told if option.folded or not t.folded]  # what is folded takes no word from what stands above
    again = max((_overlap(option.words, t.words) for t in told if t.sentences), default=0.0) if place.once else 0.0
    twice = any(a.start < b.end and b.start < a.end for t in told for a in option.sentences for b in t.sentences)
    if again > AGAIN or twice:
        return 0.0
    worth = place.worth * option.gain * (1 + WANTED * option.judged.wanted) * (1 - again) * math.pow(LESS, others)
    return worth / math.pow(max(1, option.length), LENGTH)


def _overlap(words: frozenset[str], told: frozenset[str]) -> float:
    return len(words & told) / (len(words) or 1)


def _in_order(options: Iterable[Option]) -> tuple[Item, ...]:
    return tuple(o.item for o in sorted(options, key=lambda o: o.order))
