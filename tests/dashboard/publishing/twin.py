"""The measures once more, as slow and plain as possible: loops over objects, sets of members.

Each function yields (axis words, member, is_case) for one member; nothing is shared with the
code under test but the vocabulary and the bands.
"""

from collections.abc import Iterator

from db import bands, catalogue
from db.answers import DoseStep, EffectEpisode
from db.vocabulary import (
    BENEFIT,
    EFFECT_GROUPS,
    LATER_EFFECTS,
    SIDE_EFFECTS,
    Before,
    Joined,
)
from tests.story_cohorts import Story, facts, first_dose_ug, mean_ug

Found = Iterator[tuple[tuple[str, ...], bool]]
"""Axis words of a cell that the member is in, and whether as a case."""
AXIS = catalogue.EFFECT_AXIS


def last_on(story: Story) -> int:
    return story.survey.stop.week if story.survey.stop else story.survey.observed_week


def paused(story: Story, week: int) -> bool:
    return any(
        pause.began_week <= week <= (pause.ended_week or 10_000) for pause in story.survey.pauses
    )


def on_weeks(story: Story) -> list[int]:
    return [week for week in range(1, last_on(story) + 1) if not paused(story, week)]


def on_now(story: Story) -> bool:
    return not story.survey.stop and not paused(story, story.survey.observed_week)


def weekly(story: Story) -> list[DoseStep]:
    """Of two steps in a week the later."""
    return list({step.week: step for step in story.survey.steps}.values())


def restarts(story: Story) -> set[int]:
    return {pause.ended_week + 1 for pause in story.survey.pauses if pause.ended_week}


def side_effects(story: Story) -> list[EffectEpisode]:
    return [
        e
        for e in story.survey.episodes
        if e.effect in (*SIDE_EFFECTS, *LATER_EFFECTS)
        and e.before != Before.the_same
        and e.began_week
    ]


def belongs(episode: EffectEpisode, word: str) -> bool:
    if word == "any_effect":
        return episode.effect in SIDE_EFFECTS
    if word in EFFECT_GROUPS:
        return episode.effect in EFFECT_GROUPS[word]
    return word == f"effect_{episode.effect.name}"


def last_week(episode: EffectEpisode, story: Story) -> int:
    if episode.ended_week:
        return episode.ended_week
    return story.survey.observed_week if episode.still_there else episode.began_week


def who_answered(story: Story) -> Found:
    mine = {"everyone", *(f"{name}:{word}" for name, word in facts(story).items())}
    for (word,) in ((w,) for w in catalogue.MEASURES["who_answered"].axes[0]):
        yield (word,), word in mine


def first_dose(story: Story) -> Found:
    for band in bands.FIRST_DOSE_UG.words:
        yield (band,), band == facts(story)["first_dose"]


def had_before(story: Story) -> Found:
    told: dict[str, Before] = {}
    spells = [e for e in story.survey.episodes if e.before != Before.not_said]
    for e in sorted(spells, key=lambda e: e.began_week or 0):
        told.setdefault(f"effect_{e.effect.name}", e.before)
    for effect in catalogue.SINGLE_EFFECTS:
        if effect in told:
            yield (effect, "the_same"), told[effect] == Before.the_same
            yield (effect, "worse_now"), told[effect] == Before.worse_now
            yield (effect, "new"), told[effect] == Before.no


def weeks_of_bands(story: Story) -> dict[str, int]:
    """Band -> the one week of it that is looked at: the record key, read place by place."""
    found, key = {}, story.record_key
    weeks = (1, 1, 2, 4, 4, 14, 26, 52)
    for word, first, many in zip(bands.WEEK_OF_BAND.words, bands.WEEK.edges, weeks, strict=True):
        found[word] = first + key % many
        key //= many
    return found


def effect_by_week(story: Story) -> Found:
    for band, week in weeks_of_bands(story).items():
        if week in on_weeks(story):
            for word in AXIS:
                yield (
                    (word, band),
                    any(
                        e.began_week <= week <= last_week(e, story)
                        for e in side_effects(story)
                        if belongs(e, word)
                    ),
                )


def first_spell(story: Story, word: str) -> EffectEpisode | None:
    """The first to begin; of those of one week the one that the highest bits of the key name."""
    turn = story.record_key >> 26
    spells = [
        e
        for e in side_effects(story)
        if belongs(e, word) and (e.ended_week or e.still_there) and e.began_week <= 9
    ]
    return min(spells, key=lambda e: (e.began_week, e.effect ^ turn), default=None)


def week_lot(story: Story, spell: EffectEpisode) -> int:
    """Six digits of the key, turned: from 35 on a week more; with an early step from 25."""
    digits = f"{story.record_key >> 20 & 63:06b}"
    turn = (spell.effect + spell.began_week) % 6
    number = int(digits[turn:] + digits[:turn], 2)
    last_of_weeks = {step.week: step for step in story.survey.steps}
    before = 0
    for week, step in sorted(last_of_weeks.items()):
        up = week == 1 or mean_ug(step) > before
        if week == spell.began_week and up and (step.day or 0) <= 2:
            return int(number >= 25)
        before = mean_ug(step)
    return int(number >= 35)


def life_table(story: Story, word: str, more: int | None = None) -> Iterator[tuple[str, bool]]:
    """(band, ended in it) for every band that the first spell reached."""
    spell = first_spell(story, word)
    if spell is None:
        return
    lot = week_lot(story, spell) if more is None else more
    weeks = last_week(spell, story) - spell.began_week + lot
    reached = bands.LASTING.index(max(weeks, 1))
    for position, band in enumerate(bands.LASTING.words[: reached + 1]):
        yield band, bool(spell.ended_week) and position == reached


def effect_lasting(story: Story) -> Found:
    for word in AXIS:
        for band, ended in life_table(story, word):
            yield (word, band), ended


def lasting_joined_before(story: Story) -> Found:
    for word in catalogue.EFFECT_GROUP_AXIS if story.survey.joined == Joined.before_ldn else ():
        for band, ended in life_table(story, word):
            yield (word, band), ended


def effect_ended_early(story: Story) -> Found:
    for word in catalogue.EFFECT_GROUP_AXIS:
        for length, more in (("short", 0), ("long", 1)):
            for band, ended in life_table(story, word, more):
                yield (word, length, band), ended


def when_joined(story: Story) -> Found:
    for answer in Joined if story.survey.joined else ():
        if answer:
            yield (answer.name,), answer == story.survey.joined


def step_at(story: Story, week: int) -> int:
    return max(i for i, step in enumerate(story.survey.steps) if step.week <= week)


def is_restart(story: Story, at: int) -> bool:
    """The first step after a pause, and those of its week, which move nothing back before it."""
    return story.survey.steps[at].week in restarts(story)


def stratum(story: Story) -> tuple[str, ...] | None:
    observed = bands.OBSERVED_STRATUM.word(story.survey.observed_week)
    first = story.survey.steps[0]
    dose = bands.FIRST_DOSE_STRATUM_UG.word(first_dose_ug(story.survey))
    return (first.timing.name, dose or "", observed) if observed else None


def effect_by_first_timing(story: Story) -> Found:
    place = stratum(story)
    for word in catalogue.FIRST_EFFECT_AXIS if place else ():
        early = (e for e in side_effects(story) if e.began_week <= 12 and belongs(e, word))
        yield (word, *place), any(early)


def benefit_by_first_timing(story: Story) -> Found:
    place = stratum(story)
    late = [answer for week, answer in sorted(story.reports) if week >= 8 and answer]
    if place and late:
        yield place, late[-1] in BENEFIT
