"""The parts of the summary: cutting, leaning, centrality, choice, headline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from generator.core.model import SHOWN, Actor, Evidence, Found
from generator.extract import dates, quotes, summary, whats_next
from generator.extract.cuts import balanced, joined, pieces
from generator.extract.parsed import Parsed
from generator.extract.phrasing import connective_end, cue, plain
from generator.extract.summary import LEAST
from generator.extract.summary.features import FEATURES, centrality, weigh
from generator.extract.summary.headline import LONGEST, MAX_CHARS
from generator.extract.summary.points import stands
from generator.extract.summary.selection import (
    READING,
    SHORT,
    choose_takeaway,
    is_good,
    possible_sets,
    tail_start,
    worth,
)

Parse = Callable[..., Parsed]


def cut(text: str, *, tight: bool = False) -> str:
    """What stays of a sentence."""
    return joined(text, pieces(text, 0, len(text), tight=tight))


@pytest.mark.parametrize(
    ("sentence", "stays"),
    [
        ("However, Norway sells gas.", "Norway sells gas."),
        ("However, images of gas spread.", "However, images of gas spread."),
        ("On the other hand, Oslo waits.", "Oslo waits."),
        ("Gas (a fuel of the past) is cheap.", "Gas is cheap."),
        ("The Gas (Interim Supply) Act is old.", "The Gas (Interim Supply) Act is old."),
        ("Gas is cheap (for now).", "Gas is cheap (for now)."),
        ("Gas (at 3), oil (at 4) and coal fell.", "Gas (at 3), oil (at 4) and coal fell."),
        ("The bank (ECB) waits.", "The bank (ECB) waits."),
        ("He said “we (the people) wait” again.", "He said “we (the people) wait” again."),
        ("Rates fell [3, 4] in May.", "Rates fell in May."),
        ("[1] Rates fell in May.", "Rates fell in May."),
        ("LONDON (Reuters) - Rates fell.", "Rates fell."),
        ("MOSCOW — Rates fell.", "Rates fell."),
        ("Wang Yi — a diplomat — spoke.", "Wang Yi — a diplomat — spoke."),
    ],
)
def test_pieces(sentence: str, stays: str) -> None:
    """An opening, a bracket or a reference goes only where the rest joins cleanly."""
    assert cut(sentence) == stays


def test_dashes_go_only_when_space_is_short() -> None:
    """An aside between dashes goes in a tight cut, and only where a space can stand for it."""
    assert cut("In May — a wet month — Rome voted.") == "In May — a wet month — Rome voted."
    assert cut("In May — a wet month — Rome voted.", tight=True) == "In May Rome voted."
    assert cut("In May—a wet month—Rome voted.", tight=True) == "In May—a wet month—Rome voted."


def test_balanced() -> None:
    """Brackets and double quotation marks need their partners."""
    assert balanced('a (b) “c” "d"')
    assert not balanced("a (b")
    assert not balanced("“c")
    assert not balanced('d"')
    assert not balanced("''At last")
    assert balanced("``At last''")


def test_plain_keeps_offsets() -> None:
    """Lower case and straight marks never move a character."""
    text = "“İstanbul’s STRAẞE”"
    assert len(plain(text)) == len(text)
    assert plain("It’S") == "it's"


def test_centrality_prefers_what_others_repeat() -> None:
    """A sentence that shares words with all others is the most central; one that shares none is the least."""
    rank = centrality([["gas", "norway"], ["gas", "pipeline"], ["norway", "pipeline", "gas"], ["poet"]])
    assert max(rank) == rank[2] == 1.0
    assert min(rank) == rank[3]
    assert centrality([]) == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "leaning"),
    [
        ("Others will see something else in the pictures.", True),
        ("The third is global development.", True),
        ("Unless the price rises, these machines will stand.", True),
        ("Where machines are old, these machines will stand.", False),
        ("The mayor was critical of those decisions during his first year.", True),
        ("The mayor was critical of those decisions that cost money.", False),
        ("The mayor said that “we will keep this promise” to the town.", False),
        ("Rome wants more than Paris does, and that difference will cost money.", False),
        ("Toward that goal, Rome built a bridge.", True),
        ("“We will keep this promise,” the mayor told the town.", False),
        ("The mayor will open the new bridge this week.", False),
        ("A second bridge will open in May.", False),
        ("Others in the region say that the port is too small.", False),
        ("He called it a bitter step.", True),
        ("This surprised the ministry.", True),
        ("On Friday, he went to Rome.", True),
        ("On 3 May 2024 they went to Rome.", True),
        ("In Rome he spoke of it on Friday.", False),
        ("On Friday those who went to Rome paid.", False),
        ("This week the ministry spoke.", False),
        ("But the ministry paid.", True),
        ("It is clear that the ministry will pay.", False),
        ("It was reported on Friday that the ministry will pay.", False),
        ("It is hard to say what the ministry will pay.", False),
        ("It was not an official record, as it was not an open race.", True),
        ("It was expected to reach Florida on Friday.", True),
        ("There are two ministries in Bonn.", False),
        ("When Paris paid, they rejoiced.", False),
        ("No ministry will pay.", False),
        ("First Bank of Ohio paid.", False),
        ("However, the ministry paid.", True),
        ("In addition the ministry paid.", True),
        ("In addition to a fine, the ministry paid damages.", False),
        ("As a result of the storm, the ministry paid.", False),
        ("The ministry will receive it in May.", True),
        ("The ministry wrote a plan and will publish it.", False),
        ("If it fails, the ministry will pay.", False),
        ("If it fails, there will be ministries.", True),
        ("Two of them paid.", True),
        ("On the same day, Oslo closed the bridge.", True),
        ("Oslo closed the bridge on Monday, and the same day Bergen did.", False),
        ("Oslo will build the bridge at the same time.", True),
        ("At the same time, Oslo closed the bridge.", False),
        ("Norway and Sweden will fund such bridges.", True),
        ("Norway builds such bridges as Sweden does.", False),
        ("Oslo lost the bridge because Bergen had banned such a bridge.", False),
        ("Black earth, as such soil is known in Bergen, stays rich for centuries.", False),
        ("Oslo means to end such habits.", True),
        ("“Work on the Oslo bridge begins in May,” he said.", True),
        ("Oslo paid for the old bridge and those on the coast.", False),
    ],
)
def test_leaning(sentence: str, leaning: bool, parse: Parse) -> None:
    """A sentence leans when it opens on a word whose meaning stands in the sentence before."""
    candidates = weigh(parse("Rome spoke. " + sentence), Found())
    assert candidates[-1].leaning is leaning


@pytest.mark.model
def test_weigh_counts_found_actors(parse: Parse) -> None:
    """The share of salience of the actors named in a sentence is its feature."""
    text = "Norway sells gas to Germany every year. Rain fell on the coast for a week."
    actors = (
        Actor("norway", "Norway", "country", salience=1.0, evidence=(Evidence(0, 6, "Norway"),)),
        Actor("germany", "Germany", "country", salience=0.5, evidence=(Evidence(20, 27, "Germany"),)),
    )
    both, none = weigh(parse(text), Found(actors=actors))
    assert both.feature("actors") == pytest.approx(1.0)
    assert none.feature("actors") == 0.0


@pytest.mark.model
def test_features_are_between_zero_and_one(parse: Parse) -> None:
    """Every feature is a share or a yes."""
    text = "Who pays? “Not us,” Rome said. However, 3 million euros are gone, which means that Rome must pay."
    candidates = weigh(parse(text, title="Rome must pay"), Found())
    assert candidates
    for candidate in candidates:
        assert len(candidate.features) == len(FEATURES)
        assert all(0.0 <= value <= 1.0 for value in candidate.features)


def test_cue_lists_are_lower_case_and_used() -> None:
    """Cues match what they are for."""
    assert cue("claim").search("the upshot of it")
    assert cue("editorial").search("edited by the desk")
    assert not cue("editorial").search("the credited byline")
    assert connective_end("Moreover, Rome paid") == len("Moreover, ")
    assert connective_end("Moreover Rome paid") == 0


@pytest.mark.model
def test_editorial_lines_are_no_candidates(parse: Parse) -> None:
    """A line about the text is never weighed."""
    candidates = weigh(parse("Rome paid the debt in full.\n\nEdited by the foreign desk in Rome."), Found())
    assert [c.text for c in candidates] == ["Rome paid the debt in full."]


@pytest.mark.model
def test_sets_keep_order_and_length(parse: Parse) -> None:
    """Sets are in the order of the text, a pair never above 45 words."""
    paid = "The ministry of transport paid {} million euros for the bridge over the river."
    text = " ".join(paid.format(n) for n in range(3, 12))
    candidates = weigh(parse(text), Found())
    sets = list(possible_sets(candidates, [0.5] * len(candidates)))
    assert {len(s) for s in sets} == {1, 2}
    for chosen in sets:
        assert [c.order for c in chosen] == sorted(c.order for c in chosen)
        assert sum(c.words for c in chosen) <= 45


@pytest.mark.model
def test_a_second_sentence_counts_as_far_as_it_says_something_else(parse: Parse) -> None:
    """Two sentences that each give the point are no surer than one where they say the same."""
    text = "The mayor closed the old bridge. The mayor closed the old bridge. Rain fell in the hills all week."
    one, same, other = weigh(parse(text), Found())
    likely = [0.6, 0.5, 0.5]
    assert worth((one,), likely) == pytest.approx(0.6 * SHORT), "a sentence of six words tells less"
    longer = replace(one, words=15)
    assert worth((longer,), likely) == pytest.approx(0.6 * 0.75), "one of fifteen has three quarters of what is wanted"
    assert worth((one, same), likely) == pytest.approx(0.6 - READING)
    assert worth((one, other), likely) == worth((other, one), likely) == pytest.approx(0.8 - READING)


@pytest.mark.model
def test_the_likeliest_sentences_are_the_takeaway(parse: Parse) -> None:
    """The judge decides, wherever they stand; the article's own section goes before it."""
    text = (
        "The town is old and its people fish for herring. " * 2
        + "The council of the town voted to close the port for good on Monday."
    )
    parsed = parse(text)
    takeaway = choose_takeaway(parsed, weigh(parsed, Found()), [0.1, 0.2, 0.9])
    assert takeaway is not None
    assert "voted" in takeaway.statement.text


@pytest.mark.model
def test_a_second_sentence_is_the_one_behind_the_first(parse: Parse) -> None:
    """Two sentences from different places do not read as one takeaway, however likely both are."""
    text = (
        "The council of the old town of Narvik voted by a narrow majority of two to close the port for good on Monday. "
        "Fishermen from the islands have landed their herring there since the time of the last king. "
        "The mayor of the town will pay each of the fishermen a sum that nobody would name."
    )
    for likely, told in (([0.8, 0.1, 0.7], [0]), ([0.8, 0.5, 0.7], [0, 1])):
        takeaway = choose_takeaway(parse(text), weigh(parse(text), Found()), likely)
        assert takeaway is not None
        assert [c.order for c in takeaway.candidates] == told


@pytest.mark.model
def test_what_is_next_has_its_own_place(parse: Parse) -> None:
    """The less likely of two sentences is left to what is next, where it has its date."""
    first = "The council of the town of Narvik voted by a narrow majority to close the old port for good on Monday."
    text = f"{first} A court hears the case of the fishermen on 8 September 2022. The town is old and rich."
    parsed = parse(text, published="2022-08-01")
    candidates = weigh(parsed, Found())
    for likely, ahead, told in (
        ([0.6, 0.5, 0.1], frozenset[int](), [0, 1]),
        ([0.6, 0.5, 0.1], frozenset({1}), [0]),
        ([0.5, 0.6, 0.1], frozenset({1}), [0, 1]),
        ([0.9, 0.0, 0.0], frozenset({0}), [0]),
    ):
        takeaway = choose_takeaway(parsed, candidates, likely, ahead)
        assert takeaway is not None
        assert [c.order for c in takeaway.candidates] == told
    leaning = [replace(c, leaning=c.order == 1) for c in candidates]
    both = choose_takeaway(parsed, leaning, [0.5, 0.6, 0.1], frozenset({0}))
    assert both is not None
    assert [c.order for c in both.candidates] == [0, 1], "what another leans on stays with it"
    found = summary.extract(parsed, whats_next.extract(parsed, dates.extract(parsed, Found())))
    assert len(found.whats_next) == 1
    sure = [replace(j, probability=1.0) if j.field == "whats_next" else j for j in found.judgements]
    assert summary.ahead(replace(found, judgements=tuple(sure)), candidates) == {1}
    unsure = [replace(j, probability=0.5) for j in sure]
    assert summary.ahead(replace(found, judgements=tuple(unsure)), candidates) == frozenset()


@pytest.mark.model
def test_a_leaning_sentence_stands_only_behind_its_own(parse: Parse) -> None:
    """However likely, "He called it a bitter step" is not told without the sentence that says who and what."""
    text = (
        "The town of Narvik is old and its people fish for herring. "
        "The mayor closed the port of the town for good on Monday. He called it a bitter step for all of them."
    )
    candidates = weigh(parse(text), Found())
    for likely, told in (([0.6, 0.0, 0.6], [0]), ([0.1, 0.6, 0.6], [1, 2])):
        takeaway = choose_takeaway(parse(text), candidates, likely)
        assert takeaway is not None
        assert [c.order for c in takeaway.candidates if c.order in (2, *told)] == told


@pytest.mark.model
def test_no_takeaway_without_words(parse: Parse) -> None:
    """A text without a sentence has no takeaway, no key points and no headline."""
    found = summary.extract(parse("* * *"), Found())
    assert found.takeaway is None
    assert found.key_points == ()
    assert found.headline is None


@pytest.mark.model
def test_fragments_still_give_a_takeaway(parse: Parse) -> None:
    """Where no full sentence exists, what fits is shown."""
    parsed = parse("Bridges closed, roads flooded")
    takeaway = choose_takeaway(parsed, weigh(parsed, Found()), [0.5])
    assert takeaway is not None
    assert takeaway.statement.text == "Bridges closed, roads flooded"


@pytest.mark.model
def test_one_overlong_sentence_gives_none(parse: Parse) -> None:
    """A single sentence of more than sixty words is no takeaway."""
    text = "The ministry paid " + " and ".join(f"{n} euros for bridge number {n}" for n in range(2, 25)) + "."
    assert summary.extract(parse(text), Found()).takeaway is None


@pytest.mark.model
def test_title_is_respected(parse: Parse) -> None:
    """An article with a title gets no headline."""
    text = "Norway sells most of its natural gas to the European Union."
    assert summary.extract(parse(text, title="Gas from the north"), Found()).headline is None
    made = summary.extract(parse(text), Found()).headline
    assert made is not None
    assert len(made) <= MAX_CHARS


@pytest.mark.model
def test_a_takeaway_speaks_of_nobody_as_we(parse: Parse) -> None:
    """Of two sentences that say the same, the one without "we", though the other stands first."""
    text = (
        "We have closed the old bridge over the river in Tarn for good, after years in which nobody had looked at the "
        "iron that holds it over the water. The council has closed the old bridge over the river in Tarn for good, "
        "after years in which nobody had looked at the iron that holds it over the water."
    )
    takeaway = summary.extract(parse(text, title="The old bridge of Tarn is closed for good"), Found()).takeaway
    assert takeaway is not None
    assert takeaway.text.startswith("The council")


@pytest.mark.model
def test_what_hardly_gives_the_point_is_no_takeaway(parse: Parse) -> None:
    """A brief without a takeaway is better than one whose takeaway is beside the point; how sure it is is carried."""
    answer = "Ann Tarn: Blue, I think, and it has always been so with me, whatever my brother may have said."
    beside = summary.extract(parse(answer, title="Twenty questions for a boat builder of Norport"), Found())
    assert beside.takeaway is None
    report = "The council of Norport has closed the old bridge over the river for good, its mayor said on Monday."
    said = summary.extract(parse(report, title="Norport closes its old bridge"), Found())
    assert said.takeaway
    (sure,) = (j.probability for j in said.judgements if j.field == SHOWN)
    assert LEAST <= sure <= 1


@pytest.mark.model
def test_only_what_is_no_sentence_breaks_off(parse: Parse) -> None:
    """Without a place to cut, a long sentence is the headline whole; a text without an end is not."""
    row = " and ".join(f"the council of town {n}" for n in range(9))
    whole, endless = (f"The mayor met {row}.", f"The mayor met {row} and {row}.")
    first, last = (summary.extract(parse(text), Found()).headline or "" for text in (whole, endless))
    assert first == whole.rstrip(".")
    assert last.endswith("…")
    assert len(last) <= LONGEST + 1


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        (
            "The ministry of transport closed the old bridge over the river on Monday, cutting the town in two.",
            "The ministry of transport closed the old bridge over the river on Monday",
        ),
        (
            "The ministry of transport closed the bridge over the river on Monday morning, which was built in 1930.",
            "The ministry of transport closed the bridge over the river on Monday morning",
        ),
        ("The ministry closed the bridge, cutting the town in two.", None),
        (
            "The ministry closed the bridge that carried ten thousand cars a day into the old town, the mayor said.",
            None,
        ),
    ],
)
def test_a_tail_that_only_adds_may_go(sentence: str, kept: str | None, parse: Parse) -> None:
    """A participle's or relative clause behind a comma goes where enough stays; who says it never does."""
    parsed = parse(sentence)
    end = tail_start(parsed.sentences[0].span)
    assert (parsed.article.text[:end] if end is not None else None) == kept


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    [
        "This Sunday the inventor crossed the channel on a flying board of his own make.",
        "It was reported on Saturday that the prisoner was stabbed in his cell.",
        "A bus carrying children from Smolensk to Kaluga on Sunday overturned in Babyninsky, Russia.",
    ],
)
def test_a_lead_is_whole_and_leans_on_nothing(sentence: str, parse: Parse) -> None:
    """A day with "this", an "it" that stands for a clause, and a verb the parser misses do not cost the lead."""
    (candidate,) = weigh(parse(sentence), Found())
    assert candidate.whole
    assert not candidate.leaning


@pytest.mark.model
def test_a_sentence_to_the_reader_is_neither_takeaway_nor_point(parse: Parse) -> None:
    """A page speaks to its reader, an article tells; what a quotation says to somebody is told."""
    page, news = "You can read all about the new bridge of Bergen here.", "The council opened the new bridge on Monday."
    quoted = "The mayor told the builders that “you have done well” at the new bridge."
    for text, told in ((page, False), (news, True), (quoted, True)):
        (candidate,) = weigh(parse(text), Found())
        assert (is_good(candidate), stands(candidate)) == (told, told)


@pytest.mark.model
@pytest.mark.parametrize(
    "caption",
    [
        "FILE - The minister of transport opens the old bridge over the river in Bergen.",
        "NRT AUDIO: The minister of transport opens the old bridge over the river in Bergen.",
        "NORLAND/Jane Roe The minister of transport opens the old bridge over the river in Bergen.",
        "In this Tuesday, May 6, 2025, photo, the minister of transport opens the old bridge in Bergen.",
        "In a handout picture from the harbour, a crane lifts the first part of the new bridge.",
    ],
)
def test_a_caption_is_no_candidate(caption: str, parse: Parse) -> None:
    """What stands under a picture tells what it shows, not the news; a photograph in the news does."""
    news = "In a survey of tourists, the photo of the bridge came first in Bergen on Tuesday."
    assert [c.text for c in weigh(parse(f"{caption}\n\n{news}"), Found())] == [news]


@pytest.mark.model
def test_a_text_of_one_paragraph_may_open_with_a_caption(parse: Parse) -> None:
    """What stands behind the caption in the same paragraph, as pages that lost their lines have it, is the article."""
    news = "The council opened the new bridge on Monday. " * 8
    candidates = weigh(parse(f"Photo: Jane Roe in Bergen, where ships wait. {news}"), Found())
    assert {c.text for c in candidates[1:]} == {"The council opened the new bridge on Monday."}


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "caption"),
    [
        ("The minister of transport opens the old bridge in Bergen on May 6, 2025.", True),
        ("The minister of transport opened the old bridge in Bergen on May 6, 2025.", False),
        ("The ministry of transport needs a new bridge in Bergen by May 6, 2025.", False),
        ("The ministry of transport announces its results for the year ended May 6, 2025.", False),
        ("On May 6, 2025, the minister of transport opens the old bridge in Bergen.", False),
        ("The minister of transport (center, left) opens the old bridge in Bergen.", True),
        ("The minister of transport (left in the lurch) opens the old bridge in Bergen.", False),
    ],
)
def test_the_present_of_a_past_day_is_a_caption(sentence: str, caption: bool, parse: Parse) -> None:
    """Only a picture's words tell in the present what was on a day of a named year; a plan has its day ahead."""
    parsed = parse(sentence)
    assert bool(weigh(parsed, dates.extract(parsed, Found()))) is not caption


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "adds"),
    [("The bank also said that prices had been stable in the year.", True),
     ("The bank said that it also sold a mill in the north.", False)],
)  # fmt: skip
def test_what_somebody_also_did_gives_no_point_alone(sentence: str, adds: bool, parse: Parse) -> None:
    """What the main clause adds to stands in another sentence."""
    assert weigh(parse("Rome spoke. " + sentence), Found())[-1].adds is adds


@pytest.mark.model
def test_a_lead_in_brackets_makes_a_headline(parse: Parse) -> None:
    """What stands in brackets is cut from headlines; a sentence that stands in them whole is shown as it opens."""
    found = summary.extract(
        parse("(The council of Oslo closed the bridge on Monday for a year.) Nobody spoke."), Found()
    )
    assert found.headline
    assert found.takeaway


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("The bank kept its main rate at four percent on Monday.", True),
        ("The bank also kept its main rate at four percent on Monday.", False),
        ("The bank must instead cut its main rate to three percent.", False),
        ("Earlier, the bank had kept its main rate at four percent.", False),
        ("The governor of the bank opening a bridge beside the two banks of the river in the spring.", False),
        ("Great news for the two banks of the river and for all the boats of the whole long coast.", False),
        ("Today, the bank kept its main rate at four percent.", True),
        ("We have kept the main rate at four percent since May.", False),
        ("The bank kept its rate, and “we will keep it”, the governor said on Monday.", True),
        ("U.S. banks told the US government that rates were high.", True),
    ],
)
def test_a_point_stands_alone(sentence: str, alone: bool, parse: Parse) -> None:
    """Nothing it adds to or goes against, and no "we" of whom a brief does not say who they are."""
    (candidate,) = weigh(parse(sentence), Found())
    assert stands(candidate) is alone


@pytest.mark.model
def test_what_also_happened_is_no_takeaway_by_itself(parse: Parse) -> None:
    """However likely a judge finds it: what it adds to has to stand before it."""
    parsed = parse(
        "The bank kept its main rate at four percent on Monday. Prices rose in May for the third time this year. "
        "The bank also said that prices had been stable in the rest of the year and would stay so "
        "in all the years ahead of it."
    )
    takeaway = choose_takeaway(parsed, weigh(parsed, Found()), [0.1, 0.1, 0.9])
    assert takeaway
    assert not takeaway.statement.text.startswith("The bank also")


@pytest.mark.model
@pytest.mark.parametrize(
    ("standfirst", "taken"),
    [
        ("The council votes for a second bridge over the river", True),  # a summary needs no full stop
        ("We are happy that the council votes for our bridge.", False),  # "we" are nobody on a brief
        ("Big plans for the bridges of the town", False),  # no clause
        ("The council votes for a second bridge, which will be paid by", False),  # cut off
    ],
)
def test_the_takeaway_is_what_the_author_says_it_is(standfirst: str, taken: bool, parse: Parse) -> None:
    """A summary from outside the text is the article's own takeaway where it is a sentence that stands alone."""
    text = (
        "Three old bridges cross the river at Norport. The council voted on Monday for one more, after a long debate."
    )
    parsed = parse(f"{standfirst}\n\n{text}", title="The council votes for one more bridge at Norport")
    parsed = replace(parsed, article=replace(parsed.article, standfirst=len(standfirst)))
    found = summary.extract(parsed, Found())
    told = found.takeaway.text if found.takeaway else ""
    assert (told == standfirst) is taken
    assert (1.0 in {j.probability for j in found.judgements if j.field == SHOWN}) is taken  # it says so itself
    assert taken or standfirst not in told


@pytest.mark.model
def test_what_stands_within_a_quotation_is_no_fact(parse: Parse) -> None:
    """A statement of several sentences and paragraphs, of which only the line above says whose it is."""
    text = (
        "The council of Norport voted on Monday for a bridge of stone.\n\n"
        "The mayor of Norport, Jane Roe, said:\n\n"
        "“The town has waited for long. The bridge of stone will bring the old town back to life. The council of "
        "Norport has voted for a bridge at last.\n\n“The harbour will pay for the bridge of stone in the end.”"
    )
    parsed = parse(text, title="Norport votes for a bridge of stone")
    found = summary.extract(parsed, quotes.extract(parsed, Found()))
    assert found.takeaway is not None
    assert found.takeaway.text == text.split("\n")[0]
    assert not found.key_points
    alone = parse(text.split("\n\n", 1)[1])
    assert summary.extract(alone, quotes.extract(alone, Found())).takeaway is None


@pytest.mark.model
def test_a_conversation_is_told_by_those_who_answer(parse: Parse) -> None:
    """Of a turn only its first sentence says whose it is, and the words of who asks are nobody's news."""
    text = (
        "ANN TARN: The council will pay for the bridge in May. The bridge of the town will be made of stone.\n\n"
        "JANE ROE: So the town has money. Will the harbour pay as well?\n\n"
        "ANN TARN: It has paid for nothing so far. Nobody asked the harbour to pay.\n\n"
        "JANE ROE: Why did the council not ask?\n\n"
        "The town lies at the sea."
    )
    parsed = parse(text)
    said = [s.text for s in parsed.sentences if s.index not in parsed.unsaid]
    assert said == [
        "ANN TARN: The council will pay for the bridge in May.",
        "ANN TARN: It has paid for nothing so far.",
    ]
    assert not any(
        stands(c) for c in weigh(parsed, Found()) if c.text == "The bridge of the town will be made of stone."
    )
    listed = (
        "Note: The council pays.\n\nPrice: 4 million.\n\nNote: It pays in May. The bridge is old.\n\nPrice: 5 million."
    )
    assert not parse(listed).unsaid


@pytest.mark.model
@pytest.mark.parametrize(
    ("second", "headline"),
    [
        (
            "Following a hearing, the office granted a licence for a second reactor.",
            "Following a hearing, the office granted a licence for a second reactor",
        ),
        (
            '"For its goals, the board has agreed to build a third quay for 80 million euros," the port said.',
            "For its goals, the board has agreed to build a third quay for 80 million euros",
        ),
        ("The office may grant a licence for a second reactor.", None),  # nothing is decided
        (
            "The office has granted a licence for a second reactor.",
            "The office has granted a licence for a second reactor",
        ),
        ("A licence was granted for a second reactor.", None),  # nobody says by whom
        ("A licence has been granted for a second reactor.", None),
        ("It granted a licence for a second reactor.", None),  # does not stand alone
    ],
)
def test_a_decision_goes_before_how_things_are(parse: Parse, second: str, headline: str | None) -> None:
    """Of a statement without a title; what somebody did in the lead, or a title, tells the news already."""
    lead = "Demand for power remains firm in Norland and prices have been calm, the regulator noted on Monday."
    rest = "The roads of the town are wet in autumn, and few people walk there at night."
    text = f"{lead}\n\n{rest}\n\n{second}"
    found = summary.extract(parse(text), Found())
    assert (found.headline == headline) is (headline is not None)
    assert found.takeaway is not None
    assert found.takeaway.text.startswith(second) is (headline is not None)
    done = "The regulator opened a new office in Norland on Monday, after a year of works."
    assert summary.extract(parse(f"{done}\n\n{rest}\n\n{second}"), Found()).headline != headline
