"""Explanations beside a name or a marked phrase, in forms too loose for any other word.

What stands beside a plain noun may be anything; beside a name, or words between quotation marks, an apposition, a
relative clause, "that is" or a colon explains them (the forms are those that Navigli and Velardi, ACL 2010, collect
as definitors and genera).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.extract.terms.definitions import Defined, Definer
from generator.extract.terms.phrases import DASH, Pieces

if TYPE_CHECKING:
    from spacy.tokens import Token

_GAP = re.compile(
    r"[”\"’']\s[a-z]+(?=,\s(?:in|under|by|through)\swhich\s)"
    r"|[”\"’'»)]*(?:\s\([^()\s]{2,12}\)|,?\scalled [A-Z]\w*(?=,))?"
)
_PUT = re.compile(rf",\s|{DASH}|:\s|\s\((?=[a-z])")
_CLAUSE = re.compile(r"(?:under|in|by|for|through|on|at|from|with|during|whose) which\s|whose\s|where\s|meaning\s")
_SAME = re.compile(
    r"(?:that is(?: to say)?|i\.e\.|namely|meaning|or rather)[,:]?\s(?:of\s)?"
    r"|(?=(?:code|short|shorthand|slang)\sfor\s)"
)
_POSSESSIVE = re.compile(
    r"(?:its|their|the\s(?:[\w-]+\s){1,3}?[\w-]+['’]s?|(?:[A-Z][\w-]+\s){0,3}?[\w-]+['’]s?)"
    r"\s(?=\w)"
)
_ORDER = re.compile(
    r"(?:the|its|their|his|her)\s(?:first|second|third|last|latest|next|same|only|most|"
    r"least|best|worst|other|latter|former|whole|entire|[a-z]{3,}est)\b"
)
_VERSUS = re.compile(r"\sv\.?\s")
_UNDER = re.compile(r"Under (?:the )?[“\"‘']?$")
_RULES = re.compile(r",\s(?=[^,;]*?\s(?:must|may|can|cannot|will|would|should|have to|has to|is|are|gets?|pays?)\s)")
_MOST = re.compile(r"[\w'’ -]{2,40}?['’]s?\s(?:most|least|first|only|[a-z]{3,}est)\b")
_LIST = re.compile(r"(?:an?|the)\s[^,]*?\sand\s(?:an?|the)\s")
_CALLED = re.compile(
    r",?\s(?:which|who|that)\s(?:is|are|was|were)\s(?:also\s|often\s|now\s|then\s|commonly\s)?"
    r"(?:known as|called|termed|dubbed|nicknamed|referred to as)\s(?:the\s|an?\s)?"
)
_RELATIVE = ("WDT", "WP", "WP$", "WRB")
_SUBJECT = ("nsubj", "nsubjpass", "expl")
_INSIDE = ("compound", "amod", "nmod", "poss", "nummod", "det")
_CALLED_PLAINLY = re.compile(
    r",?\s(?:known as|called|dubbed|termed|referred to as)\s"
    r"([a-z][a-z-]+(?:\s[a-z-]+){0,2})(?=[,.;:])"
)
_PLURAL = re.compile(
    r",\s(?=(?:under|in|by|through)\swhich\s|people\swho\s"
    r"|(?:\w+\s)?[a-z]+s\s(?:that|which|who|whose|in which)\s)"
)
LONGEST_LABEL = 5
"""Words of a term that is named at the end of a clause ("... is known as the right to be forgotten")."""


@dataclass(frozen=True)
class Explainer(Definer):
    """A Definer that knows what the article's names stand for and reads looser explanations of names."""

    def define(self, start: int, end: int, marked: bool = False) -> Defined | None:
        """The best definition beside the term; looser forms when it is a name or `marked`."""
        strict = super().define(start, end)
        if strict is not None and strict.rank == 2:
            strict = Defined(start, end, *self._without_verb(strict.pieces, 2))
            strict = strict if self._stands(strict) else None
        if strict is not None and strict.rank < 2:
            return strict
        loose = self.explanation(start, end, marked)
        if strict is None or loose is None:
            return strict or loose
        return strict if strict.rank <= loose.rank and strict.pieces[0][0] <= loose.pieces[0][0] else loose

    def explanation(self, start: int, end: int, marked: bool = False) -> Defined | None:
        """A loose explanation after the name or marked words at ``text[start:end]``."""
        sentence = self.parsed.sentence_at(end - 1)
        if sentence is None or self.parsed.blocks[sentence.block].kind == "heading":
            return None
        named = marked or any(c.isupper() for c in self.text[start:end])
        if not named and " " not in self.text[start:end]:
            return None
        stop = sentence.end
        gap = _GAP.match(self.text, end, stop)
        after = gap.end() if gap else end
        found = None
        if named:
            case = _VERSUS.search(self.text, start, end) is not None
            found = self._under(sentence.start, start, after, stop) or self._apposition(after, stop, marked, case)
        found = found or self._clause(start, after, stop, marked, named)
        if found is None or not self.reads_well(found[0]):
            return None
        own = re.compile(rf"(?<!\w){re.escape(self.text[start:end])}(?!\w)", re.IGNORECASE)
        if any(own.search(self.text[s:e]) for s, e in found[0]):
            return None
        defined = Defined(start, end, *self._without_verb(*found))
        return defined if self._stands(defined) else None

    def _under(self, sent_start: int, start: int, after: int, stop: int) -> tuple[Pieces, int] | None:
        """``Under the NAME, firms must ...``: the main clause says what a law or a deal demands."""
        if not _UNDER.fullmatch(self.text, sent_start, start):
            return None
        rules = _RULES.match(self.text, after, stop)
        return (((rules.end(), self.clause_end(rules.end(), stop, "is")),), 3) if rules else None

    def _without_verb(self, pieces: Pieces, rank: int) -> tuple[Pieces, int]:
        """An explanation without the main verb after a comma, which the parser sometimes takes for a part of it."""
        start, end = pieces[-1]
        if rank > 1:
            for m in re.finditer(r",\s", self.text[start:end]):
                token = self.token_from(start + m.end())
                verb = token is not None and token.tag_ in ("VBD", "VBN", "VBZ", "VBP", "MD")
                if token is not None and verb and token.lower_ not in self.words.purposes:
                    return (*pieces[:-1], (start, start + m.start())), rank
        return pieces, rank

    def _stands(self, defined: Defined) -> bool:
        """Whether the words after the term belong to it, and are not the sentence that goes on."""
        piece = defined.pieces[-1]
        if piece[0] < defined.start:
            return True
        words = self.text[piece[0] : piece[1]]
        example = self.text[max(0, defined.start - 9) : defined.start].casefold().strip() == "such as"
        if example and not re.match(r"(?:an?|the)\s", words):
            return False
        if re.match(r"(?:(?:is|are) being|will be \w+ed)\s", words):
            return False
        if defined.rank != 2:
            return True
        return not self._is_clause(*piece) and not self._opens_with_a_preposition(defined.start, piece)

    def _apposition(self, after: int, stop: int, marked: bool, case: bool) -> tuple[Pieces, int] | None:
        put = _PUT.match(self.text, after, stop)
        if put is None:
            return None
        start, mark = put.end(), put[0].strip()
        rest = self.text[start:stop]
        same = _SAME.match(rest)
        if same:
            begin = start + same.end()
            return ((begin, self.clause_end(begin, stop, mark)),), 1
        if mark == ":":
            return (((start, self.clause_end(start, stop, ":")),), 3) if marked else None
        if mark == "(":
            return None
        if marked and (alternative := re.match(r"or\s(?=[a-z])", rest)):
            begin = start + alternative.end()
            return ((begin, begin + len(re.split(r"[,.;]\s|[.]$", self.text[begin:stop])[0])),), 1
        article = re.match(r"(?:an?|the|one of (?:the|its))\s", rest)
        if not (article or _POSSESSIVE.match(rest) or marked) or _ORDER.match(rest):
            return None
        end = self.clause_end(start, stop, mark)
        head = self.head(start, end)
        if head is None or (not case and head in self.words.works | self.words.judging | self.words.not_things):
            return None
        if _MOST.match(rest) and head not in self.words.things:
            return None
        if not article and not _POSSESSIVE.match(rest) and not self._bare(start, end):
            return None
        if _LIST.match(self.text, start, end) or self.listed(start, end, mark):
            return None
        return ((start, end),), 2

    def head(self, start: int, end: int) -> str | None:
        """The noun, in small letters and the singular, by which a noun phrase at an offset says what it means."""
        head = None
        for t in self.span(start, end):
            if t.pos_ == "NOUN" or (t.pos_ == "PROPN" and t.text.islower()):
                head = t.lemma_.lower()
            elif t.pos_ == "PROPN":
                head = None
            elif t.tag_ == "POS":
                head = None  # the noun so far only owns the one to come
            elif head is not None and t.text not in "-–" and not _before_noun(t):
                break
        return head

    def _bare(self, start: int, end: int) -> bool:
        """Whether a noun phrase without article is qualified, as in "loans for students that nobody repays"."""
        tokens = self.span(start, end)
        if not tokens or tokens[0].pos_ not in ("NOUN", "ADJ"):
            return False
        words = self.text[start:end]
        return re.search(r"\s(?:of|for|that|which|who|whose|in which|where|by|to|between|with)\s", words) is not None

    def _is_clause(self, start: int, end: int) -> bool:
        """Whether the stretch is a sentence of its own: its first noun is the subject of a verb inside it."""
        for t in self.span(start, end):
            if t.tag_ in _RELATIVE or t.dep_ == "relcl" or t.lower_ == "that":
                break
            if t.tag_ in ("VBZ", "VBP", "MD") and (t.dep_ not in ("aux", "auxpass") or t.head.dep_ != "relcl"):
                return True
        root = self._first_noun(start, end)
        if root is None or root.dep_ not in _SUBJECT or root.head.idx >= end:
            return False
        # "the accord meant to stop ...": the parser takes the participle for a verb now and then.
        return root.head.pos_ in ("VERB", "AUX") and root.head.lower_ not in self.words.purposes

    def _first_noun(self, start: int, end: int) -> Token | None:
        """The noun that governs the first noun phrase of a stretch."""
        node = next((t for t in self.span(start, end) if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
        while node is not None and node.dep_ in _INSIDE and start <= node.head.idx < end and node.head.i != node.i:
            node = node.head
        return node

    def _opens_with_a_preposition(self, start: int, piece: tuple[int, int]) -> bool:
        """Whether the name closes an adverbial, and the noun phrase after it is the subject: ``In X, the Y ...``."""
        sentence = self.parsed.sentence_at(start)
        first = self.token_from(sentence.start) if sentence is not None else None
        if first is None or first.idx >= start or first.pos_ not in ("ADP", "SCONJ"):
            return False
        root = self._first_noun(*piece)
        lead = self.span(first.idx, start)
        return root is not None and root.dep_ in _SUBJECT and not any(t.dep_ == "ROOT" for t in lead)

    def _clause(self, start: int, after: int, stop: int, marked: bool, named: bool) -> tuple[Pieces, int] | None:
        """``NAME, under which ...``, ``NAME, which will carry ...``, and after marked words a little more."""
        text = self.text
        of = re.compile(r"\sof\s[^,.;:]{3,40}(?=,)").match(text, after, stop) if marked else None
        after = of.end() if of else after
        m = re.compile(r",\s").match(text, after, stop)
        if m is None:
            return None
        begin = m.end()
        clause = _CLAUSE.match(text, begin, stop)
        if not named:
            kept = clause is not None and clause[0].startswith(("under", "in", "by", "through"))
            return (((begin, self.clause_end(begin, stop, "is")),), 3) if kept else None
        science = re.search(r"\s[a-z]+$", text[start:after]) is not None
        if science and not clause:
            far = re.compile(r"[^,;.]*(?:\d\.\d[^,;.]*)?,\s(?=where\s)").match(text, begin, stop)
            if far:
                return ((far.end(), self.clause_end(far.end(), stop, "is")),), 3
        if clause and (marked or science or not clause[0].startswith(("where", "whose", "meaning"))):
            end = self.clause_end(begin, stop, "is")
            return ((begin, end),), 3
        if marked and re.compile(r"with\s[\w\s-]{3,40}?\s\w+ing\b").match(text, begin, stop):
            return ((begin, begin + len(re.split(r",\s|[.;]", text[begin:stop])[0])),), 3
        which = re.compile(r"which\s").match(text, begin, stop)
        if which:
            verb = next((t for t in self.span(which.end(), stop) if t.pos_ == "VERB"), None)
            near = verb is not None and verb.idx - which.end() < 20
            past = re.compile(r"(?:was|were|had|has|have|did)\s").match(text, which.end())
            if verb is not None and near and not past and verb.tag_ != "VBD" and verb.lemma_ in self.words.doing_verbs:
                end = self.clause_end(begin, stop, "is")
                return ((which.end() if verb.tag_ in ("VBZ", "VBP") else begin, end),), 3
        return None

    def plainly_named(self) -> Iterator[Defined]:
        """``a method called weak lensing``, whatever parts of speech the parser gives it, and plural generic subjects.

        The latter are explained by a relative clause: ``Gig workers, people who ...``, ``Such-and-such contracts, under
        which ...``.
        """
        for s in self.parsed.prose:
            for m in _CALLED_PLAINLY.finditer(s.text):
                phrase = self.phrase_ending(s.start + m.start())
                head = self.head(*phrase) if phrase else None
                if phrase is None or head not in self.words.kinds | self.words.things:
                    continue
                start, end = s.start + m.start(1), s.start + m.end(1)
                piece = (phrase,) if self.long(phrase) else ()
                clause = self.define(start, end, marked=True)
                pieces = clause.pieces if clause is not None and clause.pieces[0][0] < start else piece
                if not self._is_plain(start, end):
                    continue
                yield Defined(start, end, pieces, 2)
            subject = self.bare_chunk(s.start, s.end) if _PLURAL.search(s.text) else None
            if subject is None or subject[0] != s.start or " " not in self.text[slice(*subject)]:
                continue
            clause_start = _PLURAL.match(self.text, subject[1], s.end)
            if clause_start and self.tokens[subject[0]].pos_ != "DET" and self._plural(subject[1]):
                begin = clause_start.end()
                explained, rank = self._without_verb(((begin, self.clause_end(begin, s.end, "is")),), 3)
                if self.reads_well(explained):
                    yield Defined(*subject, explained, rank)

    def _is_plain(self, start: int, end: int) -> bool:
        tokens = self.span(start, end)
        return bool(tokens) and not any(t.pos_ in ("PRON", "DET", "ADP", "SCONJ", "AUX") for t in tokens)

    def _plural(self, end: int) -> bool:
        tokens = self.span(max(0, end - 25), end)
        return bool(tokens) and tokens[-1].tag_ == "NNS"

    def so_called(self) -> Iterator[Defined]:
        """``so-called TERM`` without quotation marks, with or without an explanation after it."""
        for s in self.parsed.prose:
            for m in re.finditer(r"\b[Ss]o-called\s(?=[a-z])", s.text):
                start = s.start + m.end()
                taken = []
                for t in self.span(start, s.end)[:6]:
                    if t.pos_ not in ("NOUN", "ADJ", "PROPN") and t.text not in "-–":
                        break
                    taken.append(t)
                if not taken or taken[-1].pos_ not in ("NOUN", "PROPN"):
                    continue
                end = taken[-1].idx + len(taken[-1])
                defined = self.define(start, end, marked=True)
                if defined is not None or " " in self.text[start:end]:
                    yield Defined(start, end, defined.pieces if defined else (), 2)

    def named_at_the_end(self) -> Iterator[Defined]:
        """``..., which is known as TERM``: the clause before says what it is."""
        for s in self.parsed.prose:
            for m in _CALLED.finditer(s.text):
                label = re.match(r"[“\"‘']?([^“”\"‘,.;:()]+)", s.text[m.end() :])
                if label is None or not 1 <= len(label[1].split()) <= LONGEST_LABEL:
                    continue
                start = s.start + m.end() + label.start(1)
                end = start + len(label[1].rstrip(" ’'"))
                before = (s.start, s.start + m.start())
                phrase = self.phrase_ending(before[1])
                piece = phrase if phrase and self.indefinite(phrase) and self.long(phrase) else before
                if self.span(start, end) and self.reads_well((piece,)):
                    yield Defined(start, end, (piece,), 2)


def _before_noun(t: Token) -> bool:
    """Whether the word stands between two parts of a compound ("world governing body")."""
    return t.tag_ in ("VBG", "JJ") and t.i + 1 < len(t.doc) and t.nbor(1).pos_ == "NOUN"
