"""Bytes to characters: what is not UTF-8 text of a sensible size is refused, stray characters are mended."""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
from typing import Any
from urllib.parse import urljoin

from generator.core.errors import IngestError
from generator.core.limits import WORD_LENGTH
from generator.core.text import whole

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
CONTROL_SHARE = 0.005
"""More control characters than this and the file is not text: a page torn by a bad conversion has one in some 500."""

# Characters without width or meaning in running text: joiners, direction marks, byte order mark, object marker.
_INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067"
    "\u2068\u2069\u180e\ufeff\ufffc\u00ad"
)
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
# PDF extraction leaves presentation forms that no search finds.
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


_REPAIRS = str.maketrans(
    # C1 control characters are Windows-1252 read as Latin-1 (the WHATWG encoding standard reads them so too).
    {chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
    | _LIGATURES
    | dict.fromkeys(_INVISIBLE, "")
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_BREAKS, "\n")
    | {chr(c): "" for c in (*range(9), *range(0x0E, 0x20), 0x7F)}
)
# UTF-8 read as Windows-1252: "’" arrives as "â€™", "£" as "Â£", "é" as "Ã©". No language writes these pairs.
_MISREAD = re.compile(r"â[€\x80][\x80-\uffff]|[ÂÃ][\u00a0-\u00bf]")
_ENDLESS = re.compile(rf"\S{{{WORD_LENGTH},}}")
_BLANKS = re.compile(r"[^\S\n]{100,}")
_LINES = re.compile(r"\n{50,}")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_FIRST_TAG = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)")
BLANKS = codecs.BOM_UTF8 + b" \t\r\n"
"""Bytes that may stand in front of a document of XML or JSON."""
_SPLIT_WORD = re.compile(r"(?<=[^\W\d_])\u00ad[ \t]*\n[ \t]*(?=[^\W\d_])")


def decode(source: str, data: bytes, max_kb: int) -> str:
    """The words of a UTF-8 file, line breaks as ``\\n``.

    Raises IngestError for an empty, too large, binary or differently encoded file.
    """
    if len(data) > max_kb * 1024:
        raise IngestError(
            f"is larger than {max_kb} KB ({-(-len(data) // 1024)} KB)",
            path=source,
            remedy="cut it down to the article, or raise max_article_kb in site.yml",
        )
    if not data.strip():
        raise IngestError("is empty", path=source, remedy="put the article's text into it or remove it")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise IngestError("is not UTF-8 but UTF-16 (byte 0)", path=source, remedy="save it as UTF-8")
    if b"\0" in data:
        raise IngestError(
            f"is binary, not text (NUL at byte {data.index(0)})", path=source, remedy="save the article as plain text"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The decoder counts from behind a byte order mark.
        offset = error.start + (3 if data.startswith(codecs.BOM_UTF8) else 0)
        raise IngestError(
            f"is not UTF-8 (byte {offset} is 0x{data[offset]:02x})", path=source, remedy="save it as UTF-8"
        ) from error
    controls = len(_CONTROL.findall(text))
    if controls > max(1, len(text) * CONTROL_SHARE):
        raise IngestError(
            f"is binary, not text ({controls} control characters)", path=source, remedy="save the article as plain text"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def bounded(text: str) -> str:
    """The text with an ellipsis in the midst of words without end, and without blanks and blank lines by the hundred.

    Rules look at each place of a word: what a picture's data or a row of digits would cost grows with its square.
    """
    text = _ENDLESS.sub(lambda m: f"{m[0][: WORD_LENGTH // 2]}…{m[0][-WORD_LENGTH // 8 :]}", text)
    return _LINES.sub("\n\n", _BLANKS.sub(" ", text))


def absolute(base: str | None, link: str) -> str:
    """The address a link leads to; one that no address can be made of ("http://[x") stays, for whoever asks for it."""
    try:
        return urljoin(base or "", link)
    except ValueError:
        return link


def root_of(head: bytes) -> bytes | None:
    """The name of the root element of a document of XML, of which this is the beginning; None for anything else."""
    root = _FIRST_TAG.search(_COMMENT.sub(b"", head)) if head.startswith(b"<") else None
    return root[1] if root else None


def tidy(text: str) -> str:
    """Text with plain spaces, no invisible characters, no ligatures, in NFC; its lines stay.

    Typographic quotation marks and dashes are the author's and stay as they are.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _SPLIT_WORD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _MISREAD.sub(lambda m: _reread(m[0]), text)
    return unicodedata.normalize("NFC", text.translate(_REPAIRS))


def one_line(text: str) -> str:
    """Text as `tidy` leaves it, on one line."""
    return " ".join(tidy(text).split())


def _reread(characters: str) -> str:
    """What characters were before UTF-8 was taken for Windows-1252; themselves where that cannot be."""
    try:
        return b"".join(bytes([ord(c)]) if ord(c) < 256 else c.encode("cp1252") for c in characters).decode("utf-8")
    except UnicodeError:
        return characters


def read_json(text: str) -> Any:
    """What a JSON text of somebody else's says, line breaks in its strings allowed; raises ValueError, RecursionError.

    Its escapes may stand for half a character, which is U+FFFD here: no file could hold it.
    """
    value = json.loads(text, strict=False)
    return json.loads(whole(json.dumps(value, ensure_ascii=False))) if "\\u" in text else value
