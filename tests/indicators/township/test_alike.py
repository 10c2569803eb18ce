"""One thing under several names, or told with and without its time, in one row of the township's table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from huibao.frames import indicators_frame
from huibao.indicators.township.printing import cells
from huibao.indicators.township.rows import IndicatorTable
from huibao.indicators.township.table import township_table
from huibao.schema import AnnotatedReport

Author = Callable[..., AnnotatedReport]
_TIMED = re.compile(r"\|(?P<time>[^:|]+):")
VILLAGES = ("甲村", "乙村", "丙村", "丁村")


@pytest.fixture
def told(authored: Author) -> Callable[..., IndicatorTable]:
    def report(village: str, text: str) -> AnnotatedReport:
        settled = [line.endswith("!") for line in text.split("\n")]
        lines = [_TIMED.sub("|", line.rstrip("!")) for line in text.split("\n")]
        periods = [match["time"] if (match := _TIMED.search(line)) else "" for line in text.split("\n")]
        annotated = authored("P\n" + "".join(f"other|{line}\n" for line in lines), village=village)
        return replace(
            annotated,
            indicators=tuple(
                replace(one, period=periods[one.sentence], settled=settled[one.sentence])
                for one in annotated.indicators
            ),
        )

    def table(*reports: str) -> IndicatorTable:
        """One report a village: sentence|time:figures, several joined by a line break; ``!`` behind what is settled."""
        given = [report(village, text) for village, text in zip(VILLAGES, reports, strict=False)]
        return township_table(indicators_frame(given), VILLAGES)

    return table


def found(table: IndicatorTable, unit: str) -> dict[tuple[str, str], list[tuple[str, int]]]:
    return {
        (row.name, row.period): [(entry.village, int(entry.value)) for entry in row.values]
        for row in table.rows
        if row.unit == unit and row.values
    }


def test_a_thing_goes_into_the_row_of_the_most_villages(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "玉米1860亩。|玉米=1860亩@actual", "玉米900亩。|玉米=900亩@actual", "苞谷一千零四十亩。|苞谷=1040亩@actual"
    )
    assert found(table, "亩") == {("玉米", ""): [("甲村", 1860), ("乙村", 900), ("丙村", 1040)]}
    (row,) = table.rows
    assert cells(row)[6] == "甲村1860；乙村900；丙村1040（苞谷）"


def test_who_lives_there_is_counted_though_a_share_of_who_is_registered(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "1523人，常住806人，常住外来20人。|现有:人口=1523人@actual; 常住人口=806人@part; 常住人口=20人@part",
        "常住233人。|现有:常住人口=233人@actual",
    )
    assert found(table, "人")[("常住人口", "现有")] == [("乙村", 233), ("甲村", 806)]


def test_milk_is_told_in_the_common_unit(told: Callable[..., IndicatorTable]) -> None:
    table = told("产奶82000斤。|产奶=82000斤@actual", "挤奶22吨。|挤奶=22吨@actual")
    assert found(table, "吨") == {("挤奶", ""): [("乙村", 22), ("甲村", 41)]}


def test_what_was_done_is_not_added_to_what_is_there(told: Callable[..., IndicatorTable]) -> None:
    table = told("玉米1860亩。|玉米=1860亩@actual", "玉米900亩。|玉米=900亩@actual", "苞谷受灾40亩。|苞谷=40亩@actual")
    assert found(table, "亩")[("玉米", "")] == [("甲村", 1860), ("乙村", 900)]


def test_what_stands_is_one_whether_or_not_a_village_says_that_it_stands(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "烤房四十一座。|烤房=41座@actual", "烤房54座。|烤房=54座@actual", "现有烤房86座。|现有:烤房=86座@actual"
    )
    assert found(table, "座") == {("烤房", ""): [("甲村", 41), ("乙村", 54), ("丙村", 86)]}


def test_a_village_is_moved_only_where_it_tells_nothing(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "玉米1860亩。|玉米=1860亩@actual\n苞谷地300亩轮作。|苞谷=300亩@actual", "玉米900亩。|玉米=900亩@actual"
    )
    assert found(table, "亩")[("玉米", "")] == [("甲村", 1860), ("乙村", 900)]


def test_what_happened_in_another_time_stays_apart(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "收贮青贮饲料620吨。|青贮饲料=620吨@actual", "青贮饲料530吨。|青贮饲料=530吨@actual",
        "今年青贮940吨。|2025M01-M09:青贮=940吨@actual",
    )  # fmt: skip
    assert found(table, "吨")[("青贮饲料", "")] == [("甲村", 620), ("乙村", 530)]


def test_units_of_one_kind_meet_in_the_row_s_own(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "卖烟1500担。|烟叶=1500担@actual", "烟叶卖了2000担。|烟叶=2000担@actual", "交烟11.2吨。|交烟=11.2吨@actual"
    )
    assert found(table, "担") == {("烟叶", ""): [("甲村", 1500), ("乙村", 2000), ("丙村", 224)]}


def test_what_is_broken_has_a_row_of_its_own_once_two_villages_tell_it(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "机井20眼。|机井=20眼@actual", "机井17眼，坏了6眼。|机井=17眼@actual; 机井=6眼@actual",
        "坏了4眼，浇一遍要等九天。|坏=4眼@actual",
    )  # fmt: skip
    assert found(table, "口") == {
        ("机井", ""): [("甲村", 20), ("乙村", 17)],
        ("损坏的机井", ""): [("乙村", 6), ("丙村", 4)],
    }


def test_two_crops_of_one_village_are_told_apart(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "种植玉米300亩、小麦200亩。|种植面积=300亩@actual; 种植面积=200亩@actual",
        "种植小麦500亩。|种植面积=500亩@actual",
        "种植玉米100亩。|种植面积=100亩@actual",
    )  # fmt: skip
    assert found(table, "亩") == {
        ("玉米", ""): [("甲村", 300), ("丙村", 100)],
        ("小麦", ""): [("甲村", 200), ("乙村", 500)],
    }


def test_what_a_village_tells_besides_makes_no_second_sum(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "小麦1720亩。|小麦=1720亩@actual\n夏收小麦1650亩。|夏收小麦=1650亩@actual",
        "小麦1200亩。|小麦=1200亩@actual\n麦子240亩没浇水。|麦子=240亩@actual",
    )
    assert found(table, "亩") == {
        ("小麦", ""): [("甲村", 1720), ("乙村", 1200)],
        ("夏收小麦", ""): [("甲村", 1650)],
        ("麦子", ""): [("乙村", 240)],
    }


def test_a_crop_is_no_share_of_the_land_that_it_grows_on(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "棉花2600亩。|棉花=2600亩@actual", "耕地6840亩，其中棉花4200亩。|耕地=6840亩@actual; 棉花=4200亩@part",
        "玉米1240亩，其中青贮玉米300亩。|玉米=1240亩@actual; 青贮玉米=300亩@part",
    )  # fmt: skip
    assert found(table, "亩")[("棉花", "")] == [("甲村", 2600), ("乙村", 4200)]
    assert ("青贮玉米", "") not in found(table, "亩")


def test_a_bracket_behind_a_figure_tells_of_another(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "温室38座。|温室=38座@actual", "温室40座。|温室=40座@actual",
        "温室大棚：52座（其中本季度新建6座）|温室大棚=52座@actual",
    )  # fmt: skip
    assert found(table, "座") == {("温室", ""): [("甲村", 38), ("乙村", 40), ("丙村", 52)]}


def test_what_was_sold_of_one_thing_is_added_apart_from_other_sales(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "茶卖了60万元。|销售收入=600000元@actual",
        "茶叶销售收入20万元。|销售收入=200000元@actual",
        "牛卖了158万元。\n樱桃卖了9万元。|销售收入=90000元@actual",
    )
    assert found(table, "元") == {
        ("茶叶销售收入", ""): [("甲村", 600000), ("乙村", 200000)],
        ("销售收入", ""): [("丙村", 90000)],
    }


def test_what_was_done_to_one_thing_meets_under_like_names(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "低产竹林改造120亩。|2025Q3:低产竹林改造=120亩@actual",
        "低产竹林改造280亩。|2025Q3:低产竹林改造=280亩@actual",
        "低产改造那个，150亩，这季做的。|2025Q3:低产改造=150亩@actual",
        "低产改造那个，上半年90亩。|2025H1:低产改造=90亩@actual",
    )
    assert found(table, "亩") == {
        ("低产竹林改造", "2025Q3"): [("甲村", 120), ("乙村", 280), ("丙村", 150)],
        ("低产改造", "2025H1"): [("丁村", 90)],
    }


def test_what_was_got_for_two_herds_is_no_part_of_what_crops_brought(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "羊卖了60万元。|销售收入=600000元@actual",
        "卖羊20万元。|销售收入=200000元@actual",
        "苹果卖了158万元。|销售收入=1580000元@actual",
    )
    assert found(table, "元") == {
        ("羊销售收入", ""): [("甲村", 600000), ("乙村", 200000)],
        ("销售收入", ""): [("丙村", 1580000)],
    }


def test_a_row_of_unlike_crops_takes_in_none(told: Callable[..., IndicatorTable]) -> None:
    table = told(
        "草果种了1900亩。|现有:种植面积=1900亩@actual",
        "牧草种植860亩。|现有:种植面积=860亩@actual",
        "草果300亩。|草果=300亩@actual",
        "草果1340亩。|草果=1340亩@actual",
    )
    assert found(table, "亩") == {
        ("草果", ""): [("丙村", 300), ("丁村", 1340), ("甲村", 1900)],
        ("种植面积", "现有"): [("乙村", 860)],
    }


@pytest.mark.parametrize(
    ("settled", "rows"),
    [
        # Whatever the words around it tell, and in the unit of the row in which it was put.
        ("苞谷一千零四十亩。|湖面=1040亩@actual!", {("湖面", ""): [("甲村", 900), ("乙村", 800), ("丙村", 1040)]}),
        ("苞谷一千零四十亩。|其他=1040亩@actual!", {("湖面", ""): [("甲村", 900), ("乙村", 800)],
                                        ("其他", ""): [("丙村", 1040)]}),
    ],
)  # fmt: skip
def test_what_a_person_has_settled_stands_where_she_put_it(
    told: Callable[..., IndicatorTable], settled: str, rows: dict[tuple[str, str], list[tuple[str, int]]]
) -> None:
    corn = ("玉米1860亩。|玉米=1860亩@actual", "玉米700亩。|玉米=700亩@actual")
    ponds = [f"{line}\n湖面{area}亩。|湖面={area}亩@actual" for line, area in zip(corn, (900, 800), strict=True)]
    everything = found(told(*ponds, settled), "亩")
    assert everything.pop(("玉米", "")) == [("甲村", 1860), ("乙村", 700)]
    assert everything == rows


def test_a_settled_value_is_told_in_its_rows_unit(told: Callable[..., IndicatorTable]) -> None:
    (row,) = told(
        "修渠2公里。|修渠=2公里@actual", "修渠3公里。|修渠=3公里@actual", "清淤500米。|修渠=500米@actual!"
    ).rows
    assert (row.unit, [float(entry.value) for entry in row.values]) == ("公里", [2, 3, 0.5])


def test_a_rate_that_a_person_recorded_in_a_row_leaves_its_sum(authored: Author) -> None:
    def report(village: str, *, rate: bool) -> AnnotatedReport:
        annotated = authored("P\nother|鱼塘900亩。|鱼塘=900亩@actual\n", village=village)
        figures = (replace(one, summable=not rate, settled=rate) for one in annotated.indicators)
        return replace(annotated, indicators=tuple(figures))

    for reports in ([report("甲村", rate=False), report("乙村", rate=True)], [report("乙村", rate=True)]):
        for given in (reports, reports[::-1]):
            (row,) = township_table(indicators_frame(given), VILLAGES).rows
            assert row.total == (1800 if len(reports) > 1 else None)


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("党员51人，外出务工372人。|党员=51人@actual; 务工人数=372人@part", True),
        ("党员51人，其中外出务工12人。|党员=51人@actual; 务工人数=12人@part", False),
        # A share of what other sentences tell of.
        ("外出务工372人。|务工人数=372人@part", False),
    ],
)
def test_what_stands_at_its_own_name_is_no_share_of_another(
    line: str, counts: bool, told: Callable[..., IndicatorTable]
) -> None:
    first, rest = line.split("|")
    table = told("外出务工60人。|2025Q3:务工人数=60人@actual", f"{first}|2025Q3:{rest}")
    row = next(row for row in table.rows if row.name == "务工人数")
    assert [value.village for value in row.values] == ["甲村", "乙村"][: 1 + counts]


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("外出务工372人。|务工人数=372人@part", True),
        ("户籍人口2315人，其中外出务工610人。|人口=2315人@actual; 务工人数=610人@part", True),
        ("返乡人员58人，其中外出务工12人。|返乡人员=58人@actual; 务工人数=12人@part", False),
        ("外出务工的里头372人在省外。|务工人数=372人@part", False),
    ],
)
def test_what_several_villages_tell_is_no_share_where_it_is_told_by_itself(
    line: str, counts: bool, told: Callable[..., IndicatorTable]
) -> None:
    first, rest = line.split("|")
    others = [f"外出务工{count}人。|2025Q3:务工人数={count}人@actual" for count in (60, 70, 80)]
    table = told(*others, f"{first}|2025Q3:{rest}")
    row = next(row for row in table.rows if row.name == "务工人数")
    assert len(row.values) == 3 + counts
