"""A new site asks for the Briefing Desk that made it, from wherever that came."""

from __future__ import annotations

import io
import json
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError
from typing import Any

import pytest

from generator.desk import installed


class Told(Distribution):
    """A distribution of which only these files are known."""

    def __init__(self, direct_url: object) -> None:
        self.files_ = {
            "METADATA": "Metadata-Version: 2.1\nName: briefing-desk\nVersion: 1.2.3\nRequires-Dist: pyyaml\n",
            "entry_points.txt": "[console_scripts]\nbriefing = generator.commands.main:main\n",
            "direct_url.json": direct_url if isinstance(direct_url, str) else json.dumps(direct_url),
        }

    def read_text(self, filename: str) -> str | None:
        """One of its files."""
        return None if self.files_.get(filename) in (None, "null") else self.files_[filename]

    def locate_file(self, path: Any) -> Any:
        """It lies nowhere."""
        raise NotImplementedError


@pytest.mark.parametrize(
    ("direct_url", "line"),
    [
        (None, "briefing-desk[add]==1.2.3"),
        ("not json", "briefing-desk[add]==1.2.3"),
        (
            {"url": "https://example.org/desk.git", "vcs_info": {"vcs": "git", "commit_id": "abc123"}},
            "briefing-desk[add] @ git+https://example.org/desk.git@abc123",
        ),
        (
            {
                "url": "ssh://git@example.org/desk",
                "vcs_info": {"vcs": "git", "commit_id": "abc"},
                "subdirectory": "tool",
            },
            "briefing-desk[add] @ git+ssh://git@example.org/desk@abc#subdirectory=tool",
        ),
        (
            {"url": "https://example.org/desk.whl", "archive_info": {"hashes": {"sha256": "00ff"}}},
            "briefing-desk[add] @ https://example.org/desk.whl#sha256=00ff",
        ),
    ],
)
def test_where_others_can_reach_it_is_named(direct_url: object, line: str) -> None:
    """Version control with its commit, an address, else name and version: it came from an index then."""
    assert installed.of(Told(direct_url)) == (line, {})


@pytest.mark.parametrize(
    "direct_url",
    [
        {"url": "file:///home/me/desk", "dir_info": {"editable": True}},
        {"url": "file:///tmp/desk-1.2.3.whl", "archive_info": {}},
        {"url": "file:///home/me/desk", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
    ],
)
def test_what_lies_on_this_machine_comes_along_as_a_wheel(direct_url: object) -> None:
    """Packed of what runs here, the same bytes each time, with all that a new site is made of."""
    line, files = installed.of(Told(direct_url))
    ((path, data),) = files.items()
    assert line == f"./{path}[add]"
    assert path == "wheels/briefing_desk-1.2.3-py3-none-any.whl"
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        names = wheel.namelist()
        assert {"generator/__init__.py", "generator/data/init/mkdocs.yml", "generator/py.typed"} <= set(names)
        assert len(names) == len(set(names))
        record = wheel.read("briefing_desk-1.2.3.dist-info/RECORD").decode()
        assert sorted(row.split(",")[0] for row in record.splitlines()) == sorted(names)
        about = wheel.read("briefing_desk-1.2.3.dist-info/METADATA").decode()
        assert "Requires-Dist: pyyaml" in about
        commands = wheel.read("briefing_desk-1.2.3.dist-info/entry_points.txt").decode()
        assert "briefing = generator.commands.main:main" in commands
        assert not any(b"/home/me" in wheel.read(name) for name in names if "dist-info" in name)
    installed._wheel.cache_clear()
    assert installed.of(Told(direct_url))[1] == files


def test_what_was_never_installed_is_asked_for_by_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder on the path of Python says nothing of where it came from."""

    def unknown(name: str) -> Distribution:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installed, "distribution", unknown)
    assert installed.requirement()[0].startswith("briefing-desk[add]==")
