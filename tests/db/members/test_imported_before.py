"""Sheets that were imported before surveys said what they asked: marked by what they told of."""

from pathlib import Path

from sqlalchemy import Engine, text

from db.form_marks import VERSION_1
from db.members.rows import mark_columns
from db.store.engine import MEMBERS, migrate_store, open_engine, sqlite_url, writing_transaction
from db.vocabulary import Effect, Form, Topic

MEMBER = (
    "INSERT INTO member (member_key, record_key, condition, age_band, sex, sensitivity, joined, "
    "observed_week, stop_reason, first_benefit, answered_pleasure, batch, standing, held_for, "
    "stopped_week) VALUES (:key, 0, 3, 0, 0, 0, 0, 20, 0, 0, false, :batch, 1, 0, :stopped)"
)
EPISODE = (
    "INSERT INTO episode (member_key, effect, episode, before, began_week, still_there, severity, "
    "helped, hours_after) VALUES (:key, :effect, 0, 0, :began, true, 0, 0, 0)"
)


def store_of_before(folder: Path) -> Engine:
    """Batch 1: ticks without weeks. Batch 2: one effect with a week, one who stopped."""
    engine = open_engine(sqlite_url(folder, MEMBERS))
    migrate_store(engine, MEMBERS, to="members_0006")
    with writing_transaction(engine) as connection:
        for key, batch, stopped in ((1, 1, None), (2, 1, None), (3, 2, 9), (4, 0, None)):
            row = {"key": key, "batch": batch, "stopped": stopped}
            connection.execute(text(MEMBER), row)
        for key, effect, began in ((1, 3, None), (2, 11, None), (3, 3, 2), (3, 15, None)):
            connection.execute(text(EPISODE), {"key": key, "effect": effect, "began": began})
        for batch in (1, 2):
            done = {"object": f"batch {batch}"}
            connection.execute(
                text(
                    "INSERT INTO audit (happened_at, leader, action, object) "
                    "VALUES ('', 'server', 'answers_imported', :object)"
                ),
                done,
            )
    return engine


def marks_of(engine: Engine) -> dict[int, tuple[int, int, int]]:
    """Member's key -> forms, topics and effects."""
    query = text("SELECT member_key, forms, topics, effects_list FROM member")
    with writing_transaction(engine) as connection:
        return {row[0]: tuple(row[1:]) for row in connection.execute(query)}


def test_an_old_import_is_marked_with_what_it_told_of(tmp_path: Path) -> None:
    """Ticks say nothing about weeks; beside an effect with weeks one without is left out."""
    engine = store_of_before(tmp_path)
    migrate_store(engine, MEMBERS)
    marks = marks_of(engine)
    ticks = (1 << Effect.vivid_dreams) | (1 << Effect.headache)
    condition = 1 << Topic.condition
    assert marks[1] == marks[2] == (1 << Form.imported, condition, ticks)
    topics = condition | 1 << Topic.stop | 1 << Topic.effect_weeks
    assert marks[3] == (1 << Form.imported, topics, 1 << Effect.vivid_dreams)
    assert marks[4] == tuple(mark_columns(VERSION_1).values())
