"""An edition says whether answers of an older form are in it, and what that did not ask."""

import sqlalchemy as sa
from alembic import op

revision = "editions_0005"
down_revision = "editions_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "edition", sa.Column("older_forms", sa.Text(), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("edition", "older_forms")
