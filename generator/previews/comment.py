"""The one comment a pull request gets: its text made harmless, found again by a hidden mark and its author."""

from __future__ import annotations

import html
import re

from generator.previews.github import GitHub

MARK = "<!-- briefing-desk: preview -->"
AUTHOR = "github-actions[bot]"
"""Who the jobs of GitHub Actions write as; a comment of anyone else is never changed."""
MOST = 60_000
"""Characters of a comment; GitHub takes 65,536."""
ROOM = 200
"""Characters that closing a cut text may take."""
GONE = "> **The preview was removed** when this pull request was closed: its links lead nowhere now."
_JOINER = "\u2060"
"""WORD JOINER: no glyph and no width; GitHub's filters for mentions, references and addresses stop at it."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_COMMIT = re.compile(
    r"(?<![0-9a-z])(?:[0-9a-f]{40,}|(?!(?<=`)[0-9a-f]+`)(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,39})(?![0-9a-z])",
    re.IGNORECASE,
)
"""What GitHub may take for the name of a commit: whole, or shortened and not in a code span of its own."""
_TAG = re.compile(r"</?(?:details|summary|sub|br|code|ins|del)>", re.ASCII)


def harmless(text: str, *places: str, most: int = MOST) -> str:
    """A comment's Markdown, cut to `most` characters, with nothing in it that reaches outside some addresses.

    What stays: text, emphasis, lists, tables, code, folded details, links below one of `places` (the preview, the files
    of its commit). What is broken so that it is shown as it was written: any other HTML, links and images elsewhere,
    addresses, mentions, references to issues, drawings, formulas.
    """
    text = "".join(c for c in text.replace("\r\n", "\n") if c in "\n\t" or (c.isprintable() and c != _JOINER))
    out: list[str] = []
    place = 0
    below = "|".join(map(re.escape, places)) or "(?!)"
    for match in re.finditer(rf"(?:{below})[A-Za-z0-9/._~#=?&-]*(?=\))", text):
        before = text[place : match.start()]
        # A link's address only, and none that climbs out of its place.
        if before.endswith("](") and ".." not in match[0]:
            out += [_broken(before[:-2]), "](", match[0]]
            place = match.end()
    return _shortened("".join(out) + _broken(text[place:]), most)


def _broken(text: str) -> str:
    """Text without a working mention, reference, address, link or tag."""
    parts = re.split(f"({_TAG.pattern})", text)
    for i in range(0, len(parts), 2):
        part = _ENTITY.sub(_undone, _ENTITY.sub(_decoded, parts[i]))
        part = re.sub(r"<(?=[A-Za-z/!?])", f"<{_JOINER}", part)
        part = part.replace("@", f"@{_JOINER}")
        part = re.sub(r"#(?=\d)(?!(?<=&#)\d{1,7};)", f"#{_JOINER}", part)
        part = _COMMIT.sub(lambda m: f"{m[0][:1]}{_JOINER}{m[0][1:]}", part)
        # No boundary of a word before them: GitHub asks for none that Python knows ("1https:", "_www.").
        part = re.sub(r"(?i)(gh)(?=\\?-\d)", rf"\1{_JOINER}", part)
        part = re.sub(r"(?i)(https?|ftp|mailto|xmpp|www)(?=\\?[:.])", rf"\1{_JOINER}", part)
        part = re.sub(r"\](?=[(:\[])", f"]{_JOINER}", part)
        # What a fence names is drawn (mermaid, geojson), commands of TeX are carried out: both may lead elsewhere.
        part = re.sub(r"((?:`{3}|~{3})[ \t]*)(?=[^\s`~])", rf"\1{_JOINER}", part)
        part = re.sub(r"\\(?=[A-Za-z])", rf"\\{_JOINER}", part)
        parts[i] = re.sub(r"!(?=\[)", f"!{_JOINER}", part)
    return "".join(parts)


def _decoded(entity: re.Match[str]) -> str:
    """A character that an entity would smuggle past the rules; any other entity stays."""
    character = html.unescape(entity[0])
    return character if len(character) == 1 and (character.isalnum() or character in "@#:/.-") else entity[0]


def _undone(entity: re.Match[str]) -> str:
    """The same for what decoding has left: an entity that it made (`&#6&#52;;` is `&#64;` now) is shown as it is."""
    return entity[0] if _decoded(entity) == entity[0] else f"&{_JOINER}{entity[0][1:]}"


def _shortened(text: str, most: int) -> str:
    """The text, cut at a line where it is longer than `most`, with its folds closed."""
    if len(text) <= most:
        return text
    text = text[: most - ROOM].rpartition("\n")[0]
    open_folds = min(text.count("<details>") - text.count("</details>"), ROOM // 20)
    return text + "\n" + "\n</details>" * max(open_folds, 0) + "\n\n*Cut here: the rest is in the job's summary.*\n"


def stick(github: GitHub, number: int, text: str) -> None:
    """Write the comment, or put the text in place of the one that is there. `text` must be `harmless`."""
    body = f"{MARK}\n{text}"
    known = find(github, number)
    if known is None:
        github.say(number, body)
    elif known[1] != body:
        github.resay(known[0], body)


def strike(github: GitHub, number: int) -> None:
    """Say in the comment, if there is one, that the preview is gone."""
    known = find(github, number)
    if known is not None and GONE not in known[1]:
        github.resay(known[0], known[1].replace(MARK, f"{MARK}\n{GONE}\n", 1))


def find(github: GitHub, number: int) -> tuple[int, str] | None:
    """The id and text of the comment: the oldest one of `AUTHOR` that begins with the mark."""
    for comment in github.comments(number):
        user, ident = comment.get("user"), comment.get("id")
        body = str(comment.get("body") or "").replace("\r\n", "\n")
        if (
            isinstance(user, dict)
            and user.get("login") == AUTHOR
            and user.get("type") == "Bot"
            and isinstance(ident, int)
            and body.startswith(MARK)
        ):
            return ident, body
    return None
