"""Files are written whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from generator.briefs.edits import merge
from generator.briefs.records import Record
from generator.core.configuration import loaded_yaml
from generator.core.errors import BriefingError, ConfigError
from generator.io.files import article_files, read_text, sweep, write_atomic
from generator.io.records import Stored, read_record, read_records, reunite, sweep_memories, write_record
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
    """One broken record does not hide the others."""
    write_record(tmp_path, merge(None, sample_brief(), "1"))
    (tmp_path / "2025" / "broken.md").write_text("---\n[\n---\n")
    stored, errors = read_records(tmp_path)
    assert [s.record.brief.id for s in stored] == ["port"]
    assert [(Path(e.path or "").name, e.field) for e in errors] == [("broken.md", "line 2")]


def test_two_pages_of_one_id_are_said(tmp_path: Path) -> None:
    """An id that a page states is no other page's."""
    write_record(tmp_path, merge(None, sample_brief(), "1"))
    other = sample_text().replace("article: port.md", "article: quay.md\nid: port")
    (tmp_path / "2025" / "quay.md").write_text(other)
    assert [e.field for e in read_records(tmp_path)[1]] == ["id"]


def files_of(folder: Path) -> list[str]:
    """The files below a folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_a_record_moves_with_its_date(tmp_path: Path) -> None:
    """A corrected year moves page and memory; nothing stays behind."""
    record = merge(None, sample_brief(), "1")
    undated = replace(record.brief, article=replace(record.brief.article, published=None))
    write_record(tmp_path, replace(record, brief=undated))
    assert write_record(tmp_path, record, read_record(tmp_path / "undated" / "port.md"))
    assert files_of(tmp_path) == ["2025/port.md", "2025/port.proof.json"]
    assert not (tmp_path / "undated").exists()
    assert not write_record(tmp_path, record, read_record(tmp_path / "2025" / "port.md"))


def moments(folder: Path, old: Stored, new: Record) -> list[Path]:
    """Copies of a folder as it stands after each file that is moved into place while a record is written."""
    seen: list[Path] = []

    def watched(move: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def moved(path: Path, target: Path) -> Path:
            done = move(path, target)
            seen.append(folder.with_name(f"moment-{len(seen)}"))
            shutil.copytree(folder, seen[-1])
            return done

        return moved

    with (
        mock.patch.object(Path, "replace", watched(Path.replace)),
        mock.patch.object(Path, "rename", watched(Path.rename)),
    ):
        write_record(folder, new, old)
    return seen


@pytest.mark.parametrize("published", ["2025-03", "2024-03"])
def test_page_and_memory_fit_each_other_at_any_moment(tmp_path: Path, published: str) -> None:
    """Between any two steps of a write, a move among them, a page is read as what it is: old or new, no false edits."""
    folder = tmp_path / "briefs"
    write_record(folder, merge(None, sample_brief(), "1"))
    page = folder / "2025" / "port.md"
    page.write_text(page.read_text().replace("(organization)", "(group)"))
    old = read_record(page)
    article = replace(sample_brief().article, published=published)
    new = merge(old.record, replace(sample_brief(), title="Newer", article=article), "2")
    stands = moments(folder, old, new)
    assert len(stands) >= 3
    for moment in stands:
        stored, errors = read_records(moment)
        assert not errors
        (item,) = stored
        assert item.record.lost is None
        assert item.record.brief.edited == {"actors/ministry"}
        assert item.record.generated.rules == {"Newer": "2"}.get(item.record.brief.title, "1")
        item.path.write_text(item.path.read_text().replace("the port", "a port"))
        assert read_record(item.path).record.brief.edited == {"actors/ministry", "takeaway"}, "an editor comes between"
    assert not read_record(folder / published[:4] / "port.md").record.pending


def test_a_page_saved_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    """The page and the memory stay as they are, and the person is told."""
    write_record(tmp_path, merge(None, sample_brief(), "1"))
    page = tmp_path / "2025" / "port.md"
    old, known = read_record(page), (tmp_path / "2025" / "port.proof.json").read_bytes()
    page.write_text(page.read_text() + "More.\n")
    with pytest.raises(BriefingError, match="was changed while"):
        write_record(tmp_path, merge(old.record, replace(sample_brief(), title="Newer"), "2"), old)
    assert page.read_text().endswith("More.\n")
    assert (tmp_path / "2025" / "port.proof.json").read_bytes() == known


def test_a_memory_finds_its_page_again(tmp_path: Path) -> None:
    """A page that was moved, or named anew, by hand gets its memory back; memories of no page are swept."""
    write_record(tmp_path, merge(None, sample_brief(), "1"))
    page = tmp_path / "2025" / "port.md"
    new = tmp_path / "2024" / "harbour.md"
    new.parent.mkdir()
    page.rename(new)
    assert read_record(new).record.lost is not None
    sweep_memories(tmp_path)
    assert files_of(tmp_path) == ["2024/harbour.md", "2025/port.proof.json"], "a page lacks its memory: none is swept"
    reunite(tmp_path)
    assert files_of(tmp_path) == ["2024/harbour.md", "2024/harbour.proof.json"]
    record = read_record(new).record
    assert (record.lost, record.brief.id, record.brief.edited) == (None, "port", frozenset())
    new.unlink()
    sweep_memories(tmp_path)
    assert files_of(tmp_path) == []


def test_what_a_killed_run_left_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Temporary files of ours go; whatever else begins with a dot, or is named like a memory, stays."""
    monkeypatch.setattr(os, "fsync", mock.Mock(side_effect=KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "2025" / "port.md", "x")
    assert len(files_of(tmp_path)) == 1
    mine = ["2025/.notes.a1b2c3d4.tmp", "2025/.notes.tmp", "2025/lab.proof.json", "retired/lab.proof.json"]
    for name in mine:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"schema": 3}')
    sweep(tmp_path)
    sweep_memories(tmp_path)
    assert files_of(tmp_path) == mine


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


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"schema: 3\noutlet: Caf\xe9\n", "line 2: has a character that is not UTF-8 (byte 0xe9)"),
        ("schema: 3\n".encode("utf-16"), "is UTF-16, not UTF-8"),
    ],
)
def test_a_file_that_is_no_utf8_is_told_with_its_line(tmp_path: Path, data: bytes, said: str) -> None:
    """An editor's program that saves as Windows-1252: its line can be found, a byte's number cannot."""
    (tmp_path / "a.md").write_bytes(data)
    with pytest.raises(BriefingError) as caught:
        read_text(tmp_path / "a.md")
    assert str(caught.value) == f"{tmp_path / 'a.md'}: {said}: save the file as UTF-8"
    (tmp_path / "actors.yml").write_bytes(data)
    with pytest.raises(ConfigError) as other:
        loaded_yaml(tmp_path / "actors.yml")
    assert said in str(other.value)
