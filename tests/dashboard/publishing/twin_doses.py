"""The brute-force twins of doses, sweet spots and next steps (see twin.py)."""

from itertools import pairwise

from twin import Found, belongs, last_on, on_now, side_effects, weekly
from twin_courses import kept_since

from db import bands, catalogue
from db.answers import DoseStep
from db.axis_words import NEXT_STEPS
from db.vocabulary import (
    BENEFIT,
    SIDE_EFFECTS,
    Before,
    BenefitAfter,
    ChangeReason,
    EffectsAfter,
    Severity,
    StopReason,
)
from tests.story_cohorts import Story, mean_ug


def band_of(step: DoseStep) -> str | None:
    return bands.DOSE_UG.word(mean_ug(step))


def reached(story: Story) -> dict[str, int]:
    """Dose band -> place of the weekly step by which it was first reached, going up."""
    found: dict[str, int] = {}
    before = 0
    for at, step in enumerate(weekly(story)):
        if mean_ug(step) > before:
            found.setdefault(band_of(step) or "", at)
        before = mean_ug(step)
    return found


def changes(story: Story) -> list[int]:
    """Weeks in which the dose became another."""
    pairs = pairwise(weekly(story))
    return [after.week for before, after in pairs if mean_ug(after) != mean_ug(before)]


def begins(story: Story, word: str, week: int) -> bool:
    return any(
        e.began_week == week and e.severity >= Severity.moderate
        for e in side_effects(story)
        if belongs(e, word)
    )


def effect_on_reaching_dose(story: Story) -> Found:
    for band, at in reached(story).items():
        week = weekly(story)[at].week
        if story.survey.observed_week < week + 1:
            continue
        for word in catalogue.EFFECT_GROUP_AXIS:
            yield (word, band, "k0"), begins(story, word, week)
            if week + 1 not in changes(story) and not begins(story, "any_effect", week):
                yield (word, band, "k1"), begins(story, word, week + 1)


def sweet_spot_found(story: Story) -> Found:
    survey = story.survey
    told = [(week, answer) for week, answer in sorted(story.reports) if week >= 8 and answer]
    if survey.observed_week < 26 or not told:
        return
    dose = mean_ug(survey.steps[-1])
    if not dose and not survey.stop:
        return
    since = kept_since(story)
    bothered = any(
        e.effect in SIDE_EFFECTS
        and e.before != Before.the_same
        and e.severity >= Severity.moderate
        and (e.ended_week == survey.observed_week or (e.still_there and not e.ended_week))
        for e in survey.episodes
    )
    week, answer = told[-1]
    well = answer in BENEFIT and week >= since and survey.observed_week - since >= 8
    mine = "looking"
    if survey.stop:
        mine = "stopped"
    elif well and on_now(story) and not bothered:
        mine = bands.FIRST_DOSE_UG.word(dose) or ""
    for word in (*bands.FIRST_DOSE_UG.words, "looking", "stopped"):
        yield (word,), word == mine


def first_after(story: Story, at: int, weeks: int) -> str:
    """What came first after a weekly step, within so many weeks."""
    steps = weekly(story)
    start, survey = steps[at], story.survey
    for week in range(start.week + 1, start.week + weeks):
        if survey.stop and week == last_on(story) + 1:
            kinds = {StopReason.side_effects: "effects", StopReason.no_benefit: "no_benefit"}
            return f"stopped_{kinds.get(survey.stop.reason, 'otherwise')}"
        for step in steps:
            if step.week == week and band_of(step) != band_of(start):
                if mean_ug(step) < mean_ug(start):
                    return "down"
                for_benefit = step.reason == ChangeReason.more_benefit
                return "up_for_benefit" if for_benefit else "up_otherwise"
    return "stayed"


def after_reaching_dose(story: Story) -> Found:
    for band, at in reached(story).items():
        if story.survey.observed_week - weekly(story)[at].week >= 12:
            first = first_after(story, at, 12)
            for word in NEXT_STEPS:
                yield (band, word), word == first


def after_step_up(story: Story) -> Found:
    steps = weekly(story)
    seen: set[str | None] = set()
    for at in range(1, len(steps)):
        step, before = steps[at], steps[at - 1]
        came_up = mean_ug(before) and mean_ug(step) > mean_ug(before)
        band = band_of(step)
        if not came_up or band == band_of(before) or band in seen:
            continue
        seen.add(band)
        if story.survey.observed_week - step.week < 8:
            continue
        first = first_after(story, at, 8)
        yield (band or "", "went_back"), first == "down" or first.startswith("stopped")
        if step.effects_after:
            yield (band or "", "effects_worse"), step.effects_after == EffectsAfter.worse
        if step.benefit_after.name not in {"not_said", "not_sure"}:
            yield (band or "", "benefit_more"), step.benefit_after == BenefitAfter.more


def stopped_at_dose(story: Story) -> Found:
    stop = story.survey.stop
    if not stop or stop.reason != StopReason.side_effects:
        return
    dose = mean_ug([step for step in story.survey.steps if step.week <= stop.week][-1])
    for band in bands.DOSE_UG.words if dose else ():
        yield (band,), band == bands.DOSE_UG.word(dose)
