"""The version of Briefing Desk, where the package build and every module read it."""

__version__ = "0.1.0"
