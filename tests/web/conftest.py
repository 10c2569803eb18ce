"""An office to work in: a server in this process, small reports, and a wait for jobs that cannot hang."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from playwright.sync_api import Browser, Page

from huibao.web.app import create_app
from huibao.web.security import create_account
from huibao.web.settings import Limits, Settings
from huibao.web.work import Annotator
from tests.web import journey
from tests.web.desk import Desk

SHIQIAO = """石桥村2025年第三季度乡村振兴工作汇报

一、主要工作成效
对24户监测对象逐户落实帮扶措施，没有一户返贫。村集体收入达到86.5万元，比上年增长四成。
新修产业路3.2公里，安装路灯46盏。

二、存在的问题
一是冷库容量太小，旺季水果只能低价卖。二是村里缺资金，提灌站修不起来。

三、下一步打算
下一步计划再流转土地200亩，扩建标准果园。恳请镇里帮助协调冷库用地3亩。

石桥村驻村专干 李明
2025年10月9日
"""
LIUHE = """柳河村2025年第三季度工作汇报

一、工作开展情况
全村监测户18户61人，三季度走访两遍。村集体收入12万元，其中光伏4万元。
调解矛盾纠纷9件，成功8件。

二、困难和问题
部分群众还有等靠要的思想，主动性不强。缺少懂电商的年轻人。

三、打算
四季度计划改造户厕30户。

柳河村驻村专干 王芳
2025年10月8日
"""
# 石桥村 tells the number of its 监测户 twice, and differently.
CLASHING = SHIQIAO.replace("对24户监测对象逐户落实帮扶措施", "全村监测户24户，逐户落实帮扶措施").replace(
    "安装路灯46盏。", "安装路灯46盏。目前监测户共30户。"
)
PASSWORD = "correct horse battery"


class Office:
    """A client of one server with the calls that most tests make; `api` fails the test on a refusal."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    @property
    def app(self) -> FastAPI:
        app = self.client.app
        assert isinstance(app, FastAPI)
        return app

    def enter(self) -> Office:
        """Read the request token off a page, as the page's own script does."""
        page = self.client.get("/")
        found = re.search(r'name="huibao-token" content="([0-9a-f]+)"', page.text)
        assert found, page.text
        self.client.headers["X-Huibao-Token"] = found[1]
        return self

    def sign_in(self, name: str, password: str = PASSWORD) -> Response:
        answer = self.client.post("/api/session", json={"name": name, "password": password})
        if answer.status_code == 200:
            self.enter()
        return answer

    def api(self, method: str, path: str, **request: Any) -> Any:
        answer = self.client.request(method, f"/api{path}", **request)
        assert answer.status_code < 300, answer.text
        return answer.json()

    def batch(self, *roster: str, name: str = "三季度汇报", period: str = "2025Q3") -> int:
        made = self.api("POST", "/batches", json={"name": name, "period": period, "roster": list(roster)})
        return int(made["id"])

    def send(self, batch: int, files: dict[str, str | bytes]) -> list[dict[str, Any]]:
        """Upload, wait for the reading job, give the batch's files."""
        parts = [("files", (name, content)) for name, content in files.items()]
        queued = self.api("POST", f"/batches/{batch}/uploads", files=parts)
        if queued["job"]:
            assert self.wait(queued["job"])["state"] == "done"
        uploads: list[dict[str, Any]] = self.api("GET", f"/batches/{batch}/uploads")
        return uploads

    def wait(self, job: int) -> dict[str, Any]:
        """The job once it has ended; a minute is far more than any needs."""
        for _ in range(1200):
            state: dict[str, Any] = self.api("GET", f"/jobs/{job}")
            if state["state"] in ("done", "failed", "cancelled"):
                return state
            time.sleep(0.05)
        raise AssertionError(f"job {job} did not end")

    def draft(self, batch: int, **request: str) -> dict[str, Any]:
        """A new draft of the batch."""
        job = self.api("POST", f"/batches/{batch}/drafts", json=request)
        state = self.wait(job["id"])
        assert state["state"] == "done", state
        draft: dict[str, Any] = self.api("GET", f"/batches/{batch}/drafts/{state['result']['draft']}")
        return draft


@pytest.fixture
def open_office(tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """Starts servers; several on one folder are a restart, or one beside the other."""
    with ExitStack() as stack:

        def start(*, login: bool = False, database: str = "", limits: Limits | None = None, **more: Any) -> Office:
            settings = Settings(
                folder=more.pop("folder", tmp_path / "data"),
                database=database,
                login=login,
                hosts=("localhost",),
                limits=limits or Limits(),
                **more,
            )
            scheme = "https" if login else "http"
            app = create_app(settings)
            # Loading the model is most of a small test's time, and it holds no state.
            app.state.site._annotator = _annotator()
            client = stack.enter_context(TestClient(app, base_url=f"{scheme}://localhost"))
            office = Office(client)
            return office if login else office.enter()

        yield start


@pytest.fixture
def office(open_office: Callable[..., Office]) -> Office:
    """A server for this computer alone."""
    return open_office()


@pytest.fixture
def guarded(open_office: Callable[..., Office]) -> Office:
    """A server with login and the accounts 周录入, 吴审核 and 郑管理; nobody is signed in."""
    made = open_office(login=True)
    with made.app.state.site.database.session() as session:
        for name, role in (("周录入", "clerk"), ("钱录入", "clerk"), ("吴审核", "reviewer"), ("郑管理", "admin")):
            create_account(session, name, PASSWORD, role)
    return made


@cache
def _annotator() -> Annotator:
    return Annotator(None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def free_port() -> int:
    return _free_port()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A throw-away PostgreSQL server; its SQLAlchemy URL."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not homes:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    # Not in pytest's own folder, which another run beside this one may tidy up under the server's feet.
    with tempfile.TemporaryDirectory(prefix="huibao-postgres-") as name:
        yield from _postgres(homes[-1], Path(name))


def _postgres(home: Path, folder: Path) -> Iterator[str]:
    # PostgreSQL refuses to run as root; Debian's package brings a user for it.
    prefix: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        prefix = ["runuser", "-u", "postgres", "--"]
    port = _free_port()

    def run(*command: str) -> None:
        subprocess.run([*prefix, *command], check=True, capture_output=True, cwd="/", timeout=60)

    data = str(folder / "cluster")
    run(str(home / "initdb"), "-D", data, "-U", "huibao", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    run(str(home / "pg_ctl"), "-D", data, "-o", options, "-l", f"{data}.log", "-w", "start")
    try:
        yield f"postgresql+psycopg://huibao@127.0.0.1:{port}/postgres"
    finally:
        run(str(home / "pg_ctl"), "-D", data, "-m", "immediate", "stop")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with journey.launched() as browser:
        yield browser


@pytest.fixture
def opened(tmp_path: Path, free_port: int, browser: Browser) -> Iterator[tuple[Page, str]]:
    """An empty page of the browser, and the address of a server to open in it."""
    app = create_app(Settings(folder=tmp_path / "data"))
    app.state.site._annotator = _annotator()
    with journey.serving(app, free_port) as address, journey.browsing(browser) as page:
        yield page, address


@pytest.fixture
def desk(tmp_path: Path, opened: tuple[Page, str]) -> Desk:
    page, address = opened
    page.goto(address)
    return Desk(page, tmp_path)
