"""Are the briefs what their articles say? The proof that `check` reports and every build demands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.adapters.generate import ingest_file, sources_of
from generator.adapters.project import Project
from generator.adapters.store import Stored
from generator.catalog import Catalog
from generator.errors import BriefingError, GroundingError
from generator.grounding import foreign_words, ungrounded
from generator.model import Diagnostic


def verify(
    project: Project, stored: Sequence[Stored], catalog: Catalog
) -> tuple[list[BriefingError], list[Diagnostic]]:
    """Compare every record with its article: errors for what is not there, remarks for what could not be looked up.

    An article that is not kept in the project, or that has changed since its brief was made, cannot prove anything:
    the former is a remark, the latter an error whose remedy is to generate.
    """
    errors: list[BriefingError] = []
    remarks: list[Diagnostic] = []
    sources = sources_of(project) if project.articles.exists() else {}
    for item in stored:
        brief = item.record.brief
        path = sources.get(brief.article.source)
        text = None
        if path is None:
            remarks.append(
                Diagnostic(
                    "unverified",
                    "info",
                    f"{item.path}: its article {brief.article.source} is not kept "
                    "here, so its evidence could not be verified",
                )
            )
        else:
            try:
                article = ingest_file(path, brief.article.source, path.read_bytes(), catalog)
            except BriefingError as error:
                errors.append(error)
                continue
            text = article.text
            if article.digest != brief.article.digest:
                errors.append(
                    GroundingError(
                        f"the article {path} has changed since", path=str(item.path), remedy="run `briefing generate`"
                    )
                )
                continue
        errors += [
            GroundingError(
                problem,
                path=str(item.path),
                field=field,
                remedy="run `briefing generate`, or write the words without evidence as the desk's own",
            )
            for field, problem in ungrounded(brief, text)
        ]
        if text is not None:
            remarks += [
                Diagnostic("not-in-article", "warning", f"{item.path}: {field}: {word!r} is not in the article")
                for field, word in foreign_words(brief, text)
            ]
        for field, theirs in sorted(item.record.generated.stale.items()):
            said = "no longer finds it" if theirs is None else f"now has {_short(theirs)}"
            remarks.append(
                Diagnostic("stale", "warning", f"{item.path}: {field}: edited by hand; the generator {said}")
            )
    return errors, remarks


def _short(value: object) -> str:
    words = str(value.get("text") or value.get("name") or value) if isinstance(value, dict) else str(value)
    return repr(words if len(words) <= 80 else words[:79] + "…")

