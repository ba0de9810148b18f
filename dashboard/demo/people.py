"""Draws a chunk's members: who they are, how they begin, and how easily things happen to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.demo.truth import CohortTruth, DosingTruth
from db.bands import FIRST_DOSE_STRATUM_UG
from db.vocabulary import (
    SIDE_EFFECTS,
    AgeBand,
    Condition,
    Joined,
    Scale,
    Sensitivity,
    Sex,
    Timing,
)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_FIRST_MONTH = 4
_JOINED_IN_WEEK = {Joined.first_month: 2, Joined.later: 13}
MONTHLY, WEEKLY = 1, 2
"""How a member checks in; 0 is never."""


@dataclass(frozen=True)
class DemoPeople:
    """Facts of a chunk's members. Shapes (members,) unless said otherwise.

    Attributes:
        observed_week: week of use at the survey, from 1.
        goal_ug: the dose that was planned, micrograms a day.
        pace_weeks: weeks between two steps.
        frailty: multiplies the risk of every effect; mean about 1.
        weeks_to_benefit: weeks at a helping dose until it helps much.
        rhythm: 0, MONTHLY or WEEKLY check-ins.
        joined_week: no check-in before it.
        prior: (members, side effects), the symptoms that were there before LDN.
        scales: (members, 4), pain, fatigue, sleep and mood before LDN, 0 to 10.
    """

    condition: Ints
    age_band: Ints
    sex: Ints
    sensitivity: Ints
    joined: Ints
    observed_week: Ints
    first_dose_ug: Ints
    first_timing: Ints
    goal_ug: Ints
    pace_weeks: Ints
    frailty: Floats
    weeks_to_benefit: Floats
    rhythm: Ints
    joined_week: Ints
    answered_pleasure: Flags
    prior: Flags
    scales: Floats

    @property
    def sensitive(self) -> Flags:
        """Who says that medicines hit them harder."""
        return np.asarray(self.sensitivity == Sensitivity.yes)

    def __len__(self) -> int:
        return len(self.condition)


def draw_people(rng: np.random.Generator, truth: CohortTruth, members: int) -> DemoPeople:
    """So many members, drawn independently of each other."""
    condition = draw_words(rng, truth.who.condition, Condition, members)
    sensitivity = _draw_sensitivity(rng, truth, condition)
    observed = _draw_observed_weeks(rng, truth, members)
    joined = draw_words(rng, truth.who.joined, Joined, members)
    joined[(joined == Joined.later) & (observed <= _FIRST_MONTH)] = Joined.first_month
    return DemoPeople(
        condition=condition,
        age_band=draw_words(rng, truth.who.age_band, AgeBand, members),
        sex=draw_words(rng, truth.who.sex, Sex, members),
        sensitivity=sensitivity,
        joined=joined,
        observed_week=observed,
        joined_week=_values_by_code(joined, _JOINED_IN_WEEK, 1).astype(np.int64),
        **_draw_plans(rng, truth, sensitivity == Sensitivity.yes),
        **_draw_dispositions(rng, truth, sensitivity),
        **_draw_answering(rng, truth, members),
    )


def draw_words(
    rng: np.random.Generator, shares: dict[str, float], kind: type[IntEnum], size: int
) -> Ints:
    """Stored numbers of words, drawn by their shares, shape (size,)."""
    return draw_numbers(rng, {int(kind[word]): share for word, share in shares.items()}, size)


def draw_numbers(rng: np.random.Generator, shares: dict[int, float], size: int) -> Ints:
    """Whole numbers, drawn by their shares, shape (size,)."""
    weights = np.asarray(list(shares.values()))
    values: Sequence[int] = list(shares)
    return rng.choice(np.asarray(values, dtype=np.int64), size, p=weights / weights.sum())


def _values_by_code(codes: Ints, table: Mapping[Any, float], otherwise: float) -> Floats:
    found = np.full(int(codes.max(initial=0)) + 1, otherwise)
    for code, value in table.items():
        if code < len(found):
            found[code] = value
    return np.asarray(found[codes])


def _draw_sensitivity(rng: np.random.Generator, truth: CohortTruth, condition: Ints) -> Ints:
    by_condition = {
        Condition[word]: share for word, share in truth.who.sensitive_by_condition.items()
    }
    sensitive = _values_by_code(condition, by_condition, truth.who.sensitive)
    drawn = rng.random(len(condition))
    unsure = rng.random(len(condition)) < truth.who.not_sure
    answered = np.where(drawn < sensitive, Sensitivity.yes, Sensitivity.no)
    return np.where(unsure, Sensitivity.not_sure, answered).astype(np.int64)


def _draw_observed_weeks(rng: np.random.Generator, truth: CohortTruth, members: int) -> Ints:
    weeks = rng.lognormal(np.log(truth.who.median_weeks), truth.who.spread, members)
    longest = truth.who.longest_weeks
    anywhere = rng.integers(1, longest + 1, members)
    return np.where(weeks > longest, anywhere, np.maximum(np.ceil(weeks), 1)).astype(np.int64)


def _draw_plans(rng: np.random.Generator, truth: CohortTruth, sensitive: Flags) -> dict[str, Any]:
    usual = _draw_dosing(rng, truth.doses.usual, len(sensitive))
    careful = _draw_dosing(rng, truth.doses.sensitive, len(sensitive))
    plans = {name: np.where(sensitive, careful[name], usual[name]) for name in usual}
    first = plans["first_dose_ug"]
    goal = np.maximum(first, plans["goal_ug"])
    return {**plans, "goal_ug": goal, "first_timing": _draw_first_timing(rng, truth, first)}


def _draw_dosing(rng: np.random.Generator, dosing: DosingTruth, members: int) -> dict[str, Ints]:
    return {
        "first_dose_ug": draw_numbers(rng, dosing.first_ug, members),
        "goal_ug": draw_numbers(rng, dosing.goal_ug, members),
        "pace_weeks": draw_numbers(rng, dosing.weeks_a_step, members),
    }


def _draw_first_timing(rng: np.random.Generator, truth: CohortTruth, first_dose_ug: Ints) -> Ints:
    edges = np.asarray(FIRST_DOSE_STRATUM_UG.edges)
    stratum = np.searchsorted(edges, first_dose_ug, side="right") - 1
    drawn = [
        draw_words(rng, getattr(truth.first_timing, name), Timing, len(first_dose_ug))
        for name in FIRST_DOSE_STRATUM_UG.words
    ]
    return np.choose(stratum, drawn)


def _draw_dispositions(
    rng: np.random.Generator, truth: CohortTruth, sensitivity: Ints
) -> dict[str, Any]:
    members, shape = len(sensitivity), truth.effects.frailty_shape
    times = {Sensitivity[word]: value for word, value in truth.effects.sensitivity.items()}
    to_benefit = rng.lognormal(np.log(truth.benefit.median_weeks), truth.benefit.spread, members)
    return {
        "frailty": rng.gamma(shape, 1 / shape, members) * _values_by_code(sensitivity, times, 1.0),
        "weeks_to_benefit": to_benefit,
        "prior": rng.random((members, len(SIDE_EFFECTS))) < truth.answers.prior_symptom,
        "scales": np.clip(rng.normal(6.0, 1.8, (members, len(Scale))), 0, 10),
    }


def _draw_answering(rng: np.random.Generator, truth: CohortTruth, members: int) -> dict[str, Any]:
    half = truth.answers.checks_in / 2
    shares = {0: 1 - 2 * half, MONTHLY: half, WEEKLY: half}
    return {
        "rhythm": draw_numbers(rng, shares, members),
        "answered_pleasure": rng.random(members) < truth.answers.answered_pleasure,
    }
