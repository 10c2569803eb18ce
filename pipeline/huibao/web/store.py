"""Uploaded files on disk, named by what is in them: no name from outside ever becomes a path."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from huibao.web.errors import TooLarge

_DIGEST = re.compile(r"[0-9a-f]{64}")
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the store: SHA-256 of its content in hex, and its size in bytes."""

    digest: str
    size: int


class Store:
    """A folder of files by content; the same content is kept once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)

    def put(self, stream: BinaryIO, limit: int) -> Stored:
        """Keep the rest of a stream; it appears whole or not at all.

        Raises:
            TooLarge: it holds more than ``limit`` bytes.
        """
        digest, size = hashlib.sha256(), 0
        handle, temporary = tempfile.mkstemp(dir=self.folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise TooLarge(f"文件超过 {limit // 2**20} MB 的上限；请确认是不是工作汇报，或拆成几份")
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            path = self.path(digest.hexdigest())
            path.parent.mkdir(exist_ok=True)
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)
        return Stored(digest.hexdigest(), size)

    def path(self, digest: str) -> Path:
        """Where a content is, or would be.

        Raises:
            ValueError: ``digest`` is none.
        """
        if not _DIGEST.fullmatch(digest):
            raise ValueError("not a digest")
        return self.folder / digest[:2] / digest

    def drop(self, digest: str) -> None:
        """Forget a content; harmless where it is gone already."""
        self.path(digest).unlink(missing_ok=True)
