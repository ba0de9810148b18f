"""``sweetspot serve`` on an address that others reach, and on a machine with much to do."""

import subprocess
import sys

import pytest

from dashboard.commands import server_process
from dashboard.commands.failures import CommandProblem
from dashboard.commands.server_process import ListenAddress
from dashboard.settings import settings
from tests.visitor import HERE, free_port


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


def test_a_server_that_is_slow_is_not_said_to_have_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing stands above, "the lines above" sends a volunteer looking."""
    monkeypatch.setattr(server_process, "SECONDS_TO_OPEN", 0.0)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as living:
        with pytest.raises(CommandProblem, match="server_slow"):
            server_process._wait_until_open(living, ListenAddress(HERE, free_port()))
        living.kill()
