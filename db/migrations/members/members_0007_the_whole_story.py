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
    return sa.table("member", *(sa.column(name) for name in _VERSION_1))
