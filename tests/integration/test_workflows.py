"""The workflows: clean to both linters, pinned, with the least permissions, with no logic and no stranger's words."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
BIN = Path(sys.executable).parent


def load(path: Path) -> dict[Any, Any]:
    """A workflow; YAML 1.1 reads its key `on` as true."""
    loaded: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


def linter(name: str) -> str:
    """A linter's program."""
    found = shutil.which(name, path=str(BIN)) or shutil.which(name)
    if not found:
        pytest.fail(f"{name} is not installed: pip install '.[dev]'")
    return found


def run(*command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a program."""
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_there_are_all_of_them() -> None:
    """The five that the guide speaks of, and the three of the tool itself."""
    site = {"ci", "preview", "preview-publish", "publish", "regenerate"}
    assert {path.stem for path in FILES} == {*site, "matrix", "nightly", "release"}


def test_actionlint_finds_nothing() -> None:
    """No mistake in syntax, expressions or inputs."""
    done = run(linter("actionlint"), *map(str, FILES))
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    """Nothing dangerous, even to the strictest persona, but the one exception that is explained where it stands."""
    done = run(linter("zizmor"), "--offline", "--persona", "auditor", "--no-progress", "--color", "never", str(FOLDER))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "(1 ignored)" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("actionlint", "runner.temp }}", "runner.tmp }}", '"tmp" is not defined'),
        ("actionlint", "run: cat", "run: echo ${{ github.event.pull_request.title }}; cat", "potentially untrusted"),
        ("actionlint", "ubuntu-24.04", "ubuntu-13.37", "ubuntu-13.37"),
        ("zizmor", "run: cat", "run: echo ${{ github.head_ref }}; cat", "template-injection"),
        ("zizmor", "persist-credentials: false", "persist-credentials: true", "artipacked"),
        ("zizmor", "  pull_request:\n", "  pull_request_target:\n", "dangerous-triggers"),
        ("zizmor", "permissions: {}", "permissions: write-all", "excessive-permissions"),
        ("zizmor", "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7", "unpinned-uses"),
    ],
)
def test_the_linters_find_planted_faults(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    """Both linters are alive: each finds what is put into a sound workflow."""
    text = (FOLDER / "preview.yml").read_text("utf-8")
    assert old in text
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "preview.yml").write_text(text.replace(old, new))
    more = ("--offline", "--persona", "auditor", "--no-progress", "--color", "never") if name == "zizmor" else ()
    done = run(linter(name), *more, str(folder / "preview.yml"), folder=tmp_path)
    assert done.returncode != 0
    assert said in done.stdout


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_least_rights(path: Path) -> None:
    """No permission at the top, each job names its own with a reason, has a time limit, and runs one at a time."""
    flow = load(path)
    assert flow["permissions"] == {}
    text = path.read_text("utf-8")
    for name, job in flow["jobs"].items():
        assert job["timeout-minutes"] <= 90, name
        assert job["permissions"], name
        assert "concurrency" in flow or "concurrency" in job, name
        for step in job["steps"]:
            if "checkout@" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False, name
    for line in re.findall(r"^ +[a-z-]+: (?:read|write)\b.*$", text, re.MULTILINE):
        assert re.search(r"# to \w+", line), line


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_actions_are_pinned(path: Path) -> None:
    """Each by a full commit hash with its version beside it, the same hash for the same version everywhere."""
    uses = re.findall(r"uses: (.+)", path.read_text("utf-8"))
    assert uses
    for line in uses:
        assert re.fullmatch(r"(?:actions/[a-z-]+|pypa/gh-action-pypi-publish)@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), (
            line
        )
    everywhere = {line for file in FILES for line in re.findall(r"uses: (.+)", file.read_text("utf-8"))}
    assert len({line.partition("@")[0] for line in everywhere}) == len(everywhere)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_expression_inside_a_script(path: Path) -> None:
    """What an event says reaches a script through a quoted variable only; scripts are one command each."""
    for job in load(path)["jobs"].values():
        for step in job["steps"]:
            script = step.get("run", "")
            assert "${{" not in script
            assert "\n" not in script.strip()
            for name in step.get("env", {}):
                assert f'"${name}"' in script or f"${name}" not in script


def test_the_job_that_writes_runs_no_foreign_code() -> None:
    """Jobs that may write check out no pull request and install the tool alone, without any dependency."""
    for path in FILES:
        for name, job in load(path)["jobs"].items():
            writes = {key for key, right in job["permissions"].items() if right == "write"} - {"pages", "id-token"}
            for step in job["steps"]:
                ref = str(step.get("with", {}).get("ref", ""))
                assert "head" not in ref, name
                if writes and "pip install" in step.get("run", ""):
                    # Nothing is built: a builder would come from the index, unpinned, into a job that holds a token.
                    assert "test -d generator/previews ||" in step["run"], (path.name, name)
                    assert "--no-deps --only-binary :all:" in step["run"], (path.name, name)
                if writes:
                    assert not step.get("run", "").startswith(("briefing", "make", "bash")), (path.name, name)


def test_one_dangerous_trigger_and_its_reason() -> None:
    """`workflow_run` once, `pull_request_target` never, and the exception says why it is safe."""
    texts = {path.stem: path.read_text("utf-8") for path in FILES}
    assert not any("pull_request_target" in text for text in texts.values())
    assert [name for name, text in texts.items() if "workflow_run:" in text] == ["preview-publish"]
    assert sum(text.count("zizmor: ignore") for text in texts.values()) == 1
    before = texts["preview-publish"].partition("workflow_run: # zizmor: ignore[dangerous-triggers]")[0]
    assert "the artifact is not unpacked" in before


def test_a_new_site_gets_the_workflows(tmp_path: Path) -> None:
    """`briefing init` brings those of a site along, with the list of what they install."""
    from generator.desk.init import TOOL_ONLY, init
    from generator.desk.installed import requirement

    init(tmp_path / "new")
    for path in (p for p in FILES if f".github/workflows/{p.name}" not in TOOL_ONLY):
        assert (tmp_path / "new" / ".github" / "workflows" / path.name).read_bytes() == path.read_bytes()
    wanted = (tmp_path / "new" / "requirements.txt").read_text()
    assert wanted.endswith(f"--constraint constraints.txt\n{requirement()[0]}\n")
    assert (tmp_path / "new" / "constraints.txt").read_bytes() == (ROOT / "constraints.txt").read_bytes()
