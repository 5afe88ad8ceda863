"""What kind of thing a name is, decided once for the whole document from all its mentions.

Each name collects points for each kind: one for the language model's label (its share over the mentions), more for
what the small model does not weigh: heads ("Ministry"), titles, ages, given names, "who", prepositions, lists.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from generator.core.text import fold
from generator.extract.actors import neighbours
from generator.extract.actors.known_names import known_names, known_people
from generator.extract.actors.reader import Reader, Span
from generator.language import countries

# Points were set by hand and tuned on the development halves of CrossNER politics and GUM news.
_LABELS = {
    "PERSON": ("person", 1.6),
    "ORG": ("organization", 1.0),
    "GPE": ("place", 1.2),
    "LOC": ("place", 1.4),
    "FAC": ("place", 0.8),
    "NORP": ("group", 1.2),
    "EVENT": ("event", 0.8),
    "LAW": ("other", 0.7),
    "PRODUCT": ("other", 0.8),
    "WORK_OF_ART": ("other", 0.8),
}
LOCATIVE = 1.3
_POINTED = re.compile(r"\b(?:[A-Z]\.){2,}")


@dataclass(slots=True)
class Name:
    """All mentions of one written form, with the points its kinds have collected."""

    key: str
    tokens: tuple[str, ...]
    spans: list[Span] = field(default_factory=list)
    points: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    fixed: str = ""
    kind: str = ""
    country: countries.Country | None = None


def key_of(text: str) -> str:
    """The form under which mentions are counted together: no article, possessive or points of an acronym."""
    key = countries.normalise(text)
    return _POINTED.sub(lambda m: m[0].replace(".", ""), key) if "." in key else key


def collect(reader: Reader, spans: list[Span]) -> dict[str, Name]:
    """Group spans by written form and decide the kind of each; insertion order is text order."""
    names: dict[str, Name] = {}
    for span in spans:
        key = key_of(span.text)
        if key not in names:
            names[key] = Name(key, tuple(key.split()))
        names[key].spans.append(span)
    persons = [n for n in names.values() if len(n.tokens) > 1 and all(s.label == "PERSON" for s in n.spans)]
    families = frozenset(n.tokens[-1] for n in persons if n.tokens[0].lower() in reader.lex.given_names)
    for name in names.values():
        _by_form(reader, name, families)
        if not name.fixed:
            _by_labels(name)
            for span in name.spans:
                _by_context(reader, span, name, 1 / len(name.spans))
    _by_register(reader, names)
    _by_expansion(reader, spans, names)
    _share_surnames(names, first_words_of_firms(reader, names))
    _alone(reader, names)
    _share_lists(reader, spans, names)
    surnames = {n.tokens[-1] for n in names.values() if len(n.tokens) > 1 and _decide(n) == "person"}
    for name in names.values():
        name.kind = name.fixed or _decide(name)
        # "Roe Polaroid" beside "Jane Roe": the family name describes a thing.
        if (
            name.kind == "person"
            and len(name.tokens) > 1
            and name.tokens[0] in surnames
            and (name.tokens[0].lower() not in reader.lex.given_names and name.points["person"] < 2.5)
        ):
            name.kind = "other"
    return names


def first_words_of_firms(r: Reader, names: dict[str, Name]) -> frozenset[str]:
    """First words of the names of companies ("Roe" of "Roe Motor Company")."""
    suffixes = r.lex.corporate_suffixes
    return frozenset(
        n.tokens[0] for n in names.values() if len(n.tokens) > 1 and n.tokens[-1].lower().rstrip(".") in suffixes
    )


def _by_register(r: Reader, names: dict[str, Name]) -> None:
    """What the editors know of a name outweighs what the text shows."""
    rules = r.parsed.catalog.actors
    known = {fold(form): rule.kind for rule in rules for form in (rule.name, *rule.aliases) if rule.kind}
    if known:
        for name in names.values():
            kind = known.get(fold(name.key))
            if kind and kind != "country":
                name.points[kind] += 10


def _other_bearer(r: Reader, name: Name, families: frozenset[str]) -> bool:
    """Whether the name of a country is somebody's or somewhere else's here: Michael Jordan, Atlanta, Georgia."""
    if name.key in families:
        return True
    if name.key not in countries.AMBIGUOUS:
        return False
    if any(s.label == "PERSON" for s in name.spans):
        return True
    return name.key == "Georgia" and any(
        s.first > 1
        and r.texts[s.first - 1] == ","
        and r.label[s.first - 2] == "GPE"
        and not countries.lookup(r.texts[s.first - 2])
        for s in name.spans
    )


def _by_form(r: Reader, name: Name, families: frozenset[str]) -> None:
    """Kinds that the words themselves tell."""
    lex, words = r.lex, [t.lower() for t in name.tokens]
    rule = next((s.kind for s in name.spans if s.kind), "")
    if rule:
        name.fixed = rule
        return
    if name.key.lower() in lex.no_actors:
        name.fixed = "other"
        return
    country = countries.lookup(name.key)
    if country and not _other_bearer(r, name, families):
        name.fixed, name.country = "country", country
        return
    if name.key in countries.seats():
        name.fixed = "organization"  # the Kremlin speaks for Russia, yet is told apart from it
        return
    if len(words) == 1 and words[0] in lex.political_families:
        name.fixed = "group"
        return
    demonym = countries.by_demonym(name.key)
    if demonym:
        name.fixed, name.country = "group", demonym
        return
    if any(s.label == "NORP" for s in name.spans) and "-" in name.key:
        name.fixed = "group"
        return
    name.country = countries.by_capital(name.key)
    first_link = next((i for i, w in enumerate(words) if w in ("of", "for", "on", "against")), 0)
    head = words[first_link - 1] if first_link else words[-1]
    if len(words) > 1 and words[0] in lex.craft:
        name.points["other"] += 5
    if (
        len(words) > 1
        and words[0] not in lex.place_openers | lex.adjectives
        and countries.lookup(name.tokens[-1])
        and not first_link
    ):
        name.points["organization"] += 2  # "Statistics Canada"
    if head in lex.other_heads or (first_link and words[0] in lex.other_openers):
        name.points["other"] += 5
    if (len(words) > 1 and head in lex.event_heads) or (words[0] in lex.event_openers and first_link == 1):
        name.points["event"] += 5
    strong = lex.organization_heads - lex.weak_organization_heads
    if head in strong or words[-1] in strong or (len(words) > 1 and {head, words[-1]} & lex.organization_heads):
        name.points["organization"] += 5 if len(words) > 1 else 3
    elif len(words) > 1 and any(w in strong for w in words[1:-1]):
        name.points["organization"] += 2.5
    if len(words) > 1 and (head in lex.place_heads or words[0] in lex.place_openers):
        name.points["place"] += 4 if head in lex.place_heads else 1.5
    known = known_names().get(name.key)
    if known:
        name.points["organization"] += 5
    elif neighbours.model_number(name.key) and not any(neighbours.speaks(r, s) for s in name.spans):
        name.fixed = "other"
        return
    if neighbours.brand_like(name.key):
        name.points["organization"] += 1.5
    if len(words) == 1:
        if len(name.key) <= 7 and sum(c.isupper() for c in name.key) > 1 and not any(c.islower() for c in name.key[:2]):
            name.points["organization"] += 2.0
    elif fold(words[0].rstrip(".")) in lex.given_names and words[1] not in ("of", "for", "and", "&"):
        name.points["person"] += 3
    elif words[0] in lex.kept_titles and words[1] not in ("of", "for"):
        name.points["person"] += 2.5
    if len(words) > 1 and re.fullmatch(
        r"(?:[A-Z]\.){1,3}|[A-Z]\.?", name.tokens[0] if len(words) == 2 else name.tokens[1]
    ):
        name.points["person"] += 1.5


def _by_labels(name: Name) -> None:
    for span in name.spans:
        if span.label:
            kind, weight = _LABELS[span.label]
            if span.label == "ORG" and len(name.tokens) == 1:
                weight = 0.6  # the model's habit with bare surnames
            name.points[kind] += weight / len(name.spans)
    if name.country and name.points["person"] < 3:
        name.points["place"] += 3 if name.key not in countries.AMBIGUOUS_CAPITALS else 1.5  # a capital


def _by_context(r: Reader, span: Span, name: Name, share: float) -> None:
    """Points from the words around one mention."""
    before = r.lower[span.first - 1] if span.first else ""
    second = r.lower[span.first - 2] if span.first > 1 else ""
    after = r.lower[span.last + 1] if span.last + 1 < len(r.lower) else ""
    then = r.lower[span.last + 2] if span.last + 2 < len(r.lower) else ""
    points = name.points
    long = len(name.tokens) > 1
    for kind, value in neighbours.points(r, span, long):
        points[kind] += value * (share if kind == "other" else share**0.5)
    if before in ("the",) and not (long and points["person"] >= 3):
        points["person"] -= 1.5 * share
        points["organization"] += 0.6 * share
    if _titled(r, span.first):
        points["person"] += 3.5 if before not in ("leader", "candidate", "incumbent", "member") else 1.5
    if before == "," and second in r.lex.role_nouns and r.pos[span.first - 2] == "NOUN":
        points["person"] += 2  # "the prime minister, Jane Roe"
    if before in ("in", "near", "at", "outside") and r.pos[span.first - 1] == "ADP" and not r.kept(span):
        points["place"] += (LOCATIVE if before != "at" else 0.4) * share
    regional = after in r.lex.region_nouns and r.pos[span.last + 1] == "NOUN"
    if regional or (before in ("of", "for") and second in r.lex.region_nouns):
        points["place"] += 2 * share
    if before == "for" and second in ("mp", "elected", "member", "candidate", "mla", "mpp", "representative"):
        points["place"] += 1.5 * share
    if after in ("who", "whom") or (after == "," and then in ("who", "whose")):
        points["person"] += 2
    if after == "," and then.isdecimal() and 10 < int(then[:3]) < 110:
        points["person"] += 3
    if after == "(" and (then in ("born", "b.", "died") or (then[:4].isdigit() and len(then) > 4)):
        points["person"] += 2
    if after in (",", "is", "was") and then in ("a", "an", "the", "his", "her") and _person_noun(r, span.last + 3):
        points["person"] += 3
    if after in ("'s", "’s") and r.lex.company_assets.intersection(r.lower[span.last + 2 : span.last + 5]):
        points["organization"] += 2
    if before in r.lex.company_nouns:
        points["organization"] += 2
    if after in ("administration", "presidency") and not long:
        points["person"] += 1.5
    if after in r.lex.party_nouns:
        points["organization"] += 1.2 * share
    if after in ("v", "v.") or before in ("v", "v."):
        points["other"] += 4  # a case at court
    if before in ("of", "at") and second in r.lex.corporate_roles and not r.cap[span.first - 2]:
        points["organization"] += 1.5  # "the head of X"
    if before in ("joined", "join", "joining") or (
        second in ("member", "members", "leader", "leadership", "wing") and before == "of"
    ):
        points["organization"] += 0.8 * share
    bracketed = before == "(" and after == ")" and span.first > 1 and r.cap[span.first - 2]
    if bracketed and not long and sum(c.isupper() for c in span.text) > 1:
        points["organization"] += 1.5 * share
    if before == "," and span.first > 1 and r.label[span.first - 2] == "GPE" and after in (",", ".", ""):
        points["place"] += 1.0 * share
    if before in ("“", '"', "‘") and after in ("”", '"', "’", ",", ".") and not points["organization"] > 3:
        points["other"] += 1.5 * share
    head = r.doc[span.last]
    if head.dep_ == "nsubj" and head.head.lemma_ in r.lex.person_verbs:
        points["person"] += 0.8 * share
    if head.dep_ in ("nsubj", "nsubjpass") and any(
        w in ("he", "she", "his", "her", "him", "himself", "herself") for w in r.lower[span.last + 1 : span.last + 13]
    ):
        points["person"] += 0.8 * share


def _by_expansion(r: Reader, spans: list[Span], names: dict[str, Name]) -> None:
    """An acronym in brackets is what its words before them are: a law's, or no name at all ("heart rate (HR)")."""
    ends = {s.last: s for s in spans}
    for span in spans:
        opened, closed = span.first - 1, span.last + 1
        if opened < 1 or r.texts[opened] != "(" or r.texts[closed : closed + 1] != [")"] or span.first != span.last:
            continue
        name, before = names[key_of(span.text)], ends.get(opened - 1)
        if name.fixed or name.key in known_names():
            continue
        if before is not None:
            if _decide(names[key_of(before.text)]) in ("other", "event"):
                name.fixed = "other"
        elif not r.cap[opened - 1] and neighbours.noun_kind(r, opened - 1) not in ("organization", "maker"):
            letters = [c.lower() for c in span.text if c.isupper() or c.isdigit()]
            words = [w for w in r.lower[max(0, opened - 8) : opened] if w[0].isalnum()]
            if len(letters) > 1 and letters[0] in {w[0] for w in words} and letters[-1] in {w[0] for w in words[-2:]}:
                name.fixed = "other"


ARTICLE = 120
"""Tokens from which a text introduces people by their full names, so that a lone word is hardly one."""


def _alone(r: Reader, names: dict[str, Name]) -> None:
    """A single word that is nobody's family name here is a person only with more than the model's guess for it."""
    _common_openers(r, names)
    if len(r.texts) < ARTICLE:
        return
    families = {fold(t) for n in names.values() if len(n.tokens) > 1 and _decide(n) == "person" for t in n.tokens}
    for name in names.values():
        word = fold(name.key)
        if name.fixed or len(name.tokens) > 1 or word in families or word in r.lex.given_names:
            continue
        if name.points["person"] <= 2.5 and word not in known_people():
            name.points["person"] *= 0.25
            if any(neighbours.acts(r, s) for s in name.spans):
                name.points["organization"] += 0.8


def _common_openers(r: Reader, names: dict[str, Name]) -> None:
    """A noun of the dictionary that only ever opens sentences is a common noun ("Turnout was high")."""
    for name in names.values():
        if len(name.tokens) > 1 or name.fixed or max(name.points.values(), default=0) > 2.5:
            continue
        guessed = any(s.label in ("ORG", "GPE", "NORP", "LOC") for s in name.spans)
        guessed = guessed or fold(name.key) in known_people() or fold(name.key) in r.lex.given_names
        if not guessed and all(r.opening[s.first] and r.common(s.first) for s in name.spans):
            name.fixed = "unknown"


def _person_noun(r: Reader, first: int) -> bool:
    """Whether a phrase that begins at token `first` describes a person: a noun for people before its end."""
    for k in range(first, min(first + 5, len(r.texts))):
        if r.lower[k] in r.lex.maker_nouns:
            return False  # firms are makers and owners too
        if r.lower[k] in r.lex.person_nouns or (r.lower[k] in r.lex.role_nouns and r.pos[k] == "NOUN"):
            return not (k + 1 < len(r.texts) and r.texts[k + 1] in ("'s", "’s", "-"))
        if r.pos[k] not in ("ADJ", "NOUN", "PROPN", "NUM", "PUNCT", "ADV", "VERB") or r.texts[k] in (",", "."):
            return False
    return False


def _titled(r: Reader, first: int) -> bool:
    """Whether a title stands directly before token `first` ("Foreign Minister X", not "the minister, X")."""
    before = r.lower[first - 1].rstrip(".") if first else ""
    return before in r.lex.title_words and before not in ("of", "state", "staff", "the", "home", "trade", "party")


def _share_surnames(names: dict[str, Name], firms: frozenset[str]) -> None:
    """A last word known from a person's full name is that person's elsewhere too ("Trump", tagged as a company)."""
    parts: dict[str, float] = defaultdict(float)
    for name in names.values():
        if 2 <= len(name.tokens) <= 4 and not name.fixed and _decide(name) == "person":
            for token in {name.tokens[0], name.tokens[-1]}:
                parts[token] = max(parts[token], name.points["person"])
    for token in firms:
        if token in names and not names[token].fixed and names[token].points["person"] < 3:
            names[token].points["organization"] += 2  # the company, even where it bears its founder's name
    for token, points in parts.items():
        single = names.get(token)
        capital = single and single.country and token not in countries.AMBIGUOUS_CAPITALS
        if single and token not in firms and not single.fixed and not capital:
            single.points["person"] += min(4.0, 1.0 + points)


def _share_lists(r: Reader, spans: list[Span], names: dict[str, Name]) -> None:
    """Neighbours in a list ("A, B and C") are of one kind: the unsure one leans to the sure one."""
    gifts: list[tuple[Name, str, float]] = []
    for left, right in pairwise(spans):
        between = r.texts[left.last + 1 : right.first]
        if not 1 <= len(between) <= 3 or any(
            w.lower() not in (",", "and", "or", "the", ";", "&", "/") for w in between
        ):
            continue
        a, b = names[key_of(left.text)], names[key_of(right.text)]
        for giver, taker in ((a, b), (b, a)):
            if taker.fixed or giver.fixed in ("group", "event") or giver is taker:
                continue
            kind = giver.fixed or _decide(giver)
            kind = "place" if kind == "country" else kind
            strength = 4.0 if giver.fixed else giver.points[kind]
            gifts.append((taker, kind, min(1.0, 0.3 * strength) / max(1, len(taker.spans)) ** 0.5))
    for taker, kind, points in gifts:
        taker.points[kind] += points


_ORDER = ("person", "organization", "place", "group", "event", "other")


def _decide(name: Name) -> str:
    best = max(_ORDER, key=lambda k: (name.points[k], -_ORDER.index(k)))
    if name.points[best] > 0.3:
        return best
    if len(name.tokens) > 1:
        return "organization"
    return "unknown"
