from __future__ import annotations

import math
from collections import Counter

import pytest

from huibao.analysis.load import Corpus
from huibao.analysis.words import (
    content_words,
    keyness,
    keyness_table,
    said_alone,
    said_in_common,
    telling_words,
)
from huibao.errors import UsageError


def test_content_words_are_chinese_and_longer_than_one_character() -> None:
    assert content_words("2025年的冷库，建成了3座。") == ["冷库", "建成"]


def test_telling_words_say_what_is_told() -> None:
    assert telling_words("今年还是没有冷库，群众觉得销路不稳。") == ["冷库", "群众", "销路"]


def test_keyness_by_hand() -> None:
    # 冷库 10 times in 100 words against 5 in 400: expected 3 and 12.
    ours, theirs = Counter({"冷库": 10, "水渠": 90}), Counter({"冷库": 5, "水渠": 395})
    row = keyness_table(ours, theirs).set_index("word").loc["冷库"]
    assert row["g2"] == pytest.approx(2 * (10 * math.log(10 / 3) + 5 * math.log(5 / 12)))
    assert row["log_ratio"] == pytest.approx(math.log2(0.1 / 0.0125))
    prior = 500 * 15 / 500
    odds = math.log((10 + prior) / (100 + 500 - 10 - prior)) - math.log((5 + prior) / (400 + 500 - 5 - prior))
    assert row["log_odds"] == pytest.approx(odds)
    assert row["log_odds_z"] == pytest.approx(odds / math.sqrt(1 / (10 + prior) + 1 / (5 + prior)))
    assert row["per_10k_ours"] == pytest.approx(1000)


def test_a_word_of_the_other_side_is_negative_everywhere() -> None:
    table = keyness_table(Counter({"冷库": 20, "水渠": 80}), Counter({"冷库": 1, "水渠": 99})).set_index("word")
    assert (table.loc["水渠", ["g2", "log_odds_z", "log_ratio"]] < 0).all()
    assert table.index[0] == "冷库"


def test_equal_use_is_no_keyness() -> None:
    table = keyness_table(Counter({"冷库": 5, "水渠": 5}), Counter({"冷库": 50, "水渠": 50}))
    assert table[["g2", "log_ratio"]].abs().max(axis=None) == pytest.approx(0)


def test_slices_are_masks_over_the_sentences(corpus: Corpus) -> None:
    view = keyness(corpus, lambda frame: frame["label"].str.startswith("bottleneck"), names=("瓶颈", "其余"), least=2)
    assert view.table.loc[0, "word"] in ("没有", "冷库")
    assert view.chart.to_dict()["title"] == "瓶颈与其余各自多用的词"


def test_an_empty_slice_is_refused(corpus: Corpus) -> None:
    with pytest.raises(UsageError, match="没有句子"):
        keyness(corpus, lambda frame: frame["village"] == "无此村")


def test_what_many_villages_say_and_what_one_alone_says(corpus: Corpus) -> None:
    common = said_in_common(corpus, ["achievement.poverty"], least=2).table.set_index("word")
    assert common.loc["监测户", "villages"] == 2
    assert common.loc["监测户", "names"] == "石桥村、柳河村"
    alone = said_alone(corpus).table
    assert ("石桥村", "冷库", 4) in set(alone[["village", "word", "sentences"]].itertuples(index=False, name=None))
    assert "监测户" not in set(alone["word"])
    # A village's own name tells nothing, nor does 没有.
    assert not {"石桥", "石桥村", "没有"} & set(said_alone(corpus, least=1).table["word"])
