"""The words by which an article itself defines a term: a noun phrase that can follow "X is".

The forms are those of the literature on definition extraction (Hearst 1992; Navigli and Velardi, ACL 2010; Westerhout
and Monachesi 2007). In the order in which rival definitions are preferred:

parts         the “TERM” (one part, another, a third)
put before    a gas pipeline, the TERM, which ...; a process called TERM
apposition    TERM, a scheme that ...; the TERM pipeline, designed to ...

What a sentence goes on to say of the term, a list it stands in and a phrase that only judges it are no definitions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, get_args

from generator.core.tables import listed
from generator.extract.tags import NOUNS
from generator.extract.terms.phrases import DASH, OPEN_MARKS, POINTING, Pieces, Stretches

if TYPE_CHECKING:
    from spacy.tokens import Token

Form = Literal["parts", "put before", "apposition"]
FORMS: tuple[Form, ...] = get_args(Form)

_MARKS = "”\"’'»)]"
_ADVERB = r"(?:also |often |better |commonly |sometimes |widely |formally |informally )?"
_NAMING = rf"{_ADVERB}(?:known as|called|dubbed|termed|nicknamed|referred to as|named)"
_NAMED = re.compile(rf",?\s{_NAMING}\s(?:the\s|an?\s)?[“\"‘']?(?=\w)")
_SO_CALLED = re.compile(r"\b[Ss]o-called\s(?=[a-z])")
_SHORT_FORM = re.compile(r"\s\([^()\s]{2,12}\)|,\sor\s[A-Z]\w{1,8}(?=,)")
_PARTS = re.compile(r"\s?\(([a-z][^()\n\d,]*(?:,[^()\n\d,]+)+)\)")
_PUT = re.compile(rf"((?:\s[a-z][a-z-]+){{0,2}})(,\s|{DASH})(?=\S)")
_OPENS = re.compile(
    r"(?:an?|the|one of (?:the|its)|[a-z]+['’]s)\s|(?:people|[a-z]+s)\s(?=(?:that|which|who|whose)\s)", re.IGNORECASE
)
_ORDER = re.compile(
    r"(?:the|one of the)\s(?:first|second|third|last|latest|next|same|only|most|least|best|worst|other|latter|former"
    r"|whole|entire|[a-z]{3,}est)\b"
)
_LIST = re.compile(r"(?:an?|the)\s[^,]*?\sand\s(?:an?|the)\s")
_GOES_ON = re.compile(r",? (?:and|or) (?:an?|the)\s")
_QUALIFIED = re.compile(
    r"\s(?:of|that|which|for|in which|where|who|whose|used|designed|to|with|based|from|between|by)\b"
    r"|,? \w+ing\b|\s\w+\sby\b"
)
_RELATIVE = ("WDT", "WP", "WP$", "WRB")
_SUBJECT = ("nsubj", "nsubjpass", "expl")
_FUNCTION = ("PRON", "DET", "ADP", "SCONJ", "CCONJ", "AUX", "PUNCT")
_INSIDE = ("compound", "amod", "nmod", "poss", "nummod", "det")


@dataclass(frozen=True, slots=True)
class Defined:
    """A term at ``text[start:end]`` with the pieces that define it and the form they have."""

    start: int
    end: int
    pieces: Pieces
    form: Form

    @property
    def rank(self) -> int:
        """Orders rival definitions, best first."""
        return FORMS.index(self.form)


@dataclass(frozen=True)
class Definer(Stretches):
    """Looks for definitions in one article."""

    # -- definitions of a known term ---------------------------------------------------------------------------------

    def define(self, start: int, end: int) -> Defined | None:
        """The best definition beside the term, if any."""
        sentence = self.parsed.sentence_at(start)
        if sentence is None or self.parsed.in_heading(start):
            return None
        stop = max(sentence.end, min(end, self.parsed.blocks[sentence.block].end))
        after = end
        while after < stop and self.text[after] in _MARKS and not self.text[after:].startswith(("'s", "’s", ")")):
            after += 1
        marked = after > end  # words in quotation marks may be explained without an article
        short = _SHORT_FORM.match(self.text, after, stop)
        after = short.end() if short else after
        parts = _PARTS.match(self.text, after, stop) if marked else None
        tries: dict[Form, Callable[[], Pieces | None]] = {
            "parts": lambda: (parts.span(1),) if parts else None,
            "put before": lambda: self._before(sentence.start, start, after, stop),
            "apposition": lambda: self._apposition(after, stop, marked),
        }
        owned = self.text[after:].startswith(("'s ", "’s ", "’ ", "' "))
        for form in FORMS:
            pieces = tries[form]() if form == "put before" or not owned else None
            fits = pieces is not None and self.reads_well(pieces) and not self._circular(start, end, pieces)
            if pieces is not None and fits and not self._comments(start, end, pieces):
                return Defined(start, end, pieces, form)
        return None

    def _circular(self, start: int, end: int, pieces: Pieces) -> bool:
        """Whether the term would be explained by itself, or by nothing but its own words."""
        term = self.text[start:end].casefold()
        said = " ".join(self.text[s:e] for s, e in pieces).casefold()
        if term in said and re.search(rf"(?<!\w){re.escape(term)}(?!\w)", said):
            return True
        words = [w for w in re.findall(r"[^\W\d_]+", said) if len(w) > 2 and w not in ("the", "and", "for")]
        return len(set(words) - set(re.findall(r"[^\W\d_]+", term))) < 2

    def _comments(self, start: int, end: int, pieces: Pieces) -> bool:
        """Whether words beside a name that tells its own kind say what was thought of it or what happened.

        "The Harbour Rule, a debate that lasted all night": a rule is no debate, and an idea only where its words tell
        which ("the idea that all berths are equal") or what for ("a blueprint for quays").
        """
        kind = self.text[start:end].partition(" of ")[0].split()[-1]
        if " " not in self.text[start:end] or not (kind.title() in listed("terms", "heads") or _is_thing(kind.lower())):
            return False
        head, said = self.head(*pieces[0]) or "", self.text[slice(*pieces[0])]
        link = re.search(rf"\b{re.escape(head)} (that|of|for)\b", said)
        told = link is not None and (link[1] == "for" or head in listed("terms", "kinds"))
        return not (told or _is_thing(head) or head in listed("terms", "not_things"))

    def _apposition(self, after: int, stop: int, marked: bool) -> Pieces | None:
        """A noun phrase behind the term, or the common noun the term stands before with the clause behind that."""
        put = _PUT.match(self.text, after, stop)
        head = self.nouns(put.start(1), put.end(1)) if put is not None else None
        if put is None or (put[1] and head is None):
            return None
        begin, mark = put.end(), put[2].strip()
        end = self.clause_end(begin, stop, mark)
        first = self.token_from(begin)
        if first is None or end <= begin:
            return None
        if head is not None and (first.lower_ == "which" or self._purpose(first)):
            return ((head[0], end),)
        opens = _OPENS.match(self.text, begin, stop) or (marked and self._bare(begin, end))
        return ((begin, end),) if opens and self._explains(begin, end, mark) else None

    def _explains(self, begin: int, end: int, mark: str) -> bool:
        """Whether a noun phrase behind a term says what it is: no list, no clause that goes on, no mere judgement."""
        rest = self.text[begin:end]
        several = _LIST.match(rest) is not None or (mark == "," and _GOES_ON.match(self.text, end) is not None)
        head = self.head(begin, end)
        if several or _ORDER.match(rest) or head is None or self._is_clause(begin, end):
            return False
        happened = not _is_thing(head) and self._happened(begin, end)
        return not happened and head not in listed("terms", "judging") and head not in listed("terms", "works")

    def _happened(self, begin: int, end: int) -> bool:
        """Whether a clause tells of one thing that happened ("They met the Harbour Board, a talk that lasted an hour").

        What only one did ("the case that founded the court") may be what it is known for.
        """
        if not re.match(r"an?\s", self.text[begin:end], re.IGNORECASE):
            return False
        clauses = [t for t in self.span(begin, end) if t.dep_ == "relcl"]
        return any(t.tag_ == "VBD" and not any(c.dep_.startswith("aux") for c in t.lefts) for t in clauses[:1])

    def _purpose(self, first: Token) -> bool:
        """Whether a participle says what the term before it is for or where it comes from."""
        if first.lower_ not in listed("terms", "purposes") or first.i + 1 >= len(first.doc):
            return False
        return first.tag_ == "VBG" or first.nbor(1).pos_ in ("ADP", "PART", "SCONJ", "ADV")

    def _bare(self, start: int, end: int) -> bool:
        """Whether a noun phrase without article is qualified, as in "loans for students that nobody repays"."""
        tokens = self.span(start, end)
        return (
            bool(tokens) and tokens[0].pos_ in ("NOUN", "ADJ") and _QUALIFIED.search(self.text[start:end]) is not None
        )

    def _is_clause(self, start: int, end: int) -> bool:
        """Whether the stretch is a sentence of its own: its first noun is the subject of a verb inside it."""
        for t in self.span(start, end):
            if t.tag_ in _RELATIVE or t.dep_ == "relcl" or t.lower_ == "that":
                break
            if t.tag_ in ("VBZ", "VBP", "MD"):
                return True
        root = self._first_noun(start, end)
        if root is None or root.dep_ not in _SUBJECT or root.head.idx >= end:
            return False
        # "the accord meant to stop ...": the parser takes the participle for a verb now and then.
        return root.head.lower_ not in listed("terms", "purposes")

    def _first_noun(self, start: int, end: int) -> Token | None:
        """The noun that governs the first noun phrase of a stretch."""
        node = next((t for t in self.span(start, end) if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
        while node is not None and node.dep_ in _INSIDE and start <= node.head.idx < end and node.head.i != node.i:
            node = node.head
        return node

    def _before(self, sent_start: int, start: int, after: int, stop: int) -> Pieces | None:
        """A noun phrase the term is put beside: ``a gas pipeline, NAME, which ...``, ``a process called NAME``."""
        lead = self.text[sent_start:start].rstrip(OPEN_MARKS)
        naming = re.search(rf",?\s{_NAMING}(?: the| a| an)?\s$", lead)
        if naming:
            phrase = self.phrase_ending(sent_start + naming.start())
            told = phrase is not None and not self._apart(phrase, sent_start + naming.start())
            return self._with_clause(phrase, after, stop) if phrase is not None and told else None
        so_called = re.search(rf"(?:{DASH}|,\s|\s\()(?:the |a )?(?:so-called|or) [“\"‘]?$", self.text[sent_start:start])
        put = so_called or re.search(rf"(?:,\s|{DASH})(?:the )?$", lead)
        closes = re.compile(rf",\s|{DASH}|\s?[.;]").match(self.text, after, stop)
        ends = so_called or closes or after >= stop
        phrase = self.phrase_ending(sent_start + put.start()) if put is not None and ends else None
        root = self._first_noun(*phrase) if phrase is not None else None
        if phrase is None or root is None:
            return None
        if root.dep_ == "pobj" and root.head.head.i > root.i:
            return None  # "In a press release, the board ..." opens the sentence
        if not re.match(r"[Aa]n?\s", self.text[phrase[0] :]):
            return None
        return self._with_clause(phrase, after, stop) or (phrase,)

    def _with_clause(self, phrase: tuple[int, int], after: int, stop: int) -> Pieces | None:
        """The phrase with the relative clause behind the term; alone only when it says more than its noun."""
        words = "|".join(("which", "that", *sorted(listed("terms", "purposes"))))
        clause = re.compile(rf",\s(?=(?:(?:under|in|by|for|through) )?(?:{words})\s)").match(self.text, after, stop)
        if clause:
            return phrase, (clause.end(), self.clause_end(clause.end(), stop, ","))
        return (phrase,) if self.long(phrase) else None

    def _apart(self, phrase: tuple[int, int], offset: int) -> bool:
        """Whether a name behind a comma may be that of any noun before it, and of the nearest one least.

        "A way of storing heat at the bottom of old wells, known as X", "techniques to reduce radiation, known as X".
        """
        root = self._first_noun(*phrase)
        if root is None or self.text[offset : offset + 1] != "," or root.dep_ not in ("pobj", "dobj"):
            return False
        above = takewhile(lambda t: t.dep_ not in ("ROOT", "ccomp", "conj", "advcl"), root.ancestors)
        return any(t.pos_ in NOUNS for t in above)

    def head(self, start: int, end: int) -> str | None:
        """The noun, in small letters and the singular, by which a noun phrase at an offset says what it means."""
        head = None
        for t in self.span(start, end):
            if t.pos_ == "NOUN" or (t.pos_ == "PROPN" and t.text.islower()):
                head = t.lemma_.lower()
            elif t.pos_ == "PROPN" or t.tag_ == "POS":
                head = None  # the noun so far only owns the one to come
            elif head is not None and t.text not in "-–" and not _before_noun(t):
                break
        return head

    # -- new terms ---------------------------------------------------------------------------------------------------

    def introduced(self) -> Iterator[Defined]:
        """Common nouns the article introduces: ``a technique called gene drive``, ``so-called dark money``,
        ``quantitative tightening, the shrinking of ...``.

        A term that is named without being defined comes with no pieces.
        """
        for s in self.parsed.prose:
            for m in (*_NAMED.finditer(s.text), *_SO_CALLED.finditer(s.text)):
                yield from self._named(s.start + m.start(), s.start + m.end(), s.end)
            for m in re.finditer(rf"(?:,\s|{DASH})(?=[a-z])", s.text):
                yield from self._apposed(s.start, s.start + m.start(), s.start + m.end(), s.end)

    def _named(self, naming: int, start: int, stop: int) -> Iterator[Defined]:
        term = self.bare_chunk(start, stop) or self._run_of_nouns(start, stop)
        passive = self.text[:naming].endswith((" is", " are", " was", " were", " be", " been"))
        so_called = self.text[naming:start].casefold().startswith("so-called")
        calls = any(c.dep_ == "nsubj" for t in self.span(naming, start) for c in t.lefts)  # "called the ruling harsh"
        if term is None or passive or calls or not (so_called or self.phrase_ending(naming)):
            return
        yield self.define(*term) or Defined(*term, (), "put before")

    def _run_of_nouns(self, start: int, stop: int) -> tuple[int, int] | None:
        """The words of content in small letters from an offset on, up to a noun or a mark of punctuation."""
        end = start
        for t in self.span(start, stop)[:6]:
            if t.pos_ in _FUNCTION and t.text not in "-–":
                break
            past = t.idx + len(t)
            end = past if t.pos_ == "NOUN" or self.text[past : past + 1] in tuple(",.;:") else end
        return (start, end) if end > start and " " in self.text[start:end] and self.text[start].islower() else None

    def _apposed(self, sent_start: int, end: int, start: int, stop: int) -> Iterator[Defined]:
        """``TERM, a scheme that ...``: the noun phrase before a comma or dash and the noun of kind behind it."""
        begin = self.chunk_starts.get(end, -1)
        term = self.bare_chunk(begin, end) if begin >= sent_start and _OPENS.match(self.text, start, stop) else None
        marked = self.text[begin:end].casefold().startswith("so-called")
        if term is None or marked or (begin == sent_start and POINTING.match(self.text, begin)):
            return
        defined = self.define(*term)
        if defined is not None and not self._happened(*defined.pieces[-1]):
            closed = self.text[defined.pieces[-1][1] :].lstrip()[:1] in (",", "—", "–", "-")
            qualified = _QUALIFIED.search(self.text[start : defined.pieces[-1][1]]) is not None
            if self._of_a_kind(defined) or (begin == sent_start and closed and qualified):
                yield defined

    def _of_a_kind(self, defined: Defined) -> bool:
        """Whether the definition's noun is one of kinds: a method, a system."""
        start, end = defined.pieces[0]
        return self.head(start, end) in listed("terms", "kinds") and _QUALIFIED.search(self.text[start:end]) is not None

    def label(self, start: int, end: int) -> str:
        """The term as it stands inside a sentence: a first word that is no name in lower case."""
        words = self.text[start:end]
        token = self.tokens.get(start)
        plain = token is not None and token.is_sent_start and token.pos_ != "PROPN" and words == words.capitalize()
        return words[0].lower() + words[1:] if plain else words


def _is_thing(noun: str) -> bool:
    return noun in listed("terms", "things")


def _before_noun(t: Token) -> bool:
    """Whether the word stands between two parts of a compound ("world governing body")."""
    return t.tag_ in ("VBG", "JJ") and t.i + 1 < len(t.doc) and t.nbor(1).pos_ == "NOUN"
