"""The floors of the evaluation: means below which the tests fail, kept in ``floors.yml`` beside this module."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FLOORS = Path(__file__).with_name("floors.yml")
HEAD = """\
# Means of the evaluation cases below which the tests fail. Written by `python -m tests.eval.run --set-floors`,
# which only raises them; to lower one takes `--lower --reason "..."`, and the reason is kept below.
"""


@dataclass(frozen=True, slots=True)
class Lowering:
    """A floor that was lowered, and why."""

    task: str
    before: float
    after: float
    reason: str


@dataclass(frozen=True, slots=True)
class Floors:
    """The floor of each task and the history of those that were lowered."""

    floors: Mapping[str, float]
    lowered: tuple[Lowering, ...] = ()

    def broken(self, means: Mapping[str, float]) -> list[str]:
        """One line for each task whose mean is below its floor, or that has a floor and no mean."""
        return [
            f"{task}: {means.get(task, 0.0):.4f} is below its floor {floor:.2f}"
            for task, floor in self.floors.items()
            if means.get(task, 0.0) < floor
        ]

    def moved(self, means: Mapping[str, float], reason: str | None = None) -> Floors:
        """Floors raised to the means, rounded down to 0.01; with a reason those above their mean come down too."""
        floors: dict[str, float] = {}
        lowered = list(self.lowered)
        for task, mean in means.items():
            before, after = self.floors.get(task, 0.0), rounded_down(mean)
            if after < before and reason:
                lowered.append(Lowering(task, before, after, reason))
            floors[task] = after if reason else max(before, after)
        return Floors(floors, tuple(lowered))


def rounded_down(mean: float) -> float:
    """A mean rounded down to 0.01; the tiny addend keeps 0.29 from becoming 0.28 for the sake of a double."""
    return math.floor(mean * 100 + 1e-9) / 100


def read_floors(path: Path = FLOORS) -> Floors:
    """The floors of a file; none when it does not exist."""
    if not path.exists():
        return Floors({})
    data = yaml.safe_load(path.read_text("utf-8")) or {}
    return Floors(data.get("floors") or {}, tuple(Lowering(**row) for row in data.get("lowered") or ()))


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Write the floors, tasks in the order of the table."""
    lowered = [{name: getattr(x, name) for name in Lowering.__slots__} for x in floors.lowered]
    data = {"floors": dict(floors.floors), "lowered": lowered}
    path.write_text(HEAD + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120), "utf-8")
