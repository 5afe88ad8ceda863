"""The interface's words in the language of the site: a catalogue of messages, and the calendar's and counting's forms.

A message is its English, which stands in templates and code; `generator/data/words/LANGUAGE.po` says what it is in
another language (gettext's format, read by Babel as it is written). Dates, numbers and lists follow the Unicode CLDR,
which Babel carries. Nothing here goes into an address or an id.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache
from importlib.resources import files

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from generator.core.message import N_, NN_, Message, said

__all__ = ["LOCALES", "NN_", "N_", "SOURCE", "Words", "main_part"]

SOURCE = "en"
"""The language that messages are written in."""
LOCALES = {SOURCE: "en_001", "de": "de", "fr": "fr"}
"""Languages of the interface, and the CLDR's locale of each: world English has "9 May 2025" and "a, b and c"."""
FIRST = {"fr": "1er"}
"""The first of a month where it has an ordinal, which the CLDR's patterns do not (Imprimerie nationale, Lexique)."""


class Words:
    """What a site says in its language.

    `message`, `form` and `in_context` find a message, its places (``{name}``) still open; `gettext`, `ngettext` and
    `pgettext` fill them too.

    Attributes:
        language: a key of `LOCALES`.
    """

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self.message = catalogue.gettext
        self.form = catalogue.ngettext
        self.in_context = catalogue.pgettext
        self._locale = Locale.parse(LOCALES[language])

    @classmethod
    def of(cls, language: str) -> Words:
        """The words of a language code such as ``fr`` or ``fr-CA``; English where there is no catalogue of it."""
        known = main_part(language)
        return _words(known if known in LOCALES else SOURCE)

    def gettext(self, message: str, **values: object) -> str:
        """A message."""
        return self.message(message).format(**values) if values else self.message(message)

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """A message that is said otherwise in this context."""
        return self.in_context(context, message).format(**values)

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        """The message for a number of things, which ``{n}`` stands for."""
        return self.form(one, many, number).format(n=self.number(number), **values)

    def say(self, it: Message) -> str:
        """A message that was made without a language."""
        found = self.message(it.text) if it.many is None else self.form(it.text, it.many, it.number)
        return found.format(n=self.number(it.number), **said(it.values, self.say, self.listed))

    def number(self, number: int) -> str:
        """A whole number, its thousands parted."""
        if 0 <= number < 1000:  # the same digits in all our languages, and nothing to part
            return str(number)
        return str(format_decimal(number, locale=self._locale))

    def listed(self, words: Sequence[str]) -> str:
        """Words as a list in a sentence: "a", "a and b", "a, b and c"."""
        return format_list(list(words), locale=self._locale)

    def day(self, day: date, *, year: bool = True) -> str:
        """A day: "9 May 2025", without its year "9 May"."""
        long = str(self._locale.date_formats["long"].pattern)
        return self._formatted(day, long if year else self._skeletons["MMMMd"])

    def day_of_month(self, day: date) -> str:
        """A day whose month follows later: the "9" of "9–10 May", "9." where a language marks it so."""
        return self._formatted(day, re.sub(r"\s*M+", "", self._skeletons["MMMMd"]))

    def _formatted(self, day: date, pattern: str) -> str:
        if day.day == 1 and self.language in FIRST:
            pattern = re.sub(r"\bd\b", f"'{FIRST[self.language]}'", pattern)
        return format_date(day, pattern, locale=self._locale)

    def month(self, day: date, *, year: bool = True) -> str:
        """A month: "May 2025", without its year "May"."""
        return format_date(day, self._skeletons["yMMMM"] if year else "LLLL", locale=self._locale)

    def short_month(self, number: int) -> str:
        """A month's name (1 to 12) as a picture has room for."""
        return str(Locale.parse(self.language).months["format"]["abbreviated"][number])

    def language_name(self, code: str) -> str:
        """The name of a language ("French"); its code where the CLDR knows none."""
        return str(self._locale.languages.get(code) or code)

    def weekday(self, number: int) -> str:
        """The name of a weekday, 0 for Monday."""
        return str(self._locale.days["format"]["wide"][number])

    @cached_property
    def _skeletons(self) -> dict[str, str]:
        return {name: str(found.pattern) for name, found in self._locale.datetime_skeletons.items()}


def main_part(language: str) -> str:
    """The language of a code, without its region: ``fr`` of ``fr-CA``."""
    return re.split("[-_]", language)[0].lower()


@lru_cache(maxsize=len(LOCALES))
def _words(language: str) -> Words:
    return Words(language, gettext.NullTranslations() if language == SOURCE else _catalogue(language))


def _catalogue(language: str) -> gettext.GNUTranslations:
    """The messages of a language, in gettext's binary form, made in memory; the file tells its plural forms."""
    with (files("generator") / "data" / "words" / f"{language}.po").open("rb") as file:
        read = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
