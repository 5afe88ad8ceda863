"""The catalogue kept in step with the code: messages that are new are added untranslated, those nobody says go.

    python scripts/messages.py          write generator/data/words/*.po anew
    python scripts/messages.py --check  say what is missing, and fail if anything is

A message is what `gettext`, `_`, `N_` and their like are called with in `generator/` and in the templates.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jinja2
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import nodes

from generator.site.words import LOCALES, SOURCE

ROOT = Path(__file__).parents[1]
WORDS = ROOT / "generator" / "data" / "words"
SHAPES = {
    "_": ("one",), "gettext": ("one",), "N_": ("one",), "message": ("one",),
    "ngettext": ("one", "many"), "NN_": ("one", "many"), "form": ("one", "many"), "counted": ("one", "many"),
    "pgettext": ("context", "one"), "in_context": ("context", "one"),
}  # fmt: skip
"""What the first arguments of each function are."""

EMPTY = tuple(f'"{name}' for name in ("Project", "Report", "POT", "PO", "Last", "Language-Team", "Gener"))
"""Lines of a file's head that say nothing here, or another thing each day."""

Said = tuple[str | None, str, str | None]
"""A message: its context, its English, its English for several things."""


@cache
def messages() -> dict[Said, list[str]]:
    """All messages, each with the files it stands in; raises ValueError for one that is not written out."""
    found: dict[Said, list[str]] = {}
    for path, called in (*_in_code(), *_in_templates()):
        name = path.relative_to(ROOT).as_posix()
        for function, arguments in called:
            shape = SHAPES[function]
            given = dict(zip(shape, arguments, strict=False))
            if given.get("one") is None:
                continue  # a message of a table, marked where it stands
            if None in given.values() or len(given) < len(shape):
                raise ValueError(f"{name}: {function}({arguments}): write the message out")
            places = found.setdefault((given.get("context"), str(given["one"]), given.get("many")), [])
            if name not in places:
                places.append(name)
    return found


def _in_code() -> Iterator[tuple[Path, list[tuple[str, list[str | None]]]]]:
    for path in sorted((ROOT / "generator").rglob("*.py")):
        calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        calls.sort(key=lambda call: (call.lineno, call.col_offset))
        named = ((getattr(call.func, "attr", getattr(call.func, "id", "")), call.args) for call in calls)
        yield (
            path,
            [
                (name, [arg.value if isinstance(arg, ast.Constant) else None for arg in args])
                for name, args in named
                if name in SHAPES
            ],
        )


def _in_templates() -> Iterator[tuple[Path, list[tuple[str, list[str | None]]]]]:
    env = jinja2.Environment(extensions=["jinja2.ext.i18n"])
    for path in sorted((ROOT / "site_config").rglob("*")):
        if path.suffix in (".j2", ".html"):
            calls = env.parse(path.read_text("utf-8")).find_all(nodes.Call)
            yield (
                path,
                [
                    (call.node.name, [arg.value if isinstance(arg, nodes.Const) else None for arg in call.args])
                    for call in calls
                    if isinstance(call.node, nodes.Name) and call.node.name in SHAPES
                ],
            )


def catalogue(language: str) -> Catalog:
    """The catalogue of a language as it is written."""
    path = WORDS / f"{language}.po"
    return read_po(io.BytesIO(path.read_bytes() if path.exists() else b""), locale=language)


def updated(language: str) -> bytes:
    """The file of a language with all messages there are, what was said of each kept."""
    old, new = catalogue(language), Catalog(locale=language, charset="utf-8", fuzzy=False)
    new.header_comment = f"# What the site says in its own words: {language}. See scripts/messages.py."
    for (context, one, many), places in messages().items():
        known = old.get(one, context)
        ident = (one, many) if many else one
        fits = known is not None and isinstance(known.string, tuple) == bool(many)
        new.add(ident, known.string if known and fits else None, [(place, None) for place in places], context=context)
    out = io.BytesIO()
    write_po(out, new, width=0, omit_header=False, include_lineno=False)
    lines = (line for line in out.getvalue().decode().splitlines() if not line.startswith(EMPTY))
    return ("\n".join(lines) + "\n").encode()


def missing(language: str) -> list[str]:
    """The messages that a language does not say, and those it says that nobody asks for."""
    there, wanted = catalogue(language), messages()
    untold = [
        f"{language}: not translated: {one}"
        for context, one, many in wanted
        if not (found := there.get(one, context)) or not (all(found.string) if many else found.string)
    ]
    known = {(it.context, it.id if isinstance(it.id, str) else it.id[0]) for it in there if it.id}
    return untold + [f"{language}: said nowhere: {it}" for it in known - {(c, one) for c, one, _ in wanted}]


def main() -> int:
    """Write the files, or check them."""
    languages = [language for language in LOCALES if language != SOURCE]
    if "--check" not in sys.argv:
        for language in languages:
            (WORDS / f"{language}.po").write_bytes(updated(language))
    lacking = [line for language in languages for line in missing(language)]
    print("\n".join(lacking) or f"{len(messages())} messages in {', '.join(LOCALES)}")
    return bool(lacking)


if __name__ == "__main__":
    sys.exit(main())
