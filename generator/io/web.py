"""Fetching over http and https, guarded: an address from a feed or a page must not reach into the house.

httpcore speaks HTTP over connections of `web_connection`, which go to the very address that was checked. Proxies named
in the environment are not used: behind one, nobody here could say which address is really connected to. Pauses between
tries are counted here and not by stamina: each must end before the time for the whole does, and servers ask for some.
"""

from __future__ import annotations

import email.utils
import http.client
import re
import ssl
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from email.message import Message
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from generator.core.version import __version__
from generator.io.web_addresses import FetchError, checked_url, is_public

if TYPE_CHECKING:
    from protego import Protego

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
_ASKED: dict[bytes | str, bytes | str] = {
    "User-Agent": USER_AGENT,
    "Accept": ", ".join(ACCEPTED),
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en",
    "Connection": "close",
}


class _CutShortError(Exception):
    """A body that ends too early or does not unpack."""


class _TryAgainError(Exception):
    """A failure that may pass: what it was."""


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
    headers: Message
    data: bytes

    @property
    def kind(self) -> str:
        """The type of what it holds; "" where that is not said."""
        return self.headers.get_content_type() if self.headers.get("Content-Type") else ""

    @property
    def leads_to(self) -> str:
        """Where it says to look instead; "" for an answer that is no redirect."""
        location = str(self.headers.get("Location") or "") if self.status in _REDIRECTS else ""
        return location.encode("latin-1", "replace").decode("utf-8", "replace").strip()


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
    _robots: dict[str, Protego | None] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """The body behind an address, redirects followed.

        Raises FetchError, with a remedy, for an address that must not be fetched (scheme, private network, robots.txt),
        and for an answer that is an error, too large, too slow, cut short or no article.
        """
        found, response = self._followed(url, time.monotonic() + self.limits.seconds)
        if response.leads_to:
            raise FetchError(
                f"redirects more than {self.limits.redirects} times", path=url, remedy="give the address it ends at"
            )
        if response.status != 200:
            raise FetchError(
                f"the server answers {response.status} {http.client.responses.get(response.status, '')}".rstrip(),
                path=found,
                remedy="check the address in a browser",
            )
        return _fetched(found, response)

    def _followed(self, url: str, deadline: float, *, robots: bool = False) -> tuple[str, _Response]:
        """The answer that redirects end at, and its address; of too many redirects the last. `robots` asks for a
        robots.txt, which asks nobody's leave.
        """
        target = url
        for _ in range(self.limits.redirects + 1):
            url = checked_url(target)
            if not robots:
                self._ask_robots(url, deadline)
            response = self._retried(url, deadline, truncate=robots)
            if not response.leads_to:
                break
            target = _joined(url, response.leads_to)
        return url, response

    def _ask_robots(self, url: str, deadline: float) -> None:
        """Raise FetchError where robots.txt forbids the address; wait where it asks for time between two calls."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(site, deadline)
        rules = self._robots[site]
        if rules is None:
            raise FetchError("robots.txt cannot be read", path=url, remedy="try again later, or save the page by hand")
        if not rules.can_fetch(url[:LONGEST_ASKED], NAME):
            raise FetchError("robots.txt forbids it", path=url, remedy="save the page in a browser and add the file")
        delay = rules.crawl_delay(NAME)
        if delay and site in self._last:
            self.sleep(max(0.0, min(float(delay), self.limits.wait) - (time.monotonic() - self._last[site])))
        self._last[site] = time.monotonic()

    def _read_robots(self, site: str, deadline: float) -> Protego | None:
        """RFC 9309: a site without robots.txt (4xx) allows all, one that fails (5xx, no answer) has None and allows
        nothing."""
        _, response = self._followed(f"{site}/robots.txt", deadline, robots=True)
        if response.status >= 500 or response.status == 429:
            return None
        return _rules(response.data if response.status == 200 else b"")

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
                problem, answer, wait = str(error), None, None
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
        try:
            import httpcore

            from generator.io.web_connection import Guarded
        except ImportError as error:
            raise _needs("httpcore", error) from error
        steps = dict.fromkeys(("connect", "read", "write", "pool"), self.limits.idle)
        backend = Guarded(lambda address: self.private or is_public(address), deadline)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=backend) as pool,
                pool.stream("GET", url, headers=_ASKED, extensions={"timeout": steps}) as answer,
            ):
                headers = Message()
                for name, value in answer.headers:
                    headers[name.decode("latin-1")] = value.decode("latin-1")
                response, body = _Response(answer.status, headers, b""), b""
                if response.status == 200:
                    _check_type(url, response, truncate)
                    body = _body(url, headers, answer.iter_stream(), self.limits.size, truncate)
                return replace(response, data=body)
        except FetchError as error:
            raise type(error)(error.problem, path=url, remedy=error.remedy) from error
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, _CutShortError) as error:
            if time.monotonic() >= deadline:
                raise FetchError(
                    f"took longer than {self.limits.seconds:.0f} seconds", path=url, remedy="run again later"
                ) from error
            raise _TryAgainError(_said(error)) from error


def _needs(package: str, error: ImportError) -> FetchError:
    return FetchError(f"fetching needs {package} ({error})", remedy="install it with: pip install 'briefing-desk[add]'")


def _check_type(url: str, response: _Response, robots: bool) -> None:
    if response.kind and response.kind not in ACCEPTED and not robots:
        raise FetchError(
            f"is {response.kind}, not an article", path=url, remedy="give the address of the article's page"
        )


def _rules(data: bytes) -> Protego:
    """The rules of a robots.txt; raises FetchError when the reader of it is not installed.

    A rule is cut before its wildcard beyond `ROBOTS_STARS`: what it forbids, or allows, is then more, never less.
    """
    try:
        from protego import Protego
    except ImportError as error:
        raise _needs("protego", error) from error
    text = data[:ROBOTS_BYTES].decode("utf-8-sig", "replace")
    return Protego.parse("\n".join("*".join(line.split("*")[: ROBOTS_STARS + 1]) for line in text.splitlines()))


def _joined(base: str, location: str) -> str:
    """Where a redirect leads; raises FetchError when it is no address."""
    try:
        return urljoin(base, location)
    except ValueError as error:
        raise FetchError(
            f"leads to {location[:200]!r}, which is no address", path=base, remedy="check the address in a browser"
        ) from error


def _body(url: str, headers: Message, pieces: Iterable[bytes], limit: int, truncate: bool) -> bytes:
    """The decoded body, read piece by piece so that no piece swells beyond the limit before it is counted."""
    coding = (headers.get("Content-Encoding") or "identity").strip().casefold()
    if coding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise FetchError(f"is compressed as {coding!r}", path=url, remedy="save the page and add the file")
    stated = headers.get("Content-Length", "")
    if re.fullmatch(r"[0-9]{1,18}", stated) and int(stated) > limit and not truncate:
        raise _too_large(url, limit)
    unpack = None if coding == "identity" else zlib.decompressobj(47)  # zlib or gzip, as its head says
    data, started = bytearray(), False
    for piece in pieces:
        if unpack is not None:
            if coding == "deflate" and not started and piece[0] & 0x0F != 8:
                unpack = zlib.decompressobj(-15)  # some servers send deflate without its zlib wrapping
            try:
                piece = unpack.decompress(piece, limit + 1 - len(data))
            except zlib.error as error:
                raise _CutShortError("its compression is broken") from error
        started = True
        data += piece
        if len(data) > limit:
            if truncate:
                return bytes(data[:limit])
            raise _too_large(url, limit)
        if unpack is not None and unpack.eof:
            break  # what follows is none of it, and need not end
    if unpack is not None and started and not unpack.eof:
        raise _CutShortError("the answer was cut short")
    return bytes(data)


def _too_large(url: str, limit: int) -> FetchError:
    return FetchError(f"is larger than {limit // 1024} KB", path=url, remedy="save the article and add the file")


def _fetched(url: str, response: _Response) -> Fetched:
    if not response.data.strip():
        raise FetchError("is empty", path=url, remedy="check the address in a browser")
    try:
        charset = response.headers.get_content_charset()
    except Exception:  # the standard library's reader breaks on torn parameters ("charset*0*; charset*")
        charset = None
    return Fetched(url, response.data, response.kind, charset)


def _retry_after(value: str | None) -> float | None:
    """Seconds a server asks to wait, as a number or a date; None when it asks for nothing that can be read."""
    if not value:
        return None
    if re.fullmatch(r"[0-9]{1,9}", value := value.strip()):
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def _said(error: Exception) -> str:
    """An error of the network in a few words."""
    kind = type(error).__name__
    if isinstance(error, _CutShortError):
        return str(error)
    if kind.endswith("Timeout"):
        return "the server does not answer in time"
    if kind.endswith("ProtocolError"):
        cut = "complete message body" in str(error)
        return "the answer was cut short" if cut else f"the server's answer is not HTTP ({kind})"
    return str(error) if kind == "ConnectError" else f"the connection failed ({error})"
