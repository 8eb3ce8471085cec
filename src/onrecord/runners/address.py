"""Addresses of the web: which may be asked, and at which machine, decided once a request.

A name is resolved here and the connection goes to the address that was checked, so that a name
that changes its mind (DNS rebinding) leads nowhere else.
"""

import ipaddress
import socket
from typing import NamedTuple
from urllib.parse import urlsplit

from onrecord.errors import UsageError

_EMBEDDING = (  # IPv6 networks whose addresses hold an IPv4 address, and where it begins
    (ipaddress.ip_network("64:ff9b::/96"), 96),
    (ipaddress.ip_network("2002::/16"), 16),
)
_LONGEST = 4_000


class Target(NamedTuple):
    """Where a request goes. `address` is checked; `host` is for the server and its certificate."""

    scheme: str
    host: str
    port: int
    address: str
    path: str

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def name(self) -> str:
        """What the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme]
        return host if self.port == usual else f"{host}:{self.port}"


def target(url: str, allow_private: bool = False) -> Target:
    """Resolve an address; `UsageError` when it may not be asked.

    Every machine that the name stands for must be public, because which of them answers is chance.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"no address: {error}") from error
    if parts.scheme not in ("http", "https") or not host or len(url) > _LONGEST:
        raise UsageError("no address of http or https")
    if parts.username is not None or parts.password is not None:
        raise UsageError("an address with a password in it")
    port = port or (443 if parts.scheme == "https" else 80)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    found = _resolved(host, port)
    if not allow_private and (private := [a for a in found if not is_public(a)]):
        raise UsageError(f"{host} is a private address ({private[0]}): --allow-private permits it")
    return Target(parts.scheme, host, port, found[0], path)


def _resolved(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UsageError(f"the name {host} cannot be resolved: {error}") from error
    return [str(entry[4][0]).split("%")[0] for entry in found]


def is_public(address: str) -> bool:
    """False for loopback, private, link-local, shared, multicast and reserved addresses."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        for network, begin in _EMBEDDING:
            if ip in network:
                inner = (int(ip) >> (128 - begin - 32)) & 0xFFFFFFFF
                return is_public(str(ipaddress.IPv4Address(inner)))
    return ip.is_global and not ip.is_multicast
