"""A survey as rows of the members' database, and rows as a survey again."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Insert, insert
from sqlmodel import SQLModel

from db.answers import DoseStep, Episode, Scores, Stop, Survey
from db.store.engine import core
from db.tables import DoseStepRow, EpisodeRow, ReportRow
from db.vocabulary import Helped, OverallChange

Row = dict[str, Any]
Model = TypeVar("Model", DoseStep, Scores)
Children = dict[type[SQLModel], list[Row]]
_inserts: dict[type[SQLModel], Insert] = {
    table: insert(core(table)) for table in (DoseStepRow, EpisodeRow, ReportRow)
}
"""Made once: to make a statement takes longer than SQLite needs to run it."""
_FACTS = (
    "condition",
    "age_band",
    "sex",
    "sensitivity",
    "joined",
    "observed_week",
    "first_benefit",
    "answered_pleasure",
)


def facts(survey: Survey) -> Row:
    """The columns of a member's own row that a survey tells: no key, no build, no standing."""
    return {
        **{name: getattr(survey, name) for name in _FACTS},
        "stopped_week": survey.stop.week if survey.stop else None,
        "stop_reason": survey.stop.reason if survey.stop else 0,
        **{f"{name}_before": score for name, score in survey.before.model_dump().items()},
    }


def children(survey: Survey, reports: Sequence[Row]) -> Children:
    """A member's rows in the other tables, without the member's key."""
    return {
        DoseStepRow: [step.model_dump() for step in survey.steps],
        EpisodeRow: _episodes(survey.episodes),
        ReportRow: list(reports),
    }


def report(week: int, overall_change: OverallChange, scores: Scores) -> Row:
    """How a member was in a week of use."""
    return {"week": week, "overall_change": overall_change, **scores.model_dump()}


def report_of(survey: Survey) -> Row:
    """How a member is in the week of the survey."""
    return report(survey.observed_week, survey.overall_change, survey.now)


def add_children(connection: Connection, member_key: int, rows: Children) -> None:
    """Insert what ``children`` made, under a member's key."""
    for table, values in rows.items():
        if values:
            with_key = [{"member_key": member_key, **value} for value in values]
            connection.execute(_inserts[table], with_key)


def survey_of(member: Row, rows: Children) -> Survey:
    """The survey that ``facts`` and ``children`` were made from; episodes in stored order.

    Args:
        member: at least the columns of ``facts``.
        rows: at least the columns of ``children``, ordered by the tables' keys.

    Raises:
        pydantic.ValidationError: the rows break a rule of db.answers.
    """
    latest = [row for row in rows[ReportRow] if row["week"] == member["observed_week"]]
    now = {"overall_change": latest[0]["overall_change"]} if latest else {}
    stopped = member["stopped_week"]
    return Survey(
        **{name: member[name] for name in _FACTS},
        steps=tuple(_only(DoseStep, row) for row in rows[DoseStepRow]),
        stop=Stop(week=stopped, reason=member["stop_reason"]) if stopped else None,
        episodes=tuple(_episode(row) for row in rows[EpisodeRow]),
        before=Scores(**{name: member[f"{name}_before"] for name in Scores.model_fields}),
        now=scores_of(latest[0]) if latest else Scores(),
        **now,
    )


def scores_of(row: Row) -> Scores:
    """The four scales of a report."""
    return _only(Scores, row)


def _only(model: type[Model], row: Row) -> Model:
    return model(**{name: row[name] for name in model.model_fields})


def _episodes(episodes: Sequence[Episode]) -> list[Row]:
    counted: dict[int, int] = {}
    found = []
    for episode in sorted(episodes, key=lambda e: (e.effect, e.began_week or 0)):
        number = counted.get(episode.effect, 0)
        counted[episode.effect] = number + 1
        helped = sum(1 << word for word in episode.helped)
        found.append({**episode.model_dump(), "episode": number, "helped": helped})
    return found


def _episode(row: Row) -> Episode:
    helped = frozenset(word for word in Helped if row["helped"] >> word & 1)
    fields = {name: row[name] for name in Episode.model_fields}
    return Episode(**fields | {"helped": helped})
