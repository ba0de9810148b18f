"""A survey as rows of the members' database, and rows as a survey again."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Any, TypeVar

from sqlalchemy import Connection, Insert, insert
from sqlmodel import SQLModel

from db.answers import DoseStep, EffectEpisode, LdnPause, LdnStop, ScaleScores, Survey, SymptomMoves
from db.form_marks import FormMarks
from db.store.engine import core_table
from db.tables import DoseStepRow, EpisodeRow, PauseRow, ReportRow
from db.vocabulary import Condition, Effect, Form, Helped, OverallChange, Topic

Row = dict[str, Any]
Model = TypeVar("Model", DoseStep, LdnPause, ScaleScores)
Word = TypeVar("Word", bound=IntEnum)
Children = dict[type[SQLModel], list[Row]]
CHILD_TABLES = (DoseStepRow, PauseRow, EpisodeRow, ReportRow)
_inserts: dict[type[SQLModel], Insert] = {
    table: insert(core_table(table)) for table in CHILD_TABLES
}
"""Made once: to make a statement takes longer than SQLite needs to run it."""
_FACTS = (
    "condition",
    "age_band",
    "sex",
    "sensitivity",
    "joined",
    "answers_for",
    "earlier_try",
    "observed_week",
    "first_benefit",
    "had_effects",
    "answered_pleasure",
    "after_stopping",
    "first_weeks",
    "fading",
    "missed_doses",
)


def member_columns(survey: Survey) -> Row:
    """The columns of a member's own row that a survey tells: no key, no build, no standing."""
    return {
        **{name: getattr(survey, name) for name in _FACTS},
        "other_conditions": bits_of_words(survey.other_conditions),
        **mark_columns(survey.marks),
        "stopped_week": survey.stop.week if survey.stop else None,
        "stopped_day": survey.stop.day if survey.stop else None,
        "stop_reason": survey.stop.reason if survey.stop else 0,
        **{f"{name}_moved": move for name, move in survey.moved.model_dump().items()},
        **{f"{name}_before": score for name, score in survey.before.model_dump().items()},
    }


def child_rows(survey: Survey, reports: Sequence[Row]) -> Children:
    """A member's rows in the other tables, without the member's key."""
    return {
        DoseStepRow: [
            {"step_number": number, **step.model_dump()} for number, step in enumerate(survey.steps)
        ],
        PauseRow: [pause.model_dump() for pause in survey.pauses],
        EpisodeRow: _episode_rows(survey.episodes),
        ReportRow: list(reports),
    }


def report_row(week: int, overall_change: OverallChange, scores: ScaleScores) -> Row:
    """How a member was in a week of use."""
    return {"week": week, "overall_change": overall_change, **scores.model_dump()}


def latest_report_row(survey: Survey) -> Row:
    """How a member is in the week of the survey."""
    return report_row(survey.observed_week, survey.overall_change, survey.now)


def insert_child_rows(connection: Connection, member_key: int, rows: Children) -> None:
    """Insert what ``child_rows`` made, under a member's key."""
    for table, values in rows.items():
        if values:
            with_key = [{"member_key": member_key, **value} for value in values]
            connection.execute(_inserts[table], with_key)


def survey_from_rows(member: Row, rows: Children) -> Survey:
    """The survey that ``member_columns`` and ``child_rows`` were made from.

    Episodes stay in stored order.

    Args:
        member: at least the columns of ``member_columns``.
        rows: at least the columns of ``child_rows``, ordered by the tables' keys.

    Raises:
        pydantic.ValidationError: the rows break a rule of db.answers.
    """
    latest = [row for row in rows[ReportRow] if row["week"] == member["observed_week"]]
    now = {"overall_change": latest[0]["overall_change"]} if latest else {}
    return Survey(
        **{name: member[name] for name in _FACTS},
        other_conditions=_words_of_bits(Condition, member["other_conditions"]),
        marks=_marks_from_row(member),
        steps=tuple(_model_from_row(DoseStep, row) for row in rows[DoseStepRow]),
        pauses=tuple(_model_from_row(LdnPause, row) for row in rows[PauseRow]),
        stop=_stop_from_row(member),
        episodes=tuple(_episode_from_row(row) for row in rows[EpisodeRow]),
        before=ScaleScores(**{name: member[f"{name}_before"] for name in ScaleScores.model_fields}),
        moved=SymptomMoves(**{name: member[f"{name}_moved"] for name in SymptomMoves.model_fields}),
        now=scores_from_row(latest[0]) if latest else ScaleScores(),
        **now,
    )


def scores_from_row(row: Row) -> ScaleScores:
    """The four scales of a report."""
    return _model_from_row(ScaleScores, row)


def _model_from_row(model: type[Model], row: Row) -> Model:
    return model(**{name: row[name] for name in model.model_fields})


def mark_columns(marks: FormMarks) -> dict[str, int]:
    """The columns that say what a member was asked."""
    return {
        "forms": bits_of_words(marks.forms),
        "topics": bits_of_words(marks.topics),
        "effects_list": bits_of_words(marks.effects),
    }


def bits_of_words(words: Iterable[IntEnum]) -> int:
    """Words as one number, a bit each."""
    return sum(1 << word for word in words)


def _words_of_bits(words: type[Word], bits: int) -> frozenset[Word]:
    return frozenset(word for word in words if bits >> word & 1)


def _marks_from_row(member: Row) -> FormMarks:
    return FormMarks(
        forms=_words_of_bits(Form, member["forms"]),
        topics=_words_of_bits(Topic, member["topics"]),
        effects=_words_of_bits(Effect, member["effects_list"]),
    )


def _stop_from_row(member: Row) -> LdnStop | None:
    week = member["stopped_week"]
    if week is None:
        return None
    return LdnStop(week=week, day=member["stopped_day"], reason=member["stop_reason"])


def _episode_rows(episodes: Sequence[EffectEpisode]) -> list[Row]:
    counted: dict[int, int] = {}
    found = []
    for episode in sorted(episodes, key=lambda e: (e.effect, e.began_week or 0)):
        number = counted.get(episode.effect, 0)
        counted[episode.effect] = number + 1
        helped = bits_of_words(episode.helped)
        found.append({**episode.model_dump(), "episode": number, "helped": helped})
    return found


def _episode_from_row(row: Row) -> EffectEpisode:
    fields = {name: row[name] for name in EffectEpisode.model_fields}
    return EffectEpisode(**fields | {"helped": _words_of_bits(Helped, row["helped"])})
