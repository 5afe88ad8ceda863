"""Front matter: the YAML fields on top of a file, checked by pydantic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from generator.core import yamltext
from generator.core.errors import IngestError
from generator.core.model import Diagnostic, PublishedSource
from generator.core.text import slugify, split_front_matter
from generator.ingest.draft import Given
from generator.ingest.readers.decode import bounded, tidy
from generator.ingest.stamps import given_date

_URL = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)


def _line(text: str) -> str:
    return " ".join(bounded(tidy(text)).split())


def _slug(text: str) -> str:
    if slugify(text, 200) != text:
        raise ValueError(f"must be small letters, digits and hyphens, such as {slugify(text)!r}")
    return text


def _url(text: str) -> str:
    if not _URL.fullmatch(text.strip()):
        raise ValueError(f"must be an address that begins with http:// or https://, not {text!r}")
    return text.strip()


def _language(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*", text.strip()):
        raise ValueError(f"must be a language code such as en, not {text!r}")
    return re.split("[-_]", text.strip())[0].lower()


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
    license: str | None = None


_MISSPELT = 0.8
"""From this likeness on (difflib's share of common characters) a field's name is a misspelt one: a slip or two."""
_REMEDIES = {
    "authors": "write it as a list, such as authors: [First Author, Second Author]",
    "published": "write it as published: 2025-03-04",
    "title": "put the title in quotation marks",
}


def front_matter(source: str, text: str) -> tuple[Given, str, tuple[Diagnostic, ...]]:
    """What the front matter gives, the body below it, and a diagnostic for each field nobody reads.

    Raises IngestError for YAML that cannot be read and for a field of the wrong kind, naming line or field.
    """
    raw, body = split_front_matter(text)
    if raw is None:
        if re.match(r"---[ \t]*\n[A-Za-z_]+:(?:[ \t]|\n)", text):
            raise IngestError(
                "front matter is not closed", path=source, field="line 1", remedy="put a line --- below its last field"
            )
        return Given(), text, ()
    fields = _parse(source, raw)
    if isinstance(fields, str):  # a text between two rulers, not fields
        return Given(), text, ()
    if not isinstance(fields, dict):
        raise IngestError(
            "front matter does not hold fields", path=source, field="line 2", remedy="write one `name: value` a line"
        )
    known = {k: v for k, v in fields.items() if isinstance(k, str)}
    remarks = tuple(_of_other_sites(known))
    given = _given(source, known)
    return given, body, (*remarks, *_unknown(fields))


def _of_other_sites(fields: dict[str, Any]) -> Iterator[Diagnostic]:
    """Takes out what other sites' generators write into fields of ours and nobody here can use, a remark for each.

    An article is not lost for it: not for a switch where a word is wanted (`published: true`), nor for a `date` that is
    no day. `published` is this desk's own word: a mistake in it is an error.
    """
    for name in [
        name for name, value in fields.items() if name in _FrontMatter.model_fields and value in (True, False)
    ]:
        said = f"front matter field {name!r} is a switch of another site, {str(fields.pop(name)).lower()}, not a value"
        yield Diagnostic("switch-of-site", "warning", said)
    url, date = fields.get("url"), fields.get("date")
    if str(url or "").startswith("/"):
        remark = f"front matter field 'url' is an address within its own site ({str(url)[:80]}), not on the web"
        yield Diagnostic("url-of-site", "warning", remark)
        del fields["url"]
    if date is not None:
        try:
            fields["date"] = given_date(str(date))
        except ValueError as error:
            yield Diagnostic(
                "date-unreadable", "warning", f"front matter field 'date' {error}; add published: 2025-03-04"
            )
            del fields["date"]


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


def _given(source: str, fields: dict[str, Any]) -> Given:
    """The fields, checked; raises IngestError with the first that is wrong."""
    try:
        checked = _FrontMatter.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise IngestError(
            first["msg"].removeprefix("Value error, "),
            path=source,
            field=name,
            remedy=_REMEDIES.get(str(first["loc"][0]), "correct it, or leave the field out"),
        ) from error
    return Given(
        title=checked.title or None,
        slug=checked.slug,
        authors=tuple(dict.fromkeys(filter(None, (*(checked.authors or ()), *(checked.author or ()))))),
        outlet=checked.outlet or None,
        url=checked.url,
        published=checked.published or checked.date,
        published_source=checked.published_source,
        added=checked.added,
        language=checked.language,
    )


def _parse(source: str, raw: str) -> Any:
    try:
        fields = yamltext.load("\n" + raw)  # the ruler is line 1
    except yaml.YAMLError as error:
        where, problem = yamltext.describe(error)
        raise IngestError(f"front matter {problem}", path=source, field=where, remedy=yamltext.remedy(error)) from error
    return {} if fields is None else fields
