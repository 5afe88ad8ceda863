"""Writing SVG: elements with escaped attributes, numbers at a fixed precision so that the bytes never waver."""

from __future__ import annotations

from generator.site.markup import Markdown

CHAR = 0.56
"""Mean width of a character of a sans-serif face as part of its size; enough to keep labels apart."""
_MARKS = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
    | {c: f"&#{ord(c)};" for c in "\\`*_[]{}|~^$"}
)
"""What ends an element or attribute, or what Markdown would read, as references."""


def number(value: float) -> str:
    """At most one decimal, without a trailing zero or a negative nought."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(tag: str, *children: str, **attributes: object) -> str:
    """An element; ``class_`` is written ``class``, ``stroke_width`` ``stroke-width``, and None leaves one out."""
    parts = [tag]
    for name, value in attributes.items():
        if value is None:
            continue
        said = number(value) if isinstance(value, float) else str(value)
        parts.append(f'{name.rstrip("_").replace("_", "-")}="{escape(said)}"')
    head = " ".join(parts)
    return f"<{head}>{''.join(children)}</{tag}>" if children else f"<{head}/>"


def escape(text: str) -> str:
    """The text for an element or attribute, on one line and without marks that Markdown would read."""
    return " ".join(text.split()).translate(_MARKS)


def label(text: str, x: float, y: float, anchor: str = "start", class_: str | None = None) -> str:
    """A line of text."""
    return element("text", escape(text), x=x, y=y, text_anchor=None if anchor == "start" else anchor, class_=class_)


def picture(
    kind: str, alternative: str, width: float, height: float, *children: str, fluid: bool = True, role: str = "img"
) -> Markdown:
    """The whole drawing, one image with its alternative to assistive technology; a fluid one is as wide as its box."""
    drawn = element(
        "svg",
        *children,
        class_=f"picture picture--{kind}",
        viewBox=f"0 0 {number(width)} {number(height)}",
        role=role,
        aria_label=alternative,
        width=None if fluid else width,
        height=None if fluid else height,
    )
    return Markdown(drawn)


def shorten(text: str, limit: int) -> str:
    """The text cut at a word to at most `limit` characters."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head.rsplit(" ", 1)[0].rstrip(",;") if " " in head else head) + "…"
