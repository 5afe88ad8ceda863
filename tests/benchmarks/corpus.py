"""A corpus of any size, the same for the same seed: articles of sentences of our own, and what each of them says.

Articles share actors, terms, measures and series of figures as real ones do: few that many tell, many that one tells.
Some are doubles of an earlier one, some carry no date, one of a month alone, or a span that crosses a year. What an
article says is known as it is written, so that the second half can be measured on ten thousand briefs, each grounded
in its article, without ten thousand readings by the language model (`quick_engine`).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import count
from pathlib import Path

from generator.briefs.assemble import assemble
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError
from generator.core.model import (
    Actor,
    Article,
    Brief,
    Event,
    Evidence,
    Figure,
    Forward,
    Found,
    Quote,
    Statement,
    Term,
)  # fmt: skip
from generator.core.text import slugify, stable_id
from generator.core.when import MONTHS
from generator.desk.engine import Engine

COUNTRIES = ["China", "Russia", "France", "Germany", "India", "Brazil", "Japan", "Canada", "Kenya", "Chile", "Norway"]
ROLES = ["Foreign Minister", "chief executive", "governor", "spokesman", "chairwoman", "director"]
SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
FIRST = re.findall(
    r"\w+",
    "river iron coal wool copper harbour forest glass stone cattle timber paper silver cotton salt grain",
)
SECOND = re.findall(
    r"\w+",
    "works yard board trade market tax road line bank house field port fund gate store mill bridge rate",
)
DID = re.findall(
    r"\w+",
    "rose fell doubled shrank recovered slipped",
)
HAPPENED = re.findall(
    r"\w+",
    "opened closed signed inspected suspended sold approved rejected",
)
PLANS = re.findall(
    r"\w+",
    "open close sell build widen extend review merge",
)
FILLERS = (
    "Officials in {place} have argued for years about who should pay for the {noun}.",
    "Nobody who works at the {noun} was told of the change before it was made.",
    "Most of the families who depend on the {noun} live a short walk from the {other}.",
    "That is far less than the owners of the {other} had hoped for when the year began.",
    "The {noun} and the {other} were run by the same office until the law was changed.",
    "Critics say that the {noun} has cost the people of {place} more than it has ever earned.",
)
DOUBLE, UNDATED, MONTHLY, NEW_YEAR = 29, 23, 31, 37
"""One article in so many is nearly an earlier one, has no date, that of a month alone, or tells of a new year."""


@dataclass(frozen=True)
class Made:
    """An article's file, and what its text says: the exact words that evidence is found by."""

    source: str
    text: str
    actors: tuple[tuple[str, str, str | None], ...] = ()
    figures: tuple[tuple[str, str, Decimal, str, str, str], ...] = ()
    ahead: tuple[tuple[str, str], ...] = ()
    events: tuple[tuple[str, str], ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()
    terms: tuple[tuple[str, str | None], ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Corpus:
    """`count` articles of a seed; an article depends on the seed and its number alone, not on how many there are."""

    count: int
    seed: int = 1
    known: dict[str, Made] = field(default_factory=dict, compare=False)

    @cached_property
    def _world(self) -> _World:
        return _World(random.Random(self.seed))

    def articles(self) -> Iterator[Made]:
        """The articles in order."""
        for number in range(self.count):
            made = self.article(number)
            self.known[made.source] = made
            yield made

    def article(self, number: int) -> Made:
        """One article; of a number beyond `count`, an added one."""
        if number and number % DOUBLE == 0:
            earlier = _one(self._world, self.seed, number - 1)
            closing = "\n\nThis report was sent to readers a second time.\n"
            return Made(f"{number:05d}.md", earlier.text.rstrip("\n") + closing)
        return _one(self._world, self.seed, number)

    def added(self) -> Made:
        """One article more, which is no double of another."""
        number = next(n for n in count(self.count + 1) if n % DOUBLE)
        return replace(self.article(number), source="added.md")

    def write(self, folder: Path) -> None:
        """Write the articles into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for made in self.articles():
            (folder / made.source).write_text(made.text, "utf-8")

    def quick_engine(self) -> Engine:
        """What knows of each article what it says: in the language model's place."""

        def read(
            articles: Sequence[Article], ids: Sequence[str | None], catalog: Catalog
        ) -> Iterator[Brief | BriefingError]:
            for article, ident in zip(articles, ids, strict=True):
                yield assemble(article, _found(article, self.known[article.source]), ident)

        return Engine("made", read)


class _World:
    """The names that all articles draw from; the first ones are drawn most."""

    def __init__(self, rng: random.Random) -> None:
        self.surnames = [_name(rng) for _ in range(700)]
        self.people = [f"{_name(rng, 2)} {self.drawn(rng, self.surnames)}" for _ in range(12_000)]
        self.bodies = [f"{_name(rng)} {rng.choice(FIRST).title()} {kind}" for kind in ("Council", "Company") * 2_000]
        things = [f"{a} {b}" for a in FIRST for b in SECOND]
        rng.shuffle(things)
        self.nouns = things + [f"{_name(rng).lower()} {rng.choice(SECOND)}" for _ in range(4_000)]
        self.terms = [f"{_name(rng)} {rng.choice(('Doctrine', 'Plan', 'Line'))} {n % 3 + 1}" for n in range(3_000)]

    def drawn(self, rng: random.Random, items: Sequence[str]) -> str:
        """One of the items: few of them often, most of them seldom (Zipf)."""
        return items[int(len(items) ** rng.random()) - 1]


def _name(rng: random.Random, syllables: int = 3) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(syllables)).title()


def _one(world: _World, seed: int, number: int) -> Made:
    rng = random.Random(f"{seed}-{number}")
    day = date(2015, 1, 1) + timedelta(rng.randrange(3650))
    people = list(dict.fromkeys(world.drawn(rng, world.people) for _ in range(5)))
    bodies = list(dict.fromkeys(world.drawn(rng, world.bodies) for _ in range(3)))
    places = rng.sample(COUNTRIES, 3)
    nouns = list(dict.fromkeys(world.drawn(rng, world.nouns) for _ in range(8)))
    roles = {who: f"{rng.choice(ROLES)} of {rng.choice(places)}" for who in people[:3]}
    figures, ahead, events, quotes, points = [], [], [], [], []
    for n in range(5):
        noun, place, year = rng.choice(nouns), rng.choice(places), day.year - rng.randrange(3)
        measure = f"{noun} of {place}"
        # What the quantity was is the same in all articles, but for one telling in twenty, which disagrees.
        value = Decimal(random.Random(f"{measure}-{year}").randrange(100, 9_000)) / 10 + (rng.random() < 0.05)
        amount, unit = (f"${value} billion", "USD") if n % 2 else (f"{value} million tonnes", "tonne")
        scale = 10**9 if n % 2 else 10**6
        who = rng.choice(people)
        said = f"The {measure} {rng.choice(DID)} to {amount} in {year}, {who} said in {rng.choice(places)}."
        figures.append((amount, said, value * scale, unit, measure, str(year)))
    for _ in range(3):
        then = day + timedelta(rng.randrange(10, 500))
        when = f"{MONTHS[then.month - 1]} {then.year}"
        plan = f"{rng.choice(PLANS)} the {rng.choice(nouns)} in {rng.choice(places)}"
        ahead.append((f"The {rng.choice(bodies)} expects to {plan} in {when}.", f"{then.year}-{then.month:02d}"))
    for _ in range(3):
        then = day - timedelta(rng.randrange(5, 900))
        when = f"{then.day} {MONTHS[then.month - 1]} {then.year}"
        deed = f"{rng.choice(HAPPENED)} the {rng.choice(nouns)} of {rng.choice(places)}"
        events.append((f"On {when}, {rng.choice(people)} {deed}.", then.isoformat()))
    for _ in range(2):
        words = f"We have never seen a {rng.choice(nouns)} like the one in {rng.choice(places)}"
        quotes.append((rng.choice(people), words))
    term, meant = world.drawn(rng, world.terms), f"an agreement on the {rng.choice(nouns)} of {rng.choice(places)}"
    other = world.drawn(rng, world.terms)
    points = [
        f"{who}, {role}, met the {rng.choice(bodies)} about the {rng.choice(nouns)}." for who, role in roles.items()
    ]
    filler = [
        rng.choice(FILLERS).format(place=rng.choice(places), noun=rng.choice(nouns), other=rng.choice(nouns))
        for _ in range(9)
    ]
    told = [f"The {term} is {meant}, and the {other} goes further."]
    sentences = [s for _, s, *_ in figures] + [s for s, _ in ahead + events] + told + filler
    sentences += [f"“{words},” {who} said." for who, words in quotes]
    rng.shuffle(sentences)
    if number % NEW_YEAR == 0:
        sentences.append("The office was closed over New Year’s Eve and last weekend.")
    text = [*points, *sentences]
    paragraphs = [" ".join(text[i : i + 3]) for i in range(0, len(text), 3)]
    title = f"{people[0]} and the {nouns[0]} of {places[0]}, report {number}"
    stated = "" if number % UNDATED == 1 else f"published: {day.isoformat()[: 7 if number % MONTHLY == 2 else 10]}\n"
    actors = [(who, "person", roles.get(who)) for who in people]
    actors += [(place, "country", None) for place in places] + [(body, "organization", None) for body in bodies]
    return Made(
        f"{number:05d}.md", f"---\ntitle: {title}\n{stated}---\n" + "\n\n".join(paragraphs) + "\n", tuple(actors),
        tuple(figures), tuple(ahead), tuple(events), tuple(quotes), ((term, meant), (other, None)), tuple(points),
    )  # fmt: skip


def _found(article: Article, made: Made) -> Found:
    """What the article says, each with the place where it stands."""

    def spans(*exact: str, most: int = 1) -> tuple[Evidence, ...]:
        out = []
        for words in exact:
            at = article.text.find(words)
            while at >= 0 and len(out) < max(most, len(exact)):
                out.append(article.evidence(at, at + len(words)))
                at = article.text.find(words, at + 1) if most > 1 else -1
        return tuple(out)

    actors = []
    for name, kind, role in made.actors:
        places = spans(name, most=20)
        if places:
            weight = round(min(1.0, len(places) / 8), 4)
            actors.append(Actor(slugify(name), name, kind, role, (), len(places), weight, places))  # type: ignore[arg-type]
    figures = {}
    for amount, said, value, unit, measure, period in made.figures:
        # The amount of this sentence, not the same words elsewhere.
        (sentence,) = spans(said)
        at = sentence.start + said.index(amount)
        ident = stable_id("f", amount, measure)  # two tellings of one quantity are one figure
        figures[ident] = Figure(
            ident, amount, value, unit, (article.evidence(at, at + len(amount)), sentence), measure=measure,
            period=period, kind="money" if unit == "USD" else "count", digits=amount.split()[0].lstrip("$"),
        )  # fmt: skip
    terms = {
        slugify(term): Term(slugify(term), term, (), meant, spans(term, *([meant] if meant else [])))
        for term, meant in made.terms
    }
    return Found(
        takeaway=Statement(made.points[0], spans(made.points[0]), "t-1"),
        key_points=tuple(Statement(p, spans(p), stable_id("k", p)) for p in dict.fromkeys(made.points[1:])),
        actors=tuple(actors),
        figures=tuple(figures.values()),
        whats_next=tuple(
            Forward(stable_id("n", s), s, "expected", when, spans(s)) for s, when in dict(made.ahead).items()
        ),
        events=tuple(Event(stable_id("e", s), when, s, spans(s)) for s, when in dict(made.events).items()),
        quotes=tuple(
            Quote(stable_id("q", words), who, words, spans(words), slugify(who))
            for words, who in {words: who for who, words in made.quotes}.items()
        ),
        terms=tuple(terms.values()),
    )
