"""The border between text and markup: whatever a template prints is shown character for character, unless its type is
`Markdown`.

Jinja does this for HTML (autoescape, with markupsafe's `Markup`); pages here are Markdown, whose rules hold instead.
Text is `str`. Only the functions of this module, the filters of `render` and the templates' own words make `Markdown`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import CodeType
from typing import Any, ClassVar, Self

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from generator.core.text import escape_markdown

_UNSAFE = ("safe", "forceescape", "tojson", "urlize", "xmlattr")
"""Jinja's filters that call something markup by the rules of HTML."""


class Markdown(Markup):
    """Markdown that is ready for a page. What is joined to it, formatted into it or put into it is escaped first."""

    __slots__ = ()

    def __new__(cls, text: str = "") -> Self:
        """The text as it is: Markup would ask it first whether it knows itself as HTML, a million times a build."""
        return str.__new__(cls, text)

    @classmethod
    def escape(cls, s: Any, /) -> Markdown:
        """As `shown`, but a space at either edge stays: what it is joined to stands there."""
        if isinstance(s, Markdown):
            return s
        core = shown(s)
        if not isinstance(s, str) or isinstance(s, Markup):
            return core
        if not s[:1].isspace() and not s[-1:].isspace():
            return core
        return cls(f"{' ' * s[:1].isspace()}{core}{' ' * s[-1:].isspace()}" if core else " ")


def shown(value: object) -> Markdown:
    """The value as Markdown that shows exactly its characters, fit to stand anywhere in a line; "" for None.

    Markup comes back as it is. Quotation marks are references, so that nothing ends an attribute it is put into.
    """
    if isinstance(value, Markdown):
        return value
    if isinstance(value, Markup):  # what a macro or a `set` block of a template made
        return Markdown(value)
    if value is None:
        return Markdown("")
    text = escape_markdown(str(value)).replace('"', "&#34;").replace("'", "&#39;")
    # A line that begins so would open a collapsible block of pymdownx.details.
    return Markdown("\\" + text if text.startswith("?") else text)


def joined(values: Iterable[Any], by: Any = "") -> str:
    """The values in a row, `by` between them: text when all of them are text, else Markdown."""
    values = list(values)
    if any(isinstance(value, Markup) for value in (*values, by)):
        return Markdown.escape(by).join(values)
    return str(by).join(map(str, values))


class _Writer(CodeGenerator):
    """Jinja's compiler, which would join text to markup, and print what is Markdown already, by the rules of HTML."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write ``a ~ b`` as a call of `joined`."""
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Write ``{{ a }}`` as a call of the environment's `finalize` alone."""
        self.write(f"{finalize.src}")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """End the call."""
        self.write(")")


class Compiled(jinja2.BytecodeCache):
    """Templates compiled once a process: a preview builds many times, and compiling took a quarter of a build.

    Never on the disk: what stands there would be run.

    Args:
        by: what else the code comes from beside its template. A filter over a constant is worked out as the template is
            compiled, and some speak the site's language.
    """

    _known: ClassVar[dict[tuple[str, str], tuple[str, CodeType]]] = {}

    def __init__(self, by: str) -> None:
        self._by = by

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template, if it was compiled of the same source."""
        source, code = self._known.get((self._by, bucket.key), ("", None))
        if source == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template in the place of what it was before."""
        if bucket.code is not None:
            self._known[self._by, bucket.key] = bucket.checksum, bucket.code


class Environment(SandboxedEnvironment):
    """Jinja for Markdown, in a sandbox: a stranger's branch brings its own templates, and a maintainer checks it before
    reading all of them.
    """

    code_generator_class = _Writer
    joined = staticmethod(joined)
    asked: Callable[[object, str], None] | None = None
    """Is told of every attribute that a template reads."""

    def __init__(self, **options: Any) -> None:
        super().__init__(autoescape=True, finalize=Markdown.escape, undefined=jinja2.StrictUndefined, **options)
        for name in _UNSAFE:
            del self.filters[name]
        self.filters.update(e=shown, escape=shown, md=shown, join=joined)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute or, as Jinja has it, the item of that name.

        A field of our own frozen data is a value, never a method or anything of the interpreter's: the sandbox need
        not ask each time whether it is safe.
        """
        if self.asked is not None:
            self.asked(obj, attribute)
        if attribute in getattr(type(obj), "__dataclass_fields__", ()) and not attribute.startswith("_"):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The item or, as Jinja has it, the attribute of that name."""
        if self.asked is not None and isinstance(argument, str):
            self.asked(obj, argument)
        return super().getitem(obj, argument)
