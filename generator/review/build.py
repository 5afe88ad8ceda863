"""`briefing preview`: the site of a change, the site it is compared with, and everything a reviewer gets."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from generator.core.errors import BriefingError
from generator.core.message import message
from generator.desk.diff import diff
from generator.desk.generate import Outcome, generate
from generator.desk.publish import publish
from generator.io.environment import variables
from generator.io.files import write_atomic
from generator.io.git import git, git_line
from generator.io.project import Project
from generator.previews.artifact import opened
from generator.review.comment import COMMENT, SUMMARY, comment
from generator.review.marks import mark_site
from generator.review.record_lines import Places, places
from generator.review.report import Report, as_json, gist, in_order
from generator.review.site_pages import Pages, compare, dead_links
from generator.review.warnings import Caution, cautions, changed_code, records
from generator.site.words import Words

BASE_SITE = "base-site"
"""The folder of the site before the change, where it is built here."""
LINKS = 50
"""Dead links that are told; where there are more, one cause makes them all."""
_PUBLISH = (
    "import sys; from pathlib import Path; from generator.io.project import project_at; "
    "from generator.desk.publish import publish; from generator.core.errors import BriefingError\n"
    "try: publish(project_at(Path(sys.argv[1]), site=Path(sys.argv[2])))\n"
    "except BriefingError as error: sys.exit(str(error))"
)


def review(
    project: Project, base: str, new: Path | None = None, old: Path | None = None, url: str | None = None
) -> Report:
    """The report of a project's briefs against `base`, with the pages of two built sites when both are named.

    Raises BriefingError when there is no such base or a folder is no built site.
    """
    found = diff(project.briefs, base)
    pages = compare(new, old) if new and old else None
    stored = records(project, found)
    code = changed_code(_changed(project, base))
    warnings = [*code, *cautions(project, stored), *(_links(new, pages) if new and pages else ())]
    gists = {it.record.brief.id: gist(it.record.brief) for it in stored}
    return in_order(Report(base, found, pages, warnings, url, gists))


def preview(
    project: Project,
    base: str,
    out: Path,
    *,
    url: str,
    number: int | None = None,
    head: str | None = None,
    files: str | None = None,
    base_site: Path | None = None,
    step: Callable[[str], None] = lambda name: None,
) -> Report:
    """Build the site for `url` into ``out/site`` and put comment, summary, manifest and JSON beside it.

    Args:
        base: a commit; the change is compared with the last commit that both have.
        number, head: of the pull request, for the manifest, the banner and the lines of the records.
        files: where the files of `head` are shown, ending in a slash, for links to the lines; None links none.
        base_site: the site of `base` if it was built already; else it is built, with the generator it has itself.
        step: called with the name of each step as it begins.

    A brief that cannot be read, or that its article does not bear out, is left out of the site and told.

    Raises BriefingError when the site cannot be built, Problems when no brief is left.
    """
    root = project.config.parent
    commit = git_line(root, "merge-base", "--", base, "HEAD")
    site = out / "site"
    # `mkdocs.yml` takes the site's address from SITE_URL.
    with tempfile.TemporaryDirectory(prefix="briefing-preview-") as folder, variables(SITE_URL=url):
        work = Path(folder)
        step("Reading articles")
        outcome = generate(project)
        left_out = publish(replace(project, site=site, docs=work / "docs"), step, proven_only=True).errors
        step("Comparing with the site before the change")
        pages, trouble = _compared(root, commit, site, base_site, work)
        name = (
            message("Preview of pull request {number}", number=str(number))
            if number
            else message("Preview of a change")
        )
        words = Words.of(project.published().masthead.language)
        mark_site(site, base_site or work / BASE_SITE, pages, name, url, _name(root, commit), words)
    said = review(project, commit, url=url)
    extra = [
        *(Caution("commit", words) for words in dict.fromkeys(map(str, (*outcome.errors, *left_out)))),
        *trouble,
        *_uncommitted(outcome.written),
        *_orphaned(project, outcome),
        *(_links(site, pages) if pages else ()),
    ]
    shown = places(project, said.briefs, files, head or "HEAD") if files else Places()
    found = [*said.cautions, *extra]
    said = in_order(replace(said, base=_name(root, commit), pages=pages, cautions=found, places=shown))
    _write(out, said, number, head)
    return said


def _changed(project: Project, base: str) -> tuple[str, ...]:
    """The files of a project that differ from a commit, below its folder; none when the base is a folder of briefs."""
    try:
        root = project.config.parent
        said = git(root, "diff", "--name-only", "-z", "--no-renames", "--relative", base, "--")
    except BriefingError:
        return ()
    return tuple(name for name in said.decode("utf-8", "replace").split("\0") if name)


def _compared(
    root: Path, commit: str, site: Path, base_site: Path | None, work: Path
) -> tuple[Pages | None, list[Caution]]:
    """The pages that changed; without a site to compare with, why there is none."""
    try:
        return compare(site, base_site or _build_base(root, commit, work)), []
    except BriefingError as error:
        return None, [Caution("commit", f"the pages could not be compared: {error.problem}")]


def _build_base(root: Path, commit: str, work: Path) -> Path:
    """The site of a commit, built from its own files by its own generator where it has one."""
    tree, site = work / "base", work / BASE_SITE
    below = git_line(root, "rev-parse", "--show-prefix")
    top = Path(git_line(root, "rev-parse", "--show-toplevel"))
    raw = git(top, "archive", "--format=zip", f"{commit}:{below}" if below else commit)
    try:
        # Unlike a tar's, a zip's names never lead out of the folder, and its links become plain files.
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            archive.extractall(tree)
    except (zipfile.BadZipFile, OSError) as error:
        raise BriefingError(f"the base's files cannot be laid out: {error}"[:300]) from error
    (tree / "build" / "docs").mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        # With -c the working folder comes first among the places modules are looked for.
        [sys.executable, "-c", _PUBLISH, "mkdocs.yml", str(site)],
        cwd=tree, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise BriefingError(f"the base's site cannot be built: {said}"[:300])
    return site


def _links(site: Path, pages: Pages) -> Iterator[Caution]:
    for i, (page, link) in enumerate(dead_links(site, pages)):
        if i == LINKS:
            yield Caution("link", "there are more dead links")
            return
        yield Caution("link", f"dead link on {page or 'the home page'}: {link}")


def _uncommitted(written: tuple[Path, ...]) -> Iterator[Caution]:
    if written:
        names = ", ".join(path.stem for path in written[:5]) + (" and others" if len(written) > 5 else "")
        yield Caution("commit", f"not committed, made for this preview: {names}; run `briefing generate` and commit")


def _orphaned(project: Project, outcome: Outcome) -> Iterator[Caution]:
    """Briefs whose article is gone, where articles are kept at all."""
    if outcome.articles and project.catalog().site.keep_articles:
        for item in outcome.gone:
            words = f"its article {item.entry.source} is gone: run `briefing generate --retire`"
            yield Caution("commit", words, item.entry.id)


def _write(out: Path, said: Report, number: int | None, head: str | None) -> None:
    data = as_json(said)
    manifest = {
        "schema": 1,
        "number": number,
        "head": head,
        "url": said.url,
        "totals": said.totals,
        "pages": [page["path"] for page in (data["pages"] or {}).get("changed", [])][:1000],
    }
    write_atomic(out / "comment.md", comment(said, COMMENT))
    write_atomic(out / "summary.md", comment(said, SUMMARY))
    write_atomic(out / "changes.json", json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    write_atomic(out / "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
    if number is not None:
        with opened(out):  # what the publishing side would refuse is better known here
            pass


def _name(root: Path, commit: str) -> str:
    return git_line(root, "rev-parse", "--short", commit)
