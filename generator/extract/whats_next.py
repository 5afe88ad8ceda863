"""To be written."""

from __future__ import annotations

from generator.extract.parsed import Parsed
from generator.model import Found


def extract(parsed: Parsed, found: Found) -> Found:
    """To be written."""
    return found
