"""files of signed drafts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signed_file",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_signed_file_draft_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("draft_id", "what", name=op.f("pk_signed_file")),
    )


def downgrade() -> None:
    op.drop_table("signed_file")
