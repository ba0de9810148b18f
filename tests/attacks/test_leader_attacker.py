"""A leader as attacker: has the codes, hands in surveys of their own, and reads what the desk says.

Each row has its control: the rule as it was, by which the same leader reads a friend off.
"""

import datetime
import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import Connection, select

from dashboard import demo
from dashboard.publishing import desk_counts, publish_edition
from dashboard.publishing.blurring import CountNoise
from dashboard.publishing.held_orders import FEWEST_AT_A_TIME, decide_on_publishing_day
from dashboard.publishing.weights import LotKey
from dashboard.stores import Stores
from db.answers import Survey
from db.catalogue import FILTERS
from db.desk import group, invites
from db.desk.group import GroupSettings
from db.desk.invites import InviteNotOpen
from db.editions import editions
from db.members import hand_in
from db.members.hand_in import SurveyArrival
from db.members.held_orders import HeldOrder, load_orders, write_orders
from db.store.engine import core_table, reading_transaction, writing_transaction
from db.tables import Member
from db.vocabulary import HeldFor, Standing
from tests.editions_of import SUNDAY, noon_of
from tests.leading import enrol

BOUND = 0.65
REPLAYS = 600
CAP = 20
TODAY = datetime.date(2026, 11, 23)
STEP = {"week": 1, "dose_ug": 500, "timing": 1}
FAST = frozenset({HeldFor.too_fast})
DAYS_TO_WAIT = 3
"""Publishing days in the twelve weeks after which what is held counts by itself."""


class Undone(Exception):
    """Raised at the end of a replay, so that the store is as it was."""


def auc(with_friend: list[float], without: list[float]) -> float:
    """How often a score tells a replay with the friend from one without; 0.5 is a coin."""
    pairs = [(a > b) + (a == b) / 2 for a in with_friend for b in without]
    return max(sum(pairs) / len(pairs), 1 - sum(pairs) / len(pairs))


def come(stores: Stores, people: range, **arrival: Any) -> None:
    for member in people:
        survey = Survey(observed_week=1 + member, steps=[STEP])
        hand_in.hand_in(stores.members, member.to_bytes(32), survey, SurveyArrival(**arrival))


def place_is_refused(
    connection: Connection, own: int, *, friend: bool, is_exact: bool
) -> bool | None:
    """Whether the leader's next survey is refused; None where nobody could come any more.

    They look after midnight: until then whatever comes is let in.
    """
    made = invites.create_invite_within(connection, "poster", CAP, None, is_exact=is_exact)
    try:
        for _ in range(own):
            invites.use_invite(connection, made.code, TODAY)
        invites.end_full_invites_within(connection)
        if invites.open_batch(connection, made.code, TODAY) == invites.NO_INVITE:
            return None
        if friend:
            invites.use_invite(connection, made.code, TODAY)
        invites.end_full_invites_within(connection)
        invites.use_invite(connection, made.code, TODAY)
    except InviteNotOpen:
        return True
    return False


def auc_of_places(connection: Connection, own: int, *, is_exact: bool) -> float:
    scores: dict[bool, list[float]] = {True: [], False: []}
    while min(map(len, scores.values())) < REPLAYS // 3:
        for friend, found in scores.items():
            refused = place_is_refused(connection, own, friend=friend, is_exact=is_exact)
            if refused is not None:
                found.append(refused)
    return auc(scores[True], scores[False])


def test_the_twentieth_place_does_not_tell_whether_anybody_else_came(
    stores: Stores, gained: Callable[..., None]
) -> None:
    """A leader hands in so many of their own that one more decides; wherever they stop."""
    with suppress(Undone), writing_transaction(stores.members) as connection:
        found = {own: auc_of_places(connection, own, is_exact=False) for own in (15, 19, 24, 29)}
        control = auc_of_places(connection, CAP - 1, is_exact=True)
        raise Undone
    gained("leader_place", max(found.values()), f"<= {BOUND}", control, f"{REPLAYS // 3} invites")
    assert max(found.values()) < BOUND
    assert control == 1


def days_until_released(connection: Connection, seen: Callable[[Connection], bool]) -> float:
    """Publishing days until an order is carried out, as the leader's own held survey tells."""
    write_orders(connection, {0: HeldOrder(standing=Standing.released)})
    for day in range(DAYS_TO_WAIT):
        decide_on_publishing_day(connection, 4)
        if seen(connection):
            return day
    return DAYS_TO_WAIT


def own_is_released(connection: Connection) -> bool:
    """One row is the leader's; all of the batch are decided about at once."""
    member = core_table(Member)
    found = connection.execute(select(member.c.standing)).scalars()
    return Standing.released in set(found)


@pytest.mark.parametrize("own", [4, 9, 14])
def test_release_at_exactly_ten_does_not_tell_whether_another_is_held(
    stores: Stores, gained: Callable[..., None], own: int
) -> None:
    """So many own ones are held; the order waits or not, for as long as it can."""
    enrol(stores.members, bytes(16))
    scores: dict[bool, list[float]] = {}
    come(stores, range(own), reasons=FAST)
    for friend in (False, True):
        if friend:
            come(stores, range(own, own + 1), reasons=FAST)
        scores[friend] = [days_of_replay(stores) for _ in range(REPLAYS // 3)]
    found = auc([-days for days in scores[True]], [-days for days in scores[False]])
    # The rule as it was: the button works from ten on.
    control = auc([float(own + 1 >= FEWEST_AT_A_TIME)], [float(own >= FEWEST_AT_A_TIME)])
    gained(f"leader_release_{own}", found, f"<= {BOUND}", control, f"{REPLAYS // 3} orders each")
    assert found < BOUND
    assert control == (1 if own == FEWEST_AT_A_TIME - 1 else 0.5)


def days_of_replay(stores: Stores) -> float:
    days = 0.0
    with suppress(Undone), writing_transaction(stores.members) as connection:
        days = days_until_released(connection, own_is_released)
        raise Undone
    return days


def test_an_order_looks_the_same_before_and_after_it_was_carried_out(stores: Stores) -> None:
    """On the desk: what is shown is its standing, and that does not change."""
    enrol(stores.members, bytes(16))
    come(stores, range(30), reasons=FAST)
    with writing_transaction(stores.members) as connection:
        write_orders(connection, {0: HeldOrder(standing=Standing.released)})
        decide_on_publishing_day(connection, 4)
        assert own_is_released(connection)
        assert {b: o.standing for b, o in load_orders(connection).items()} == {0: Standing.released}


def desk_scores(stores: Stores) -> list[float]:
    """The sum of all that the desk says of held surveys, in many editions."""
    found = []
    with reading_transaction(stores.members) as snapshot:
        for _ in range(REPLAYS // 3):
            secret = secrets.token_bytes(32)
            said = desk_counts.count_for_desk(snapshot, LotKey(secret), CountNoise(secret))
            found.append(float(sum(count for count in said.values() if isinstance(count, int))))
    return found


@pytest.mark.parametrize("own", [19, 24, 29])
def test_a_near_duplicate_is_no_oracle(
    stores: Stores, gained: Callable[..., None], own: int
) -> None:
    """A right guess at a friend's answers is held, a wrong one counts: the desk tells neither."""
    now = {"pain": 4}
    spells = [{"effect": effect, "began_week": 1} for effect in (1, 3, 4, 11)]
    friend = Survey(observed_week=5, steps=[STEP], episodes=spells, condition=3, now=now)
    hand_in.hand_in(stores.members, b"f" * 32, friend)
    come(stores, range(own), reasons=FAST)
    wrong = desk_scores(stores)
    guess = Survey(observed_week=5, steps=[STEP], episodes=spells, condition=4, now=now)
    hand_in.hand_in(stores.members, b"g" * 32, guess)
    right = desk_scores(stores)
    with reading_transaction(stores.members) as connection:
        held = select(core_table(Member).c.held_for).where(
            core_table(Member).c.standing == Standing.held
        )
        exact = len(connection.execute(held).all())
    found, control = auc(right, wrong), auc([float(exact)], [float(own)])
    gained(f"leader_duplicate_{own}", found, f"<= {BOUND}", control, f"{REPLAYS // 3} editions")
    assert found < BOUND
    assert control == 1


def contents(stores: Stores) -> list[Any]:
    return [
        (head, editions.load_contents(stores.editions, head))
        for head in editions.all_editions(stores.editions)
    ]


def settings_one_by_one() -> list[GroupSettings]:
    """Each filter off and on again, each weekday, each rhythm, and a zone where it is tomorrow."""
    changes: list[dict[str, Any]] = []
    for name in FILTERS:
        changes += [{"filters_off": frozenset({name})}, {}]
    changes += [{"weekday": day} for day in range(7)] + [{"rhythm_weeks": w} for w in (4, 6, 12)]
    changes += [{"time_zone": "Pacific/Kiritimati"}, {}]
    return [GroupSettings(**change) for change in changes]


def test_no_setting_of_a_leader_draws_anything_anew(
    stores: Stores, gained: Callable[..., None]
) -> None:
    """Filters switched off and on, weekday, rhythm and zone changed: the edition is the edition."""
    demo.fill_with_members(stores.members, 200, seed=1)
    publish_edition(stores, moment=noon_of(SUNDAY))
    before = contents(stores)
    for number, wanted in enumerate(settings_one_by_one()):
        group.write_group(stores.members, wanted)
        publish_edition(stores, moment=noon_of(SUNDAY + datetime.timedelta(days=number % 27)))
    drawn = len(contents(stores)) - len(before)
    assert contents(stores)[: len(before)] == before
    # The control: a rule by which each change is shown at once draws as often as a leader likes.
    for wanted in settings_one_by_one()[:3]:
        group.write_group(stores.members, wanted)
        publish_edition(stores, now=True, moment=noon_of(SUNDAY))
    control = len(contents(stores)) - len(before) - drawn
    gained("leader_settings", drawn, "0", control, f"{len(settings_one_by_one())} changes")
    assert drawn == 0
    assert control == 3
