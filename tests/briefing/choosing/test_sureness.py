"""What a draft counts, and what it names with 等."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from huibao.briefing.audit import evidence_of, find_doubts
from huibao.briefing.audit.findings import Passage
from huibao.briefing.choosing.points import Point
from huibao.briefing.choosing.shared import shared_aspects
from huibao.briefing.make import Draft, gather, make_briefing
from huibao.briefing.template import load_template
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from huibao.schema import AnnotatedReport
    from tests.conftest import Authored

_VILLAGES = ("石桥村", "柳河村", "杨树村", "上坪村")
_MORE = ("新庄村", "大坪村", "高坎村")
_SURE = ("桃子没有销路，客商压价厉害。", "价格低，橘子卖不出去。")
_LAMPS = ("路灯坏了20盏，晚上黑漆漆的。", "路灯坏了12盏，没人修。")


def _batch(authored: Authored, *said: str) -> list[AnnotatedReport]:
    return [
        authored(f"P\nbottleneck.industry|{text}\n", village=village)
        for text, village in zip(said, _VILLAGES, strict=False)
    ]


def _text(draft: Draft) -> str:
    assert draft.rejected == ()
    return "".join(passage.text for passage in draft.briefing.passages)


def _themes(points: tuple[Point, ...], village: str) -> set[str]:
    return {theme.name for point in points for theme in point.themes if point.village == village}


def test_a_count_is_printed_where_no_other_village_may_tell_it(authored: Authored, taxonomy: Taxonomy) -> None:
    reports = _batch(authored, *_SURE, "手机没有信号。", "手机没有信号，打不出电话。")
    assert "销路和价格不稳（2个村）" in _text(make_briefing(reports, load_template("briefing"), taxonomy))


def test_where_another_may_the_sure_ones_are_named(authored: Authored, taxonomy: Taxonomy) -> None:
    # What a cue alone finds, a village may tell in other words as well.
    others = ("手机没有信号。", "手机没有信号，打不出电话。")
    reports = [
        *_batch(authored, *_LAMPS, *others),
        *(authored("P\nbottleneck.industry|手机没有信号。\n", village=v) for v in _MORE),
    ]
    draft = make_briefing(reports, load_template("briefing"), taxonomy)
    text = _text(draft)
    assert "路灯损坏不亮（石桥、柳河等村）" in text
    (said,) = [s for p in draft.briefing.passages for s in p.statements if "石桥、柳河等村" in s.text]
    assert {source.village for source in said.sources} == {"石桥村", "柳河村"}
    assert said.figures == ()


@pytest.mark.parametrize("genre", ["briefing", "speech", "bulletin"])
def test_of_many_some_are_named_and_all_that_surely_do_are_counted(
    authored: Authored, taxonomy: Taxonomy, genre: str
) -> None:
    villages = (*_VILLAGES[:2], "新庄村", "大坪村", "高坎村", "青山村", "白马村")
    said = [("路灯坏了20盏，没人修。", village) for village in villages]
    said += [(f"手机没有信号，打不出{what}。", village) for what, village in (("电话", "红旗村"), ("视频", "东沟村"))]
    reports = [authored(f"P\nbottleneck.resources|{text}\n", village=village) for text, village in said]
    text = _text(make_briefing(reports, load_template(genre), taxonomy))
    assert "石桥、柳河、新庄等至少7个村" in text


def test_the_check_knows_how_many_surely_do_where_there_may_be_others(authored: Authored, taxonomy: Taxonomy) -> None:
    villages = (*_VILLAGES[:3], *_MORE)
    batch = gather(
        [authored("P\nbottleneck.resources|路灯坏了20盏，没人修。\n", village=village) for village in villages],
        taxonomy,
    )
    points = tuple(
        replace(point, all_known=frozenset(), surely=frozenset() if point.village == "石桥村" else point.surely)
        for point in batch.points
    )
    counts = evidence_of(replace(batch, points=points), taxonomy).counts
    assert {(5, "路灯损坏不亮"), (6, "路灯损坏不亮")} <= counts


@pytest.mark.parametrize("genre", ["briefing", "speech", "bulletin"])
def test_what_a_draft_says_of_some_villages_stands_the_check(
    authored: Authored, taxonomy: Taxonomy, genre: str
) -> None:
    reports = [
        authored(f"P\nbottleneck.resources|{said}\n", village=village)
        for said, village in zip(
            (*_LAMPS, *("自来水管网老化。",) * 5), (*_VILLAGES, "新庄村", "大坪村", "高坎村"), strict=True
        )
    ]
    evidence = evidence_of(gather(reports, taxonomy), taxonomy)
    for passage in make_briefing(reports, load_template(genre), taxonomy).briefing.passages:
        doubts = find_doubts([Passage(text=passage.text)], evidence)
        assert [doubt for doubt in doubts if "等村" in doubt.sentence] == []


def test_a_probable_lack_joins_those_that_tell_it_surely(authored: Authored, taxonomy: Taxonomy) -> None:
    leftover = "库里还有620吨橙子等客商来收。"
    alone = gather(_batch(authored, leftover), taxonomy).points
    assert "销路和价格不稳" not in _themes(alone, "石桥村")
    points = gather(_batch(authored, *_SURE, leftover), taxonomy).points
    assert "销路和价格不稳" in _themes(points, "杨树村")


def test_a_fact_joins_nothing(authored: Authored, taxonomy: Taxonomy) -> None:
    dry = ("水窖漏水，存不住，吃水靠拉。", "水窖见底了，到镇上拉水吃。")
    points = gather(_batch(authored, *dry, "水窖160口，吃水够用。"), taxonomy).points
    assert "供水灌溉困难" not in _themes(points, "杨树村")


def test_a_lack_yields_to_the_one_that_a_cue_tells(authored: Authored, taxonomy: Taxonomy) -> None:
    points = gather(_batch(authored, "变压器老旧，晚上经常跳闸。", "电压不稳，老是停电。", _LAMPS[0]), taxonomy).points
    assert _themes(points, "杨树村") == {"路灯损坏不亮"}


def test_one_sure_village_shares_nothing(authored: Authored, taxonomy: Taxonomy) -> None:
    keys = ["bottleneck.industry"]
    points = gather(_batch(authored, *_SURE), taxonomy).points
    assert [(one.name, one.count, one.exact) for one in shared_aspects(points, keys)] == [("销路和价格不稳", 2, True)]
    doubtful = [
        replace(point, all_known=frozenset(), surely=point.surely if point.village == "石桥村" else frozenset())
        for point in points
    ]
    assert shared_aspects(doubtful, keys) == []
