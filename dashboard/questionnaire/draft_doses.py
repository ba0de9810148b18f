"""The doses as a member told them -> dose steps in order, or what is in the way.

A change that names no dose, or no time, kept the one before it: whoever moves from bedtime to
morning need not write the dose again.
"""

from dataclasses import dataclass, field
from typing import Any

from dashboard.questionnaire import dose_text, week_choices
from dashboard.questionnaire.draft import Answers, change_ids
from dashboard.questionnaire.questions import vocabulary_word
from db.answers import DoseStep
from db.vocabulary import BenefitAfter, ChangeReason, EffectsAfter, Timing

FIRST = "doses.first"


@dataclass(frozen=True)
class DoseProblem:
    """Something about the doses to put right: which answer, and a key of ``survey.problem``."""

    path: str
    key: str
    values: dict[str, str] = field(default_factory=dict)


def change_path(number: int) -> str:
    """Where the answers about a change stand."""
    return f"doses.change.{number}"


def changes_in_order(answers: Answers) -> list[int]:
    """The numbers of the changes, earliest week first; those without a week last.

    A change that nothing was said about is none: it was added by a slip, or left for later.
    """
    later = 10**6
    told = [number for number in change_ids(answers) if is_begun(answers, number)]
    week = {n: answers.get(f"{change_path(n)}.week") or later for n in told}
    return sorted(week, key=lambda number: (week[number], number))


def week_of_last_change(answers: Answers) -> int | None:
    """The latest week that a change was told for; nobody stopped before it."""
    weeks = [answers.get(f"{change_path(number)}.week") for number in changes_in_order(answers)]
    return max((week for week in weeks if week), default=None)


def is_begun(answers: Answers, number: int) -> bool:
    """Whether anything was said about a change."""
    return any(path.startswith(f"{change_path(number)}.") for path in answers)


def dose_steps(answers: Answers) -> tuple[list[DoseStep], list[DoseProblem]]:
    """Every dose and time in order, and what is in the way of handing them in."""
    problems: list[DoseProblem] = []
    if answers.get("doses.since") is None:
        problems.append(DoseProblem("doses.since", "since_missing"))
    first = _first_step(answers, problems)
    steps = [first] if first else []
    for number in changes_in_order(answers):
        step = _step_of_change(answers, number, steps, problems)
        if step:
            steps.append(step)
    return steps, problems


def dose_problem(answers: Answers, path: str) -> DoseProblem | None:
    """What is in the way of a dose that was written, or None."""
    reading = dose_text.dose_from_text(answers.get(f"{path}.dose") or "")
    if reading.is_good:
        if reading.is_surprising and answers.get(f"{path}.believed") != reading.ug:
            return DoseProblem(f"{path}.dose", "dose_to_confirm")
        return None
    return DoseProblem(f"{path}.dose", f"dose_{reading.problem}", dose_values(reading))


def dose_values(reading: dose_text.DoseReading) -> dict[str, str]:
    """What a sentence about a dose may name."""
    return {"written": reading.written, "mg": dose_text.local_mg_text(reading.ug or 0)}


def dose_before_change(answers: Answers, number: int) -> tuple[int | None, Timing | None]:
    """The dose in micrograms and the time that a change changed, as far as they are known."""
    ug, timing = _dose_and_timing(answers, FIRST)
    for earlier in changes_in_order(answers):
        if earlier == number:
            break
        new_ug, new_timing = _dose_and_timing(answers, change_path(earlier))
        ug, timing = new_ug or ug, new_timing or timing
    return ug, timing


def asks_what_happened(answers: Answers, number: int) -> bool:
    """Whether a change was a step down or a change of time."""
    ug, timing = dose_before_change(answers, number)
    new_ug, new_timing = _dose_and_timing(answers, change_path(number))
    lower = bool(ug and new_ug and new_ug < ug)
    return lower or bool(timing and new_timing and new_timing != timing)


def _dose_and_timing(answers: Answers, path: str) -> tuple[int | None, Timing | None]:
    reading = dose_text.dose_from_text(answers.get(f"{path}.dose") or "")
    return (reading.ug if reading.is_good else None), vocabulary_word(
        Timing, answers.get(f"{path}.timing")
    )


def _first_step(answers: Answers, problems: list[DoseProblem]) -> DoseStep | None:
    wrong = dose_problem(answers, FIRST)
    if wrong:
        problems.append(wrong)
    ug, timing = _dose_and_timing(answers, FIRST)
    if timing is None:
        problems.append(DoseProblem(f"{FIRST}.timing", "timing_missing"))
    if wrong or ug is None or timing is None:
        return None
    return DoseStep(week=1, dose_ug=ug, timing=timing)


def _step_of_change(
    answers: Answers,
    number: int,
    steps: list[DoseStep],
    problems: list[DoseProblem],
) -> DoseStep | None:
    at = change_path(number)
    found = [problem for problem in _problems_of_change(answers, number, steps) if problem]
    problems.extend(found)
    if found or not steps:
        return None
    ug, timing = _dose_and_timing(answers, at)
    return DoseStep(
        week=_week_after(answers[f"{at}.week"], steps),
        dose_ug=ug or steps[-1].dose_ug,
        timing=timing or steps[-1].timing,
        **_reason_and_outcome(answers, number),
    )


def _problems_of_change(
    answers: Answers,
    number: int,
    steps: list[DoseStep],
) -> list[DoseProblem | None]:
    at = change_path(number)
    week, written = answers.get(f"{at}.week"), answers.get(f"{at}.dose")
    if week is None:
        return [DoseProblem(f"{at}.week", "change_week_missing")]
    if not written and answers.get(f"{at}.timing") is None:
        return [
            DoseProblem(
                at, "change_changes_nothing", {"week": week_choices.week_of_use_in_words(week)}
            )
        ]
    return [
        dose_problem(answers, at) if written else None,
        _week_problem(answers, at, week, steps),
    ]


def _week_problem(
    answers: Answers,
    at: str,
    week: int,
    steps: list[DoseStep],
) -> DoseProblem | None:
    values = {"week": week_choices.week_of_use_in_words(week)}
    last = answers.get("doses.since") or week
    if week > last:
        return DoseProblem(f"{at}.week", "change_later_than_now", values)
    if steps and _week_after(week, steps) > last:
        return DoseProblem(f"{at}.week", "two_changes_in_one_week", values)
    if steps and week <= min(steps[-1].week, week_choices.LAST_EXACT):
        return DoseProblem(f"{at}.week", "two_changes_in_one_week", values)
    return None


def _week_after(week: int, steps: list[DoseStep]) -> int:
    """The week of a change; of two in "about month 4" the second is put a week later."""
    return max(week, steps[-1].week + 1)


def _reason_and_outcome(answers: Answers, number: int) -> dict[str, Any]:
    at = change_path(number)
    said: dict[str, Any] = {"reason": vocabulary_word(ChangeReason, answers.get(f"{at}.reason"))}
    if asks_what_happened(answers, number):
        said["effects_after"] = vocabulary_word(EffectsAfter, answers.get(f"{at}.effects_after"))
        said["benefit_after"] = vocabulary_word(BenefitAfter, answers.get(f"{at}.benefit_after"))
    return {name: found for name, found in said.items() if found is not None}
