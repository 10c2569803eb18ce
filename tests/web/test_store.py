from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from huibao.web.errors import TooLarge
from huibao.web.store import Store


def test_a_file_is_kept_under_its_content_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, second = store.put(io.BytesIO(b"abc"), 10), store.put(io.BytesIO(b"abc"), 10)
    assert first == second
    assert first.digest == hashlib.sha256(b"abc").hexdigest()
    assert [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()] == [b"abc"]


def test_a_file_over_the_limit_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="上限"):
        Store(tmp_path).put(io.BytesIO(b"x" * 11), 10)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, "", "a" * 64 + "\n"])
def test_only_a_digest_becomes_a_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="digest"):
        Store(tmp_path).path(name)
