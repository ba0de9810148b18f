"""What the desk says: in words, with an edition, by its lot and noise."""

import datetime
from typing import Any, get_args

import pytest

from dashboard import demo
from dashboard.publishing import desk_counts, publish_edition
from dashboard.publishing.blurring import CountNoise
from dashboard.publishing.desk_counts import (
    TENS,
    Fullness,
    invites_on_desk,
    surveys_on_hold,
    surveys_under_way,
    uses_of_invites,
)
from dashboard.publishing.weights import LotKey
from dashboard.stores import Stores
from db.answers import Survey
from db.desk import invites
from db.members import drafts, hand_in
from db.members.hand_in import SurveyArrival
from db.store.engine import reading_transaction, writing_transaction
from db.vocabulary import HeldFor
from tests.editions_of import next_day, noon_of, publish_next
from tests.leading import enrol

STEP = {"week": 1, "dose_ug": 500, "timing": 1}
FAST = frozenset({HeldFor.too_fast})
FURTHEST = 25
"""Of 60: three standard deviations of the lot (4.2 each), noise of 5, and the step below."""


def come(stores: Stores, people: range, **arrival: Any) -> None:
    for member in people:
        survey = Survey(observed_week=1 + member % 40, steps=[STEP])
        hand_in.hand_in(stores.members, member.to_bytes(32), survey, SurveyArrival(**arrival))


@pytest.fixture
def led(stores: Stores) -> Stores:
    """A group of 200 with a leader: what is held stays held."""
    enrol(stores.members, bytes(16))
    demo.fill_with_members(stores.members, 200, seed=1)
    return stores


@pytest.fixture
def code(led: Stores) -> str:
    """An invite for a hundred."""
    return invites.create_invite(led.members, "poster", 100, None).code


def words_of_desk(stores: Stores) -> tuple[Any, ...]:
    """All that the desk says."""
    return (
        invites_on_desk(stores),
        uses_of_invites(stores),
        surveys_under_way(stores),
        surveys_on_hold(stores),
    )


def test_nothing_is_said_before_an_edition(led: Stores, code: str) -> None:
    """Not even that there is none: weekly numbers before the first could be averaged."""
    come(led, range(60), invite=code, reasons=FAST)
    (batch,) = invites_on_desk(led)
    assert batch.fullness is None and uses_of_invites(led) is None
    assert {held.people for held in surveys_on_hold(led).values()} == {None}


def test_nothing_moves_between_two_editions(led: Stores, code: str) -> None:
    """Sixty more, sixty held and sixty drafts: the same words until the next edition."""
    publish_next(led)
    before = words_of_desk(led)
    come(led, range(60), invite=code, reasons=FAST)
    for member in range(60):
        drafts.save_draft(led.members, (1_000 + member).to_bytes(32), drafts.Draft(1, "{}"))
    eve = noon_of(next_day(led)) - datetime.timedelta(days=1)
    publish_edition(led, moment=eve)
    assert words_of_desk(led) == before
    publish_next(led)
    assert words_of_desk(led) != before


def test_numbers_are_tens_near_the_truth(led: Stores, code: str) -> None:
    """60 with an invite, all of them held, and 60 drafts."""
    come(led, range(60), invite=code, reasons=FAST)
    for member in range(60):
        drafts.save_draft(led.members, (1_000 + member).to_bytes(32), drafts.Draft(1, "{}"))
    publish_next(led)
    held = surveys_on_hold(led)
    for count in (
        uses_of_invites(led),
        surveys_under_way(led),
        held[None].people,
        held[1].people,
        held[1].reasons[HeldFor.too_fast],
    ):
        assert count is not None and count % TENS == 0 and abs(count - 60) <= FURTHEST
    assert held[1].reasons[HeldFor.surge] is None


@pytest.mark.parametrize("people", [0, 1, 9])
def test_few_look_the_same_as_none(led: Stores, code: str, people: int) -> None:
    """Of held surveys: no number and no row more."""
    come(led, range(people), invite=code, reasons=FAST)
    publish_next(led)
    held = surveys_on_hold(led)
    assert set(held) == {None, 0, 1}
    assert {of_batch.people for of_batch in held.values()} == {None}


@pytest.mark.parametrize(
    ("used", "words"),
    [
        (0, {"none"}),
        (25, {"some"}),
        (55, {"half"}),
        (94, {"nearly"}),
    ],
)
def test_how_full_an_invite_is_is_one_word_of_four(
    led: Stores, code: str, used: int, words: set[Fullness]
) -> None:
    """Far enough from the edges for any noise; three draws."""
    come(led, range(used), invite=code, today=datetime.date(2026, 11, 1))
    publish_next(led)
    assert {batch.fullness for batch in invites_on_desk(led)} <= words
    assert words <= set(get_args(Fullness))


def test_the_desk_and_the_edition_have_one_lot(led: Stores, code: str) -> None:
    """A lot of its own would be a second look at the same people."""
    come(led, range(60), invite=code)
    secret, other = b"s" * 32, b"o" * 32
    with reading_transaction(led.members) as snapshot:
        once, again, another = (
            desk_counts.count_for_desk(snapshot, LotKey(lot), CountNoise(secret))
            for lot in (secret, secret, other)
        )
        lots = [LotKey(bytes([number]) * 32) for number in range(8)]
        counts = [dict(desk_counts._weighted_counts(snapshot, lot)) for lot in lots]
    assert once == again
    assert any(of_lot != counts[0] for of_lot in counts[1:])  # two alone are alike one time in 15
    assert set(another) == set(once)


def test_a_batch_as_leaders_see_it_has_no_exact_number(led: Stores, code: str) -> None:
    """Its fields are those of the invite, but for uses and fullness."""
    come(led, range(33), invite=code)
    publish_next(led)
    (shown,), (exact,) = invites_on_desk(led), invites.all_invites(led.members)
    same = vars(exact).keys() - {"used", "full_at"}
    assert vars(shown).keys() == same | {"fullness"}
    assert {name: vars(shown)[name] for name in same} == {n: vars(exact)[n] for n in same}


def test_no_number_is_above_the_places_of_its_invites(led: Stores) -> None:
    """80, by lot and noise, is told as 40 for an invite of 45; without an invite it stays."""
    batch = invites.create_invite(led.members, "poster", 45, None).batch
    places = [f"held|{batch}", f"held|{batch}|too_fast", "held|0", "held|all", "used|all"]
    with writing_transaction(led.members) as connection:
        desk_counts.note_for_desk(connection, dict.fromkeys(places, 80))
    told = surveys_on_hold(led)
    assert (told[batch].people, told[batch].reasons[HeldFor.too_fast]) == (40, 40)
    assert (told[0].people, told[None].people, uses_of_invites(led)) == (80, 80, 40)
