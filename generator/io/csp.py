"""A strict Content-Security-Policy for a built site, made from what its theme writes into its pages.

Only what stands outside of a page's content is allowed, never what an article, a record or a note brought into it; what
the policy would refuse there is told. Scripts come from the site's own files; the few that Material writes into its
pages are allowed by their hashes, which differ with the depth of a page alone. WebAssembly may be compiled: it is
Pagefind's engine. Styles need nothing inline. Images may be data: addresses, for the theme's icons are masks in its
style sheet.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.core.errors import BuildError
from generator.io.sums import files_below

FILE = "csp.txt"
_META = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_CONTENT = re.compile(r"<article\b.*</article\s*>", re.DOTALL | re.IGNORECASE)
_SRC = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_CHARSET = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)
_SUSPECT = re.compile(
    r"<(?:script|style|iframe|object|embed|link|base|form)\b|[\s/\"'](?:on[a-z]+|style)\s*=|javascript:"
    r"|\bsrc\s*=\s*(?:[\"']\s*)?(?:[a-z]+:|//)",
    re.IGNORECASE,
)
"""What a page's content never holds but by a person's own HTML; the rare pages that do are looked at tag by tag."""
_TAG = re.compile(r"<([a-z][a-z0-9]*+)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>", re.IGNORECASE)
_ELEMENTS = frozenset(("script", "style", "iframe", "object", "embed", "base"))
_PAIR = re.compile(r"([^\s/\"'=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"']*))?")
_ELSEWHERE = re.compile(r"(?:(?!data:)[a-z]+:|//)\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Policy:
    """A site's policy, what it refuses in which page ("notes/index.html: a script"), and what was seen of each page."""

    value: str
    refused: tuple[str, ...] = ()
    pages: Mapping[str, Seen] = field(default_factory=dict)


def refused(html: str) -> Iterator[str]:
    """What of a page's content a browser would leave out under the policy."""
    for content in _CONTENT.findall(html):
        if not _SUSPECT.search(content):
            continue
        for tag, attributes in _TAG.findall(content):
            if tag.lower() in _ELEMENTS:
                yield f"the element {tag.lower()}"
            for name, value in _PAIR.findall(attributes):  # what stands in a value is text
                attribute, address = name.lower(), _ELSEWHERE.match(value.strip("\"' \n\t"))
                if value and (attribute.startswith("on") or attribute == "style"):
                    yield f"the attribute {attribute}"
                if address and attribute in ("src", "action"):
                    yield f"what {tag.lower()} takes from {address[0][:100]}"


def inline_scripts(html: str) -> list[str]:
    """The scripts written into a page that a browser would run, in their order; blocks of data are not scripts."""
    found = []
    for attributes, body in _SCRIPT.findall(html):
        kind = _TYPE.search(attributes)
        runs = kind is None or kind[1].lower() in ("module", "text/javascript", "application/javascript")
        if runs and not _SRC.search(attributes):
            found.append(body)
    return found


def own_scripts(html: str) -> list[str]:
    """The inline scripts of the theme: those outside of the page's content, whatever the content holds.

    The content stands between the first `<article>` and the last `</article>`: an analyst's note that closes the
    element early, or opens another, still stands between them.
    """
    return inline_scripts(_CONTENT.sub(" ", html))


def policy(hashes: list[str]) -> str:
    """The value of the header for inline scripts of these SHA-256 hashes (base64)."""
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return "; ".join((
        "default-src 'self'",
        f"script-src 'self' 'wasm-unsafe-eval' {allowed}".rstrip(),
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    ))  # fmt: skip


def without_policy(page: bytes) -> bytes:
    """A built page without the policy that `write` put into it: the same bytes where there is none."""
    return _META.sub(b"", page)


def allowing(page: bytes, script: bytes) -> bytes:
    """A built page whose policy lets one more script run, and styles in its text: what a live preview adds to it."""
    more = f"style-src 'self' 'unsafe-inline'; script-src 'sha256-{_hash(script)}' ".encode()
    return _META.sub(lambda found: found[0].replace(b"script-src ", more), page)


def _hash(script: bytes) -> str:
    """A script's SHA-256 as a policy names it."""
    return base64.b64encode(hashlib.sha256(script).digest()).decode()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a policy need know of a page.

    Attributes:
        scripts: hashes of the theme's inline scripts.
        refused: what a browser would leave out under the policy.
        under: the policy that the page carries already; None where it carries none.
    """

    scripts: tuple[str, ...]
    refused: tuple[str, ...]
    under: str | None = None


def seen(html: str) -> Seen:
    """What a policy need know of a page as its theme made it."""
    return Seen(tuple(_hash(body.encode()) for body in own_scripts(html)), tuple(dict.fromkeys(refused(html))))


def write(site_dir: Path, meta: bool = False, known: Mapping[str, Seen] | None = None) -> Policy:
    """Write the policy into `csp.txt` of a built site and return it with what it refuses.

    With `meta`, each page carries it as well, for hosts that set no headers. A page whose `Seen` is `known`, by its
    path in the site, is not read again. Raises BuildError for an unreadable page.
    """
    found: dict[str, Seen] = {}
    try:
        for name, file in files_below(site_dir):
            if name.endswith(".html"):
                found[name] = (known or {}).get(name) or seen(Path(file).read_text("utf-8"))
        value = policy(sorted({script for page in found.values() for script in page.scripts}))
        told = tuple(f"{name}: {what}" for name, page in found.items() for what in page.refused)
        tag = f'<meta http-equiv="Content-Security-Policy" content="{value}">'
        for name in (n for n, page in found.items() if page.under != (value if meta else None)):
            data = (site_dir / name).read_bytes()
            text = (without_policy(data) if found[name].under else data).decode("utf-8")
            (site_dir / name).unlink()  # the standing site may share the file
            (site_dir / name).write_bytes((_CHARSET.sub(lambda m: m[0] + tag, text, 1) if meta else text).encode())
        (site_dir / FILE).write_text(value + "\n", "utf-8")
    except OSError as error:
        raise BuildError(f"cannot be read or written ({error})", path=str(site_dir), remedy="build again") from error
    return Policy(value, told, found)
