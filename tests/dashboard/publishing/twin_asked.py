"""The brute-force twin of who was asked (see twin.py): each measure's own needs, one by one."""

from db.vocabulary import EFFECT_GROUPS, SIDE_EFFECTS, Effect, Topic
from tests.story_cohorts import Story

OF_TIME = {"effect_weeks", "stop"}
TOPICS = {
    "effect_by_week": OF_TIME,
    "course_by_week": OF_TIME | {"stop_reason"},
    "effect_after_step": OF_TIME | {"dose_changes"},
    "effect_lasting": {"effect_weeks"},
    "lasting_joined_before": {"effect_weeks"},
    "effect_ended_early": {"effect_weeks"},
    "effect_on_reaching_dose": {"effect_weeks", "dose_changes", "severity"},
    "sweet_spot_found": {"stop", "dose_changes", "severity"},
    "after_reaching_dose": {"stop", "dose_changes", "stop_reason"},
    "after_step_up": {"stop", "dose_changes"},
    "start_and_effects": {"effect_weeks", "severity"},
    "dose_kept": {"stop", "dose_changes"},
    "start_to_kept": {"stop", "dose_changes"},
    "pace_and_effects": {"effect_weeks", "dose_changes", "severity"},
    "effect_by_first_timing": {"effect_weeks"},
    "switched_timing": OF_TIME | {"dose_changes"},
    "lowered_dose": OF_TIME | {"dose_changes"},
    "benefit_by_week": {"stop"},
    "first_benefit": {"stop"},
    "cluster_by_week": {"stop"},
    "no_benefit_late": {"stop", "dose_changes"},
    "stopped_at_dose": {"dose_changes"},
    "scale_change": {"stop"},
    "faded": {"stop"},
    "restart": OF_TIME | {"dose_changes", "pauses"},
}
ON_EFFECT_AXIS = {
    *("effect_by_week", "effect_after_step", "effect_lasting"),
    *("lasting_joined_before", "effect_ended_early"),
    *("effect_on_reaching_dose", "effect_by_first_timing"),
}
EVERY_EFFECT = {
    *("course_by_week", "pace_and_effects", "start_and_effects", "sweet_spot_found"),
    "lowered_dose",
    "restart",
}


def was_asked(story: Story, measure: str, word: str) -> bool:
    """Whether a member was asked all that a measure needs at a word of its first axis."""
    marks = story.survey.marks
    topics = all(Topic[name] in marks.topics for name in TOPICS.get(measure, ()))
    return topics and all(effect in marks.effects for effect in effects_of(measure, word))


def effects_of(measure: str, word: str) -> tuple[Effect, ...]:
    if measure == "switched_timing":
        return EFFECT_GROUPS["sleep"]
    if measure in EVERY_EFFECT:
        return SIDE_EFFECTS
    if measure not in ON_EFFECT_AXIS:
        return ()
    if word == "any_effect":
        return SIDE_EFFECTS
    return EFFECT_GROUPS.get(word) or (Effect[word.removeprefix("effect_")],)
