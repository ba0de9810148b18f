"""Weeks as chips: the first three months are a tap away, later ones in a list behind "later"."""

import streamlit as st

from dashboard.questionnaire import week_choices
from dashboard.questionnaire.labels import NOT_SURE, question_text, week_label
from dashboard.text import say
from dashboard.ui.form import AnswerForm, show_hint
from db.answers import LAST_WEEK_WITH_DAYS

LATER = -1
"""Tapped instead of a week that has no chip of its own."""
LAST_CHIP = week_choices.WEEKS_TO
_DAYS = range(1, 8)
_UNITS = ("week", "month", "year")
_CHIPS_OF_COUNT, _FIRST_CHIPS = 13, 11
"""A row of counts stands as it is up to the first; a longer one shows so many, and "more"."""


def ask_week(
    form: AnswerForm, path: str, label: str, *, since: int | None, first: int = 1
) -> int | None:
    """A week of use, from ``first`` up to now, or "not sure"."""
    offered = week_choices.weeks_to_choose(first, since or 1)
    return ask_needed_week(form, path, label, [*offered, NOT_SURE])


def ask_needed_week(form: AnswerForm, path: str, label: str, offered: list[int]) -> int | None:
    """A week of use that the survey cannot do without.

    An earlier answer stays on offer even where it does not fit any more: a sentence says so.
    """
    kept = form.answers.get(path)
    weeks = offered if kept is None or kept in offered else sorted([*offered, kept])
    chips = [week for week in weeks if 0 < week <= LAST_CHIP]
    later = [week for week in weeks if week > LAST_CHIP]
    if not chips and len(later) > LAST_CHIP:
        found = form.one_from_list(path, question_text(form.answers, label), weeks, week_label)
        return found if isinstance(found, int) else None
    if not chips:  # a few weeks, all of them late: none is later than the others
        chips, later = later, []
    choices = [*chips, *([LATER] if later else []), *(w for w in weeks if w == NOT_SURE)]
    if kept is not None:
        form.fill(path, kept if kept in choices else LATER)
    with st.container(key=f"weeks-{path}", gap="small"):
        text = question_text(form.answers, label)
        st.pills(text, choices, format_func=_chip_label, key=form.key(path))
        found = st.session_state.get(form.key(path))
        if found == LATER:
            found = _ask_later_week(form, path, later)
        said = form.store(path, found)
    return said if isinstance(said, int) else None


def _ask_later_week(form: AnswerForm, path: str, later: list[int]) -> int | None:
    at = f"{path}.later"
    if form.answers.get(path) in later:
        form.fill(at, form.answers[path])
    found = st.selectbox(
        say("survey.weeks.which_later"),
        later,
        index=None,
        format_func=week_label,
        key=form.key(at),
        placeholder=say("survey.choose"),
        filter_mode=None,
    )
    return found if isinstance(found, int) else None


def has_days(form: AnswerForm, week_path: str) -> bool:
    """Whether a week that was told is one of the first eight."""
    week = form.answers.get(week_path)
    return bool(week and week <= LAST_WEEK_WITH_DAYS)


def ask_day_of_week(form: AnswerForm, week_path: str, path: str, first: int = 1) -> None:
    """Ask for the day in a week of the first eight; later nobody remembers it.

    Args:
        form: the survey's answers.
        week_path: where the week stands.
        path: where the day stands.
        first: the first day that is offered.
    """
    week = form.answers.get(week_path)
    if week and week > LAST_WEEK_WITH_DAYS:
        form.answers.pop(path, None)
        show_hint(say("survey.weeks.days_of_first"))
        return
    with st.container(key=f"weeks-{path}", gap="small"):
        days = {day: str(day) for day in _DAYS if day >= first}
        form.number(path, say("survey.weeks.which_day"), days)


def ask_time_ago(form: AnswerForm, path: str, label: str) -> None:
    """How long ago the first dose was: first in what it is counted, then how many."""
    kept = form.answers.get(path)
    if kept is not None:
        form.fill(f"{path}.unit", week_choices.time_choice(kept).unit)
    with st.container(key=f"weeks-{path}", gap="small"):
        st.pills(
            question_text(form.answers, label),
            _UNITS,
            format_func=lambda unit: say(f"survey.weeks.unit_{unit}"),
            key=form.key(f"{path}.unit"),
        )
        unit = st.session_state.get(form.key(f"{path}.unit"))
        form.store(path, _ask_count(form, path, unit) if unit else None)


def _ask_count(form: AnswerForm, path: str, unit: str) -> int | None:
    kept, at = form.answers.get(path), f"{path}.{unit}"
    offered = [w for w in week_choices.weeks_on_offer() if week_choices.time_choice(w).unit == unit]
    if kept is not None and week_choices.time_choice(kept).unit == unit:
        offered = sorted({*offered, kept})
        form.fill(at, kept)
    chosen = st.session_state.get(form.key(at))
    is_long = len(offered) > _CHIPS_OF_COUNT
    shows_all = chosen == LATER or chosen in offered[_FIRST_CHIPS:]
    if is_long:
        offered = offered if shows_all else [*offered[:_FIRST_CHIPS], LATER]
    if is_long and chosen == LATER:
        offered = [*offered, LATER]
    found = st.pills(
        say(f"survey.weeks.how_many_{unit}"),
        offered,
        format_func=_count_label,
        key=form.key(at),
        label_visibility="collapsed",
    )
    return found if isinstance(found, int) and found != LATER else None


def _count_label(week: int) -> str:
    if week == LATER:
        return say("survey.weeks.more")
    count = week_choices.time_choice(week).count
    return str(count) if count else say("survey.weeks.under_1")


def _chip_label(week: int) -> str:
    if week == LATER:
        return say("survey.weeks.later")
    return say("survey.not_sure") if week == NOT_SURE else str(week)
