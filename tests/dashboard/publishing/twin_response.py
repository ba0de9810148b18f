"""The brute-force twins of response (see twin.py)."""

from twin import Found, last_on, on_now, on_weeks, step_at

from db import bands
from db.vocabulary import (
    BENEFIT,
    CLUSTERS,
    IMPROVED,
    Before,
    FirstBenefit,
    Severity,
    StopReason,
)
from tests.story_cohorts import Story, mean_ug


def benefit_by_week(story: Story) -> Found:
    latest = {
        bands.WEEK.word(week): answer in BENEFIT
        for week, answer in sorted(story.reports)
        if answer and week in on_weeks(story)
    }
    for band, benefit in latest.items():
        yield (band or "",), benefit


def first_benefit(story: Story) -> Found:
    answer = story.survey.first_benefit
    if answer == FirstBenefit.not_said:
        return
    improved = answer != FirstBenefit.not_yet
    at = answer.name if improved else bands.LASTING.word(last_on(story)) or ""
    for band in bands.LASTING.words[: bands.LASTING.words.index(at) + 1]:
        yield (band,), improved and band == at


def help_noticed(story: Story) -> Found:
    answer = story.survey.first_benefit
    if answer.name in bands.LASTING.words and story.survey.observed_week >= 26:
        yield ("w2_8",), answer.name in {"w2", "w3_4", "w5_8"}


def cluster_by_week(story: Story) -> Found:
    survey = story.survey
    if not survey.answered_pleasure:
        return
    week = bands.WEEK.word(survey.observed_week) or ""
    for group, effects in CLUSTERS.items():
        has = any(
            e.effect in effects
            and e.before != Before.the_same
            and e.severity >= Severity.moderate
            and (e.ended_week == survey.observed_week or (e.still_there and not e.ended_week))
            for e in survey.episodes
        )
        yield (group, week, "starters"), has
        if on_now(story):
            yield (group, week, "stayers"), has


def no_benefit_late(story: Story) -> Found:
    told = [(week, a) for week, a in sorted(story.reports) if a and week in on_weeks(story)]
    if not told or not on_now(story) or told[-1][0] < 12:
        return
    week, answer = told[-1]
    if mean_ug(story.survey.steps[step_at(story, week)]) >= 1_500:
        yield ("on_ldn",), answer not in IMPROVED


def stop_reason(story: Story) -> Found:
    if not story.survey.stop or not story.survey.stop.reason:
        return
    for reason in StopReason:
        if reason:
            yield (reason.name,), reason == story.survey.stop.reason
