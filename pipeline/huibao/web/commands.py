"""Commands of the page: ``huibao serve`` and ``huibao account``."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click
import typer

from huibao.errors import UsageError, how_to_install

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from huibao.web.models import Account

_DEFAULT_FOLDER = Path("huibao-data")
_STOP_SECONDS = 5

Folder = Annotated[Path, typer.Option("--data", metavar="DIR", help="数据文件夹：数据库和上传的材料都在里面")]
DatabaseUrl = Annotated[
    str, typer.Option("--database", metavar="URL", help="数据库地址（SQLAlchemy）；默认用数据文件夹里的 SQLite")
]

accounts = typer.Typer(name="account", help="管理网页的账号。", no_args_is_help=True)


def add_commands(app: typer.Typer) -> None:
    """Hang the commands of the page on the command line."""
    app.command()(serve)
    app.add_typer(accounts)


def _needs_extra(command: Callable[..., Any]) -> Callable[..., Any]:
    """Say how to install what is missing instead of failing on an import."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            import fastapi  # noqa: F401
            import sqlalchemy  # noqa: F401
        except ImportError as error:
            raise UsageError(f"网页需要的组件没有装全（缺 {error.name}）；请先{how_to_install('web')}") from error
        return command(*args, **kwargs)

    return wrapped


@_needs_extra
def serve(
    host: Annotated[str, typer.Option("--host", help="监听地址；127.0.0.1 只供本机使用，不用登录")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="端口")] = 8000,
    data: Folder = _DEFAULT_FOLDER,
    database: DatabaseUrl = "",
    model: Annotated[Path | None, typer.Option("--model", metavar="DIR", help="模型目录；默认用自带模型")] = None,
    corpus: Annotated[Path | None, typer.Option("--corpus", metavar="DIR", help="重新训练用的语料文件夹")] = None,
    login: Annotated[bool, typer.Option("--login", help="本机地址也要登录（前面有代理时用）")] = False,
    certificate: Annotated[Path | None, typer.Option("--cert", metavar="FILE", help="HTTPS 证书（PEM）")] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="HTTPS 证书的私钥（PEM）")] = None,
) -> None:
    """在浏览器里用：收材料、看标注、核数据、出初稿、交付。默认只供本机使用。"""
    import uvicorn

    from huibao.web.app import create_app
    from huibao.web.settings import Settings, is_loopback

    local = is_loopback(host)
    _check_certificate(host, local, certificate, key)
    _check_port(host, port)
    if model is not None and not model.is_dir():
        raise UsageError(f"找不到模型目录 {model}；请检查 --model 后面的路径")
    guarded = login or not local
    settings = Settings(
        folder=data, database=database, model=model, corpus=corpus, login=guarded,
        hosts=() if guarded else Settings.hosts,
    )  # fmt: skip
    try:
        app = create_app(settings)
    except OSError as error:
        raise UsageError(f"数据文件夹 {data} 不能写（{error.strerror}）；请换一个文件夹，写在 --data 后面") from error
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"请用浏览器打开 {'https' if certificate else 'http'}://{shown}:{port} ；按 Ctrl+C 停止。", err=True)
    uvicorn.run(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        timeout_graceful_shutdown=_STOP_SECONDS, ssl_certfile=certificate, ssl_keyfile=key,
    )  # fmt: skip


def _check_port(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except OSError as error:
        raise UsageError(
            f"不能在 {host} 的 {port} 端口上开网页（{error.strerror}）；可能已经开着一个，或请用 --port 换一个端口"
        ) from error


def _check_certificate(host: str, local: bool, certificate: Path | None, key: Path | None) -> None:
    for file in (certificate, key):
        if file is not None and not file.is_file():
            raise UsageError(f"找不到证书文件 {file}；请检查 --cert 和 --key 后面的路径")
    if (certificate is None) != (key is None):
        raise UsageError("证书和私钥要一起给；请同时写 --cert 和 --key")
    if not local and certificate is None:
        raise UsageError(
            f"别的电脑要能连上 {host}，必须用 HTTPS，否则密码会在网上明着走；请用 --cert 和 --key 给出证书，"
            "或只在本机使用（--host 127.0.0.1）"
        )


@contextmanager
def _session(data: Path, database: str) -> Iterator[Session]:
    from huibao.web.database import Database
    from huibao.web.settings import Settings

    data.mkdir(parents=True, exist_ok=True)
    opened = Database(Settings(folder=data, database=database).database_url)
    try:
        opened.migrate()
        with opened.session() as session:
            yield session
    finally:
        opened.close()


def _find(session: Session, name: str) -> Account:
    from sqlalchemy import select

    from huibao.web.models import Account

    account = session.scalar(select(Account).where(Account.name == name))
    if account is None:
        raise UsageError(f"没有账号 {name}；用 huibao account list 查看已有账号")
    return account


Password = Annotated[
    str,
    typer.Option("--password", prompt="密码", confirmation_prompt="再输一遍", hide_input=True, help="不写则提示输入"),
]


@accounts.command("add")
@_needs_extra
def add_account(
    name: Annotated[str, typer.Argument(help="账号名")],
    password: Password,
    role: Annotated[str, typer.Option("--role", help="clerk 录入，reviewer 审核，admin 管理")] = "clerk",
    data: Folder = _DEFAULT_FOLDER,
    database: DatabaseUrl = "",
) -> None:
    """建一个账号。"""
    from huibao.web.security import ROLES, create_account

    with _session(data, database) as session:
        create_account(session, name, password, role)
    click.echo(f"账号 {name} 建好了，角色是{ROLES[role]}。")


@accounts.command("password")
@_needs_extra
def change_password(
    name: Annotated[str, typer.Argument(help="账号名")],
    password: Password,
    data: Folder = _DEFAULT_FOLDER,
    database: DatabaseUrl = "",
) -> None:
    """改密码；这个账号已登录的地方都会退出。"""
    from huibao.web.security import hash_password, sign_out_everywhere

    with _session(data, database) as session:
        account = _find(session, name)
        account.password = hash_password(password)
        sign_out_everywhere(session, account)
    click.echo(f"账号 {name} 的密码改好了。")


@accounts.command("close")
@_needs_extra
def close_account(
    name: Annotated[str, typer.Argument(help="账号名")], data: Folder = _DEFAULT_FOLDER, database: DatabaseUrl = ""
) -> None:
    """停用一个账号；他做过的事仍记在日志里。"""
    from huibao.web.security import sign_out_everywhere

    with _session(data, database) as session:
        account = _find(session, name)
        account.active = False
        sign_out_everywhere(session, account)
    click.echo(f"账号 {name} 已停用。")


@accounts.command("list")
@_needs_extra
def list_accounts(data: Folder = _DEFAULT_FOLDER, database: DatabaseUrl = "") -> None:
    """列出账号。"""
    from sqlalchemy import select

    from huibao.web.models import Account
    from huibao.web.security import ROLES

    with _session(data, database) as session:
        for account in session.scalars(select(Account).order_by(Account.name)):
            click.echo(f"{account.name}\t{ROLES[account.role]}\t{'使用中' if account.active else '已停用'}")
