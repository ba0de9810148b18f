"""How answers read: a choice, a week, a dose, a change, in the words that were tapped."""

from dashboard.questionnaire import dose_text, week_choices
from dashboard.questionnaire.draft import Answers
from dashboard.questionnaire.draft_doses import change_path
from dashboard.questionnaire.questions import Question
from dashboard.text import say

NOT_SURE = 0
"""Chosen instead of a week; no week has this number."""


def choice_label(question: Question, name: str) -> str:
    """How a stored word reads as a choice."""
    if name == "not_said" and question.declined:
        return say(f"survey.{question.declined}")
    return say(f"words.{question.name}.{name}")


def week_label(week: int) -> str:
    """A week of use, or "not sure", in words."""
    return say("survey.not_sure") if week == NOT_SURE else week_choices.week_of_use_in_words(week)


def change_in_words(answers: Answers, number: int) -> str:
    """A change in a few words: "Week 3: 3 mg, bedtime"."""
    at = change_path(number)
    reading = dose_text.dose_from_text(answers.get(f"{at}.dose") or "")
    timing = answers.get(f"{at}.timing")
    dose = dose_in_words(reading.ug) if reading.ug else say("survey.change.same_dose")
    time = say(f"words.timing.{timing}") if timing else say("survey.change.same_timing")
    week = (
        week_choices.week_of_use_in_words(answers[f"{at}.week"])
        if answers.get(f"{at}.week")
        else "?"
    )
    return say("survey.change.said", week=week, what=f"{dose}, {time}")


def dose_in_words(ug: int) -> str:
    """A dose as it is read: "1.5 mg"."""
    return say("survey.doses.mg", mg=dose_text.local_mg_text(ug))
