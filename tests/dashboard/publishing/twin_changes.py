"""The brute-force twins of those who changed something while they were ill (see twin.py)."""

from collections.abc import Iterable
from itertools import pairwise

from twin import Found, last_week, on_weeks, side_effects, step_at, weekly

from db import bands
from db.answers import EffectEpisode
from db.vocabulary import EFFECT_GROUPS, SIDE_EFFECTS, Effect, Timing
from tests.story_cohorts import Story, mean_ug

NEVER = 10_000


def moved_in_week(story: Story) -> int:
    steps = story.survey.steps
    moves = [
        after.week
        for before, after in pairwise(steps)
        if before.timing == Timing.bedtime and after.timing == Timing.morning
    ]
    return min(moves, default=NEVER)


def first_lowering(story: Story) -> tuple[int, bool]:
    """Its week, and whether it was by about half."""
    for before, after in pairwise(weekly(story)):
        if 0 < mean_ug(after) < mean_ug(before):
            return after.week, 0.4 <= mean_ug(after) / mean_ug(before) <= 0.6
    return NEVER, False


class Illness:
    """Weeks with one of some effects."""

    def __init__(self, story: Story, effects: Iterable[Effect]) -> None:
        self.story, self.effects = story, set(effects)

    def among(self, week: int) -> list[EffectEpisode]:
        """Those of a week."""
        return [
            e
            for e in side_effects(self.story)
            if e.effect in self.effects and e.began_week <= week <= last_week(e, self.story)
        ]

    def weeks_in_a_row(self, week: int) -> int:
        """How many weeks up to this one it has lasted."""
        first = week
        while first > 1 and self.among(first - 1):
            first -= 1
        return week - first + 1

    def stratum(self, week: int) -> tuple[str, str, str]:
        """How long, how many, how severe."""
        effects = self.among(week)
        worst = max(e.severity for e in effects)
        return (
            bands.SPELL_WEEK.word(self.weeks_in_a_row(week)),
            "several" if len(effects) > 1 else "one",
            "severe" if worst >= 3 else "moderate" if worst == 2 else "mild",
        )


def compared(illness: Illness, weeks: list[int], change: int, words: tuple[str, str]) -> Found:
    """Weeks in which a change is possible, the week of the first, and the names of both arms.

    Without a name for those who changed they are in neither arm.
    """
    seen: set[int] = set()
    story = illness.story
    named = [1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8][story.record_key % 12]
    for week in weeks:
        if not illness.among(week):
            continue
        ill = illness.weeks_in_a_row(week)
        if ill in seen or ill > 8:
            continue
        seen.add(ill)
        if story.survey.observed_week < week + 4 or change < week:
            continue
        gone = not illness.among(week + 4)
        if change == week and words[0]:
            yield (words[0], *illness.stratum(week)), gone
        elif change > week and ill == named:
            yield (words[1], *illness.stratum(week)), gone
            if illness.among(week + 1):
                yield ("still_ill", *illness.stratum(week)), gone


def without_a_break(story: Story) -> list[int]:
    """Weeks of the first year on LDN, after one on LDN."""
    on = {week for week in on_weeks(story) if week <= 52}
    return [week for week in sorted(on) if max(week - 1, 1) in on]


def switched_timing(story: Story) -> Found:
    steps = story.survey.steps
    weeks = [
        week
        for week in without_a_break(story)
        if steps[step_at(story, max(week - 1, 1))].timing == Timing.bedtime
    ]
    illness = Illness(story, EFFECT_GROUPS["sleep"])
    yield from compared(illness, weeks, moved_in_week(story), ("switched", "not_yet"))


def lowered_dose(story: Story) -> Found:
    week, by_half = first_lowering(story)
    weeks = [w for w in without_a_break(story) if w > 1]
    words = ("lowered" if by_half else "", "not_lowered")
    yield from compared(Illness(story, SIDE_EFFECTS), weeks, week, words)
