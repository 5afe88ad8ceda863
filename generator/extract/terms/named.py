"""Names that the text explains or names as things of their own: missions, prizes, bodies, products, court cases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.extract.parsed import Parsed
from generator.extract.terms.capitalised_runs import DAYS, NUMBER, Run, in_heading
from generator.extract.terms.loose_explanations import Explainer
from generator.extract.terms.spelling import Candidate, TermWords, term_key
from generator.language import countries

_NEAR = re.compile(r"[”\"’']?(?:\s\([^()\s]{2,12}\))?(?:,\s|\s?[—–]\s?|\s--?\s|\s\(|:\s|\s(?:is|are)\s)|[”\"’']?\.?$")
_NAMING = re.compile(
    r"(?:\b(?:called|known as|dubbed|nicknamed|codenamed|code-named|christened|so-called"
    r"|referred to as|under the name|the name|by the name of|named)|\bwhat\s[\w\s]{2,30}\scalls?)"
    r"\s(?:the\s|an?\s)?[“\"‘']?$"
)
_NAMES = frozenset(
    (
        "called",
        "as",
        "dubbed",
        "nicknamed",
        "codenamed",
        "code-named",
        "christened",
        "so-called",
        "to",
        "name",
        "of",
        "named",
        "call",
        "calls",
    )
)
_OPEN = " “\"‘'"
_NUMBERED = re.compile(r"[A-Z]{3,}\d{1,3}|[A-Z][A-Za-z]+[-–][A-Z]?\d{1,3}(?:\.\d)?|[A-Z]\d{1,2}[A-Z]\d{1,2}")
_MONEY = re.compile(r"(?:USD|EUR|GBP|CHF|AUD|CAD|NZD|CNY|RMB|JPY|SEK|NOK|DKK|INR|Under|Over)[-–]?\d")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]\w{2,}")
_CASE = re.compile(
    r"(?<![\w.])(?:[A-Z][\w&’'-]*\.?\s(?:of\s|the\s|for\s)*)+v\.?\s"
    r"(?:[A-Z][\w&’'-]*(?:\s(?:of\s|the\s|for\s)*(?=[A-Z]))?)+"
)
_LAW = re.compile(
    r"\b(?:court|ruling|ruled|rulings|judges?|justices?|overturn\w*|precedent|decision|verdict|case"
    r"|lawsuit|plaintiffs?|upheld)\b",
    re.IGNORECASE,
)
_SUMMIT = re.compile(r"\b(?:summit|meeting|members|leaders|founder-members)\sof\s(?:the\s)?$")


def named_candidates(
    parsed: Parsed, runs: Sequence[Run], kinds: Mapping[str, str], explainer: Explainer, words: TermWords
) -> Iterator[Candidate]:
    """Names beside their explanation; `kinds` are guesses what the names stand for, by `term_key`."""
    text = parsed.article.text
    times = Counter(r.words for r in runs)
    with_article = {r.words for r in runs if text[max(0, r.start - 4) : r.start].casefold() == "the "}
    for run in runs:
        label = " ".join(run.words)
        before = text[max(0, run.start - 60) : run.start]
        tail = set(before.rstrip(_OPEN).split()[-2:])
        if len(run.words) == 1 and before.endswith(("'s ", "’s ")) and _half(before):
            continue
        kind = kinds.get(term_key(label))
        if label.casefold() in words.generic or label in DAYS or len(label) < 3 or kind == "group":
            continue
        if _country(label, run):
            continue
        if tail & _NAMES and _NAMING.search(before) and "\n" not in before[-30:]:
            score = _introduced(run, before, explainer, kind, words)
            if score:
                end = _with_nouns(run, explainer)
                yield Candidate(text[run.start : end], run.start, end, score, sure=True, marked=True)
                continue
        if _NUMBERED.fullmatch(label) and not _MONEY.match(label) and kind != "country":
            yield Candidate(label, run.start, run.end, 2.5 if text.count(label) > 1 else 1.0, sure=True)
        if _BRAND.match(label) and times[run.words] > 1:
            yield Candidate(label, run.start, run.end, 2.0, sure=True)
        bloc = len(run.words) == 1 and "of" in tail and before.endswith("the ") and _SUMMIT.search(before)
        if bloc and kind in (None, "organization"):
            yield Candidate(label, run.start, run.end, 2.5)
        if kind not in ("place", "country") and tail & words.things and _thing_before(run, before, explainer, words):
            yield Candidate(label, run.start, run.end, 2.5, sure=True)
        if not _NEAR.match(text, run.end):
            continue
        defined = explainer.define(run.start, run.end)
        if defined is None:
            continue
        head = explainer.head(*defined.pieces[0])
        definite = run.words in with_article
        clause = head is None or defined.rank == 3
        if head in words.works or (head in words.not_things and head not in words.bodies) or _calling(head):
            continue
        if clause:
            # A relative clause or a predicate tells what firms and people do as well.
            if kind is None and definite and not _opens(run, explainer):
                yield Candidate(label, run.start, run.end, 1.0)
            continue
        sure = head in words.things or head in words.kinds or NUMBER.match(run.words[-1]) is not None
        if not sure and not definite and _like_a_person(run):
            continue
        if sure or (definite and kind != "place") or kind in (None, "organization"):
            yield Candidate(label, run.start, run.end, 2.0 if sure else 1.0 if kind is None else 0.5, sure=sure)


def _with_nouns(run: Run, explainer: Explainer) -> int:
    """Where the name ends with the common nouns that belong to it ("the NAME tension")."""
    end = run.end
    for t in explainer.span(run.end, run.end + 40)[:2]:
        if t.pos_ != "NOUN" or t.idx != end + 1:
            break
        end = t.idx + len(t)
    return end


def _half(before: str) -> bool:
    """Whether a possessive before the name is part of it (Halley's Comet), as a country's is not."""
    owner = re.search(r"([A-Z][\w-]+)['’]s $", before)
    return owner is not None and countries.lookup(owner[1]) is None


def _opens(run: Run, explainer: Explainer) -> bool:
    """Whether the name is one word at the start of a sentence, which may owe its capital to that."""
    token = explainer.token_from(run.start)
    return len(run.words) == 1 and token is not None and bool(token.is_sent_start)


def _calling(head: str | None) -> bool:
    """Whether the noun is that of a calling or a conviction (cellist, mathematician)."""
    if head is None or head.endswith(("checklist", "playlist", "shortlist", "blacklist")):
        return False
    return len(head) > 5 and head.endswith(("ist", "ician", "rian", "grapher"))


def _like_a_person(run: Run) -> bool:
    """Two or three words with one capital each: without "the" this may be a person's name."""
    return len(run.words) in (2, 3) and all(w[1:].islower() for w in run.words)


def _country(label: str, run: Run) -> bool:
    return countries.lookup(label) is not None and not (len(run.words) == 1 and label.isupper() and len(label) > 3)


def _introduced(run: Run, before: str, explainer: Explainer, kind: str | None, words: TermWords) -> float:
    """How sure it is that the text names a thing: ``the bloc known as NAME``; 0 for persons, towns and firms."""
    m = _NAMING.search(before)
    if m is None:
        return 0.0
    if m[0].startswith("named ") and kind == "person":
        return 0.0
    phrase = explainer.phrase_ending(run.start - len(before) + m.start())
    head = explainer.head(*phrase) if phrase else None
    if head is None:
        return 2.5 if kind in (None, "organization") and not m[0].startswith("named") else 0.0
    if head in words.not_things:
        return 0.0
    return 4.0 if head in words.things or kind in (None, "organization", "place") else 0.0


def _thing_before(run: Run, before: str, explainer: Explainer, words: TermWords) -> bool:
    """``the antitrust bill NAME``: a noun of a thing stands straight before the name."""
    m = re.search(r"(?:\b(?:the|a|an|its|their)|['’]s)\s((?:[a-z-]+\s){1,4})[“\"‘']?$", before, re.IGNORECASE)
    if m is None:
        return False
    noun = m[1].split()[-1]
    if noun in words.works:
        return False
    token = explainer.token_from(run.start)
    if noun not in words.things or token is None or token.i == 0 or token.nbor(-1).pos_ != "NOUN":
        return False
    while token.dep_ == "compound" and token.head.i > token.i:
        token = token.head
    return not (token.dep_ == "nsubj" and token.head.dep_ == "relcl")  # the deal NAME signed


def court_cases(parsed: Parsed) -> Iterator[Candidate]:
    """``X v. Y`` where the paragraph speaks of courts."""
    text = parsed.article.text
    if " v. " not in text and " v " not in text:
        return
    for block in parsed.blocks:
        if block.kind != "heading" and _LAW.search(text, block.content, block.end):
            for m in _CASE.finditer(text, block.content, block.end):
                lead = re.match(r"(?:In|Under|The|Since|Before|After)\s", m[0])
                start = m.start() + (lead.end() if lead else 0)
                end = m.start() + len(m[0].rstrip(" .,'’"))
                yield Candidate(text[start:end], start, end, 4.0, sure=True)


def eponyms(parsed: Parsed, words: TermWords) -> Iterator[Candidate]:
    """``the Lagrange point``: a name before a small-letter noun of science."""
    nouns = "|".join(sorted(words.eponyms))
    other = ("NORP", "GPE", "DATE", "LANGUAGE")
    pattern = rf"(?<![\w-])([A-Z][^\W\d_]+(?:[-–][A-Z][^\W\d_]+)?)(?:['’]s?)?\s({nouns})(?!\w)"
    for m in re.finditer(pattern, parsed.article.text):
        token = parsed.token_at.get(m.start())
        if token is None or token.is_sent_start or token.pos_ != "PROPN" or token.ent_type_ in other:
            continue
        if in_heading(parsed, m.start()) or (token.i and token.nbor(-1).pos_ == "PROPN"):
            continue
        yield Candidate(m[0], m.start(), m.end(), 2.0, sure=True)
