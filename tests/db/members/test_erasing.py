import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import OperationalError
from stored import every_row

from dashboard.stores import Stores
from db.answers import Survey
from db.members import drafts, record
from db.members import hand_in as hand_in_rows
from db.members.drafts import Draft
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import LikenessRow, ReturnCodeRow, members_metadata

CODE, OTHER = b"c" * 32, b"o" * 32
INTERVAL_DAYS = 7
MakeSurvey = Callable[..., Survey]


@pytest.fixture
def a_member(stores: Stores, a_survey: MakeSurvey) -> None:
    """The plain survey, handed in under CODE."""
    hand_in_rows.hand_in(stores.members, CODE, a_survey())


def plant(stores: Stores, survey: Survey) -> dict[str, int]:
    """A row of CODE's and one of OTHER's in every table about members; CODE's member key."""
    for code in (CODE, OTHER):
        hand_in_rows.hand_in(stores.members, code, survey)
    tables = members_metadata.tables
    with writing_transaction(stores.members) as connection:
        link = core_table(ReturnCodeRow)
        keys = dict(connection.execute(select(link.c.code_hash, link.c.member_key)).all())
        for likeness, code in enumerate(keys):
            row = {"likeness": likeness, "member_key": keys[code]}
            connection.execute(insert(core_table(LikenessRow)), row)
            draft = {"code_hash": code, "step": 1, "answers": "{}"}
            connection.execute(insert(tables["draft"]), draft)
            ticket = {"token_hash": code[::-1] + b"!", "code_hash": code, "days_left": 2}
            connection.execute(insert(tables["draft_ticket"]), ticket)
    return {"member_key": keys[CODE], "other_key": keys[OTHER]}


def test_erasing_leaves_no_row_of_the_member_and_every_row_of_the_others(
    stores: Stores, a_survey: MakeSurvey
) -> None:
    """Every table that names a member or a code has a row of both before."""
    pause, restart = {"began_week": 4, "ended_week": 5}, {"week": 6, "dose_ug": 250, "timing": 1}
    first = {"week": 1, "dose_ug": 500, "timing": 1}
    keys = plant(stores, a_survey(steps=(first, restart), pauses=(pause,)))
    mine, theirs = {keys["member_key"], CODE}, {keys["other_key"], OTHER}
    before = every_row(stores)
    about = [
        t.name
        for t in members_metadata.sorted_tables
        if {"member_key", "code_hash"} & {*t.c.keys()}
    ]
    assert all(any(mine & {*row} for row in before[name]) for name in about)
    assert record.erase_member(stores.members, CODE)
    after = every_row(stores)
    assert not [row for name in about for row in after[name] if mine & {*row}]
    for name in about:
        assert after[name] == [row for row in before[name] if theirs & {*row}]
    assert record.load_record(stores.members, CODE) is None
    assert not hand_in_rows.is_handed_in(stores.members, CODE)


def test_a_draft_alone_is_erased_too(stores: Stores) -> None:
    """Nothing was handed in yet; a second time there is nothing."""
    drafts.save_draft(stores.members, CODE, Draft(1, "{}"))
    assert record.erase_member(stores.members, CODE)
    assert drafts.load_draft(stores.members, CODE) is None
    assert not record.erase_member(stores.members, CODE)


@pytest.mark.sqlite
def test_erased_bytes_are_in_no_file_of_the_store(
    stores: Stores, folder: Path, a_survey: MakeSurvey
) -> None:
    """Neither the code's hash nor the key, in the store or its log; both were there before."""
    code = secrets.token_bytes(32)
    hand_in_rows.hand_in(stores.members, code, a_survey())
    with reading_transaction(stores.members) as connection:
        link = core_table(ReturnCodeRow)
        query = select(link.c.member_key).where(link.c.code_hash == code)
        key = connection.execute(query).scalar_one().to_bytes(8, "big")
    everything = lambda: b"".join(f.read_bytes() for f in folder.glob("members.sqlite*"))  # noqa: E731
    assert code in everything() and key in everything()
    record.erase_member(stores.members, code)
    assert code not in everything() and key not in everything()


def test_a_store_that_cannot_forget_now_has_erased_all_the_same(
    stores: Stores, a_member: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows are gone: whoever is told to try again would find nothing under the code."""

    def fail(_: object) -> None:
        raise OperationalError("no", {}, OSError())

    monkeypatch.setattr(record, "forget_deleted_rows", fail)
    assert record.erase_member(stores.members, CODE)
    assert record.load_record(stores.members, CODE) is None
