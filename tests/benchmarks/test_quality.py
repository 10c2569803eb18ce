"""The peers are real but learn from a dozen sentences; the big run is `python -m benchmarks.quality`."""

from __future__ import annotations

import csv
import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks import quality
from benchmarks.peers import PEERS, Sample
from huibao.tagging.model import DEFAULT

if TYPE_CHECKING:
    from tests.conftest import Authored

SAMPLE = Sample(
    ("修路三公里。", "修渠五公里。", "缺资金。", "缺人手。", "谢谢大家。", "谢谢各位。") * 4,
    (
        "achievement.construction",
        "achievement.construction",
        "bottleneck.resources",
        "bottleneck.resources",
        "other",
        "other",
    )
    * 4,
)
# The others are slow to start, and made like these.
QUICK = ("TF-IDF + logistic regression", "spaCy textcat, bag of words", "fastText")


@pytest.mark.parametrize("name", QUICK)
def test_a_peer_learns_and_is_the_same_when_read_back(name: str, tmp_path: Path) -> None:
    if name == "fastText":
        pytest.importorskip("fasttext")
    with warnings.catch_warnings():
        # Other people's libraries may warn as they like.
        warnings.simplefilter("ignore")
        peer, restored = PEERS[name](), PEERS[name]()
        peer.fit(SAMPLE, SAMPLE)
        peer.save(tmp_path)
        restored.load(tmp_path)
        found = peer.tag(SAMPLE.texts)
        assert restored.tag(SAMPLE.texts) == found
    assert found == list(SAMPLE.labels)


def run(name: str, labels: list[list[str]]) -> quality.Run:
    return quality.Run(name=name, labels=labels, sentences_per_second=1000.0, mebibytes=90.0, megabytes_on_disk=1.5)


def test_results_rank_the_systems_and_pair_them_with_the_default(
    authored: Authored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [authored("P\nother|甲。\nbottleneck.resources|乙。\n", name=str(number)) for number in range(6)]
    monkeypatch.setattr(quality, "reports_of", lambda _: reports)
    default = Path(DEFAULT).name
    right, half = [["other", "bottleneck.resources"]] * 6, [["other", "other"]] * 6
    systems = quality.compare([run("fastText", half), run(default, right)], "validation")
    assert [system.name for system in systems] == [default, "fastText"]
    assert systems[1].gain.gain.high < 0
    text = quality.write_results(systems, 40.0, "validation", tmp_path)
    assert f"| {default} | 1.000 (1.000–1.000)" in text
    assert (tmp_path / "quality.md").read_text(encoding="utf-8") == text
    with (tmp_path / "quality.csv").open(encoding="utf-8", newline="") as lines:
        assert [row["system"] for row in csv.DictReader(lines)] == [default, "fastText"]
    content = json.loads((tmp_path / "quality.json").read_text(encoding="utf-8"))
    assert content["systems"][0]["sentences_per_second"] == 1000.0


def test_peak_memory_counts_what_was_held_and_let_go() -> None:
    before = quality.peak_mebibytes()
    held = bytearray(64 << 20)
    del held
    assert quality.peak_mebibytes() >= before
    assert before > 10
