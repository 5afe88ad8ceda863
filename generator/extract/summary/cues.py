"""The cue words of `data/summary_cues.yml`, ready to be asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.core.tables import table
from generator.core.text import small_letters, straight


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled cue lists; all match against text in lower case with straight quotation marks."""

    claim: re.Pattern[str]
    purpose: re.Pattern[str]
    connective: re.Pattern[str]
    leaning: re.Pattern[str]
    editorial: re.Pattern[str]
    echo: re.Pattern[str]
    fresh: re.Pattern[str]
    background: re.Pattern[str]
    saying: frozenset[str]

    def connective_end(self, text: str) -> int:
        """Where the words after an opening connective and its comma start; 0 when there is none."""
        match = self.connective.match(plain(text))
        return match.end() if match and match["comma"] else 0


def plain(text: str) -> str:
    """The text as the cues are written, character for character (so offsets stay true for ASCII letters)."""
    return small_letters(straight(text))


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """Read the packaged cue lists."""
    lists: dict[str, list[str]] = table("summary_cues")
    return Cues(
        claim=re.compile(rf"\b(?:{_either(lists['claim'])})\b"),
        purpose=re.compile(rf"\b(?:{_either(lists['purpose'])})\b"),
        connective=re.compile(rf"(?:{_either(lists['connectives'])})(?:(?P<comma>,\s+)|\b(?!-))"),
        leaning=re.compile(rf"(?:{_either(lists['leaning'])})(?<=[\w,])(?![\w-])"),
        editorial=re.compile(rf"(?:^|\W)(?:{_either(lists['editorial'])})"),
        echo=re.compile(rf"\b(?:{_either(lists['echo'])})\b"),
        fresh=re.compile(rf"\b(?:{_either(lists['fresh'])})\b"),
        background=re.compile(rf"\b(?:{_either(lists['background'])})\b"),
        saying=frozenset(lists["saying"]),
    )


def _either(phrases: list[str]) -> str:
    return "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))
