"""Hand in, keep a draft, read it back: one transaction each, always under a return code's hash."""

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select

from db.answers import Episode, Survey
from db.engine import core, reading, writing
from db.tables import (
    BuildRow,
    DoseStepRow,
    DraftRow,
    EpisodeRow,
    Member,
    ReportRow,
    ReturnCodeRow,
    SettingRow,
)

_INVENTED = "invented"
_code, _draft, _setting = core(ReturnCodeRow), core(DraftRow), core(SettingRow)


@dataclass(frozen=True)
class Draft:
    """A survey under way: the step to open next, and the answers so far as JSON."""

    step: int
    answers: str


def hand_in(engine: Engine, code_hash: bytes, survey: Survey) -> bool:
    """Store a survey whole, under its code, and drop its draft.

    Handing in is idempotent: a double tap, a retry or a reload finds the code taken.

    Args:
        engine: the members' database.
        code_hash: 32 bytes from ``codes.hashed``.
        survey: validated answers.

    Returns:
        True where the survey was stored now, False where it was stored before.
    """
    with writing(engine) as connection:
        if _member_of(connection, code_hash) is not None:
            return False
        member_key = secrets.randbits(63)
        link = {"code_hash": code_hash, "member_key": member_key}
        connection.execute(insert(_code), link)
        _insert_survey(connection, member_key, survey)
        connection.execute(delete(_draft).where(_draft.c.code_hash == code_hash))
    return True


def save_draft(engine: Engine, code_hash: bytes, draft: Draft) -> None:
    """Keep a survey under way; an earlier draft under the same code is replaced."""
    row = {"code_hash": code_hash, "step": draft.step, "answers": draft.answers}
    with writing(engine) as connection:
        if _member_of(connection, code_hash) is not None:
            return  # handed in meanwhile, from another tab
        connection.execute(delete(_draft).where(_draft.c.code_hash == code_hash))
        connection.execute(insert(_draft), row)


def read_draft(engine: Engine, code_hash: bytes) -> Draft | None:
    """The draft under a code, or None."""
    query = select(_draft.c.step, _draft.c.answers).where(_draft.c.code_hash == code_hash)
    with reading(engine) as connection:
        row = connection.execute(query).first()
    return None if row is None else Draft(row.step, row.answers)


def is_handed_in(engine: Engine, code_hash: bytes) -> bool:
    """Whether a survey was handed in under a code."""
    with reading(engine) as connection:
        return _member_of(connection, code_hash) is not None


def are_invented(engine: Engine) -> bool:
    """Whether this store holds invented members; every page then says so."""
    with reading(engine) as connection:
        query = select(_setting.c.value).where(_setting.c.name == _INVENTED)
        return connection.execute(query).scalar() == "yes"


def is_empty(engine: Engine) -> bool:
    """Whether nobody has handed in yet."""
    with reading(engine) as connection:
        return connection.execute(select(core(Member).c.member_key).limit(1)).first() is None


def mark_invented(engine: Engine) -> None:
    """Say for good that this store's members are invented."""
    with writing(engine) as connection:
        connection.execute(delete(_setting).where(_setting.c.name == _INVENTED))
        connection.execute(insert(_setting), {"name": _INVENTED, "value": "yes"})


def coming_build(connection: Connection) -> int:
    """Number of the build that will count what is handed in now."""
    newest = connection.execute(select(func.max(core(BuildRow).c.build))).scalar()
    return int(newest or 0) + 1


def _member_of(connection: Connection, code_hash: bytes) -> int | None:
    query = select(_code.c.member_key).where(_code.c.code_hash == code_hash)
    found: int | None = connection.execute(query).scalar()
    return found


def _insert_survey(connection: Connection, member_key: int, survey: Survey) -> None:
    build = coming_build(connection)
    connection.execute(insert(core(Member)), _member_row(member_key, build, survey))
    rows: dict[Any, list[dict[str, Any]]] = {
        DoseStepRow: [step.model_dump() for step in survey.steps],
        EpisodeRow: _episode_rows(survey.episodes),
        ReportRow: [_report_row(survey)],
    }
    for table, values in rows.items():
        if values:
            with_key = [{"member_key": member_key, **value} for value in values]
            connection.execute(insert(table.__table__), with_key)


def _member_row(member_key: int, build: int, survey: Survey) -> dict[str, Any]:
    facts = {"condition", "age_band", "sex", "sensitivity", "joined", "observed_week"}
    return {
        "member_key": member_key,
        "record_key": secrets.randbits(32),
        "changed_in": build,
        **survey.model_dump(include=facts | {"first_benefit", "answered_pleasure"}),
        "stopped_week": survey.stop.week if survey.stop else None,
        "stop_reason": survey.stop.reason if survey.stop else 0,
        **{f"{name}_before": score for name, score in survey.before.model_dump().items()},
    }


def _episode_rows(episodes: tuple[Episode, ...]) -> list[dict[str, Any]]:
    counted: dict[int, int] = {}
    rows = []
    for episode in sorted(episodes, key=lambda e: (e.effect, e.began_week or 0)):
        number = counted.get(episode.effect, 0)
        counted[episode.effect] = number + 1
        helped = sum(1 << word for word in episode.helped)
        rows.append({**episode.model_dump(), "episode": number, "helped": helped})
    return rows


def _report_row(survey: Survey) -> dict[str, Any]:
    return {
        "week": survey.observed_week,
        "overall_change": survey.overall_change,
        **survey.now.model_dump(),
    }
