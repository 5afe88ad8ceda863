"""What tells the kind of a name: a table of named observations on its words and on the words around a mention.

Each row says which kind it speaks for and by how many points; the language model's label counts as some more. The
points are those at which the names of CrossNER politics (development half) are told apart best, one row changed at a
time; `tests/golden/evidence.yml` holds a sentence for every row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from generator.core.text import fold
from generator.extract.actors import neighbours
from generator.extract.actors.reader import AGENTIVE, Reader, Span
from generator.extract.actors.role_words import bare_post
from generator.language import countries
from generator.language.offices import title_words
from generator.language.plurals import singular

LABELS: Mapping[str, tuple[str, float]] = {
    "PERSON": ("person", 1.6),
    "ORG": ("organization", 1.0),
    "GPE": ("place", 1.2),
    "LOC": ("place", 1.4),
    "FAC": ("place", 0.8),
    "NORP": ("group", 1.2),
    "EVENT": ("event", 0.8),
    "LAW": ("other", 0.7),
    "PRODUCT": ("other", 0.8),
    "WORK_OF_ART": ("other", 0.8),
}
"""The kind and the points of each label of the language model, as a share of the mentions that carry it."""

ACRONYM = re.compile(r"[A-Z][A-Z0-9][A-Za-z0-9+&-]{0,5}")
_NUMBER = re.compile(r"[IVXL]+|[A-Z]")
"""What may end a person's name in capitals: a Roman number, an initial."""
_NO_TITLES = frozenset(
    {"of", "state", "staff", "the", "home", "trade", "party", "leader", "candidate", "incumbent", "member"}
)

_PRONOUNS = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})


class Form:
    """The words of a name."""

    def __init__(self, reader: Reader, key: str) -> None:
        self.lex, self.nouns = reader.lex, reader.nouns
        self.key = key
        self.tokens = key.split()
        self.words = [t.lower() for t in self.tokens]
        self.link = next((i for i, w in enumerate(self.words) if w in ("of", "for", "on", "against")), 0)
        self.long = len(self.words) > 1
        self.head = self.words[self.link - 1] if self.link else self.words[-1]
        self.strong = self.lex.organization_heads - self.lex.weak_organization_heads

    @cached_property
    def organized(self) -> bool:
        """Whether the name ends, or ends before "of", in a word that organizations are called by."""
        ends = {self.head, self.words[-1]}
        return bool(ends & (self.lex.organization_heads if self.long else self.strong))

    @cached_property
    def given(self) -> bool:
        """Whether the name opens with a given name and does not end in the head of something else."""
        named = fold(self.words[0].rstrip(".")) in self.lex.given_names or self.tokens[0] in countries.AMBIGUOUS
        if not (self.long and named):
            return False
        return len(self.words) == 2 or self.words[-1] not in self.lex.things

    @cached_property
    def plural(self) -> bool:
        """Whether the name ends in the plural of a noun ("Norport Highways") and opens with no given name."""
        last, one = self.words[-1], singular(self.words[-1])
        return (
            self.long and not self.given and last == f"{one}s" and one in self.nouns and one not in self.lex.given_names
        )

    @cached_property
    def shouted(self) -> bool:
        """Whether capitals write the name ("BRU TARN") or what it ends in ("Tarn FC"), as those of no person are.

        A person's may where a given name opens it ("JANE ROE", "Jane Roe OBE"), and may end in a number ("Karl IV").
        """
        last = self.tokens[-1]
        if not self.long or not last.isupper() or not last.isalpha() or _NUMBER.fullmatch(last):
            return False
        whole = self.key.isupper()
        longest = 3 if self.given else 5
        return (whole or len(last) <= longest) and not (self.given and (whole or len(self.tokens) > 2))


_AGE = re.compile(r"[1-9]\d|10\d")
"""Years of life that news tells of with a name, in figures."""


class Near:
    """One mention with the words around it."""

    def __init__(self, reader: Reader, span: Span, long: bool) -> None:
        self.r, self.span, self.long = reader, span, long
        lower, first, last = reader.lower, span.first, span.last
        self.before = lower[first - 1]
        self.second = lower[first - 2]
        self.after = lower[last + 1]
        self.then = lower[last + 2]
        self.head = reader.doc[last]

    @cached_property
    def called(self) -> str:
        """What the noun after the name calls it."""
        noun = neighbours.noun_after(self.r, self.span)
        return "" if noun is None else neighbours.noun_kind(self.r, noun)

    @cached_property
    def named(self) -> str:
        """What the noun before the name calls it."""
        noun = neighbours.noun_before(self.r, self.span)
        return "" if noun is None else neighbours.noun_kind(self.r, noun)

    @cached_property
    def titled(self) -> bool:
        """Whether a title stands directly before the name ("Foreign Minister X", not "the minister, X"), or with the
        body or land that it is of ("Foreign Minister of Ruritania X")."""
        word, of = self.before.rstrip("."), self.r.named.get(self.span.first - 1, 0)
        return (self.long and of > 0 and bare_post(self.r, of) >= 0) or (
            word in title_words() and word not in _NO_TITLES
        )

    @property
    def apposed(self) -> bool:
        """Whether the noun after the name is of one, begins behind the comma and calls nobody else."""
        noun = neighbours.noun_after(self.r, self.span)
        if noun is None or self.r.doc[noun].tag_ != "NN":
            return False
        others = any(t.dep_ == "appos" for t in self.head.subtree if t.i > noun)
        return self.r.doc[noun].left_edge.i == self.span.last + 2 and not others

    def aged(self) -> bool:
        """Whether an age stands behind the name, between commas: "Roe, 72, was elected"."""
        k = self.span.last + 3
        return self.after == "," and bool(_AGE.fullmatch(self.then)) and self.r.texts[k : k + 1] in ([","], ["."])

    def based(self) -> bool:
        """Whether the name is said to be based somewhere, and so is no place ("X is based in Leeds")."""
        return self.head.dep_ == "nsubjpass" and self.head.head.lower_ == "based"

    def first_of_all(self) -> bool:
        """Whether "it" can mean the name and no place or firm before: a lone name, or one of the first sentence."""
        prose = self.r.parsed.prose
        return not self.located and (not self.long or (bool(prose) and self.span.start < prose[0].end))

    def making(self, beside: Callable[[Reader, Span], int | None]) -> bool:
        """Whether a noun for firms that make or trade, and for nobody's trade, stands beside a lone name."""
        noun = beside(self.r, self.span)
        if self.long or noun is None or neighbours.noun_kind(self.r, noun) != "maker":
            return False
        return singular(self.r.lower[noun]) not in self.r.lex.posts

    @property
    def located(self) -> bool:
        """Whether the model takes the name for a place here, which "it" and "which" may mean as well."""
        return self.span.label in ("GPE", "LOC", "FAC")

    @property
    def following(self) -> list[str]:
        """A dozen words after the mention."""
        return self.r.lower[self.span.last + 1 : self.span.last + 13]

    def trade(self) -> bool:
        """Whether a capitalised noun for what somebody does stands before the name ("Superintendent Jane Roe")."""
        k = self.span.first - 1
        return k >= 0 and self.r.cap[k] and self.before.endswith(AGENTIVE) and self.r.common(k)

    def region_beside(self) -> bool:
        """Whether a word for a region stands beside the name ("the X region", "the county of X")."""
        regions = self.r.lex.region_nouns
        return (self.after in regions and self.r.pos[self.span.last + 1] == "NOUN") or (
            self.before in ("of", "for") and self.second in regions
        )

    def somewhere(self) -> bool:
        """Whether the name stands after a preposition of place and is no modifier of another noun."""
        kept = self.head.dep_ in ("compound", "poss", "amod", "nmod")
        return self.before in ("in", "near", "at", "outside") and not kept


class Evidence(NamedTuple):
    """What speaks for a kind; `scale` is the power of the share of mentions that show it by which the points count."""

    kind: str
    points: float
    scale: float
    shown: Callable[[Near], bool]


FORMS: Mapping[str, tuple[str, float, Callable[[Form], bool]]] = {
    "work or law": (
        "other",
        5,
        lambda f: f.head in f.lex.other_heads or bool(f.link and f.words[0] in f.lex.other_openers),
    ),
    "thing by its last word": (
        "other",
        3,
        lambda f: len(f.words) > 2 and not f.organized and f.words[-1] in f.lex.never_acting,
    ),
    "branch of a country": (
        "organization",
        2,
        lambda f: (
            f.long
            and not f.link
            and f.words[0] not in f.lex.place_openers | f.lex.adjectives
            and countries.lookup(f.tokens[-1]) is not None
        ),
    ),
    "head of an organization": ("organization", 3, lambda f: f.organized),
    "legal form": ("organization", 3, lambda f: f.long and f.words[-1].rstrip(".") in f.lex.legal_forms),
    "brand": ("organization", 1.5, lambda f: neighbours.brand_like(f.key)),
    "acronym": ("organization", 2, lambda f: not f.long and bool(ACRONYM.fullmatch(f.key))),
    "given name": ("person", 3, lambda f: f.given),
    "and": ("person", -6, lambda f: "&" in f.tokens),
    "things are nobody": ("person", -1.5, lambda f: f.plural),
    "capitals": ("person", -6, lambda f: f.shouted),
}
"""What the words of a name tell."""

EVIDENCE: Mapping[str, Evidence] = {
    "said to be a body": Evidence("organization", 3, 0.5, lambda m: m.called == "organization"),
    "said to be a thing": Evidence("other", 3, 1, lambda m: m.called == "other"),
    "named as a body": Evidence("organization", 2, 0.5, lambda m: m.named == "organization"),
    "named as a person": Evidence("person", 2, 0.5, lambda m: m.named == "person"),
    "named as a thing": Evidence("other", 2.5, 1, lambda m: m.named == "other"),
    "named as a maker": Evidence("organization", 1.5, 0.5, lambda m: m.making(neighbours.noun_before)),
    "said to be a maker": Evidence("organization", 1.5, 0.5, lambda m: m.making(neighbours.noun_after)),
    "said to be a person": Evidence("person", 1.2, 0.5, lambda m: m.called == "person" and m.apposed),
    "it": Evidence("organization", 2, 0.5, lambda m: m.first_of_all() and neighbours.called_it(m.r, m.span)),
    "which": Evidence(
        "organization",
        1.5,
        0.5,
        lambda m: not m.located and neighbours.called_which(m.r, m.span) and neighbours.does(m.r, m.span.last + 2),
    ),
    "which is nobody": Evidence("person", -2, 0.5, lambda m: neighbours.called_which(m.r, m.span)),
    "owner of a business": Evidence("organization", 1.5, 0.5, lambda m: not m.located and neighbours.runs(m.r, m.span)),
    "based": Evidence("organization", 2, 0, lambda m: not m.long and m.based()),
    "title": Evidence("person", 3.5, 0, lambda m: m.titled),
    "age": Evidence("person", 3.5, 0, Near.aged),
    "trade": Evidence("person", 2, 0.5, lambda m: m.long and m.trade()),
    "who": Evidence(
        "person", 2, 0, lambda m: m.after in ("who", "whom") or (m.after == "," and m.then in ("who", "whose"))
    ),
    "speaker": Evidence(
        "person", 0.8, 1, lambda m: m.head.dep_ == "nsubj" and m.head.head.lemma_ in m.r.lex.person_verbs
    ),
    "pronoun": Evidence(
        "person", 0.8, 1, lambda m: m.head.dep_.startswith("nsubj") and not _PRONOUNS.isdisjoint(m.following)
    ),
    "acting word": Evidence(
        "organization",
        0.5,
        1,
        lambda m: not m.long and not m.r.common(m.span.first) and neighbours.acts(m.r, m.span),
    ),
    "article": Evidence("organization", 0.6, 1, lambda m: m.before == "the"),
    "post in it": Evidence(
        "organization", 1.5, 0, lambda m: m.before in ("of", "at") and m.second in m.r.lex.corporate_roles
    ),
    "somewhere": Evidence("place", 1.3, 1, lambda m: m.somewhere()),
    "region": Evidence("place", 2, 1, lambda m: m.region_beside()),
}
"""What the words around a mention tell."""


def form_points(reader: Reader, key: str) -> dict[str, float]:
    """The points that the words of a name give each kind."""
    form, out = Form(reader, key), dict.fromkeys(("person", "organization", "place", "group", "event", "other"), 0.0)
    for kind, points, shown in FORMS.values():
        if shown(form):
            out[kind] += points
    return out
