"""A request that points to what its report tells elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from huibao.briefing.choosing.points import Point
from huibao.briefing.make import gather
from huibao.briefing.writing.appendix import request_list
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

_WALL = (
    "村小学后墙被台风泡过，裂了一道两指宽的缝，我已用竹竿围起来了，一直没有钱修，天天提心吊胆，一旦塌了伤到人就是大事。"
)


def _points(authored: Authored, taxonomy: Taxonomy, *lines: str) -> tuple[Point, ...]:
    body = "P\n" + "".join(f"{line}\n" for line in lines)
    return gather([authored(body, village="石桥村")], taxonomy).points


@pytest.mark.parametrize(
    ("background", "request_", "told"),
    [
        (_WALL, "请教育办派人来鉴定那面墙，能拆就早拆。", "小学后墙被台风泡过，裂了一道两指宽的缝，"),
        ("八月里两个村一起掏那条渠，共花了四万元。", "掏渠的那个钱请镇上来对个账。", "8月里两个村一起掏那条渠，"),
        ("征地补偿款还差222万元，拖了七个月。", "请镇里催一催222万元。", "征地补偿款还差222万元，"),
        ("6月9日放羊的老覃掉下了鹰岩，摔断了右腿。", "老覃家的临时救助请民政快点批。", "6月9日放羊的老覃掉下了鹰岩，"),
        ("制鞋厂从6月起没发工资，欠34人41万元。", "欠薪的事请劳动监察出面。", "制鞋厂从6月起没发工资，"),
        (
            "糖厂仓库里有40多桶不明化工液体，没有人管。",
            "请环保所来清那40多桶东西。",
            "糖厂仓库里有40多桶不明化工液体，",
        ),
    ],
)
def test_it_is_told_with_what_tells_what_it_is(
    background: str, request_: str, told: str, authored: Authored, taxonomy: Taxonomy
) -> None:
    points = _points(
        authored,
        taxonomy,
        f"bottleneck.resources|{background}",
        "bottleneck.industry|没有冷库，笋子倒掉20吨。",
        f"requirement.development/request|{request_}",
    )
    asked = points[-1]
    assert asked.wording.text.startswith(told)
    assert [source.index for source in asked.cited] == [2, 0]
    (row,) = request_list(points, taxonomy).rows
    assert background in row[3]
    assert "第1句" in row[-1]


@pytest.mark.parametrize(
    "request_",
    ["请教育办派人鉴定后墙。", "请镇里修那边的路。", "请镇里修好那座桥。", "请镇里解决修渠的222万元。"],
)
def test_what_points_to_nothing_or_to_what_nobody_told_stays(
    request_: str, authored: Authored, taxonomy: Taxonomy
) -> None:
    asked = _points(authored, taxonomy, f"bottleneck.resources|{_WALL}", f"requirement.development/request|{request_}")[
        -1
    ]
    assert [source.index for source in asked.cited] == [1]
    assert asked.wording.text.startswith("请")


@pytest.mark.parametrize("who", ["老覃家的", "訾长顺那户", "王某家的"])
def test_whom_nobody_has_told_of_stays_in_the_list(who: str, authored: Authored, taxonomy: Taxonomy) -> None:
    request_ = f"requirement.development/request|{who}临时救助请民政快点批。"
    points = _points(authored, taxonomy, f"bottleneck.resources|{_WALL}", request_)
    assert not points[-1].wording.fit
    assert who in request_list(points, taxonomy).rows[0][3]


@pytest.mark.parametrize(
    "request_",
    [
        "请帮老百姓家的茶叶找销路。",
        "请给老年人家的厕所改造。",
        "请给老人家的厕所改造。",
        "请镇里帮马铃薯那个基地修渠。",
        "金银花那个基地请镇里修渠。",
        "请给老师家的厕所改造。",
    ],
)
def test_what_names_no_person_stays(request_: str, authored: Authored, taxonomy: Taxonomy) -> None:
    asked = _points(authored, taxonomy, f"bottleneck.resources|{_WALL}", f"requirement.development/request|{request_}")[
        -1
    ]
    assert asked.wording.fit
