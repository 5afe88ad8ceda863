"""What to remember of an article: its takeaway, its key points and, where it has no title, a headline.

All are the article's own words. Sentences are weighed by a small linear model (`features`, `selection`), may lose an
aside (`cuts`), key points are judged one by one (`points`), and a headline is the main clause of a leading sentence
(`headline`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.core.model import SHOWN, Found, Judgement, Statement
from generator.core.text import stable_id
from generator.extract.composition import is_worth_showing
from generator.extract.cuts import to_evidence
from generator.extract.judgement import judge
from generator.extract.parsed import Parsed
from generator.extract.summary.features import Candidate, weigh
from generator.extract.summary.headline import make_headline
from generator.extract.summary.points import by_likelihood, describe, find_points
from generator.extract.summary.selection import Takeaway, choose_takeaway, opened_by

CONFIDING = 0.3
"""How likely, of what it would be, a sentence is the takeaway in which a writer speaks of himself: a brief does not say
who "we" are. Of 460 articles it changes 26 takeaways, four to right ones, two to wrong ones."""

LEAST = 0.2
"""What is less likely to give the article's point is no takeaway: of six such ones in five reading rounds strict
readers signed none. (Of 19 from here to 0.5 they signed three, of 19 up to 0.85 one, of 56 surer ones 33.)"""


def extract(parsed: Parsed, found: Found) -> Found:
    """Add takeaway, candidates for key points and, for an article without a title, a headline."""
    candidates = weigh(parsed, found)
    described = tuple(describe(parsed, found, candidates))
    leads = tuple(Statement(c.text, to_evidence(parsed.article, c.spans), stable_id("t", c.text)) for c in candidates)
    judged = tuple(judge("takeaway", lead.id, known) for lead, known in zip(leads, described, strict=True))
    likely = [j.probability * (CONFIDING if c.confides else 1) for j, c in zip(judged, candidates, strict=True)]
    likely = news_first(candidates, likely)
    decided = None if parsed.article.title else decision(candidates, likely)
    if decided:
        likely[decided.order] = max(likely)
        takeaway: Takeaway | None = opened_by(parsed, decided, candidates, likely)
    else:
        takeaway = choose_takeaway(parsed, candidates, likely, ahead(found, candidates))
    shown = takeaway if takeaway and takeaway.sure >= LEAST else None
    points = dict(find_points(parsed, candidates, described, shown))
    return replace(
        found,
        leads=leads,
        takeaway=shown.statement if shown else None,
        key_points=by_likelihood(points),
        headline=None if parsed.article.title else make_headline(candidates, takeaway),
        judgements=(*found.judgements, *judged, *_said_of(shown), *points.values()),
    )


def _said_of(takeaway: Takeaway | None) -> tuple[Judgement, ...]:
    """How likely a takeaway gives the point, which an editor is told (`briefs.confidence`)."""
    return (Judgement(SHOWN, takeaway.statement.id, takeaway.sure),) if takeaway else ()


def news_first(candidates: Sequence[Candidate], likely: Sequence[float]) -> list[float]:
    """How likely each is the takeaway; where the lead opens with what was long ago, it changes places with the news.

    That is the first sentence that tells what is so now, or the likeliest that says more of the headline.
    Example: "Two years ago the city closed the bridge. ... Today the council voted to open it." is about the vote.
    """
    ordered = list(likely)
    whole = [c for c in candidates if c.whole]
    lead = whole[0] if whole else None
    if lead is None or not lead.looks_back:
        return ordered
    now = [c for c in whole if not c.looks_back]
    titled = [c for c in now if not c.leaning and c.feature("title") > lead.feature("title")]
    news = next((c for c in now if c.feature("fresh")), None) or max(
        titled, key=lambda c: likely[c.order], default=lead
    )
    ordered[lead.order], ordered[news.order] = sorted((likely[lead.order], likely[news.order]))
    return ordered


def decision(candidates: Sequence[Candidate], likely: Sequence[float]) -> Candidate | None:
    """The first sentence that tells what somebody decided, where the likeliest only tells how things are.

    Example: "The bank said growth had slowed. ... The board decided to lower its rate." is about the rate.
    """
    whole = [c for c in candidates if c.whole and not c.looks_back]
    first = max(whole, key=lambda c: (likely[c.order], -c.order), default=None)
    told = next((c for c in whole if c.decides and not c.leaning and not c.adds), None)
    return told if first is not None and first.tells_how_it_is else None


def ahead(found: Found, candidates: Sequence[Candidate]) -> frozenset[int]:
    """The order of the candidates that tell what is next surely enough to be shown as that."""
    sure = {j.item for j in found.judgements if j.field == "whats_next" and is_worth_showing(j)}
    spans = [e for look in found.whats_next if look.id in sure for e in look.evidence]
    return frozenset(c.order for c in candidates if any(c.sentence.start <= e.start < c.sentence.end for e in spans))
