"""nginx with the configuration of docs/deploy, on loopback, with a certificate of its own."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.visitor import ROOT

GIVEN = ROOT / "docs" / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")
LETSENCRYPT = "/etc/letsencrypt/live/survey.example.org"
SECONDS_TO_START = 10.0


def skip_or_fail() -> None:
    """Without nginx: fail where CI runs, else skip with what to install."""
    missing = "no nginx: apt-get install nginx-light"
    if NGINX is None and os.environ.get("CI", "").casefold() == "true":
        pytest.fail(missing)
    if NGINX is None:
        pytest.skip(missing)


def configured(folder: Path, replaced: Mapping[str, str]) -> list[str]:
    """The command line of nginx for the configuration as it is given, in a folder of this test's.

    Args:
        folder: takes the certificate, the logs and what nginx writes.
        replaced: what stands elsewhere here than on a server, such as ports.
    """
    _certificate(folder)
    given = GIVEN.read_text(encoding="utf-8")
    everything = {LETSENCRYPT: str(folder), "/var/log/nginx": str(folder), **replaced}
    for there, here in everything.items():
        assert there in given, there
        given = given.replace(there, here)
    (folder / "given.conf").write_text(given, encoding="utf-8")
    temporary = " ".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""  # the folder is its owner's alone
    # Which process answered is told to the test alone; the given file says nothing of the sort.
    served_by = "add_header X-Served-By $upstream_addr always;"
    inside = f"{temporary} {served_by} include {folder}/given.conf;"
    whole = f"{user} pid {folder}/pid; daemon off; events {{}} http {{ {inside} }}"
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    return [str(NGINX), "-e", str(folder / "log"), "-c", str(folder / "nginx.conf")]


@contextmanager
def proxied(folder: Path, replaced: Mapping[str, str]) -> Iterator[None]:
    """It runs with that configuration until the block ends."""
    process = subprocess.Popen(configured(folder, replaced))
    try:
        deadline = time.monotonic() + SECONDS_TO_START
        while not (folder / "pid").exists():
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(SECONDS_TO_START)


def _certificate(folder: Path) -> None:
    key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
    made = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30")
    where = ("-keyout", str(key), "-out", str(certificate), "-subj", "/CN=survey.example.org")
    subprocess.run([*made, *where], check=True, capture_output=True)
