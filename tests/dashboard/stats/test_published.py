"""Worked examples from print come out to the printed digits."""

import tomllib
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import CensoredData, ecdf, false_discovery_control, percentileofscore
from statsmodels.duration.survfunc import SurvfuncRight, survdiff
from statsmodels.stats.proportion import confint_proportions_2indep

from dashboard.stats.lifetables import life_table, median_band
from dashboard.stats.shares import wilson_interval
from dashboard.stats.standardisation import StratumArms, sums_over_strata

CASES = tomllib.loads(Path(__file__).with_name("published_cases.toml").read_text())


@pytest.mark.parametrize("row", CASES["wilson"]["rows"])
def test_wilson_gives_newcombes_table(row: list[float]) -> None:
    """Newcombe 1998a, table I."""
    cases, people, low, high = row
    assert wilson_interval(cases, people) == pytest.approx((low, high), abs=5e-5)


def test_kidney_stones_turn_round_when_balanced() -> None:
    """Charig 1986: open surgery looks worse by 5 points and is better by 5 in every size."""
    kidney = CASES["confounding_by_indication"]
    open_, closed = (
        StratumArms(*np.array([row[at : at + 2][::-1] for row in kidney["strata"]], float).T)
        for at in (0, 2)
    )
    whole = np.sum(kidney["strata"], axis=0)
    crude = whole[0] / whole[1] - whole[2] / whole[3]
    assert crude == pytest.approx(kidney["crude_difference"], abs=5e-4)
    sums = sums_over_strata(open_, closed)
    balanced = (sums.cases_first - sums.cases_second) / sums.people
    assert balanced == pytest.approx(kidney["mantel_haenszel_difference"], abs=5e-4)


def test_life_table_with_weekly_bands_is_kaplan_meiers_curve() -> None:
    """Freireich 1963: with one week a band, nobody is censored within a band but at its end.

    Kaplan-Meier counts those censored in a week as at risk in it; the actuarial table counts
    them half. So the table is given them in the week after, and must give the printed curve.
    """
    weeks = np.array(CASES["kaplan_meier_6mp"]["weeks"])
    ended = np.array(CASES["kaplan_meier_6mp"]["ended"])
    last = weeks.max()
    events = [int((ended & (weeks == week)).sum()) for week in range(1, last + 1)]
    at_risk = [int((weeks >= week).sum()) for week in range(1, last + 2)]
    still = {}
    survival = 1.0
    for week in range(1, last + 1):
        start, end = at_risk[week - 1], events[week - 1]
        (band,) = life_table([start, start - end], [end])
        survival *= band.still
        still[week] = survival
    for week, printed in CASES["kaplan_meier_6mp"]["survival_at"].items():
        assert still[int(week)] == pytest.approx(printed, abs=5e-4)
    curve = ecdf(CensoredData(uncensored=weeks[ended], right=weeks[~ended])).sf
    assert still[10] == pytest.approx(float(curve.evaluate(10)))
    survfunc = SurvfuncRight(weeks, ended.astype(int))
    assert survfunc.quantile(0.5) == CASES["kaplan_meier_6mp"]["median"]


@pytest.mark.parametrize("row", CASES["newcombe_difference"]["rows"])
def test_newcombes_difference_gives_his_table(row: list[float]) -> None:
    """Newcombe 1998b, table II, method 10, by the library that claims are judged with."""
    *counts, low, high = row
    found = confint_proportions_2indep(*counts, compare="diff", method="newcomb")
    assert found == pytest.approx((low, high), abs=5e-5)


def test_the_median_of_the_placebo_arm_and_the_log_rank_are_freireichs() -> None:
    """Everyone ended: half by week 8; the two arms differ by 16.79."""
    placebo = np.array(CASES["kaplan_meier_6mp"]["placebo_weeks"])
    weeks = np.array(CASES["kaplan_meier_6mp"]["weeks"])
    ended = np.array(CASES["kaplan_meier_6mp"]["ended"]).astype(int)
    at_risk = [int((placebo >= week).sum()) for week in range(1, 25)]
    events = [int((placebo == week).sum()) for week in range(1, 24)]
    still = [band.still for band in life_table(at_risk, events)]
    printed = CASES["kaplan_meier_6mp"]["placebo_median"]
    assert median_band(still) == printed - 1  # bands are counted from 0
    together = np.concatenate([weeks, placebo])
    seen = np.concatenate([ended, np.ones(len(placebo), dtype=int)])
    arm = np.repeat([0, 1], [len(weeks), len(placebo)])
    chi2, _ = survdiff(together, seen, arm)
    assert chi2 == pytest.approx(CASES["kaplan_meier_6mp"]["log_rank_chi2"], abs=5e-3)


def test_a_place_among_peers_is_its_middle_rank() -> None:
    """3 among 1, 2, 3, 3, 4: two below, two beside: (2 + 2 / 2) / 5 = 60."""
    example = CASES["percentile"]
    found = percentileofscore(example["peers"], example["me"], kind="mean")
    assert found == pytest.approx(example["mid_rank"])


def test_benjamini_and_hochberg_keep_four() -> None:
    """Benjamini & Hochberg 1995: four of fifteen at 5 %, where Bonferroni keeps three."""
    example = CASES["benjamini_hochberg"]
    kept = (false_discovery_control(example["p"]) <= 0.05).sum()
    assert kept == example["kept_at_5_percent"]
    bonferroni = sum(p <= 0.05 / len(example["p"]) for p in example["p"])
    assert bonferroni == example["kept_by_bonferroni"]
