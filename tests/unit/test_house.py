"""What holds in every room of the house."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import generator

GROW = {
    "generator.briefs.edits._Merge", "generator.desk.generate._Keeper", "generator.desk.preview.Preview",
    "generator.extract.actors.entity.Entity", "generator.extract.actors.kinds.Name",
    "generator.extract.actors.name_runs.Run", "generator.extract.actors.people.People",
    "generator.extract.quotes.people.People", "generator.io.web.Fetcher", "generator.language.timex.context.Context",
    "generator.link.actors._Node", "generator.link.autolink._Node", "generator.link.glossary._Group",
    "generator.review.regenerate._Noting",
}  # fmt: skip
"""What is filled while a text or a corpus is read, and handed to nobody else."""
KEEP = {
    "generator.extract.parsed.Parsed", "generator.extract.quotes.antecedents.Antecedents",
    "generator.extract.quotes.attribution._Asked",
    "generator.extract.quotes.people.People", "generator.extract.quotes.scene.Scene",
    "generator.extract.standing.Standing",
    "generator.extract.terms.definitions.Definer", "generator.extract.terms.phrases.Stretches",
    "generator.ingest.cleaning.masthead._Head",
    "generator.review.regenerate._Noting", "generator.site.pages.lookups.Index",
}  # fmt: skip
"""What keeps values that are made when they are first asked for, for which slots leave no room."""


def _dataclasses() -> Iterator[tuple[str, type]]:
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if inspect.isclass(value) and dataclasses.is_dataclass(value) and value.__module__ == module.name:
                    yield f"{module.name}.{name}", value


def test_what_is_passed_on_cannot_be_changed() -> None:
    """Dataclasses are frozen: whoever is handed a brief, a corpus or a rule cannot alter it behind another's back."""
    assert {name for name, made in _dataclasses() if not made.__dataclass_params__.frozen} == GROW  # type: ignore[attr-defined]


def test_a_misspelt_attribute_is_refused() -> None:
    """Dataclasses have slots: a value given to a name that does not exist fails, and many of them take little room."""
    assert {name for name, made in _dataclasses() if "__slots__" not in vars(made)} == KEEP
