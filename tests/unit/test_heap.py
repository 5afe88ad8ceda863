"""The garbage collector waits while a corpus is made, and is as it was afterwards."""

from __future__ import annotations

import gc

import pytest

from generator.core.heap import lasting
from generator.io.records import read_records
from generator.link import link


def test_it_looks_seldom_and_then_as_before() -> None:
    """Whatever the block does: a collector that stayed seldom would let a program that uses us grow."""
    before = gc.get_threshold()
    with lasting():
        assert gc.get_threshold()[0] > before[0]
        with pytest.raises(ZeroDivisionError), lasting():
            _ = 1 / 0
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before


def test_one_that_is_off_stays_off() -> None:
    """0 is off for Python: who turned it off is not overruled."""
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with lasting():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)


def test_what_makes_a_corpus_is_in_such_a_block() -> None:
    """Reading and linking 2,000 briefs takes a quarter longer otherwise."""
    assert all(hasattr(function, "__wrapped__") for function in (read_records, link))
