"""A command as a person copies it into a terminal."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[\w./:,=@+][\w./:,=@+-]*")
_SAFE = re.compile(r"[^\W_](?:[\w .,:;’'&()/…+–—-]|[^\W\d_])*")
"""Words that mean themselves between double quotation marks in every shell, Windows' own included. What shells expand
($, `, !, %, backslashes, quotation marks) is not among them: names come from articles, which strangers write."""

BLANK = "…"
"""What stands where only a person can know the words."""


def command(*words: str, options: tuple[str, ...] = ()) -> str | None:
    """`briefing` with these words and options of our own; None where a word could mean more than itself."""
    out = ["briefing"]
    for word in words:
        if _PLAIN.fullmatch(word):
            out.append(word)
        elif word in (BLANK, "") or _SAFE.fullmatch(word):
            out.append(f'"{word}"')
        else:
            return None
    return " ".join((*out, *options))
