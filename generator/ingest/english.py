"""Is it English? Function words tell at once; only doubtful texts are put to py3langid, which takes long to load.

A text without any such words (a list of names, "35 miles to gallons") is as English as any; the detector is asked where
words of other languages tell against it.
"""

from __future__ import annotations

import re

from generator.core.tables import table

_ENGLISH = frozenset(table("function_words")["english"].split())
_OTHERS = frozenset(table("function_words")["others"].split())
CERTAIN = 0.25
"""Share of these words from which a text is English: running English has 0.35 to 0.5, German, Dutch or French 0.1."""
MARGIN = 0.5
"""Natural log likelihood a letter by which another language must beat English: a few names in a short English item
reach 0.4 ("Bayern Munich beat Borussia Dortmund"), the shortest sentence of another language has 1."""
DOUBT = 0.08
"""Share of words of other languages from which a text may be in one: German, Dutch or French has 0.2 to 0.4, a short
sentence of theirs one word in ten."""
SILENT = 40
"""Words among which English has one of its commonest."""
TOLD = 20
"""Bytes of letters from which a language can be told: of fewer ("12 degrees Celsius") the detector only guesses."""
SAMPLE = 20_000
"""Characters looked at."""


def language_of(text: str) -> str:
    """ISO 639-1 code of the language a text is written in."""
    words = re.findall(r"[^\W\d_]+", text[:SAMPLE].casefold())
    letters = "".join(words)
    english = sum(word in _ENGLISH for word in words)
    others = sum(word in _OTHERS or (len(word) > 2 and not word.isascii()) for word in words)
    doubtful = (others > english and others >= DOUBT * len(words)) or (english == 0 and len(words) >= SILENT)
    if len(letters.encode(errors="replace")) < TOLD or english >= CERTAIN * len(words) or not doubtful:
        return "en"
    import py3langid

    likelihood = dict(py3langid.rank(text[:SAMPLE]))
    best = max(likelihood, key=lambda code: likelihood[code])
    ahead = likelihood[best] - likelihood["en"]
    return "en" if ahead < MARGIN * len(letters) else str(best)
