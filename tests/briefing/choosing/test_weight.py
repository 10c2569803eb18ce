"""What a secretary would tell first: by the words of a sentence and by its figures among the villages'."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from huibao.briefing.make import gather, make_briefing
from huibao.briefing.template import load_template
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored


def _weights(authored: Authored, taxonomy: Taxonomy, *lines: str) -> list[float]:
    body = "P\n" + "".join(f"achievement.governance|{line}\n" for line in lines)
    return [point.weight for point in gather([authored(body, village="石桥村")], taxonomy).points]


@pytest.mark.parametrize(
    ("sentence", "heavier"),
    [
        ("强降雨期间提前转移群众，没有发生人员伤亡。", True),
        ("通村公路全线通车。", True),
        ("柿饼通过绿色食品认证。", True),
        ("召开支委会。", False),
        ("人居环境继续保持干净整洁。", False),
        ("低保户罗树根在鱼塘务工。", False),
        ("下田组的老人说，晚上敢去串门了。", False),
        ("推行楼长制。", None),
        ("脱贫户全部参保。", None),
        ("村民说事在祠堂里办。", None),
    ],
)
def test_what_happened_weighs_more_than_what_happens_anyway(
    sentence: str, heavier: bool | None, authored: Authored, taxonomy: Taxonomy
) -> None:
    (weight,) = _weights(authored, taxonomy, sentence)
    assert (weight > 1, weight < 1) == (heavier is True, heavier is False)


def test_the_richest_village_weighs_most(authored: Authored, taxonomy: Taxonomy) -> None:
    told = {"石桥村": 34, "柳河村": 2864, "杨树村": 156, "上坪村": 700}
    line = "P\nachievement.industry|村集体经济收入{n}万元。|村级集体经济收入={n}0000元@actual\n"
    batch = [authored(line.format(n=n), village=village) for village, n in told.items()]
    weights = {point.village: point.weight for point in gather(batch, taxonomy).points}
    assert sorted(told, key=told.__getitem__) == sorted(weights, key=weights.__getitem__)


def test_what_weighs_more_is_told_where_there_is_room_for_one(authored: Authored, taxonomy: Taxonomy) -> None:
    told = {"石桥村": 34, "柳河村": 2864, "杨树村": 156, "上坪村": 700}
    line = "P\nachievement.industry|村集体经济收入{n}万元，年底分给大家。|村级集体经济收入={n}0000元@actual\n"
    batch = [authored(line.format(n=n), village=village) for village, n in told.items()]
    draft = make_briefing(batch, load_template("bulletin"), taxonomy)
    assert "柳河村" in "".join(passage.text for passage in draft.briefing.passages)


@pytest.mark.parametrize(
    "sentence",
    [
        "生态环境部门七月下了整改通知，要求年底前建成净化塘。",
        "应急部门责令两家作坊限期拆除气瓶间。",
        "七月那场大水淹了虾塘，损失一百八十多万元。",
        "污水处理站建成四个月没有通电。",
        "烘干房停用至今，设备闲置。",
    ],
)
def test_an_order_a_loss_and_an_idle_plant_weigh_more_than_a_usual_lack(
    sentence: str, authored: Authored, taxonomy: Taxonomy
) -> None:
    lines = (sentence, "路灯不够亮。")
    body = "P\n" + "".join(f"bottleneck.resources|{line}\n" for line in lines)
    grave, usual = gather([authored(body, village="石桥村")], taxonomy).points
    assert grave.weight > usual.weight


@pytest.mark.parametrize(
    "sentence",
    [
        "村西老桥桥板断了一块，校车天天从上面过。",
        "岩顶那条裂缝越来越宽。",
        "欠27人工钱共38.6万元，工人已来村里三回。",
        "一个孩子掉进水坑，幸亏有人拉上来。",
        "村卫生室的大夫9月走了，没有医生。",
        # A cue of danger in the aspects, and none of the weights' own.
        "煤车躲坑，把骑电动车的人撞了，腿骨折，还在医院。",
    ],
)
def test_life_and_limb_weigh_more_than_any_other_lack(sentence: str, authored: Authored, taxonomy: Taxonomy) -> None:
    body = "P\n" + "".join(f"bottleneck.resources|{line}\n" for line in (sentence, "烘干房停用至今，设备闲置。"))
    danger, usual = gather([authored(body, village="石桥村")], taxonomy).points
    assert danger.weight > usual.weight


@pytest.mark.parametrize(
    ("sentence", "heavier"),
    [
        ("砖窑老板联系不上，工人要去县里讨说法。", True),
        ("账对不上，说了两回没有结果。", True),
        ("补助资金年底前不用完就要收回。", True),
        ("冷库太小，不够用。", False),
    ],
)
def test_a_quarrel_and_what_lapses_weigh_more(
    sentence: str, heavier: bool, authored: Authored, taxonomy: Taxonomy
) -> None:
    (point,) = gather([authored(f"P\nbottleneck.resources|{sentence}\n", village="石桥村")], taxonomy).points
    assert (point.weight > 1) == heavier
