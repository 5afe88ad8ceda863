#!/usr/bin/env python3
"""Is a tag ready to be released? ``python scripts/release_check.py v0.1.0`` exits 1 and says why when it is not."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from generator import __version__

CHANGELOG = Path(__file__).resolve().parents[1] / "CHANGELOG.md"


def faults(tag: str, version: str, changelog: str) -> list[str]:
    """What speaks against releasing `tag`: another version in the package, or no word of it in the changelog."""
    found = []
    if tag != f"v{version}":
        found.append(f"the tag is {tag}, the package says {version}: raise generator/core/version.py or tag v{version}")
    if not re.search(rf"^## {re.escape(version)}\b", changelog, re.MULTILINE):
        found.append(f"CHANGELOG.md has no heading '## {version}': say what the version brings")
    return found


def main() -> int:
    """Check the tag named on the command line."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    found = faults(sys.argv[1], __version__, CHANGELOG.read_text("utf-8"))
    for fault in found:
        print(fault, file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
