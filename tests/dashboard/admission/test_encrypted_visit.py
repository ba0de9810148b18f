"""Whether a visitor's line is encrypted: our own proxy says so, whatever a client claims."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import streamlit as st

from dashboard.admission.visitor_address import is_encrypted_visit
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
