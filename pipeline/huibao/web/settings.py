"""What an installation of the page is told when it starts."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from huibao.ingest.files import MAX_EXPANDED, MAX_FILE

_SECRET = "secret.key"  # noqa: S105  (a file name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What one request or one person may ask for; sizes in bytes, times in seconds."""

    upload_files: int = 500
    upload_bytes: int = MAX_EXPANDED
    file_bytes: int = MAX_FILE
    body_bytes: int = 2 * 2**20
    batch_files: int = 5000
    login_attempts: int = 5
    login_window: float = 300.0
    session_idle: float = 8 * 3600.0
    session_age: float = 30 * 24 * 3600.0


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Settings of one server.

    Attributes:
        folder: where the database, the uploads, exports and trained models are kept.
        database: an SQLAlchemy URL; empty for an SQLite file in ``folder``.
        login: whether people sign in; off only for a server that this computer alone can reach.
        hosts: host names a request may be addressed to; empty for any (only with ``login``).
        model: model directory of the tagger; the one that ships by default.
        corpus: authored reports that a retrained model learns from beside the corrections.
        limits: see :class:`Limits`.
    """

    folder: Path
    database: str = ""
    login: bool = False
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    model: Path | None = None
    corpus: Path | None = None
    limits: Limits = field(default_factory=Limits)

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{(self.folder / 'huibao.db').absolute()}"

    @cached_property
    def secret(self) -> bytes:
        """Key of this installation; made on first use, kept so that open pages outlive a restart."""
        path = self.folder / _SECRET
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(secrets.token_bytes(32))
        return path.read_bytes()


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach a server bound to ``host``.

    Example:
        >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
        (True, True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
