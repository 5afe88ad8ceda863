"""Messages within messages: the head of a forwarded mail, and what a mail quotes of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.utils import getaddresses

from generator.core.text import fold
from generator.ingest.cleaning.boilerplate import is_prose
from generator.ingest.cleaning.wrapping import LIST_ITEM
from generator.ingest.draft import Given
from generator.ingest.person_names import is_name
from generator.ingest.readers.decode import one_line
from generator.ingest.stamps import read_stamp

FOOT = 12
"""Lines with words at a message's end among which its sender signs."""
GREETING_WORDS = 4
"""Words of a line above a signature that is a greeting ("Kind regards,")."""
TOP = 4
"""Lines with words on top of a message among which it greets."""
SIGNED_WORDS = 6
"""Words of a line below the last paragraph that is no sentence ("Sent from my iPhone"), or of a greeting on top."""
PASSED_ON = 20
"""Most heads below each other that are looked at."""
FIELDS = 12
"""Fields of a head; more of them in a row are a list."""
HEAD_LINES = 40
"""Lines of a head with long lists of addresses, or with a blank line behind each field."""
PHONE = 7
"""Digits of a telephone number; a line with fewer may hold a result."""

_PREFIX = re.compile(
    r"^(?:\s*(?:re|fwd?|aw|wg|tr|sv|vs|vb|vl|rv|enc|antw|doorst|odp|pd|ynt|答复|回复|转发)\s*[:：])+\s*", re.IGNORECASE
)
"""What mail programs of many languages put before the subject of a message that is answered or passed on."""
_ANSWER = re.compile(r"(?:\S{1,7}\s?[:：]\s*)*")
_FIELD = re.compile(
    r"\s*\*{0,2}(?P<name>[^\W\d_][\w-]{0,14}(?: [^\W\d_]\w{0,9})?)\s?(?::\*{0,2}(?:[ \t]+|$)|：)(?P<value>.*)"
)
"""A label of one or two words and its value; "À" and "A" are labels too."""
_TIME = re.compile(r"\d[:.h]\d\d\b")
_FORWARDED = re.compile(r"\W*(?:begin )?(?:forwarded|original) message\W*$", re.IGNORECASE)
_QUOTED = re.compile(r"^(?:>[ \t]?)+")
_REPLY = re.compile(r"(?:On|Am|Le) .{4,120}\d.{0,120}(?:wrote|schrieb .{1,60}|a écrit) ?:")
_LEAVE = re.compile(
    r"you(?: are|['’]re)? receiv(?:ing|ed) this\b|(?:to )?unsubscribe\b|(?:\w+\W+){1,4}unsubscribe\W*$", re.IGNORECASE
)
"""A paragraph with which a letter to a list begins to end: it must say how to leave."""
_ENDED = re.compile(r"[.!?…:;][\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class Original:
    """What a mail is about: the text of the message it passes on, and that message's head (field name to value)."""

    text: str
    head: dict[str, str]


def original(text: str, *, forwarded: bool, subject: str = "") -> Original:
    """The message in a mail's text, without heads of other messages and without what it quotes of them.

    A head in the text parts what a sender writes from the message he passes on or answers: the longer one is meant.
    So a note of one line above a forwarded article goes, and so does the question below an answer.

    Args:
        text: the plain text of the mail.
        forwarded: whether its subject says so: then the message below the head is meant wherever it has a paragraph.
        subject: the mail's subject, by which a head in any language is known.
    """
    lines = text.split("\n")
    if sum(line.startswith(">") for line in lines) * 2 > sum(bool(line.strip()) for line in lines):
        lines = [_QUOTED.sub("", line) for line in lines]  # forwarded as a quotation
    head: dict[str, str] = {}
    for _ in range(PASSED_ON):
        found = _head_in(lines, subject)
        if found is None:
            break
        start, end, fields = found
        marked = "forwarded message" in "\n".join(lines[max(0, start - 3) : start]).casefold()
        below = (forwarded or marked) and any(len(line.split()) > SIGNED_WORDS for line in lines[end:])
        if not below and _size(lines[:start]) >= _size(lines[end:]):
            lines = lines[:start]
            break
        lines, head, forwarded = lines[end:], fields, False
    return Original("\n".join(_own(lines)).strip("\n"), head)


def _size(lines: list[str]) -> int:
    return sum(len(line.split()) for line in lines if not line.startswith(">"))


def _own(lines: list[str]) -> Iterator[str]:
    """The lines of a message that are its writer's own: none that are quoted, and none that say whose words these are.

    A quoted line may go on below without a mark; behind a blank line the writer speaks again, under a bar as well as
    under a line of verse. What is quoted without any mark ends nowhere.
    """
    answers = quoted = False
    for i, line in enumerate(lines):
        marked = line.startswith(">")
        quoted = marked or (answers and quoted and bool(line.strip()))
        if not marked and _attributes(lines, i):
            if not _below(lines, i).startswith(">"):
                return
            answers = True
        elif not quoted and not _FORWARDED.match(line):
            yield line


def _attributes(lines: list[str], i: int) -> bool:
    """Whether a line says whose words are quoted below it ("On Thu, Feb 27, 2025 at 9:14 AM, Tom wrote:").

    Two of three tell: a time of day or an address, the words of mail programs, a quoted line below. "One of 1956
    ends:" over a line of verse is the writer's.
    """
    line = lines[i].strip()
    sent = bool(_TIME.search(line)) or "@" in line
    return line.endswith(":") and sent + bool(_REPLY.fullmatch(line)) + _below(lines, i).startswith(">") > 1


def _below(lines: list[str], i: int) -> str:
    """The next line with words."""
    return next((text for text in lines[i + 1 : i + 4] if text.strip()), "")


def _head_in(lines: list[str], subject: str) -> tuple[int, int, dict[str, str]] | None:
    """Where the first head of another message begins and ends in the lines, and its sender, day and subject."""
    start = 0
    while start < len(lines):
        end, fields = _fields_at(lines, start)
        if head := _head(fields, subject) if len(fields) <= FIELDS else {}:
            return start, end, head
        start = end if len(fields) > FIELDS else start + 1  # a list
    return None


def _fields_at(lines: list[str], start: int) -> tuple[int, dict[str, str]]:
    """Where the fields that begin at a line end, and their values by name.

    Some programs put a blank line behind each field; else the first one ends them. A value may go on below: such a
    line is indented, or holds one more address.
    """
    fields: dict[str, str] = {}
    end = start
    spaced: bool | None = None
    for i, line in enumerate(lines[start : start + HEAD_LINES], start):
        if len(fields) > FIELDS:
            break
        match = _FIELD.match(line)
        if match and ("@" in match["value"] or not is_prose(match["value"])):  # "Bergen: The ..." opens a text
            if spaced not in (None, i > end):
                break
            spaced = i > end if fields else None
            fields.setdefault(match["name"].casefold(), match["value"].strip(" *"))
            end = i + 1
        elif fields and line.strip() and end == i and (line[0] in " \t" or "@" in line):
            end = i + 1
        elif line.strip() or not fields or spaced is False:
            break
    return end, fields


def _head(fields: dict[str, str], subject: str) -> dict[str, str]:
    """Sender, day and subject of a message's head; empty for fields that are none.

    A head is told by its English field names, or in any language by its form (`_formed`).
    """
    values = [value for value in fields.values() if value]
    day = _day(values)
    about = next((value for value in values if _ends(subject, value)), "")
    sender = next((value for value in values if value not in (day, about)), "")
    named = "from" in fields and fields.keys() & {"date", "sent", "subject"}
    if not named and not (len(fields) > 2 and _formed(values, day, about, sender)):
        return {}
    plain = (v for v in values if "@" not in v and v not in (day, sender) and not is_name(v))
    return {
        "from": fields.get("from", sender),
        "date": fields.get("date") or fields.get("sent") or day,
        "subject": fields.get("subject") or about or next(plain, subject),
    }


def _day(values: list[str]) -> str:
    """The field that has a day, of several one with a time of day; "" for none."""
    dated = [value for value in values if read_stamp(value)]
    return next(filter(_TIME.search, dated), next(iter(dated), ""))


def _formed(values: list[str], day: str, about: str, sender: str) -> bool:
    """Whether fields have the form of a head: one has a day and the first of the others an address, or one the mail's
    own subject and another a day or an address."""
    if about:
        return bool(day) or any("@" in value for value in values)
    return bool(day) and "@" in sender


def _ends(subject: str, value: str) -> bool:
    """Whether a field has the mail's subject, which "Re: Fwd:" may stand before."""
    bare, whole = fold(_PREFIX.sub("", value)), fold(subject)
    return bool(bare) and whole.endswith(bare) and bool(_ANSWER.fullmatch(whole.removesuffix(bare)))


def stated(given: Given, head: dict[str, str]) -> Given:
    """What a message's head states of sender, subject and day, where nothing better is given.

    A person who sends a message is its author, any other sender its outlet.
    """
    name = _sender(head["from"])
    day = read_stamp(re.sub(r"\s*\([^)]*\)\s*$", "", head["date"]))
    return replace(
        given,
        title=given.title or _PREFIX.sub("", one_line(head["subject"])) or None,
        authors=given.authors or ((name,) if is_name(name) else ()),
        outlet=given.outlet or (None if is_name(name) else name or None),
        published=given.published or day,
        published_source=given.published_source if given.published else "stated",
    )


def is_personal(text: str, sender: str) -> bool:
    """Whether a sender is a person and no letter of that name ("Harbour Letter"): signs, or has a person's address.

    That begins with the given name or with its initial and the surname, and its host is not called so.
    """
    name = _sender(sender)
    if not is_name(name):
        return False
    address = next((address for _, address in getaddresses([sender])), "").casefold()
    local, _, host = address.partition("@")
    given, last = fold(name).split()[0], fold(name).split()[-1]
    addressed = re.split(r"[._-]", local)[0] in (given, given[:1] + last) and given not in host and last not in host
    return addressed or _signature(text.split("\n"), sender) is not None


def unsigned(text: str, sender: str) -> str:
    """A message without the greeting on top ("Hi all,") and without what its sender signs it with.

    That is the sender's name on a line at the end, the greeting above it and all below ("Best wishes, / Ana / Tel.
    ..."), what a list adds, and lines below the last paragraph that belong to no sentence ("Sent from my iPhone").
    """
    lines = text.split("\n")
    if not any(len(line.split()) > SIGNED_WORDS for line in lines):
        return text
    filled = [i for i, line in enumerate(lines) if line.strip()]
    greets = (i for i in filled[:TOP] if len(lines[i].split()) <= SIGNED_WORDS and lines[i].rstrip()[-1] in ",!")
    greeting = next(greets, None)
    foot = next((i for i in filled[1:][-FOOT:] if not lines[i - 1].strip() and _LEAVE.match(lines[i])), None)
    lines = lines[: _signature(lines, sender) or foot]
    while lines and _is_foot(lines[-1]):
        lines.pop()
    return "\n".join(line for i, line in enumerate(lines) if i != greeting)


def _signature(lines: list[str], sender: str) -> int | None:
    """Where a message's signature begins: the last line that is the sender's name, or the greeting above it.

    A name above the first paragraph is a byline.
    """
    name = _sender(sender)
    names = {fold(name), fold(name.split(" ")[0])} if is_name(name) else set()
    filled = [i for i, line in enumerate(lines) if line.strip()]
    signed = [i for i in filled[-FOOT:] if fold(lines[i].strip(" ,.*_-")) in names]
    if not signed or not any(is_prose(line) for line in lines[: signed[-1]]):
        return None
    above = filled[filled.index(signed[-1]) - 1]
    greets = not is_prose(lines[above]) and len(lines[above].split()) <= GREETING_WORDS
    return above if greets else signed[-1]


def _is_foot(line: str) -> bool:
    """Whether a last line of a message is blank, or short and no sentence, item or figure."""
    digits = sum(map(str.isdigit, line))
    plain = len(line.split()) <= SIGNED_WORDS and not _ENDED.search(line.rstrip()) and not LIST_ITEM.match(line)
    return plain and (digits == 0 or digits >= PHONE)


def _sender(field: str) -> str:
    """The name in a sender's field; "" for an address alone and for a name turned round ("Roe, Jane")."""
    name = (
        one_line(next((name for name, _ in getaddresses([field])), ""))
        or re.split(r"[<\[(]", one_line(field))[0].strip()
    )
    turned = is_name(" ".join(reversed(name.split(", ")))) and not is_name(name)
    return "" if "@" in name or turned else name


def headed(text: str) -> Original | None:
    """A mail pasted into a file, whose first line begins a head; None for any other text."""
    end, fields = _fields_at(text.lstrip().split("\n"), 0)
    return original(text.lstrip(), forwarded=True) if end > 1 and _head(fields, "") else None
