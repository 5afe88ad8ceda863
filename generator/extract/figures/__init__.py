"""Figures: every quantity of an article, and the few that its brief shows.

An own grammar reads numbers, units, currencies, rates and ranges from the words (`numbers`, `grammar`, the tables in
`data/`); the parse says what is counted (`nouns`), what is measured (`measure`) and which way it went (`bounds`);
the dates of the sentence give the period (`periods`); the judges weigh what `features` knows.
"""

from __future__ import annotations

from generator.extract.figures.steps import extract

__all__ = ["extract"]
