"""How long a survey is held, with which invite a draft was begun, where an invite is full."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "members_0006"
down_revision = "members_0005"
branch_labels = None
depends_on = None

_invite = sa.table("invite", sa.column("batch"), sa.column("cap"), sa.column("full_at"))
_BEFORE_CAP, _ONE_IN = 5, 10
"""As db.desk.invites draws it."""


def upgrade() -> None:
    # Plain ALTER TABLE ADD COLUMN: a copy of the table would lose WITHOUT ROWID.
    for table, name in (("member", "weeks_held"), ("draft", "batch")):
        op.add_column(
            table, sa.Column(name, sa.SmallInteger(), nullable=False, server_default="0")
        )
    op.add_column(
        "invite", sa.Column("full_at", sa.Integer(), nullable=False, server_default="0")
    )
    connection = op.get_bind()
    for batch, cap in connection.execute(sa.select(_invite.c.batch, _invite.c.cap)).all():
        row = _invite.c.batch == batch
        connection.execute(sa.update(_invite).where(row).values(full_at=_drawn_fullness(cap)))


def downgrade() -> None:
    op.drop_column("invite", "full_at")
    op.drop_column("draft", "batch")
    op.drop_column("member", "weeks_held")


def _drawn_fullness(cap: int) -> int:
    full_at = cap - _BEFORE_CAP
    while secrets.randbelow(_ONE_IN):
        full_at += 1
    return full_at
