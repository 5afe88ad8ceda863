"""The words that say what a figure is about: its own clause, from mark to mark.

Words are cut off only where the article itself parts them, at a comma, a dash, before a clause with a subject of its
own: who finished 25 votes behind a rival did not finish 25 votes. A clause has its subject ("lost 300 workers" leaves
open who), the verbs it hangs on (who says so, on what condition), its time and the rest of a row it opens; where none
is found, the sentence tells all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.extract.cuts import balanced, is_mark, pieces
from generator.extract.figures.measure import Amount, own_verb
from generator.extract.figures.tables import measure_words
from generator.extract.tags import MODIFIERS, NOUNS, POINTING, VERBS
from generator.extract.verbs import has_subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEEDED = ("dobj", "attr", "acomp", "xcomp", "oprd", "agent", "dative", "prt")
"""What a verb needs behind it: "70 percent belong to no union", not "70 percent belong"."""
_ALONE = ("conj", "parataxis")
_CONTRASTS = ("although", "though", "whereas", "while")
_ON = ("of", "in", "for", "from", "to", "per")
"""What goes on with a phrase behind a bracket."""


def clause_of(text: str, amount: Amount) -> tuple[int, int] | None:
    """The characters of the clause around an amount; None where it has no subject, or one that points back.

    Example: "The bank said that profit rose by 5 percent, the most in years." gives "The bank said that profit rose by
    5 percent".
    """
    doc = amount.head.doc
    verbs = _chain(amount)
    if not verbs:
        return None
    first, last = _first(text, amount, verbs[-1]), _last(amount, verbs)
    while last > amount.last and doc[last].pos_ in ("PUNCT", "SPACE"):
        last -= 1
    return (doc[first].idx, doc[last].idx + len(doc[last])) if _tells(doc, first, last, amount) else None


def _chain(amount: Amount) -> list[Token]:
    """The verb of an amount and those that it hangs on, up to that of a clause that stands alone: of a sentence, or
    beside another with its own subject. None where that has no subject."""
    verb = own_verb(amount.head)
    chain: list[Token] = []
    for up in (verb, *verb.ancestors) if verb is not None else ():
        if up.pos_ in VERBS or has_subject(up):
            chain.append(up)
        if has_subject(up) and (up.head == up or (up.dep_ in _ALONE and up.head.head == up.head)):
            return chain
    return []


def _first(text: str, amount: Amount, top: Token) -> int:
    """The token at which the clause opens: its own first word behind dateline and "and"."""
    sent = amount.sentence
    start = pieces(text, sent.start_char, sent.end_char)[0][0]
    opening = (t.i for t in sent[top.left_edge.i - sent.start :] if t.idx >= start and not _is_loose(t))
    return min(next(opening, amount.first), amount.first)


def _is_loose(token: Token) -> bool:
    """Whether a token opens nothing: a mark, an "and" to what stood before; not "neither" and "both"."""
    return token.pos_ in ("PUNCT", "SPACE") or token.lower_ in ("and", "but", "or", "yet")


def _last(amount: Amount, verbs: list[Token]) -> int:
    """The token at which it ends: the one before the first border behind the amount, its verbs and what these need."""
    needed = [i for verb in verbs for i in (verb.i, *(c.i for c in verb.rights if c.dep_ in _NEEDED))]
    doc, end = amount.head.doc, amount.sentence.end
    behind = range(max(amount.last, _phrase(amount).i, *needed) + 1, end)
    ends = (k for k in behind if _is_border(doc[k]) and not (_row_goes_on(doc, k) or _phrase_goes_on(doc, k)))
    return next(ends, end) - 1


def _is_border(token: Token) -> bool:
    """Whether a clause may end before a token: a mark, or an "and" or "while" before a clause with its own subject."""
    return is_mark(token) or _opens_another(token)


def _opens_another(word: Token) -> bool:
    """Whether an "and" or "while" opens a clause with a subject of its own; an "if" or "after" belongs to what it hangs
    on."""
    if word.dep_ == "cc":
        return any(c.dep_ == "conj" and c.i > word.i and has_subject(c) for c in word.head.children)
    return word.lower_ in _CONTRASTS and word.head.dep_ == "advcl" and has_subject(word.head)


def _row_goes_on(doc: Doc, mark: int) -> bool:
    """Whether what stands behind a mark is one more of a row of things: "wheat, barley and maize"."""
    behind = doc[mark + 1 : doc[mark].sent.end]
    return any(
        t.dep_ == "conj" and t.pos_ not in VERBS and t.head.i < mark and t.left_edge.i <= mark + 2 for t in behind
    )


def _phrase_goes_on(doc: Doc, mark: int) -> bool:
    """Whether a phrase goes on behind a bracket: "tons (MT) of soybeans"."""
    opened = doc[mark].text == "("
    close = next((t.i for t in doc[mark : doc[mark].sent.end] if t.text == ")"), -1) if opened else mark
    return doc[close].text == ")" and doc[close + 1 : close + 2].text in _ON


def _phrase(amount: Amount) -> Token:
    """The head of the phrase an amount stands in: the drive of "a 14-hour drive", "lower" of "3 points lower"."""
    head = amount.head
    while amount.last < head.head.i and (
        head.dep_ in MODIFIERS or (head.dep_ == "npadvmod" and head.head.pos_ in ("ADJ", "ADV", "ADP"))
    ):
        head = head.head
    return head


def _tells(doc: Doc, first: int, last: int, amount: Amount) -> bool:
    """Whether the words are whole, and say more than the amount."""
    words = doc[first : last + 1]
    beside = [t for t in words if not amount.first <= t.i <= amount.last]
    counted = first == amount.first or amount.quantity.kind == "count"
    return (
        first <= amount.first
        and amount.last <= last
        and doc[first].tag_ not in POINTING
        and any((t.pos_ in NOUNS and not _asks_of_what(t)) or (t.pos_ in VERBS and counted) for t in beside)
        and balanced(words.text)
    )


def _asks_of_what(noun: Token) -> bool:
    """Whether a noun leaves open of what it is: "the total", but not "the total of votes" or "the trade total"."""
    alone = [c.lower_ for c in noun.children if c.dep_ in (*MODIFIERS, "det", "prep")] == ["the"]
    return alone and noun.lemma_.lower() in measure_words("generic")
