"""Drafts as a member's taps leave them, and the survey that is made of one."""

from typing import Any

from dashboard.questionnaire import draft
from dashboard.questionnaire.draft_to_survey import translate_draft
from db.answers import Survey

LEAST: draft.Answers = {
    "doses.since": 27,
    "doses.first.dose": "0,5",
    "doses.first.timing": "bedtime",
}
"""All that is needed."""
CORE: draft.Answers = {
    "forms": ["core"],
    "doses.since": 60,
    "doses.first.dose": "0.75",
    "doses.first.timing": "divided",
    "doses.first.per": "day",
}
"""In version 2, with a dose that is divided."""
DAY = {"per": "day"}


def survey_of(answers: draft.Answers) -> Survey:
    survey, problems = translate_draft(answers)
    assert survey is not None, problems
    return survey


def keys_of(answers: draft.Answers) -> list[str]:
    survey, problems = translate_draft(answers)
    assert (survey is None) == bool(problems)
    assert all(problem.sentence() for problem in problems)
    return [problem.key for problem in problems]


def with_change(number: int = 1, **said: Any) -> draft.Answers:
    return {
        **LEAST,
        "doses.changed": "yes",
        "doses.changes": [number],
        **{f"doses.change.{number}.{name}": value for name, value in said.items()},
    }


def with_effect(name: str = "night_waking", group: str = "sleep", **said: Any) -> draft.Answers:
    said_of_it = {f"effect.{name}.{question}": value for question, value in said.items()}
    return {**LEAST, f"effects.{group}": [name], **said_of_it}


def with_pause(number: int = 1, **said: Any) -> draft.Answers:
    """A pause; ``start`` stands for its first week."""
    named = {{"start": "from"}.get(name, name): value for name, value in said.items()}
    paths = {f"doses.pause.{number}.{name}": value for name, value in named.items()}
    return {**CORE, "doses.paused": "yes", "doses.pauses": [number], **paths}


def with_changes(*changes: dict[str, Any]) -> draft.Answers:
    paths = {
        f"doses.change.{n}.{name}": value
        for n, said in enumerate(changes, start=1)
        for name, value in said.items()
    }
    numbers = list(range(1, len(changes) + 1))
    return {**CORE, "doses.changed": "yes", "doses.changes": numbers, **paths}
