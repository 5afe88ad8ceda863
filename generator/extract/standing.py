"""How far words stand by themselves: whether who sees the headline, the takeaway and these words alone can place them.

"The coup" that an earlier sentence tells of, "its" of nobody, a clause without a verb, a cut where the sentence goes
on: a reader who has not the article asks "which?". What is counted here says nothing alone; a judge fitted on strict
marks weighs it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.core.model import Actor, Evidence, Judgement, Mention
from generator.core.tables import worded
from generator.core.text import fold, long_words
from generator.extract.judgement import load_judge, log_odds, weighed
from generator.extract.parsed import Parsed
from generator.extract.phrasing import POINTERS, told_behind
from generator.extract.tags import FINITE, NOUNS, SUBJECTS, TIMES
from generator.language.offices import is_open
from generator.link.names import is_generic

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEFINITE = frozenset({"the", *POINTERS})
"""With these before it a noun is one that the reader is taken to know."""
_DUTY = frozenset({"should", "must", "ought", "need"})
"""Words of advice: whose it is must be told."""
_CUT = 2
"""A sentence of which no more letters are left out, a mark or two, is whole."""


def strict_features(judged: Judgement, standing: Mapping[str, float]) -> dict[str, float]:
    """What a strict judge weighs of a candidate: what the other judges made of it, what they saw, how it stands."""
    told = {"odds": log_odds(judged.probability), "missed odds": log_odds(judged.wanted)}
    return {**dict(judged.features), **told, **standing}


def strictly(judged: Judgement, standing: Mapping[str, float]) -> Judgement:
    """The judgement of a reader who must sign it, seeing the headline, the day, the takeaway and its words alone."""
    features = strict_features(judged, standing)
    asked = load_judge(f"{judged.field}.must") is not None
    missed = judged.wanted if asked else weighed(f"{judged.field}.missed", features)
    return replace(judged, probability=weighed(f"{judged.field}.sound", features), wanted=missed)


def worth_having(judged: Judgement, standing: Mapping[str, float]) -> float:
    """How likely a strict reader holds a candidate worth having, 0 to 1: no side detail, nobody named in passing."""
    return weighed(f"{judged.field}.kept", strict_features(judged, standing))


@dataclass(frozen=True)
class Standing:
    """An article, of which a reader sees words beside those `above` them: the headline and the takeaway."""

    parsed: Parsed
    above: str

    @cached_property
    def _known(self) -> frozenset[str]:
        return long_words(self.above)

    @cached_property
    def _above_loosely(self) -> str:
        return _loosely(self.above)

    @cached_property
    def _first_told(self) -> dict[str, int]:
        """Where a noun stands first in the article."""
        told: dict[str, int] = {}
        for token in self.parsed.doc:
            if token.pos_ in NOUNS:
                told.setdefault(token.lemma_.lower(), token.i)
        return told

    def features(self, spans: Sequence[Evidence]) -> dict[str, float]:
        """What is known of some spans of the article, as they are shown: counts, truths, a share of the words above.

        Of 28 features tried, these 12 told something that no other did (backward elimination, by document).
        """
        tokens = [t for e in spans for t in self._tokens(e)]
        if not tokens:
            return {}
        sentence = self.parsed.sentence_at(spans[0].start)
        opened = [self._open(t, tokens) for t in tokens]
        text = " ".join(e.exact for e in spans)
        return {
            "shown words": sum(t.is_alpha for t in tokens),
            "open before": opened.count("before"),
            "open above": opened.count("above"),
            "open owner": sum(_is_of_nobody(t, tokens) for t in tokens),
            "duty": sum(t.lemma_ in _DUTY for t in tokens),
            "clause": any(t.tag_ in FINITE for t in tokens),
            "told past": sum(t.tag_ == "VBD" for t in tokens),
            "times shown": sum(t.ent_type_ in TIMES and t.ent_iob_ == "B" for t in tokens),
            "cut before": sentence is not None and spans[0].start > sentence.start + _CUT,
            "quotation marks": text.count('"') + text.count("“") + text.count("”"),
            "small opening": text[:1].islower(),
            "above": len(long_words(text) & self._known) / (len(self._known) or 1),
        }

    def actor_features(self, actor: Actor) -> dict[str, float]:
        """Whether an actor is named above, is a person of whom neither that nor a role says who it is, is called by
        common words alone ("Board", "Audit Committee"), or has a role that leaves open of what ("Vice President").

        Of marked persons without a role who are named above 0.74 would be signed and kept, of the others 0.10.
        """
        words = [w for w in actor.name.split() if not w.endswith(".")]  # not "Jr."
        name = words[-1] if actor.kind == "person" and words else actor.name
        named = self._stands_above(name)
        return {
            "named above": named,
            "of nobody": actor.kind == "person" and not (actor.role or named),
            "bare": len(words) == 1 and is_generic(actor.name),
            "common name": is_generic(actor.name),
            "open role": actor.role is not None and is_open(actor.role),
        }

    def is_of_another(self, spans: Sequence[Evidence], mentions: Sequence[Mention]) -> bool:
        """Whether "the company" of some spans is one that neither they nor what stands above them name.

        It is the body that the article named last: in a report on many firms a brief would show its sales, under a
        headline on another, as that one's. `mentions` are those of the article, in its order.
        """
        return any(_is_a_firm(t) and self._is_unnamed(t, spans, mentions) for e in spans for t in self._tokens(e))

    def _is_unnamed(self, firm: Token, spans: Sequence[Evidence], mentions: Sequence[Mention]) -> bool:
        """Whether the body named last before a word stands nowhere in what is shown."""
        bodies = [m for m in mentions if m.kind == "organization"]
        last = next((m for m in reversed(bodies) if m.evidence[0].end <= firm.idx), None)
        if last is None or last.evidence[0].within(spans):
            return False
        names = {m.text for m in bodies if m == last or (last.actor and m.actor == last.actor)}
        return not any(map(self._stands_above, names))

    def _stands_above(self, name: str) -> bool:
        """Whether a name stands above, whatever its case; for most, which do not, no pattern is made."""
        may = _loosely(name) in self._above_loosely
        return may and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self.above, re.IGNORECASE))

    def _tokens(self, words: Evidence) -> Sequence[Token]:
        return tuple(self.parsed.doc.char_span(words.start, words.end, alignment_mode="expand") or ())

    def _open(self, noun: Token, tokens: Sequence[Token]) -> str:
        """Where a reader must look for what "the coup" or "this plan" is.

        ``above`` (headline or takeaway) or ``before`` (an earlier sentence); empty where its own words tell which, or
        all know it.
        """
        if noun.pos_ != "NOUN" or not any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in noun.lefts):
            return ""
        named = any(c.pos_ == "PROPN" or c.ent_type_ or c.dep_ == "poss" for c in noun.lefts)
        if named or told_behind(noun) or noun.ent_type_ in TIMES:
            return ""
        lemma = noun.lemma_.lower()
        if any(t.lemma_.lower() == lemma and t.i < noun.i for t in tokens):
            return ""
        if self._known & {lemma, noun.lower_}:
            return "above"
        return "before" if self._first_told.get(lemma, noun.i) < tokens[0].i else ""


def _loosely(text: str) -> str:
    """A form that two texts share, and more do, where case alone tells them apart: for patterns "ı" is a small I."""
    return fold(text).replace("ı", "i")


def _is_a_firm(word: Token) -> bool:
    """Whether a word is the subject "the company" or its like, and nothing beside it tells which."""
    if word.dep_ not in SUBJECTS or word.lemma_.lower() not in worded("actors_lexicon", "company_nouns"):
        return False
    told = told_behind(word) or any(c.pos_ == "PROPN" or c.dep_ in ("poss", "compound") for c in word.lefts)
    return not told and any(c.lower_ == "the" for c in word.lefts)


def _is_of_nobody(word: Token, tokens: Sequence[Token]) -> bool:
    """Whether nothing before a possessive can be its owner."""
    return word.tag_ == "PRP$" and not any(t.pos_ in NOUNS and t.i < word.i for t in tokens)
