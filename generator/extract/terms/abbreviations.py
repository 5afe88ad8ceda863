"""Abbreviations that the text spells out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.extract.parsed import Parsed
from generator.extract.terms.capitalised_runs import SMALL, named_score
from generator.extract.terms.spelling import Candidate, TermWords, term_key

_SHORT = re.compile(
    r"\s\([“\"]?([A-Z][A-Za-z0-9&-]{1,8}\+?)s?[”\"]?(?:[;,][^()]{0,40})?\)"
    r"|,\sor\s([A-Z][A-Za-z0-9&-]{1,8}\+?)(?=[,.;)])"
)


def abbreviations(parsed: Parsed, names: Mapping[str, str], words: TermWords) -> Iterator[Candidate]:
    """``long form (LF)`` and ``long form, or LF,`` by the letters of the long form (Schwartz and Hearst, PSB 2003)."""
    text = parsed.article.text
    for m in _SHORT.finditer(text):
        short = m[1] or m[2]
        if sum(c.isupper() for c in short) < 2:
            continue
        line = text.rfind("\n", 0, m.start()) + 1
        start = _long_form(text[line : m.start()], short)
        if start is None:
            if m[1]:
                yield from _foreign(text, line, m.start(), short, names, words)
            continue
        start += line
        label = text[start : m.start()].strip(" “”\"'‘’")
        start = text.index(label, start)
        end = start + len(label)
        run = tuple(label.split())
        if all(w.islower() for w in run[1:]) and run[0][1:].islower():
            label = label[0].lower() + label[1:]
        capital = all(w[0].isupper() for w in label.split() if w.casefold() not in SMALL)
        score = named_score(run, words)
        if capital and not score:
            if {run[-1].casefold(), run[-1].casefold().rstrip("s,"), run[0].casefold()} & words.organizations:
                continue
            if run[0] in ("The", "the"):
                run, label, start = run[1:], label[4:], start + 4
            if any(w.casefold() in words.bodies for w in run):
                yield Candidate(label, start, end, 3.0, (short,), sure=True)
                continue
            kind = names.get(term_key(label)) or names.get(term_key(short))
            score = 0.0 if kind in ("person", "country", "group", "place") else 1.5 if kind else 2.5
        elif not capital:
            if run[-1].casefold() in words.organizations or parsed.article.text[start].isdigit():
                continue
            score = 4.0
        if score:
            yield Candidate(label, start, end, score, (short,))


def spelled_out(parsed: Parsed, names: Mapping[str, str], words: TermWords) -> Iterator[Candidate]:
    """``LF (long form)``: the abbreviation first."""
    text = parsed.article.text
    for m in re.finditer(r"(?<![\w-])([A-Z][A-Z0-9&-]{1,7})\s\(((?:the\s)?[^\W\d_][^()\n]{5,70})\)", text):
        start = _long_form(" " + m[2], m[1])
        if start != (5 if m[2].startswith("the ") else 1):
            continue
        begin = m.start(2) + start - 1
        label = text[begin : m.end(2)]
        if not {label.split()[-1].casefold(), label.split()[0].casefold()} & words.organizations:
            kind = names.get(term_key(label)) or names.get(term_key(m[1]))
            if kind not in ("country", "place"):
                yield Candidate(label, begin, m.end(2), 3.0 if label[0].isupper() else 4.0, (m[1],), sure=True)


def _foreign(
    text: str, line: int, end: int, short: str, names: Mapping[str, str], words: TermWords
) -> Iterator[Candidate]:
    """A public body whose abbreviation is that of its name in another language (``Social Democratic Party (SPD)``)."""
    m = re.search(r"(?<![\w-])[A-Z][\w-]+(?:\s(?:of\s|for\s|and\s|the\s)*[A-Z][\w-]+)+$", text[line:end])
    if m is None or not short.isupper():
        return
    run = m[0].split()
    start = line + m.start()
    if run[0] == "The":
        run, start = run[1:], start + 4
    label = text[start:end]
    body = any(w.casefold() in words.bodies for w in run)
    if body and len(run) > 1 and names.get(term_key(label)) not in ("person", "country"):
        yield Candidate(label, start, end, 3.0, (short,), sure=True)


def _long_form(before: str, short: str) -> int | None:
    """Where the words begin whose letters, in order, give the abbreviation; its first letter begins the first word."""
    letters = [c.casefold() for c in short if c.isalnum()]
    i, j = len(before) - 1, len(letters) - 1
    while j >= 0:
        at_start = i >= 0 and (i == 0 or not before[i - 1].isalnum())
        if i < 0:
            return None
        if before[i].casefold() == letters[j] and (j > 0 or at_start):
            j -= 1
        i -= 1
    start = i + 1
    taken = before[start:].split()
    if not 2 <= len(taken) <= min(len(letters) + 5, len(letters) * 2) or re.search(r"[.;:!?]\s", before[start:]):
        return None
    initials = sum(w[0].casefold() in letters for w in taken)
    return start if initials >= min(len(letters), len(taken)) - 1 else None
