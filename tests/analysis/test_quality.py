from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from huibao.analysis.load import Corpus
from huibao.analysis.quality import calibration, confusion, hardest, judged_frame, reasons, risk_coverage
from huibao.evaluation.measure import JudgedReport
from huibao.schema import Sentence
from huibao.tagging.explain import Effect, Explanation


@pytest.fixture
def frame(corpus: Corpus, tagged: Corpus) -> pd.DataFrame:
    """Fourteen right sentences and one that is wrong."""
    judged = []
    for gold, model in zip(corpus.reports, tagged.reports, strict=True):
        tags = list(model.tags)
        if gold.report.village == "青石镇":
            tags[1] = replace(
                tags[1], labels=("achievement.poverty",), scores={**tags[1].scores, "achievement.poverty": 0.95}
            )
        judged.append(JudgedReport(gold=gold, tags=tuple(tags), certainty=tuple(0.9 for _ in tags)))
    return judged_frame(judged, corpus.taxonomy)


def test_the_frame_tells_right_from_wrong(frame: pd.DataFrame) -> None:
    assert (len(frame), int(frame["right"].sum())) == (15, 14)
    wrong = frame[~frame["right"]].iloc[0]
    assert (wrong["gold_name"], wrong["predicted_name"], wrong["probability"]) == ("其他", "成绩·巩固脱贫成果", 0.95)


def test_confusion_counts_all_pairs(frame: pd.DataFrame, corpus: Corpus) -> None:
    table = confusion(frame, corpus.taxonomy).table.set_index(["gold_name", "predicted_name"])["sentences"]
    assert len(table) == 13 * 13
    assert (table["其他", "成绩·巩固脱贫成果"], table["其他", "其他"], table.sum()) == (1, 1, 15)


def test_curves_have_axes_in_chinese(frame: pd.DataFrame) -> None:
    assert calibration(frame).table["sentences"].sum() == 15
    view = risk_coverage(frame)
    assert view.table["coverage"].iloc[-1] == 1
    assert view.table["accuracy"].iloc[-1] == pytest.approx(14 / 15)
    assert "准确率" in view.chart.to_dict()["title"]


def test_the_hardest_sentences_are_the_surest_errors(frame: pd.DataFrame) -> None:
    assert list(hardest(frame)["text"]) == ["全镇共有9个村。"]


def test_reasons_are_ordered_by_what_they_do(corpus: Corpus) -> None:
    explanation = Explanation(
        sentence=Sentence(index=0, start=0, end=4, text="缺资金。"), before="", after="", tag=corpus.reports[0].tags[2],
        certainty=0.9, label="bottleneck.resources", blocks=(),
        surroundings=(Effect(part="headings", text="二、问题", support=0.5),),
        words=(Effect(part="word", text="缺", support=-0.1), Effect(part="word", text="资金", support=2.0, start=1)),
    )  # fmt: skip
    view = reasons(explanation, corpus.taxonomy)
    assert list(view.table["text"]) == ["资金", "二、问题", "缺"]
    assert view.chart.to_dict()["title"] == "什么支持“瓶颈·要素保障”"
