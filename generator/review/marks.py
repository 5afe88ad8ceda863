"""What changed, marked on the pages of a preview, under a banner that tells what the site is.

Done to the built pages of a preview alone: the site that is published comes from the same tree, templates and theme,
and knows nothing of it. The marks are `ins` and `del`, which say what they are to a screen reader too; without a script
they are shown, and a script of the preview's own toggles them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from importlib import resources
from itertools import accumulate, chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.core.message import Message, counted, message
from generator.core.text import truncated
from generator.io.files import read_bytes, write_atomic
from generator.io.outputs import write_manifest
from generator.review.site_pages import Pages, address_of, html_files
from generator.site.words import Words

ASSETS = ("preview.css", "preview.js")
RUN = 3
"""Words in a row that both states need to have for them to count as kept: fewer between two changes are chance."""
LONGEST = 4_000
"""Words of a passage that are compared one by one; a longer passage is marked whole."""
GONE = 300
"""Characters of what went that are shown."""
_TAG = re.compile(r"</?([a-zA-Z][\w-]*+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>")
_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_BODY = re.compile(r"<body\b[^>]*>")
_HEADER = re.compile(r"<header\b")
_ROBOTS = re.compile(r"<meta\b[^>]*\bname=[\"']?robots\b", re.IGNORECASE)
_REFRESH = re.compile(r"<meta\b[^>]*\bhttp-equiv=[\"']?refresh\b", re.IGNORECASE)
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
     "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr")
)  # fmt: skip
"""Elements that do not end a passage."""
_UNREAD = re.compile(
    r"""<!--.*?-->
    | <(math|noscript|script|select|style|svg|template|textarea)\b[^>]*(?<!/)>.*?</\1\s*>
    | <details\ class="proof\b.*?</details>  # a closed proof changes with its statement
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""What is no text of the page, in which no mark may stand, or which repeats what stands before it."""
_CLOSERS = re.compile(rf"(?:</(?:{'|'.join(sorted(_INLINE))})\s*>)+")


class _Word(NamedTuple):
    """A word of a page: its text, its place in the HTML, the run of text between two tags that it stands in."""

    text: str
    start: int
    end: int
    run: int


_Passage = tuple[_Word, ...]


class _Difference(NamedTuple):
    """The words that went and those that came; the place of the former, whether they were passages of their own, and
    whether they stood before the word at that place.
    """

    gone: Sequence[_Word]
    come: Sequence[_Word]
    place: int
    whole: bool
    before: bool


def mark_site(
    site: Path, base: Path | None, pages: Pages | None, name: Message, url: str, compared: str, words: Words
) -> None:
    """Put the banner on every page of a built preview, and marks on those that changed.

    Args:
        site, base: the two built sites; without a base nothing is marked, and the banner says so.
        pages: how they differ, from `site_pages.compare`.
        name: what the banner calls the site: "Preview of pull request 7".
        url: the preview's address; the page of what is not there is served below any address.
        compared: what the base is called.
        words: the language of the site, which is the banner's.
    """
    status = {page.path: page.status for page in pages.changed} if pages else {}
    for file, path in html_files(site).items():
        page = read_bytes(path).decode("utf-8", "surrogateescape")
        if _REFRESH.search(page):
            continue
        said = message("nothing changed in its words") if pages else message("what changed could not be told")
        count = 0
        if status.get(address_of(file)) == "new":
            said = message("this page is new")
        elif base and status.get(address_of(file)) == "changed":
            page, count = marked(page, read_bytes(base / file).decode("utf-8", "surrogateescape"))
            if count:
                said = counted("{n} change on this page", "{n} changes on this page", count)
            else:
                said = message("changed in links, pictures or proofs, not in its words")
        root = (urlsplit(url).path or "/") if file == "404.html" else "../" * file.count("/")
        banner = _banner(name, compared, said, words, marks=bool(count))
        write_atomic(path, _framed(page, banner, root).encode("utf-8", "surrogateescape"), durable=False)
    for asset in ASSETS:
        source = resources.files("generator") / "data" / "preview" / asset
        write_atomic(site / "assets" / asset, source.read_bytes(), durable=False)
    write_manifest(site)


def _banner(name: Message, compared: str, said: Message, words: Words, *, marks: bool) -> str:
    told = words.gettext("{name}, compared with {base}: {change}.", name="\0", base="\1", change=words.say(said))
    line = html.escape(told).replace("\0", f"<strong>{html.escape(words.say(name))}</strong>")
    line = line.replace("\1", f"<code>{html.escape(compared)}</code>")
    first, toggle = html.escape(words.gettext("Go to the first change")), html.escape(words.gettext("Marks of changes"))
    link = f' <a href="#preview-1">{first}</a>'
    button = f'<button type="button" aria-pressed="true" aria-keyshortcuts="Alt+M" hidden>{toggle} (Alt+M)</button>'
    opening = f'<aside class="preview-banner" lang="{words.language}" aria-label="{words.gettext("Preview")}">'
    return f"{opening}<p>{line}{link * marks}</p>{button * marks}</aside>"


def _framed(page: str, banner: str, root: str) -> str:
    """A page with the banner above its header, the preview's style and script, and a word to search engines."""
    head = "" if _ROBOTS.search(page) else '<meta name="robots" content="noindex">'
    head += (
        f'<link rel="stylesheet" href="{root}assets/preview.css"><script defer src="{root}assets/preview.js"></script>'
    )
    page = page.replace("</head>", f"{head}</head>", 1)
    body = _BODY.search(page)
    below = body.end() if body else 0
    header = _HEADER.search(page, below)
    at = header.start() if header else below
    return page[:at] + banner + page[at:]


def marked(new: str, old: str) -> tuple[str, int]:
    """A page's HTML with its new words in `ins` and those that went in `del`, and the number of places marked.

    Only the words of the content count. No word is changed: without the marks the page is the same.
    """
    now, then = _ARTICLE.search(new), _ARTICLE.search(old)
    if not now or not then:
        return new, 0
    edits: list[tuple[int, int, str]] = []
    count = 0
    before = _masked(then[1])
    for count, it in enumerate(_differences(_passages(before), _passages(_masked(now[1]))), 1):
        name = ' id="preview-1"' if count == 1 else ""
        if it.gone:
            kind = "preview-mark preview-gone" if it.whole else "preview-mark"
            gone = _text(before[it.gone[0].start : it.gone[-1].end])
            text = html.escape(truncated(gone, GONE))
            mark = f'<del class="{kind}"{name}>{text}</del>'
            edits.append((it.place, 0, f"{mark} ") if it.before else (_behind(now[1], it.place), 0, f" {mark}"))
            name = ""
        for start, end in _runs(it.come):
            edits += [(start, 1, f'<ins class="preview-mark"{name}>'), (end, -1, "</ins>")]
            name = ""
    out, done = [new[: now.start(1)]], 0
    for at, _, text in sorted(edits, key=lambda edit: edit[:2]):
        out += [now[1][done:at], text]
        done = at
    return "".join([*out, now[1][done:], new[now.end(1) :]]), count


def _masked(content: str) -> str:
    """A page's content with spaces in place of what is not read: every word stays where it stands."""
    return _UNREAD.sub(lambda unread: " " * len(unread[0]), content)


def _text(content: str) -> str:
    """The words of a piece of HTML on one line, passages parted by dots."""
    passages = _TAG.sub(lambda tag: "" if tag[1].lower() in _INLINE else "\f", content).split("\f")
    return " · ".join(said for passage in passages if (said := " ".join(html.unescape(passage).split())))


def _passages(content: str) -> list[_Passage]:
    """The passages of a page's content: words between two elements that each stand on lines of their own."""
    out: list[_Passage] = []
    words: list[_Word] = []
    at = 0
    for run, tag in enumerate(chain(_TAG.finditer(content), [None])):
        end = tag.start() if tag else len(content)
        found = re.finditer(r"\S+", content[at:end])
        words += (_Word(html.unescape(m[0]), at + m.start(), at + m.end(), run) for m in found)
        if words and (tag is None or tag[1].lower() not in _INLINE):
            out.append(tuple(words))
            words = []
        at = tag.end() if tag else end
    return out


def _differences(old: Sequence[_Passage], new: Sequence[_Passage]) -> Iterator[_Difference]:
    """Where two pages differ, in order. Passages are compared first, then the words of those that differ."""
    then, now = ([tuple(word.text for word in passage) for passage in side] for side in (old, new))
    for kind, i, j, k, m in SequenceMatcher(None, then, now).get_opcodes():
        if kind == "equal":
            continue
        gone = [word for passage in old[i:j] for word in passage]
        come = [word for passage in new[k:m] for word in passage]
        borders = {0, *accumulate(map(len, old[i:j]))}
        before = new[k - 1][-1].end if k else new[0][0].start if new else 0
        for a, b, c, d in _changed([word.text for word in gone], [word.text for word in come]):
            whole = c == d and {a, b} <= borders
            at_word = not whole and c < len(come)
            place = come[c].start if at_word else come[c - 1].end if c else before
            yield _Difference(gone[a:b], come[c:d], place, whole, at_word)


def _changed(gone: Sequence[str], come: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Where two rows of words differ; what both have counts as kept from `RUN` words on, or at an end of both."""
    if max(len(gone), len(come)) > LONGEST:
        return [(0, len(gone), 0, len(come))]
    out: list[tuple[int, int, int, int]] = []
    for kind, a, b, c, d in SequenceMatcher(None, gone, come, autojunk=False).get_opcodes():
        at_an_end = a == c == 0 or (b == len(gone) and d == len(come))
        chance = b - a < RUN and not at_an_end
        if kind == "equal" and not chance:
            continue
        if out and out[-1][1] == a and out[-1][3] == c:
            a, c = out.pop()[::2]
        out.append((a, b, c, d))
    return out


def _runs(words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """The words' places, those that no tag stands between as one."""
    for place, word in enumerate(words):
        if place == 0 or words[place - 1].run != word.run:
            last = next((i for i in range(place, len(words)) if words[i].run != word.run), len(words)) - 1
            yield word.start, words[last].end


def _behind(content: str, place: int) -> int:
    """The place behind the tags that close a link or an emphasis here: what went was not a part of it."""
    closers = _CLOSERS.match(content, place)
    return closers.end() if closers else place
