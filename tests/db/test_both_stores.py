"""One group on SQLite's files and in a PostgreSQL: the same cells, and one writer at a time."""

import datetime
import multiprocessing
import secrets
from collections.abc import Callable, Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from dashboard import demo
from dashboard.commands.move import METADATA, VERSION_TABLE, _store_engine, move_stores
from dashboard.publishing import Superseded, builder
from dashboard.publishing.chunks import Totals, count_chunk, sum_of_totals
from dashboard.publishing.weights import LotKey
from dashboard.settings import settings
from dashboard.stores import Stores, open_configured, open_postgresql, open_stores
from db import catalogue
from db.answers import Survey
from db.counting import cohort
from db.editions import editions
from db.members import hand_in
from db.store import postgresql
from db.store.engine import core_table, reading_transaction
from db.tables import EpisodeRow, Member, ReturnCodeRow
from tests.editions_of import publish_next
from tests.postgresql import Cluster

SEED = 11
INVENTED = 1_500
LOGIN = "sweetspot_reader"
CHUNK = 600
"""Three chunks, so that their sums are compared, too."""
AT_ONCE = 4
TODAY = datetime.date(2026, 11, 2)


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory,
    postgres: Cluster,
) -> Iterator[tuple[Stores, Stores]]:
    """The same invented group on SQLite, and moved to a PostgreSQL."""
    folder = tmp_path_factory.mktemp("both") / "store"
    files = open_stores(folder)
    demo.fill_with_members(files.members, INVENTED, SEED)
    url = postgres.new()
    move_stores(str(folder), url)
    database = open_postgresql(url)
    yield files, database
    files.close()
    database.close()


@pytest.fixture
def url(postgres: Cluster) -> str:
    """The address of an empty PostgreSQL of this test's own."""
    return postgres.new()


@pytest.fixture
def database(url: str) -> Iterator[Stores]:
    """That PostgreSQL, open."""
    opened = open_postgresql(url)
    yield opened
    opened.close()


def counted(stores: Stores) -> Totals:
    """Weighted counts of every measure, summed over chunks."""
    lot = LotKey(b"one secret")
    with reading_transaction(stores.members) as connection:
        chunks = [count_chunk(chunk, lot) for chunk in cohort.load_chunks(connection, CHUNK)]
    assert len(chunks) == 3
    return sum_of_totals(chunks)


def test_the_same_group_gives_the_same_weighted_cells_digit_for_digit(
    both: tuple[Stores, Stores],
) -> None:
    """Every measure; people and cases, in every cell."""
    on_files, in_database = map(counted, both)
    assert set(on_files.cells) == set(in_database.cells) == set(catalogue.MEASURES)
    for name, here in on_files.cells.items():
        for field in ("people", "cases"):
            there = getattr(in_database.cells[name], field)
            assert np.array_equal(getattr(here, field), there), (name, field)
    everyone = on_files.cells["who_answered"].people.max()
    assert abs(everyone - INVENTED) < 5 * (0.3 * INVENTED) ** 0.5


def test_the_same_group_gives_the_same_edition(
    both: tuple[Stores, Stores],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With one secret for both, every published cell and contrast; the checksum is that of all."""
    monkeypatch.setattr(builder.secrets, "token_bytes", lambda size: b"\7" * size)
    for stores in both:
        publish_next(stores)
    here, there = (
        editions.load_contents(stores.editions, edition)
        for stores in both
        if (edition := editions.latest_edition(stores.editions))
    )
    assert here == there
    assert len(here.cells) > 1_000


NO_RIGHT = "42501"
"""What PostgreSQL calls insufficient privilege."""
REFUSED = (
    "DELETE FROM editions.cell",
    "UPDATE editions.edition SET members = 0",
    "INSERT INTO editions.progress VALUES (1, 5, false)",
    "TRUNCATE editions.cell",
    "SELECT * FROM members.member",
    "SELECT * FROM members.return_code",
    "SELECT * FROM members.draft",
    "SELECT * FROM members.last_draw",
    "CREATE TABLE editions.mine (a int)",
    "COPY editions.cell TO PROGRAM 'true'",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_pages_role_reads_editions_and_nothing_else(database: Stores, statement: str) -> None:
    """Also in a transaction that may write: the role itself has no right to it."""
    with database.editions.connect() as connection:
        connection.execute(text("SET TRANSACTION READ WRITE"))
        with pytest.raises(DBAPIError) as refused:
            connection.execute(text(statement))
    assert refused.value.orig is not None
    assert getattr(refused.value.orig, "sqlstate", None) == NO_RIGHT


def test_the_pages_role_reads_what_a_later_publication_wrote(database: Stores) -> None:
    """Not only the rows that were there when the role got its rights."""
    editions.write_progress(database.edition_writer, editions.EditionProgress(15, invented=False))
    assert editions.load_progress(database.editions).members == 15


def _hand_in(
    url: str,
    code_hash: bytes,
    survey: Survey,
    together: Barrier,
    told: "multiprocessing.Queue[bool]",
) -> None:
    stores = open_postgresql(url)
    together.wait(60)
    told.put(hand_in.hand_in(stores.members, code_hash, survey))
    stores.close()


def test_the_same_code_from_several_processes_stores_one_survey(
    url: str,
    database: Stores,
    a_survey: Callable[..., Survey],
) -> None:
    """Such as two tabs that two replicas answer; one is told that it stored it, all are thanked."""
    fork = multiprocessing.get_context("fork")
    together, told = fork.Barrier(AT_ONCE), fork.Queue()
    code_hash = secrets.token_bytes(32)
    given = (url, code_hash, a_survey(), together, told)
    processes = [fork.Process(target=_hand_in, args=given) for _ in range(AT_ONCE)]
    for process in processes:
        process.start()
    assert sorted(told.get(timeout=60) for _ in processes) == [False, False, False, True]
    for process in processes:
        process.join(60)
    with reading_transaction(database.members) as connection:
        stored = [
            connection.execute(select(func.count()).select_from(core_table(table))).scalar_one()
            for table in (Member, ReturnCodeRow, EpisodeRow)
        ]
    assert stored == [1, 1, 1]


def _publish(url: str, together: Barrier, told: "multiprocessing.Queue[str]") -> None:
    stores = open_postgresql(url)
    together.wait(60)
    try:
        told.put(publish_next(stores).reason.name)
    except Superseded as lost:
        told.put(type(lost).__name__)
    stores.close()


def test_two_publishers_at_once_make_one_edition(url: str, database: Stores) -> None:
    """Both decide alike; of two who build, the edition's number decides."""
    demo.fill_with_members(database.members, 200, SEED)
    fork = multiprocessing.get_context("fork")
    together, told = fork.Barrier(2), fork.Queue()
    processes = [fork.Process(target=_publish, args=(url, together, told)) for _ in range(2)]
    for process in processes:
        process.start()
    outcomes = [told.get(timeout=120) for _ in processes]
    for process in processes:
        process.join(60)
    assert outcomes.count("published") == 1
    assert set(outcomes) <= {"published", "Superseded", "too_early"}
    only = editions.all_editions(database.editions)
    assert [edition.number for edition in only] == [1]
    editions.verify_edition(database.editions, only[0])


def test_every_table_that_the_migrations_make_is_known_to_a_move(tmp_path: Path) -> None:
    """A table that a later migration adds, and nobody told the models of, would stay behind."""
    stores = open_stores(tmp_path / "store")
    for store, tables in METADATA.items():
        found = inspect(_store_engine(stores, store)).get_table_names()
        assert set(found) == {*tables.tables, VERSION_TABLE}


ARRIVALS = 12


def _heap(database: Stores) -> list[tuple[int, int]]:
    """(key, number of the transaction that wrote it) of every member, as they lie in the heap."""
    with reading_transaction(database.members) as connection:
        found = connection.execute(text("SELECT member_key, xmin::text::bigint FROM member"))
        return [(int(key), int(written_by)) for key, written_by in found]


def test_writing_anew_leaves_neither_order_nor_transactions_to_tell_who_came_when(
    database: Stores,
    a_survey: Callable[..., Survey],
) -> None:
    """CLUSTER orders the heap by key; one UPDATE before it gives all rows one transaction."""
    for _ in range(ARRIVALS):
        hand_in.hand_in(database.members, secrets.token_bytes(32), a_survey())
    as_they_came = _heap(database)
    assert as_they_came == sorted(as_they_came, key=lambda row: row[1])
    postgresql.rewrite_tables(database.members)
    levelled = _heap(database)
    assert [key for key, _ in levelled] == sorted(key for key, _ in as_they_came)
    assert len({written_by for _, written_by in levelled}) == 1


@pytest.fixture
def apart(postgres: Cluster, url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stores]:
    """That PostgreSQL, as the settings open it: pages come in by a login of their own."""
    postgres.run(f"CREATE ROLE {LOGIN} LOGIN")
    postgres.run(f"GRANT {postgresql.PAGES_ROLE} TO {LOGIN}")
    monkeypatch.setenv("SWEETSPOT_DATABASE_URL", url)
    monkeypatch.setenv("SWEETSPOT_DATABASE_URL_PAGES", url.replace("postgres@", f"{LOGIN}@"))
    settings.cache_clear()
    opened = open_configured()
    yield opened
    opened.close()
    settings.cache_clear()
    postgres.run(f"DROP ROLE {LOGIN}")


@pytest.mark.parametrize("statement", REFUSED)
def test_a_login_of_the_pages_own_reads_editions_and_can_leave_its_role_for_nothing(
    apart: Stores, statement: str
) -> None:
    """RESET ROLE gives the app's own login back its rights; this one never had any."""
    editions.write_progress(apart.edition_writer, editions.EditionProgress(15, invented=False))
    assert editions.load_progress(apart.editions).members == 15
    with apart.editions.connect() as connection:
        connection.execute(text("SET TRANSACTION READ WRITE"))
        connection.execute(text("RESET ROLE"))
        assert connection.execute(text("SELECT current_user")).scalar() == LOGIN
        with pytest.raises(DBAPIError) as refused:
            connection.execute(text(statement))
    assert getattr(refused.value.orig, "sqlstate", None) == NO_RIGHT


def test_a_login_of_the_pages_own_cannot_become_the_app(apart: Stores) -> None:
    """The app's login is a member of the pages' role, not the other way round."""
    with apart.editions.connect() as connection, pytest.raises(DBAPIError) as refused:
        connection.execute(text("SET ROLE postgres"))
    assert getattr(refused.value.orig, "sqlstate", None) == NO_RIGHT
