"""What an article says somebody is, by the places beside the name where it is told (`RULES`).

A role keeps the article's words as far as a role can: "Foreign Minister of China" is written "Chinese Foreign
Minister" where the article does so; "China's President" becomes "President of China". Where no word says what somebody
is, a clause or the body beside the name does ("who leads the team", "of Norport Aid"). A role that is past at the time
of the article is marked "former". The most informative one wins; the judge of `actors.role` weighs its form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.extract.actors.entity import Entity
from generator.extract.actors.reader import Reader, Span, heads, in_full
from generator.extract.actors.role_words import (
    MAX_WORDS,
    STOPS,
    Role,
    bare_post,
    calls_person,
    is_role_noun,
    owner_of,
    phrase_end,
    role_head,
    tidy,
    title_start,
    with_owner,
    words_of,
)
from generator.extract.tags import FINITE, NOUNS, SUBJECTS
from generator.language import countries
from generator.language.offices import OF, is_office, is_open
from generator.language.plurals import singular

if TYPE_CHECKING:
    from spacy.tokens import Token

JOINED = 0.5
"""The weight of what the parse alone says: less than that of any rule of words."""
PAST = 1.0
"""How much more than a present office a past one must tell to stand for who somebody is."""
BODY = 0.3
"""The weight of whose somebody is, or of what a clause tells: less than that of any word for what he is."""
APPOSED = 1.2
"""The weight of what the parse puts behind a name: less than that of a known word there."""
_OF_A_BODY = frozenset({"member", "founder", "co-founder", "head", "secretary", "owner"})
"""What somebody is of something: alone it leaves open of what."""
_OF_THE = re.compile(rf"^(?:{'|'.join(sorted(OF))}) (?:the )?")
"""What stands before the name of a body in such a role."""
OF_BODY = "of body"
"""The rule that tells whose somebody is."""
_OWN = frozenset({"the", "a", "an", "his", "her", "their", "its", "our", "my"})
_RELATIONS = frozenset({"successor", "predecessor", "counterpart", "rival", "colleague"})
_PAST = re.compile(r"(?:(?:formerly|once) (?:the|an?)|former|then|ex)[- ](?=\w)", re.I)
_OF_HIS = re.compile(r" (?:[a-z]+ )?(?:his|her|their|its)(?: own)? .*", re.DOTALL)
"""What stands in a role for what only the text before tells: "within his own party"."""
_LEADING = re.compile(r"(?:(?:the|a|an|his|her|its|their|our)\s+)?(?:\d{1,3}[- ]year[- ]old\s+(?=\w))?", re.I)


def find_roles(r: Reader, entities: Sequence[Entity]) -> dict[int, Role]:
    """The most informative role the article gives each person, by `id()` of the entity; a register's role stands."""
    out = {id(e): Role(e.role, 5.0, "register") for e in entities if e.role}
    for entity in (e for e in entities if e.kind == "person" and id(e) not in out):
        told = [
            # Earlier mentions introduce people; later ones only vary the words.
            replace(role, rule=name, weight=role.weight - 0.05 * min(position, 10))
            for position, span in enumerate(entity.spans)
            for name, rule in RULES.items()
            if (role := _alone(rule(r, span))) is not None and not _says_nothing(role.text, entity.name)
            if not _names_another(r, role.text)
        ]
        if told:
            out[id(entity)] = _of_whom(r, _present(max(told, key=lambda x: x.weight), told), told)
    return out


def _alone(role: Role | None) -> Role | None:
    """A role without what points at what the text tells before it ("rival within his own party")."""
    return replace(role, text=_OF_HIS.sub("", role.text)) if role else None


def _names_another(r: Reader, role: str) -> bool:
    """Whether a form of address stands within a role, which so is that of the next one: "adviser on trade Dr. Roe"."""
    inside = pairwise(role.split()[1:])
    return any(word.lower().rstrip(".") in r.lex.address and behind[0].isupper() for word, behind in inside)


def _of_whom(r: Reader, role: Role, told: Sequence[Role]) -> Role:
    """A role that leaves open of whom, with the body beside the name ("professor, University of Norport")."""
    if not is_open(role.text):
        return role
    body = next((_OF_THE.sub("", x.text) for x in told if x.rule == OF_BODY), "")
    if countries.lookup(body):
        national = r.lex.national_offices & set(role.text.lower().split())
        return replace(role, text=f"{role.text} of {owner_of(r, body, role.text)}") if national else role
    return replace(role, text=f"{role.text}, {body}") if body else role


def _present(best: Role, told: Sequence[Role]) -> Role:
    """Instead of a past office what somebody is now, where that tells nearly as much and is not the same office."""
    if not best.text.startswith("former "):
        return best
    then = set(best.text.lower().split())
    near = (x for x in told if best.weight - x.weight <= PAST and is_office(x.text))
    now = (x for x in near if not x.text.startswith("former "))
    return max((x for x in now if x.text.lower().split()[-1] not in then), key=lambda x: x.weight, default=best)


def _says_nothing(role: str, name: str) -> bool:
    """Whether a role tells nothing by itself.

    It repeats the name ("Prince" of Prince Rudolf), or tells no more than whom somebody stands beside ("Ruritanian
    counterpart") or that he is of something ("Founder").
    """
    words = role.lower().split()
    if len(words) == 1 and words[0] in _OF_A_BODY:
        return True
    return (len(words) <= 2 and words[-1] in _RELATIONS) or set(words) <= set(name.lower().split())


def _before(r: Reader, span: Span) -> Role | None:
    """A title before the name and its form of address, with the country, people or institution before it."""
    end = span.first
    if r.lower[end] in r.lex.kept_titles - r.lex.address - {"saint", "st", "st."}:
        return with_owner(r, end, r.texts[end])  # "Ruritania's King Rudolf"
    while end and r.lower[end - 1].rstrip(".") in r.lex.address and in_full(r, end - 2, end) not in r.lex.titles:
        end -= 1  # "First Lady Jane Roe" has an office, "Lady Jane Roe" none
    if end and r.texts[end - 1] == ",":
        return _before_comma(r, end - 1, r.doc[span.first : span.last + 1].root)
    first = title_start(r, end)
    words = [r.lex.short_titles.get(w.lower().rstrip("."), w) for w in r.texts[first:end]]
    return with_owner(r, first, " ".join(words)) if words else None


def _before_comma(r: Reader, comma: int, name: Token) -> Role | None:
    """ "the Ruritanian trade minister, Jane Roe": the noun phrase before the comma when its last word is a role.

    Who acts behind it is another: "Greeting the minister, Jane Roe spoke of trade".
    """
    k = comma - 1
    if not is_role_noun(r, k):
        return None
    if r.doc[k].dep_ in ("dobj", "dative", "pobj") and name.dep_ in SUBJECTS and r.texts[name.i + 1] != ",":
        return None
    first = min(title_start(r, k + 1), k)
    if first == k and r.lower[first - 1] not in _OWN | {"'s", "’s"} and not r.cap[first - 1]:
        if r.pos[first - 1] not in NOUNS:
            return None  # "as president, Jane Roe ..." tells of another
        while r.pos[first - 1] in ("NOUN", "ADJ", "PROPN"):
            first -= 1  # "Ruritania's army chief"
    return with_owner(r, first, words_of(r, first, k))


def _at_body(r: Reader, span: Span) -> Role | None:
    """ "Biologist with the Norport Trust Jane Roe": a post without an article, whose body stands before the name."""
    body = r.named.get(span.first - 1, 0)
    noun = bare_post(r, body) if body else -1
    if noun < 0 or title_start(r, span.first) < span.first:  # "head of the Norport Trust Jane Roe" is a title itself
        return None
    first = min(title_start(r, noun + 1), noun)
    while r.pos[first - 1] in ("NOUN", "ADJ") and r.doc[first - 1].head.i == noun:
        first -= 1
    return with_owner(r, first, words_of(r, first, span.first - 1))


def _after(r: Reader, span: Span) -> Role | None:
    """A phrase between commas after the name: ", a professor of law at the University of X who has ..."."""
    i = span.last + 1
    if r.texts[i : i + 1] not in ([","], ["("], ["–"], ["—"]):
        return None
    i += 3 if r.texts[i + 1 : i + 2] and r.texts[i + 1].isdigit() and r.texts[i + 2 : i + 3] == [","] else 1
    head = role_head(r, i) if i < len(r.doc) else None
    if head is None:
        return None
    last = phrase_end(r, head, r.doc[span.last].sent.end)
    if r.label[head + 1 : head + 2] == ["PERSON"] or any(_person_at(r, k) for k in range(head + 1, last + 1)):
        return None  # the title of the next one in a list
    role, past = _phrase(r, i, last)
    body = _named_behind(r, last + 1) if is_open(role) else None
    role = f"{role}, {body}" if body else role
    return Role(role, 2.5 + 0.1 * min(last - i, 8) - 0.5 * past)


def _phrase(r: Reader, first: int, last: int) -> tuple[str, bool]:
    """The words of a phrase without its article or an age, and whether it is of a time before."""
    text = words_of(r, first, last)
    text = text[_LEADING.match(text).end() :]  # type: ignore[union-attr]  # it matches the empty string
    past = _PAST.match(text)
    return tidy(text[past.end() if past else 0 :], past is not None), past is not None


def _person_at(r: Reader, k: int) -> bool:
    """Whether another person is named in full at token `k`."""
    return r.label[k] == "PERSON" and r.ent_last[k] > r.ent_first[k]


def _copula(r: Reader, span: Span) -> Role | None:
    """ "Jane Roe is a professor of law at the University of X"."""
    i = span.last + 1
    if r.lower[i : i + 1] not in (["is"], ["was"]) or r.lower[i + 1 : i + 2] not in (["the"], ["a"], ["an"]):
        return None
    head = role_head(r, i + 2)
    if head is None:
        return None
    last = phrase_end(r, head, r.doc[span.last].sent.end)
    return Role(tidy(words_of(r, i + 2, last), r.lower[i] == "was"), 2.0)


def _apposed(r: Reader, span: Span) -> Role | None:
    """ "Jane Roe of Tarn, a palaeobotanist from Norport": a word for people that the parse puts behind a name."""
    name = r.doc[span.first : span.last + 1].root
    noun = next((c for c in name.rights if c.dep_ == "appos" and c.i > span.last), None)
    if noun is None or r.texts[noun.left_edge.i - 1] != ",":
        return None
    titled = noun.tag_ in ("NN", "NNP") and noun.lower_ in r.lex.posts
    whose = any(c.dep_ in ("poss", "compound", "prep") and c.tag_ != "PRP$" for c in noun.children)
    kin = noun.lower_ in r.lex.relatives and whose
    if not titled and not (noun.tag_ == "NN" and (kin or calls_person(r, noun.lower_))):
        return None
    first, last = noun.left_edge.i, phrase_end(r, noun.i, noun.sent.end)
    return Role(_phrase(r, first, last)[0], APPOSED)


def _shared(r: Reader, span: Span) -> Role | None:
    """ "Seismologists Jane Roe and John Doe": what stands in the plural before a list is each one's."""
    name = r.doc[span.first : span.last + 1].root
    alone = not name.conjuncts
    while name.dep_ == "conj":
        name = name.head
    opening = name.left_edge.i
    beside = (name, name.head, *r.doc[max(opening - 1, name.sent.start) : name.i])
    people = (
        t for t in beside if t.tag_ in ("NNS", "NNPS") and t.i < span.first and calls_person(r, singular(t.lower_))
    )
    noun = max(people, key=lambda t: t.i, default=None)
    told = noun is not None and noun.dep_ in ("dobj", "dative") and name.dep_ in ("nsubj", "nsubjpass")
    if noun is None or told or not (r.cap[noun.i + 1] or (r.texts[noun.i + 1] == "," and not alone)):
        return None  # "carves the heads and Jane Roe paints them", "told investors Jane Roe had left"
    first = _modifiers_start(r, noun)
    return with_owner(r, first, " ".join((*r.texts[first : noun.i], singular(noun.lower_))))


def _modifiers_start(r: Reader, noun: Token) -> int:
    """Where the adjectives and nouns right before a noun begin that say which it is."""
    first = noun.i
    while first > 0 and (before := r.doc[first - 1]).head == noun and before.dep_ in ("amod", "compound", "nmod"):
        if before.lower_ in r.lex.past:
            break
        first -= 1
    return first


def _joined(r: Reader, span: Span) -> Role | None:
    """ "Ruritanian rider Jane Roe", "the suspect, Jane Roe": a word for people that the parse joins to the name.

    Right before it, or before its comma, where the name is put beside a noun to say who that is.
    """
    name, last = r.doc[span.first : span.last + 1].root, span.first - 1
    apart = last > 0 and r.texts[last] == ","
    last -= apart
    noun = name.head if apart else r.doc[max(last, 0)]
    twice = noun.dep_ == name.dep_ == "nsubj" and noun.head == name.head  # a clause has one subject
    joined = name.dep_ == "appos" if apart else twice or noun.head.i in range(span.first, span.last + 1)
    if not joined or noun.i > last or noun.tag_ not in ("NN", "NNP") or not calls_person(r, noun.lower_):
        return None
    first = _modifiers_start(r, noun)
    if apart and 0 <= r.ent_first[noun.i] < noun.i:
        return None
    return replace(with_owner(r, first, words_of(r, first, last)), weight=JOINED)


def _beside(r: Reader, span: Span) -> Role | None:
    """ "The deputy chief of mission at the embassy, Jane Roe, said": the whole phrase beside which the name is put.

    The parse may put the name beside the last noun of the phrase only; a person on the way would be another one.
    """
    name, comma = r.doc[span.first : span.last + 1].root, _comma_before(r, span.first)
    noun = _office_above(r, name.head) if name.dep_ == "appos" and name.head.i < comma else None
    if noun is None or not 0 < comma - 1 - noun.i < MAX_WORDS:
        return None
    first = _modifiers_start(r, noun)
    return replace(with_owner(r, first, words_of(r, first, comma - 1)), weight=JOINED)


def _comma_before(r: Reader, first: int) -> int:
    """The comma before a name and its forms of address ("Rt. Hon."); 0: there is none."""
    at = first - 1
    while at > 0 and (r.lower[at] in ("the", ".") or r.lower[at].rstrip(".") in r.lex.address):
        at -= 1
    return at if r.texts[at] == "," else 0


def _office_above(r: Reader, noun: Token) -> Token | None:
    """The word for who somebody is in a phrase of which `noun` is the end ("chief of mission at the embassy")."""
    while noun.lower_ not in r.lex.callings - _RELATIONS:
        if r.label[noun.i] == "PERSON" or (noun.dep_, noun.head.dep_) != ("pobj", "prep"):
            return None
        noun = noun.head.head
    return noun


def _who(r: Reader, span: Span) -> Role | None:
    """ "Jane Roe, who leads the Norport team, said": what a clause behind the name tells, where no pronoun hides it.

    It tells what somebody does or is; what was said, denied or done to him is no role.
    """
    k = span.last + 1
    if r.lower[k : k + 2] != [",", "who"] or r.doc[k + 1].dep_ != "nsubj":
        return None
    verb, limit = r.doc[k + 1].head, min(k + MAX_WORDS, r.doc[span.last].sent.end)
    if verb.head.i not in range(span.first, span.last + 1) or not _tells_who(r, verb):
        return None
    last = next((i for i in range(verb.i + 1, limit) if r.texts[i] in STOPS), 0) - 1
    told = range(verb.i + 1, last + 1)
    second = any(r.doc[i].tag_ in FINITE and r.doc[i] not in verb.conjuncts for i in told)
    if last <= verb.i or second or any(r.pos[i] == "PRON" for i in range(k + 2, last + 1)):
        return None  # a second verb is of no clause that a comma closes: "who leads X said"
    return Role(words_of(r, k + 1, last), BODY)


def _tells_who(r: Reader, verb: Token) -> bool:
    """Whether a verb tells what somebody does: no saying or silence, nothing denied or only possible; "is" a what."""
    if any(c.dep_ == "neg" or (c.dep_ == "xcomp" and c.lemma_ in r.lex.saying) for c in verb.children):
        return False
    if verb.tag_ == "VBD" and any(c.dep_ == "advmod" and c.lower_.endswith("ly") for c in verb.lefts):
        return False  # how he did one thing: "who coolly closed out the set"
    is_what = verb.lemma_ != "be" or any(c.dep_ == "attr" and c.tag_ in ("NN", "NNP") for c in verb.rights)
    return is_what and verb.lemma_ not in r.lex.saying


def _of_body(r: Reader, span: Span) -> Role | None:
    """ "Norport Aid's Jane Roe", "Jane Roe of the Norport board": whose somebody is."""
    if is_role_noun(r, span.last) or r.doc[span.first : span.last + 1].root.dep_ == "compound":
        return None  # "Permanent Secretary" is nobody, nor is who stands before a noun ("Norland's Jane Roe telescope")
    return _of_owner(r, span) or _of_behind(r, span)


def _of_owner(r: Reader, span: Span) -> Role | None:
    k = span.first - 1
    if k < 1 or r.texts[k] not in ("'s", "’s") or not _is_body(r, k - 1):
        return None
    first = r.named.get(k - 1, r.ent_first[k - 1])
    return Role(f"of {owner_of(r, ' '.join(r.texts[first:k]), '')}", BODY) if first >= 0 else None


def _of_behind(r: Reader, span: Span) -> Role | None:
    name, k = r.doc[span.first : span.last + 1].root, span.last + 1
    apart = r.texts[k : k + 1] in ([","], ["("])
    k += apart
    if r.lower[k] not in OF or r.doc[k].head != name:
        return None
    if not apart and name.dep_ in (("dobj",) if r.lower[k] == "of" else ("dobj", "pobj")):
        return None  # "accused Jane Roe of ...", "voted for Jane Roe for ..."
    body = next((c for c in r.doc[k].children if _is_body(r, c.i)), None)
    if body is None:
        return None
    named = (i for i in range(body.i, min(body.i + MAX_WORDS, len(r.doc))) if r.named.get(i, i + 1) <= body.i)
    last = next(named, r.ent_last[body.i]) if r.label[body.i] else phrase_end(r, body.i, body.sent.end)
    told = not any(_person_at(r, i) for i in range(k, last + 1))
    return Role(tidy(words_of(r, k, last), past=False), BODY) if told else None


def _named_behind(r: Reader, k: int) -> str | None:
    """The body that stands by itself in brackets or between marks behind a name or an office; `k`: the first mark."""
    ends = {"(": (")",), ",": (",", "(", ".", ";")}.get(r.texts[k], ())
    named = (i for i in range(k + 1, min(k + MAX_WORDS, len(r.doc) - 1)) if r.named.get(i) == k + 1)
    last = max(named, default=k)
    called = any(heads(r, i) for i in range(k + 1, last + 1))
    return words_of(r, k + 1, last) if called and r.texts[last + 1] in ends else None


def _is_body(r: Reader, k: int) -> bool:
    """Whether token `k` names an organization or a state, or is a common noun for one."""
    if r.label[k] == "GPE":
        return countries.lookup(" ".join(r.texts[r.ent_first[k] : r.ent_last[k] + 1])) is not None
    named = r.cap[k] and any(c.dep_ == "compound" and r.cap[c.i] for c in r.doc[k].lefts)
    return r.label[k] == "ORG" or (not r.label[k] and (heads(r, k) or named))


Rule = Callable[[Reader, Span], Role | None]
RULES: Mapping[str, Rule] = {
    "before": _before,
    "at body": _at_body,
    "after": _after,
    "copula": _copula,
    "apposed": _apposed,
    "shared": _shared,
    "joined": _joined,
    "beside": _beside,
    OF_BODY: _of_body,
    "who": _who,
}
"""What a mention is told to be, by the place where it is told."""
