"""The doses as a member told them -> dose steps in order, or what is in the way.

A change that names no dose, or no time, kept the one before it: whoever moves from bedtime to
morning need not write the dose again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from dashboard.questionnaire import dose_text, week_choices
from dashboard.questionnaire.draft import Answers, change_ids, forms_of_draft, pause_ids
from dashboard.questionnaire.questions import vocabulary_word
from dashboard.questionnaire.step_order import moments_in_telling
from db.answers import HIGHEST_DOSE_UG, LAST_WEEK, LAST_WEEK_WITH_DAYS, DoseStep
from db.vocabulary import BenefitAfter, ChangeReason, EffectsAfter, Form, HowOften, Timing

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


def pause_path(number: int) -> str:
    """Where the answers about a pause and its restart stand."""
    return f"doses.pause.{number}"


def changes_in_order(answers: Answers) -> list[int]:
    """The numbers of the changes, the earliest first; those without a week last.

    A change that nothing was said about is none: it was added by a slip, or left for later.
    """
    numbers = {change_path(number): number for number in _changes_begun(answers)}
    return [numbers[at] for at in _steps_in_order(answers) if at in numbers]


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
    for at in _steps_in_order(answers):
        step = _step_of_change(answers, at, steps, problems)
        if step:
            steps.append(step)
    return steps, problems


def is_still_paused(answers: Answers, number: int) -> bool:
    """Whether a pause lasts, so that there is no restart yet."""
    return answers.get(f"{pause_path(number)}.still") == "yes"


def day_dose_ug(answers: Answers, path: str) -> int | None:
    """The total of a day in micrograms: what is written, or so many times what is written."""
    reading = dose_text.dose_from_text(answers.get(f"{path}.dose") or "")
    if not reading.is_good or reading.ug is None:
        return None
    is_each = answers.get(f"{path}.per") == "time"
    return reading.ug * int(answers.get(f"{path}.times") or 1) if is_each else reading.ug


def _changes_begun(answers: Answers) -> list[int]:
    return [number for number in change_ids(answers) if is_begun(answers, number)]


def _steps_in_order(answers: Answers) -> list[str]:
    """Where each change and each restart stands, in the order of weeks, days and telling.

    Without a week last.
    """
    restarts = [pause_path(n) for n in pause_ids(answers) if not is_still_paused(answers, n)]
    paths = [*restarts, *(change_path(number) for number in _changes_begun(answers))]
    told = ((_week_or_last(answers, at), answers.get(f"{at}.day")) for at in paths)
    moments = dict(zip(paths, moments_in_telling(told), strict=True))
    return sorted(paths, key=lambda at: moments[at])


def _week_or_last(answers: Answers, at: str) -> int:
    return answers.get(f"{at}.week") or LAST_WEEK + 1


def dose_problem(
    answers: Answers, path: str, timing_before: Timing | None = None
) -> DoseProblem | None:
    """What is in the way of a dose that was written, or None.

    Args:
        answers: the draft.
        path: where the answers about the dose stand.
        timing_before: the time that stays where no new one is told.
    """
    reading = dose_text.dose_from_text(answers.get(f"{path}.dose") or "")
    if reading.is_good:
        return _problem_of_total(answers, path, reading, timing_before)
    return DoseProblem(f"{path}.dose", f"dose_{reading.problem}", dose_values(reading))


def _is_amount_open(answers: Answers, path: str, timing_before: Timing | None) -> bool:
    """Whether a dose that is divided is not told yet as one of each time or of the whole day.

    0.75 mg in the morning and in the evening is 1.5 mg a day for one member, and 0.75 for another.
    """
    timing = vocabulary_word(Timing, answers.get(f"{path}.timing")) or timing_before
    says_total = bool(answers.get(f"{path}.per"))
    return timing is Timing.divided and not says_total and Form.core in forms_of_draft(answers)


def _problem_of_total(
    answers: Answers, path: str, reading: dose_text.DoseReading, timing_before: Timing | None
) -> DoseProblem | None:
    total = day_dose_ug(answers, path) or 0
    if _is_amount_open(answers, path, timing_before):
        return DoseProblem(f"{path}.per", "dose_each_or_day")
    if answers.get(f"{path}.per") == "time" and not answers.get(f"{path}.times"):
        return DoseProblem(f"{path}.times", "times_missing")
    if total > HIGHEST_DOSE_UG:
        values = {"written": reading.written, "mg": dose_text.local_mg_text(total)}
        return DoseProblem(f"{path}.dose", "dose_too_high", values)
    # Whoever tapped "4.5 mg each time, so 13.5 mg a day" has said what the day's total is.
    written = reading.ug or 0
    if written > dose_text.SURPRISING_UG and answers.get(f"{path}.believed") != written:
        return DoseProblem(f"{path}.dose", "dose_to_confirm")
    return None


def dose_values(reading: dose_text.DoseReading) -> dict[str, str]:
    """What a sentence about a dose may name."""
    return {"written": reading.written, "mg": dose_text.local_mg_text(reading.ug or 0)}


def dose_before_change(answers: Answers, number: int) -> tuple[int | None, Timing | None]:
    """The dose in micrograms and the time that a change changed, as far as they are known."""
    before = takewhile(lambda at: at != change_path(number), _steps_in_order(answers))
    return _dose_after_all(answers, before)


def step_before_restart(answers: Answers, at: str) -> tuple[int | None, Timing | None]:
    """The dose in micrograms and the time before a pause, as far as they are known."""
    began = answers.get(f"{at}.from") or LAST_WEEK
    steps = _steps_in_order(answers)
    return _dose_after_all(answers, (s for s in steps if _week_or_last(answers, s) < began))


def _dose_after_all(answers: Answers, steps: Iterable[str]) -> tuple[int | None, Timing | None]:
    """Dose and time after these changes and restarts; one that does not say keeps them."""
    ug, timing = _dose_and_timing(answers, FIRST)
    for path in steps:
        new_ug, new_timing = _dose_and_timing(answers, path)
        ug, timing = new_ug or ug, new_timing or timing
    return ug, timing


def asks_what_happened(answers: Answers, number: int) -> bool:
    """Whether a change was a step down or a change of time."""
    ug, timing = dose_before_change(answers, number)
    new_ug, new_timing = _dose_and_timing(answers, change_path(number))
    lower = bool(ug and new_ug and new_ug < ug)
    return lower or bool(timing and new_timing and new_timing != timing)


def _dose_and_timing(answers: Answers, path: str) -> tuple[int | None, Timing | None]:
    timing = vocabulary_word(Timing, answers.get(f"{path}.timing"))
    return day_dose_ug(answers, path), timing


def _first_step(answers: Answers, problems: list[DoseProblem]) -> DoseStep | None:
    wrong = dose_problem(answers, FIRST)
    if wrong:
        problems.append(wrong)
    ug, timing = _dose_and_timing(answers, FIRST)
    if timing is None:
        problems.append(DoseProblem(f"{FIRST}.timing", "timing_missing"))
    if wrong or ug is None or timing is None:
        return None
    return DoseStep(week=1, dose_ug=ug, timing=timing, **way_of_taking(answers, FIRST, None))


def way_of_taking(answers: Answers, at: str, before: DoseStep | None) -> dict[str, Any]:
    """How many times a day and how often: as before where a change does not say."""
    timing = vocabulary_word(Timing, answers.get(f"{at}.timing"))
    stays = before is not None and timing in (None, before.timing)
    times = answers.get(f"{at}.times") or (before.times if before and stays else None)
    often = vocabulary_word(HowOften, answers.get(f"{at}.how_often"))
    return {
        "times": times,
        "how_often": often or (before.how_often if before else HowOften.not_said),
    }


def _step_of_change(
    answers: Answers,
    at: str,
    steps: list[DoseStep],
    problems: list[DoseProblem],
) -> DoseStep | None:
    found = [problem for problem in _problems_of_change(answers, at, steps) if problem]
    problems.extend(found)
    if found or not steps:
        return None
    ug, timing = _dose_and_timing(answers, at)
    return DoseStep(
        week=answers[f"{at}.week"],
        day=answers.get(f"{at}.day"),
        dose_ug=ug or steps[-1].dose_ug,
        timing=timing or steps[-1].timing,
        **way_of_taking(answers, at, steps[-1]),
        **_reason_and_outcome(answers, at),
    )


def _problems_of_change(
    answers: Answers,
    at: str,
    steps: list[DoseStep],
) -> list[DoseProblem | None]:
    week, written = answers.get(f"{at}.week"), answers.get(f"{at}.dose")
    if week is None:
        key = "restart_week_missing" if _is_restart(at) else "change_week_missing"
        return [DoseProblem(f"{at}.week", key)]
    if not _is_restart(at) and not _changes_anything(answers, at):
        values = {"week": week_choices.week_of_use_in_words(week)}
        return [DoseProblem(at, "change_changes_nothing", values)]
    return [
        dose_problem(answers, at, steps[-1].timing if steps else None) if written else None,
        _week_problem(answers, at, week, steps),
    ]


def _is_restart(at: str) -> bool:
    return at.startswith("doses.pause.")


def _changes_anything(answers: Answers, at: str) -> bool:
    return any(answers.get(f"{at}.{name}") for name in ("dose", "timing", "times", "how_often"))


def _week_problem(
    answers: Answers,
    at: str,
    week: int,
    steps: list[DoseStep],
) -> DoseProblem | None:
    values = {"week": week_choices.week_of_use_in_words(week)}
    last, day = answers.get("doses.since") or week, answers.get(f"{at}.day")
    if week > last:
        return DoseProblem(f"{at}.week", "change_later_than_now", values)
    if day and week > LAST_WEEK_WITH_DAYS:
        return DoseProblem(f"{at}.day", "day_after_week_8", values)
    if steps and day and (week, day) == (steps[-1].week, steps[-1].day or 0):
        return DoseProblem(f"{at}.day", "two_steps_on_one_day", values)
    return None


def _reason_and_outcome(answers: Answers, at: str) -> dict[str, Any]:
    said: dict[str, Any] = {"reason": vocabulary_word(ChangeReason, answers.get(f"{at}.reason"))}
    if _is_restart(at):
        said["reason"] = ChangeReason.after_break
    if is_asked_what_it_did(answers, at):
        said["effects_after"] = vocabulary_word(EffectsAfter, answers.get(f"{at}.effects_after"))
        said["benefit_after"] = vocabulary_word(BenefitAfter, answers.get(f"{at}.benefit_after"))
    return {name: found for name, found in said.items() if found is not None}


def is_asked_what_it_did(answers: Answers, at: str) -> bool:
    """Version 2 asks it of every change; version 1 of a step down and of a change of time."""
    if forms_of_draft(answers) != {Form.version_1}:
        return True
    return not _is_restart(at) and asks_what_happened(answers, int(at.rpartition(".")[2]))
