"""kill -9 while an edition is published, and while a store is brought up to date."""

import datetime
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from dashboard.publishing import Reason, publish
from dashboard.stores import Stores, open_stores
from db import demo, editions
from db.engine import MEMBERS, core, migrate, open_engine, reading, sqlite_url, version
from db.tables import LastDrawRow
from tests.faults.dying import Place, ended_by_itself, kill_myself

KILLED = -9
FIRST, LATER = datetime.date(2026, 11, 2), datetime.date(2026, 11, 9)
FEW = 60
"""Members of the first edition, and as many again before the second."""


def draws_of(stores: Stores) -> set[tuple[Any, ...]]:
    """What publishing remembers of every cell's last draw."""
    with reading(stores.members) as connection:
        return set(map(tuple, connection.execute(select(core(LastDrawRow)))))


def with_one_edition(place: Place) -> None:
    """A group with an edition, and enough new members for the next."""
    with closing(place()) as stores:
        demo.fill(stores.members, FEW, 1)
        publish(stores, 7, today=FIRST)
        demo.fill(stores.members, FEW, 2)


@pytest.mark.parametrize("where", ["write", "_insert"], ids=["before", "in the midst of"])
def test_an_edition_that_was_cut_off_leaves_the_old_one_and_the_next_attempt_succeeds(
    place: Place,
    where: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Cut off after the draws were kept: they are carried forward, and nothing is drawn twice."""
    with_one_edition(place)
    with monkeypatch.context() as patch:
        patch.setattr(editions, where, kill_myself)
        assert ended_by_itself(lambda _: _publish(place)) == KILLED
    with closing(place()) as stores:
        old = editions.latest(stores.editions)
        assert old is not None
        assert old.number == 1
        editions.verify(stores.editions, old)
        kept = draws_of(stores)
        assert publish(stores, 7, today=LATER).reason is Reason.published
        new = editions.latest(stores.editions)
        assert new is not None
        assert new.number == 2
        editions.verify(stores.editions, new)
        assert draws_of(stores) == kept


def _publish(place: Place) -> None:
    publish(place(), 7, today=LATER)


@pytest.mark.parametrize("now", [False, True])
def test_a_clock_that_was_set_back_shows_nothing_twice(place: Place, *, now: bool) -> None:
    """The edition waits until its day has come; by hand it is published under that day."""
    earlier = FIRST - datetime.timedelta(days=400)
    with_one_edition(place)
    with closing(place()) as stores:
        outcome = publish(stores, 7, now=now, today=earlier)
        assert outcome.reason is (Reason.published if now else Reason.too_early)
        numbers = [edition.number for edition in editions.every(stores.editions)]
        assert numbers == ([1, 2] if now else [1])
        newest = editions.latest(stores.editions)
        assert newest is not None
        assert newest.number == numbers[-1]


@pytest.mark.parametrize("statement", [1, 4, 9, 12])
def test_a_migration_that_was_cut_off_leaves_the_old_version_and_runs_again(
    tmp_path: Path,
    statement: int,
) -> None:
    """Cut off before its 1st, 4th, 9th and 12th statement: all of it happened, or nothing."""
    folder = tmp_path / "store"
    folder.mkdir()
    url = sqlite_url(folder, MEMBERS)
    engine = open_engine(url)
    migrate(engine, MEMBERS, "members_0001")
    before = _schema(engine)
    engine.dispose()
    assert ended_by_itself(lambda _: _migrate_and_die(folder, statement)) == KILLED
    engine = open_engine(url)
    assert _schema(engine) == before
    with reading(engine) as connection:
        assert version(connection) == "members_0001"
    engine.dispose()
    with closing(open_stores(folder)) as stores, reading(stores.members) as connection:
        assert version(connection) != "members_0001"


def _migrate_and_die(folder: Path, statement: int) -> None:
    engine = open_engine(sqlite_url(folder, MEMBERS))
    changes = 0

    def count(*given: Any) -> None:
        nonlocal changes
        changes += given[2].lstrip().startswith(("CREATE", "ALTER", "UPDATE"))
        if changes == statement:
            kill_myself()

    event.listen(engine, "before_cursor_execute", count)
    migrate(engine, MEMBERS)


def _schema(engine: Engine) -> list[Any]:
    with reading(engine) as connection:
        found = connection.exec_driver_sql("SELECT sql FROM sqlite_master ORDER BY name")
        return [row[0] for row in found]
