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

    def said(name: Any) -> Any:
        return words.gettext(name) if name in NAMES else name

    config.nav = _renamed(config.nav, said)
    toc = config.mdx_configs.get("toc") or {}
    toc.update({key: said(toc[key]) for key in ("title", "permalink_title") if isinstance(toc.get(key), str)})
    palettes = config.theme.get("palette")
    for palette in palettes if isinstance(palettes, list) else ():
        toggle = palette.get("toggle")
        if toggle and isinstance(toggle.get("name"), str):
            toggle["name"] = said(toggle["name"])
    config.theme.get_env = _with_messages(config.theme.get_env, words)


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
