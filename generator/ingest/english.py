"""Is it English? Function words tell at once; only doubtful texts are put to py3langid, which takes long to load."""

from __future__ import annotations

import re

from generator.core.tables import listed

_ENGLISH = listed("function_words", "english")
CERTAIN = 0.25
"""Share of these, among the words without a capital, from which a text is English: names are of any language. Running
English has 0.35 to 0.5, German, Dutch or French 0.1."""
MARGIN = 0.5
"""Natural log likelihood a letter by which another language must beat English: a few names in a short English item
reach 0.4 ("Bayern Munich beat Borussia Dortmund"), the shortest sentence of another language has 1."""
TOLD = 20
"""Bytes of letters from which a language can be told: of fewer ("12 degrees Celsius") the detector only guesses."""
SAMPLE = 20_000
"""Characters looked at."""


def language_of(text: str) -> str:
    """ISO 639-1 code of the language a text is written in."""
    words = re.findall(r"[^\W\d_]+", text[:SAMPLE])
    small = [word for word in words if word[0].islower()] or [word.casefold() for word in words]  # no names
    if len("".join(words).encode()) < TOLD or sum(word in _ENGLISH for word in small) >= CERTAIN * len(small):
        return "en"
    import py3langid

    likelihood = dict(py3langid.rank(text[:SAMPLE]))
    best = max(likelihood, key=lambda code: likelihood[code])
    ahead = likelihood[best] - likelihood["en"]
    return "en" if ahead < MARGIN * sum(map(len, words)) else str(best)
