"""Addresses that lead on: small HTML files, since a site of plain files has no other way."""

from __future__ import annotations

import html
import posixpath

from generator.link.corpus import Corpus
from generator.link.register_pages import has_page, own
from generator.site.export import url
from generator.site.words import N_, Words

ALONE = N_("“{name}” is in one brief and has no page."), N_("Its entry")
"""What is said of an address that leads to an entry, and the link."""


def redirects(corpus: Corpus, words: Words, *, folders: bool = True) -> dict[str, str]:
    """HTML files by path in the tree: from the page that an actor or term of one brief has not, to its entry."""
    known = [(a.name, a.page) for a in corpus.actors] + [(t.term, t.page) for t in corpus.terms]
    alone = ((name, page) for name, page in known if not has_page(page))
    return dict(redirect(own(page), page, name, ALONE, words, folders=folders) for name, page in alone)


def redirect(
    page: str, target: str, name: str, messages: tuple[str, str], words: Words, *, folders: bool
) -> tuple[str, str]:
    """The file of an address that leads on, and what stands in it.

    Args:
        page, target: paths in the Markdown tree; the target may carry an anchor.
        name: what the address was of.
        messages: what became of it (``{name}``), and the link.
        folders: addresses are folders (MkDocs' use_directory_urls).
    """
    file = page.removesuffix(".md") + ("/index.html" if folders else ".html")
    path, mark, anchor = url(target, folders).partition("#")
    link = posixpath.relpath(path or ".", posixpath.dirname(file) or ".") + "/" * folders + mark + anchor
    title, link = html.escape(name), html.escape(link)
    said, onward = messages
    told = f'{words.gettext(said, name=title)} <a href="{link}">{words.gettext(onward)}</a>'
    return file, (
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<link rel="canonical" href="{link}">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n</head>\n'
        f'<body data-pagefind-ignore="all">\n<p>{told}.</p>\n</body>\n'
        "</html>\n"
    )
