"""Memory while much is made that lives on: a corpus, its pages."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MADE = 1_000_000
"""So many new things are looked through for ones that nobody needs; Python's own 700 is made for small heaps."""


@contextmanager
def lasting() -> Iterator[None]:
    """Look seldom for garbage while a block, or a function that is decorated with this, makes what lasts.

    What nobody refers to is freed at once as ever; only what refers to itself in a circle waits longer.
    """
    before = gc.get_threshold()
    gc.set_threshold(max(MADE, before[0]) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
