"""How a day's dose is taken: each time or for the whole day, how often, and on which days."""

from dashboard.questionnaire import dose_text
from dashboard.questionnaire.labels import question_text
from dashboard.questionnaire.questions import HOW_OFTEN, NOT_DAILY, vocabulary_word
from dashboard.survey.fields.ask import ask_question
from dashboard.text import say
from dashboard.ui.form import AnswerForm
from db.vocabulary import HowOften, Timing

_USUAL_TIMES = 2
_TIMES = (2, 3)
_AMOUNTS = ("time", "day")
"""Of each time, or of the whole day."""


def ask_amount_a_day(form: AnswerForm, path: str, timing_before: Timing | None = None) -> None:
    """Ask whoever divides the dose whether it is each time or for the day, and how often.

    Args:
        form: the survey's answers.
        path: where the answers about the dose stand.
        timing_before: the time that stays where no new one is told.
    """
    timing = vocabulary_word(Timing, form.answers.get(f"{path}.timing")) or timing_before
    if timing is not Timing.divided or not form.answers.get(f"{path}.dose"):
        for name in ("per", "times"):  # of a time, or a dose, that is not told any more
            form.answers.pop(f"{path}.{name}", None)
        return
    reading = dose_text.dose_from_text(form.answers.get(f"{path}.dose") or "")
    if not reading.is_good or reading.ug is None:
        return
    form.answers.setdefault(f"{path}.times", _USUAL_TIMES)
    a_day = reading.ug * form.answers[f"{path}.times"]
    values = {
        "each": dose_text.local_mg_text(reading.ug),
        "mg": dose_text.local_mg_text(a_day),
    }
    choices = {word: say(f"survey.doses.per_{word}", **values) for word in _AMOUNTS}
    form.one(f"{path}.per", question_text(form.answers, "survey.doses.per"), choices)
    _ask_times(form, f"{path}.times")


def _ask_times(form: AnswerForm, path: str) -> None:
    """Ask how many times; the usual answer stands until another is tapped."""
    kept = form.answers[path]
    times = {count: say("survey.check.times", count=count) for count in _TIMES}
    form.number(path, say("survey.doses.times"), times)
    form.answers.setdefault(path, kept)


def ask_days_of_dose(form: AnswerForm, path: str, before: HowOften = HowOften.not_said) -> None:
    """Ask on which days, once it was tapped that it is not every day.

    Args:
        form: the survey's answers.
        path: where the answers about the dose stand.
        before: on which days it was taken before, of a change.
    """
    often = f"{path}.{HOW_OFTEN.name}"
    if before not in (HowOften.not_said, HowOften.every_day):
        ask_question(form, often, "survey.change.how_often", HOW_OFTEN)
        return
    is_told = form.answers.get(often) in NOT_DAILY.choices
    if is_told and form.is_new(f"{path}.daily"):
        form.answers[f"{path}.daily"] = "not"  # told before: the question stands open
    label = {"not": say("survey.doses.not_daily")}
    if form.one(f"{path}.daily", say("survey.doses.daily"), label, has_label=False):
        ask_question(form, often, "survey.doses.how_often", NOT_DAILY)
    else:
        form.answers.pop(often, None)
