"""Which addresses may be asked: http(s), usual ports, and nothing that is not on the public internet.

A feed or a page is written by strangers, and its links, redirects and names lead where they want: to a router, a
database, the metadata service of a cloud. So the address a connection really goes to is what is judged (wire.py calls
`pick` right before connecting), never the name; what `allow` in room.toml names is exempt.

Sources of the ranges: IANA's special-purpose address registries for IPv4 and IPv6, RFC 6890, RFC 6052, RFC 6598.
"""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from sitroom.errors import ForbiddenAddress, UnreachableInput
from sitroom.model.web import Policy

Resolver = Callable[[str, int], Sequence[str]]
PORTS = {"http": 80, "https": 443}
SCHEMES = frozenset(PORTS)
LONGEST = 8_000

_V4 = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "a private network",
    "100.64.0.0/10": "a provider's inner network",
    "127.0.0.0/8": "this machine",
    "169.254.0.0/16": "the local link (cloud metadata)",
    "172.16.0.0/12": "a private network",
    "192.0.0.0/24": "reserved",
    "192.0.2.0/24": "for documentation",
    "192.31.196.0/24": "reserved",
    "192.52.193.0/24": "reserved",
    "192.88.99.0/24": "a relay to another protocol",
    "192.168.0.0/16": "a private network",
    "192.175.48.0/24": "reserved",
    "198.18.0.0/15": "for benchmarks",
    "198.51.100.0/24": "for documentation",
    "203.0.113.0/24": "for documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
    "168.63.129.16/32": "a cloud's inner service",
}
_V6 = {
    "2001::/23": "reserved (Teredo and others)",
    "2001:db8::/32": "for documentation",
    "2002::/16": "IPv4 in IPv6 (6to4)",
    "2620:4f:8000::/48": "reserved",
    "3fff::/20": "for documentation",
}
FORBIDDEN_V4 = tuple((IPv4Network(net), what) for net, what in _V4.items())
FORBIDDEN_V6 = tuple((IPv6Network(net), what) for net, what in _V6.items())
GLOBAL_V6 = IPv6Network("2000::/3")
NAT64 = IPv6Network("64:ff9b::/96")
SAYINGS_V6 = (
    (IPv6Network("::1/128"), "this machine"),
    (IPv6Network("fe80::/10"), "the local link"),
    (IPv6Network("fc00::/7"), "a private network"),
    (IPv6Network("ff00::/8"), "multicast"),
)


class Target(NamedTuple):
    """Where a request goes: host in ASCII lower case, without brackets."""

    scheme: str
    host: str
    port: int


def why_forbidden(address: str) -> str | None:
    """What an IP address belongs to, if it may not be asked; None if it is on the public internet."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return "no address"
    if isinstance(ip, IPv6Address):
        inner = embedded(ip)
        if inner is None:
            return _why_v6(ip)
        ip = inner
    return next((what for net, what in FORBIDDEN_V4 if ip in net), None)


def embedded(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a mapped or NAT64 address stands for: where its packets end."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None


def _why_v6(ip: IPv6Address) -> str | None:
    for net, what in SAYINGS_V6:
        if ip in net:
            return what
    if ip not in GLOBAL_V6:
        return "reserved"
    return next((what for net, what in FORBIDDEN_V6 if ip in net), None)


def cleaned(url: str) -> str:
    """The address without user name, password and fragment. Raises ForbiddenAddress if it is none of the web."""
    shown = shortened(url)
    if len(url) > LONGEST:
        raise ForbiddenAddress(shown, "is longer than any address of a page")
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ForbiddenAddress(shown, f"is not an address ({error})") from error
    if parts.scheme.lower() not in SCHEMES:
        raise ForbiddenAddress(shown, "is not asked: only http and https addresses are")
    if not host:
        raise ForbiddenAddress(shown, "names no host")
    bare = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme.lower(), bare + (f":{port}" if port else ""), parts.path or "/", parts.query, ""))


def check_target(target: Target, url: str, policy: Policy) -> None:
    """May this scheme, host and port be asked, as far as their words tell? Raises ForbiddenAddress."""
    if target.scheme not in SCHEMES:
        raise ForbiddenAddress(shortened(url), "is not asked: only http and https addresses are")
    usual = target.port == PORTS[target.scheme] or target.port in policy.ports
    if not usual and f"{target.host}:{target.port}" not in allowed_hosts(policy):
        raise ForbiddenAddress(
            shortened(url),
            f"is not asked: port {target.port} is not one of the web's "
            f'(if that is meant, room.toml: [web] allow = ["{target.host}:{target.port}"])',
        )


def is_allowed(host: str, port: int, policy: Policy) -> bool:
    """Is this host exempt by name? An entry without a port holds for every port that may be asked."""
    return not {host, f"{host}:{port}"}.isdisjoint(allowed_hosts(policy))


def allowed_hosts(policy: Policy) -> frozenset[str]:
    """The names in `allow` as hosts are written here; IPv6 addresses with or without brackets."""
    return frozenset(name.strip().lower().replace("[", "").replace("]", "").rstrip(".") for name in policy.allow)


def pick(host: str, port: int, policy: Policy, resolver: Resolver, timeout: float, name: str) -> list[str]:
    """The IP addresses to connect to for a host, all of them judged.

    If one of them is forbidden, none is used: a public name has no business on a private network. `name` is what
    errors are about.
    Raises ForbiddenAddress, UnreachableInput (no such host).
    """
    host = host.lower().rstrip(".").strip("[]")
    found = resolved(host, port, resolver, timeout, name)
    if not is_allowed(host, port, policy):
        for address in found:
            what = why_forbidden(address)
            if what is not None:
                leads = address if address == host else f"{host} leads to {address}"
                hint = f'if that is meant, room.toml: [web] allow = ["{host}"]'
                raise ForbiddenAddress(name, f"is not asked: {leads}, which is {what} ({hint})")
    return found


def resolved(host: str, port: int, resolver: Resolver, timeout: float, name: str) -> list[str]:
    """The addresses of a host, within `timeout` seconds (the system's resolver has no limit of its own)."""
    answers: queue.SimpleQueue[Sequence[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, name=f"resolve {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=max(0.0, timeout))
    except queue.Empty:
        raise UnreachableInput(name, f"the name {host} is not answered for in time (DNS)") from None
    if isinstance(answer, Exception):
        raise UnreachableInput(name, f"there is no host {host}, or no network") from answer
    if not answer:
        raise UnreachableInput(name, f"the host {host} has no address")
    return list(dict.fromkeys(answer))


def system_resolver(host: str, port: int) -> list[str]:
    """The operating system's addresses for a name. Raises OSError, UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(entry[4][0]) for entry in found]


def shortened(url: str) -> str:
    """An address for messages: without user name and password, on one line, not too long."""
    head, mark, rest = url[:500].partition("://")
    if mark and "@" in rest.split("/", 1)[0]:
        rest = rest.split("/", 1)[0].rpartition("@")[2] + "".join(f"/{p}" for p in rest.split("/", 1)[1:])
    line = " ".join("".join(c if c.isprintable() else " " for c in f"{head}{mark}{rest}").split())
    return line if len(line) <= 200 else line[:199] + "…"
