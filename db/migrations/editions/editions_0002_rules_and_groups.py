"""An edition says by which rule it was made, whether it holds groups, and its publishing day."""

import sqlalchemy as sa
from alembic import op

revision = "editions_0002"
down_revision = "editions_0001"
branch_labels = None
depends_on = None

ADDED = {"rule": "1", "groups": "1", "day_number": "0"}
"""Column -> what holds of the editions that are there: made by the first rule, with groups."""


def upgrade() -> None:
    for name, value in ADDED.items():
        op.add_column(
            "edition", sa.Column(name, sa.Integer(), nullable=False, server_default=value)
        )


def downgrade() -> None:
    for name in ADDED:
        op.drop_column("edition", name)
