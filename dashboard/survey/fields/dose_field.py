"""One dose: presets that are a tap away, one text field, and what was read, echoed back."""

import streamlit as st

from dashboard.questionnaire import dose_text
from dashboard.questionnaire.draft_doses import dose_values
from dashboard.text import number, say
from dashboard.ui.form import Form, echo, hint_line, wrong


def ask_dose(form: Form, path: str, label: str, hint: str) -> dose_text.Reading:
    """Ask for a dose a day; ``path`` holds it as written, ``<path>.believed`` a surprising one.

    Args:
        form: the survey's answers.
        path: where the answers about this dose stand.
        label: the question.
        hint: shown while nothing is written.
    """
    text, preset = form.key(f"{path}.dose"), form.key(f"{path}.preset")
    _settle(form, path, text, preset)
    with st.container(key=f"dose-{path}"):
        st.pills(label, list(dose_text.PRESETS), format_func=_mg, key=preset)
        _field(text)
        reading = dose_text.read(form.answers.get(f"{path}.dose") or "")
        _answer(form, path, reading, hint)
    return reading


def _field(key: str) -> None:
    st.text_input(
        say("survey.doses.dose_typed"),
        key=key,
        max_chars=dose_text.LONGEST_INPUT,
        placeholder=say("survey.doses.dose_typed"),
        autocomplete="off",
        label_visibility="collapsed",
        live="600ms",
    )


def _settle(form: Form, path: str, text: str, preset: str) -> None:
    """Let what was changed last win, before either widget is drawn.

    The presets and the field show one answer: tapping fills the field, writing moves the tap.
    """
    kept = str(form.answers.get(f"{path}.dose") or "")
    _settle_meant(form, path)
    written = str(form.answers.get(f"{path}.dose") or "")
    if written == kept:
        written = _changed(kept, text, preset)
    if written:
        form.answers[f"{path}.dose"] = written
    else:
        form.answers.pop(f"{path}.dose", None)
    _fill(text, written)
    _fill(preset, dose_text.preset_of(written))


def _changed(kept: str, text: str, preset: str) -> str:
    if text in st.session_state and st.session_state[text] != kept:
        return str(st.session_state[text] or "")
    if preset in st.session_state and st.session_state[preset] != dose_text.preset_of(kept):
        return str(st.session_state[preset] or "")
    return kept


def _fill(key: str, value: str | None) -> None:
    # Only on a change: filling a field on every run would take letters from who is typing.
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def _answer(form: Form, path: str, reading: dose_text.Reading, hint: str) -> None:
    if reading.problem == "empty":
        _missing(form, path, hint)
    elif reading.problem:
        wrong(say(f"survey.problem.dose_{reading.problem}", **dose_values(reading)))
    elif reading.is_surprising and form.answers.get(f"{path}.believed") != reading.ug:
        _ask_meant(form, path, reading)
    else:
        count = reading.ug or 0
        echo(say("survey.doses.echo", mg=dose_text.in_mg_read(count), count=count))


def _missing(form: Form, path: str, hint: str) -> None:
    if form.wrong_at(f"{path}.dose"):
        form.say_wrong(f"{path}.dose")
    else:
        hint_line(hint)


def _ask_meant(form: Form, path: str, reading: dose_text.Reading) -> None:
    """Ask once whether the decimal mark slipped; the answer is settled in the next run."""
    ug = reading.ug or 0
    values = {
        "mg": dose_text.in_mg_read(ug),
        "likelier": dose_text.in_mg_read(dose_text.likelier(ug)),
    }
    st.pills(
        say("survey.doses.meant", **values),
        [dose_text.likelier(ug), ug],
        format_func=lambda said: say(
            "survey.doses.meant_no" if said == ug else "survey.doses.meant_yes", **values
        ),
        key=form.key(f"{path}.meant"),
    )
    form.say_wrong(f"{path}.dose")


def _settle_meant(form: Form, path: str) -> None:
    said = st.session_state.get(form.key(f"{path}.meant"))
    if said is None:
        return
    del st.session_state[form.key(f"{path}.meant")]
    read = dose_text.read(form.answers.get(f"{path}.dose") or "").ug
    if said == read:
        form.answers[f"{path}.believed"] = said
    elif read is not None and said == dose_text.likelier(read):
        form.answers[f"{path}.dose"] = dose_text.in_mg(said)


def _mg(preset: str) -> str:
    return say("survey.doses.mg", mg=number(preset))
