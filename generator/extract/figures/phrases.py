"""Noun phrases of the article, as short as they can be said."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_WORDS = 10
_LEFT = ("compound", "amod", "nmod", "poss", "nummod", "nn", "advmod", "npadvmod", "punct", "quantmod", "case")
_PREPOSITIONS = frozenset(["of", "between", "on", "in", "for", "with", "to", "against", "from", "among", "at", "over"])


def noun_phrase(doc: Doc, head: Token | None, taken: Set[int], keep_left: bool = False, floor: int = 0) -> str | None:
    """The noun phrase of `head`: its modifiers on the left and its prepositional phrases on the right.

    Tokens that quantities have taken (`taken`) stay out, but for the modifiers of a counted noun (`keep_left`), and so
    does what stands before the character `floor`. None when `head` is no noun.
    """
    if head is None or (head.i in taken and not keep_left) or head.pos_ not in ("NOUN", "PROPN", "ADJ", "X"):
        return None
    while (
        head.dep_ == "compound"
        and head.head.i > head.i
        and head.head.pos_ in ("NOUN", "PROPN")
        and head.head.i - head.i < 4
    ):
        head = head.head
    start, end = head.i, head.i
    for child in reversed(list(head.lefts)):
        if (child.dep_ in _LEFT and child.pos_ not in ("DET", "PRON")) or (
            child.dep_ == "poss" and child.pos_ != "PRON"
        ):
            span = (child.left_edge.i, child.i)
            if (
                child.i != start - 1
                and doc[start - 1].text not in ("-", "’s", "'s", "’", "'")
                and doc[start - 1].dep_ not in ("det", "case")
            ):
                break
            if not keep_left and any(i in taken for i in range(span[0], span[1] + 1)):
                break
            if child.i in taken and not (keep_left and child.dep_ != "nummod"):
                break
            start = min(start, span[0])
        elif child.pos_ in ("DET", "PRON"):
            break
    if start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_:
        start -= 2  # "all-time high"
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _PREPOSITIONS and child.i <= end + 2:
            edge = child.right_edge.i
            stop, cut = end, False
            for i in range(child.i, edge + 1):
                token = doc[i]
                if (
                    i in taken
                    or token.ent_type_ in ("DATE", "TIME")
                    or token.dep_ in ("relcl", "acl", "advcl")
                    or token.text in ",;:()[]—"
                    or token.pos_ == "VERB"
                    or token.is_space
                ):
                    cut = token.text in ",;:()"
                    break
                stop = i
            if cut and child.lower_ == "between":
                break  # half of a pair says nothing
            while stop > end and doc[stop].pos_ in ("ADP", "DET", "CCONJ", "PRON", "ADJ", "PUNCT", "PART", "ADV"):
                stop -= 1
            if stop > child.i and stop - start < MAX_WORDS:
                end = stop
        elif child.dep_ == "acl" and child.tag_ in ("VBN", "VBG") and child.i <= end + 2 and keep_left:
            stop = child.right_edge.i
            if stop - start < MAX_WORDS and not any(doc[i].text in ",;:()" for i in range(child.i, stop + 1)):
                end = stop
        elif child.i > end + 1:
            break
    while (start < end and not (doc[start + 1].text == "-" and not doc[start].whitespace_)) and (
        doc[start].idx < floor
        or doc[start].pos_ in ("DET", "PRON", "PUNCT", "ADP", "SCONJ", "PART")
        or doc[start].text in '[("“'
    ):
        start += 1
    text = re.sub(r"\s+", " ", doc[start : end + 1].text).strip(" ,.;:()[]\"“”'’")
    return text if any(c.isalpha() for c in text) else None
