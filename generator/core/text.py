"""Words as characters: normalisation, slugs, digests, Markdown escaping. Standard library only."""

from __future__ import annotations

import hashlib
import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, count
from typing import TypeVar

T = TypeVar("T")
_QUOTES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'") | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"')
)

_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.*?)(?:^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE
)


def not_utf8(data: bytes, at: int) -> tuple[str | None, str]:
    """Where and what a byte is that is no UTF-8, for a message about a file."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, "is UTF-16, not UTF-8"
    line = data[:at].count(b"\n") + 1
    return f"line {line}", f"has a character that is not UTF-8 (byte 0x{data[at]:02x})"


def fold(text: str) -> str:
    """Comparison form: straight quotes, no accents, single spaces, case folded. Offsets are not kept."""
    if text.isascii():  # most names and terms; the result is the same, in a tenth of the time
        return " ".join(text.split()).casefold()
    text = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split()).casefold()


def straight(text: str) -> str:
    """The text with every typographic quotation mark straightened, character for character (same length)."""
    return text.translate(_QUOTES)


def small_letters(text: str) -> str:
    """The text with A to Z in small letters and all else as it is, so that every offset stays true."""
    return text.translate(_SMALL)


RESERVED = frozenset(
    ("index", "readme", "con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10)))
)
"""Names a page cannot have: those of a folder's own page for MkDocs, and those of devices, which no checkout on Windows
can hold whatever follows the point."""


def slugify(text: str, limit: int = 80) -> str:
    """ASCII slug of at most `limit` characters, cut at a word; ``untitled`` when nothing is left.

    Letters with no ASCII form (Chinese, Cyrillic) are named by a digest, so that two names never share an empty slug,
    and a name no page can have (`RESERVED`) is followed by an x.
    """
    folded = fold(text).replace("'", "").replace("ø", "o").replace("ł", "l").replace("đ", "d")
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    if not slug:
        return "x-" + digest(text)[:8] if text.strip() else "untitled"
    if len(slug) > limit:
        slug = slug[: limit + 1].rsplit("-", 1)[0][:limit].strip("-")
    return f"{slug}-x" if slug in RESERVED else slug


RIS, CSL = ".ris", ".csl.json"
"""How the files for reference managers end that stand beside a brief's page under its name."""
_BESIDE = re.compile(r"(?:\.ris|\.csl\.json|\.html)+$")


def page_name(slug: str) -> str:
    """What a slug claims of a folder of pages, whatever its case: beside `good` stand `good.ris` and `good.html`.

    >>> page_name("Good.csl.json"), page_name("v1.0")
    ('good', 'v1.0')
    """
    return _BESIDE.sub("", slug.casefold())


def numbered(name: str) -> Iterator[str]:
    """The name, then the same with a number from 2 on, without an end: for who wants the first that is free."""
    return chain([name], (f"{name}-{n}" for n in count(2)))


class Slugs:
    """Hands out slugs, none twice (`page_name`), and none a page cannot have: who comes first keeps his."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {page_name(slug) for slug in taken} | RESERVED
        self._last: dict[str, int] = {}

    def take(self, *wanted: str) -> str:
        """The first of the slugs that is free, else the first one with a number."""
        free = next((slug for slug in wanted if page_name(slug) not in self._taken), None)
        while free is None:
            number = self._last[wanted[0]] = self._last.get(wanted[0], 1) + 1
            if page_name(f"{wanted[0]}-{number}") not in self._taken:
                free = f"{wanted[0]}-{number}"
        self._taken.add(page_name(free))
        return free


def digest(*parts: str) -> str:
    """SHA-256 of the parts, hexadecimal; parts are separated, so ("ab", "c") differs from ("a", "bc")."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def stable_id(prefix: str, *parts: str) -> str:
    """A short id that depends on the parts alone (``f-1a2b3c4d``): the same in every run."""
    return f"{prefix}-{digest(*parts)[:8]}"


_MARKUP = re.compile(r"[&<>\\`*_\[\]{}|~^]|==|#\Z|\A(?:[#+\-:!]|\d+[.)])")
"""A text without any of these is Markdown as it stands, as most are."""


def escape_markdown(text: str) -> str:
    """The text as Markdown that shows exactly these characters: no markup, no HTML, no list, no heading.

    Line breaks become spaces; `&` and `<` become entities so that no HTML comes through in any Markdown dialect.
    """
    text = " ".join(text.split())
    if not _MARKUP.search(text):
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_\[\]{}|])", r"\\\1", text)
    # Not every dialect lets these be escaped; as entities they are plain characters in all of them.
    text = re.sub(r"[~^]|=(?==)|(?<==)=", lambda m: f"&#{ord(m[0])};", text)
    # A heading's closing hashes would go: "Why we love C#".
    text = re.sub(r"#+$", lambda m: "&#35;" * len(m[0]), text)
    # What would begin a list, a heading or the like; "2025-03-26" and "2.9%" begin none.
    return re.sub(r"^(\d+(?=[.)](?:\s|$))|(?=[#+\-:!]))", r"\1\\", text)


def settle(step: Callable[[T], T], value: T, rounds: int) -> T:
    """The value after a step that is repeated until nothing changes, so many times at most."""
    for _ in range(rounds):
        after = step(value)
        if after == value:
            break
        value = after
    return value


def truncated(text: str, limit: int) -> str:
    """The text in at most `limit` characters, the last of them an ellipsis where some are left out."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def clipped(text: str, limit: int) -> str:
    """The text on one line; cut at a word, no mark left there, with an ellipsis when it exceeds `limit` characters."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(",;:–—-") + "…"


def split_front_matter(text: str) -> tuple[str | None, str]:
    """YAML front matter between two lines of ``---`` and the body after it; None when there is none.

    Only a first line that is exactly ``---`` opens it, and the next such line (or ``...``) closes it.
    """
    match = _FRONT_MATTER.match(text)
    return (match[1], text[match.end() :]) if match else (None, text)


BULLETS = "•–‣▪●◦›»►"
"""What opens an item of a list in text, besides the signs that Markdown has for it."""


@lru_cache(maxsize=1024)
def long_words(text: str) -> frozenset[str]:
    """The words of more than three letters, folded: nearly all that are no function words."""
    return frozenset(w for w in re.findall(r"\w+", fold(text)) if len(w) > 3)


def plural(number: int, one: str) -> str:
    """The number with the right form of its noun: "1 brief", "2,000 briefs"."""
    return f"{number:,} {one if number == 1 else one + 's'}"


def word_count(text: str) -> int:
    """Number of words: runs of letters and digits, with inner apostrophes, hyphens, points and commas."""
    return len(re.findall(r"\w+(?:[’'.,\-]\w+)*", text))


def paragraph_starts(text: str) -> tuple[int, ...]:
    """Where each paragraph of a cleaned text begins (paragraphs are parted by a blank line); none in an empty text."""
    return (0, *(m.end() for m in re.finditer(r"\n{2,}(?=\S)", text))) if text else ()


def printable(text: str | None) -> str:
    """The text on one line without the control characters that XML 1.0 and RFC 5545 forbid; "" for None."""
    return legible(" ".join((text or "").split()))


def legible(text: str) -> str:
    """The text without them, its lines as they are."""
    return _CONTROL.sub("", text)


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def whole(text: str) -> str:
    """The text with U+FFFD for each half of a surrogate pair, which no file can hold.

    JSON's escapes bring some, and what a terminal hands over that is not UTF-8.
    """
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
