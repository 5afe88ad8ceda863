"""What a figure measures: a short phrase of the article, found by climbing the dependency tree from the quantity.

In this order: what it is a part of ("85% of Americans"), the noun it modifies ("a 5% pay rise"), the noun whose
preposition it completes ("a loss of 63 cents"), what stands before a colon, else the subject of its verb.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extract.figures.grammar import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

MAX_WORDS = 10
GENERIC = frozenset(["record", "high", "low", "total", "level", "peak", "average", "range", "sum", "amount", "maximum", "minimum", "figure", "number", "estimate", "equivalent", "mark", "half", "rate", "pace", "increase", "decrease", "rise", "fall", "drop", "gain", "decline", "loss", "growth", "jump", "margin", "estimate", "one", "percentage", "top", "bottom", "cost", "price", "value", "advance", "discount"])
"""Heads that say little alone: the subject of their verb is joined to them."""
_PRONOUNS = ("PRON",)
_LEFT = ("compound", "amod", "nmod", "poss", "nummod", "nn", "advmod", "npadvmod", "punct", "quantmod", "case")
_PREPOSITIONS = frozenset(["of", "between", "on", "in", "for", "with", "to", "against", "from", "among", "at", "over"])


class Finder:
    """Finds measures in one document."""

    def __init__(self, doc: Doc, quantities: list[tuple[Quantity, int, int]]) -> None:
        self._doc = doc
        self._taken = {i for _, a, b in quantities for i in range(a, b + 1)}

    def of(self, quantity: Quantity, first: int, last: int, head: Token) -> str | None:
        """The measure of a quantity whose words are the tokens `first` to `last` and whose own noun is `head`."""
        doc = self._doc
        sentence = doc[first].sent
        is_count = quantity.kind in ("count", "bare")
        part = self._part(last, quantity)
        owner = self._owner(head, first, last)
        colon = self._colon(first, sentence)
        subject = self._subject(head, first, last)
        if quantity.kind == "age":
            named = self._apposed(first)
            return named or self._join(owner, None) or self._join(subject, None)
        if is_count:
            return self._counted(quantity, head, first, last, part, subject)
        beside = self._beside(first, sentence)
        if part is not None:
            return part
        if owner is not None:
            name = self._words(owner)
            if owner.lemma_.lower() in GENERIC and name:
                whole = self._subject(owner, first, last) or self._up(owner, first, last)
                if whole is not None and whole.i != owner.i:
                    return self._join(whole, owner)
            if name:
                return name
        if colon:
            return colon
        if subject is not None:
            words = self._words(subject)
            if words:
                return words
        return beside or self._nearest(first, sentence)

    def _part(self, last: int, quantity: Quantity) -> str | None:
        """ "of Y" right after the quantity."""
        doc = self._doc
        i = last + 1
        if i < len(doc) and doc[i].lower_ == "of" and quantity.kind not in ("age",):
            for child in doc[i].children:
                if child.dep_ == "pobj" and child.i > i:
                    return self._words(child)
            j = i + 1
            while j < min(len(doc), i + 5) and doc[j].pos_ not in ("NOUN", "PROPN"):
                j += 1
            if j < min(len(doc), i + 5):
                return self._words(doc[j])
        return None

    def _owner(self, head: Token, first: int, last: int) -> Token | None:
        """The noun that the quantity modifies or completes."""
        token = head
        for _ in range(4):
            up = token.head
            if up is token:
                return None
            if first <= up.i <= last:
                token = up
                continue
            if token.dep_ in ("nummod", "compound", "amod", "nmod", "poss", "quantmod", "npadvmod") and up.pos_ in ("NOUN", "PROPN"):
                return up
            if token.dep_ == "npadvmod" and up.pos_ in ("ADJ", "ADV", "VERB") and up.dep_ in ("amod", "advmod"):
                token = up
                continue
            if token.dep_ in ("pobj", "pcomp") and up.pos_ in ("ADP", "SCONJ"):
                noun = up.head
                if noun.dep_ == "prep" and noun.pos_ == "ADP":
                    noun = noun.head
                if noun.pos_ in ("NOUN", "PROPN") and not first <= noun.i <= last and noun.i not in self._taken:
                    return noun
                return None
            if token.dep_ in ("appos", "conj") and up.i in self._taken:
                token = up
                continue
            if token.dep_ == "appos" and up.pos_ in ("NOUN", "PROPN"):
                return up
            return None
        return None

    def _up(self, token: Token, first: int, last: int) -> Token | None:
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "for"):
                for grand in child.children:
                    if grand.dep_ == "pobj" and grand.i not in self._taken:
                        return grand
        return None

    def _subject(self, head: Token, first: int, last: int) -> Token | None:
        """The subject of the nearest verb above the quantity."""
        token, seen = head, 0
        while token.head is not token and seen < 12:
            token, seen = token.head, seen + 1
            if token.pos_ in ("VERB", "AUX"):
                for child in token.lefts:
                    if child.dep_ in ("nsubj", "nsubjpass", "csubj") and not first <= child.i <= last:
                        if child.pos_ in _PRONOUNS or child.pos_ == "DET":
                            if child.tag_ in ("WDT", "WP") and token.dep_ == "relcl":
                                return token.head
                            break
                        return child
                if token.dep_ in ("relcl", "acl") and token.head.pos_ in ("NOUN", "PROPN") and token.head.i not in self._taken:
                    return token.head
        return None

    def _counted(self, quantity: Quantity, head: Token, first: int, last: int, part: str | None, subject: Token | None) -> str | None:
        """For counted things: the things with what further defines them, and who has or does them."""
        noun = self._words(head, keep_left=True) if quantity.kind == "count" else part
        who = self._words(subject) if subject is not None and subject.i != head.i else None
        if noun and who and noun != who:
            return f"{noun}, {who}" if len((noun + who).split()) <= 2 * MAX_WORDS else noun
        return noun or who

    def _colon(self, first: int, sentence: Span) -> str | None:
        """The noun phrase before a colon that introduces the quantity."""
        doc = self._doc
        for i in range(first - 1, sentence.start, -1):
            if doc[i].text == ":":
                for j in range(i - 1, max(sentence.start - 1, i - 12), -1):
                    if doc[j].pos_ in ("NOUN", "PROPN"):
                        top = doc[j]
                        return self._words(top)
                return None
            if doc[i].pos_ in ("VERB",) and doc[i].dep_ in ("ROOT", "conj"):
                return None
        return None

    def _beside(self, first: int, sentence: Span) -> str | None:
        """ "Dow +0.2%", "Blackmores up 9.4 per cent": the noun just before, over particles of change."""
        doc, i = self._doc, first - 1
        while i >= sentence.start and (doc[i].lower_ in ("up", "down", "about", "at", "by", "to", "was", "were", "is", "off") or doc[i].text in "+-(,"):
            i -= 1
        if i >= sentence.start and doc[i].pos_ in ("NOUN", "PROPN") and i not in self._taken:
            return self._words(doc[i])
        return None

    def _nearest(self, first: int, sentence: Span) -> str | None:
        """The last noun phrase before the quantity in its sentence, else the first after it."""
        doc = self._doc
        for i in range(first - 1, sentence.start - 1, -1):
            if doc[i].pos_ in ("NOUN", "PROPN") and i not in self._taken and doc[i].ent_type_ not in ("DATE", "TIME"):
                return self._words(doc[i])
        return None

    def _apposed(self, first: int) -> str | None:
        """ "Barra, 51,": the name before an age."""
        doc = self._doc
        i = first - 1
        while i >= 0 and doc[i].text in (",", "(", "aged", "age"):
            i -= 1
        if i >= 0 and i < first - 1 and doc[i].pos_ == "PROPN":
            return self._words(doc[i])
        return None

    def _join(self, head: Token | None, detail: Token | None) -> str | None:
        words = [w for w in (self._words(head) if head is not None else None, self._words(detail) if detail is not None else None) if w]
        return ", ".join(dict.fromkeys(words)) or None

    def _words(self, head: Token, keep_left: bool = False) -> str | None:
        """The noun phrase of `head`: its modifiers on the left and its prepositional phrases, without numbers told apart."""
        doc = self._doc
        while head.dep_ == "compound" and head.head.i > head.i and head.head.pos_ in ("NOUN", "PROPN") and head.head.i - head.i < 4:
            head = head.head
        if head.pos_ in _PRONOUNS:
            return None
        start, end = head.i, head.i
        for child in reversed(list(head.lefts)):
            if (child.dep_ in _LEFT and child.pos_ not in ("DET", "PRON")) or (child.dep_ == "poss" and child.pos_ != "PRON"):
                span = (child.left_edge.i, child.i)
                if child.i != start - 1 and doc[start - 1].text not in ("-", "’s", "'s", "’", "'") and doc[start - 1].dep_ not in ("det", "case"):
                    break
                if not keep_left and any(i in self._taken for i in range(span[0], span[1] + 1)):
                    break
                if doc[child.i].i in self._taken:
                    break
                start = min(start, span[0])
            elif child.pos_ in ("DET", "PRON"):
                break
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ in _PREPOSITIONS and child.i <= end + 2:
                edge = child.right_edge.i
                stop = end
                for i in range(child.i, edge + 1):
                    token = doc[i]
                    if i in self._taken or token.ent_type_ in ("DATE", "TIME") or token.dep_ in ("relcl", "acl", "advcl") or \
                            token.text in ",;:()[]—" or token.pos_ == "VERB" or token.is_space:
                        break
                    stop = i
                while stop > end and doc[stop].pos_ in ("ADP", "DET", "CCONJ", "PRON", "ADJ", "PUNCT", "PART"):
                    stop -= 1
                if stop > child.i and stop - start < MAX_WORDS:
                    end = stop
            elif child.i > end + 1:
                break
        while start < end and (doc[start].pos_ in ("DET", "PRON", "PUNCT", "ADP", "SCONJ", "PART") or doc[start].text in "[(\"“"):
            start += 1
        text = re.sub(r"\s+", " ", doc[start:end + 1].text).strip(" ,.;:()[]\"“”'’")
        return text or None
