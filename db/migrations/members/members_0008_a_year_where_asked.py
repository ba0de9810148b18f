"""The year in which a member came back, where a group sets how long records are kept."""

import sqlalchemy as sa
from alembic import op

revision = "members_0008"
down_revision = "members_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Plain ALTER TABLE ADD COLUMN: a copy of the table would lose WITHOUT ROWID.
    column = sa.Column("came_back_year", sa.SmallInteger(), nullable=False, server_default="0")
    op.add_column("member", column)


def downgrade() -> None:
    op.drop_column("member", "came_back_year")
