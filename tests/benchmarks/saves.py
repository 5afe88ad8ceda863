"""How long an editor waits in `briefing serve`: ``python -m tests.benchmarks.saves [SAVES]``, on this project's briefs.

Prints for each save of a brief's title the seconds until its page shows it, and their median as a part of what the
site took from nothing: the same on a slow machine.
"""

from __future__ import annotations

import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from tests.benchmarks.scale import ROOT

TITLE = "Xi arrives in Moscow with a message for Trump"
ADDRESS = "briefs/2025/xi-arrives-in-moscow-with-a-message-for-trump"


def until_shown(words: str, port: int) -> float:
    """Seconds until a page shows some words."""
    begin = time.monotonic()
    while time.monotonic() < begin + 120:
        try:
            with urlopen(f"http://127.0.0.1:{port}/{ADDRESS}/", timeout=60) as page:
                if words in page.read().decode():
                    return time.monotonic() - begin
        except OSError:  # it does not serve yet
            time.sleep(0.05)
    raise SystemExit(f"{words!r} was not shown in two minutes")


def measure(root: Path, saves: int) -> tuple[float, list[float]]:
    """Seconds from nothing, and of each save."""
    for name in ("articles", "briefs", "site_config"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    record = root / f"{ADDRESS}.md"
    text = record.read_text("utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "generator", "serve", "--port", str(port)], cwd=root)
    try:
        first, waits = until_shown(TITLE, port), []
        for number in range(saves):
            time.sleep(1)
            record.write_text(text.replace(TITLE, f"{TITLE}, save {number}"), "utf-8")
            waits.append(until_shown(f"{TITLE}, save {number}", port))
        return first, waits
    finally:
        server.terminate()
        server.wait()


def main(saves: int = 7) -> None:
    with tempfile.TemporaryDirectory(prefix="saves-") as folder:
        first, waits = measure(Path(folder), saves)
    median = statistics.median(waits)
    print(f"from nothing {first:.2f} s; saves {', '.join(f'{wait:.2f}' for wait in waits)} s, median {median:.2f} s")
    print(f"a save / from nothing: {median / first:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
