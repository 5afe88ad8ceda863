"""What is known of a figure that tells how likely it is right and worth showing: named features for its judges."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.core.model import Figure
from generator.core.tables import table
from generator.core.text import fold
from generator.extract.figures.measure import SUBJECTS, own_verb
from generator.extract.figures.tables import english, measure_words
from generator.extract.parsed import Parsed

if TYPE_CHECKING:
    from generator.extract.figures.steps import Reading

Features = dict[str, float]
_KINDS = ("money", "percent", "count", "time", "age", "length", "mass", "area", "speed", "rate", "fraction", "bare")
_RULES = (
    "part", "purpose", "brackets", "owner", "beside", "subject", "object", "holder", "noun", "doing",
    "apposed",
)  # fmt: skip
_PASSING = re.compile(
    r"\b(?:in|within|over|after|every|these|those|past|last|next|first|previous|coming|recent|about|the|['’]s|"
    r"(?:or|and|even) (?:in|for|within)) (?:the |these |past |last |next |coming )*$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\b(?:the|these|those|both|all|its|his|her|their|our|my|['’]s) $", re.IGNORECASE)
"""Before a number that the reader knows already: "the two countries"."""
_GONE = re.compile(r"\s(?:ago|later|earlier|before|after|since|prior)\b")
_BASE = re.compile(r"\b(?:from|than|against|compared with|compared to) $")
_LEAD = 3
"""Sentences of an article that are its lead."""


def of(parsed: Parsed, readings: Sequence[Reading], i: int) -> Features:
    """The features of a candidate: its amount, its place in sentence and article, what it counts and its verb."""
    return _amount(readings[i]) | _place(parsed, readings, i) | _words(parsed, readings[i]) | _values(readings[i])


def _values(reading: Reading) -> Features:
    """Which values were found for it, and by which rule."""
    rule = reading.measure.rule if reading.measure else ""
    out: Features = {f"rule_{name}": rule == name for name in _RULES}
    out["measured"] = reading.measure is not None
    out["dated"] = reading.raw.period is not None
    return out


def _amount(reading: Reading) -> Features:
    """Kind, size and shades."""
    figure, quantity = reading.raw, reading.amount.quantity
    number = quantity.number
    size = abs(float(figure.value))
    digits = (figure.digits or "").replace(".", "")
    out: Features = {f"kind_{name}": figure.kind == name for name in _KINDS}
    out["kind_other"] = figure.kind not in _KINDS
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
        "whole": figure.value % 1 == 0 if size < 1e20 else True,
        "range": figure.max_value is not None,
        "vague": number.vague,
        "bounded": figure.bound != "exact",
        "changed": figure.change is not None,
        "hyphened": quantity.touching,
        "negative": figure.value < 0,
        "no_unit": figure.unit is None,
        "unit_words": len((figure.unit or "").split()),
        "unit_named": bool(re.match(r"[A-Z][a-z]", figure.unit or "")),
    }
    return out


def _place(parsed: Parsed, readings: Sequence[Reading], i: int) -> Features:
    """Where it stands: sentence, list, quotation, brackets, repeated, beside other figures."""
    figure, text = readings[i].raw, parsed.article.text
    start, end = figure.evidence[0].start, figure.evidence[0].end
    sentence = figure.evidence[-1]
    beside = [j for j, r in enumerate(readings) if r.raw.evidence[-1] == sentence]
    found = parsed.sentence_at(start)
    index, block = (found.index, parsed.blocks[found.block]) if found else (0, None)
    before = text[sentence.start : start]
    title = fold(parsed.article.title or "")
    shared = set(re.findall(r"\w{4,}", fold(sentence.exact))) & set(re.findall(r"\w{4,}", title))
    same = [r.raw for r in readings if _same(r.raw, figure)]
    return {
        "sentence": index,
        "lead": index < _LEAD,
        "part": start / max(1, len(text)),
        "article": math.log10(len(text) + 1),
        "sentence_words": len(sentence.exact.split()),
        "in_sentence": len(beside),
        "nth": beside.index(i) if i in beside else 0,
        "figures": len(readings),
        "repeated": len(same) > 1,
        "again": bool(same) and same[0].id != figure.id,
        "in_title": bool(figure.digits) and bool(re.search(rf"(?<!\d){re.escape(figure.digits or '')}(?!\d)", title)),
        "title_words": len(shared),
        "quoted": before.count("“") > before.count("”") or before.count('"') % 2 == 1,
        "bracketed": before.rfind("(") > before.rfind(")"),
        "item": getattr(block, "kind", "") == "item",
        "heading": getattr(block, "kind", "") == "heading",
        "section": getattr(block, "section", "") in ("takeaway", "key_points"),
        "compared": bool(_BASE.search(text[max(0, start - 16) : start])),
        "restated": text[max(0, start - 2) : start].strip() in ("(", "["),
        "ends_sentence": sentence.end - end < 2,
        "opens_sentence": start - sentence.start < 3,
    }


def _same(a: Figure, b: Figure) -> bool:
    return (a.value, a.max_value, a.unit) == (b.value, b.max_value, b.unit)


def _words(parsed: Parsed, reading: Reading) -> Features:
    """What is counted, the verb above it, and the words around it."""
    figure, head, text = reading.raw, reading.amount.head, parsed.article.text
    start, end = figure.evidence[0].start, figure.evidence[0].end
    verb = own_verb(head)
    lemma = verb.lemma_.lower() if verb is not None else ""
    classes = table("quantity_words")["classes"]
    noun = (figure.unit or "").split(" per ")[0].split(" ")[-1].lower()
    near = {t.lemma_.lower() for t in head.doc[max(head.sent.start, head.i - 6) : min(head.sent.end, head.i + 7)]}
    out: Features = {f"unit_{name}": noun in words for name, words in classes.items()}
    out |= {f"near_{name}": not near.isdisjoint(words) for name, words in table("quantity_words")["contexts"].items()}
    out |= {
        "passing": bool(_PASSING.search(text[max(0, start - 24) : start])),
        "definite": bool(_DEFINITE.search(text[max(0, start - 8) : start])),
        "gone": bool(_GONE.match(text, end)),
        "lasting": text[max(0, start - 4) : start].lower() == "for ",
        "is_subject": head.dep_ in SUBJECTS,
        "is_object": head.dep_ in ("dobj", "attr"),
        "is_complement": head.dep_ == "pobj",
        "is_modifier": head.dep_ in ("nummod", "compound", "amod", "nmod", "npadvmod"),
        "depth": sum(1 for _ in head.ancestors),
        "verb_changes": lemma in english().change,
        "verb_reports": lemma in measure_words("reporting"),
        "verb_is": lemma == "be",
        "verb_past": verb is not None and verb.tag_ in ("VBD", "VBN"),
        "side_clause": verb is not None and verb.dep_ in ("relcl", "acl", "advcl"),
        "modal": verb is not None and any(c.tag_ == "MD" for c in verb.children),
        "denied": verb is not None and any(c.dep_ == "neg" for c in verb.children),
    }
    return out


def of_measure(reading: Reading) -> Features:
    """How the measure was found and what it looks like."""
    measure = reading.measure
    if measure is None:
        return {}
    words, sentence = measure.words.split(), reading.raw.evidence[-1].exact
    return {
        "steps": measure.steps,
        "measure_words": len(words),
        "measure_parts": measure.words.count(", ") + 1,
        "measure_name": words[0][:1].isupper() and measure.steps > 0,
        "measure_before": sentence.find(words[0]) < sentence.find(reading.raw.text),
        "measure_generic": words[-1].lower() in measure_words("generic"),
    }
