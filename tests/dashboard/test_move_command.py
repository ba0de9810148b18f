"""A group moves between a folder and a PostgreSQL, both ways, and is the same afterwards."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from dashboard import demo
from dashboard.command import app
from dashboard.commands import move
from dashboard.stores import Stores, open_postgresql, open_stores
from dashboard.text import say
from db.answers import Survey
from db.desk import audit, leaders
from db.editions import editions
from db.members import drafts, hand_in
from db.store.engine import reading_transaction, writing_transaction
from tests.editions_of import publish_next
from tests.postgresql import Cluster
from tests.stored import every_row

MEMBERS = 60
CODE, DRAFT = b"c" * 32, b"d" * 32


@pytest.fixture
def group(tmp_path: Path, a_survey: Callable[..., Survey]) -> Path:
    """A folder with members, a survey under way, a leader, a log and an edition."""
    folder = tmp_path / "group"
    stores = open_stores(folder)
    demo.fill_with_members(stores.members, MEMBERS, 3)
    hand_in.hand_in(stores.members, CODE, a_survey())
    drafts.save_draft(stores.members, DRAFT, drafts.Draft(2, '{"weeks": 4}'))
    kept = leaders.LeaderCredentials("hash", b"\0sealed\xff", (secrets.token_bytes(32),))
    with writing_transaction(stores.members) as connection:
        leaders.add_leader(connection, "Ada", kept)
        audit.note_action(connection, audit.SERVER, audit.LeaderAction.leader_added, "Ada")
    publish_next(stores)
    stores.close()
    return folder


def moving(source: object, target: object) -> tuple[int, str]:
    """Exit code, and what was said."""
    run = CliRunner().invoke(app, ["move", "--from", str(source), "--to", str(target)])
    return run.exit_code, run.output


def held(stores: Stores) -> tuple[object, ...]:
    """All that both stores hold, and let go of them."""
    edition = editions.latest_edition(stores.editions)
    assert edition is not None
    found = (every_row(stores), edition, editions.load_contents(stores.editions, edition))
    stores.close()
    return found


def test_a_group_moves_into_a_postgresql_and_back_and_is_the_same(
    group: Path, postgres: Cluster, tmp_path: Path
) -> None:
    """Row by row: members, codes, drafts, leaders, log, draws, editions and their checksum."""
    before = held(open_stores(group))
    url = postgres.new()
    code, told = moving(group, url)
    assert (code, say("command.move.next") in told) == (0, True)
    assert held(open_postgresql(url)) == before
    assert moving(url, tmp_path / "back")[0] == 0
    assert held(open_stores(tmp_path / "back")) == before


def test_a_group_that_moved_goes_on(
    group: Path, postgres: Cluster, a_survey: Callable[..., Survey]
) -> None:
    """Its codes open, a code that was used stays used, the log goes on behind its last number."""
    url = postgres.new()
    assert moving(group, url)[0] == 0
    stores = open_postgresql(url)
    assert not hand_in.hand_in(stores.members, CODE, a_survey())
    assert drafts.load_draft(stores.members, DRAFT) == drafts.Draft(2, '{"weeks": 4}')
    with writing_transaction(stores.members) as connection:
        audit.note_action(connection, audit.SERVER, audit.LeaderAction.leader_reset, "Ada")
    with reading_transaction(stores.members) as connection:
        newest, before = audit.load_entries(connection, 2)
    assert newest.entry == before.entry + 1
    stores.close()


def test_a_place_with_anything_in_it_is_refused(
    group: Path, tmp_path: Path, a_survey: Callable[..., Survey]
) -> None:
    """One survey is enough; both places stay as they were."""
    other = open_stores(tmp_path / "other")
    hand_in.hand_in(other.members, CODE, a_survey())
    rows = every_row(other)
    code, told = moving(group, tmp_path / "other")
    assert (code, told.strip()) == (1, say("command.problem.move_not_empty"))
    assert every_row(other) == rows


def test_nothing_to_move_is_said_and_no_folder_is_made(tmp_path: Path) -> None:
    """Such as a slip in the folder's name."""
    code, told = moving(tmp_path / "slip", tmp_path / "new")
    assert (code, told.strip()) == (1, say("command.problem.move_nothing"))
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_differs_is_not_kept(
    group: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A target that loses one column of one table; the first tables are taken back, too."""
    rows = move._table_rows
    lossy = tmp_path / "new"

    def losing(connection: object, table: object) -> object:
        target = str(lossy) in str(connection.engine.url)
        return [] if target and table.name == "return_code" else rows(connection, table)

    monkeypatch.setattr(move, "_table_rows", losing)
    code, told = moving(group, lossy)
    assert (code, told.strip()) == (1, say("command.problem.move_differs"))
    monkeypatch.undo()
    new = open_stores(lossy)
    names = ("setting", "house")  # what a new store is opened with: its own name
    assert not any(rows for table, rows in every_row(new).items() if table not in names)
    assert editions.latest_edition(new.editions) is None


def test_an_address_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    """What is printed may be read over a shoulder."""
    open_stores(tmp_path / "store").close()
    url = "postgresql://ada:hush-hush@127.0.0.1:1/group"
    code, told = moving(tmp_path / "store", url)
    assert (code, told.strip()) == (1, say("command.problem.database_away"))


def test_a_command_follows_the_settings_database_unless_a_folder_is_named(
    postgres: Cluster, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """``cohort`` and ``publish`` fill the database; with ``--store`` the folder."""
    from dashboard.settings import settings

    url = postgres.new()
    monkeypatch.setenv("SWEETSPOT_DATABASE_URL", url)
    settings.cache_clear()
    invent = ["cohort", "--members", "40", "--seed", "1"]
    assert CliRunner().invoke(app, invent).exit_code == 0
    assert CliRunner().invoke(app, [*invent, "--store", str(tmp_path / "own")]).exit_code == 0
    assert CliRunner().invoke(app, ["publish", "--now"]).exit_code == 0
    engine = create_engine(url.replace("postgresql", "postgresql+psycopg"))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM members.member")).scalar() == 40
        assert connection.execute(text("SELECT count(*) FROM editions.edition")).scalar() == 1
    engine.dispose()
    assert not folder.exists()
    own = open_stores(tmp_path / "own")
    assert editions.latest_edition(own.editions) is None
    own.close()


def test_invented_members_go_nowhere_unless_a_place_is_named(folder: Path) -> None:
    """Without ``--store`` and without a database: not into the folder of the real ones."""
    run = CliRunner().invoke(app, ["cohort", "--members", "40", "--seed", "1"])
    assert (run.exit_code, run.output.strip()) == (1, say("command.problem.cohort_where"))
    assert not folder.exists()
