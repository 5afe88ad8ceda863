"""The words that say what a figure is about: the few of its own clause around it.

A clause says what its sentence says, in the article's words and order, without the rest, and keeps who does what: "were
hospitalized" beside "1846 persons". It is short; where the clause is long, the phrase of the figure alone; where that
says nothing, none, and a label or the sentence stands there. Half a clause is none: "lost 300 workers" leaves open who.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.extract.figures.measure import Amount, own_verb
from generator.extract.figures.tables import measure_words
from generator.extract.tags import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST = 14
"""A clause of more words is read as a sentence is. From 10 to 14 a brief finds room for as many of its figures."""
_COMPLEMENTS = (("dobj", "attr", "acomp", "xcomp", "ccomp", "oprd", "agent", "dative"), ("prep",), ("prt",))
"""What a verb needs behind it, in this order: "70 percent belong to no union", not "70 percent belong"."""
_AUXILIARIES = ("aux", "auxpass", "neg")
_TOGETHER = ("conj", "advcl", "xcomp", "pcomp", "prep")
"""How a verb without a subject hangs on what its subject does: "voted to keep", "fell, losing", "after selling"."""
_MODIFIERS = ("amod", "compound", "nmod", "nummod", "quantmod")
_HANGING = ("relcl", "acl", "appos", "conj", "cc", "punct")
_NAMES, _DEEDS = ("NOUN", "PROPN"), ("VERB", "ADJ")
"""What tells beside an amount: a noun; beside what is counted or opens, a deed ("81 were injured")."""
_LOOSE_START = ("CCONJ", "SCONJ", "PUNCT", "SPACE")
_LOOSE_END = ("ADP", "CCONJ", "SCONJ", "DET", "PART", "PUNCT", "SPACE", "AUX")
_BRACKETS = (("(", ")"), ("[", "]"), ("“", "”"))


def clause_of(amount: Amount) -> tuple[int, int] | None:
    """The characters of the clause around an amount, the fullest that is no longer than `MOST` words.

    Example: "Officials said on Monday that 1846 persons were hospitalized." gives "1846 persons were hospitalized".
    """
    doc = amount.head.doc
    for start, end in _spans(amount):
        first, last = _trimmed(doc, start, end, amount)
        if _tells(doc, first, last, amount):
            return doc[first].idx, doc[last].idx + len(doc[last])
    return None


def _spans(amount: Amount) -> Iterator[tuple[int, int]]:
    """The clause from its subject, or from the noun it describes, to the amount or to a complement behind it; of a verb
    without a subject also from the verb; then the noun phrase. First and last tokens.
    """
    head, verb = _phrase(amount), own_verb(amount.head)
    end = max(amount.last, _end(head))
    if verb is not None:
        start = _start(verb)
        if verb.i < amount.first:
            if start is not None:
                yield start.left_edge.i, end
            if not any(c.dep_ in SUBJECTS for c in verb.lefts):
                yield _opening(verb).i, end
        elif start is not None and (start == head or start.is_ancestor(head)):
            told = ([c.right_edge.i for c in verb.rights if c.dep_ in kind] for kind in _COMPLEMENTS)
            yield from ((start.left_edge.i, end) for end in next(filter(None, told), [verb.i]))
    yield min(amount.first, head.left_edge.i), end


def _start(verb: Token) -> Token | None:
    """Who does it: the subject of a verb or, where it has none, of the verb it goes with; or the noun it describes."""
    for up in (verb, *verb.ancestors):
        subject = next((c for c in up.lefts if c.dep_ in SUBJECTS), None)
        if subject is not None:
            return _antecedent(subject)
        if up.dep_ == "acl":
            return up.head
        if up.dep_ not in _TOGETHER:
            return None
    return None


def _opening(verb: Token) -> Token:
    """The first word of a verb: "was" of "was not fined", but not the "to" of an infinitive alone."""
    before = [c for c in verb.lefts if c.dep_ in _AUXILIARIES]
    return before[0] if before and [c.tag_ for c in before] != ["TO"] else verb


def _phrase(amount: Amount) -> Token:
    """The head of the phrase an amount stands in: the drive of "a 14-hour drive", "lower" of "3 points lower"."""
    head = amount.head
    while amount.last < head.head.i and (
        head.dep_ in (*_MODIFIERS, "poss") or (head.dep_ == "npadvmod" and head.head.pos_ in ("ADJ", "ADV", "ADP"))
    ):
        head = head.head
    return head


def _end(head: Token) -> int:
    """The last token of a noun phrase without the clauses and further nouns that hang on it."""
    hanging = (c.left_edge.i for c in head.rights if c.dep_ in _HANGING)
    return min(hanging, default=head.right_edge.i + 1) - 1


def _antecedent(subject: Token) -> Token:
    """What a relative pronoun stands for, else the subject itself."""
    relative = subject.tag_ in ("WDT", "WP") and subject.head.dep_ == "relcl"
    return subject.head.head if relative else subject


def _trimmed(doc: Doc, start: int, end: int, amount: Amount) -> tuple[int, int]:
    """Without what opens or ends nothing: commas, "and", a last "of the"."""
    while start < amount.first and doc[start].pos_ in _LOOSE_START:
        start += 1
    while end > amount.last and doc[end].pos_ in _LOOSE_END:
        end -= 1
    return start, end


def _tells(doc: Doc, first: int, last: int, amount: Amount) -> bool:
    """Whether the words are few, whole, and say more than the amount."""
    words = doc[first : last + 1]
    counted = first == amount.first or amount.quantity.kind == "count"
    beside = (t for t in words if not amount.first <= t.i <= amount.last)
    return (
        first <= amount.first
        and sum(any(c.isalnum() for c in t.text) for t in words) <= MOST
        and any((t.pos_ in _NAMES and not _asks_of_what(t)) or (t.pos_ in _DEEDS and counted) for t in beside)
        and all(words.text.count(a) == words.text.count(b) for a, b in _BRACKETS)
        and words.text.count('"') % 2 == 0
    )


def _asks_of_what(noun: Token) -> bool:
    """Whether a noun leaves open of what it is: "the total", but not "the total of votes" or "the trade total"."""
    alone = [c.lower_ for c in noun.children if c.dep_ in (*_MODIFIERS, "det", "poss", "prep")] == ["the"]
    return alone and noun.lemma_.lower() in measure_words("generic")
