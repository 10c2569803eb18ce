from __future__ import annotations

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from huibao.cli import app
from huibao.errors import UsageError
from huibao.web.settings import is_loopback
from tests.web.conftest import PASSWORD

run = CliRunner().invoke


def test_an_account_is_made_listed_and_closed(tmp_path: Path) -> None:
    data = ["--data", str(tmp_path)]
    made = run(app, ["account", "add", "王芳", "--role", "reviewer", "--password", PASSWORD, *data])
    assert (made.exit_code, made.output.strip()) == (0, "账号 王芳 建好了，角色是审核。")
    run(app, ["account", "close", "王芳", *data])
    assert run(app, ["account", "list", *data]).output == "王芳\t审核\t已停用\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add", "王芳", "--password", "short"], "密码要有"),
        (["add", "王 芳", "--password", PASSWORD], "账号名要有"),
        (["add", "王芳", "--role", "king", "--password", PASSWORD], "没有角色"),
        (["password", "无此人", "--password", PASSWORD], "没有账号"),
    ],
)
def test_a_bad_account_is_refused_in_words(tmp_path: Path, arguments: list[str], message: str) -> None:
    result = run(app, ["account", *arguments, "--data", str(tmp_path)])
    assert message in str(result.exception)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--host", "0.0.0.0"],
        ["--host", "192.168.1.5", "--cert", "missing.pem", "--key", "missing.pem"],
        ["--cert", "pyproject.toml"],
    ],
)
def test_passwords_never_travel_without_https(tmp_path: Path, arguments: list[str]) -> None:
    result = run(app, ["serve", "--data", str(tmp_path), *arguments])
    assert isinstance(result.exception, UsageError)
    assert "证书" in str(result.exception)


def test_a_port_in_use_and_a_folder_that_is_a_file_are_named(tmp_path: Path, free_port: int) -> None:
    with socket.create_server(("127.0.0.1", free_port)):
        taken = run(app, ["serve", "--port", str(free_port), "--data", str(tmp_path)])
    assert f"{free_port} 端口" in str(taken.exception)
    (tmp_path / "file").touch()
    wrong = run(app, ["serve", "--port", str(free_port), "--data", str(tmp_path / "file")])
    assert "不能写" in str(wrong.exception)


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("::1", True), ("127.8.8.8", True), ("0.0.0.0", False), ("::", False), ("office.lan", False)],
)
def test_only_this_computer_s_own_addresses_are_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
