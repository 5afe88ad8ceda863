"""What lies ahead: every forward-looking sentence of an article, and how likely each is what a reader wants to know."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

from generator.core.model import Forward, Found
from generator.core.text import stable_id
from generator.core.when import When
from generator.extract.cues import KINDS, WEAK, words
from generator.extract.judgement import judge
from generator.extract.parsed import Parsed
from generator.extract.sentences import Features, actors_in, date_features, sentence_features, verb_features
from generator.extract.verbs import dates_in, governor, root_of
from generator.extract.whats_next.looks import Look, find_looks, is_later, published, shown, verb_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def extract(parsed: Parsed, found: Found) -> Found:
    """Fill `found.forward` (all, in order) and `found.whats_next` (candidates: dated ones first, by date)."""
    looks = find_looks(parsed, found.dates)
    candidates = [(look, _forward(look, found)) for look in shown(parsed, looks, found.dates)]
    candidates.sort(key=lambda c: _dated_first(c[0]))
    judgements = tuple(
        judge("whats_next", item.id, features(parsed, look, found, len(looks))) for look, item in candidates
    )
    return dataclasses.replace(
        found,
        forward=tuple(_forward(look, found) for look in looks if look.main.kind not in WEAK),
        whats_next=tuple(item for _, item in candidates),
        judgements=(*found.judgements, *judgements),
    )


def _forward(look: Look, found: Found) -> Forward:
    actors = actors_in(found, look.evidence)
    return Forward(stable_id("n", look.text), look.text, look.certainty, look.when, look.evidence, actors)


def _dated_first(look: Look) -> tuple[bool, str, int]:
    when = When.parse(look.when)  # a day whose year nobody states is of the article's own time: the nearest
    return look.when is None, when.start.isoformat() if when else "", look.evidence[0].start


def _action(cue: Token, verb: Token) -> Features:
    """The verb that tells what will be done: that of an infinitive, else the cue's own."""
    done = cue.head if cue.tag_ == "TO" else verb
    return {
        "stative": done.lemma_ in words("statives"),
        "passive": any(c.dep_ == "auxpass" for c in done.children),
        "object": any(c.dep_ == "dobj" for c in done.children),
        "named": any(t.ent_type_ for t in done.subtree if t.i > done.i),
        "size": min(sum(1 for _ in done.subtree), 30),
    }


def features(parsed: Parsed, look: Look, found: Found, looks: int) -> Features:
    """What is known of a look: its sentence, its cues, the verb of the main one, and its date."""
    doc, today = parsed.doc, published(parsed)
    verb = verb_of(doc[look.main.at])
    kinds = Counter(c.kind for c in look.cues)
    inside = dates_in(look.sentence.start, look.sentence.end, found.dates)
    out: Features = {
        **sentence_features(parsed, look.sentence, found),
        **{f"cue {name}": value for name, value in verb_features(verb, found).items()},
        **{f"main {kind}": kind == look.main.kind for kind in KINDS},
        **{f"action {name}": value for name, value in _action(doc[look.main.at], verb).items()},
        "firmness": KINDS.index(look.main.kind),
        "cues": len(look.cues),
        "firm cues": sum(n for kind, n in kinds.items() if KINDS.index(kind) <= KINDS.index("date")),
        "scheduled": look.certainty == "scheduled",
        "conditional": look.certainty == "conditional",
        "looks": min(looks, 20),
        "heading": look.heading,
        "with lead": len(look.text) > len(look.sentence.text),
        "cue at": (look.main.at - look.sentence.span.start) / max(1, len(look.sentence.span)),
        "dates": len(inside),
        "later dates": sum(is_later(d, today) for d in inside),
        "past dates": sum(bool((w := When.parse(d.value)) and today and w.certainly_before(today)) for d in inside),
        "dated": look.date is not None,
    }
    if look.date:
        root = root_of(parsed, look.date)
        own = root is not None and governor(root) is not None
        out |= {f"date {name}": value for name, value in date_features(parsed, look.date, today).items()}
        out["date of cue"] = own and any(verb_of(doc[c.at]) == governor(root) for c in look.cues if root is not None)
        out["date is later"] = is_later(look.date, today)
    return out
