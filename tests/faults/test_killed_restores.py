"""kill -9 while a backup is put back: the old answers, or those of the backup, and never both."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from dashboard import demo
from dashboard.backups import files
from dashboard.backups.copies import BackupCopy
from dashboard.backups.dumps import PostgresDatabase
from dashboard.backups.files import PREPARING, SqliteFolder
from dashboard.stores import open_postgresql, open_stores
from db.editions import editions
from db.store import folder as store_folder
from db.store import postgresql
from db.store.engine import core_table, reading_transaction
from db.store.errors import StoreError
from db.store.postgresql import database_address
from db.tables import Member
from tests.editions_of import publish_next
from tests.faults.dying import ended_by_itself, kill_myself
from tests.postgresql import Cluster

KILLED = -9
FEW = 40
STEPS = ("filled", "members aside", "editions aside", "editions in", "members in", "synced")


@pytest.fixture
def group(tmp_path: Path) -> tuple[Path, BackupCopy]:
    """A group, a copy of it with 40 members and edition 1, and 40 members since."""
    where = tmp_path / "store"
    with closing(open_stores(where)) as stores:
        demo.fill_with_members(stores.members, FEW, 1)
        publish_next(stores)
    copy = SqliteFolder(where).copy_stores()
    with closing(open_stores(where)) as stores:
        demo.fill_with_members(stores.members, FEW, 2)
    return where, copy


def people_and_editions(where: Path) -> tuple[int, int]:
    """How many members there are, and the newest edition's number."""
    with closing(open_stores(where)) as stores:
        newest = editions.latest_edition(stores.editions)
        if newest is not None:
            editions.verify_edition(stores.editions, newest)
        with reading_transaction(stores.members) as connection:
            count = select(func.count()).select_from(core_table(Member))
            people = int(connection.execute(count).scalar_one())
        return people, newest.number if newest else 0


def die_at(step: str) -> None:
    """From now on this process is killed at one step of a restore."""
    if step == "filled":
        SqliteFolder.filled = kill_myself  # type: ignore[method-assign,assignment]
    elif step == "synced":
        files.sync_folder = kill_myself
    else:
        Path.replace = killed_before(STEPS.index(step))  # type: ignore[method-assign]


def killed_before(number: int) -> Callable[[Path, Path], Path]:
    """``Path.replace``, until the power goes."""
    moved, move = iter(range(1, number + 1)), Path.replace

    def moving(self: Path, target: Path) -> Path:
        if next(moved) == number:
            kill_myself()
        return move(self, target)

    return moving


def restore(where: Path, copy: BackupCopy, step: str | None = None) -> None:
    """By force, as the sentence says; killed at a step, where one is named."""
    if step:
        die_at(step)
    SqliteFolder(where).restore(copy, force=True)


@pytest.mark.parametrize("step", STEPS)
def test_a_restore_that_was_killed_is_done_again_and_nothing_is_opened_before(
    group: tuple[Path, BackupCopy], step: str
) -> None:
    """At six steps. Until the first move the old store opens as it was."""
    where, copy = group
    assert ended_by_itself(lambda _: restore(where, copy, step)) == KILLED
    if step == "filled":
        assert people_and_editions(where) == (2 * FEW, 1)
    else:
        before = sorted(where.rglob("*.sqlite"))
        with pytest.raises(StoreError) as refused:
            open_stores(where)
        assert refused.value.args[0] == "restore_cut_off"
        assert sorted(where.rglob("*.sqlite")) == before  # nothing is made in a lost one's place
    restore(where, copy)
    assert people_and_editions(where) == (FEW, 1)
    assert not [*where.glob(f"{PREPARING}*")]
    assert len([*where.glob("before-*/members.sqlite")]) >= 1  # the old answers, aside


def test_without_the_mark_a_restore_that_was_killed_opens_a_store_that_nobody_had(
    group: tuple[Path, BackupCopy], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: under the old rules the group's edition is gone, and no word is said."""
    where, copy = group
    assert ended_by_itself(lambda _: restore(where, copy, "editions in")) == KILLED
    monkeypatch.setattr(store_folder, "RESTORE_UNDER_WAY", "no-such-mark")
    assert people_and_editions(where) == (0, 0)


@pytest.mark.parametrize("step", ["_run", "_check_opens"])
def test_a_restore_of_a_postgresql_that_was_killed_is_done_again(
    postgres: Cluster, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Before pg_restore, or right after it: no empty store is made where the old one stood."""
    url = postgres.new()
    database = PostgresDatabase(database_address(url))
    with closing(open_postgresql(url)) as stores:
        demo.fill_with_members(stores.members, FEW, 1)
        publish_next(stores)
    copy = database.copy_stores()

    def die_in_it(_pipe: int) -> None:
        setattr(PostgresDatabase, step, kill_myself)
        database.restore(copy, force=True)

    assert ended_by_itself(die_in_it) == KILLED
    if step == "_run":
        with pytest.raises(StoreError) as refused:
            open_postgresql(url)
        assert refused.value.args[0] == "restore_cut_off"
        with monkeypatch.context() as old_rule:
            old_rule.setattr(postgresql, "MOVED_ASIDE", "_no_such_name_")
            with closing(open_postgresql(url)) as stores:  # the control: empty, without a word
                assert editions.latest_edition(stores.editions) is None
    database.restore(copy, force=True)
    with closing(open_postgresql(url)) as stores:
        newest = editions.latest_edition(stores.editions)
        assert newest is not None
        editions.verify_edition(stores.editions, newest)
