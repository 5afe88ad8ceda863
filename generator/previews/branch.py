"""The pages branch of a repository, changed without ever being checked out.

Each change is one `git fast-import` of blobs onto the branch's present tree and one push that the remote takes only if
the branch still stands where it was read: two runs at once never lose each other's work. No working tree exists, so no
hook, filter or attribute of the files can run anything.
"""

from __future__ import annotations

import base64
import contextlib
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from generator.core.errors import BriefingError
from generator.previews.locations import FOLDER

TRIES = 6
"""How often a push is tried anew after another run was faster."""
MARK = "Pages: made by Briefing Desk"
"""Last line of the messages of this module: a tip that has it may be replaced by a commit without history."""
_NEW = "refs/briefing/new"


@dataclass(frozen=True, slots=True)
class Change:
    """What to do to the branch.

    Attributes:
        folder: the folder to replace or remove; empty for the site itself, which leaves the previews alone.
        files: what it is to hold, (path, size in bytes); None removes the folder.
        open: gives the bytes of a path.
    """

    message: str
    folder: str
    files: tuple[tuple[str, int], ...] | None
    open: Callable[[str], IO[bytes]] | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Files to put and paths to remove on a branch that is made anew from the tip of `base`."""

    message: str
    base: str
    branch: str
    files: tuple[tuple[str, int], ...]
    removed: tuple[str, ...]
    open: Callable[[str], IO[bytes]]


@dataclass(frozen=True, slots=True)
class PagesBranch:
    """A branch of a remote repository, by default that of its pages.

    Attributes:
        remote: address or path of the repository.
        token: sent as HTTP basic authentication to an https remote; never in an argument or a file.
        wait: called with seconds between tries.
    """

    remote: str
    branch: str = "gh-pages"
    token: str | None = field(default=None, repr=False)
    wait: Callable[[float], None] = time.sleep

    def apply(self, change: Change) -> bool:
        """Make a change and push it; False when the branch already is so.

        Raises BriefingError when the remote cannot be reached or was changed by others at every try.
        """
        with tempfile.TemporaryDirectory(prefix="briefing-pages-") as folder:
            self._git(folder, "init", "--quiet", "--bare", ".")
            for attempt in range(TRIES):
                if attempt:
                    self.wait(min(0.5 * 2**attempt, 10.0))
                tip = self._fetch(folder, self.branch)
                if tip is None and change.files is None:
                    return False
                # With the site goes the branch's history, if this tool made it: it would grow with each preview.
                fresh = tip is None or (change.folder == "" and self._ours(folder, tip))
                self._import(folder, _stream(tip, fresh, change, self._kept(folder, tip)))
                if tip and self._tree(folder, _NEW) == self._tree(folder, tip):
                    return False
                if self._push(folder, self.branch, tip):
                    return True
        raise BriefingError(
            f"was changed by others at each of {TRIES} tries", path=self.branch, remedy="run the job again"
        )

    def propose(self, proposal: Proposal) -> None:
        """Push a proposal; whatever its branch held before is replaced.

        Raises BriefingError when there is no base to start from, or the remote refuses.
        """
        with tempfile.TemporaryDirectory(prefix="briefing-pages-") as folder:
            self._git(folder, "init", "--quiet", "--bare", ".")
            base = self._fetch(folder, proposal.base)
            if base is None:
                raise BriefingError("there is no such branch", path=proposal.base, remedy="name the default branch")
            self._import(folder, _proposed(base, proposal))
            listed = self._git(folder, "ls-remote", "--", self.remote, f"refs/heads/{proposal.branch}").split()
            if not self._push(folder, proposal.branch, listed[0] if listed else None):
                raise BriefingError("was changed meanwhile", path=proposal.branch, remedy="run the job again")

    def previews(self) -> tuple[int, ...]:
        """The numbers of the pull requests that have a preview on the branch, ascending."""
        with tempfile.TemporaryDirectory(prefix="briefing-pages-") as folder:
            self._git(folder, "init", "--quiet", "--bare", ".")
            tip = self._fetch(folder, self.branch)
            if tip is None:
                return ()
            names = self._git(folder, "ls-tree", "--name-only", "-z", f"{tip}:", f"{FOLDER}/").split("\0")
        found = (re.fullmatch(rf"{FOLDER}/pr-([1-9]\d{{0,9}})", name) for name in names)
        return tuple(sorted(int(match[1]) for match in found if match))

    def _fetch(self, folder: str, branch: str) -> str | None:
        """A branch's tip, fetched; None when there is no such branch."""
        ref = f"refs/heads/{branch}"
        listed = self._git(folder, "ls-remote", "--", self.remote, ref).split()
        if not listed:
            return None
        self._git(folder, "fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "--force", "--",
                  self.remote, f"{ref}:refs/briefing/tip")  # fmt: skip
        return self._git(folder, "rev-parse", "refs/briefing/tip").strip()

    def _import(self, folder: str, lines: Iterable[bytes]) -> None:
        """Make the commit that `_NEW` then names."""
        with tempfile.TemporaryFile() as errors:
            process = subprocess.Popen(
                ["git", "fast-import", "--quiet", "--force", "--date-format=now"],
                cwd=folder, env=self._environment(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=errors,
            )  # fmt: skip
            assert process.stdin is not None
            try:
                # BrokenPipeError: git has said why. Any other error leaves the stream without its end: nothing is made.
                with contextlib.suppress(BrokenPipeError), process.stdin as stream:
                    stream.writelines(lines)
            finally:
                code = process.wait()
            if code:
                errors.seek(0)
                raise _failed("fast-import", errors.read())

    def _kept(self, folder: str, tip: str | None) -> Mapping[str, str]:
        """The trees of the branch that a change of the site leaves alone, by path."""
        if tip is None:
            return {}
        line = self._git(folder, "ls-tree", "-d", tip, FOLDER).split()
        return {FOLDER: line[2]} if len(line) > 2 else {}

    def _ours(self, folder: str, tip: str) -> bool:
        return self._git(folder, "log", "-1", "--format=%B", tip).rstrip().endswith(MARK)

    def _tree(self, folder: str, commit: str) -> str:
        return self._git(folder, "rev-parse", f"{commit}^{{tree}}").strip()

    def _push(self, folder: str, branch: str, tip: str | None) -> bool:
        """Push; False when the branch has moved since it was read."""
        ref = f"refs/heads/{branch}"
        done = self._run(
            folder, "push", "--quiet", "--porcelain", f"--force-with-lease={ref}:{tip or ''}", "--", self.remote,
            f"{_NEW}:{ref}",
        )  # fmt: skip
        if done.returncode == 0:
            return True
        said = done.stdout + done.stderr
        if re.search(rb"\[rejected\]|cannot lock ref|failed to update ref|reference already exists", said):
            return False
        raise _failed("push", done.stderr)

    def _git(self, folder: str, *arguments: str) -> str:
        done = self._run(folder, *arguments)
        if done.returncode:
            raise _failed(arguments[0], done.stderr)
        return done.stdout.decode("utf-8", "replace")

    def _run(self, folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["git", *arguments], cwd=folder, env=self._environment(), capture_output=True, timeout=600, check=False
        )

    def _environment(self) -> dict[str, str]:
        """Nothing of the machine's own configuration, no prompt, and the token where git alone sees it."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "SSL_CERT_FILE") if name in os.environ}
        environment = {
            **kept,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ALLOW_PROTOCOL": "file:https:http",
            "LC_ALL": "C",
        }
        if self.token and self.remote.startswith("https://"):
            secret = base64.b64encode(f"x-access-token:{self.token}".encode()).decode()
            environment |= {
                "GIT_CONFIG_COUNT": "1",
                "GIT_CONFIG_KEY_0": "http.extraHeader",
                "GIT_CONFIG_VALUE_0": f"Authorization: Basic {secret}",
            }
        return environment


def _stream(tip: str | None, fresh: bool, change: Change, kept: Mapping[str, str]) -> Iterator[bytes]:
    """The change in the language of `git fast-import`."""
    yield from _commit(f"{change.message}\n\n{MARK}\n", None if fresh else tip)
    if change.folder == "":
        yield b"deleteall\n"
        for path, tree in kept.items():
            yield f"M 040000 {tree} {path}\n".encode()
    else:
        yield f"D {change.folder}\n".encode()
    for path, size in change.files or ():
        assert change.open is not None
        yield from _file(f"{change.folder}{'/' if change.folder else ''}{path}", size, change.open, path)
    # GitHub Pages would otherwise pass the files of a branch through Jekyll.
    yield b"M 100644 inline .nojekyll\ndata 0\n\ndone\n"


def _proposed(base: str, proposal: Proposal) -> Iterator[bytes]:
    yield from _commit(f"{proposal.message}\n", base)
    for path in proposal.removed:
        yield f"D {path}\n".encode()
    for path, size in proposal.files:
        yield from _file(path, size, proposal.open, path)
    yield b"done\n"


def _commit(message: str, parent: str | None) -> Iterator[bytes]:
    raw = message.encode()
    yield b"feature done\n"
    yield f"commit {_NEW}\ncommitter Briefing Desk <briefing-desk@users.noreply.github.com> now\n".encode()
    yield b"data %d\n%s\n" % (len(raw), raw)
    if parent:
        yield f"from {parent}\n".encode()


def _file(path: str, size: int, opener: Callable[[str], IO[bytes]], name: str) -> Iterator[bytes]:
    if path.startswith('"') or "\n" in path:
        raise BriefingError("is no name for a file of a site", path=ascii(path[:200]), remedy="rename it")
    yield f"M 100644 inline {path}\ndata {size}\n".encode()
    yield from _exactly(opener, name, size)
    yield b"\n"


def _exactly(opener: Callable[[str], IO[bytes]], path: str, size: int) -> Iterator[bytes]:
    """The bytes of a file, which must be as many as were promised."""
    left = size
    with opener(path) as file:
        while left:
            chunk = file.read(min(left, 1 << 20))
            if not chunk:
                raise BriefingError("is shorter than it said", path=path[:200], remedy="nothing was published")
            left -= len(chunk)
            yield chunk
        if file.read(1):
            raise BriefingError("is longer than it said", path=path[:200], remedy="nothing was published")


def _failed(what: str, stderr: bytes) -> BriefingError:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return BriefingError(
        f"git {what} failed ({' '.join(lines[-3:])[:500]})",
        remedy="check the repository's settings and the job's permissions",
    )
