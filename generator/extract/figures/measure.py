"""What a figure measures: a short phrase of the article, found by climbing the dependency tree from the quantity.

In this order: what it is a part of ("85% of Americans"), the noun it modifies ("a 5% pay rise"), the noun whose
preposition it completes ("a loss of 63 cents"), what stands before a colon, else the subject of its verb.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.extract.figures.grammar import Quantity
from generator.extract.figures.nouns import singular
from generator.text import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

MAX_WORDS = 10
GENERIC = frozenset(["record", "high", "low", "total", "level", "peak", "average", "range", "sum", "amount", "maximum", "minimum", "figure", "number", "estimate", "equivalent", "mark", "half", "rate", "pace", "increase", "decrease", "rise", "fall", "drop", "gain", "decline", "loss", "growth", "jump", "margin", "estimate", "one", "percentage", "top", "bottom", "cost", "price", "value", "advance", "discount"])
"""Heads that say little alone: the subject of their verb is joined to them."""
_PARTICLES = frozenset(("up", "down", "off", "by", "to", "at", "between", "about", "nearly", "more", "than", "over", "+", "-", "a", "around"))
_GONE_BY = re.compile(r"\b(?:year|day|month|week|quarter)$")
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
        sentence = self._doc[first].sent
        if quantity.kind == "time" and not quantity.touching and self._passing(first, last):
            return None
        part = self._part(last)
        if self._in_brackets(first, last):
            return self._words(self._doc[first - 2])
        subject = self._subject(head, first, last)
        if quantity.kind == "count":
            holder = head.head.head if head.dep_ == "pobj" and head.head.pos_ == "ADP" else None
            if holder is not None and holder.pos_ in ("NOUN", "PROPN") and holder.i not in self._taken:
                subject = holder
            return self._counted(quantity, head, part, subject)
        owner = self._owner(head, first, last)
        if quantity.kind == "age":
            return self._apposed(first) or self._words(self._aged(owner)) or self._words(subject)
        return (
            part
            or self._beside(first, sentence)
            or self._owned(owner, first, last)
            or self._colon(first, sentence)
            or self._words(self._object(head, first))
            or self._words(subject)
            or self._nearest(first, last, sentence)
        )

    def _owned(self, owner: Token | None, first: int, last: int) -> str | None:
        """The owner's noun phrase; a generic head ("record", "loss") is told with its subject."""
        name = self._words(owner)
        if owner is None or name is None or owner.lemma_.lower() not in GENERIC:
            who = self._subject(owner, first, last) if owner is not None and name is not None and " " not in name else None
            if who is not None and who.pos_ == "PROPN" and not who.i == owner.i:
                return self._join(owner, who)
            return name
        whole = self._subject(owner, first, last) or self._up(owner)
        return self._join(whole, owner) if whole is not None and whole.i != owner.i else name

    def _passing(self, first: int, last: int) -> bool:
        """ "over the past three years", "two years later": a span of time that measures nothing."""
        before = self._doc[max(0, first - 3):first].text.lower()
        after = self._doc[last + 1].lower_ if last + 1 < len(self._doc) else ""
        return bool(re.search(r"\b(?:past|last|next|coming|previous|recent)(?: \w+)?$", before)) or after in ("ago", "later", "earlier")

    def _in_brackets(self, first: int, last: int) -> bool:
        """ "Nasdaq (0.3%)": alone in brackets after a name or noun that is no quantity."""
        doc = self._doc
        return (first > 1 and doc[first - 1].text in "([" and last + 1 < len(doc) and doc[last + 1].text in ")]"
                and doc[first - 2].pos_ in ("NOUN", "PROPN") and first - 2 not in self._taken)

    def _aged(self, owner: Token | None) -> Token | None:
        """Whose age it is: "players over the age of 21"."""
        while owner is not None and owner.lemma_.lower() == "age":
            up = owner.head.head if owner.dep_ == "pobj" else owner.head
            owner = up if up.i != owner.i and up.pos_ in ("NOUN", "PROPN") else None
        return owner

    def _object(self, head: Token, first: int) -> Token | None:
        """The object that a verb changes by or to the quantity: "cut its forecast to 3 percent"."""
        up = head.head
        if head.dep_ == "pobj" and up.lower_ in ("by", "to", "from", "at"):
            up = up.head
        elif head.dep_ != "npadvmod":
            return None
        if up.pos_ != "VERB":
            return None
        for child in up.rights:
            if child.dep_ == "dobj" and child.i < first and child.pos_ in ("NOUN", "PROPN") and child.i not in self._taken:
                return child
        return None

    def _part(self, last: int) -> str | None:
        """ "of Y" right after the quantity, or after what stands in brackets behind it."""
        doc = self._doc
        i = last + 1
        if i < len(doc) and doc[i].text == "(":
            close = next((j for j in range(i + 1, min(len(doc), i + 8)) if doc[j].text == ")"), i)
            i = close + 1
        if i < len(doc) and doc[i].lower_ == "of":
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
            if first <= up.i <= last or (up.i in self._taken and token.dep_ != "pobj"):
                token = up
                continue
            if up.lemma_.lower() in ("year", "quarter", "month", "week", "day") and up.pos_ == "NOUN":
                return None
            if token.dep_ in ("nummod", "compound", "amod", "nmod", "poss", "quantmod", "npadvmod") and up.pos_ in ("NOUN", "PROPN"):
                return up
            if token.dep_ == "npadvmod" and up.pos_ in ("ADJ", "ADV", "VERB") and up.dep_ in ("amod", "advmod"):
                token = up
                continue
            if token.dep_ in ("pobj", "pcomp") and up.pos_ in ("ADP", "SCONJ"):
                noun = up.head
                if noun.dep_ == "prep" and noun.pos_ == "ADP":
                    noun = noun.head
                if noun.lemma_.lower() in ("year", "quarter", "month", "week", "day"):
                    return None
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

    def _up(self, token: Token) -> Token | None:
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
                            if child.tag_ in ("WDT", "WP") and token.dep_ == "relcl" and token.head.pos_ in ("NOUN", "PROPN"):
                                return token.head
                            break
                        return child
                else:
                    if token.dep_ in ("relcl", "acl") and token.head.pos_ in ("NOUN", "PROPN") and token.tag_ != "VB" \
                            and token.head.i not in self._taken:
                        return token.head
        return None

    def _counted(self, quantity: Quantity, head: Token, part: str | None, subject: Token | None) -> str | None:
        """For counted things: the things with what further defines them, and who has or does them.

        None when that would only say the unit again.
        """
        noun = self._words(head, keep_left=True) or part
        who = self._words(subject) if subject is not None and subject.i != head.i else None
        unit = {singular(w) for w in re.findall(r"\w+", fold(quantity.unit or ""))}
        named = re.search(r"(?:^| )[A-Z]\w* ", quantity.unit or "")
        if noun and not who and not named and {singular(w) for w in re.findall(r"\w+", fold(noun))} <= unit:
            return None
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
        """ "Dow +0.2%", "Blackmores up 9.4 per cent to $84": the noun before a particle of change that has no verb."""
        doc, i = self._doc, first - 1
        particles = signed = doc[first].text[0] in "+-−" and doc[first].text[-1:] != "-"
        if signed and i > sentence.start and doc[i].pos_ == "NUM" and doc[i - 1].pos_ in ("PROPN", "NOUN"):
            return doc[i - 1:i + 1].text
        while i >= sentence.start and (doc[i].lower_ in _PARTICLES or i in self._taken or doc[i].text in ",$"):
            particles += doc[i].text not in "," and i not in self._taken
            i -= 1
        if i >= sentence.start and particles and doc[i].pos_ in ("NOUN", "PROPN") and (
                signed or doc[i + 1].lower_ == "by" and doc[i - 1].text in (",", "and", ";") or doc[i + 1].lower_ in ("up", "down", "+", "-", "off", "between") or doc[i].dep_ in ("conj", "appos", "nsubj")
                or doc[i + 1].text == "," and doc[i + 2].lower_ in ("up", "down")) and not _GONE_BY.search(doc[sentence.start:i + 1].text[-30:]):
            return self._words(doc[i])
        return None

    def _nearest(self, first: int, last: int, sentence: Span) -> str | None:
        """The last noun phrase before the quantity in its sentence, else the first after it."""
        doc = self._doc
        for i in range(first - 1, sentence.start - 1, -1):
            if doc[i].pos_ in ("NOUN", "PROPN") and i not in self._taken and doc[i].ent_type_ not in ("DATE", "TIME"):
                return self._words(doc[i])
        for i in range(last + 1, sentence.end):
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
        words = [w for w in (self._words(head), self._words(detail)) if w]
        return ", ".join(dict.fromkeys(words)) or None

    def _words(self, head: Token | None, keep_left: bool = False) -> str | None:
        """The noun phrase of `head`: its modifiers on the left and its prepositional phrases, without numbers told apart."""
        doc = self._doc
        if head is None or head.pos_ not in ("NOUN", "PROPN", "ADJ", "X"):
            return None
        while head.dep_ == "compound" and head.head.i > head.i and head.head.pos_ in ("NOUN", "PROPN") and head.head.i - head.i < 4:
            head = head.head
        start, end = head.i, head.i
        for child in reversed(list(head.lefts)):
            if (child.dep_ in _LEFT and child.pos_ not in ("DET", "PRON")) or (child.dep_ == "poss" and child.pos_ != "PRON"):
                span = (child.left_edge.i, child.i)
                if child.i != start - 1 and doc[start - 1].text not in ("-", "’s", "'s", "’", "'") and doc[start - 1].dep_ not in ("det", "case"):
                    break
                if not keep_left and any(i in self._taken for i in range(span[0], span[1] + 1)):
                    break
                if child.i in self._taken and not (keep_left and child.dep_ != "nummod"):
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
            elif child.dep_ == "acl" and child.tag_ in ("VBN", "VBG") and child.i <= end + 2 and keep_left:
                stop = child.right_edge.i
                if stop - start < MAX_WORDS and not any(doc[i].text in ",;:()" for i in range(child.i, stop + 1)):
                    end = stop
            elif child.i > end + 1:
                break
        while start < end and (doc[start].pos_ in ("DET", "PRON", "PUNCT", "ADP", "SCONJ", "PART") or doc[start].text in "[(\"“"):
            start += 1
        text = re.sub(r"\s+", " ", doc[start:end + 1].text).strip(" ,.;:()[]\"“”'’")
        return text or None
