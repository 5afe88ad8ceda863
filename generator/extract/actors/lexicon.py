"""The word lists of `data/actors_lexicon.yml`, read once."""

from __future__ import annotations

from functools import cache, cached_property

from generator.core.tables import table
from generator.core.text import fold
from generator.core.when import CALENDAR_NAMES

_NOUNS = {
    "thing_nouns": "other",
    "person_nouns": "person",
    "role_nouns": "person",
    "maker_nouns": "maker",
    "organization_nouns": "organization",
}
"""The lists of common nouns that tell the kind of a name beside them; a noun of two lists is of the later kind."""


class Lexicon:
    """Word lists, lower case, by their names in the data file, which tells what each one holds."""

    def __getattr__(self, name: str) -> frozenset[str]:
        """The list of this name; AttributeError when the file has none."""
        try:
            words = table("actors_lexicon")[name].split()
        except KeyError:
            raise AttributeError(name) from None
        # Words of one name are joined by "_".
        self.__dict__[name] = frozenset(
            form for w in words for form in (w.replace("_", " "), fold(w.replace("_", " ")))
        )
        return frozenset(self.__dict__[name])

    @cached_property
    def not_names(self) -> frozenset[str]:
        """Capitalised words that are no name of anybody: those of the list, months and weekdays."""
        return self.no_names | CALENDAR_NAMES

    @cached_property
    def things(self) -> frozenset[str]:
        """What a name ends in that is no person's, whatever it opens with."""
        heads = self.organization_heads | self.place_heads | self.event_heads | self.other_heads
        return heads | self.thing_nouns | {"day", "facility"}

    @cached_property
    def never_acting(self) -> frozenset[str]:
        """Nouns for what never acts: things, and what is measured ("the Standing Deposit Rate")."""
        return self.thing_nouns | frozenset(table("quantity_words")["measure"]["generic"])

    @cached_property
    def titles(self) -> frozenset[tuple[str, ...]]:
        """Titles as tuples of tokens; a hyphen is a token of its own to the language model: "vice - president"."""
        listed = table("actors_lexicon")["titles"].split(", ")
        return frozenset(tuple(form.split()) for t in listed for form in (t, t.replace("-", " - ")))

    @cached_property
    def posts(self) -> frozenset[str]:
        """Words for people in an office or trade, of all lists that have such; no short forms, no address."""
        titles = {title[0] for title in self.titles if len(title) == 1}
        return (self.role_nouns | self.offices | titles) - self.short_titles.keys() - self.address

    @cached_property
    def callings(self) -> frozenset[str]:
        """Words for what somebody does or is to others, beyond being a man, or of whose family."""
        return (self.posts | self.person_nouns) - self.anybody - self.relatives

    @cached_property
    def saying(self) -> frozenset[str]:
        """Verbs by which somebody says something; lemmas."""
        return self.person_verbs | self.reporting

    @cached_property
    def company_ends(self) -> frozenset[str]:
        """Last words of companies that the short name leaves out."""
        return self.corporate_suffixes | self.legal_forms

    @cached_property
    def kind_of_noun(self) -> dict[str, str]:
        """What a common noun beside a name calls it."""
        return {noun: kind for name, kind in _NOUNS.items() for noun in getattr(self, name)}

    @cached_property
    def sexes(self) -> dict[str, str]:
        """Forms of address and words for relatives by the sex they tell."""
        return {word: sex for sex in ("female", "male") for word in getattr(self, sex)}

    @cached_property
    def short_titles(self) -> dict[str, str]:
        """Titles written short, with their full forms."""
        return dict(pair.split() for pair in table("actors_lexicon")["short_titles"].split(", "))


@cache
def lexicon() -> Lexicon:
    """The lists of the packaged data file."""
    return Lexicon()
