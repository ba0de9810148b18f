"""It is the group's own day on which an invite ends, wherever the machine stands."""

import datetime
from contextlib import nullcontext

import pytest
from sqlalchemy import select

from dashboard.stores import Stores
from db.answers import Survey
from db.desk import group, invites
from db.desk.group import GroupSettings, day_of_group
from db.members import drafts, hand_in
from db.members.hand_in import Draft, SurveyArrival
from db.store.engine import core_table, reading_transaction
from db.tables import DraftRow

NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
EAST, WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"
"""14 hours before and 11 hours behind UTC: in one of them it is always another day."""
SURVEY = Survey(observed_week=1, steps=[{"week": 1, "dose_ug": 500, "timing": 1}])
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(("zone", "day"), [("UTC", 23), (EAST, 24), (WEST, 23)])
def test_at_noon_it_is_tomorrow_in_the_east(stores: Stores, zone: str, day: int) -> None:
    """12 + 14 = 26 hours: 2 o'clock of the 24th; 12 - 11 = 1 o'clock of the same day."""
    group.write_group(stores.members, GroupSettings(time_zone=zone))
    with reading_transaction(stores.members) as connection:
        assert day_of_group(connection, NOON) == datetime.date(2026, 11, day)


@pytest.mark.parametrize("is_there", [True, False])
def test_an_invite_ends_at_the_groups_midnight(stores: Stores, is_there: bool) -> None:
    """Beginning and handing in; on the machine's day, the other of the two was right."""
    now = datetime.datetime.now(datetime.UTC)
    zone = EAST if now.hour >= 10 else WEST
    here = now.date() + (DAY if zone == EAST else -DAY)
    group.write_group(stores.members, GroupSettings(time_zone=zone))
    # The last day is the group's own today, or the day before that.
    last_day = here if is_there else here - DAY
    invite = invites.create_invite(stores.members, "meeting", 20, last_day)
    by_the_machine = invites.is_invite_open(stores.members, invite.code, now.date())
    assert by_the_machine is (zone == EAST)

    arrival = SurveyArrival(invite=invite.code)
    with nullcontext() if is_there else pytest.raises(invites.InviteNotOpen):
        hand_in.hand_in(stores.members, b"c" * 32, SURVEY, arrival)
    drafts.save_draft(stores.members, b"b" * 32, Draft(0, "{}"), None, invite.code)
    with reading_transaction(stores.members) as connection:
        begun_with = connection.execute(select(core_table(DraftRow).c.batch)).scalar()
    assert (begun_with == invite.batch) is is_there
