"""A network made by hand, its file and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from huibao.errors import ModelError
from huibao.indicators.network import Network, shares_of


@pytest.fixture
def network() -> Network:
    """Two units that see whether exactly one of two observations is there, which no weights alone can."""
    return Network(
        places={"甲": 0, "乙": 1},
        vectors=np.array([[1, 1], [1, 1]], np.float32),
        entered=np.array([0, -1], np.float32),
        hidden=np.eye(2, dtype=np.float32),
        hidden_bias=np.zeros(2, np.float32),
        out=np.array([[1], [-2]], np.float32),
        out_bias=np.zeros(1, np.float32),
    )


def test_what_observations_mean_together(network: Network) -> None:
    rows = [network.places_of(seen) for seen in ([], ["甲"], ["乙", "丙"], ["甲", "乙"])]
    assert network.scores(rows).ravel().tolist() == [0, 1, 1, 0]


def test_shares_add_up_and_keep_the_order() -> None:
    shares = shares_of(np.array([1.0, 3.0, 900.0]))
    assert shares.sum() == pytest.approx(1)
    assert shares.argsort().tolist() == [0, 1, 2]


def test_a_network_is_read_as_it_was_written(network: Network, tmp_path: Path) -> None:
    network.save(tmp_path / "one.safetensors")
    network.save(tmp_path / "two.safetensors")
    assert (tmp_path / "one.safetensors").read_bytes() == (tmp_path / "two.safetensors").read_bytes()
    read = Network.load(tmp_path / "one.safetensors")
    assert read.places == network.places
    assert np.array_equal(read.scores([[0], [0, 1]]), network.scores([[0], [0, 1]]))


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\x00" * 64])
def test_a_damaged_file_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "judge.safetensors"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"judge\.safetensors：读不出"):
        Network.load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere\.safetensors"):
        Network.load(tmp_path / "nowhere.safetensors")


def test_a_file_of_another_format_is_refused(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "old.safetensors"
    network.save(path)
    path.write_bytes(path.read_bytes().replace(b"huibao-network-1", b"huibao-network-0"))
    with pytest.raises(ModelError, match="格式不对"):
        Network.load(path)
