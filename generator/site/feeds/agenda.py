"""The outlook as a calendar (RFC 5545): every dated expectation once, as an entry of whole days."""

from __future__ import annotations

from datetime import date, timedelta

from icalendar import Calendar, Event

from generator.briefs.forms import is_own
from generator.core.configuration import Catalog
from generator.core.model import Brief
from generator.core.text import printable
from generator.core.when import When
from generator.link.corpus import Corpus, Happening
from generator.site.export import address
from generator.site.feeds.channels import identity, made_on
from generator.site.pages.channel import AGENDA
from generator.site.pages.wording import CERTAINTIES, human_date, sentence_case
from generator.site.words import Words

MOST = 500
NAMED = 3
"""Briefs that an entry names; it says how many more tell it."""
LONGEST = 31
"""Days: what is known to a quarter or a year only would lie across the whole calendar, so its last day is entered."""


def files(corpus: Corpus, catalog: Catalog) -> dict[str, str | bytes]:
    """``feeds/whats-next.ics``, the latest `MOST` dates."""
    words = Words.of(catalog.masthead.language)
    calendar = Calendar()
    calendar.add("prodid", f"-//Briefing Desk//Outlook//{words.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", printable(words.gettext("{site}: what’s next", site=catalog.masthead.name)))
    briefs = {b.id: b for b in corpus.briefs}
    told = [(When.parse(h.date), h) for h in corpus.happenings if h.status in ("ahead", "due")]
    dated = [(span, h) for span, h in told if span and span.end < date.max]  # an entry ends the day after its last
    dated.sort(key=lambda d: (d[0].start, d[0].end, d[1].id))
    for span, entry in dated[-MOST:]:
        calendar.add_component(_event(entry, span, corpus, catalog, [briefs[i] for i in entry.briefs], words))
    return {AGENDA: calendar.to_ical()}


def _event(entry: Happening, span: When, corpus: Corpus, catalog: Catalog, briefs: list[Brief], words: Words) -> Event:
    first, last = span.start, span.end
    rough = (last - first).days >= LONGEST
    event = Event()
    event.add("uid", identity("outlook", entry.id).removeprefix("urn:uuid:"))
    event.add("dtstamp", made_on(briefs[0], corpus))
    day, text = human_date(entry.date, words), printable(entry.text)
    event.add("summary", words.gettext("{day}: {text}", day=sentence_case(day), text=text) if rough else text)
    event.add("dtstart", last if rough else first)
    event.add("dtend", last + timedelta(1))
    ours = words.gettext("The desk’s own words")
    titles = "; ".join(f"{b.title} ({ours})" if is_own(b, "title") else b.title for b in briefs[:NAMED])
    if (left := len(briefs) - NAMED) > 0:
        titles = words.ngettext("{titles} and {n} more", "{titles} and {n} more", left, titles=titles)
    if page := address(catalog.masthead, corpus.brief_pages[entry.brief]):
        event.add("url", page)
    certainty = words.gettext(CERTAINTIES[entry.certainty]) if entry.certainty else ""
    said = words.gettext("{certainty} ({day}), in: {titles}", certainty=certainty, day=day, titles=titles)
    own = is_own(briefs[0], entry.tellings[0].path)
    event.add("description", printable(f"{ours}. {said}" if own else said))
    event.add("status", "CONFIRMED" if entry.certainty == "scheduled" else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event
