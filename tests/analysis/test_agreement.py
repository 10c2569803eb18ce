"""Coefficients against worked examples of the literature and against other people's code."""

from __future__ import annotations

from dataclasses import replace

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from huibao.analysis.agreement import (
    MISSING,
    agreement,
    agreement_table,
    align,
    cohen_kappa,
    coincidences,
    disagreements,
    fleiss_kappa,
    krippendorff_alpha,
    label_agreement,
    percent_agreement,
)
from huibao.analysis.load import Corpus
from huibao.errors import UsageError
from tests.analysis.conftest import relabel

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers, twelve units.
_OBSERVERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ]
).T
# Fleiss' table as often reprinted: ten subjects, fourteen raters, five categories; kappa = 0.210.
_RATINGS = np.array(
    [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]
)  # fmt: skip


def test_alpha_of_krippendorffs_example() -> None:
    codes = np.where(_OBSERVERS == 0, MISSING, _OBSERVERS - 1)
    assert float(krippendorff_alpha(coincidences(codes, 5).sum(axis=0))) == pytest.approx(0.743, abs=5e-4)


def test_fleiss_kappa_of_the_textbook_table() -> None:
    codes = np.array([np.repeat(np.arange(5), row) for row in _RATINGS])
    assert float(fleiss_kappa(coincidences(codes, 5).sum(axis=0))) == pytest.approx(0.210, abs=5e-4)


def test_cohen_kappa_by_hand() -> None:
    # 50 grants, two readers: both yes 20, both no 15, split 5 and 10; observed 0.7, expected 0.5.
    assert float(cohen_kappa(np.array([[20.0, 5.0], [10.0, 15.0]]))) == pytest.approx(0.4)


@pytest.mark.parametrize("seed", range(3))
def test_coefficients_agree_with_other_implementations(seed: int) -> None:
    random = np.random.default_rng(seed)
    one = random.integers(0, 4, 200)
    codes = np.stack([one, np.where(random.random(200) < 0.7, one, random.integers(0, 4, 200))], axis=1)
    confusion = np.zeros((4, 4))
    np.add.at(confusion, (codes[:, 0], codes[:, 1]), 1)
    assert float(cohen_kappa(confusion)) == pytest.approx(cohen_kappa_score(codes[:, 0], codes[:, 1]))
    holes = np.where(random.random(codes.shape) < 0.1, np.nan, codes.astype(float))
    theirs = krippendorff.alpha(reliability_data=holes.T, level_of_measurement="nominal")
    mine = coincidences(np.where(np.isnan(holes), MISSING, holes).astype(np.int64), 4)
    assert float(krippendorff_alpha(mine.sum(axis=0))) == pytest.approx(theirs)


def test_without_variation_there_is_nothing_to_disagree_about() -> None:
    codes = np.zeros((5, 2), dtype=np.int64)
    matrix = coincidences(codes, 2).sum(axis=0)
    assert [float(measure(matrix)) for measure in (krippendorff_alpha, fleiss_kappa, percent_agreement)] == [1, 1, 1]


def test_equal_annotations_agree_fully_on_every_level(corpus: Corpus) -> None:
    table = agreement_table(align({"甲": corpus.reports, "乙": corpus.reports}), corpus.taxonomy, resamples=20)
    assert list(table["level"]) == ["全部标签", "七类", "大类", "部署、打算、诉求"]
    assert (table[["percent", "cohen", "fleiss", "alpha", "alpha_low"]] == 1).all(axis=None)


def test_a_changed_label_counts_where_it_should(corpus: Corpus) -> None:
    second = [relabel(corpus.reports[0], 2, "bottleneck.industry"), *corpus.reports[1:]]
    aligned = align({"甲": corpus.reports, "乙": second})
    found = agreement(aligned, corpus.taxonomy, resamples=200)
    assert found.percent.value == pytest.approx(1 - 1 / len(aligned.items))
    assert found.alpha.low <= found.alpha.value < 1
    assert agreement(aligned, corpus.taxonomy, "category", resamples=0).percent.value == 1
    table = label_agreement(aligned, corpus.taxonomy, resamples=20).table.set_index("label")
    assert table.loc["achievement.poverty", "alpha"] == 1
    assert not table["alpha"].eq(1)["bottleneck.resources"]
    assert table.loc["bottleneck.resources", "given"] == 3


def test_the_same_draw_gives_the_same_interval(corpus: Corpus) -> None:
    second = [relabel(corpus.reports[0], 2, "bottleneck.industry"), *corpus.reports[1:]]
    aligned = align({"甲": corpus.reports, "乙": second})
    assert agreement(aligned, corpus.taxonomy) == agreement(aligned, corpus.taxonomy)


def test_three_annotators_need_not_have_read_the_same_reports(corpus: Corpus) -> None:
    aligned = align({"甲": corpus.reports, "乙": corpus.reports[:2], "丙": corpus.reports[1:]})
    assert [tag is None for tag in aligned.items[0].tags] == [False, False, True]
    assert agreement(aligned, corpus.taxonomy, resamples=0).alpha.value == 1


def test_disagreements_are_shown_side_by_side(corpus: Corpus) -> None:
    second = [relabel(corpus.reports[0], 2, "bottleneck.industry"), *corpus.reports[1:]]
    table = disagreements(align({"甲": corpus.reports, "乙": second}), corpus.taxonomy).table
    (row,) = table.to_dict("records")
    assert (row["甲"], row["乙"]) == ("瓶颈·要素保障", "瓶颈·产业发展")
    assert row["pair"] == "瓶颈·产业发展 ≠ 瓶颈·要素保障"
    assert row["text"] == "村里没有冷库，资金缺口30万元。"


def test_sentences_that_were_cut_differently_are_counted_not_compared(corpus: Corpus) -> None:
    one = corpus.reports[0]
    cut = replace(one, sentences=one.sentences[:-1], tags=one.tags[:-1])
    aligned = align({"甲": [one], "乙": [cut]})
    assert (len(aligned.items), aligned.unmatched) == (len(one.sentences) - 1, 1)


def test_annotations_without_a_common_report_cannot_be_compared(corpus: Corpus) -> None:
    with pytest.raises(UsageError, match="没有共同的报告"):
        align({"甲": corpus.reports[:1], "乙": corpus.reports[1:]})
    with pytest.raises(UsageError, match="至少要有两位标注者"):
        align({"甲": corpus.reports})


def test_different_texts_under_one_name_are_refused(corpus: Corpus) -> None:
    one = corpus.reports[0]
    other = replace(one, report=replace(one.report, text=one.report.text + "多"))
    with pytest.raises(UsageError, match="原文不一样"):
        align({"甲": [one], "乙": [other]})
