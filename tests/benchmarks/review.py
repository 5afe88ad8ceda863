"""What the review of a change costs beside the build: 10 briefs changed among many.

    python -m tests.benchmarks.review [BRIEFS]        (default 2000; the goal is at most 10%)

Builds a site of made-up briefs, changes ten of them, builds again, and then compares records and built pages and
writes comment and JSON, as `briefing preview` does after its builds. Prints the seconds and their ratio.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from generator.briefs.edits import merge
from generator.core.model import Brief
from generator.desk.publish import publish
from generator.io.project import project_at
from generator.io.records import write_record
from generator.review.build import review
from generator.review.comment import comment
from generator.review.report import as_json
from tests.integration.hand_made import pact_brief

ROOT = Path(__file__).resolve().parents[2]
CHANGED = 10


def brief(number: int, note: str = "") -> Brief:
    made = pact_brief()
    day = f"{2019 + number % 6}-{1 + number % 12:02}-{1 + number % 28:02}"
    article = replace(made.article, source=f"{day}-{number}.md", digest=f"{number:064x}", published=day)
    actors = tuple(replace(a, id=f"{a.id}-{number % 97}", name=f"{a.name} {number % 97}") for a in made.actors[:1])
    return replace(
        made, id=f"brief-{number}", title=f"Brief number {number}", article=article, note=note,
        actors=(*actors, *made.actors[1:]),
    )  # fmt: skip


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        shutil.copy(ROOT / "mkdocs.yml", root)
        shutil.copytree(ROOT / "site_config", root / "site_config")
        project = project_at(root / "mkdocs.yml")
        for number in range(count):
            write_record(project.briefs, merge(None, brief(number), "bench"))
        publish(project)
        shutil.copytree(project.site, root / "base-site")
        shutil.copytree(project.briefs, root / "base-briefs")
        for number in range(0, count, max(count // CHANGED, 1)):
            old = brief(number)
            figure = replace(old.figures[0], measure="cost of the new link")
            changed = replace(old, title=f"{old.title}, corrected", figures=(figure, *old.figures[1:]))
            write_record(project.briefs, merge(None, changed, "bench"))
        start = time.perf_counter()
        publish(project)
        built = time.perf_counter()
        said = review(project, str(root / "base-briefs"), project.site, root / "base-site", "https://example.org/pr-7/")
        text, data = comment(said), json.dumps(as_json(said))
        done = time.perf_counter()
    build, share = built - start, (done - built) / (built - start)
    print(f"{count} briefs, {said.totals['changed']} of them and {said.totals['pages']} pages changed")
    print(f"build {build:.2f} s, review {done - built:.2f} s: {share:.1%} of the build")
    print(f"comment {len(text)} characters, JSON {len(data)} bytes")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
