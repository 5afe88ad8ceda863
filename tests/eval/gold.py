"""The gold of the evaluation cases: what a careful reader finds in an article, as YAML beside it.

Words are compared without regard to case and to the kind of quotation mark. A name found by the extractors counts when
it or one of its aliases is the gold's name or one of `any_of`. Lists left out are not scored in that case.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from generator.core.model import ActorKind, Bound, Certainty, Change

CASES = Path(__file__).parent / "cases"


def _many(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _dates(value: Any) -> Any:
    return [v.isoformat() if isinstance(v, datetime.date) else str(v) for v in _many(value)]


def _decimal(value: Any) -> Any:
    # YAML 1.1 reads 55e9 as a string and 0.1 as a double; both mean the decimal as it is written.
    return None if value is None else Decimal(str(value))


def _words(value: Any) -> Any:
    return [str(v) for v in value] if isinstance(value, list) else value


Words = Annotated[list[str], Field(min_length=1), BeforeValidator(_words)]
Choice = Annotated[list[str], BeforeValidator(_many)]
Dates = Annotated[list[str], BeforeValidator(_dates)]
Number = Annotated[Decimal, BeforeValidator(_decimal)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GoldActor(_Part):
    """Someone who must be among the actors; `role`: any of these words stands in the role found."""

    name: str
    kind: ActorKind
    role: Choice = []
    any_of: list[str] = []


class GoldFigure(_Part):
    """A figure that must be shown; `measure`: any of these words, `period`: its first characters.

    `unit`: any of these, null for a bare number; a rate ("barrel per day") also counts under its first unit.
    """

    value: Number
    max: Number | None = None
    unit: Annotated[list[str | None], BeforeValidator(_many)]
    measure: Words
    period: Dates = []
    bound: Bound | None = None
    change: Change | None = None


class GoldForward(_Part):
    """A forward look that must be shown: an item with all words of `about`; `when`, `certainty`: any of these."""

    about: Words
    when: Dates = []
    certainty: Annotated[list[Certainty], BeforeValidator(_many)] = []


class GoldEvent(_Part):
    """An event that must be dated so: an item of this date with all the words of `about`."""

    date: Dates
    about: Words


class GoldQuote(_Part):
    """A quotation that must be found; `speaker` None where the article names nobody."""

    speaker: str | None = None
    about: Words


class GoldDefinition(_Part):
    """A definition that the article gives; all words of `has` stand in the one found."""

    term: str
    has: Words


class Gold(_Part):
    """All gold of one case."""

    published: Dates
    undated_is_right: bool = False
    """The year stands nowhere: no date is as right as the date."""
    title: Words | None = None
    takeaway_any: Annotated[list[Words], Field(min_length=1)]
    actors: Annotated[list[GoldActor], Field(min_length=1)]
    actors_ok: list[str] = []
    actors_never: list[str] = []
    figures: list[GoldFigure] = []
    figures_ok: list[Number] = []
    """Values that may be shown without being wanted."""
    whats_next: list[GoldForward] = []
    whats_next_ok: list[Words] = []
    """Forward looks that may be shown without being wanted, by words as in `GoldForward.about`."""
    whats_next_never: list[Words] = []
    """What is no forward look though it sounds like one: no item has all words of such a group."""
    events: list[GoldEvent] = []
    events_never: list[Words] = []
    """What has not happened, or not then: no event has all words of such a group."""
    quotes: list[GoldQuote] = []
    quotes_never: list[Words] = []
    terms: list[str] = []
    terms_never: list[str] = []
    definitions: list[GoldDefinition] = []
    never_in_text: list[str] = []


@dataclass(frozen=True, slots=True)
class Case:
    """One article as it arrives, with its gold."""

    name: str
    data: bytes
    gold: Gold


def read_case(path: Path) -> Case:
    """The case whose article stands at `path`; its gold stands beside it under the same name with ``.yml``."""
    gold = Gold.model_validate(yaml.safe_load(path.with_suffix(".yml").read_text("utf-8")))
    return Case(path.stem, path.read_bytes(), gold)


def read_cases(folder: Path = CASES) -> tuple[Case, ...]:
    """All cases of a folder in the order of their names."""
    return tuple(read_case(path) for path in sorted(folder.glob("*.md")))
