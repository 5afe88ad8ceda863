"""Where names stand: runs of capitalised words, cut and joined by rules, with the language model as a witness.

The small model's own spans miss a third of the names of a political text and blur borders ("the Social Democratic
Party ( Assembly"); runs of capitalised words find nearly all of them, and the model helps where rules cannot know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import countries
from generator.extract.actors.cut import cut
from generator.extract.actors.occasions import find_events
from generator.extract.actors.reader import LINKS, NAME_LABELS, Reader, Span, heads


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
    if r.lower[i] in ("the", "a", "an") or r.pos[i] in ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART"):
        return bool(r.label[i]) and r.ent_first[i] == i and r.ent_last[i] > i and r.lower[i] not in ("the", "a", "an")
    if r.lower[i] in r.lex.not_names:
        return following or r.lower[i] in r.lex.title_words
    if r.opening[i] or r.heading[i]:
        if r.pos[i] == "PROPN" or r.label[i]:
            return following or not (r.lower[i] in r.lowered and r.pos[i] != "PROPN")
        return following and r.pos[i] in ("NOUN", "ADJ", "X", "VERB") and not r.heading[i]
    return r.pos[i] in ("PROPN", "X") or bool(r.label[i]) or following or (r.texts[i].isupper() and len(text) > 1)


def _run_end(r: Reader, i: int, taken: list[bool]) -> int:
    """The last token of the run of name words that starts at `i`."""
    n, last = len(r.texts), i
    headed = heads(r, i)
    linked = False
    while last + 1 < n and not taken[last + 1]:
        k = last + 1
        word = r.lower[k]
        if r.cap[k] and r.texts[k] not in ("The", "I") and r.texts[k - 1] not in ("“", '"'):
            if headed and word in r.lex.offices:
                break
            if not r.opening[k]:
                last, headed = k, headed or heads(r, k)
                continue
            break
        nxt = k + 1
        if nxt >= n:
            break
        same_entity = r.ent_first[last] >= 0 and r.ent_first[last] == r.ent_first[nxt] and r.ent_last[last] >= nxt
        if word in LINKS:
            after = nxt + (r.lower[nxt] in ("the", "les", "le"))
            wide = after < n and r.ent_first[last] >= 0 and r.ent_first[last] == r.ent_first[after]
            opener = r.lower[last] in r.lex.other_openers or r.lower[last] in (
                "university",
                "bank",
                "republic",
                "kingdom",
                "gulf",
                "bay",
                "house",
                "isle",
                "institute",
                "statue",
                "duchy",
                "principality",
                "colony",
                "strait",
            )
            # "Association for the Blind" is one name, "the X Party for the Y Party" two: there the model decides.
            loose = word == "for" and (after > nxt or r.lower[last] in ("party", "parliament", "senate", "government"))
            tight = (word in ("of", "for") and not loose) or (word in ("on", "against") and headed) or wide
            if (
                after < n
                and r.cap[after]
                and not taken[after]
                and tight
                and (headed or opener or wide)
                and not _is_person_start(r, after)
                and r.texts[after] != "The"
            ):
                last, headed, linked = after, headed or heads(r, after), True
                continue
        elif word in ("and", "&", ","):
            if not r.cap[nxt] or taken[nxt]:
                break
            inner = linked and not _complete(r, i, last, nxt)
            joined = same_entity and r.label[last] in ("ORG", "FAC", "LAW") and (linked or not headed)
            if word == "&" or (word == "and" and (joined or inner or _pair(r, i, last, nxt))):
                last, headed = nxt, headed or heads(r, nxt)
                continue
        elif word in r.lex.particles:
            after = nxt + (r.lower[nxt] in r.lex.particles)
            if after < n and r.cap[after] and not taken[after]:
                last = after
                continue
        elif word in ("-", "–", "/"):
            glued = r.idx[last] + len(r.texts[last]) == r.idx[k] and r.idx[k] + 1 == r.idx[nxt]
            names = bool(countries.lookup(r.texts[last]) or countries.by_capital(r.texts[last])) and bool(
                countries.lookup(r.texts[nxt]) or countries.by_capital(r.texts[nxt])
            )
            # "Seung-hui", "Indo-Pacific" are one name; "Putin-Xi", each named elsewhere too, are two.
            apart = r.alone[r.texts[last]] > 0 and r.alone[r.texts[nxt]] > 0
            part = (r.cap[nxt] and not apart) or (same_entity and r.texts[nxt].islower() and len(r.texts[nxt]) <= 5)
            if glued and word != "/" and not names and part and not countries.by_demonym(r.texts[last]):
                last = nxt
                continue
            if not glued and word in ("-", "–") and same_entity and r.cap[nxt]:
                last = nxt
                continue
        elif (
            word in ("'", "’")
            and r.cap[nxt]
            and (r.lower[nxt] in r.lex.organization_heads)
            and r.texts[last].endswith("s")
        ) or (
            word in ("'s", "’s")
            and r.cap[nxt]
            and same_entity
            and r.label[last] in ("ORG",)
            and r.lower[nxt] in r.lex.organization_heads
            and not countries.lookup(r.texts[last])
        ):
            last, headed = nxt, True
            continue
        elif word == "party" and not countries.by_demonym(r.texts[last]) and not countries.lookup(r.texts[last]):
            return k
        break
    return last


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
        and r.lower[k] in r.lex.organization_heads
        and not (countries.lookup(r.texts[last]) or countries.by_demonym(r.texts[last]))
        and (not r.label[nxt] or r.ent_first[nxt] < nxt or r.ent_last[nxt] >= k)
    )
