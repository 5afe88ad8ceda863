"""Where this Briefing Desk was installed from, so that a new site asks for the same one: PEP 610, `direct_url.json`.

A version-control address or an address on the web is named as it is. What was installed from a folder or a file of this
machine is put beside the site as a wheel, packed of what is installed: no other machine has that folder. Only what came
from a package index is asked for by its name and version.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tomllib
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import generator

NAME = "briefing-desk"
EXTRA = "add"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file of a wheel: the same package gives the same bytes."""
_TAG = "py3-none-any"
_WHEEL = f"Wheel-Version: 1.0\nGenerator: {NAME}\nRoot-Is-Purelib: true\nTag: {_TAG}\n"


def requirement() -> tuple[str, dict[str, bytes]]:
    """The line of a requirements file that installs this very package, and the files it names, by relative path."""
    try:
        dist = distribution(NAME)
    except PackageNotFoundError:  # run from a folder that was never installed: only its version is known
        return f"{NAME}[{EXTRA}]=={generator.__version__}", {}
    return of(dist)


def of(dist: Distribution) -> tuple[str, dict[str, bytes]]:
    """The same for a distribution."""
    source = _source(dist)
    if source is None:
        return f"{NAME}[{EXTRA}]=={dist.version}", {}
    if source.startswith(("git+", "hg+", "https://", "http://")):
        return f"{NAME}[{EXTRA}] @ {source}", {}
    path = f"wheels/{NAME.replace('-', '_')}-{dist.version}-{_TAG}.whl"
    return f"./{path}[{EXTRA}]", {
        path: _wheel(dist.version, dist.read_text("METADATA") or "", dist.read_text("entry_points.txt") or "")
    }


def _source(dist: Distribution) -> str | None:
    """What `direct_url.json` says: an address pip understands, "" for this machine, None for a package index."""
    try:
        said: dict[str, Any] = json.loads(dist.read_text("direct_url.json") or "null") or {}
        url = str(said.get("url", ""))
        if "vcs_info" in said:
            where = f"{said['vcs_info']['vcs']}+{url}@{said['vcs_info']['commit_id']}"
            below = said.get("subdirectory")
            return "" if url.startswith("file:") else where + (f"#subdirectory={below}" if below else "")
        if "archive_info" in said and url.startswith("http"):
            digest = said["archive_info"].get("hashes", {}).get("sha256")
            return url + (f"#sha256={digest}" if digest else "")
    except (ValueError, KeyError, TypeError, AttributeError):  # written by no installer that keeps to PEP 610
        return None
    return "" if url else None


@lru_cache(maxsize=1)
def _wheel(version: str, metadata: str, commands: str) -> bytes:
    """A wheel (PEP 427) of the package that runs here."""
    info = f"{NAME.replace('-', '_')}-{version}.dist-info"
    files = dict(_package())
    files |= {
        f"{info}/METADATA": metadata.encode("utf-8"),
        f"{info}/WHEEL": _WHEEL.encode("ascii"),
        f"{info}/entry_points.txt": commands.encode("utf-8"),
    }
    record = "".join(f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in sorted(files.items()))
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, data)
    return out.getvalue()


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode("ascii")


def _package() -> Iterator[tuple[str, bytes]]:
    """The files of the package by their place in a wheel; in a checkout with those that a wheel is given besides."""
    package = Path(generator.__file__).parent
    yield from _below(package, "generator")
    if not (package / "data" / "init").is_dir():
        project = tomllib.loads((package.parent / "pyproject.toml").read_text("utf-8"))
        for source, target in project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"].items():
            yield from _below(package.parent / source, target)


def _below(path: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """A file, or all files below a folder, without what Python left there."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".pyc":
            below = file.relative_to(path).as_posix()
            yield (name if below == "." else f"{name}/{below}"), file.read_bytes()
