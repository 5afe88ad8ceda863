"""Temporal expressions of English text: found by rules, resolved to TIMEX3 values. Standard library only."""

from generator.timex.calendar import Direction
from generator.timex.context import Hint, Timex
from generator.timex.finder import find
from generator.timex.line import parse_date

__all__ = ["Direction", "Hint", "Timex", "find", "parse_date"]
