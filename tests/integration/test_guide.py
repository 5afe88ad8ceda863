"""The guide of the tool builds strictly, and says of the interface what is true."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import generator

ROOT = Path(__file__).parents[2]


def test_the_guide_builds_without_a_warning(tmp_path: Path) -> None:
    """Every page is in the navigation, every link and anchor leads somewhere."""
    config, site = str(ROOT / "docs" / "mkdocs.yml"), str(tmp_path / "guide")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config, "--site-dir", site]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "guide" / "reading" / "index.html").is_file()


def test_the_page_of_the_interface_names_what_is_public() -> None:
    """What the page imports exists and is public; what is public stands on the page."""
    page = (ROOT / "docs" / "guide" / "api.md").read_text("utf-8")
    imported = re.findall(r"^from generator import (.+)$", page, re.MULTILINE)
    assert [name.strip() for line in imported for name in line.split(",")] == ["Brief", "BriefingError", "read"]
    assert all(f"`{name}" in page or f" {name}" in page for name in generator.__all__ if name != "__version__")


def test_files_that_the_guide_speaks_of_exist() -> None:
    """Paths between backticks are there."""
    for page in (ROOT / "docs" / "guide").glob("*.md"):
        for path in re.findall(r"`((?:scripts|generator|docs|site_config)/[\w./-]+)`", page.read_text("utf-8")):
            assert (ROOT / path).exists(), f"{page.name}: {path}"
