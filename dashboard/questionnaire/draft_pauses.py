"""The pauses as a member told them -> weeks without LDN, or what is in the way.

The restart is a dose step of its own, which ``draft_doses`` makes.
"""

from dashboard.questionnaire.draft import Answers, pause_ids
from dashboard.questionnaire.draft_doses import (
    DoseProblem,
    change_path,
    changes_in_order,
    is_still_paused,
    pause_path,
)
from dashboard.questionnaire.week_choices import week_of_use_in_words
from db.answers import LAST_WEEK, LdnPause


def pauses_of_draft(answers: Answers) -> tuple[list[LdnPause], list[DoseProblem]]:
    """Every pause in order, and what is in the way of handing them in."""
    pauses: list[LdnPause] = []
    problems: list[DoseProblem] = []
    for number in sorted(pause_ids(answers), key=lambda n: _first_week(answers, n) or LAST_WEEK):
        problem = _pause_problem(answers, number, pauses)
        if problem:
            problems.append(problem)
            continue
        began, on_again = _first_week(answers, number), _week_on_again(answers, number)
        if began is not None:
            ended = None if on_again is None else on_again - 1
            pauses.append(LdnPause(began_week=began, ended_week=ended))
    return pauses, problems


def changes_in_pauses(answers: Answers, pauses: list[LdnPause]) -> list[DoseProblem]:
    """Changes of dose at a time at which nothing was taken, each at its own week or day."""
    days_on_again = _days_on_again(answers)
    found = []
    for number in changes_in_order(answers):
        at = change_path(number)
        week, day = answers.get(f"{at}.week"), answers.get(f"{at}.day")
        values = {"week": week_of_use_in_words(week)} if week else {}
        if week and any(pause.holds_week(week) for pause in pauses):
            found.append(DoseProblem(f"{at}.week", "change_in_pause", values))
        elif week and day and day < days_on_again.get(week, 0):
            found.append(DoseProblem(f"{at}.day", "change_in_pause", values))
    return found


def _days_on_again(answers: Answers) -> dict[int, int]:
    """Week of a restart -> its day, where it was told."""
    paths = [pause_path(n) for n in pause_ids(answers) if not is_still_paused(answers, n)]
    days = {answers.get(f"{at}.week"): answers.get(f"{at}.day") for at in paths}
    return {week: day for week, day in days.items() if week and day}


def _first_week(answers: Answers, number: int) -> int | None:
    week: int | None = answers.get(f"{pause_path(number)}.from")
    return week


def _week_on_again(answers: Answers, number: int) -> int | None:
    week: int | None = answers.get(f"{pause_path(number)}.week")
    return None if is_still_paused(answers, number) else week


def _pause_problem(answers: Answers, number: int, pauses: list[LdnPause]) -> DoseProblem | None:
    at, began = pause_path(number), _first_week(answers, number)
    if began is None:
        return DoseProblem(f"{at}.from", "pause_week_missing")
    stopped = answers.get("doses.stop_week") if answers.get("doses.still") == "stopped" else None
    last = stopped or answers.get("doses.since") or LAST_WEEK
    on_again = _week_on_again(answers, number)
    values = {"week": week_of_use_in_words(began)}
    if began == 1 or began > last or (stopped and is_still_paused(answers, number)):
        return DoseProblem(f"{at}.from", "pause_outside_ldn", values)
    if on_again is not None and on_again <= began:
        return DoseProblem(f"{at}.week", "restart_before_pause_ends", values)
    if on_again is not None and on_again > last:
        return DoseProblem(f"{at}.week", "pause_outside_ldn", values)
    if any(pause.holds_week(began) or began - 1 == pause.ended_week for pause in pauses):
        return DoseProblem(f"{at}.from", "pauses_overlap", values)
    return None
