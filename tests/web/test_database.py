from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select, text

from huibao.errors import UsageError
from huibao.web.database import Database
from huibao.web.errors import Conflict
from huibao.web.models import Base, Batch
from tests.web.conftest import LIUHE, SHIQIAO, Office


def _round_trip(database: Database) -> None:
    database.migrate()
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    database.migrate("base")
    assert inspect(database.engine).get_table_names() in ([], ["alembic_version"])
    database.migrate()
    database.close()


def test_migrations_make_exactly_the_tables_of_the_models_and_can_be_taken_back(tmp_path: Path) -> None:
    _round_trip(Database(f"sqlite:///{tmp_path / 'a.db'}"))


def test_migrations_do_the_same_in_postgresql(postgres: str) -> None:
    _round_trip(Database(postgres))


def test_opening_an_existing_database_keeps_what_is_in_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    first = Database(url)
    first.migrate()
    with first.session() as session:
        session.add(Batch(name="三季度", created_by="甲"))
    first.close()
    again = Database(url)
    again.migrate()
    with again.session() as session:
        assert session.scalars(select(Batch.name)).all() == ["三季度"]
    again.close()


def test_sqlite_keeps_a_write_ahead_log_and_checks_foreign_keys(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    with database.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    database.close()


def test_a_write_on_top_of_an_unseen_one_is_a_conflict(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    database.migrate()
    with database.session() as session:
        session.add(Batch(name="三季度", created_by="甲"))

    def write_late() -> None:
        with database.session() as slow:
            mine = slow.scalars(select(Batch)).one()
            with database.session() as fast:
                fast.scalars(select(Batch)).one().name = "快"
            mine.name = "慢"

    with pytest.raises(Conflict):
        write_late()
    with database.session() as session:
        assert session.scalars(select(Batch.name)).one() == "快"
    database.close()


def test_a_database_that_is_not_there_is_named_without_its_password() -> None:
    database = Database("postgresql+psycopg://huibao:geheim@127.0.0.1:1/none")
    with pytest.raises(UsageError, match="连不上数据库") as caught:
        database.migrate()
    assert "geheim" not in str(caught.value)
    database.close()


def test_the_whole_way_in_postgresql(open_office: Callable[..., Office], postgres: str) -> None:
    office = open_office(database=postgres)
    batch = office.batch("石桥村", "柳河村")
    first, _ = office.send(batch, {"石桥.txt": SHIQIAO, "柳河.txt": LIUHE})
    path = f"/batches/{batch}/uploads/{first['id']}/sentences/1"
    office.api("PUT", path, json={"labels": ["other"], "version": 0})
    assert office.client.put(f"/api{path}", json={"labels": ["other"], "version": 0}).status_code == 409
    draft = office.draft(batch)
    assert office.client.get(f"/api/batches/{batch}/drafts/{draft['id']}/files/all").status_code == 200
    office.api("DELETE", f"/batches/{batch}")
    assert office.api("GET", "/batches") == []
