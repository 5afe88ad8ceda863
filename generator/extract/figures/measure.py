"""What a figure measures: a short phrase of the article, found by climbing the dependency tree from the quantity.

In this order: what it is a part of ("85% of Americans"), the noun it modifies ("a 3% pay rise"), the noun whose
preposition it completes ("a loss of 20 cents"), what stands before a colon, else the subject of its verb.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.core.text import fold
from generator.extract.figures.complements import complement, done_by_counted, gapped, lasting, stands_for
from generator.extract.figures.grammar import Quantity
from generator.extract.figures.nouns import singular
from generator.extract.figures.phrases import MAX_WORDS, noun_phrase
from generator.extract.figures.tables import measure_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_GONE_BY = re.compile(r"\b(?:year|day|month|week|quarter)$")
_PAID_IN = ("shares", "stock", "cash", "bonds", "advance", "total", "all")
"""What money is paid in or summed up by, not for: "bought the bank for 3 billion in shares"."""
_PRONOUNS = ("PRON",)


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
        part = self._part(last, quantity.kind)
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
        if part is not None:
            own = self._doc[head.i].dep_ in ("nsubj", "nsubjpass")
            return part if own or quantity.kind not in ("money", "percent") else self._with(part, subject)
        paid = self._paid_for(head) if quantity.kind == "money" else None
        if paid is not None:
            return self._with(paid, subject)
        return (
            self._words(self._worth(first, sentence))
            or self._words(gapped(self._doc, first, self._taken))
            or self._beside(first, sentence)
            or self._owned(owner, first, last)
            or self._colon(first, sentence)
            or self._words(self._object(head, first))
            or self._dealt(subject, head, quantity.kind)
            or self._nearest(first, last, sentence)
        )

    def _owned(self, owner: Token | None, first: int, last: int) -> str | None:
        """The owner's noun phrase; a generic head ("record", "loss") is told with its subject."""
        name = self._words(owner)
        if owner is None or name is None:
            return None
        who = self._subject(owner, first, last)
        if owner.lemma_.lower() in measure_words("generic"):
            whole = who or self._up(owner) or self._antecedent(owner)
            return self._join(whole, owner) if whole is not None and whole.i != owner.i else name
        named = who is not None and who.pos_ == "PROPN" and who.i != owner.i
        return self._join(owner, who) if named and " " not in name else name

    def _told(self, subject: Token | None, head: Token) -> str | None:
        """The subject; where it is a pronoun or says little alone, with the subject of the sentence before."""
        words = self._words(subject)
        if words is None or (
            subject is not None and words == subject.text and subject.lemma_.lower() in measure_words("vague")
        ):
            before = self._words(self._antecedent(head))
            return ", ".join(w for w in (before, words) if w) or None
        return words

    def _dealt(self, subject: Token | None, head: Token, kind: str) -> str | None:
        """Who does it, after what it is done with: "Google, Commission" for "the Commission fined Google 4 billion"."""
        who, what = self._told(subject, head), lasting(head, kind)
        what = what or self._words(complement(head, self._taken, kind))
        if who is None or what is None or what in who:
            return who or what
        return what if who in what else f"{what}, {who}"

    def counted_doing(self, head: Token, floor: int) -> str | None:
        """What is counted with what it does: "people died", for a count whose noun alone would measure nothing."""
        noun = self._words(head, keep_left=True, floor=floor)
        if noun is None:
            return None
        doing = done_by_counted(head)
        thing = self._words(doing[1]) if len(doing) > 1 else None
        said = " ".join(w for w in (noun, doing[0].text if doing else "", thing or "") if w)
        return said if len(said.split()) <= MAX_WORDS else noun

    def _antecedent(self, head: Token) -> Token | None:
        """The subject of the sentence before, when "it", "they" or a generic noun stands for it in this one."""
        sentence = head.sent
        if sentence.start == 0 or self._doc[sentence.start - 1].is_space:
            return None
        before = self._doc[sentence.start - 1].sent
        subjects = (t for t in before.root.lefts if t.dep_ in ("nsubj", "nsubjpass"))
        return next((t for t in subjects if t.pos_ in ("NOUN", "PROPN")), None)

    def _worth(self, first: int, sentence: Span) -> Token | None:
        """ "goods worth a record $9 billion": the goods."""
        for i in range(first - 1, max(sentence.start, first - 5), -1):
            if self._doc[i].lower_ == "worth":
                return self._doc[i - 1] if self._doc[i - 1].pos_ in ("NOUN", "PROPN") else None
        return None

    def _passing(self, first: int, last: int) -> bool:
        """ "over the past three years", "two years later": a span of time that measures nothing."""
        before = self._doc[max(0, first - 3) : first].text.lower()
        after = self._doc[last + 1].lower_ if last + 1 < len(self._doc) else ""
        return bool(re.search(r"\b(?:past|last|next|coming|previous|recent)(?: \w+)?$", before)) or after in (
            "ago",
            "later",
            "earlier",
        )

    def _in_brackets(self, first: int, last: int) -> bool:
        """ "Cotton (0.3%)": alone in brackets after a name or noun that is no quantity."""
        doc = self._doc
        return (
            first > 1
            and doc[first - 1].text in "(["
            and last + 1 < len(doc)
            and doc[last + 1].text in ")]"
            and doc[first - 2].pos_ in ("NOUN", "PROPN")
            and first - 2 not in self._taken
        )

    def _aged(self, owner: Token | None) -> Token | None:
        """Whose age it is: "voters over the age of 18"."""
        while owner is not None and owner.lemma_.lower() == "age":
            up = owner.head.head if owner.dep_ == "pobj" else owner.head
            owner = up if up.i != owner.i and up.pos_ in ("NOUN", "PROPN") else None
        return owner

    def _object(self, head: Token, first: int) -> Token | None:
        """The object that a verb changes by or to the quantity: "cut its forecast to 3 percent"."""
        up = head.head
        while head.dep_ == "pobj" and up.pos_ == "ADP" and up.head.pos_ == "ADP" and up.head.i < up.i:
            up = up.head  # "to well below 2 degrees"
        if head.dep_ == "pobj" and up.lower_ in ("by", "to", "from", "at"):
            up = up.head
        elif head.dep_ != "npadvmod":
            return None
        if up.pos_ != "VERB":
            return None
        for child in up.rights:
            if (
                child.dep_ == "dobj"
                and child.i < first
                and child.pos_ in ("NOUN", "PROPN")
                and child.i not in self._taken
                and (
                    child.lemma_.lower() not in measure_words("generic")
                    or any(c.dep_ in ("compound", "amod", "nmod") for c in child.lefts)
                )
            ):
                return child
        return None

    def _with(self, words: str, subject: Token | None) -> str:
        """The phrase with the subject after it, unless that says nothing new."""
        who = self._words(subject)
        return f"{words}, {who}" if who and who not in words and words not in who else words

    def _paid_for(self, head: Token) -> str | None:
        """What money is paid for: "paid 3 million euros for the bridge"."""
        verb = head.head
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in measure_words("paying"):
            return None
        for prep in (*verb.rights, *head.rights):
            if prep.lower_ == "for" and prep.dep_ in ("prep", "dative"):
                for noun in prep.children:
                    if noun.dep_ == "pobj" and noun.ent_type_ not in ("DATE", "TIME") and noun.i not in self._taken:
                        return self._words(noun)
        return None

    def _part(self, last: int, kind: str) -> str | None:
        """ "of Y" right after the quantity, or after what stands in brackets behind it."""
        doc = self._doc
        i = last + 1
        if i < len(doc) and doc[i].text == "(":
            close = next((j for j in range(i + 1, min(len(doc), i + 8)) if doc[j].text == ")"), i)
            i = close + 1
        if i + 1 < len(doc) and doc[i].lower_ == "worth" and doc[i + 1].lower_ == "of":
            i += 1
        if kind in ("money", "percent") and i + 1 < len(doc) and doc[i].lower_ == "for":
            noun = next((c for c in doc[i].children if c.dep_ == "pobj"), None)
            fits = noun is not None and noun.pos_ in ("NOUN", "PROPN") and noun.ent_type_ not in ("DATE", "TIME")
            return self._words(noun) if fits else None
        if kind == "money" and i + 1 < len(doc) and doc[i].lower_ == "in":
            if i + 1 < len(doc) and doc[i + 1].lower_ in _PAID_IN:
                return None
            noun = next((c for c in doc[i].children if c.dep_ == "pobj"), None)
            return self._words(noun) if noun is not None and noun.pos_ == "NOUN" and not noun.ent_type_ else None
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
            if token.dep_ in ("nummod", "compound", "amod", "nmod", "poss", "quantmod", "npadvmod") and up.pos_ in (
                "NOUN",
                "PROPN",
            ):
                return up
            if token.dep_ == "npadvmod" and up.pos_ in ("ADJ", "ADV", "VERB") and up.dep_ in ("amod", "advmod"):
                token = up
                continue
            if token.dep_ in ("pobj", "pcomp") and up.pos_ in ("ADP", "SCONJ"):
                noun = up.head
                if noun.dep_ == "prep" and noun.pos_ == "ADP":
                    noun = noun.head
                if noun.dep_ == "pcomp" and noun.head.dep_ == "prep":
                    noun = noun.head.head  # "losses of up to 9 million"
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
                    if (
                        grand.dep_ == "pobj"
                        and grand.i not in self._taken
                        and grand.pos_ in ("NOUN", "PROPN")
                        and grand.ent_type_ not in ("DATE", "TIME")
                    ):
                        return grand
        return None

    def _subject(self, head: Token, first: int, last: int) -> Token | None:
        """The subject of the nearest verb above the quantity."""
        token, seen = head, 0
        while token.head is not token and seen < 12:
            token, seen = token.head, seen + 1
            if token.lemma_.lower() in measure_words("reporting") and token.i not in (head.i, head.head.i):
                return None
            if token.pos_ in ("VERB", "AUX"):
                for child in token.lefts:
                    if child.dep_ in ("nsubj", "nsubjpass", "csubj") and not first <= child.i <= last:
                        if child.pos_ in _PRONOUNS or child.pos_ == "DET":
                            if (
                                child.tag_ in ("WDT", "WP")
                                and token.dep_ == "relcl"
                                and token.head.pos_ in ("NOUN", "PROPN")
                            ):
                                return token.head
                            if (meant := stands_for(child)) is not None:
                                return meant
                            break
                        return child
                else:
                    if (
                        token.dep_ in ("relcl", "acl")
                        and token.head.pos_ in ("NOUN", "PROPN")
                        and token.tag_ != "VB"
                        and token.head.i not in self._taken
                    ):
                        return token.head
        return None

    def _counted(self, quantity: Quantity, head: Token, part: str | None, subject: Token | None) -> str | None:
        """For counted things: the things with what further defines them, and who has or does them.

        None when that would only say the unit again.
        """
        noun = self._words(head.head if quantity.touching else head, keep_left=True, floor=quantity.number.end) or part
        who = self._words(subject) if subject is not None and subject.i != head.i else None
        unit = {singular(w) for w in re.findall(r"\w+", fold(quantity.unit or ""))}
        named = re.search(r"(?:^| )[A-Z]\w* ", quantity.unit or "")
        if noun and not who and not named and {singular(w) for w in re.findall(r"\w+", fold(noun))} <= unit:
            return None
        if noun and who and who not in noun:
            return f"{noun}, {who}" if len((noun + who).split()) <= 2 * MAX_WORDS else noun
        return noun or who

    def _colon(self, first: int, sentence: Span) -> str | None:
        """The noun phrase before a colon that introduces the quantity."""
        doc = self._doc
        for i in range(first - 1, sentence.start, -1):
            if doc[i].dep_ in ("nsubj", "nsubjpass") and doc[i].head.pos_ in ("VERB", "AUX") and doc[i].head.i < first:
                return None  # a clause of its own after the colon
            if doc[i].text == ":":
                window = [doc[j] for j in range(i - 1, max(sentence.start - 1, i - 20), -1)]
                nouns = [
                    t for t in window if t.pos_ in ("NOUN", "PROPN") and t.ent_type_ not in ("DATE", "TIME", "PERSON")
                ]
                free = [t for t in nouns if t.pos_ == "NOUN" and not (t.dep_ == "nsubj" and t.head.dep_ == "relcl")]
                for top in (*free, *nouns):
                    return self._words(top)
                return None
            if doc[i].pos_ in ("VERB",) and doc[i].dep_ in ("ROOT", "conj"):
                return None
        return None

    def _beside(self, first: int, sentence: Span) -> str | None:
        """ "Steel +0.3%", "cocoa up 4 per cent to $90": the noun before a particle of change that has no verb."""
        doc, i = self._doc, first - 1
        signed = doc[first].text[0] in "+-−" and doc[first].text[-1:] != "-"
        particles = int(signed)
        if signed and i > sentence.start and doc[i].pos_ == "NUM" and doc[i - 1].pos_ in ("PROPN", "NOUN"):
            return doc[i - 1 : i + 1].text
        while i >= sentence.start and (
            doc[i].lower_ in measure_words("particles") or i in self._taken or doc[i].text in ",$"
        ):
            particles += doc[i].text not in "," and i not in self._taken
            i -= 1
        if (
            i >= sentence.start
            and particles
            and doc[i].pos_ in ("NOUN", "PROPN")
            and (
                signed
                or (doc[i + 1].lower_ == "by" and doc[i - 1].text in (",", "and", ";"))
                or doc[i + 1].lower_ in ("up", "down", "+", "-", "off", "between")
                or doc[i].dep_ in ("conj", "appos", "nsubj")
                or (doc[i + 1].text == "," and doc[i + 2].lower_ in ("up", "down"))
            )
            and not _GONE_BY.search(doc[sentence.start : i + 1].text[-30:])
        ):
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
        """ "the mayor, 51,": the name before an age."""
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

    def _words(self, head: Token | None, keep_left: bool = False, floor: int = 0) -> str | None:
        return noun_phrase(self._doc, head, self._taken, keep_left, floor)
