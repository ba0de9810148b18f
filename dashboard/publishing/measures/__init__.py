"""One file a theme; each measure is a pure function from a cohort to a tally.

``TALLIES`` names them as the catalogue does; a test holds the two against each other.
"""

from collections.abc import Callable

from dashboard.publishing.counting import MeasureTally
from dashboard.publishing.measures import (
    courses,
    dose_outcomes,
    doses,
    extras,
    members,
    next_steps,
    response,
    restarts,
    spell_lengths,
    spells,
    sweet_spots,
    switches,
    timelines,
    timings,
)
from db.counting.cohort import CohortChunk

TALLIES: dict[str, Callable[[CohortChunk], MeasureTally]] = {
    "who_answered": members.who_answered,
    "first_dose": members.first_dose,
    "had_before": spells.had_before,
    "when_joined": members.when_joined,
    "effect_by_week": timelines.effect_by_week,
    "effect_lasting": spell_lengths.effect_lasting,
    "lasting_joined_before": spell_lengths.effect_lasting_of_early_joiners,
    "effect_ended_early": spell_lengths.effect_ended_early,
    "effect_on_reaching_dose": doses.effect_on_reaching_dose,
    "sweet_spot_found": sweet_spots.sweet_spot_found,
    "after_reaching_dose": next_steps.after_reaching_dose,
    "after_step_up": next_steps.after_step_up,
    "effect_by_first_timing": timings.effect_by_first_timing,
    "benefit_by_first_timing": timings.benefit_by_first_timing,
    "course_by_week": courses.course_by_week,
    "effect_after_step": courses.effect_after_step,
    "hours_after_dose": spells.hours_after_dose,
    "what_helped": spells.what_helped,
    "dose_kept": dose_outcomes.dose_kept,
    "start_to_kept": dose_outcomes.start_to_kept,
    "pace_and_effects": dose_outcomes.pace_and_effects,
    "start_and_effects": dose_outcomes.start_and_effects,
    "step_down": dose_outcomes.step_down,
    "switched_timing": switches.switch_of_timing,
    "lowered_dose": switches.lowering_of_dose,
    "benefit_by_week": response.benefit_by_week,
    "first_benefit": response.first_benefit,
    "help_noticed": response.help_noticed,
    "cluster_by_week": response.cluster_by_week,
    "no_benefit_late": response.no_benefit_late,
    "stop_reason": response.stop_reason,
    "stopped_at_dose": dose_outcomes.stopped_at_dose,
    "scale_change": extras.scale_change,
    "symptom_moved": extras.symptom_moved,
    "first_weeks": extras.first_weeks,
    "faded": extras.faded,
    "restart": restarts.restart,
    "doses_missed": extras.doses_missed,
    "after_stopping": extras.after_stopping,
}
