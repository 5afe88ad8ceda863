#!/usr/bin/env python3
"""What is each rule of an extractor worth? Every function of its package is switched off in turn; the loss is printed.

    python scripts/worth.py figures TEXTS.jsonl GOLDS [--least 0.1]

PACKAGE is a module or package below `generator.extract`; TEXTS and GOLDS are as for `mark_candidates.py`. Functions and
methods count. Switched off means: the function gives what "nothing there" is by its return type (False, None, an empty
tuple, list or text); a function of any other type is a step, not a rule, and is left alone. The texts are parsed once;
for each rule only the package itself runs again.

Worth is told in points per hundred articles: candidates that are sure enough to be shown, a right one counting 1 and a
wrong one what composition says it costs (`PLACES`), and right candidates found at all, shown or not. Rules are listed
by the first number; those under ``--least`` on both protect nothing on these texts and had better have a test that says
why they stay. Exits 2 on wrong usage.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil
import signal
import sys
import typing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Any

from golds import Gold, articles, labels

from generator.core.configuration import Catalog
from generator.core.model import Found
from generator.extract.composition import PLACES, gain
from generator.extract.nlp import parse
from generator.extract.parsed import Parsed
from generator.extract.pipeline import EXTRACTORS, Extractor

SECONDS = 4.0
"""An article on which a package takes longer counts as one on which it fails."""
Owner = ModuleType | type
NOTHING: dict[Any, Any] = {bool: False, str: "", tuple: (), list: [], frozenset: frozenset(), dict: {}, set: set()}


@dataclass(frozen=True, slots=True)
class Text:
    """A parsed article with its gold and what stood before the package ran."""

    parsed: Parsed
    gold: Gold
    before: Found


@dataclass(frozen=True, slots=True)
class Points:
    """Sums over all texts: the worth of what would be shown, and the right candidates."""

    shown: float
    found: float


def modules(package: str) -> list[ModuleType]:
    """The modules of a package below `generator.extract`."""
    top = importlib.import_module(f"generator.extract.{package}")
    path = getattr(top, "__path__", None)
    inner = [importlib.import_module(f"{top.__name__}.{m.name}") for m in pkgutil.iter_modules(path)] if path else []
    return [top, *inner]


def rules(package: str) -> Iterator[tuple[Owner, str, Any]]:
    """Each function and method that can be switched off: what holds it, its name, and what it gives then."""
    for module in modules(package):
        classes = [c for _, c in inspect.getmembers(module, inspect.isclass) if c.__module__ == module.__name__]
        owners: list[Owner] = [module, *classes]
        for owner in owners:
            for name, function in inspect.getmembers(owner, inspect.isfunction):
                own = function.__module__ == module.__name__ and not name.startswith("__") and name != "extract"
                known, value = nothing(function) if own else (False, None)
                if known:
                    yield owner, name, value


def nothing(function: Callable[..., Any]) -> tuple[bool, Any]:
    """What a function gives when there is nothing, by its return type; False where its type does not tell."""
    try:
        told = typing.get_type_hints(function).get("return")
    except NameError:  # a type that is imported for the type checker alone
        told = function.__annotations__.get("return")
        return ("None" in str(told), None)
    if typing.get_origin(told) in (UnionType, typing.Union) and NoneType in typing.get_args(told):
        return True, None
    kind = typing.get_origin(told) or told
    return (kind in NOTHING, NOTHING.get(kind))


def extractor_of(package: str) -> Extractor:
    """The extractor that a package holds."""
    return next(e for e in EXTRACTORS if package in e.__module__)


def prepared(package: str, texts: Path, golds: Path) -> list[Text]:
    """The texts with what the extractors before this one found."""
    pairs = articles(texts, golds)
    out = []
    for parsed, (_, gold) in zip(parse([a for a, _ in pairs], Catalog()), pairs, strict=True):
        found = Found()
        for extractor in EXTRACTORS:
            if extractor is extractor_of(package):
                break
            found = extractor(parsed, found)
        out.append(Text(parsed, gold, found))
    return out


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in what runs longer: without one of its rules a loop may never end."""

    def ends(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ends)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def points(package: str, texts: Sequence[Text]) -> Points:
    """The points of a package as it stands now; an article on which it fails gives none."""
    shown = found = 0.0
    extract = extractor_of(package)
    for text in texts:
        try:
            with bounded(SECONDS):
                after = extract(text.parsed, text.before)
        except Exception:
            continue
        sure = {(j.field, j.item): j.probability for j in after.judgements[len(text.before.judgements) :]}
        for (field, item), right in labels(after, text.gold).items():
            if "." in field or (field, item) not in sure:
                continue
            found += right
            if gain(sure[field, item], PLACES[field].wrong) > 0:
                shown += 1.0 if right else -PLACES[field].wrong
    return Points(shown, found)


def without(owner: Owner, name: str, value: Any, package: str, texts: Sequence[Text]) -> Points:
    """The points with one function switched off, wherever the package imported it to."""
    kept = getattr(owner, name)
    places = modules(package) if isinstance(owner, ModuleType) else [owner]
    held = [(where, k) for where in places for k, v in vars(where).items() if v is kept]
    for where, key in held:
        setattr(where, key, lambda *_, **__: value)
    try:
        return points(package, texts)
    finally:
        for where, key in held:
            setattr(where, key, kept)


def main() -> int:
    """Measure, switch off one by one, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("package")
    asked.add_argument("texts", type=Path)
    asked.add_argument("golds", type=Path)
    asked.add_argument("--least", type=float, default=0.1)
    told = asked.parse_args()
    texts = prepared(told.package, told.texts, told.golds)
    whole, per = points(told.package, texts), 100 / len(texts)
    print(
        f"{told.package}: {whole.shown * per:.1f} points shown, {whole.found * per:.1f} right found, a hundred articles"
    )
    rows = []
    for owner, name, value in rules(told.package):
        less = without(owner, name, value, told.package, texts)
        function = getattr(owner, name)
        where = f"{function.__module__.removeprefix('generator.extract.')}.{function.__qualname__}"
        rows.append(((whole.shown - less.shown) * per, (whole.found - less.found) * per, where))
    for shown, found, where in sorted(rows, reverse=True):
        mark = "" if max(shown, found) >= told.least else "  (nothing)"
        print(f"{shown:8.1f} {found:8.1f}  {where}{mark}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
