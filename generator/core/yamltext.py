"""YAML as people write it here: dates stay text, numbers with a point stay exact, output is stable and unfolded."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import yaml

from generator.core.limits import NUMBER_DIGITS, YAML_DEPTH, YAML_KB, YAML_VALUES, in_bounds
from generator.core.text import clipped, whole

_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_LONGEST = 2 * NUMBER_DIGITS + 10
"""Characters of a number: its digits on both sides, sign, point, exponent, underscores."""
_RUN = re.compile(rf"(?:[-?:][ \t]+){{{YAML_DEPTH}}}")


class RefusedError(yaml.constructor.ConstructorError):
    """A document that YAML allows and this program does not read."""

    remedy = "shorten or remove it"


class TwiceError(RefusedError):
    """A key that stands twice in a mapping."""

    remedy = "remove one of the two"


class SwallowedError(RefusedError):
    """Words of which YAML would swallow the first: a name for them ("&Sons Ltd") or a kind ("!Kung")."""

    remedy = "put the words into quotation marks"


class TextLoader(yaml.CSafeLoader):
    """Safe loader that leaves ``2025-03-04`` a string and reads ``32.7`` as a Decimal."""


class TextDumper(yaml.CSafeDumper):
    """Safe dumper that quotes whatever another YAML reader could take for something else, and knows Decimal."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never write anchors: a record repeats what it repeats."""
        return True


def _decimal(loader: TextLoader, node: yaml.ScalarNode) -> Decimal | float:
    text = loader.construct_scalar(node).replace("_", "")
    try:
        return Decimal(text)
    except ArithmeticError:  # .inf, .nan and sexagesimal numbers
        return float(yaml.CSafeLoader.construct_yaml_float(loader, node))


def _represent_decimal(dumper: TextDumper, value: Decimal) -> yaml.ScalarNode:
    text = format(value, "f")
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


def _represent_text(dumper: TextDumper, value: str) -> yaml.ScalarNode:
    return yaml.CSafeDumper.represent_str(dumper, whole(value))


TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
TextLoader.add_constructor("tag:yaml.org,2002:float", _decimal)
TextDumper.add_representer(Decimal, _represent_decimal)
TextDumper.add_representer(str, _represent_text)


def load(text: str) -> Any:
    """Parse one YAML document; raises yaml.YAMLError, also for one beyond `core.limits` or with a key twice."""
    return _read(text, _constructed)


def compose(text: str) -> yaml.Node | None:
    """The nodes of one YAML document, with their lines; raises yaml.YAMLError as `load` does.

    Whether a key stands twice in a mapping is for the caller to see, who knows of what.
    """
    node: yaml.Node | None = _read(text, lambda loader, node: node, keys_once=False)
    return node


def _read(text: str, build: Callable[[TextLoader, yaml.Node], Any], *, keys_once: bool = True) -> Any:
    """What is built of the nodes of one document, once they are known to be within bounds; None where it is empty."""
    refuse_large(text)
    _refuse_swallowed(text)
    loader = TextLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        _size(node, {}, 1, keys_once=keys_once)
        return build(loader, node)
    finally:
        loader.dispose()


def _constructed(loader: TextLoader, node: yaml.Node) -> Any:
    try:
        return loader.construct_document(node)
    except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # An explicit tag on a value that is none of its kind (``!!int x``): the safe constructors let it through.
        raise _refused(f"a value is not what its tag says ({type(error).__name__})", node) from error


def refuse_large(text: str) -> None:
    """Raise RefusedError for a text of which no nodes are even to be composed.

    What composes nodes calls itself for each level, in C: a document could exhaust its stack and end the process. How
    deep one is the parser's events tell, which need no stack; brackets alone do not: those in quoted text are none.
    """
    if len(text) > YAML_KB * 1024:
        raise RefusedError(problem=f"is larger than {YAML_KB} KB")
    depth = 0
    if text.count("[") + text.count("{") > 50 * YAML_DEPTH or _RUN.search(text):
        for event in yaml.parse(text, yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > YAML_DEPTH:
                raise RefusedError(problem=f"more than {YAML_DEPTH} lists or mappings stand inside each other")


_PROPERTY = re.compile(r"(?m)(?:^|[\s\[{,])[&!]\S")
_OWN_TAG = re.compile(r"tag:yaml\.org,2002:[a-z]+")


def _refuse_swallowed(text: str) -> None:
    """Raise SwallowedError for words that YAML would take for marks of its own, and pass over.

    Those are names of words that no alias calls, and kinds that are none of YAML's. Raises yaml.YAMLError.
    """
    uncalled: dict[str, yaml.Event] = {}
    for event in yaml.parse(text, yaml.CSafeLoader) if _PROPERTY.search(text) else ():
        if isinstance(event, yaml.AliasEvent):
            uncalled.pop(event.anchor or "", None)
        elif isinstance(event, yaml.ScalarEvent) and event.anchor:
            uncalled[event.anchor] = event
        if (tag := getattr(event, "tag", None)) and not _OWN_TAG.fullmatch(tag):
            raise _swallowed(text, event)
    for event in uncalled.values():
        raise _swallowed(text, event)


def _swallowed(text: str, event: yaml.Event) -> SwallowedError:
    mark: Any = event.start_mark
    word = _lines(text)[mark.line][mark.column :].split(" ")[0][:40]
    return SwallowedError(problem=f"{word!r} is a mark of YAML's", problem_mark=mark)


def _size(node: yaml.Node, known: dict[int, int], depth: int, *, keys_once: bool) -> int:
    """How many values a node stands for, aliases written out; raises for what is beyond the limits.

    A node that an alias names is looked at once: `known` keeps the size of each list and mapping by its identity.
    """
    if isinstance(node, yaml.ScalarNode):
        if node.tag in _NUMBERS and (len(node.value) > _LONGEST or not _readable(node.value)):
            raise _refused(f"a number has more than {NUMBER_DIGITS} digits or is none", node)
        return 1
    if id(node) in known:
        return known[id(node)]
    if depth > YAML_DEPTH:
        raise _refused(f"more than {YAML_DEPTH} lists or mappings stand inside each other", node)
    known[id(node)] = YAML_VALUES + 1  # an alias of a node inside itself
    inner = node.value
    if isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, _ in inner:
            if keys_once and isinstance(key, yaml.ScalarNode) and key.value in keys:
                raise TwiceError(problem=f"the key {key.value!r} stands twice", problem_mark=key.start_mark)
            keys.add(str(key.value))
        inner = [part for pair in inner for part in pair]
    total = 1 + sum(_size(part, known, depth + 1, keys_once=keys_once) for part in inner)
    if total > YAML_VALUES:
        raise _refused(f"it stands for more than {YAML_VALUES} values, aliases written out", node)
    known[id(node)] = total
    return total


def _readable(number: str) -> bool:
    """Whether a number as YAML writes it is one within the limits; hexadecimal and sexagesimal ones are short."""
    try:
        return in_bounds(Decimal(number.replace("_", "")))
    except ArithmeticError:
        return ":" in number or number.lower().lstrip("+-").startswith(("0x", "0b", "0o"))


def _refused(problem: str, node: yaml.Node) -> RefusedError:
    return RefusedError(problem=problem, problem_mark=node.start_mark)


def dump(data: Any, *, flow: bool = False) -> str:
    """Write plain data as block YAML in the given order, a line a value; with `flow` as lists in brackets."""
    text: str = yaml.dump(
        data, Dumper=TextDumper, allow_unicode=True, sort_keys=False, width=1 << 30, default_flow_style=flow
    )
    return text


def dump_line(data: Any) -> str:
    """Write plain data as YAML on one line: ``[NATO, North Atlantic Alliance]``."""
    return dump(data, flow=True).removesuffix("\n").removesuffix("\n...")


class Trouble(NamedTuple):
    """What is wrong with a text of YAML: the number of its line from 0, what it is, and what to do about it."""

    line: int | None
    problem: str
    remedy: str

    @property
    def where(self) -> str | None:
        """The line for a message, of a text that is a whole file."""
        return None if self.line is None else f"line {self.line + 1}"


_HINTS = (
    (r"(?:<{7}|={7}|>{7})(?: |$)", "keep one of the two versions that git could not merge, without its marks"),
    (r" *(?:-(?=[^\s-])|[–—•·*](?!\*))", "begin the item with `- `"),
    (r"[A-Za-z_]+:(?=[^\s/])", "put a space behind the colon"),
    (r"\s*(?:- )?(?:[\w ]+: )?(?:[@`%&*!]|[\[{][^\]}]*[\]}]\s*[^\s#,]|([\"']).*\1\s*[^\s#,:])", SwallowedError.remedy),
)
"""How lines begin that a person meant otherwise than YAML takes them, and what to write."""
_GENERAL = "put words that hold a colon or # below `>-`, and begin each key where the others begin"


def describe(error: yaml.YAMLError, text: str) -> Trouble:
    """Where and what an error of a text is, and what a person can do about it."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or " ".join(str(error).split())
    at = mark.line if mark else None
    if isinstance(error, RefusedError):
        return Trouble(at, problem, error.remedy)
    if isinstance(error, yaml.reader.ReaderError):
        before, _, _ = text.partition(chr(error.character))
        return Trouble(len(_lines(before)) - 1, f"holds a control character (U+{error.character:04X})", "remove it")
    said, begun = f"is not valid YAML ({problem})", getattr(error, "context_mark", None)
    if "end of stream" in problem:
        return Trouble(begun.line if begun else at, said, "close the quotation mark")
    if "expected ',' or" in problem or "node content" in problem:
        opened = begun.line if begun and "expected ','" in problem else _last_open(_lines(text), at or 0)
        return Trouble(at if opened is None else opened, said, _GENERAL if opened is None else "close the bracket")
    if "tab" in problem.split() or _tab_first(text, at):
        return Trouble(at, said, "put spaces in its place")
    if at is None:
        return Trouble(at, said, _GENERAL)
    lines, remedy = _lines(text), _GENERAL
    if begun and "could not find expected ':'" in problem:  # met where the next line begins
        at, remedy = begun.line, "indent it as the line above it is, or put a colon behind its key"
    return _misplaced(lines, at, said) or _likely(lines, at, said, remedy)


_ODD_INDENT = re.compile(r" *[^\S \t]")
_OPENED = re.compile(r"(?:.*[:-] +|)[|>][+-]?\d?\s*(?:#.*)?$")
_FILLED = re.compile(r"([A-Za-z_]+): +[^\s|>#]")
_UNKEYED = re.compile(r" *- (?!.*:(?:\s|$))")


def _misplaced(lines: Sequence[str], at: int, said: str) -> Trouble | None:
    """What is wrong with where a line stands, by itself and by the line above it; None where nothing is known to be."""
    at = min(at, len(lines) - 1)
    above = next((n for n in range(at - 1, -1, -1) if lines[n].strip()), at)
    for number in (at, above):
        if _ODD_INDENT.match(lines[number]):
            return Trouble(number, said, "put spaces in place of the blanks before its first word, which are others")
    if _OPENED.match(lines[above]) and indent_of(lines[at]) <= indent_of(lines[above]):
        return Trouble(at, said, f"indent the text below `{clipped(lines[above], 60)}`")
    if (filled := _FILLED.match(lines[above])) and lines[at].startswith("- "):
        return Trouble(
            above, said, f"begin the words behind `{filled[1]}:` with `- ` on a line below it, or remove them"
        )
    if _UNKEYED.match(lines[above]) and re.match(r" +[A-Za-z_]+:(?:\s|$)", lines[at]):
        return Trouble(above, said, "put a colon behind its first words, for lines of its own stand below it")
    return None


def indent_of(line: str) -> int:
    """How many blanks a line begins with."""
    return len(line) - len(line.lstrip(" "))


def _last_open(lines: Sequence[str], at: int) -> int | None:
    """The last line up to one that opens more brackets than it closes."""
    numbers = range(min(at, len(lines) - 1), -1, -1)
    return next((n for n in numbers if len(re.findall(r"[\[{]", lines[n])) > len(re.findall(r"[\]}]", lines[n]))), None)


def _tab_first(text: str, at: int | None) -> bool:
    """Whether a tab stands before the words of a line."""
    return at is not None and any(line.lstrip(" ").startswith("\t") for line in _lines(text)[at : at + 1])


def _lines(text: str) -> list[str]:
    """The lines as YAML counts them."""
    return re.split(r"\r\n|[\n\r\x85\u2028\u2029]", text.removeprefix("\ufeff"))


def _likely(lines: Sequence[str], at: int, said: str, otherwise: str) -> Trouble:
    """The line that explains an error which the parser met at a line: that one or one of the three before it."""
    for number in range(min(at, len(lines) - 1), max(-1, at - 4), -1):
        if "document start" in said and lines[number].split("#")[0].strip() in ("[]", "{}"):
            return Trouble(number, said, f"remove the {lines[number].split()[0]}, which says that there is nothing")
        for pattern, remedy in _HINTS:
            if re.match(pattern, lines[number]):
                return Trouble(number, said, remedy)
    return Trouble(at, said, otherwise)
