"""The command `add`: articles in, with a person's answers to what was not found, and on to their briefs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from generator.commands.generate import generate_in_turn
from generator.commands.options import as_json_option, finish, project_of, shared, to_json
from generator.core.errors import BriefingError, shown

if TYPE_CHECKING:
    from generator.desk.article_folder import Question


def _day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """A date as front matter has it; anything else is a mistake of the user."""
    try:
        return _published(value) if value else None
    except ValueError as error:
        raise click.BadParameter(f"{error}; write 2025-05-09, 2025-05 or 9 May 2025") from error


def _published(words: str) -> str:
    """A day or a month in any writing, as front matter has it; raises ValueError."""
    from generator.core import when
    from generator.ingest.stamps import iso_date, read_stamp

    try:
        return iso_date(when.read(words))
    except ValueError:
        if (day := read_stamp(words)) is None:
            raise
        return day


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--limit",
    default=20,
    show_default=True,
    type=click.IntRange(min=1),
    help="Entries of a feed, sitemap or list that are looked at.",
)
@click.option("--title", help="The article's title.")
@click.option("--date", callback=_day, metavar="DATE", help="The day it was published, or its month.")
@click.option("--outlet", help="Where it was published.")
@click.option("--author", "authors", multiple=True, help="Who wrote it; may be given several times.")
@click.option(
    "--language", metavar="CODE", help="What it is written in, where that is not English: it is kept as it is."
)
@click.option("--ask/--no-ask", default=None, help="Ask for what is not found (default: on a terminal).")
@click.option("--generate", "go_on", is_flag=True, help="Go on to the briefs of what was added.")
@as_json_option
@shared
def add(
    sources: tuple[str, ...],
    limit: int,
    title: str | None,
    date: str | None,
    outlet: str | None,
    authors: tuple[str, ...],
    language: str | None,
    ask: bool | None,
    go_on: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Bring articles in: files and folders (.md .txt .html .pdf .eml), addresses, feeds, sitemaps, OPML.

    A text whose lines are addresses brings in what stands there. A single - reads from standard input.
    """
    from generator.desk.add import add as run
    from generator.ingest.draft import Given

    if title and len(sources) > 1:
        raise click.UsageError("--title names one article; name one source")
    quiet = as_json or options["quiet"]
    if ask is None:
        ask = not quiet and "-" not in sources and sys.stdin.isatty() and sys.stderr.isatty()
    project = project_of(options)

    def tell(words: str) -> None:
        if not quiet:
            click.echo(shown(words))

    done, errors = run(
        project,
        sources,
        limit=limit,
        given=Given(title=title, authors=authors, outlet=outlet, published=date, language=language),
        say=lambda added: tell(added.line()),
        ask=Asking() if ask else None,
    )
    problems: tuple[BriefingError, ...] = tuple(errors)
    written: list[str] = []
    if any(added.status == "added" for added in done):
        if go_on:
            made = generate_in_turn(project, (), quiet)
            problems += made.errors
            written = [str(path) for path in made.written]
            for path in written:
                tell(f"{path}: a brief: read it, and correct it where it is wrong")
        tell("next: briefing serve" if go_on else "next: briefing generate, or briefing serve to see it")
    if as_json:
        articles = [added.as_json() for added in done]
        click.echo(to_json({"articles": articles, "errors": [str(e) for e in problems], "briefs": written}))
    finish(problems)


_ASKED = {
    "published": "When was it published?",
    "title": "What is its title?",
    "outlet": "Where was it published?",
    "author": "Who wrote it?",
}


class Asking:
    """Asks on the terminal: candidates by number; a line without a word leaves it open, a full stop ends asking."""

    def __init__(self) -> None:
        self.over = False
        self.source = ""

    def __call__(self, question: Question) -> str | None:
        """The answer to a question, None where a person leaves it open."""
        if self.over:
            return None
        self._tell(question)
        while said := self._line(_ASKED[question.field]):
            if said.isdecimal() and 0 < int(said) <= len(question.candidates):
                said = question.candidates[int(said) - 1]
            if question.field != "published":
                return said
            try:
                return _published(said)
            except ValueError as error:
                click.echo(shown(f"  {error}: write it like 9 May 2025 or May 2025"), err=True)
        return None

    def _tell(self, question: Question) -> None:
        """What is known of what is asked."""
        if question.source != self.source:
            self.source = question.source
            how = "Enter leaves open what you do not know, . ends the questions"
            click.echo(shown(f"{self.source}: {how}"), err=True)
        for line in filter(None, (question.hint, *(f"{n}) {it}" for n, it in enumerate(question.candidates, 1)))):
            click.echo(shown(f"  {line}"), err=True)

    def _line(self, words: str) -> str:
        """A line of a person's; "" for none, at the end of the input and for a full stop, which end all questions."""
        try:
            said = str(click.prompt(words, default="", show_default=False, prompt_suffix=" ", err=True)).strip()
        except click.Abort:
            said = "."
        self.over = said == "."
        return "" if self.over else said
