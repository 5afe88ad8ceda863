"""The words of roles: titles with their owners, role phrases and where they end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.core.when import CALENDAR_NAMES
from generator.extract.actors.reader import AGENTIVE, LINKS, Reader, in_full
from generator.extract.tags import NOUNS
from generator.language import countries

PORTFOLIOS = frozenset({"minister", "ministers", "secretary", "commissioner"})
"""Offices that go on with a field ("of Justice")."""
MAX_WORDS = 18
"""Tokens within which a role phrase ends."""
_AT = LINKS | {"with"}
"""What stands between a post and its body; "from" may as well tell of a home."""
_POSSESSIVE = ("'s", "’s", "'", "’")
STOPS = frozenset({",", ".", ";", ":", ")", "(", "—", "–", "“", '"', "”", "!", "?"})
_CLAUSES = frozenset({"who", "which", "that", "whose", "whom", "or", "but", "while", "when", "as"})
_DANGLING = frozenset({"ADP", "DET", "CCONJ", "PUNCT", "ADV", "ADJ", "PART"})
_BEFORE_NOUNS = frozenset({"leading", "managing", "founding", "acting", "commanding"})


@dataclass(frozen=True, slots=True)
class Role:
    """A role's words, how much they tell, and the rule that found it."""

    text: str
    weight: float
    rule: str = ""


def is_role_noun(r: Reader, k: int) -> bool:
    """Whether token `k` is a word for people in an office or trade, and nobody's name."""
    return r.lower[k] in r.lex.posts and r.pos[k] in NOUNS and r.label[k] != "PERSON"


def calls_person(r: Reader, word: str) -> bool:
    """Whether a word says what a person does or is ("rider", "suspect"), beyond being a man, or of whose family."""
    known = word in r.lex.posts or word in r.lex.person_nouns or word.endswith(AGENTIVE)
    return known and word not in r.lex.relatives and word not in r.lex.anybody


def bare_post(r: Reader, first: int) -> int:
    """The noun for a post, without an article, whose body is named from token `first` on; -1: there is none.

    "Retired judge at the Harbour Court Jane Roe": a noun in the singular has no article where it is a title, so that a
    name follows what it belongs to.
    """
    k = first - 1 - (r.lower[first - 1] == "the")
    if k < 1 or r.lower[k] not in _AT or not (is_role_noun(r, k - 1) or _is_calling(r, k - 1)):
        return -1
    noun = r.doc[k - 1]
    told = any(c.dep_ in ("det", "poss") for c in noun.lefts) or r.lower[noun.left_edge.i - 1] in ("as", "a", "the")
    return -1 if told else k - 1


def _is_calling(r: Reader, k: int) -> bool:
    """Whether token `k` is a common noun in the singular for what somebody does."""
    return r.doc[k].tag_ == "NN" and not r.cap[k] and calls_person(r, r.lower[k])


def title_start(r: Reader, end: int) -> int:
    """Where the title that ends before token `end` begins; `end` itself when there is none."""
    if r.lower[max(end - 2, 0) : end] == ["-", "elect"]:
        return title_start(r, end - 2)
    best = _own_start(r, end)
    if best == end:
        return end
    while best > 0 and (
        r.lower[best - 1] in r.lex.title_modifiers or _says_which(r, best - 1) or _of_a_part(r, best - 1, end - 1)
    ):
        best -= 1
    if best > 1 and r.texts[best - 1] == "-" and not r.cap[best]:
        best -= 2  # "vice-chairman", "long-throw specialist"
    if best > 1 and r.lower[best - 1] == "and" and _plain_width(r, best - 1):
        return title_start(r, best - 1)  # of two offices both
    return best


def _own_start(r: Reader, end: int) -> int:
    """Where the words begin that are a title by themselves: those of a list, a role noun, a role noun "of" a body."""
    # "Secretary of the Russian Security Council Jane Roe", "head of X Jane Roe"
    headed = (w for w in range(3, _reach(r, end)) if _headed(r, end - w, end))
    plain = _plain_width(r, end)
    before = r.lower[max(end - plain - 2, 0) : end - plain]  # "Minister of Justice Jane Roe"
    field = plain == 1 and before[-1:] in (["of"], ["for"]) and before[0] in PORTFOLIOS
    return end - ((next(headed, 0) if field else 0) or plain or next(headed, 0))


def _plain_width(r: Reader, end: int) -> int:
    """How many words before token `end` are a title of a list, or a role noun."""
    reach = _reach(r, end)
    known = max((w for w in range(1, reach) if in_full(r, end - w, end) in r.lex.titles), default=0)
    return max(known, int(reach > 1 and is_role_noun(r, end - 1)))


def _reach(r: Reader, end: int) -> int:
    """One more than the words before token `end` that one title may have."""
    return next((w for w in range(1, 9) if end < w or r.texts[end - w] in STOPS), 9)


def _says_which(r: Reader, k: int) -> bool:
    """Whether token `k` is a common noun that says which office or trade it is ("shadow minister", "police chief")."""
    token = r.doc[k]
    plain = not r.cap[k + 1] and (not r.cap[k] or r.opening[k])
    return token.dep_ == "compound" and token.pos_ in NOUNS and plain and not r.label[k]


def _of_a_part(r: Reader, k: int, noun: int) -> bool:
    """Whether token `k` is an adjective of a noun that says which office `noun` is ("central bank governor"), or of a
    list of such ("legal and public affairs analyst")."""
    token = r.doc[k].head if r.doc[k].dep_ in ("cc", "conj") else r.doc[k]
    part = token.head.dep_ == "compound" and k < token.head.i < noun
    return part and token.dep_ == "amod" and not r.cap[k]


def _headed(r: Reader, first: int, end: int) -> bool:
    """Whether the tokens are a role noun, "of" and a name or a portfolio ("minister of economic development")."""
    small = ("of", "the", "and", "for", "'s", "’s", "on")
    rest = range(first + 2, end)
    named = all(r.cap[i] or r.lower[i] in small for i in rest) and r.cap[end - 1]
    plain = not any(r.cap[i] for i in rest) and all(r.pos[i] in (*NOUNS, "ADJ") or r.lower[i] == "and" for i in rest)
    return (named or plain) and is_role_noun(r, first) and r.lower[first + 1] in ("of", "for", "to")


def with_owner(r: Reader, first: int, title: str) -> Role:
    """The title with what stands before it: "U.S.", "China 's", "former Ruritanian"."""
    i, weight = first - 1, 1.0 + 0.25 * len(title.split())
    if i >= 1 and r.texts[i] in _POSSESSIVE and r.cap[i - 1] and r.lower[i - 1] in r.lex.portfolios:
        return with_owner(r, i - 1, f"{words_of(r, i - 1, i)} {title}")  # "Norport State's Attorney Jane Roe"
    prefix, suffix = "", ""
    if i >= 1 and r.texts[i] in _POSSESSIVE and r.cap[i - 1]:
        start = r.named.get(i - 1, r.ent_first[i - 1] if r.ent_first[i - 1] >= 0 else i - 1)
        if r.label[i - 1] != "PERSON":
            suffix, weight = f" of {owner_of(r, ' '.join(r.texts[start:i]), title)}", weight + 1
    else:
        short = first > 3 and (r.texts[first - 3], r.texts[first - 1]) == ("(", ")")
        end = first - 3 if short else first  # "National Grain and Cattle Board (NGCB) head Jane Roe"
        start = r.ent_first[end - 1] if short and r.ent_first[end - 1] >= 0 else _prefix_start(r, end)
        while 0 < start < end and r.lower[start - 1] in r.lex.title_modifiers:
            start -= 1  # "deputy chief UK economist"
        if start < end:
            prefix, weight = re.sub(r" ?([-/]) ?", r"\1", " ".join(r.texts[start:end])) + " ", weight + 1
    k = start - 1 - (r.texts[start - 1 : start] == ["-"])
    return Role(tidy(prefix + title + suffix, k >= 0 and r.lower[k] in r.lex.past), weight)


def owner_of(r: Reader, owner: str, title: str) -> str:
    """Whose office it is. A capital is its country where only states have the office ("Berlin's foreign minister");
    the mayor of Moscow is Moscow's, and so is its chief prosecutor.
    """
    country = countries.lookup(owner)
    if country is None and r.lex.national_offices & set(title.lower().split()):
        country = countries.by_capital(owner)
    if country is None:
        return owner
    return f"the {country.name}" if country.name in r.lex.article_countries else country.name


def _prefix_start(r: Reader, first: int) -> int:
    """Where the country, people or institution before a title begins ("U.S.", "Ruritanian", "Bank of X")."""
    ends = range(first - 1, first + 3)  # a title of a list may be the end of a name: "Ministry of Finance spokesman"
    start = min((r.named[k] for k in ends if r.named.get(k, first) < first), default=first)
    while start > max(0, first - 6) and not (start < first and r.opening[start]):
        if not _prefixed(r, start - 1):
            break
        start -= 1
    return start


def _prefixed(r: Reader, i: int) -> bool:
    """Whether token `i` belongs to a title after it; the first word of a sentence only where it is surely a name."""
    if r.lower[i] in r.lex.past or r.lower[i] in ("the", "a", "an", "as") or r.lower[i] in CALENDAR_NAMES:
        return False
    if r.opening[i]:
        field = r.common(i) and r.doc[i].dep_ == "compound"  # "Fisheries Minister"
        return field or r.texts[i].isupper() or bool(r.label[i])  # "TEU National Secretary Jane Roe"
    joint = r.texts[i] in ("-", "/") and r.cap[i - 1] and not r.doc[i].whitespace_
    return r.cap[i] or joint  # but "Tarn - Senator Roe" has a dateline before it


_SIZES = re.compile(r"^(?:\d[\w.-]*-\w+,? )+(?=[a-z])")


def tidy(text: str, past: bool) -> str:
    """A role on one line without stray marks, article and measures of a body ("6-foot-5, 205-pound senior player"),
    "former" before it when it is past."""
    text = re.sub(r"\s+(['’]s?\b|,)", r"\1", " ".join(text.split())).strip(" ,-")
    text = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", re.sub(r"(\w) - (\w)", r"\1-\2", text))
    text = _SIZES.sub("", text)
    return f"former {text}" if past else text


def words_of(r: Reader, first: int, last: int) -> str:
    """The article's own words from one token to another."""
    return r.parsed.article.text[r.idx[first] : r.idx[last] + len(r.texts[last])]


def phrase_end(r: Reader, head: int, limit: int) -> int:
    """The last token of the role phrase: prepositional phrases after the head stay, clauses and commas end it."""
    last = head
    longest = head + MAX_WORDS
    for k in range(head + 1, min(limit, longest)):
        verbal = r.pos[k] in ("AUX", "SCONJ", "VERB") and r.texts[k - 1] != "-"  # "of the Tarn-based firm"
        verbal = verbal and r.doc[k].dep_ not in ("amod", "compound")  # "of the organising committee"
        if (r.texts[k] in STOPS and not _in_name(r, k)) or (not r.cap[k] and (r.lower[k] in _CLAUSES or verbal)):
            break
        if r.lower[k] == "and":
            if not _goes_on(r, k):
                break
        else:
            last = k
    else:
        if longest < limit:  # it goes on: up to the last phrase that is whole
            last = next((k - 1 for k in range(last, head, -1) if r.pos[k] == "ADP" and r.lower[k] != "of"), last)
    while last > head and r.pos[last] in _DANGLING and not r.cap[last] and r.texts[last - 1] != "-":
        last -= 1
    return last


def _in_name(r: Reader, k: int) -> bool:
    """Whether a comma stands within a name ("Roe, Doe & Poe LLP")."""
    return any(r.named.get(last, last) < k for last in range(k + 1, min(k + MAX_WORDS, len(r.doc))))


def _goes_on(r: Reader, k: int) -> bool:
    """Whether "and" at token `k` joins words inside a role ("trade and economic security commissioner")."""
    if r.lower[k + 1] == "former":
        return False
    if r.lower[k + 1] in r.lex.role_nouns:
        return r.lower[k + 2 : k + 3] in (["of"], ["for"], ["at"])  # "candidate and premier of X"
    names = (r.cap[k + 1] and r.cap[k - 1]) or r.pos[k + 1] in ("PROPN", "ADJ")
    return names or r.pos[k + 1] == "NOUN"


def role_head(r: Reader, i: int) -> int | None:
    """The role noun of the phrase that begins at token `i`, None when it is no role."""
    for k in range(i, min(i + 12, len(r.doc))):
        if tuple(r.lower[k : k + 3]) in r.lex.titles and r.texts[k + 1] == "-":
            return k + 2  # "director-general"
        if is_role_noun(r, k):
            while k + 1 < len(r.doc) and is_role_noun(r, k + 1):
                k += 1
            return k
        ends = r.pos[k] in ("VERB", "AUX", "SCONJ", "ADP", "CCONJ") and r.lower[k] not in _BEFORE_NOUNS
        if r.texts[k] in STOPS or ends:
            return None
    return None
