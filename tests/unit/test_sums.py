"""Digests of files that are not read again: what they tell is what stands there."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from generator.io.sums import FINE, Sums


def _read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read from now on."""
    seen: list[str] = []
    original = hashlib.file_digest

    def file_digest(file: object, kind: str) -> object:
        seen.append(Path(file.name).name)  # type: ignore[attr-defined]
        return original(file, kind)  # type: ignore[arg-type, type-var]

    monkeypatch.setattr(hashlib, "file_digest", file_digest)
    return seen


def test_only_what_may_have_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the same length, its time of content put back, is seen by the time that nobody can put back."""
    folder, cache = tmp_path / "site", tmp_path / "cache"
    folder.mkdir()
    cache.mkdir()
    for name in ("a", "b", "c"):
        (folder / name).write_text(f"one {name}")
    time.sleep(2 * FINE / 1e9)
    first = Sums(cache)
    before = first.files(folder)
    first.save()
    seen = _read(monkeypatch)
    assert Sums(cache).files(folder) == before
    assert seen == []
    was = (folder / "b").stat()
    (folder / "b").write_text("two b")
    os.utime(folder / "b", ns=(was.st_atime_ns, was.st_mtime_ns))
    (folder / "c").unlink()
    again = Sums(cache).files(folder)
    assert seen == ["b"]
    assert list(again) == ["a", "b"]
    assert again["b"] == hashlib.sha256(b"two b").hexdigest()


def test_what_was_written_a_moment_ago_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second write within the clock's grain would leave no trace."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a").write_text("one")
    sums, seen = Sums(tmp_path), _read(monkeypatch)
    sums.files(folder)
    sums.files(folder)
    assert seen == ["a", "a"]
