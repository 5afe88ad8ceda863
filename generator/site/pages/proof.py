"""The proof of a statement: the words of the article that carry it, and how many of them one page may show."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from generator.briefs.forms import is_own
from generator.briefs.grounding import folded, statements
from generator.core.model import Brief, Diagnostic, Evidence, Figure
from generator.core.text import paragraph_starts, plural
from generator.site.export import safe_url

_WORD = re.compile(r"\w+(?:[’'.,\-]\w+)*")
_BORDER = re.compile(
    r"""(?<=[.!?])["”’)\]]*            # a sentence ends, with the marks that close behind it,
    (?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St)\.)(?<!\b(?:Mrs|Gen|Sen|Rep|Gov)\.)  # and no initial or title does,
    \s+(?=["“‘(\[$€£]*[A-Z\d])      # before one that begins;
    |\n+                             # or a paragraph ends
    """,
    re.VERBOSE,
)
_ENDED = re.compile(r"[.!?:;…][\"”’)\]]*$")
NEAR = 300
"""Characters of a neighbour that are shown: two or three lines."""
EDGE = 4
"""Words of either end by which an address names a longer run."""
IMPORTANCE = ("takeaway", "key_points", "whats_next", "figures", "quotes", "terms", "events")
"""Order in which proofs spend the page's quote budget; the last to come are the first to be left out."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A run of the article's words: what stands before the marked words, these, and what follows them."""

    before: str
    marked: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The paragraphs of an article that words stand in, from 1 on, and how many it has."""

    paragraphs: tuple[int, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What is shown behind a statement's mark. Each cut is one unbroken run of the article's text.

    Attributes:
        href: the address of the original at these words.
        place: where in the article they stand; None when nobody kept its paragraphs.
        verbatim: whether the statement shows the one cut as it stands, so that showing it again would say nothing.
        before, after: the sentences around it, or what its words leave of their own; "" for none, or none known.
    """

    cuts: tuple[Cut, ...]
    href: str | None = None
    place: Place | None = None
    verbatim: bool = False
    before: str = ""
    after: str = ""


def proof_of(
    path: str, evidence: tuple[Evidence, ...], url: str | None, paragraphs: tuple[int, ...] = ()
) -> Proof | None:
    """The proof of the statement at `path` ("figures/f-1"); None without evidence.

    A figure, quote or term marks its own words inside the wider span when the evidence has one.
    """
    if not evidence:
        return None
    first = evidence[0]
    inside = _is_part(path)
    if inside:
        wide = next((e for e in reversed(evidence[1:]) if first.within((e,))), None)
        if wide:
            inner, end = first.start - wide.start, first.end - wide.start
            cuts: tuple[Cut, ...] = (Cut(wide.exact[:inner], first.exact, wide.exact[end:]),)
        else:
            cuts = tuple(Cut("", e.exact) for e in evidence[:2])
    else:
        cuts = tuple(Cut("", e.exact) for e in _joined(evidence))
    place = place_of(evidence[:1] if inside else evidence, paragraphs)
    verbatim = len(cuts) == 1 and not (cuts[0].before or cuts[0].after)
    return Proof(cuts, text_fragment(url, first.exact), place, verbatim)


def neighbours(text: str, evidence: Sequence[Evidence]) -> tuple[Evidence, Evidence]:
    """The sentences of an article before and after these spans, or what the spans leave of their own.

    At most `NEAR` characters each; without words at the article's edges and beside a heading: a line that ends as no
    sentence does.
    """
    start, end = min(e.start for e in evidence), max(e.end for e in evidence)
    above = text[max(0, start - NEAR) : start].rstrip()
    begin = max((m.end() for m in _BORDER.finditer(above)), default=above.find(" ") + 1 if start > NEAR else 0)
    below = text[end : end + NEAR]
    first = len(below) - len(below.lstrip())
    border = _BORDER.search(below, first)
    stop = border.end() if border else len(below) if end + NEAR >= len(text) else below.rfind(" ")
    last = max(0, start - NEAR) + len(above)
    return (
        _near(text, last - len(above) + begin, last, text[last:start]),
        _near(text, end + first, end + len(below[:stop].rstrip()), below[:first]),
    )


def _near(text: str, start: int, end: int, between: str) -> Evidence:
    """A neighbour; empty where it has no words, or is a heading that only a line break parts from the spans."""
    words = text[start:end]
    if not re.search(r"\w", words) or ("\n" in between and not _ENDED.search(words)):
        return Evidence(start, start, "")
    return Evidence(start, end, words)


def clause_of(figure: Figure) -> Cut | None:
    """The clause of a figure with the words before and after its own; None where it has none."""
    if figure.clause is None:
        return None
    words, around = figure.evidence[0], figure.clause
    return Cut(around.exact[: words.start - around.start], words.exact, around.exact[words.end - around.start :])


def place_of(evidence: Iterable[Evidence], paragraphs: tuple[int, ...]) -> Place | None:
    """The paragraphs these spans stand in; None when it is not known where paragraphs begin."""
    if not paragraphs:
        return None
    found = sorted({max(1, bisect_right(paragraphs, e.start)) for e in evidence})
    return Place(tuple(found), len(paragraphs))


def _joined(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """Neighbouring spans as one: with a single space between them nothing was left out."""
    runs: list[Evidence] = []
    for e in evidence:
        if runs and runs[-1].end + 1 == e.start:
            runs[-1] = Evidence(runs[-1].start, e.end, f"{runs[-1].exact} {e.exact}")
        else:
            runs.append(e)
    return runs


def text_fragment(url: str | None, words: str) -> str | None:
    """The address of the original at these words (WICG Scroll to Text Fragment): first and last words as the range."""
    base = safe_url(url)
    if base is None:
        return None
    parts = words.split()
    ends = [" ".join(parts)] if len(parts) <= 2 * EDGE else [" ".join(parts[:EDGE]), " ".join(parts[-EDGE:])]
    coded = ",".join(quote(e, safe="").replace("-", "%2D") for e in ends)
    return f"{base}{':~:' if '#' in base else '#:~:'}text={coded}"


def quoted_words(evidence: Iterable[Evidence]) -> set[int]:
    """Where the words of these spans start in the article: shown twice, a word counts once."""
    return {e.start + m.start() for e in evidence for m in _WORD.finditer(e.exact)}


def proofs(brief: Brief, budget: int) -> tuple[dict[str, Proof], tuple[Diagnostic, ...]]:
    """The proofs a brief's page may show, by statement path, within `budget` words of its article.

    Words that are shown anyway (statements, figures, quotes) are counted first. A proof that would pass the budget is
    left out, least important kind first. Last come the folded statements of `Brief.more`: one that does not fit with
    its proof has none here and is not shown at all. A diagnostic says how many of both were left out. Where the brief
    knows its article's text, proofs show what stands around the words, as far as the budget goes.
    """
    own = {path: evidence for path, evidence in _in_order(brief) if not is_own(brief, path)}
    further = {path: evidence for path, evidence in _in_order(folded(brief)) if path not in own}
    shown = quoted_words(e for path, evidence in own.items() for e in _stands(path, evidence))
    paragraphs = brief.article.paragraphs or paragraph_starts(brief.article.text)
    kept: dict[str, Proof] = {}
    for path, evidence in (own | further).items():
        wanted = shown | quoted_words(_proves(path, evidence))
        proof = proof_of(path, evidence, brief.article.url, paragraphs)
        if proof and len(wanted) <= max(budget, len(shown)):
            kept[path] = proof
            shown = wanted
    dropped = {"proof": len(own.keys() - kept), "folded statement": len(further.keys() - kept)}
    # What stands around the words last, so that it costs no proof.
    for path in kept:
        near = neighbours(brief.article.text, _proves(path, (own | further)[path]))
        wanted = shown | quoted_words(near)
        if len(wanted) <= budget:
            before, after = (" ".join(e.exact.split()) for e in near)
            kept[path] = replace(kept[path], before=before, after=after)
            shown = wanted
    return kept, _over(brief.id, budget, len(shown), dropped)


def _in_order(brief: Brief) -> list[tuple[str, tuple[Evidence, ...]]]:
    """The statements of a brief that evidence carries, the most important first.

    Without actors: of those names are shown with their counts, not sentences.
    """
    found = [(path, evidence) for path, _, evidence in statements(brief) if evidence and path.split("/")[0] != "actors"]
    return sorted(found, key=lambda item: IMPORTANCE.index(item[0].split("/")[0]))


def _stands(path: str, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The spans whose words stand on the page, proofs closed: of a figure its clause too, in case it has no label.

    None of a term: its words count with its proof.
    """
    if path.startswith("terms/"):
        return ()
    if not _is_part(path):
        return evidence
    return evidence[:2] if len(evidence) > 2 and path.startswith("figures/") else evidence[:1]


def _proves(path: str, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The spans whose words stand on the page, proofs open."""
    if not _is_part(path):
        return evidence
    return evidence if path.startswith("figures/") else evidence[:2]


def _is_part(path: str) -> bool:
    """Whether a statement shows a part of a sentence, its first span, that a later one may hold."""
    return path.split("/")[0] in ("figures", "quotes", "terms")


def _over(brief: str, budget: int, shown: int, dropped: dict[str, int]) -> tuple[Diagnostic, ...]:
    """What is said of a page that would show more than its budget."""
    if not any(dropped.values()) and shown <= budget:
        return ()
    left = [plural(n, what) for what, n in dropped.items() if n] or ["0 proofs"]
    were = "was" if sum(dropped.values()) == 1 else "were"
    text = (
        f"{brief}: the page shows {shown} words of its article, site.yml allows {budget}; "
        f"{' and '.join(left)} {were} left out."
    )
    return (Diagnostic("quote-budget", "warning", text),)
