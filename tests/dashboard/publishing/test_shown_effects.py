"""Which effects an edition shows: of a small group "any effect" alone, whatever the counts."""

from collections.abc import Callable

import pytest

from dashboard.publishing.shown_effects import ShownEffects, is_small_group
from dashboard.stores import Stores
from db.answers import DoseStep, EffectEpisode
from db.editions import editions
from db.vocabulary import Effect, Timing
from tests.editions_of import publish_next

HandIn = Callable[..., None]
DREAMS, NAUSEA = "effect_vivid_dreams", "effect_nausea"


@pytest.mark.parametrize(
    ("members", "was_small", "is_small"),
    [(145, True, True), (150, True, False), (125, False, True), (130, False, False)],
)
def test_a_group_is_small_under_150_members_and_stays_large_down_to_130(
    members: int, was_small: bool, is_small: bool
) -> None:
    """By a lot alone a group of 150 is told as 140: its effects do not come and go with that."""
    assert is_small_group(members, was_small=was_small) == is_small


def test_a_small_group_shows_no_effect_but_any_in_no_measure() -> None:
    """Nor that of people with a sleep effect, though no word says so."""
    small = ShownEffects(is_small=True)
    for measure in ("effect_by_week", "effect_lasting", "what_helped", "bedtime_minus_morning"):
        assert small.holds_place(measure, "", "any_effect|w2")
        for word in (DREAMS, "sleep"):
            assert not small.holds_place(measure, "", f"{word}|w2")
            assert ShownEffects().holds_place(measure, "", f"{word}|w2")
    assert not small.holds_place("had_before", "", f"{DREAMS}|new")
    for measure, axis in (
        ("hours_after_dose", "under_2"),
        ("switched_minus_not_yet", "sleep_gone"),
    ):
        assert not small.holds_place(measure, "", axis)
        assert ShownEffects().holds_place(measure, "sex=female", axis)


def test_a_small_group_shows_nothing_of_what_the_extras_ask() -> None:
    """Ten symptoms and four scales of 40 people would tell a friend's answers."""
    for measure, axis in (("scale_change", "pain|w13_on|better"), ("after_stopping", "not_sure")):
        assert not ShownEffects(is_small=True).holds_place(measure, "", axis)
        assert ShownEffects().holds_place(measure, "", axis)


def test_a_word_of_an_effect_that_is_of_no_effect_is_always_shown() -> None:
    """A symptom that is called like a kind of effects; a reason; a contrast of benefit."""
    small = ShownEffects(is_small=True)
    assert small.holds_place("cluster_by_week", "", "mood|w2|stayers")
    assert small.holds_place("stop_reason", "", "other")
    assert small.holds_place("bedtime_minus_morning", "", "benefit")


def test_in_groups_kinds_of_effects_are_shown_and_single_ones_that_enough_have() -> None:
    """And no stayers beside starters."""
    shown = ShownEffects(groups=frozenset({DREAMS}))
    assert shown.holds_place("effect_by_week", "sex=female", "sleep|w2")
    assert shown.holds_place("effect_by_week", "sex=female", f"{DREAMS}|w2")
    assert not shown.holds_place("effect_by_week", "sex=female", f"{NAUSEA}|w2")
    assert not shown.holds_place("cluster_by_week", "sex=female", "mood|w2|stayers")


@pytest.mark.parametrize(("members", "is_small"), [(100, True), (200, False)])
def test_what_nearly_everybody_of_a_small_group_has_is_in_no_cell_and_no_difference(
    stores: Stores, hand_in: HandIn, members: int, is_small: bool
) -> None:
    """Everybody has dreams. At 100 members, drawn anew, "any effect" alone; at 200 dreams, too."""
    dreams = [EffectEpisode(effect=Effect.vivid_dreams, began_week=1)]
    for timing in (Timing.bedtime, Timing.morning):
        steps = [DoseStep(week=1, dose_ug=500, timing=timing)]
        hand_in(members // 2, episodes=dreams, steps=steps, observed_week=8)
    publish_next(stores)
    newest = editions.latest_edition(stores.editions)
    assert newest is not None
    held = editions.load_contents(stores.editions, newest)
    for rows in (held.cells, held.contrasts):
        words = {row.axis.split("|")[0] for row in rows}
        assert "any_effect" in words
        assert ({DREAMS, "sleep"} <= words) is not is_small
        assert is_small or {DREAMS, "sleep"} <= words
        assert not (is_small and {DREAMS, "sleep"} & words)
