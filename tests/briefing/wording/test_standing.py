from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from huibao.briefing.wording.fit_standing import Reading, fit_standing, read_readings
from huibao.briefing.wording.standing import Printed, StandingModel, evidence, shipped_model
from huibao.errors import CorpusError, ModelError
from huibao.schema import AnnotatedReport

Author = Callable[..., AnnotatedReport]

_GOOD = ("新修产业路3公里", "改厕40座，验收合格", "新建冷库1座", "硬化村道2公里")
_FAULTY = ("这个还没批", "那边也没人管", "那个都没人要", "这边还没修")


def _printed(wording: str) -> Printed:
    return Printed(wording=wording, sentence=f"{wording}。")


@pytest.fixture(scope="module")
def small() -> StandingModel:
    # The weights are held so near to zero that few readings move them little.
    return fit_standing(
        [
            Reading(printed=_printed(wording), faulty=share)
            for wordings, share in ((_GOOD, 0.0), (_FAULTY, 1.0))
            for wording in wordings * 8
        ]
    )


def test_a_model_learns_from_readers(small: StandingModel) -> None:
    good, faulty = small.faulty([_printed("新修水渠2公里"), _printed("那个还没人修")])
    assert good < 0.5 < faulty


def test_nothing_asked_is_nothing_told(small: StandingModel) -> None:
    assert small.faulty([]).shape == (0,)


def test_the_first_clause_tells_by_its_kinds_of_words() -> None:
    assert {"^/v", "^/m", "验收"} <= set(evidence("剩13户，验收合格"))
    assert "^/v" not in evidence("3公里，验收合格")


def test_a_saved_model_says_the_same_and_is_the_same(small: StandingModel, tmp_path: Path) -> None:
    small.save(tmp_path / "one")
    loaded = StandingModel.load(tmp_path / "one")
    loaded.save(tmp_path / "other")
    asked = [_printed("这个还没修"), _printed("新建水池1座")]
    assert np.array_equal(loaded.faulty(asked), small.faulty(asked))
    files = [tmp_path / name / "model.safetensors" for name in ("one", "other")]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_model_in_pieces_or_of_another_format_is_refused(small: StandingModel, tmp_path: Path) -> None:
    small.save(tmp_path)
    file = tmp_path / "model.safetensors"
    for about in ('{"format": "x", "evidence": []}', '{"format": "huibao-standing-1", "evidence": ["剩"]}'):
        save_file(load_file(file), file, metadata={"about": about})
        with pytest.raises(ModelError, match="格式不对"):
            StandingModel.load(tmp_path)
    file.write_bytes(b"{")
    with pytest.raises(ModelError, match="读不出"):
        StandingModel.load(tmp_path)


@pytest.mark.parametrize(
    ("leaning", "whole"),
    [
        ("一家的墙今天还没修", "危房改造12户全部竣工入住"),
        ("那个还在跑手续", "冷链库扩建项目用地手续已报县自然资源局审批"),
        ("反正就这么个情况", "全村养老保险参保率98%"),
    ],
)
def test_the_shipped_model_tells_what_leans_from_what_stands(leaning: str, whole: str) -> None:
    more, less = shipped_model().faulty([_printed(leaning), _printed(whole)])
    assert more > 2 * less


@pytest.mark.parametrize(
    "leaning",
    [
        "剩13户，缺180万元",
        "全年目标450万元，已完成76%",
        "催了四次，对方说货压在手上没卖动",
        "原来定的是15万，没完成",
        "今年收了12万出头，前年是9万",
        "年底想摸到12万",
        "今年的目标是20万元，支书说能成",
        "按现在的价一座要6万元左右，农户愿意出一半",
        "行情差，卖一头亏一头",
        "群众说再不解决就要到县里去",
    ],
)
def test_what_leans_on_the_sentence_before_is_known_without_a_pattern(leaning: str) -> None:
    assert shipped_model().faulty([_printed(leaning)])[0] > 0.4


def test_there_is_nothing_to_learn_from_nothing() -> None:
    with pytest.raises(CorpusError, match=r"standing\.csv"):
        fit_standing([])


def test_readings_are_read_for_the_sentences_of_the_reports(authored: Author, tmp_path: Path) -> None:
    report = authored("P\nachievement.industry|还剩13户。\nother|大家好。\n")
    table = tmp_path / "standing.csv"
    table.write_text(
        f"report,index,wording,readers,faulty\n{report.report.name},0,剩13户,4,3\n别处,0,新建水池,2,0\n",
        encoding="utf-8",
    )
    (reading,) = read_readings(table, [report])
    assert reading == Reading(printed=Printed(wording="剩13户", sentence="还剩13户。"), faulty=0.75)


@pytest.mark.parametrize("row", ["9,剩13户,2,1", "x,剩13户,2,1", "0,剩13户,0,0", "0,剩13户"])
def test_a_row_that_fits_nothing_is_named(authored: Author, tmp_path: Path, row: str) -> None:
    report = authored("P\nachievement.industry|还剩13户。\n")
    table = tmp_path / "standing.csv"
    table.write_text(f"report,index,wording,readers,faulty\n{report.report.name},{row}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="句号从 0 数起"):
        read_readings(table, [report])


def test_a_table_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="读不了"):
        read_readings(tmp_path / "standing.csv", [])
