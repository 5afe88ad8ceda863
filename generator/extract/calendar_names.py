"""Months and weekdays that are the name of somebody whom the article names in full: "March said", "April plans"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.tables import worded
from generator.core.when import CALENDAR_NAMES
from generator.extract.parsed import Parsed
from generator.extract.tags import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token


def family_names(parsed: Parsed) -> frozenset[int]:
    """The tokens that name somebody: behind a given name, or as a subject that no word before makes a time.

    Such a word says something somewhere and stands behind a given name somewhere else, or is itself the given name of a
    person ("April Roe sold her kiln"); "March was cold" alone is none.
    """
    here = [t for t in parsed.doc if t.lower_ in CALENDAR_NAMES and t.text.istitle()]
    given = {t.text for t in here if _opens(t) and _is_given_name(t)}
    full = {t.i for t in here if _before(t).pos_ == "PROPN" and _before(t).lower_ not in CALENDAR_NAMES}
    says = {t.i for t in here if _says(t)}
    words = {t.text for t in here if t.i in full} & {t.text for t in here if t.i in says}
    subjects = {t.i for t in here if t.dep_ in SUBJECTS and _opens(t)}
    return frozenset(t.i for t in here if t.text in words | given and t.i in full | says | subjects)


def _before(t: Token) -> Token:
    return t.doc[max(0, t.i - 1)]


def _is_given_name(t: Token) -> bool:
    """Whether a person's family name follows, which is no time either."""
    after = t.doc[min(t.i + 1, len(t.doc) - 1)]
    person = t.ent_type_ == after.ent_type_ == "PERSON" and after.ent_iob_ == "I"
    return person and after.pos_ == "PROPN" and after.lower_ not in CALENDAR_NAMES


def _opens(t: Token) -> bool:
    """Whether a word opens its sentence or clause: none before it makes it a time ("in March", "last March")."""
    return bool(t.is_sent_start) or _before(t).pos_ in ("PUNCT", "SPACE", "CCONJ", "SCONJ")


def _says(t: Token) -> bool:
    """Whether a verb for what people do follows, however the parse takes the word ("May told the town")."""
    verb = t.doc[min(t.i + 1, len(t.doc) - 1)]
    does = verb.lemma_ in worded("actors_lexicon", "person_verbs", "reporting")
    return does and verb.tag_ in ("VBD", "VBZ") and _opens(t)
