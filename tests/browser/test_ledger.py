"""The ledger's table in a real browser: sorted, filtered, and whole without a script."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser

ROWS = ".ledger--all tbody tr"


def _values(page: Any) -> list[float]:
    return [
        float(value)
        for value in page.locator(f"{ROWS}:visible [data-kind]").evaluate_all("all => all.map(e => e.dataset.sort)")
    ]


def test_headings_sort(open_page: Any, site_url: str) -> None:
    """A heading sorts by value, again the other way, and a third time restores the page's own order."""
    watched = open_page(f"{site_url}figures/")
    page = watched.page
    before = _values(page)
    head = page.get_by_role("button", name="Figure", exact=True)
    head.click()
    assert _values(page) == sorted(before) != before
    assert page.locator("[aria-sort=ascending]").count() == 1
    head.click()
    assert _values(page) == sorted(before, reverse=True)
    head.click()
    assert _values(page) == before
    assert page.locator("[aria-sort]").count() == 0
    assert watched.problems == []


def test_filters_narrow_and_say_so(open_page: Any, site_url: str) -> None:
    """Words, kind and year each hide the rows that do not have them, and the status counts what is left."""
    page = open_page(f"{site_url}figures/").page
    every = page.locator(ROWS).count()
    page.get_by_label("Kind").select_option("Per cent")
    shown = page.locator(f"{ROWS}:visible").count()
    assert 0 < shown < every
    assert page.locator(".ledger__status").inner_text() == f"{shown} of {every} figures"
    assert all("%" in t or "per cent" in t for t in page.locator(f"{ROWS}:visible [data-kind]").all_inner_texts())
    page.get_by_label("Kind").select_option("")
    page.get_by_label("Words").fill("tariff")
    texts = page.locator(f"{ROWS}:visible").all_inner_texts()
    assert 0 < len(texts) < every
    assert all("tariff" in t.lower() for t in texts)
    page.get_by_label("Words").fill("")
    page.get_by_label("Year").select_option("2024")
    assert 0 < page.locator(f"{ROWS}:visible").count() < every
