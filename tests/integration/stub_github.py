"""A stand-in for the few calls of GitHub's API that a preview makes, on the loopback address."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

REPOSITORY = "example/desk"
HEAD = "a" * 40
BOT = {"login": "github-actions[bot]", "type": "Bot"}


class Stub:
    """What the stand-in knows; tests change it at will. `calls` are the calls made, in order."""

    def __init__(self) -> None:
        self.url = ""
        self.pulls: dict[int, dict[str, Any]] = {7: pull(7)}
        self.runs: dict[int, dict[str, Any]] = {1: run()}
        self.comments: dict[int, list[dict[str, Any]]] = {}
        self.calls: list[tuple[str, str]] = []
        self.before: Any = None
        """Called with the stub before each call, for what happens in the meantime."""

    def answer(self, method: str, path: str, data: Any) -> tuple[int, Any]:
        """Status and body of one call."""
        self.calls.append((method, path))
        if self.before:
            self.before(self)
        parts = path.partition("?")[0].removeprefix(f"/repos/{REPOSITORY}/").split("/")
        match method, parts:
            case "GET", ["pulls"]:
                head = path.partition("head=")[2].partition("&")[0].partition(":")[2]
                return 200, [p for p in self.pulls.values() if p["head"]["ref"] == head and p["state"] == "open"]
            case "POST", ["pulls"]:
                number = 1 + max(self.pulls)
                self.pulls[number] = pull(number, head={"ref": data["head"]}, body=data["body"], title=data["title"])
                return 201, self.pulls[number]
            case "PATCH", ["pulls", number]:
                self.pulls[int(number)] |= data
                return 200, self.pulls[int(number)]
            case "GET", ["pulls", number] if int(number) in self.pulls:
                return 200, self.pulls[int(number)]
            case "GET", ["actions", "runs", number] if int(number) in self.runs:
                return 200, self.runs[int(number)]
            case "GET", ["issues", number, "comments"]:
                page = int(path.rpartition("page=")[2])
                return 200, self.comments.get(int(number), [])[100 * (page - 1) : 100 * page]
            case "POST", ["issues", number, "comments"]:
                ident = 1000 + sum(map(len, self.comments.values()))
                self.comments.setdefault(int(number), []).append({"id": ident, "user": BOT, "body": data["body"]})
                return 201, {"id": ident}
            case "PATCH", ["issues", "comments", ident]:
                for some in self.comments.values():
                    for comment in some:
                        if comment["id"] == int(ident):
                            comment["body"] = data["body"]
                            return 200, comment
        return 404, {"message": "Not Found"}


def pull(number: int, /, **changes: Any) -> dict[str, Any]:
    """A pull request of a fork, open, as the API tells it."""
    return {
        "number": number,
        "state": "open",
        "head": {"sha": HEAD, "ref": "add-article", "repo": {"full_name": "writer/desk"}},
        "base": {"ref": "main", "repo": {"full_name": REPOSITORY}},
        **changes,
    }


def run(**changes: Any) -> dict[str, Any]:
    """The preview's run for it."""
    return {
        "event": "pull_request",
        "conclusion": "success",
        "path": ".github/workflows/preview.yml",
        "head_sha": HEAD,
        "head_branch": "add-article",
        "head_repository": {"full_name": "writer/desk"},
        "repository": {"full_name": REPOSITORY},
        **changes,
    }


@contextmanager
def serving() -> Iterator[Stub]:
    """A stub behind an address."""
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            data = json.loads(self.rfile.read(length)) if length else None
            status, body = stub.answer(self.command, self.path, data)
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = do_PATCH = _any  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        stub.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield stub
        server.shutdown()
