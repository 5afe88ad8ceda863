"""What lies ahead: every forward-looking sentence of an article, and the few a brief shows."""

from __future__ import annotations

import dataclasses

from generator.core.model import Forward, Found
from generator.core.text import stable_id
from generator.extract.parsed import Parsed
from generator.extract.whats_next.candidates import find_looks
from generator.extract.whats_next.selection import choose


def extract(parsed: Parsed, found: Found) -> Found:
    """Fill `found.forward` (all, in order) and `found.whats_next` (at most eight, in order)."""
    looks = find_looks(parsed, found.dates)
    forward = tuple(
        Forward(stable_id("n", look.text), look.text, look.certainty, look.when, look.evidence) for look in looks
    )
    return dataclasses.replace(found, forward=forward, whats_next=choose(parsed, looks, found.dates))
