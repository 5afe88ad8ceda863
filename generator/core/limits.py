"""How much is read, in one table: what is larger is refused with one line, or left out, never worked on for ever.

Every limit lies far above what an article, a record or a site's configuration holds; each says what happens beyond it.
"""

from __future__ import annotations

from decimal import Decimal

EARLIEST_YEAR = 10
"""The first year of a date: an earlier one is none, in a record or a configuration an error. ("2,000 years ago" is
later.)"""
LATEST_YEAR = 9899
"""The last one: the calendar of computers ends with 9999, and what is reckoned from a date must stay in it."""
BRIEFS_TOGETHER = 10
"""Briefs that fail only beside others and are left out, half of all at most: with more of them nothing is built."""
FIGURE_DIGITS = 24
"""Digits before the point, or zeros behind it, of a quantity in an article: a longer one is no figure. (Avogadro's
number has 24; four places are left of the 28 of Python's decimal arithmetic.)"""
NUMBER_DIGITS = 30
"""The same for a number in a record or a configuration: error."""
QUANTITIES = 1_000
"""Quantities of one article that are read: those behind them are none. A long report has three hundred."""
WORD_LENGTH = 400
"""Characters of a word of an article: the midst of a longer one is left out. Addresses of the web have two hundred."""
SENTENCE_WORDS = 400
"""Words and marks of a sentence of an article: a longer one is cut behind a comma. Long ones have 150."""
LIST_ITEMS = 500
"""Items of one list of a record (actors, figures ...): error. A long brief has forty."""
TEXT_LENGTH = 20_000
"""Characters of one text of a record (a takeaway, a quote, a name ...): error. A long quotation has two thousand."""
NOTE_LENGTH = 20_000
"""Characters of an analyst's note: it is not shown, and told. A page of a book has three thousand."""
NOTE_BRACKETS = 1_000
"""Opening brackets in a note, each of which may begin a link: the same."""
ID_BYTES = 200
"""Bytes (UTF-8) of a brief's id: error. Names of its files are longer by 25, and file systems stop at 255."""
PATH_BYTES = 255
"""Bytes of what a record says its article's file is called, with its folders: error."""
YAML_KB = 4096
"""Size of a record's front matter or a configuration file, in KB: error."""
YAML_DEPTH = 40
"""Lists and mappings inside each other in YAML: error. Records have five."""
YAML_VALUES = 200_000
"""Values of one YAML document, aliases counted as often as they are used: error. A large record has two thousand."""
MARK_ROUNDS = 12
"""Marks inside marks (a heading in a quotation in a link ...) that are peeled off a line: further ones stay. People
write three."""
STORY = 4_000
"""Characters over which a date without its year may take that of an earlier one: beyond, it has none from there."""
DATES_BACK = 200
"""Dates before an expression ("the next day") among which the one it is reckoned from is sought."""
HTML_TAGS = 50_000
"""Tags of a web page: refused. A long article with its comments has five thousand."""
HTML_ATTRIBUTES = 500
"""Attributes of one tag: refused."""
HTML_BLOCKS = 3_000
"""Paragraphs, boxes, items, cells and line breaks of a web page: beyond, it is read without the rescue of trafilatura's
that compares each with its neighbours. A long article with its comments has a thousand."""
READER_SECONDS = 60
"""Time to read one page, mail, PDF file or feed: refused. A long report takes five."""
READER_MB = 2048
"""Memory (address space, MB) of the process that reads them: refused. A long report takes three hundred."""
MAIL_FIELD = 2_000
"""Characters of one field of a mail's head (From, Subject, Content-Type ...): it is cut. A long subject in encoded
words has six hundred; lists of recipients are longer and not read."""


def in_bounds(value: int | float | Decimal | None, digits: int = NUMBER_DIGITS) -> bool:
    """Whether a number may be reckoned with: finite, and neither too large nor too small.

    >>> in_bounds(Decimal("244.8")), in_bounds(10**30), in_bounds(Decimal("1e400")), in_bounds(float("nan"))
    (True, False, False, False)
    """
    if value is None:
        return True
    if isinstance(value, int):
        return bool(abs(value) < 10**digits)
    number = Decimal(repr(value)) if isinstance(value, float) else value
    if not number.is_finite() or len(number.as_tuple().digits) > 2 * digits:
        return False
    return -digits <= number.adjusted() < digits
