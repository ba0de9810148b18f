"""Editions know the members' store that they were made of: a random name that both hold."""

import sqlalchemy as sa
from alembic import op

revision = "editions_0004"
down_revision = "editions_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("house", sa.Column("name", sa.Text(), primary_key=True))


def downgrade() -> None:
    op.drop_table("house")
