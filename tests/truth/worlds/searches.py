"""Of one life: which steps count, where the search for a dose has got to, what came next."""

from collections.abc import Iterator

from db import bands
from db.vocabulary import BOTHERSOME, ChangeReason, StopReason
from tests.truth.worlds.lives import ALWAYS, Life, LifeStep, week_of_day

KEPT_FOR_WEEKS, FOUND_FOR_WEEKS, FOUND_FROM_WEEK = 4, 8, 26
"""Full weeks at one dose until it is kept, and until it is found; from this week of use on."""
NEXT_WITHIN_WEEKS, BACK_WITHIN_WEEKS = 12, 8
STOPS = {
    StopReason.side_effects: "stopped_effects",
    StopReason.no_benefit: "stopped_no_benefit",
}


def stratum_of_life(life: Life) -> tuple[int, int]:
    """First dose and weeks observed, as the comparison of first times of day divides them."""
    return (
        bands.FIRST_DOSE_STRATUM_UG.index(life.steps[0].dose_ug),
        bands.OBSERVED_STRATUM.index(life.survey_week),
    )


def steps_up(life: Life) -> Iterator[LifeStep]:
    """The first dose, increases and restarts."""
    before = 0
    for step in life.steps:
        if step.dose_ug > before or step.reason is ChangeReason.after_break:
            yield step
        before = step.dose_ug


def in_band(step: LifeStep, band: str) -> bool:
    """Whether a step leads into a band of doses."""
    return bands.DOSE_UG.word(step.dose_ug) == band


def brings_bothersome(life: Life, step: LifeStep, days: int) -> bool:
    """Within so many days of a step: of the step itself, or in the background."""
    until = step.day + days
    own = any(
        day <= until and severity >= BOTHERSOME for day, severity in step.would_begin.values()
    )
    return own or any(
        step.day <= spell.began <= until and spell.severity >= BOTHERSOME
        for spell in life.spells
        if not spell.of_step
    )


def is_off(life: Life) -> bool:
    """Whether LDN was stopped for good."""
    return life.stop_day < ALWAYS


def is_paused(life: Life) -> bool:
    """Whether the survey falls into a pause."""
    return any(pause.began <= life.survey_day < pause.until for pause in life.pauses)


def is_on(life: Life) -> bool:
    """Whether LDN is taken on the survey's day."""
    return not is_off(life) and not is_paused(life)


def dose_place(life: Life) -> str:
    """Stopped, still stepping, or the band of a dose held for four weeks."""
    if is_off(life):
        return "stopped"
    if is_paused(life) or weeks_at_dose(life) < KEPT_FOR_WEEKS:
        return "stepping"
    return bands.DOSE_UG.word(life.steps[-1].dose_ug) or "stepping"


def pace_of_life(life: Life) -> str:
    """The band of weeks from the first dose to the first step up."""
    before = life.steps[0].dose_ug
    for step in life.steps[1:]:
        if step.dose_ug > before and week_of_day(step.day) > 1:
            return bands.PACE_WEEKS.word(week_of_day(step.day) - 1) or "from_4"
        before = step.dose_ug
    return "from_4"


def weeks_at_dose(life: Life) -> int:
    """Full weeks at the present dose, since the last restart at the most."""
    since = life.steps[0].day
    for before, step in zip(life.steps, life.steps[1:], strict=False):
        if step.dose_ug != before.dose_ug or step.reason is ChangeReason.after_break:
            since = step.day
    return life.survey_week - week_of_day(since)


def search_place(life: Life) -> str:
    """Stopped; found theirs, at which dose (bands of first doses); or looking."""
    if is_off(life):
        return "stopped"
    bothered = any(spell.severity >= BOTHERSOME for spell in life.active(life.survey_day))
    settled = weeks_at_dose(life) >= FOUND_FOR_WEEKS
    if is_paused(life) or bothered or not settled or not life.is_helped:
        return "looking"
    return bands.FIRST_DOSE_UG.word(life.steps[-1].dose_ug) or "looking"


def next_step(life: Life, step: LifeStep, weeks: int) -> str:
    """What came first within so many full weeks of a step: another dose, or the end of LDN."""
    until = week_of_day(step.day) + weeks
    for later in life.steps:
        if later.day > step.day and later.dose_ug != step.dose_ug:
            if week_of_day(later.day) >= until:
                break
            if later.dose_ug < step.dose_ug:
                return "down"
            return "up_for_benefit" if later.reason is ChangeReason.more_benefit else "up_otherwise"
    if is_off(life) and week_of_day(life.stop_day) + 1 < until:
        return STOPS.get(life.stop_reason, "stopped_otherwise")
    return "stayed"
