"""What one running server is made of; handed to everything that works for a request."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from huibao.web.database import Database
from huibao.web.models import LogEntry, TrainedModel
from huibao.web.security import Brake
from huibao.web.settings import Settings
from huibao.web.store import Store
from huibao.web.work import Annotator


class Site:
    """Settings, database, store of files and the tagger in use."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        settings.folder.mkdir(parents=True, exist_ok=True)
        self.database = Database(settings.database_url)
        self.database.migrate()
        self.store = Store(settings.folder / "uploads")
        self.brake = Brake(settings.limits)
        self._annotator: Annotator | None = None
        self._lock = threading.Lock()

    def model_folder(self, model: int) -> Path:
        """Where a retrained tagger is kept."""
        return self.settings.folder / "models" / str(model)

    @property
    def templates(self) -> Path:
        """Folder of the office's own templates; it need not exist."""
        return self.settings.folder / "templates"

    @property
    def annotator(self) -> Annotator:
        """The tagger in use: the retrained one that an administrator switched on, else the installation's."""
        with self.database.session() as session:
            active = session.scalar(select(TrainedModel.id).where(TrainedModel.state == "active"))
        wanted = self.model_folder(active) if active else self.settings.model
        with self._lock:
            if self._annotator is None or self._annotator.model != wanted:
                self._annotator = Annotator(wanted)
            return self._annotator

    def close(self) -> None:
        self.database.close()


def record(
    session: Session,
    *,
    batch: int | None,
    who: str,
    action: str,
    subject: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Write down who changed what, from what to what."""
    session.add(
        LogEntry(
            batch_id=batch,
            who=who,
            action=action,
            subject=subject[:500],
            before=dict(before or {}),
            after=dict(after or {}),
        )
    )
