"""Front matter: the fields on top of a file, YAML or, between lines of ``+++``, TOML; checked by pydantic."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any

import yaml
from babel import Locale
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from generator.core import yamltext
from generator.core.errors import IngestError
from generator.core.model import Diagnostic, PublishedSource
from generator.core.text import slugify, split_front_matter
from generator.ingest.draft import Given
from generator.ingest.person_names import is_no_author, is_nobody
from generator.ingest.readers.decode import bounded, tidy
from generator.ingest.readers.markup import unescaped, words_of
from generator.ingest.stamps import given_date

_URL = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)


def _line(text: str) -> str:
    return " ".join(bounded(tidy(unescaped(text))).split())


def _slug(text: str) -> str:
    if slugify(text, 200) != text:
        raise ValueError(f"must be small letters, digits and hyphens, such as {slugify(text)!r}")
    return text


def _url(text: str) -> str:
    if not _URL.fullmatch(text.strip()):
        raise ValueError(f"must be an address that begins with http:// or https://, not {text!r}")
    return text.strip()


def _language(text: str) -> str:
    if code := _languages().get(text.strip().lower()):
        return code
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*", text.strip()):
        raise ValueError(f"must be a language code such as en, not {text!r}")
    return re.split("[-_]", text.strip())[0].lower()


@cache
def _languages() -> dict[str, str]:
    """Codes of languages by their English names ("english", "german")."""
    return {name.lower(): code for code, name in Locale("en").languages.items() if len(code) < 4}


_Words = Annotated[str, AfterValidator(_line)]
_Date = Annotated[str, AfterValidator(given_date)]


def _names(value: Any) -> Any:
    """A list of names: one name is a list of it; one with an address (`{name: Jane Roe}`) is the name."""
    several = [value] if isinstance(value, str | dict) else value
    if not isinstance(several, list):
        return value
    return [one.get("name", one) if isinstance(one, dict) else one for one in several]


_Names = Annotated[list[_Words], BeforeValidator(_names)]


class _FrontMatter(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    title: _Words | None = None
    authors: _Names | None = None
    author: _Names | None = None
    outlet: _Words | None = None
    url: Annotated[str, AfterValidator(_url)] | None = None
    published: _Date | None = None
    date: _Date | None = None
    published_source: PublishedSource = "given"
    added: _Date | None = None
    slug: Annotated[str, AfterValidator(_slug)] | None = None
    language: Annotated[str, AfterValidator(_language)] | None = None
    permalink: str | None = None
    license: str | None = None
    summary: str | None = None
    description: str | None = None
    excerpt: str | None = None
    subtitle: str | None = None


_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\n(?P<fields>[ \t]*[\w-]+[ \t]*=.*?\n)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(?m)^(?=[\w-]+[ \t]*=|\[)")
"""Where a field of TOML begins: a name at the start of its line, or a table."""
_BARE = re.compile(r"(?:[A-Za-z][\w-]{0,30}:[ \t]+\S[^\n]*\n){2,40}(?=[ \t]*\n)")
_TITLED = re.compile(r"(?im)^title:")
"""Fields between no rulers, up to an empty line, as Pelican and MultiMarkdown have them: one is the title."""
_LABELLED = re.compile(
    r"""(?P<title> (?:[#][ ][^\n]+\n\s*)? ) (?:[#]{2,6}[ ][^\n]+\n\s*)?  # "## Metadata"
        (?P<fields>
          (?: (?:[-*+][ ]+)? [*]{2} [A-Za-z][^*:\n]{0,30} (?::[*]{2}|[*]{2}:) [ \t]+ \S[^\n]*\n\s* ){3,40}
        )""",
    re.VERBOSE,
)
"""Fields as lines with a label in bold below the first heading, as programs that keep pages write them."""
_LABELLED_FIELD = re.compile(r"[*]{2}([^*:\n]+)(?::[*]{2}|[*]{2}:)[ \t]+(\S[^\n]*)")
_RECORD = re.compile(r"\s*(?:[\"']?\w+[\"']?\s*=>\s*)?(?:array\s*\(|\{)\s*\n")
"""How a page begins that is kept as a record in a program's source, of JavaScript or PHP."""
_RECORD_FIELD = re.compile(
    r"""^(?P<indent>[ \t]*) ["']? (?P<name>[A-Za-z_]\w{0,30}) ["']? [ \t]* (?::|=>) \s*
        (?P<mark>["'`]) (?P<value> (?:\\.|(?!(?P=mark))[^\\])* ) (?P=mark) (?:[ \t]*,)? [ \t]*$""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ADDRESSED = ("url", "source url", "source", "link", "permalink")
"""How the field of a page's own address is called."""
_READ = frozenset(_FrontMatter.model_fields) - {"published", "published_source", "added", "slug"}
"""Fields of another site's page that are read as its front matter's would be."""
_TEXT_BELOW = re.compile(r"(?im)^#{1,6}[ ](?:content|body|text)[ ]*\n")
"""The heading of a page's text below its fields, by the names such a field has."""
_DATES = ("datepublished", "publishedtime", "pubdate", "publicationdate", "publishdate", "publisheddate", "publishedat")
"""What site generators call the day of publication, without marks and in small letters."""
_TEXT = ("content", "body", "text")
"""What the field of a whole text is called."""
_OF_A_POST = re.compile(r"(?:post|page|article)_")
"""What WordPress and its like put before the names of their fields (developer.wordpress.org, `WP_Post`)."""
_QUOTED = re.compile(r"([\"'])(.+)\1", re.DOTALL)
"""Words between the same quotation marks, others within or not."""
_MISSPELT = 0.8
"""From this likeness on (difflib's share of common characters) a field's name is a misspelt one: a slip or two."""
_OWN = ("published", "published_source")
"""Fields of this desk alone, in which a mistake is an error."""
_REMEDIES = {
    "authors": "write it as a list, such as authors: [First Author, Second Author]",
    "published": "write it as published: 2025-03-04",
    "date": "add published: 2025-03-04",
    "title": "put the title in quotation marks",
}


def front_matter(source: str, text: str) -> tuple[Given, str, tuple[Diagnostic, ...]]:
    """What the front matter gives, the body below it, and a diagnostic for each field nobody reads.

    Where nothing stands below it, the text is that of a field: content systems keep whole posts there.

    Raises IngestError for YAML that cannot be read and for a day of publication that is none, naming line or field.
    """
    fields, body, unread = fields_of(source, text)
    fields = _with_day(_with_small_names(fields))
    known = {k: v for k, v in fields.items() if isinstance(k, str)}
    checked, remarks = _checked(source, known)
    held, body = (None, body) if body.strip() else _held(known)
    others = {name: value for name, value in fields.items() if name != held}
    return _given(checked), body, (*unread, *remarks, *_unknown(others))


def _held(fields: Mapping[str, Any]) -> tuple[str | None, str]:
    """The field that holds the text of a post, and the text: one that is called so, else the longest of nodes."""
    for name in _TEXT:
        if isinstance(text := fields.get(name), str):
            return name, text
    told = ((name, "\n\n".join(_paragraphs(value))) for name, value in fields.items() if isinstance(value, list))
    return max(told, key=lambda field: len(field[1]), default=(None, ""))


def _paragraphs(node: Any) -> Iterator[str]:
    """The paragraphs of a rich text kept as nodes, whose words stand under ``text`` at the end of each branch.

    ProseMirror, Slate, Portable Text and Lexical keep them so; bold words are a node of their own beside the others.
    """
    children = list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []
    words = [child.get("text") if isinstance(child, dict) else None for child in children]
    if any(isinstance(said, str) for said in words):
        yield "".join(said for said in words if isinstance(said, str))
    else:
        for child in children:
            yield from _paragraphs(child)


def fields_of(source: str, text: str) -> tuple[dict[Any, Any], str, tuple[Diagnostic, ...]]:
    """The fields of the front matter as they stand there, the body below it, and a warning for each that is not valid.

    Raises IngestError for YAML of which nothing can be read.
    """
    if toml := _TOML.match(text):
        return _toml(toml["fields"]), text[toml.end() :], ()
    raw, body = split_front_matter(text)
    if raw is None and (bare := _BARE.match(text)) and _TITLED.search(bare[0]):
        raw, body = bare[0], text[bare.end() :]
    if raw is None and _RECORD.match(text) and (fields := _recorded(text)):
        return fields, "", ()
    if raw is None and (labelled := _LABELLED.match(text)) and (fields := _labelled(labelled["fields"])):
        below = _TEXT_BELOW.search(text, labelled.end())
        return fields, labelled["title"] + text[below.end() if below else labelled.end() :], ()
    if raw is None:
        if re.match(r"---[ \t]*\n[A-Za-z_]+:(?:[ \t]|\n)", text):
            raise IngestError(
                "front matter is not closed", path=source, field="line 1", remedy="put a line --- below its last field"
            )
        return {}, text, ()
    fields, unread = _parse(source, raw)
    if isinstance(fields, str):  # a text between two rulers, not fields
        return {}, text, ()
    if not isinstance(fields, dict):
        raise IngestError(
            "front matter does not hold fields", path=source, field="line 2", remedy="write one `name: value` a line"
        )
    return _with_words(fields, raw), body, unread


def _recorded(text: str) -> dict[Any, Any]:
    """The fields of a record in a program's source that are read here; none where it has no text, or more than one.

    What is indented deeper is of a part of it, or of another page that it leads to.
    """
    found = list(_RECORD_FIELD.finditer(text))
    own = [(field["name"].lower(), field["value"]) for field in found if field["indent"] == found[0]["indent"]]
    if sum(name in _TEXT for name, _ in own) != 1:
        return {}
    fields = {name: _ESCAPED.sub(_unescaped, value) for name, value in reversed(own)}  # of two of a name the first
    return _of_a_page(fields) | {name: value for name, value in fields.items() if name in _TEXT}


def _unescaped(match: re.Match[str]) -> str:
    """The character that an escape in a program's source stands for; half a pair of surrogates is none."""
    said = match[1]
    if len(said) > 1:
        return "" if "d800" <= said[1:].lower() <= "dfff" else chr(int(said[1:], 16))
    return {"n": "\n", "r": "\n", "t": " "}.get(said, said)


def _labelled(raw: str) -> dict[Any, Any]:
    """Fields with labels in bold that are read here, the page's address among them; without one they are the text's."""
    told = {label.strip().lower(): words_of(value) for label, value in _LABELLED_FIELD.findall(raw)}
    address = next((told[name] for name in _ADDRESSED if _URL.fullmatch(told.get(name, ""))), None)
    return {**_of_a_page(told), "url": address} if address else {}


def _of_a_page(fields: Mapping[str, str]) -> dict[Any, Any]:
    """Those of another site's fields that are read here; its day of publication is no word of this desk."""
    named = {"date" if name == "published" else name: value for name, value in fields.items()}
    return {name: value for name, value in named.items() if name in _DATES or name in _READ}


def _toml(raw: str) -> dict[str, Any]:
    """The fields of TOML front matter, as Hugo's pages have it; one that cannot be read costs itself."""
    whole = _toml_table(raw)
    if whole is not None:
        return whole
    fields: dict[str, Any] = {}
    for part in _FIELD.split(raw):
        fields = (_toml_table(part) or {}) | fields
    return fields


def _toml_table(raw: str) -> dict[str, Any] | None:
    """The fields of some lines of TOML, days as texts; None for what is no TOML, too deep, or of too many digits."""
    try:
        table: dict[str, Any] = json.loads(json.dumps(tomllib.loads(raw), default=lambda day: day.isoformat()))
    except (ValueError, RecursionError):
        return None
    return table


def _with_words(fields: dict[Any, Any], raw: str) -> dict[Any, Any]:
    """The fields, a title or outlet that YAML takes for a number as it is spelt (`title: 1984`)."""
    values = {name: fields.get(name) for name in ("title", "outlet")}
    taken = [name for name, value in values.items() if isinstance(value, int | Decimal) and not isinstance(value, bool)]
    spelt = yaml.load(raw, yaml.CBaseLoader) if taken else {}
    return {**fields, **{name: spelt[name] for name in taken}}


def _with_small_names(fields: dict[Any, Any]) -> dict[Any, Any]:
    """The fields, one that is written otherwise ("Title", "post_title") by the name it has here; a day is another
    site's `date`."""

    def own(key: Any) -> Any:
        small = _OF_A_POST.sub("", str(key).lower())
        name = "date" if small == "published" else small
        return name if name in _FrontMatter.model_fields and name not in fields else key

    return {key if key in _FrontMatter.model_fields else own(key): value for key, value in fields.items()}


def _with_day(fields: dict[Any, Any]) -> dict[Any, Any]:
    """The fields, a day of publication under another generator's name as `date` where that is not given."""
    if any(fields.get(name) for name in ("date", "published")):
        return fields
    other = next((k for k, v in fields.items() if v and re.sub(r"[_-]", "", str(k)).lower() in _DATES), None)
    return {"date" if k == other else k: v for k, v in fields.items()} if other else fields


def _checked(source: str, fields: dict[str, Any]) -> tuple[_FrontMatter, tuple[Diagnostic, ...]]:
    """The fields that can be used, and a warning for each that cannot: it costs itself, not its article.

    Articles come from other sites, whose generators write other things into fields of these names (`published: true`,
    `url: /2025/bridge/`). Raises IngestError for a day of publication that is none: that is this desk's own word.
    """
    try:
        return _FrontMatter.model_validate(fields), ()
    except ValidationError as error:
        wrong = {str(one["loc"][0]): one for one in reversed(error.errors())}
    told = []
    for name, one in wrong.items():
        where = ".".join(str(part) for part in one["loc"])
        problem = one["msg"].removeprefix("Value error, ")
        remedy = _REMEDIES.get(name, "correct it, or leave the field out")
        if name in _OWN and not isinstance(fields[name], bool):
            raise IngestError(problem, path=source, field=where, remedy=remedy)
        code = "date-unreadable" if name == "date" else "front-matter-value"
        told.append(Diagnostic(code, "warning", f"front matter field {where!r} is not used: {problem}: {remedy}"))
    return _FrontMatter.model_validate({k: v for k, v in fields.items() if k not in wrong}), tuple(told)


def _unknown(fields: dict[Any, Any]) -> Iterator[Diagnostic]:
    """A remark for each field that nobody reads: a warning where it is nearly one that is read and is not there."""
    lacking = [name for name in _FrontMatter.model_fields if name not in fields]
    for key in map(str, fields):
        if key not in _FrontMatter.model_fields:
            remark = f"front matter field {key!r} is not used"
            if near := get_close_matches(key.lower(), lacking, 1, _MISSPELT):
                yield Diagnostic("unknown-front-matter", "warning", f"{remark}; did you mean {near[0]}?")
            else:
                yield Diagnostic("unknown-front-matter", "info", remark)


def _given(checked: _FrontMatter) -> Given:
    """What the fields give; a name that is none ("undefined", "admin") is not given."""
    names = (*(checked.authors or ()), *(checked.author or ()))
    said = (checked.summary, checked.description, checked.excerpt, checked.subtitle)
    return Given(
        title=checked.title or None,
        slug=checked.slug,
        authors=tuple(dict.fromkeys(name for name in names if name and not is_no_author(name))),
        outlet=None if is_nobody(checked.outlet or "") else checked.outlet or None,
        url=checked.url,
        path=checked.permalink,
        published=checked.published or checked.date,
        published_source=checked.published_source,
        added=checked.added,
        language=checked.language,
        summary=next((_line(words_of(w)) for w in said if w and w.strip()), None),
    )


def _parse(source: str, raw: str) -> tuple[Any, tuple[Diagnostic, ...]]:
    """The fields, and a warning for each that is not valid YAML where the others are: it costs itself, not its article.

    Raises IngestError where nothing can be read.
    """
    ruled = "\n" + raw  # the ruler is line 1
    try:
        fields = yamltext.load(ruled)
    except yaml.YAMLError as error:
        trouble = yamltext.describe(error, ruled)
        refused = isinstance(error, yamltext.RefusedError) and not isinstance(error, yamltext.SwallowedError)
        told = {} if refused else _one_by_one(raw)
        if not told:
            problem = f"front matter {trouble.problem}"
            raise IngestError(problem, path=source, field=trouble.where, remedy=trouble.remedy) from error
        remark = f"front matter, {trouble.where}: {trouble.problem}: {trouble.remedy}"
        return told, (Diagnostic("front-matter-value", "warning", remark),)
    return ({} if fields is None else fields), ()


def _one_by_one(raw: str) -> dict[str, Any]:
    """The fields that can be read by themselves, each with the lines that belong to it.

    Words on one line that YAML takes for something else are words, as other sites write them: `title: Rome: a vote`,
    `title: "The "cold" war"`.
    """
    parts = re.split(r"(?m)^(?=[A-Za-z_][\w-]*:(?:[ \t]|$))", raw)
    fields: dict[str, Any] = {}
    for part in filter(str.strip, parts):
        name, _, words = part.partition(":")
        try:
            fields.update(yamltext.load(part))
        except (yaml.YAMLError, ValueError, TypeError):
            quoted = _QUOTED.fullmatch(words.strip())
            line = quoted[2] if quoted else words.strip()
            if re.match(r"[ \t]", words) and re.fullmatch(r"[^\W_][^\n]*", line):
                fields[name] = line
    return fields
