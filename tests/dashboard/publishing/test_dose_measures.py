"""What the measures of doses count, told of single members whose answer is plain."""

from collections.abc import Sequence

import numpy as np
import pytest

from dashboard.publishing import counting
from dashboard.publishing.measures import TALLIES
from db import catalogue
from db.answers import DoseStep, EffectEpisode, LdnPause, LdnStop, Survey
from db.vocabulary import (
    BenefitAfter,
    ChangeReason,
    Effect,
    EffectsAfter,
    OverallChange,
    Severity,
    StopReason,
    Timing,
)
from tests.story_cohorts import Story, cohort_of

MUCH_BETTER, NO_CHANGE = OverallChange.much_better, OverallChange.no_change


def step(week: int, mg: float, reason: str = "not_said", **told: object) -> DoseStep:
    """A dose, with why it was changed and what that did."""
    why = ChangeReason[reason] if week > 1 else ChangeReason.not_said
    return DoseStep(week=week, dose_ug=int(1_000 * mg), timing=Timing.bedtime, reason=why, **told)


def spell(
    week: int, severity: Severity = Severity.moderate, *, still: bool = False
) -> EffectEpisode:
    """Vivid dreams from a week on; a week long unless they are still there."""
    weeks = {"began_week": week, "ended_week": None if still else week, "still_there": still}
    return EffectEpisode(effect=Effect.vivid_dreams, severity=severity, **weeks)


def story(observed: int, *steps: DoseStep, **told: object) -> Story:
    """A member observed up to a week; ``reports`` are (week, answer)."""
    reports = told.pop("reports", ((observed, MUCH_BETTER),))
    return Story(Survey(observed_week=observed, steps=steps, **told), reports, 7)


def cells_of(name: str, members: Sequence[Story]) -> dict[str, tuple[int, int]]:
    """Axis words -> people and cases of everyone, without a lot; places of nobody left out."""
    cohort, spec = cohort_of([*members]), catalogue.MEASURES[name]
    ones = np.ones(cohort.members, dtype=np.int64)
    counts = counting.count_cells(cohort, spec, TALLIES[name](cohort), ones)
    words = counting.axis_words(spec)
    return {
        words[at]: (int(counts.people[0, at]), int(counts.cases[0, at]))
        for at in np.flatnonzero(counts.people[0])
    }


def where(member: Story) -> str:
    """Where a member has got to in the search, or "" where they do not count."""
    cells = cells_of("sweet_spot_found", [member])
    return next((word for word, (_, cases) in cells.items() if cases), "")


WELL = story(40, step(1, 0.5), step(3, 1.5))
"""At 1.5 mg from week 3 to 40, much better, without an effect."""


@pytest.mark.parametrize(
    ("member", "place"),
    [
        (WELL, "from_1500"),
        (story(25, step(1, 0.5), step(3, 1.5)), ""),
        (story(40, step(1, 0.5), reports=((7, MUCH_BETTER),)), ""),
        (story(40, step(1, 0.5), step(33, 1.5)), "looking"),
        (story(40, step(1, 0.5), step(32, 1.5)), "from_1500"),
        (story(40, step(1, 1.5), reports=((40, NO_CHANGE),)), "looking"),
        (story(40, step(1, 1.5), reports=((20, NO_CHANGE), (40, MUCH_BETTER))), "from_1500"),
        (story(40, step(1, 1), step(30, 1.5), reports=((29, MUCH_BETTER),)), "looking"),
        (story(40, step(1, 1.5), episodes=(spell(39, still=True),)), "looking"),
        (story(40, step(1, 1.5), episodes=(spell(39, Severity.mild, still=True),)), "from_1500"),
        (story(40, step(1, 1.5), episodes=(spell(20),)), "from_1500"),
        (story(40, step(1, 1.5), pauses=(LdnPause(began_week=39),)), "looking"),
        (story(40, step(1, 1.5), stop=LdnStop(week=3)), "stopped"),
    ],
)
def test_a_sweet_spot_is_a_dose_that_is_kept_helps_and_bothers_nobody(
    member: Story, place: str
) -> None:
    """Week 26, an answer from week 8, 8 full weeks at the dose: 40 - 32, not 40 - 33.

    Much better at that dose, nothing bothersome now, no break, no stop.
    """
    assert where(member) == place


def test_whoever_left_at_once_is_among_those_who_began() -> None:
    """Of two, one found theirs at 1.5 mg and one stopped in week 3: each is one of two."""
    cells = cells_of("sweet_spot_found", [WELL, story(40, step(1, 3), stop=LdnStop(week=3))])
    assert cells["from_1500"] == cells["stopped"] == (2, 1)
    assert cells["looking"] == cells["from_3000"] == (2, 0)


def test_an_effect_belongs_to_the_latest_step_alone() -> None:
    """0.5 mg in week 1, 1 mg in week 2, dreams begin in week 2: they came with 1 mg.

    At 0.5 mg the second week is cut; the former rule, two weeks each, counted them at both.
    """
    member = story(10, step(1, 0.5), step(2, 1), episodes=(spell(2),))
    cells = cells_of("effect_on_reaching_dose", [member])
    assert {axis: cell for axis, cell in cells.items() if axis.startswith("any_effect")} == {
        "any_effect|from_500|k0": (1, 0),
        "any_effect|from_1000|k0": (1, 1),
    }


def test_a_second_week_at_risk_has_no_step_and_no_effect_before() -> None:
    """Dreams in the week of the step: not at risk in the next. Dreams in the next: a case there."""
    first, second = (story(10, step(1, 0.5), episodes=(spell(week),)) for week in (1, 2))
    cells = cells_of("effect_on_reaching_dose", [first, second])
    assert cells["any_effect|from_500|k0"] == (2, 1)
    assert cells["any_effect|from_500|k1"] == (1, 1)


def test_a_step_down_cuts_the_second_week_and_another_time_of_day_does_not() -> None:
    """Dreams in week 4 after 3 mg in week 3: back at 1.5 mg in week 4, they are not of 3 mg."""
    back = story(10, step(1, 1.5), step(3, 3), step(4, 1.5), episodes=(spell(4),))
    moved = step(4, 3).model_copy(update={"timing": Timing.morning})
    same = story(10, step(1, 1.5), step(3, 3), moved, episodes=(spell(4),))
    cells = cells_of("effect_on_reaching_dose", [back, same])
    assert cells["any_effect|from_3000|k0"] == (2, 0)
    assert cells["any_effect|from_3000|k1"] == (1, 1)


def first_at(member: Story, dose: str) -> str:
    """What came first after reaching a dose; "" where the member does not count at it."""
    cells = cells_of("after_reaching_dose", [member])
    found = [axis.split("|")[1] for axis, (_, cases) in cells.items() if cases and dose in axis]
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("member", "came"),
    [
        (story(30, step(1, 1), step(5, 1.5)), "stayed"),
        (story(16, step(1, 1), step(5, 1.5)), ""),
        (story(17, step(1, 1), step(5, 1.5)), "stayed"),
        (story(30, step(1, 1), step(5, 1.5), step(16, 3, "more_benefit")), "up_for_benefit"),
        (story(30, step(1, 1), step(5, 1.5), step(17, 3, "more_benefit")), "stayed"),
        (story(30, step(1, 1), step(5, 1.5), step(9, 3, "planned_step")), "up_otherwise"),
        (story(30, step(1, 1), step(5, 1.5), step(6, 1), step(7, 3, "more_benefit")), "down"),
        (story(30, step(1, 1), step(5, 1.5), step(6, 1.75)), "stayed"),
        (
            story(
                30, step(1, 1), step(5, 1.5), stop=LdnStop(week=5, reason=StopReason.side_effects)
            ),
            "stopped_effects",
        ),
        (
            story(
                30, step(1, 1), step(5, 1.5), stop=LdnStop(week=15, reason=StopReason.no_benefit)
            ),
            "stopped_no_benefit",
        ),
        (story(30, step(1, 1), step(5, 1.5), stop=LdnStop(week=16)), "stayed"),
        (story(30, step(1, 1), step(5, 1.5), stop=LdnStop(week=8)), "stopped_otherwise"),
    ],
)
def test_what_comes_first_within_twelve_weeks_of_a_dose(member: Story, came: str) -> None:
    """1.5 mg from week 5 on: weeks 5 to 16 are twelve. What comes in week 17 comes after them."""
    assert first_at(member, "from_1500") == came


def test_those_who_stepped_up_are_asked_only_what_they_told() -> None:
    """Two stepped up to 3 mg; one told that effects got worse and is back in week 12."""
    worse = {"effects_after": EffectsAfter.worse, "benefit_after": BenefitAfter.not_sure}
    back = story(30, step(1, 1.5), step(5, 3, **worse), step(12, 1.5))
    silent = story(30, step(1, 1.5), step(5, 3), step(13, 1.5))
    first = story(30, step(1, 3, effects_after=EffectsAfter.not_said))
    assert cells_of("after_step_up", [back, silent, first]) == {
        "from_3000|went_back": (2, 1),
        "from_3000|effects_worse": (1, 1),
    }


def test_a_start_is_judged_where_it_was() -> None:
    """Began at 0.25 mg, went to 3 mg in week 4, dreams in week 5: they are of the low start."""
    member = story(10, step(1, 0.25), step(4, 3), episodes=(spell(5),))
    assert cells_of("start_and_effects", [member]) == {"under_500|not_said": (1, 1)}
