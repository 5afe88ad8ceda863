"""The error tree: every failure a user can mend is a `BriefingError`, everything else is a bug.

A message reads ``path: field: problem: remedy`` on one line; parts that do not apply are left out.
"""

from __future__ import annotations

from collections.abc import Sequence


def shown(text: str) -> str:
    """The text as a terminal may have it: control characters and marks of direction as escapes, nothing else changed.

    File names, addresses and what a server says come from strangers.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


class BriefingError(Exception):
    """A problem the user can mend; printed as one line, exit code 1.

    Args:
        problem: what is wrong, in plain words.
        path: the file concerned, as the user named it.
        field: the field inside the file, dotted for nested ones.
        remedy: what the user can do about it.
    """

    def __init__(
        self, problem: str, *, path: str | None = None, field: str | None = None, remedy: str | None = None
    ) -> None:
        self.problem = problem
        self.path = path
        self.field = field
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        parts = (self.path, self.field, self.problem, self.remedy)
        return ": ".join(shown(" ".join(part.split())) for part in parts if part)


class IngestError(BriefingError):
    """An article cannot be taken in: unreadable, empty, not text, not English, a duplicate."""


class RecordError(BriefingError):
    """A brief's file is not a valid record."""


class GroundingError(BriefingError):
    """A statement points at words its article does not have."""


class ConfigError(BriefingError):
    """A file of `site_config/` is not valid, or a setting cannot be honoured here."""


class BuildError(BriefingError):
    """The site builder failed or warned."""


class ReadingStoppedError(BriefingError):
    """What reads articles elsewhere is gone: those not yet read stay unread, what was written stays."""


def defect(error: Exception, path: str, doing: str = "") -> BriefingError:
    """What is told of a rule that failed on one article, line or brief: it must not cost the others theirs."""
    said = f"{doing}a rule failed ({type(error).__name__}: {error})"[:200]
    return BriefingError(said, path=path, remedy="report this as a defect; the others were processed")


class Problems(BriefingError):  # noqa: N818 - several of them, each an error
    """Several problems at once, printed a line each."""

    def __init__(self, errors: Sequence[BriefingError]) -> None:
        self.errors = tuple(errors)
        super().__init__(f"{len(self.errors)} problems")

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)
