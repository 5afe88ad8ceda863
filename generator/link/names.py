"""Names as keys: what makes two spellings of a person's or an organization's name the same. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.core.text import fold
from generator.core.when import MONTHS, WEEKDAYS
from generator.language import countries
from generator.language.offices import is_office
from generator.link.lexicon import listed, words

TITLES = listed("titles")
_BEFORE_TITLE = r"(?:the|then|former|ex|late|acting|incoming|[A-Z][\w.]+(?:'s|’s)?)[ -]"
_LEADING_TITLE = re.compile(rf"^(?:{_BEFORE_TITLE})?(?:{'|'.join((*TITLES, *listed('honorifics')))})\.?\s+(?=\w)")
_GENERATION = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SPELLING = (
    ("isation", "ization"),
    ("defence", "defense"),
    ("centre", "center"),
    ("programme", "program"),
    ("labour", "labor"),
    ("co operation", "cooperation"),
)
# "Foreign Ministry" is the Ministry of Foreign Affairs; other ministries take their adjective as it is.
_MINISTRY_OF = {"foreign": "foreign affairs", "interior": "internal affairs"}
_GENERIC = words("common_bodies")
_SMALL = frozenset(("of", "the", "and", "for", "on", "in", "to", "&"))
_NAMED_LIKE_WORDS = frozenset((*MONTHS, *WEEKDAYS))


def without_title(name: str) -> str:
    """A person's name without a title before it: "President Xi Jinping", "Mr. Xi" and "Xi" keep only the name."""
    name = " ".join(name.split())
    while match := _LEADING_TITLE.match(name):
        name = name[match.end() :]
    return name


def short_title(role: str | None) -> str | None:
    """The title a role lets a text put before the name ("Foreign Minister of China": Foreign Minister), if any.

    Former office holders and roles that only contain a title's word in the middle have none.
    """
    said = " ".join((role or "").split())
    if not said or not is_office(said):
        return None
    if re.search(r"\b(?:former|ex|then|late|candidate|deputy to|advis[eo]r|spokes\w+)\b", said, re.I):
        return None
    for title in TITLES:
        if re.match(rf"{title}\b(?! (?:of the|for) )", said, re.I) or re.search(rf"\b{title}$", said, re.I):
            return title
    return None


@lru_cache(maxsize=65536)
def person_tokens(name: str) -> tuple[str, ...]:
    """The folded words of a person's name without titles; initials apart ("JD Vance" is j, d, vance)."""
    out: list[str] = []
    for word in re.split(r"[\s\-‐‑]+", without_title(name)):
        bare = re.sub(r"['’]s?$", "", word)
        if re.fullmatch(r"(?:[A-Z]\.?){1,3}", bare) and (len(bare.replace(".", "")) < 3):
            out += [c.casefold() for c in bare if c != "."]
        elif folded := re.sub(r"[^\w]", "", fold(bare)):
            out.append(folded)
    return tuple(out)


def same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the shorter of two names of two words or more can be a form of the fuller one.

    It can when it is its end ("Lula da Silva"), when it lacks only middle words that are initials, or when one has
    initials for the other's words. First and last words must fit, and "Jr." makes another person.
    """
    if len(short) < 2 or len(short) > len(full) or _generation(short) != _generation(full):
        return False
    if short == full[-len(short) :]:
        return len(short) < len(full) and not all(len(t) == 1 for t in short[:-1])
    if short[-1] != full[-1] or len(short[-1]) == 1:
        return False
    if len(short) == len(full):
        return all(_fits(a, b) for a, b in zip(short, full, strict=True))
    lacking = [t for t in full[1:-1] if len(t) == 1]
    middle = tuple(t for t in full[1:-1] if len(t) > 1)
    return bool(lacking) and _fits(short[0], full[0]) and len(short[0]) > 1 and short[1:-1] == middle


def _generation(name: tuple[str, ...]) -> str:
    return name[-1] if name[-1] in _GENERATION else ""


def _fits(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


@lru_cache(maxsize=65536)
def organization_key(name: str) -> str:
    """The comparison form of an organization's, group's or place's name.

    No article, British and American spellings alike, and "Chinese Foreign Ministry", "China's Foreign Ministry" and
    "Ministry of Foreign Affairs of China" alike; a ministry of no named country stays one of no country.
    """
    words = re.sub(r"[^\w&]+", " ", re.sub(r"['’]s\b", "", " ".join(name.split())))
    words = re.sub(r"^[Tt]he ", "", words.strip())
    country, rest = _leading_country(words)
    key = american(fold(rest))
    if match := re.fullmatch(r"(?:ministry of (?:the )?(.+)|(.+) ministry)", key):
        portfolio = match[1] or match[2]
        if match[1] and " of " in portfolio:
            portfolio, _, owner = portfolio.rpartition(" of ")
            found = countries.lookup(" ".join(w if w in _SMALL else w.capitalize() for w in owner.split()))
            country = found.id if found else country
            portfolio = portfolio if found else f"{portfolio} of {owner}"
        key = f"ministry of {_MINISTRY_OF.get(portfolio, portfolio)}"
        return f"{key} @{country}" if country else key
    return key


def american(text: str) -> str:
    """A folded text in American spelling."""
    for british, own in _SPELLING:
        text = text.replace(british, own)
    return text


def _leading_country(words: str) -> tuple[str | None, str]:
    """A demonym or country before "Foreign Ministry" and the like, and the name without it."""
    parts = words.split(" ")
    for length in (2, 1):
        head = " ".join(parts[:length])
        found = countries.by_demonym(head) or countries.lookup(head)
        rest = " ".join(parts[length:])
        if found and re.search(r"\bMinistry\b", rest):
            return found.id, rest
    return None, words


def surname(tokens: tuple[str, ...]) -> str:
    """The last word of a tokenized name that is not "Jr." or a number."""
    return tokens[-2] if len(tokens) > 1 and tokens[-1] in _GENERATION else tokens[-1]


def is_generic(name: str) -> bool:
    """Whether a name could be any country's or body's ("Foreign Ministry", "the Council")."""
    return all(word in _GENERIC for word in re.findall(r"\w+", fold(name)))


def linkable(alias: str) -> bool:
    """Whether an alias is name enough to stand for its actor: a capital, two characters, no month or weekday."""
    return len(alias) > 1 and any(c.isupper() for c in alias) and alias not in _NAMED_LIKE_WORDS
