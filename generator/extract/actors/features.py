"""What is known of an entity: the named numbers by which the judges of `actors` and `actors.role` weigh it.

Nothing is chosen here. Each mention is described by what its sentence does with it and by where it stands; the entity
by the sums and shares of that over its mentions, by its name, and by how it compares with the rest of the article.
"""

from __future__ import annotations

import bisect
import math
import re
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.core.text import fold
from generator.extract.actors import neighbours
from generator.extract.actors.entity import Entity
from generator.extract.actors.kinds import Name, key_of
from generator.extract.actors.known_names import known_names, known_people
from generator.extract.actors.reader import Reader, Span
from generator.extract.actors.role_words import Role

if TYPE_CHECKING:
    from spacy.tokens import Token

USES = {
    "nsubj": "subject", "nsubjpass": "undergoes", "agent": "subject", "dobj": "object", "iobj": "object",
    "dative": "object", "poss": "owner", "compound": "modifier", "amod": "modifier", "nmod": "modifier",
    "pobj": "after_preposition", "appos": "apposed", "attr": "predicate",
}  # fmt: skip
"""What a mention is to its sentence, by the parser's relation."""
CLAUSES = frozenset({"ROOT", "conj", "ccomp"})
"""Relations of the verbs of main clauses, those joined to them and those that tell what was said."""
LABELS = {
    "person": {"PERSON"}, "organization": {"ORG"}, "country": {"GPE"}, "place": {"GPE", "LOC", "FAC"}, "group": {"NORP"}
}  # fmt: skip
"""The language model's labels that agree with a kind."""


@dataclass(frozen=True, slots=True)
class Use:
    """One mention in its sentence.

    Attributes:
        deed: what the sentence has it do: a value of `USES`, "says", "source", "setting" or "".
        main: whether the verb is one of a main clause.
        prose: whether the sentence is running text, no heading, list item or line in title case.
        block: the block it stands in.
    """

    deed: str
    main: bool
    prose: bool
    block: int


class Page:
    """What the features of all entities of one article share."""

    def __init__(self, reader: Reader, names: Mapping[str, Name]) -> None:
        parsed = reader.parsed
        self.reader = reader
        self.names = names
        self.title = f" {flat(parsed.article.title or '')} "
        self.starts = [b.start for b in parsed.blocks]
        self.length = max(1, len(parsed.article.text))
        prose = parsed.prose
        self.lead = prose[min(1, len(prose) - 1)].end if prose else 0

    @cached_property
    def title_case(self) -> list[bool]:
        """For each sentence, whether most of its longer words have capitals, as in a title."""
        return [_title_case(s.text) for s in self.reader.parsed.sentences]

    def entitled(self, entity: Entity) -> bool:
        """Whether the title names the entity, in any form, or its people."""
        forms = [entity.name, *(key_of(s.text) for s in entity.spans)]
        forms += entity.country.demonyms if entity.country else ()
        return any(f" {flat(form)} " in self.title for form in forms)

    def use(self, span: Span) -> Use:
        """What the mention is to its sentence."""
        r = self.reader
        token = r.doc[span.last]
        while token.dep_ == "conj" and token.head is not token:
            token = token.head
        sentence = r.parsed.sentence_at(span.start)
        block = max(0, bisect.bisect_right(self.starts, span.start) - 1)
        running = sentence is not None and not self.title_case[sentence.index]
        prose = running and r.parsed.blocks[block].kind == "paragraph"
        return Use(deed(r, token), token.head.dep_ in CLAUSES, prose, block)


def deed(r: Reader, token: Token) -> str:
    """What the sentence has a mention do; `token` is its head, or the first of the list it stands in."""
    use = USES.get(token.dep_, "")
    verb = token.head.lemma_
    if use == "owner" and token.head.lower_ in r.lex.role_nouns:
        return "modifier"  # "Norland's mayor" acts, as "the Norland mayor" does
    if use == "subject" and verb in r.lex.saying:
        return "says"
    if use == "after_preposition":
        preposition = token.head
        if preposition.dep_ == "agent":
            return "subject"
        if neighbours.is_source(token):
            return "source"
        if preposition.lower_ in r.lex.locative:
            return "setting"
    return "source" if neighbours.is_source(token) else use


def _title_case(text: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_]+", text) if len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.7 * len(words)


def flat(text: str) -> str:
    """Words alone, folded, without possessives: what a name is looked for in a title by."""
    return " ".join(re.sub(r"[^\w ]", " ", re.sub(r"['’]s\b", "", fold(text))).split())


SHARES: Mapping[str, Callable[[Reader, Span], bool]] = {
    "listed": lambda r, s: r.doc[s.last].dep_ == "conj" or any(c.dep_ == "conj" for c in r.doc[s.last].children),
    "acts": neighbours.acts,
    "opening": lambda r, s: r.opening[s.first],
    "unlabelled": lambda r, s: not s.label,
    "borders": lambda r, s: r.ent_first[s.first] == s.first and r.ent_last[s.last] == s.last,
    "definite": lambda r, s: r.lower[s.first - 1 : s.first] == ["the"],
    "owned": lambda r, s: r.pos[s.first - 1 : s.first] in (["PART"], ["PRON"]),
    "told": lambda r, s: r.doc[s.last].head.lemma_ == "tell" and r.doc[s.last].dep_ in ("dobj", "dative", "nsubjpass"),
    "thing": lambda r, s: s.label in ("PRODUCT", "WORK_OF_ART", "LAW", "EVENT"),
    "numbered": lambda r, s: r.number_at(s.last + 1) or r.number_at(s.last),
    "common": lambda r, s: all(r.common(i) for i in range(s.first, s.last + 1)),
}
"""What is told of each mention; the feature is the share of mentions of which it is true."""


def describe(page: Page, entity: Entity) -> dict[str, float]:
    """The features of one entity, all but those that compare it with others."""
    r, spans, n = page.reader, entity.spans, len(entity.spans)
    uses = [page.use(s) for s in spans]
    told = Counter(u.deed for u in uses if u.deed)
    main = sum(u.main and u.deed in ("subject", "says", "undergoes") for u in uses)
    return {
        "count": math.log1p(n),
        "weak": math.log1p(len(entity.weak)),
        "title": float(page.entitled(entity)),
        "lead": float(spans[0].start < page.lead),
        "first": spans[0].start / page.length,
        "last": spans[-1].start / page.length,
        "spread": len({u.block for u in uses}) / max(1, len(page.starts)),
        "prose": sum(u.prose for u in uses) / n,
        "main_subject": math.log1p(main),
        "main_share": main / n,
        "agreeing": sum(s.label in LABELS[entity.kind] for s in spans) / n,
        "text_length": math.log(page.length),
        "forms": float(len({s.text for s in spans})),
        f"is_{entity.kind}": 1.0,
        **{name: sum(test(r, s) for s in spans) / n for name, test in SHARES.items()},
        **{f"as_{name}": count / n for name, count in told.items()},
        **{f"n_{name}": math.log1p(told[name]) for name in ("subject", "says", "undergoes", "owner")},
        **_name_features(page, entity),
    }


def _name_features(page: Page, entity: Entity) -> dict[str, float]:
    """What the name itself tells, and how surely it is of its kind."""
    r, words = page.reader, entity.name.split()
    at = max(entity.spans, key=lambda s: s.last - s.first)
    longest = key_of(at.text)
    points = [0.0] if entity.common or longest not in page.names else list(page.names[longest].points.values())
    best, second = sorted([*points, 0.0], reverse=True)[:2]
    lower = {w.lower() for w in re.split(r"[\s.]", entity.name)}
    return {
        "unnamed": float(entity.common),
        "words": float(len(words)),
        "letters": float(len(entity.name)),
        "digits": float(any(c.isdigit() for c in entity.name)),
        "ends_in_noun": float(r.common(at.last)),
        "given_name": float(fold(words[0].rstrip(".")) in r.lex.given_names),
        "headed": float(bool(lower & r.lex.organization_heads)),
        "post": float(_is_post(entity.name.lower().split(), r.lex.role_nouns)),
        "outlet": float(bool(lower & r.lex.outlets)),
        "adjective": float(lower <= r.lex.adjectives),
        "known": float(bool({entity.name, longest} & known_names().keys()) or fold(words[-1]) in known_people()),
        "kind_points": best,
        "kind_margin": best - second,
    }


def only_reports(features: Mapping[str, float]) -> bool:
    """Whether a newspaper or broadcaster is no more than where something was said: it reports each time, or is told."""
    heard = features.get("as_says", 0.0) + features.get("as_source", 0.0) + features["told"]
    return features["outlet"] > 0 and heard > 0.99


def _is_post(words: Sequence[str], posts: Container[str]) -> bool:
    """Whether a name is that of a post, whoever holds it: "Senior State Counsel", "Head of Public Service"."""
    return words[-1] in posts or (words[0] in posts and words[1:2] == ["of"])


def compare(features: Sequence[dict[str, float]], names: Sequence[str]) -> None:
    """Add to each entity's features how it stands among those of the article."""
    if not features:
        return
    order = sorted(range(len(features)), key=lambda i: -prominence(features[i]))
    top = prominence(features[order[0]])
    folded = [f" {fold(name)} " for name in names]
    kinds: Counter[str] = Counter()
    for rank, i in enumerate(order):
        mine = features[i]
        kind = next(name for name in mine if name.startswith("is_"))
        mine["rank"], mine["rank_in_kind"] = float(rank), float(kinds[kind])
        mine["ratio"] = prominence(mine) / top
        mine["others"] = float(len(order))
        mine["inside"] = float(sum(folded[i] in other for k, other in enumerate(folded) if k != i))
        kinds[kind] += 1


def prominence(features: dict[str, float]) -> float:
    """How much of the article an entity takes up.

    The sum of what GUM's graded salience (Zeldes; Lin et al. 2025) goes with, each between 0 and about 1: it stands in
    the title, in the lead, early, often and in many paragraphs, and does something; being a mere source takes away.
    """
    adds = ("count", "title", "lead", "spread", "main_share")
    return max(0.01, sum(features[name] for name in adds) + 1 - features["first"] - features.get("as_source", 0.0))


def of_role(role: Role | None) -> dict[str, float]:
    """What is known of a role: how it was found and how it reads."""
    if role is None:
        return {}
    words = role.text.split()
    return {
        "role": 1.0,
        "role_weight": role.weight,
        "role_words": float(len(words)),
        "role_capitals": sum(w[0].isupper() for w in words) / len(words),
    }
