"""Whether a visitor's line is encrypted, and where we are: our own proxy says so, no client."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import streamlit as st
from starlette.datastructures import Headers

from dashboard.admission.visitor_address import address_by_proxy, is_encrypted_visit
from dashboard.settings import settings


@pytest.fixture(autouse=True)
def fresh_settings() -> Iterator[None]:
    """Settings are read once a process."""
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize(
    ("claimed", "proxy_says", "proxies", "is_encrypted"),
    [
        ("http://sweet.example", "https", 1, True),  # who claims plain http to be spared the work
        ("https://sweet.example", "http", 1, False),
        ("http://sweet.example", "http, https", 1, True),  # what stands left, the visitor wrote
        ("https://sweet.example", None, 1, True),  # a proxy that says nothing
        ("https://sweet.example", "http", 0, True),  # without a proxy anyone may write the header
        ("http://127.0.0.1:8501", None, 0, False),
        (None, None, 0, False),
    ],
)
def test_behind_a_proxy_of_ours_its_word_counts(
    claimed: str | None,
    proxy_says: str | None,
    proxies: int,
    is_encrypted: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else a guesser would say http and wait five seconds in place of computing."""
    monkeypatch.setenv("SWEETSPOT_TRUSTED_PROXIES", str(proxies))
    headers = {} if proxy_says is None else {"X-Forwarded-Proto": proxy_says}
    monkeypatch.setattr(st, "context", SimpleNamespace(url=claimed, headers=headers))
    assert is_encrypted_visit() is is_encrypted


@pytest.mark.parametrize(
    ("proxies", "host", "scheme", "address"),
    [
        (1, ["survey.example.org"], ["https"], "https://survey.example.org"),
        (1, ["Survey.Example.org:8443"], ["https"], "https://survey.example.org:8443"),
        (1, ["evil.example, survey.example.org"], ["https"], "https://survey.example.org"),
        (1, ["evil.example", "survey.example.org"], ["https"], "https://survey.example.org"),
        (1, ['evil.example"><script>'], ["https"], ""),
        (1, ["evil.example/path"], ["https"], ""),
        (1, ["survey.example.org"], ["javascript"], ""),
        (1, ["survey.example.org"], [], ""),
        (1, [], ["https"], ""),  # a proxy that says nothing: the visitor's Host is not read
        (0, ["survey.example.org"], ["https"], ""),  # without a proxy anyone may write both
    ],
)
def test_where_we_are_is_said_by_our_proxy_alone(
    proxies: int,
    host: list[str],
    scheme: list[str],
    address: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the proxy next to us wrote stands at the right; what is no name of a host is none."""
    monkeypatch.setenv("SWEETSPOT_TRUSTED_PROXIES", str(proxies))
    sent = [("host", "evil.example")]
    sent += [("x-forwarded-host", line) for line in host]
    sent += [("x-forwarded-proto", line) for line in scheme]
    raw = [(name.encode(), line.encode()) for name, line in sent]
    assert address_by_proxy(Headers(raw=raw)) == address
