"""docs/deploy is what nginx itself accepts."""

import shutil
import subprocess
from pathlib import Path

import pytest

GIVEN = Path(__file__).resolve().parents[2] / "docs" / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin")
LETSENCRYPT = "/etc/letsencrypt/live/survey.example.org"


@pytest.mark.skipif(NGINX is None, reason="no nginx: apt-get install nginx-light")
def test_nginx_accepts_the_configuration_as_it_is_given(tmp_path: Path) -> None:
    """Only where the certificate and the log lie is another place than on a server."""
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    made = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
    where = ("-keyout", str(key), "-out", str(certificate), "-subj", "/CN=survey.example.org")
    subprocess.run([*made, *where], check=True, capture_output=True)
    given = GIVEN.read_text(encoding="utf-8")
    assert LETSENCRYPT in given
    given = given.replace(LETSENCRYPT, str(tmp_path)).replace("/var/log/nginx", str(tmp_path))
    (tmp_path / "given.conf").write_text(given, encoding="utf-8")
    whole = f"pid {tmp_path}/pid; events {{}} http {{ include {tmp_path}/given.conf; }}"
    (tmp_path / "nginx.conf").write_text(whole, encoding="utf-8")
    asked = [str(NGINX), "-t", "-e", str(tmp_path / "log"), "-c", str(tmp_path / "nginx.conf")]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
