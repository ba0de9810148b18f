import datetime

import pytest
from sqlalchemy import select

from dashboard.stores import Stores
from db.answers import Survey
from db.desk import invites
from db.desk.invites import InviteNotOpen
from db.members import hand_in
from db.members.hand_in import SurveyArrival
from db.store.engine import core_table, reading_transaction
from db.tables import Member

MONDAY = datetime.date(2026, 11, 23)
DAY = datetime.timedelta(days=1)
SURVEY = Survey(observed_week=1, steps=[{"week": 1, "dose_ug": 500, "timing": 1}])


def come(stores: Stores, code: str, member: int, today: datetime.date = MONDAY) -> None:
    arrival = SurveyArrival(invite=code, today=today)
    hand_in.hand_in(stores.members, member.to_bytes(32), SURVEY, arrival)


@pytest.mark.parametrize(("cap", "key"), [(19, "invite_cap_small"), (2_001, "invite_cap_large")])
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


def test_a_full_invite_lets_nobody_in_and_stores_nothing(stores: Stores) -> None:
    """20 uses are 20 uses, and a survey that is handed in twice is one."""
    invite = invites.create_invite(stores.members, "poster", 20, None)
    for member in [*range(1, 21), 20]:
        come(stores, invite.code, member)
    with pytest.raises(InviteNotOpen):
        come(stores, invite.code, 21)
    assert not hand_in.is_handed_in(stores.members, (21).to_bytes(32))


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
