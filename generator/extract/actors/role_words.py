"""The words of roles: titles with their owners, role phrases and where they end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.extract.actors.reader import Reader
from generator.language import countries

MAX_WORDS = 14
"""A role of more words than this is a description; it is cut at its last preposition."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role's words, how much they tell, and the rule that found it."""

    text: str
    weight: float
    rule: str = ""


def title_start(r: Reader, end: int) -> int:
    """Where the title that ends before token `end` begins; `end` itself when there is none."""
    best = end
    for width in range(1, 8):
        first = end - width
        if first < 0 or r.texts[first] in (",", ".", ";", ":", "(", ")", "“", "”", '"'):
            break
        words = tuple(w.rstrip(".") if len(w) < 6 else w for w in r.lower[first:end])
        if words in r.lex.titles or (
            best < end and width > 1 and words[0] in r.lex.title_modifiers and first + 1 == best
        ):
            best = first
    if best == end and end and r.lower[end - 1] == "counterpart":
        return end
    if best == end and end and r.lower[end - 1] in r.lex.role_nouns and r.pos[end - 1] in ("NOUN", "PROPN"):
        best = end - 1
    if best == end and end > 2:
        # "Secretary of the Russian Security Council Jane Roe", "Secretary of State Jane Roe", "head of X Jane Roe"
        for width in range(3, 9):
            first = end - width
            if first < 0 or r.texts[first] in (",", ".", ";"):
                break
            if (
                r.lower[first] in r.lex.role_nouns
                and r.lower[first + 1] in ("of", "for", "to")
                and _name_words(r, first + 2, end)
            ):
                best = first
                break
    if best < end:
        while best > 0 and r.lower[best - 1] in r.lex.title_modifiers:
            best -= 1
        if best > 1 and r.texts[best - 1] == "-" and r.lower[best - 2] in ("co", "vice", "deputy", "sub"):
            best -= 2
    return best


def _name_words(r: Reader, first: int, end: int) -> bool:
    return (
        all(r.cap[i] or r.lower[i] in ("of", "the", "and", "for", "'s", "’s", "on") for i in range(first, end))
        and r.cap[end - 1]
    )


def with_owner(r: Reader, first: int, title: str) -> Role:
    """The title with what stands before it: "U.S.", "China 's", "former Ruritanian"."""
    prefix: list[str] = []
    suffix, weight, past = "", 1.0 + 0.25 * len(title.split()), False
    i = first - 1
    if i >= 1 and r.texts[i] in ("'s", "’s", "'", "’") and r.cap[i - 1]:
        start = _name_start(r, i - 1)
        owner = " ".join(r.texts[start:i])
        if r.label[i - 1] != "PERSON":
            country = countries.lookup(owner) or countries.by_capital(owner)
            suffix, weight = f" of {_article(country, owner)}", weight + 1
        i = start - 1
    else:
        start = _prefix_start(r, first)
        if start < first:
            prefix, weight = _join(r.texts[start:first]), weight + 1
            i = start - 1
    if prefix and prefix[0].lower().startswith(("then-", "ex-")):
        past, prefix[0] = True, prefix[0].split("-", 1)[1]
    while i >= 0 and (r.lower[i] in r.lex.past or (r.texts[i] == "-" and i and r.lower[i - 1] in r.lex.past)):
        past = True
        i -= 1
    return Role(tidy(" ".join([*prefix, title]) + suffix, past), weight - 0.5 * past)


def _prefix_start(r: Reader, first: int) -> int:
    """Where the country, people or institution before a title begins ("U.S.", "Ruritanian", "X Ministry")."""
    start = first
    while start > 0 and first - start < 6:
        i = start - 1
        if r.lower[i].startswith(("then-", "ex-")):
            return i
        glue = r.texts[i] in ("-", "/") and i > 0 and r.cap[i - 1] and r.lower[i - 1] not in r.lex.past
        if not (r.cap[i] or glue) or r.lower[i] in r.lex.past or r.lower[i] in ("the", "a", "an", "as"):
            break
        portfolio = start < first and r.pos[i] in ("PROPN", "ADJ", "NOUN")  # "External Affairs Minister" at the start
        if r.opening[i] and not (portfolio or _owner_word(r, i)):
            break
        start = i
        if r.opening[i]:
            break
    while start < first and r.texts[start] in ("-", "/"):
        start += 1
    return start


def _owner_word(r: Reader, i: int) -> bool:
    """Whether the first word of a sentence is a name all the same."""
    return bool(
        countries.lookup(r.texts[i])
        or countries.by_demonym(r.texts[i])
        or r.label[i] in ("ORG", "GPE", "NORP", "PERSON")
    )


def _join(words: list[str]) -> list[str]:
    """Words with hyphens glued back."""
    return re.sub(r" ?([-/]) ?", r"\1", " ".join(words)).split()


def _name_start(r: Reader, i: int) -> int:
    """Where the name that ends at token `i` begins: the model's entity, else the capitals before it."""
    if r.ent_first[i] >= 0:
        return r.ent_first[i]
    while i > 0 and r.cap[i - 1] and not r.opening[i] and r.texts[i - 1] != "The":
        i -= 1
    return i


def article_for(name: str) -> str:
    """A country or body as it stands after "of": "the United States"."""
    country = countries.lookup(name)
    if country is not None:
        return _article(country, name)
    words = name.split()
    return f"the {name}" if len(words) > 2 and not name.startswith(("the ", "The ")) else name


def is_role_noun(r: Reader, k: int) -> bool:
    """Whether token `k` is a word for people in an office or trade."""
    return r.lower[k] in r.lex.role_nouns and r.pos[k] in ("NOUN", "PROPN")


def _article(country: countries.Country | None, owner: str) -> str:
    """An owner as it stands after "of"."""
    if (country and country.name.split()[0] in ("United", "Soviet", "European", "Czech", "Dominican", "Central")) or (
        country and country.name in ("Netherlands", "Philippines", "Maldives", "Bahamas")
    ):
        return f"the {country.name}"
    return country.name if country else owner


def tidy(text: str, past: bool) -> str:
    """A role on one line without stray marks, "former" before it when it is past."""
    text = re.sub(r"\s+(['’]s?\b|,)", r"\1", " ".join(text.split())).strip(" ,-")
    text = re.sub(r"(\w) - (\w)", r"\1-\2", text)
    return f"former {text}" if past and not text.lower().startswith("former") else text


def words_of(r: Reader, first: int, last: int) -> str:
    """The article's own words from one token to another."""
    return r.parsed.article.text[r.idx[first] : r.idx[last] + len(r.texts[last])]


def phrase_end(r: Reader, head: int, limit: int) -> int:
    """The last token of the role phrase: prepositional phrases after the head stay, clauses and commas end it."""
    last = head
    for k in range(head + 1, min(limit, head + MAX_WORDS + 4)):
        low = r.lower[k]
        if r.texts[k] in _ENDS:
            break
        if low == "and":
            if not _goes_on(r, k, limit):
                break
            continue
        if not r.cap[k] and (
            low in _CLAUSES or r.pos[k] in ("AUX", "SCONJ") or (r.pos[k] == "VERB" and low != "based")
        ):
            break
        last = k
    while last > head and r.pos[last] in _DANGLING and not r.cap[last] and r.texts[last] not in ("'s", "’s"):
        last -= 1
    return last - 1 if last > head and r.texts[last] in ("'s", "’s") else last


_ENDS = frozenset({",", ".", ";", ":", ")", "(", "—", "–", "“", '"', "”", "!", "?"})
_CLAUSES = frozenset({"who", "which", "that", "whose", "whom", "or", "but", "while", "when", "as"})
_DANGLING = frozenset({"ADP", "DET", "CCONJ", "PUNCT", "ADV", "ADJ", "PART"})


def _goes_on(r: Reader, k: int, limit: int) -> bool:
    """Whether "and" at token `k` joins words inside a role ("trade and economic security commissioner")."""
    if k + 1 >= limit or r.lower[k + 1] == "former":
        return False
    if r.lower[k + 1] in r.lex.role_nouns and k + 2 < limit and r.lower[k + 2] in ("of", "for", "at"):
        return True  # "candidate and premier of X"
    if (r.cap[k + 1] and r.cap[k - 1]) or r.pos[k + 1] in ("PROPN", "ADJ"):
        return True
    return r.pos[k + 1] == "NOUN" and r.pos[k - 1] in ("NOUN", "ADJ") and r.lower[k + 1] not in r.lex.role_nouns


def role_head(r: Reader, i: int) -> int | None:
    """The role noun of the phrase that begins at token `i`, None when it is no role."""
    if r.lower[i] in ("and", "or", "but", "with"):
        return None
    for k in range(i, min(i + 12, len(r.texts))):
        opener = k == i and r.lower[k] not in ("his", "her", "their", "its", "our")
        if r.texts[k] in (",", ".", ";", ")", ":") or (opener and r.pos[k] in ("VERB", "AUX", "ADP", "PRON")):
            return None
        if (
            r.lower[k] in r.lex.role_nouns
            and r.pos[k] in ("NOUN", "PROPN")
            and not (k + 1 < len(r.texts) and (r.texts[k + 1] in ("'s", "’s") or r.texts[k + 1] == "-"))
        ):
            k2 = k
            while k2 + 1 < len(r.texts) and r.lower[k2 + 1] in r.lex.role_nouns and r.pos[k2 + 1] in ("NOUN", "PROPN"):
                k2 += 1
            return k2
        if r.pos[k] in ("VERB", "AUX", "SCONJ", "ADP") and r.lower[k] not in (
            "leading",
            "managing",
            "founding",
            "acting",
            "commanding",
        ):
            return None
    return None
