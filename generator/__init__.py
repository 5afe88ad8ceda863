"""Briefing Desk: articles in, a searchable site of structured, provable briefs out."""

from __future__ import annotations

__version__ = "0.1.0"
