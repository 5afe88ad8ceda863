"""The policy covers every script a browser would run, and no more."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

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
    value = csp.write(tmp_path)
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
    value = csp.write(tmp_path, meta=True)
    tag = f'<meta http-equiv="Content-Security-Policy" content="{value}">'
    assert page.read_text("utf-8") == f'<head><meta charset="utf-8">{tag}<script>a()</script></head>'


def test_an_unreadable_page_is_a_build_error(tmp_path: Path) -> None:
    """A page that cannot be read names its problem and no traceback."""
    (tmp_path / "index.html").mkdir()
    with pytest.raises(BuildError, match="cannot be read"):
        csp.write(tmp_path)
