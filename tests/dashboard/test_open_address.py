"""``sweetspot serve`` on an address that others reach."""

import pytest

from dashboard.commands import server_process
from dashboard.settings import settings


@pytest.mark.parametrize(
    ("address", "proxies", "sentences"),
    [("0.0.0.0", "0", 1), ("::", "0", 1), ("0.0.0.0", "1", 0), ("127.0.0.1", "0", 0)],
)
@pytest.mark.usefixtures("folder")
def test_an_address_that_others_reach_without_a_proxy_is_warned_of(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    address: str,
    proxies: str,
    sentences: int,
) -> None:
    """On this machine alone, or behind a proxy that is told of, nothing is said."""
    monkeypatch.setenv("SWEETSPOT_TRUSTED_PROXIES", proxies)
    settings.cache_clear()
    server_process.warn_of_open_address(address)
    assert capsys.readouterr().err.count("SWEETSPOT_TRUSTED_PROXIES") == sentences
