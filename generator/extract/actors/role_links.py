"""Roles that stand apart from the name: told by a verb, by "its", "counterpart" or "by", or in the sentence after.

Each function takes a mention and gives a `Role` or None; `roles` weighs them against what stands beside the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.extract.actors import neighbours
from generator.extract.actors.entity import Entity
from generator.extract.actors.reader import Reader, Span, is_title
from generator.extract.actors.role_words import (
    Role,
    article_for,
    is_role_noun,
    phrase_end,
    tidy,
    title_start,
    with_owner,
    words_of,
)
from generator.language import countries

if TYPE_CHECKING:
    from spacy.tokens import Token

_INTO_OFFICE = frozenset({"elect", "appoint", "name", "swear", "install", "inaugurate", "nominate", "choose"})
_IN_OFFICE = frozenset({"serve", "resign", "quit", "step", "return", "act", "work", "stand", "continue", "remain"})
_BY = {
    "led": "leader",
    "headed": "head",
    "chaired": "chair",
    "founded": "founder",
    "coached": "coach",
    "managed": "manager",
    "directed": "director",
    "owned": "owner",
    "run": "head",
}
DESCRIPTION = 9
"""An organization's role of more words is a sentence about it."""


def by_verb(r: Reader, span: Span, _: Sequence[Entity]) -> Role | None:
    """ "X was elected chair of Y", "X, who served as Ruritania's envoy": the office that the verb gives."""
    token: Token = r.doc[span.last]
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return None
    verb = token.head
    into = verb.lemma_ in _INTO_OFFICE and token.dep_ == "nsubjpass"
    if not into and not (verb.lemma_ in _IN_OFFICE and token.dep_ == "nsubj"):
        return None
    inner = [c for child in verb.children if child.dep_ in ("prep", "prt") for c in (child, *child.children)]
    heads = [c for p in inner if p.lower_ == "as" for c in p.children if c.dep_ == "pobj"]
    if into:
        heads += [c for c in verb.children if c.dep_ in ("oprd", "attr", "dobj") and c.i > verb.i]
    for head in sorted(heads, key=lambda t: t.i):
        if is_role_noun(r, head.i) and head.i - span.last < 20:
            past = verb.lemma_ in ("serve", "work", "act") and verb.tag_ in ("VBD", "VBN")
            role = _office(r, head.i, token.sent.end)
            return Role(tidy(role.text, past), 1.7 + (0.3 if " of " in role.text else 0) - 0.5 * past)
    return None


def _office(r: Reader, head: int, limit: int) -> Role:
    """The office whose noun is token `head`, with what belongs to it on both sides."""
    first = min(title_start(r, head + 1), head)
    while first > 0 and r.pos[first - 1] in ("ADJ", "NOUN") and not r.cap[first - 1] and r.pos[first - 1] != "NUM":
        first -= 1
    last = phrase_end(r, head, limit)
    if last > head and r.lower[head + 1] not in ("of", "for", "at"):
        last = head
    return with_owner(r, first, words_of(r, first, last))


def by_agent(r: Reader, span: Span, _: Sequence[Entity]) -> Role | None:
    """ "Ruritania, coached by X", "a group founded by X": what the participle makes of X, and of what."""
    k = span.first - 1
    while k > 0 and r.lower[k] != "by" and span.first - k < 6 and r.texts[k] not in (",", "."):
        k -= 1
    noun = _BY.get(r.lower[k - 1]) if k > 1 and r.lower[k] == "by" else None
    if noun is None or r.doc[k - 1].tag_ != "VBN":
        return None
    end = k - 2
    while end > 0 and r.texts[end] == ",":
        end -= 1
    if not r.cap[end]:
        return Role(noun, 0.6)
    first = r.ent_first[end] if r.ent_first[end] >= 0 else end
    owner = " ".join(r.texts[first : end + 1])
    return Role(f"{noun} of {article_for(owner)}", 1.8)


def of_its(r: Reader, span: Span, role: Role, entities: Sequence[Entity]) -> Role:
    """A role after "its" with whose it is: the country or body that was the subject last, else the one named last."""
    here = r.parsed.sentence_at(span.start)
    if here is None or " of " in role.text:
        return role
    since = r.parsed.sentences[max(0, here.index - 1)].start
    near = [
        (r.doc[s.last].dep_ in ("nsubj", "nsubjpass"), s.start, e)
        for e in entities
        if e.kind in ("organization", "country")
        for s in e.spans
        if since <= s.start < span.start
    ]
    if not near:
        return role
    same = [x for x in near if x[1] >= here.start]
    owner = max(same or near, key=lambda x: x[:2])[2]
    return Role(f"{role.text} of {article_for(owner.name)}", role.weight + 0.5)


def counterpart(r: Reader, span: Span, people: list[Entity], told: dict[int, Role]) -> Role | None:
    """ "met his Ruritanian counterpart, Jane Roe": the office of the person named before her."""
    k, comma = span.first - 1, False
    while k > 0 and r.texts[k] == ",":
        k, comma = k - 1, True
    where = ""
    for back in range(k, max(k - 7, 0), -1):
        linked = comma and r.lower[back + 1] in ("from", "in", "at", "of")
        if r.lower[back] == "counterpart" and (back == k or linked):
            where, k = words_of(r, back + 2, k) if back < k else "", back
            break
    after = span.last + 1
    if r.lower[k] != "counterpart" and r.texts[after : after + 1] == [","]:
        # "Jane Roe, his counterpart at X"
        at = next((i for i in range(after + 1, min(after + 4, len(r.texts))) if r.lower[i] == "counterpart"), 0)
        if not at:
            return None
        if at + 2 < len(r.texts) and r.lower[at + 1] in ("from", "in", "at", "of"):
            where = words_of(r, at + 2, phrase_end(r, at, len(r.texts)))
        k = at
    if r.lower[k] != "counterpart":
        return None
    people_word = r.texts[k - 1] if countries.by_demonym(r.texts[k - 1]) or countries.lookup(r.texts[k - 1]) else ""
    here = r.parsed.sentence_at(span.start)
    first = r.parsed.sentences[max(0, here.index - 1)].start if here else 0
    before = [(s, e) for e in people for s in e.spans if first <= s.start < span.start]
    for other, entity in sorted(before, key=lambda p: -p[0].first):
        start = title_start(r, other.first)
        title = (
            " ".join(r.texts[start : other.first])
            if start < other.first
            else told[id(entity)].text
            if id(entity) in told
            else ""
        )
        if title:
            plain = title.split(" of ")[0].removeprefix("former ")
            return Role(f"{people_word} {plain}".strip() + (f" of {where}" if where else ""), 3.2)
    return None


def later(r: Reader, people: list[Entity], told: dict[int, Role]) -> dict[int, Role]:
    """ "Jane Roe ... The Ruritanian foreign minister said": the office named in place of the one person before it."""
    out: dict[int, Role] = {}
    sentences = r.parsed.sentences
    for before, here in pairwise(sentences):
        first = here.span.start
        while first < here.span.end and r.idx[first] < here.start:
            first += 1
        if first >= here.span.end or r.texts[first] != "The":
            continue
        head = next((k for k in range(first + 1, min(first + 7, here.span.end)) if r.doc[k].dep_ == "nsubj"), 0)
        if not head or not is_role_noun(r, head) or (head + 1 < len(r.texts) and r.cap[head + 1]):
            continue
        titled = any(is_title(r, k, head + 1) for k in range(first + 1, head + 1))
        named = {id(e): e for e in people for s in e.spans if before.start <= s.start < before.end}
        inside = any(here.start <= s.start < r.idx[head] for e in people for s in e.spans)
        if titled and len(named) == 1 and not inside:
            key = next(iter(named))
            if key not in told and key not in out and head > first + 1:
                out[key] = Role(tidy(words_of(r, first + 1, head), False), 1.0, "later")
    return out


def called(r: Reader, span: Span, _: Sequence[Entity]) -> Role | None:
    """What the article calls an organization beside its name: "largest container line", "oil company"."""
    after = neighbours.phrase_after(r, span)
    if after and neighbours.noun_kind(r, after.head) in ("organization", "maker"):
        comma = r.texts[span.last + 1] in (",", "–", "—")
        first = after.first + (r.lower[after.first] in ("a", "an", "the", "its", "their", "one", "another"))
        text = tidy(words_of(r, first, phrase_end(r, after.head, r.doc[span.last].sent.end)), False)
        if len(text.split()) > DESCRIPTION:
            text = tidy(words_of(r, first, after.head), False)
        if comma or r.lower[after.first] in ("a", "an"):
            return Role(text, 2 + 0.1 * min(len(text.split()), 6) + 0.5 * comma)
    before = neighbours.phrase_before(r, span)
    if before and neighbours.noun_kind(r, before.head) in ("organization", "maker"):
        first = before.head
        while first > 0 and r.pos[first - 1] in ("NOUN", "ADJ", "PROPN") and not r.cap[first - 1]:
            first -= 1
        role = with_owner(r, first, words_of(r, first, before.head))
        return Role(role.text, 1.5 + 0.1 * len(role.text.split()))
    return None
