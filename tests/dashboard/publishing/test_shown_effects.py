"""Which single effects an edition shows: in a small group those that ten have in some week."""

from collections.abc import Callable

import pytest

from dashboard.publishing.blurring import BlurredCell, BlurredCount
from dashboard.publishing.shown_effects import (
    EVERY_SINGLE_EFFECT,
    ShownEffects,
    effects_of_everyone,
)
from dashboard.stores import Stores
from db.answers import DoseStep, EffectEpisode
from db.editions import editions
from db.vocabulary import Effect, Timing
from tests.editions_of import publish_next

HandIn = Callable[..., None]
DREAMS, NAUSEA = "effect_vivid_dreams", "effect_nausea"


def by_week(cases: dict[str, float]) -> dict[tuple[str, str], BlurredCell]:
    """Of 40 people in week 2."""
    return {
        ("", f"{effect}|w2"): BlurredCell(BlurredCount(40), BlurredCount(count))
        for effect, count in cases.items()
    }


@pytest.mark.parametrize(
    ("members", "every_before", "is_small"),
    [(145, False, True), (150, False, False), (125, True, True), (130, True, False)],
)
def test_a_group_is_small_under_150_members_and_stays_large_down_to_130(
    members: int, every_before: bool, is_small: bool
) -> None:
    """By a lot alone a group of 150 is told as 140: its effects do not come and go with that."""
    found = effects_of_everyone(by_week({DREAMS: 12}), members, every_before=every_before)
    assert found == (frozenset({DREAMS}) if is_small else EVERY_SINGLE_EFFECT)


@pytest.mark.parametrize(("cases", "is_shown"), [(7, False), (8, True), (0, False), (-3, False)])
def test_a_small_group_shows_an_effect_from_ten_published_cases(cases: int, is_shown: bool) -> None:
    """7 are published as 5, 8 as 10."""
    found = effects_of_everyone(by_week({DREAMS: cases, NAUSEA: 2}), 40, every_before=False)
    assert found == ({DREAMS} if is_shown else set())


def test_a_place_without_a_single_effect_is_always_shown_of_everyone() -> None:
    """Groups of effects, benefit, doses; in groups, no stayers."""
    none = ShownEffects(frozenset())
    assert none.holds_place("", "sleep|w2")
    assert none.holds_place("", "mood|w2|stayers")
    assert not none.holds_place("", f"{DREAMS}|w2")
    assert not none.holds_place("sex=female", "mood|w2|stayers")


def test_a_rare_effect_of_a_small_group_is_in_no_cell_and_no_difference(
    stores: Stores, hand_in: HandIn
) -> None:
    """109 of 110 with dreams, one with nausea: drawn twice, moved by 5, that is 7, told as 5."""
    dreams, nausea = (
        [EffectEpisode(effect=effect, began_week=1)]
        for effect in (Effect.vivid_dreams, Effect.nausea)
    )
    for timing in (Timing.bedtime, Timing.morning):
        steps = [DoseStep(week=1, dose_ug=500, timing=timing)]
        hand_in(54, episodes=dreams, steps=steps, observed_week=8)
    hand_in(1, episodes=dreams, steps=steps, observed_week=8)
    hand_in(1, episodes=nausea, steps=steps, observed_week=8)
    publish_next(stores)
    newest = editions.latest_edition(stores.editions)
    assert newest is not None
    held = editions.load_contents(stores.editions, newest)
    for rows in (held.cells, held.contrasts):
        words = {word for row in rows for word in row.axis.split("|")}
        assert {DREAMS, "physical", "any_effect"} <= words
        assert NAUSEA not in words
