"""A database that is locked, or stopped and says nothing: a sentence comes, the answers stay."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from dashboard.settings import settings
from dashboard.stores import Stores, open_postgresql, open_stores
from dashboard.survey import visit
from db.members import drafts
from db.store import engine as store_engine
from db.store.engine import MEMBERS, open_engine, sqlite_url, writing_transaction
from db.store.errors import StoreError
from db.store.patience import GRACE_SECONDS, SILENT_SECONDS, VISITOR_SECONDS
from tests.pages.at_the_survey import Visitor
from tests.postgresql import Cluster

CODE, DRAFT = b"c" * 32, drafts.Draft(2, '{"weeks": 4}')
HURRY = 0.3
"""Seconds that a visitor waits here in the place of four."""
GIVEN_UP = (OperationalError, StoreError)


@pytest.fixture
def tapping(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[Path]:
    """A store's folder, and a visitor who taps faster than a finger."""
    monkeypatch.setattr(visit, "DOUBLE_TAP_SECONDS", 0.0)
    settings.cache_clear()
    st.cache_resource.clear()
    yield folder
    st.cache_resource.clear()


@contextmanager
def locked_file(folder: Path) -> Iterator[None]:
    """Another process writes, and does not come to an end."""
    other = open_engine(sqlite_url(folder, MEMBERS))
    with store_engine.immediate_connection(other) as connection, connection.begin():
        yield
    other.dispose()


@contextmanager
def turn_of_this_process() -> Iterator[None]:
    """A writer of this process does not come to an end."""
    with store_engine._write_lock:
        yield


@contextmanager
def locked_table(url: str) -> Iterator[None]:
    """Somebody holds every lock of the drafts' table, such as an operator who went for lunch."""
    with closing(open_postgresql(url)) as other, other.members.connect() as connection:
        connection.execute(text("LOCK TABLE draft IN ACCESS EXCLUSIVE MODE"))
        yield


@contextmanager
def frozen_server(postgres: Cluster) -> Iterator[None]:
    """Every process of the server is stopped; its machine still acknowledges each packet."""
    parent = int((postgres.folder / "main" / "postmaster.pid").read_text().split()[0])
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    )
    processes = [*map(int, listed.stdout.split()), parent]
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


def step_of_a_visitor(fault: object) -> float:
    """Seconds until a visitor at the survey's second screen hears that the store is away."""
    page = Visitor()
    page.begin()
    page.go_on()
    page.tell_doses()
    began = time.monotonic()
    with fault:  # type: ignore[attr-defined]
        page.go_on()
        waited = time.monotonic() - began
        assert page.sees("survey.store_away")
        assert page.sees("survey.doses.heading")
    time.sleep(SILENT_SECONDS)  # while the sentence is read
    page.go_on()
    assert not page.sees("survey.store_away")  # the answers were there: nothing is typed again
    return waited


@pytest.mark.parametrize("who", ["another process", "this process"])
def test_a_visitor_hears_of_a_locked_file_and_goes_on_where_they_were(
    tapping: Path, who: str
) -> None:
    """Within seconds, while the lock is held: without an end they would wait as long as it is."""
    fault = locked_file(tapping) if who == "another process" else turn_of_this_process()
    print(f"{who}: {step_of_a_visitor(fault):.1f} s")


@pytest.mark.parametrize("fault", ["lock", "frozen"])
def test_a_visitor_hears_of_a_locked_or_frozen_postgresql_and_goes_on_where_they_were(
    tapping: Path, postgres: Cluster, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """The same, and the server's own limits do not help where it is stopped."""
    url = postgres.new()
    monkeypatch.setenv("SWEETSPOT_DATABASE_URL", url)
    settings.cache_clear()
    waited = step_of_a_visitor(locked_table(url) if fault == "lock" else frozen_server(postgres))
    print(f"{fault}: {waited:.1f} s")


def waits_for_the_lock(stores: Stores, fault: object) -> bool:
    """Whether a writer is still waiting when the lock has been held for twice the limit."""
    done: list[str] = []

    def write() -> None:
        try:
            drafts.save_draft(stores.members, CODE, DRAFT)
            done.append("stored")
        except GIVEN_UP:
            done.append("given up")

    writer = threading.Thread(target=write)
    with fault:  # type: ignore[attr-defined]
        writer.start()
        writer.join(20 * HURRY)
        waits = writer.is_alive()
    writer.join()
    assert done == (["stored"] if waits else ["given up"])
    return waits


@pytest.mark.parametrize("seconds", [HURRY, None], ids=["a visitor", "publishing"])
def test_only_a_visitor_is_given_up_and_publishing_waits_as_long_as_it_takes(
    tmp_path: Path, postgres: Cluster, seconds: float | None
) -> None:
    """The control: without a limit the writer waits until the lock is free, and then writes."""
    folder, url = tmp_path / "store", postgres.new()
    with closing(open_stores(folder, seconds)) as stores:
        assert waits_for_the_lock(stores, locked_file(folder)) is (seconds is None)
        with writing_transaction(stores.members) as connection:
            connection.execute(text("DELETE FROM draft"))
        assert waits_for_the_lock(stores, turn_of_this_process()) is (seconds is None)
    for fault in (locked_table(url), frozen_server(postgres)):
        with closing(open_postgresql(url, None, seconds)) as stores:
            with writing_transaction(stores.members) as connection:
                connection.execute(text("DELETE FROM draft"))
            assert waits_for_the_lock(stores, fault) is (seconds is None)


def test_what_a_visitor_waits_for_is_under_ten_seconds() -> None:
    """For this process's lock, and then for the database's; or for an answer, and a new one."""
    from db.store.postgresql import ANSWERS_WITHIN_SECONDS

    assert 2 * VISITOR_SECONDS < 10
    assert VISITOR_SECONDS + GRACE_SECONDS < 10
    assert ANSWERS_WITHIN_SECONDS < 10  # a new connection; only where no open one was silent first
