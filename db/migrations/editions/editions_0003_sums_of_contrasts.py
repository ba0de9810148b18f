"""A contrast is published as its sums over strata; earlier ones stay as they are, for exports."""

import sqlalchemy as sa
from alembic import op

revision = "editions_0003"
down_revision = "editions_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    place = [sa.Column(name, sa.Text(), nullable=False) for name in ("contrast", "filters", "axis")]
    numbers = ("people", "cases_first", "cases_second", "variance")
    op.create_table(
        "contrast_sums",
        sa.Column("edition", sa.Integer(), nullable=False),
        *place,
        *(sa.Column(name, sa.Integer(), nullable=False) for name in numbers),
        sa.PrimaryKeyConstraint("edition", "contrast", "filters", "axis"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("contrast_sums")
