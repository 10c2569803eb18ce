from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from huibao.briefing.themes.aspect_model import AspectModel, Saying, aspects_told, shipped_model
from huibao.briefing.themes.fit_aspects import Example, Studied, fit_aspects, keys_of, read_examples
from huibao.errors import CorpusError, ModelError
from huibao.schema import AnnotatedReport, Tag
from huibao.taxonomy import Taxonomy

Author = Callable[..., AnnotatedReport]

_MONEY = ("修渠没有资金。", "配套款没有着落。", "改厕的钱还差三万。", "拦水坝缺经费。")
_PRICE = ("桃子卖不上价。", "辣椒价钱跌了一半。", "茶叶没有销路。", "菌子贩子压价。")


@pytest.fixture(scope="module")
def small() -> AspectModel:
    key = ("bottleneck.resources",)
    money = [Example(saying=Saying(text=text, keys=key), aspects=("缺资金",), report="a") for text in _MONEY]
    price = [
        Example(saying=Saying(text=text, keys=("bottleneck.industry",)), aspects=("销路和价格不稳",), report="a")
        for text in _PRICE
    ]
    return fit_aspects(Studied.of([*money, *price]))


def test_a_model_learns_from_sentences_told_by_hand(small: AspectModel) -> None:
    asked = [
        Saying(text="修桥没有钱。", keys=("bottleneck.resources",)),
        Saying(text="梨子压价。", keys=("bottleneck.industry",)),
    ]
    shares = small.probabilities(asked)
    money, price = small.names.index("缺资金"), small.names.index("销路和价格不稳")
    assert shares.shape == (2, len(small.names))
    assert shares[0, money] > shares[0, price]
    assert shares[1, price] > shares[1, money]


def test_there_is_nothing_to_learn_from_nothing() -> None:
    with pytest.raises(CorpusError, match=r"aspects\.csv"):
        fit_aspects(Studied.of([]))


def test_a_saved_model_says_the_same(small: AspectModel, tmp_path: Path) -> None:
    small.save(tmp_path)
    asked = [Saying(text="桃子没有销路。", keys=("bottleneck.industry",)), Saying(text="没有村医。")]
    assert np.array_equal(AspectModel.load(tmp_path).probabilities(asked), small.probabilities(asked))


def test_the_most_probable_aspect_comes_first() -> None:
    (told,) = shipped_model().told(
        [Saying(text="没有冷库，桃子只能低价卖给贩子。", keys=("bottleneck.resources", "bottleneck.industry"))]
    )
    assert {theme.name for theme in told} == {"缺冷库保鲜", "销路和价格不稳"}
    assert shipped_model().told([]) == []


def test_a_model_of_other_aspects_or_in_pieces_is_refused(small: AspectModel, tmp_path: Path) -> None:
    small.save(tmp_path)
    columns = json.loads((tmp_path / "columns.json").read_text(encoding="utf-8"))
    for change in ({"names": ["别的", *columns["names"][1:]]}, {"evidence": columns["evidence"][1:]}, {"format": "x"}):
        (tmp_path / "columns.json").write_text(json.dumps(columns | change), encoding="utf-8")
        with pytest.raises(ModelError, match=r"aspects\.toml"):
            AspectModel.load(tmp_path)
    (tmp_path / "columns.json").unlink()
    with pytest.raises(ModelError, match="不完整或已损坏"):
        AspectModel.load(tmp_path)


def test_what_is_asked_for_is_told_apart_from_what_is_to_be_done(taxonomy: Taxonomy) -> None:
    labels = ("requirement.development", "bottleneck.resources")
    assert keys_of(Tag(labels=labels, kind="plan"), taxonomy) == labels
    assert keys_of(Tag(labels=labels, kind="request"), taxonomy) == ("request", "bottleneck.resources")


def test_aspects_are_read_for_the_sentences_of_the_reports(
    authored: Author, tmp_path: Path, taxonomy: Taxonomy
) -> None:
    report = authored("P\nbottleneck.resources|修渠没有资金。\nother|大家好。\n")
    table = tmp_path / "aspects.csv"
    table.write_text(
        f"report,index,aspects\n{report.report.name},0,缺资金、供水灌溉困难\n别处,0,缺资金\n", encoding="utf-8"
    )
    (example,) = read_examples(table, [report], taxonomy)
    assert example == Example(
        saying=Saying(text="修渠没有资金。", keys=("bottleneck.resources",)),
        aspects=("缺资金", "供水灌溉困难"),
        report=report.report.name,
    )


@pytest.mark.parametrize(
    ("row", "fault"), [("0,缺钱", "缺钱"), ("9,缺资金", "句号从 0 数起"), ("x,缺资金", "句号从 0 数起")]
)
def test_a_row_that_fits_nothing_is_named(
    authored: Author, tmp_path: Path, taxonomy: Taxonomy, row: str, fault: str
) -> None:
    report = authored("P\nbottleneck.resources|修渠没有资金。\n")
    table = tmp_path / "aspects.csv"
    table.write_text(f"report,index,aspects\n{report.report.name},{row}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=fault):
        read_examples(table, [report], taxonomy)


def test_a_table_that_is_missing_is_named(tmp_path: Path, taxonomy: Taxonomy) -> None:
    with pytest.raises(CorpusError, match="读不了"):
        read_examples(tmp_path / "aspects.csv", [], taxonomy)


def test_an_aspect_that_was_not_learnt_is_told_by_its_cues(small: AspectModel) -> None:
    assert "供电不稳" not in small.names
    told, sound = small.told([Saying(text="一开机器就跳闸，电压低。"), Saying(text="新装路灯12盏。")])
    assert told[0].name == "供电不稳"
    assert "供电不稳" not in {theme.name for theme in sound}


def test_what_is_only_probable_is_not_surely_told() -> None:
    model = replace(shipped_model(), own=0.0, beside=0.0)
    asked = [Saying(text="电压低，一开机器就跳闸。", keys=("bottleneck.resources",))]
    (every,), (sure,) = model.told(asked), model.told(asked, surely=True)
    assert {theme.name for theme in sure} < {theme.name for theme in every}
    assert "供电不稳" in {theme.name for theme in sure}


def test_a_cue_tells_nothing_that_all_else_makes_improbable() -> None:
    asked = [Saying(text="电压低，一开机器就跳闸。", keys=("bottleneck.resources",))]
    (told,) = replace(shipped_model(), labelled=1.0).told(asked, surely=True)
    assert "供电不稳" not in {theme.name for theme in told}


def test_wages_are_asked_for_of_those_who_see_to_it_and_no_funds() -> None:
    for text in ("请镇里帮12个人讨工钱。", "21个人的工钱，请司法所派个律师帮帮。"):
        names = [theme.name for theme in aspects_told(text, ["request"], surely=True)]
        assert "政策和统筹协调" in names
        assert "资金" not in names
