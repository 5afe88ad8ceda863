"""The policy covers every script a browser would run, and no more."""

from __future__ import annotations

import base64
import hashlib
import time
from pathlib import Path
from unittest.mock import Mock

import pytest

from generator.core.errors import BuildError
from generator.io import csp


def _hash(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


def test_inline_scripts_are_those_a_browser_runs() -> None:
    """Scripts of files and blocks of data are not inline scripts; modules and typed scripts are."""
    html = (
        '<script src="a.js"></script><SCRIPT\nSRC="b.js" defer></SCRIPT>'
        '<script type="application/json">{"a": 1}</script><script type="application/ld+json">{}</script>'
        "<script>one()</script><script type=module>\ntwo()\n</script><script type='text/javascript'>three()</script>"
    )
    assert csp.inline_scripts(html) == ["one()", "\ntwo()\n", "three()"]


def test_the_policy_holds_each_hash_once_and_nothing_unsafe(tmp_path: Path) -> None:
    """Hashes of all pages are joined; 'unsafe-inline' and 'unsafe-eval' never appear."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "index.html").write_text("<meta charset=utf-8><script>a(‘ö’)</script><script>b()</script>", "utf-8")
    (tmp_path / "deep" / "index.html").write_text("<meta charset=utf-8><script>b()</script>", "utf-8")
    value = csp.write(tmp_path).value
    assert value == (tmp_path / "csp.txt").read_text("utf-8").strip()
    assert value.count("'sha256-") == 2
    assert _hash("a(‘ö’)") in value
    assert _hash("b()") in value
    assert value.startswith("default-src 'self'; script-src 'self' 'wasm-unsafe-eval' ")
    assert "unsafe-inline" not in value
    assert "'unsafe-eval'" not in value
    assert "<meta http-equiv" not in (tmp_path / "index.html").read_text("utf-8")


def test_pages_carry_the_policy_when_asked(tmp_path: Path) -> None:
    """With `meta`, the policy stands right behind the declaration of the charset, once."""
    page = tmp_path / "index.html"
    page.write_text('<head><meta charset="utf-8"><script>a()</script></head>', "utf-8")
    value = csp.write(tmp_path, meta=True).value
    tag = f'<meta http-equiv="Content-Security-Policy" content="{value}">'
    assert page.read_text("utf-8") == f'<head><meta charset="utf-8">{tag}<script>a()</script></head>'


def test_an_unreadable_page_is_a_build_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that cannot be read names its problem and no traceback."""
    (tmp_path / "index.html").write_text("<p>")
    monkeypatch.setattr(Path, "read_text", Mock(side_effect=PermissionError("denied")))
    with pytest.raises(BuildError, match="cannot be read"):
        csp.write(tmp_path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<script>x()</script>", ["the element script"]),
        ('<p style="color: red" onclick="x()">y</p>', ["the attribute style", "the attribute onclick"]),
        ("<svg/onload=x()>", ["the attribute onload"]),
        ('<img src="https://x.invalid/y.png">', ["what img takes from https://x.invalid/y.png"]),
        ("<img src=//x.invalid/y>", ["what img takes from //x.invalid/y"]),
        ('<form action="https://x.invalid/"></form>', ["what form takes from https://x.invalid/"]),
        ("&lt;script&gt;x()&lt;/script&gt; onclick=x() javascript:y", []),
        ('<p data-source="{.a onclick=x} style=y src=https://x.invalid/z" title=\' onload="y"\'>z</p>', []),
        (
            '<img alt="x"onerror=y SRC = " https://x.invalid/y">',
            ["the attribute onerror", "what img takes from https://x.invalid/y"],
        ),
        ('<img src="../a.png" alt="a > b"><a href="https://x.invalid/">x</a><img src="data:image/png;base64,x">', []),
    ],
)
def test_what_the_policy_refuses_is_told(content: str, told: list[str], tmp_path: Path) -> None:
    """Of a page's content: elements and attributes that run or style, and what comes from elsewhere; not its words."""
    (tmp_path / "a.html").write_text(f"<script>t()</script><article>{content}</article>", "utf-8")
    policy = csp.write(tmp_path)
    assert list(policy.refused) == [f"a.html: {what}" for what in told]
    assert policy.value.count("sha256-") == 1


@pytest.mark.parametrize(
    "content",
    [
        f"<p style='x'><{'a' * 60_000} src={' ' * 60_000}",
        f"<img src={' ' * 60_000}>",
        f"<p style='x'><img src={' ' * 60_000}>",
    ],
    ids=["tag", "address", "address beside what is refused"],
)
def test_what_has_no_end_is_read_once(content: str) -> None:
    """A note left as it was written, which closes nothing: looking through it takes as long as it is."""
    begin = time.process_time()
    assert len(list(csp.refused(f"<article>{content}</article>"))) == content.count("style")
    assert time.process_time() - begin < 2
