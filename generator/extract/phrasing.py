"""How a sentence is phrased: the cue words of `data/summary_cues.yml`, and whether it leans on the one before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from generator.core.tables import table
from generator.core.text import small_letters, straight
from generator.core.when import CALENDAR_NAMES
from generator.extract.parsed import Sentence
from generator.extract.tags import SUBJECTS, TIMES

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT"})
_BESIDE = frozenset({"ccomp", "conj", "parataxis"})
"""How a clause hangs on one beside it."""
_BEFORE_A_NOUN = frozenset({"det", "amod", "predet"})
POINTERS = frozenset({"such", "that", "these", "this", "those"})
_LEANING_SUBJECTS = frozenset({"he", "she", "they", "it", "this", "that", "these", "those", "both"})

_FORMS = {
    "connectives": r"(?:{})(?:(?P<comma>,\s+)|\b(?!-| (?:of|to)\b))",
    "leaning": r"(?:{})(?<=[\w,])(?![\w-])",
    "editorial": r"(?:^|\W)(?:{})",
}
"""Where the words of a list may stand; those of any other are words by themselves."""
_ONE, _MANY = frozenset({"NN", "NNP", "CD", "JJ"}), frozenset({"NN", "NNP", "NNS", "NNPS", "CD", "JJ"})
_STANDS_FOR = {"it": _ONE, "him": _ONE, "them": _MANY}
"""Tags of what a pronoun may stand for; what "he" and "she" stand for is mostly told by name before."""
_OF_SEVERAL = frozenset({"another", "either", "former", "latter", "neither", "others"})
"""Subjects that are one of what only the sentence before tells."""


QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)‘[^’]{12,}’(?!\w)")
_OPEN_QUOTED = re.compile(r"[“\"][^”\"]*$")
_FIRST = frozenset({"i", "me", "my", "we", "us", "our"})
_WORDS = re.compile(r"\w+")


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """The text as the cues are written, character for character (so offsets stay true for ASCII letters)."""
    return small_letters(straight(text))


@cache
def cue(name: str) -> re.Pattern[str]:
    """A list of `data/summary_cues.yml` as a pattern for `plain` text."""
    either = "|".join(re.escape(p) for p in sorted(table("summary_cues")[name], key=lambda p: (-len(p), p)))
    return re.compile(_FORMS.get(name, r"\b(?:{})\b").format(either))


def connective_end(text: str) -> int:
    """Where the words after an opening connective and its comma start; 0 when there is none."""
    match = cue("connectives").match(plain(text))
    return match.end() if match and match["comma"] else 0


def confides(sentence: Sentence, shown: str) -> bool:
    """Whether its writer speaks of himself in what is shown of a sentence: on a brief nobody knows who "we" are.

    Words in quotation marks are somebody else's, those too whose marks close behind the sentence.
    """
    said = set(_WORDS.findall(_OPEN_QUOTED.sub("", QUOTED.sub("", shown))))
    return any(t.text in said for t in sentence.span if t.lower_ in _FIRST and t.tag_ in {"PRP", "PRP$"})


def leans(sentence: Sentence) -> bool:
    """Whether the sentence leans on what stands before it: a pronoun, demonstrative or connective opens it.

    An "it" or "there" that stands for nothing ("It is clear that") does not lean, nor does a "his" that
    follows its owner within the sentence.
    """
    text, after = plain(sentence.text), connective_end(sentence.text)
    words = [t for t in sentence.span if not (t.is_space or t.is_punct)]
    if not words:
        return False
    if cue("connectives").match(text) and not after and words[0].dep_ in {"advmod", "cc", "prep"}:
        return True
    if cue("leaning").match(text, after):
        return not stands_for_itself(next((t for t in words if t.idx >= sentence.start + after), words[0]))
    pointing = any(_points_back(t, sentence.span) for t in words if t.idx >= sentence.start + after)
    return pointing or _subject_points_back(words) or any(_is_unexplained(t, words) for t in words)


def stands_for_itself(word: Token) -> bool:
    """Whether an opening "it", "there" or "this" points at nothing before it: an expletive, or part of a time."""
    return word.dep_ == "expl" or _names_a_time(word) or (word.lower_ == "it" and _clause_follows(word))


def _subject_points_back(words: Sequence[Token]) -> bool:
    """Whether the subject of the main clause is told by the sentence before.

    One of several ("Others say", "The third is", not "another of the banks"), a pronoun with no name before it: the
    name of a day or month is none ("On Monday they left").
    """
    subject = next((t for t in words if t.dep_ in {"nsubj", "nsubjpass"} and t.head.dep_ == "ROOT"), None)
    if subject is None:
        return False
    if subject.lower_ in _OF_SEVERAL or (subject.tag_ == "JJ" and subject.ent_type_ == "ORDINAL"):
        return not any(c.dep_ == "prep" for c in subject.children)
    if subject.lower_ not in _LEANING_SUBJECTS or told_behind(subject):
        return False
    before = [t for t in words if t.i < subject.i and t.ent_type_ not in TIMES and t.lower_ not in CALENDAR_NAMES]
    if subject.lower_ in {"he", "she"}:  # who speaks is nobody of whom he speaks
        before = [t for t in before if not _in_quotation(subject.sent[: t.i - subject.sent.start])]
    return not any(t.pos_ == "PROPN" or t.ent_type_ in NAMES for t in before)


def _is_unexplained(pronoun: Token, words: Sequence[Token]) -> bool:
    """Whether nothing in its sentence can be what an "it", "him" or "them" stands for: "The board will receive it".

    A subordinate clause may stand before the one that explains it: "If it fails, the plan is lost".
    """
    tags = _STANDS_FOR.get(pronoun.lower_)
    if tags is None or pronoun.dep_ == "expl":
        return False
    opens = pronoun.head.dep_ in {"advcl", "ccomp"} and pronoun.head.i < pronoun.head.head.i
    explains = (t for t in words if t.tag_ in tags and (t.i < pronoun.i or (opens and t.dep_ == "nsubj")))
    return not any(_may_be(t, pronoun) for t in explains)


def _may_be(noun: Token, pronoun: Token) -> bool:
    """Whether a pronoun can stand for a noun: not for a time, what it is part of, or who does something to it."""
    does = pronoun.dep_ in {"dobj", "dative"} and noun.head == pronoun.head and noun.dep_ in {"nsubj", "nsubjpass"}
    return not does and noun.ent_type_ not in TIMES and not noun.is_ancestor(pronoun)


def _points_back(pointer: Token, sentence: Span) -> bool:
    """Whether a "these" or "that" points at a thing that only the sentence before tells: "He opposed those decisions".

    Not where the thing is told behind it, before it, by name or by a whole clause ("he wants more than she does, and
    that difference"), and not within quotation marks that open before it: whoever is quoted points at something. Of
    "the same day" the day must be told.
    """
    if pointer.lower_ != "same" and pointer.lower_ not in POINTERS:
        return False
    thing = pointer.head
    before = sentence[: min(pointer.i, thing.left_edge.i) - sentence.start]
    if pointer.lower_ == "same" and _is_a_time(thing):
        return not (told_behind(thing) or _in_quotation(before) or any(t.ent_type_ in TIMES for t in before))
    if pointer.dep_ not in _BEFORE_A_NOUN or pointer.lower_ not in POINTERS or thing.pos_ != "NOUN":
        return False
    if _names_a_time(pointer):
        return False
    named = any(t.lemma_ == thing.lemma_ for t in before)
    if pointer.lower_ == "such" and (_in_another_clause(pointer, before) or "as" in (t.lower_ for t in thing.subtree)):
        return False  # "the town fines who litters and means to end such habits", "such boats as sail"
    return not (named or told_behind(thing) or _in_quotation(before) or _follows_a_clause(pointer, before))


def told_behind(thing: Token) -> bool:
    """Whether what follows a noun tells which one it is: "those tools that failed", "that part of the town"."""
    return any(c.dep_ in {"relcl", "acl"} or (c.dep_ == "prep" and c.lower_ == "of") for c in thing.rights)


def _in_quotation(before: Iterable[Token]) -> bool:
    """Whether quotation marks are open behind some tokens."""
    marks = Counter(t.text for t in before)
    return marks["“"] > marks["”"] or marks['"'] % 2 == 1


def _follows_a_clause(pointer: Token, before: Iterable[Token]) -> bool:
    """Whether a clause with a subject of its own stands beside that of a token, before it."""
    verbs = {t.head for t in pointer.ancestors if t.dep_ in _BESIDE}
    verbs |= {t for t in before if t.dep_ in _BESIDE and not t.is_ancestor(pointer)}
    return any(c.dep_ in {"nsubj", "nsubjpass"} for verb in verbs if verb.i < pointer.i for c in verb.children)


def _in_another_clause(word: Token, before: Iterable[Token]) -> bool:
    """Whether another clause than its own has a subject before a word."""
    own = next((t for t in word.ancestors if any(c.dep_ in SUBJECTS for c in t.children)), None)
    return any(t.dep_ in SUBJECTS and t.head != own for t in before)


def _is_a_time(noun: Token) -> bool:
    return noun.ent_type_ in TIMES or noun.lemma_ == "time"


def _names_a_time(word: Token) -> bool:
    """Whether an opening "this" or "that" belongs to a time, which every reader can place: "This Sunday"."""
    return word.dep_ == "det" and word.head.ent_type_ in TIMES


def _clause_follows(it: Token) -> bool:
    """Whether an "it" stands for the clause after it: "It is clear that", "It was reported that", "It is hard to say".

    Not where it is what the clause is about: "It was forecast to reach Florida", "It was a record, as it was not open".
    """
    parts = {c.dep_ for c in it.head.children}
    if "auxpass" in parts or it.head.lemma_ in {"seem", "appear"}:
        return bool(parts & {"ccomp", "csubj"})
    if it.head.lemma_ not in {"be", "become", "remain"}:
        return False
    to_do = any(c.dep_ == "advcl" and any(t.tag_ == "TO" for t in c.children) for c in it.head.children)
    return to_do or ("acomp" in parts and bool(parts & {"ccomp", "xcomp", "csubj"}))
