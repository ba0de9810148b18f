"""Forged messages to the running app: whoever sends them harms nobody, and learns nothing."""

import secrets
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from attacks_visit import opened
from websockets.exceptions import ConnectionClosed

from dashboard import demo
from dashboard.stores import open_stores
from db import codes
from db.members import record
from tests.fuzz import forged
from tests.fuzz.forged import CANARY, Known
from tests.fuzz.visitors import (
    PAGE,
    Attacker,
    Neighbour,
    in_the_middle,
    resident_mb,
    traces,
)
from tests.visitor import HERE, answers, free_port, served, visiting

MEMBERS = 60
CHANGED, CHANGED_SLOW = 150, 4_000
DOSE_UG = 4_500
"""The last of the doses that the neighbour is offered."""
MORE_MB = 60.0
"""That may be left when the attacker has gone: 128 ended sessions are kept for half an hour."""


@dataclass(frozen=True)
class Running:
    """``sweetspot serve``: where it answers, its store, its log, its process, its pepper."""

    port: int
    store: Path
    log: Path
    process: "subprocess.Popen[bytes]"
    pepper: str

    def server(self) -> int:
        """The process that serves: the command's own child."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return int(children[0])


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The command, on a small invented group."""
    folder = tmp_path_factory.mktemp("messages")
    port, log, pepper = free_port(), folder / "log", secrets.token_hex(16)
    with_members = open_stores(folder / "store")
    demo.fill_with_members(with_members.members, MEMBERS, seed=8)
    with_members.close()
    command = ["-m", "dashboard", "serve", "--port", str(port), "--store", str(folder / "store")]
    environment = {"SWEETSPOT_PEPPER": pepper, "SWEETSPOT_CHECK_MINUTES": "1000"}
    environment["SWEETSPOT_RUNS_A_SECOND"] = "1000"  # 4,000 forged messages are to be read
    with served(command, port, environment, log) as process:
        yield Running(port, folder / "store", log, process, pepper)


OPEN_DOOR = """
from pathlib import Path
from dashboard.serving import incoming_messages
incoming_messages.is_sent_by_pages = lambda message: True
from dashboard.server import build_app
build_app(Path("dashboard/app.py").resolve()).run(config={config})
"""
"""The same server with one line taken out: whatever can be read goes on to Streamlit."""


@pytest.fixture
def neighbour(running: Running) -> Iterator[Neighbour]:
    """A member in the middle of a survey."""
    with in_the_middle(running.port) as found:
        yield found


def test_no_forged_message_touches_another_visitor(
    running: Running,
    neighbour: Neighbour,
) -> None:
    """Kind by kind: the neighbour's screen is as it was; then the survey arrives as it was told."""
    known, before = neighbour.known(), neighbour.screen()
    attacker = Attacker(running.port)
    for kind in (*forged.KINDS, _changed(CHANGED)):
        attacker.throw(kind(known))
        assert answers(running.port)
        assert neighbour.screen() == before, kind.__name__
        _learns_nothing(attacker, neighbour)
    print(f"{attacker.sent} messages; connections ended by code: {attacker.closed}")
    # 0: cut off before the code was read, as whoever still sends megabytes may be.
    assert attacker.closed.keys() <= {0, 1002, 1003, 1009}
    _arrives(running, neighbour)
    _log_is_silent(running)


@pytest.mark.slow
def test_no_forged_message_of_thousands_does(running: Running, neighbour: Neighbour) -> None:
    """The slow run: good messages with some of their bytes changed."""
    known, before = neighbour.known(), neighbour.screen()
    attacker = Attacker(running.port)
    attacker.throw(forged.changed(known, CHANGED_SLOW, seed=9))
    print(f"{attacker.sent} messages; connections ended by code: {attacker.closed}")
    assert neighbour.screen() == before
    _learns_nothing(attacker, neighbour)
    _arrives(running, neighbour)
    _log_is_silent(running)


def test_memory_is_back_where_it_was(running: Running) -> None:
    """After the first round, which warms up, a second one of the largest messages adds little."""
    with in_the_middle(running.port) as one:
        known = one.known()
    attacker, sizes = Attacker(running.port), []
    for _ in range(3):
        for kind in (forged.huge, forged.many_states, forged.noise, forged.flood):
            attacker.throw(kind(known))
        sizes.append(resident_mb(running.server()))
    print(f"resident after each round: {[round(size) for size in sizes]} MB")
    assert sizes[-1] - sizes[0] < MORE_MB


def test_a_session_that_is_asked_to_clear_everyones_caches_does_not(running: Running) -> None:
    """Streamlit does that for any visitor; here the message goes nowhere, and the tab lives on."""
    for kind in ("clear_cache", "load_git_info", "set_run_on_save"):
        message = forged.BackMsg(**{kind: True})
        with opened(running.port) as visit:
            visit.open(PAGE)
            visit.socket.send(message.SerializeToString())
            assert not [m for m in visit.open(PAGE) if m.HasField("git_info_changed")]


def test_text_frames_end_the_connection_without_an_error(running: Running) -> None:
    """Pages send bytes alone."""
    with visiting(running.port) as socket:
        socket.send(CANARY)
        with pytest.raises(ConnectionClosed) as ended:
            socket.recv(10)
    assert ended.value.rcvd is not None and ended.value.rcvd.code == 1003
    _log_is_silent(running)


def test_without_the_door_the_log_repeats_what_a_stranger_wrote(tmp_path: Path) -> None:
    """The control: the same messages, and the same look into the log."""
    port, log = free_port(), tmp_path / "log"
    config = {"server.port": port, "server.address": HERE}
    environment = {"SWEETSPOT_STORE": str(tmp_path / "store"), "SWEETSPOT_PEPPER": "0" * 32}
    environment["SWEETSPOT_RUNS_A_SECOND"] = "1000"
    with served(["-c", OPEN_DOOR.format(config=config)], port, environment, log):
        attacker = Attacker(port)
        attacker.throw(forged.unknown_places(Known(PAGE, (), (), "")))
    assert CANARY in log.read_text(encoding="utf-8", errors="replace")


def _changed(number: int) -> Callable[[Known], Iterator[bytes]]:
    def changed(known: Known) -> Iterator[bytes]:
        return forged.changed(known, number)

    return changed


def _learns_nothing(attacker: Attacker, neighbour: Neighbour) -> None:
    """Neither a trace nor an id of the neighbour's comes back."""
    told = attacker.told()
    assert not traces(told)
    assert neighbour.visit.session not in told.texts
    assert not [text for text in told.texts if CANARY in text and "/" + CANARY in text]


def _arrives(running: Running, neighbour: Neighbour) -> None:
    """The whole survey, as the neighbour told it."""
    code = codes.normalise_return_code(neighbour.hand_in())
    assert code is not None
    stores = open_stores(running.store)
    try:
        found = record.load_record(stores.members, codes.hash_code(code, running.pepper.encode()))
    finally:
        stores.close()
    assert found is not None
    assert found.survey.steps[0].dose_ug == DOSE_UG
    assert code not in running.log.read_text(encoding="utf-8", errors="replace")


def _log_is_silent(running: Running) -> None:
    """No answer, no trace, no address of a visitor."""
    log = running.log.read_text(encoding="utf-8", errors="replace")
    print("\n".join(line[:200] for line in log.splitlines()[-15:]))
    for mark in (CANARY, "Traceback", f"{HERE}:"):
        assert mark not in log.replace(f"http://{HERE}:{running.port}", ""), mark
