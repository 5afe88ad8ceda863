"""The words by which an article itself defines a term.

Every definition is one or two stretches of the article. The patterns are those of the literature on definition
extraction (Hearst 1992; Westerhout and Monachesi 2007): parentheses, appositions before and after the name, clauses of
purpose, dashes, "X is a kind of", "known as X".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.extract.terms.phrases import DASH, OPEN_MARKS, POINTING, Pieces, Stretches

if TYPE_CHECKING:
    from spacy.tokens import Token


_MARKS = "”\"’'»)]"
_NAMING = (
    r"(?:also |often |better |commonly |sometimes |widely |formally |informally )?"
    r"(?:known as|called|dubbed|termed|nicknamed|referred to as|named)"
)
_COPULA = re.compile(r"((?:\s[a-z][a-z-]+)?)\s(?:is|are|was|were)\s(?=(?:a|an|the|one of the)\s)")
_KIND = re.compile(r"(?:an?|the|one of the)\s")
_QUALIFIED = re.compile(
    r"\s(?:of|that|which|for|in which|where|who|used|designed|to|with|based|from|between)\b"
    r"|,? \w+ing\b|\s\w+\sby\b"
)


@dataclass(frozen=True, slots=True)
class Defined:
    """A term at ``text[start:end]`` with the pieces that define it; `rank` orders rival definitions, best first."""

    start: int
    end: int
    pieces: Pieces
    rank: int


@dataclass(frozen=True)
class Definer(Stretches):
    """Looks for definitions in one article."""

    # -- definitions of a known term ---------------------------------------------------------------------------------

    def define(self, start: int, end: int) -> Defined | None:
        """The best definition that stands beside the term at ``text[start:end]``, if any."""
        sentence = self.parsed.sentence_at(start)
        if sentence is None or self.parsed.blocks[sentence.block].kind == "heading":
            return None
        stop = max(sentence.end, min(end, self.parsed.blocks[sentence.block].end))
        after = end
        while after < stop and self.text[after] in _MARKS and not self.text[after:].startswith(("'s", "’s", ")")):
            after += 1
        short = re.compile(r"\s\([^()\s]{2,12}\)|,\sor\s[A-Z]\w{1,8}(?=,)").match(self.text, after, stop)
        if short:
            after = short.end()
        possessive = self.text[after:].startswith(("'s ", "’s ", "’ ", "' "))
        tries: list[tuple[int, Pieces | None]] = [
            (1, self._before(sentence.start, start, after, stop)),
            (0, None if possessive else self._parenthesis(after, stop)),
            (2, None if possessive else self._after(after, stop)),
            (3, None if possessive else self._predicate(sentence.start, start, after, stop)),
        ]
        own = re.compile(rf"(?<!\w){re.escape(self.text[start:end])}(?!\w)", re.IGNORECASE)
        found = [
            Defined(start, end, p, rank)
            for rank, p in tries
            if p is not None and self.reads_well(p) and not any(own.search(self.text[s:e]) for s, e in p)
        ]
        return min(found, key=lambda d: d.rank) if found else None

    def _parenthesis(self, after: int, stop: int) -> Pieces | None:
        m = re.compile(r"\s?\(([^()\n]{6,240})\)").match(self.text, after, stop)
        if m is None:
            return None
        inside = m[1]
        first = self.token_from(m.start(1))
        listed = inside.count(",") >= 1 and re.match(r"[a-z]", inside) is not None
        noun = first is not None and first.pos_ in ("NOUN", "ADJ", "DET") and first.text[:1].islower()
        if not noun or re.match(r"(?:see|also|pictured|left|right|now|then)\b", inside) or re.search(r"\d", inside):
            return None
        return ((m.start(1), m.end(1)),) if listed or (noun and len(inside.split()) > 2) else None

    def _after(self, after: int, stop: int) -> Pieces | None:
        """A clause after the term, or after the common noun the term stands before (``NAME pipeline, which ...``)."""
        m = re.compile(r"((?:\s[a-z][a-z-]+){0,2})(,\s|:\s|" + DASH + r")(?=\S)").match(self.text, after, stop)
        if m is None:
            return None
        head = self.nouns(m.start(1), m.end(1))
        if m[1] and head is None:
            return None
        start = m.end()
        mark = m[2].strip()
        first = self.token_from(start)
        if first is None:
            return None
        word = first.lower_
        if mark == ":":
            listed = re.match(r"[a-z][\w -]+(?:, [\w -]+)*,? and [\w -]+[.;]?$", self.text[start:stop])
            return ((start, start + len(listed[0].rstrip(".;"))),) if listed and not head else None
        meant = re.match(r"(?:that is|that is to say|i\.e\.|namely|meaning|or rather),?\s", self.text[start:stop])
        if meant:
            return ((start + meant.end(), self.clause_end(start + meant.end(), stop, mark)),)
        end = self.clause_end(start, stop, mark)
        if word == "which":
            verb = next((t for t in self.span(start, end)[1:] if t.pos_ not in ("ADV", "PART")), None)
            if verb is None or verb.pos_ not in ("VERB", "AUX") or (not head and verb.tag_ not in ("VBZ", "VBP", "MD")):
                return None
            return ((head[0], end),) if head and mark == "," else ((verb.idx, end),)
        if self._purpose(first, mark):
            return (head, (start, end)) if head and mark != "," else ((head[0] if head else start, end),)
        plain = first.text.islower() and first.pos_ in ("NOUN", "ADJ")
        if mark != "," and plain and head is None:
            return ((start, end),) if re.compile(DASH).match(self.text, end, stop) else None
        if re.match(r"the (?:most|least|only|\w+est)\b", self.text[start:stop]):
            return None
        noun_phrase = word in ("a", "an") or (word == "the" and (mark != "," or first.head.dep_ == "appos"))
        noun = next((t.lemma_.lower() for t in self.span(start, end) if t.pos_ == "NOUN"), "")
        if noun_phrase and noun not in self.words.judging and not self.listed(start, end, mark):
            return ((start, end),)
        return None

    def _purpose(self, first: Token, mark: str) -> bool:
        """Whether a participle says what the term before it is for or where it comes from."""
        if first.lower_ not in self.words.purposes or first.i + 1 >= len(first.doc):
            return False
        if first.tag_ == "VBG":
            return mark != "," or first.head.dep_ != "ROOT"
        return first.nbor(1).pos_ in ("ADP", "PART", "SCONJ", "ADV")

    def _predicate(self, sent_start: int, start: int, after: int, stop: int) -> Pieces | None:
        """``X is a kind of ...``, ``X refers to ...``, where X is the subject of its sentence."""
        before = self.text[sent_start:start].strip(" “\"‘'«")
        if not re.fullmatch(r"(?:an?|the)?\s?(?:so-called|term|phrase)?", before, re.IGNORECASE):
            return None
        m = _COPULA.match(self.text, after, stop)
        if m is not None and (not m[1] or self.nouns(m.start(1), m.end(1))):
            end = self.clause_end(m.end(), stop, "is")
            chunk = next((c for c in self.chunks if c[0] == m.end()), None)
            head = self.span(*chunk)[-1] if chunk and self.span(*chunk) else None
            if head is None or head.lemma_.lower() in self.words.judging or head.pos_ == "PROPN":
                return None
            if chunk and any(t.tag_ in ("JJS", "RBS") for t in self.span(*chunk)):
                return None
            rest = self.text[chunk[1] : end] if chunk else ""
            return ((m.end(), end),) if _QUALIFIED.match(rest) else None
        for verb in self.words.defining_verbs:
            if self.text.startswith(f" {verb} ", after):
                begin = after + len(verb) + 2
                begin += 5 if self.text.startswith("that ", begin) else 0
                return ((begin, self.clause_end(begin, stop, "is")),)
        return None

    def _before(self, sent_start: int, start: int, after: int, stop: int) -> Pieces | None:
        """A noun phrase the term is put beside: ``a gas pipeline, NAME, which ...``, ``a process called NAME``."""
        text = self.text
        lead = text[sent_start:start].rstrip(OPEN_MARKS)
        naming = re.search(r",?\s" + _NAMING + r"(?: the| a| an)?\s$", lead)
        if naming:
            return self._named_phrase(sent_start + naming.start(), after, stop)
        so_called = re.search(rf"({DASH}|,\s|\s\()(?:the |a )?(?:so-called|or) [“\"‘]?$", text[sent_start:start])
        if so_called:
            phrase = self.phrase_ending(sent_start + so_called.start())
            return (phrase,) if phrase and self.indefinite(phrase) else None
        put = re.search(rf"(?:,\s|{DASH})(?:the )?$", lead)
        closes = re.compile(rf",\s|{DASH}|\s?[.;]").match(text, after, stop)
        if put is None or (closes is None and after < stop):
            return None
        phrase = self.phrase_ending(sent_start + put.start())
        if phrase is None or not self.indefinite(phrase) or not re.match(r"[Aa]n?\s", text[phrase[0] :]):
            return None
        words = "|".join(("which", "that", *sorted(self.words.purposes)))
        which = re.compile(rf",\s(?=(?:{words})\s)").match(text, after, stop)
        if which:
            return phrase, (which.end(), self.clause_end(which.end(), stop, ","))
        return (phrase,)

    def _named_phrase(self, end: int, after: int, stop: int) -> Pieces | None:
        """The phrase before ``known as NAME``, with the clause after the name (``, under which ...``)."""
        phrase = self.phrase_ending(end)
        if phrase is None or not self.indefinite(phrase, definite=True):
            return None
        clause = re.compile(r",\s(?=(?:under|in|by|for|through) which\s|which\s)").match(self.text, after, stop)
        if clause:
            return phrase, (clause.end(), self.clause_end(clause.end(), stop, ","))
        return (phrase,) if self.long(phrase) else None

    # -- new terms ---------------------------------------------------------------------------------------------------

    def open_definitions(self) -> Iterator[Defined]:
        """Terms the article introduces by defining them: ``a technique called gene drive``, ``a X is a kind of ...``.

        A term that is named without being defined comes with no pieces.
        """
        for s in self.parsed.prose:
            for m in re.finditer(r"\s" + _NAMING + r"\s(?=(?:the |a |an )?\w)", s.text):
                term = self.bare_chunk(s.start + m.end(), s.end)
                if term is None or s.text[: m.start()].endswith((" is", " are", " was", " were", " be", " been")):
                    continue
                named = self._named_phrase(s.start + m.start(), term[1], s.end) or ()
                kind = self.phrase_ending(s.start + m.start())
                if kind is None or not self.indefinite(kind, definite=True) or self.active(s.start + m.start()):
                    continue
                yield Defined(*term, named if named and self.reads_well(named) else (), 1)
            for m in re.finditer(rf"(?:,\s|{DASH})(?=(?:an?|the)\s|[a-z])", s.text):
                yield from self._apposed(s.start, s.start + m.start(), s.start + m.end(), s.end, m[0].strip())
            if POINTING.match(s.text):
                continue
            term = self.bare_chunk(s.start, s.end)
            pieces = self._predicate(term[0], term[0], term[1], s.end) if term else None
            generic = re.match(r"an?\s", s.text, re.IGNORECASE) is not None
            if term and pieces and self.reads_well(pieces) and (generic or self._of_a_kind(term[1], pieces[0])):
                yield Defined(*term, pieces, 3)

    def active(self, offset: int) -> bool:
        """Whether the verb of naming at an offset has a subject of its own: somebody called something so."""
        token = self.token_from(offset + (self.text[offset] == ","))
        while token is not None and token.pos_ == "ADV" and token.i + 1 < len(token.doc):
            token = token.nbor(1)
        return token is not None and token.tag_ == "VBD" and any(c.dep_ == "nsubj" for c in token.children)

    def _apposed(self, sent_start: int, end: int, start: int, stop: int, mark: str) -> Iterator[Defined]:
        """``TERM, a scheme that ...``: the noun phrase before a comma or dash and the noun of kind after it."""
        begin = self.chunk_starts.get(end, -1)
        if begin < sent_start or not _KIND.match(self.text, start, stop):
            return
        term = self.bare_chunk(begin, end)
        if term is None:
            return
        clause = (start, self.clause_end(start, stop, mark))
        first = re.match(r"an?\s|the\s", self.text[start:stop])
        if begin == sent_start and POINTING.match(self.text, begin):
            # "The NOUN, a ..." goes on about something; "The ADJECTIVE NOUN, a ..." may say what that is.
            compound = self.text.startswith("The ", begin) and " " in self.text[term[0] : term[1]]
            if not compound or first is None or first[0] == "the ":
                return
        closed = self.text[clause[1] : clause[1] + 3].lstrip()[:1] in ("," if mark == "," else "—–-")
        at_start = begin == sent_start and bool(first) and self.text[clause[1] : clause[1] + 1] == ","
        if self.reads_well((clause,)) and (
            self._of_a_kind(end, clause) or (at_start and closed and self._qualified(clause))
        ):
            yield Defined(*term, (clause,), 2)

    def _qualified(self, piece: tuple[int, int]) -> bool:
        """Whether the phrase says of which kind its noun is: ``the shrinking of a balance sheet``."""
        return (
            re.match(
                r"(?:an?|the)\s(?:[\w'’-]+\s){1,3}?(?:of|that|for|in which|to|which|used|by)\s",
                self.text[piece[0] : piece[1]],
            )
            is not None
        )

    def _of_a_kind(self, after: int, piece: tuple[int, int]) -> bool:
        between = self.text[after : piece[0]]
        if any(v in between for v in self.words.defining_verbs):
            return True
        head = re.match(
            r"(?:an?|the|one of the)\s(?:[\w-]+\s){0,3}?([a-z]+?)(?:e?s)?\s"
            r"(?:of|for|that|in which|used|to|which|where|under which|by which)\b",
            self.text[piece[0] : piece[1]],
        )
        return head is not None and head[1] in self.words.kinds

    def label(self, start: int, end: int) -> str:
        """The term as it stands inside a sentence: a first word that is no name in lower case."""
        words = self.text[start:end]
        token = self.tokens.get(start)
        plain = token is not None and token.is_sent_start and token.pos_ != "PROPN" and words == words.capitalize()
        return words[0].lower() + words[1:] if plain else words
