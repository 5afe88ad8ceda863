"""`briefing regenerate`: the feeds of `site.yml` brought in, briefs made, what changed laid out as a proposal."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.core.errors import BriefingError, IngestError
from generator.desk.add import add
from generator.desk.article_folder import Added
from generator.desk.generate import generate
from generator.ingest.readers import feeds
from generator.io import confined
from generator.io.files import read_bytes, write_atomic
from generator.io.git import git, git_line
from generator.io.outputs import guard, write_tree
from generator.io.project import Project
from generator.io.web import Fetched, Fetcher
from generator.review.build import review
from generator.review.comment import comment


@dataclass(frozen=True, slots=True)
class Regenerated:
    """What went wrong with feeds and briefs, and whether there is anything to propose."""

    errors: tuple[BriefingError, ...]
    proposed: bool


@dataclass
class _Noting(Fetcher):
    """A fetcher that keeps the feeds it has fetched."""

    feeds: list[Fetched] = field(default_factory=list)

    def fetch(self, url: str) -> Fetched:
        """Fetch, and keep what is a feed."""
        fetched = super().fetch(url)
        if feeds.is_feed(fetched.data):
            self.feeds.append(fetched)
        return fetched


def regenerate(
    project: Project, out: Path, today: date, *, say: Callable[[Added], None] = lambda added: None
) -> Regenerated:
    """Bring in every feed of `site.yml`, generate, and write what changed since HEAD into `out` as a proposal.

    A feed that cannot be read, or whose newest entry is older than `feed_silence_days`, is an error; the others are
    brought in all the same. Without feeds nothing is done.
    """
    site = project.catalog().site
    if not site.feeds:
        return Regenerated((), False)
    errors: list[BriefingError] = []
    for source in site.feeds:
        fetcher = _Noting(private=site.fetch_private)
        errors += add(project, [source], fetcher=fetcher, say=say)[1]
        if fetcher.feeds and (problem := _silence(source, fetcher.feeds[0], today, site.feed_silence_days)):
            errors.append(problem)
    errors += generate(project).errors
    return Regenerated(tuple(errors), propose(project, out, errors))


def _silence(source: str, fetched: Fetched, today: date, most: int) -> BriefingError | None:
    """An error when the newest entry that has a date is older than `most` days (0: any age will do)."""
    stamps = [
        entry.published
        for entry in confined.read(feeds.read, source, fetched.data, fetched.url).entries
        if entry.published
    ]
    days = [date.fromisoformat(stamp[:10]) for stamp in stamps if len(stamp) >= 10]
    if not most or not days or (today - max(days)).days <= most:
        return None
    return IngestError(
        f"has been silent since {max(days).isoformat()}, for more than {most} days", path=source,
        remedy="see whether it has moved, or raise feed_silence_days in site.yml",
    )  # fmt: skip


def propose(project: Project, out: Path, errors: Sequence[BriefingError] = ()) -> bool:
    """Write what of articles and briefs differs from HEAD into `out`; False, and nothing written, when nothing does.

    ``files/`` holds the files as they are to be, by their path in the repository, ``proposal.json`` the commit they
    were made from and the paths that are to go, ``comment.md`` the text of the pull request.
    """
    root = project.config.parent
    top = Path(git_line(root, "rev-parse", "--show-toplevel"))
    listed = git(
        root, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--",
        *(str(path.resolve()) for path in (project.articles, project.briefs)),
    )  # fmt: skip
    paths = sorted(line[3:] for line in listed.decode("utf-8", "surrogateescape").split("\0") if line)
    if not paths:
        return False
    removed = [path for path in paths if not (top / path).is_file()]
    guard(project, out / "files")
    write_tree(out / "files", {path: read_bytes(top / path) for path in paths if path not in removed})
    head = git_line(root, "rev-parse", "HEAD")
    proposal = {"schema": 1, "base": head, "removed": removed}
    write_atomic(out / "proposal.json", json.dumps(proposal, ensure_ascii=False, indent=2) + "\n")
    problems = "".join(f"- {' '.join(str(error).split())}\n" for error in errors)
    text = comment(review(project, head))
    write_atomic(out / "comment.md", text + (f"\n## Problems\n\n{problems}" if problems else ""))
    return True
