"""The figure ledger as a table for spreadsheets: one row a telling, RFC 4180."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

from generator.core.configuration import Catalog
from generator.link.corpus import Corpus
from generator.site.export import url

HEAD = (
    "id", "value", "max_value", "unit", "measure", "period", "change", "agreement", "brief", "title", "published",
    "words", "page",
)  # fmt: skip

_FORMULA = frozenset("=+-@|%\uff1d\uff0b\uff0d\uff20")
_NUMBER = re.compile(r"[+-]?[0-9][0-9,.]*")


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
            rows.writerow(
                (
                    e.id,
                    _number(figure.value),
                    _number(figure.max_value),
                    *map(_safe, (e.unit, e.measure, e.period)),
                    e.change or "",
                    e.agreement,
                    t.brief,
                    _safe(brief.title),
                    brief.article.published or "",
                    _safe(figure.text),
                    url(e.page, catalog.masthead.folders),
                )
            )
    return {"data/figures.csv": "\ufeff" + out.getvalue()}


def _number(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")


def _safe(text: str | None) -> str:
    """Text that no spreadsheet takes for a formula (OWASP, CSV injection): an apostrophe goes before such a start.

    A number may begin with its sign; anything else that does is a formula to a spreadsheet.
    """
    text = " ".join((text or "").split())
    return "'" + text if text[:1] in _FORMULA and not _NUMBER.fullmatch(text) else text
