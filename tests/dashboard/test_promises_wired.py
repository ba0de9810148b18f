"""What is tested piece by piece is also in the served application, each piece in its place."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dashboard import server
from dashboard.serving.closed_paths import PathAndOriginGuard
from dashboard.serving.incoming_messages import IncomingMessageFilter
from dashboard.serving.outgoing_messages import OutgoingMessageFilter
from dashboard.serving.security_headers import SecurityHeaders
from tests.visitor import ROOT

ANSWER = "took 3 mg at bedtime"
LOGGED = f"""
import logging
from dashboard import server
try:
    int({ANSWER!r})
except ValueError:
    logging.getLogger("somebody.elses").exception("It failed")
"""
ORDER = (SecurityHeaders, PathAndOriginGuard, IncomingMessageFilter, OutgoingMessageFilter)
"""From outside in: a refusal has its headers, and what is refused reaches no filter."""


def test_every_guard_stands_before_the_pages_in_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closed doors, headers, messages that come and messages that leave."""
    built: dict[str, Any] = {}

    def note_app(_script: Path, **parts: Any) -> SimpleNamespace:
        built.update(parts)
        return SimpleNamespace()

    monkeypatch.setattr(server.st, "App", note_app)
    server.build_app(server.SCRIPT)
    stand = [layer.cls for layer in built["middleware"]]
    assert [layer for layer in stand if layer in ORDER] == [*ORDER]
    assert built["on_script_error"] is server.on_script_error


def test_a_server_that_is_loaded_keeps_every_exceptions_text_out_of_its_logs() -> None:
    """Also of a library's: the whole process has one rule. The line itself is there."""
    command = [sys.executable, "-W", "ignore", "-c", LOGGED]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stderr
    assert "It failed: ValueError" in told
    assert ANSWER not in told and "Traceback" not in told
    whole = subprocess.run(
        [*command[:-1], LOGGED.replace("from dashboard import server", "")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert ANSWER in whole  # the control: so Python logs it by itself
