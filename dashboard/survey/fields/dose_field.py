"""One dose: presets that are a tap away, one text field, and what was read, echoed back."""

import streamlit as st

from dashboard.questionnaire import dose_text
from dashboard.questionnaire.draft_doses import day_dose_ug, dose_values
from dashboard.text import number_in_language, say
from dashboard.ui.form import AnswerForm, show_echo, show_hint, show_problem


def ask_dose(form: AnswerForm, path: str, label: str, hint: str) -> dose_text.DoseReading:
    """Ask for a dose a day; ``path`` holds it as written, ``<path>.believed`` a surprising one.

    Args:
        form: the survey's answers.
        path: where the answers about this dose stand.
        label: the question.
        hint: shown while nothing is written.
    """
    text, preset = form.key(f"{path}.dose"), form.key(f"{path}.preset")
    is_resent = text in form.resent
    if not is_resent:
        _settle_dose(form, path, text, preset)
    with st.container(key=f"dose-{path}"):
        st.pills(label, list(dose_text.PRESETS), format_func=_preset_label, key=preset)
        _show_dose_field(text)
        if is_resent:
            _take_dose(form, path, text, preset)
        reading = dose_text.dose_from_text(form.answers.get(f"{path}.dose") or "")
        _show_dose_reading(form, path, reading, hint)
    return reading


def _show_dose_field(key: str) -> None:
    st.text_input(
        say("survey.doses.dose_typed"),
        key=key,
        max_chars=dose_text.LONGEST_INPUT,
        placeholder=say("survey.doses.dose_typed"),
        autocomplete="off",
        label_visibility="collapsed",
        live="600ms",
    )


def _settle_dose(form: AnswerForm, path: str, text: str, preset: str) -> None:
    """Let what was changed last win, before either widget is drawn.

    The presets and the field show one answer: tapping fills the field, writing moves the tap.
    """
    kept = str(form.answers.get(f"{path}.dose") or "")
    _settle_intended_dose(form, path)
    written = str(form.answers.get(f"{path}.dose") or "")
    if written == kept:
        written = _latest_dose_input(kept, text, preset)
    if written:
        form.answers[f"{path}.dose"] = written
    else:
        form.answers.pop(f"{path}.dose", None)
    _fill_widget(text, written)
    _fill_widget(preset, dose_text.matching_preset(written))


def _take_dose(form: AnswerForm, path: str, text: str, preset: str) -> None:
    """Take what the browser sent again; nothing can be filled once it is drawn."""
    kept = str(form.answers.get(f"{path}.dose") or "")
    if written := _latest_dose_input(kept, text, preset):
        form.answers[f"{path}.dose"] = written
    else:
        form.answers.pop(f"{path}.dose", None)


def _latest_dose_input(kept: str, text: str, preset: str) -> str:
    if text in st.session_state and st.session_state[text] != kept:
        return str(st.session_state[text] or "")
    if preset in st.session_state and st.session_state[preset] != dose_text.matching_preset(kept):
        return str(st.session_state[preset] or "")
    return kept


def _fill_widget(key: str, value: str | None) -> None:
    # Only on a change: filling a field on every run would take letters from who is typing.
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def _show_dose_reading(
    form: AnswerForm, path: str, reading: dose_text.DoseReading, hint: str
) -> None:
    if reading.problem == "empty":
        _show_missing_dose(form, path, hint)
    elif reading.choices:
        _ask_what_is_meant(form, path, reading)
    elif reading.problem:
        show_problem(say(f"survey.problem.dose_{reading.problem}", **dose_values(reading)))
    elif reading.is_surprising and form.answers.get(f"{path}.believed") != reading.ug:
        _ask_intended_dose(form, path, reading)
    else:
        show_echo(_echo_text(form, path, reading))
        form.show_problem_at(f"{path}.dose")


def _echo_text(form: AnswerForm, path: str, reading: dose_text.DoseReading) -> str:
    """What was read; of a dose that is divided, "a day" only once it is told that it is."""
    count, per = reading.ug or 0, form.answers.get(f"{path}.per")
    is_divided = f"{path}.times" in form.answers
    key = f"echo_{per or 'open'}" if is_divided and per != "day" else "echo"
    total = dose_text.local_mg_text(day_dose_ug(form.answers, path) or 0)
    return say(f"survey.doses.{key}", mg=dose_text.local_mg_text(count), count=count, total=total)


def _show_missing_dose(form: AnswerForm, path: str, hint: str) -> None:
    if form.wrong_at(f"{path}.dose"):
        form.show_problem_at(f"{path}.dose")
    else:
        show_hint(hint)


def _ask_intended_dose(form: AnswerForm, path: str, reading: dose_text.DoseReading) -> None:
    """Ask once whether the decimal mark slipped; the answer is settled in the next run."""
    ug = reading.ug or 0
    values = {
        "mg": dose_text.local_mg_text(ug),
        "likelier": dose_text.local_mg_text(dose_text.likelier_dose_ug(ug)),
    }
    st.pills(
        say("survey.doses.meant", **values),
        [dose_text.likelier_dose_ug(ug), ug],
        format_func=lambda said: say(
            "survey.doses.meant_no" if said == ug else "survey.doses.meant_yes", **values
        ),
        key=form.key(f"{path}.meant"),
    )
    form.show_problem_at(f"{path}.dose")


def _ask_what_is_meant(form: AnswerForm, path: str, reading: dose_text.DoseReading) -> None:
    """Ask how much of what was written makes a day; tapping writes it into the field."""
    likeliest = reading.choices[0]
    st.pills(
        say(
            f"survey.doses.asks_{reading.problem}",
            mg=dose_text.local_mg_text(likeliest),
            each=dose_text.local_mg_text(reading.each_ug),
        ),
        list(reading.choices),
        format_func=lambda ug: say(
            "survey.doses.asks_yes" if ug == likeliest else "survey.doses.asks_no",
            mg=dose_text.local_mg_text(ug),
        ),
        key=form.key(f"{path}.meant"),
    )
    form.show_problem_at(f"{path}.dose")


def _settle_intended_dose(form: AnswerForm, path: str) -> None:
    said = st.session_state.get(form.key(f"{path}.meant"))
    if said is None:
        return
    del st.session_state[form.key(f"{path}.meant")]
    reading = dose_text.dose_from_text(form.answers.get(f"{path}.dose") or "")
    if said == reading.ug:
        form.answers[f"{path}.believed"] = said
    elif said in reading.choices or (reading.ug and said == dose_text.likelier_dose_ug(reading.ug)):
        form.answers[f"{path}.dose"] = dose_text.plain_mg_text(said)


def _preset_label(preset: str) -> str:
    return say("survey.doses.mg", mg=number_in_language(preset))
