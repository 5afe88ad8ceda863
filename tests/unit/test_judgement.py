"""Judges: tables of trees walked without a library, and what composition makes of their probabilities."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from generator.briefs.assemble import assemble
from generator.briefs.edits import merge
from generator.briefs.records import Record, parse_record
from generator.core.configuration import BUDGETS, Budget, Catalog, SiteConfig
from generator.core.model import Actor, Event, Evidence, Figure, Forward, Found, Judgement, Quote, Statement, Term
from generator.extract.composition import compose, gain
from generator.extract.figures.features import _amount
from generator.extract.judgement import Judge, judge, word_numbers
from generator.extract.parsed import Parsed
from generator.extract.pipeline import extract
from tests.record_files import dump_record

Parse = Callable[..., Parsed]
STUMP = ((0, 0.5, 1, 2, 0.0), (-1, 0.0, 0, 0, -2.0), (-1, 0.0, 0, 0, 2.0))


def _actor(name: str, role: str | None = None) -> Actor:
    return Actor(name.lower(), name, "country", role, evidence=(Evidence(0, 1, "R"),))


def test_a_tree_is_walked_to_its_leaf() -> None:
    """At most the threshold goes left; a feature that is not given counts as 0, an unknown one as nothing."""
    told = Judge(("subject",), 0.0, (STUMP,), {})
    assert told.probability({"subject": 0.5}) == told.probability({}) == pytest.approx(0.1192)
    assert told.probability({"subject": 0.6, "else": 9.0}) == pytest.approx(0.8808)


def test_each_tree_gives_its_own_leaf() -> None:
    """Trees that ask for one feature at several thresholds stay apart, and each goes as deep as it must."""
    chain = ((0, 1.0, 1, 2, 0.0), (-1, 0.0, 0, 0, 0.1), (0, 2.0, 3, 4, 0.0), (-1, 0.0, 0, 0, 0.2), (-1, 0.0, 0, 0, 0.4))
    odds = [round(Judge(("x",), 0.0, (chain, STUMP), {}).probability({"x": x}), 2) for x in (0.0, 0.7, 1.5, 2.0, 3.0)]
    assert odds == [round(1 / (1 + math.exp(-v)), 2) for v in (-1.9, 2.1, 2.2, 2.2, 2.4)]


def test_probabilities_stay_within_bounds() -> None:
    """However many trees agree, the exponential does not overflow."""
    assert Judge((), -5000.0, (), {}).probability({}) == 0.0
    assert Judge((), 5000.0, (), {}).probability({}) == 1.0


def test_an_unfitted_field_shows_all() -> None:
    """A field without a judge keeps its candidates, with the features that one could be fitted on."""
    told = judge("no-such-field", "x", {"b": 1, "a": 0.123456})
    assert told.probability == 1.0
    assert told.features == (("a", 0.1235), ("b", 1.0))


def test_only_what_is_right_three_times_in_four_gains() -> None:
    """A wrong statement costs three right ones."""
    assert gain(0.75, 3.0) == pytest.approx(0.0)
    assert gain(0.9, 3.0) > 0 > gain(0.7, 3.0)


def _composed(parse: Parse, found: Found) -> Found:
    return compose(parse("Russia sells gas. China buys gas. Peru looks on. " + "And so on. " * 60), found)


@pytest.mark.model
def test_the_unlikely_are_left_out_and_the_doubtful_folded(parse: Parse) -> None:
    """Above the price of a mistake an item is shown, above one half it is folded, below it is gone."""
    actors = tuple(_actor(n) for n in ("Russia", "China", "Peru"))
    sure = tuple(Judgement("actors", a.id, p, wanted=0.5) for a, p in zip(actors, (0.9, 0.6, 0.2), strict=True))
    found = _composed(parse, Found(actors=actors, judgements=sure))
    assert [a.name for a in found.actors] == ["Russia"]
    assert [a.name for a in found.more.actors] == ["China"]


@pytest.mark.model
def test_what_nobody_would_miss_is_folded(parse: Parse) -> None:
    """Right alone is no reason to stand before the fold, however sure."""
    actors = tuple(_actor(n) for n in ("Russia", "China"))
    judged = tuple(Judgement("actors", a.id, 1.0, wanted=w) for a, w in zip(actors, (0.2, 0.1), strict=True))
    found = _composed(parse, Found(actors=actors, judgements=judged))
    assert ([a.name for a in found.actors], [a.name for a in found.more.actors]) == (["Russia"], ["China"])


@pytest.mark.model
def test_a_figure_that_is_not_worth_having_is_folded(parse: Parse, monkeypatch: pytest.MonkeyPatch) -> None:
    """A strict reader's judge is asked of figures that are right and would be signed: a side detail is folded."""
    figures = tuple(Figure(t, t, Decimal(5), None, (Evidence(0, 6, "Russia"),)) for t in ("main", "side"))
    kept = {"main": 0.5, "side": 0.3}
    for name in ("strictly", "worth_having"):
        told = {"strictly": lambda j, _: j, "worth_having": lambda j, _: kept[j.item]}[name]
        monkeypatch.setattr(f"generator.extract.composition.{name}", told)
    judged = tuple(Judgement("figures", f.id, 1.0, (("a", 1.0),)) for f in figures)
    found = _composed(parse, Found(figures=figures, judgements=judged))
    assert ([f.id for f in found.figures], [f.id for f in found.more.figures]) == (["main"], ["side"])
    settled = tuple(replace(j, settled=True) for j in judged)
    assert len(_composed(parse, Found(figures=figures, judgements=settled)).figures) == len(figures)


@pytest.mark.model
def test_a_doubtful_value_is_not_told(parse: Parse) -> None:
    """An actor may be sure and its role not, a figure sure and its measure not; a quotation of nobody is not shown."""
    figure = Figure("f", "8", Decimal(8), "ship", (Evidence(0, 1, "8"),), measure="gas", period="2024")
    quote = Quote("q", "Putin", "We sell", (Evidence(0, 1, "W"),))
    doubts = ("actors.role", "russia"), ("figures.measure", "f"), ("quotes.speaker", "q")
    found = _composed(
        parse,
        Found(
            actors=(_actor("Russia", "seller"),),
            figures=(figure,),
            quotes=(quote,),
            judgements=tuple(Judgement(field, item, 0.4) for field, item in doubts),
        ),
    )
    assert found.actors[0].role is None
    assert (found.figures[0].measure, found.figures[0].period) == (None, "2024")
    assert not found.quotes


@pytest.mark.model
def test_a_sentence_stands_once(parse: Parse) -> None:
    """A point that says what the takeaway says is folded."""
    takeaway = Statement("Russia sells natural gas abroad.", (Evidence(0, 16, "R"),), "t")
    points = (Statement("Russia sells natural gas.", (), "k1"), Statement("China builds pipelines.", (), "k2"))
    same = (Forward("n", "In May much will change.", "expected", "2026-05", (Evidence(7, 16, "s"),)),)
    found = _composed(parse, Found(takeaway=takeaway, key_points=points, whats_next=same))
    assert [p.id for p in found.key_points] == ["k2"]
    assert (found.whats_next, found.more.whats_next) == ((), same)


@pytest.mark.model
def test_what_ends_in_a_colon_announces_what_is_not_there(parse: Parse) -> None:
    """ "The office said on 3 May:" tells nothing by itself."""
    events = [
        Event(f"e{n}", "2025-05-03", text, (Evidence(n, n + 1, "s"),)) for n, text in enumerate(("Rain:", "Rain"))
    ]
    assert [e.id for e in _composed(parse, Found(events=tuple(events))).events] == ["e1"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("We will close the dock in 2030.", False),
        ("In 2030, I met the crew.", False),
        ("“We will close the dock in 2030,” the mayor said.", True),
        ("The mayor said: “We will close the dock in 2030. It is old.”", True),
    ],
)
def test_what_we_do_is_nobodys(text: str, shown: bool, parse: Parse) -> None:
    """A brief does not say who "we" are, except in words that it says are somebody's."""
    sentence = text.removesuffix(" It is old.”")
    spans = (Evidence(0, len(sentence), sentence),)
    look, event = Forward("n", sentence, "expected", "2030", spans, ()), Event("e", "2030", sentence, spans)
    for found in (Found(whats_next=(look,)), Found(events=(event,))):
        told = compose(parse(text + " And so on." * 60), found)
        assert bool(told.whats_next or told.events) is shown


@pytest.mark.model
def test_a_figure_that_only_its_sentence_tells_leans_as_that_does(parse: Parse) -> None:
    """ "It came to 8 billion" is no line of a brief, whatever is said to be measured."""
    text = "Trade grew for years. It came to 8 billion in May. " + "And so on. " * 60
    words = Evidence(text.index("8 b"), text.index("8 b") + 9, "8 billion")
    figure = Figure("f", "8 billion", Decimal(8 * 10**9), None, (words,))
    for measure in (None, "trade with Norland"):
        assert not compose(parse(text), Found(figures=(replace(figure, measure=measure),))).figures
    stands = replace(figure, evidence=(words, Evidence(0, 21, "Trade grew for years.")))
    assert compose(parse(text.replace("It came", "Trade came")), Found(figures=(stands,))).figures


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "clause", "shown"),
    [
        ("But trade with Oslo came to 8 billion in May.", "trade with Oslo came to 8 billion", True),
        ("But trade with Oslo came to 8 billion in May.", "But trade with Oslo came to 8 billion", False),
    ],
)
def test_a_clause_hangs_where_it_opens_as_its_sentence(sentence: str, clause: str, shown: bool, parse: Parse) -> None:
    """A "but" that stands before the clause is not shown; a "they" that opens it is."""
    text = f"Trade grew for years. {sentence} " + "And so on. " * 60
    spans = tuple(Evidence(at := text.index(w), at + len(w), w) for w in ("8 billion", clause, sentence))
    figure = Figure("f", "8 billion", Decimal(8 * 10**9), None, spans)
    assert bool(compose(parse(text), Found(figures=(figure,))).figures) is shown


@pytest.mark.model
def test_a_figure_of_a_leaning_sentence_stands_in_its_phrase(parse: Parse) -> None:
    """Where that says what it is of; "They got 40 percent." says nothing without the sentence before."""
    text = "The unions met. They want a wage increase of 77% over six years. They got 40 percent. " + "And so on. " * 60

    def figure(words: str, sentence: str) -> Figure:
        spans = tuple(Evidence(at := text.index(w), at + len(w), w) for w in (words, sentence))
        return Figure(words, words, Decimal(7), None, spans)

    figures = (
        figure("77%", "They want a wage increase of 77% over six years."),
        figure("40 percent", "They got 40 percent."),
    )
    shown = compose(parse(text), Found(figures=figures)).figures
    assert [f.clause and f.clause.exact for f in shown] == ["a wage increase of 77% over six years"]


@pytest.mark.model
def test_a_figure_that_stands_already_takes_no_line(parse: Parse) -> None:
    """Beside a statement that holds it, or the words of another figure: four more stand, not three."""
    text = "Oslo sold 9 boats in May. " + " ".join(
        f"Town {n} of Norland sold {n} ships and {n} cars." for n in range(2, 7)
    )
    text += " And so on." * 90

    def figure(words: str, sentence: str) -> Figure:
        spans = tuple(Evidence(at := text.index(w), at + len(w), w) for w in (words, sentence))
        return Figure(words, words, Decimal(9), None, spans)

    lines = [f"Town {n} of Norland sold {n} ships and {n} cars." for n in range(2, 7)]
    figures = (
        figure("9 boats", "Oslo sold 9 boats in May."),
        *(
            figure(f"{n} {kind}", line)
            for n, line in zip(range(2, 7), lines, strict=True)
            for kind in ("ships", "cars")
        ),
    )
    takeaway = Statement("Oslo sold 9 boats in May.", (Evidence(0, 25, "Oslo sold 9 boats in May."),), "t")
    shown = compose(parse(text), Found(takeaway=takeaway, figures=figures)).figures
    assert {f.id for f in shown} >= {"9 boats"}
    assert len({f.sentence.start for f in shown if f.sentence}) == 5, "the takeaway's, and four of their own"


@pytest.mark.model
def test_a_piece_of_a_quotation_says_whose_it_is_or_nothing(parse: Parse) -> None:
    """A look ahead of which only one quotation mark is left needs its speaker."""
    looks = tuple(
        Forward(f"n{n}", text, "expected", None, (Evidence(n, n + 1, "s"),))
        for n, text in enumerate(("“We will sell gas to Norland.", "Norland will buy gas,” the minister said."))
    )
    assert [n.id for n in _composed(parse, Found(whats_next=looks)).whats_next] == ["n1"]


@pytest.mark.model
def test_a_quotation_is_a_whole_sentence(parse: Parse) -> None:
    """What begins within a sentence, and what nobody says, is folded: a reader asks of what it speaks."""
    said = (("whatever we say will be used", "Ann Roe"), ("We sell gas.", "Ann Roe"), ("We buy gas.", None))
    quotes = tuple(
        Quote(f"q{n}", speaker, text, (Evidence(9 * n, 9 * n + 8, "s"),)) for n, (text, speaker) in enumerate(said)
    )
    found = _composed(parse, Found(quotes=quotes))
    assert [q.id for q in found.quotes] == ["q1"]
    assert [q.id for q in found.more.quotes] == ["q0", "q2"]
    assert _composed(parse, Found(quotes=quotes[:1])).quotes == ()


@pytest.mark.model
def test_words_that_stand_by_themselves_go_before_others(parse: Parse) -> None:
    """What "they" are, only words before would tell; where all words lean, one of them is shown."""
    said = ("They sell gas.", "So, we buy oil.", "It is clear that gas is dear.")
    text = " ".join(f"“{words}” Ann Roe said." for words in said)
    quotes = tuple(
        Quote(f"q{n}", "Ann Roe", words, (Evidence(at := text.index(words), at + len(words), words),))
        for n, words in enumerate(said)
    )
    parsed = parse(text)
    assert [q.id for q in compose(parsed, Found(quotes=quotes)).quotes] == ["q2"]
    assert len(compose(parsed, Found(quotes=quotes[:2])).quotes) == 1


@pytest.mark.model
def test_what_lies_ahead_stands_as_such(parse: Parse) -> None:
    """A sentence that looks ahead is listed with its time, and is no key point then."""
    ahead, span = "Russia will sell gas to China.", (Evidence(0, 6, "Russia"),)
    looks = (Forward("n", ahead, "scheduled", "2026-05", span),)
    points = (Statement(ahead, span, "k1"), Statement("Peru looks on from afar.", (), "k2"))
    found = _composed(parse, Found(key_points=points, whats_next=looks))
    assert found.whats_next == looks
    assert [p.id for p in found.key_points] == ["k2"]


@pytest.mark.model
def test_a_term_of_the_editors_takes_no_others_place(parse: Parse) -> None:
    """Six terms that editors listed stand beside the two that the article's own may have, one of them as an actor.

    However sure a judge is of a term, that alone settles nothing.
    """
    terms = tuple(Term(f"t{n}", f"term {n}", definition="a thing") for n in range(9))
    sure = tuple(Judgement("terms", t.id, 1.0, settled=n < 6) for n, t in enumerate(terms))
    found = _composed(parse, Found(terms=terms, judgements=sure, actors=(_actor("Term 0"),)))
    assert [t.id for t in found.terms] == [f"t{n}" for n in range(8)]
    assert [t.id for t in found.more.terms] == ["t8"]


@pytest.mark.model
def test_a_brief_shows_few(parse: Parse) -> None:
    """Of ten sure actors six stand, in their order, the rest is folded."""
    actors = tuple(_actor(f"Actor{n}") for n in range(10))
    found = _composed(parse, Found(actors=actors))
    assert [a.name for a in found.actors] == [f"Actor{n}" for n in range(6)]
    assert len(found.more.actors) == 4


@pytest.mark.model
def test_one_name_alone_may_be_a_firms(parse: Parse) -> None:
    """Somebody by one name, of whom nothing is told, is folded: the model calls firms it does not know people."""
    told = (("Norpo", None), ("Roe", "mayor"), ("Jane Roe", None))
    found = _composed(parse, Found(actors=tuple(replace(_actor(name, role), kind="person") for name, role in told)))
    assert [a.name for a in found.actors] == ["Roe", "Jane Roe"]
    assert [a.name for a in found.more.actors] == ["Norpo"]


@pytest.mark.model
@pytest.mark.parametrize(("words", "most"), [(100, 40), (400, 120), (1000, 250), (1600, 240), (4000, 350)])
def test_what_stands_before_the_fold_keeps_to_its_budget(parse: Parse, words: int, most: int) -> None:
    """Takeaway, points, looks ahead, figures and actors together; a figure without a label shows its sentence."""
    spans = [Evidence(10 * n, 10 * n + 9, f"alpha{n} beta{n} " * 8) for n in range(20)]
    points = tuple(Statement(s.exact.strip(), (s,), f"k{n}") for n, s in enumerate(spans[:6]))
    looks = tuple(Forward(f"n{n}", s.exact.strip(), "expected", None, (s,)) for n, s in enumerate(spans[6:12]))
    numbers = tuple(Figure(f"f{n}", "8", Decimal(8), None, (s, s)) for n, s in enumerate(spans[12:19]))
    takeaway = Statement(spans[19].exact.strip(), (spans[19],), "t")
    actors = tuple(_actor(f"Actor{n}", "foreign minister of it") for n in range(9))
    found = Found(takeaway=takeaway, key_points=points, whats_next=looks, figures=numbers, actors=actors)
    shown = compose(parse("Rain fell today. " * (words // 3)), found)
    told = [takeaway.text, *(x.text for x in (*shown.key_points, *shown.whats_next))]
    told += [f.evidence[-1].exact for f in shown.figures] + [f"{a.name} {a.role}" for a in shown.actors]
    assert most - 25 <= sum(len(t.split()) for t in told) <= most or words > 900  # there all that may stand fits
    assert sum(len(t.split()) for t in told) <= most


@pytest.mark.model
def test_an_editors_items_stand_under_any_budget(parse: Parse) -> None:
    """A smaller budget of the site's cuts what the generator shows; what a person added or changed stays beside it."""
    parsed = parse("Russia sells gas. China buys gas. Peru looks on. " + "And so on. " * 60)
    found = Found(actors=tuple(replace(_actor(name), mentions=1) for name in ("Russia", "China", "Peru")))
    small = SiteConfig(budget=(Budget(None, 0.4, 40, 1),)).budget
    wide, narrow = (assemble(parsed.article, compose(parsed, found, budget), "x") for budget in (BUDGETS, small))
    assert ([a.name for a in wide.actors], [a.name for a in narrow.actors]) == (["Russia", "China", "Peru"], ["Russia"])
    old = merge(None, wide, "1")
    changed = replace(wide.actors[2], role="onlooker")
    page = dump_record(Record(replace(wide, actors=(*wide.actors[:2], changed, Actor("mali", "Mali", "country"))))).page
    again = merge(parse_record(page, "x.md", dump_record(old).memory), narrow, "2")
    assert [a.name for a in again.brief.actors] == ["Russia", "Peru", "Mali"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "number", "kind", "shown"),
    [
        ("The port met the Group of 20 on Monday.", "Group of 20", "20", "bare", False),
        ("The town has six 7-Eleven shops.", "7-Eleven", "Eleven shops", "count", False),
        ("Three Rivers Council met on Monday.", "Three Rivers Council", "Three Rivers", "count", False),
        ("The town paid RM37 million.", "RM37", "RM37 million", "money", True),
        ("The town met 40 Norport pupils.", "Norport", "40 Norport pupils", "count", True),
    ],
)
def test_a_number_in_a_name_is_no_figure(
    text: str, name: str, number: str, kind: str, shown: bool, parse: Parse
) -> None:
    """Counts and bare numbers go with an actor's name; money that the name was misread from does not."""
    spans = (Evidence(at := text.index(number), at + len(number), number), Evidence(0, len(text), text))
    named = Evidence(at := text.index(name), at + len(name), name)
    found = Found(
        actors=(Actor("a", name, "organization", evidence=(named,)),),
        figures=(Figure("f", number, Decimal(20), None, spans, kind=kind),),
    )
    assert bool(compose(parse(text + " And so on." * 60), found).figures) is shown


@pytest.mark.model
def test_fields_agree(parse: Parse) -> None:
    """An actor's name is no measure and no bare term; what has no year is no event; a plan may have a day or month."""
    span = (Evidence(0, 6, "Russia"),)
    found = _composed(
        parse,
        Found(
            actors=(_actor("Russia"),),
            figures=(Figure("f", "8", Decimal(8), "ship", span, measure="Russia"),),
            events=(Event("e", "XXXX-07", "Russia sold gas in July.", span),),
            terms=(
                Term("t", "Russia", evidence=span),
                Term("u", "gas", evidence=span),
                Term("v", "coal", definition="fuel"),
            ),
        ),
    )
    assert found.figures[0].measure is None
    assert found.events == ()
    assert [t.term for t in found.terms] == ["coal"]  # a word that nobody explains tells nothing
    assert [t.term for t in found.more.terms] == ["gas"]


def test_words_speak_for_a_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sum of the weights of its words is one feature more; a judge without weights knows no words."""
    (pending,), words = word_numbers(["pending"]), word_numbers(["pending", "pending", "case"])
    assert len(words) == 2, "each word counts once"
    worded = Judge(("wording",), 0.0, (STUMP,), {pending: 1.5})
    monkeypatch.setattr("generator.extract.judgement.load_judge", lambda name: worded if name == "x" else None)
    told = judge("x", "i", {}, words)
    assert (told.features, told.words) == ((("wording", 1.5),), words)
    assert told.probability > judge("x", "i", {}).probability


@pytest.mark.parametrize(
    ("change", "feature"),
    [({"max_value": Decimal(9)}, "range"), ({"bound": "over"}, "bounded"), ({"unit": None}, "no_unit"),
     ({"value": Decimal("1.5")}, "whole"), ({"value": Decimal(1)}, "one"), ({"kind": "money"}, "kind_money")],
)  # fmt: skip
def test_what_a_judge_is_told_of_a_figures_amount(change: dict[str, Any], feature: str) -> None:
    """Each feature turns with the value it is of."""

    def told(**given: Any) -> Any:
        raw = {"kind": "count", "value": Decimal(1846), "digits": "1846", "max_value": None, "bound": "exact",
               "unit": "person", "text": "1,846 persons", "clause": None}  # fmt: skip
        number = SimpleNamespace(digits="1846", scaled=False, vague=False)
        reading: Any = SimpleNamespace(
            raw=SimpleNamespace(**raw | given), amount=SimpleNamespace(quantity=SimpleNamespace(number=number))
        )
        return _amount(reading)[feature]

    assert told(**change) is (feature != "whole")
    assert told() is (feature == "whole")


def test_the_room_of_a_brief() -> None:
    """What a reader on a phone takes in: a share of the article, and so many words at most, by its length."""
    rooms = [(b.article, b.share, b.words) for b in BUDGETS]
    assert rooms == [(500, 0.40, 120), (1500, 0.30, 250), (None, 0.15, 350)]
    assert [b.times for b in BUDGETS] == sorted(b.times for b in BUDGETS)


@pytest.mark.model
def test_nothing_of_a_conversation_is_shown_that_does_not_say_whose_it_is(parse: Parse) -> None:
    """The second sentence of an answer, and all of a question, have no speaker on a brief."""
    turns = (
        "JANE ROE: Welcome. The ministry will close the harbour of Norport on 12 May 2025. Is it so?",
        "ANN TARN: The council of Norport decided on Monday to keep the harbour open for two more years. The council "
        "will vote on the new bridge on 20 May 2025, and the bridge will cost 40 million euros.",
        "JANE ROE: What does the town of Norport say of the bridge?",
        "ANN TARN: The town of Norport supports the bridge. The ministry opened a school in Norport on 3 March 2025.",
    )
    parsed = parse("\n\n".join(turns), "2025-05-05")
    found = compose(parsed, extract(parsed), Catalog().site.budget)
    assert found.takeaway is not None
    shown = (found.takeaway, *found.key_points, *found.whats_next, *found.events)
    told = {parsed.sentence_at(e.start) for item in shown for e in item.evidence}
    assert told
    assert not [s.text for s in told if s is not None and s.index in parsed.unsaid]


@pytest.mark.model
def test_a_figure_alone_on_its_line_is_not_shown(parse: Parse) -> None:
    """A cell of a table on a line of its own says nothing of what it counts."""
    text = "The town lists what it spends.\n\n$2.06M USD\n\nThe total is $2.91M USD."
    parsed = parse(text)
    read = [
        Figure(f"f{at}", words, Decimal(1), "USD", (parsed.article.evidence(at, at + len(words)),))
        for words in ("$2.06M USD", "$2.91M USD")
        for at in (text.index(words),)
    ]
    found = compose(parsed, Found(figures=tuple(read)), Catalog().site.budget)
    assert [f.text for f in found.figures] == ["$2.91M USD"]
