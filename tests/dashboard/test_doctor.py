"""``sweetspot doctor``: each check on both sides, and nothing about members in what it says."""

import datetime
import re
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from pydantic import SecretStr
from sqlalchemy import text
from typer.testing import CliRunner

from dashboard.command import app
from dashboard.commands import doctor as examining
from dashboard.commands import kept
from dashboard.commands.checks import installed, served, stored
from dashboard.commands.checks.pepper import pepper
from dashboard.commands.checks.verdict import Outcome, Verdict
from dashboard.commands.child import CONFIG
from dashboard.commands.doctor import verdicts
from dashboard.publishing import publish
from dashboard.settings import Settings, settings
from dashboard.stores import Stores
from dashboard.text import has, say
from db import demo, invites
from db.engine import MIGRATIONS, migrate, open_engine, sqlite_url, writing
from tests.postgresql import Cluster
from tests.visitor import HERE, free_port
from tests.visitor import served as serving

pytestmark = pytest.mark.sqlite
TODAY = datetime.date(2026, 6, 15)
DAY = datetime.timedelta(days=1)
INTERVAL_DAYS = 7
NOBODY = f"http://{HERE}:9"
"""The port "discard": no web server."""


def doctor(*arguments: object) -> tuple[int, str]:
    """Exit code, and all that is printed, on one line."""
    result = CliRunner().invoke(app, ["doctor", *map(str, arguments)])
    return result.exit_code, " ".join(result.output.split())


def keys(found: Iterator[Verdict]) -> set[str]:
    return {verdict.key for verdict in found}


def in_store(folder: Path, today: datetime.date = TODAY) -> set[str]:
    return keys(stored.contents(folder, None, INTERVAL_DAYS, today))


# ---- the pepper ---------------------------------------------------------------------------------


def pepper_kept(tmp_path: Path, kept_as: tuple[str, str, int]) -> Verdict:
    place, content, mode = kept_as
    file = tmp_path / place
    file.parent.mkdir(exist_ok=True)
    file.write_text(content)
    file.chmod(mode)
    found = Settings(pepper=None, pepper_file=file)
    return pepper(found, tmp_path / "store", there_is_a_store=True)


@pytest.mark.parametrize(
    ("kept_as", "key"),
    [
        (("apart/pepper", "x" * 16, 0o600), "pepper.apart"),
        (("apart/pepper", "x" * 15, 0o600), "pepper.short"),
        (("apart/pepper", "x" * 16, 0o640), "pepper.open"),
        (("apart/pepper", "x" * 16, 0o604), "pepper.open"),
        (("store/pepper", "x" * 16, 0o600), "pepper.in_store"),
        (("apart/pepper", "ü" * 16, 0o600), "pepper.unreadable"),
    ],
)
def test_the_pepper_is_long_enough_apart_and_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept_as: tuple[str, str, int], key: str
) -> None:
    """Sixteen characters, 0600, outside the store."""
    monkeypatch.delenv("SWEETSPOT_PEPPER", raising=False)
    assert pepper_kept(tmp_path, kept_as).key == key


@pytest.mark.parametrize(
    ("there_is_a_store", "outcome"), [(True, Outcome.wrong), (False, Outcome.hint)]
)
def test_a_missing_pepper_is_wrong_once_there_are_codes(
    tmp_path: Path, there_is_a_store: bool, outcome: Outcome
) -> None:
    """Before the first start it is only not made yet; looking does not make it."""
    file = tmp_path / "pepper"
    found = pepper(Settings(pepper_file=file), tmp_path, there_is_a_store=there_is_a_store)
    assert found.outcome is outcome
    assert not file.exists()


def test_a_pepper_in_the_environment_is_taken(tmp_path: Path) -> None:
    """Its length was looked at when the settings were read."""
    found = Settings(pepper=SecretStr("x" * 16), pepper_file=tmp_path / "none")
    assert pepper(found, tmp_path, there_is_a_store=True).outcome is Outcome.ok


def test_a_short_pepper_in_the_environment_is_named_and_not_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest is looked at all the same."""
    monkeypatch.setenv("SWEETSPOT_PEPPER", "sh0rt-one")
    settings.cache_clear()
    code, told = doctor("--address", NOBODY)
    assert code == 1
    assert say("command.doctor.settings", names="SWEETSPOT_PEPPER") in told
    assert "sh0rt-one" not in told
    assert say("command.doctor.help_lines.ok") in told


# ---- the store ----------------------------------------------------------------------------------


def test_a_folder_of_its_owners_own_with_room_is_well(folder: Path, stores: Stores) -> None:
    """As the app makes it."""
    assert keys(stored.folder(folder)) == {"store.writable", "store.closed", "disk.ok"}


def test_a_folder_that_cannot_be_written_is_wrong(
    folder: Path, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as a disk that the system mounted read-only."""

    def refuses(**_where: object) -> None:
        raise PermissionError

    monkeypatch.setattr(tempfile, "TemporaryFile", refuses)
    assert "store.unwritable" in keys(stored.folder(folder))


def test_a_store_that_others_can_read_is_wrong(folder: Path, stores: Stores) -> None:
    """The folder is open, and a file in it is."""
    folder.chmod(0o755)
    (folder / "members.sqlite").chmod(0o644)
    assert "store.open" in keys(stored.folder(folder))
    for file in folder.iterdir():
        file.chmod(0o600)
    assert "store.closed" in keys(stored.folder(folder))


@pytest.mark.parametrize(("spare", "key"), [(0, "disk.ok"), (-1, "disk.low")])
def test_a_disk_needs_room_for_three_more_stores_and_200_mb(
    folder: Path, stores: Stores, monkeypatch: pytest.MonkeyPatch, spare: int, key: str
) -> None:
    """One byte less is too little."""
    used = sum(file.stat().st_size for file in folder.glob("*.sqlite*"))
    total, taken, _ = shutil.disk_usage(folder)
    room = type(shutil.disk_usage(folder))(total, taken, 200_000_000 + 3 * used + spare)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: room)
    assert key in keys(stored.folder(folder))


def test_a_store_of_this_version_is_well(folder: Path, stores: Stores) -> None:
    """No edition, nobody: nothing is overdue."""
    expected = {"store.version", "clock.ok", "editions.whole", "editions.in_time"}
    assert in_store(folder) == expected


def test_a_newer_and_an_older_store_are_told_and_left_as_they_are(
    folder: Path, stores: Stores, tmp_path: Path
) -> None:
    """Neither is migrated by looking; of an older one the rest is not looked at."""
    with writing(stores.members) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_the_future'"))
    assert in_store(folder) == {"store.newer"}

    old = tmp_path / "old"
    shutil.copytree(folder, old)
    (old / "members.sqlite").unlink()
    engine = open_engine(sqlite_url(old, "members"))
    place = [str(MIGRATIONS / "members")]
    scripts = ScriptDirectory(str(MIGRATIONS), version_locations=place).walk_revisions()
    migrate(engine, "members", to=[script.revision for script in scripts][-1])
    engine.dispose()
    before = (old / "members.sqlite").read_bytes()
    assert in_store(old) == {"store.pending"}
    assert (old / "members.sqlite").read_bytes() == before


def test_a_store_that_is_no_database_is_told(folder: Path, stores: Stores) -> None:
    """One sentence, no trace."""
    for engine in (stores.members, stores.editions, stores.edition_writer):
        engine.dispose()
    (folder / "members.sqlite").write_bytes(b"no database" * 1000)
    assert in_store(folder) == {"store.damaged"}


def test_a_clock_before_the_newest_edition_is_wrong(folder: Path, stores: Stores) -> None:
    """On the edition's own day it is right."""
    demo.fill(stores.members, members=40, seed=1)
    publish(stores, INTERVAL_DAYS, today=TODAY)
    assert "clock.ok" in in_store(folder, TODAY)
    assert "clock.behind" in in_store(folder, TODAY - DAY)


def test_a_changed_edition_is_wrong_and_named(folder: Path, stores: Stores) -> None:
    """One cell of edition 1."""
    demo.fill(stores.members, members=40, seed=1)
    publish(stores, INTERVAL_DAYS, today=TODAY)
    assert "editions.whole" in in_store(folder)
    with writing(stores.edition_writer) as connection:
        connection.execute(text("UPDATE cell SET cases = cases + 5"))
    found = {v.key: v for v in stored.contents(folder, None, INTERVAL_DAYS, TODAY)}
    assert found["editions.damaged"].values == {"editions": "1"}


def test_an_edition_is_overdue_a_day_after_the_interval_and_never_before_ten_changed(
    folder: Path, stores: Stores
) -> None:
    """7 days and one of grace: on the 7th it is in time, on the 8th it is overdue."""
    demo.fill(stores.members, members=40, seed=1)
    publish(stores, INTERVAL_DAYS, today=TODAY)
    assert "editions.in_time" in in_store(folder, TODAY + 100 * DAY)
    demo.fill(stores.members, members=20, seed=2)
    assert "editions.in_time" in in_store(folder, TODAY + 7 * DAY)
    assert "editions.overdue" in in_store(folder, TODAY + 8 * DAY)


def test_a_first_edition_that_is_due_is_a_hint(folder: Path, stores: Stores) -> None:
    """Since when is not known: there is no clock time about members."""
    demo.fill(stores.members, members=20, seed=1)
    assert "editions.in_time" in in_store(folder)
    demo.fill(stores.members, members=30, seed=2)
    assert "editions.first_due" in in_store(folder)


@pytest.mark.parametrize(
    ("days", "key"), [(0, "backup.ok"), (8, "backup.ok"), (9, "backup.old"), (None, "backup.none")]
)
def test_a_backup_that_is_missing_or_over_a_week_old_is_a_hint(
    tmp_path: Path, days: int | None, key: str
) -> None:
    """Never a failure: it may have been made elsewhere."""
    if days is not None:
        (tmp_path / kept.LAST_BACKUP).write_text((TODAY - days * DAY).isoformat())
    found = stored.backup(tmp_path, TODAY)
    assert found.key == key and found.outcome is not Outcome.wrong


def test_a_postgresql_is_looked_at_and_told_when_it_is_away(postgres: Cluster) -> None:
    """The same sentences; an address that is none; a database that is not there."""
    url, nowhere = SecretStr(postgres.new()), SecretStr(postgres.url("nowhere"))
    found = keys(stored.contents(Path(), url, INTERVAL_DAYS, TODAY))
    assert found == {"store.version", "clock.ok", "editions.whole", "editions.in_time"}
    assert keys(stored.contents(Path(), nowhere, INTERVAL_DAYS, TODAY)) == {"store.away"}
    wrong = keys(stored.contents(Path(), SecretStr("mysql://it"), INTERVAL_DAYS, TODAY))
    assert wrong == {"store.address_wrong"}


LOGIN = "pages_alone"


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (("CREATE ROLE {}", "GRANT sweetspot_pages TO {}"), "store.pages_apart"),
        (("CREATE ROLE {}",), "store.pages_away"),
        (("CREATE ROLE {} SUPERUSER",), "store.pages_see_members"),
        ((), "store.pages_away"),
    ],
    ids=["as it is meant", "without the role", "too much", "no such login"],
)
def test_a_login_of_the_pages_own_gets_in_and_sees_no_member(
    postgres: Cluster, made: tuple[str, ...], key: str
) -> None:
    """Without a role's right it cannot read editions; a superuser reads everything."""
    url = postgres.new().replace("postgres@", f"{LOGIN}@")
    for statement in made:
        postgres.run(statement.format(LOGIN))
    postgres.run(f"DO $$ BEGIN ALTER ROLE {LOGIN} LOGIN; EXCEPTION WHEN OTHERS THEN NULL; END $$")
    try:
        assert stored.pages_login(SecretStr(url)).key == key
    finally:
        postgres.run(f"DROP ROLE IF EXISTS {LOGIN}")


# ---- the installation ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "python", "key"),
    [
        (["streamlit>=1.67", "starlette>=1.1"], "3.11.0", "versions.ok"),
        (["streamlit>=999"], "3.11.0", "versions.old"),
        (["not-installed-anywhere>=1"], "3.11.0", "versions.old"),
        (["streamlit>=1.67"], "3.10.9", "versions.python"),
    ],
)
def test_versions_below_the_least_are_wrong(lines: list[str], python: str, key: str) -> None:
    """Of Python, and of every package."""
    assert installed.versions(lines, python).key == key


def test_this_installation_is_new_enough() -> None:
    """Every requirement of pyproject.toml."""
    assert installed.versions().key == "versions.ok"


@pytest.mark.parametrize(
    ("written", "variables", "key"),
    [
        (None, {}, "config.ok"),
        ("[server]\nenableXsrfProtection = false", {}, "config.changed"),
        ("[browser]\ngatherUsageStats = true", {}, "config.changed"),
        ("", {}, "config.changed"),
        ("[server", {}, "config.unreadable"),
        (None, {"STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full"}, "config.changed"),
        (None, {"STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION": "false"}, "config.changed"),
        (None, {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "True"}, "config.changed"),
        (None, {"STREAMLIT_SERVER_ENABLE_AGENT_API": "true"}, "config.changed"),
    ],
)
def test_the_options_that_privacy_rests_on_must_hold(
    tmp_path: Path, written: str | None, variables: dict[str, str], key: str
) -> None:
    """In the file, and in the environment, which goes before it."""
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.read_text() if written is None else written)
    assert installed.configuration(file, variables).key == key


def test_an_installation_without_the_file_holds_what_the_command_brings(tmp_path: Path) -> None:
    """dashboard/commands/child.py brings the options; a variable still goes before them."""
    assert installed.configuration(tmp_path / "none", {}).key == "config.ok"
    loud = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true"}
    assert installed.configuration(tmp_path / "none", loud).key == "config.changed"


@pytest.mark.parametrize(("days", "key"), [(180, "help_lines.ok"), (181, "help_lines.old")])
def test_help_lines_are_looked_at_twice_a_year(tmp_path: Path, days: int, key: str) -> None:
    """180 days are in time."""
    file = tmp_path / "lines.toml"
    file.write_text(f"checked_on = {TODAY - days * DAY}\n")
    assert installed.help_lines(TODAY, file).key == key


@pytest.mark.parametrize(("found", "key"), [(__file__, "browser.ok"), (None, "browser.missing")])
def test_a_missing_browser_is_a_hint(
    monkeypatch: pytest.MonkeyPatch, found: str | None, key: str
) -> None:
    """The app runs without; packs have no figures."""
    monkeypatch.setattr(installed.Chromium, "find_browser", lambda **_how: found)
    verdict = installed.browser()
    assert verdict.key == key and verdict.outcome is not Outcome.wrong


# ---- the running server -------------------------------------------------------------------------


class _AllDoorsOpen(BaseHTTPRequestHandler):
    """Answers everything with 200 and opens every WebSocket, without any header of ours."""

    def do_GET(self) -> None:
        upgrade = self.headers.get("Upgrade") == "websocket"
        self.send_response(101 if upgrade else 200)
        self.end_headers()

    def log_message(self, *_what: object) -> None:
        """Nothing."""


@contextmanager
def careless_server() -> Iterator[str]:
    with ThreadingHTTPServer((HERE, 0), _AllDoorsOpen) as careless:
        thread = threading.Thread(target=careless.serve_forever)
        thread.start()
        yield f"http://{HERE}:{careless.server_port}"
        careless.shutdown()
        thread.join()


def test_the_real_server_is_well(folder: Path, tmp_path: Path) -> None:
    """Healthy, doors shut, headers there, foreign pages refused."""
    port = free_port()
    flags = ["--server.port", str(port), "--server.address", HERE]
    command = ["-m", "streamlit", "run", "dashboard/server.py", *flags]
    with serving(command, port, {"SWEETSPOT_STORE": str(folder)}, tmp_path / "log"):
        found = keys(served.server(f"http://{HERE}:{port}"))
    assert found == {"server.healthy", "server.shut", "server.headed", "server.refuses"}


def test_a_careless_server_fails_every_check() -> None:
    """It is no Sweet Spot, or something between opens its doors."""
    with careless_server() as address:
        found = {verdict.key: verdict for verdict in served.server(address)}
    assert set(found) == {"server.healthy", "server.doors", "server.headers", "server.foreign"}
    assert found["server.doors"].values == {"doors": "metrics, upload, agent"}
    assert "content-security-policy" in found["server.headers"].values["headers"]


@pytest.mark.parametrize(
    ("address", "key", "outcome"),
    [
        (NOBODY, "server.closed", Outcome.hint),
        ("ftp://here", "server.address", Outcome.wrong),
        ("http://", "server.address", Outcome.wrong),
        ("http://here:port", "server.address", Outcome.wrong),
    ],
)
def test_a_server_that_is_not_running_is_a_hint(address: str, key: str, outcome: Outcome) -> None:
    """An address that is none is wrong."""
    (found,) = served.server(address)
    assert (found.key, found.outcome) == (key, outcome)


# ---- the command --------------------------------------------------------------------------------


def test_a_healthy_installation_ends_with_0_and_a_line_a_check(
    folder: Path, stores: Stores
) -> None:
    """Hints do not make it fail."""
    code, told = doctor("--address", NOBODY)
    assert code == 0
    assert told.endswith(say("command.doctor.well"))
    assert all(" ".join(v.line.split()) in told for v in verdicts(None, NOBODY))


def test_something_wrong_ends_with_1(folder: Path, stores: Stores) -> None:
    """One check, and how many are wrong."""
    with writing(stores.members) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_the_future'"))
    code, told = doctor("--address", NOBODY)
    assert code == 1
    assert say("command.doctor.store.newer") in told
    assert told.endswith(say("command.doctor.wrong", count=1))


def test_before_the_first_start_nothing_is_wrong_and_nothing_is_made(folder: Path) -> None:
    """No folder, no file."""
    code, told = doctor("--address", NOBODY)
    assert code == 0 and say("command.doctor.store.none", folder=folder) in told
    assert not folder.exists()


def test_it_tells_nothing_about_members(
    folder: Path, stores: Stores, hand_in: Callable[..., None]
) -> None:
    """The same words for 41 members as for 47, and no label of a batch."""
    demo.fill(stores.members, members=41, seed=1)
    invites.make(stores.members, "CANARY", 50, None)
    publish(stores, INTERVAL_DAYS)
    few = doctor("--address", NOBODY)
    demo.fill(stores.members, members=6, seed=2)
    assert doctor("--address", NOBODY) == few
    assert "CANARY" not in few[1]
    assert not {"41", "47"} & set(few[1].replace(".", " ").split())


def test_every_verdict_has_its_sentence() -> None:
    """Each key that a check names is a text of its own."""
    sources = [*Path(installed.__file__).parent.glob("*.py"), Path(examining.__file__)]
    named = {
        key
        for source in sources
        for key in re.findall(r'\b(?:ok|wrong|hint)\("([\w.]+)"', source.read_text())
    }
    assert len(named) > 40
    assert not [key for key in named if not has(f"command.doctor.{key}")]
