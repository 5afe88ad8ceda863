"""Fetching over http and https, guarded: an address from a feed or a page must not reach into the house.

The standard library's `http.client` is used rather than a larger client because it lets the connection be made by
hand: the name is resolved once, each address is checked, and the socket is opened to the very address that was checked,
so that a name which resolves differently a moment later (DNS rebinding) gains nothing. Proxies named in the environment
are not used: behind one, nobody here could say which address is really connected to.
"""

from __future__ import annotations

import contextlib
import email.utils
import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import urljoin, urlsplit, urlunsplit

from generator.core.version import __version__
from generator.io.web_addresses import FetchError, RefusedError, checked_url, is_public

USER_AGENT = f"briefing-desk/{__version__}"
"""What servers see, and the name robots.txt is asked about (``briefing-desk``)."""
NAME = USER_AGENT.partition("/")[0]
ROBOTS_BYTES, ROBOTS_STARS, LONGEST_ASKED = 512 * 1024, 3, 500
"""What is read of a robots.txt (RFC 9309 asks for 500 KiB), wildcards of one rule and characters of the address it is
held against: a rule of many wildcards is tried in so many ways that one look could take for ever."""

ACCEPTED = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "application/pdf",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/feed+json",
    "application/json",
    "message/rfc822",
)
_REDIRECTS = (301, 302, 303, 307, 308)
_AGAIN = (429, 500, 502, 503, 504)
_CHUNK = 64 * 1024


class _TryAgainError(Exception):
    """A failure that may pass: what it was, and how many seconds the server asks to wait."""

    def __init__(self, problem: str, wait: float | None = None) -> None:
        self.problem, self.wait = problem, wait
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may cost.

    Attributes:
        size: bytes of a body, after decompression as well.
        seconds: for everything, redirects, waiting and retries included.
        idle: seconds without a byte.
        redirects: hops.
        attempts: tries in all.
        wait: longest pause before another try, in seconds; a server that asks for more is given up on.
    """

    size: int = 20 * 1024 * 1024
    seconds: float = 60.0
    idle: float = 15.0
    redirects: int = 5
    attempts: int = 3
    wait: float = 20.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body and what the server said of it; `url` is where it was found in the end."""

    url: str
    data: bytes
    content_type: str
    charset: str | None


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    headers: http.client.HTTPMessage
    data: bytes


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses, one after the other, asking each site's robots.txt once.

    Args:
        private: allow addresses of private networks and of this machine (`fetch_private` of `site.yml`).
        sleep: waits; tests replace it.
    """

    private: bool = False
    limits: Limits = Limits()
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, Rules | Literal["all", "none"]] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """The body behind an address, redirects followed.

        Raises FetchError, with a remedy, for an address that must not be fetched (scheme, private network, robots.txt),
        and for an answer that is an error, too large, too slow, cut short or no article.
        """
        deadline = time.monotonic() + self.limits.seconds
        return self._follow(url, deadline)

    def _follow(self, url: str, deadline: float) -> Fetched:
        current = url
        for _ in range(self.limits.redirects + 1):
            current = checked_url(current)
            self._ask_robots(current, deadline)
            response = self._retried(current, deadline)
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location:
                current = _joined(current, location.encode("latin-1", "replace").decode("utf-8", "replace").strip())
                continue
            if response.status != 200:
                raise FetchError(
                    f"the server answers {response.status} {http.client.responses.get(response.status, '')}".rstrip(),
                    path=current,
                    remedy="check the address in a browser",
                )
            return _fetched(current, response)
        raise FetchError(
            f"redirects more than {self.limits.redirects} times", path=url, remedy="give the address it ends at"
        )

    def _ask_robots(self, url: str, deadline: float) -> None:
        """Raise FetchError where robots.txt forbids the address; wait where it asks for time between two calls."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(site, deadline)
        rules = self._robots[site]
        if rules == "none":
            raise FetchError("robots.txt cannot be read", path=url, remedy="try again later, or save the page by hand")
        if rules == "all":
            return
        if not rules.can_fetch(url[:LONGEST_ASKED], NAME):
            raise FetchError("robots.txt forbids it", path=url, remedy="save the page in a browser and add the file")
        delay = rules.crawl_delay(NAME)
        if delay and site in self._last:
            self.sleep(max(0.0, min(float(delay), self.limits.wait) - (time.monotonic() - self._last[site])))
        self._last[site] = time.monotonic()

    def _read_robots(self, site: str, deadline: float) -> Rules | Literal["all", "none"]:
        """RFC 9309: a site without robots.txt (4xx) allows all, one that fails (5xx, no answer) allows nothing."""
        current = f"{site}/robots.txt"
        for _ in range(self.limits.redirects + 1):
            try:
                response = self._retried(checked_url(current), deadline, truncate=True)
            except FetchError as error:
                if isinstance(error, RefusedError):
                    raise
                raise FetchError(error.problem, path=current, remedy=error.remedy) from error
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location:
                current = _joined(current, location)
                continue
            if response.status >= 500 or response.status == 429:
                return "none"
            if response.status != 200:
                return "all"
            return _rules(response.data)
        return "all"

    def _retried(self, url: str, deadline: float, *, truncate: bool = False) -> _Response:
        """One answer, with further tries where a failure may pass; the last failing answer if there is one."""
        problem, answer = "", None
        for attempt in range(1, self.limits.attempts + 1):
            try:
                answer = self._request(url, deadline, truncate=truncate)
                if answer.status not in _AGAIN:
                    return answer
                wait = _retry_after(answer.headers.get("Retry-After"))
            except _TryAgainError as error:
                problem, answer, wait = error.problem, None, None
            pause = 2.0 ** (attempt - 1) if wait is None else wait
            if attempt == self.limits.attempts:
                break
            if pause > self.limits.wait or time.monotonic() + pause > deadline:
                if wait is not None and answer is not None:
                    raise FetchError(
                        f"the server answers {answer.status} and asks to wait {pause:.0f} seconds",
                        path=url,
                        remedy="run again later",
                    )
                break
            self.sleep(pause)
        if answer is not None:
            return answer
        raise FetchError(problem, path=url, remedy="check the address and the network, then run again")

    def _request(self, url: str, deadline: float, *, truncate: bool) -> _Response:
        """One request to an address checked beforehand. Raises _TryAgainError for what may pass."""
        connection = self._connect(url, deadline)
        timer = threading.Timer(max(0.0, deadline - time.monotonic()), _hang_up, (connection.sock,))
        timer.daemon = True
        timer.start()  # a server that sends a byte now and then never runs into the idle limit
        try:
            parts = urlsplit(url)
            target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request(
                "GET",
                target,
                headers={
                    "User-Agent": USER_AGENT,
                    "Accept": ", ".join(ACCEPTED),
                    "Accept-Encoding": "gzip, deflate",
                    "Accept-Language": "en",
                    "Connection": "close",
                },
            )
            response = connection.getresponse()
            body = b""
            if response.status == 200:
                self._check_type(url, response, truncate)
                body = _body(url, response, self.limits.size, deadline, truncate)
            return _Response(response.status, response.headers, body)
        except (http.client.HTTPException, OSError, ValueError) as error:
            if time.monotonic() >= deadline:
                raise FetchError(
                    f"took longer than {self.limits.seconds:.0f} seconds", path=url, remedy="run again later"
                ) from error
            raise _TryAgainError(_said(error)) from error
        finally:
            timer.cancel()
            connection.close()

    def _check_type(self, url: str, response: http.client.HTTPResponse, robots: bool) -> None:
        kind = response.headers.get_content_type() if response.headers.get("Content-Type") else ""
        if kind and kind not in ACCEPTED and not robots:
            raise FetchError(f"is {kind}, not an article", path=url, remedy="give the address of the article's page")

    def _connect(self, url: str, deadline: float) -> http.client.HTTPConnection:
        """A connection to one of the addresses of the host that may be connected to, and to none else."""
        parts = urlsplit(url)
        host, secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise _TryAgainError(f"the name {host} cannot be resolved") from error
        allowed = [entry for entry in found if self.private or is_public(str(entry[4][0]))]
        if not allowed:
            raise RefusedError(
                f"{host} is on a private network ({found[0][4][0]})" if found else f"{host} has no address",
                path=url,
                remedy="set fetch_private: true in site.yml if you trust it",
            )
        problem = "no answer"
        for family, kind, protocol, _, address in allowed[:4]:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise FetchError(
                    f"took longer than {self.limits.seconds:.0f} seconds", path=url, remedy="run again later"
                )
            sock = socket.socket(family, kind, protocol)
            try:
                sock.settimeout(min(self.limits.idle, remaining))
                sock.connect(address)
                if not self.private and not is_public(str(sock.getpeername()[0])):  # what the kernel really did
                    raise RefusedError(f"{host} is on a private network", path=url, remedy="check the address")
                if secure:
                    sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
                connection = http.client.HTTPConnection(host, port, timeout=self.limits.idle)
                connection.default_port = 443 if secure else 80  # which port Host leaves out
                connection.sock = sock
            except ssl.SSLCertVerificationError as error:
                sock.close()
                raise FetchError(
                    f"its certificate does not hold ({error.verify_message})", path=url, remedy="check the address"
                ) from error
            except OSError as error:
                sock.close()
                problem = _said(error)
            except BaseException:
                sock.close()
                raise
            else:
                return connection
        raise _TryAgainError(problem)


class Rules(Protocol):
    """What a robots.txt says (protego)."""

    def can_fetch(self, url: str, user_agent: str) -> bool:
        """Whether an address may be fetched by the name."""

    def crawl_delay(self, user_agent: str) -> float | None:
        """Seconds it asks to wait between two fetches."""


def _rules(data: bytes) -> Rules:
    """The rules of a robots.txt; raises FetchError when the reader of it is not installed.

    A rule is cut before its wildcard beyond `ROBOTS_STARS`: what it forbids, or allows, is then more, never less.
    """
    try:
        from protego import Protego
    except ImportError as error:
        raise FetchError(
            f"fetching needs protego ({error})", remedy="install it with: pip install 'briefing-desk[add]'"
        ) from error
    text = data[:ROBOTS_BYTES].decode("utf-8-sig", "replace")
    made: Rules = Protego.parse("\n".join("*".join(line.split("*")[: ROBOTS_STARS + 1]) for line in text.splitlines()))
    return made


def _joined(base: str, location: str) -> str:
    """Where a redirect leads; raises FetchError when it is no address."""
    try:
        return urljoin(base, location)
    except ValueError as error:
        raise FetchError(
            f"leads to {location[:200]!r}, which is no address", path=base, remedy="check the address in a browser"
        ) from error


def _hang_up(sock: socket.socket) -> None:
    with contextlib.suppress(OSError, ValueError):
        sock.shutdown(socket.SHUT_RDWR)


def _body(url: str, response: http.client.HTTPResponse, limit: int, deadline: float, truncate: bool) -> bytes:
    """The decoded body, read piece by piece so that no piece swells beyond the limit before it is counted."""
    coding = (response.headers.get("Content-Encoding") or "identity").strip().casefold()
    if coding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(f"is compressed as {coding!r}", path=url, remedy="save the page and add the file")
    stated = response.headers.get("Content-Length", "")
    if stated.isdigit() and int(stated) > limit and not truncate:
        raise _too_large(url, limit)
    unpack = None if coding == "identity" else zlib.decompressobj(47)  # zlib or gzip, as its head says
    data, got, started = bytearray(), 0, False
    while piece := response.read(_CHUNK):
        got += len(piece)
        if time.monotonic() >= deadline:
            raise TimeoutError
        if unpack is not None:
            if coding == "deflate" and not started and piece[0] & 0x0F != 8:
                unpack = zlib.decompressobj(-15)  # some servers send deflate without its zlib wrapping
            try:
                piece = unpack.decompress(piece, limit + 1 - len(data))
            except zlib.error as error:
                raise OSError("its compression is broken") from error
        started = True
        data += piece
        if len(data) > limit:
            if truncate:
                return bytes(data[:limit])
            raise _too_large(url, limit)
    if time.monotonic() >= deadline:
        raise TimeoutError
    if (stated.isdigit() and got < int(stated)) or (unpack is not None and got and not unpack.eof):
        raise OSError("the answer was cut short")
    return bytes(data)


def _too_large(url: str, limit: int) -> FetchError:
    return FetchError(f"is larger than {limit // 1024} KB", path=url, remedy="save the article and add the file")


def _fetched(url: str, response: _Response) -> Fetched:
    kind = response.headers.get_content_type() if response.headers.get("Content-Type") else ""
    if not response.data.strip():
        raise FetchError("is empty", path=url, remedy="check the address in a browser")
    return Fetched(url, response.data, kind, response.headers.get_content_charset())


def _retry_after(value: str | None) -> float | None:
    """Seconds a server asks to wait, as a number or a date; None when it asks for nothing that can be read."""
    if not value:
        return None
    if re.fullmatch(r"\d{1,9}", value.strip()):
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def _said(error: BaseException) -> str:
    """An error of the network in a few words."""
    if isinstance(error, TimeoutError):
        return "the server does not answer in time"
    if isinstance(error, http.client.IncompleteRead):
        return "the answer was cut short"
    if isinstance(error, http.client.HTTPException):
        return f"the server's answer is not HTTP ({type(error).__name__})"
    if isinstance(error, ConnectionRefusedError):
        return "the server refuses the connection"
    return f"the connection failed ({getattr(error, 'strerror', None) or error})"
