"""Sentences of the interface that no language has been chosen for yet: made where something is known, said where shown.

The second half says them in the site's language (`site.words`); everywhere else ``str`` gives their English.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with places, and what fills them.

    Attributes:
        text: English with places in braces.
        values: what fills them: text, numbers, messages, or tuples of these, which are said as lists.
        many, number: the form for another number than one, and that number (``{n}``), where there is one.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    many: str | None = None
    number: int = 1

    def __str__(self) -> str:
        text = self.text if self.many is None or self.number == 1 else self.many
        return text.format(n=f"{self.number:,}", **said(self.values, str, _listed))


def N_(text: str) -> str:  # noqa: N802 - gettext's name for it
    """The text itself: marks a message that stands in a table as part of the catalogue."""
    return text


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """The two forms of a message about a number of things, marked likewise."""
    return one, many


def message(text: str, **values: Any) -> Message:
    """A message with its values."""
    return Message(text, values)


def counted(one: str, many: str, number: int, **values: Any) -> Message:
    """A message about a number of things."""
    return Message(one, values, many, number)


def said(
    values: Mapping[str, Any], say: Callable[[Message], str], listed: Callable[[list[str]], str]
) -> dict[str, object]:
    """A message's values in words, its messages by `say`, its tuples by `listed`."""

    def one(value: Any) -> Any:
        return say(value) if isinstance(value, Message) else value

    return {
        name: listed([str(one(part)) for part in value]) if isinstance(value, tuple) else one(value)
        for name, value in values.items()
    }


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
