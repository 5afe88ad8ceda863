"""An article read by the language model: blocks, sections and sentences over one spaCy `Doc`.

spaCy itself is imported by `extract.nlp` alone; here its types are names for the type checker.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from generator.core.configuration import Catalog
from generator.core.limits import SENTENCE_WORDS
from generator.core.model import Article
from generator.core.text import BULLETS, fold, long_words
from generator.language.dateline import read_dateline
from generator.language.sections import SECTION_HEADINGS, Section

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

BlockKind = Literal["heading", "paragraph", "item"]

_MARKER = re.compile(rf"(?:[-*{BULLETS}]|\(?\d{{1,2}}[.)])[ \t]+")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)][ \t]")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*\s*$")
DATELINE_BLOCKS = 8
"""A dateline opens the lead, which a title, a byline, a date and what a page links to stand before."""
TITLE_WORDS = 4
"""A shorter title at the head of the first line is more likely its subject ("Athens is the capital ...")."""
_TURN = re.compile(r"(?:\(\()?(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})(?:\)\)|:)\s")
"""How a turn of a conversation opens: "JANE ROE: ", "((Jane Roe)) "."""
HEADING_WORDS = 14
"""A heading is a line of at most this many words with no full stop, followed by a longer block."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or heading; `content` is where its words start, after a list marker or a dateline.

    A heading and the blocks under it carry the section it opens, if `SECTION_HEADINGS` knows it.
    """

    start: int
    end: int
    kind: BlockKind
    content: int
    section: Section | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without surrounding space or list marker. `index` counts in the article, `block` its block."""

    index: int
    start: int
    end: int
    text: str
    block: int
    span: Span


def find_blocks(text: str, title: str | None = None, standfirst: int = 0) -> tuple[Block, ...]:
    """The blocks of a text; every line break parts blocks (cleaned text keeps a paragraph on one line).

    A title that stands at the head of the first line, with the lead running on behind it, is a block of its own. The
    first `standfirst` letters are the article's own takeaway.
    """
    lines = _lines(text, title)
    blocks: list[Block] = []
    section: Section | None = None
    for i, (start, end) in enumerate(lines):
        line = text[start:end]
        following = text[slice(*lines[i + 1])] if i + 1 < len(lines) else ""
        marker = _MARKER.match(line)
        dateline = read_dateline(line) if i < DATELINE_BLOCKS and not marker else None
        content = start + (marker.end() if marker else dateline.end if dateline else 0)
        if end <= standfirst:
            blocks.append(Block(start, end, "paragraph", content, "takeaway"))
        elif (i == 0 and line == title) or _is_heading(line, following):
            named = SECTION_HEADINGS.get(_heading_key(text[content:end]))
            # A numbered line inside a named section is a subheading of it.
            section = named or (section if _NUMBERED.match(line) else None)
            blocks.append(Block(start, end, "heading", content, section))
        else:
            blocks.append(Block(start, end, "item" if marker else "paragraph", content, section))
    return tuple(blocks)


def _lines(text: str, title: str | None) -> list[tuple[int, int]]:
    """Where the lines of a text start and end, white space left out; a title glued to the lead is a line of its own."""
    found = [(m.start(), m.end()) for m in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]
    behind = _behind_title(text, title, found[0][0]) if found and title else None
    if behind:
        found[:1] = [(found[0][0], len(text[:behind].rstrip())), (behind, found[0][1])]
    return found


def _behind_title(text: str, title: str, start: int) -> int | None:
    """Where the lead starts that runs on behind the title in one line; None when there is no such title."""
    if len(title.split()) < TITLE_WORDS or not text.startswith(title + " ", start):
        return None
    lead = start + len(title) + 1
    return lead if text[lead : lead + 1].isupper() else None


def _heading_key(line: str) -> str:
    return " ".join(re.sub(r"[^\w ]", "", fold(line)).split())


def _is_heading(line: str, following: str) -> bool:
    words = line.split()
    if not following or len(words) > HEADING_WORDS or line[-1] in ".!,;:…\"'”’)":
        return False
    if _heading_key(line) in SECTION_HEADINGS:
        return True
    if line[-1] == "?" and not _NUMBERED.match(line):
        return False
    if _MARKER.match(line) and not _NUMBERED.match(line):
        return False
    return len(following.split()) > max(len(words), 12)


@dataclass(frozen=True)
class Parsed:
    """One article with its parse. Token offsets (`token.idx`) are offsets into `article.text`."""

    article: Article
    doc: Doc
    catalog: Catalog

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Headings, paragraphs and list items, in order."""
        return find_blocks(self.article.text, self.article.title, self.article.standfirst)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order, those of headings included (``blocks[s.block].kind`` tells).

        The parser now and then cuts in the middle ("Xi | and Putin will meet"); a piece that does not end as a sentence
        is joined with the next one of its block.
        """
        out: list[Sentence] = []
        starts = [b.start for b in self.blocks]
        opened: Span | None = None
        for piece in self.doc.sents:
            span = piece if opened is None else self.doc[opened.start : piece.end]
            raw = span.text
            start, end = span.start_char + len(raw) - len(raw.lstrip()), span.start_char + len(raw.rstrip())
            if start >= end:
                continue
            block = max(0, bisect.bisect_right(starts, start) - 1)
            if end <= self.blocks[block].content:
                continue  # a list marker
            if end < self.blocks[block].end and len(span) < SENTENCE_WORDS and not _SENTENCE_END.search(raw):
                opened = span
                continue
            opened = None
            start = max(start, self.blocks[block].content)
            out.append(Sentence(len(out), start, end, self.article.text[start:end], block, span))
        return tuple(out)

    @cached_property
    def prose(self) -> tuple[Sentence, ...]:
        """The sentences that are not headings."""
        return tuple(s for s in self.sentences if self.blocks[s.block].kind != "heading")

    @cached_property
    def unsaid(self) -> frozenset[int]:
        """The sentences of a conversation, by their index, that do not say whose they are: all but the first of a turn
        ("JANE ROE: We pay. It is enough."), and all of who asks.

        Turns open with a name and a colon, or a name in double brackets; two names at least have two or more of them,
        and one asks in more than half of his: his words are no news. Labels of a list ask nothing.
        """
        names = [m["name"] if (m := _TURN.match(self.article.text, b.start, b.end)) else "" for b in self.blocks]
        asking = Counter(
            n for n, b in zip(names, self.blocks, strict=True) if "?" in self.article.text[b.start : b.end]
        )
        turns = {name: n for name, n in Counter(filter(None, names)).items() if n > 1}
        askers = {name for name, n in turns.items() if asking[name] * 2 > n}
        if len(turns) < 2 or not askers:
            return frozenset()
        whose: list[str] = []
        for name in names:
            whose.append(name or (whose[-1] if whose else ""))
        out: set[int] = set()
        for sentence in self.sentences:
            name, block = whose[sentence.block], self.blocks[sentence.block]
            opens = names[sentence.block] and sentence.start <= block.content
            if name and (not opens or name in askers):
                out.add(sentence.index)
        return frozenset(out)

    @cached_property
    def spread(self) -> Counter[str]:
        """In how many sentences each content word stands."""
        return Counter(word for s in self.sentences for word in long_words(s.text))

    @cached_property
    def token_at(self) -> dict[int, Token]:
        """Each token by where it starts in the article's text."""
        return dict(zip(self.token_starts, self.doc, strict=True))

    @cached_property
    def token_starts(self) -> list[int]:
        """Where each token starts in the article's text, ascending."""
        return [token.idx for token in self.doc]

    def first_token(self, offset: int) -> int:
        """Index of the first token that starts at or after the offset."""
        return bisect.bisect_left(self.token_starts, offset)

    def token_before(self, offset: int) -> Token:
        """The last token that starts at or before the offset."""
        return self.doc[max(0, bisect.bisect_right(self.token_starts, offset) - 1)]

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers the offset, or the last one before it; None in an article without any."""
        i = bisect.bisect_right(self._starts, offset) - 1
        return self.sentences[i] if i >= 0 else None

    def in_heading(self, offset: int) -> bool:
        """Whether the sentence at the offset is a heading, where capitals and tense mean nothing."""
        sentence = self.sentence_at(offset)
        return sentence is not None and self.blocks[sentence.block].kind == "heading"
