"""Editions know the members' store that they were made of; none is made in a lost one's place."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from dashboard import demo
from dashboard import stores as opening
from dashboard.commands.failures import failure_sentence
from dashboard.stores import Stores, open_stores
from dashboard.text import say
from db.editions import editions
from db.editions.tables import HouseRow
from db.store import folder as store_folder
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.store.errors import StoreError
from db.tables import SettingRow
from tests.editions_of import publish_next
from tests.old_stores import FIRST_HOUSE

pytestmark = pytest.mark.sqlite


def names(stores: Stores) -> tuple[str | None, str | None]:
    """Of the members' store, and of the editions."""
    setting, house = core_table(SettingRow), core_table(HouseRow)
    with reading_transaction(stores.members) as connection:
        ours = connection.execute(select(setting.c.value).where(setting.c.name == "house")).scalar()
    with reading_transaction(stores.editions) as connection:
        return ours, connection.execute(select(house.c.name)).scalar()


@pytest.fixture
def group(folder: Path) -> Path:
    """A store with an edition, closed."""
    with closing(open_stores(folder)) as stores:
        demo.fill_with_members(stores.members, members=60, seed=1)
        publish_next(stores)
    return folder


def test_both_stores_have_one_random_name_that_stays(tmp_path: Path) -> None:
    """128 bits, another one in every house."""
    found = []
    for house in ("first", "first", "second"):
        with closing(open_stores(tmp_path / house)) as stores:
            found.append(names(stores))
    assert all(ours == theirs and len(ours or "") == 32 for ours, theirs in found)
    assert found[0] == found[1] != found[2]


def test_a_store_of_an_earlier_version_gets_its_name(tmp_path: Path) -> None:
    """Its editions are there, and open as before."""
    with FIRST_HOUSE.open_store("invented", tmp_path) as stores:
        ours, theirs = names(stores)
        assert ours == theirs is not None
        assert editions.latest_edition(stores.editions) is not None


def test_where_the_members_are_gone_the_start_is_refused_and_nothing_is_made(
    group: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what can be done. Under the old rule an empty store was made without a word."""
    lost = group / "members.sqlite"
    lost.unlink()
    with pytest.raises(StoreError) as refused:
        open_stores(group)
    assert failure_sentence(refused.value) == say("command.problem.members_lost")
    assert not lost.exists()

    monkeypatch.setattr(opening, "prepare_folder", lambda _folder: None)
    monkeypatch.setattr(opening, "tie_stores", lambda _members, _editions: None)
    open_stores(group).close()
    assert lost.exists()


@pytest.mark.parametrize("is_old", [False, True])
def test_an_empty_file_in_the_members_place_is_refused(group: Path, is_old: bool) -> None:
    """Also where the editions are of a version that had no name."""
    if is_old:
        with (
            closing(open_stores(group)) as stores,
            writing_transaction(stores.edition_writer) as connection,
        ):
            connection.execute(text("DELETE FROM house"))
    (group / "members.sqlite").write_bytes(b"")
    with pytest.raises(StoreError) as refused:
        open_stores(group)
    assert refused.value.args[0] == "members_lost"


def test_the_members_of_another_group_are_refused(group: Path, tmp_path: Path) -> None:
    """Two backups that were mixed up."""
    open_stores(tmp_path / "other").close()
    shutil.copy(tmp_path / "other" / "members.sqlite", group / "members.sqlite")
    with pytest.raises(StoreError) as refused:
        open_stores(group)
    assert failure_sentence(refused.value) == say("command.problem.stores_differ")


def test_a_kill_between_the_two_names_is_mended_by_the_next_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The members' store is named first; then editions take its name."""
    with closing(open_stores(folder)) as stores:
        before = names(stores)
        with writing_transaction(stores.edition_writer) as connection:
            connection.execute(text("DELETE FROM house"))
    with closing(open_stores(folder)) as stores:
        assert names(stores) == before


def others_may_read(folder: Path) -> None:
    """As a folder that was there already, and files under a usual umask."""
    folder.chmod(0o755)
    for file in folder.glob("*.sqlite"):
        file.chmod(0o644)


def mended_by(folder: Path, words: str) -> Callable[[], None]:
    """What the sentence says to run."""
    assert words.endswith(f"chmod 700 {folder}")
    return lambda: folder.chmod(0o700)


def test_a_store_that_others_can_read_is_refused_with_the_command_that_mends_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is opened again once that was run; without the look it was opened as it was."""
    open_stores(folder).close()
    others_may_read(folder)
    with pytest.raises(StoreError) as refused:
        open_stores(folder)
    mended_by(folder, failure_sentence(refused.value))()
    open_stores(folder).close()

    others_may_read(folder)
    monkeypatch.setattr(store_folder, "is_open_to_others", lambda _folder: False)
    open_stores(folder).close()
