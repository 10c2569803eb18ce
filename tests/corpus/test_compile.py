from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from huibao.corpus.compile import check_corpus, write_corpus
from huibao.corpus.splits import load_splits
from huibao.errors import CorpusError
from huibao.taxonomy import Taxonomy

SPLITS = '[train]\ntownships = ["a"]\n[validation]\ntownships = ["b"]\n[test]\ntownships = ["c"]\n'


def add(folder: Path, name: str, sentences: list[str], *, village: str, author: str) -> None:
    path = folder / f"{name}.tagged.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"# title: 汇报\n# village: {village}\n# author: {author}\n# date: 2025-10-12\n# kind: report\nP\n"
    path.write_text(head + "\n".join(f"other\t{sentence}" for sentence in sentences), encoding="utf-8")


def faults(tmp_path: Path, taxonomy: Taxonomy) -> list[str]:
    splits = tmp_path / "splits.toml"
    splits.write_text(SPLITS, encoding="utf-8")
    found = check_corpus(tmp_path / "reports", splits, taxonomy).faults
    return [fault for fault in found if not fault.startswith("label ")]


def test_a_clean_corpus_has_no_fault_but_rare_labels(tmp_path: Path, taxonomy: Taxonomy) -> None:
    add(tmp_path / "reports", "a/one", ["今年的雨水比往年多。"], village="甲村", author="张一")
    add(tmp_path / "reports", "c/two", ["河边的柳树都绿了。"], village="乙村", author="李二")
    assert faults(tmp_path, taxonomy) == []


def test_sentence_units_must_be_the_segmenter_s(tmp_path: Path, taxonomy: Taxonomy) -> None:
    add(tmp_path / "reports", "a/one", ["雨多。路滑。"], village="甲村", author="张一")
    (fault,) = faults(tmp_path, taxonomy)
    assert "a/one" in fault
    assert "segmenter" in fault


def test_near_copies_are_named(tmp_path: Path, taxonomy: Taxonomy) -> None:
    text = "今年的雨水比往年多一些，河边的柳树也绿得早。"
    add(tmp_path / "reports", "a/one", [text], village="甲村", author="张一")
    add(tmp_path / "reports", "a/two", [text.replace("柳树", "杨树")], village="乙村", author="李二")
    (fault,) = faults(tmp_path, taxonomy)
    assert "a/one and a/two share" in fault


@pytest.mark.parametrize(("village", "author"), [("甲村", "李二"), ("乙村", "张一")])
def test_a_village_or_author_in_two_splits_is_a_leak(
    tmp_path: Path, taxonomy: Taxonomy, village: str, author: str
) -> None:
    add(tmp_path / "reports", "a/one", ["今年的雨水比往年多。"], village="甲村", author="张一")
    add(tmp_path / "reports", "c/two", ["河边的柳树都绿了。"], village=village, author=author)
    (fault,) = faults(tmp_path, taxonomy)
    assert "leak" in fault


def test_a_township_without_split_is_a_fault(tmp_path: Path, taxonomy: Taxonomy) -> None:
    add(tmp_path / "reports", "z/one", ["今年的雨水比往年多。"], village="甲村", author="张一")
    (fault,) = faults(tmp_path, taxonomy)
    assert "'z' 不在任何一个划分里" in fault


def test_a_broken_file_does_not_hide_the_others(tmp_path: Path, taxonomy: Taxonomy) -> None:
    add(tmp_path / "reports", "a/one", ["雨多。路滑。"], village="甲村", author="张一")
    (tmp_path / "reports" / "a" / "two.tagged.txt").write_text("nonsense\tline\n", encoding="utf-8")
    assert len(faults(tmp_path, taxonomy)) == 2


def test_frames_are_written_by_split(tmp_path: Path, taxonomy: Taxonomy) -> None:
    add(tmp_path / "reports", "a/one", ["今年的雨水比往年多。", "路滑。"], village="甲村", author="张一")
    (tmp_path / "splits.toml").write_text(SPLITS, encoding="utf-8")
    write_corpus(check_corpus(tmp_path / "reports", tmp_path / "splits.toml", taxonomy), tmp_path / "out")
    frame = pd.read_parquet(tmp_path / "out" / "sentences" / "train.parquet")
    assert list(frame["text"]) == ["今年的雨水比往年多。", "路滑。"]
    assert pd.read_parquet(tmp_path / "out" / "sentences" / "test.parquet").empty


def test_a_township_in_two_splits_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "splits.toml"
    path.write_text(SPLITS.replace('["b"]', '["a"]'), encoding="utf-8")
    with pytest.raises(CorpusError, match="a 出现了两次"):
        load_splits(path)
