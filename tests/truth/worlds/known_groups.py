"""Groups of which the truth is known exactly: every share below is what was put in."""

from dataclasses import replace

import numpy as np

from db.counting.cohort import NEVER, CohortChunk
from db.vocabulary import Effect, StopReason, Timing
from tests.truth.columns import (
    Dosing,
    Random,
    Spells,
    chosen,
    cohort,
    first_doses,
    lasting,
    spells_of_weeks,
)

HEADACHE, HEADACHE_STAYS = 0.30, 0.8
"""Share with it in week 1, and share of them who still have it a week later, and so on."""
DREAMS, DREAMS_STAY = 0.5, 0.75
FATIGUE = {500: 0.10, 1_500: 0.20, 3_000: 0.30}
"""By first dose, in the morning."""
AT_BEDTIME = 0.12
"""So many more in 100 at bedtime, whatever the dose."""
_FIRST_DOSE = {500: 0.30, 1_500: 0.45, 3_000: 0.25}
_AT_NIGHT = {500: 0.50, 1_500: 0.60, 3_000: 0.70}
MOVES_A_WEEK = 0.15


def _started(rng: Random, members: int) -> Dosing:
    """Higher first doses are more often taken at bedtime; a tenth divides, a tenth does other."""
    dose_ug = rng.choice(list(_FIRST_DOSE), members, p=list(_FIRST_DOSE.values()))
    night = np.array([_AT_NIGHT[dose] for dose in dose_ug.tolist()])
    drawn = rng.random(members)
    timing = np.select(
        [drawn < night, drawn < 0.8, drawn < 0.9],
        [Timing.bedtime, Timing.morning, Timing.divided],
        Timing.other,
    )
    return first_doses(dose_ug, timing.astype(np.int64))


def known_group(rng: Random, members: int, nausea: float = 0.08) -> CohortChunk:
    """Headache and nausea in week 1, dreams at any time, fatigue by dose and by time of day."""
    dosing = _started(rng, members)
    observed = rng.integers(4, 31, members)
    dreamers = chosen(rng, DREAMS, members)
    # Half at the start, half in any week up to the survey: many are seen for a short time only.
    began = np.where(rng.random(len(dreamers)) < 0.5, 1, rng.integers(1, observed[dreamers] + 1))
    morning = np.array([FATIGUE[dose] for dose in dosing.dose_ug.tolist()])
    tired = chosen(rng, morning + AT_BEDTIME * (dosing.timing == Timing.bedtime), members)
    in_week_1 = (
        (Effect.headache, chosen(rng, HEADACHE, members)),
        (Effect.nausea, chosen(rng, nausea, members)),
        (Effect.fatigue, tired),
    )
    spells = [
        lasting(rng, effect, who, np.ones_like(who), HEADACHE_STAYS) for effect, who in in_week_1
    ]
    spells.append(lasting(rng, Effect.vivid_dreams, dreamers, began, DREAMS_STAY))
    return cohort(rng, observed, dosing, spells)


def no_time_is_kinder(rng: Random, members: int, risks: dict[Effect, float]) -> CohortChunk:
    """Risks and benefit by dose and by how frail a member is; nothing by time of day."""
    dosing = _started(rng, members)
    observed = rng.integers(4, 31, members)
    times = np.array([{500: 0.6, 1_500: 1.0, 3_000: 1.4}[dose] for dose in dosing.dose_ug.tolist()])
    times = times * rng.gamma(3.0, 1 / 3.0, members)
    spells = []
    for effect, risk in risks.items():
        who = chosen(rng, np.minimum(times * risk, 1), members)
        spells.append(lasting(rng, effect, who, rng.integers(1, 3, len(who)), 0.7))
    better = (rng.random(members) < 0.3 + 0.1 * times / times.max()).astype(np.int64)
    return cohort(rng, observed, dosing, spells, better)


def the_affected_leave(rng: Random, members: int) -> CohortChunk:
    """40 in 100 get an effect that stays; two in three of them stop for it after week 4."""
    observed = np.full(members, 26)
    ill = chosen(rng, 0.4, members)
    left = ill[rng.random(len(ill)) < 2 / 3]
    until = np.full(members, 99)
    until[left] = 4
    dosing = first_doses(np.full(members, 1_500), np.full(members, Timing.bedtime))
    spells = [Spells(Effect.headache, ill, np.ones_like(ill), until[ill])]
    stopped = np.where(until == 4, 4, NEVER)
    reason = np.where(until == 4, StopReason.side_effects, 0)
    everyone = cohort(rng, observed, dosing, spells)
    return replace(everyone, stopped_week=stopped, stop_reason=reason)


def moving_ends(rng: Random, members: int, ends: float, stays: float) -> CohortChunk:
    """Night waking in week 1; each week 15 in 100 move, which ends it so often; else as it goes."""
    observed = rng.integers(6, 31, members)
    awake = lasting(
        rng, Effect.night_waking, ids := chosen(rng, 0.7, members), np.ones_like(ids), stays
    )
    until = np.minimum(awake.until, 60)
    has = until[:, None] >= np.arange(1, 61)
    table = np.zeros((members, 60), dtype=bool)
    table[awake.member] = has
    moved = _moves(rng, table)
    who = np.flatnonzero((moved[awake.member] > 0) & (rng.random(len(until)) < ends))
    until[who] = np.minimum(until[who], moved[awake.member[who]])
    return _moved(rng, observed, moved, [Spells(awake.effect, awake.member, awake.began, until)])


def moving_does_nothing(rng: Random, members: int, now_ug: int = 1_500) -> CohortChunk:
    """Two sleep effects, some that pass and some that last, again and again in the frail.

    Whoever moves takes ``now_ug`` from then on; that does nothing, either.
    """
    observed = rng.integers(6, 41, members)
    frail = rng.gamma(2.0, 0.5, members)
    tables = [
        _weeks(rng, np.minimum(onset * frail, 0.5), stays, members)
        for onset, stays in ((0.05, 0.5), (0.05, 0.85), (0.03, 0.5), (0.03, 0.85))
    ]
    first, second = tables[0] | tables[1], tables[2] | tables[3]
    moved = _moves(rng, first | second)
    spells = [
        spells_of_weeks(Effect.night_waking, first),
        spells_of_weeks(Effect.vivid_dreams, second),
    ]
    return _moved(rng, observed, moved, spells, now_ug)


def the_stubborn_move(rng: Random, members: int) -> CohortChunk:
    """Night waking that passes in some and lasts in others, who alone move; moving does nothing."""
    observed = rng.integers(6, 41, members)
    lasts = rng.random(members) < 0.5
    table = np.zeros((members, 60), dtype=bool)
    table[:, 0] = rng.random(members) < 0.7
    for week in range(1, 60):
        table[:, week] = table[:, week - 1] & (rng.random(members) < np.where(lasts, 0.95, 0.6))
    moved = np.where(lasts, _moves(rng, table), 0)
    return _moved(rng, observed, moved, [spells_of_weeks(Effect.night_waking, table)])


def always_as_common(rng: Random, members: int, share: float) -> CohortChunk:
    """Headache that comes and goes, in any week in the same share, whatever the steps up."""
    observed = rng.integers(10, 31, members)
    pace = rng.choice([2, 4, 9], members)
    member = np.repeat(np.arange(members), 4)
    nth = np.tile(np.arange(4), members)
    week = 1 + nth * pace[member]
    here = week <= observed[member]
    dose_ug = np.array([500, 1_500, 3_000, 4_500])[nth]
    dosing = Dosing(member[here], week[here], dose_ug[here], np.full(here.sum(), Timing.bedtime))
    stays = 0.7
    begins = share * (1 - stays) / (1 - share)
    table = _weeks(rng, np.full(members, begins), stays, members, at_first=share)
    return cohort(rng, observed, dosing, [spells_of_weeks(Effect.headache, table)])


def _weeks(
    rng: Random,
    begins: np.ndarray,
    stays: float,
    members: int,
    at_first: float = 0.3,
) -> np.ndarray:
    """(members, 60): who has it in which week; it begins and stays with fixed chances a week."""
    table = np.zeros((members, 60), dtype=bool)
    table[:, 0] = rng.random(members) < at_first
    for week in range(1, 60):
        table[:, week] = rng.random(members) < np.where(table[:, week - 1], stays, begins)
    return table


def _moves(rng: Random, table: np.ndarray) -> np.ndarray:
    """The week of each member's move; 0 for none.

    They move in the middle of a week, ill in that moment: half of what ends in a week has ended.
    """
    moved = np.zeros(len(table), dtype=np.int64)
    for week in range(2, table.shape[1]):
        goes_on = table[:, week] | (rng.random(len(table)) < 0.5)
        ill = np.flatnonzero(table[:, week - 1] & goes_on & (moved == 0))
        moved[ill[rng.random(len(ill)) < MOVES_A_WEEK]] = week
    return moved


def _moved(
    rng: Random,
    observed: np.ndarray,
    moved: np.ndarray,
    spells: list[Spells],
    now_ug: int = 1_500,
) -> CohortChunk:
    movers = np.flatnonzero((moved > 0) & (moved <= observed))
    everyone = np.arange(len(observed))
    member = np.concatenate([everyone, movers])
    week = np.concatenate([np.ones_like(everyone), moved[movers]])
    timing = np.where(week > 1, Timing.morning, Timing.bedtime).astype(np.int64)
    order = np.lexsort((week, member))
    doses = np.where(week > 1, now_ug, 1_500)[order]
    return cohort(rng, observed, Dosing(member[order], week[order], doses, timing[order]), spells)
