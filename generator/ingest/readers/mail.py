"""Mails: newsletters and articles sent round, as `.eml` files. Standard library, but for a mail that is HTML alone."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from email.message import EmailMessage
from email.policy import EmailPolicy

from generator.core.errors import IngestError
from generator.core.limits import MAIL_FIELD
from generator.core.model import Diagnostic
from generator.ingest.cleaning.boilerplate import is_prose
from generator.ingest.cleaning.wrapping import LIST_ITEM
from generator.ingest.draft import Draft, Given, Line
from generator.ingest.person_names import byline
from generator.ingest.readers import html, markdown
from generator.ingest.readers.forwarding import is_personal, original, stated, unsigned

ENOUGH_WORDS = 60
"""A plain part of fewer words only tells the reader to open the HTML one."""
WRAPPED = 100
"""Mail programs wrap at 72 to 78 characters, some at 100; a longer line is a whole paragraph."""
NOTE_WORDS = 10
"""Words of a line that only tells where the mail can be read online."""

_FORWARD = re.compile(r"\s*(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
_DIVISION = re.compile(r"<(/?)div\b", re.IGNORECASE)
_TAG = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"\s*[<(\[]\s*(?:https?://|mailto:)[^\s<>()\[\]]+\s*[>)\]]")
_BARE_ADDRESS = re.compile(r"^\s*(?:https?://\S+|\[(?:image|cid)[^\]]*\]|[-=_*~]{5,})\s*$", re.IGNORECASE)
_SIGNATURE = re.compile(r"^--(?: |\n\s*(?P<behind>.*))?$", re.MULTILINE)
_OF_ITSELF = re.compile(r"\bthis (?:e-?mail|message|list|group)\b", re.IGNORECASE)
_ONLINE = re.compile(r"(?:view|read|see)\b.{0,40}\b(?:online|browser|web)\b", re.IGNORECASE)
_HREF = re.compile(r"<a\b[^>]*?href=[\"'](https?://[^\"']+)[\"'][^>]*>(.{0,200}?)</a>", re.IGNORECASE | re.DOTALL)


class _Short(EmailPolicy):
    """Cuts each field of a head before it is read: the work of its reader grows with the square of parameters,
    addresses, encoded words and quotation marks.
    """

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """A field's name and value."""
        name, value = super().header_source_parse(sourcelines)
        return name, value if len(value) <= MAIL_FIELD else value[:MAIL_FIELD].rpartition(" ")[0].rstrip(" ,;")


def read(source: str, data: bytes) -> Draft:
    """Read one mail; raises IngestError when it has no text, or HTML alone and trafilatura is not installed."""
    try:
        return _read(source, data)
    except IngestError:
        raise
    except Exception as error:  # the standard library's parser breaks on torn heads in several ways
        raise IngestError(
            f"cannot be read as a mail ({type(error).__name__})", path=source, remedy="save the mail as .eml again"
        ) from error


def _read(source: str, data: bytes) -> Draft:
    message = email.message_from_bytes(data, policy=_Short())
    if not isinstance(message, EmailMessage) or not (message["Subject"] or message["From"] or message["Date"]):
        raise IngestError("is not a mail", path=source, remedy="save the mail as .eml, with its head")
    page, plain = _part(message, "html") or "", _part(message, "plain") or ""
    head, lines, remarks = _text(source, message, plain, page)
    if not lines:
        raise IngestError("holds no text", path=source, remedy="save the article's text as .txt and add that")
    return Draft(_given(message, head, page, plain, lines), lines, (*remarks, *_attachments(message)))


def _text(
    source: str, message: EmailMessage, plain: str, page: str
) -> tuple[dict[str, str], tuple[Line, ...], tuple[Diagnostic, ...]]:
    """The head of the message that is passed on, if one is, the lines of its text, and remarks.

    The plain part is read, unless it only tells the reader to open the HTML one.
    """
    subject, own = str(message["Subject"] or ""), str(message["From"] or "")
    forwarded = bool(_FORWARD.match(subject))
    if plain and len(plain.split()) >= min(ENOUGH_WORDS, len(_TAG.sub(" ", page).split()) / 2):
        passed_on = original(plain, forwarded=forwarded, subject=subject)
        text = unsigned(passed_on.text, passed_on.head.get("from", own))
        return passed_on.head, markdown.lines_of(_plain(text)), ()
    if not page:
        return {}, (), ()
    page = _DIVISION.sub(r"<\1p", page)  # mail programs write paragraphs and heads so, and trafilatura leaves some out
    draft = html.read(source, page.encode("utf-8"), charset="utf-8")
    passed_on = original("\n\n".join(line.text for line in draft.lines), forwarded=forwarded, subject=subject)
    kept = set(unsigned(passed_on.text, passed_on.head.get("from", own)).split("\n"))
    return passed_on.head, tuple(line for line in draft.lines if line.text in kept), draft.diagnostics


def _given(message: EmailMessage, head: dict[str, str], page: str, plain: str, lines: tuple[Line, ...]) -> Given:
    """Who wrote a mail and whose it is: a person who sends a message is its author, any other sender its outlet.

    Who passes a message on is neither; a byline in the text says more than who sent it.
    """
    online = next((m[1] for m in _HREF.finditer(page) if _ONLINE.search(re.sub(r"<[^<>]*>", " ", m[2]))), "")
    address = Given(url=online.replace("&amp;", "&") or None)
    if head:
        return stated(address, head)
    own = {name.lower(): str(message[name] or "") for name in ("From", "Subject", "Date")}
    sent = stated(address, own)
    if sent.authors and not is_personal(plain or _TAG.sub("\n", page), own["from"]):
        sent = replace(sent, authors=(), outlet=sent.authors[0])
    signed = _FORWARD.match(own["subject"]) or any(byline(line.text) for line in lines)
    return replace(sent, authors=()) if signed else sent


def _part(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body((kind,))
    if part is None or part.get_content_type() != f"text/{kind}":
        return None
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return None
    text = html.decode_page(payload, part.get_content_charset() or "utf-8").replace("\r\n", "\n")
    if part.get_param("format") == "flowed":
        text = re.sub(r"(?<=\S) \n(?=\S)", " ", text)
    return text


def _plain(text: str) -> str:
    """The text with its wrapped lines joined, without its links' addresses, rulers and the sender's signature."""
    lines = [line.rstrip() for line in text[: _signature(text)].split("\n")]
    wrapped = max(map(len, lines), default=0) <= WRAPPED
    out: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        bare = _ADDRESS.sub("", line)
        if _BARE_ADDRESS.match(line) or (_ONLINE.search(bare) and len(bare.split()) <= NOTE_WORDS):
            out.append("")
        elif wrapped and out and out[-1] and len(before) >= WRAPPED / 2 and line and not LIST_ITEM.match(line):
            out[-1] += f" {bare.strip()}"
        else:
            out.append(bare)
    return "\n\n".join(line for line in out if line)


def _signature(text: str) -> int | None:
    """Where two dashes lead to a signature: a name or a note on the message is next, or a blank ends them as the
    standard has it. Before a sentence they are a ruler between parts of the text.
    """
    found = (m for m in _SIGNATURE.finditer(text) if not is_prose(m["behind"] or "") or _OF_ITSELF.search(m["behind"]))
    return next((m.start() for m in found), None)


def _attachments(message: EmailMessage) -> tuple[Diagnostic, ...]:
    names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    names = [name for name in names if not name.startswith("image/") and not re.search(r"\.(?:png|jpe?g|gif)$", name)]
    if not names:
        return ()
    return (Diagnostic("attachment", "warning", f"attachments are not read: {', '.join(names)}"),)
