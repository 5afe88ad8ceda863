"""Stretches of an article that may define something: noun phrases, clauses, and where they end."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile
from typing import TYPE_CHECKING

from generator.extract.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

Pieces = tuple[tuple[int, int], ...]

OPEN_MARKS = "“\"‘'«(["
DASH = r"\s?[—–]\s?|\s--?\s"
_NEXT_CLAUSE = rf";\s|{DASH}|,\s(?:but|while|although|though|whereas|so|and)\s|,\s(?=[A-Z])"
PREPOSITION = re.compile(r"\s(?:of|for|in|between|against|to|on|by|with)\s")
_ARTICLE = re.compile(r"(?:an?|the)\s", re.IGNORECASE)
CLAUSES = frozenset(("relcl", "acl", "appos", "advcl", "ROOT", "conj"))
PLAIN = frozenset(("NOUN", "ADJ", "PUNCT", "PROPN", "NUM"))
NAMED = frozenset(("PERSON", "GPE", "NORP", "DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "LOC", "FAC"))
POINTING = re.compile(r"(?:the|this|that|these|those|its|his|her|their|our|my|your)\b", re.IGNORECASE)
LONGEST = 45
"""More words than this explain more than the term."""


@dataclass(frozen=True)
class Stretches:
    """Asks the parse of one article for stretches of its text."""

    parsed: Parsed

    @property
    def text(self) -> str:
        """The article's text."""
        return self.parsed.article.text

    @cached_property
    def tokens(self) -> dict[int, Token]:
        """Tokens by the offset they start at."""
        return self.parsed.token_at

    @cached_property
    def chunks(self) -> list[tuple[int, int]]:
        """Noun phrases without what follows their noun, as spans, in order."""
        return sorted((c.start_char, c.end_char) for c in self.parsed.doc.noun_chunks)

    @cached_property
    def chunk_starts(self) -> dict[int, int]:
        """Where the noun phrase starts that ends at an offset."""
        return {end: start for start, end in self.chunks}

    def bare_chunk(self, start: int, stop: int) -> tuple[int, int] | None:
        """The noun phrase at an offset without its article, when it is of common nouns."""
        chunk = next(iter(self.chunks[bisect.bisect_left(self.chunks, (start, 0)) :]), (-1, -1))
        whole = self.span(*chunk) if chunk[0] == start and chunk[1] <= stop else []
        tokens = list(dropwhile(lambda t: t.pos_ in ("DET", "PUNCT") or t.ent_type_ == "ORDINAL", whole))
        named = any(t.ent_type_ in NAMED or not (t.pos_ in PLAIN or _hyphenated(t)) for t in tokens)
        if named or not tokens or tokens[-1].pos_ != "NOUN":
            return None
        return tokens[0].idx, tokens[-1].idx + len(tokens[-1])

    def token_from(self, offset: int) -> Token | None:
        """The token that starts at an offset, or after spaces and opening marks there."""
        while offset < len(self.text) and self.text[offset] in OPEN_MARKS + " ":
            offset += 1
        return self.tokens.get(offset)

    def span(self, start: int, end: int) -> list[Token]:
        """The tokens that lie wholly inside a stretch."""
        span = self.parsed.doc.char_span(start, end, alignment_mode="contract")
        return list(span) if span is not None else []

    def nouns(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch without the space before it, when it is all nouns."""
        tokens = [t for t in self.span(start, end) if not t.is_space]
        nominal = ("NOUN", "PROPN")
        if not tokens or tokens[-1].pos_ not in nominal or any(t.pos_ not in (*nominal, "ADJ") for t in tokens):
            return None
        return tokens[0].idx, tokens[-1].idx + len(tokens[-1])

    def phrase_ending(self, end: int) -> tuple[int, int] | None:
        """The noun phrase that ends at an offset, with what it governs by "of" and the like, from its article on."""
        while end > 0 and self.text[end - 1] in " ,":
            end -= 1
        phrase = self.chunk_starts.get(end)
        if phrase is None:
            return None
        while not _ARTICLE.match(self.text, phrase):
            i = bisect.bisect_left(self.chunks, (phrase, 0)) - 1
            if i < 0 or not PREPOSITION.fullmatch(self.text, self.chunks[i][1], phrase):
                break
            phrase = self.chunks[i][0]
        return phrase, end

    def long(self, phrase: tuple[int, int]) -> bool:
        """Whether a phrase says more than an article and a noun."""
        return len(self.text[phrase[0] : phrase[1]].split()) > 2

    def clause_end(self, start: int, stop: int, mark: str) -> int:
        """Where a clause that begins at `start` ends: at its closing mark, or where the parse says."""
        text = self.text[start:stop].rstrip().rstrip(".!?;")
        closing = re.search(_NEXT_CLAUSE if mark in (",", "is") else DASH, text)
        limit = closing.start() if closing else len(text)
        first = self.token_from(start) if mark == "," else None
        if first is not None:
            comma = len(re.split(r",(?!\d)", text[:limit])[0])
            node = next((t for t in (first, *first.ancestors) if t.dep_ in CLAUSES), first)
            reach = node.right_edge.idx + len(node.right_edge) - start
            nowhere = node.idx < start or node.dep_ == "ROOT"  # the first comma ends the clause
            limit = comma if nowhere else min(limit, max(reach, comma))
        return start + len(text[:limit].rstrip(" ,:;"))

    def reads_well(self, pieces: Pieces) -> bool:
        """Whether the words can stand as a definition: a few of them, balanced marks, no cut-off end."""
        joined = " ".join(self.text[s:e] for s, e in pieces)
        words = joined.split()
        if not 3 <= len(words) <= LONGEST:
            return False
        if any(joined.count(a) != joined.count(b) for a, b in ("()", "“”", "[]")) or joined.count('"') % 2:
            return False
        return any(t.pos_ == "NOUN" for s, e in pieces for t in self.span(s, e))


def _hyphenated(t: Token) -> bool:
    """Whether the token is part of a hyphenated word ("end-to-end")."""
    doc = t.doc
    return any(0 <= i < len(doc) and doc[i].text in "-–" for i in (t.i - 1, t.i + 1))
