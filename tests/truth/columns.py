"""Members straight as the columns that measures read: a group of 3,000 in a few milliseconds."""

from dataclasses import dataclass

import numpy as np

from db import bands
from db.catalogue import FILTERS
from db.counting.columns import (
    EXTRA_WIDTHS,
    CohortChunk,
    EpisodeColumns,
    Ints,
    PauseColumns,
    ReportColumns,
    StepColumns,
)
from db.form_marks import VERSION_1
from db.members.rows import mark_columns
from db.vocabulary import Before, Effect, OverallChange, Severity, Timing

Random = np.random.Generator


@dataclass(frozen=True)
class Spells:
    """Spells of one effect; ``until`` is the last week, wherever the survey falls."""

    effect: Effect
    member: Ints
    began: Ints
    until: Ints


@dataclass(frozen=True)
class Dosing:
    """Steps in the order of member and week; every member has one in week 1."""

    member: Ints
    week: Ints
    dose_ug: Ints
    timing: Ints


def cohort(
    rng: Random,
    observed_week: Ints,
    dosing: Dosing,
    spells: list[Spells],
    better: Ints | None = None,
) -> CohortChunk:
    """These members, all of them on LDN.

    Args:
        rng: for record keys, and for the half of the week into which a survey falls.
        observed_week: (members,).
        dosing: every dose and time.
        spells: those that begin after the survey are left out.
        better: (members,), 1 for "much better" at the survey and 0 for "no change"; or no answer.
    """
    members = len(observed_week)
    nothing = np.zeros(members, dtype=np.int64)
    first = np.searchsorted(dosing.member, np.arange(members))
    edges = np.array(bands.FIRST_DOSE_UG.edges)
    facts = dict.fromkeys(FILTERS, nothing)
    facts["first_timing"] = dosing.timing[first] - min(Timing)
    facts["first_dose"] = np.searchsorted(edges, dosing.dose_ug[first], side="right") - 1
    none = np.zeros(len(dosing.member), dtype=np.int64)
    answers = np.zeros(members, dtype=np.int64) if better is None else _answers(better)
    asked = mark_columns(VERSION_1)
    return CohortChunk(
        record_key=rng.integers(0, 2**32, members),
        facts=facts,
        observed_week=observed_week,
        stopped_week=nothing,
        stop_reason=nothing,
        first_benefit=nothing,
        answered_pleasure=nothing,
        joined=nothing,
        first_dose_ug=dosing.dose_ug[first],
        batch=nothing,
        extras=dict.fromkeys(EXTRA_WIDTHS, nothing),
        topics=np.full(members, asked["topics"]),
        effects_list=np.full(members, asked["effects_list"]),
        pauses=PauseColumns(nothing[:0], nothing[:0], nothing[:0]),
        steps=StepColumns(dosing.member, dosing.week, dosing.dose_ug, dosing.timing, *[none] * 4),
        episodes=_episodes(rng, observed_week, spells),
        reports=ReportColumns(np.arange(members), observed_week, answers, *[nothing] * 4),
    )


def _answers(better: Ints) -> Ints:
    return np.where(better, OverallChange.much_better, OverallChange.no_change).astype(np.int64)


def _episodes(rng: Random, observed_week: Ints, spells: list[Spells]) -> EpisodeColumns:
    """A survey falls into the middle of its week: half of what ends in it is still there."""
    member = np.concatenate([s.member for s in spells])
    effect = np.concatenate([np.full(len(s.member), s.effect) for s in spells])
    began = np.concatenate([s.began for s in spells])
    until = np.concatenate([s.until for s in spells])
    order = np.lexsort((began, effect, member))
    order = order[began[order] <= observed_week[member[order]]]
    member, effect, began, until = (column[order] for column in (member, effect, began, until))
    left = observed_week[member] - until
    over = (left > 0) | ((left == 0) & (rng.random(len(left)) < 0.5))
    nothing = np.zeros(len(member), dtype=np.int64)
    return EpisodeColumns(
        member=member,
        effect=effect,
        before=np.full(len(member), Before.no),
        began_week=began,
        still_there=(~over).astype(np.int64),
        ended_week=np.where(over, until, 0),
        severity=np.full(len(member), Severity.moderate),
        helped=nothing,
        hours_after=nothing,
    )


def first_doses(dose_ug: Ints, timing: Ints) -> Dosing:
    """One dose a member, from week 1 on."""
    members = np.arange(len(dose_ug))
    return Dosing(members, np.ones_like(members), dose_ug, timing)


def chosen(rng: Random, chance: float | np.ndarray, members: int) -> Ints:
    """Positions of the members whom it befalls."""
    return np.flatnonzero(rng.random(members) < chance)


def lasting(rng: Random, effect: Effect, member: Ints, began: Ints, stays: float) -> Spells:
    """Spells of which each week, from the first on, the share ``stays`` goes on to the next."""
    return Spells(effect, member, began, began - 1 + rng.geometric(1 - stays, len(member)))


def spells_of_weeks(effect: Effect, active: np.ndarray) -> Spells:
    """Spells of a table of weeks, (members, weeks) from week 1."""
    edges = np.diff(np.pad(active.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    member, began = np.nonzero(edges == 1)
    _, after = np.nonzero(edges == -1)
    return Spells(effect, member, began + 1, after)
