"""Which briefs belong to which topic of `topics.yml`: any of its words stands in what a brief says or names. Pure."""

from __future__ import annotations

import re

from generator.core.configuration import Topic
from generator.core.model import Brief
from generator.core.text import fold


def text_of(brief: Brief) -> str:
    """What a topic's words are looked for in, folded: title, takeaway, key points, names of actors and terms."""
    said = [brief.title, brief.takeaway.text, *(k.text for k in brief.key_points)]
    said += [name for a in brief.actors for name in (a.name, *a.aliases)]
    said += [name for t in brief.terms for name in (t.term, *t.aliases)]
    return fold(" \n ".join(said))


def pattern_of(topic: Topic) -> re.Pattern[str]:
    """Finds any of a topic's words, as whole words, in folded text; finds nothing when it has none."""
    wanted = "|".join(re.escape(fold(word)) for word in topic.words if word)
    return re.compile(rf"(?<!\w)(?:{wanted})(?!\w)" if wanted else r"(?!)")
