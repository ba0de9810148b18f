"""Records, drafts and settings carry a revision: what was read is checked when it is written."""

import sqlalchemy as sa
from alembic import op

revision = "members_0004"
down_revision = "members_0003"
branch_labels = None
depends_on = None

TABLES = ("member", "draft", "setting")
RANDOM = {
    "sqlite": "random()",
    "postgresql": "('x' || substr(md5(gen_random_uuid()::text), 1, 16))::bit(64)::bigint",
}
"""64 random bits a row, by the database's own word for them."""


def upgrade() -> None:
    drawn = RANDOM[op.get_bind().dialect.name]
    for table in TABLES:
        # Plain ALTER TABLE ADD COLUMN: a copy of the table would lose WITHOUT ROWID.
        op.add_column(
            table, sa.Column("revision", sa.BigInteger(), nullable=False, server_default="0")
        )
        op.execute(f"UPDATE {table} SET revision = {drawn}")


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "revision")
