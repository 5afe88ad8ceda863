"""Fetching against a real server on this machine: redirects, limits, compression, robots, retries, private networks."""

from __future__ import annotations

import gzip
import http.server
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest

from generator.io.web import USER_AGENT, Fetcher, Limits
from generator.io.web_addresses import FetchError, RefusedError, checked_url, is_public

PAGE = b"<html><body><p>The port handled 430 million tonnes of cargo.</p></body></html>"
Answer = Callable[[http.server.BaseHTTPRequestHandler], None]
FAST = Limits(size=200_000, seconds=3.0, idle=0.6, attempts=3, wait=5.0)


def reply(body: bytes = PAGE, status: int = 200, **headers: str) -> Answer:
    """An answer with these headers (``content_type="text/html"``); its length is stated unless told otherwise."""

    def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
        fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        fields |= {name.replace("_", "-").title(): value for name, value in headers.items()}
        handler.send_response(status)
        for name, value in fields.items():
            if value:
                handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


class Server:
    """A server whose answers a test sets by path; a list of answers is given one after the other."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | list[Answer]] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.path)
                server.agents.add(self.headers.get("User-Agent", ""))
                answer = server.answers.get(self.path, reply(b"no", 404))
                if isinstance(answer, list):
                    answer = answer.pop(0) if len(answer) > 1 else answer[0]
                try:
                    answer(self)
                except OSError:
                    self.close_connection = True

            def log_message(self, *args: Any) -> None:
                """Say nothing."""

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.http.server_address[1]}"
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def pages(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [path for path in self.asked if path != "/robots.txt"]


@pytest.fixture
def server() -> Iterator[Server]:
    """A running server."""
    running = Server()
    yield running
    running.http.shutdown()
    running.http.server_close()


@pytest.fixture
def pauses() -> list[float]:
    """The pauses a fetcher made."""
    return []


@pytest.fixture
def fetcher(pauses: list[float]) -> Fetcher:
    """A fetcher that may reach this machine, with tight limits, and that does not really sleep."""
    return Fetcher(private=True, limits=FAST, sleep=pauses.append)


def test_a_page_comes_with_its_type_and_charset(server: Server, fetcher: Fetcher) -> None:
    """Bytes, content type, charset; the server sees the tool's name and version; robots.txt is asked for once."""
    server.answers = {"/a": reply(), "/b": reply()}
    fetched = fetcher.fetch(server.base + "/a#part")
    assert (fetched.data, fetched.content_type, fetched.charset) == (PAGE, "text/html", "utf-8")
    fetcher.fetch(server.base + "/b")
    assert server.asked == ["/robots.txt", "/a", "/b"]
    assert server.agents == {USER_AGENT}
    assert USER_AGENT.startswith("briefing-desk/")


def test_redirects_are_followed_to_the_end(server: Server, fetcher: Fetcher) -> None:
    """Relative and absolute redirects are followed and the last address is told; a circle is given up on."""
    server.answers = {
        "/1": reply(b"", 301, location="/2"),
        "/2": reply(b"", 307, location=f"{server.base}/3?q=%C3%A9"),
        "/3?q=%C3%A9": reply(),
        "/round": reply(b"", 302, location="/round"),
    }
    assert fetcher.fetch(server.base + "/1").url == server.base + "/3?q=%C3%A9"
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        fetcher.fetch(server.base + "/round")


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest", "file:///etc/passwd", "ftp://a/b"]
)
def test_a_redirect_out_of_the_public_net_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    """The first address is public, the one it redirects to is not: nothing is sent there."""
    server.answers = {"/a": reply(b"", 302, location=target)}
    _pretend_public(monkeypatch, "127.0.0.1")
    with pytest.raises(RefusedError):
        Fetcher(limits=FAST).fetch(server.base + "/a")
    assert server.pages() == ["/a"]


def _pretend_public(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    monkeypatch.setattr("generator.io.web.is_public", lambda ip: ip in addresses or is_public(ip))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_this_machine_is_refused_however_it_is_written(server: Server, host: str) -> None:
    """No spelling of the loopback address gets through unless it is allowed, and the server is never asked."""
    port = server.http.server_address[1]
    with pytest.raises(FetchError):
        Fetcher(limits=FAST, sleep=lambda s: None).fetch(f"http://{host}:{port}/a")
    assert server.asked == []


def test_the_checked_address_is_the_one_connected_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when asked first and private a moment later (DNS rebinding) is looked up once a request."""
    port = server.http.server_address[1]
    lookups: list[str] = []
    connected: list[Any] = []

    def resolve(host: str, *args: Any, **kwargs: Any) -> list[Any]:
        if host.replace(".", "").isdigit():  # an address is itself
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        lookups.append(host)
        ip = "93.184.215.14" if len(lookups) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    class Recorded(socket.socket):
        def connect(self, address: Any) -> None:
            connected.append(address)
            raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "socket", Recorded)
    with pytest.raises(RefusedError, match="private network"):
        Fetcher(limits=FAST, sleep=lambda s: None).fetch(f"http://rebind.example.org:{port}/a")
    assert connected == [("93.184.215.14", port)]
    assert server.asked == []


def test_a_socket_that_ends_elsewhere_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the system to connect to another address than asked (a redirecting firewall), its peer gives it away."""
    port = server.http.server_address[1]

    class Bent(socket.socket):
        def connect(self, address: Any) -> None:
            super().connect(("127.0.0.1", port))

    monkeypatch.setattr(socket, "socket", Bent)
    with pytest.raises(RefusedError):
        Fetcher(limits=FAST, sleep=lambda s: None).fetch(f"http://93.184.215.14:{port}/a")
    assert server.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("64:ff9b::808:808", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("127.0.0.53", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("2001:db8::1", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    """Private, loopback, link-local, shared, reserved, multicast and addresses hidden in IPv6 are not public."""
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:///etc/hosts",
        "https://user:secret@example.org/",
        "http:///nohost",
        "http://exa mple.org/",
        "http://example.org/a\r\nX: y",
        "http://example.org:99999/",
        "http://example.org/\ud800",
        "http://example.org/?\udfff",
        "javascript:alert(1)",
        "//example.org/a",
    ],
)
def test_addresses_that_are_never_sent(url: str) -> None:
    """Other schemes, user names, control characters and broken ports are refused with a remedy."""
    with pytest.raises(FetchError) as caught:
        checked_url(url)
    assert caught.value.remedy


def test_addresses_are_sent_in_ascii() -> None:
    """Names, paths and queries beyond ASCII are encoded once, what is encoded already stays."""
    assert checked_url("HTTP://Bücher.example:80/straße%20a?q=ö#x") == (
        "http://xn--bcher-kva.example/stra%C3%9Fe%20a?q=%C3%B6"
    )


def test_wrong_content_types(server: Server, fetcher: Fetcher) -> None:
    """A picture or a video is no article; its body is not read."""
    server.answers = {"/a.png": reply(b"x" * 10, content_type="image/png")}
    with pytest.raises(FetchError, match="is image/png, not an article"):
        fetcher.fetch(server.base + "/a.png")
    assert server.pages() == ["/a.png"]


@pytest.mark.parametrize(
    "kind", ["text/html; charset*0*; charset*", "text/html; charset*=%zz''", "text/html; charset="]
)
def test_a_torn_content_type_is_no_charset(server: Server, fetcher: Fetcher, kind: str) -> None:
    """Parameters at which the standard library's reader breaks end no run: the page says what it is written in."""
    server.answers = {"/a": reply(content_type=kind)}
    fetched = fetcher.fetch(server.base + "/a")
    assert (fetched.data, fetched.content_type) == (PAGE, "text/html")


def test_size_is_limited_stated_or_not(server: Server, fetcher: Fetcher) -> None:
    """Too large by its own word, or only when counted."""
    server.answers = {
        "/a": reply(b"x" * 300_000),
        "/b": reply(b"x" * 300_000, content_length=""),
        "/c": reply(content_length="9" * 9),
    }
    for path in ("/a", "/b", "/c"):
        with pytest.raises(FetchError, match="is larger than 195 KB"):
            fetcher.fetch(server.base + path)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate"])
def test_compressed_answers(server: Server, fetcher: Fetcher, coding: str) -> None:
    """Compressed pages are unpacked, deflate with and without its wrapping; what is cut short is an error."""
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(PAGE * 50),
        "deflate": zlib.compress(PAGE * 50),
        "raw deflate": raw.compress(PAGE * 50) + raw.flush(),
    }[coding]
    name = coding.removeprefix("raw ")
    server.answers = {"/a": reply(packed, content_encoding=name), "/b": reply(packed[:-9], content_encoding=name)}
    assert fetcher.fetch(server.base + "/a").data == PAGE * 50
    with pytest.raises(FetchError, match="cut short"):
        fetcher.fetch(server.base + "/b")


def test_what_follows_a_compressed_body_is_not_waited_for(server: Server, fetcher: Fetcher) -> None:
    """A server that sends on without end behind it holds nobody, and nothing of that is kept."""

    def endless(handler: http.server.BaseHTTPRequestHandler) -> None:
        reply(gzip.compress(PAGE), content_encoding="gzip", content_length="")(handler)
        while True:
            handler.wfile.write(b"x" * 65536)

    server.answers = {"/a": endless}
    assert fetcher.fetch(server.base + "/a").data == PAGE


def test_a_gzip_bomb_is_not_blown_up(server: Server, fetcher: Fetcher) -> None:
    """200 MB of zeros in 200 KB are refused at the limit, at once and without the memory."""
    import tracemalloc

    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(190)) + packer.flush()
    assert len(bomb) < FAST.size
    server.answers = {"/a": reply(bomb, content_encoding="gzip")}
    tracemalloc.start()
    with pytest.raises(FetchError, match="is larger than 195 KB"):
        fetcher.fetch(server.base + "/a")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_body_cut_short_is_tried_again(server: Server, fetcher: Fetcher, pauses: list[float]) -> None:
    """Fewer bytes than stated: tried again, and an error when it stays so."""
    server.answers = {"/a": [reply(content_length="9999"), reply()], "/b": reply(content_length="9999")}
    assert fetcher.fetch(server.base + "/a").data == PAGE
    assert pauses == [1.0]
    with pytest.raises(FetchError, match="cut short"):
        fetcher.fetch(server.base + "/b")
    assert server.pages() == ["/a", "/a", "/b", "/b", "/b"]


def _drip(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def _drip_head(handler: http.server.BaseHTTPRequestHandler) -> None:
    for character in b"HTTP/1.0 200 OK\r\nX: " + b"y" * 200:
        handler.wfile.write(bytes([character]))
        handler.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize("answer", [_drip, _drip_head], ids=["body", "head"])
def test_a_byte_now_and_then_does_not_hold_us(server: Server, answer: Answer) -> None:
    """A server that never pauses long enough for the idle limit runs into the limit for the whole."""
    server.answers = {"/a": answer}
    limits = Limits(seconds=1.0, idle=0.5, attempts=1)
    began = time.monotonic()
    with pytest.raises(FetchError, match="took longer than 1 seconds"):
        Fetcher(private=True, limits=limits).fetch(server.base + "/a")
    assert time.monotonic() - began < 2.0


def test_silence_is_given_up_on(server: Server) -> None:
    """No answer within the idle limit is an error in plain words."""
    server.answers = {"/a": lambda handler: time.sleep(1.2)}
    limits = Limits(seconds=5.0, idle=0.3, attempts=2)
    with pytest.raises(FetchError, match="does not answer in time"):
        Fetcher(private=True, limits=limits, sleep=lambda s: None).fetch(server.base + "/a")
    assert server.pages() == ["/a", "/a"]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_answers_that_will_not_change_are_not_asked_for_again(server: Server, fetcher: Fetcher, status: int) -> None:
    """An error of ours is told at once."""
    server.answers = {"/a": reply(b"no", status)}
    with pytest.raises(FetchError, match=f"the server answers {status}"):
        fetcher.fetch(server.base + "/a")
    assert server.pages() == ["/a"]


def test_errors_of_the_server_are_tried_again(server: Server, fetcher: Fetcher, pauses: list[float]) -> None:
    """500 and 503 pass or stay; the pauses grow."""
    server.answers = {"/a": [reply(b"", 500), reply(b"", 503), reply()], "/b": reply(b"", 500)}
    assert fetcher.fetch(server.base + "/a").data == PAGE
    assert pauses == [1.0, 2.0]
    with pytest.raises(FetchError, match="the server answers 500 Internal Server Error"):
        fetcher.fetch(server.base + "/b")
    assert server.pages() == ["/a"] * 3 + ["/b"] * 3


def test_a_server_that_asks_to_wait_is_waited_for(server: Server, pauses: list[float]) -> None:
    """Retry-After in seconds and as a date is followed; more than the limit is not, and said."""
    fetcher = Fetcher(private=True, limits=Limits(wait=5.0), sleep=pauses.append)
    server.answers = {
        "/a": [reply(b"", 429, retry_after="4"), reply()],
        "/b": [reply(b"", 429, retry_after=formatdate(time.time() + 4, usegmt=True)), reply()],
        "/c": reply(b"", 429, retry_after="3600"),
    }
    fetcher.fetch(server.base + "/a")
    fetcher.fetch(server.base + "/b")
    assert pauses[0] == 4.0
    assert 1.0 < pauses[1] <= 4.0
    with pytest.raises(FetchError, match="answers 429 and asks to wait 3600 seconds"):
        fetcher.fetch(server.base + "/c")
    assert len(pauses) == 2


def test_robots_are_honoured(server: Server, fetcher: Fetcher, pauses: list[float]) -> None:
    """What robots.txt forbids this tool is not asked for; its pause between two pages is kept."""
    rules = b"User-agent: briefing-desk\nDisallow: /private/\nCrawl-delay: 2\n\nUser-agent: *\nDisallow: /\n"
    server.answers = {
        "/robots.txt": reply(rules, content_type="text/plain"),
        "/a": reply(),
        "/b": reply(),
        "/c": reply(b"", 302, location="/private/x"),
        "/private/x": reply(),
    }
    for path in ("/private/x", "/c"):
        with pytest.raises(FetchError, match=r"robots\.txt forbids it"):
            fetcher.fetch(server.base + path)
    fetcher.fetch(server.base + "/a")
    fetcher.fetch(server.base + "/b")
    assert server.pages() == ["/c", "/a", "/b"]
    assert pauses
    assert all(0 < pause <= 2.0 for pause in pauses)


def test_robots_may_use_wildcards(server: Server, fetcher: Fetcher) -> None:
    """RFC 9309: `*` stands for anything, `$` for the end; the longest rule counts; groups of other tools do not."""
    rules = b"User-agent: *\nDisallow: /*.pdf$\nAllow: /open/*.pdf$\n\nUser-agent: other\nDisallow: /\n"
    server.answers = {
        "/robots.txt": reply(rules, content_type="text/plain"),
        "/a.pdf?x": reply(),
        "/open/a.pdf": reply(),
    }
    with pytest.raises(FetchError, match=r"robots\.txt forbids it"):
        fetcher.fetch(server.base + "/a.pdf")
    assert fetcher.fetch(server.base + "/a.pdf?x").data == PAGE
    assert fetcher.fetch(server.base + "/open/a.pdf").data == PAGE


def test_robots_with_many_wildcards_keep_nobody_waiting(server: Server, fetcher: Fetcher) -> None:
    """A rule of forty wildcards against an address that nearly fits: one look, not thousands of millions."""
    rules = b"User-agent: *\nDisallow: /" + b"*a" * 40 + b"b\n" + b"Disallow: /x\n" * 20_000
    path = "/" + "a" * 1500
    server.answers = {"/robots.txt": reply(rules, content_type="text/plain"), path: reply()}
    begin = time.process_time()
    with pytest.raises(FetchError, match=r"robots\.txt forbids it"):
        fetcher.fetch(server.base + path)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize("location", ["http://[x/", "http://[::1", "//[", "http://a:b/"])
def test_a_redirect_to_no_address_is_one_line(server: Server, fetcher: Fetcher, location: str) -> None:
    """A Location nobody can parse is this address's error, no internal problem."""
    server.answers = {"/a": reply(b"", 302, location=location)}
    with pytest.raises(FetchError, match=r"no address|not an address"):
        fetcher.fetch(server.base + "/a")


def test_robots_that_fail_forbid_all(server: Server, fetcher: Fetcher) -> None:
    """RFC 9309: a failing robots.txt (5xx) allows nothing; one that is not there (4xx) allows all."""
    server.answers = {"/robots.txt": reply(b"", 503), "/a": reply()}
    with pytest.raises(FetchError, match=r"robots\.txt cannot be read"):
        fetcher.fetch(server.base + "/a")
    assert server.pages() == []


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_certificates_are_checked(
    server: Server, fetcher: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """https works with a certificate that is trusted and made out to the host; any other is refused."""
    pem = tmp_path / "cert.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-keyout",
            str(tmp_path / "key.pem"),
            "-out",
            str(pem),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, tmp_path / "key.pem")
    server.http.socket = context.wrap_socket(server.http.socket, server_side=True)
    server.answers = {"/a": reply()}
    port = server.http.server_address[1]
    with pytest.raises(FetchError, match="its certificate does not hold"):
        fetcher.fetch(f"https://localhost:{port}/a")
    assert server.asked == []
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    assert fetcher.fetch(f"https://localhost:{port}/a").data == PAGE
    with pytest.raises(FetchError, match="its certificate does not hold"):
        fetcher.fetch(f"https://127.0.0.1:{port}/a")


def test_nobody_listens(fetcher: Fetcher, server: Server) -> None:
    """A closed port and a name that does not exist are errors of one line."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(FetchError, match="refuses the connection"):
        fetcher.fetch(f"http://127.0.0.1:{port}/a")
    with pytest.raises(FetchError, match="cannot be resolved"):
        fetcher.fetch("http://no-such-name.invalid/a")


def test_what_is_not_http(server: Server, fetcher: Fetcher) -> None:
    """A server that speaks something else is an error in plain words."""
    server.answers = {"/a": lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n") and None}
    with pytest.raises(FetchError, match="is not HTTP"):
        fetcher.fetch(server.base + "/a")


def test_an_empty_page_and_an_unknown_coding(server: Server, fetcher: Fetcher) -> None:
    """Nothing at all, and a compression that was not asked for, are errors."""
    server.answers = {"/a": reply(b" "), "/b": reply(content_encoding="br")}
    with pytest.raises(FetchError, match="is empty"):
        fetcher.fetch(server.base + "/a")
    with pytest.raises(FetchError, match="compressed as 'br'"):
        fetcher.fetch(server.base + "/b")
