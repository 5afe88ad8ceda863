"""Markup to words: HTML, entities, Markdown's links, emphasis and escapes, one line at a time.

Files named .txt hold these marks as often as files named .md: articles arrive as somebody's converter left them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from generator.core.limits import MARK_ROUNDS
from generator.core.text import settle
from generator.ingest.readers.decode import tidy
from generator.language.sections import SECTION_HEADINGS

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNSEEN_TAGS = ("head", "script", "style", "noscript", "template", "figcaption")
_UNSEEN = tuple(
    (re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE))
    for opening, closing in (
        (r"<!--", r"-->"),
        (r"<!doctype", r">"),
        (r"<\?", r"\?>"),
        *((rf"<{tag}(?:\s[^<>]*)?>", rf"</{tag}\s*>") for tag in _UNSEEN_TAGS),
        (r"\{\{(?=[<%]|-?\s*\w+\.\w)", r"\}\}"),
        (r"\{%", r"%\}"),
        (r"\[(?:caption|embed|video|audio)(?=[ \]])[^\[\]]*\]", r"\[/(?:caption|embed|video|audio)\]"),
    )
)
"""What a browser or a reader of the site never sees: comments, code, a picture's caption (as on web pages), and what a
site's generator puts in (Liquid, Jinja, Hugo), of variables the dotted ones: "{{w|Bonn}}" is a wiki's word."""
_HIDES = re.compile(r"<|\{[{%]|\[[a-z]")
_BREAKING = re.compile(
    r"</?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|tr|table|thead|tbody|blockquote|section|article|header|footer|aside|"
    r"figure|figcaption|main|nav|pre|form|center|body|html)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BROKEN_HEADING = re.compile(r"(?is)(?P<opened><h([1-6])(?:\s[^<>]*)?>)(?P<words>[^\n]{1,400}?)(?P<closed></h\2\s*>)")
_BREAK = re.compile(r"(?i)<br\s*/?>")
_PARAGRAPH = re.compile(r"<p(?:\s[^<>]*)?>", re.IGNORECASE)
_PARAGRAPH_END = re.compile(rf"\n[ \t]*\n|{_BREAKING.pattern}", re.IGNORECASE)
# Only names HTML has: "<5 percent" and "<name@example.org>" are words.
_INLINE = re.compile(
    r"</?(?:a|abbr|acronym|b|big|bdi|bdo|button|cite|code|data|del|dfn|em|font|i|iframe|img|input|ins|kbd|label|mark|"
    r"path|picture|q|rp|rt|ruby|s|samp|small|source|span|strike|strong|sub|sup|svg|td|th|time|tt|u|var|video|wbr|"
    r"[a-z]\w{0,9}:[a-z]\w{0,19})"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LONE = re.compile(r"^[ \t]*</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>[ \t]*$", re.MULTILINE)
"""A tag of any name with nothing beside it: a component of a site, an element of a data file."""

_LINK_TEXT = r"\[((?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*)\]"
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])")
"""What stands for an image where it cannot be seen is no text of the article."""
_LINK = re.compile(
    _LINK_TEXT
    + r"(?:\(|[ ]\((?=https?://))\s*(?:<[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_REFERENCE = re.compile(r"(?<!\w)(?=\[[^\[\]]*[^\W\d_])(?!\[sic\])" + _LINK_TEXT + r"\[[^\[\]]*\]", re.IGNORECASE)
"""A link whose address stands elsewhere ("[the ruling][1]"); "[1][2]" are two footnotes, and what an editor put within
a word or marked ("go[es][3]", "[sic][3]") has one."""
_RAISED = re.compile(r"(?<=\d)\[(st|nd|rd|th)\]")
"""Raised letters, as converters of PDFs to Markdown mark what is raised ("27[th] October")."""
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]:?|(?<=[\w.,;:!?”’\"')\]])\[\d{1,3}\]")
_ATTRIBUTES = re.compile(r"[ \t]*\{[:#.][^{}]*\}")
"""What Kramdown and Pandoc have of a link or a heading ("the [law](a.pdf){:target="_blank"}")."""
_LINKED_FOOTNOTE = re.compile(r"(?<=[\w.,;:!?”’\"')\]])\[\d{1,3}\]\([^()\s]*\)")
"""A footnote that is a link ("in 2019[3](#note-3)"): its number must not join that of the text."""
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
_STARS = re.compile(r"(?<![\w*\\])(\*{1,4})(?=[^\s*])(.{1,1000}?)(?<=[^\s*\\])\1(?![\w*])")
_INNER_STARS = re.compile(r"\*\*(?=[^\s*])([^*]{1,1000}?)\*\*")
_NO_STARS = re.compile(r"(?<!\*)\*{4}(?=[ ]?\w)")
"""Emphasis of nothing, as converters leave it of an empty tag."""
_UNDERSCORES = re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])(.{1,1000}?)(?<=[^\s_\\])\1(?!\w)")
_STRUCK = re.compile(r"(?<!~)~~(?=[^\s~])(.{1,1000}?)(?<=[^\s~])~~(?!~)")
_CODE = re.compile(r"(?<!`)(`+)(?!`)((?:(?!'').){1,1000}?)(?<!`)\1(?!`)")
_ESCAPE = re.compile(r"(?<!\\)\\+(?=[!-/:-@\[-`{-~]|$)")
_MARK = re.compile(r"[\\`*_~\[<&{]")


_PARTS = re.compile(
    r"introduction|background|context|objectives?|methods|results|findings|discussion|conclusions?|interpretation",
    re.IGNORECASE,
)
"""What the parts of a paper are called, whose abstract often comes without its breaks."""
LABEL_WORDS = 3
"""Most words of a label in front of a paragraph ("Summary")."""


def is_label(text: str) -> bool:
    """Whether marked words that open a paragraph can be its label: few, and no end of a clause."""
    return 0 < len(text.split()) <= LABEL_WORDS and text[-1] not in ".,:;!?"


def labels_of(openings: Iterable[tuple[str, str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Labels among the marked words that open paragraphs, each with the first letter behind it.

    Returns those that come twice ("Summary" before each part) and those that come once each: what parts of an article
    or of a paper are called ("Methods"), and others ("Tip") where two or more stand before a capital, in a text that
    marks no first words of a sentence as well ("**The town** has ...").
    """
    found = [(label, behind) for label, behind in openings if is_label(label)]
    counts = Counter(label for label, behind in found if behind.isupper())
    once = frozenset(label for label, count in counts.items() if count == 1)
    alike = len(once) > 1 and not any(behind.islower() for _, behind in found)
    called = frozenset(label for label in once if _PARTS.fullmatch(label) or label.casefold() in SECTION_HEADINGS)
    return frozenset(counts.keys() - once), once if alike else called


def is_tag(line: str) -> bool:
    """Whether a line is a tag and nothing else."""
    return _LONE.fullmatch(line) is not None


def unescaped(text: str) -> str:
    """Text with the characters that its character references stand for."""
    return settle(_decoded, text, 4)  # "&amp;amp;" was encoded twice


def _decoded(text: str) -> str:
    return _ENTITY.sub(lambda m: html.unescape(m[0]), text) if "&" in text else text


def unwrap_html(text: str) -> str:
    """Text without comments, code and character references; tags that part blocks become line breaks."""
    text = unescaped(text)
    if not _HIDES.search(text):
        return text
    # What stands in a line is taken out line by line; a tag that runs over several is no line of the text.
    text = _INLINE.sub(lambda m: "" if "\n" in m[0] else m[0], _without_unseen(text))
    return _LONE.sub("", _BREAKING.sub("\n", _with_whole_paragraphs(text)))


def _with_whole_paragraphs(text: str) -> str:
    """Text in which a paragraph of HTML is a line, up to the tag that ends it or an empty line: within it a line break
    is a blank, as `<br>` is within a heading."""
    text = _BROKEN_HEADING.sub(lambda m: f"{m['opened']}{_BREAK.sub(' ', m['words'])}{m['closed']}", text)
    out, at = [], 0
    for opening in _PARAGRAPH.finditer(text):
        end = _PARAGRAPH_END.search(text, opening.end())
        stop = end.start() if end else len(text)
        out += [text[at : opening.end()], text[opening.end() : stop].strip().replace("\n", " ")]
        at = stop
    return "".join((*out, text[at:])) if out else text


def _without_unseen(text: str) -> str:
    """Cut comments and code out. A search for each end, once: an unclosed one stays, and costs no second look."""
    for opening, closing in _UNSEEN:
        kept, at = [], 0
        while (start := opening.search(text, at)) and (end := closing.search(text, start.end())):
            kept.append(text[at : start.start()])
            at = end.end()
        text = " ".join((*kept, text[at:])) if kept else text
    return text


def words_of(line: str) -> str:
    """The words of a line: links, images, emphasis, code, footnote marks and tags go, what they enclose stays.

    Applied until nothing changes, `MARK_ROUNDS` times at most, so that the words of the words are the same words.
    """
    return settle(_without_marks, " ".join(line.split()), MARK_ROUNDS)


def _without_marks(line: str) -> str:
    if not _MARK.search(line):
        return line
    if "<" in line or "&" in line:
        line = tidy(_decoded(line))
        line = _INLINE.sub("", _BREAKING.sub(" ", _AUTOLINK.sub(r"\1", _without_unseen(line))))
    if "{" in line:
        line = _ATTRIBUTES.sub("", line)
    if "[" in line:
        line = _IMAGE.sub("", line)
        line = _LINKED_FOOTNOTE.sub("", line)
        line = _REFERENCE.sub(r"\1", _LINK.sub(r"\1", _RAISED.sub(r"\1", line)))
        line = _FOOTNOTE.sub("", line)
    if "`" in line:
        line = _CODE.sub(r"\2", line)
    if "*" in line:
        line = _INNER_STARS.sub(r"\1", _NO_STARS.sub("", _STARS.sub(r"\2", line)))
    if "_" in line:
        line = _UNDERSCORES.sub(r"\2", line)
    if "~~" in line:
        line = _STRUCK.sub(r"\1", line)
    if "\\" in line:
        line = _ESCAPE.sub("", line)
    # What a mark parted may be one letter behind it: an accent of its own.
    return unicodedata.normalize("NFC", " ".join(line.split()))
