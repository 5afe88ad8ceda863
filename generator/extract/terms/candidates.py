"""Words that may be glossary terms, with how strongly the text offers them as such.

Scores are small numbers to rank by: 6 asked for by the editors, 5 introduced as a term, 4 an abbreviation spelled out,
a definition or a capitalised coinage, 3 a named agreement, project or forum, 2 a plain technical compound, 1 a hint.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.extract.parsed import Parsed
from generator.extract.terms.words import TermWords, lexicon_pattern, term_key, term_pattern
from generator.model import Found, Quote

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = r"[A-Z][^\W_]*(?:\.[A-Z]\.?)*(?:[-–][^\W_]+)*\+?"
_JOIN = r"\s(?:(?:of|for|on|against)\s(?:the\s)?|and\s)?"
_RUN = re.compile(rf"(?<![\w-]){_WORD}(?:{_JOIN}{_WORD}|\s\d{{1,2}}(?![\w%,.:]*\d))*(?!\w)")
_SMALL = frozenset(("of", "the", "and", "for", "on", "in", "to", "a", "an", "with", "without", "by", "at", "from",
                    "or", "de", "du", "des", "la", "le"))
_FUNCTION = frozenset(("that", "which", "who", "was", "were", "has", "have", "had", "are", "will", "but",
                       "would", "when"))
_GRAMMAR = frozenset(("DET", "ADP", "CCONJ", "SCONJ", "PRON", "ADV", "VERB", "AUX", "PART", "INTJ"))
_LED = ("-led", "-backed", "-based", "-sponsored", "-brokered")
_NOT_FIRST = frozenset(("VERB", "ADV", "ADP", "CCONJ", "SCONJ"))
_NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[A-C])\Z")
_SHORT = re.compile(r"\s\([“\"]?([A-Z][A-Za-z0-9&-]{1,8}\+?)s?[”\"]?(?:[;,][^()]{0,40})?\)"
                    r"|,\sor\s([A-Z][A-Za-z0-9&-]{1,8}\+?)(?=[,.;)])")
MOST_WORDS = 7
"""A longer quotation is speech, not a term."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible term: its words as they stand at ``text[start:end]`` and other names the text gives it there."""

    label: str
    start: int
    end: int
    score: float
    aliases: tuple[str, ...] = ()


def find_candidates(parsed: Parsed, found: Found, words: TermWords) -> Iterator[Candidate]:
    """All candidates, in no particular order; the same term may come several times."""
    yield from _quoted(parsed, found, words)
    labels = {"PERSON": "person", "GPE": "country", "NORP": "group", "LOC": "place"}
    if not found.actors:
        labels["ORG"] = "organization"
    names: dict[str, str] = {term_key(e.text): labels[e.label_] for e in parsed.doc.ents if e.label_ in labels}
    names |= {term_key(n): a.kind for a in found.actors for n in (a.name, *a.aliases)}
    runs = list(_runs(parsed, names))
    yield from _by_head(runs, words)
    yield from _projects(parsed, runs, names, words)
    yield from _abbreviations(parsed, names, words)
    yield from _state_abbreviations(parsed, words, names)
    yield from _compounds(parsed, words)


# -- quotation marks ---------------------------------------------------------------------------------------------------


def _quoted(parsed: Parsed, found: Found, words: TermWords) -> Iterator[Candidate]:
    text = parsed.article.text
    spans = [_stripped(q) for q in found.raw_quotes]
    times = Counter(term_key(text[s:e]) for q, (s, e) in zip(found.raw_quotes, spans, strict=True) if q.speaker is None)
    for quote, (start, end) in zip(found.raw_quotes, spans, strict=True):
        label = text[start:end]
        if not label or len(label.split()) > MOST_WORDS or _in_heading(parsed, start):
            continue
        score = _coinage(parsed, quote, start, end, times[term_key(label)], words)
        if score:
            yield Candidate(label, start, end, score)


def _stripped(q: Quote) -> tuple[int, int]:
    """The quoted words without a leading article and closing punctuation."""
    start = q.evidence[0].start
    bare = q.text.rstrip(" ,.;:!?…")
    article = re.match(r"(?:the|an?)\s(?=[a-z])", bare)
    return start + (article.end() if article else 0), start + len(bare)


def _coinage(parsed: Parsed, quote: Quote, start: int, end: int, times: int, words: TermWords) -> float:
    """How much a quoted phrase looks like a term; 0 for scare quotes, speech and titles of works."""
    text = parsed.article.text
    label = text[start:end]
    span = parsed.doc.char_span(start, end, alignment_mode="expand") if start < end else None
    tokens = list(span) if span is not None else []
    before = text[max(0, start - 40) : start].rstrip(" “\"‘'`«[(").casefold()
    after = text[end : end + 30].lstrip(" ,.”\"’'»])")
    last_word = re.findall(r"[\w-]+", before)[-1:] or [""]
    if not tokens or last_word[0] in words.works or term_key(label) in words.generic or _nickname(text, start, end):
        return 0.0
    speech = any(
        t.pos_ in ("PRON", "AUX", "PUNCT") and t.text not in "-–'’" and (t.i == 0 or t.nbor(-1).lower_ != "to")
        for t in tokens
    )
    if speech or re.search(r"[.,!?;:]\s", label) or not re.search(r"[^\W\d_]{2}", label):
        return 0.0
    introduced = any(
        re.search(rf"(?<!\w){re.escape(w)}(?: an?| the| its| their| his)?$", before) for w in words.introductions
    )
    content = [w for w in re.findall(r"[^\W\d_]+(?:['’-]\w+)*", label) if w.casefold() not in _SMALL]
    capital = bool(content) and all(w[0].isupper() for w in content)
    head = span.root if span is not None else tokens[-1]
    nominal = any(t.pos_ in ("NOUN", "PROPN") for t in tokens) and tokens[0].pos_ not in _NOT_FIRST
    plain = len(content) == 1 and not capital  # one ordinary word needs a definition as well
    if introduced and (nominal or capital):
        return 1.5 if plain else 5.0
    if capital and (len(content) > 1 or times > 1):
        return 4.0
    if not nominal:
        return 0.0
    if times > 1:
        return 1.5 if plain else 4.0
    if quote.speaker is not None:
        return 0.0
    if len(tokens) == 1:
        return 2.5 if len(head.text) > 7 and head.text.casefold().endswith(words.coined_endings) else 0.0
    if len(content) < 2 and not _modifies(after):
        return 0.0
    if content[0][0].islower() and content[-1][0].isupper() and len(content) == 2:
        return 3.0  # a name turned into a common noun by what stands before it
    if re.match(r"\w+ to (?:be )?\w+$", label) and tokens[0].pos_ == "NOUN":
        return 2.5  # right to repair, right to be forgotten
    if head.pos_ not in ("NOUN", "PROPN") or any(t.pos_ in ("VERB", "ADV") for t in tokens):
        return 0.0
    definite = bool(re.search(r"(?:\bthe|['’]s|s['’]|\bits|\btheir)$", before))
    plural = head.tag_ in ("NNS", "NNPS")
    return 2.5 if definite and (not plural or _modifies(after)) else 1.0


def _modifies(after: str) -> bool:
    """Whether the quoted words stand before a noun (the "no limits" partnership): a lower-case word follows."""
    word = re.match(r"[a-z]{3,}", after)
    return word is not None and word[0] not in _SMALL | _FUNCTION


def _nickname(text: str, start: int, end: int) -> bool:
    """A name between given and family name (John "Jack" Smith)."""
    before = re.search(r"[A-Z]\w+ [“\"‘']?$", text[max(0, start - 25) : start])
    after = re.match(r"[”\"’'] [A-Z]\w+", text[end : end + 25])
    return before is not None and after is not None


def _in_heading(parsed: Parsed, offset: int) -> bool:
    sentence = parsed.sentence_at(offset)
    return sentence is not None and parsed.blocks[sentence.block].kind == "heading"


# -- capitalised names -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of capitalised words in prose."""

    start: int
    end: int
    words: tuple[str, ...]


def _runs(parsed: Parsed, names: Mapping[str, str]) -> Iterator[_Run]:
    text = parsed.article.text
    starts = parsed.token_at
    for block in parsed.blocks:
        if block.kind == "heading":
            continue
        for m in _RUN.finditer(text, block.content, block.end):
            for start, end in _split_and(text, m.start(), m.end(), names):
                start = _trim(text, start, end, starts)
                if start < end:
                    yield _Run(start, end, tuple(text[start:end].split()))


def _split_and(text: str, start: int, end: int, names: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Two names joined by "and" or a preposition are two runs when the first is a name by itself."""
    for m in re.finditer(r"\s(and|(?:of|for|on|against)(?:\sthe)?)\s", text[start:end]):
        left = text[start : start + m.start()]
        kind = names.get(term_key(left))
        parts = kind is not None if m[1] == "and" else kind not in (None, "organization")
        if parts or (m[1] == "and" and len(left.split()) > 2):
            yield start, start + m.start()
            yield from _split_and(text, start + m.end(), end, names)
            return
    yield start, end


def _trim(text: str, start: int, end: int, tokens: dict[int, Token]) -> int:
    """Without a first word that is capitalised because the sentence begins there, or is a date."""
    while start < end:
        m = re.match(r"\S+\s+|\S+$", text[start:end])
        if m is None:
            return end
        token = tokens.get(start)
        word, rest = m[0].strip(), text[start + m.end() : end]
        date = token is not None and token.ent_type_ == "DATE" and word in _MONTHS
        grammar = token is not None and token.pos_ in _GRAMMAR
        # "Leaders of the NAME": a common noun that has its capital from the sentence.
        first = token is not None and token.is_sent_start and token.pos_ == "NOUN"
        leading = (first and re.match(r"(?:of|for|on)\s", rest) is not None) or word.endswith(_LED)
        if not (date or word[0].isdigit() or grammar or leading or word.casefold() in _SMALL):
            return start
        start += m.end()
    return start


_MONTHS = frozenset(("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                     "November", "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct",
                     "Nov", "Dec"))


def _by_head(runs: list[_Run], words: TermWords) -> Iterator[Candidate]:
    for run in runs:
        score = _named(run.words, words)
        if score:
            yield Candidate(" ".join(run.words), run.start, run.end, score)


def _named(run: tuple[str, ...], words: TermWords) -> float:
    """Whether the name's own words say that it is an agreement, a forum, a group of countries, a law, an event."""
    first, last = run[0], run[-1]
    if len(run) < 2 or len(run) > 9:
        return 0.0
    if first in words.grouping_modifiers and last in words.grouping_heads and len(run) == 2:
        return 3.5
    if last in words.state_heads and run[-2] in words.state_middles and len(run) > 2:
        return 3.5
    if first in words.state_openings and run[1] in ("of", "for") and last in words.state_closings:
        return 3.5
    if last in words.heads and first != last and first not in words.numbered_not:
        return 3.0
    if first in words.heads and run[1] in ("of", "on", "for") and len(run) > 2:
        return 3.0
    if last in words.science_heads and first not in words.numbered_not:
        return 2.0
    event = last in words.event_heads or (_NUMBER.match(last) is not None and run[-2] in words.event_heads)
    return 2.0 if event and run[-1] != run[0] else 0.0


def _projects(parsed: Parsed, runs: list[_Run], names: Mapping[str, str], words: TermWords) -> Iterator[Candidate]:
    """``the NAME pipeline``, and names that end in a number."""
    text = parsed.article.text
    tokens = parsed.token_at
    for run in runs:
        label = " ".join(run.words)
        number = len(run.words) > 1 and _NUMBER.match(run.words[-1]) is not None
        numbered = number and not set(run.words[:-1]) & words.numbered_not
        kind = names.get(term_key(label))
        near = re.match(r"[”\"’']?\s([a-z]+)(?:\s([a-z]+))?", text[run.end : run.end + 40])
        project = near is not None and (
            near[1] in words.projects or (near[1] not in _SMALL and near[2] in words.projects)
        )
        if kind in ("person", "country", "group") or len(label) < 4 or " and " in label:
            continue
        if numbered and len(run.words) > 2 and run.words[-1].isdigit():
            yield Candidate(label, run.start, run.end, 4.0 if project else 3.0)
        elif project and (numbered or kind is None) and not parsed.article.text[run.end :].startswith(("'s", "’s")):
            token = tokens.get(run.start)
            if token is None or token.ent_type_ not in ("PERSON", "GPE", "NORP", "DATE", "LANGUAGE"):
                yield Candidate(label, run.start, run.end, 2.5 if numbered or len(run.words) > 1 else 1.0)


# -- abbreviations -----------------------------------------------------------------------------------------------------


def _abbreviations(parsed: Parsed, names: Mapping[str, str], words: TermWords) -> Iterator[Candidate]:
    """``long form (LF)`` and ``long form, or LF,`` by the letters of the long form (Schwartz and Hearst, PSB 2003)."""
    text = parsed.article.text
    for m in _SHORT.finditer(text):
        short = m[1] or m[2]
        if sum(c.isupper() for c in short) < 2:
            continue
        line = text.rfind("\n", 0, m.start()) + 1
        start = _long_form(text[line : m.start()], short)
        if start is None:
            continue
        start += line
        label = text[start : m.start()].strip(" “”\"'‘’")
        start = text.index(label, start)
        end = start + len(label)
        run = tuple(label.split())
        if all(w.islower() for w in run[1:]) and run[0][1:].islower():
            label = label[0].lower() + label[1:]
        capital = all(w[0].isupper() for w in label.split() if w.casefold() not in _SMALL)
        score = _named(run, words)
        if capital and not score:
            if run[-1].casefold().rstrip("s,") in words.organizations or run[0].casefold() in words.organizations:
                continue
            kind = names.get(term_key(label)) or names.get(term_key(short))
            score = 0.0 if kind in ("person", "country", "group", "place") else 1.5 if kind else 2.5
        elif not capital:
            if run[-1].casefold() in words.organizations or parsed.article.text[start].isdigit():
                continue
            score = 4.0
        if score:
            yield Candidate(label, start, end, score, (short,))


def _long_form(before: str, short: str) -> int | None:
    """Where the words begin whose letters, in order, give the abbreviation; its first letter begins the first word."""
    letters = [c.casefold() for c in short if c.isalnum()]
    i, j = len(before) - 1, len(letters) - 1
    while j >= 0:
        at_start = i >= 0 and (i == 0 or not before[i - 1].isalnum())
        if i < 0:
            return None
        if before[i].casefold() == letters[j] and (j > 0 or at_start):
            j -= 1
        i -= 1
    start = i + 1
    taken = before[start:].split()
    if not 2 <= len(taken) <= min(len(letters) + 5, len(letters) * 2) or re.search(r"[.;:!?]\s", before[start:]):
        return None
    initials = sum(w[0].casefold() in letters for w in taken)
    return start if initials >= min(len(letters), len(taken)) - 1 else None


def _state_abbreviations(parsed: Parsed, words: TermWords, names: Mapping[str, str]) -> Iterator[Candidate]:
    """Abbreviations treated as organisations of states: their summits and members, or in a row with another one."""
    text = parsed.article.text
    for m in re.finditer(r"(?<![\w-])(?:[A-Z]{4,8}\+?|G\d{1,2})(?![\w-])", text):
        if _in_heading(parsed, m.start()):
            continue
        own = re.match(r"(?:['’]s?)?\s([a-z-]+)(?:\s([a-z]+))?", text[m.end() : m.end() + 40])
        before = text[max(0, m.start() - 60) : m.start()]
        row = re.search(r"([A-Z][\w-]+) ([A-Z][\w-]+),? (?:and|or) (?:the )?$", before)
        if names.get(term_key(m[0])) in ("person", "place"):
            continue
        if (own is not None and set(own.groups()) & words.state_possessions) or (
            row is not None and row[1] in words.state_middles and row[2] in words.state_heads
        ):
            yield Candidate(m[0], m.start(), m.end(), 3.0)


# -- technical compounds -----------------------------------------------------------------------------------------------


def _compounds(parsed: Parsed, words: TermWords) -> Iterator[Candidate]:
    """``dual-use components``: a classifying compound before a noun."""
    text = parsed.article.text
    tokens = parsed.token_at
    for m in re.finditer(r"(?<![\w-])([A-Za-z]+)-([a-z-]+)\s+([a-z]{3,})", text):
        if m[1].casefold() not in words.compound_first or m[2] not in words.compound_second:
            continue
        token = tokens.get(m.start(3))
        if token is None or token.pos_ != "NOUN" or _in_heading(parsed, m.start()):
            continue
        # The compound alone is the term: it has the same name in every article, whatever noun follows.
        yield Candidate(f"{m[1].lower()}-{m[2]}", m.start(1), m.end(2), 2.5, (f"{m[1].lower()}-{m[2]} {m[3]}",))


def lexicon_candidates(parsed: Parsed, words: TermWords) -> Iterator[Candidate]:
    """Technical terms of the packaged lexicon where the article uses them."""
    labels, pattern = lexicon_pattern(words.lexicon)
    for m in pattern.finditer(parsed.article.text):
        label = labels.get(term_key(m[0]))
        if label is not None and not _in_heading(parsed, m.start()):
            yield Candidate(label, *m.span(), 2.5)


def glossary_candidates(parsed: Parsed) -> Iterator[Candidate]:
    """The first place of every term of the editors' glossary that the article uses."""
    for entry in parsed.catalog.glossary:
        places = [m for name in (entry.term, *entry.aliases) for m in term_pattern(name).finditer(parsed.article.text)]
        if places:
            first = min(places, key=lambda m: (m.start(), -m.end()))
            names = (m[0] for m in sorted(places, key=lambda m: m.start()))
            yield Candidate(entry.term, first.start(), first.end(), 6.0, tuple(dict.fromkeys((*names, *entry.aliases))))
