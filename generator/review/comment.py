"""A report as the Markdown of a pull request's comment: what matters first, details folded, never too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from generator.briefs.changes import Change
from generator.core.text import escape_markdown, plural, truncated
from generator.desk.diff import STATUSES, BriefDiff
from generator.previews.comment import harmless
from generator.review.report import Report
from generator.review.site_pages import PageChange
from generator.review.warnings import INVENTED

COMMENT = 30_000
"""Characters of a comment: half of GitHub's 65,536, which count characters outside of ASCII more than once."""
SUMMARY = 500_000
"""Characters of a job's summary: half of its 1 MiB, for the same reason."""
OPEN = 6
"""Changes of a brief that are shown unfolded."""
LONG = 400
"""Characters of a value; more is cut, for the page itself is a click away."""
ALIKE = 0.6
"""From this share of words in common on, two wordings are shown as one with its changes marked (difflib's own advice
for a close match)."""
AROUND = 6
"""Words shown on each side of a marked change."""
FOLDED = 12_000
"""Characters of the changes of one brief that are folded away."""
IN_A_LINE = 20
"""Pages of one section that are named."""
RESERVE = 1_000
"""Characters kept free: for what making the text harmless adds, and the lines that say how much is left out."""


def comment(said: Report, limit: int = COMMENT) -> str:
    """The text, at most `limit` characters: as many briefs in full as fit, then a line for each, then their number."""
    head = list(_head(said))
    tail = [*_warnings(said, limit // 4), *_pages(said, limit // 4)]
    room = limit - _size(head) - _size(tail) - RESERVE
    blocks: list[str] = []
    for place, item in enumerate(said.briefs):
        block = list(_brief(said, item))
        if _size(block) > (room if place + 1 == len(said.briefs) else room // 2):
            left = said.briefs[place:]
            blocks += _fold(f"{plural(len(left), 'more brief')}", (_line(said, it) for it in left), room)
            break
        blocks += block
        room -= _size(block)
    text = "\n".join([*head, *blocks, *tail]) + "\n"
    return harmless(text, *filter(None, (said.url, said.places.files)), most=limit)


def _head(said: Report) -> Iterator[str]:
    totals = said.totals
    counted = ", ".join(f"{totals[status]} {status}" for status in STATUSES if totals[status])
    yield f"## Briefs: {counted or 'no change'}"
    yield ""
    parts = [f"**[Open the preview]({said.url})**"] if said.url else []
    if said.pages:
        parts.append(f"{plural(len(said.pages.changed), 'page')} of {said.pages.total} changed")
    if totals["warnings"]:
        parts.append(plural(totals["warnings"], "warning"))
    parts.append(f"compared with {_code(said.base)}")
    yield " · ".join(parts)
    yield ""


def _warnings(said: Report, room: int) -> list[str]:
    """The warnings, those of one brief together, the gravest first; what is invented stands under its item instead."""
    first: dict[str | None, int] = {}
    folded = [it for it in said.cautions if it.kind != "not-in-article"]
    for i, it in enumerate(folded):
        first.setdefault(it.brief, i)
    ordered = sorted(folded, key=lambda it: first[it.brief])
    titles = {item.id: item for item in said.briefs}
    lines: list[str] = []
    for brief, group in groupby(ordered, key=lambda it: it.brief):
        known = titles.get(brief or "")
        if known:
            told = (f"    - {_md(it.words)}{_where(said, known, it.path)}" for it in group)
            lines.append(f"- {_link(said, known)}\n" + "\n".join(told))
        else:
            lines += [f"- {_md(it.words)}" for it in group]
    return _fold(plural(len(folded), "warning"), lines, room) if lines else []


def _pages(said: Report, room: int) -> list[str]:
    """The pages that are not those of the briefs above."""
    if said.pages is None:
        return []
    briefs = {f"briefs/{item.page}/" for item in said.briefs if item.page}
    others = sorted((p for p in said.pages.changed if p.path not in briefs), key=lambda p: (_section(p), p.path))
    lines = []
    if said.briefs:  # pages that changed with a brief follow from it; those that came or went are news
        others = [page for page in others if page.status != "changed"]
    if said.pages.frame:
        lines.append(f"- {plural(said.pages.frame, 'page')} around the text only (navigation, header, metadata)")
    for folder, group in groupby(others, key=_section):
        pages = list(group)
        links = ", ".join(_page_link(said, page) for page in pages[:IN_A_LINE])
        more = f" and {len(pages) - IN_A_LINE} more" if len(pages) > IN_A_LINE else ""
        lines.append(f"- {folder} ({len(pages)}): {links}{more}")
    what = "came or went" if said.briefs else "changed"
    return (
        _fold(f"{plural(len(others), 'other page')} {what}" if others else "Other pages", lines, room) if lines else []
    )


def _section(page: PageChange) -> str:
    """The section of the site that a page is of: its first folder, unless the page is what the folder opens with."""
    head, _, rest = page.path.partition("/")
    return _md(head) if rest else "pages"


def _page_link(said: Report, page: PageChange) -> str:
    words = _md(page.title or page.path or "Home")
    name = f"[{words}]({said.url}{page.path})" if said.url and page.status != "gone" else words
    return name if page.status == "changed" else f"{name} ({page.status})"


def _brief(said: Report, item: BriefDiff) -> Iterator[str]:
    place = said.places.of.get(item.id)
    yield f"### {_link(said, item)} ({item.status})" + (f" · [record]({place.address})" if place else "")
    yield ""
    if item.problem:
        yield f"- {_md(item.problem)}{_where(said, item, '')}"
    invented = {it.path: it.words for it in said.cautions if it.kind == "not-in-article" and it.brief == item.id}
    changes = [change for change in item.changes if change.action not in ("new", "retired")]
    changes.sort(key=lambda change: change.path not in invented)
    told = {change.path for change in changes}
    alone = ((path, words) for path, words in invented.items() if path not in told)
    yield from (f"- **{_md(words)}**{_where(said, item, path)}" for path, words in alone)
    if item.status == "new":
        yield from (f"- {_md(line)}" for line in said.gists.get(item.id, ()))
    # A fold of one or two lines would hide little and cost a click.
    shown = max(len(changes) if len(changes) <= OPEN + 2 else OPEN, len(told & invented.keys()))
    lines = [_change(change, _where(said, item, change.path), invented.get(change.path)) for change in changes]
    yield from lines[:shown]
    if item.status == "retired":
        yield "- its page is gone, its address leads on" if _leads_on(said, item) else "- its page is gone"
    if lines[shown:]:
        yield ""
        yield from _fold(plural(len(lines[shown:]), "more change"), lines[shown:], FOLDED)
    yield ""


def _leads_on(said: Report, item: BriefDiff) -> bool:
    """Whether a page stands at the address of a brief that is not there any more."""
    pages = said.pages.changed if said.pages else ()
    return any(page.path.endswith(f"/{item.id}/") and page.status == "changed" for page in pages)


def _where(said: Report, item: BriefDiff, path: str | None) -> str:
    """A link to the line of the record, where there is one."""
    place = said.places.of.get(item.id)
    line = place and place.lines.get(path or "")
    return f" ([line {line}]({place.address}#L{line}))" if place and line else ""


def _change(change: Change, where: str, invented: str | None) -> str:
    """A change in its lines; `invented` is the warning of what the article does not have."""
    lines = [f"- {_md(change.words.replace(' -> ', ' → '))}{where}"]
    if change.action == "reworded":
        old, new = _text(change.old), _text(change.new)
        marked = _marked(old.split(), new.split())
        lines += [f"    - {marked}"] if marked else [f"    - was: {_md(old)}", f"    - now: {_md(new)}"]
    if invented:
        lines.append(f"    - **{_md(INVENTED + invented.rpartition(INVENTED)[2])}**")
    return "\n".join(lines)


def _marked(old: Sequence[str], new: Sequence[str]) -> str | None:
    """The new words with what went struck out and what came in bold; None when too little of them stayed."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return None
    parts: list[str] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            parts.append(_elided(new[k:m], first=not parts, last=m == len(new)))
            continue
        if j > i:
            parts.append(f"~~{_md(' '.join(old[i:j]))}~~")
        if m > k:
            parts.append(f"**{_md(' '.join(new[k:m]))}**")
    return " ".join(parts)


def _elided(words: Sequence[str], *, first: bool, last: bool) -> str:
    """Unchanged words, only those beside a change where they are many."""
    before, after = 0 if first else AROUND, 0 if last else AROUND
    if len(words) <= before + after + 2:
        return _md(" ".join(words))
    return _md(" ".join([*words[:before], "…", *words[len(words) - after :]]))


def _line(said: Report, item: BriefDiff) -> str:
    """A brief that does not fit in full."""
    return f"- {_link(said, item)} ({item.status}, {plural(len(item.changes), 'change')})"


def _link(said: Report, item: BriefDiff) -> str:
    title = _md(item.title or item.id)
    return f"[{title}]({said.url}briefs/{item.page}/)" if said.url and item.page else title


def _fold(summary: str, lines: Iterable[str], room: int) -> list[str]:
    """Lines behind a summary, as many as there is room for."""
    out = [f"<details><summary>{summary}</summary>", ""]
    rest = iter(lines)
    for line in rest:
        room -= len(line) + 1
        if room < 0:
            out.append(f"- and {1 + sum(1 for _ in rest)} more in the job's summary")
            break
        out.append(line)
    return [*out, "", "</details>", ""]


def _size(lines: list[str]) -> int:
    return sum(len(line) + 1 for line in lines)


def _text(written: object) -> str:
    return str(written.get("text", "")) if isinstance(written, Mapping) else str(written)


def _md(words: str) -> str:
    """Words as they are, cut when long, without any markup of their own."""
    return escape_markdown(truncated(words, LONG))


def _code(words: str) -> str:
    return "`" + words.replace("`", "'") + "`"
