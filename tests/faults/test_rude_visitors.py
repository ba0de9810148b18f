"""Rude visitors at the running app: others are served, and nobody gets at another's tab."""

import re
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.faults.rude import (
    Door,
    flood,
    median_seconds,
    seconds_to_first_page,
    session_of,
    taken_over,
)
from tests.published import published_folder
from tests.visitor import HERE, free_port, run_page, served

VISITORS = 40
OLD_RULE = {"STREAMLIT_SERVER_TRUSTED_USER_HEADERS": "{}"}
"""As it was: nothing told one browser from another."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published group."""
    folder = tmp_path_factory.mktemp("rude") / "store"
    shutil.copytree(published_folder(120), folder)
    return folder


@contextmanager
def serving(
    store: Path, **environment: str
) -> Iterator[tuple[int, "subprocess.Popen[bytes]", Path]]:
    """Port, process and log of the app."""
    port, log = free_port(), store.with_name(f"{secrets.token_hex(4)}.log")
    flags = ["--server.port", str(port), "--server.address", HERE]
    command = ["-m", "streamlit", "run", "dashboard/server.py", *flags]
    own = {"SWEETSPOT_STORE": str(store), "SWEETSPOT_PEPPER": "p" * 16}
    with served(command, port, {**own, **environment}, log) as process:
        yield port, process, log


def descriptors(process: "subprocess.Popen[bytes]") -> int:
    """How many the server has open."""
    return len(list(Path(f"/proc/{process.pid}/fd").iterdir()))


def test_ten_tabs_that_tap_twenty_times_a_second_leave_a_new_visitor_a_page(store: Path) -> None:
    """Of the same address. Without turns nobody got a page in a minute; the ratio is printed."""
    with serving(store) as (port, _, _):
        idle = median_seconds(Door(port))
        with flood(Door(port)):
            crowded = median_seconds(Door(port))
    print(f"first page: {1000 * idle:.0f} ms idle, {crowded / idle:.1f} times that under the flood")


def test_an_idle_tab_takes_one_descriptor_and_a_closed_one_none(store: Path) -> None:
    """40 tabs, each with a run; databases and short requests have their own."""
    with serving(store) as (port, process, _):
        for _ in range(5):
            seconds_to_first_page(Door(port))
        before = descriptors(process)
        with ExitStack() as tabs:
            opened = [tabs.enter_context(Door(port).tab()) for _ in range(VISITORS)]
            for tab in opened:
                run_page(tab)
            time.sleep(6)  # uvicorn keeps a connection without requests for five
            assert descriptors(process) - before <= VISITORS + 5
        for _ in range(VISITORS):
            seconds_to_first_page(Door(port))
        time.sleep(6)
        assert descriptors(process) - before <= 5


def test_the_limit_of_descriptors_is_raised_at_the_start(store: Path) -> None:
    """Soft is hard, however the app was started."""
    with serving(store) as (_, process, _):
        limits = Path(f"/proc/{process.pid}/limits").read_text("ascii")
    found = re.search(r"Max open files +(\d+) +(\d+)", limits)
    assert found
    assert found[1] == found[2]


def test_who_knows_a_sessions_name_does_not_get_its_tab(store: Path) -> None:
    """Its own browser does, after a cut. The control has no mark: whoever names it has it."""
    with serving(store) as (port, _, log):
        assert taken_over(Door(port)) == (True, False, False)
        told = log.read_text("utf-8")
    with serving(store, **OLD_RULE) as (port, _, log):
        assert taken_over(Door(port))[1]
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", told + log.read_text("utf-8"))


def test_the_names_of_sessions_stand_in_no_log_not_even_of_a_debugger(store: Path) -> None:
    """Every line that Streamlit writes about a tab; it does write some."""
    with serving(store, STREAMLIT_LOGGER_LEVEL="debug") as (port, _, log):
        with Door(port).tab() as socket:
            session = session_of(socket)
        time.sleep(1)
    told = log.read_text("utf-8")
    assert "session" in told.lower()
    assert session
    assert session not in told
