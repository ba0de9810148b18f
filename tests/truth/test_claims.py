"""Where nothing is true, next to nothing is claimed."""

from collections.abc import Callable
from math import sqrt

import numpy as np
import pytest

from dashboard.findings.claims import Verdict, about_doses
from dashboard.findings.timelines import course
from dashboard.findings.timings import contrasts, switches
from db.catalogue import BENEFIT, BY_DIVIDED, BY_MORNING
from db.counting.cohort import CohortChunk
from db.thresholds import COMPARED_WEEKS
from db.vocabulary import Effect
from tests.truth.conftest import Tell
from tests.truth.group import Published, edition
from tests.truth.worlds import known_groups as worlds

LOOKED_AT = [Effect[word.removeprefix("effect_")] for word in contrasts.LOOKED_AT]
RISKS = dict(zip(LOOKED_AT, (0.15, 0.12, 0.25, 0.08, 0.20, 0.10, 0.12, 0.06), strict=True))
EDITIONS = 400
Make = Callable[[np.random.Generator, int], CohortChunk]


def by_chance(bound: float, editions: int) -> float:
    """What a rate of ``bound`` reaches in 19 of 20 runs: 5 % give 6.8 % of 400 editions."""
    return bound + 1.645 * sqrt(bound * (1 - bound) / editions)


def claims_a_time(asked: Published) -> bool:
    """Whether the page calls any of its 18 differences clear."""
    rows = [
        row
        for contrast in (BY_MORNING, BY_DIVIDED)
        for row in contrasts._contrast_rows(asked, contrast).values()
    ]
    assert {row.word for row in rows} == {*contrasts.LOOKED_AT, BENEFIT}
    return any(row.clear for row in rows)


def timing_claims(members: int, runs: int, editions: int = 1) -> float:
    """Share of runs with a claim, where no time of day is kinder."""
    rng = np.random.default_rng(members)
    claimed = [
        claims_a_time(
            edition(
                worlds.no_time_is_kinder(rng, members, RISKS),
                rng,
                "effect_by_first_timing",
                "benefit_by_first_timing",
                editions=editions,
            )
        )
        for _ in range(runs)
    ]
    return float(np.mean(claimed))


@pytest.mark.slow
@pytest.mark.parametrize("editions", [1, 3])
@pytest.mark.parametrize("members", [300, 700, 3_000])
def test_no_time_of_day_is_claimed_where_none_is_kinder(
    members: int, editions: int, tell: Tell
) -> None:
    """Eight effects and benefit, against morning and divided: one claim in 5 of 100 editions."""
    share = timing_claims(members, EDITIONS, editions)
    bound = by_chance(0.05, EDITIONS)
    tell(
        f"timing claimed, none true, {members:>5,}, {editions} edition(s)",
        f"{100 * share:.1f} %",
        f"<= 5 % (chance: {100 * bound:.1f} %)",
    )
    assert share <= bound


def test_no_time_of_day_is_claimed_in_a_few_editions() -> None:
    """The same in 60 editions of 700 members: 5 of 100, and chance."""
    assert timing_claims(700, 60) <= by_chance(0.05, 60)


def after_steps(members: int, runs: int) -> tuple[float, float]:
    """Shares of editions in which a flat effect seems to fall, and to rise, after a step."""
    rng = np.random.default_rng(members)
    falls, rises = 0, 0
    for _ in range(runs):
        asked = edition(worlds.always_as_common(rng, members, 0.3), rng, "effect_after_step")
        cells = asked.cells("effect_after_step")
        soon, late = (
            course.share_in_step_week(cells, "effect_headache", week) for week in COMPARED_WEEKS
        )
        falls += late.high < soon.low
        rises += late.low > soon.high
    return falls / runs, rises / runs


@pytest.mark.parametrize("members", [700, 3_000])
def test_an_effect_that_is_always_as_common_does_not_fall_after_a_step(
    members: int,
    tell: Tell,
) -> None:
    """C05: week 1 against week 6, in 200 editions; apart in 5 of 100 at the most."""
    falls, rises = after_steps(members, 200)
    tell(f"falls after a step, flat, {members:>5,}", f"{100 * falls:.1f} %", "<= 5 %")
    assert falls <= 0.05 and rises <= 0.05


def moving_claims(members: int, runs: int, editions: int = 1) -> float:
    """Share of runs in which moving is said to help, where it does nothing."""
    rng = np.random.default_rng(members + 1)
    helps = []
    for _ in range(runs):
        group = worlds.moving_does_nothing(rng, members)
        asked = edition(group, rng, "switched_timing", editions=editions)
        (row,) = switches.sleep_after_switch(asked).numbers.rows
        in_line = about_doses.mornings_help_sleep(asked).verdict
        assert row.value is not None
        assert in_line is (Verdict.in_line if row.clear else Verdict.too_few)
        helps.append(row.clear)
    return float(np.mean(helps))


@pytest.mark.slow
@pytest.mark.parametrize("editions", [1, 3])
@pytest.mark.parametrize("members", [300, 700, 3_000])
def test_moving_is_not_said_to_help_where_it_does_nothing(
    members: int, editions: int, tell: Tell
) -> None:
    """Effects that pass, that last and that come back: in 5 of 100 editions at the most."""
    share = moving_claims(members, EDITIONS // 2, editions)
    name = f"moving said to help, it does not, {members:>5,}, {editions} edition(s)"
    tell(name, f"{100 * share:.1f} %", "<= 5 %")
    assert share <= 0.05


def test_moving_is_not_said_to_help_in_a_few_editions() -> None:
    """The same in 40 editions."""
    assert moving_claims(3_000, 40) <= 0.05


def halving_claims(members: int, runs: int) -> tuple[float, float]:
    """Share of runs in which C13 is in line though halving does nothing; mean difference."""
    rng = np.random.default_rng(members + 13)
    said, values = [], []
    for _ in range(runs):
        group = worlds.moving_does_nothing(rng, members, now_ug=700)
        asked = edition(group, rng, "lowered_dose", "step_down", editions=3)
        (row,) = switches.effects_after_lowering(asked).numbers.rows
        verdict = about_doses.halving_eases(asked).verdict
        assert verdict is not Verdict.not_in_line
        said.append(verdict is Verdict.in_line)
        values.append(row.value or 0.0)
    return float(np.mean(said)), float(np.mean(values))


def test_halving_is_not_said_to_ease_effects_where_it_does_nothing(tell: Tell) -> None:
    """C13, in 40 editions of 3,000: effects pass anyway, in those who did not lower it, too."""
    said, gap = halving_claims(3_000, 40)
    tell("halving said to ease, it does not, 3,000", f"{100 * said:.1f} %", "<= 5 %")
    assert said <= 0.05
    assert abs(gap) < 0.04


def test_a_group_in_which_the_stubborn_move_hears_no_harm() -> None:
    """Those whose effects last move: fewer of them are free of it, and no sentence says why."""
    rng = np.random.default_rng(6)
    harms = 0
    for _ in range(20):
        asked = edition(worlds.the_stubborn_move(rng, 3_000), rng, "switched_timing", editions=3)
        (row,) = switches.sleep_after_switch(asked).numbers.rows
        harms += row.high is not None and row.high < 0
        assert not row.clear
        assert about_doses.mornings_help_sleep(asked).verdict is Verdict.too_few
    assert harms >= 10  # the control: an interval alone would say so
