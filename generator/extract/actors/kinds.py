"""What kind of thing a name is, decided once for the whole document from all its mentions.

Most names are told by `evidence`; some forms are known (countries, peoples, model numbers), and names help each other:
a family name is its bearer's, a list is of one kind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from generator.core.tables import table
from generator.core.text import fold
from generator.extract.actors import neighbours
from generator.extract.actors.evidence import ACRONYM, EVIDENCE, LABELS, Near, form_points
from generator.extract.actors.known_names import known_names, known_people
from generator.extract.actors.reader import LINKS, Reader, Span
from generator.extract.tags import NOUNS
from generator.language import countries
from generator.language.plurals import singular

KINDS = ("person", "organization", "place", "group", "event", "other")
LEAST = 0.3
"""Points below which nothing is known of a kind."""
GIVEN = 2.0
"""Points by which a name's words say what it is."""
FIXED = 8.0
"""Points of a kind that a name has by its form alone."""
CURRENCIES = frozenset(row.get("code") for row in table("currencies"))
"""The codes of ISO 4217; one that speaks is rather a firm of that name, as AMD is."""
_LENDS = {"person": (0, -1), "other": (-1,)}
"""Which words of a long name of a kind may stand for it alone."""
_VERSUS = frozenset({"v", "v.", "vs", "vs."})
_SHORT = re.compile(r"[A-Z]{2,}")
_CLASS = re.compile(r"[A-Z]\d{1,4}")
_POINTED = re.compile(r"\b(?:[A-Z]\.){2,}")


@dataclass(slots=True)
class Name:
    """All mentions of one written form, with the points its kinds have collected."""

    key: str
    tokens: tuple[str, ...]
    points: dict[str, float]
    spans: list[Span] = field(default_factory=list)
    fixed: str = ""
    kind: str = ""
    country: countries.Country | None = None

    @property
    def likeliest(self) -> str:
        """The kind with most points; a long name of which nothing is known is rather an organization's."""
        if self.fixed:
            return self.fixed
        best = max(KINDS, key=lambda k: (self.points[k], -KINDS.index(k)))
        if self.points[best] > LEAST:
            return best
        return "organization" if len(self.tokens) > 1 else "unknown"


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
            names[key] = Name(key, tuple(key.split()), form_points(reader, key))
        names[key].spans.append(span)
    for name in names.values():
        name.fixed = next((s.kind for s in name.spans if s.kind), "") or _fixed(reader, name, names)
        if name.fixed:
            name.points[name.fixed] = FIXED
        else:
            _weigh(reader, name)
    _letters(reader, names)
    _by_register(reader, names)
    _spelled_out(reader, spans, names)
    _share_words(reader, names)
    _share_lists(reader, spans, names)
    for name in names.values():
        name.kind = name.likeliest
    return names


def _fixed(r: Reader, name: Name, names: dict[str, Name]) -> str:
    """The kind of a name that its form alone tells, "" for all others; notes its country."""
    word = name.key.lower()
    country, people = countries.lookup(name.key), countries.by_demonym(name.key)
    if word in r.lex.no_actors or (country is None and _unit(r, name, names)) or _of_a_kind(r, name):
        return "other"
    elsewhere = name.key == "Georgia" and any(r.within_state(s.first) for s in name.spans)  # "Atlanta, Georgia"
    if country and not elsewhere and not _somebody(r, name, country, names):
        name.country = country
        return "country"
    if name.key in countries.seats():
        return "organization"  # the Kremlin speaks for Russia, yet is told apart from it
    if people:
        name.country = people
    mixed = len(name.tokens) == 2 and all(map(countries.by_demonym, name.tokens))  # "American Samoans"
    if people or mixed or word in r.lex.political_families or word in r.lex.adjectives:
        return "group"
    if neighbours.model_number(name.key) and name.key not in known_names():
        return "other"
    name.country = countries.by_capital(name.key)
    nobody = _sentence_word(r, name, names) or _office(r, name) or _in_a_case(r, name) or _is_end(r, name)
    return "other" if nobody and not name.country else ""


def _spelled_out(r: Reader, spans: list[Span], names: dict[str, Name]) -> None:
    """A short form is of the kind of what it is short for where that acts as nobody; else both are rather a body's.

    "The Harbour Dues Reform Act (HDRA)" is a law, "gross floor area (GFA)" and "GFA (gross floor area)" call no body.
    """
    ends = {s.last: names[key_of(s.text)] for s in spans}
    for form in r.spelled:
        name, whole = ends.get(form.short), ends.get(form.last) if form.named else None
        kind = whole.likeliest if whole else "" if _calls_a_body(r, form.last) else "other"
        if kind in ("other", "event"):
            if name and not name.fixed:
                name.fixed = kind
            continue
        for one in (name, whole):
            if kind and one and one.likeliest != "organization":
                one.points["organization"] += 2


def _calls_a_body(r: Reader, k: int) -> bool:
    """Whether what ends in token `k` may be somebody: all but a common noun that calls no body, people or makers."""
    common = r.pos[k] in NOUNS and not r.cap[k]
    return not common or neighbours.noun_kind(r, k) not in ("", "other")


def _unit(r: Reader, name: Name, names: dict[str, Name]) -> bool:
    """Whether a short form in capitals is a class ("the M6"), a currency beside another, or counted each time."""
    if len(name.tokens) > 1 or len(name.key) > 6 or not name.key.isupper() or name.key in known_names():
        return False
    if _CLASS.fullmatch(name.key):  # "the M6": a road, a class, a model
        return not any(neighbours.acts(r, s) for s in name.spans)
    if name.key in CURRENCIES and len(CURRENCIES & names.keys()) > 1:
        return not any(neighbours.says(r, s) for s in name.spans)
    return all(r.number_at(s.first - 1) or r.number_at(s.last + 1) for s in name.spans)


def _sentence_word(r: Reader, name: Name, names: dict[str, Name]) -> bool:
    """Whether a noun of the dictionary has its capital from the sentences that it opens: "Schools in Norport closed".

    Nothing else names it: no given name, no longer name that it ends. In the singular it has no label but that of a
    person and acts nowhere, as family names that are nouns do.
    """
    word = name.key.lower()
    several = singular(word) != word
    opens = all(r.opening[s.first] and (several or s.label in ("", "PERSON")) for s in name.spans)
    plain = len(name.tokens) == 1 and word not in r.lex.given_names and r.common(name.spans[0].first)
    acts = not several and any(neighbours.acts(r, s) or neighbours.says(r, s) for s in name.spans)
    if not plain or not opens or acts:
        return False
    return not any(len(n.tokens) > 1 and name.key in n.tokens for n in names.values())


def _office(r: Reader, name: Name) -> bool:
    """Whether a name is that of an office: it stands behind its holder's and opens as one does ("Jane Roe, Chair of the
    Harbour Board"), or is what the model takes for a person ("the Chief Lands Registrar"), nouns of the dictionary with
    "the" before them wherever they are, as before no name."""
    held = all(r.texts[s.first - 1] == "," and r.cap[s.first - 2] for s in name.spans)
    if held and name.tokens[0].lower() in r.lex.posts and name.tokens[1:2] == ("of",):
        return True
    before = [s.first - 1 - (r.cap[s.first - 1] and r.lower[s.first - 1] in r.lex.posts) for s in name.spans]
    body = name.tokens[-1].lower() in r.lex.organization_heads or all(s.label != "PERSON" for s in name.spans)
    definite = not body and len(name.tokens) > 1 and all(k >= 0 and r.lower[k] == "the" for k in before)
    return definite and all(map(r.common, range(name.spans[0].first, name.spans[0].last + 1)))


def _in_a_case(r: Reader, name: Name) -> bool:
    """Whether a name stands in names of court cases alone ("Roe v. Wade"): who was a party of one acts no more."""
    return not any(_VERSUS.isdisjoint((r.lower[s.first - 1], r.lower[s.last + 1])) for s in name.spans)


def _is_end(r: Reader, name: Name) -> bool:
    """Whether a name is but the end of a company's behind brackets: the Ltd of "Norport (Pvt) Ltd"."""
    cut = all(r.texts[s.first - 1] == ")" for s in name.spans)
    return cut and len(name.tokens) == 1 and name.key.lower().rstrip(".") in r.lex.company_ends


def _of_a_kind(r: Reader, name: Name) -> bool:
    """Whether a short form is in the plural ("ICBMs"), or stands in it as well ("an ISP", "ISPs"): things of a kind, or
    bodies or people, none of them by name."""
    one = name.key.removesuffix("s")
    return bool(_SHORT.fullmatch(one)) and f"{one}s" in r.forms


def _somebody(r: Reader, name: Name, country: countries.Country, names: dict[str, Name]) -> bool:
    """Whether the name of a country is that of a person told of: "Mr England", "Mark England ... England said".

    Behind a form of address it always is, save "Miss England". A word of a full name is, where neither a people nor
    "in" tells of the country; a first name where it does not stand alone oftener than with the rest.
    """
    before = [r.texts[s.first - 1] for s in name.spans]
    if any(w.istitle() and w.lower().rstrip(".") in r.lex.address - {"miss"} for w in before):
        return True
    if not r.lex.locative.isdisjoint(before) or any(countries.by_demonym(n.key) == country for n in names.values()):
        return False
    full = [n for n in names.values() if len(n.tokens) > 1 and _personal(n)]
    rare = [n for n in full if len(n.spans) >= len(name.spans) and n.tokens[-1].lower() not in r.lowered]
    return name.key in {n.tokens[-1] for n in full} | {n.tokens[0] for n in rare}


def _personal(name: Name) -> bool:
    """Whether a name opens with a given name, or is a person's to the language model and nothing else by its form."""
    labelled = all(s.label == "PERSON" for s in name.spans) and name.points["organization"] < GIVEN
    return name.points["person"] >= GIVEN or labelled


def _weigh(r: Reader, name: Name) -> None:
    """The points of the model's labels and of the words around all mentions."""
    share, long, points = 1 / len(name.spans), len(name.tokens) > 1, name.points
    for span in name.spans:
        if span.label:
            kind, weight = LABELS[span.label]
            # The model's habit with bare surnames is to call them organizations.
            points[kind] += (0.6 if span.label == "ORG" and not long else weight) * share
        near = Near(r, span, long)
        for row in EVIDENCE.values():
            if row.shown(near):
                points[row.kind] += row.points * share**row.scale
    if name.country:
        points["place"] += 1.5 if name.key in countries.AMBIGUOUS_CAPITALS else 3


def _letters(r: Reader, names: dict[str, Name]) -> None:
    """Letters that nothing shows to be a body's are a thing's: "the LCD stayed cool".

    Nobody is of it, it neither acts, says nor hears, and no body with a name of several words has these initials. A
    sentence alone shows too little for that.
    """
    if len(r.parsed.sentences) < 2:
        return
    long = (n.tokens for n in names.values() if len(n.tokens) > 1 and n.likeliest == "organization")
    initials = {"".join(t[0] for t in tokens if t[0].isupper()) for tokens in long}
    known = initials | known_names().keys()
    for name in names.values():
        unknown = ACRONYM.fullmatch(name.key) and name.key not in known
        if unknown and not name.fixed and not any(neighbours.like_a_body(r, s) for s in name.spans):
            name.points["other"] += 3.5


def _by_register(r: Reader, names: dict[str, Name]) -> None:
    """What the editors know of a name outweighs what the text shows."""
    rules = r.parsed.catalog.actors
    known = {fold(form): rule.kind for rule in rules for form in (rule.name, *rule.aliases)}
    for name in names.values():
        kind = known.get(fold(name.key))
        if kind in name.points:
            name.points[kind] += 10


def short_names_of_firms(r: Reader, names: dict[str, Name]) -> frozenset[str]:
    """What companies are called for short: "Roe" and "Roe Motor" for "Roe Motor Company"."""
    ends = r.lex.company_ends
    firms = (n for n in names.values() if len(n.tokens) > 1 and n.tokens[-1].lower().rstrip(".") in ends)
    return frozenset(short for n in firms for short in (n.tokens[0], " ".join(n.tokens[:-1])))


def _share_words(r: Reader, names: dict[str, Name]) -> None:
    """A single word that belongs to a longer name is of its kind; one that does not is hardly a person."""
    for name in names.values():
        name.points["person"] += 1.5 * _called_by_last_word(r, name, names)
    firms = short_names_of_firms(r, names)
    parts: dict[str, Name] = {}
    for name in sorted(names.values(), key=lambda n: max(n.points.values())):
        if len(name.tokens) > 1:
            parts |= {name.tokens[i]: name for i in _LENDS.get(name.likeliest, ())}
    for name in names.values():
        whole = parts.get(name.key)
        if name.fixed or (name.country and name.key not in countries.AMBIGUOUS_CAPITALS):
            continue
        if name.key in firms and name.points["person"] < 3:
            name.points["organization"] += 2  # the company, even where it bears its founder's name
        elif whole is not None:
            kind = whole.likeliest
            name.points[kind] += min(4.0, 1.0 + whole.points[kind])
        elif name.points["person"] <= 2.5 and len(name.tokens) == 1:
            known = fold(name.key) in r.lex.given_names or fold(name.key) in known_people()
            name.points["person"] *= 1.0 if known else r.lone


def _called_by_last_word(r: Reader, name: Name, names: dict[str, Name]) -> bool:
    """Whether a name of several words is also called by its last alone, never by its first: as people are."""
    first, last = name.tokens[0], names.get(name.tokens[-1])
    if name.fixed or last is None or last is name or last.fixed or first in names:
        return False
    words = {w.lower() for w in name.tokens}
    organized = (r.lex.organization_heads, r.lex.place_heads, r.lex.event_heads, LINKS)
    return all(words.isdisjoint(heads) for heads in organized) and not r.common(last.spans[0].first)


def _share_lists(r: Reader, spans: list[Span], names: dict[str, Name]) -> None:
    """Neighbours in a list ("A, B and C's D") are of one kind: the unsure one leans to the sure one."""
    gifts: defaultdict[tuple[str, str], float] = defaultdict(float)
    owners = {right.last: left for left, right in pairwise(spans) if _owned(r, left, right, names)}
    owning = {left.last for left in owners.values()}
    for left, right in pairwise(s for s in spans if s.last not in owning):
        first = owners.get(right.last, right).first
        between = set(r.lower[left.last + 1 : first])
        if not between or first - left.last > 4 or between - {",", "and", "or", "the", ";", "&", "/"}:
            continue
        a, b = names[key_of(left.text)], names[key_of(right.text)]
        for giver, taker in ((a, b), (b, a)):
            kind = "place" if giver.fixed == "country" else giver.likeliest
            if not taker.fixed and giver is not taker and kind not in ("group", "event", "unknown"):
                strength = 4.0 if giver.fixed else giver.points[kind]
                gifts[taker.key, kind] += min(1.0, 0.3 * strength) / len(taker.spans) ** 0.5
    for (key, kind), points in gifts.items():
        names[key].points[kind] += points


def _owned(r: Reader, left: Span, right: Span, names: dict[str, Name]) -> bool:
    """Whether a name, and no country, owns the next one: of "A and B's C", A and C are a list."""
    return (
        not names[key_of(left.text)].fixed and right.first == left.last + 2 and r.texts[left.last + 1] in ("'s", "’s")
    )
