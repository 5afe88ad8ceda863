"""The same article twice: fingerprints of word runs, compared in time that grows with the number of articles.

A fingerprint is a bottom-k sketch (Broder 1997, "On the resemblance and containment of documents"): the smallest of
the hashes of all runs of eight words. Two sketches estimate how many runs two texts share, without the texts. Hashes of
the lead's figures stand before it: two reports of one form ("The harbour will be closed for 6 weeks") of which each has
figures that the other has not are two articles.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping, Sequence

from generator.core.text import straight
from generator.language.dateline import read_dateline

SHINGLE = 8
"""Words in a run."""
SIZE = 128
"""Hashes kept: the estimate is off by 0.03 (one standard deviation) around the threshold."""
PROBES = 8
"""Smallest hashes by which candidates are found: two texts that share 90% of their runs miss all once in 10**6."""
CROWD = 32
"""Articles remembered for one hash: a notice that stands in all of them must not make every pair a candidate."""
SAME = 0.9
"""Share of common runs from which two texts are the same article."""
KINDRED = 0.5
"""Share of common runs from which one text may be the other, edited."""

LEAD_WORDS = 60
"""Words from the top, behind a dateline, whose figures tell one report from another."""

Fingerprint = tuple[int, ...]
"""How many figures the lead has, their hashes, then the sketch."""


def fingerprint(text: str) -> Fingerprint:
    """Hashes of the lead's figures and the smallest hashes of the text's runs of eight words, sorted.

    Case, punctuation marks at word ends and quotes do not count.
    """
    words = [word.strip(".,;:!?()[]\"'-–—…*") for word in straight(text).casefold().split()]
    words = [word for word in words if word]
    runs = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))} if words else set()
    figures = sorted(map(_hash, _lead_figures(text)))
    return (len(figures), *figures, *sorted({_hash(run) for run in runs})[:SIZE])


def _lead_figures(text: str) -> set[str]:
    dateline = read_dateline(text.lstrip())
    lead = text.lstrip()[dateline.end if dateline else 0 :].split()[:LEAD_WORDS]
    return set(re.findall(r"\d+(?:[.,]\d+)*", " ".join(lead)))


def _figures(mark: Fingerprint) -> set[int]:
    return set(mark[1 : 1 + mark[0]]) if mark else set()


def _sketch(mark: Fingerprint) -> Fingerprint:
    return mark[1 + mark[0] :] if mark else ()


def _hash(run: str) -> int:
    data = run.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.adler32(data)


def shared(a: Fingerprint, b: Fingerprint) -> float:
    """Estimated share of word runs two texts have in common (of the mean number of both), 0 to 1."""
    ours, theirs = set(_sketch(a)), set(_sketch(b))
    if not ours or not theirs:
        return 0.0
    smallest = sorted(ours | theirs)[: min(SIZE, max(len(ours), len(theirs)))]
    resemblance = sum(h in ours and h in theirs for h in smallest) / len(smallest)
    return 2 * resemblance / (1 + resemblance)


def same(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether two texts are one article: they share nearly all runs of words, and do not tell other figures."""
    ours, theirs = _figures(a), _figures(b)
    return not (ours - theirs and theirs - ours) and shared(a, b) >= SAME


def kindred(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether two texts may be two states of one article: they share half of their runs of words."""
    return not set(_sketch(a)[:PROBES]).isdisjoint(_sketch(b)) and shared(a, b) >= KINDRED


def among(
    fingerprints: Mapping[str, Fingerprint],
    fresh: Sequence[str],
    alike: Callable[[Fingerprint, Fingerprint], bool] = same,
) -> dict[str, str]:
    """Of some sources, in the order given, those whose text is `alike` one before them, each with that one.

    All others come before them and are not compared with each other, so the time grows with the number of fresh ones.
    """
    twins: dict[str, str] = {}
    seen: dict[int, list[str]] = {}
    late = set(fresh)

    def remember(source: str) -> None:
        for h in _sketch(fingerprints[source])[:PROBES]:
            crowd = seen.setdefault(h, [])
            if len(crowd) < CROWD:
                crowd.append(source)

    for source in sorted(fingerprints):
        if source not in late:
            remember(source)
    for source in fresh:
        own = fingerprints[source]
        candidates = sorted({other for h in _sketch(own)[:PROBES] for other in seen.get(h, ())})
        twin = next((other for other in candidates if alike(own, fingerprints[other])), None)
        if twin is not None:
            twins[source] = twin
        else:
            remember(source)
    return twins
