"""`briefing init`: a new site that builds at once, and that overwrites nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import generator.desk.init as making
from generator.core.configuration import Catalog, load_catalog
from generator.core.errors import BriefingError
from generator.desk.init import init, new_site
from generator.ingest import ingest
from tests.command import run_here

ROOT = Path(__file__).parents[2]


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.model
def test_a_new_site_builds_at_once(tmp_path: Path) -> None:
    """init, then build in its folder: exit 0, the sample's page is there under the new name."""
    made = run_here(tmp_path, "init", "harbour-news")
    assert made.returncode == 0, made.stderr
    folder = tmp_path / "harbour-news"
    built = run_here(folder, "build")
    assert built.returncode == 0, built.stderr
    assert len(list((folder / "briefs").rglob("*.md"))) == 1
    assert "Harbour News" in (folder / "site" / "index.html").read_text("utf-8")
    checked = run_here(folder, "check")
    assert checked.returncode == 0, checked.stderr


def test_nothing_of_our_subject_is_in_it() -> None:
    """Empty lists with commented heads, settings at their defaults, one sample article of another subject."""
    files = dict(new_site("New site"))
    for name in ("actors", "glossary", "topics"):
        text = files[f"site_config/{name}.yml"].decode()
        assert text.startswith("# ")
        assert text.endswith("\n\n[]\n")
        assert not any(line and not line.startswith(("#", "[]")) for line in text.splitlines())
    articles = [name for name in files if name.startswith("articles/")]
    assert len(articles) == 1
    article = ingest(articles[0], files[articles[0]])
    assert article.title
    assert article.published_source == "given"
    assert b"site_name: New site\n" in files["mkdocs.yml"]
    assert {"README.md", ".gitignore", "site_config/hooks.py", "site_config/templates/brief.md.j2"} <= files.keys()


def test_its_configuration_is_the_default_one(tmp_path: Path) -> None:
    """The settings of a new site are those of a site without settings, so that this project's own never leak."""
    init(tmp_path / "a")
    assert load_catalog(tmp_path / "a" / "site_config") == Catalog()


def test_names_are_quoted_as_yaml_needs(tmp_path: Path) -> None:
    """A name with a colon and a quotation mark still makes a configuration that can be read."""
    import yaml

    init(tmp_path / "a", 'Ports: "news"')
    line = next(x for x in (tmp_path / "a" / "mkdocs.yml").read_text("utf-8").splitlines() if x.startswith("site_name"))
    assert yaml.safe_load(line) == {"site_name": 'Ports: "news"'}


def test_files_in_the_way_are_listed_and_left(tmp_path: Path) -> None:
    """Without --missing nothing is written, with it only what is not there; nothing is ever overwritten."""
    (tmp_path / "README.md").write_text("mine\n")
    (tmp_path / "site_config").mkdir()
    (tmp_path / "site_config" / "site.yml").write_text("quote_words: 5\n")
    before = tree(tmp_path)
    refused = run_here(tmp_path, "init", ".")
    assert refused.returncode == 1
    assert "site_config/site.yml, README.md" in refused.stderr
    assert "--missing" in refused.stderr
    assert tree(tmp_path) == before
    done = run_here(tmp_path, "init", ".", "--missing")
    assert done.returncode == 0, done.stderr
    assert "README.md: left as it is" in done.stdout
    after = tree(tmp_path)
    assert {name: after[name] for name in before} == before
    assert after.keys() == dict(new_site("x")).keys() | before.keys()


def test_other_files_do_not_matter_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    """A folder with other files gets what is missing; a run cut short, or repeated, is completed."""
    (tmp_path / "LICENSE").write_text("mine\n")
    first, _ = init(tmp_path, "New")
    (tmp_path / "mkdocs.yml").unlink()
    second, left = init(tmp_path, "New")
    assert [path.name for path in second] == ["mkdocs.yml"]
    assert left == []
    assert len(first) > 20
    assert (tmp_path / "LICENSE").read_text() == "mine\n"


def test_articles_that_are_there_need_no_sample(tmp_path: Path) -> None:
    """A folder of articles gets a site around them and no sample."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "mine.md").write_text("Words.\n")
    init(tmp_path, "New")
    assert [path.name for path in (tmp_path / "articles").iterdir()] == ["mine.md"]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    """A file in place of a folder is an error of one line."""
    (tmp_path / "site_config").write_text("a file\n")
    with pytest.raises(BriefingError):
        init(tmp_path, "New")
    result = run_here(tmp_path, "init", "site_config")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_the_wheel_holds_what_a_new_site_is_made_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Laid out as the wheel lays it out, without the checkout beside it, init makes the very same site."""
    import shutil

    forced = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    package = tmp_path / "lib" / "generator"
    shutil.copytree(ROOT / "generator" / "data" / "seed", package / "data" / "seed")
    for source, target in forced["force-include"].items():
        to = tmp_path / "lib" / target
        to.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / source).is_dir() else shutil.copy)(ROOT / source, to)
    monkeypatch.setattr(making, "requirement", lambda: ("briefing-desk", {}))  # tests/unit/test_installed.py
    expected = dict(new_site("New"))
    monkeypatch.setattr(making.generator, "__file__", str(package / "__init__.py"))
    assert making.template_root() == package / "data" / "init"
    assert dict(new_site("New")) == expected
