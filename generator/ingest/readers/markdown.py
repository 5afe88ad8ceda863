"""Markdown files: block marks go, each paragraph, list item and heading becomes a line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from generator.core.limits import MARK_ROUNDS
from generator.core.tables import listed
from generator.core.text import fold, long_words, settle
from generator.ingest.cleaning.boilerplate import is_section_heading
from generator.ingest.cleaning.wrapping import LIST_ITEM, ends_paragraph, join, wrapped_at
from generator.ingest.draft import Draft, Line
from generator.ingest.readers.decode import bounded, decode, tidy
from generator.ingest.readers.forwarding import headed, stated, unsigned
from generator.ingest.readers.frontmatter import front_matter
from generator.ingest.readers.markup import is_tag, labels_of, unwrap_html, words_of

_FENCE = re.compile(r"(?:```|~~~)[`~]*[ \t]*[\w+-]*$")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?$")
_UNDERLINE = re.compile(r"(?:={2,}|-{2,}|#{4,})$")
"""Below a heading: Markdown's own two, and the one that reStructuredText puts below a title."""
_QUOTE = re.compile(r"^(?:>[ \t]?)+")
_DEFINITION = re.compile(r"\[[^\[\]^][^\[\]]*\]:[ \t]*<?(?:https?:|mailto:|www\.|[/#])\S*(?:[ \t]+[\"'(].*)?$")
_MODULE = re.compile(r"""import[ ](?:\S.*[ ]from[ ])?(['"])\S+\1;?$|export[ ](?:const|let|default|function)[ ]""")
"""A line of code on top of a page of MDX."""
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]:")
_UNSAID = (_FENCE, _DEFINITION, _NOTE, _MODULE)
"""Lines that are none of the text."""
_TASK = re.compile(r"([-*+])[ \t]+\[[ xX]\][ \t]+")
_WORDLESS = re.compile(r"[\W_]*")
_LABEL = re.compile(r"(\*\*|__)(?P<label>[^*_]{2,40})\1[ ]*(?=(?P<behind>[A-Za-z]))")
_RUN_IN = re.compile(
    r"(?P<marks>\*\*|__)(?P<heading>[^*_]{2,120}[^*_\s.,:;!?…–—-])(?P=marks)(?P<blank>[ ]*)"
    r"(?=(?P<behind>[A-Z][a-z]+)\b)"
)
"""Words in bold that open a paragraph, without a mark at their end, and a word with a capital behind them."""
_SHOUTED = re.compile(r"(?P<label>(?:[A-Z]{2,}(?:['’]S)?[ ]){0,3}[A-Z]{4,}):?[ ](?=(?P<behind>[A-Z][a-z]+|A)\b)")
"""Words in capitals that open a paragraph, and a word behind them that opens a sentence."""
_BEFORE_LABEL = re.compile(r"(?<=[.!?\"”’)])[ ]+(?=(?:\*\*|__)[^*_]{2,40}(?:\*\*|__)[ ]+[A-Za-z])")
_PROMOTION = re.compile(
    r"""(?: [*_]{0,3} [\w’'-]{1,20} (?:[ ][\w’'-]{1,20}){0,3} : [*_]{0,3} [ ]{1,3} )?          # "Most read: "
        [*_]{0,3} \[(?P<words>[^\[\]]+)\] \([^()\s]+\) [*_]{0,3}""",
    re.VERBOSE,
)
_ADDRESS = re.compile(r"(?P<label>[^:：]{1,20}[:：]\s*)?<?(?P<url>https?://[^\s<>/]+/(?P<path>[^\s<>]+?))>?")
"""A line that is the address of a page, with a label or alone."""
_PAGE_TITLE = re.compile(r"<title>\s*(?P<title>[^<>]{1,300}?)\s*</title>", re.IGNORECASE)
TITLE_WORDS = 3
"""What is shorter ("Home", "Latest news") may be a site's own heading."""
LEAST_SHARED = 2
"""Long words of an article's title that its address has."""
PROSE_WORDS = 12
"""A line of this many words is a paragraph; a title above it may be a link."""
RUN_IN_WORDS = 3
"""Bold words in front of a paragraph that are fewer may be a name ("**Jane** May ...")."""
SETEXT_WORDS = 25
"""A line above a ruler is a heading only when it is as short as one."""


def read(source: str, data: bytes, max_kb: int) -> Draft:
    """Read a Markdown file; raises IngestError for what is not text or has broken front matter."""
    given, body, diagnostics = front_matter(source, decode(source, data, max_kb))
    if mail := headed(body):
        given, body = stated(given, mail.head), unsigned(mail.text, mail.head["from"])
    lines = lines_of(body)
    if page := _PAGE_TITLE.search(body):
        given = replace(given, title=given.title or _titled(lines, page["title"]))
    if found := _copied_from(lines, given.title):
        given, lines = replace(given, url=given.url or found[1]), tuple(line for line in lines if line is not found[0])
    return Draft(given, lines, diagnostics)


def _copied_from(lines: tuple[Line, ...], title: str | None) -> tuple[Line, str] | None:
    """The line above the text that is the address where the article was copied from, and the address.

    It is the first line, or has the words of the title ("Source: https://norport.example/harbour-closes"): others lead
    elsewhere ("Watch: ...").
    """
    top = list(itertools.takewhile(lambda line: len(line.text.split()) < PROSE_WORDS or line.level, lines))
    titles = [title or "", *(line.text for line in top if line.level)]
    for i, line in enumerate(top):
        if address := _ADDRESS.fullmatch(line.text):
            words = long_words(address["path"].replace("-", " "))
            named = any(len(words & long_words(t)) >= LEAST_SHARED for t in titles)
            if named or (i == 0 and not address["label"]):
                return line, address["url"]
    return None


def _titled(lines: tuple[Line, ...], page: str) -> str | None:
    """The first line that a page's title holds ("Norport Rowing - We have won"): others are the site's ("News")."""
    said = fold(page)
    long = (line.text.rstrip(".") for line in lines if len(line.text.split()) >= TITLE_WORDS)
    return next((text for text in long if fold(text) in said), None)


def lines_of(body: str) -> tuple[Line, ...]:
    """The lines of a Markdown text. Every source line is one, unless the file is hard-wrapped."""
    raw = [line.strip() for line in bounded(tidy(unwrap_html(tidy(body)))).split("\n")]
    raw = _without_shouted_labels(_without_run_in_headings(_without_labels(raw)))
    raw = _without_promotions(raw)
    lines = _blocks(raw, wrapped_at(raw))
    return tuple(line for line in lines if not (_WORDLESS.fullmatch(line.text) or is_tag(line.text)))


def _without_labels(raw: list[str]) -> list[str]:
    """Lines without labels glued to the first word of a paragraph or, where breaks were lost, of a sentence in it
    ("**Summary** Studies show ..."): a label that comes once is parted from the line and stays above it."""
    pieces = [(piece, i == 0) for line in raw for i, piece in enumerate(_BEFORE_LABEL.split(line))]
    found = [_LABEL.match(piece) for piece, _ in pieces]
    twice, once = labels_of((match["label"], match["behind"]) for match in found if match)
    lines: list[str] = []
    for match, (piece, opens) in zip(found, pieces, strict=True):
        label = match["label"] if match and match["behind"].isupper() else ""
        if not opens and label not in twice | once:
            lines[-1] += f" {piece}"
            continue
        lines += [] if opens else [""]
        lines += [label, ""] if label in once else []
        lines.append(piece[match.end() :] if match and match["label"] in twice | once else piece)
    return lines


def _without_run_in_headings(raw: list[str]) -> list[str]:
    """Lines without headings in bold in front of their paragraph ("**How it works** From May on ..."), which stand
    above it instead: a function word with a capital goes on with no name, so that a sentence begins there."""
    small = listed("function_words", "english")
    lines: list[str] = []
    for line in raw:
        match = _RUN_IN.match(line)
        words = match["heading"].lower().split() if match else []
        named = len(words) < RUN_IN_WORDS or words[-1] in small
        sentence = match is not None and not named and match["behind"].lower() in small
        parted = sentence or (match is not None and not match["blank"])
        lines += [match["heading"], "", line[match.end() :]] if match and parted else [line]
    return lines


def _without_shouted_labels(raw: list[str]) -> list[str]:
    """Lines without labels in capitals in front of a paragraph ("DETAILS The act ..."), which stand above it instead.

    A label is what parts of articles are called, or stands before a function word with a capital, below the first
    paragraph ("TARN The port" may be a dateline); where there are two, others are labels as well.
    """
    small = listed("function_words", "english")
    found = [_SHOUTED.match(line) for line in raw]
    text = next((i for i, line in enumerate(raw) if len(line.split()) >= PROSE_WORDS), len(raw))
    called = {i for i, m in enumerate(found) if m and is_section_heading(m["label"])}
    opens = {i for i, m in enumerate(found) if m and i > text and m["behind"].lower() in small}
    sure = called | opens
    if len(sure) > 1:
        sure |= {i for i, m in enumerate(found) if m and i > text}
    lines: list[str] = []
    for i, (line, match) in enumerate(zip(raw, found, strict=True)):
        lines += [match["label"], "", line[match.end() :]] if match and i in sure else [line]
    return lines


def _without_promotions(raw: list[str]) -> list[str]:
    """Lines without those below the first paragraph that are a link, or a label and a link: they lead elsewhere."""
    text = next((i for i, line in enumerate(raw) if len(line.split()) >= PROSE_WORDS), len(raw))
    return [
        line for i, line in enumerate(raw) if i <= text or not ((m := _PROMOTION.fullmatch(line)) and " " in m["words"])
    ]


def _blocks(raw: list[str], width: int) -> Iterator[Line]:
    """The blocks of the lines; in a file wrapped at a width a line goes on with what stands before it."""
    pending: list[str] = []
    quoted = False
    for full, following in zip(raw, [*raw[1:], ""], strict=True):
        line = _QUOTE.sub("", full, count=1)
        apart = not width or quoted != full.startswith(">") or _starts_block(line)
        apart = apart or (bool(pending and line) and ends_paragraph(pending[-1], line, width))
        quoted = full.startswith(">")
        if pending and (apart or not line):
            yield _line(join(pending))
            pending = []
        if not line or any(mark.match(line) for mark in _UNSAID):
            continue
        level = 0 if pending else _underlined(line, following)
        if heading := _HEADING.match(line):
            yield _line(heading[2], len(heading[1]))
        elif level:
            yield _line(line, level)
        else:
            pending.append(line)
    if pending:
        yield _line(join(pending))


def _starts_block(line: str) -> bool:
    """Whether a line begins a list item, a heading or a block of code."""
    return any(mark.match(line) for mark in (LIST_ITEM, _HEADING, _FENCE))


def _underlined(line: str, following: str) -> int:
    """The level of a heading that is told by the ruler below it, else 0."""
    ruled = _UNDERLINE.match(following) and len(line.split()) <= SETEXT_WORDS
    return (1 if following[0] in "=#" else 2) if ruled else 0


def _line(text: str, level: int = 0) -> Line:
    """The words of a line; block marks that only appear once others are gone (``\\# 1``) go as well."""
    return Line(settle(_without_block_marks, text, MARK_ROUNDS), level)


def _without_block_marks(text: str) -> str:
    text = words_of(_TASK.sub(r"\1 ", text))
    text = _QUOTE.sub("", text, count=1) if text.startswith(">") else text
    text = "- " + text[2:] if text.startswith("+ ") else text
    if heading := _HEADING.match(text):
        text = heading[2]
    if text.startswith("|") or (text.endswith("|") and " | " in text):
        return " | ".join(cell.strip() for cell in text.strip("|").split("|") if not _WORDLESS.fullmatch(cell))
    return text
