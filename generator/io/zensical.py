"""Zensical, which follows MkDocs and Material, over the same tree: what our hooks do for MkDocs is done around it.

Zensical reads `mkdocs.yml`, but runs no hooks, knows no messages in templates, and wants configuration, tree and site
in one folder. So a folder is made for each build, with the tree, the theme's overrides in the site's language and a
configuration that says so. Index, policy and manifest follow as they do with MkDocs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml
from markupsafe import escape

from generator.core.errors import BuildError, ConfigError
from generator.core.model import Diagnostic
from generator.io import builder_config, builder_words, mkdocs
from generator.site.words import Words

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(r"^Warning: (?P<what>.+)\n[^\[\n]*\[ *(?P<where>[^\]\n]+?) *\]", re.MULTILINE)
"""A warning and the line below it, which names page, line and column."""
_ABORTED = "RuntimeError: Aborted because --strict flag is set"
"""The last line where there was nothing but warnings."""
_MESSAGE = re.compile(r"""\b_\((?P<quote>["'])(?P<text>(?:[^"'\\]|\\.)*)(?P=quote)\)""")
"""gettext's call in a template, of a message written out: Zensical's templates (minijinja) have no such function."""
_RAW_ADDRESS = re.compile(r"""(<[a-z][^<>]*?\s(?:href|src)=")(?![a-z][a-z0-9+.-]*:|[/#?"])([^"]*)""", re.IGNORECASE)
"""An address relative to its page in HTML that stands in Markdown."""
_PLUGINS = frozenset(("search", "offline", "tags", "meta"))
"""What may be named as a plugin: others that Zensical has under well-known names (macros, markdown-exec) run code."""
_TEMPLATES = frozenset((".html", ".xml"))


def build(config_file: Path, docs_dir: Path, site_dir: Path) -> tuple[Diagnostic, ...]:
    """Build the Markdown tree in `docs_dir` into `site_dir` with Zensical, strictly; the same bytes each time.

    Returns warnings of what the site's own policy will not let a browser show or run. Raises BuildError with Zensical's
    own words for any warning (a broken link names its page), ConfigError for a configuration that cannot be read, and
    BriefingError for a folder that holds what was not written here. The last good site is kept when a build fails.
    """
    if find_spec("zensical") is None:
        raise BuildError(
            "is not installed",
            path="zensical",
            remedy="install it with: pip install 'briefing-desk[zensical]', or build without --builder zensical",
        )
    said = _configuration(config_file)
    with mkdocs.replaced(site_dir) as fresh:
        with tempfile.TemporaryDirectory(prefix=f"{fresh.name}.zensical.", dir=fresh.parent) as folder:
            stage = Path(folder).resolve()
            _stage(stage, said, config_file, docs_dir)
            _run(stage, config_file, mkdocs.build_time(docs_dir))
            for made in (stage / "site").iterdir():
                made.rename(fresh / made.name)
        policy = mkdocs.finish(said["extra"], fresh)
    return mkdocs.refusals(policy)


def _configuration(config_file: Path) -> dict[str, Any]:
    """What `mkdocs.yml` says, variables and inherited files resolved, as Zensical is to be told it."""
    said = builder_config.read(config_file)
    for name, _ in builder_config.named(said.get("plugins")):
        if name.rpartition("/")[2] not in _PLUGINS:
            raise ConfigError(
                f"{name!r} is not for sites that Zensical builds",
                path=str(config_file),
                field="plugins",
                remedy="remove it, or build without --builder zensical",
            )
    theme = said["theme"] if isinstance(said.get("theme"), dict) else {"name": said.get("theme") or "material"}
    builder_words.rename(said, theme)
    for name in ("site_name", "site_description"):  # printed as they are, and into attributes too
        said[name] = str(escape(said.get(name) or ""))
    return {
        **{key: value for key, value in said.items() if key != "hooks"},
        "site_url": builder_config.site_url(said),
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"variant": "classic", **theme},  # Material's own look, for which the style sheets are written
        "extra": {**(said.get("extra") or {}), "builder": "zensical"},
    }


def _stage(stage: Path, said: dict[str, Any], config_file: Path, docs_dir: Path) -> None:
    """Write a folder that Zensical builds: configuration, tree, overrides of the theme."""
    shutil.copytree(docs_dir, stage / "docs")
    if said.get("use_directory_urls", True):
        for path in sorted((stage / "docs").rglob("*.md")):
            if path.name not in ("index.md", "README.md"):
                text = path.read_text("utf-8")
                if (moved := from_source(text, path.stem)) != text:
                    path.write_text(moved, "utf-8")
    theme = dict(said["theme"])
    if theme.get("custom_dir"):
        shutil.copytree(config_file.parent / theme["custom_dir"], stage / "overrides")
        theme["custom_dir"] = "overrides"
        words = Words.of(str(theme.get("language") or "en"))
        for path in sorted((stage / "overrides").rglob("*")):
            if path.suffix in _TEMPLATES:
                path.write_text(in_language(path.read_text("utf-8"), words), "utf-8")
    try:
        told = yaml.dump({**said, "theme": theme}, allow_unicode=True)
    except (yaml.YAMLError, TypeError) as error:
        raise ConfigError(
            f"calls what Zensical cannot be told ({error})",
            path=str(config_file),
            remedy="name functions by !!python/name alone, or build without --builder zensical",
        ) from error
    (stage / "mkdocs.yml").write_text(told, "utf-8")


def from_source(text: str, name: str) -> str:
    """A page's Markdown whose HTML leads from its file, `NAME.md`, to where it led from `NAME/`, as it will be built.

    MkDocs leaves HTML alone; Zensical takes its addresses to be the file's and leads each one folder further up.
    """

    def moved(match: re.Match[str]) -> str:
        up, path = match[2].startswith("../"), match[2]
        return match[1] + ((path[3:] or "./") if up else f"{name}/{path}")

    return _RAW_ADDRESS.sub(moved, text)


def in_language(template: str, words: Words) -> str:
    """A template whose messages stand in it in the site's language, as strings of the template."""

    def said(match: re.Match[str]) -> str:
        quote, message = match["quote"], re.sub(r"\\(.)", r"\1", match["text"])
        return quote + re.sub(rf"[\\{quote}]", r"\\\g<0>", words.gettext(message)) + quote

    return _MESSAGE.sub(said, template)


def _run(stage: Path, config_file: Path, time: str) -> None:
    command = [sys.executable, "-P", "-m", "zensical", "build", "--strict", "--config-file", str(stage / "mkdocs.yml")]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": time}
    done = subprocess.run(
        command, cwd=stage, env=environment, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode or not (stage / "site" / "index.html").is_file():
        said = problems(done.stdout + done.stderr) or [f"Zensical failed: exit {done.returncode}"]
        raise mkdocs.refusal(said, config_file)


def problems(output: str) -> list[str]:
    """What Zensical said was wrong: the error that ended it, else each warning with its page.

    Ended by a template's error, it has not read all pages and takes links to the others for broken.
    """
    plain = _COLOURS.sub("", output)
    last = plain.strip().splitlines()[-1:]
    warnings = [f"{found['where']}: {found['what']}" for found in _WARNING.finditer(plain)]
    return warnings if warnings and last == [_ABORTED] else [line.removeprefix("RuntimeError: ") for line in last]
