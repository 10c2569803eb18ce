"""figures that are both right"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("figure_decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("both", sa.String(length=10), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("figure_decision", schema=None) as batch_op:
        batch_op.drop_column("both")
