"""From pages to Markdown: the Jinja environment, its filters, front matter.

What a template prints is text and shows exactly its characters, unless a filter made it `Markdown` (see `markup`):
``link`` also links the actors and terms in a text, ``html`` makes it fit for an attribute or an element of HTML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

import jinja2
import yaml

from generator.briefs.forms import is_own
from generator.core.errors import BuildError
from generator.core.model import Brief, Certainty, Figure
from generator.core.text import clipped, printable
from generator.link.autolink import PageLinker, Piece, Target
from generator.link.corpus import Corpus
from generator.link.register_pages import anchor, has_page
from generator.site.export import between, safe_url
from generator.site.markup import Compiled, Environment, Markdown, shown
from generator.site.pages import wording
from generator.site.pages.page import Page, relative
from generator.site.pages.proof import Proof, proof_of
from generator.site.words import SOURCE, Words, main_part

TITLE_LIMIT = 300
"""Longest definition or takeaway, in characters, that a tooltip shows; its page has the rest."""
TEASER_LIMIT = 300
"""Characters of a text that a list or card shows: a takeaway of 45 words is whole."""


@dataclass(frozen=True, slots=True)
class _Filters:
    """The filters and functions of templates that speak the site's language.

    Attributes:
        words: those of the language, or English where it has no catalogue.
        language: that of the pages, without its region.
    """

    words: Words
    language: str

    @jinja2.pass_context
    def link(self, context: jinja2.runtime.Context, text: str | None) -> Markdown:
        """Escaped text in which the first mention of each actor or term is a link with what a reader may ask of it."""
        if not text:
            return Markdown("")
        page: Page = context["page"]
        linker: PageLinker = context["linker"]
        return linked(linker.pieces(" ".join(text.split())), page.path, self.words)

    def gettext(self, message: str, **values: object) -> Markdown:
        """A message; without values its places stay open."""
        return _filled(self.words.message(message), values)

    def ngettext(self, one: str, many: str, number: int, **values: object) -> Markdown:
        """The message for a number of things."""
        return _filled(self.words.form(one, many, number), {"n": self.words.number(number), **values})

    def pgettext(self, context: str, message: str, **values: object) -> Markdown:
        """A message that is said otherwise in this context."""
        return _filled(self.words.in_context(context, message), values)

    def foreign(self, brief: Brief, by: object = None) -> str:
        """The language of a brief's article where it is not the page's; "" for what a person wrote."""
        code = brief.article.language
        return "" if code == self.language or not brief.article.source or _is_ours(brief, by) else code

    def of(self, text: str | Markdown, brief: Brief, by: object = None) -> Markdown:
        """Words of a brief's article, marked where they are in another language than the page."""
        code = self.foreign(brief, by)
        return Markdown(f'<span lang="{html_text(code)}">{shown(text)}</span>') if code and text else shown(text)

    def titled(self, brief: Brief) -> Markdown:
        """A brief's title, marked as `of` marks it."""
        return self.of(brief.title, brief, "title")

    def certainty(self, value: Certainty) -> str:
        """How certain a forward look is."""
        return self.words.gettext(wording.CERTAINTIES[value])

    def quoted(self, text: str) -> str:
        """Words in quotation marks."""
        return self.words.gettext(wording.QUOTED, words=text)

    def remark(self, text: str) -> Markdown:
        """What was remarked of an article, which its record keeps in English; a catalogue may say it otherwise."""
        said = self.words.message(text)
        if self.words.language == SOURCE or said != text:
            return shown(said)
        return Markdown(f'<span lang="{SOURCE}">') + shown(text) + Markdown("</span>")


def environment(loader: jinja2.BaseLoader, words: Words, language: str = SOURCE) -> Environment:
    """The environment of all templates: undefined names are errors, text is shown as it is.

    `language` is that of the pages, whatever there is a catalogue of.

    A line that holds only a block tag leaves a blank line, and `tidy` makes one of many: paragraphs stay apart
    whatever is left out between them. Lists and tables, whose lines belong together, strip with ``-%}``.
    """
    env = Environment(
        loader=loader,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # one build reads each template once; looking at its file for every page costs a tenth
        bytecode_cache=Compiled(f"pages {language} {words.language}"),
    )
    said = _Filters(words, main_part(language))
    env.globals.update(_=said.gettext, ngettext=said.ngettext, pgettext=said.pgettext)
    env.filters.update(
        foreign=said.foreign,
        of=said.of,
        ours=_is_ours,
        titled=said.titled,
        lang=_lang,
        language_name=words.language_name,
        heading=heading,
        html=_html,
        code=code,
        link=said.link,
        rel=_rel,
        page_url=_page_url,
        url=_url,
        briefs=partial(wording.briefs, words=words),
        certainty=said.certainty,
        date=partial(wording.human_date, words=words),
        listed=words.listed,
        month=partial(wording.month_name, words=words),
        place=partial(wording.place, words=words),
        published=partial(wording.published, words=words),
        quoted=said.quoted,
        times=partial(wording.times, words=words),
        unbroken=_unbroken,
        letter=wording.letter_name,
        remark=said.remark,
        said=words.say,
        sentence_case=wording.sentence_case,
        md_inner=inner_text,
        card=_card,
        teaser=partial(clipped, limit=TEASER_LIMIT),
        telling=_telling,
        marked=marked,
        anchor=anchor,
        has_page=has_page,
    )
    return env


def render(
    page: Page,
    corpus: Corpus,
    env: jinja2.Environment,
    linker: PageLinker,
    folders: bool = True,
    watched: Callable[[object], object] = lambda value: value,
) -> str:
    """The Markdown of one page; `folders` tells how the built site addresses pages.

    `watched` is applied to all that the template is given, to see what it asks for.

    Raises BuildError naming the template and line when a template fails.
    """
    try:
        body = env.get_template(page.template).render(
            page=page,
            corpus=watched(corpus),
            linker=linker,
            folders=folders,
            **{name: watched(value) for name, value in page.context.items()},
        )
    except (jinja2.TemplateError, OverflowError, MemoryError, RecursionError) as error:
        line = getattr(error, "lineno", None) or _template_line(error, page.template)
        raise BuildError(
            getattr(error, "message", None) or str(error) or "needs more memory than there is",
            path=page.template,
            field=f"line {line}" if line else None,
            remedy=f"mend the template (it was rendering {page.path})",
        ) from error
    return _front_matter(page) + tidy(body)


def tidy(body: str) -> str:
    """The text without trailing spaces and without more than one blank line in a row, ending in one line break."""
    lines = "\n".join(map(str.rstrip, body.split("\n")))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def _template_line(error: BaseException, template: str) -> int | None:
    """The line of the template where a run-time error arose: Jinja puts it into the traceback."""
    line, trace = None, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(template):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _front_matter(page: Page) -> str:
    """YAML for the builder. Its themes print title and description as they are, so both are HTML here."""
    meta: dict[str, Any] = {"title": html_text(page.title)}
    if page.description:
        meta["description"] = html_text(clipped(page.description, 200))
    meta["hide"] = ["navigation"] if page.toc else ["navigation", "toc"]
    # Read by partials/desk-head.html.
    if page.feed:
        meta["feed"] = page.feed
    if page.data:
        meta["data"] = script_json(page.data)
    if page.published:
        meta["published"] = page.published
    if page.picture:
        meta["picture"] = page.picture
    if not page.listed:
        meta["robots"] = "noindex"
    # Material's own index, which every page would load; what is found comes from Pagefind.
    meta["search"] = {"exclude": True}
    text = yaml.dump(meta, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{text}---\n"


def html_text(text: object) -> str:
    """The value as HTML, fit for attributes too, on one line."""
    text = printable(str(text))
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        text = text.replace(char, entity)
    return text


def _html(text: object) -> Markdown:
    return Markdown(html_text(text))


def _lang(code: str) -> Markdown:
    """The attribute that says an element's language; nothing for none."""
    return Markdown(f' lang="{html_text(code)}"' if code else "")


def _unbroken(text: str) -> Markdown:
    """The text without a place where a line may break."""
    return Markdown("&nbsp;").join(text.split())


def _filled(message: str, values: Mapping[str, object]) -> Markdown:
    """A message of the catalogue, which is Markdown, with what fills its places; without values they stay open."""
    escaped = {name: Markdown.escape(value) for name, value in values.items()}
    return Markdown(message.format(**escaped) if values else message)


def script_json(value: object) -> str:
    """The value as JSON that may stand inside a script element: no title can end it or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub(r"[<>&\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", text)


def heading(text: str, language: str = "") -> Markdown:
    """The text of a heading, marked with its language where that is not the page's.

    One whose id would be one of the theme's own (``__config``) gets an id without them.
    """
    slug = re.sub(r"[^\w\s-]", "", text).strip().lower()  # as Python-Markdown's toc makes it
    own = re.sub(r"[\W_]+", "-", slug).strip("-") or "title"
    marks = ([f"#{own}"] if slug.startswith("__") else []) + ([f'lang="{language}"'] if language else [])
    return shown(text) + Markdown(f" {{ {' '.join(marks)} }}" if marks else "")


def code(text: str) -> Markdown:
    """The text with all marks of Markdown and HTML as character references, for an element that shows it as written.

    Its lines keep their indentation; the element's style must keep spaces.
    """
    lines = (re.sub(r"[^\w\s.,;:!?%/+@’‘“”…–—-]|_", lambda m: f"&#{ord(m[0])};", line) for line in text.splitlines())
    return Markdown("<br>").join(map(Markdown, lines))


def inner_text(text: str) -> Markdown:
    """As `shown` for a piece inside a line: a space at either edge stays, no mark is read as a line's first."""
    core = shown("x" + text.strip())[1:]
    return Markdown(f"{' ' * text[:1].isspace()}{core}{' ' * text[-1:].isspace()}" if core else " " * bool(text))


def marked(proof: Proof | None) -> Markdown:
    """A proof as Markdown on one line: the article's run of words with the statement's own words marked."""
    cuts = proof.cuts if proof else ()
    return Markdown(" \\[…\\] ").join(
        inner_text(c.before) + Markdown("<mark>") + inner_text(c.marked) + Markdown("</mark>") + inner_text(c.after)
        for c in cuts
    )


def _is_ours(brief: Brief, by: object, *parts: str) -> bool:
    """Whether a person wrote the words, or one of the fields named, of an `Item` of a page, a `Told` of the corpus, a
    figure, or what stands at a path of the brief.
    """
    path = f"figures/{by.id}" if isinstance(by, Figure) else getattr(by, "path", by)
    return is_own(brief, str(path), *parts)


def _telling(figure: Figure) -> Markdown:
    """The sentence a figure stands in, its own words marked."""
    return marked(proof_of(f"figures/{figure.id}", figure.evidence, None))


@jinja2.pass_context
def _rel(context: jinja2.runtime.Context, target: str) -> Markdown:
    page: Page = context["page"]
    return _link(target, page.path)


def _link(target: str, page: str) -> Markdown:
    """The address of a target as a page links it: the same for all pages of a folder."""
    return _from_folder(target, page[: page.rfind("/") + 1])


@lru_cache(maxsize=65536)
def _from_folder(target: str, folder: str) -> Markdown:
    return _address(relative(target, folder))


def _address(path: str) -> Markdown:
    """A path in the tree or an address within the site as a link's destination or an attribute's value."""
    return Markdown(quote(path, safe="/#.-_~%:?=&,;@+!"))


@jinja2.pass_context
def _page_url(context: jinja2.runtime.Context, target: str) -> Markdown:
    """The address of a page as the built site has it, for HTML that the builder does not rewrite (a form's action)."""
    page: Page = context["page"]
    return _address(between(page.path, target, bool(context["folders"])) or "./")


def _url(url: str | None) -> Markdown | None:
    safe = safe_url(url)
    return None if safe is None else Markdown(safe)


def _card(told: str | None) -> Markdown:
    """What a link shows beside it, as the title in its Markdown; nothing where there is nothing to tell."""
    return Markdown(f' "{code(clipped(told, TITLE_LIMIT))}"' if told else "")


def linked(pieces: Iterable[Piece], page: str, words: Words) -> Markdown:
    """Pieces as Markdown; spaces at their edges stay outside the links."""
    out: list[str] = []
    for piece in pieces:
        core = piece.text.strip()
        if piece.target is None or not core:
            out.append(inner_text(piece.text) if out else f"{shown(piece.text)}{' ' * piece.text[-1:].isspace()}")
            continue
        lead = piece.text[: len(piece.text) - len(piece.text.lstrip())]
        tail = piece.text[len(piece.text.rstrip()) :]
        if out and not lead and out[-1].endswith("!"):  # "Hurrah![Merkel](...)" would be an image
            out[-1] = out[-1][:-1] + "&#33;"
        out.append(f"{lead}{_anchor(core, piece.target, page, words)}{tail}")
    return Markdown("".join(out))


def _anchor(name: str, target: Target, page: str, words: Words) -> str:
    """The name as a link to an actor or a term; its title says what that is (a definition, a name with its role)."""
    told = target.definition
    if told and not target.reviewed:
        told = words.gettext("From an article, not reviewed: “{words}”", words=told)
    title = _card(told)
    css = "term" if target.kind == "term" else "actor"
    return f"[{inner_text(name)}]({_link(target.page, page)}{title}){{ .{css} }}"
