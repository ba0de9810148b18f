"""Nineteen broken installations: the doctor names each rightly, and nothing that is not wrong."""

import errno
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.command import app
from dashboard.commands.checks import appearance, installation
from dashboard.commands.stores import check_servable
from dashboard.settings import settings
from tests.dashboard.doctor_called import NOBODY
from tests.published import published_folder

pytestmark = pytest.mark.sqlite
MEMBERS = 40
DAMAGE = ("backup.whole", "backup.gone")
"""Which backup to put back is said of a damaged store alone."""


@dataclass(frozen=True)
class Installed:
    """A service that was started once: its store, and its secret apart.

    Attributes:
        store: the folder of the answers.
        pepper: the file of the secret.
        patch: undone after the test.
    """

    store: Path
    pepper: Path
    patch: pytest.MonkeyPatch

    def cannot_write(self, number: int) -> None:
        """Every new file is refused with an error of the system."""

        def refuse(**_where: object) -> None:
            raise OSError(number, "as the system says")

        self.patch.setattr(tempfile, "TemporaryFile", refuse)

    def execute(self, store: str, statement: str) -> None:
        """Change a store behind the app's back."""
        with closing(sqlite3.connect(self.store / f"{store}.sqlite")) as connection, connection:
            connection.execute(statement)


@pytest.fixture
def installed(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installed]:
    shutil.copytree(published_folder(MEMBERS), folder)
    folder.chmod(0o700)
    monkeypatch.delenv("SWEETSPOT_PEPPER")
    monkeypatch.setenv("SWEETSPOT_PEPPER_FILE", str(tmp_path / "secret" / "pepper"))
    settings.cache_clear()
    check_servable(None)
    return Installed(folder, tmp_path / "secret" / "pepper", monkeypatch)


def no_database(it: Installed) -> None:
    (it.store / "members.sqlite").write_bytes(b"no database" * 1_000)


def pages_overwritten(it: Installed) -> None:
    with (it.store / "members.sqlite").open("r+b") as file:
        for page in range(5, (it.store / "members.sqlite").stat().st_size // 4_096, 5):
            file.seek(page * 4_096 + 2_048)
            file.write(b"\xde\xad" * 32)


def open_to_others(it: Installed) -> None:
    it.store.chmod(0o755)
    (it.store / "members.sqlite").chmod(0o644)


def secret_in_the_store(it: Installed) -> None:
    shutil.copy(it.pepper, it.store / "pepper")
    it.patch.setenv("SWEETSPOT_PEPPER_FILE", str(it.store / "pepper"))


def another_folder(it: Installed) -> None:
    it.patch.setattr("dashboard.commands.checks.server.is_answering", lambda _address: True)
    it.patch.setenv("SWEETSPOT_STORE", str(it.store.parent / "default"))


def no_theme(it: Installed) -> None:
    config = it.store.parent / "dashboard" / ".streamlit" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("[server]\nheadless = true\n")
    (it_look,) = appearance.look_verdict.__defaults__ or ()
    assert it_look != config
    it.patch.setattr(appearance.look_verdict, "__defaults__", (config,))


def full_disk(it: Installed) -> None:
    it.cannot_write(errno.ENOSPC)


def read_only(it: Installed) -> None:
    it.cannot_write(errno.EROFS)


BROKEN: dict[str, tuple[Callable[[Installed], object], set[str]]] = {
    "the file is no database": (no_database, {"store.damaged"}),
    "pages were overwritten": (pages_overwritten, {"store.broken"}),
    "the members are gone": (
        lambda it: (it.store / "members.sqlite").unlink(),
        {"problem.members_lost"},
    ),
    "the editions are gone": (
        lambda it: (it.store / "editions.sqlite").unlink(),
        {"store.editions_lost"},
    ),
    "an edition was changed": (
        lambda it: it.execute("editions", "UPDATE cell SET cases = cases + 5"),
        {"editions.damaged"},
    ),
    "a restore was cut off": (
        lambda it: (it.store / "restore-under-way").touch(),
        {"problem.restore_cut_off"},
    ),
    "a newer version was here": (
        lambda it: it.execute("members", "UPDATE alembic_version SET version_num = 'later'"),
        {"store.newer"},
    ),
    "the folder is read-only": (read_only, {"store.unwritable"}),
    "the disk is full": (full_disk, {"disk.full"}),
    "others may read it": (open_to_others, {"store.open"}),
    "the secret is gone": (lambda it: it.pepper.unlink(), {"pepper.missing"}),
    "the secret is another": (
        lambda it: it.pepper.write_text("another" * 5),
        {"problem.pepper_other"},
    ),
    "the secret was cut short": (lambda it: it.pepper.write_text("abc"), {"pepper.short"}),
    "others may read the secret": (lambda it: it.pepper.chmod(0o644), {"pepper.open"}),
    "the secret lies in the store": (secret_in_the_store, {"pepper.in_store"}),
    "the service has another folder": (another_folder, {"store.of_the_service"}),
    "a setting is no number": (
        lambda it: it.patch.setenv("SWEETSPOT_INTERVAL_DAYS", "weekly"),
        {"settings"},
    ),
    "the server is below a path": (
        lambda it: it.patch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "group"),
        {"config.changed"},
    ),
    "the look is gone": (no_theme, {"look.missing"}),
}


def verdicts() -> tuple[int, dict[str, dict[str, str]]]:
    """Exit code, and key of each verdict -> what a program reads of it."""
    settings.cache_clear()
    result = CliRunner().invoke(app, ["doctor", "--json", "--address", NOBODY])
    return result.exit_code, {found["key"]: found for found in json.loads(result.stdout)}


def wrong_keys(found: dict[str, dict[str, str]]) -> set[str]:
    return {key for key, verdict in found.items() if verdict["outcome"] == "wrong"}


def test_before_anything_is_broken_nothing_is_wrong(installed: Installed) -> None:
    """Else what is named below might have been there before."""
    code, found = verdicts()
    assert (code, wrong_keys(found)) == (0, set())
    assert {"pepper.fits", "store.whole", "look.ok", "size.ok"} <= found.keys()


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_installation_is_named_rightly(installed: Installed, name: str) -> None:
    """That and nothing else; of putting a backup back is spoken where answers are damaged."""
    break_it, expected = BROKEN[name]
    break_it(installed)
    code, found = verdicts()
    assert (code, wrong_keys(found)) == (1, expected)
    is_damage = bool(expected & {"store.damaged", "store.broken"})
    assert bool(found.keys() & {*DAMAGE}) is is_damage
    spoken = " ".join(verdict["sentence"].casefold() for verdict in found.values())
    of_damage = {"store.damaged", "store.broken", "editions.damaged", "problem.members_lost"}
    speaks = "last backup" in spoken or "put back the backup" in spoken
    assert not speaks or expected & of_damage


def test_a_folder_that_this_user_may_not_enter_is_no_sign_of_damage(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As another user's home: it ended in a failure that nobody expected."""

    def refuse(_file: Path, **_how: object) -> bool:
        raise PermissionError

    with monkeypatch.context() as closed:
        closed.setattr("dashboard.commands.stores.has_bytes", refuse)
        code, found = verdicts()
    assert (code, wrong_keys(found)) == (1, {"store.no_look"})


@pytest.mark.parametrize(
    ("languages", "key"), [("el ru zh-cn und-zsye", "ok"), ("el ru", "missing"), ("", "missing")]
)
def test_fonts_are_asked_for_by_language(tmp_path: Path, languages: str, key: str) -> None:
    """A program in the place of fc-list that knows these; one that is not there is a hint."""
    program = tmp_path / "fc-list"
    program.write_text(
        f'#!/bin/sh\nfor known in {languages}; do [ "$1" = ":lang=$known" ] && echo Font; done\n'
        "exit 0\n"
    )
    program.chmod(0o755)
    verdict = appearance.fonts_verdict(str(program))
    assert verdict.key == f"fonts.{key}"
    assert ("emoji" in verdict.line) is True
    assert appearance.fonts_verdict(str(tmp_path / "none")).key == "fonts.unknown"


def test_a_path_prefix_is_one_of_the_options_that_must_hold(tmp_path: Path) -> None:
    """In a file, too."""
    config = tmp_path / "config.toml"
    config.write_text('[server]\nbaseUrlPath = "group"\n')
    verdict = installation.configuration_verdict(config, {})
    assert "server.baseUrlPath" in verdict.values["options"]
