"""Tags of the language model that rules ask for in many places: parts of speech, relations, kinds of entity."""

from __future__ import annotations

NOUNS = ("NOUN", "PROPN")
VERBS = ("VERB", "AUX")
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
GRAMMATICAL_SUBJECTS = (*SUBJECTS, "expl")
"""Subjects, and an "it" or "there" that stands in a subject's place."""
MODIFIERS = ("amod", "compound", "nmod", "nummod", "quantmod", "poss")
"""How a word before a noun belongs to it."""
POINTING = ("PRP", "PRP$", "WDT", "WP")
"""Tags of the words that point at what stands before: "he", "its", "which"."""
PRESENT = ("VBZ", "VBP")
FINITE = (*PRESENT, "VBD", "MD")
TIMES = ("DATE", "TIME")
"""Kinds of entity, and types of TIMEX3, that say when."""
