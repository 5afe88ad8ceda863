"""A corpus of files that mean harm: payloads by the contexts that their text reaches, written into a project.

Each payload that works calls ``owned()``, asks evil.invalid for something, or changes the page around it. Nothing in a
payload is what the reader of its file takes out or alters: as a record holds it, so it is to be shown.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
CALL = "owned()"
PAYLOADS = (
    # HTML: elements, attributes, comments, ends of what surrounds a value
    f"<script>{CALL}</script>", f"<img src=x onerror={CALL}>", f"<svg/onload={CALL}>",
    "<iframe src=//evil.invalid></iframe>",
    f"<a href=javascript:{CALL}>press</a>", f"</script><script>{CALL}</script>", f"--><script>{CALL}</script>",
    f"</title><script>{CALL}</script>", f"</article></main><script>{CALL}</script>", f"]]><script>{CALL}</script>",
    "<base href=//evil.invalid/>", "<meta http-equiv=refresh content=0;url=//evil.invalid>", "<plaintext>",
    "<!-- open",
    "<link rel=stylesheet href=//evil.invalid/a.css>", "<style>*{display:none}</style>",
    "<form action=//evil.invalid>",
    f"<details open ontoggle={CALL}>", f"<input autofocus onfocus={CALL}>",
    f"<math><mi xlink:href=javascript:{CALL}>",
    f"&lt;script&gt;{CALL}&lt;/script&gt;", f"&#60;script&#62;{CALL}&#60;/script&#62;", "<div markdown=1>",
    "</div></div>",
    f"<x-y style=animation-name:z onanimationstart={CALL}>", f'"><script>{CALL}</script>',
    f"'><script>{CALL}</script>",
    f'" onmouseover="{CALL}', f"' autofocus onfocus='{CALL}", f"` onfocus=`{CALL}", 'x" style="position:fixed',
    # Markdown and its extensions
    f"[press](javascript:{CALL})", f"[press](JaVaScRiPt:{CALL})", "![x](//evil.invalid/x.png)",
    f"<javascript:{CALL}>",
    f'![x](x){{ onerror="{CALL}" }}', f'[x](y){{ onclick="{CALL}" }}', "[x]: //evil.invalid/ 'y'",
    "[gone](nowhere.md)",
    "# Head", "Head\n===", "- item", "1. item", "> quote", "*em* **strong**", "`code`", "```", "~~~", "| a | b |",
    "---",
    "??? danger", "!!! danger", ": meaning", "[^1]: note", "word[^1]", "*[HTML]: x", "[TOC]", "[[wiki]]",
    "^^ins^^ ~~del~~",
    "{ #__config .md-overlay }", f'{{: onclick="{CALL}" }}', '--8<-- "mkdocs.yml"', "{{ 7 * 7 }}", "{% raw %}", "C#",
    "Hurrah!",
    "a\\", "&copy; &amp;", "x =={.y}== z", "    code", "http://evil.invalid/ www.evil.invalid", "a@evil.invalid",
    # scripts, data, tables, terminals
    f"';{CALL};//", f"\\u003cscript\\u003e{CALL}", "a\u2028b\u2029", "=cmd|'/c calc'!A0",
    "x\r\nATTACH:http://evil.invalid/",
    "\u202egnp.exe", "a\u200bb\ufeff", "\x1b]0;owned\x07",
    # names that the theme or the page looks for
    "__config", "__search", "__palette", "__toc", "everything", "constructor", "index", "con", "letters",
)  # fmt: skip
FIELDS = (
    "title", "takeaway", "key_points", "actors", "role", "figures", "measure", "period", "whats_next", "when", "quotes",
    "speaker", "events", "date", "terms", "definition", "note", "outlet", "authors", "url",
)  # fmt: skip
ALONE = (*PAYLOADS[:2], *PAYLOADS[25:28:2], PAYLOADS[31], "{ #__config .md-overlay }")
"""Payloads that stand alone in each field as well, so that none hides behind another."""


def record(name: str, values: dict[str, str]) -> dict[str, Any]:
    """A record (schema 2) that has these values in their fields and plain words in the others."""
    said = {field: f"Plain {field.replace('_', ' ')} of the harbour" for field in FIELDS} | {
        "when": "2026-05", "date": "2025-03", "period": "2024", "url": "https://news.invalid/a", "note": "", **values,
    }  # fmt: skip
    item: dict[str, Any] = {"evidence": []}
    figure = {"text": said["figures"], "value": 7, "unit": "ship", "measure": said["measure"], "period": said["period"]}
    return {
        "schema": 2,
        "id": name,
        "title": said["title"],
        "article": {
            "source": f"{name}.md", "published": "2025-03-04", "outlet": said["outlet"], "authors": [said["authors"]],
            "url": said["url"],
        },
        "takeaway": {"text": said["takeaway"], **item},
        "key_points": [{"text": said["key_points"], **item}],
        "actors": [{"name": said["actors"], "kind": "person", "role": said["role"]}],
        "figures": [figure | item],
        "whats_next": [{"text": said["whats_next"], "certainty": "expected", "when": said["when"], **item}],
        "quotes": [{"text": said["quotes"], "speaker": said["speaker"], **item}],
        "events": [{"text": said["events"], "date": said["date"], **item}],
        "terms": [{"term": said["terms"], "definition": said["definition"], **item}],
    }  # fmt: skip


def records() -> Iterator[tuple[str, str]]:
    """Records by name: each payload in all fields at once, and some alone in each."""
    for number, payload in enumerate(PAYLOADS):
        yield _file(f"all-{number}", dict.fromkeys(FIELDS, payload) | {"url": f"https://news.invalid/{payload}"})
    for number, payload in enumerate(ALONE):
        for field in FIELDS:
            yield _file(f"alone-{number}-{field}".replace("_", "-"), {field: payload})


def _file(name: str, values: dict[str, str]) -> tuple[str, str]:
    made = record(name, values)
    head = yaml.safe_dump(made, allow_unicode=True, sort_keys=False)
    return name, f"---\n{head}---\n{values.get('note', '')}\n"


def articles() -> Iterator[tuple[str, str]]:
    """Articles by name: a payload in their head, and one in their words, where reading leaves it as it is."""
    for number, payload in list(enumerate(PAYLOADS))[::2]:
        if any(mark in payload for mark in "\x1b\r\n\u2028\u200b\u202e"):
            continue
        head = yaml.safe_dump(
            {"title": f"{payload} {number}", "outlet": payload, "author": payload, "published": "2025-03-04"},
            allow_unicode=True,
        )
        words = payload.replace("<", "&lt;")
        yield (
            f"article-{number}",
            (
                f"---\n{head}---\n\nThe port of number {number} handled {number + 30} thousand tonnes of cargo in 2024 "
                f"its director Anna Lund said on Monday. “We call it {words} at the harbour,” she said. The "
                f"authority expects {number + 3} more ships in May 2026, and it will build quay {number} by 2027.\n"
            ),
        )


def configuration() -> dict[str, Any]:
    """What is curated, by file: names, aliases, roles, definitions and topics that mean harm."""
    named = list(enumerate(PAYLOADS[:40]))
    return {
        "actors.yml": [{"name": f"{p} {n}", "role": p, "kind": "person", "aliases": [f"{n} {p}"]} for n, p in named],
        "glossary.yml": [
            {
                "term": f"{p} {n}",
                "definition": p,
                "source": p,
                "see_also": [f"{PAYLOADS[n + 1]} {n + 1}"],
                "aliases": [f"{p} x{n}"],
            }
            for n, p in named
        ],
        "topics.yml": [{"name": p, "words": ["harbour"]} for _, p in named[:20]],
    }


def write(folder: Path) -> int:
    """Write the whole corpus as a project; returns how many files that mean harm there are."""
    shutil.copytree(ROOT / "site_config", folder / "site_config")
    site = (ROOT / "mkdocs.yml").read_text("utf-8").replace("site_name: Briefing Desk", f"site_name: {CONFIGURED!r}", 1)
    (folder / "mkdocs.yml").write_text(
        site.replace("site_description: ", f"site_description: {CONFIGURED!r} #", 1), "utf-8"
    )
    (folder / "articles").mkdir()
    (folder / "briefs" / "2025").mkdir(parents=True)
    for file, entries in configuration().items():
        (folder / "site_config" / file).write_text(yaml.safe_dump(entries, allow_unicode=True), "utf-8")
    settings = (folder / "site_config" / "site.yml").read_text("utf-8")
    (folder / "site_config" / "site.yml").write_text(
        settings.replace("keep_articles: true", "keep_articles: false"), "utf-8"
    )
    count = 5
    for name, text in articles():
        (folder / "articles" / f"{name}.md").write_text(text, "utf-8")
        count += 1
    for name, text in records():
        (folder / "briefs" / "2025" / f"{name}.md").write_text(text, "utf-8", newline="")
        count += 1
    return count


CONFIGURED = f'Desk"><script>{CALL}</script>'
