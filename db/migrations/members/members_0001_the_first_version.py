"""The first version."""

import sqlalchemy as sa
from alembic import op

revision = "members_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "build",
        sa.Column("build", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("erased", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("build"),
    )
    op.create_table(
        "dose_step",
        sa.Column("member_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("week", sa.SmallInteger(), nullable=False),
        sa.Column("dose_ug", sa.Integer(), nullable=False),
        sa.Column("timing", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.SmallInteger(), nullable=False),
        sa.Column("effects_after", sa.SmallInteger(), nullable=False),
        sa.Column("benefit_after", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("member_key", "week"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "draft",
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("step", sa.SmallInteger(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code_hash"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "episode",
        sa.Column("member_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("effect", sa.SmallInteger(), nullable=False),
        sa.Column("episode", sa.SmallInteger(), nullable=False),
        sa.Column("before", sa.SmallInteger(), nullable=False),
        sa.Column("began_week", sa.SmallInteger(), nullable=True),
        sa.Column("still_there", sa.Boolean(), nullable=False),
        sa.Column("ended_week", sa.SmallInteger(), nullable=True),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("helped", sa.SmallInteger(), nullable=False),
        sa.Column("hours_after", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("member_key", "effect", "episode"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "last_draw",
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("axis", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("blurred_people", sa.Integer(), nullable=False),
        sa.Column("blurred_cases", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("measure", "filters", "axis"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "member",
        sa.Column("member_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("record_key", sa.BigInteger(), nullable=False),
        sa.Column("changed_in", sa.Integer(), nullable=False),
        sa.Column("condition", sa.SmallInteger(), nullable=False),
        sa.Column("age_band", sa.SmallInteger(), nullable=False),
        sa.Column("sex", sa.SmallInteger(), nullable=False),
        sa.Column("sensitivity", sa.SmallInteger(), nullable=False),
        sa.Column("joined", sa.SmallInteger(), nullable=False),
        sa.Column("observed_week", sa.SmallInteger(), nullable=False),
        sa.Column("stopped_week", sa.SmallInteger(), nullable=True),
        sa.Column("stop_reason", sa.SmallInteger(), nullable=False),
        sa.Column("first_benefit", sa.SmallInteger(), nullable=False),
        sa.Column("answered_pleasure", sa.Boolean(), nullable=False),
        sa.Column("pain_before", sa.SmallInteger(), nullable=True),
        sa.Column("fatigue_before", sa.SmallInteger(), nullable=True),
        sa.Column("sleep_before", sa.SmallInteger(), nullable=True),
        sa.Column("mood_before", sa.SmallInteger(), nullable=True),
        sa.PrimaryKeyConstraint("member_key"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_changed_in"), ["changed_in"], unique=False)

    op.create_table(
        "report",
        sa.Column("member_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("week", sa.SmallInteger(), nullable=False),
        sa.Column("overall_change", sa.SmallInteger(), nullable=False),
        sa.Column("pain", sa.SmallInteger(), nullable=True),
        sa.Column("fatigue", sa.SmallInteger(), nullable=True),
        sa.Column("sleep", sa.SmallInteger(), nullable=True),
        sa.Column("mood", sa.SmallInteger(), nullable=True),
        sa.PrimaryKeyConstraint("member_key", "week"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "return_code",
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("member_key", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code_hash"),
        sa.UniqueConstraint("member_key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
