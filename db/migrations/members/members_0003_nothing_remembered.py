"""What publishing remembered between editions goes: draws, builds, marks of who changed.

On SQLite the store is written anew afterwards (db.store.engine.migrate_store).
"""

import sqlalchemy as sa
from alembic import op

revision = "members_0003"
down_revision = "members_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_member_changed_in", table_name="member")
    # Plain ALTER TABLE DROP COLUMN: a copy of the table would lose WITHOUT ROWID.
    op.drop_column("member", "changed_in")
    op.drop_column("member", "decided_in")
    op.drop_table("last_draw")
    op.drop_table("build")


def downgrade() -> None:
    for name, default in (("changed_in", "1"), ("decided_in", "0")):
        op.add_column(
            "member", sa.Column(name, sa.Integer(), nullable=False, server_default=default)
        )
    op.create_index("ix_member_changed_in", "member", ["changed_in"])
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
        "build",
        sa.Column("build", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("erased", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("build"),
    )
