"""Where the theme's templates run: a stranger's branch may bring overrides of them, and MkDocs gives them its objects.

Jinja's sandbox keeps a template from the interpreter, not from what MkDocs' objects do: `config.theme.dirs.append` and
`config.theme.get_env` would read any file of whoever builds.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

_DATA = frozenset(("builtins", "markupsafe", "jinja2.runtime", "jinja2.utils"))
"""Modules whose objects a template may call methods of: texts, lists, mappings, and what Jinja itself makes."""


class ThemeEnvironment(ImmutableSandboxedEnvironment):
    """Jinja in a sandbox whose templates change nothing and call Jinja's own functions and methods of data only."""

    def is_safe_callable(self, obj: Any) -> bool:
        """Is it a function of Jinja's or of a plugin's, or a method of text, a list or a mapping?"""
        if isinstance(obj, FunctionType):  # what a plugin puts into the context; MkDocs' own is in its objects
            return super().is_safe_callable(obj) and obj.__module__.partition(".")[0] not in ("mkdocs", "generator")
        owner = getattr(obj, "__self__", obj)
        data = type(owner).__module__ in _DATA and not isinstance(owner, type | ModuleType)
        made = owner is not obj or type(obj).__module__.startswith("jinja2.")
        return super().is_safe_callable(obj) and ((data and made) or any(obj is each for each in self.globals.values()))


def sandboxed(
    get_env: Callable[[], jinja2.Environment], compiled: jinja2.BytecodeCache | None = None
) -> Callable[[], jinja2.Environment]:
    """The theme's environment as it is, but in a sandbox; `compiled` has the templates that need not be compiled."""

    def made() -> jinja2.Environment:
        given, env = get_env(), ThemeEnvironment()
        limited = env.globals["range"]  # the sandbox's own, which has an end
        vars(env).update(vars(given))
        env.globals["range"] = limited
        env.bytecode_cache = compiled
        return env

    return made
