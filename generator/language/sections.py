"""The headings by which an article names its own parts ("The bottom line", "What to watch")."""

from __future__ import annotations

from typing import Literal

from generator.core.tables import table

Section = Literal["takeaway", "key_points", "implications", "whats_next"]

SECTION_HEADINGS: dict[str, Section] = {
    heading: section for section, headings in table("sections").items() for heading in headings
}
"""Folded heading to the part it opens, from `data/sections.yml`."""
