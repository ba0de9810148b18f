"""The sweetspot command: one plain sentence for what goes wrong, and a clean end."""

import datetime as dt
import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from dashboard import demo
from dashboard import stores as stores_module
from dashboard.command import app
from dashboard.commands.server_process import CONFIG, ROOT, ListenAddress
from dashboard.findings.participation import day_in_words
from dashboard.settings import settings
from dashboard.stores import Stores, open_stores
from dashboard.text import has_text, say
from db.desk.group import GroupSettings, write_group
from db.members import hand_in as hand_in_rows
from db.store.engine import writing_transaction
from tests.visitor import HERE, answers, free_port

FAILED = 1
SECONDS_TO_END = 20


def sweetspot(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command, each on one line."""
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, " ".join(result.stdout.split()), " ".join(result.stderr.split())


@pytest.fixture
def open_store(folder: Path) -> Callable[[], Stores]:
    """Opens the settings' store again, as another process would find it."""
    return lambda: open_stores(folder)


def test_a_port_in_use_is_one_sentence_and_a_failure(folder: Path) -> None:
    """Another program listens; nothing is started."""
    with socket.create_server((HERE, 0)) as other:
        port = other.getsockname()[1]
        code, _, problem = sweetspot("serve", "--store", str(folder), "--port", str(port))
    assert (code, problem) == (FAILED, say("command.problem.port_in_use", port=port))


def test_a_start_on_a_port_in_use_makes_no_store(tmp_path: Path) -> None:
    """The second start of a volunteer who has forgotten the first, with a mistyped folder."""
    with socket.create_server((HERE, 0)) as other:
        port = str(other.getsockname()[1])
        sweetspot("serve", "--store", str(tmp_path / "stroe"), "--port", port)
    assert not list(tmp_path.iterdir())


def test_an_address_of_another_machine_is_one_sentence_and_a_failure(folder: Path) -> None:
    """192.0.2.0/24 is kept for examples (RFC 5737): no machine has it."""
    code, _, problem = sweetspot("serve", "--store", str(folder), "--address", "192.0.2.1")
    assert code == FAILED
    assert problem == say("command.problem.address_unknown", address="192.0.2.1")


@pytest.mark.parametrize("command", [["serve"], ["leader", "add", "Ana"]], ids=" ".join)
def test_a_folder_that_cannot_be_written_is_one_sentence_and_a_failure(
    tmp_path: Path, command: list[str]
) -> None:
    """Below a regular file nobody can make a folder, not even root."""
    file = tmp_path / "file"
    file.touch()
    code, _, problem = sweetspot(*command, "--store", str(file / "store"))
    assert (code, problem) == (FAILED, say("command.problem.store_unwritable"))


@pytest.mark.parametrize("command", ["serve", "publish"])
def test_a_store_of_a_newer_version_is_left_alone(
    where: tuple[str, ...], stores: Stores, command: str
) -> None:
    """A migration that this version does not know: one sentence and a failure."""
    newer = "members_9999"
    with writing_transaction(stores.members) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": newer})
    code, _, problem = sweetspot(command, *where)
    assert (code, problem) == (FAILED, say("command.problem.store_is_newer"))


def test_a_damaged_store_is_one_sentence_and_a_failure(folder: Path) -> None:
    """A file that is no database, such as half a download."""
    folder.mkdir(mode=0o700)
    (folder / "members.sqlite").write_bytes(b"no database" * 100)
    code, _, problem = sweetspot("publish", "--store", str(folder))
    assert (code, problem) == (FAILED, say("command.problem.store_damaged"))


def test_wrong_settings_are_named_and_their_values_are_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """85 days is one too many; a pepper of 5 characters is too short, and secret all the same."""
    monkeypatch.setenv("SWEETSPOT_INTERVAL_DAYS", "85")
    monkeypatch.setenv("SWEETSPOT_PEPPER", "mints")
    settings.cache_clear()
    code, told, problem = sweetspot("publish", "--store", str(folder))
    assert code == FAILED
    assert "SWEETSPOT_INTERVAL_DAYS, SWEETSPOT_PEPPER" in problem
    assert "mints" not in told + problem


def test_a_failure_nobody_foresaw_is_told_without_trace_or_value(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its class and place, for whoever is asked for help."""

    def open_engine(_url: str, _wait_seconds: float | None) -> None:
        raise RuntimeError("took 3 mg at bedtime")

    monkeypatch.setattr(stores_module, "open_engine", open_engine)
    code, told, problem = sweetspot("serve", "--store", str(folder))
    assert code == FAILED
    assert re.search(r"RuntimeError at dashboard/stores\.py:\d+", problem)
    assert "bedtime" not in told + problem


@pytest.fixture
def publishing_day(stores: Stores) -> dt.date:
    """Today, as the group's own publishing day."""
    today = dt.datetime.now(dt.UTC).date()
    write_group(stores.members, GroupSettings(weekday=today.weekday()))
    return today


def test_publishing_says_what_the_first_edition_needs(
    where: tuple[str, ...], publishing_day: dt.date
) -> None:
    """Nobody has handed in: not an error, no count is told, and it is decided again in a week."""
    code, told, _ = sweetspot("publish", *where)
    day = day_in_words(publishing_day + dt.timedelta(days=7))
    assert (code, told) == (0, say("command.publish.too_few_for_first", day=day))


def test_publishing_says_what_it_did_and_why_not_again(
    where: tuple[str, ...], hand_in: Callable[[int], None], publishing_day: dt.date
) -> None:
    """40 members: edition 1. At once again: in 4 weeks. Out of turn: real members are refused."""
    hand_in(40)
    assert sweetspot("publish", *where)[1] == say("command.publish.published", edition=1)
    day = day_in_words(publishing_day + dt.timedelta(days=28))
    assert sweetspot("publish", *where)[1] == say("command.publish.too_early", day=day)
    code, _, problem = sweetspot("publish", *where, "--now")
    assert (code, problem) == (FAILED, say("command.problem.publishing_not_invented"))


def test_an_invented_cohort_is_marked_and_its_truth_is_printed(
    folder: Path, open_store: Callable[[], Stores]
) -> None:
    """Every row of the truth has a label in plain words."""
    cohort = ("cohort", "--members", "20", "--seed", "1", "--store", str(folder))
    code, told, _ = sweetspot(*cohort)
    assert code == 0
    assert hand_in_rows.are_invented(open_store().members)
    for row, _value in demo.describe_truth(demo.CohortTruth()):
        assert has_text(f"command.truth.{row}")
    assert say("command.truth.women") in told
    assert say("command.cohort.done", count=20, folder=folder) in told


def test_invented_members_never_join_real_ones(
    where: tuple[str, ...], hand_in: Callable[[int], None]
) -> None:
    """One real survey is enough to refuse."""
    hand_in(1)
    code, _, problem = sweetspot("cohort", "--members", "5", "--seed", "1", *where)
    assert (code, problem) == (FAILED, say("command.problem.store_has_members"))


def test_a_truth_that_cannot_be_read_is_one_sentence_and_a_failure(
    folder: Path, tmp_path: Path
) -> None:
    """A file that is no TOML; the store is not even made."""
    truth = tmp_path / "truth.toml"
    truth.write_text("women = many")
    wanted = ("cohort", "--members", "5", "--seed", "1", "--store", str(folder))
    code, _, problem = sweetspot(*wanted, "--truth", str(truth))
    assert (code, problem) == (FAILED, say("command.problem.truth_unreadable", file=truth))
    assert not folder.exists()


def test_every_problem_that_is_raised_has_a_sentence() -> None:
    """Keys of all three kinds of problem in the code, against [command.problem]."""
    files = [*ROOT.glob("dashboard/**/*.py"), *ROOT.glob("db/**/*.py")]
    raised = re.compile(r"\b(?:CommandProblem|BackupProblem|StoreError)\(\s*\"([\w.]+)\"")
    keys = {key for file in files for key in raised.findall(file.read_text(encoding="utf-8"))}
    assert {"port_in_use", "store_is_newer", "backup.damaged"} <= keys
    assert not [key for key in keys if not has_text(f"command.problem.{key}")]


def test_nothing_of_a_visit_goes_to_a_third_party_or_to_the_visitor() -> None:
    """Usage statistics are off, errors are not shown, and no prompt waits for an operator."""
    configured = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    assert configured["browser"]["gatherUsageStats"] is False
    assert configured["client"]["showErrorDetails"] == "none"
    assert configured["server"]["headless"] is True
    assert configured["runner"]["postScriptGC"] is False


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("127.0.0.1", "http://localhost:8501"),
        ("0.0.0.0", "http://localhost:8501"),
        ("::", "http://localhost:8501"),
        ("192.0.2.1", "http://192.0.2.1:8501"),
        ("2001:db8::1", "http://[2001:db8::1]:8501"),
    ],
)
def test_the_address_that_is_told_can_be_typed_into_a_browser(address: str, url: str) -> None:
    """No browser opens 0.0.0.0; an IPv6 address stands in brackets."""
    assert ListenAddress(address, 8501).url == url


@contextmanager
def running(*arguments: str, temporary: Path) -> Iterator["subprocess.Popen[str]"]:
    """A real command that has told its address, with nobody at the keyboard."""
    environment = {**os.environ, "TMPDIR": str(temporary)}
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard", *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        lines = []
        while "Ctrl-C" not in (line := process.stdout.readline()):
            lines.append(line)
            assert line, "".join(lines)
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_server_ends_with_its_command(folder: Path, tmp_path: Path, how: signal.Signals) -> None:
    """Ctrl-C or kill: exit code 0, no trace, and nobody listens any more."""
    port = free_port()
    serve = ("serve", "--store", str(folder), "--port", str(port))
    with running(*serve, temporary=tmp_path) as process:
        assert answers(port)
        process.send_signal(how)
        told, _ = process.communicate(timeout=SECONDS_TO_END)
    assert process.returncode == 0
    assert told.strip() == say("command.closed")
    assert not answers(port)


def test_a_server_ends_when_its_command_is_killed(folder: Path, tmp_path: Path) -> None:
    """Kill -9, which nobody can catch: a minute at most later nobody listens on the port."""
    port = free_port()
    serve = ("serve", "--store", str(folder), "--port", str(port))
    with running(*serve, temporary=tmp_path) as process:
        assert answers(port)
        process.kill()
        process.wait()
        gone_by = time.monotonic() + SECONDS_TO_END
        while answers(port):
            assert time.monotonic() < gone_by
            time.sleep(0.1)


def test_a_show_leaves_nothing_behind(tmp_path: Path, folder: Path) -> None:
    """Its store lies in a temporary folder, which goes with it; the settings' store is not made."""
    port = free_port()
    with running("demo", "--port", str(port), temporary=tmp_path) as process:
        (store,) = tmp_path.glob("sweetspot-demo-*")
        assert (store / "editions.sqlite").exists()
        process.send_signal(signal.SIGINT)
        told, _ = process.communicate(timeout=SECONDS_TO_END)
    assert (process.returncode, told.strip()) == (0, say("command.closed"))
    assert not list(tmp_path.glob("sweetspot-demo-*"))
    assert not folder.exists()
