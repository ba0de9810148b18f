"""How answers read: a choice, a week, a dose, a change, in the words that were tapped."""

from dashboard.questionnaire import dose_text, week_choices
from dashboard.questionnaire.draft import Answers
from dashboard.questionnaire.draft_doses import (
    change_path,
    day_dose_ug,
    is_still_paused,
    pause_path,
)
from dashboard.questionnaire.questions import HOW_OFTEN, Question
from dashboard.text import has_text, label_in_sentence, say
from db.vocabulary import AnswersFor

NOT_SURE = 0
"""Chosen instead of a week; no week has this number."""


def answers_for_another(answers: Answers) -> bool:
    """Whether somebody answers for a person whom they care for."""
    return answers.get("you.answers_for") in (AnswersFor.child.name, AnswersFor.adult.name)


def question_text(answers: Answers, key: str) -> str:
    """A sentence under ``survey``; of "they" where somebody answers for another person."""
    of_them = key.replace("survey.", "survey.they.", 1)
    return say(of_them if answers_for_another(answers) and has_text(of_them) else key)


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
    return step_in_words(answers, change_path(number))


def step_in_words(answers: Answers, at: str) -> str:
    """A change, or the restart after a pause, in the same few words."""
    ug, timing = day_dose_ug(answers, at), answers.get(f"{at}.timing")
    dose = dose_in_words(ug) if ug else say("survey.change.same_dose")
    time = say(f"words.timing.{timing}") if timing else say("survey.change.same_timing")
    parts = [dose, time, *way_of_taking_in_words(answers, at)]
    said = ", ".join(map(label_in_sentence, parts))
    return say("survey.change.said", week=moment_in_words(answers, f"{at}."), what=said)


def pause_in_words(answers: Answers, number: int) -> str:
    """A pause in a few words: from when, and the restart or that it lasts."""
    at = pause_path(number)
    week = moment_in_words({"week": answers.get(f"{at}.from")}, "")
    began = say("survey.check.paused_from", week=week)
    if is_still_paused(answers, number):
        return f"{began} · {say('survey.check.still_paused')}"
    return f"{began} · {say('survey.check.restart', said=step_in_words(answers, at))}"


def moment_in_words(answers: Answers, start: str) -> str:
    """The week that was told below a path, and the day where it was: "Week 5, day 4"."""
    week, day = answers.get(f"{start}week"), answers.get(f"{start}day")
    if not week:
        return "?"
    in_words = week_choices.week_of_use_in_words(week)
    return say("survey.check.week_and_day", week=in_words, day=day) if day else in_words


def way_of_taking_in_words(answers: Answers, at: str) -> list[str]:
    """How many times a day and on which days, as far as they were told."""
    times, often = answers.get(f"{at}.times"), answers.get(f"{at}.how_often")
    said = [say("survey.check.times", count=times)] if times else []
    return [*said, choice_label(HOW_OFTEN, often).lower()] if often else said


def dose_in_words(ug: int) -> str:
    """A dose as it is read: "1.5 mg"."""
    return say("survey.doses.mg", mg=dose_text.local_mg_text(ug))
