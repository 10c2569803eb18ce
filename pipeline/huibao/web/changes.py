"""What changed in a batch since a draft of it was written, as far as the draft's text does not tell by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from huibao.web import drafts
from huibao.web.models import Batch, Draft, LogEntry, Upload

# Acts of which each takes something from one state to another.
_STEPS = (
    "改标注",
    "确认标注",
    "撤回标注",
    "确认数据",
    "更正数据",
    "不计入数据",
    "撤回数据决定",
    "选定数据",
    "撤回选定",
    "改材料信息",
)
# Whether these changes reach the draft's text is told sentence by sentence: see :mod:`huibao.web.outdated`.
_TOLD_APART = ("verdict", "value", "unit", "bound")


def behind(session: Session, batch: Batch, draft: Draft) -> int:
    """How many labels, choices and files are not what they were when a draft was written, beyond its overtaken figures.

    What was changed and taken back counts for nothing.
    """
    entries = session.scalars(
        select(LogEntry)
        .where(LogEntry.batch_id == batch.id, LogEntry.at > draft.created_at, LogEntry.action.in_(_STEPS))
        .order_by(LogEntry.id)
    )
    first: dict[str, Mapping[str, Any]] = {}
    last: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        first.setdefault(entry.subject, entry.before)
        last[entry.subject] = entry.after
    changed = sum(_differ(first[subject], last[subject]) for subject in first)
    ready = select(Upload.name).where(Upload.batch_id == batch.id, Upload.state == "ready")
    added = session.scalars(ready.where(Upload.created_at > draft.created_at)).all()
    cited = {
        source.report
        for row in drafts.passages(session, draft)
        for statement in drafts.body_of(row).statements
        for source in statement.sources
    }
    return changed + len(added) + len(cited - {*session.scalars(ready)})


def _differ(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    counts_again = before.get("verdict") == "excluded" and after.get("verdict") != "excluded"
    # No sentence of the draft says a figure that did not count when it was written.
    return counts_again or _rest(before) != _rest(after)


def _rest(state: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name not in _TOLD_APART}
