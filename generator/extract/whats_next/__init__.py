"""What lies ahead: every forward-looking sentence of an article, and how likely each is what a reader wants to know."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from generator.core.model import Forward, Found
from generator.core.text import stable_id
from generator.core.when import When
from generator.extract.cues import KINDS, WEAK
from generator.extract.judgement import judge, word_numbers
from generator.extract.parsed import Parsed
from generator.extract.sentences import Features, actors_in, date_features, sentence_features, verb_features
from generator.extract.verbs import governor, words
from generator.extract.whats_next.looks import Look, find_looks, is_later, shown, verb_of, written

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def extract(parsed: Parsed, found: Found) -> Found:
    """Fill `found.forward` (all, in order) and `found.whats_next` (candidates: dated ones first, by date)."""
    looks = find_looks(parsed, found.dates)
    candidates = [(look, _forward(look, found)) for look in shown(parsed, looks)]
    candidates.sort(key=lambda c: _dated_first(c[0]))
    judgements = tuple(
        judge("whats_next", item.id, features(parsed, look, found, len(looks)), wording(look.sentence.span))
        for look, item in candidates
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
    """The verb that tells what will be done: that of an infinitive, else the cue's own; whom and how much it tells, and
    whether it tells what something is, or when or why something else happens."""
    done, above = cue.head if cue.tag_ == "TO" else verb, governor(verb)
    hangs = {t.dep_ for t in (verb, *verb.ancestors)}
    return {
        "cue describes": bool(hangs & {"relcl", "acl", "appos"}),
        "cue adverbial": "advcl" in hangs,
        "cue complement": bool(hangs & {"ccomp", "xcomp"}),
        "action named": any(t.ent_type_ for t in done.subtree if t.i > done.i),
        "action size": min(sum(1 for _ in done.subtree), 30),
        "cue reported": above is not None and above.lemma_ in words("reporters"),
    }


def wording(sentence: Span) -> tuple[int, ...]:
    """The numbers of a sentence's words and of its root: "pending" and "verdict" look ahead by themselves."""
    told = (f"{t.lemma_.lower()}/{t.pos_}" for t in sentence if t.is_alpha)
    return word_numbers((*told, f"root {sentence.root.lemma_.lower()}"))


def features(parsed: Parsed, look: Look, found: Found, looks: int) -> Features:
    """What is known of a look: its sentence, its cues, the verb of the main one, and its date."""
    doc, today = parsed.doc, written(parsed, found.dates)
    cue, verb = doc[look.main.at], verb_of(doc[look.main.at])
    return {
        **sentence_features(parsed, look.sentence, found),
        **verb_features(look.sentence.span.root, found, "root"),
        **verb_features(verb, found, "cue"),
        **_action(cue, verb),
        **(date_features(parsed, look.date, today) if look.date else {}),
        "firmness": KINDS.index(look.main.kind),
        "cues": len(look.cues),
        "firm cues": sum(KINDS.index(c.kind) <= KINDS.index("date") for c in look.cues),
        "cue at": (look.main.at - look.sentence.span.start) / max(1, len(look.sentence.span)),
        "scheduled": look.certainty == "scheduled",
        "looks": min(looks, 20),
        "date is later": look.date is not None and is_later(look.date, today),
    }
