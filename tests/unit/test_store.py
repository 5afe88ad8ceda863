"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.briefs.edits import merge
from generator.core.errors import BriefingError
from generator.io.files import article_files, read_records, sweep, write_atomic, write_record
from tests.unit.test_records import sample_brief, sample_text


def test_writing_the_same_bytes_touches_nothing(tmp_path: Path) -> None:
    """An unchanged file keeps its time stamp."""
    path = tmp_path / "a" / "b.txt"
    assert write_atomic(path, "x")
    os.utime(path, (1, 1))
    assert not write_atomic(path, "x")
    assert path.stat().st_mtime == 1
    assert write_atomic(path, "y")
    assert path.read_text() == "y"


def test_a_failed_write_leaves_the_old_file_and_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is one line, and nothing already written is lost."""
    path = tmp_path / "b.md"
    write_atomic(path, "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BriefingError, match="No space left"):
        write_atomic(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["b.md"]


def test_articles_are_listed_by_source(tmp_path: Path) -> None:
    """Hidden files and other kinds are passed over; a missing path is said."""
    for name in ("b.md", "sub/a.txt", ".hidden.md", "c.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [source for _, source in article_files([tmp_path], (".md", ".txt"))] == ["b.md", "sub/a.txt"]
    with pytest.raises(BriefingError, match="no such file"):
        article_files([tmp_path / "nowhere"], (".md",))


def test_records_are_read_and_broken_ones_named(tmp_path: Path) -> None:
    """One broken record does not hide the others; two files with one id are said."""
    write_record(tmp_path, merge(None, sample_brief(), "1"))
    (tmp_path / "2025" / "broken.md").write_text("---\n[\n---\n")
    (tmp_path / "2025" / "twin.md").write_text(sample_text())
    stored, errors = read_records(tmp_path)
    assert [s.record.brief.id for s in stored] == ["port"]
    assert sorted(Path(e.path or "").name for e in errors) == ["broken.md", "twin.md"]


def test_a_record_moves_with_its_date(tmp_path: Path) -> None:
    """A corrected year moves the file; the old one does not stay behind."""
    old = tmp_path / "undated" / "port.md"
    old.parent.mkdir()
    old.write_text(sample_text())
    write_record(tmp_path, merge(None, sample_brief(), "1"), old)
    assert not old.exists()
    assert (tmp_path / "2025" / "port.md").exists()


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    """Temporary files of ours go; whatever else begins with a dot stays."""
    (tmp_path / "2025").mkdir()
    for name in (".port.md.a1b2c3d4.tmp", ".notes.tmp", "port.md"):
        (tmp_path / "2025" / name).write_text("x")
    assert sweep(tmp_path) == 1
    assert sorted(p.name for p in (tmp_path / "2025").iterdir()) == [".notes.tmp", "port.md"]


def test_a_read_only_folder_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path, the problem and the remedy, and nothing is lost."""
    write_atomic(tmp_path / "a.md", "old")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(BriefingError, match=r"written \(Permission denied\): free some space or make") as caught:
        write_atomic(tmp_path / "a.md", "new")
    assert "\n" not in str(caught.value)
    assert (tmp_path / "a.md").read_text() == "old"
