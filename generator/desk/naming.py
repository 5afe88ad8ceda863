"""What an editor calls things by: a brief, a name, a term; and what was meant where that is nearly right."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from generator.core.errors import BriefingError
from generator.core.text import fold
from generator.io.project import Project
from generator.io.records import Stored, read_record, record_files

_SURE = 0.55
"""From this likeness on (difflib's share of common characters) a name may be what was meant: two slipped letters in a
short name, another ending of a long one."""
_MOST = 4


def written(words: str, *, lines: bool = False) -> str:
    """Words of a command line as a file may hold them: one line of single spaces, or several `lines`.

    Raises BriefingError for characters that no page shows: control characters, and bytes that are no UTF-8.
    """
    kept = "\n".join(line.rstrip() for line in words.strip().splitlines()) if lines else " ".join(words.split())
    if not all(c.isprintable() or c == "\n" or unicodedata.category(c) in ("Cf", "Co", "Zs") for c in kept):
        raise BriefingError("holds a character that cannot be shown", field=kept, remedy="write it without")
    return kept


def alike(word: str, known: Iterable[str]) -> list[str]:
    """The names that may have been meant, the likeliest first: alike in their letters, or holding the word's words."""
    names = {fold(name): name for name in reversed(list(dict.fromkeys(known)))}
    asked = fold(word)
    holding = sorted((name for name in names if asked and f" {asked}" in f" {name}"), key=len)
    near = get_close_matches(asked, list(names), _MOST, _SURE)
    return [names[name] for name in dict.fromkeys((*near, *holding))][:_MOST]


def meant(word: str, known: Iterable[str], otherwise: str) -> str:
    """The remedy for a name that is none: the likely ones, or what to do where no name is likely."""
    near = alike(word, known)
    return f"did you mean {' or '.join(near)}?" if near else otherwise


def called(word: str, names: Sequence[Iterable[str]]) -> list[int]:
    """The places of the things one of whose names a word is, whatever its case; else of those whose name begins so."""
    asked = fold(word)
    folded = [[fold(name) for name in own] for own in names]
    whole = [n for n, own in enumerate(folded) if asked in own]
    return whole or [n for n, own in enumerate(folded) if asked and any(name.startswith(asked) for name in own)]


def find(project: Project, name: str) -> Stored:
    """A brief's record by its id or its file; raises BriefingError, with the likely ones, for none."""
    path = Path(name)
    if path.suffix == ".md" and path.is_file():
        return read_record(path)
    files = record_files(project.briefs)
    wanted = name.removesuffix(".md").rpartition("/")[2]
    for path in files:
        if path.stem == wanted:
            return read_record(path)
    remedy = meant(wanted.replace(" ", "-"), [path.stem for path in files], "name its id, or its file below briefs/")
    raise BriefingError("there is no such brief", field=name, remedy=remedy)


def actor_called(name: str, known: Sequence[str]) -> str:
    """An actor's name as it is written, whatever case and accents it was asked with; raises BriefingError for none."""
    if name in known:
        return name
    for spelt in known:
        if fold(spelt) == fold(name):
            return spelt
    remedy = meant(name, known, "write the name as a brief has it")
    raise BriefingError("there is no such actor", field=name, remedy=remedy)


def names_in(tellings: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """Names and other names of what several briefs tell of, those told most often first."""
    count: Counter[str] = Counter()
    for name, aliases in tellings:
        count[name] += 2
        count.update(aliases)
    return [name for name, _ in count.most_common()]
