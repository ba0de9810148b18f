"""The thief of the whole store: database, write-ahead log, a backup, and the editions beside it.

She knows in which order people handed in, because she watched them do it, and wants to know which
row is whose; or she wants back what a member erased.
"""

import datetime
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from attacks_queue import (
    CANARY,
    ERASED,
    MEMBERS_A_GROUP,
    Group,
    Orders,
    a_survey,
    handed_in,
    naive_store,
    together,
)
from attacks_store import (
    Stolen,
    correlation,
    log_order,
    packed,
    places,
    rows_in_order,
    tells_who_or_when,
    values,
)

from dashboard.stores import open_stores
from db.desk import audit, invites
from db.members import drafts, hand_in, record
from db.store.engine import MEMBERS, forget_deleted_rows, writing_transaction
from tests.editions_of import publish_next
from tests.visitor import HERE, free_port, served

GROUPS = 4
"""A mean over four: chance alone moves one group's correlation by 0.045, four groups' by 0.022."""
NOT_OF_MEMBERS = {
    "edition.published_on": "the day of an edition, on every page",
    "setting.value": "the days of the weekly count of drafts and of publishing, the store's own",
    "invite.ends_on": "a day that leaders set for twenty people or more",
    "audit.happened_at": "when a leader did something, never to a member",
    "leader.last_step": "when a leader signed in",
    "leader_session.began_at": "when a leader signed in",
    "leader_session.seen_at": "when a leader was last seen",
    "alembic_version.version_num": "the name of a migration",
}
"""Columns that may hold a date or a time, and why: none is about a member."""


@pytest.fixture(scope="module")
def groups(tmp_path_factory: pytest.TempPathFactory) -> list[Group]:
    """Four groups, each in a store of its own; nobody tidied up after them yet."""
    folder = tmp_path_factory.mktemp("groups")
    return [handed_in(folder / f"group-{seed}", seed) for seed in range(GROUPS)]


@pytest.fixture(scope="module")
def untidied(groups: list[Group]) -> list[Orders]:
    """What can be read off as long as ``forget`` has not run: the control."""
    return [Orders.of(group) for group in groups]


@pytest.fixture(scope="module")
def tidied(groups: list[Group], untidied: list[Orders]) -> list[Orders]:
    """What can be read off once the clock of the running app has called ``forget``."""
    assert all(forget_deleted_rows(group.stores.members) for group in groups)
    return [Orders.of(group) for group in groups]


def test_the_order_of_rows_does_not_tell_who_handed_in_when(
    tidied: list[Orders],
    gained: Callable,
    tmp_path: Path,
) -> None:
    """Every table with a member's rows, as SQLite hands them out; she knows who came when."""
    ours, naive = together([orders.rows for orders in tidied]), naive_order(naive_store(tmp_path))
    worst = max(map(abs, ours.values()))
    gained("stolen_row_order", worst, "< 0.1", naive, f"{GROUPS} groups of {MEMBERS_A_GROUP}")
    assert {"member", "return_code", "dose_step", "episode", "report"} <= ours.keys()
    assert worst < 0.1
    assert naive > 0.99


def test_the_place_of_a_row_in_the_file_does_not_tell_it_either(
    tidied: list[Orders],
    untidied: list[Orders],
    gained: Callable,
) -> None:
    """Byte offsets, in the whole file and inside of each page, tables and indexes alike."""
    in_file, in_pages = (together([getattr(o, at) for o in tidied]) for at in ("bytes", "pages"))
    left = together([orders.pages for orders in untidied])
    worst = max(abs(value) for found in (in_file, in_pages) for value in found.values())
    control = max(map(abs, left.values()))
    gained("stolen_byte_order", worst, "< 0.1", control, f"{GROUPS} groups of {MEMBERS_A_GROUP}")
    assert {"member", "return_code"} <= in_file.keys()
    assert worst < 0.1
    # The control: a page fills from its end, so before the files are tidied it is a queue.
    assert control > 0.3


def test_the_write_ahead_log_does_not_tell_it_either(tmp_path: Path, gained: Callable) -> None:
    """She reads it commit by commit: a diary of 60 members, and once it is emptied nothing."""
    group = handed_in(tmp_path / "store", 7, number_of_members=60)
    before = log_order(group.stolen().log, group.keys)
    assert forget_deleted_rows(group.stores.members)
    left = len(group.stolen().log)
    gained("stolen_log_bytes", left, "0", len(before), "60 members; control: members in order")
    assert left == 0
    # The control: without that she has nearly all of them, in the very order in which they came.
    assert len(before) > 50
    assert correlation(before) > 0.99


def naive_order(naive: tuple[Stolen, list[bytes]]) -> float:
    """How well row order tells the order of handing in where rows are numbered."""
    return rows_in_order(*naive)["survey"]


def test_the_bytes_of_an_erased_member_are_gone(
    tmp_path: Path,
    gained: Callable,
) -> None:
    """Key, code's hash, answers and draft: in no file, no log, no index that she holds."""
    group = handed_in(tmp_path / "store", seed=9)
    forget_deleted_rows(group.stores.members)
    chosen = range(0, MEMBERS_A_GROUP, MEMBERS_A_GROUP // ERASED)
    before, needles = group.stolen().everything, needles_of(group, chosen)
    assert all(needle in before for needle in needles)
    assert all(record.erase_member(group.stores.members, group.hashes[number]) for number in chosen)
    after = group.stolen().everything
    left = sum(needle in after for needle in needles)
    naive, keys = naive_store(tmp_path)
    control = sum(key in naive.everything for key in keys[:ERASED])
    gained("stolen_erased", left, "0", control, f"{ERASED} of {MEMBERS_A_GROUP} erased")
    assert left == 0
    # The control: deleted all the same, and every one of them still there to read.
    assert control == ERASED


def needles_of(group: Group, chosen: range) -> list[bytes]:
    """Keys, hashes, and the answers behind the key in each one's row of the member table."""
    stolen = group.stolen()
    content, rows = stolen.file.read_bytes(), dict(places(stolen, group.keys)["member"])
    answers = [content[rows[number] + len(packed(0)) :][:16] for number in chosen]
    return [n for number in chosen for n in (group.keys[number], group.hashes[number])] + answers


def test_secure_delete_alone_leaves_copies(tmp_path: Path) -> None:
    """Why ``forget`` writes the store anew: a key in a hundred stays where a page was split."""
    assert any(copies_left(tmp_path / f"store-{seed}", seed) for seed in range(8))


def copies_left(folder: Path, seed: int) -> int:
    """Keys of deleted members that are left once the log was emptied, and none after ``forget``."""
    group = handed_in(folder, seed)
    gone = group.keys[::2]
    with writing_transaction(group.stores.members) as connection:
        for table in record.OF_A_MEMBER:
            keys = [int.from_bytes(key, "big") for key in gone]
            connection.execute(table.delete().where(table.c.member_key.in_(keys)))
    with group.stores.members.connect() as connection:
        emptied = connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert emptied.fetchone() == (0, 0, 0)
    left = sum(key in group.stolen().everything for key in gone)
    forget_deleted_rows(group.stores.members)
    assert not any(key in group.stolen().everything for key in gone)
    return left


def test_an_erased_draft_is_gone_from_the_files_too(tmp_path: Path) -> None:
    """Nobody handed it in: what was typed lies under its code's hash alone."""
    stores, code_hash = open_stores(tmp_path / "store"), secrets.token_bytes(32)
    group = Group(stores, [code_hash], [])
    drafts.save_draft(stores.members, code_hash, drafts.Draft(3, CANARY % "draft"))
    assert b"erased-canary-draft" in group.stolen().everything
    assert record.erase_member(stores.members, code_hash)
    assert b"erased-canary" not in group.stolen().everything
    assert code_hash not in group.stolen().everything


def test_handing_in_takes_the_draft_out_of_the_files(groups: list[Group], tidied: object) -> None:
    """The 167 drafts of each group were typed into the same store."""
    assert not any(b"erased-canary" in group.stolen().everything for group in groups)


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[Stolen, float, float]:
    """A store after everything that is done to one, stolen, and the clock before and after."""
    began = time.time()
    folder = tmp_path_factory.mktemp("lived-in") / "store"
    group = handed_in(folder, seed=5)
    stores, today = group.stores, datetime.datetime.now(datetime.UTC).date()
    invite = invites.create_invite(stores.members, "spring meeting", 40, today)
    for _ in range(30):
        survey, came = a_survey(np.random.default_rng(6)), hand_in.SurveyArrival(invite.code)
        hand_in.hand_in(stores.members, secrets.token_bytes(32), survey, came)
    drafts.save_draft(stores.members, secrets.token_bytes(32), drafts.Draft(2, "{}"))
    drafts.count_drafts_down(stores.members, today)
    record.erase_member(stores.members, group.hashes[0])
    with writing_transaction(stores.members) as connection:
        audit.note_action(
            connection, "anna", audit.LeaderAction.invite_made, f"batch {invite.batch}"
        )
    assert publish_next(stores).edition == 1
    return group.stolen(), began, time.time()


@pytest.mark.parametrize("store", [MEMBERS, "editions"])
def test_no_value_tells_when_somebody_came_or_from_where(
    store: str,
    lived_in: tuple[Stolen, float, float],
    gained: Callable,
) -> None:
    """Every value of every table: a date or time only where it is said why, never a member's."""
    stolen, began, ended = lived_in
    rows = Stolen(stolen.folder / f"{store}.sqlite").opened()
    telling = {place for place, value in values(rows) if tells_who_or_when(value, began, ended)}
    gained(f"stolen_times_{store}", len(telling - NOT_OF_MEMBERS.keys()), "0")
    assert telling <= NOT_OF_MEMBERS.keys()
    # The control: the same eyes do see the dates that are there.
    seen = {MEMBERS: "audit.happened_at", "editions": "edition.published_on"}
    assert seen[store] in telling


def test_the_same_eyes_find_time_address_and_device_in_a_naive_store(tmp_path: Path) -> None:
    """The control: a nanosecond clock, an IP address, a browser's name."""
    began = time.time()
    naive, _ = naive_store(tmp_path)
    found: dict[str, list[Any]] = {}
    for place, value in values(naive.opened()):
        found.setdefault(place, []).append(tells_who_or_when(value, began, time.time()))
    seen = {place for place, told in found.items() if all(told)}
    assert seen == {"survey.sent_at", "survey.address", "survey.agent"}


def test_the_editions_beside_it_hold_no_key_and_no_hash(
    lived_in: tuple[Stolen, float, float],
) -> None:
    """What pages may read knows of no member: not one key of the 529 is in that file."""
    stolen, *_ = lived_in
    rows = stolen.opened().execute("SELECT code_hash, member_key FROM return_code").fetchall()
    editions = (stolen.folder / "editions.sqlite").read_bytes()
    log = stolen.folder / "editions.sqlite-wal"
    editions += log.read_bytes() if log.exists() else b""
    assert len(rows) == MEMBERS_A_GROUP - 1 + 30
    assert not any(code in editions or packed(key) in editions for code, key in rows)


def test_the_pepper_is_in_no_file_of_the_store(folder: Path) -> None:
    """Whoever steals the store alone cannot even check a guess."""
    from dashboard.settings import Settings

    group = Group(open_stores(folder), [], [])
    beside = folder.parent / "elsewhere" / "pepper"
    found = Settings(store=folder, pepper=None, pepper_file=beside)
    found.make_pepper()
    kept = found.pepper_bytes()
    assert kept not in group.stolen().everything
    assert not beside.is_relative_to(folder)
    assert beside.stat().st_mode & 0o077 == 0


def test_the_running_app_tidies_up_at_every_look_of_its_clock(tmp_path: Path) -> None:
    """Members hand in beside a running server; within a few looks the log is empty."""
    port, group = free_port(), handed_in(tmp_path / "store", 3, number_of_members=5)
    assert group.stolen().log
    flags = ["--server.port", str(port), "--server.address", HERE]
    command = ["-m", "streamlit", "run", "dashboard/server.py", *flags]
    environment = {"SWEETSPOT_STORE": str(tmp_path / "store"), "SWEETSPOT_CHECK_MINUTES": "0.02"}
    with served(command, port, environment, tmp_path / "log"):
        survey = a_survey(np.random.default_rng(8))
        assert hand_in.hand_in(group.stores.members, secrets.token_bytes(32), survey)
        deadline = time.monotonic() + 30
        while group.stolen().log:
            assert time.monotonic() < deadline, (tmp_path / "log").read_text()
            time.sleep(0.2)
