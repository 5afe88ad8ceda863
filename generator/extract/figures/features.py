"""What is known of a figure that tells how likely it is right and worth showing: named features for its judges."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.core.tables import table
from generator.core.text import fold
from generator.extract.figures.measure import own_verb
from generator.extract.figures.numbers import is_whole
from generator.extract.figures.tables import measure_words
from generator.extract.parsed import Parsed
from generator.extract.tags import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.extract.figures.measure import Measure
    from generator.extract.figures.steps import Reading

Features = dict[str, float]
_KINDS = ("money", "percent", "count", "time", "length", "bare")
_RULES = ("object", "holder", "doing")
_HYPHENED, _GLUED = re.compile(r"\w[-–][a-z]"), re.compile(r"\d[a-z]")
_PASSING = re.compile(
    r"\b(?:in|within|over|after|every|these|those|past|last|next|first|previous|coming|recent|about|the|['’]s|"
    r"(?:or|and|even) (?:in|for|within)) (?:the |these |past |last |next |coming )*$",
    re.IGNORECASE,
)


def of(parsed: Parsed, readings: Sequence[Reading], i: int) -> Features:
    """The features of a candidate: its amount, its place in sentence and article, what it counts and its verb."""
    return _amount(readings[i]) | _place(parsed, readings, i) | _words(parsed, readings[i]) | _values(readings[i])


def _values(reading: Reading) -> Features:
    """By which rule its measure was found, and whether it is a count that does or suffers something."""
    doing = reading.raw.kind == "count" and _does(reading.amount.head)
    rule = "doing" if doing else reading.measure.rule if reading.measure else ""
    out: Features = {f"rule_{name}": rule == name for name in _RULES}
    return out | {"measured": bool(rule)}


def _does(counted: Token) -> bool:
    """Whether the counted are what a verb is said of, or what it is done with, and it is not denied."""
    verb: Token | None = counted.head if counted.dep_ in ("nsubj", "nsubjpass", "dobj") else None
    if verb is None:
        verb = next((c for c in counted.rights if c.dep_ == "relcl" or (c.dep_ == "acl" and c.tag_ == "VBN")), None)
    if verb is None or verb.pos_ != "VERB" or any(c.dep_ == "neg" for c in verb.children):
        return False
    asked = verb.i < counted.i and counted.dep_ != "dobj"
    return not asked and verb.lemma_.lower() not in measure_words("reporting")


def _amount(reading: Reading) -> Features:
    """Kind and size."""
    figure, quantity = reading.raw, reading.amount.quantity
    number = quantity.number
    size = abs(float(figure.value))
    digits = (figure.digits or "").replace(".", "")
    out: Features = {f"kind_{name}": figure.kind == name for name in _KINDS}
    out |= {
        "size": math.log10(size + 1),
        "one": size == 1,
        "two": size == 2,
        "small": size < 10,
        "in_words": not number.digits,
        "scaled": number.scaled,
        "digits": len(digits),
        "significant": len(digits.rstrip("0")),
        "rounded": size >= 10 and digits.endswith("0"),
        "whole": is_whole(figure.value),
        "range": figure.max_value is not None,
        "vague": number.vague,
        "bounded": figure.bound != "exact",
        "no_unit": figure.unit is None,
        "unit_words": len((figure.unit or "").split()),
        "hyphened": bool(_HYPHENED.search(figure.text)),
        "glued": bool(_GLUED.search(figure.text)),
        "clause_words": len(figure.clause.exact.split()) if figure.clause else 0,
    }
    return out


def _place(parsed: Parsed, readings: Sequence[Reading], i: int) -> Features:
    """Where it stands: sentence, list, brackets, beside other figures."""
    figure, text = readings[i].raw, parsed.article.text
    start = figure.evidence[0].start
    sentence = figure.evidence[-1]
    beside = [j for j, r in enumerate(readings) if r.raw.evidence[-1] == sentence]
    found = parsed.sentence_at(start)
    index, block = (found.index, parsed.blocks[found.block]) if found else (0, None)
    before = text[sentence.start : start]
    title = fold(parsed.article.title or "")
    shared = set(re.findall(r"\w{4,}", fold(sentence.exact))) & set(re.findall(r"\w{4,}", title))
    return {
        "sentence": index,
        "part": start / max(1, len(text)),
        "article": math.log10(len(text) + 1),
        "sentence_words": len(sentence.exact.split()),
        "in_sentence": len(beside),
        "nth": beside.index(i),
        "figures": len(readings),
        "title_words": len(shared),
        "bracketed": before.rfind("(") > before.rfind(")"),
        "item": getattr(block, "kind", "") == "item",
    }


def _words(parsed: Parsed, reading: Reading) -> Features:
    """What is counted, the verb above it, and the words around it."""
    figure, head, text = reading.raw, reading.amount.head, parsed.article.text
    start = figure.evidence[0].start
    verb = own_verb(head)
    classes = table("quantity_words")["classes"]
    noun = (figure.unit or "").split(" per ")[0].split(" ")[-1].lower()
    sentence = reading.amount.sentence
    near = {t.lemma_.lower() for t in head.doc[max(sentence.start, head.i - 6) : min(sentence.end, head.i + 7)]}
    out: Features = {f"unit_{name}": noun in words for name, words in classes.items()}
    out |= {f"near_{name}": not near.isdisjoint(words) for name, words in table("quantity_words")["contexts"].items()}
    out |= {
        "passing": bool(_PASSING.search(text[max(0, start - 24) : start])),
        "is_subject": head.dep_ in SUBJECTS,
        "is_complement": head.dep_ == "pobj",
        "is_modifier": head.dep_ in ("nummod", "compound", "amod", "nmod", "npadvmod"),
        "depth": sum(1 for _ in head.ancestors),
        "verb_past": verb is not None and verb.tag_ in ("VBD", "VBN"),
    }
    return out


def of_measure(measure: Measure) -> Features:
    """How a measure was found and what it looks like."""
    words = measure.words.split()
    return {
        "steps": measure.steps,
        "measure_words": len(words),
        "measure_name": words[0][:1].isupper() and measure.steps > 0,
    }
