"""The words of the builder's own configuration and templates, in the site's language.

`mkdocs.yml` comes with English names of pages, buttons and links: those it came with are said in the site's language,
and what an editor wrote instead stays. Templates of `overrides/` find messages by gettext's `_`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jinja2

from generator.site.words import N_, Words

NAMES = frozenset((
    N_("Latest"), N_("Briefs"), N_("What’s next"), N_("Figures"), N_("Timeline"), N_("Actors"), N_("Glossary"),
    N_("Topics"), N_("Search"), N_("About"), N_("Link to this section"), N_("On this page"),
    N_("Colours follow the system; switch to light"), N_("Light colours; switch to dark"),
    N_("Dark colours; follow the system"),
))  # fmt: skip
"""What `mkdocs.yml` comes with."""


def translate(config: Any) -> None:
    """Say what an MkDocs configuration came with in the site's language; let the theme's templates find messages."""
    words = Words.of(str(config.theme.get("language") or "en"))
    said = _said(words)
    config.nav = _renamed(config.nav, said)
    _rename_toc(config.mdx_configs.get("toc"), said)
    _rename_palettes(config.theme.get("palette"), said)
    config.theme.get_env = _with_messages(config.theme.get_env, words)


def rename(said: dict[str, Any], theme: dict[str, Any]) -> None:
    """Say what `mkdocs.yml`, as it was read, came with in the site's language; `theme` is the mapping of its theme."""
    name = _said(Words.of(str(theme.get("language") or "en")))
    said["nav"] = _renamed(said.get("nav") or [], name)
    extensions = said.get("markdown_extensions") or ()
    for extension in [extensions] if isinstance(extensions, dict) else extensions:
        if isinstance(extension, dict):
            _rename_toc(extension.get("toc"), name)
    _rename_palettes(theme.get("palette"), name)


def _said(words: Words) -> Callable[[Any], Any]:
    return lambda name: words.gettext(name) if name in NAMES else name


def _rename_toc(toc: Any, said: Callable[[Any], Any]) -> None:
    if isinstance(toc, dict):
        toc.update({key: said(toc[key]) for key in ("title", "permalink_title") if isinstance(toc.get(key), str)})


def _rename_palettes(palettes: Any, said: Callable[[Any], Any]) -> None:
    for palette in palettes if isinstance(palettes, list) else ():
        toggle = palette.get("toggle")
        if toggle and isinstance(toggle.get("name"), str):
            toggle["name"] = said(toggle["name"])


def _renamed(nav: Any, said: Callable[[Any], Any]) -> Any:
    """A navigation with its titles said otherwise; paths stay."""
    if isinstance(nav, list):
        return [_renamed(item, said) for item in nav]
    if isinstance(nav, dict):
        return {said(title): _renamed(under, said) for title, under in nav.items()}
    return nav


def _with_messages(get_env: Callable[[], jinja2.Environment], words: Words) -> Callable[[], jinja2.Environment]:
    def found() -> jinja2.Environment:
        env: Any = get_env()
        env.install_gettext_callables(words.message, words.form, pgettext=words.in_context)
        return env  # type: ignore[no-any-return]

    return found
