"""What leaders do with invites and held surveys: each act and its line are one."""

import ast
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dashboard.leaders.access import sign_in
from dashboard.leaders.access.leader import Leader, SessionEnded, leader_of_session
from dashboard.leaders.acts import group_settings, held_surveys
from dashboard.leaders.acts import invites as invite_acts
from dashboard.stores import Stores
from db.answers import Survey
from db.desk import audit, invites, sessions
from db.desk.group import load_group
from db.members import hand_in
from db.members.hand_in import SurveyArrival
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import Member
from db.vocabulary import HeldFor, Standing
from tests.dashboard.leaders.conftest import Desk
from tests.editions_of import publish_next

HOUSE = Path(__file__).resolve().parents[4] / "dashboard" / "leaders"
STEP = {"week": 1, "dose_ug": 500, "timing": 1}
FAST = frozenset({HeldFor.too_fast})


@pytest.fixture
def anna(desk: Desk) -> Leader:
    """Signed in."""
    with writing_transaction(desk.stores.members) as connection:
        token = sessions.begin_session(connection, "Anna", int(time.time()))
    found = leader_of_session(desk.stores.members, token)
    assert found
    return found


def come(stores: Stores, people: range, **arrival: Any) -> None:
    for member in people:
        survey = Survey(observed_week=1 + member, steps=[STEP])
        hand_in.hand_in(stores.members, member.to_bytes(32), survey, SurveyArrival(**arrival))


def lines(stores: Stores) -> list[tuple[str, str, str]]:
    """The log without what the server did, newest first."""
    with reading_transaction(stores.members) as connection:
        found = audit.load_entries(connection, 20)
    return [(e.leader, e.action, e.object) for e in found if e.leader != audit.SERVER]


def standings(stores: Stores) -> set[int]:
    with reading_transaction(stores.members) as connection:
        return set(connection.execute(select(core_table(Member).c.standing)).scalars())


def test_an_invite_is_made_and_closed_with_a_line_each(desk: Desk, anna: Leader) -> None:
    """By its number: what a leader called it is not in the log. Closing twice is closing once."""
    engine = desk.stores.members
    batch = invite_acts.make_batch(engine, anna, "poster for Maria", 20, None)
    for _ in range(2):
        invite_acts.close_batch(engine, anna, batch)
    assert lines(desk.stores) == [
        ("Anna", "invite_closed", "batch 1"),
        ("Anna", "invite_made", "batch 1"),
    ]
    assert invites.all_invites(engine)[0].closed


@pytest.mark.parametrize(("label", "cap"), [("", 20), ("poster", 19), ("poster", 10_001)])
def test_an_invite_that_cannot_be_leaves_no_line(
    desk: Desk, anna: Leader, label: str, cap: int
) -> None:
    """Nothing was made."""
    with pytest.raises(ValueError, match="invite_"):
        invite_acts.make_batch(desk.stores.members, anna, label, cap, None)
    assert not lines(desk.stores)
    assert not invites.all_invites(desk.stores.members)


@pytest.mark.parametrize("people", [0, 1, 9, 40])
def test_an_order_is_taken_whatever_is_held_and_answers_nothing(
    desk: Desk, anna: Leader, people: int
) -> None:
    """It can be taken back, and nothing happens to a survey before a publishing day."""
    come(desk.stores, range(people), reasons=FAST)
    before = standings(desk.stores)
    engine = desk.stores.members
    held_surveys.order_about_held(engine, anna, 0, Standing.released)
    assert held_surveys.orders_given(engine) == {0: Standing.released}
    held_surveys.take_back_order(engine, anna, 0)
    held_surveys.order_about_held(engine, anna, None, Standing.dropped)
    assert held_surveys.orders_given(engine) == {None: Standing.dropped}
    assert standings(desk.stores) == before
    assert lines(desk.stores) == [
        ("Anna", "held_dropped", "all batches"),
        ("Anna", "decision_undone", "batch 0"),
        ("Anna", "held_released", "batch 0"),
    ]


@pytest.mark.parametrize(("people", "standing"), [(2, Standing.held), (40, Standing.released)])
def test_an_order_is_carried_out_where_about_ten_are_held(
    desk: Desk, anna: Leader, people: int, standing: Standing
) -> None:
    """Two, each counted twice, with the largest noise are nine. The desk says the same."""
    come(desk.stores, range(people), reasons=FAST)
    held_surveys.order_about_held(desk.stores.members, anna, 0, Standing.released)
    publish_next(desk.stores)
    assert standings(desk.stores) == {standing}
    assert held_surveys.orders_given(desk.stores.members) == {0: Standing.released}


def test_nothing_is_done_for_a_leader_who_signed_out(desk: Desk, anna: Leader) -> None:
    """The page was open in another tab: every act is undone."""
    come(desk.stores, range(40), reasons=FAST)
    batch = invite_acts.make_batch(desk.stores.members, anna, "poster", 20, None)
    sign_in.sign_out(desk.stores.members, anna)
    acts = (
        lambda: invite_acts.make_batch(desk.stores.members, anna, "again", 20, None),
        lambda: invite_acts.close_batch(desk.stores.members, anna, batch),
        lambda: held_surveys.order_about_held(desk.stores.members, anna, 0, Standing.dropped),
        lambda: group_settings.ask_everyone_for_invites(desk.stores.members, anna),
        lambda: held_surveys.take_back_order(desk.stores.members, anna, 0),
    )
    for act in acts:
        with pytest.raises(SessionEnded):
            act()
    (invite,) = invites.all_invites(desk.stores.members)
    assert not invite.closed
    assert not load_group(desk.stores.members).only_with_invite
    assert standings(desk.stores) == {Standing.held}


def test_everyone_is_asked_for_an_invite_with_one_line(desk: Desk, anna: Leader) -> None:
    """Off until a leader turns it on; a second time changes nothing."""
    assert not load_group(desk.stores.members).only_with_invite
    for _ in range(2):
        group_settings.ask_everyone_for_invites(desk.stores.members, anna)
    assert load_group(desk.stores.members).only_with_invite
    assert lines(desk.stores) == [("Anna", "setting_changed", "only_with_invite")]


def test_no_module_of_the_desk_reads_an_exact_number() -> None:
    """Those of invites and held surveys come through dashboard.publishing.desk_counts alone."""
    exact = {
        ("invites", "all_invites"),
        ("invites", "all_invites_within"),
        ("held_surveys", "load_hold_counts"),
    }
    asked = set()
    for file in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                asked.add((node.value.id, node.attr))
            elif isinstance(node, ast.ImportFrom):
                asked |= {((node.module or "").split(".")[-1], a.name) for a in node.names}
    assert ("desk_counts", "invites_on_desk") in asked
    assert not asked & exact
