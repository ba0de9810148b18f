"""Tickets by which a browser opens a draft again; a row says how many days it is good for yet."""

import sqlalchemy as sa
from alembic import op

revision = "members_0005"
down_revision = "members_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft_ticket",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("days_left", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_draft_ticket_code_hash", "draft_ticket", ["code_hash"])


def downgrade() -> None:
    op.drop_table("draft_ticket")
