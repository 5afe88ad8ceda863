"""What a person sees of long work."""

from __future__ import annotations

import io
import sys

import pytest

from generator.commands.generate import _articles


class Terminal(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        """Whether it is one."""
        return True


@pytest.mark.parametrize("total", [0, 1, 3])
def test_a_bar_is_seen_where_articles_are_read(total: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends full; where there is none to read, nothing stands at 0 %."""
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with _articles(quiet=False) as progress:
        for done in range(1, total + 1):
            progress(done, total, "a.md")
    said = terminal.getvalue()
    assert ("Reading articles" in said) == (total > 0)
    assert said.rstrip().endswith("100%\x1b[?25h") == (total > 0)
