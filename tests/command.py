"""The command `briefing` in this process: the language model that one test has loaded serves the next. And git."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import traceback
from pathlib import Path
from unittest import mock

from generator.commands.main import main


def run_here(folder: Path, *args: str, said: str = "") -> subprocess.CompletedProcess[str]:
    """What a process of its own would print and end with; what escapes the command is a traceback and 1, as there."""
    out, err = io.StringIO(), io.StringIO()
    before = Path.cwd()
    os.chdir(folder)
    try:
        with (
            mock.patch.multiple(sys, argv=["briefing", *args], stdin=io.TextIOWrapper(io.BytesIO(said.encode()))),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = _code_of_main()
    finally:
        os.chdir(before)
    return subprocess.CompletedProcess(args, code, out.getvalue(), err.getvalue())


def _code_of_main() -> int:
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def git(folder: Path, *arguments: str) -> str:
    """Run git as nobody in particular; its output."""
    who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout
