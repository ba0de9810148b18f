"""The doctor's look at the store: each check on both sides."""

import datetime
import shutil
import tempfile
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from dashboard import demo
from dashboard.commands.backup_marks import LAST_BACKUP, remember_backup, whole_backup
from dashboard.commands.checks import store
from dashboard.commands.checks.verdict import CheckOutcome
from dashboard.publishing import publish_edition
from dashboard.stores import Stores
from db.desk.group import GroupSettings, write_group
from db.store.engine import MIGRATIONS, migrate_store, open_engine, sqlite_url, writing_transaction
from tests.dashboard.doctor_called import DAY, INTERVAL_DAYS, NOON, TODAY, keys
from tests.editions_of import next_day, noon_of

pytestmark = pytest.mark.sqlite
PAGE_BYTES = 4_096


def in_store(folder: Path, today: datetime.date = TODAY) -> set[str]:
    return keys(store.contents_verdicts(folder, None, INTERVAL_DAYS, noon_of(today)))


def test_a_folder_of_its_owners_own_with_room_is_well(folder: Path, stores: Stores) -> None:
    """As the app makes it."""
    assert keys(store.folder_verdicts(folder)) == {"store.writable", "store.closed", "disk.ok"}


def test_a_folder_that_cannot_be_written_is_wrong(
    folder: Path, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as a disk that the system mounted read-only."""

    def refuses(**_where: object) -> None:
        raise PermissionError

    monkeypatch.setattr(tempfile, "TemporaryFile", refuses)
    assert "store.unwritable" in keys(store.folder_verdicts(folder))


def test_a_store_that_others_can_read_is_wrong(folder: Path, stores: Stores) -> None:
    """The folder is open, and a file in it is."""
    folder.chmod(0o755)
    (folder / "members.sqlite").chmod(0o644)
    assert "store.open" in keys(store.folder_verdicts(folder))
    for file in folder.iterdir():
        file.chmod(0o600)
    assert "store.closed" in keys(store.folder_verdicts(folder))


@pytest.mark.parametrize(("spare", "key"), [(0, "disk.ok"), (-1, "disk.low")])
def test_a_disk_needs_room_for_three_more_stores_and_200_mb(
    folder: Path, stores: Stores, monkeypatch: pytest.MonkeyPatch, spare: int, key: str
) -> None:
    """One byte less is too little."""
    used = sum(file.stat().st_size for file in folder.glob("*.sqlite*"))
    total, taken, _ = shutil.disk_usage(folder)
    room = type(shutil.disk_usage(folder))(total, taken, 200_000_000 + 3 * used + spare)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: room)
    assert key in keys(store.folder_verdicts(folder))


def test_a_store_of_this_version_is_well(folder: Path, stores: Stores) -> None:
    """No edition, nobody: nothing is overdue."""
    expected = {*("store.version", "store.whole", "clock.ok", "editions.whole", "editions.in_time")}
    assert in_store(folder) == expected


def test_a_newer_and_an_older_store_are_told_and_left_as_they_are(
    folder: Path, stores: Stores, tmp_path: Path
) -> None:
    """Neither is migrated by looking; of an older one the rest is not looked at."""
    with writing_transaction(stores.members) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_the_future'"))
    assert in_store(folder) == {"store.newer"}

    old = tmp_path / "old"
    shutil.copytree(folder, old)
    (old / "members.sqlite").unlink()
    engine = open_engine(sqlite_url(old, "members"))
    place = [str(MIGRATIONS / "members")]
    scripts = ScriptDirectory(str(MIGRATIONS), version_locations=place).walk_revisions()
    migrate_store(engine, "members", to=[script.revision for script in scripts][-1])
    engine.dispose()
    before = (old / "members.sqlite").read_bytes()
    assert in_store(old) == {"store.pending"}
    assert (old / "members.sqlite").read_bytes() == before


def test_a_store_that_is_no_database_is_told(folder: Path, stores: Stores) -> None:
    """One sentence, no trace."""
    for engine in (stores.members, stores.editions, stores.edition_writer):
        engine.dispose()
    (folder / "members.sqlite").write_bytes(b"no database" * 1000)
    assert in_store(folder) == {"store.damaged", "backup.gone"}


def overwrite_pages(file: Path, every: int) -> int:
    """64 bytes in the midst of every so many pages of 4 KB; how many pages were hit."""
    pages = range(every, file.stat().st_size // PAGE_BYTES, every)
    with file.open("r+b") as damaged:
        for page in pages:
            damaged.seek(page * PAGE_BYTES + PAGE_BYTES // 2)
            damaged.write(b"\xde\xad" * 32)
    return len(pages)


def test_a_store_with_overwritten_pages_is_wrong_and_a_whole_backup_is_named(
    folder: Path, stores: Stores, tmp_path: Path
) -> None:
    """Every version and every edition is right, which is all that was looked at before."""
    demo.fill_with_members(stores.members, members=400, seed=1)
    publish_edition(stores, INTERVAL_DAYS, moment=NOON)
    stores.close()
    sealed = tmp_path / "sealed.age"
    sealed.write_bytes(b"sealed")
    remember_backup(folder, TODAY, sealed)
    assert "store.whole" in in_store(folder)

    assert overwrite_pages(folder / "members.sqlite", every=5) > 3
    found = {v.key: v for v in store.contents_verdicts(folder, None, INTERVAL_DAYS, NOON)}
    assert found["store.broken"].values == {"stores": "members"}
    assert found["backup.whole"].values == {"day": TODAY.isoformat(), "file": sealed}
    looked_at_before = found.keys() - {"store.broken", "backup.whole"}
    assert {found[key].outcome for key in looked_at_before} == {CheckOutcome.ok}

    sealed.write_bytes(b"cut")
    assert {"store.broken", "backup.gone"} <= in_store(folder)


def test_a_row_of_a_member_who_is_not_there_is_wrong(folder: Path, stores: Stores) -> None:
    """Every page is right; one report has lost its member."""
    demo.fill_with_members(stores.members, members=20, seed=1)
    assert "store.whole" in in_store(folder)
    with writing_transaction(stores.members) as connection:
        connection.execute(
            text("DELETE FROM member WHERE member_key = (SELECT min(member_key) FROM report)")
        )
    assert "store.broken" in in_store(folder)


def test_the_newest_backup_that_is_as_it_was_written_is_named(tmp_path: Path) -> None:
    """Of three: the last is cut off, the one before was moved away; an older version's is a day."""
    (tmp_path / LAST_BACKUP).write_text("2026-01-05", encoding="utf-8")
    files = [tmp_path / f"{number}.age" for number in range(3)]
    for number, file in enumerate(files):
        file.write_bytes(bytes([number]) * 10)
        remember_backup(tmp_path, TODAY + number * DAY, file)
    files[2].write_bytes(b"cut")
    files[1].unlink()
    found = whole_backup(tmp_path)
    assert found is not None
    assert (found.day, found.file) == (TODAY, files[0].resolve())
    assert store.backup_verdict(tmp_path, TODAY + 2 * DAY).key == "backup.ok"


def test_a_clock_before_the_newest_edition_is_wrong(folder: Path, stores: Stores) -> None:
    """On the edition's own day it is right."""
    demo.fill_with_members(stores.members, members=40, seed=1)
    publish_edition(stores, INTERVAL_DAYS, moment=NOON)
    assert "clock.ok" in in_store(folder, TODAY)
    assert "clock.behind" in in_store(folder, TODAY - DAY)


def test_a_changed_edition_is_wrong_and_named(folder: Path, stores: Stores) -> None:
    """One cell of edition 1."""
    demo.fill_with_members(stores.members, members=40, seed=1)
    publish_edition(stores, INTERVAL_DAYS, moment=NOON)
    assert "editions.whole" in in_store(folder)
    with writing_transaction(stores.edition_writer) as connection:
        connection.execute(text("UPDATE cell SET cases = cases + 5"))
    found = {v.key: v for v in store.contents_verdicts(folder, None, INTERVAL_DAYS, NOON)}
    assert found["editions.damaged"].values == {"editions": "1"}


def test_an_edition_is_overdue_two_days_after_its_publishing_day(
    folder: Path, stores: Stores
) -> None:
    """4 weeks and a day of grace: nobody who hands in, or does not, changes it."""
    demo.fill_with_members(stores.members, members=40, seed=1)
    publish_edition(stores, INTERVAL_DAYS, moment=NOON)
    assert next_day(stores) == TODAY + 28 * DAY
    assert "editions.in_time" in in_store(folder, TODAY + 29 * DAY)
    assert "editions.overdue" in in_store(folder, TODAY + 30 * DAY)
    demo.fill_with_members(stores.members, members=20, seed=2)
    assert "editions.in_time" in in_store(folder, TODAY + 29 * DAY)


def test_a_first_edition_is_decided_about_every_week(folder: Path, stores: Stores) -> None:
    """20 members are too few; a week later it has to be looked at again, a day of grace."""
    demo.fill_with_members(stores.members, members=20, seed=1)
    publish_edition(stores, INTERVAL_DAYS, moment=NOON)
    assert "editions.in_time" in in_store(folder, TODAY + 8 * DAY)
    assert "editions.overdue" in in_store(folder, TODAY + 9 * DAY)


def test_a_plan_that_a_clock_ahead_made_is_a_hint_and_one_by_a_longer_rhythm_is_none(
    folder: Path, stores: Stores
) -> None:
    """12 weeks ahead, and the leaders now want 4: planned so. Under a clock a week behind: not."""
    demo.fill_with_members(stores.members, members=40, seed=1)
    write_group(stores.members, GroupSettings(rhythm_weeks=12))
    publish_edition(stores, INTERVAL_DAYS, moment=NOON)
    write_group(stores.members, GroupSettings(rhythm_weeks=4))
    assert "editions.planned_ahead" not in in_store(folder)
    assert "editions.planned_ahead" in in_store(folder, TODAY - 7 * DAY)


def test_a_clock_is_compared_with_an_edition_in_the_groups_own_time_zone(
    folder: Path, stores: Stores
) -> None:
    """In Kiritimati it is Sunday already when an edition appears, and in UTC still Saturday."""
    demo.fill_with_members(stores.members, members=40, seed=1)
    write_group(stores.members, GroupSettings(time_zone="Pacific/Kiritimati"))
    saturday_in_utc = noon_of(TODAY - DAY)
    assert publish_edition(stores, INTERVAL_DAYS, moment=saturday_in_utc).edition == 1
    assert "clock.ok" in in_store(folder, TODAY - DAY)


@pytest.mark.parametrize(
    ("days", "key"), [(0, "backup.ok"), (8, "backup.ok"), (9, "backup.old"), (None, "backup.none")]
)
def test_a_backup_that_is_missing_or_over_a_week_old_is_a_hint(
    tmp_path: Path, days: int | None, key: str
) -> None:
    """Never a failure: it may have been made elsewhere."""
    if days is not None:
        (tmp_path / LAST_BACKUP).write_text((TODAY - days * DAY).isoformat())
    found = store.backup_verdict(tmp_path, TODAY)
    assert found.key == key and found.outcome is not CheckOutcome.wrong
