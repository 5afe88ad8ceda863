"""The words that say what a figure is about: its own clause, from mark to mark.

Words are cut off only where the article itself parts them, at a comma, a dash, a "that", before a clause with a subject
of its own: who finished 25 votes behind a rival did not finish 25 votes. A clause has its subject ("lost 300 workers"
leaves open who) and the rest of a row it opens; where none is found, the sentence tells all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.extract.figures.measure import Amount, own_verb
from generator.extract.figures.tables import measure_words
from generator.extract.tags import NOUNS, SUBJECTS, VERBS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MARKS = frozenset({",", ";", ":", "—", "–", "--", "-", "(", ")", "[", "]"})
_NEEDED = ("dobj", "attr", "acomp", "xcomp", "oprd", "agent", "dative", "prt")
"""What a verb needs behind it: "70 percent belong to no union", not "70 percent belong"."""
_TOGETHER = ("conj", "advcl", "xcomp", "pcomp", "prep")
"""How a verb without a subject hangs on what its subject does: "voted to keep", "fell, losing", "after selling"."""
_MODIFIERS = ("amod", "compound", "nmod", "nummod", "quantmod", "poss")
_POINTING = ("PRP", "PRP$", "WDT", "WP")
"""Tags of the words that point at what stands before the clause: "he", "its", "which"."""
_BRACKETS = (("(", ")"), ("[", "]"), ("“", "”"))


def clause_of(amount: Amount) -> tuple[int, int] | None:
    """The characters of the clause around an amount; None where it has no subject, or one that points back.

    Example: "Officials said on Monday that 1846 persons were hospitalized." gives "1846 persons were hospitalized".
    """
    doc = amount.head.doc
    first = _first(amount)
    if first is None:
        return None
    last = _last(amount)
    while last > amount.last and doc[last].pos_ in ("PUNCT", "SPACE"):
        last -= 1
    return (doc[first].idx, doc[last].idx + len(doc[last])) if _tells(doc, first, last, amount) else None


def _first(amount: Amount) -> int | None:
    """The token at which the clause opens: its subject, or the noun that it describes."""
    verb = own_verb(amount.head)
    for up in (verb, *verb.ancestors) if verb is not None else ():
        subject = next((c for c in up.children if c.dep_ in ("expl", *SUBJECTS)), None)
        if subject is not None:
            told = _antecedent(subject)
            return told.left_edge.i if told.left_edge.i <= amount.first else up.left_edge.i
        if up.dep_ == "acl":
            return up.head.left_edge.i
        if up.dep_ not in _TOGETHER:
            return None
    return None


def _last(amount: Amount) -> int:
    """The token at which it ends: the one before the first border behind the amount, its verb and what that needs."""
    verb = own_verb(amount.head)
    needed = [verb.i, *(c.i for c in verb.rights if c.dep_ in _NEEDED)] if verb is not None else []
    doc, end = amount.head.doc, amount.head.sent.end
    behind = range(max(amount.last, _phrase(amount).i, *needed) + 1, end)
    return next((k for k in behind if _is_border(doc[k]) and not _row_goes_on(doc, k)), end) - 1


def _is_border(token: Token) -> bool:
    """Whether a clause may end before a token: a mark, or an "and" or "while" before a clause with its own subject."""
    return _is_mark(token) or _opens_another(token)


def _is_mark(token: Token) -> bool:
    """Whether a token parts phrases; the hyphen of a word does not."""
    return token.text in _MARKS and (token.text != "-" or bool(token.nbor(-1).whitespace_))


def _opens_another(word: Token) -> bool:
    """Whether an "and" or "while" opens a clause with a subject of its own."""
    if word.dep_ == "cc":
        return any(c.dep_ == "conj" and c.i > word.i and _has_subject(c) for c in word.head.children)
    return word.dep_ == "mark" and word.head.dep_ == "advcl" and _has_subject(word.head)


def _row_goes_on(doc: Doc, mark: int) -> bool:
    """Whether what stands behind a mark is one more of a row of things: "wheat, barley and maize"."""
    behind = doc[mark + 1 : doc[mark].sent.end]
    return any(
        t.dep_ == "conj" and t.pos_ not in VERBS and t.head.i < mark and t.left_edge.i <= mark + 2 for t in behind
    )


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


def _phrase(amount: Amount) -> Token:
    """The head of the phrase an amount stands in: the drive of "a 14-hour drive", "lower" of "3 points lower"."""
    head = amount.head
    while amount.last < head.head.i and (
        head.dep_ in _MODIFIERS or (head.dep_ == "npadvmod" and head.head.pos_ in ("ADJ", "ADV", "ADP"))
    ):
        head = head.head
    return head


def _antecedent(subject: Token) -> Token:
    """What a relative pronoun stands for, else the subject itself; a "which" behind a comma may stand for anything."""
    relative = subject.tag_ in ("WDT", "WP") and subject.head.dep_ == "relcl"
    anything = subject.tag_ == "WDT" and subject.i > 0 and subject.nbor(-1).text == ","
    return subject.head.head if relative and not anything else subject


def _tells(doc: Doc, first: int, last: int, amount: Amount) -> bool:
    """Whether the words are whole, and say more than the amount."""
    words = doc[first : last + 1]
    beside = [t for t in words if not amount.first <= t.i <= amount.last]
    counted = first == amount.first or amount.quantity.kind == "count"
    return (
        first <= amount.first
        and amount.last <= last
        and doc[first].tag_ not in _POINTING
        and any((t.pos_ in NOUNS and not _asks_of_what(t)) or (t.pos_ in VERBS and counted) for t in beside)
        and all(words.text.count(a) == words.text.count(b) for a, b in _BRACKETS)
        and words.text.count('"') % 2 == 0
    )


def _asks_of_what(noun: Token) -> bool:
    """Whether a noun leaves open of what it is: "the total", but not "the total of votes" or "the trade total"."""
    alone = [c.lower_ for c in noun.children if c.dep_ in (*_MODIFIERS, "det", "prep")] == ["the"]
    return alone and noun.lemma_.lower() in measure_words("generic")
