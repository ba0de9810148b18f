"""Weeks of which one stands for its band, and lengths that nobody told to the day."""

from collections.abc import Callable
from math import sqrt

import numpy as np
import pytest

from dashboard.findings.claims import Verdict, over_time
from dashboard.findings.timelines import by_week, durations
from dashboard.publishing.counting import axis_words
from db import bands
from db.catalogue import MEASURES
from db.counting.cohort import CohortChunk
from db.vocabulary import Effect, Timing
from tests.truth.columns import Random, Spells, cohort, first_doses
from tests.truth.conftest import Tell
from tests.truth.figures import true_cells
from tests.truth.group import counted, edition
from tests.truth.worlds import known_groups

FLAT = 0.06
"""So many have a headache in every week."""
EDITIONS = 60
LENGTHS = ("effect_by_week", "effect_lasting", "lasting_joined_before")
"""By week, since an effect that is left out there has no length."""
HEADACHE, DREAMS, SLEEP, PHYSICAL = "effect_headache", "effect_vivid_dreams", "sleep", "physical"


def allowed(bound: float, editions: int) -> float:
    """A rate of ``bound``, and two standard errors of the draw."""
    return bound + 2 * sqrt(bound * (1 - bound) / editions)


@pytest.mark.parametrize("members", [300, 3_000])
def test_an_effect_that_is_always_as_common_neither_rises_nor_falls_by_week(
    members: int, tell: Tell
) -> None:
    """Week 2 against one of weeks 9 to 12: apart in 5 of 100 editions at the most."""
    rng = np.random.default_rng(members)
    moves = []
    for _ in range(EDITIONS):
        group = known_groups.always_as_common(rng, members, FLAT)
        (line,) = by_week.effect_by_week(
            edition(group, rng, "effect_by_week"), HEADACHE
        ).numbers.series
        weeks = dict(zip(bands.WEEK_OF_BAND.words, line.shares, strict=True))
        early, late = weeks["w2"], weeks["w9_12"]
        assert early and late
        moves.append(late.low > early.high or late.high < early.low)
    tell(f"moves by week, flat, {members:>5,}", f"{100 * np.mean(moves):.0f} %", "<= 5 %")
    assert np.mean(moves) <= allowed(0.05, EDITIONS)


def test_one_week_of_a_band_shows_as_many_as_any_week() -> None:
    """6 in 100 in weeks 9 to 12, as in week 2; at some time in these weeks it is 10 or more."""
    group = known_groups.always_as_common(np.random.default_rng(1), 20_000, FLAT)
    cells = true_cells("effect_by_week", counted(group, "effect_by_week"))
    for week in ("w2", "w9_12"):
        people, cases = cells[f"{HEADACHE}|{week}"]
        assert cases / people == pytest.approx(FLAT, abs=0.008)
    there = np.flatnonzero(group.observed_week >= 12)
    spells = group.episodes
    last = np.where(spells.ended_week > 0, spells.ended_week, group.observed_week[spells.member])
    some_time = np.unique(spells.member[(spells.began_week <= 12) & (last >= 9)])
    assert np.isin(there, some_time).mean() > 0.10


def passing(rng: Random, members: int, effect: Effect, mean_weeks: float) -> CohortChunk:
    """Half get the effect: 3 in 4 some 2.5 days after the first dose, the others a week later.

    Those on any day of the second week. It lasts for days, exponentially.
    """
    ill = np.flatnonzero(rng.random(members) < 0.5)
    soon = rng.random(len(ill)) < 0.75
    began = np.where(soon, rng.exponential(2.5, len(ill)), rng.uniform(7, 14, len(ill)))
    ended = began + 7 * rng.exponential(mean_weeks, len(ill))
    weeks = (1 + np.floor(day / 7).astype(np.int64) for day in (began, ended))
    dosing = first_doses(np.full(members, 1_500), np.full(members, Timing.bedtime))
    return cohort(rng, rng.integers(6, 53, members), dosing, [Spells(effect, ill, *weeks)])


MEAN_WEEKS = 3.14
"""Of 100, 28 last for more than four weeks."""


def test_how_long_it_lasts_is_told_to_the_day_though_nobody_told_days(tell: Tell) -> None:
    """Exponential: exp(-weeks / 3.14) are still there after 1, 2, 4 and 8 weeks."""
    rng = np.random.default_rng(5)
    after = {"w1": 1, "w2": 2, "w3_4": 4, "w5_8": 8}
    holds: dict[str, list[bool]] = {word: [] for word in after}
    for _ in range(EDITIONS):
        group = passing(rng, 700, Effect.vivid_dreams, MEAN_WEEKS)
        asked = edition(group, rng, *LENGTHS, editions=3)
        for band in durations.effect_lasting(asked, DREAMS).numbers.bands:
            if band.word in after:
                truth = float(np.exp(-after[band.word] / MEAN_WEEKS))
                holds[band.word].append(band.low <= truth <= band.high)
    for word, held in holds.items():
        tell(f"lasting, days, 700: {word}", f"{100 * np.mean(held):.0f} %", ">= 93 %")
        assert np.mean(held) >= 1 - allowed(0.07, EDITIONS)


def test_between_short_and_long_spells_lies_how_long_they_lasted() -> None:
    """28 of 100 last over four weeks. Every week touched counted, it is 32: the old rule."""
    group = passing(np.random.default_rng(2), 40_000, Effect.vivid_dreams, MEAN_WEEKS)
    words = axis_words(MEASURES["effect_ended_early"])
    counts = counted(group, "effect_ended_early")
    people, cases = (
        dict(zip(words, part[0].tolist(), strict=True)) for part in (counts.people, counts.cases)
    )

    def still(length: str) -> float:
        left = 1.0
        for word, following in zip(("w1", "w2", "w3_4"), ("w2", "w3_4", "w5_8"), strict=True):
            start, ended = (part[f"{SLEEP}|{length}|{word}"] for part in (people, cases))
            left *= 1 - ended / ((start + ended + people[f"{SLEEP}|{length}|{following}"]) / 2)
        return left

    truth = float(np.exp(-4 / MEAN_WEEKS))
    assert still("short") < truth - 0.02
    assert still("long") > truth + 0.02


def verdicts(
    make: Callable[[Random], CohortChunk], group: str, members: int
) -> dict[Verdict, float]:
    """Share of editions with each verdict."""
    rng = np.random.default_rng(members)
    found = []
    for _ in range(EDITIONS):
        asked = edition(make(rng), rng, "effect_lasting", "effect_ended_early", editions=3)
        found.append(over_time.group_effects_pass(asked, group).verdict)
    return {verdict: found.count(verdict) / EDITIONS for verdict in Verdict}


@pytest.mark.parametrize(
    ("over_it", "wrong"), [(0.42, Verdict.in_line), (0.6, Verdict.not_in_line)]
)
def test_no_verdict_says_the_contrary_of_how_many_are_over_it_in_time(
    over_it: float, wrong: Verdict, tell: Tell
) -> None:
    """C03 at 3,000 members: 42, then 60 of 100 body effects are over after two weeks."""
    mean_weeks = -2 / np.log(1 - over_it)
    found = verdicts(lambda rng: passing(rng, 3_000, Effect.malaise, mean_weeks), PHYSICAL, 3_000)
    tell(f"C03, {100 * over_it:.0f} of 100 over it, wrong", f"{100 * found[wrong]:.0f} %", "<= 5 %")
    assert found[wrong] <= allowed(0.05, EDITIONS)


def test_what_passes_in_days_is_in_line(tell: Tell) -> None:
    """90 of 100 body effects are over after two weeks: the rule can say so."""
    mean_weeks = -2 / np.log(0.1)
    found = verdicts(lambda rng: passing(rng, 700, Effect.malaise, mean_weeks), PHYSICAL, 700)
    tell("C03, 90 of 100 over it, in line", f"{100 * found[Verdict.in_line]:.0f} %", ">= 90 %")
    assert found[Verdict.in_line] >= 0.9
