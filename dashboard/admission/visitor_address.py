"""Where a visitor's connection comes from, and whether it is encrypted: never stored or logged."""

import re
from collections.abc import Callable, Sequence
from ipaddress import IPv6Address, ip_address, ip_network

import streamlit as st
from starlette.datastructures import Headers
from starlette.types import Scope

from dashboard.settings import settings

UNKNOWN = ""
"""Everyone without a known address shares one bucket."""
ONE_HOUSEHOLD = 56
"""Bits of an IPv6 address that a household is given; the rest it chooses as it likes (RIPE-690)."""
ONE_SITE = 48
"""Bits of an IPv6 address that one customer may have, with 256 households of its own making."""
FORWARDED = "X-Forwarded-For"
_SCHEMES = frozenset({"http", "https"})
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::[0-9]{1,5})?")


def address_of_visitor() -> str:
    """The visitor's address, of IPv6 the household's; ``UNKNOWN`` where there is none."""
    return _address_seen(st.context.ip_address, lambda: st.context.headers.get_all(FORWARDED))


def site_of_address(address: str) -> str:
    """The /48 of an IPv6 household as ``address_of_visitor`` gives it; of IPv4 the address."""
    household, slash, _ = address.partition("/")
    return str(ip_network((household, ONE_SITE), strict=False)) if slash else address


def address_of_connection(scope: Scope) -> str:
    """The same for a connection that has not reached a page yet."""
    client = scope.get("client")
    return _address_seen(
        client[0] if client else None, lambda: Headers(scope=scope).getlist(FORWARDED)
    )


def is_encrypted_visit() -> bool:
    """Whether the visitor's browser has an encrypted line, so that it is able to compute.

    Behind proxies of our own by what the outermost says: a client may claim what it likes.
    """
    said = st.context.headers.get("X-Forwarded-Proto") if settings().trusted_proxies else None
    if said:
        return _last_said([said]) == "https"
    return str(st.context.url or "").startswith("https:")


def address_by_proxy(headers: Headers) -> str:
    """Where the group's pages are, such as ``https://survey.example.org``; "" where nobody says.

    Our own proxy says it, under the name that it was set up with. ``Host`` is never read for it:
    whoever asks writes there what they like.
    """
    if not settings().trusted_proxies:
        return ""
    host = _last_said(headers.getlist("X-Forwarded-Host"))
    scheme = _last_said(headers.getlist("X-Forwarded-Proto"))
    return f"{scheme}://{host}" if scheme in _SCHEMES and _HOST.fullmatch(host) else ""


def _last_said(lines: Sequence[str]) -> str:
    """What the proxy next to us wrote: it stands at the right."""
    return ",".join(lines).rpartition(",")[2].strip().lower()


def _address_seen(client: str | None, forwarded: Callable[[], Sequence[str]]) -> str:
    proxies = settings().trusted_proxies
    return _household_address(
        _address_from_proxies(proxies, forwarded()) if proxies else client or UNKNOWN
    )


def _address_from_proxies(proxies: int, lines: Sequence[str]) -> str:
    """What the outermost of our own proxies saw.

    Each adds the address that it saw at the right, so what stands further left was written by the
    visitor and may be anything.
    """
    seen = [entry.strip() for line in lines for entry in line.split(",")]
    return seen[-proxies] if len(seen) >= proxies else UNKNOWN


def _household_address(told: str) -> str:
    try:
        found = ip_address(_without_port(told))
    except ValueError:
        return UNKNOWN
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped
        net = ip_network((int(found), ONE_HOUSEHOLD), strict=False)
        return str(inner or net)
    return str(found)


def _without_port(told: str) -> str:
    if told.startswith("["):
        return told[1:].partition("]")[0]
    return told.partition(":")[0] if told.count(":") == 1 else told
