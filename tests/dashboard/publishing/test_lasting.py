"""How long a spell lasts, and which week of a band is looked at: by hand."""

import numpy as np
import pytest

from dashboard.publishing import counting
from dashboard.publishing.measures import TALLIES, axes, spell_lengths, timelines
from dashboard.questionnaire import week_choices
from db import bands
from db.answers import DoseStep, EffectEpisode, Survey
from db.catalogue import MEASURES
from db.vocabulary import Effect, Joined, OverallChange, Severity, Timing
from tests.story_cohorts import Story, cohort_of

FIRST = DoseStep(week=1, dose_ug=1_500, timing=Timing.bedtime)
KEY_OF_LOT = {0: 0, 1: 0b111111 << 20}
"""Record keys whose every lot adds so many weeks."""


def spell(effect: Effect, began: int, ended: int | None) -> EffectEpisode:
    return EffectEpisode(
        effect=effect,
        began_week=began,
        ended_week=ended,
        still_there=ended is None,
        severity=Severity.mild,
    )


def story(
    *spells: EffectEpisode,
    key: int = 0,
    joined: Joined = Joined.later,
    step: DoseStep = FIRST,
    weeks: int = 40,
) -> Story:
    steps = (FIRST,) if step is FIRST else (FIRST, step)
    survey = Survey(observed_week=weeks, steps=steps, episodes=spells, joined=joined)
    return Story(survey, ((weeks, OverallChange.no_change),), key)


def bands_of(member: Story, measure: str, word: str) -> tuple[list[str], list[str]]:
    """Bands at whose start it was there, and in which it ended."""
    words, found = counting.axis_words(MEASURES[measure]), TALLIES[measure](cohort_of([member]))
    there, over = (
        [words[place].removeprefix(f"{word}|") for place in sorted(pairs.place)]
        for pairs in (found.people, found.cases)
    )
    return [w for w in there if "|" not in w], [w for w in over if "|" not in w]


@pytest.mark.parametrize(
    ("began", "ended", "lot", "band"),
    [
        (3, 3, 0, "w1"),  # one week touched: a week at the most
        (3, 3, 1, "w1"),
        (3, 4, 0, "w1"),  # two weeks touched: from a day to nearly two weeks
        (3, 4, 1, "w2"),
        (3, 5, 0, "w2"),
        (3, 5, 1, "w3_4"),
        (1, 9, 0, "w5_8"),
        (1, 9, 1, "w9_12"),
    ],
)
def test_a_spell_lasts_last_week_minus_first_and_a_week_more_by_lot(
    began: int, ended: int, lot: int, band: str
) -> None:
    """Whoever touched n weeks had it for n - 1 of them on average."""
    member = story(spell(Effect.nausea, began, ended), key=KEY_OF_LOT[lot])
    _, over = bands_of(member, "effect_lasting", "effect_nausea")
    assert over == [band]


def step_of(week: int, dose_ug: int, day: int | None = None) -> DoseStep:
    return DoseStep(week=week, day=day, dose_ug=dose_ug, timing=Timing.bedtime)


@pytest.mark.parametrize(
    ("began", "step", "longer"),
    [
        (1, FIRST, 39),  # with the first dose: .6
        (3, FIRST, 29),  # with no step: .45
        (3, step_of(3, 3_000), 39),
        (3, step_of(3, 3_000, day=2), 39),
        (3, step_of(3, 3_000, day=3), 29),  # so told, it is no early one
        (3, step_of(3, 1_000), 29),  # a step down brings nothing
        (3, step_of(2, 3_000), 29),  # a week after the step: on any day
    ],
)
def test_the_lot_of_a_week_falls_more_often_where_a_spell_begins_early_in_its_week(
    began: int, step: DoseStep, longer: int
) -> None:
    """Of all 64 lots 39 make two touched weeks a spell of two where a step came; else 29."""
    effect = spell(Effect.nausea, began, began + 1)
    members = [story(effect, key=lot << 20, step=step) for lot in range(64)]
    over = [bands_of(member, "effect_lasting", "effect_nausea")[1] for member in members]
    assert over.count(["w2"]) == longer
    assert over.count(["w1"]) == 64 - longer


def test_a_spell_that_came_back_is_no_longer_for_it() -> None:
    """Weeks 1 and 2, then 20 to 30: one of a week, not one of thirty."""
    member = story(spell(Effect.nausea, 1, 2), spell(Effect.nausea, 20, 30))
    assert bands_of(member, "effect_lasting", "effect_nausea") == (["w1"], ["w1"])


def test_what_is_still_there_ends_in_no_band() -> None:
    """Since week 8, and it is week 10: at risk up to week 2."""
    member = story(spell(Effect.nausea, 8, None), weeks=10)
    assert bands_of(member, "effect_lasting", "effect_nausea") == (["w1", "w2"], [])


def test_only_what_is_told_to_the_week_has_a_length() -> None:
    """Four weeks after week 9 is week 13, the last that the survey's list names by itself."""
    assert spell_lengths.LAST_WEEK_OF_BEGINNING + 4 == week_choices.LAST_EXACT
    member = story(spell(Effect.nausea, 9, 13))
    assert bands_of(member, "effect_lasting", "effect_nausea")[1] == ["w3_4"]
    later = story(spell(Effect.nausea, 10, 14))
    assert bands_of(later, "effect_lasting", "effect_nausea") == ([], [])


def test_of_two_effects_of_one_week_half_of_the_members_are_counted_with_either() -> None:
    """Night waking of ten weeks and dreams of one: not the longer, which would be ten for all."""
    keys = np.random.default_rng(3).integers(0, 2**32, 400).tolist()
    spells = (spell(Effect.night_waking, 1, 11), spell(Effect.vivid_dreams, 1, 1))
    over = [bands_of(story(*spells, key=key), "effect_lasting", "sleep")[1][0] for key in keys]
    assert 150 <= over.count("w1") <= 250


def test_only_who_joined_before_ldn_stands_in_their_curve() -> None:
    """The same spell of two members."""
    effect = spell(Effect.nausea, 1, 2)
    before = story(effect, joined=Joined.before_ldn)
    assert bands_of(before, "lasting_joined_before", "physical") == (["w1"], ["w1"])
    assert bands_of(story(effect), "lasting_joined_before", "physical") == ([], [])


def test_every_week_of_a_band_is_named_as_often() -> None:
    """100,000 keys: each of n weeks for one in n, within five standard errors."""
    keys = np.random.default_rng(4).integers(0, 2**32, 100_000)
    many_of_band = (1, 1, 2, 4, 4, 14, 26, 52)
    named = zip(axes.weeks_of_bands(keys), bands.WEEK_OF_BAND.edges, many_of_band, strict=True)
    for weeks, first, many in named:
        counts = np.bincount(weeks - first, minlength=many)
        assert len(counts) == many
        expected = len(keys) / many
        assert np.abs(counts - expected).max() <= 5 * np.sqrt(expected)


def test_the_lots_of_two_bands_say_nothing_of_each_other() -> None:
    """Correlations of 10,000 members: within five standard errors of none."""
    keys = np.random.default_rng(5).integers(0, 2**32, 10_000)
    weeks = np.array([week for week in axes.weeks_of_bands(keys) if len(np.unique(week)) > 1])
    apart = np.corrcoef(weeks) - np.eye(len(weeks))
    assert np.abs(apart).max() <= 5 / np.sqrt(len(keys))


def test_an_effect_in_another_week_of_the_band_does_not_count() -> None:
    """Key 0 names the first week of every band; nausea in weeks 10 to 12 is in none of them."""
    cohort = cohort_of([story(spell(Effect.nausea, 10, 12))])
    assert [int(week[0]) for week in axes.weeks_of_bands(cohort.record_key)] == [*bands.WEEK.edges]
    assert not len(timelines.effect_by_week(cohort).cases.member)
