"""``python -m tests.fuzz [--seconds S | --inputs N] [--by-chance SEED] [NAME ...]``: feeds each target, prints how much
and what broke.

Exit code 1 when a target broke; the smallest input is printed, and becomes a case of the suite.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from generator.core.errors import BriefingError
from tests.fuzz.targets import TARGETS, Target

ROUND = 1000
"""Inputs between two looks at the clock."""


def fed(target: Target, value: Any) -> None:
    """Feed one input: an error of ours must be one line, any other is raised."""
    try:
        target.feed(value)
    except BriefingError as error:
        if "\n" in str(error):
            raise AssertionError(str(error)) from error


def search(target: Target, inputs: int, seconds: float) -> tuple[int, str | None]:
    """How many inputs of hypothesis' a target took, and how it broke."""
    done, end = 0, time.monotonic() + seconds

    def feed(value: Any) -> None:
        nonlocal done
        done += 1
        fed(target, value)

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
            checks(given(target.inputs.searched())(feed))()
        except Exception:
            return done, traceback.format_exc()
        if done == before:
            break
    return done, None


def draw(target: Target, inputs: int, seconds: float, seed: str) -> tuple[int, str | None]:
    """The same for inputs by chance; the one that broke it is told without the pieces that it breaks without."""
    chance, end = Random(f"{seed} {target.name}"), time.process_time() + seconds  # the machine may be busy

    def problem(parts: list[str]) -> str | None:
        try:
            fed(target, target.inputs.made("".join(parts)))
        except Exception:
            return traceback.format_exc()
        return None

    done = 0
    while done < inputs and time.process_time() < end:
        done += 1
        parts = target.inputs.drawn(chance)
        if said := problem(parts):
            for place in reversed(range(len(parts))):
                fewer = parts[:place] + parts[place + 1 :]
                if told := problem(fewer):
                    parts, said = fewer, told
            return done, f"{target.inputs.made(''.join(parts))!r}\n{said}"
    return done, None


def main() -> int:
    """Run the targets that are named, or all."""
    said = argparse.ArgumentParser(prog="python -m tests.fuzz")
    said.add_argument("--seconds", type=float, default=60.0)
    said.add_argument("--inputs", type=int, default=10**9, help="of each target, at most")
    said.add_argument("--by-chance", metavar="SEED", help="draw by chance instead of searching: many more")
    said.add_argument("names", nargs="*")
    args = said.parse_args()
    total, broken = 0, 0
    for target in TARGETS:
        if args.names and target.name not in args.names:
            continue
        begin = time.process_time()
        if args.by_chance is None:
            done, problem = search(target, args.inputs, args.seconds)
        else:
            done, problem = draw(target, args.inputs, args.seconds, args.by_chance)
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
