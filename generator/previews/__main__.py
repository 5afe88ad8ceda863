"""``python -m generator.previews publish|sweep|site|propose|url``: the commands of the jobs with a token.

What GitHub Actions sets is read from the environment: GITHUB_REPOSITORY, GITHUB_API_URL, GITHUB_SERVER_URL, and
GITHUB_TOKEN; PAGES_URL and PAGES_BRANCH may be set where they are not GitHub's usual ones.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.core.errors import BriefingError
from generator.previews.branch import PagesBranch
from generator.previews.github import GitHub
from generator.previews.locations import GITHUB, pages_url, preview_url, repository
from generator.previews.propose import propose
from generator.previews.publish import Desk, publish, publish_site, sweep


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when done, 1 for a problem, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m generator.previews")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("publish", help="publish the artifact of a run as the preview of its pull request")
    one.add_argument("artifact", type=Path)
    one.add_argument("--run", type=int, required=True, help="the run that made the artifact")
    commands.add_parser("sweep", help="remove the previews of pull requests that are closed")
    site = commands.add_parser("site", help="make a folder the site of the pages branch")
    site.add_argument("folder", type=Path)
    change = commands.add_parser("propose", help="open or update a pull request with what a job has made")
    change.add_argument("folder", type=Path)
    change.add_argument("--base", required=True, help="the branch it is for")
    change.add_argument("--branch", default="briefing/regenerate", help="the branch it is on")
    change.add_argument("--title", default="New articles from the feeds")
    commands.add_parser("url", help="print the address of the pages")
    said = parser.parse_args(arguments)
    try:
        desk = _desk()
        if said.command == "publish":
            number, outcome = publish(desk, said.artifact, said.run)
            print(f"pull request {number}: {outcome} {preview_url(desk.pages, number)}")
        elif said.command == "url":
            print(desk.pages)
        elif said.command == "propose":
            made = propose(desk.github, desk.branch, said.folder, said.base, said.branch, said.title)
            word = "opened" if made and made[1] else "updated"
            print(f"pull request {made[0]}: {word}" if made else "nothing to propose")
        elif said.command == "sweep":
            print(f"previews removed: {', '.join(map(str, sweep(desk))) or 'none'}")
        else:
            done = publish_site(desk.branch, said.folder, f"Site of {os.environ.get('GITHUB_SHA', 'this folder')}")
            print(f"{desk.pages}: {'published' if done else 'unchanged'}")
    except BriefingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _desk() -> Desk:
    name = repository(os.environ.get("GITHUB_REPOSITORY", ""))
    server = os.environ.get("GITHUB_SERVER_URL", GITHUB).rstrip("/")
    token = os.environ.get("GITHUB_TOKEN") or None
    remote = os.environ.get("PAGES_REMOTE") or f"{server}/{name}.git"
    return Desk(
        GitHub(os.environ.get("GITHUB_API_URL", "https://api.github.com"), name, token),
        PagesBranch(remote, os.environ.get("PAGES_BRANCH") or "gh-pages", token),
        pages_url(name, os.environ.get("PAGES_URL")),
        server=server,
    )


if __name__ == "__main__":
    sys.exit(main())
