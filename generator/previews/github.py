"""The few calls of GitHub's REST API that a preview needs, over `urllib`: no redirects, bounded answers, few tries."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from generator.core.errors import BriefingError

TIMEOUT = 30.0
"""Seconds to wait for an answer."""
TRIES = 4
"""How often a call is tried when the server is at fault or asks to wait."""
LARGEST = 8 * 1024 * 1024
"""Bytes of an answer that are read: a page of 100 comments of 65,536 characters fits."""
_PASSING = (429, 500, 502, 503, 504)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect, for it would take the token along."""

    def redirect_request(self, *_: Any) -> None:
        """Refuse."""


@dataclass(frozen=True, slots=True)
class GitHub:
    """The API of one repository.

    Attributes:
        api: ``https://api.github.com``.
        repository: "owner/name".
        wait: called with seconds between tries.
    """

    api: str
    repository: str
    token: str | None = field(default=None, repr=False)
    wait: Callable[[float], None] = time.sleep

    def pull(self, number: int) -> Mapping[str, Any]:
        """A pull request; raises BriefingError when there is none."""
        return _mapping(self.call("GET", f"pulls/{number}"))

    def run(self, number: int) -> Mapping[str, Any]:
        """A workflow's run."""
        return _mapping(self.call("GET", f"actions/runs/{number}"))

    def comments(self, number: int) -> list[Mapping[str, Any]]:
        """The first thousand comments of a pull request, oldest first."""
        found: list[Mapping[str, Any]] = []
        for page in range(1, 11):
            answer = self.call("GET", f"issues/{number}/comments?per_page=100&page={page}")
            some = [_mapping(comment) for comment in answer] if isinstance(answer, list) else []
            found += some
            if len(some) < 100:
                break
        return found

    def say(self, number: int, body: str) -> None:
        """Write a new comment to a pull request."""
        self.call("POST", f"issues/{number}/comments", {"body": body})

    def resay(self, comment: int, body: str) -> None:
        """Change a comment."""
        self.call("PATCH", f"issues/comments/{comment}", {"body": body})

    def call(self, method: str, path: str, data: Mapping[str, Any] | None = None) -> Any:
        """One call; raises BriefingError with the status when the answer is not a good one."""
        request = urllib.request.Request(
            f"{self.api.rstrip('/')}/repos/{self.repository}/{path}",
            method=method,
            data=None if data is None else json.dumps(data).encode("utf-8"),
            headers={
                "Accept": "application/vnd.github+json",
                "Content-Type": "application/json",
                "User-Agent": "briefing-desk",
                "X-GitHub-Api-Version": "2022-11-28",
                **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
            },
        )
        opener = urllib.request.build_opener(_Stay())
        for attempt in range(TRIES):
            last = attempt + 1 == TRIES
            try:
                with opener.open(request, timeout=TIMEOUT) as answer:
                    raw = answer.read(LARGEST + 1)
                    if len(raw) > LARGEST:
                        _fail(method, path, "answered too much")
                    return json.loads(raw) if raw else None
            except urllib.error.HTTPError as error:
                error.close()
                # A comment must not be written twice: only a call that is the same when repeated is repeated.
                if last or error.code not in _PASSING or method == "POST":
                    _fail(method, path, f"answered {error.code}")
            except (OSError, ValueError) as error:
                if last or method == "POST":
                    _fail(method, path, f"did not answer ({type(error).__name__})")
            self.wait(2.0**attempt)
        raise AssertionError("unreachable")


def _mapping(answer: Any) -> Mapping[str, Any]:
    return answer if isinstance(answer, dict) else {}


def _fail(method: str, path: str, problem: str) -> NoReturn:
    raise BriefingError(
        f"{method} {path} {problem}", path="GitHub's API", remedy="check the job's permissions, or run it again"
    )
