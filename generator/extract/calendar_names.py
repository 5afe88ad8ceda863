"""Months and weekdays that name somebody whom the article also names in full: "March said", "April plans to go"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.tables import listed, worded
from generator.core.when import CALENDAR_NAMES, MONTH_NUMBERS
from generator.extract.parsed import Parsed
from generator.extract.tags import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token


def family_names(parsed: Parsed) -> frozenset[int]:
    """The tokens that name somebody: behind a given name, or as a subject that no word before makes a time.

    Such a word says something somewhere and stands behind a given name somewhere else; "March was cold" alone is none.
    A month that is somebody's given name ("April Roe") is one where it does something.
    """
    here = [t for t in parsed.doc if t.lower_ in CALENDAR_NAMES and t.text.istitle()]
    full = {t.i for t in here if _before(t).pos_ == "PROPN" and _before(t).lower_ not in CALENDAR_NAMES}
    says = {t.i for t in here if _says(t)}
    words = {t.text for t in here if t.i in full} & {t.text for t in here if t.i in says}
    subjects = {t.i for t in here if t.dep_ in SUBJECTS and _opens(t)}
    months = (t for t in here if t.lower_ in MONTH_NUMBERS)
    given = {t.text for t in months if t.ent_type_ != "DATE" and t.dep_ == "compound" and t.head.i == t.i + 1}
    called = {t.i for t in here if t.text in given and t.i in subjects and _does(t)}
    return frozenset(t.i for t in here if t.text in words and t.i in full | says | subjects) | called


def _before(t: Token) -> Token:
    return t.doc[max(0, t.i - 1)]


def _opens(t: Token) -> bool:
    """Whether a word opens its sentence or clause: none before it makes it a time ("in March", "last March")."""
    return bool(t.is_sent_start) or _before(t).pos_ in ("PUNCT", "SPACE", "CCONJ", "SCONJ")


def _does(t: Token) -> bool:
    """Whether a verb right behind a word tells what somebody does ("April retires"), and not what it is like."""
    verb = t.head
    return verb.i == t.i + 1 and verb.tag_ in ("VBD", "VBZ") and verb.lemma_ != "be"


def _says(t: Token) -> bool:
    """Whether a verb for what people do follows, however the parse takes the word ("May told the town")."""
    verb = t.doc[min(t.i + 1, len(t.doc) - 1)]
    does = verb.lemma_ in worded("actors_lexicon", "person_verbs", "reporting") | listed("quotes", "cues")
    return does and verb.tag_ in ("VBD", "VBZ", "VBN") and _opens(t)
