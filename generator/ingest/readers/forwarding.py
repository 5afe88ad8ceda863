"""Messages within messages: the head of a forwarded mail, and what a mail quotes of others."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from email.utils import getaddresses

from generator.core.text import fold
from generator.ingest.cleaning.boilerplate import is_prose
from generator.ingest.draft import Given
from generator.ingest.person_names import is_name
from generator.ingest.readers.decode import tidy
from generator.ingest.stamps import read_stamp

FOOT = 12
"""Lines with words at a message's end among which its sender signs."""
GREETING_WORDS = 4
"""Words of a line above a signature that is a greeting ("Kind regards,")."""

_PREFIX = re.compile(r"^(?:\s*(?:re|fw|fwd|wg|aw|tr)\s*:)+\s*", re.IGNORECASE)
_FIELD = re.compile(r"\s*\*?(?P<name>[^\W\d_][\w-]{1,14})\s?:\*?(?:[ \t]+(?P<value>.*)|$)")
_FORWARDED = re.compile(r"\W*(?:begin )?(?:forwarded|original) message\W*$", re.IGNORECASE)
_QUOTED = re.compile(r"^(?:>[ \t]?)+")
_REPLY = re.compile(r"(?:On|Am|Le) .{4,120}\d.{0,120}(?:wrote|schrieb .{1,60}|a écrit) ?:")


@dataclass(frozen=True, slots=True)
class Original:
    """What a mail is about: the text of the message it passes on, and that message's head (field name to value)."""

    text: str
    head: dict[str, str]


def original(text: str, *, forwarded: bool) -> Original:
    """The message in a mail's text, without heads of other messages and without what it quotes of them.

    Args:
        text: the plain text of the mail.
        forwarded: whether its subject says so: then the message below a head in the text is meant, else that above.
    """
    lines = text.split("\n")
    if sum(line.startswith(">") for line in lines) * 2 > sum(bool(line.strip()) for line in lines):
        lines = [_QUOTED.sub("", line) for line in lines]  # forwarded as a quotation
    start, end, head = _head_in(lines)
    if head:
        above = "\n".join(lines[max(0, start - 3) : start])
        passed_on = forwarded or "forwarded message" in above.casefold()
        lines = lines[end:] if passed_on else lines[:start]
        head = head if passed_on else {}
    reply = next((i for i in range(len(lines)) if _attributes(lines, i)), len(lines))
    kept = (line for line in lines[:reply] if not line.startswith(">") and not _FORWARDED.match(line))
    return Original("\n".join(kept).strip("\n"), head)


def _attributes(lines: list[str], i: int) -> bool:
    """Whether a line says whose words are quoted below it ("On Thu, Feb 27, 2025 at 9:14 AM, Tom wrote:")."""
    line = _QUOTED.sub("", lines[i]).strip()
    below = next((text for text in lines[i + 1 : i + 4] if text.strip()), "")
    quotes = line.endswith(":") and any(c.isdigit() for c in line) and below.startswith(">")
    return quotes or bool(_REPLY.fullmatch(line))


def _head_in(lines: list[str]) -> tuple[int, int, dict[str, str]]:
    """Where the head of another message begins and ends in the lines, and its sender, day and subject.

    A head is told by its English field names, or in any language by its form: three fields in a row, one of which has
    an address and one a day.
    """
    fields: dict[str, str] = {}
    start = 0
    for i, line in enumerate((*lines, "")):
        if match := _FIELD.match(line):
            start = start if fields else i
            fields[match["name"].casefold()] = (match["value"] or "").strip(" *")
        elif fields and line.strip():
            if head := _head(fields):
                return start, i, head
            fields = {}
        elif head := _head(fields):
            return start, i, head
    return 0, 0, {}


def _head(fields: dict[str, str]) -> dict[str, str]:
    """Sender, day and subject of a message's head; empty for fields that are none."""
    sender = next((value for value in fields.values() if "@" in value), "")
    day = next((value for value in fields.values() if read_stamp(value)), "")
    plain = next((value for value in fields.values() if "@" not in value and value != day), "")
    if not ("from" in fields and fields.keys() & {"date", "sent", "subject"}) and not (
        len(fields) > 2 and sender and day
    ):
        return {}
    return {
        "from": fields.get("from", sender),
        "date": fields.get("date") or fields.get("sent") or day,
        "subject": fields.get("subject", plain),
    }


def stated(given: Given, head: dict[str, str]) -> Given:
    """What a message's head states of sender, subject and day, where nothing better is given.

    A person who sends a message is its author, any other sender its outlet.
    """
    name = _line(next((name for name, _ in getaddresses([head["from"]])), ""))
    day = read_stamp(re.sub(r"\s*\([^)]*\)\s*$", "", head["date"]))
    return replace(
        given,
        title=given.title or _PREFIX.sub("", _line(head["subject"])) or None,
        authors=given.authors or ((name,) if is_name(name) else ()),
        outlet=given.outlet or (None if is_name(name) else name or None),
        published=given.published or day,
        published_source=given.published_source if given.published else "stated",
    )


def unsigned(text: str, sender: str) -> str:
    """A message without what its sender signs it with: the last line that is the sender's name, the greeting above it
    and all below ("Best wishes, / Ana / Tel. ..."). A name above the first paragraph is a byline and stays.
    """
    name = _line(next((name for name, _ in getaddresses([sender])), ""))
    names = {fold(name), fold(name.split(" ")[0])} if is_name(name) else set()
    lines = text.split("\n")
    filled = [i for i, line in enumerate(lines) if line.strip()]
    signed = [i for i in filled[-FOOT:] if fold(lines[i].strip(" ,.*_-")) in names]
    if not signed or not any(is_prose(line) for line in lines[: signed[-1]]):
        return text
    above = [i for i in filled if i < signed[-1]]
    greets = not is_prose(lines[above[-1]]) and len(lines[above[-1]].split()) <= GREETING_WORDS
    return "\n".join(lines[: above[-1] if greets else signed[-1]])


def _line(text: str) -> str:
    return " ".join(tidy(text).split())


def headed(text: str) -> Original | None:
    """A mail pasted into a file, whose first line begins a head; None for any other text."""
    start, end, head = _head_in(text.lstrip().split("\n"))
    return original(text.lstrip(), forwarded=True) if head and start == 0 and end > 1 else None
