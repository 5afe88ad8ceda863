"""Names of persons as they stand alone on a line: what bylines and biographies are known by."""

from __future__ import annotations

import re

from generator.core.tables import table

_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w’'\-]*\.?|[A-Z]\.(?:[A-Z]\.)*)"
_PARTICLE = rf"(?:{'|'.join(table('bylines')['particles'].split())})"
NAME = rf"{_WORD}(?:[ ](?:{_PARTICLE}[ ]){{0,2}}(?:{_WORD}|(?:al|el)-{_WORD})){{1,4}}"
"""Two to five capitalised words, particles between them."""

_NAME = re.compile(NAME)
_CREW = re.compile(r"\s+(?:staff(?: writers?)?|reporters?|correspondents?|editors?|team|newsroom)$")
_TRADE = re.compile(
    r"(?:(?:staff|news|web|online|wires?) )*(?:staff|newsroom|(?:writer|report(?:er)?|correspondent|editor)s?)",
    re.IGNORECASE,
)
_PROPER = re.compile(rf"(?:The )?{_WORD}(?: {_WORD}){{0,4}}")
_NOT_A_PERSON = re.compile(rf"\b(?:{'|'.join(table('bylines')['not_a_person'].split())})\b", re.IGNORECASE)
"""Words that stand in titles and in names of institutions, not in names of persons."""
_CUE = re.compile(
    r"(?i:by:?|(?:written|words|story|text|reported|posted|analysis|opinion|review|interview|commentary|column|essay)"
    r"[ ]by:?|(?:authors?|(?:words|text|story|reporting|writing)(?:[ ](?:and|&)[ ]\w+)?):)"
    r"(?:[ ]|(?<=:)|(?=[A-Z][a-z]))[ ]?(?P<names>\S.*)"
)
_GLUED = re.compile(r"(?<=\b[A-Z]\.)(?=[A-Z][a-z])")
"""Where a blank is lost behind an initial ("J.Roe")."""
_BYLINE_WORDS = 20
_NOBODY = frozenset(table("bylines")["nobody"].split())
_NO_AUTHOR = re.compile(r"\b(?:the author|admin|editor|staff|user|guest)\b|@|://|/\S+\.\w+$", re.IGNORECASE)
"""What stands in author fields and names nobody: an office, an address, the path of a file about somebody."""


def is_name(text: str) -> bool:
    """Whether a line could be a person's name and nothing else."""
    return bool(_NAME.fullmatch(text)) and not _NOT_A_PERSON.search(text) and not re.search(r"['’]s\b", text)


def is_nobody(text: str) -> bool:
    """Whether a name is what a program writes where it knows none ("NULL", "undefined", "admin")."""
    return text.strip(" .:-").casefold() in _NOBODY


def is_no_author(text: str) -> bool:
    """Whether what stands in a field for authors names nobody ("Email The Author", an address, "admin")."""
    return bool(_NO_AUTHOR.search(text)) or is_nobody(text)


def is_trade(text: str) -> bool:
    """Whether what signs an article is a trade alone ("Staff Writers", "wire reports"): it names nobody."""
    return bool(_TRADE.fullmatch(text))


def is_proper(text: str) -> bool:
    """Whether a text is capitalised words and no more: a person, a place, an outlet."""
    return bool(_PROPER.fullmatch(text.replace("/", " ")))


def byline(text: str) -> tuple[str, ...]:
    """The names of a byline ("By First Last and Second Last, Staff Writer"); empty when the line is none.

    An agency or a desk ("By Reuters") is named where no person is.
    """
    if len(text.split()) > _BYLINE_WORDS:
        return ()
    match = _CUE.fullmatch(re.split(r"\s*[|•·]\s*|\s+[–—-]\s+", text)[0])
    if not match or (re.search(r"[.!?]$", match["names"]) and not re.search(r"\b[A-Z]\.$", match["names"])):
        return ()
    found: list[str] = []
    for part in re.split(r",\s*|\s+(?:and|&|with)\s+|(?<=[a-z])\s*/\s*|;\s*", match["names"]):
        name = re.sub(r"\s+(?:in|at|for|of|from)\s+(?:the\s+)?[A-Z].*$", "", part)
        name = name.title() if name.isupper() and len(name) > 5 else _GLUED.sub(" ", name)
        if is_name(name):
            found.append(name)
        elif not found:
            desk = _CREW.sub("", name)
            return (desk,) if is_proper(desk) and not is_nobody(desk) else ()
    return tuple(found)
