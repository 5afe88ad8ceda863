"""Where names stand: runs of capitalised words, cut and joined by rules, with the language model as a witness.

The small model's own spans miss a third of the names of a political text and blur borders ("the Social Democratic
Party ( Assembly"); runs of capitalised words find nearly all of them, and the model helps where rules cannot know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.core.when import CALENDAR_NAMES
from generator.extract.actors.boundaries import cut
from generator.extract.actors.occasions import find_events
from generator.extract.actors.reader import NAME_LABELS, WORDS_OF_GRAMMAR, Reader, Span, heads, title_length
from generator.language import countries
from generator.language.offices import title_words
from generator.language.plurals import singular


@dataclass(slots=True)
class Run:
    """A run of name words so far: its tokens, whether it holds a head of organizations, and an "of" or "for"."""

    first: int
    last: int
    headed: bool
    linked: bool = False


def find_spans(reader: Reader) -> list[Span]:
    """All candidate names in text order, none overlapping another; the reader knows them from then on (`named`)."""
    taken = [False] * len(reader.doc)
    spans: list[Span] = []

    def take(found: Iterator[Span]) -> None:
        for span in found:
            if not any(taken[span.first : span.last + 1]):
                taken[span.first : span.last + 1] = [True] * (span.last - span.first + 1)
                spans.append(span)

    take(find_events(reader))
    take(reader.span(i, i, "person") for i in reader.family_names if not reader.cap[i - 1])
    i = 0
    while i < len(reader.doc):
        last = i
        if not taken[i] and _may_start(reader, i):
            last = _run_end(reader, i)
            take(_names(reader, _first(reader, i, taken), last))
        i = last + 1
    for ent in reader.doc.ents:
        first, last = reader.trim(ent.start, ent.end - 1)
        if ent.label_ in NAME_LABELS and first <= last and reader.cap[last]:
            take(iter([reader.span(first, last)]) if first < last else cut(reader, first, last))
    reader.named = {s.last: s.first for s in spans if reader.cap[s.last]}
    return sorted(spans, key=lambda s: s.start)


def _names(r: Reader, first: int, last: int) -> Iterator[Span]:
    """The names in a run; what a short form is short for is one, behind a title ("Chair of the X") as well."""
    whole = r.whole.get(last)
    if whole and (first == whole.first or title_length(r, first, last)):
        yield r.span(whole.first, last)
    else:
        yield from cut(r, first, last)


def _may_start(r: Reader, i: int) -> bool:
    """Whether a name may begin with token `i`."""
    text, word = r.texts[i], r.lower[i]
    if not r.cap[i] or word in ("i", "the", "a", "an"):
        return False
    if countries.stands_for(text) or countries.by_demonym(text):
        return True
    following = r.capital_at(i + 1)
    if r.pos[i] in WORDS_OF_GRAMMAR:
        return r.ent_first[i] == i < r.ent_last[i] or (following and word in CALENDAR_NAMES)  # "May Roe sang"
    if word in r.lex.not_names:
        return following or word in title_words()
    if r.opening[i] or r.heading[i]:
        return _may_open(r, i, following)
    known = r.pos[i] in ("PROPN", "X") or bool(r.label[i]) or (text.isupper() and len(text) > 1)
    return following or known


def _first(r: Reader, i: int, taken: list[bool]) -> int:
    """Where a name that starts at token `i` begins: a word and a hyphen belong to it ("On-Line Roe", "7-Eleven"), and
    so does the rest of what a short form behind it is short for."""
    if i in r.whole:
        return r.whole[i].first
    whole = i > 1 and r.texts[i - 1] in ("-", "–") and r.idx[i] - r.idx[i - 2] == len(r.texts[i - 2]) + 1
    named = whole and not taken[i - 2] and (r.texts[i - 2][0].isupper() or r.texts[i - 2].isdecimal())
    return i - 2 if named else i


def _may_open(r: Reader, i: int, following: bool) -> bool:
    """Whether a name may begin where every first word has a capital."""
    if r.pos[i] == "PROPN":
        return True
    if r.label[i]:
        return following or r.lower[i] not in r.lowered
    return following and r.pos[i] in ("NOUN", "ADJ", "X", "VERB") and not r.heading[i]


def _run_end(r: Reader, i: int) -> int:
    """The last token of the run of name words that starts at `i`."""
    run = Run(i, i, heads(r, i))
    while run.last + 1 < len(r.doc):
        k = run.last + 1
        if run.last in r.whole and run.last < r.whole[run.last].last:
            after = r.whole[run.last].last
        elif r.cap[k] and r.texts[k] not in ("The", "I"):
            ended = r.opening[k] or (run.headed and r.lower[k] in r.lex.offices)
            after = -1 if ended else k
        else:
            after = _over(r, run) if k + 1 < len(r.doc) else -1
        if after < 0:
            break
        run.last, run.headed = after, run.headed or heads(r, after)
    if r.lower[run.last + 1 : run.last + 2] == ["party"]:
        return run.last + 1
    return run.last


def _over(r: Reader, run: Run) -> int:
    """The token that a run goes on with after a small word or a mark, -1 where it ends."""
    word = r.lower[run.last + 1]
    joint = JOINTS.get(word) or (_over_particle if word in r.lex.particles else None)
    return joint(r, run) if joint else -1


def _same_entity(r: Reader, a: int, b: int) -> bool:
    """Whether the model's entity at token `a` reaches token `b`."""
    return r.ent_first[a] >= 0 and r.ent_first[a] == r.ent_first[b]


def _over_link(r: Reader, run: Run) -> int:
    """After "of", "for" ...: what is named by a head goes on ("Bank of X"), two names stay two ("X of Y")."""
    last, word = run.last, r.lower[run.last + 1]
    run.linked = True
    after = last + 2 + (r.lower[last + 2] in ("the", "les", "le"))
    if not r.capital_at(after):
        return -1
    if word != "on" and _same_entity(r, last, after):
        return after
    if word == "on":
        return after if r.lower[last] in r.lex.subject_openers else -1
    # "Association for the Blind" and "Court of Appeals for the Armed Forces" are one name, "the X Party for the Y
    # Party" two: there the model decides.
    purposeful = not r.lex.purpose_openers.isdisjoint(r.lower[run.first : last + 1])
    loose = word == "for" and not purposeful and after > last + 2
    if r.lower[last] in r.lex.organization_heads and _of_a_holder(r, after):
        return -1
    return after if word in ("of", "for") and not loose and run.headed else -1


def _of_a_holder(r: Reader, after: int) -> bool:
    """Whether somebody with his title is named behind "of": "the Norland People's Party of Prime Minister Jane Roe"."""
    width = title_length(r, after, after + 3)
    one = width > 0 and not r.lower[after + width - 1].endswith("s")  # "Council of Ministers Secretary Jane Roe"
    return one and r.capital_at(after + width) and not heads(r, after + width)


def _over_comma(r: Reader, run: Run) -> int:
    """After a comma: partners in one firm go on where its legal form ends the list ("Roe, Doe & Poe LLP")."""
    k = nxt = run.last + 2
    while r.capital_at(k) or r.texts[k] in (",", "&"):
        k += 1
    ends = [r.lower[i].rstrip(".") for i in range(nxt, k) if r.cap[i]][-1:]
    firm = "&" in r.texts[nxt:k] and not r.lex.company_ends.isdisjoint(ends)
    return nxt if firm and r.capital_at(nxt) else -1


def _over_and(r: Reader, run: Run) -> int:
    """After "and": two words of one name ("Health and Safety Executive") or two names."""
    last, nxt = run.last, run.last + 2
    if not r.capital_at(nxt):
        return -1
    same = _same_entity(r, last, nxt) and r.label[last] in ("ORG", "FAC", "LAW")
    half = r.lower[last] not in r.lex.organization_heads and not countries.stands_for(r.texts[last])
    ahead = _heads_ahead(r, nxt)
    if run.linked and (same or (half and r.label[nxt] not in ("PERSON", "GPE"))):
        return -1 if ahead - r.lex.weak_organization_heads else nxt
    plain = not run.headed and not {r.label[last], r.label[nxt]} & {"PERSON", "GPE", "NORP"}
    return nxt if half and ahead and (same or plain) else -1


def _heads_ahead(r: Reader, k: int) -> frozenset[str]:
    """The heads of organizations in the run of capitals that goes on at token `k`."""
    words = set()
    while r.capital_at(k):
        words.add(r.lower[k])
        k += 1
    return r.lex.organization_heads & words


def _over_particle(r: Reader, run: Run) -> int:
    """After "al", "de la" ...: "Jane al-Roe", "Rocky De La Fuente"."""
    nxt = run.last + 2
    if r.texts[nxt] == "-":
        return nxt + 1 if r.capital_at(nxt + 1) else -1
    after = nxt + (r.lower[nxt] in r.lex.particles)
    return after if r.capital_at(after) else -1


def _over_hyphen(r: Reader, run: Run) -> int:
    """After a hyphen: "Seung-hui" and "Indo-Pacific" are one name; two countries are two."""
    last, nxt = run.last, run.last + 2
    same = _same_entity(r, last, nxt)
    if r.idx[nxt] - r.idx[last] != len(r.texts[last]) + 1:
        return nxt if same and r.cap[nxt] and r.label[nxt] != "PERSON" else -1  # "Jane Roe - John Doe"
    if countries.by_demonym(r.texts[last]) or all(map(countries.stands_for, (r.texts[last], r.texts[nxt]))):
        return -1
    if r.lower[nxt] in r.lex.particles and r.capital_at(nxt + 2):
        return nxt + 2  # "Bois-le-Duc"
    return nxt if r.cap[nxt] or same else -1


def _over_apostrophe(r: Reader, run: Run) -> int:
    """After a possessive: "Workers' Party", "Longshoremen's Association", "Women's Premier League"."""
    mark, head = r.texts[run.last + 1], run.last + 2
    while r.capital_at(head + 1) and not r.opening[head + 1] and r.lower[head] not in r.lex.organization_heads:
        head += 1
    if not r.capital_at(head) or r.lower[head] not in r.lex.organization_heads:
        return -1
    word, one = r.lower[run.last], singular(r.lower[run.last])
    plural = (mark in ("'", "’") and head == run.last + 2) or (one != word and one in r.nouns)
    return head if plural and not countries.stands_for(" ".join(r.texts[run.first : run.last + 1])) else -1


Joint = Callable[[Reader, Run], int]
JOINTS: Mapping[str, Joint] = (
    dict.fromkeys(("of", "for", "on", "in"), _over_link)
    | {",": _over_comma}
    | {"and": _over_and, "&": lambda r, run: run.last + 2 if r.capital_at(run.last + 2) else -1}
    | dict.fromkeys(("-", "–"), _over_hyphen)
    | dict.fromkeys(("'", "’", "'s", "’s"), _over_apostrophe)
)
"""How a run goes on after a small word or a mark."""
