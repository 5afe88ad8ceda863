"""What a bare number counts: the noun after it, by the dependency tree where that is sound, else by word classes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

IRREGULAR = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "leaves": "leaf",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "viruses": "virus",
    "buses": "bus",
    "countrymen": "countryman",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "crises": "crisis",
    "analyses": "analysis",
    "bases": "base",
    "series": "series",
    "species": "species",
    "aircraft": "aircraft",
    "spacecraft": "spacecraft",
    "troops": "troop",
    "news": "news",
    "shelves": "shelf",
    "halves": "half",
    "thieves": "thief",
    "wolves": "wolf",
    "dice": "die",
    "geese": "goose",
    "oxen": "ox",
    "movies": "movie",
    "cookies": "cookie",
    "zombies": "zombie",
    "calories": "calorie",
    "headquarters": "headquarters",
    "sheep": "sheep",
    "fish": "fish",
    "means": "means",
    "barracks": "barracks",
    "police": "police",
    "gallows": "gallows",
}
_INSIDE = ("ADJ", "NOUN", "PROPN", "NUM")
_STOP = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "from",
        "with",
        "and",
        "or",
        "but",
        "than",
        "that",
        "which",
        "who",
        "whose",
        "where",
        "when",
        "while",
        "as",
        "if",
        "because",
    ]
)
_NOT_COUNTED = frozenset(
    [
        "per",
        "percent",
        "cent",
        "pct",
        "am",
        "pm",
        "ago",
        "apiece",
        "each",
        "more",
        "less",
        "fewer",
        "others",
        "other",
        "which",
        "who",
        "whom",
    ]
)


def singular(word: str) -> str:
    """The singular of an English noun, by rule and a list of irregular ones."""
    low = word.lower()
    if len(word) > 2 and word.endswith("s") and word[:-1].isupper():
        return word[:-1]  # RBIs
    if low in IRREGULAR:
        return IRREGULAR[low] if word.islower() else IRREGULAR[low].capitalize() if word[:1].isupper() else word
    for tail, base in (("men", "man"), ("women", "woman"), ("children", "child"), ("people", "people")):
        if low.endswith(tail) and len(low) > len(tail) + 2:
            return word[: -len(tail)] + base
    if len(low) > 3:
        if low.endswith("ies"):
            return word[:-3] + "y"
        if re.search(r"(?:ss|x|ch|sh|zz)es$", low):
            return word[:-2]
        if low.endswith("s") and not low.endswith(("ss", "us", "is")):
            return word[:-1]
    return word


def _is_head(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") or (token.tag_ in ("NNS", "NNPS", "NN"))


def counted(doc: Doc, index: int) -> tuple[int, int] | None:
    """First and last token of the noun phrase that the number ending in token `index` counts; None when there is none.

    The noun phrase runs over adjectives, participles and compounds to its last noun and stops before a verb, a
    preposition or punctuation.
    """
    i = index + 1
    first, last = None, None
    number = doc[index]
    while i < len(doc):
        token = doc[i]
        if token.is_space or (token.is_sent_start and i > index + 1 and "\n" in doc[i - 1].text_with_ws):
            break
        if token.text in ("-", "–") and last is None and first is None:
            joined = (
                i + 1 < len(doc) and token.whitespace_ == "" and number.whitespace_ == "" and doc[i + 1].pos_ == "NOUN"
            )
            if joined and i == index + 1:
                return i + 1, i + 1  # "five-door car": doors
            i += 1
            continue
        if (token.text == "-" and last is not None) or (token.text == "-" and first is not None):
            joined = doc[i - 1].whitespace_ == "" and token.whitespace_ == "" and i + 1 < len(doc)
            if joined:
                i += 1
                continue
            break
        low = token.lower_
        if low in ("last", "next", "this", "past") and first is None:
            break  # "turned 30 last week"
        if low in ("and", "or", "&") and i > index + 1 and i + 1 < len(doc) and _coordinated(doc, i, last):
            i += 1
            continue
        if (
            token.text == ","
            and last is None
            and first is not None
            and doc[i - 1].pos_ == "ADJ"
            and i + 1 < len(doc)
            and doc[i + 1].pos_ == "ADJ"
        ):
            i += 1
            continue  # "small, friendly towns"
        if (
            token.is_punct
            or low in _STOP
            or low in _NOT_COUNTED
            or (token.like_num and token.pos_ == "NUM" and last is None and first is None)
        ):
            break
        if (token.pos_ in ("NOUN", "PROPN") or token.tag_ in ("NNS", "NNPS")) and any(c.isalpha() for c in token.text):
            if last is not None and _new_phrase(doc, last, token):
                break
            first = first if first is not None else i
            last = i
            if token.tag_ in ("NNS", "NNPS") and not _continues(doc, i):
                break
        elif (token.tag_ == "VBG" and not (i + 1 < len(doc) and doc[i + 1].pos_ in ("NOUN", "PROPN", "ADJ"))) or (
            token.pos_ != "NUM" and not any(c.isalpha() for c in token.text)
        ):
            break
        elif (
            token.pos_ == "ADJ"
            or (token.pos_ == "NUM" and token.text[0].isalpha() and not token.like_num)
            or token.tag_ in ("VBG", "VBN", "JJ", "JJR", "JJS")
            or (token.pos_ == "ADV" and i + 1 < len(doc) and doc[i + 1].pos_ == "ADJ")
        ):
            if last is not None:
                break
            first = first if first is not None else i
        elif token.tag_ == "POS" and last is not None:
            return None
        elif token.pos_ == "NUM" and first is not None and last is None:
            pass
        elif (
            token.tag_ in ("VBP", "VBZ", "VB")
            and last is None
            and token.head.i != number.i
            and low.endswith("s")
            and number.dep_ == "nummod"
        ):
            first, last = (first if first is not None else i), i
            break
        else:
            break
        i += 1
    if first is None or last is None:
        return None
    if doc[first].tag_ == "JJR" and first == last:
        return None
    return first, last


def _coordinated(doc: Doc, i: int, last: int | None) -> bool:
    """ "old and new farms", "solar and wind farms": two modifiers of one noun."""
    before, after = doc[i - 1], doc[i + 1]
    if last is None:
        return before.pos_ == "ADJ" and after.pos_ == "ADJ"
    return (
        before.dep_ in ("compound", "nmod", "amod")
        and before.head.i > i + 1
        and before.pos_ == after.pos_
        and i + 2 < len(doc)
        and doc[i + 2].tag_ in ("NNS", "NN")
    )


def _new_phrase(doc: Doc, last: int, token: Token) -> bool:
    """True when a noun after the counted one opens a new phrase ("five players Tuesday")."""
    previous = doc[last]
    return (previous.tag_ in ("NNS", "NNPS") and previous.dep_ != "compound") or (
        token.ent_type_ in ("DATE", "TIME") and previous.ent_type_ not in ("DATE", "TIME")
    )


def _continues(doc: Doc, i: int) -> bool:
    """A plural may be the first part of a compound: "World Cups" ends, "sales tax" goes on."""
    return i + 1 < len(doc) and doc[i].dep_ == "compound" and doc[i].head.i > i and doc[i + 1].pos_ in ("NOUN", "PROPN")


def phrase(doc: Doc, first: int, last: int) -> str:
    """The counted noun phrase in the singular, as a unit: "large Airbus plant"."""
    words = doc[first : last + 1].text
    head = doc[last].text
    words = words.replace(",", "")
    return " ".join((words[: len(words) - len(head)] + singular(head)).split())
