"""Lists of problems and requests as an office hands them on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from huibao.briefing.make import gather, make_briefing
from huibao.briefing.template import load_template
from huibao.briefing.wording.quoting import quoted
from huibao.schema import AnnotatedReport, Table
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("一是果农还是老把式，不肯疏果。", "果农还是老把式，不肯疏果。"),
        ("下一步：一要疏浚主沟3.5公里，恳请镇里列入水毁修复项目；", "疏浚主沟3.5公里，恳请镇里列入水毁修复项目；"),
        ("主要问题：（1）龙虾病害多，没有技术员会看水。", "龙虾病害多，没有技术员会看水。"),
        ("3.恳请镇政府协调交警部门安装红绿灯2处；", "恳请镇政府协调交警部门安装红绿灯2处；"),
        ("厚朴今年价跌到六块 砍不砍都是亏", "厚朴今年价跌到六块，砍不砍都是亏"),
        ("米酒也就卖得到县里 坛子重 快递破一半", "米酒也就卖得到县里，坛子重，快递破一半"),
        ("2.县督查组指出，台账补写现象仍然存在。", "台账补写现象仍然存在（县督查组指出）。"),
        ("8 支部学习没有记录。", "支部学习没有记录。"),
        ("一要抓紧培训，二要把责任落到人头。", "一要抓紧培训，二要把责任落到人头。"),
        ("还有一条，通知转了没有去看落没落实。", "还有一条，通知转了没有去看落没落实。"),
        ("★路灯坏了没有人修", "路灯坏了没有人修"),
        # Its first words are what it says.
        ("要求分配微菜园的有130多户，目前只有40块；", "要求分配微菜园的有130多户，目前只有40块；"),
        ("问题不大。", "问题不大。"),
        ("请镇里支持三件事：一、争取滴灌资金24万元；", "争取滴灌资金24万元；"),
        ("要求嘛，头一个，修渠。", "修渠。"),
        ("请镇里支持：一是修渠，二是补桥。", "请镇里支持：一是修渠，二是补桥。"),
    ],
)
def test_a_list_quotes_without_the_reports_numbers_and_with_its_pauses(words: str, shown: str) -> None:
    assert quoted(words) == shown


def _lists(reports: list[AnnotatedReport], taxonomy: Taxonomy) -> tuple[Table, ...]:
    return make_briefing(reports, load_template("lists"), taxonomy).briefing.tables


def test_who_answers_and_by_when_is_left_to_the_office(authored: Authored, taxonomy: Taxonomy) -> None:
    body = "H|二、问题\nP\nbottleneck.industry|桃子没有销路。\nrequirement.development/request|恳请镇里修渠。\n"
    for table in _lists([authored(body, village="石桥村")], taxonomy):
        assert table.header[4:6] == ("责任单位", "时限")
        assert [row[4:6] for row in table.rows] == [("", "")]


_UNSURE = (
    "H|一、主要成效\nP\nother|合作社的账没有公开。\n"
    "H|二、存在的主要问题\nP\nbottleneck.industry|桃子没有销路。\nother|边坡的巡查断过几天。\n"
    "requirement.development/plan|贷款额度要提一提。\nother|主要有以下几个方面：\n"
    "H|三、关于巡查问题的整改\nP\nother|巡查已经恢复。\n"
)


def test_what_a_tagger_doubts_under_a_heading_of_problems_is_listed_last(
    authored: Authored, taxonomy: Taxonomy
) -> None:
    sure = authored(_UNSURE, village="石桥村")
    doubted = replace(sure, tags=tuple(replace(tag, review=True) for tag in sure.tags))
    rows = _lists([doubted], taxonomy)[0].rows
    assert [row[1] for row in rows] == ["产业发展", "待定", "待定"]
    assert [row[3] for row in rows] == ["桃子没有销路。", "边坡的巡查断过几天。", "贷款额度要提一提。"]
    assert "待定" in _lists([doubted], taxonomy)[0].note
    # What sounds like a problem among problems is listed whether or not the tagger was sure of something else.
    assert [source.text for source in gather([sure], taxonomy).pending] == ["边坡的巡查断过几天。"]


def test_the_problem_list_holds_what_is_open_and_nothing_put_right(authored: Authored, taxonomy: Taxonomy) -> None:
    body = (
        "H|一、督查反馈\nP\nbottleneck.methods|县督查组指出，台账有补写，已整改到位。\n"
        "P\nbottleneck.resources|县督查组指出，57户尚未接入。\nother|已全部接入。\n"
        "P\nachievement.industry,bottleneck.industry|大棚建起来了，可是销路一直没打开。\n"
        "H|二、存在问题\nP\nother|园子老，树都没有换。\nother|对照要求还有不少差距。\n"
        "achievement.construction|水管修了两里，余下三里还没有修。\n"
    )
    problems, _ = _lists([authored(body, village="石桥村")], taxonomy)
    assert [(row[1], row[3]) for row in problems.rows] == [
        ("产业发展", "大棚建起来了，可是销路一直没打开。"),
        ("待定", "园子老，树都没有换。"),
        ("待定", "水管修了两里，余下三里还没有修。"),
    ]


def test_a_plea_stands_among_requests_and_neither_an_order_to_villagers_nor_a_row_of_damage(
    authored: Authored, taxonomy: Taxonomy
) -> None:
    body = (
        "P\nrequirement.development/request|恳请镇里修渠。\nrequirement.service/request|请各组组长月底前清一遍沟。\n"
        "requirement.development/request|倒塌畜圈3处，冲毁便桥1座。\n"
    )
    problems, requests = _lists([authored(body, village="石桥村")], taxonomy)
    assert [row[3] for row in requests.rows] == ["恳请镇里修渠。"]
    assert [(row[1], row[3]) for row in problems.rows] == [("待定", "倒塌畜圈3处，冲毁便桥1座。")]
