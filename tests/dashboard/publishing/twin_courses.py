"""The brute-force twins of courses, spells and kept (see twin.py)."""

from itertools import pairwise

from twin import (
    AXIS,
    Found,
    belongs,
    is_restart,
    last_on,
    last_week,
    on_now,
    on_weeks,
    paused,
    restarts,
    side_effects,
    weekly,
    weeks_of_bands,
)

from db import bands, catalogue
from db.vocabulary import (
    HOURS_ASKED,
    Before,
    BenefitAfter,
    ChangeReason,
    EffectsAfter,
    Helped,
    HoursAfter,
    Severity,
    StopReason,
)
from tests.story_cohorts import Story, facts, first_dose_ug, mean_ug


def active(story: Story, week: int, word: str = "any_effect") -> bool:
    return any(
        e.began_week <= week <= last_week(e, story) for e in side_effects(story) if belongs(e, word)
    )


def course_by_week(story: Story) -> Found:
    for band, week in weeks_of_bands(story).items():
        if week > story.survey.observed_week or (week <= last_on(story) and paused(story, week)):
            continue
        if week <= last_on(story):
            state = "on_with" if active(story, week) else "on_without"
        else:
            for_effects = story.survey.stop.reason == StopReason.side_effects
            state = "stopped_for_effects" if for_effects else "stopped_otherwise"
        for word in catalogue.COURSES:
            yield (word, band), word == state


def starts_and_increases(story: Story) -> list[int]:
    steps = weekly(story)
    doses = [-1, *(mean_ug(step) for step in steps)]
    return [s.week for s, before in zip(steps, doses, strict=False) if mean_ug(s) > before]


def effect_after_step(story: Story) -> Found:
    ups = sorted({*starts_and_increases(story), *restarts(story)})
    nth = story.record_key % len(ups)
    for k in range(9):
        week = ups[nth] + k
        up_again = nth + 1 < len(ups) and week >= ups[nth + 1]
        without_break = all(w in on_weeks(story) for w in range(ups[nth], week + 1))
        if without_break and not up_again:
            for word in AXIS:
                yield (word, f"k{k}"), active(story, week, word)


def hours_after_dose(story: Story) -> Found:
    told = {
        e.hours_after
        for e in story.survey.episodes
        if e.effect in HOURS_ASKED and e.before != Before.the_same and e.hours_after
    }
    for hours in HoursAfter if told else ():
        if hours:
            yield (hours.name,), hours in told


def what_helped(story: Story) -> Found:
    for word in catalogue.EFFECT_GROUP_AXIS:
        ended = [e for e in side_effects(story) if belongs(e, word) and e.ended_week and e.helped]
        for helped in Helped if ended else ():
            yield (word, helped.name), any(helped in e.helped for e in ended)


def kept_at(story: Story) -> str | None:
    survey = story.survey
    if survey.observed_week < 12:
        return None
    if survey.stop:
        return "stopped"
    dose = mean_ug(survey.steps[-1])
    if not dose:
        return None
    settled = survey.observed_week - kept_since(story) >= 4 and on_now(story)
    return bands.DOSE_UG.word(dose) if settled else "stepping"


def kept_since(story: Story) -> int:
    """The week since which the latest dose has been the same without a pause."""
    steps = story.survey.steps
    since = steps[-1].week
    for at in reversed(range(len(steps))):
        if mean_ug(steps[at]) != mean_ug(steps[-1]):
            break
        since = steps[at].week
        if is_restart(story, at):
            break
    return since


def dose_kept(story: Story) -> Found:
    mine = kept_at(story)
    for word in catalogue.MEASURES["dose_kept"].axes[0] if mine else ():
        yield (word,), word == mine


def start_to_kept(story: Story) -> Found:
    mine = kept_at(story)
    start = bands.DOSE_UG.word(first_dose_ug(story.survey)) or ""
    for word in catalogue.MEASURES["start_to_kept"].axes[1] if mine else ():
        yield (start, word), word == mine


def pace_and_effects(story: Story) -> Found:
    if story.survey.observed_week < 8:
        return
    later = [week - 1 for week in starts_and_increases(story) if week > 1]
    waited = min(later, default=4)
    pace = "within_1" if waited == 1 else "within_2_3" if waited <= 3 else "from_4"
    yield (pace, facts(story)["sensitivity"]), bothered_early(story)


def bothered_early(story: Story) -> bool:
    return any(
        e.began_week <= 8 and e.severity >= Severity.moderate
        for e in side_effects(story)
        if belongs(e, "any_effect")
    )


def start_and_effects(story: Story) -> Found:
    if story.survey.observed_week >= 8:
        mine = facts(story)
        yield (mine["first_dose"], mine["sensitivity"]), bothered_early(story)


def step_down(story: Story) -> Found:
    steps = story.survey.steps
    told: dict[tuple[str, str], bool] = {}
    for before, step in pairwise(steps):
        left = mean_ug(step) / max(mean_ug(before), 1)
        if left >= 1 or not left or step.reason != ChangeReason.ease_effects:
            continue
        size = "more" if left < 0.4 else "half" if left <= 0.6 else "less"
        if step.effects_after:
            better = step.effects_after == EffectsAfter.better
            told.setdefault((size, "effects_better"), better)
        if step.benefit_after.name not in {"not_said", "not_sure", "none_yet"}:
            kept = step.benefit_after in {BenefitAfter.kept, BenefitAfter.same, BenefitAfter.more}
            told.setdefault((size, "benefit_kept"), kept)
    yield from told.items()
