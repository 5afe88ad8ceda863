"""Where names stand: runs of capitalised words, cut and joined by rules, with the language model as a witness.

The small model's own spans miss a third of the names of a political text and blur borders ("the Social Democratic
Party ( Assembly"); runs of capitalised words find nearly all of them, and the model helps where rules cannot know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.extract.actors.boundaries import cut
from generator.extract.actors.occasions import find_events
from generator.extract.actors.reader import LINKS, NAME_LABELS, Reader, Span, heads
from generator.language import countries

_LAWS = frozenset({"act", "bill", "law", "code", "agreement", "treaty"})


def find_spans(reader: Reader) -> list[Span]:
    """All candidate names in text order, none overlapping another."""
    taken = [False] * len(reader.texts)
    spans: list[Span] = []

    def take(span: Span) -> None:
        if any(taken[span.first : span.last + 1]):
            return
        taken[span.first : span.last + 1] = [True] * (span.last - span.first + 1)
        spans.append(span)

    for span in find_events(reader):
        take(span)
    for span in (*_spelled_out(reader), *_sovereigns(reader)):
        take(span)
    i = 0
    while i < len(reader.texts):
        if taken[i] or not _may_start(reader, i):
            i += 1
            continue
        last = _run_end(reader, i, taken)
        for span in cut(reader, i, last):
            take(span)
        i = last + 1
    for ent in reader.doc.ents:
        if ent.label_ in NAME_LABELS:
            first, last = reader.trim(ent.start, ent.end - 1)
            if first < last and not any(taken[first : last + 1]) and any(reader.cap[first : last + 1]):
                take(reader.span(first, last))
            elif first == last and not taken[first] and reader.cap[first]:
                for span in cut(reader, first, last):
                    take(span)
    spans = [part for span in spans for part in _hyphenated(reader, span)]
    return sorted(spans, key=lambda s: s.start)


def _sovereigns(r: Reader) -> Iterator[Span]:
    """ "The Queen", "the Pope": one person by office alone, where the text names no bearer of the title."""
    for word in ("Queen", "King", "Pope"):
        places = [i for i in range(1, len(r.texts) - 1) if r.texts[i] == word and not r.heading[i]]
        named = (
            r.cap[i + 1] or r.lower[i + 1] in ("of", "'s", "’s") or (r.cap[i - 1] and r.lower[i - 1] != "the")
            for i in places
        )
        if not any(named):
            yield from (r.span(i, i, "person") for i in places if r.lower[i - 1] == "the")


def _spelled_out(r: Reader) -> Iterator[Span]:
    """Names with lower-case words inside that the acronym after them spells out: "Board for Safe products X (BSX)"."""
    for i in range(2, len(r.texts) - 2):
        if r.texts[i] != "(" or r.texts[i + 2] != ")" or not r.texts[i + 1].isupper() or not r.cap[i - 1]:
            continue
        letters, k, small, inside = r.texts[i + 1], i - 1, 0, False
        while k >= 0 and letters and small < 4:
            if r.cap[k] and r.texts[k][0] == letters[-1]:
                letters, small = letters[:-1], 0
            elif r.cap[k] or not (r.texts[k].isalpha() or r.texts[k] in ("'s", "’s", "'", "’")):
                break
            else:
                small += 1
                inside = inside or r.pos[k] in ("NOUN", "ADJ")
            k -= 1
        if not letters and inside:
            yield r.span(k + 1, i - 1)


def _hyphenated(r: Reader, span: Span) -> Iterator[Span]:
    """One token that names two countries ("U.S.-Russia") as two spans; all others as they are."""
    if span.first == span.last and not span.kind:
        parts = re.split(r"[-–/]", span.text)
        if len(parts) > 1 and any(countries.lookup(p) for p in parts):
            offset = span.start
            for part in parts:
                if countries.lookup(part) or countries.by_capital(part):
                    yield Span(span.first, span.last, offset, offset + len(part), part, "GPE")
                offset += len(part) + 1
            return
    yield span


def _may_start(r: Reader, i: int) -> bool:
    text = r.texts[i]
    if not r.cap[i] or (len(text) == 1 and text in "IA"):
        return False
    if countries.lookup(text) or countries.by_capital(text) or countries.by_demonym(text):
        return True
    following = r.cap[i + 1] if i + 1 < len(r.texts) else False
    if text == "The" and following and not r.opening[i] and not r.heading[i]:
        return True  # a capital article amid a sentence belongs to the name
    if r.lower[i] in r.lex.other_openers and i + 2 < len(r.texts) and r.lower[i + 1] == "of" and r.cap[i + 2]:
        return True  # "Treaty of Rome"
    if r.lower[i] in ("the", "a", "an") or r.pos[i] in ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART"):
        return bool(r.label[i]) and r.ent_first[i] == i and r.ent_last[i] > i and r.lower[i] not in ("the", "a", "an")
    if r.lower[i] in r.lex.not_names:
        return following or r.lower[i] in r.lex.title_words
    if r.opening[i] or r.heading[i]:
        if r.pos[i] == "PROPN" or r.label[i]:
            return following or not (r.lower[i] in r.lowered and r.pos[i] != "PROPN")
        if r.introduced(i):
            return True
        return following and r.pos[i] in ("NOUN", "ADJ", "X", "VERB") and not r.heading[i]
    return r.pos[i] in ("PROPN", "X") or bool(r.label[i]) or following or (r.texts[i].isupper() and len(text) > 1)


def _run_end(r: Reader, i: int, taken: list[bool]) -> int:
    """The last token of the run of name words that starts at `i`."""
    n, last = len(r.texts), i
    headed, linked = heads(r, i), False
    while last + 1 < n and not taken[last + 1]:
        k = last + 1
        word = r.lower[k]
        if r.cap[k] and r.texts[k] not in ("The", "I") and r.texts[k - 1] not in ("“", '"'):
            if r.opening[k] or (headed and word in r.lex.offices):
                break
            last, headed = k, headed or heads(r, k)
            continue
        if k + 1 >= n:
            break
        if word == "party" and not countries.by_demonym(r.texts[last]) and not countries.lookup(r.texts[last]):
            return k
        if word in LINKS:
            after = _over_link(r, last, headed)
            linked = True
        elif word in ("and", "&"):
            after = _over_and(r, i, last, headed, linked)
        elif word in r.lex.particles:
            after = _over_particle(r, last)
        elif word in ("-", "–"):
            after = _over_hyphen(r, last)
        else:
            after = _over_apostrophe(r, last)
        if after < 0 or any(taken[k : after + 1]):
            break
        last, headed = after, headed or heads(r, after)
    return last


def _same_entity(r: Reader, a: int, b: int) -> bool:
    """Whether the model's entity at token `a` reaches token `b`."""
    return r.ent_first[a] >= 0 and r.ent_first[a] == r.ent_first[b]


def _capital_at(r: Reader, i: int) -> bool:
    return i < len(r.texts) and r.cap[i] and r.texts[i] != "The"


def _over_link(r: Reader, last: int, headed: bool) -> int:
    """The token that a run goes on with after "of", "for" ..., -1 where it ends."""
    word, nxt = r.lower[last + 1], last + 2
    after = nxt + (r.lower[nxt] in ("the", "les", "le"))
    if not _capital_at(r, after) or _is_person_start(r, after):
        return -1
    if word != "on" and _same_entity(r, last, after):
        return after
    # "Association for the Blind" is one name, "the X Party for the Y Party" two: there the model decides.
    loose = (
        word == "for"
        and r.lower[last] not in r.lex.purpose_openers
        and (after > nxt or r.lower[last] in ("party", "parliament", "senate", "government"))
    )
    opener = r.lower[last] in r.lex.other_openers or r.lower[last] in r.lex.name_openers
    if word in ("of", "for") and not loose and (headed or opener):
        return after
    return after if word in ("on", "against") and r.lower[last] in r.lex.subject_openers else -1


def _over_and(r: Reader, first: int, last: int, headed: bool, linked: bool) -> int:
    nxt = last + 2
    if not _capital_at(r, nxt):
        return -1
    if r.texts[last + 1] == "&":
        return nxt
    joined = _same_entity(r, last, nxt) and r.label[last] in ("ORG", "FAC", "LAW") and (linked or not headed)
    inner = linked and not _complete(r, first, last, nxt)
    return nxt if joined or inner or _pair(r, first, last, nxt) else -1


def _over_particle(r: Reader, last: int) -> int:
    nxt = last + 2
    if r.texts[nxt] == "-" and _capital_at(r, nxt + 1) and r.idx[nxt] + 1 == r.idx[nxt + 1]:
        return nxt + 1  # "Jane al-Roe"
    after = nxt + (r.lower[nxt] in r.lex.particles)
    return after if _capital_at(r, after) else -1


def _over_hyphen(r: Reader, last: int) -> int:
    """After a hyphen: "Seung-hui" and "Indo-Pacific" are one name; "Roe-Doe", each named elsewhere too, are two."""
    k, nxt = last + 1, last + 2
    far = last + 4
    inner = _capital_at(r, far) and r.lower[nxt] in r.lex.particles and r.texts[nxt + 1] == r.texts[k]
    if inner and r.idx[far] - r.idx[last] - len(r.texts[last]) == len(r.texts[nxt]) + 2:
        return far  # "Bois-le-Duc"
    glued = r.idx[last] + len(r.texts[last]) == r.idx[k] and r.idx[k] + 1 == r.idx[nxt]
    same = _same_entity(r, last, nxt)
    if not glued:
        return nxt if same and r.cap[nxt] else -1
    if countries.by_demonym(r.texts[last]) or (_state(r, last) and _state(r, nxt)):
        return -1
    if r.lower[last] in ("vice", "co", "ex"):
        return nxt
    if r.cap[nxt]:
        return nxt if not (r.alone[r.texts[last]] and r.alone[r.texts[nxt]]) else -1
    return nxt if same and r.texts[nxt].islower() and len(r.texts[nxt]) <= 5 else -1


def _state(r: Reader, i: int) -> bool:
    return bool(countries.lookup(r.texts[i]) or countries.by_capital(r.texts[i]))


def _over_apostrophe(r: Reader, last: int) -> int:
    """After a possessive: "Workers' Party", "People's Army", and what the model holds for one organization."""
    mark, nxt = r.texts[last + 1], last + 2
    if mark not in ("'", "’", "'s", "’s") or not _capital_at(r, nxt):
        return -1
    head = nxt
    while _capital_at(r, head + 1) and not r.opening[head + 1] and r.lower[head] not in r.lex.organization_heads:
        head += 1
    if r.lower[head] not in r.lex.organization_heads:
        return -1
    plural = mark in ("'", "’") and r.texts[last].endswith("s")
    if r.lower[last] in r.lex.possessive_openers or (plural and head == nxt):
        return head
    one = head == nxt and _same_entity(r, last, nxt) and r.label[last] == "ORG" and not countries.lookup(r.texts[last])
    return nxt if one and mark in ("'s", "’s") else -1


def _is_person_start(r: Reader, i: int) -> bool:
    return r.label[i] == "PERSON" and r.ent_first[i] == i and r.ent_last[i] > i


def _complete(r: Reader, first: int, last: int, nxt: int) -> bool:
    """Whether a linked name ends before "and": what follows is a name with a head of its own, a country or a person."""
    if countries.lookup(r.texts[last]) or countries.lookup(r.texts[nxt]):
        return True
    if r.label[nxt] in ("PERSON", "GPE") and r.ent_first[nxt] == nxt:
        return True
    k = nxt
    while k < len(r.texts) and r.cap[k]:
        if r.lower[k] in r.lex.organization_heads and r.lower[k] not in r.lex.weak_organization_heads:
            return True
        k += 1
    return False


def _pair(r: Reader, first: int, last: int, nxt: int) -> bool:
    """Two words before one head: "Social Democratic and Labour Party", "Health and Safety Executive"."""
    if any(heads(r, k) for k in range(first, last + 1)) or r.label[last] in ("PERSON", "GPE", "NORP"):
        return False
    k = nxt
    while k + 1 < len(r.texts) and r.cap[k + 1]:
        k += 1
    return (
        k > nxt
        and r.lower[k] in r.lex.organization_heads | _LAWS
        and not (countries.lookup(r.texts[last]) or countries.by_demonym(r.texts[last]))
        and (not r.label[nxt] or r.ent_first[nxt] < nxt or r.ent_last[nxt] >= k)
    )
