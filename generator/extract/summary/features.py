"""What speaks for a sentence: its place, its words' weight in the article, its actors, its cues.

Every feature is between 0 and 1 and depends on the one article. `MEASURES` holds them in the order of
`Candidate.features`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import mul
from typing import TYPE_CHECKING

from generator.core.model import DateMention, Found
from generator.core.tables import worded
from generator.core.text import fold
from generator.extract.cuts import Span, balanced, joined, pieces
from generator.extract.parsed import Parsed, Sentence
from generator.extract.phrasing import QUOTED, confides, connective_end, cue, leans, plain
from generator.extract.sentences import quoted
from generator.extract.tags import FINITE, GRAMMATICAL_SUBJECTS, NOUNS, PRESENT, SUBJECTS, VERBS
from generator.extract.verbs import dates_in, governor, root_of

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

MOST_WORDS = 45
"""A sentence that tells a decision may have so many words: behind more there is more than it."""
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_YOU = re.compile(r"\byou(?:rs?|rsel(?:f|ves))?\b", re.IGNORECASE)
_BESIDES = frozenset({"also", "too", "instead"})
_PERSONAL = frozenset({"i", "me", "my", "you", "your", "we", "us", "our", "let"})


_LONG_AGO = re.compile(
    r"(?i)\b(?:months?|years?|decades?) ago\b|^last (?:month|year|spring|summer|autumn|fall|winter)\b"
)
_IN_A_YEAR = re.compile(r"\b(?:in|In|since|Since) (?:early |late |mid-)?((?:1[5-9]|20)\d\d)\b")
CENTRAL_SENTENCES = 300
"""Sentences compared with each other, from the start: the comparison is quadratic, and a news article has 20 to 80."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What a sentence is held against: the article.

    Attributes:
        title: content lemmas of the title.
        central: LexRank of each sentence.
        dense: how much of the article's recurring words each sentence has, 0 to 1.
        blocks: the paragraph of each sentence.
        named: where each actor is named, and its share of all salience.
        year: of its publication; 0 where nobody knows.
    """

    title: frozenset[str]
    central: tuple[float, ...]
    dense: tuple[float, ...]
    blocks: tuple[int, ...]
    named: tuple[tuple[tuple[int, ...], float], ...]
    year: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be shown, with the spans that stay of it and what speaks for it.

    Attributes:
        order: its place among the candidates.
        rank: its place among whole sentences: a question or a line of names before the lead must not count.
        unsaid: it is of a conversation, or within a quotation, and does not say whose it is.
        whole: a full sentence of prose: it has a subject and a finite verb, ends as one and asks nothing.
    """

    sentence: Sentence
    spans: tuple[Span, ...]
    text: str
    words: int
    lemmas: frozenset[str]
    leaning: bool
    whole: bool
    item: bool
    order: int
    rank: int
    article: Whole
    unsaid: bool = False
    features: tuple[float, ...] = ()

    @property
    def addresses(self) -> bool:
        """Whether it speaks to a reader, outside quotation: a page's own words, a question, advice ("you can find")."""
        return bool(_YOU.search(QUOTED.sub("", self.text)))

    @property
    def confides(self) -> bool:
        """Whether its writer speaks of himself (`phrasing.confides`)."""
        return confides(self.sentence, self.text)

    @property
    def adds(self) -> bool:
        """Whether it adds to what another sentence tells, or goes against it: its main clause does ("The bank also
        said"), or an adverb before a comma opens it ("Earlier, both had won")."""
        start, root = self.spans[0][0], self.sentence.span.root
        opening = next((t for t in self.sentence.span if t.idx >= start), root)
        before = opening.pos_ == "ADV" and opening.i + 1 < len(opening.doc) and opening.nbor().text == ","
        return before or any(t.dep_ == "advmod" and t.lower_ in _BESIDES for t in root.children)

    @property
    def looks_back(self) -> bool:
        """Whether it opens with a time long past, before any subject: "Two years ago the city closed the bridge",
        "Founded in 2006, the firm has grown"; or tells what somebody used to do."""
        if self.feature("fresh"):
            return False  # "Ten years ago today" is an anniversary
        span = self.sentence.span
        subject = next((t for t in span if t.dep_ in SUBJECTS), span[0])
        opening = span.doc[span.start : subject.left_edge.i].text
        years = map(int, _IN_A_YEAR.findall(opening))
        used = span.root.lower_ == "used" and any(c.dep_ == "xcomp" for c in span.root.rights)
        return used or bool(_LONG_AGO.search(opening)) or any(year < self.article.year for year in years)

    @property
    def decides(self) -> bool:
        """Whether its main clause, or what somebody says in it, tells a decision that was taken ("It has approved")."""
        root = self.sentence.span.root
        told = (root, *(t for t in root.children if t.dep_ == "ccomp"))
        return self.words <= MOST_WORDS and any(
            t.lemma_ in worded("summary_cues", "decisions") and _is_done(t) for t in told
        )

    @property
    def tells_how_it_is(self) -> bool:
        """Whether it tells no deed but how things are, or that somebody says how they are."""
        root = self.sentence.span.root
        below = {c.tag_ if c.tag_ == "MD" else c.dep_ for c in root.children}
        return not self.decides and ("ccomp" in below or below.isdisjoint({"dobj", "MD"}))

    def feature(self, name: str) -> float:
        """One feature by its name."""
        return self.features[FEATURES.index(name)]


def _is_done(verb: Token) -> bool:
    """Whether somebody did what a verb says: in the past or the perfect, not in the passive."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    done = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(helpers & {"has", "have", "'ve", "’ve"}))
    return done and any(c.dep_ == "nsubj" for c in verb.children)


def _starts_block(s: Candidate) -> bool:
    blocks = s.article.blocks
    return s.order == 0 or blocks[s.order - 1] != blocks[s.order]


def _quoted(s: Candidate) -> float:
    return sum(len(m[0]) for m in QUOTED.finditer(s.text)) / max(1, len(s.text))


def _personal(s: Candidate) -> float:
    tokens = [w.lower() for w in re.findall(r"[A-Za-z]+", s.text) if w != "US"]
    return min(1.0, 4 * sum(t in _PERSONAL for t in tokens) / max(1, len(tokens)))


MEASURES: dict[str, Callable[[Candidate], float]] = {
    "first": lambda s: s.whole and s.rank == 0,
    "second": lambda s: s.whole and s.rank == 1,
    "early": lambda s: 1.0 / (1.0 + s.rank),
    "block_start": _starts_block,
    "first_block": lambda s: s.article.blocks[s.order] == s.article.blocks[0],
    "last_block": lambda s: s.article.blocks[s.order] == s.article.blocks[-1],
    "title": lambda s: len(s.article.title & s.lemmas) / (len(s.article.title) or 1),
    "central": lambda s: s.article.central[s.order],
    "density": lambda s: s.article.dense[s.order],
    "actors": lambda s: min(1.0, _actors_in(s.sentence, s.article)),
    "figures": lambda s: any(t.like_num for t in s.sentence.span),
    "claim": lambda s: bool(cue("claim").search(plain(s.text))),
    "purpose": lambda s: bool(cue("purpose").search(plain(s.text))),
    "connective": lambda s: bool(cue("connectives").match(plain(s.text))),
    "leaning": lambda s: s.leaning,
    "question": lambda s: s.text.endswith("?"),
    "quoted": _quoted,
    "personal": _personal,
    "short": lambda s: s.words < 10,
    "long": lambda s: max(0.0, min(1.0, (s.words - 30) / 20)),
    "is_a": lambda s: _defines(s.sentence.span, s.article.title),
    "item": lambda s: s.item,
    "fresh": lambda s: bool(cue("fresh").search(plain(s.text))),
    "background": lambda s: bool(cue("background").search(plain(s.text))),
}
"""Every feature by its name."""
FEATURES = tuple(MEASURES)


def weigh(parsed: Parsed, found: Found) -> tuple[Candidate, ...]:
    """All sentences of prose as candidates, in the order of the text."""
    sentences = [
        s for s in parsed.prose if any(c.isalpha() for c in s.text) and not _of_the_page(parsed, s, found.dates)
    ]
    bags = [content_lemmas(s.span) for s in sentences]
    article = _whole_article(parsed, found, sentences, bags)
    out: list[Candidate] = []
    rank = 0
    for order, (sentence, bag) in enumerate(zip(sentences, bags, strict=True)):
        spans = pieces(parsed.article.text, sentence.start, sentence.end)
        text = joined(parsed.article.text, spans)
        seen = Candidate(
            sentence=sentence,
            spans=spans,
            text=text,
            words=len(text.split()),
            lemmas=frozenset(bag),
            leaning=leans(sentence) or bool(connective_end(text)),
            whole=_is_whole(sentence, text, stopped=sentence.end == parsed.article.standfirst),
            item=parsed.blocks[sentence.block].kind == "item",
            order=order,
            rank=rank,
            article=article,
            unsaid=sentence.index in parsed.unsaid or quoted(found, sentence) == 1,
        )
        features = tuple(round(float(measure(seen)), 6) for measure in MEASURES.values())
        out.append(replace(seen, features=features))
        rank += seen.whole
    return tuple(out)


_CAPTION = re.compile(
    r"""(?:[A-Z]{2,5}[ ])?(?:FILE|PHOTO|AUDIO|VIDEO|Photo|Image|Picture|Video|Audio)\b\s*[-–—:]  # "FILE - "
        | In\ (?:this|an?)\b(?:(?!\b(?:the|of)\b)[^.]){0,60}\b(?:photo|image|picture|handout|frame)\b""",
    re.VERBOSE,
)
"""How the caption of a picture, or the name of a recording, opens."""


_CREDITED = re.compile(r"\bFile [Pp]hoto\b|\b[A-Z]{2,}/[A-Z][a-z]+ [A-Z][a-z]+")
"""Whose picture it is that a sentence describes: "NRT/Jane Roe"."""
_AHEAD = frozenset({"before", "by", "from", "until"})
"""What stands before a day that is to come, when something is told in the present."""
_POSED = re.compile(r"\((?:(?:far|left|right|cent(?:er|re)|front|back|middle|row),? ?)+\)")
"""Where somebody stands in a picture."""
CAPTION_WORDS = 60
"""A paragraph that is longer has a text behind its caption."""


def _of_the_page(parsed: Parsed, sentence: Sentence, dates: tuple[DateMention, ...]) -> bool:
    """Whether a sentence speaks of the page and not of its subject: an editor's line, the caption of a picture.

    A caption is known by how its paragraph opens, "FILE - " included, which is no part of its first sentence; a text
    that arrives as one paragraph may open with one.
    """
    paragraph = parsed.article.text[parsed.blocks[sentence.block].start : sentence.end]
    caption = len(paragraph.split()) <= CAPTION_WORDS and _CAPTION.match(paragraph)
    return bool(caption or _CREDITED.search(sentence.text) or cue("editorial").search(plain(sentence.text))) or _shows(
        parsed, sentence, dates
    )


def _shows(parsed: Parsed, sentence: Sentence, dates: tuple[DateMention, ...]) -> bool:
    """Whether it tells in the present where somebody stands in a picture ("Jane Roe (left) signs"), or what was on a
    day of a named year, which closes it, as captions do: "The mayor waves in Oslo on May 3, 2025", but not "announces
    results for the year ended May 3, 2025"."""
    root, last = sentence.span.root, dates_in(sentence.start, sentence.end, dates)[-1:]
    if root.pos_ != "VERB" or root.tag_ not in PRESENT:
        return False
    if _POSED.search(sentence.text):
        return True
    if not last:
        return False
    (day,) = last
    start, end = day.evidence[0].start, day.evidence[0].end
    before, behind = parsed.article.text[sentence.start : start].split(), parsed.article.text[end : sentence.end]
    closes = bool(before) and not re.search(r"\w", behind) and before[-1].lower() not in _AHEAD
    of = root_of(parsed, day)
    return (
        closes
        and len(day.value) == 10
        and bool(re.search(r"\d{4}", day.text))
        and of is not None
        and governor(of) == root
    )


def _whole_article(parsed: Parsed, found: Found, sentences: Sequence[Sentence], bags: list[list[str]]) -> Whole:
    frequency = Counter(lemma for bag in bags for lemma in bag)
    weights = [sum(math.log1p(frequency[x] - 1) for x in sorted(set(bag))) / (len(set(bag)) + 2) for bag in bags]
    top = max(weights, default=0.0) or 1.0
    total = math.fsum(a.salience for a in found.actors) or 1.0
    return Whole(
        title=_title_lemmas(parsed),
        central=(*centrality(bags[:CENTRAL_SENTENCES]), *[0.0] * max(0, len(bags) - CENTRAL_SENTENCES)),
        dense=tuple(w / top for w in weights),
        blocks=tuple(s.block for s in sentences),
        named=tuple((tuple(e.start for e in a.evidence), a.salience / total) for a in found.actors),
        year=int((parsed.article.published or "0")[:4]),
    )


def _actors_in(sentence: Sentence, article: Whole) -> float:
    """The share of salience of the actors that a sentence names."""
    named = (share for places, share in article.named if any(sentence.start <= p < sentence.end for p in places))
    return math.fsum(named)


def content_lemmas(span: SpacySpan) -> list[str]:
    """Lower-case lemmas of the words that carry content."""
    return [
        t.lemma_.casefold() for t in span if t.pos_ in CONTENT and not t.is_stop and any(c.isalnum() for c in t.text)
    ]


def centrality(bags: list[list[str]]) -> list[float]:
    """LexRank (Erkan and Radev 2004) of the sentences, continuous, damping 0.85; the most central one has 1."""
    n = len(bags)
    if not n:
        return []
    document = Counter(lemma for bag in bags for lemma in set(bag))
    vectors = [{x: c * math.log((1 + n) / document[x]) for x, c in sorted(Counter(bag).items())} for bag in bags]
    similar = _similarities(vectors)
    totals = [math.fsum(row) for row in similar]
    columns = [[value / total if total else 0.0 for value, total in zip(row, totals, strict=True)] for row in similar]
    rank = [1.0 / n] * n
    for _ in range(30):  # enough for three digits at any damping below 0.9
        rank = [0.15 / n + 0.85 * math.fsum(map(mul, column, rank)) for column in columns]
    top = max(rank)
    return [r / top for r in rank]


def _similarities(vectors: list[dict[str, float]]) -> list[list[float]]:
    """The cosine of each two vectors; none with itself."""
    norms = [math.sqrt(math.fsum(v * v for v in vector.values())) for vector in vectors]
    similar = [[0.0] * len(vectors) for _ in vectors]
    for i in range(len(vectors)):
        for j in range(i):
            if norms[i] and norms[j]:
                # An exact sum does not depend on the order in which a set gives its members.
                dot = math.fsum(vectors[i][x] * vectors[j][x] for x in vectors[i].keys() & vectors[j].keys())
                similar[i][j] = similar[j][i] = dot / (norms[i] * norms[j])
    return similar


def _title_lemmas(parsed: Parsed) -> frozenset[str]:
    """Content words of the title, matched against lemmas and forms of the text (the title itself is not parsed)."""
    if not parsed.article.title:
        return frozenset()
    words = set(re.findall(r"\w+", fold(parsed.article.title)))
    forms = {(t.text, t.lemma_) for t in parsed.doc if t.pos_ in CONTENT and not t.is_stop}
    return frozenset(lemma.casefold() for text, lemma in forms if fold(text) in words or fold(lemma) in words)


_UNENDING = frozenset({"CC", "DT", "IN", "PRP$", "TO"})
"""What no sentence ends in: a summary that does was cut off ("The town looks to save money by")."""

PROSE_WORDS = 12
"""A line of prose that long is a sentence, whatever the parser makes of its verb ("A water main broke")."""


def _is_whole(sentence: Sentence, shown: str, *, stopped: bool) -> bool:
    """Whether it is a full sentence: a clause, both ends, every bracket and quotation mark closed.

    What stands alone by its place is `stopped` without a mark: a page's summary needs no full stop.
    """
    opens = shown[0].isupper() or shown[0].isdigit() or shown[0] in "“\"‘'$€£"
    last = next(t for t in reversed(sentence.span) if not t.is_space)
    ends = shown.rstrip("”\"’')").endswith((".", "!")) or (stopped and last.tag_ not in _UNENDING)
    closes = ends and not shown.endswith("...")
    clause = _is_finite(sentence.span) and (len(shown.split()) >= PROSE_WORDS or _has_clause(sentence.span))
    return clause and opens and closes and balanced(shown) and not re.search(r"…|•|@\w|\.\.\.", shown)


def _is_finite(span: SpacySpan) -> bool:
    """Whether it has a finite verb, which may look like a participle of its noun ("A bus overturned"), and its main one
    is no bare participle ("The minister opening a bridge")."""
    bare = span.root.tag_ == "VBG" and not any(c.dep_ in {"aux", "auxpass"} for c in span.root.children)
    return not bare and any(t.tag_ in FINITE or (t.tag_ == "VBN" and span.root in {t, t.head}) for t in span)


def _has_clause(span: SpacySpan) -> bool:
    """Whether the root has a finite verb and something stands before it that may be its subject."""
    verbs = [t for t in (span.root, *span.root.children) if t.pos_ in VERBS]
    finite = any(t.tag_ in FINITE for t in verbs)
    subject = any(t.dep_ in GRAMMATICAL_SUBJECTS for t in span) or any(
        t.pos_ in NOUNS for t in span if t.i < span.root.i
    )
    return finite and subject


def _defines(span: SpacySpan, title: frozenset[str]) -> bool:
    """Whether the sentence says what something is: its subject and a form of "be" with a noun."""
    root = span.root
    if root.lemma_ != "be" or not any(c.dep_ == "attr" and c.pos_ in NOUNS for c in root.children):
        return False
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
    return subject is not None and (subject.pos_ == "PROPN" or subject.lemma_.casefold() in title)
