"""Are the briefs what their articles say? The proof that `check` reports and every build demands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

from generator.briefs.changes import in_words, recurrences
from generator.briefs.confidence import assess
from generator.briefs.edits import open_paths
from generator.briefs.forms import SHOWN
from generator.briefs.grounding import folded, foreign_words, ungrounded
from generator.briefs.pairing import NAMED, namesakes
from generator.briefs.quantities import PARTS, odd_value
from generator.briefs.records import checked_paths, lines_of
from generator.briefs.values import LABELS, as_written, value_at
from generator.core.configuration import Catalog
from generator.core.errors import BriefingError, GroundingError, RecordError
from generator.core.model import Diagnostic, Figure
from generator.core.text import digest, fold, truncated
from generator.desk.generate import ingest_file, sources_of
from generator.desk.record_index import same_article
from generator.io.files import read_bytes
from generator.io.kept import Kept, own_code
from generator.io.project import Project
from generator.io.records import Stored, memory_path


@dataclass(frozen=True, slots=True)
class Edit:
    """One path on which a person and the generator differ; values as the record writes them, None for none.

    Attributes:
        state: changed, added or removed by a person.
        theirs: what the generator has now; `known` says whether that is known without reading the article again.
        base: what the person changed or removed, None too when it is not known any more.
        stale: the generator has moved on since the change.
    """

    brief: str
    path: str
    state: Literal["changed", "added", "removed"]
    mine: Any
    theirs: Any
    base: Any
    stale: bool
    known: bool


def edits_of(stored: Stored) -> Iterator[Edit]:
    """Mine, theirs and base of everything a person did to a record."""
    record = stored.record
    generated = record.generated
    for path in open_paths(record):
        mine = value_at(record.brief, path)
        stale = path in generated.stale
        known, base = path in generated.base, generated.base.get(path)
        added = path not in generated.digests
        yield Edit(
            record.brief.id,
            path,
            "added" if added else "removed" if mine is None and "/" in path and path[:8] != "article/" else "changed",
            None if mine is None else as_written(mine),
            generated.stale[path] if stale else base,
            base,
            stale,
            stale or known,
        )


class Verified(NamedTuple):
    """The errors of statements that are not in their articles, what else is to be said, and the texts of the articles
    that were looked at, cleaned, by the path of their record.
    """

    errors: list[BriefingError]
    remarks: list[Diagnostic]
    texts: dict[Path, str]


def verify(project: Project, stored: Sequence[Stored], catalog: Catalog, kept: Path | None = None) -> Verified:
    """Compare every record with its article: errors for what is not there, remarks for what could not be looked up.

    An article that is not kept in the project, or that has changed since its brief was made, cannot prove anything:
    the former is a remark, the latter an error whose remedy is to generate. With `kept`, the folder of the cache, an
    article whose bytes did not change is not cleaned again; its words are compared in any case.
    """
    errors: list[BriefingError] = []
    remarks: list[Diagnostic] = []
    texts: dict[Path, str] = {}
    sources = sources_of(project) if project.articles.exists() else {}
    seen: dict[str, Path] = {}
    with Kept(kept, "articles") as cleaned:
        for item in stored:
            source = item.record.brief.article.source
            if not source:
                continue  # the desk's own note: it stands for itself
            if path := sources.get(source):
                try:
                    if (first := seen.setdefault(source, item.path)) != item.path:
                        raise same_article(source, item.path, first)
                    texts[item.path] = _text_of(item, path, catalog, cleaned)
                except BriefingError as error:
                    errors.append(error)
                    continue
            else:
                told = f"its article {source} is not kept here, so its evidence could not be verified"
                remarks.append(Diagnostic("unverified", "info", f"{item.path}: {told}"))
            errors += _unproven(item, texts.get(item.path))
            remarks += _doubtful(item, texts.get(item.path))
    return Verified(errors, remarks, texts)


def _text_of(item: Stored, path: Path, catalog: Catalog, kept: Kept) -> str:
    """The cleaned text of a record's article; raises BriefingError for one that is not what the record was made of."""
    text, made_of = _cleaned(path, item.record.brief.article.source, catalog, kept)
    if made_of != item.record.brief.article.digest:
        lost = item.record.lost is not None
        problem = f"its {memory_path(item.path).name} is missing" if lost else f"the article {path} has changed since"
        raise GroundingError(problem, path=str(item.path), remedy="run `briefing generate`")
    return text


def _unproven(item: Stored, text: str | None) -> Iterator[GroundingError]:
    """An error for each statement of a record that its article does not have, or that has no evidence."""
    remedy = "run `briefing generate`, or write the words without evidence as the desk's own"
    brief = item.record.brief
    for field, problem in (*ungrounded(brief, text), *ungrounded(folded(brief), text)):
        yield GroundingError(problem, path=str(item.path), field=field, remedy=remedy)


def _doubtful(item: Stored, text: str | None) -> Iterator[Diagnostic]:
    """Warnings of what a person wrote into a record: not in the article, dealt with under another number, stale."""
    brief = item.record.brief
    if text is not None:
        unchecked = _unchecked(item)
        for field, word in foreign_words(brief, text):
            if field in unchecked:
                told = f"{item.path}: {field}: {_short(word)} is not in the article"
                yield Diagnostic("not-in-article", "warning", told)
    for told in recurrences(brief):
        yield Diagnostic("figure-again", "warning", f"{item.path}: {told}")
    for edit in edits_of(item) if item.record.generated.stale else ():
        if edit.stale:
            yield Diagnostic("stale", "warning", f"{item.path}: {edit.path}: {_said(edit)}")


def twice(stored: Sequence[Stored]) -> list[BriefingError]:
    """An error for each actor or term that stands twice in a brief, by its name or another one of its names.

    Only where a person wrote one of the two: readers see both, and no rule is to be mended by an editor. The merge
    leaves out what the generator comes to find under the name of what a person wrote.
    """
    errors: list[BriefingError] = []
    for item in stored:
        brief = item.record.brief
        for name in NAMED:
            items = [(it, f"{name}/{it.id}" in brief.edited) for it in getattr(brief, name)]
            for n, (it, mine) in enumerate(items):
                first = next((o for o, own in items[:n] if (own or mine) and namesakes(name, o, it)), None)
                errors += [_stands_twice(item, name, first, it)] if first else []
    return errors


def _stands_twice(item: Stored, name: str, one: Any, other: Any) -> BriefingError:
    head = SHOWN[name][0]
    line = lines_of(item.text, str(item.path), item.record.brief).get(f"{name}/{other.id}")
    field = f"{f'line {line}: ' if line else ''}{LABELS[name]} {getattr(other, head)}"
    first, second = fold(getattr(one, head)), fold(getattr(other, head))
    problem = "stands twice" if first == second else f"stands twice, as {getattr(one, head)} too"
    return RecordError(problem, path=str(item.path), field=field, remedy="remove one of the two")


def _cleaned(path: Path, source: str, catalog: Catalog, kept: Kept) -> tuple[str, str]:
    """The cleaned text of an article's file, found where it was cleaned before, and the digest of the file's bytes.

    Raises BriefingError for an article that cannot be taken in.
    """
    data = read_bytes(path)
    made_of = hashlib.sha256(data).hexdigest()
    key = digest(own_code(), source, made_of, str(catalog.site.max_article_kb))
    if not path.is_symlink() and kept.facts(source, key) and (text := kept.body(source)):
        return text, made_of
    text = ingest_file(path, source, data, catalog).text
    kept.put(source, key, True, text)
    return text, made_of


def doubts(project: Project, stored: Sequence[Stored]) -> list[Diagnostic]:
    """What an editor should look at first: warnings of how an article was read, fields of little confidence and why.

    What is wrong with an article's front matter is told under its own file, where it is to be mended.
    """
    warned = []
    for item in stored:
        article = project.articles / item.record.brief.article.source
        for remark in (it for it in item.record.brief.diagnostics if it.severity != "info"):
            file = article if remark.message.startswith("front matter") else item.path
            warned.append(replace(remark, message=f"{file}: {remark.message}"))
    warned += [
        Diagnostic("value-not-its-words", "warning", f"{item.path}: figures/{figure.id}: {told}")
        for item in stored
        for figure in item.record.brief.figures
        if f"figures/{figure.id}" in _unchecked(item) and (told := _at_odds(figure))
    ]
    unsure = [
        Diagnostic(
            f"{judged.level}-confidence",
            "warning" if judged.level == "low" else "info",
            f"{item.path}: {judged.field}: {judged.level} confidence: {judged.reason}",
        )
        for item in stored
        for judged in assess(item.record.brief)
        if judged.level != "high"
    ]
    return warned + unsure


def _unchecked(item: Stored) -> frozenset[str]:
    """What a person wrote into a brief and nobody has checked."""
    return item.record.brief.edited - checked_paths(item.record.brief, item.record.generated)


def _at_odds(figure: Figure) -> str | None:
    """What is to be said of a figure whose words have another number than its value."""
    odd = odd_value(figure.text, {part: getattr(figure, part) for part in PARTS})
    return f"its words are {figure.text!r}, its value {odd!r}: correct one of the two" if odd else None


def _said(edit: Edit) -> str:
    """Mine, theirs and base in one line, and what can be done."""
    now = "no longer finds it" if edit.theirs is None else f"now has {_short(edit.theirs)}"
    before = "" if edit.base is None else f"; before your change it had {_short(edit.base)}"
    way = f"`briefing accept {edit.brief} {edit.path}`"
    return (
        f"edited by hand; the generator {now}; yours is {_short(edit.mine)}{before}: "
        f"{way} takes the generator's, with --keep yours stays and counts as checked"
    )


def _short(value: object) -> str:
    return repr(truncated(in_words(value), 80))
