"""Doses that version 1 took as those of a whole day, and that may have been meant as each time.

It asked "how much was it, a day?" of whoever divides the dose, too: 0.75 mg may be 1.5 mg a day.
"""

from db.answers import HIGHEST_DOSE_UG, DoseStep, Survey
from db.vocabulary import Timing

USUAL_TIMES = 2


def doses_in_doubt(survey: Survey) -> list[DoseStep]:
    """Divided doses of which nobody asked whether they are of each time."""
    return [step for step in survey.steps if _is_in_doubt(step)]


def survey_with_divided_doses(survey: Survey, *, are_each_time: bool) -> Survey:
    """The survey once that was asked: they count twice, or stay as they are.

    A dose that would be over the highest one stays as it is.
    """
    steps = tuple(
        _settle_step(step, are_each_time=are_each_time) if _is_in_doubt(step) else step
        for step in survey.steps
    )
    return survey.model_copy(update={"steps": steps})


def _is_in_doubt(step: DoseStep) -> bool:
    return step.timing is Timing.divided and step.times is None


def _settle_step(step: DoseStep, *, are_each_time: bool) -> DoseStep:
    total = step.dose_ug * (USUAL_TIMES if are_each_time else 1)
    dose_ug = total if total <= HIGHEST_DOSE_UG else step.dose_ug
    return step.model_copy(update={"dose_ug": dose_ug, "times": USUAL_TIMES})
