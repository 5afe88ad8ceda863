"""A document as parallel lists of its tokens, and spans of it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.core.tables import listed
from generator.core.when import CALENDAR_NAMES, MONTH_NUMBERS
from generator.extract.actors.lexicon import Lexicon, lexicon
from generator.extract.calendar_names import family_names
from generator.extract.long_forms import long_forms
from generator.extract.parsed import Parsed
from generator.extract.tags import SUBJECTS
from generator.language import countries
from generator.language.plurals import singular

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
LINKS = frozenset({"of", "for", "on", "against", "to", "in", "at"})
AGENTIVE = ("er", "or", "ist", "ian", "man", "woman", "person", "ee", "ant", "ent")
"""Endings of English nouns for people by what they do."""
ARTICLE = 80
"""Tokens from which a text introduces people by their full names, so that a lone word is hardly one."""
OUTSIDE = 8
"""Empty places behind the last token: as far as any rule looks at once."""
HAVE = frozenset({"have", "own", "run", "operate", "employ"})
"""Verbs for what somebody has; lemmas."""
WORDS_OF_GRAMMAR = frozenset({"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART"})
_WRITTEN = re.compile(r"[\w&+-]+")
_TICKER = re.compile(r"\([A-Z][A-Za-z ]{1,12}: ?[A-Z0-9.]{1,8}\)")
_CAPITAL = re.compile(r"[^\W\d_]")
_NUMBER_FIRST = re.compile(r"\d{1,2}[A-Z][A-Za-z]*")


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


@dataclass(frozen=True, slots=True)
class Spelled:
    """The tokens of a long form, the token of its short form, and whether the long form is written as a name."""

    first: int
    last: int
    short: int
    named: bool


class Reader:
    """One document as parallel lists, so that the scans below touch each token a few times only.

    Behind the last token they hold a few empty places. What reads past the end finds these, and so does what reads
    before the first token, for Python counts -1 from the end: a rule may look around a token wherever that stands.
    """

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.doc: Doc = parsed.doc
        self.lex: Lexicon = lexicon()
        tokens = list(self.doc)
        self.texts = [t.text for t in tokens]
        self.forms = frozenset(self.texts)
        self.lower = [t.lower().strip("[]").replace("]", "") or t for t in self.texts]  # "[T]he" is an article
        self.idx = [t.idx for t in tokens]
        self.pos = [t.pos_ for t in tokens]
        self.cap = [capital(t) for t in self.texts]
        self.label = [""] * len(tokens)
        self.ent_first = [-1] * len(tokens)
        self.ent_last = [-1] * len(tokens)
        self._mark_entities()
        self.opening = self._openings()
        for i in self._silent():
            self.cap[i] = False
        for words in (self.texts, self.lower, self.pos, self.label):
            words += [""] * OUTSIDE
        for told in (self.cap, self.opening):
            told += [False] * OUTSIDE
        for ends in (self.ent_first, self.ent_last):
            ends += [-1] * OUTSIDE
        self.named: dict[int, int] = {}
        """The first token of each name by its last, once names are found (`name_runs.find_spans`)."""

    def _mark_entities(self) -> None:
        """Note the model's entities, without what stands before a block's words."""
        before = self._before()
        for ent in self.doc.ents:
            if ent.label_ in NAME_LABELS:
                first = next((i for i in range(ent.start, ent.end) if i not in before), ent.end)
                first, last = self.trim(first, ent.end - 1)
                for i in range(first, last + 1):
                    self.label[i], self.ent_first[i], self.ent_last[i] = ent.label_, first, last

    def _before(self) -> set[int]:
        """The tokens of list markers and datelines: where a report was filed is no part of what it says."""
        return {i for b in self.parsed.blocks if b.content > b.start for i in self._tokens(b.start, b.content)}

    def _silent(self) -> set[int]:
        """The tokens whose capitals name nobody: before a block's words, in lines of capitals, of money, of a share
        ("(NYSE: ROE)")."""
        pairs = pairwise(self.texts)
        money = {
            i for i, (text, sign) in enumerate(pairs) if text.isupper() and sign in ("$", "€", "£", "¥")
        }  # "US $2"
        shouted = (s.span for s in self.parsed.sentences if " " in s.text and s.text.upper() == s.text)
        tickers = (self._tokens(*m.span()) for m in _TICKER.finditer(self.parsed.article.text))
        return self._before().union(money, *tickers, *(range(span.start, span.end) for span in shouted))

    def _tokens(self, start: int, end: int) -> range:
        """The tokens between two offsets."""
        return range(bisect.bisect_left(self.idx, start), bisect.bisect_left(self.idx, end))

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """Entity borders without the article, the possessive and stray punctuation."""
        while first <= last and (
            self.lower[first] in ("the", "a", "an", "of", "in", "for", "and") or not _CAPITAL.search(self.texts[first])
        ):
            first += 1
        while last >= first and (
            self.lower[last] in ("'s", "’s", "the")
            or not any(c.isalnum() for c in self.texts[last])
            or (self.pos[last] in WORDS_OF_GRAMMAR and not self.cap[last])
        ):
            last -= 1
        return first, last

    def _openings(self) -> list[bool]:
        """For each token, whether capitals say nothing there: first word of a sentence, quotation or heading."""
        before = [None, *self.doc][: len(self.texts)]
        out = [cap and t is not None and _opens(t) for cap, t in zip(self.cap, before, strict=True)]
        for i in self.stopped:
            out[i + 1] = True
        for s in self.parsed.sentences:
            words = (i for i in self._tokens(s.start, s.end) if any(c.isalnum() for c in self.texts[i]))
            for i in words:
                out[i] = True
                break
        return out

    @cached_property
    def stopped(self) -> frozenset[int]:
        """The tokens of family names that the model takes for short forms, with the full stop of their sentence: "Jane
        Sen. She left", not "US Sen. Jane Roe" or "Dec. 4"."""
        short = self.lex.short_titles.keys() | MONTH_NUMBERS.keys()
        pairs = ((t, t.nbor(-1)) for t in self.doc[1:-1] if t.text.istitle() and t.lower_.removesuffix(".") in short)
        named = (t.i for t, given in pairs if t.text[-1] == "." and t.dep_ != "compound" and _is_given(given, t))
        return frozenset(i for i in named if not self.texts[i + 1][0].isdigit() and not self.common(i - 1))

    @cached_property
    def spelled(self) -> tuple[Spelled, ...]:
        """The abbreviations that the text spells out."""
        forms = ((self._tokens(f.start, f.end), bisect.bisect_left(self.idx, f.at)) for f in long_forms(self.parsed))
        return tuple(Spelled(t[0], t[-1], at, self._is_name(t)) for t, at in forms if t)

    def _is_name(self, tokens: range) -> bool:
        """Whether a long form is written as a name: no post's ("Member of Parliament"), no list that calls no body."""
        post = self.lower[tokens[0]] in self.lex.posts and self.lower[tokens[0] + 1] in LINKS
        words = {self.lower[i].rstrip(".") for i in tokens}
        told = "," not in words or not words.isdisjoint(self.lex.organization_heads | self.lex.company_ends)
        return self.cap[tokens[0]] and self.cap[tokens[-1]] and told and not post

    @cached_property
    def whole(self) -> dict[int, Spelled]:
        """The long form that is written as a name, by each of its tokens."""
        return {i: form for form in self.spelled if form.named for i in range(form.first, form.last + 1)}

    @cached_property
    def family_names(self) -> frozenset[int]:
        """The tokens of months and weekdays that are somebody's family name."""
        return family_names(self.parsed)

    @cached_property
    def heading(self) -> list[bool]:
        """For each token, whether it stands in a heading, where every word may have a capital."""
        blocks = self.parsed.blocks
        headings = (s.span for s in self.parsed.sentences if blocks[s.block].kind == "heading")
        inside = {i for span in headings for i in range(span.start, span.end)}
        return [i in inside for i in range(len(self.texts))]

    @cached_property
    def lowered(self) -> frozenset[str]:
        """Words that the document also writes without a capital."""
        return frozenset(t for t in self.texts if t.islower())

    @cached_property
    def nouns(self) -> Container[str]:
        """The nouns of the dictionary, singular and lower case; none where the model brings no dictionary."""
        lookups = self.doc.vocab.lookups
        table: Container[str] = lookups.get_table("common_nouns") if lookups.has_table("common_nouns") else ()
        return table

    def common(self, i: int) -> bool:
        """Whether token `i` is a noun of the dictionary, singular or plural."""
        return self.lower[i] in self.nouns or singular(self.lower[i]) in self.nouns

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The common nouns that say something and own something as "its", or whose head does ("its owner")."""
        says = (t for t in self.doc if t.dep_ == "nsubj" and t.head.lemma_ in self.lex.saying)
        speaking = {t.lower_ for t in says if t.left_edge.lower_ == "the"}
        owned = (t for t in self.doc if t.lower_ == "its")
        owners = ((next((s for s in t.sent if s.dep_ in SUBJECTS), t), t.head) for t in owned)
        told = {
            s.lower_ for s, own in owners if s.tag_ == "NN" and (s.lower_ in speaking or own.lower_ in self.lex.posts)
        }
        return frozenset(
            told - self.lex.thing_nouns - self.lex.posts - self.lex.person_nouns - listed("quotes", "documents")
        )

    @cached_property
    def lone(self) -> float:
        """What the model's guess that a lone word is a person is worth: long texts introduce people in full."""
        return 0.25 if len(self.doc) >= ARTICLE else 1.0

    def capital_at(self, i: int) -> bool:
        """Whether token `i` is there and is written as a name; a capital article is not."""
        return self.cap[i] and self.texts[i] != "The"

    def written(self, i: int) -> str:
        """Token `i` with what is written on without a blank: the "USI-A" of "USI", "-", "A"."""
        match = _WRITTEN.match(self.parsed.article.text, self.idx[i])
        return match[0] if match else ""

    def number_at(self, i: int) -> bool:
        """Whether token `i` is a number and no year."""
        text = self.texts[i]
        return text[:1].isdigit() and not (text.isdecimal() and len(text) == 4)

    def within_state(self, i: int) -> bool:
        """Whether a town and a comma stand before token `i` ("Atlanta, Georgia")."""
        town = self.label[i - 2] == "GPE" and not countries.lookup(self.texts[i - 2])
        return town and self.texts[i - 1] == ","

    def span(self, first: int, last: int, kind: str = "") -> Span:
        """The span of these tokens with the label most of its tokens carry."""
        labels = [self.label[i] for i in range(first, last + 1) if self.label[i]]
        label = max(labels, key=lambda v: (labels.count(v), v)) if labels else ""
        start, end = self.idx[first], self.idx[last] + len(self.texts[last]) - (last in self.stopped)
        return Span(first, last, start, end, self.parsed.article.text[start:end], label, kind)


def _opens(before: Token) -> bool:
    """Whether a word behind this token opens a quotation or stands behind a colon; '"' opens where no blank follows."""
    return before.text in ("“", "‘", ":") or (before.text == '"' and not before.whitespace_)


def _is_given(word: Token, family: Token) -> bool:
    """Whether a word may be the given name before a family name: a name that is joined to it, and no day."""
    return word.head == family and word.tag_ == "NNP" and word.text.istitle() and word.lower_ not in CALENDAR_NAMES


def capital(text: str) -> bool:
    """Whether a token is written as a name: "Roe", "3D"; "al-Roe" only where a capital opens it."""
    return text[0].isupper() or (text[0].isdigit() and _NUMBER_FIRST.fullmatch(text) is not None)


def heads(r: Reader, i: int) -> bool:
    """Whether token `i` is a word that organizations are called by."""
    return r.lower[i] in r.lex.organization_heads or r.lower[i] in ("house", "republic", "ministry")


def title_length(r: Reader, first: int, last: int) -> int:
    """How many tokens from `first` on are a title, one for several people included ("Presidents"); 0 for none."""
    for width in (4, 3, 2, 1):
        if first + width - 1 <= last and is_title(r, first, first + width):
            return width
    return 0


def is_title(r: Reader, first: int, end: int) -> bool:
    """Whether the tokens from `first` up to `end` are a title, of one or of several people."""
    *words, final = in_full(r, first, end)
    return (*words, final) in r.lex.titles or (final.endswith("s") and (*words, final[:-1]) in r.lex.titles)


def in_full(r: Reader, first: int, end: int) -> tuple[str, ...]:
    """The words of what may be a title, in full: "Lt. Col." is a lieutenant colonel."""
    return tuple(r.lex.short_titles.get(w, w) for w in (w.rstrip(".") for w in r.lower[first:end]))


def ordinary(r: Reader, i: int) -> bool:
    """Whether the capital of token `i` says nothing: an opening word that is no proper noun, or a word of the list."""
    if r.lower[i] in r.lex.not_names:
        return i not in r.family_names
    if r.opening[i] or r.heading[i]:
        told = r.label[i] or (r.pos[i] == "PROPN" and not r.common(i))
        return not told or r.pos[i] not in ("PROPN", "NOUN", "ADJ", "X") or r.lower[i] in r.lowered
    return r.pos[i] in ("PRON", "ADP", "DET", "CCONJ", "SCONJ", "AUX", "PART", "ADV", "INTJ")
