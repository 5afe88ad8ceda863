"""Two built sites compared: the pages that a reader would see changed, found in the HTML and not guessed."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit

from generator.core.errors import BriefingError
from generator.io.csp import without_policy
from generator.io.sums import files_below

_MAIN = re.compile(rb"<article\b[^>]*>(.*)</article>", re.DOTALL)
_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
_HREF = re.compile(r"<a\b[^>]*?\shref=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_ID = re.compile(r"\s(?:id|name)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that changed; `path` is its address below the site ("briefs/2025/port/"), `title` without the site's."""

    path: str
    title: str
    status: Literal["new", "changed", "gone"]


@dataclass(frozen=True, slots=True)
class Pages:
    """What became of the pages of a site.

    Attributes:
        changed: pages whose title or text changed, that are new or gone, by path.
        frame: how many pages changed around their text only (navigation, header, scripts, metadata).
        same: how many have the same bytes.
    """

    changed: tuple[PageChange, ...]
    frame: int = 0
    same: int = 0

    @property
    def total(self) -> int:
        """How many pages the new site has."""
        return sum(page.status != "gone" for page in self.changed) + self.frame + self.same


def compare(new: Path, old: Path) -> Pages:
    """Compare the HTML files of two built sites, byte for byte but for the site's policy that each of them carries.

    Both must have been built for one address (`SITE_URL`), or every page that names it differs in its frame.
    Raises BriefingError when one of them is no built site.
    """
    news, olds = html_files(new), html_files(old)
    changed: list[PageChange] = []
    frame = same = 0
    for name in sorted(news.keys() | olds.keys()):
        if name not in olds:
            changed.append(PageChange(address_of(name), _title(news[name].read_bytes()), "new"))
        elif name not in news:
            changed.append(PageChange(address_of(name), _title(olds[name].read_bytes()), "gone"))
        else:
            now, then = (without_policy(side[name].read_bytes()) for side in (news, olds))
            if now == then:
                same += 1
            elif _shown(now) == _shown(then):
                frame += 1
            else:
                changed.append(PageChange(address_of(name), _title(now), "changed"))
    return Pages(tuple(changed), frame, same)


def dead_links(site: Path, pages: Pages) -> Iterator[tuple[str, str]]:
    """Links in the text of changed pages that lead nowhere on this site, as (page, link), in order."""
    ids = cache(_ids)
    root = site.resolve()
    for page in pages.changed:
        if page.status == "gone":
            continue
        file = _served(root / page.path)
        text = (_MAIN.search(file.read_bytes()) or [b"", b""])[1].decode("utf-8", "replace")
        for link in _values(_HREF, text):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or parts.path.startswith("/"):
                continue
            target = _served(Path(os.path.normpath(file.parent / unquote(parts.path)))) if parts.path else file
            there = target.is_relative_to(root) and target.is_file()
            named = target.suffix == ".html" and not parts.fragment.startswith(":~:") and unquote(parts.fragment)
            if not there or (named and named not in ids(target)):
                yield page.path, link


def _served(path: Path) -> Path:
    """The file that a server answers with: a folder's index."""
    return path / "index.html" if path.is_dir() else path


def _ids(file: Path) -> dict[str, None]:
    return _values(_ID, file.read_text("utf-8", "replace"))


def _values(attribute: re.Pattern[str], text: str) -> dict[str, None]:
    """The values of an attribute, however they are quoted, each once and in order."""
    return dict.fromkeys(html.unescape("".join(value)) for value in attribute.findall(text))


def html_files(site: Path) -> dict[str, Path]:
    """The HTML files of a site by their path in it."""
    if not (site / "index.html").is_file():
        raise BriefingError("is no built site", path=str(site), remedy="build it first, or name another folder")
    return {name: Path(entry.path) for name, entry in files_below(site) if name.endswith(".html")}


def address_of(name: str) -> str:
    """The address of a file: a folder's for its index."""
    path = PurePosixPath(name)
    if path.name != "index.html":
        return name
    return "" if path.parent == PurePosixPath() else f"{path.parent.as_posix()}/"


def _shown(page: bytes) -> tuple[bytes, bytes]:
    """What of a page is its own: title and text; a page that is not Material's is all its own."""
    main, title = _MAIN.search(page), _TITLE.search(page)
    return (title[1] if title else b"", main[1]) if main else (b"", page)


def _title(page: bytes) -> str:
    """The page's title without the site's name behind it."""
    found = _TITLE.search(page)
    words = html.unescape(found[1].decode("utf-8", "replace")) if found else ""
    return " ".join((words.rpartition(" - ")[0] or words).split())
