"""Briefing Desk: articles in, a searchable site of structured, provable briefs out.

The public interface is what `__all__` names; everything else may change with any version.

>>> from generator import read
>>> brief = read("Norway opened a tunnel on Monday. The tunnel cost 400 million euros.", published="2025-03-04")
>>> brief.figures[0].unit
'EUR'
"""

from __future__ import annotations

from pathlib import Path

from generator.core.errors import BriefingError
from generator.core.model import Brief
from generator.core.version import __version__

__all__ = ["Brief", "BriefingError", "__version__", "read"]


def read(source: str | Path, *, title: str | None = None, published: str | None = None) -> Brief:
    """The brief of one article. Touches no file but the one it is given, keeps nothing.

    Args:
        source: the article's text, or the path of a ``.md`` or ``.txt`` file (front matter, if it has any, is read).
        title: overrides the title that the text states or gives.
        published: overrides the day of publication, ``2025-03-04`` or ``2025-03``.

    Raises:
        BriefingError: the article cannot be read (not English, not text, too large); says what to do.
        OSError: the file cannot be opened.
    """
    from generator.desk.reading import read_one  # here, so that importing the package loads neither model nor tables

    if isinstance(source, Path):
        return read_one(source.name, source.read_bytes(), title, published)
    return read_one("article.txt", source.encode("utf-8"), title, published)
