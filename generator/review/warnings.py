"""What a reviewer should be wary of in the briefs that changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from generator.briefs.changes import in_words
from generator.briefs.confidence import assess
from generator.briefs.values import LABELS, as_written, value_at
from generator.core.configuration import Catalog
from generator.core.model import Brief
from generator.core.text import clipped, fold
from generator.desk.diff import BriefDiff
from generator.desk.verify import verify
from generator.io.project import Project
from generator.io.records import Stored, read_record
from generator.site.pages.proof import proofs

Kind = Literal[
    "code", "note", "ungrounded", "commit", "stale", "not-in-article", "link", "confidence", "quotes", "article",
    "glossary",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
"""All kinds, the gravest first."""


_DATA = re.compile(
    r"(?:articles|briefs|docs)/.*|site_config/(?:actors|glossary|topics|site)\.yml|[^/]*\.(?:md|cff)|LICENSE"
)
"""Files of a project that are read and never run; requirements and constraints are not among them."""
WORDS = 80
"""Characters of an item's words by which a warning names it."""
_TAG = re.compile(r"<(?:[A-Za-z][\w-]*|!)|javascript:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to look at.

    Attributes:
        brief: the brief's id, None when it is of no brief in particular.
        path: the field or item it is about, as `values.paths` names it, where it is about one.
    """

    kind: Kind
    words: str
    brief: str | None = None
    path: str | None = None


INVENTED = "not in the article: "
"""Before the names and numbers that a person's words have and the article has not."""


def records(project: Project, found: Sequence[BriefDiff]) -> tuple[Stored, ...]:
    """The records of all briefs that are new or changed and can be read, as they are now."""
    pages = [item.page for item in found if item.page and not item.problem]
    return tuple(read_record(project.briefs / f"{page}.md") for page in pages)


def cautions(project: Project, stored: Sequence[Stored]) -> Iterator[Caution]:
    """The warnings of these records, one after the other."""
    catalog = project.catalog()
    known = {fold(name) for entry in catalog.glossary for name in (entry.term, *entry.aliases)}
    for item in stored:
        yield from _proof(project, item, catalog)
        yield from _brief(item.record.brief, catalog, known)


def changed_code(paths: Iterable[str]) -> Iterator[Caution]:
    """A caution when a change has files that are run when it is checked or built: templates, hooks, workflows, code.

    Args:
        paths: the files that changed, below the project's folder.
    """
    code = sorted(path for path in paths if not _DATA.fullmatch(path))
    if code:
        names = ", ".join(code[:10]) + (f" and {len(code) - 10} more" if len(code) > 10 else "")
        yield Caution("code", f"changes code: {names}; read these before you build the branch yourself")


def _proof(project: Project, stored: Stored, catalog: Catalog) -> Iterator[Caution]:
    brief = stored.record.brief.id
    errors, remarks, _ = verify(project, [stored], catalog)
    invented: dict[str, list[str]] = {}
    for error in errors:
        place = f"{error.field}: " if error.field else ""
        yield Caution("ungrounded", f"{place}{error.problem}", brief, error.field)
    for remark in remarks:
        words = remark.message.removeprefix(f"{stored.path}: ")
        if remark.code == "stale":
            yield Caution("stale", words.partition(": `briefing")[0], brief, words.partition(": ")[0])
        elif remark.code == "not-in-article":
            path, _, word = words.removesuffix(" is not in the article").partition(": ")
            invented.setdefault(path, []).append(word.strip("'\""))
    for path, found in invented.items():
        told = _item(stored.record.brief, path)
        yield Caution("not-in-article", f"{told}: {INVENTED}{', '.join(found)}", brief, path)


def _item(brief: Brief, path: str) -> str:
    """What a person calls a field or an item: ``actor Neil Thomas, fellow``."""
    head, _, rest = path.partition("/")
    if not rest:
        return head
    return f"{LABELS[head]} {clipped(in_words(as_written(value_at(brief, path))), WORDS)}"


def _brief(brief: Brief, catalog: Catalog, known: set[str]) -> Iterator[Caution]:
    for judged in assess(brief):
        if judged.level == "low":
            yield Caution("confidence", f"low confidence: {judged.field.replace('_', ' ')}: {judged.reason}", brief.id)
    if tags := sorted({tag.lower() for tag in _TAG.findall(brief.note)}):
        kept = ", which the site leaves as written" if catalog.site.notes_as_written else ""
        yield Caution("note", f"the note holds HTML{kept}: {', '.join(tags[:10])}", brief.id)
    for remark in proofs(brief, catalog.site.quote_words)[1]:
        yield Caution("quotes", remark.message.partition(": ")[2], brief.id)
    for remark in brief.diagnostics:
        if remark.severity != "info":
            yield Caution("article", remark.message, brief.id)
    terms = [t.term for t in brief.terms if not t.definition and fold(t.term) not in known]
    if terms:
        yield Caution("glossary", f"no definition yet: {', '.join(terms)}", brief.id)
