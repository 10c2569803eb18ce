"""The database: SQLite in one file by default, any SQLAlchemy URL otherwise, migrated when it is opened."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from huibao.errors import UsageError
from huibao.web.errors import Conflict

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 20
# As many as requests are worked on at once, and the worker.
_CONNECTIONS = 45
_TURN = "huibao writes"


class Database:
    """One database; ``with database.session() as session`` is one transaction."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        if url.startswith("sqlite"):
            _take_turns(self._sessions)

    def migrate(self, revision: str = "head") -> None:
        """Bring the tables to this version of the program; older data is kept.

        Raises:
            UsageError: the database cannot be reached.
        """
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        try:
            with self.engine.begin() as connection:
                config.attributes["connection"] = connection
                if revision == "base":
                    command.downgrade(config, revision)
                else:
                    command.upgrade(config, revision)
        except OperationalError as error:
            raise UsageError(
                f"连不上数据库 {self.engine.url!r}（{error.orig}）；请检查 --database 后面的地址"
            ) from error

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction: committed when the block ends well, rolled back otherwise.

        Raises:
            Conflict: somebody else wrote the same row first.
        """
        with self._sessions() as session:
            try:
                yield session
                session.commit()
            except (StaleDataError, IntegrityError) as error:
                session.rollback()
                raise Conflict("别人刚刚也改了这里，您的改动没有保存；请看过最新内容后再改") from error

    def close(self) -> None:
        self.engine.dispose()


def _take_turns(sessions: sessionmaker[Session]) -> None:
    """Let one session write at a time, the others waiting in this process.

    SQLite has one writer anyway, but those who wait for its lock sleep and look again, ever longer; twenty
    people correcting at once then wait a second for what takes milliseconds.
    """
    writing = threading.Lock()

    def take(session: Session) -> None:
        if not session.info.get(_TURN):
            writing.acquire()
            session.info[_TURN] = True

    def give(session: Session) -> None:
        if session.info.pop(_TURN, False):
            writing.release()

    event.listen(sessions, "before_flush", lambda session, _context, _instances: take(session))
    event.listen(
        sessions,
        "do_orm_execute",
        lambda state: take(state.session) if state.is_update or state.is_delete or state.is_insert else None,
    )
    event.listen(sessions, "after_commit", give)
    event.listen(sessions, "after_rollback", give)


def _engine(url: str) -> Engine:
    # Errors carry the statement but not its parameters, which hold words of reports and end up in logs.
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=_CONNECTIONS, hide_parameters=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS}, pool_size=_CONNECTIONS, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        # Readers do not wait for a writer, and a power cut costs at most the last transaction.
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    return engine
