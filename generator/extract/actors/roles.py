"""What an article says somebody is: titles before the name, phrases after it, "X heads Y", copulas.

A role keeps the article's words as far as a role can: "Foreign Minister of China" is written "Chinese Foreign
Minister" where the article does so; "China's President" becomes "President of China". A role that is past at the time
of the article is marked "former". The most informative one wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import countries
from generator.extract.actors.merge import Entity
from generator.extract.actors.reader import Reader, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# Titles short enough to be written in full: the words are expanded so that "Gov." and "Governor" are one role.
_SHORT = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "gen": "general",
    "col": "colonel",
    "capt": "captain",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "maj": "major",
    "adm": "admiral",
    "prof": "professor",
}
_NOT_PART = frozenset({"the", "a", "an", "his", "her", "their", "its", "our", "my"})
MAX_WORDS = 14
"""A role of more words than this is a description; it is cut at its last preposition."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role's words and how much they tell."""

    text: str
    weight: float


def find_roles(r: Reader, entities: list[Entity]) -> dict[int, str]:
    """The most informative role the article gives each person, by `id()` of the entity; a register's role stands."""
    people = [e for e in entities if e.kind == "person"]
    out = {id(e): e.role for e in entities if e.role}
    for entity in people:
        if id(entity) in out:
            continue
        found: list[Role] = []
        for position, span in enumerate(entity.spans):
            told = (
                _before(r, span),
                _counterpart(r, span, people),
                _after(r, span),
                _relative_clause(r, span),
                _copula(r, span),
            )
            # Earlier mentions introduce people; later ones only vary the words.
            found.extend(Role(role.text, role.weight - 0.05 * min(position, 10)) for role in told if role is not None)
        if found:
            out[id(entity)] = max(found, key=lambda x: x.weight).text
    for entity in people:
        described = id(entity) not in out and _described(r, entity, list(out.values()))
        if described:
            out[id(entity)] = described
    return out


def _counterpart(r: Reader, span: Span, people: list[Entity]) -> Role | None:
    """ "met his Ruritanian counterpart, Jane Roe": the title of the person named before her in the sentence."""
    k = span.first - 1
    while k > 0 and r.texts[k] == ",":
        k -= 1
    if k < 0 or r.lower[k] != "counterpart":
        return None
    people_word = r.texts[k - 1] if countries.by_demonym(r.texts[k - 1]) or countries.lookup(r.texts[k - 1]) else ""
    first = r.doc[span.first].sent.start
    before = [s for e in people for s in e.spans if first <= s.first < k]
    for other in sorted(before, key=lambda s: s.first):
        start = _title_start(r, other.first)
        if start < other.first:
            title = " ".join(r.texts[start : other.first])
            return Role(f"{people_word} {title}".strip(), 1.9)
    return None


def _described(r: Reader, entity: Entity, taken: list[str]) -> str | None:
    """The role of "the Ruritanian leader" for a person named later in the sentence, where nobody else holds it."""
    span = entity.spans[0]
    first = r.doc[span.first].sent.start
    for k in range(span.first - 2, first + 1, -1):
        if r.lower[k] in ("leader", "president", "premier", "chancellor", "ruler", "dictator") and not r.cap[k + 1]:
            for width in (2, 1):
                words = " ".join(r.texts[k - width : k])
                country = countries.by_demonym(words)
                if country and r.lower[k - width - 1] == "the":
                    held = any(d in role for role in taken for d in (*country.demonyms, country.name))
                    return None if held else f"{words} {r.lower[k]}"
    return None


def _before(r: Reader, span: Span) -> Role | None:
    """A title directly before the name, with the country, people or institution before it."""
    end = span.first
    if end and r.texts[end - 1] == ",":
        # "her counterpart, Jane Roe", "the German chancellor, Jane Roe"
        return _phrase_before_comma(r, end - 1)
    first = _title_start(r, end)
    if first == end:
        return None
    words = [_SHORT.get(w.lower().rstrip("."), w) for w in r.texts[first:end]]
    if all(w.lower().rstrip(".") in r.lex.address for w in words):
        return None
    while words and words[0].lower().rstrip(".") in r.lex.address:
        words, first = words[1:], first + 1
    return _with_owner(r, first, " ".join(words), end)


def _title_start(r: Reader, end: int) -> int:
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
                return first
    if best < end:
        while best > 0 and r.lower[best - 1] in r.lex.title_modifiers:
            best -= 1
    return best


def _name_words(r: Reader, first: int, end: int) -> bool:
    return (
        all(r.cap[i] or r.lower[i] in ("of", "the", "and", "for", "'s", "’s", "on") for i in range(first, end))
        and r.cap[end - 1]
    )


def _with_owner(r: Reader, first: int, title: str, end: int) -> Role:
    """The title with what stands before it: "U.S.", "China 's", "former Ruritanian", "the company's"."""
    prefix: list[str] = []
    suffix, weight = "", 1.0 + 0.25 * len(title.split())
    past = False
    i = first - 1
    if i >= 1 and r.texts[i] in ("'s", "’s", "'", "’") and r.cap[i - 1]:
        start = _name_start(r, i - 1)
        owner = " ".join(r.texts[start:i])
        if not _is_person(r, i - 1):
            country = countries.lookup(owner) or countries.by_capital(owner)
            suffix, weight = f" of {_article(country, owner)}", weight + 1
        i = start - 1
    else:
        taken = i
        while (
            taken >= 0
            and not (r.opening[taken] and r.pos[taken] not in ("PROPN", "ADJ"))
            and (r.cap[taken] or r.texts[taken] in ("-", "/"))
            and not r.opening[taken + 1 if taken + 1 < first else taken]
            and r.lower[taken] not in r.lex.past
            and r.lower[taken] not in ("the", "a", "an", "as", "then-u.s.")
            and first - taken <= 6
        ):
            if r.texts[taken] in ("-", "/") and not r.cap[taken - 1]:
                break
            taken -= 1
        if taken < i and r.pos[taken + 1] in ("PROPN", "ADJ", "NOUN") and r.texts[taken + 1] not in ("-", "/"):
            if r.opening[taken + 1] and not (
                countries.lookup(r.texts[taken + 1]) or countries.by_demonym(r.texts[taken + 1]) or r.label[taken + 1]
            ):
                pass
            else:
                prefix, weight = _join(r.texts[taken + 1 : first]), weight + 1
                i = taken
        elif (
            i >= 0
            and r.opening[i]
            and (
                countries.lookup(r.texts[i]) or countries.by_demonym(r.texts[i]) or r.label[i] in ("ORG", "GPE", "NORP")
            )
        ):
            prefix, weight = [r.texts[i]], weight + 1
            i -= 1
    if prefix and prefix[0].lower().startswith(("then-", "ex-")):
        past, prefix[0] = True, prefix[0].split("-", 1)[1]
    while i >= 0 and (r.lower[i] in r.lex.past or (r.texts[i] == "-" and i and r.lower[i - 1] in r.lex.past)):
        past = True
        i -= 1
    text = " ".join([*prefix, title]) + suffix
    return Role(_tidy(text, past), weight - 0.5 * past)


def _join(words: list[str]) -> list[str]:
    """Words with hyphens glued back."""
    return re.sub(r" ?([-/]) ?", r"\1", " ".join(words)).split()


def _name_start(r: Reader, i: int) -> int:
    while i > 0 and (
        (r.cap[i - 1] and not r.opening[i]) or (r.lower[i - 1] in ("of", "and") and i > 1 and r.cap[i - 2])
    ):
        if r.texts[i - 1] == "The":
            break
        i -= 1
    return i


def _is_person(r: Reader, i: int) -> bool:
    return r.label[i] == "PERSON"


def _article(country: countries.Country | None, owner: str) -> str:
    """An owner as it stands after "of"."""
    if (country and country.name.split()[0] in ("United", "Soviet", "European", "Czech", "Dominican", "Central")) or (
        country and country.name in ("Netherlands", "Philippines", "Maldives", "Bahamas")
    ):
        return f"the {country.name}"
    return country.name if country else owner


def _tidy(text: str, past: bool) -> str:
    text = re.sub(r"\s+(['’]s?\b|,)", r"\1", " ".join(text.split())).strip(" ,-")
    return f"former {text}" if past and not text.lower().startswith("former") else text


def _after(r: Reader, span: Span) -> Role | None:
    """A phrase between commas after the name: ", a professor of law at the University of X who has ..."."""
    i = span.last + 1
    if i + 1 >= len(r.texts) or r.texts[i] not in (",", "(", "–", "—"):
        return None
    token: Token = r.doc[span.last]
    i += 1
    if r.texts[i].isdigit() and i + 2 < len(r.texts) and r.texts[i + 1] == ",":
        i += 2
    head = _role_head(r, i)
    if head is None:
        return None
    last = _phrase_end(r, head, token.sent.end)
    words = r.texts[i : last + 1]
    past = False
    text = _slice(r, i, last)
    text = re.sub(r"^(?:the|a|an|his|her|its|their|our)\s+", "", text, flags=re.I)
    match = re.match(r"(?:former|then|ex)[- ](?=\w)", text, re.I)
    if match:
        past, text = True, text[match.end() :]
    return Role(_tidy(text, past), 2.5 + 0.1 * min(len(words), 8) - 0.5 * past)


def _role_head(r: Reader, i: int) -> int | None:
    """The role noun of the phrase that begins at token `i`, None when it is no role."""
    if r.lower[i] in ("and", "or", "but", "with"):
        return None
    for k in range(i, min(i + 9, len(r.texts))):
        if r.texts[k] in (",", ".", ";", ")", ":") or (
            r.pos[k] in ("VERB", "AUX", "ADP", "PRON") and k == i and r.lower[k] not in ("his", "her", "their")
        ):
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


def _phrase_end(r: Reader, head: int, limit: int) -> int:
    """The last token of the role phrase: prepositional phrases after the head stay, clauses and commas end it."""
    last = head
    for k in range(head + 1, min(limit, head + MAX_WORDS + 4)):
        text, low = r.texts[k], r.lower[k]
        if text in (",", ".", ";", ":", ")", "—", "–", "“", '"', "”", "!", "?"):
            break
        if low in ("who", "which", "that", "whose", "whom", "and", "or", "but", "while", "when", "as") or r.pos[k] in (
            "AUX",
            "SCONJ",
        ):
            if (
                low == "and"
                and k + 1 < limit
                and (
                    (r.cap[k + 1] and r.cap[k - 1])
                    or (
                        r.pos[k + 1] == "NOUN"
                        and r.pos[k - 1] in ("NOUN", "ADJ")
                        and r.lower[k + 1] not in r.lex.role_nouns
                    )
                )
            ):
                continue
            if (
                low == "and"
                and k + 1 < limit
                and r.pos[k + 1] in ("PROPN", "ADJ")
                and r.lower[k + 1] not in ("former",)
            ):
                continue
            break
        if r.pos[k] == "VERB" and not r.cap[k] and low not in ("based",):
            break
        last = k
    while last > head and (
        r.pos[last] in ("ADP", "DET", "CCONJ", "PUNCT", "ADV", "ADJ", "PART")
        and not r.cap[last]
        and r.texts[last] not in ("'s", "’s")
    ):
        last -= 1
    if last > head and r.texts[last] in ("'s", "’s"):
        last -= 1
    return last


def _slice(r: Reader, first: int, last: int) -> str:
    """The article's own words from one token to another."""
    return r.parsed.article.text[r.idx[first] : r.idx[last] + len(r.texts[last])]


def _phrase_before_comma(r: Reader, comma: int) -> Role | None:
    """ "the Ruritanian trade minister, Jane Roe": the noun phrase before the comma when its last word is a role."""
    k = comma - 1
    if (
        k < 0
        or r.lower[k] not in r.lex.role_nouns
        or r.lower[k] in ("counterpart", "successor", "predecessor", "leader")
    ):
        return None
    first = k
    while (
        first > 0
        and (r.pos[first - 1] in ("ADJ", "NOUN", "PROPN") or r.texts[first - 1] in ("'s", "’s", "-"))
        and k - first < 6
    ):
        first -= 1
    if first == 0 or (r.lower[first - 1] not in _NOT_PART and not r.opening[first] and first == k):
        return None
    return _with_owner(
        r,
        _title_start(r, k + 1) if _title_start(r, k + 1) <= k else k,
        _slice(r, min(_title_start(r, k + 1), k), k),
        k + 1,
    )


def _relative_clause(r: Reader, span: Span) -> Role | None:
    """ "Jane Roe, who heads the X Institute" -> "head of the X Institute"."""
    i = span.last + 1
    if i + 2 >= len(r.texts) or r.texts[i] != "," or r.lower[i + 1] != "who":
        return None
    verb = {
        "heads": "head",
        "leads": "leader",
        "chairs": "chair",
        "directs": "director",
        "runs": "head",
        "led": "former leader",
        "headed": "former head",
        "chaired": "former chair",
        "founded": "founder",
    }.get(r.lower[i + 2])
    if verb is None:
        return None
    last = _phrase_end(r, i + 2, r.doc[span.last].sent.end)
    return Role(f"{verb} of {_slice(r, i + 3, last)}", 2.2) if last > i + 2 else None


def _copula(r: Reader, span: Span) -> Role | None:
    """ "Jane Roe is a professor of law at the University of X"."""
    i = span.last + 1
    if i + 2 >= len(r.texts) or r.lower[i] not in ("is", "was") or r.lower[i + 1] not in ("the", "a", "an"):
        return None
    head = _role_head(r, i + 2)
    if head is None:
        return None
    last = _phrase_end(r, head, r.doc[span.last].sent.end)
    return Role(_tidy(_slice(r, i + 2, last), r.lower[i] == "was"), 2.0)
