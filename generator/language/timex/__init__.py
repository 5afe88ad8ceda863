"""Temporal expressions of English text: found by rules, resolved to TIMEX3 values. Standard library only."""

from generator.language.timex.calendar import Direction
from generator.language.timex.context import Bond, Bonds, Hint, Timex
from generator.language.timex.finder import find
from generator.language.timex.line import parse_date

__all__ = ["Bond", "Bonds", "Direction", "Hint", "Timex", "find", "parse_date"]
