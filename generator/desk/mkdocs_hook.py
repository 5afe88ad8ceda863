"""What a bare ``mkdocs build`` or ``mkdocs serve`` does around the Markdown tree: render it, and index the site of it.

`briefing build` does both by itself and runs MkDocs without this hook.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from generator.core.errors import BriefingError
from generator.desk.publish import render_tree
from generator.io.mkdocs import build_time, finish, prepare, refusals
from generator.io.project import project_at


def on_config(config: Any) -> Any:
    """Render the briefs beside the configuration into its `docs_dir`."""
    docs = Path(config.docs_dir)
    try:
        for left_out in render_tree(project_at(Path(config.config_file_path)), docs).errors:
            logging.getLogger("mkdocs.hooks").warning(str(left_out))
    except BriefingError as error:
        raise PluginError(str(error)) from error
    prepare(config)
    os.environ.setdefault("SOURCE_DATE_EPOCH", build_time(docs))
    return config


def on_post_build(config: Any) -> None:
    """Write the search index and the policy into the site."""
    try:
        for remark in refusals(finish(config.extra, Path(config.site_dir))):
            logging.getLogger("mkdocs.hooks").info(remark.message)
    except BriefingError as error:
        raise PluginError(str(error)) from error


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Follow the briefs and the site's configuration, not only the tree made of them."""
    root = Path(config.config_file_path).parent
    for folder in ("briefs", "site_config"):
        if (root / folder).is_dir():
            server.watch(str(root / folder), builder)
    return server
