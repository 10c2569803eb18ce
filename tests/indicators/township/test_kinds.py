"""Which values under one name are of one kind, and which figures belong under it and go by another name."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from huibao.frames import indicators_frame
from huibao.indicators.township.kinds import is_gathered, told_apart, unlike_kinds
from huibao.indicators.township.rows import IndicatorTable
from huibao.indicators.township.table import township_table
from huibao.indicators.township.telling import VillageValue
from huibao.schema import AnnotatedReport, Source

Author = Callable[..., AnnotatedReport]


def value(village: str, amount: str, sentence: str) -> VillageValue:
    source = Source(report=village, village=village, index=0, text=sentence)
    return VillageValue(village=village, value=Decimal(amount), bound="", source=source)


def kinds(name: str, unit: str, *told: tuple[str, str]) -> list[str]:
    values = [value(f"{place}村", *one) for place, one in zip("甲乙丙丁戊", told, strict=False)]
    return list(unlike_kinds(name, unit, values).values())


@pytest.mark.parametrize(
    ("name", "unit", "told", "expected"),
    [
        # The kind stands before, behind, in the clause or at the head of the line.
        ("种植面积", "亩", [("760", "茶叶这块，全村茶园760亩。"), ("1260", "今年虾稻共作面积1260亩。"),
                        ("2600", "连翘种植面积：全年任务2800亩，完成2600亩。"), ("3900", "全村香蕉种植面积3900亩。"),
                        ("800", "依托800亩生态茶园发展旅游。")], ["茶叶", "水稻", "连翘", "香蕉", "茶叶"]),
        ("种植面积", "亩", [("760", "全村茶园760亩。"), ("800", "全村种植面积800亩。")], ["茶叶", ""]),
        ("种植面积", "亩", [("760", "全村茶园760亩。"), ("800", "种茶800亩。")], []),
        ("种植面积", "亩", [("500", "全村种植面积500亩。"), ("800", "完成种植面积800亩。")], []),
        ("道路建设", "公里", [("1.8", "硬化作业路1.8公里。"), ("3.2", "茶园游步道：规模3.2公里。"),
                        ("2", "新修登山步道2公里。")],
         ["道路", "步道", "步道"]),
        ("道路建设", "公里", [("1.8", "硬化作业路1.8公里。"), ("3.2", "通组公路：硬化3.2公里。")], []),
        ("公益岗", "人", [("11", "公益岗安置脱贫劳动力11人。"), ("3", "垃圾请了3个保洁员。"), ("2", "雇了2名护路员。")],
         ["公益岗", "保洁员等", "保洁员等"]),
        ("公益岗", "人", [("11", "开发公益性岗位11个。"), ("3", "聘用公益岗保洁员3名。"),
                       ("4", "生态护林员4名。")], []),
    ],
)  # fmt: skip
def test_what_is_not_of_one_kind(name: str, unit: str, told: list[tuple[str, str]], expected: list[str]) -> None:
    assert kinds(name, unit, *told) == expected


def table_of(author: Author, *lines: str) -> IndicatorTable:
    reports = [author(f"P\n{line}\n", village=f"{place}村") for place, line in zip("甲乙丙丁戊己", lines, strict=False)]
    return township_table(indicators_frame(reports), [report.report.village for report in reports])


def test_a_crop_belongs_under_the_planted_area_by_its_own_word(authored: Author) -> None:
    table = table_of(
        authored,
        "achievement.industry|全村种植面积500亩。|种植面积=500亩@actual",
        "other|现有茶园1200亩。|茶园=1200亩@actual",
        "achievement.industry|种植香蕉300亩。|香蕉=300亩@actual",
        "other|村域面积7950亩。|村域面积=7950亩@actual",
        "other|草场面积9800亩，流转水面180亩。|草场=9800亩@actual; 水面=180亩@actual",
    )
    planted = next(row for row in table.rows if row.name == "种植面积")
    assert {(row.name, entry.village) for row, entry in told_apart(planted, table.rows)} == {
        ("茶园", "乙村"),
        ("香蕉", "丙村"),
    }
    assert planted.silent == ("丁村", "戊村")
    assert {row.name for row in table.rows if is_gathered(row)} == {"茶园", "香蕉"}
