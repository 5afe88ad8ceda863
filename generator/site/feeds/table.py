"""The figure ledger as a table for spreadsheets: one row a telling, RFC 4180."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from decimal import Decimal

from generator.core.configuration import Catalog
from generator.link.corpus import Corpus
from generator.site.export import url

HEAD = (
    "id", "value", "max_value", "unit", "measure", "period", "change", "agreement", "brief", "title", "published",
    "words", "page",
)  # fmt: skip

_NUMBER = re.compile(r"[+\-\u2212]?[0-9][0-9,.]*(?: ?%| [^\W\d_]+)*")
"""A number with its sign, alone or with plain words behind it: nothing that a spreadsheet could reckon or call."""
_OPENS = frozenset("\"'.~<>\u2248")
_OPENING = ("L", "N", "Sc", "Ps", "Pi", "Pf")
"""What text begins with: letters, digits, signs of currencies, brackets and quotation marks (general categories)."""
_BLANK = frozenset("\u115f\u1160\u2800")
"""Letters and signs that show nothing: two fillers of Hangul, to which NFKC brings the other two, and empty braille."""


def files(corpus: Corpus, catalog: Catalog) -> dict[str, str | bytes]:
    """``data/figures.csv``, UTF-8 with a byte order mark so that spreadsheets read it as such."""
    briefs = {b.id: b for b in corpus.briefs}
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(HEAD)
    for e in corpus.ledger:
        for t in e.tellings:
            brief = briefs[t.brief]
            figure = t.figure
            cells = (
                e.id, figure.value, figure.max_value, e.unit, e.measure, e.period, e.change, e.agreement, t.brief,
                brief.title, brief.article.published, figure.text, url(e.page, catalog.masthead.folders),
            )  # fmt: skip
            rows.writerow(map(_cell, cells))
    return {"data/figures.csv": "\ufeff" + out.getvalue()}


def _cell(value: Decimal | str | None) -> str:
    """What stands in a cell: a Decimal as a plain number, text as text that no spreadsheet takes for a formula.

    OWASP, CSV injection: an apostrophe goes before what begins otherwise than text does, whatever invisible characters
    stand before it. Where lists are parted by semicolons, a spreadsheet splits there as well: each part is looked at.
    """
    if isinstance(value, Decimal):
        return format(value, "f")
    return ";".join(map(_guarded, " ".join((value or "").split()).split(";")))


def _guarded(text: str) -> str:
    if text[:1].isascii() and text[:1].isalnum():  # as nearly all begin
        return text
    plain = unicodedata.normalize("NFKC", text)
    first = next((c for c in plain if unicodedata.category(c)[0] not in "CZM" and c not in _BLANK), "")
    opens = not first or first in _OPENS or unicodedata.category(first).startswith(_OPENING)
    return text if opens or _NUMBER.fullmatch(text) else f"'{text}"
