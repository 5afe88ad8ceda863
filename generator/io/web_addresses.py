"""Which addresses may be fetched: their form, and the network they lead to."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import quote, urlsplit, urlunsplit

from generator.core.errors import BriefingError

_NOWHERE = tuple(
    map(
        ipaddress.ip_network,
        (
            "64:ff9b::/96",  # translation to IPv4, RFC 6052: the translator decides what is reached
            "64:ff9b:1::/48",  # a network's own, RFC 8215
            "fec0::/10",  # site-local, RFC 3879
            "3fff::/20",  # documentation, RFC 9637
            "2001:db8::/32",  # documentation, RFC 3849
            "5f00::/16",  # segment routing, RFC 9602
            "192.88.99.0/24",  # relays of 6to4, RFC 7526
            "192.0.0.0/24",  # of protocols, RFC 6890: the nearest router answers, or a cloud's own services
            "168.63.129.16/32",  # the host of a virtual machine of Azure
        ),
    )
)
"""Networks that Python's `is_global` took for public before 3.13, or still does."""
_ISATAP = (0x00005EFE, 0x02005EFE)
"""The upper half of an interface's name that an IPv4 address follows, RFC 5214: a tunnel inside a network."""


class FetchError(BriefingError):
    """An address cannot be fetched, or must not be."""


class RefusedError(FetchError):
    """An address this machine must not connect to."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet; IPv4 addresses inside IPv6 ones are looked at as well."""
    ip = ipaddress.ip_address(address)
    if any(ip in network for network in _NOWHERE):
        return False
    if ip.is_multicast or ip.is_unspecified or ip.is_reserved or not ip.is_global:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        return int(ip) >> 32 & 0xFFFFFFFF not in _ISATAP and all(is_public(str(i)) for i in inner if i is not None)
    return True


def checked_url(url: str) -> str:
    """The address in the form it is sent in (no fragment, ASCII only); raises FetchError for one that must not be."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
        name = (host or "").encode("idna").decode("ascii") if host and not host.isascii() else host
    except (ValueError, UnicodeError) as error:
        raise FetchError(f"is not an address ({error})", path=url, remedy="check it") from error
    if parts.scheme not in ("http", "https"):
        raise RefusedError("only http and https are fetched", path=url, remedy="save the page and add the file")
    if not name or re.search(r"[\x00-\x20\x7f\ud800-\udfff]", url.strip()):
        raise FetchError("is not an address", path=url, remedy="check it")
    if "@" in parts.netloc:
        raise RefusedError("holds a user name", path=url, remedy="leave it out; pages behind a login cannot be fetched")
    netloc = f"[{name}]" if ":" in name else name
    if port is not None and port != {"http": 80, "https": 443}[parts.scheme]:
        netloc += f":{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme, netloc, path, quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"), ""))
