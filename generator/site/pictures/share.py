"""The picture that stands for a page where somebody shares its link: a PNG, since no network draws SVG.

Pillow draws it with a face of the pinned package font-source-serif-pro (SIL Open Font License), never with one of the
machine, and with Pillow's own layout, so that the same card has the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from unicodedata import normalize

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
"""Pixels: what Open Graph's readers crop least."""
MARGIN = 84
LEVELS = 16
"""Colours of the palette: paper to ink in equal steps for the edges of letters, the last one for the bar."""
PAPER, INK, ACCENT = (255, 255, 255), (28, 33, 38), (31, 95, 168)
FULL, SOFT = 255, 165
"""How much ink a letter gets, of 255."""
TITLE_SIZES = (64, 56, 48)
"""Sizes of the title, the first in which it has at most three lines."""
TITLE_LINES = 3
BODY_SIZES = (34, 30, 27)
LEADING = 1.36
"""Sizes of the takeaway, the first in which it is told whole, and its line height as a part of them."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says; an empty text leaves its place free.

    Attributes:
        head: the small line on top, the name of the site.
        value: one figure, `label` what it measures.
        foot: the small line at the bottom right: outlet and day.
    """

    head: str
    title: str
    text: str = ""
    value: str = ""
    label: str = ""
    foot: str = ""


Font = ImageFont.FreeTypeFont


@lru_cache(maxsize=16)
def _font(weight: str, size: int) -> Font:
    # The .ttf files of the package give "%" the width of a comma.
    with as_file(files("font_source_serif_pro") / "files" / f"SourceSerifPro-{weight}.otf") as path:
        return ImageFont.truetype(io.BytesIO(path.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _drawable(char: str) -> bool:
    """Whether the face has the character: others look like one that no face has."""
    font = _font("Regular", 20)
    return char.isspace() or bytes(font.getmask(char)) != bytes(font.getmask("\U000f0000"))


def drawable(text: str) -> bool:
    """Whether the face has every character of a text."""
    return all(map(_drawable, normalize("NFC", text)))


@lru_cache(maxsize=4096)  # a preview that builds again draws what is new
def png(card: Card) -> bytes:
    """The picture of a card. What the face cannot write is left out with the whole of its text."""
    shades = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(shades)
    texts = (normalize("NFC", it) for it in (card.head, card.title, card.text, card.value, card.label, card.foot))
    head, title, text, value, label, foot = (it if drawable(it) else "" for it in texts)
    room = WIDTH - 2 * MARGIN
    bottom = HEIGHT - MARGIN
    pen.text((MARGIN, 56), head, fill=SOFT, font=_font("Bold", 28))
    size, lines = _title(title, room)
    top = 112
    for line in lines:
        pen.text((MARGIN, top), line, fill=FULL, font=_font("Bold", size))
        top += round(size * 1.18)
    small = _font("Regular", 27)
    if value:
        bottom -= 52
        pen.text((MARGIN, bottom - 22), value, fill=FULL, font=_font("Bold", 46))
        left = MARGIN + _font("Bold", 46).getlength(value) + 18
        [said, *_] = [*_wrapped(label, small, WIDTH - MARGIN - left, 1), ""]
        pen.text((left, bottom - 4), said, fill=SOFT, font=small)
    pen.text((WIDTH - MARGIN, HEIGHT - 56), foot, fill=SOFT, font=small, anchor="rs")
    top += 22
    size, lines = _body(text, room, bottom - 40 - top)
    for line in lines:
        pen.text((MARGIN, top), line, fill=FULL, font=_font("Regular", size))
        top += round(size * LEADING)
    return _coloured(shades)


def _title(title: str, room: float) -> tuple[int, list[str]]:
    """The largest size in which the title needs few lines, and these, of about one length."""
    for size in TITLE_SIZES:
        font = _font("Bold", size)
        lines = _wrapped(title, font, room, TITLE_LINES + 1)
        if len(lines) <= TITLE_LINES:
            break
    lines = _wrapped(title, font, room, TITLE_LINES)
    if not lines[-1:] or lines[-1].endswith("…"):
        return size, lines
    tried = (_wrapped(title, font, room * part / 20, len(lines)) for part in range(10, 20))
    return size, next((t for t in tried if t and not t[-1].endswith("…")), lines)


def _body(text: str, room: float, height: float) -> tuple[int, list[str]]:
    """The largest size in which the text is told whole, or the smallest, and its lines."""
    for size in BODY_SIZES:
        lines = _wrapped(text, _font("Regular", size), room, max(0, int(height / (size * LEADING))))
        if lines and not lines[-1].endswith("…"):
            break
    return size, lines


def _wrapped(text: str, font: Font, room: float, most: int) -> list[str]:
    """At most so many lines of words, each within the room; what is left over ends in an ellipsis."""
    words = [(word, font.getlength(word)) for word in text.split()]
    space, ellipsis = font.getlength(" "), font.getlength("…")
    lines: list[str] = []
    while words and len(lines) < most:
        last = len(lines) + 1 == most
        line: list[str] = []
        free = room + space - ellipsis * last
        while words and words[0][1] + space <= free:
            word, wide = words.pop(0)
            line.append(word)
            free -= wide + space
        if not line:
            break
        lines.append(" ".join(line).rstrip(",;:–—") + "…" if last and words else " ".join(line))
    return lines


def _coloured(shades: Image.Image) -> bytes:
    """The shades as a PNG of few colours, with the bar at its left edge."""
    steps = LEVELS - 2
    drawn = Image.frombytes("P", shades.size, shades.point([round(v * steps / 255) for v in range(256)]).tobytes())
    blend = [[round(p + (i - p) * n / steps) for p, i in zip(PAPER, INK, strict=True)] for n in range(steps + 1)]
    drawn.putpalette([channel for colour in (*blend, ACCENT) for channel in colour])
    ImageDraw.Draw(drawn).rectangle((0, 0, 19, HEIGHT), fill=LEVELS - 1)
    out = io.BytesIO()
    drawn.save(out, "PNG", bits=4)
    return out.getvalue()
