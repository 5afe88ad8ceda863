"""The words of Briefing Desk as frozen data: articles, evidence, briefs and what the extractors found.

Offsets are code points into `Article.text`, half open: ``text[e.start:e.end] == e.exact`` for every
`Evidence` (the W3C Web Annotation text position and text quote selectors). Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ActorKind = Literal["person", "organization", "country", "group", "place"]
MentionKind = Literal[ActorKind, "event"]
Bound = Literal["exact", "about", "at least", "at most", "more than", "less than"]
Change = Literal["up", "down"]
Certainty = Literal["scheduled", "expected", "possible", "conditional"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TitleSource = Literal["article", "generated"]
PublishedSource = Literal["given", "filename", "address", "stated", "dateline", "inferred", "interval", "unknown"]
"""Where a publication date comes from: front matter, the file's name, the article's address, a line or metadata that
states it, its dateline, what its words settle; `interval` when only two days are known between which it lies."""
Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of an article and its exact words."""

    start: int
    end: int
    exact: str

    def within(self, spans: Iterable[Evidence]) -> bool:
        """Whether all of it stands in one of these spans of its article."""
        return any(span.start <= self.start and self.end <= span.end for span in spans)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a person should know: a stable code, how grave it is, and a sentence in plain words."""

    code: str
    severity: Severity
    message: str


READ = "en"
"""The language that the rules read; an article in another one is kept as it is."""


@dataclass(frozen=True, slots=True)
class Article:
    """A source text after cleaning.

    Attributes:
        source: path below the articles folder, with forward slashes (``2025-03-04-thaw.md``); "" where there is no
            article and the brief is the desk's own.
        text: the cleaned words, paragraphs parted by one blank line.
        digest: SHA-256 of the file's bytes, hexadecimal.
        title: given or stated in the text; None when a headline has to be made.
        published: ``2025-03-04``, ``2025-03``, ``2025`` or None.
        published_between: first and last day (``2025-03-04``) it can have been published on, where `published` is None.
        language: ISO 639-1 code.
        words: how many words the text has; 0 when nobody has counted them.
        paragraphs: where each paragraph begins in the text.
        standfirst: how many letters at the front of the text are its author's summary from outside the text.
    """

    source: str
    text: str
    digest: str = ""
    title: str | None = None
    slug: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    published_source: PublishedSource = "unknown"
    published_between: tuple[str, str] | None = None
    language: str = "en"
    diagnostics: tuple[Diagnostic, ...] = ()
    words: int = 0
    paragraphs: tuple[int, ...] = ()
    standfirst: int = 0

    @property
    def unread(self) -> bool:
        """Whether it is in a language that no rule reads: its brief holds what a person or a model wrote."""
        return self.language != READ

    def evidence(self, start: int, end: int) -> Evidence:
        """The evidence for ``text[start:end]``; raises ValueError for an empty or outlying span."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}:{end} lies outside the text of {len(self.text)} characters")
        return Evidence(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of the article shown as the takeaway or a key point: its evidence's spans joined by a space."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands; `actor` is the id of the actor it was resolved to, if any."""

    text: str
    kind: MentionKind
    evidence: tuple[Evidence, ...]
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts in the article.

    Attributes:
        id: slug of the fullest name (``xi-jinping``), the same in every brief that names it so.
        role: what the article says the actor is ("Foreign Minister of China"), None when it does not.
        aliases: other names the article uses, without the name itself.
        mentions: how often it is named (pronouns not counted).
        salience: 0 to 1, the most prominent actor of the article has 1.
        evidence: the mentions, in the order of the text.
        unnamed: whether the article gives it no name of its own ("police", "the port union"): another article's
            police are others, so such an actor belongs to its brief alone and is never linked.
    """

    id: str
    name: str
    kind: ActorKind
    role: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    salience: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity.

    Attributes:
        text: its own words ("$244.8 billion"); ``evidence[0]`` is exactly these.
        evidence: its words, its clause where that is short, its sentence.
        value: in units, not in scales: 244.8 billion is 244800000000.
        max_value: upper end of a range, else None.
        unit: ISO 4217 code, ``percent``, or singular English noun; None for a bare number.
        measure: what it counts, a short phrase of the article ("trade between China and Russia").
        period: the time it is for, at the precision stated ("2024", "2024-Q1", "2022/2023").
        kind: what sort of quantity it is, as `extract.figures.grammar` has it ("money", "percent", "count", "time").
        digits: the number as printed, without sign, separators and scale ("244.8"); None where it stands in words.
    """

    id: str
    text: str
    value: Decimal
    unit: str | None
    evidence: tuple[Evidence, ...]
    max_value: Decimal | None = None
    measure: str | None = None
    period: str | None = None
    bound: Bound = "exact"
    change: Change | None = None
    kind: str | None = None
    digits: str | None = None

    @property
    def clause(self) -> Evidence | None:
        """The few words around it that say what it is about ("trade came to $244.8 billion"): a label where none is."""
        return self.evidence[1] if len(self.evidence) > 2 else None

    @property
    def sentence(self) -> Evidence | None:
        """The sentence it stands in; None of a figure that an editor wrote."""
        return self.evidence[-1] if len(self.evidence) > 1 else None


@dataclass(frozen=True, slots=True)
class Forward:
    """A forward-looking statement; `when` as `DateMention.value`, None when the article gives no time.

    `actors` are the ids of the brief's actors it speaks of.
    """

    id: str
    text: str
    certainty: Certainty
    when: str | None
    evidence: tuple[Evidence, ...]
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated that has happened."""

    id: str
    date: str
    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, verbatim; ``evidence[0]`` is exactly these words, without the marks.

    `speaker` is a name as the brief's actors have it where it could be resolved; `speaker_id` is then the actor's id.
    """

    id: str
    speaker: str | None
    text: str
    evidence: tuple[Evidence, ...]
    speaker_id: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term of the article with the definition the article itself gives, if it does.

    ``evidence[0]`` is the first place the term stands, ``evidence[1]``, where present, the words that define it.
    """

    id: str
    term: str
    aliases: tuple[str, ...] = ()
    definition: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class DateMention:
    """A temporal expression with its TIMEX3 type and value.

    The value of a DATE is as precise as the text: ``2025``, ``2025-05``, ``2025-05-09``, ``2025-Q2``, ``2025-W19``,
    ``2025-H2``, ``202X``; a part nobody states is X (``XXXX-05-09``); ``PRESENT_REF`` and the like as in TIMEX3.
    """

    text: str
    type: TimexType
    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition as it stands in the text: the term and the words that define it."""

    term: str
    definition: str
    evidence: tuple[Evidence, ...]


SHOWN = "takeaway.shown"
"""The field of what is judged of the takeaway as a whole; each of its sentences is judged as ``takeaway``."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely it is that a candidate, or one value of it, is right and worth showing, and what that was read from.

    Attributes:
        field: a list of the brief (``actors``) or a value of its items (``actors.role``).
        item: the id of the candidate in that list.
        probability: 0 to 1.
        wanted: how likely a reader would miss it if it were not there; 0 where no judge was fitted for that.
        settled: an editor has said that it stands (a term of the desk's glossary), whatever a judge would say.
        features: name and number, sorted by name.
        words: numbers of the words it was judged by, sorted; empty where words do not count.
    """

    field: str
    item: str
    probability: float
    features: tuple[tuple[str, float], ...] = ()
    wanted: float = 0.0
    settled: bool = False
    words: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """The lists of a brief."""

    key_points: tuple[Statement, ...] = ()
    actors: tuple[Actor, ...] = ()
    figures: tuple[Figure, ...] = ()
    whats_next: tuple[Forward, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Found(Items):
    """What the extractors have found so far; each one reads what came before and adds its own fields.

    The lists are the candidates for the brief, best first, with a judgement of each; `extract.composition` leaves of
    them what the brief shows and puts the rest into `more`. The fields down to `forward` are `raw`: everything found.
    """

    dates: tuple[DateMention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Figure, ...] = ()
    raw_quotes: tuple[Quote, ...] = ()
    definitions: tuple[Definition, ...] = ()
    forward: tuple[Forward, ...] = ()

    leads: tuple[Statement, ...] = ()
    """Every sentence that the takeaway may be made of, with a judgement each."""
    takeaway: Statement | None = None
    headline: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    judgements: tuple[Judgement, ...] = ()
    more: Items = Items()


@dataclass(frozen=True, slots=True)
class Again:
    """A figure that may be one a person has dealt with, under another number: nobody has said yet.

    Attributes:
        path: of the figure, which is the generator's.
        other: of the one that a person changed or removed.
        words: what that one says, or said before it was removed.
        removed: whether it was removed.
    """

    path: str
    other: str
    words: str
    removed: bool


@dataclass(frozen=True, slots=True)
class Brief(Items):
    """The structured record of one article. Its `id` is the slug its file and page are named by."""

    id: str
    article: Article
    title: str
    title_source: TitleSource
    takeaway: Statement
    more: Items = Items()
    """What was found and judged likely, but does not fit the brief: folded on its page."""
    judged: tuple[tuple[str, float], ...] = ()
    """How likely each item (``actors/china``), and a value of it (``actors/china.role``), is right: 0 to 1."""
    diagnostics: tuple[Diagnostic, ...] = ()
    note: str = ""
    """The analyst's own words below the front matter, Markdown."""
    edited: frozenset[str] = frozenset()
    """Paths of what a person wrote (``takeaway``, ``figures/f-1a2b3c4d``): the desk's own words, owing no span."""
    intact: frozenset[str] = frozenset()
    """Fields of items that a person changed which are the generator's still (``actors/wang-yi/name``)."""
    stale: tuple[tuple[str, str | None], ...] = ()
    """Paths where a person's value stands, with the words the generator has since come to; None: it finds nothing."""
    again: tuple[Again, ...] = ()

    @property
    def year(self) -> str:
        """The folder of the brief's file and page: its year of publication or ``undated``."""
        return self.article.published[:4] if self.article.published else "undated"
