"""Readers meet anything: torn pages, mails, feeds and PDF files are read or refused, and never crash."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.errors import IngestError
from generator.ingest.draft import Draft
from generator.ingest.readers import feeds, html, mail, pdf
from generator.ingest.stamps import read_stamp
from tests.pdfs import column
from tests.pdfs import pdf as make_pdf

GOLDEN = Path(__file__).parents[1] / "golden" / "add"
WHOLE = {
    "html": (html.read, (GOLDEN / "think_tank.html").read_bytes()),
    "eml": (mail.read, (GOLDEN / "newsletter.eml").read_bytes()),
    "rss": (feeds.read, (GOLDEN / "feed_rss.xml").read_bytes()),
    "json": (feeds.read, (GOLDEN / "feed_json.json").read_bytes()),
    "pdf": (pdf.read, make_pdf([column(700, 10, ["The ferry runs again, said the port.", "", "It pays."])] * 3)),
}


@pytest.mark.parametrize("kind", WHOLE)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_torn_files(kind: str, data: st.DataObject) -> None:
    """A piece cut out of a good file and another put in its place: a draft, a feed, or an error with a remedy."""
    read: Callable[..., Any]
    read, whole = WHOLE[kind]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 400)))
    torn = whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:]
    try:
        result = read("torn", torn)
    except IngestError as error:
        result = error
    assert not isinstance(result, IngestError) or result.remedy
    if isinstance(result, Draft):
        assert any(line.text for line in result.lines)
        assert all("\n" not in line.text for line in result.lines)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60), st.sampled_from(["", "en-US", "de"]))
def test_any_text_as_a_stamp(text: str, locale: str) -> None:
    """A stamp gives a date of ten characters or none."""
    day = read_stamp(text, locale)
    assert day is None or len(day) == 10
