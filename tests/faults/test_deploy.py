"""docs/deploy is what nginx itself accepts, and does what it says."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.proxied import configured, proxied, skip_or_fail
from tests.visitor import HERE, ask, free_port

CHALLENGE = "/.well-known/acme-challenge/token"


def test_nginx_accepts_the_configuration_as_it_is_given(tmp_path: Path) -> None:
    """Only where the certificate and the log lie is another place than on a server."""
    skip_or_fail()
    told = subprocess.run(
        [*configured(tmp_path, {}), "-t"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[int]:
    """The port for http, with a certificate's challenge in the folder of the web."""
    skip_or_fail()
    http, https = free_port(), free_port()
    (tmp_path / "html" / CHALLENGE[1:]).parent.mkdir(parents=True)
    (tmp_path / "html" / CHALLENGE[1:]).write_text("proof")
    elsewhere = {
        "listen 443": f"listen {HERE}:{https}",
        "listen 80": f"listen {HERE}:{http}",
        "/var/www/html": str(tmp_path / "html"),
    }
    with proxied(tmp_path, elsewhere):
        yield http


def test_a_certificate_is_renewed_while_nginx_runs(plain: int) -> None:
    """What certbot puts down is served without https."""
    status, _, body = ask(plain, CHALLENGE)
    assert (status, body) == (200, b"proof")


@pytest.mark.parametrize("path", ["/", "/share", "/.well-known/other"])
def test_everything_else_is_sent_to_https(plain: int, path: str) -> None:
    """No page without encryption; the address stays."""
    status, headers, _ = ask(plain, path)
    assert (status, headers["location"]) == (301, f"https://{HERE}{path}")
