"""How long linking takes: processor seconds per thousand synthetic briefs at three sizes, and the memory it needs.

    python tests/benchmarks/link.py [SIZE...]

The briefs are made of invented syllables by a seeded generator: many rare names, few common ones, as in real corpora.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from datetime import date, timedelta
from decimal import Decimal

from generator.core.configuration import Catalog, GlossaryEntry
from generator.core.model import Actor, Article, Brief, Event, Evidence, Figure, Forward, Quote, Statement, Term
from generator.link import link
from generator.link.autolink import Autolinker

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
COUNTRIES = ["China", "Russia", "France", "Germany", "India", "Brazil", "Japan", "Canada", "Kenya", "Chile", "Norway"]
VERBS = ["visited", "met", "signed", "opened", "raised", "reported", "celebrated", "discussed", "agreed", "cut"]


def word(rng: random.Random, syllables: int = 3) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(syllables))


def zipf(rng: random.Random, items: list[str]) -> str:
    return items[min(len(items) - 1, int(rng.paretovariate(0.9)) - 1)]


def make(count: int, seed: int = 1) -> list[Brief]:
    rng = random.Random(seed)
    people = [f"{word(rng).title()} {word(rng).title()}" for _ in range(max(50, count // 2))]
    bodies = [f"{word(rng).title()} {word(rng).title()} Council" for _ in range(max(30, count // 5))]
    nouns = [word(rng, 2 + n % 3) for n in range(6000)]
    kinds = ("Doctrine", "Line", "Plan")
    terms = [f"{word(rng).title()} {rng.choice(kinds)} {n % 3 + 1}" for n in range(max(40, count // 10))]
    return [one(rng, n, people, bodies, nouns, terms) for n in range(count)]


def one(
    rng: random.Random, number: int, people: list[str], bodies: list[str], nouns: list[str], terms: list[str]
) -> Brief:
    day = date(2015, 1, 1) + timedelta(rng.randrange(3650))
    who = list(dict.fromkeys(zipf(rng, people) for _ in range(5)))
    where = rng.sample(COUNTRIES, 4)
    what = list(dict.fromkeys(zipf(rng, bodies) for _ in range(2)))

    def sentence(length: int = 14) -> str:
        words = [zipf(rng, nouns) for _ in range(length)]
        return f"{rng.choice(who)} of {rng.choice(where)} {rng.choice(VERBS)} {' '.join(words)}."

    def figure(n: int) -> Figure:
        value = Decimal(rng.randrange(1, 9999)) / 10
        text, said = f"${value} billion", sentence()
        return Figure(
            f"f-{n}",
            text,
            value * 10**9,
            "USD",
            (Evidence(0, len(text), text), Evidence(0, len(said), said)),
            measure=f"{zipf(rng, nouns)} of {rng.choice(where)}",
            period=str(day.year - rng.randrange(2)),
        )

    actors = [Actor(f"p{i}", name, "person", "President", (name.split()[-1],), 3, 0.9) for i, name in enumerate(who)]
    actors += [Actor(f"c{i}", name, "country", None, (), 5, 1.0) for i, name in enumerate(where)]
    actors += [Actor(f"o{i}", name, "organization", None, (), 1, 0.2) for i, name in enumerate(what)]
    return Brief(
        f"brief-{number:05d}",
        Article(f"{number}.md", "", published=day.isoformat()),
        sentence(6),
        "article",
        Statement(sentence(20)),
        tuple(Statement(sentence(), id=f"k-{i}") for i in range(5)),
        tuple(actors),
        tuple(figure(i) for i in range(4)),
        tuple(
            Forward(f"n-{i}", sentence(), "expected", (day + timedelta(20)).isoformat() if i % 2 else None, ())
            for i in range(4)
        ),
        tuple(Event(f"e-{i}", day.isoformat(), sentence(), ()) for i in range(4)),
        tuple(Quote(f"q-{i}", rng.choice(who), sentence(), ()) for i in range(2)),
        tuple(Term(f"t-{i}", zipf(rng, terms), (), sentence(8) if i == 0 else None) for i in range(4)),
    )


def main() -> None:
    for size in [int(a) for a in sys.argv[1:]] or [1000, 3000, 10000]:
        briefs = make(size)
        catalog = Catalog(glossary=(GlossaryEntry("Known Term"),))
        begin = time.process_time()
        corpus = link(briefs, catalog)
        linked = time.process_time()
        linker = Autolinker(corpus)
        built = time.process_time()
        words = 0
        for brief in corpus.briefs:
            page = linker.page(corpus.brief_pages[brief.id], brief.id)
            for text in (brief.takeaway.text, *(k.text for k in brief.key_points), *(e.text for e in brief.events)):
                words += text.count(" ") + 1
                page.pieces(text)
        done = time.process_time()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:6d} briefs: link {linked - begin:6.2f} s ({(linked - begin) * 1000 / size:.2f} s per thousand), "
            f"autolinker {built - linked:5.2f} s, {words / (done - built) / 1e6:.2f} million words a second, "
            f"{memory:.0f} MiB at most, {len(corpus.actors)} actors, {len(corpus.ledger)} figures",
            flush=True,
        )


if __name__ == "__main__":
    main()
