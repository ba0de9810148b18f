"""kill -9 while an edition is published, and while a store is brought up to date."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, inspect, select

from dashboard import demo
from dashboard.publishing import PublishReason, builder, publish_edition
from dashboard.stores import open_postgresql, open_stores
from db.editions import editions
from db.members import drafts
from db.store import postgresql
from db.store.engine import (
    EDITIONS,
    MEMBERS,
    core_table,
    migrate_store,
    open_engine,
    reading_transaction,
    sqlite_url,
    store_version,
)
from db.tables import DRAFT_WEEKS, DraftRow
from tests.editions_of import next_day, noon_of, publish_next
from tests.faults.dying import Place, ended_by_itself, kill_myself
from tests.postgresql import Cluster

KILLED = -9
FIRST, LATER = datetime.date(2026, 11, 2), datetime.date(2026, 11, 9)
READ_ALONE = ("SELECT", "PRAGMA", "SHOW", "BEGIN")
"""Statements before which nothing is half done."""
LAST_STATEMENT = 22
FEW = 60
"""Members of the first edition, and as many again before the second."""


def with_one_edition(place: Place) -> None:
    """A group with an edition, and enough new members for the next."""
    with closing(place()) as stores:
        demo.fill_with_members(stores.members, FEW, 1)
        publish_next(stores)
        demo.fill_with_members(stores.members, FEW, 2)


@pytest.mark.parametrize(
    "where", ["write_edition", "_insert_rows"], ids=["before", "in the midst of"]
)
def test_an_edition_that_was_cut_off_leaves_the_old_one_and_the_next_attempt_succeeds(
    place: Place,
    where: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It was decided about: the next look writes it, and decides nothing again."""
    with_one_edition(place)
    with monkeypatch.context() as patch:
        patch.setattr(editions, where, kill_myself)
        assert ended_by_itself(lambda _: _publish(place)) == KILLED
    with closing(place()) as stores:
        old = editions.latest_edition(stores.editions)
        assert old is not None
        assert old.number == 1
        editions.verify_edition(stores.editions, old)
        assert publish_next(stores).reason is PublishReason.published
        new = editions.latest_edition(stores.editions)
        assert new is not None
        assert new.number == 2
        editions.verify_edition(stores.editions, new)


def test_a_publisher_that_is_killed_after_its_decision_leaves_one_edition_and_one_day(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kill -9 in the midst of counting, three times: decided once, written once, and no more."""
    with_one_edition(place)
    with monkeypatch.context() as patch:
        patch.setattr(builder, "count_chunk", kill_myself)
        assert {ended_by_itself(lambda _: _publish(place)) for _ in range(3)} == {KILLED}
    with closing(place()) as stores:
        assert len(editions.all_editions(stores.editions)) == 1
        planned = next_day(stores)
        day = planned - datetime.timedelta(weeks=1)
        reasons = [publish_edition(stores, moment=noon_of(day)).reason for _ in range(3)]
        assert reasons == [PublishReason.published, *2 * [PublishReason.too_early]]
        assert next_day(stores) == planned
        assert [head.day_number for head in editions.all_editions(stores.editions)] == [1, 2]


def _publish(place: Place) -> None:
    publish_next(place())


def test_a_clock_that_was_set_back_drops_no_draft(place: Place) -> None:
    """It is counted down once a week; a jump back is no week, and one forward is one at most."""
    draft = drafts.Draft(2, '{"week": 9}')  # one without an answer goes sooner
    with closing(place()) as stores:
        drafts.count_drafts_down(stores.members, LATER)
        drafts.save_draft(stores.members, b"d" * 32, draft)
        for days in (-400, -7, 0):
            drafts.count_drafts_down(stores.members, LATER + datetime.timedelta(days=days))
        with reading_transaction(stores.members) as connection:
            left = connection.execute(select(core_table(DraftRow).c.weeks_left)).scalar_one()
        assert left == DRAFT_WEEKS - 2  # forward from -400 to -7, and from -7 to 0


OldStore = Callable[[], Engine]
"""Opens the members' database of a store of the first version."""


@pytest.fixture(params=["sqlite", "postgresql"])
def old_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[OldStore, Place]]:
    """A store as the first version left it, and how the app of today opens it."""
    if request.param == "sqlite":
        folder = tmp_path / "store"
        folder.mkdir(mode=0o700)
        opens = partial(open_engine, sqlite_url(folder, MEMBERS))
        yield _of_the_first_version(opens), partial(open_stores, folder)
        return
    server: Cluster = request.getfixturevalue("postgres")
    url = server.url("of_the_first_version")
    server.run("CREATE DATABASE of_the_first_version")
    address = postgresql.database_address(url)
    postgresql.prepare_schemas(address, (MEMBERS, EDITIONS))
    opens = partial(postgresql.open_schema, address, MEMBERS)
    yield _of_the_first_version(opens), partial(open_postgresql, url)
    server.drop(url)


def _of_the_first_version(opens: OldStore) -> OldStore:
    engine = opens()
    migrate_store(engine, MEMBERS, "members_0001")
    engine.dispose()
    return opens


@pytest.mark.parametrize("statement", [1, 4, 9, 15, LAST_STATEMENT])
def test_a_migration_that_was_cut_off_leaves_the_old_version_and_runs_again(
    old_store: tuple[OldStore, Place],
    statement: int,
) -> None:
    """Cut off before five of its statements, of whatever kind: all of it happened, or nothing."""
    opens, place = old_store
    before = _schema(opens())
    assert ended_by_itself(lambda _: _migrate_and_die(opens(), statement)) == KILLED
    engine = opens()
    assert _schema(engine) == before
    with reading_transaction(engine) as connection:
        assert store_version(connection) == "members_0001"
    engine.dispose()
    with closing(place()) as stores, reading_transaction(stores.members) as connection:
        assert store_version(connection) != "members_0001"
        assert _schema(stores.members) != before


def test_the_fault_comes_before_statements_of_every_kind(tmp_path: Path) -> None:
    """Also before DROP, DELETE and INSERT: once only three kinds were counted, and no DROP."""
    seen: list[str] = []
    engine = open_engine(sqlite_url(tmp_path, MEMBERS))
    migrate_store(engine, MEMBERS, "members_0001")
    event.listen(engine, "before_cursor_execute", lambda *given: seen.append(given[2].lstrip()))
    migrate_store(engine, MEMBERS)
    changes = [words.split()[0] for words in seen if not words.upper().startswith(READ_ALONE)]
    print(f"{len(changes)} statements: {sorted(set(changes))}")
    assert {"CREATE", "ALTER", "UPDATE", "DROP"} <= set(changes)
    assert len(changes) > LAST_STATEMENT


def _migrate_and_die(engine: Engine, statement: int) -> None:
    changes = 0

    def count(*given: Any) -> None:
        nonlocal changes
        changes += not given[2].lstrip().upper().startswith(READ_ALONE)
        if changes == statement:
            kill_myself()

    event.listen(engine, "before_cursor_execute", count)
    migrate_store(engine, MEMBERS)


def _schema(engine: Engine) -> dict[str, list[str]]:
    """Every table with its columns and their kinds."""
    try:
        seen = inspect(engine)
        return {
            table: [f"{column['name']} {column['type']}" for column in seen.get_columns(table)]
            for table in sorted(seen.get_table_names())
        }
    finally:
        engine.dispose()
