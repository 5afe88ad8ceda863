"""The files of a record as nobody has laid them out: what `parse_record` is the reverse of."""

from __future__ import annotations

from typing import NamedTuple

from generator.briefs.records import Record, memory_text, page_text


class Files(NamedTuple):
    """The texts of a brief's page and of its memory."""

    page: str
    memory: str


def dump_record(record: Record) -> Files:
    """Both files' texts. The same record gives the same bytes; `parse_record` gives back the same record."""
    text = page_text(record)
    return Files(text, memory_text(record, text))
