"""Which effects an edition shows: in a small group those that enough have in some week."""

from collections.abc import Callable

import pytest

from dashboard.publishing.blurring import BlurredCell, BlurredCount
from dashboard.publishing.shown_effects import (
    EVERY_NAMED_EFFECT,
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
    assert found == (frozenset({DREAMS}) if is_small else EVERY_NAMED_EFFECT)


@pytest.mark.parametrize(("cases", "is_shown"), [(7, False), (8, True), (0, False), (-3, False)])
def test_a_small_group_shows_an_effect_from_ten_published_cases(cases: int, is_shown: bool) -> None:
    """7 are published as 5, 8 as 10."""
    found = effects_of_everyone(by_week({DREAMS: cases, NAUSEA: 2}), 40, every_before=False)
    assert found == ({DREAMS} if is_shown else set())


@pytest.mark.parametrize(("cases", "is_shown"), [(12, False), (13, True)])
def test_a_small_group_shows_a_group_of_effects_from_fifteen_published_cases(
    cases: int, is_shown: bool
) -> None:
    """12 are published as 10, 13 as 15; a single effect has been there since 8."""
    found = effects_of_everyone(by_week({"sleep": cases, DREAMS: 8}), 40, every_before=False)
    assert found == ({DREAMS, "sleep"} if is_shown else {DREAMS})


def test_a_rare_effect_is_in_no_measure_and_other_places_are_always_shown() -> None:
    """Any effect, benefit, a symptom that is called like a group of effects; no stayers in groups.

    Under a filter a group of effects is always shown: there are 150 members then.
    """
    none = ShownEffects(frozenset())
    assert none.holds_place("effect_by_week", "", "any_effect|w2")
    assert none.holds_place("cluster_by_week", "", "mood|w2|stayers")
    assert none.holds_place("stop_reason", "", "other")
    assert none.holds_place("bedtime_minus_morning", "", "benefit")
    for measure in ("effect_by_week", "effect_lasting", "what_helped", "bedtime_minus_morning"):
        for word in (DREAMS, "sleep"):
            assert not none.holds_place(measure, "", f"{word}|w2")
    assert none.holds_place("effect_by_week", "sex=female", "sleep|w2")
    assert not none.holds_place("effect_by_week", "sex=female", f"{DREAMS}|w2")
    assert not none.holds_place("cluster_by_week", "sex=female", "mood|w2|stayers")


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
        assert {DREAMS, "sleep", "any_effect"} <= words
        assert not {NAUSEA, "physical"} & {row.axis.split("|")[0] for row in rows}
