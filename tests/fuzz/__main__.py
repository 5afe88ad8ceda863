"""``python -m tests.fuzz [--seconds S | --inputs N] [NAME ...]``: feeds each target, prints how much and what broke.

Exit code 1 when a target broke; hypothesis prints the smallest input, which becomes a case of the suite.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from generator.core.errors import BriefingError
from tests.fuzz.targets import TARGETS, Target

ROUND = 1000
"""Inputs between two looks at the clock."""


def run(target: Target, inputs: int, seconds: float) -> tuple[int, str | None]:
    """How many inputs a target took, and how it broke."""
    done, end = 0, time.monotonic() + seconds

    def feed(value: Any) -> None:
        nonlocal done
        done += 1
        try:
            target.feed(value)
        except BriefingError as error:
            if "\n" in str(error):
                raise AssertionError(str(error)) from error

    while done < inputs and time.monotonic() < end:
        most = min(ROUND // (20 if target.slow else 1), inputs - done)
        checks = settings(
            max_examples=most,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        )
        before = done
        try:
            checks(given(target.inputs)(feed))()
        except Exception:
            return done, traceback.format_exc()
        if done == before:
            break
    return done, None


def main() -> int:
    """Run the targets that are named, or all."""
    said = argparse.ArgumentParser(prog="python -m tests.fuzz")
    said.add_argument("--seconds", type=float, default=60.0)
    said.add_argument("--inputs", type=int, default=10**9, help="of each target, at most")
    said.add_argument("names", nargs="*")
    args = said.parse_args()
    total, broken = 0, 0
    for target in TARGETS:
        if args.names and target.name not in args.names:
            continue
        begin = time.process_time()
        done, problem = run(target, args.inputs, args.seconds)
        total, broken = total + done, broken + bool(problem)
        print(
            f"{target.name}: {done} inputs, {time.process_time() - begin:.0f} s",
            "BROKEN" if problem else "",
            flush=True,
        )
        if problem:
            print(problem, flush=True)
    print(f"{total} inputs, {broken} targets broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
