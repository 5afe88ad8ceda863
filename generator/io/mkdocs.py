"""MkDocs, run inside this process: strict, the same bytes each time, the last good site kept when a build fails."""

from __future__ import annotations

import calendar
import contextlib
import json
import logging
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import escape

from generator.core.errors import BriefingError, BuildError, ConfigError
from generator.core.heap import lasting
from generator.core.model import Diagnostic
from generator.io import builder_config, builder_words, csp, outputs, pagefind
from generator.io.environment import variables
from generator.io.theme_sandbox import sandboxed
from generator.site.markup import Compiled

if TYPE_CHECKING:
    from generator.io.kept_pages import Keeper


class Warnings(logging.Handler):
    """Keeps what MkDocs, its plugins and its theme warn about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        self.messages.append(" ".join(record.getMessage().split()))


def build_time(docs_dir: Path) -> str:
    """SOURCE_DATE_EPOCH for a tree: midnight UTC of its newest brief's day, in seconds since 1970.

    Without a full date in ``data/briefs.json`` it is that of the first of January 2000. A day before 1970 or after
    2106 is passed over: the head of a gzip file (RFC 1952, MTIME) has 32 bits for it.
    """
    try:
        dates = [str(b["published"]) for b in json.loads((docs_dir / "data" / "briefs.json").read_text("utf-8"))]
    except (OSError, ValueError, TypeError, KeyError):
        dates = []
    for day in sorted(dates, reverse=True):
        with contextlib.suppress(ValueError):
            seconds = calendar.timegm(time.strptime(day, "%Y-%m-%d"))
            if 0 <= seconds < 1 << 32:
                return str(seconds)
    return "946684800"


@lasting()
def build(
    config_file: Path, docs_dir: Path, site_dir: Path, *, kept: Path | None = None, processes: int | None = None
) -> tuple[Diagnostic, ...]:
    """Build the Markdown tree in `docs_dir` into `site_dir`; hooks of the configuration do not run.

    Returns warnings of what the site's own policy will not let a browser show or run.

    The site is built beside `site_dir` and moved into place when it is whole. Raises BuildError with MkDocs' own words
    for any warning (a broken link names its page), ConfigError for a configuration MkDocs refuses, and BriefingError
    for a folder that holds what was not written here.

    Args:
        kept: the folder of the cache, where pages that did not change are found; None keeps none.
        processes: how many to build pages in; None is as many as there are processors.
    """
    # Imported here: reading MkDocs takes longer than most commands that never build.
    from generator.io.kept_pages import Keeper

    with replaced(site_dir) as fresh:
        # The time of sitemap and gzip, and Material's own switch for its notice.
        with variables(SOURCE_DATE_EPOCH=build_time(docs_dir), NO_MKDOCS_2_WARNING="1"):
            keeper = Keeper(kept, processes, site_dir.resolve(), docs_dir.absolute())
            config = _run(config_file, docs_dir.absolute(), fresh, keeper)
        policy = finish(config.extra, fresh, keeper)
    keeper.remember(policy, _carried(config.extra))
    return refusals(policy)


@contextlib.contextmanager
def replaced(site_dir: Path) -> Iterator[Path]:
    """An empty folder that takes the place of a site when its block ends well; else the last good site stands.

    Raises BuildError where the folders cannot be written, BriefingError where the site holds what was not written here.
    """
    site_dir = site_dir.resolve()
    outputs.refuse_foreign(site_dir)
    try:
        site_dir.parent.mkdir(parents=True, exist_ok=True)
        clear_leftovers(site_dir)
        fresh = Path(tempfile.mkdtemp(prefix=_beside(site_dir, "new"), dir=site_dir.parent))
    except OSError as error:
        raise BuildError(
            f"cannot be written ({error.strerror})", path=str(site_dir), remedy="make the folder writable"
        ) from error
    try:
        yield fresh
        fresh.chmod(0o755)
        _swap(fresh, site_dir)
    except OSError as error:
        raise BuildError(
            f"cannot be written ({error.strerror or error})",
            path=str(site_dir),
            remedy="free some space or make the folder writable; the last good site was kept",
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def clear_leftovers(site_dir: Path) -> None:
    """Remove the folders a killed build left beside the site; a site caught between two renames is put back."""
    starts = (_beside(site_dir, "new"), _beside(site_dir, "old"))
    left = [p for p in site_dir.parent.iterdir() if p.name.startswith(starts) and p.is_dir() and not p.is_symlink()]
    for path in left:
        if not site_dir.exists() and (path / "site").is_dir() and path.name.startswith(starts[1]):
            (path / "site").rename(site_dir)
        shutil.rmtree(path, ignore_errors=True)


def _beside(site_dir: Path, what: str) -> str:
    """How the names of working folders beside the site begin: so that no folder of the user's is taken for one."""
    return f".{site_dir.name}.briefing-{what}."


def finish(extra: Mapping[str, Any], site_dir: Path, keeper: Keeper | None = None) -> csp.Policy:
    """What follows the builder: the policy that the pages' scripts need, the search index, the manifest of the folder.

    `extra` is that of the configuration. What `keeper` knows is not made again. Raises BuildError.
    """
    policy = csp.write(site_dir, _carried(extra), keeper.policies() if keeper else None)
    carried = policy.value if _carried(extra) else None
    pagefind.index(site_dir, *((keeper.folder, keeper.digests(carried)) if keeper else ()))
    outputs.write_manifest(site_dir)
    return policy


def refusals(policy: csp.Policy) -> tuple[Diagnostic, ...]:
    """A warning for each thing a policy refuses."""
    return tuple(
        Diagnostic("policy", "warning", f"{what}: the content security policy refuses it") for what in policy.refused
    )


def _carried(extra: Mapping[str, Any]) -> bool:
    """Whether each page carries the policy."""
    return bool(extra.get("content_security_policy", True))


def _run(config_file: Path, docs_dir: Path, site_dir: Path, keeper: Keeper) -> Any:
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    from generator.io.kept_pages import NAME

    compiled = Compiled(f"theme {builder_config.read(config_file)}")
    logger, seen = logging.getLogger("mkdocs"), Warnings()
    level, propagate = logger.level, logger.propagate
    logger.addHandler(seen)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        config: Any = load_config(
            str(config_file), docs_dir=str(docs_dir), site_dir=str(site_dir), strict=True, hooks=[]
        )
        prepare(config)
        config.plugins[NAME] = keeper
        config.theme.get_env = keeper.environment(sandboxed(config.theme.get_env, compiled))
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
            keeper.close()
    except Abort as error:
        raise refusal(seen.messages or [str(error)], config_file) from error
    except MkDocsException as error:
        said = (*seen.messages, str(error))[0]
        raise ConfigError(said, path=str(config_file), remedy="mend the configuration") from error
    except (jinja2.TemplateError, OverflowError, MemoryError, RecursionError) as error:
        said, name = str(error) or "needs more memory than there is", getattr(error, "name", None)
        raise BuildError(said, path=name or str(config_file), remedy="mend the theme override") from error
    finally:
        logger.removeHandler(seen)
        logger.setLevel(level)
        logger.propagate = propagate
    if seen.messages:
        raise refusal(seen.messages, config_file)
    return config


def prepare(config: Any) -> None:
    """Put the configuration's own words into the site's language, and make its names HTML."""
    builder_words.translate(config)
    escape_names(config)


def escape_names(config: Any) -> None:
    """Make the site's name and description HTML: Material prints them as they are, and into attributes too."""
    for said in ("site_name", "site_description"):
        config[said] = escape(config[said] or "")


_OF_THE_FILE = re.compile(r"Config value '(?P<key>\w+)': (?P<problem>.*)", re.DOTALL)
"""What MkDocs says of the configuration itself, and of which of its keys."""
_OF_THE_NAV = "included in the 'nav' configuration, which is not found"


def refusal(said: Sequence[str], config_file: Path) -> BuildError:
    """The error of a build that its builder refuses: the first of the things it said of the pages, or of its file."""
    more = f" ({len(said) - 1} more like it)" if len(said) > 1 else ""
    stands = f"{more}; the last good site was kept"
    if match := next(filter(None, map(_OF_THE_FILE.match, said)), None):
        remedy = f"correct it in {config_file.name}{stands}"
        return BuildError(
            match["problem"], path=str(config_file), field=_line_of(match["key"], config_file), remedy=remedy
        )
    if told := next((words for words in said if _OF_THE_NAV in words), None):
        remedy = f"write the name of a page there{stands}"
        return BuildError(told, path=str(config_file), field=_line_of("nav", config_file), remedy=remedy)
    remedy = f"mend the page's template or the link in its analyst's note{stands}"
    return BuildError(said[0], path=str(config_file), remedy=remedy)


def _line_of(key: str, config_file: Path) -> str:
    """A key of the configuration, with its line where the file has it."""
    lines = config_file.read_text("utf-8").splitlines()
    found = next((number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:")), None)
    return key if found is None else f"line {found}: {key}"


def _swap(fresh: Path, site_dir: Path) -> None:
    """Put the new site where the old one is: two renames, so that at no time a half-written site stands there.

    The old one is looked at again when it is out of everybody's way: a file put into it meanwhile is not ours.
    """
    old: Path | None = None
    try:
        if site_dir.exists():
            old = Path(tempfile.mkdtemp(prefix=_beside(site_dir, "old"), dir=site_dir.parent))
            site_dir.rename(old / "site")
        try:
            if old is not None:
                outputs.refuse_foreign(old / "site")
            fresh.rename(site_dir)
        except (OSError, BriefingError) as error:
            if old is not None:
                (old / "site").rename(site_dir)
            if isinstance(error, BriefingError):
                error.path = str(site_dir)
            raise
    except OSError as error:
        raise BuildError(
            f"cannot be replaced ({error.strerror})", path=str(site_dir), remedy="close what uses it, then build again"
        ) from error
    finally:
        if old is not None and site_dir.exists():
            shutil.rmtree(old, ignore_errors=True)
