"""A strict Content-Security-Policy for a built site, made from what its theme writes into its pages.

Scripts come from the site's own files; the few that Material writes into its pages are allowed by their hashes, which
differ with the depth of a page alone. WebAssembly may be compiled: it is Pagefind's engine. Styles need nothing inline.
Images may be data: addresses, for the theme's icons are masks in its style sheet.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from generator.core.errors import BuildError

FILE = "csp.txt"
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_CONTENT = re.compile(r"<article\b.*</article\s*>", re.DOTALL | re.IGNORECASE)
_SRC = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_CHARSET = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)


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


def write(site_dir: Path, meta: bool = False) -> str:
    """Write the policy into `csp.txt` of a built site and return it.

    With `meta`, each page carries it as well, for hosts that set no headers. Raises BuildError for an unreadable page.
    """
    pages: dict[Path, str] = {}
    hashes: set[str] = set()
    try:
        for path in sorted(site_dir.rglob("*.html")):
            text = path.read_text("utf-8")
            hashes.update(
                base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in own_scripts(text)
            )
            if meta:
                pages[path] = text
        value = policy(sorted(hashes))
        tag = f'<meta http-equiv="Content-Security-Policy" content="{value}">'
        for path, text in pages.items():
            path.write_text(_CHARSET.sub(lambda m: m[0] + tag, text, count=1), "utf-8")
        (site_dir / FILE).write_text(value + "\n", "utf-8")
    except OSError as error:
        raise BuildError(f"cannot be read or written ({error})", path=str(site_dir), remedy="build again") from error
    return value
