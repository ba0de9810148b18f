"""A group that asks for an invite: who may begin, and who may hand in."""

import datetime
from contextlib import suppress

import pytest
from sqlalchemy import select

from dashboard.stores import Stores
from db.answers import Survey
from db.desk import group, invites
from db.desk.group import GroupSettings
from db.desk.invites import InviteBatch, InviteNeeded
from db.members import drafts, hand_in
from db.members.hand_in import SurveyArrival
from db.store.engine import core_table, reading_transaction
from db.store.revisions import GoneMeanwhile
from db.tables import Member

CODE, OTHER = b"c" * 32, b"o" * 32
DRAFT = drafts.Draft(1, "{}")
SURVEY = Survey(observed_week=1, steps=[{"week": 1, "dose_ug": 500, "timing": 1}])
TODAY = datetime.datetime.now(datetime.UTC).date()


@pytest.fixture
def invite(stores: Stores) -> InviteBatch:
    """For a hundred."""
    return invites.create_invite(stores.members, "poster", 100, None)


def ask_for_invites(stores: Stores, *, on: bool = True) -> None:
    group.write_group(stores.members, GroupSettings(only_with_invite=on))


def batches(stores: Stores) -> list[int]:
    with reading_transaction(stores.members) as connection:
        return list(connection.execute(select(core_table(Member).c.batch)).scalars())


def test_nobody_is_asked_for_an_invite_until_a_leader_turns_it_on(
    stores: Stores, invite: InviteBatch
) -> None:
    """Though there is one; and again when it is turned off."""
    for on in (False, True, False):
        ask_for_invites(stores, on=on)
        if not on:
            hand_in.hand_in(stores.members, bytes([on, len(batches(stores))]) * 16, SURVEY)
    assert batches(stores) == [0, 0]


def test_nobody_begins_without_an_invite(stores: Stores, invite: InviteBatch) -> None:
    """Neither with none nor with one that nobody gave out; nothing is kept."""
    ask_for_invites(stores)
    for written in (None, "", "0000-0000"):
        with pytest.raises(InviteNeeded):
            drafts.save_draft(stores.members, CODE, DRAFT, invite=written)
    assert drafts.load_draft(stores.members, CODE) is None
    drafts.save_draft(stores.members, CODE, DRAFT, invite=invite.code)
    assert drafts.load_draft(stores.members, CODE) == DRAFT


def test_nobody_hands_in_without_an_invite(stores: Stores) -> None:
    """A survey that was never begun on the page."""
    ask_for_invites(stores)
    with pytest.raises(InviteNeeded):
        hand_in.hand_in(stores.members, CODE, SURVEY)
    assert batches(stores) == []


def test_whoever_began_before_hands_in_without_one(stores: Stores) -> None:
    """Also where they go on after it was turned on."""
    read_with = {code: drafts.save_draft(stores.members, code, DRAFT) for code in (CODE, OTHER)}
    ask_for_invites(stores)
    later = drafts.Draft(2, "{}")
    read_with[OTHER] = drafts.save_draft(stores.members, OTHER, later, read_with[OTHER])
    for code, revision in read_with.items():
        assert hand_in.hand_in(stores.members, code, SURVEY, draft_read_with=revision)
    assert batches(stores) == [0, 0]


@pytest.mark.parametrize(("asks", "left"), [(True, 0), (False, 1)])
def test_a_stock_of_drafts_from_before_is_gone_when_its_weeks_are_over(
    stores: Stores, *, asks: bool, left: int
) -> None:
    """Saved every week for ten weeks: once the group asks for invites that winds nothing up."""
    revision = drafts.save_draft(stores.members, CODE, drafts.Draft(1, '{"you.sex": "female"}'))
    if asks:
        ask_for_invites(stores)
    drafts.count_drafts_down(stores.members, TODAY)
    for week in range(1, 11):
        drafts.count_drafts_down(stores.members, TODAY + datetime.timedelta(weeks=week))
        with suppress(GoneMeanwhile):
            draft = drafts.Draft(1, f'{{"age": {week}}}')
            revision = drafts.save_draft(stores.members, CODE, draft, revision)
    with reading_transaction(stores.members) as connection:
        assert drafts.count_drafts(connection) == left


def test_an_invite_that_is_taken_out_again_is_used_all_the_same(
    stores: Stores, invite: InviteBatch
) -> None:
    """Else one place would let in as many as like."""
    ask_for_invites(stores)
    revision = drafts.save_draft(stores.members, CODE, DRAFT, invite=invite.code)
    without = SurveyArrival(invite="", today=TODAY)
    assert hand_in.hand_in(stores.members, CODE, SURVEY, without, revision)
    assert batches(stores) == [invite.batch]
    assert [found.used for found in invites.all_invites(stores.members)] == [1]
