"""Invites, held surveys, drafts that expire, leaders."""

import sqlalchemy as sa
from alembic import op

revision = "members_0002"
down_revision = "members_0001"
branch_labels = None
depends_on = None

ADDED = {
    "batch": (sa.SmallInteger(), "0"),
    "standing": (sa.SmallInteger(), "1"),
    "held_for": (sa.SmallInteger(), "0"),
    "decided_in": (sa.Integer(), "0"),
}
"""Column -> its kind, and what the members have who are there already: counted, never held."""
FULL = 9
"""Weeks that a draft is kept (db.members.hand_in)."""
APPEND_ONLY_SQLITE = """
CREATE TRIGGER audit_no_{action} BEFORE {action} ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
"""
APPEND_ONLY_POSTGRESQL = """
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
EXECUTE FUNCTION audit_append_only();
"""


def upgrade() -> None:
    # Plain ALTER TABLE ADD COLUMN: a copy of the table would lose WITHOUT ROWID.
    for name, (kind, default) in ADDED.items():
        op.add_column("member", sa.Column(name, kind, nullable=False, server_default=default))
    op.add_column(
        "draft",
        sa.Column("weeks_left", sa.SmallInteger(), nullable=False, server_default=str(FULL)),
    )
    op.create_table(
        "likeness",
        sa.Column("likeness", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("likeness", "member_key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "invite",
        sa.Column("batch", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("cap", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Text(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("batch"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "leader",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("passphrase_hash", sa.Text(), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("recovery_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("recovery_hash"),
    )
    op.create_table(
        "leader_session",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_table(
        "audit",
        sa.Column("entry", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("happened_at", sa.Text(), nullable=False),
        sa.Column("leader", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entry"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for action in ("UPDATE", "DELETE"):
            op.execute(APPEND_ONLY_SQLITE.format(action=action))
    else:
        op.execute(APPEND_ONLY_POSTGRESQL)


def downgrade() -> None:
    for table in ("audit", "leader_session", "recovery_code", "leader", "invite", "likeness"):
        op.drop_table(table)
    op.drop_column("draft", "weeks_left")
    for name in ADDED:
        op.drop_column("member", name)
