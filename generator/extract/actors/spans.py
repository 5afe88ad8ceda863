"""Where names stand: runs of capitalised words, cut and joined by rules, with the language model as a witness.

The small model's own spans miss a third of the names of a political text and blur borders ("the Social Democratic
Party ( Assembly"); runs of capitalised words find nearly all of them, and the model helps where rules cannot know.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator import countries
from generator.extract.actors.lexicon import Lexicon, lexicon
from generator.extract.parsed import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
PARTICLES = frozenset(
    ["de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "les", "el", "al", "van", "von", "der", "den", "ten", "ter", "bin", "ibn", "bint", "y", "zu", "na", "nan", "ap", "e", "ul", "et", "und", "für", "pour", "en", "och", "og", "per"]
)
_LINK = frozenset({"of", "for", "on", "against", "to", "in", "at"})
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:[-–/]\d{2,4})?$")
_MONTHS = frozenset(["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"])
_ELECTION = frozenset(
    {
        "election",
        "elections",
        "referendum",
        "by-election",
        "primary",
        "primaries",
        "referendums",
        "byelection",
        "runoff",
    }
)
_ELECTION_WORDS = frozenset(
    ["general", "federal", "presidential", "parliamentary", "legislative", "state", "local", "mayoral", "gubernatorial", "special", "provincial", "municipal", "senate", "regional", "leadership", "national", "territorial", "council", "party", "independence", "by", "-", "republican", "democratic", "snap", "early", "membership", "constitutional", "european", "assembly", "senatorial", "congressional", "midterm", "district", "judicial", "and"]
)
_ROMAN = re.compile(r"(?:[IVX]{1,4}|\d{1,2}|[A-Z])$")
_OFFICES = frozenset(
    ["member", "members", "leader", "president", "senator", "mp", "mps", "mpp", "mpps", "mla", "mlas", "td", "tds", "mep", "meps", "candidate", "minister", "spokesman", "spokeswoman", "chairman", "chairwoman", "councillor"]
)
_CAPITAL = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Span:
    """A candidate name: token and character borders, the model's label, and the kind a rule gave it."""

    first: int
    last: int
    start: int
    end: int
    text: str
    label: str = ""
    kind: str = ""


class Reader:
    """One document as parallel lists, so that the scans below touch each token a few times only."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.doc: Doc = parsed.doc
        self.lex: Lexicon = lexicon()
        tokens = list(self.doc)
        self.texts = [t.text for t in tokens]
        self.lower = [t.lower() for t in self.texts]
        self.idx = [t.idx for t in tokens]
        self.pos = [t.pos_ for t in tokens]
        self.cap = [_capital(t) for t in self.texts]
        self.label = [""] * len(tokens)
        self.ent_first = [-1] * len(tokens)
        self.ent_last = [-1] * len(tokens)
        for ent in self.doc.ents:
            if ent.label_ in NAME_LABELS:
                first, last = self._trim(ent.start, ent.end - 1)
                for i in range(first, last + 1):
                    self.label[i], self.ent_first[i], self.ent_last[i] = ent.label_, first, last
        self.opening = self._openings()

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """Entity borders without the article, the possessive and stray punctuation."""
        while first <= last and (self.lower[first] in ("the", "a", "an") or not _CAPITAL.search(self.texts[first])):
            first += 1
        while last >= first and (
            self.lower[last] in ("'s", "’s", "the") or not any(c.isalnum() for c in self.texts[last])
        ):
            last -= 1
        return first, last

    def _openings(self) -> list[bool]:
        """For each token, whether capitals say nothing there: first word of a sentence, quotation or heading."""
        out = [False] * len(self.texts)
        for sentence in self.parsed.sentences:
            span = sentence.span
            for i in range(span.start, span.end):
                if self.idx[i] >= sentence.start and any(c.isalnum() for c in self.texts[i]):
                    out[i] = True
                    break
        for i in range(1, len(out)):
            if self.texts[i - 1] in ("“", '"', "‘", ":") and self.cap[i]:
                out[i] = True
        return out

    @cached_property
    def heading(self) -> list[bool]:
        """For each token, whether it stands in a heading, where every word may have a capital."""
        out = [False] * len(self.texts)
        for sentence in self.parsed.sentences:
            if self.parsed.blocks[sentence.block].kind == "heading":
                for i in range(sentence.span.start, sentence.span.end):
                    out[i] = True
        return out

    @cached_property
    def alone(self) -> Counter[str]:
        """How often each capitalised word stands with no hyphen beside it."""
        marks = ("-", "–", "/")
        return Counter(
            t
            for i, t in enumerate(self.texts)
            if self.cap[i]
            and not ((i + 1 < len(self.texts) and self.texts[i + 1] in marks) or (i and self.texts[i - 1] in marks))
        )

    @cached_property
    def lowered(self) -> frozenset[str]:
        """Words that the document also writes without a capital."""
        return frozenset(t for t in self.texts if t.islower())

    def kept(self, span: Span) -> bool:
        """Whether the span is the head's modifier only ("in Trump tariffs")."""
        return self.doc[span.last].dep_ in ("compound", "poss", "amod", "nmod")

    def span(self, first: int, last: int, kind: str = "") -> Span:
        """The span of these tokens with the label most of its tokens carry."""
        labels = [self.label[i] for i in range(first, last + 1) if self.label[i]]
        label = max(labels, key=lambda v: (labels.count(v), v)) if labels else ""
        start, end = self.idx[first], self.idx[last] + len(self.texts[last])
        return Span(first, last, start, end, self.parsed.article.text[start:end], label, kind)


def _capital(text: str) -> bool:
    first = text[0]
    return (
        first.isupper()
        or (first in "'’(-+" and len(text) > 1 and text[1].isupper())
        or (len(text) > 2 and text[0].isalpha() and text[1:].upper() == text[1:] and text[1].isupper())
    )


def find_spans(reader: Reader) -> list[Span]:
    """All candidate names in text order, none overlapping another."""
    taken = [False] * len(reader.texts)
    spans: list[Span] = []

    def take(span: Span) -> None:
        if any(taken[span.first : span.last + 1]):
            return
        taken[span.first : span.last + 1] = [True] * (span.last - span.first + 1)
        spans.append(span)

    for span in _events(reader):
        take(span)
    i = 0
    while i < len(reader.texts):
        if taken[i] or not _may_start(reader, i):
            i += 1
            continue
        last = _run_end(reader, i, taken)
        for span in _cut(reader, i, last):
            take(span)
        i = last + 1
    for ent in reader.doc.ents:
        if ent.label_ in NAME_LABELS:
            first, last = reader._trim(ent.start, ent.end - 1)
            if first < last and not any(taken[first : last + 1]) and any(reader.cap[first : last + 1]):
                take(reader.span(first, last))
            elif first == last and not taken[first] and reader.cap[first]:
                for span in _cut(reader, first, last):
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


def _events(r: Reader) -> Iterator[Span]:
    """Elections and named events: "2012 Ruritanian general election", "Battle of X", "Second Y War"."""
    for i, word in enumerate(r.lower):
        if word in _ELECTION:
            yield from _election(r, i)
        elif r.cap[i] and word in r.lex.event_heads:
            yield from _named_event(r, i)


def _election(r: Reader, i: int) -> Iterator[Span]:
    first, named = i, False
    while first > 0 and (r.lower[first - 1] in _ELECTION_WORDS or (r.cap[first - 1] and r.texts[first - 1] != "The")):
        first -= 1
        named = named or (r.cap[first] and r.lower[first] not in _MONTHS)
    while first < i and (
        r.texts[first] in ("-", "–")
        or r.lower[first] in ("and", "early", "snap")
        or (r.opening[first]
        and r.lower[first] in ("in", "at", "after"))
    ):
        first += 1
    dated = first > 0 and bool(_YEAR.match(r.texts[first - 1]))
    if dated:
        first -= 1
        if first > 0 and r.lower[first - 1] in _MONTHS:
            first -= 1
    if not named or not (dated or first < i - 1):
        return
    if not dated and not any(r.lower[k] in _ELECTION_WORDS for k in range(first, i)) and r.lower[i] != "referendum":
        return
    last = i
    if i + 2 < len(r.texts) and r.lower[i + 1] == "in" and r.cap[i + 2] and dated:
        last = i + 2
        while last + 1 < len(r.texts) and r.cap[last + 1] and not countries.lookup(" ".join(r.texts[i + 2 : last + 1])):
            last += 1
    yield r.span(first, last, "event")


def _named_event(r: Reader, i: int) -> Iterator[Span]:
    first = last = i
    while first > 0 and (
        (r.cap[first - 1]
        and r.lower[first - 1] != "the"
        and not _possessor(r, first - 1))
        or (r.texts[first - 1] in ("'", "’", "-", "–", "'s", "’s")
        and first > 1
        and r.cap[first - 2]
        and not (r.texts[first - 1] in ("'s", "’s") and countries.lookup(r.texts[first - 2])))
    ):
        first -= 1
    while first < i and (
        (r.opening[first] and r.pos[first] not in ("PROPN", "ADJ", "NUM")) or not r.texts[first][0].isalnum()
    ):
        first += 1
    if last + 1 < len(r.texts) and r.lower[i] == "war" and _ROMAN.match(r.texts[last + 1]):
        last += 1
    elif (
        last + 2 < len(r.texts)
        and r.lower[last + 1] in ("of", "in", "on")
        and (r.lower[i] in r.lex.event_openers or first < i)
    ):
        k = last + 2 + (r.lower[last + 2] == "the")
        if k < len(r.texts) and r.cap[k]:
            last = k
            while last + 1 < len(r.texts) and r.cap[last + 1] and r.texts[last + 1] not in ("The",):
                last += 1
    if first == last:
        return
    # "U.S. Army Corps", "Battle Creek": a run that goes on after the head is judged as a whole.
    if last == i and last + 1 < len(r.texts) and r.cap[last + 1]:
        return
    yield r.span(first, last, "event")


def _possessor(r: Reader, i: int) -> bool:
    return i + 1 < len(r.texts) and r.texts[i + 1] in ("'s", "’s")


def _ordinary(r: Reader, i: int) -> bool:
    """Whether the capital of token `i` says nothing: an opening word that is no proper noun, or a word of the list."""
    if r.lower[i] in r.lex.not_names:
        return True
    if r.opening[i] or r.heading[i]:
        if r.pos[i] not in ("PROPN", "NOUN", "ADJ", "X") or r.lower[i] in r.lowered:
            return True
        return r.pos[i] != "PROPN" and not r.label[i]
    return r.pos[i] in ("PRON", "ADP", "DET", "CCONJ", "SCONJ", "AUX", "PART", "ADV", "INTJ")


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
    headed = _heads(r, i)
    linked = False
    while last + 1 < n and not taken[last + 1]:
        k = last + 1
        word = r.lower[k]
        if r.cap[k] and r.texts[k] not in ("The", "I") and r.texts[k - 1] not in ("“", '"'):
            if headed and word in _OFFICES:
                break
            if not r.opening[k]:
                last, headed = k, headed or _heads(r, k)
                continue
            break
        nxt = k + 1
        if nxt >= n:
            break
        same_entity = r.ent_first[last] >= 0 and r.ent_first[last] == r.ent_first[nxt] and r.ent_last[last] >= nxt
        if word in _LINK:
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
                last, headed, linked = after, headed or _heads(r, after), True
                continue
        elif word in ("and", "&", ","):
            if not r.cap[nxt] or taken[nxt]:
                break
            inner = linked and not _complete(r, i, last, nxt)
            joined = same_entity and r.label[last] in ("ORG", "FAC", "LAW") and (linked or not headed)
            if word == "&" or (word == "and" and (joined or inner or _pair(r, i, last, nxt))):
                last, headed = nxt, headed or _heads(r, nxt)
                continue
        elif word in PARTICLES:
            after = nxt + (r.lower[nxt] in PARTICLES)
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


def _heads(r: Reader, i: int) -> bool:
    return r.lower[i] in r.lex.organization_heads or r.lower[i] in ("house", "republic", "ministry")


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
    if any(_heads(r, k) for k in range(first, last + 1)) or r.label[last] in ("PERSON", "GPE", "NORP"):
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


def _cut(r: Reader, first: int, last: int) -> Iterator[Span]:
    """Cut a run where titles, peoples, countries and persons meet, and drop what is no name."""
    while first <= last and _droppable(r, first, last):
        first += 1
    while first <= last and (
        r.lower[last] in r.lex.not_names
        and r.lower[last] not in ("plan",)
        and last > first
        and (r.lower[last] in r.lex.title_words or r.lower[last] in ("mp", "mla", "mpp", "td", "tds", "mps"))
    ):
        last -= 1
    if first > last:
        return
    demonym = _leading_demonym(r, first, last)
    if demonym is not None:
        width, rest = demonym
        if rest > last:
            if width:
                yield r.span(first, first + width - 1)
            return
        if (
            _title_length(r, rest, last)
            or (r.label[rest] == "PERSON"
            and r.ent_first[rest] == rest)
            or not _organized(r, first, last)
        ):
            yield r.span(first, first + width - 1)
            yield from _cut(r, rest, last)
            return
    width = _title_length(r, first, last)
    if width and first + width <= last:
        if _organized(r, first, last) and not _person_tail(r, first + width, last):
            yield r.span(first, last)
            return
        yield from _cut(r, first + width, last)
        return
    if width and first + width == last + 1 and r.label[first] != "ORG":
        return
    split = _person_inside(r, first, last)
    if split:
        yield from _cut(r, first, split - 1)
        yield from _cut(r, split, last)
        return
    if (
        first == last
        and first > 1
        and r.lower[first - 1] == "of"
        and r.lower[first - 2] in r.lex.title_words
        and (
            r.lower[first] in ("state", "defense", "defence", "war", "interior", "commerce", "staff", "labor", "energy")
        )
    ):
        return  # the rest of a title ("Secretary of State")
    if (
        first == last
        and _ordinary(r, first)
        and not countries.lookup(r.texts[first])
        and not countries.by_demonym(r.texts[first])
    ):
        return
    yield r.span(first, last)


def _droppable(r: Reader, first: int, last: int) -> bool:
    """Leading words that belong to the sentence, not to the name."""
    word = r.lower[first]
    if r.texts[first] in ("-", "–", "'", "’", "&") or word in ("a", "an"):
        return True
    if word == "the":
        return r.opening[first] or r.texts[first] != "The"
    if (
        r.opening[first]
        and last > first
        and r.pos[first] in ("ADV", "SCONJ", "CCONJ", "ADP", "DET", "PRON", "VERB", "AUX", "INTJ")
        and not r.label[first]
    ):
        return True
    return word in _MONTHS and last > first and not r.label[first]


def _leading_demonym(r: Reader, first: int, last: int) -> tuple[int, int] | None:
    """A country's name or adjective at the head of a longer run: its width and where the rest begins."""
    for width in (3, 2, 1):
        if first + width - 1 <= last:
            words = " ".join(r.texts[first : first + width])
            if countries.by_demonym(words) or countries.lookup(words):
                return width, first + width
    return None


def _title_length(r: Reader, first: int, last: int) -> int:
    for width in (4, 3, 2, 1):
        if first + width - 1 <= last and tuple(r.lower[first : first + width]) in r.lex.titles:
            return width
        if width == 1 and r.lower[first].rstrip(".") in ("mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "prof"):
            return 1
    return 0


def _organized(r: Reader, first: int, last: int) -> bool:
    """Whether the run has a head that makes it one name."""
    if r.lower[last] in r.lex.other_heads or r.lower[last] in r.lex.event_heads:
        return True
    if any(_heads(r, k) for k in range(first + 1, last + 1)):
        return True
    ent = r.ent_first[first]
    return r.lower[last] in r.lex.place_heads or (
        ent == first and r.ent_last[first] == last and r.label[first] != "PERSON"
    )


def _person_tail(r: Reader, first: int, last: int) -> bool:
    return (
        (r.label[last] == "PERSON"
        and r.ent_first[last] >= first
        and r.ent_first[last] < last)
        or r.lower[first] in r.lex.given_names
    )


def _person_inside(r: Reader, first: int, last: int) -> int:
    """Where a person's name begins after the name of an organization or place ("Liberal Party of X Jane Roe")."""
    for k in range(first + 1, last):
        before = r.lower[k - 1]
        starts = (
            (r.label[k] == "PERSON" and r.ent_first[k] == k and r.ent_last[k] == last) or r.lower[k] in r.lex.given_names
        )
        if (
            starts
            and before not in _LINK
            and before not in PARTICLES
            and before not in ("and", "&", "the", "-", "st.")
            and (
                before in r.lex.organization_heads
                or before in r.lex.title_words
                or before in ("mp", "td", "mpp", "mla", "mep")
                or countries.lookup(r.texts[k - 1]) is not None
            )
        ):
            return k
    for k in range(first + 1, last):
        width = _title_length(r, k, last)
        if (
            width
            and k + width <= last
            and r.lower[k - 1] not in _LINK
            and r.lower[k - 1] != "the"
            and _person_tail(r, k + width, last)
        ):
            return k
    return 0
