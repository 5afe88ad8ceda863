"""What an article says somebody is: titles before the name, phrases after it, "X heads Y", copulas.

A role keeps the article's words as far as a role can: "Foreign Minister of China" is written "Chinese Foreign
Minister" where the article does so; "China's President" becomes "President of China". A role that is past at the time
of the article is marked "former". The most informative one wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.extract.actors import role_links
from generator.extract.actors.entity import Entity
from generator.extract.actors.reader import Reader, Span, is_plural_title
from generator.extract.actors.role_words import Role, phrase_end, role_head, tidy, title_start, with_owner, words_of
from generator.language import countries

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


def find_roles(r: Reader, entities: list[Entity]) -> dict[int, Role]:
    """The most informative role the article gives each entity, by `id()` of the entity; a register's role stands."""
    people = [e for e in entities if e.kind == "person"]
    out = {id(e): Role(e.role, 5.0, "register") for e in entities if e.role}
    for entity in entities:
        rules = BESIDE if entity.kind == "person" else CALLED if entity.kind == "organization" else {}
        told = [
            # Earlier mentions introduce people; later ones only vary the words.
            replace(role, rule=name, weight=role.weight - 0.05 * min(position, 10))
            for position, span in enumerate(entity.spans)
            for name, rule in rules.items()
            if (role := rule(r, span, entities)) is not None
        ]
        if told and id(entity) not in out:
            out[id(entity)] = max(told, key=lambda x: x.weight)
    for entity in people:
        told_of = (role_links.counterpart(r, span, people, out) for span in entity.spans[:2])
        same = next((role for role in told_of if role is not None), None)
        if same is not None and (id(entity) not in out or "counterpart" in out[id(entity)].text):
            out[id(entity)] = replace(same, rule="counterpart")
    out |= role_links.later(r, people, out)
    for entity in people:
        described = id(entity) not in out and _described(r, entity, [x.text for x in out.values()])
        if described:
            out[id(entity)] = Role(described, 1.0, "described")
    return out


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


def _before(r: Reader, span: Span, _: Sequence[Entity]) -> Role | None:
    """A title directly before the name, with the country, people or institution before it."""
    end = span.first
    if end and r.texts[end - 1] == ",":
        # "her counterpart, Jane Roe", "the German chancellor, Jane Roe"
        return _phrase_before_comma(r, end - 1)
    if r.lower[end] in r.lex.kept_titles and r.lower[end] not in r.lex.address and span.last > end:
        return with_owner(r, end, r.texts[end])  # "Ruritania's King Rudolf"
    first = title_start(r, end)
    if first == end:
        return None
    words = [_SHORT.get(w.lower().rstrip("."), w) for w in r.texts[first:end]]
    if is_plural_title(r, first, end):
        words[-1] = words[-1][:-1]  # "Presidents Roe and Doe"
    if all(w.lower().rstrip(".") in r.lex.address for w in words):
        return None
    while words and words[0].lower().rstrip(".") in r.lex.address:
        words, first = words[1:], first + 1
    return with_owner(r, first, " ".join(words))


def _after(r: Reader, span: Span, entities: Sequence[Entity]) -> Role | None:
    """A phrase between commas after the name: ", a professor of law at the University of X who has ..."."""
    i = span.last + 1
    if i + 1 >= len(r.texts) or r.texts[i] not in (",", "(", "–", "—"):
        return None
    token: Token = r.doc[span.last]
    i += 1
    if r.texts[i].isdigit() and i + 2 < len(r.texts) and r.texts[i + 1] == ",":
        i += 2
    head = role_head(r, i)
    if head is None:
        return None
    last = phrase_end(r, head, token.sent.end)
    if any(
        r.label[k] == "PERSON"
        and r.texts[min(k + 1, last)] not in ("'s", "’s")
        and (k == head + 1 or r.ent_last[k] > r.ent_first[k])
        for k in range(head + 1, last + 1)
    ) or (last + 1 < len(r.texts) and r.label[last + 1] == "PERSON"):
        return None  # the title of the next one in a list
    words = r.texts[i : last + 1]
    past = False
    text = words_of(r, i, last)
    text = re.sub(r"^(?:the|a|an|his|her|its|their|our)\s+", "", text, flags=re.I)
    text = re.sub(r"^\d{1,3}[- ]year[- ]old\s+(?=\w)", "", text)
    match = re.match(r"(?:formerly (?:the|an?)|former|then|ex)[- ](?=\w)", text, re.I)
    if match:
        past, text = True, text[match.end() :]
    role = Role(tidy(text, past), 2.5 + 0.1 * min(len(words), 8) - 0.5 * past)
    if r.lower[head] in ("successor", "predecessor", "counterpart", "rival", "colleague"):
        return Role(role.text, 1.5)
    return role_links.of_its(r, span, role, entities) if r.lower[i] == "its" else role


def _phrase_before_comma(r: Reader, comma: int) -> Role | None:
    """ "the Ruritanian trade minister, Jane Roe": the noun phrase before the comma when its last word is a role."""
    k = comma - 1
    if (
        k < 0
        or r.lower[k] not in r.lex.role_nouns
        or r.lower[k] in ("counterpart", "successor", "predecessor", "leader")
    ):
        return None
    first = min(title_start(r, k + 1), k)
    opener = r.lower[first - 1] if first else ""
    if first == k and opener not in _NOT_PART and not r.cap[max(first - 1, 0)] and opener not in ("'s", "’s"):
        if r.pos[first - 1] not in ("NOUN", "PROPN"):
            return None  # "as president, Jane Roe ..." tells of another
        while first > 1 and r.pos[first - 1] in ("NOUN", "ADJ", "PROPN") and not r.cap[first - 1]:
            first -= 1  # "Ruritania's army chief"
    return with_owner(r, first, words_of(r, first, k))


def _relative_clause(r: Reader, span: Span, _: Sequence[Entity]) -> Role | None:
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
    last = phrase_end(r, i + 2, r.doc[span.last].sent.end)
    return Role(f"{verb} of {words_of(r, i + 3, last)}", 2.2) if last > i + 2 else None


def _copula(r: Reader, span: Span, _: Sequence[Entity]) -> Role | None:
    """ "Jane Roe is a professor of law at the University of X"."""
    i = span.last + 1
    if i + 2 >= len(r.texts) or r.lower[i] not in ("is", "was") or r.lower[i + 1] not in ("the", "a", "an"):
        return None
    head = role_head(r, i + 2)
    if head is None:
        return None
    last = phrase_end(r, head, r.doc[span.last].sent.end)
    return Role(tidy(words_of(r, i + 2, last), r.lower[i] == "was"), 2.0)


Rule = Callable[[Reader, Span, Sequence[Entity]], Role | None]
BESIDE: dict[str, Rule] = {
    "before": _before,
    "after": _after,
    "clause": _relative_clause,
    "copula": _copula,
    "verb": role_links.by_verb,
    "agent": role_links.by_agent,
}
"""What a mention of a person is told to be, by the place where it is told."""
CALLED: dict[str, Rule] = {"called": role_links.called}
"""The same of organizations."""
