"""What the extras of a minute ask."""

import sqlalchemy as sa
from alembic import op

revision = "members_0009"
down_revision = "members_0008"
branch_labels = None
depends_on = None

_SYMPTOMS = (
    *("pain", "tiredness", "crashes", "foggy_thinking", "sleep", "mood", "belly", "skin"),
    *("dizziness_on_standing", "stiffness"),
)
_CODES = (
    *("after_stopping", "first_weeks", "fading", "missed_doses"),
    *(f"{name}_moved" for name in _SYMPTOMS),
)


def upgrade() -> None:
    # Plain ALTER TABLE ADD COLUMN: a copy of the table would lose WITHOUT ROWID.
    for name in _CODES:
        column = sa.Column(name, sa.SmallInteger(), nullable=False, server_default="0")
        op.add_column("member", column)


def downgrade() -> None:
    for name in _CODES:
        op.drop_column("member", name)
