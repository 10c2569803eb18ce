from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from huibao.corpus.authoring import read_tagged
from huibao.errors import ModelError
from huibao.schema import AnnotatedReport
from huibao.tagging.decision import fit_decision
from huibao.tagging.features import FeatureParams, masked
from huibao.tagging.linear import LinearParams, LinearTagger
from huibao.tagging.model import TaggingModel, load_model
from huibao.taxonomy import Taxonomy

HEAD = "# title: 汇报\n# village: 石桥村\n# author: 李明\n# date: 2025-10-12\n# kind: report\n"
BODY = """H\t一、成效
P
achievement.construction\t修路三公里，装路灯二十盏。
achievement.construction\t自来水管网换新，家家通水。
achievement.construction\t改厕四十户，清运垃圾十车。
H\t二、不足
P
bottleneck.resources\t缺资金，也缺年轻人。
bottleneck.resources\t没有钱，地也批不下来。
bottleneck.resources\t缺少懂技术的人手。
H\t三、打算
P
requirement.development/plan\t明年计划修渠五公里。
requirement.development/request\t恳请镇里支持建冷库一座。
requirement.development/plan\t下一步打算发展油茶。
P
other\t汇报完毕，谢谢大家。
other\t以上是我村的情况。
"""
PARAMS = LinearParams(features=FeatureParams(min_df=1))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> AnnotatedReport:
    from huibao.taxonomy import load_taxonomy

    path = tmp_path_factory.mktemp("corpus") / "one.tagged.txt"
    path.write_text(HEAD + BODY, encoding="utf-8")
    return read_tagged(path, load_taxonomy())


@pytest.fixture(scope="module")
def model(report: AnnotatedReport) -> TaggingModel:
    from huibao.taxonomy import load_taxonomy

    taxonomy = load_taxonomy()
    tagger = LinearTagger(taxonomy, PARAMS).fit([report])
    return TaggingModel(tagger=tagger, decision=fit_decision(tagger, [report], taxonomy), taxonomy=taxonomy)


def test_scores_have_a_row_a_sentence_and_a_column_a_label(model: TaggingModel, report: AnnotatedReport) -> None:
    (scores,) = model.tagger.predict_proba([report])
    assert scores.labels.shape == (len(report.sentences), len(model.taxonomy.labels))
    assert scores.kinds.shape == (len(report.sentences), len(model.taxonomy.kinds))
    np.testing.assert_allclose(scores.kinds.sum(axis=1), 1.0, rtol=1e-5)


def test_it_learns_what_it_is_shown(model: TaggingModel, report: AnnotatedReport) -> None:
    (tagged,) = model.tag([report])
    assert [tag.labels[0] for tag in tagged.tags] == [tag.labels[0] for tag in report.tags]
    assert all((tag.kind is not None) == tag.labels[0].startswith("requirement") for tag in tagged.tags)


def test_a_report_s_scores_do_not_depend_on_its_company(model: TaggingModel, report: AnnotatedReport) -> None:
    alone = model.tagger.predict_proba([report])[0]
    empty = AnnotatedReport(report=report.report)
    together = model.tagger.predict_proba([report, empty, report])
    np.testing.assert_allclose(together[2].labels, alone.labels, rtol=1e-5)
    assert together[1].labels.shape == (0, len(model.taxonomy.labels))
    assert model.tagger.predict_proba([empty])[0].labels.shape == (0, len(model.taxonomy.labels))


def test_saved_and_loaded_it_is_the_same_predictor(
    model: TaggingModel, report: AnnotatedReport, tmp_path: Path
) -> None:
    model.save(tmp_path)
    assert not list(tmp_path.glob("*.pkl"))
    restored = load_model(tmp_path, model.taxonomy)
    assert restored.tag([report]) == model.tag([report])


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda d: (d / "model.safetensors").write_bytes(b"\0" * 40), "损坏"),
        (lambda d: (d / "vocabulary.json").unlink(), "损坏"),
        (lambda d: (d / "decision.json").write_text("[]"), "decision.json"),
        (lambda d: (d / "config.json").write_text(json.dumps({"format": "bert"})), "格式是 'bert'"),
        (lambda d: (d / "config.json").write_text("[1]"), "损坏"),
    ],
)
def test_a_damaged_or_foreign_directory_is_refused(
    model: TaggingModel, tmp_path: Path, damage: object, message: str
) -> None:
    model.save(tmp_path)
    damage(tmp_path)  # type: ignore[operator]
    with pytest.raises(ModelError, match=message):
        load_model(tmp_path, model.taxonomy)


def test_a_missing_directory_is_named(tmp_path: Path, taxonomy: Taxonomy) -> None:
    with pytest.raises(ModelError, match="找不到模型目录"):
        load_model(tmp_path / "none", taxonomy)


@pytest.mark.parametrize(
    ("min_df", "headings", "columns"),
    [
        (1, False, {"char", "word"}),
        (2, True, {"char", "word", "heading"}),
        (99, True, set()),
    ],
)
def test_a_block_without_a_term_has_no_columns(
    min_df: int, headings: bool, columns: set[str], tmp_path: Path, taxonomy: Taxonomy
) -> None:
    body = BODY if headings else "\n".join(line for line in BODY.split("\n") if not line.startswith("H\t"))
    path = tmp_path / "plain.tagged.txt"
    path.write_text(HEAD + body, encoding="utf-8")
    report = read_tagged(path, taxonomy)
    tagger = LinearTagger(taxonomy, LinearParams(features=FeatureParams(min_df=min_df))).fit([report])
    assert set(tagger.features.vectorizers) == columns
    assert len(tagger.contributions([report], "other")) == len(report.sentences)
    tagger.save(tmp_path / "model")
    (scores,), (restored,) = (
        tagger.predict_proba([report]),
        LinearTagger.load(tmp_path / "model").predict_proba([report]),
    )
    np.testing.assert_allclose(restored.labels, scores.labels, rtol=1e-5)


def test_contributions_name_the_words_that_spoke_for_a_label(model: TaggingModel, report: AnnotatedReport) -> None:
    assert isinstance(model.tagger, LinearTagger)
    rows = model.tagger.contributions([report], "bottleneck.resources")
    names = [name for name, value in rows[3][:12] if value > 0]
    assert any("缺" in name for name in names)


@pytest.mark.parametrize(
    ("text", "expected"), [("收入86.5万元", "收入#万元"), ("１２ 户", "#户"), ("比2024年多", "比#年多")]
)
def test_numbers_are_masked(text: str, expected: str) -> None:
    assert masked(text) == expected
