import datetime
import math

import numpy as np
import pytest
from sqlalchemy import select

from dashboard.stores import Stores
from db.answers import Survey
from db.desk import invites
from db.desk.invites import InviteNotOpen
from db.members import drafts, hand_in, record
from db.members.hand_in import SurveyArrival
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import Member

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
SURVEY = Survey(observed_week=1, steps=[{"week": 1, "dose_ug": 500, "timing": 1}])


def come(stores: Stores, code: str, member: int, today: datetime.date = MONDAY) -> None:
    """Hand in, from a draft where there is one."""
    arrival, code_hash = SurveyArrival(invite=code, today=today), member.to_bytes(32)
    draft = drafts.read_draft(stores.members, code_hash)
    revision = draft.revision if draft else None
    hand_in.hand_in(stores.members, code_hash, SURVEY, arrival, revision)


@pytest.mark.parametrize(("cap", "key"), [(19, "invite_cap_small"), (10_001, "invite_cap_large")])
def test_an_invite_is_never_for_fewer_than_twenty(stores: Stores, cap: int, key: str) -> None:
    """One for a single person would be that person's name."""
    with pytest.raises(ValueError, match=key):
        invites.create_invite(stores.members, "March meeting", cap, None)


def test_a_survey_carries_the_batch_it_came_with_and_nothing_else(stores: Stores) -> None:
    """The second batch is number 2; who came without an invite is in batch 0."""
    invites.create_invite(stores.members, "poster", 20, None)
    second = invites.create_invite(stores.members, "newsletter", 20, None)
    come(stores, second.code.lower().replace("-", " "), 1)
    hand_in.hand_in(stores.members, bytes(32), SURVEY)
    with reading_transaction(stores.members) as connection:
        found = set(connection.execute(select(core_table(Member).c.batch)).scalars())
    assert found == {0, 2}
    assert [invite.used for invite in invites.all_invites(stores.members)] == [1, 0]


def full_invite(stores: Stores) -> invites.InviteBatch:
    """An invite for 20 that is full, whatever the lot."""
    invite = invites.create_invite(stores.members, "poster", 20, None)
    for member in range(1, invite.full_at + 1):
        come(stores, invite.code, member)
    invites.end_full_invites(stores.members, MONDAY)
    return invite


def test_a_full_invite_lets_nobody_in_and_stores_nothing(stores: Stores) -> None:
    """A survey that is handed in twice is one."""
    invite = full_invite(stores)
    come(stores, invite.code, invite.full_at)
    with pytest.raises(InviteNotOpen):
        come(stores, invite.code, 1_000)
    assert not hand_in.is_handed_in(stores.members, (1_000).to_bytes(32))
    assert not invites.is_invite_open(stores.members, invite.code, MONDAY)


def test_that_an_invite_is_full_takes_effect_at_midnight_whoever_filled_it(stores: Stores) -> None:
    """One short of full, full, and one over look the same all day; the day after it is closed."""
    invite = invites.create_invite(stores.members, "poster", 20, None)
    invites.end_full_invites(stores.members, MONDAY)
    for member in range(1, invite.full_at + 2):
        come(stores, invite.code, member)
        assert invites.is_invite_open(stores.members, invite.code, MONDAY)
        invites.end_full_invites(stores.members, MONDAY)
    invites.end_full_invites(stores.members, MONDAY - DAY)
    assert invites.is_invite_open(stores.members, invite.code, MONDAY)
    invites.end_full_invites(stores.members, MONDAY + DAY)
    assert not invites.is_invite_open(stores.members, invite.code, MONDAY + DAY)


def test_an_erasure_leaves_nothing_in_an_invite_and_opens_none(stores: Stores) -> None:
    """Before, one more had used it than there were: whoever stole the store read the erasure."""
    invite = full_invite(stores)
    for member in range(1, 6):
        record.erase_member(stores.members, member.to_bytes(32))
    (left,) = invites.all_invites(stores.members)
    assert left.used == invite.full_at - 5
    invites.end_full_invites(stores.members, MONDAY + DAY)
    assert not invites.is_invite_open(stores.members, invite.code, MONDAY + DAY)


def test_whoever_began_before_an_invite_was_full_hands_in(stores: Stores) -> None:
    """What counts is the draft, and with what it was begun; begun after, it is refused."""
    invite = invites.create_invite(stores.members, "poster", 20, None)
    other = invites.create_invite(stores.members, "newsletter", 20, None)
    draft = drafts.Draft(1, "{}")
    for member, code in ((500, invite.code), (501, other.code)):
        drafts.save_draft(stores.members, member.to_bytes(32), draft, invite=code)
    for member in range(1, invite.full_at + 1):
        come(stores, invite.code, member)
    invites.end_full_invites(stores.members, MONDAY)
    drafts.save_draft(stores.members, (502).to_bytes(32), draft, invite=invite.code)
    come(stores, invite.code, 500)
    for late in (501, 502):
        with pytest.raises(InviteNotOpen):
            come(stores, invite.code, late)


@pytest.mark.parametrize("ends_on", [None, MONDAY - DAY])
def test_whoever_began_before_an_invite_ended_takes_another(
    stores: Stores, ends_on: datetime.date | None
) -> None:
    """A day that leaders set, and closing, hold for everybody."""
    invite = invites.create_invite(stores.members, "poster", 20, ends_on)
    drafts.save_draft(stores.members, (1).to_bytes(32), drafts.Draft(1, "{}"), invite=invite.code)
    invites.close_invite(stores.members, invite.batch)
    with pytest.raises(InviteNotOpen):
        come(stores, invite.code, 1)


def test_where_an_invite_is_full_is_drawn_near_its_cap(stores: Stores) -> None:
    """2,000 for 100: from 95 on, on average at 104, and each place is the last with 1 in 10."""
    with writing_transaction(stores.members) as connection:
        made = [invites.create_invite_within(connection, "poster", 100, None) for _ in range(2_000)]
    full_at = np.array([invite.full_at for invite in made])
    assert full_at.min() == 95
    assert abs(full_at.mean() - 104) < 1
    for place in (95, 100, 105, 110):
        there = (full_at >= place).sum()
        error = math.sqrt(0.1 * 0.9 / there)
        assert abs((full_at == place).sum() / there - 0.1) < 4 * error


def test_an_imported_batch_holds_what_was_imported(stores: Stores) -> None:
    """No lot where a spreadsheet has its rows."""
    with writing_transaction(stores.members) as connection:
        made = invites.create_invite_within(connection, "old answers", 33, None, is_exact=True)
    assert made.full_at == made.cap == 33


def test_an_invite_works_on_its_last_day_and_not_after(stores: Stores) -> None:
    """The day is the leaders' own, about the invite alone."""
    invite = invites.create_invite(stores.members, "poster", 20, MONDAY)
    assert invites.is_invite_open(stores.members, invite.code, MONDAY)
    assert not invites.is_invite_open(stores.members, invite.code, MONDAY + DAY)


@pytest.mark.parametrize("written", ["", "0000-0000", "not a code", "0" * 100, "7K2M"])
def test_a_code_that_nobody_gave_out_is_not_open(stores: Stores, written: str) -> None:
    """Whatever is written."""
    invites.create_invite(stores.members, "poster", 20, None)
    assert not invites.is_invite_open(stores.members, written, MONDAY)


def test_a_closed_invite_stays_closed(stores: Stores) -> None:
    """Surveys that came with it stay."""
    invite = invites.create_invite(stores.members, "poster", 20, None)
    come(stores, invite.code, 1)
    invites.close_invite(stores.members, invite.batch)
    assert not invites.is_invite_open(stores.members, invite.code, MONDAY)
    assert hand_in.is_handed_in(stores.members, (1).to_bytes(32))
