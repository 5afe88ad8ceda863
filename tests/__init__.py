"""Tests of Briefing Desk."""
