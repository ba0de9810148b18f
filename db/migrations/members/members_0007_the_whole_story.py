"""Two steps in a week, pauses, spells' severity now, who answers, and what was asked."""

import sqlalchemy as sa
from alembic import op

revision = "members_0007"
down_revision = "members_0006"
branch_labels = None
depends_on = None

_CODES = ("answers_for", "earlier_try", "had_effects", "forms")
_VERSION_1 = {"forms": 1 << 1, "topics": 32_498_622, "effects_list": (1 << 26) - 2}
"""As db.form_marks has it: everything that was handed in until now was asked by version 1."""
_IMPORTED = 1 << 10
_TOPICS_TOLD = {
    **{1: "condition > 0", 2: "age_band > 0", 3: "sex > 0", 4: "sensitivity > 0", 5: "joined > 0"},
    **{13: "stopped_week IS NOT NULL", 14: "stop_reason > 0", 22: "first_benefit > 0"},
    7: "EXISTS (SELECT 1 FROM dose_step s WHERE s.member_key = member.member_key AND s.week > 1)",
    16: "EXISTS (SELECT 1 FROM episode e WHERE e.member_key = member.member_key "
    "AND e.effect <= 25 AND e.began_week IS NOT NULL)",
    17: "EXISTS (SELECT 1 FROM episode e WHERE e.member_key = member.member_key "
    "AND e.severity > 0)",
    21: "EXISTS (SELECT 1 FROM report r WHERE r.member_key = member.member_key "
    "AND r.overall_change > 0)",
}
"""Number of a topic -> that a row tells something of it."""
_WEEKS_TOPIC = 16
_STEP_COLUMNS = "week, dose_ug, timing, reason, effects_after, benefit_after"


def upgrade() -> None:
    # Plain ALTER TABLE ADD COLUMN: a copy of the table would lose WITHOUT ROWID.
    for name in _CODES:
        op.add_column("member", _number_column(name, sa.SmallInteger()))
    op.add_column("member", _number_column("other_conditions", sa.Integer()))
    op.add_column("member", _number_column("topics", sa.Integer()))
    op.add_column("member", _number_column("effects_list", sa.BigInteger()))
    op.add_column("member", sa.Column("stopped_day", sa.SmallInteger()))
    op.add_column("episode", _number_column("severity_now", sa.SmallInteger()))
    op.get_bind().execute(sa.update(_member_table()).values(_VERSION_1))
    _mark_imported_batches()
    op.create_table(
        "pause",
        sa.Column("member_key", sa.BigInteger(), nullable=False),
        sa.Column("began_week", sa.SmallInteger(), nullable=False),
        sa.Column("ended_week", sa.SmallInteger()),
        sa.PrimaryKeyConstraint("member_key", "began_week"),
        sqlite_with_rowid=False,
    )
    _number_steps()


def downgrade() -> None:
    # Of two steps in a week the later stands, as the earlier schema would have had it.
    op.rename_table("dose_step", "step_with_number")
    op.create_table("dose_step", *_step_columns(), _key("week"), sqlite_with_rowid=False)
    op.execute(
        f"INSERT INTO dose_step (member_key, {_STEP_COLUMNS}) "
        f"SELECT member_key, {_STEP_COLUMNS} FROM step_with_number AS s WHERE step_number = "
        "(SELECT max(step_number) FROM step_with_number AS t "
        "WHERE t.member_key = s.member_key AND t.week = s.week)"
    )
    op.drop_table("step_with_number")
    op.drop_table("pause")
    op.drop_column("episode", "severity_now")
    for name in (*_CODES, "other_conditions", "topics", "effects_list", "stopped_day"):
        op.drop_column("member", name)


def _mark_imported_batches() -> None:
    """Mark what an imported sheet asked: what somebody of its batch told of, and no more."""
    connection = op.get_bind()
    entries = sa.text("SELECT object FROM audit WHERE action = 'answers_imported'")
    for (told,) in connection.execute(entries).all():
        batch = int(told.rpartition(" ")[2])
        query = "SELECT 1 FROM member WHERE batch = :batch AND {} LIMIT 1"
        topics = [
            number
            for number, tells in _TOPICS_TOLD.items()
            if connection.execute(sa.text(query.format(tells)), {"batch": batch}).first()
        ]
        with_weeks = "AND e.began_week IS NOT NULL" if _WEEKS_TOPIC in topics else ""
        effects = connection.execute(
            sa.text(
                "SELECT DISTINCT e.effect FROM episode e JOIN member m "
                "ON m.member_key = e.member_key "
                f"WHERE m.batch = :batch AND e.effect <= 25 {with_weeks}"
            ),
            {"batch": batch},
        ).scalars()
        marks = {
            "forms": _IMPORTED,
            "topics": sum(1 << number for number in topics),
            "effects_list": sum(1 << effect for effect in effects),
        }
        member = _member_table()
        connection.execute(sa.update(member).where(member.c.batch == batch).values(marks))


def _number_steps() -> None:
    """Copy the steps to a table by number: the key was member and week."""
    op.rename_table("dose_step", "step_of_week")
    op.create_table(
        "dose_step",
        *_step_columns(),
        sa.Column("step_number", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.SmallInteger()),
        sa.Column("times", sa.SmallInteger()),
        sa.Column("how_often", sa.SmallInteger(), nullable=False),
        _key("step_number"),
        sqlite_with_rowid=False,
    )
    op.execute(
        f"INSERT INTO dose_step (member_key, step_number, how_often, {_STEP_COLUMNS}) "
        "SELECT member_key, row_number() OVER (PARTITION BY member_key ORDER BY week) - 1, 0, "
        f"{_STEP_COLUMNS} FROM step_of_week"
    )
    op.drop_table("step_of_week")


def _step_columns() -> list[sa.Column[int]]:
    names = ("week", "timing", "reason", "effects_after", "benefit_after")
    return [
        sa.Column("member_key", sa.BigInteger(), nullable=False),
        sa.Column("dose_ug", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.SmallInteger(), nullable=False) for name in names),
    ]


def _key(second: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("member_key", second, name=f"dose_step_by_{second}")


def _number_column(name: str, kind: sa.types.TypeEngine[int]) -> sa.Column[int]:
    return sa.Column(name, kind, nullable=False, server_default="0")


def _member_table() -> sa.TableClause:
    return sa.table("member", *(sa.column(name) for name in (*_VERSION_1, "batch")))
