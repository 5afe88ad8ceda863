"""Connections of httpcore that go to checked addresses only and end when the time for the whole is over."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from generator.io.web_addresses import FetchError, RefusedError

MOST_ADDRESSES = 4
"""Addresses of one host that are tried; a name with hundreds of them must not use up the time."""


class Guarded(httpcore.NetworkBackend):
    """Resolves a name once and connects to the very address that was checked, so that DNS rebinding gains nothing.

    Args:
        allowed: whether an IP address may be connected to.
        deadline: when everything ends, by `time.monotonic`; steps then time out, however slowly the server drips.
    """

    def __init__(self, allowed: Callable[[str], bool], deadline: float) -> None:
        self._allowed, self._deadline, self._sockets = allowed, deadline, httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to one of the allowed addresses of the host; raises RefusedError when it has none."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} cannot be resolved") from error
        addresses = [str(entry[4][0]) for entry in found]
        allowed = [address for address in addresses if self._allowed(address)]
        if not allowed:
            raise RefusedError(
                f"{host} is on a private network ({addresses[0]})" if addresses else f"{host} has no address",
                remedy="set fetch_private: true in site.yml if you trust it",
            )
        failed: Exception = httpcore.ConnectError("no answer")
        for address in allowed[:MOST_ADDRESSES]:
            try:
                stream = self._sockets.connect_tcp(address, port, left(self._deadline, timeout), local_address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                refused = isinstance(error.__cause__, ConnectionRefusedError)
                failed = httpcore.ConnectError("the server refuses the connection") if refused else error
                continue
            if not self._allowed(str(stream.get_extra_info("server_addr")[0])):  # what the kernel really did
                stream.close()
                raise RefusedError(f"{host} is on a private network", remedy="check the address")
            return _Timed(stream, self._deadline)
        raise failed


class _Timed(httpcore.NetworkStream):
    """A stream each of whose steps ends with the time for the whole."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            secured = self._stream.start_tls(ssl_context, server_hostname, left(self._deadline, timeout))
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                problem = f"its certificate does not hold ({error.__cause__.verify_message})"
                raise FetchError(problem, remedy="check the address") from error
            raise
        return _Timed(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def left(deadline: float, timeout: float | None) -> float:
    """Seconds that one step may take; raises httpcore.ReadTimeout when the time for the whole is over."""
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise httpcore.ReadTimeout("the time for the whole is over")
    return remaining if timeout is None else min(remaining, timeout)
