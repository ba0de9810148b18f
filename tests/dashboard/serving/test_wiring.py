"""What keeps values out of logs and messages is wired into the served app, not only written."""

import subprocess
import sys

import pytest
from pydantic import ValidationError

from dashboard.settings import Settings
from tests.visitor import ROOT

ANSWER = "took 3 mg at bedtime"
SESSION = "0b5c6b11-6fd3-4e31-8a2b-0123456789ab"
LOGS = f"""
import logging, sys
{{first}}
from streamlit.logger import get_logger
for name in ("streamlit.runtime.app_session", "uvicorn.error", "dashboard.publishing", "somebody"):
    log = get_logger(name)
    try:
        int({ANSWER!r})
    except ValueError as error:
        log.exception("It failed: %s", error)
        log.error("It failed", exc_info=error)
    log.warning("Session with id %s is already connected!", {SESSION!r})
"""


def printed(first: str) -> str:
    """What a process prints that logs so, after a first line."""
    told = subprocess.run(
        [sys.executable, "-c", LOGS.format(first=first)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stderr.count("already connected") == 4
    return told.stderr


def test_the_server_itself_keeps_values_and_names_of_tabs_out_of_every_log() -> None:
    """Loading its file is enough; without it both are there."""
    served = printed("import dashboard.server")
    assert ANSWER not in served
    assert SESSION not in served
    assert served.count("ValueError") == 8
    control = printed("")
    assert ANSWER in control
    assert SESSION in control


STANDS = (
    "from dashboard.server import app; print(*(one.cls.__name__ for one in app._user_middleware))"
)


def test_every_filter_and_limit_stands_in_the_served_app_in_its_order() -> None:
    """Headers outside of all; limits before what they are for; messages both ways."""
    told = subprocess.run(
        [sys.executable, "-c", STANDS], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == [
        "SecurityHeaders",
        "PathAndOriginGuard",
        "ConnectionLimits",
        "TabOwner",
        "IncomingMessageFilter",
        "RunPacing",
        "OutgoingMessageFilter",
        "FrontPage",
        "UnknownAddress",
        "FileCompression",
    ]


@pytest.mark.parametrize("field", ["pepper", "database_url", "interval_days", "trusted_proxies"])
def test_an_error_about_the_settings_prints_none_of_them(
    monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    """A pepper that is too short is still a pepper."""
    monkeypatch.setenv("SWEETSPOT_PEPPER", "s3cr3t pepper")
    if field != "pepper":
        monkeypatch.setenv(f"SWEETSPOT_{field.upper()}", "s3cr3t value")
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert "pepper" in str(refused.value)
    assert "s3cr3t" not in f"{refused.value}{refused.value!r}"
