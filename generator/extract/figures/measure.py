"""What a figure measures: a short phrase of its own sentence, by the dependency tree.

The rules in their order: what the amount is a part of or is for ("85% of farmers", "9% for the Greens"), the noun
before brackets, the noun that the amount modifies or completes ("a 3% pay rise", "a loss of 20 cents"), the noun beside
a particle of change ("cocoa up 4 per cent"), and an argument of the amount's own verb: its
object where the verb changes it to or by the amount, else its subject. `presentation` tells of these the noun phrase
that is measured, without its holder and never a verb. Who says so, pays or gets it is not measured, and nothing is
taken from another sentence: where no rule fits there is no measure, and a reader is shown the sentence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.tables import listed
from generator.core.text import fold
from generator.extract.figures.grammar import Quantity
from generator.extract.figures.phrases import noun_phrase
from generator.extract.figures.tables import english, measure_words
from generator.extract.parsed import Parsed
from generator.extract.tags import MODIFIERS, NOUNS, SUBJECTS, TIMES, VERBS
from generator.language.plurals import singular

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_MODIFIERS = (*MODIFIERS, "npadvmod")
_TIMES = ("year", "quarter", "month", "week", "day")
_PASSING = re.compile(r"\b(?:past|last|next|coming|previous|recent)(?: \w+)?$")
_AROUND = 60
"""Tokens on each side among which a noun is the nearest one."""
_AFTERWARDS = ("ago", "later", "earlier")
_AT, _BY, _BESIDE = ("at", "above", "below"), ("", "by", "to", "from"), ("over", "under", "than", "as")
"""What may join an amount to any verb, to one of change, to one of a level."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure, the rule that gave it, how many arcs of the tree lie between it and the amount, and its noun."""

    words: str
    rule: str
    steps: int = 0
    noun: Token | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in the tree: its tokens `first` to `last`, its own noun or unit, and the parser's sentence."""

    quantity: Quantity
    first: int
    last: int
    head: Token
    sentence: Span


class Finder:
    """Finds measures in one document; `taken` are the tokens of all quantities."""

    def __init__(self, parsed: Parsed, taken: Set[int]) -> None:
        self._doc: Doc = parsed.doc
        self._taken = frozenset(taken)

    def of(self, amount: Amount) -> Measure | None:
        """The measure of an amount by the first rule that fits; None when none does, or two are told in turn."""
        if any(t.lower_ == "respectively" for t in amount.sentence):
            return None  # which is whose the order tells, not the parse: the clause shows both
        kind = amount.quantity.kind
        if self._doc[amount.last + 1 : amount.last + 3].text.lower() in ("of them", "of whom", "of which"):
            return None  # what they are stands in another clause
        if kind == "time" and not amount.quantity.touching and self._passing(amount):
            return None
        if kind == "bare" and amount.head.dep_ == "pobj" and amount.head.head.lower_ == "with":
            return None  # "a hall with 900": who has them, not what is counted
        rules: tuple[Callable[[Amount], Measure | None], ...] = {
            "count": (self._bracketed, self._counted),
            "age": (self._aged,),
        }.get(
            kind,
            (
                self._rated,
                self._among,
                self._part,
                self._purpose,
                self._bracketed,
                self._owned,
                self._beside,
                self._argument,
                self._near,
            ),
        )
        return next((m for rule in rules if (m := rule(amount)) is not None), None)

    def _measure(self, rule: str, amount: Amount, *tokens: Token | None) -> Measure | None:
        """The noun phrases of tokens as a measure, what says nothing new left out."""
        words: list[str] = []
        told = self._levelled(amount, tokens[0])
        for token in (told, *tokens[1:]):
            said = noun_phrase(self._doc, token, self._taken)
            if said and not any(said in w for w in words):
                words.append(said)
        first = next((t for t in tokens if t is not None), None)
        if not words or first is None:
            return None
        return Measure(", ".join(words), rule, steps(amount.head, first), told if first == tokens[0] else first)

    def _passing(self, amount: Amount) -> bool:
        """ "over the past three years", "two years later": a span of time that measures nothing."""
        before = self._doc[max(0, amount.first - 3) : amount.first].text.lower()
        after = self._doc[amount.last + 1].lower_ if amount.last + 1 < len(self._doc) else ""
        return bool(_PASSING.search(before)) or after in _AFTERWARDS

    def _fits(self, token: Token | None) -> bool:
        return (
            token is not None
            and (token.pos_ in NOUNS or (token.pos_ in ("ADJ", "X") and token.text[:1].isupper()))
            and token.i not in self._taken
            and token.ent_type_ not in TIMES
        )

    def _object_of(self, prep: Token) -> Token | None:
        return next((c for c in prep.children if c.dep_ == "pobj" and self._fits(c)), None)

    def _after(self, amount: Amount) -> Token | None:
        """The token behind an amount and its brackets ("5 miles (8 km) of road"), in its sentence."""
        i, doc = amount.last + 1, self._doc
        if i < len(doc) and doc[i].text == "(":
            i = next((j + 1 for j in range(i + 1, min(len(doc), i + 8)) if doc[j].text == ")"), i)
        return doc[i] if i + 1 < len(doc) and doc[i].sent.start == amount.sentence.start else None

    def _rated(self, amount: Amount) -> Measure | None:
        """What a rate is of: the gas of "billion cubic metres of gas a year"."""
        inside = self._doc[amount.first : amount.last]
        of = next((t.i for t in inside if t.lower_ == "of"), None) if amount.quantity.kind == "rate" else None
        behind = self._doc[of + 1 : amount.last] if of is not None else ()
        words = [t.text for t in itertools.takewhile(lambda t: t.pos_ in (*NOUNS, "ADJ"), behind)]
        return Measure(" ".join(words), "part", 1) if words else None

    def _among(self, amount: Amount) -> Measure | None:
        """What a fraction names within its own words: "one household in six"."""
        inside = self._doc[amount.first : amount.last] if amount.quantity.kind == "fraction" else ()
        words = [t.text for t in inside if t.pos_ in (*NOUNS, "ADJ")]
        return Measure(" ".join(words), "part", 1) if words else None

    def _part(self, amount: Amount) -> Measure | None:
        """ "of Y" right after the amount; of money also "in Y" ("$1 billion in gains")."""
        after = self._after(amount)
        if after is None or after.lower_ not in ("of", "in") or after.i + 1 == len(self._doc):
            return None
        noun = self._object_of(after)
        if after.lower_ == "of":
            return self._measure("part", amount, noun or after.nbor())
        paid = noun is None or noun.ent_type_ or noun.lower_ in measure_words("paid_in")
        return None if paid or amount.quantity.kind != "money" else self._measure("part", amount, noun)

    def _purpose(self, amount: Amount) -> Measure | None:
        """What money or a share is for: "9% for the Greens", "the $5 billion being spent on oil"."""
        after = self._after(amount)
        if after is None or amount.quantity.kind not in ("money", "percent"):
            return None
        spent = next((c for c in amount.head.rights if c.dep_ in ("acl", "relcl") and c.i <= after.i + 1), None)
        preps = [after] if after.lower_ == "for" else []
        if spent is not None:
            preps += [c for c in spent.rights if c.dep_ == "prep" and c.lower_ in ("for", "on")]
        return self._measure("purpose", amount, self._object_of(preps[0])) if preps else None

    def _bracketed(self, amount: Amount) -> Measure | None:
        """ "Cotton (0.3%)": alone in brackets after a name or noun."""
        doc, first, last = self._doc, amount.first, amount.last
        alone = first > 1 and doc[first - 1].text in "([" and last + 1 < len(doc) and doc[last + 1].text in ")]"
        return self._measure("brackets", amount, doc[first - 2]) if alone and self._fits(doc[first - 2]) else None

    def _owned(self, amount: Amount) -> Measure | None:
        """The noun that the amount modifies or completes; of "sales hit a high of 5 million" the subject, too."""
        owner = self._owner(amount)
        moves = self._levelled(amount, owner) != owner
        if owner is None or moves or owner.lemma_.lower() not in measure_words("generic"):
            return self._measure("owner", amount, owner)
        subject = (
            self._reaching(owner, amount.quantity.kind) if owner.head.lower_ != "at" else None
        )  # "sold it at a cost of 3 million"
        says = owner.tag_ == "NNS" or any(c.dep_ in ("compound", "amod", "nmod") for c in owner.lefts)
        return self._measure("owner", amount, subject, owner) if subject is not None or says else None

    def _levelled(self, amount: Amount, owner: Token | None) -> Token | None:
        """What goes up and down where an amount is a level of it: revenue, of "an increase in revenue from 4 to 5"."""
        moves = owner is not None and owner.lemma_.lower() in english().change
        before = self._doc[amount.first - 1].lower_ if amount.first else ""
        reached = amount.quantity.change is not None or {before, _joint(amount.head)} & {"to", "from"}
        if owner is None or not moves or not reached:
            return owner
        return next((o for c in owner.rights if c.lower_ in ("in", "of") and (o := self._object_of(c))), None)

    def _owner(self, amount: Amount) -> Token | None:
        """That noun: the one before "of", else by climbing; never who something is "according to"."""
        of = self._doc[max(amount.sentence.start, amount.first - 2) : amount.first]
        if len(of) == 2 and of[1].lower_ == "of" and self._fits(of[0]):
            return of[0]
        owner = self._climb(amount)
        source = owner is not None and [t.lower_ for t in list(owner.ancestors)[:2]] == ["to", "according"]
        return None if source else owner

    def _climb(self, amount: Amount) -> Token | None:
        """The noun above the amount that it modifies or completes."""
        token = amount.head
        for _ in range(4):
            up = token.head
            if up == token:
                return None
            inside = amount.first <= up.i <= amount.last or (up.i in self._taken and token.dep_ != "pobj")
            turned = token.dep_ == "npadvmod" and up.pos_ in ("ADJ", "ADV", "VERB") and up.dep_ in ("amod", "advmod")
            if inside or turned:
                token = up
                continue
            if token.dep_ in ("pobj", "pcomp"):
                up = self._completed(up)
            elif token.dep_ not in (*_MODIFIERS, "appos"):
                return None
            before = self._doc[amount.first - 1]
            if token.dep_ == "appos" and self._fits(before) and self._taken.intersection(range(up.i, amount.first)):
                up = before  # "Arle 3 m, Tarn 2 m": a row, of which the parse takes the one before
            return up if self._fits(up) and up.lemma_.lower() not in _TIMES else None
        return None

    def _completed(self, prep: Token) -> Token:
        """The noun that a preposition completes, through a second one: "losses of up to 9 million"."""
        up = prep.head
        while up.dep_ in ("prep", "pcomp") and up.pos_ in ("ADP", "SCONJ") and up.head != up:
            up = up.head
        return up

    def _beside(self, amount: Amount) -> Measure | None:
        """ "Steel +0.3%", "cocoa up 4 per cent to $90": the noun before a particle of change that has no verb."""
        doc, i = self._doc, amount.first - 1
        if i > amount.sentence.start and doc[i].lower_ in ("with", "by") and self._fits(doc[i - 1]):
            return self._measure("beside", amount, doc[i - 1])  # "the Greens with 11.5%"
        signed = doc[amount.first].text[0] in "+-−"
        while i > amount.sentence.start and (doc[i].lower_ in measure_words("particles") or doc[i].text == ","):
            i -= 1
        moved = signed or doc[i + 1].lower_ in ("up", "down", "off", "+", "-", "−") or (
            doc[i + 1].text == "," and doc[i + 2].lower_ in ("up", "down")
        )  # fmt: skip
        return self._measure("beside", amount, doc[i]) if moved and self._fits(doc[i]) else None

    def _argument(self, amount: Amount) -> Measure | None:
        """An argument of the amount's own verb."""
        verb = own_verb(amount.head)
        if verb is None or verb.lemma_.lower() in measure_words("reporting"):
            return None
        gapped = self._gapped(amount)
        if gapped is not None:
            return self._measure("subject", amount, gapped)
        subject = self._subject(amount.head)
        timed = amount.quantity.kind == "time"  # "jailed him for two years" measures nobody
        costs = verb.lemma_ in measure_words("measuring") and amount.head.dep_ == "dobj"  # "cost shops 3 million"
        unpriced = amount.quantity.kind == "money" and _joint(amount.head) == "for"
        unpriced = unpriced and verb.lemma_.lower() not in measure_words("priced")  # "joined the club for 3 million"
        other = None if timed or costs or unpriced else self._other(amount, verb)
        if other is None:
            told = self._reaching(amount.head, amount.quantity.kind) is not None
            return self._measure("subject" if told else "near", amount, subject)
        changes = verb.lemma_.lower() in english().change or subject is None
        return self._measure("object", amount, other, None if changes else subject)

    def _gapped(self, amount: Amount) -> Token | None:
        """The noun of a clause that leaves out its verb: "sales fell to 4 million and costs to 3 million"."""
        doc, i = self._doc, amount.first - 2
        joint = _joint(amount.head) in ("to", "at", "by") and amount.head.head.i == i + 1
        first = next((t for t in doc[amount.sentence.start : i] if t.i in self._taken), None)
        joined = joint and first is not None and doc[i - 1].lower_ in ("and", ",", "while")
        return doc[i] if joined and self._fits(doc[i]) else None

    def _reaching(self, amount: Token, kind: str) -> Token | None:
        """The subject of the verb right above an amount, where that verb tells how much of it there is.

        Not who has or handles the amount or something else: "the firm paid 3 million", "banks cut rates by 2%". A
        share is told of who takes it, and what has a price is sold for it.
        """
        verb = own_verb(amount)
        if verb is None or any(t.pos_ in NOUNS for t in itertools.takewhile(lambda t: t != verb, amount.ancestors)):
            return None
        objects = (c for c in verb.rights if c.dep_ in ("dobj", "dative") and c != amount and c.i not in self._taken)
        fits = _is_level(verb, amount) or not any(objects)
        return self._subject(amount) if fits and _says_how_much(verb, amount, kind) else None

    def _near(self, amount: Amount) -> Measure | None:
        """The last noun before the amount, else the first behind it; the weakest rule, never told on a brief."""
        sentence, doc = amount.sentence, self._doc
        before = range(amount.first - 1, max(sentence.start, amount.first - _AROUND) - 1, -1)
        behind = range(amount.last + 1, min(sentence.end, amount.last + _AROUND))
        return self._measure("near", amount, next((doc[i] for i in (*before, *behind) if self._fits(doc[i])), None))

    def _other(self, amount: Amount, verb: Token) -> Token | None:
        """The other object of the verb, or what the amount is paid "for" where it is the object itself."""
        for child in verb.rights:
            apart = any(t.text == "," for t in self._doc[verb.i : child.i])  # "owes it 3 million, a court held"
            if child.dep_ in ("dobj", "dative") and child.i != amount.head.i and self._fits(child) and not apart:
                return child
        if amount.head.dep_ != "dobj" or verb.lemma_.lower() in english().change:
            return None
        for prep in (*verb.rights, *amount.head.rights):
            if prep.dep_ in ("prep", "dative") and prep.lower_ in ("for", "on", "into"):
                return self._object_of(prep)
        return None

    def _subject(self, token: Token) -> Token | None:
        """The subject of a token's own verb; of a verb without one, that of the verb it goes with, or its noun."""
        verb = own_verb(token)
        for _ in range(4):
            if verb is None or verb.lemma_.lower() in measure_words("reporting"):
                return None
            subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
            if subject is not None and subject.tag_ not in ("WDT", "WP"):
                return subject if self._fits(subject) else None
            if verb.dep_ in ("relcl", "acl") and verb.tag_ != "VB":
                return verb.head if self._fits(verb.head) else None
            if verb.dep_ == "acl":
                verb = own_verb(verb.head)  # "Dell announced plans to lay off"
            else:
                verb = verb.head if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in VERBS else None
        return None

    def _aged(self, amount: Amount) -> Measure | None:
        """Whose age it is: "the mayor, 51,", "voters over the age of 18"."""
        i = amount.first - 1
        while i > amount.sentence.start and self._doc[i].text in (",", "(", "aged", "age"):
            i -= 1
        before = amount.sentence.start <= i < amount.first - 1 and self._doc[i].pos_ in NOUNS
        if before and not amount.quantity.touching:  # "after a race, 15-year-old Jane Roe"
            return self._measure("apposed", amount, self._doc[i])
        owner = self._owner(amount)
        return self._measure("owner", amount, owner) or self._measure(
            "subject", amount, self._reaching(amount.head, "age")
        )

    def _counted(self, amount: Amount) -> Measure | None:
        """For counted things: their own noun phrase, and who has them or what they are part of.

        None when that would only say the unit again.
        """
        head, unit = amount.head, amount.quantity.unit or ""
        noun = noun_phrase(self._doc, head, frozenset(), amount.quantity.number.end)
        whole = self._completed(head.head) if head.dep_ == "pobj" else None
        holder = self._measure(
            "holder" if noun else "near", amount, whole if self._fits(whole) else self._subject(head)
        )
        if holder is None or noun is None:
            return Measure(noun, "noun") if noun and stems(noun) - stems(unit) else holder
        return Measure(noun if holder.words in noun else f"{noun}, {holder.words}", "holder", holder.steps)


def stems(words: str) -> set[str]:
    """The words of a phrase in the singular, by which one says no more than another."""
    return {singular(w) for w in re.findall(r"\w+", fold(words))}


def own_verb(token: Token) -> Token | None:
    """The verb that governs a token: the nearest one above it, not across the border of a clause."""
    return next((t for t in token.ancestors if t.pos_ in VERBS or any(c.dep_ in SUBJECTS for c in t.lefts)), None)


def _joint(amount: Token) -> str:
    """The preposition that joins an amount to its verb, "" where none does; that of "from 4 to 5" is its own."""
    joint = amount.head if amount.dep_ == "pobj" else amount
    return joint.lower_ if joint.pos_ == "ADP" else ""


def _is_level(verb: Token, amount: Token) -> bool:
    """Whether a verb says where its subject stands ("was at", "exceeded", "measures", "came to")."""
    other = ("come", "amount") if _joint(amount) else measure_words("measuring")
    return is_level(verb) or verb.lemma_.lower() in other


def is_level(verb: Token) -> bool:
    """Whether a verb tells what its subject stands at or goes past: "was", "reached", "remains"."""
    return verb.lemma_.lower() in measure_words("levels")


def _says_how_much(verb: Token, amount: Token, kind: str) -> bool:
    """Whether a verb, as it is joined to an amount, says how much there is of its subject.

    "closed at 5", "fell by 5", "was over 5"; a share of who takes it ("won 5%", "ended with 5%"); a price of what is
    sold for it. "Raised 5 million" says it of nobody.
    """
    lemma, joint, share = verb.lemma_.lower(), _joint(amount), kind == "percent"
    passive = any(c.dep_ == "nsubjpass" for c in verb.lefts)
    if joint in _AT or (share and joint == "with"):
        return True
    if passive and (joint == "by" or (joint in ("to", "for") and kind != "time")):
        return True
    if joint not in _BY:
        return joint in _BESIDE and _is_level(verb, amount)
    object_of = amount.dep_ in ("dobj", "npadvmod")  # "lost £65m": the parse may call it an adverb
    handled = object_of and lemma in listed("quantity_words", "deals")
    changes = lemma in english().change and (share or not handled)
    return changes or _is_level(verb, amount) or (share and lemma in measure_words("having"))


def steps(token: Token, other: Token) -> int:
    """Arcs between two tokens of a tree, at most nine."""
    above = [token, *token.ancestors]
    for down, up in enumerate((other, *other.ancestors)):
        if up in above:
            return min(9, down + above.index(up))
    return 9
