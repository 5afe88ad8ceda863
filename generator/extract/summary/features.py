"""What speaks for a sentence: its place, its words' weight in the article, its actors, its cues.

Every feature is between 0 and 1 and depends on the one article. `FEATURES` names them in the order of
`Candidate.features`; the weights stand in `data/summary_weights.json` (made by `scripts/train_takeaway.py`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

from generator.core.model import Found
from generator.core.text import fold
from generator.extract.parsed import Parsed, Sentence
from generator.extract.summary.cues import Cues, load_cues, plain
from generator.extract.summary.trim import Span, balanced, joined, pieces

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

FEATURES = (
    "first",
    "second",
    "early",
    "block_start",
    "first_block",
    "last_block",
    "title",
    "central",
    "density",
    "actors",
    "figures",
    "claim",
    "purpose",
    "connective",
    "leaning",
    "question",
    "quoted",
    "personal",
    "short",
    "long",
    "is_a",
    "item",
    "fresh",
    "background",
)
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT"})
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)‘[^’]{12,}’(?!\w)")
_PERSONAL = frozenset({"i", "me", "my", "you", "your", "we", "us", "our", "let"})
_LEANING_SUBJECTS = frozenset({"he", "she", "they", "it", "this", "that", "these", "those", "both"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be shown, with the spans that stay of it and what speaks for it."""

    sentence: Sentence
    spans: tuple[Span, ...]
    text: str
    words: int
    lemmas: frozenset[str]
    actors: dict[int, float]
    features: tuple[float, ...]
    weighted: tuple[float, ...]
    """The features times the number of words: what a set's word-weighted mean adds up."""
    leaning: bool
    whole: bool
    """A full sentence of prose: it has a subject and a finite verb, ends as one and asks nothing."""
    title_lemmas: frozenset[str]
    order: int
    """Its place among the candidates."""

    def feature(self, name: str) -> float:
        """One feature by its name."""
        return self.features[FEATURES.index(name)]


CENTRAL_SENTENCES = 300
"""Sentences compared with each other, from the start: the comparison is quadratic, and a news article has 20 to 80."""


def weigh(parsed: Parsed, found: Found) -> tuple[Candidate, ...]:
    """All sentences of prose as candidates, in the order of the text."""
    cues = load_cues()
    sentences = [
        s for s in parsed.prose if not cues.editorial.search(plain(s.text)) and any(c.isalpha() for c in s.text)
    ]
    bags = [content_lemmas(s.span) for s in sentences]
    frequency = Counter(lemma for bag in bags for lemma in bag)
    title = _title_lemmas(parsed)
    central = centrality(bags[:CENTRAL_SENTENCES]) + [0.0] * max(0, len(bags) - CENTRAL_SENTENCES)
    weights = [sum(math.log1p(frequency[x] - 1) for x in sorted(set(bag))) / (len(set(bag)) + 2) for bag in bags]
    top = max(weights, default=0.0) or 1.0
    named = _named_actors(parsed, found)
    blocks = [s.block for s in sentences]
    text = parsed.article.text
    rank = 0  # place among whole sentences: a question or a line of names before the lead must not count
    out: list[Candidate] = []
    for i, sentence in enumerate(sentences):
        spans = pieces(text, sentence.start, sentence.end)
        shown = joined(text, spans)
        lemmas = frozenset(bags[i])
        actors = {
            k: named[1][k]
            for k, places in enumerate(named[0])
            if any(sentence.start <= p < sentence.end for p in places)
        }
        lean = leans(sentence, cues) or bool(cues.connective_end(shown))
        whole = _whole(sentence, shown)
        words = len(shown.split())
        low = plain(shown)
        tokens = [w.lower() for w in re.findall(r"[A-Za-z]+", shown) if w != "US"]
        values = {
            "first": whole and rank == 0,
            "second": whole and rank == 1,
            "early": 1.0 / (1.0 + rank),
            "block_start": i == 0 or blocks[i - 1] != blocks[i],
            "first_block": blocks[i] == blocks[0],
            "last_block": blocks[i] == blocks[-1],
            "title": len(title & lemmas) / len(title) if title else 0.0,
            "central": central[i],
            "density": weights[i] / top,
            "actors": min(1.0, math.fsum(actors.values())),
            "figures": any(t.like_num or t.is_digit for t in sentence.span),
            "claim": bool(cues.claim.search(low)),
            "purpose": bool(cues.purpose.search(low)),
            "connective": bool(cues.connective.match(low)),
            "leaning": lean,
            "question": shown.endswith("?"),
            "quoted": sum(len(m[0]) for m in _QUOTED.finditer(shown)) / max(1, len(shown)),
            "personal": min(1.0, 4 * sum(t in _PERSONAL for t in tokens) / max(1, len(tokens))),
            "short": words < 10,
            "long": max(0.0, min(1.0, (words - 30) / 20)),
            "is_a": _defines(sentence.span, title),
            "item": parsed.blocks[sentence.block].kind == "item",
            "fresh": bool(cues.fresh.search(low)),
            "background": bool(cues.background.search(low)),
        }
        features = tuple(round(float(values[f]), 6) for f in FEATURES)
        out.append(
            Candidate(
                sentence,
                spans,
                shown,
                words,
                lemmas,
                actors,
                features,
                tuple(f * words for f in features),
                lean,
                whole,
                title & lemmas,
                i,
            )
        )
        rank += whole
    return tuple(out)


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
    norms = [math.sqrt(math.fsum(v * v for v in vector.values())) for vector in vectors]
    similar = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i):
            if norms[i] and norms[j]:
                # An exact sum does not depend on the order in which a set gives its members.
                dot = math.fsum(vectors[i][x] * vectors[j][x] for x in vectors[i].keys() & vectors[j].keys())
                similar[i][j] = similar[j][i] = dot / (norms[i] * norms[j])
    totals = [math.fsum(row) for row in similar]
    columns = [[similar[j][i] / totals[j] if totals[j] else 0.0 for j in range(n)] for i in range(n)]
    rank = [1.0 / n] * n
    for _ in range(30):  # enough for three digits at any damping below 0.9
        rank = [0.15 / n + 0.85 * math.fsum(map(mul, column, rank)) for column in columns]
    top = max(rank)
    return [r / top for r in rank]


def leans(sentence: Sentence, cues: Cues) -> bool:
    """Whether the sentence leans on what stands before it: a pronoun, demonstrative or connective opens it.

    An "it" or "there" that stands for nothing ("It is clear that") does not lean, nor does a "his" that
    follows its owner within the sentence.
    """
    text = plain(sentence.text)
    after = cues.connective_end(text)
    words = [t for t in sentence.span if not (t.is_space or t.is_punct)]
    if not words:
        return False
    if cues.connective.match(text) and not after and words[0].dep_ in {"advmod", "cc", "prep"}:
        return True
    if cues.leaning.match(text, after):
        head = next((t for t in words if t.idx >= sentence.start + after), words[0])
        expletive = head.dep_ == "expl" or (head.lower_ == "it" and _clause_follows(head))
        return not (expletive or _names_a_time(head))
    subject = next((t for t in words if t.dep_ in {"nsubj", "nsubjpass"} and t.head.dep_ == "ROOT"), None)
    if subject is None or subject.lower_ not in _LEANING_SUBJECTS:
        return False
    return not any(t.pos_ == "PROPN" or t.ent_type_ in NAMES for t in words if t.i < subject.i)


def _names_a_time(word: Token) -> bool:
    """Whether an opening "this" or "that" belongs to a time, which every reader can place: "This Sunday"."""
    return word.dep_ == "det" and (word.head.ent_type_ in {"DATE", "TIME"} or word.ent_type_ in {"DATE", "TIME"})


def _clause_follows(it: Token) -> bool:
    """Whether an "it" stands for the clause after it: "It is clear that", "It was reported that"."""
    held = any(c.dep_ in {"ccomp", "advcl", "xcomp", "acl", "csubj"} for c in it.head.children)
    passive = any(c.dep_ == "auxpass" for c in it.head.children)
    return held and (passive or it.head.lemma_ in {"be", "remain", "seem", "appear", "become"})


def _title_lemmas(parsed: Parsed) -> frozenset[str]:
    """Content words of the title, matched against lemmas and forms of the text (the title itself is not parsed)."""
    if not parsed.article.title:
        return frozenset()
    words = set(re.findall(r"\w+", fold(parsed.article.title)))
    return frozenset(
        t.lemma_.casefold()
        for t in parsed.doc
        if t.pos_ in CONTENT and not t.is_stop and (fold(t.text) in words or fold(t.lemma_) in words)
    )


def _named_actors(parsed: Parsed, found: Found) -> tuple[list[tuple[int, ...]], list[float]]:
    """Where each actor is named, and its share of all salience."""
    if found.actors:
        places = [tuple(e.start for e in actor.evidence) for actor in found.actors]
        salience = [actor.salience for actor in found.actors]
    else:
        names: dict[str, list[int]] = {}
        for entity in parsed.doc.ents:
            if entity.label_ in NAMES:
                name = fold(entity.text).removeprefix("the ").removesuffix("'s")
                names.setdefault(name, []).append(entity.start_char)
        ranked = sorted(names.items(), key=lambda item: (-len(item[1]), item[1][0]))[:12]
        places = [tuple(p) for _, p in ranked]
        salience = [len(p) / max(1, len(ranked[0][1])) for _, p in ranked]
    total = math.fsum(salience) or 1.0
    return places, [s / total for s in salience]


PROSE_WORDS = 12
"""A line of prose that long is a sentence, whatever the parser makes of its verb ("A water main broke")."""


def _whole(sentence: Sentence, shown: str) -> bool:
    """Whether it is a full sentence: a clause, both ends, every bracket and quotation mark closed."""
    opens = shown[0].isupper() or shown[0].isdigit() or shown[0] in "“\"‘'$€£"
    closes = shown.rstrip("”\"’')").endswith((".", "!")) and not shown.endswith("...")
    clause = len(shown.split()) >= PROSE_WORDS or _has_clause(sentence.span)
    return clause and opens and closes and balanced(shown) and not re.search(r"…|•|@\w|\.\.\.", shown)


def _has_clause(span: SpacySpan) -> bool:
    """Whether the root has a finite verb and something stands before it that may be its subject."""
    verbs = [t for t in (span.root, *span.root.children) if t.pos_ in {"VERB", "AUX"}]
    finite = any(t.tag_ in {"VBD", "VBP", "VBZ", "MD"} or "VerbForm=Fin" in str(t.morph) for t in verbs)
    subject = any(t.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"} for t in span) or any(
        t.pos_ in {"NOUN", "PROPN"} for t in span if t.i < span.root.i
    )
    return finite and subject


def _defines(span: SpacySpan, title: frozenset[str]) -> bool:
    """Whether the sentence says what something is: its subject and a form of "be" with a noun."""
    root = span.root
    if root.lemma_ != "be" or not any(c.dep_ == "attr" and c.pos_ in {"NOUN", "PROPN"} for c in root.children):
        return False
    subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
    return subject is not None and (subject.pos_ == "PROPN" or subject.lemma_.casefold() in title)
