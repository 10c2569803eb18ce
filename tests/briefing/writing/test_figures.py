"""Figures of a draft: read back from their sentences, and doubted only where one thing has two values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from huibao.briefing.make import gather
from huibao.briefing.writing.doubts import doubtful_sentences
from huibao.briefing.writing.figures import indicator_appendix, reads_value, summed_figures
from huibao.indicators.extract import extract_report
from huibao.schema import Source
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored


@pytest.mark.parametrize(
    ("text", "value", "read"),
    [
        ("硬化产业路600米。", 0.6, True),
        ("硬化产业路600米。", 600, True),
        ("硬化产业路600米。", 6, False),
        ("卖出花椒三千斤。", 1.5, True),
        ("卖出花椒三千斤。", 15, False),
        ("修路三公里半。", 3.5, True),
    ],
)
def test_a_value_is_read_in_its_own_unit_and_in_the_one_it_was_added_in(text: str, value: float, read: bool) -> None:
    assert reads_value(Source(report="a", village="石桥村", index=0, text=text), value) is read


_LINE = "achievement.industry|{0}|{1}\n"


@pytest.mark.parametrize(
    ("first", "second", "doubted"),
    [
        (("全村种植茶叶500亩。", "种植面积=500亩@actual"), ("全村种植茶叶450亩。", "种植面积=450亩@actual"), True),
        (("全村种植茶叶500亩。", "种植面积=500亩@actual"), ("水稻300亩已经收割。", "种植面积=300亩@actual"), False),
        (("全村监测户12户。", "监测户=12户@actual"), ("目前监测户9户。", "监测户=9户@actual"), True),
        (("西瓜种植面积：500亩。", "种植面积=500亩@actual"), ("花生种植面积：300亩。", "种植面积=300亩@actual"), False),
        (("监测户12户已上门。", "监测户=12户@actual"), ("新增监测户2户，已上报。", "监测户=2户@actual"), False),
        (("监测户12户已上门。", "监测户=12户@actual"), ("监测户12户都好。", "监测户=12户@actual"), False),
    ],
)
def test_only_one_thing_with_two_values_is_doubted(
    first: tuple[str, str], second: tuple[str, str], doubted: bool, authored: Authored, taxonomy: Taxonomy
) -> None:
    text = "H|一、工作\nP\n" + _LINE.format(*first) + _LINE.format(*second)
    other = "H|一、工作\nP\n" + _LINE.format(*first)
    batch = gather([authored(text, village="石桥村"), authored(other, village="柳河村")], taxonomy)
    appendix = indicator_appendix(batch.table)
    assert bool(doubtful_sentences(batch.table)) is doubted
    assert any("待核实" in cell for row in appendix.rows for cell in row) is doubted


def test_a_distance_is_in_no_sum(authored: Authored, taxonomy: Taxonomy) -> None:
    built = [f"H|一、工作\nP\nachievement.construction|硬化产业路{n}公里。\n" for n in (2, 3, 4)]
    far = "H|一、工作\nP\nachievement.construction|去镇上要走42公里山路，如今有了班车。\n"
    villages = ("石桥村", "柳河村", "杨树村", "上坪村")
    reports = [authored(text, village=village) for text, village in zip([*built, far], villages, strict=True)]
    read = [replace(annotated, indicators=extract_report(annotated, taxonomy)) for annotated in reports]
    roads = next(row for row in gather(read, taxonomy).table.rows if row.name == "道路建设")
    assert (float(roads.total or 0), roads.silent) == (9.0, ("上坪村",))


def test_several_crops_of_one_village_are_shown_and_like_ones_are_added(authored: Authored, taxonomy: Taxonomy) -> None:
    crops = "H|一、工作\nP\n" + "".join(
        _LINE.format(f"{crop}{area}亩。", f"种植面积={area}亩@actual")
        for crop, area in (("种茶", 500), ("种水稻", 300))
    )
    other = "H|一、工作\nP\n" + _LINE.format("种茶100亩。", "种植面积=100亩@actual")
    batch = gather([authored(crops, village="石桥村"), authored(other, village="柳河村")], taxonomy)
    rows = [(name, total, values) for name, total, _, values, _ in indicator_appendix(batch.table).rows]
    assert rows == [
        ("茶叶", "600亩", "石桥村500亩；柳河村100亩"),
        ("种植面积", "300亩", "石桥村300亩；另单列、未计入合计的有柳河村茶叶100亩"),
    ]


def test_what_may_be_a_slip_is_marked_in_the_appendix(authored: Authored, taxonomy: Taxonomy) -> None:
    areas = {"石桥村": 30, "柳河村": 28, "杨树村": 33, "上坪村": 3000}
    reports = [
        authored("H|一、工作\nP\n" + _LINE.format(f"种茶{area}亩。", f"种植面积={area}亩@actual"), village=village)
        for village, area in areas.items()
    ]
    ((*_, values, _),) = indicator_appendix(gather(reports, taxonomy).table).rows
    assert values == "石桥村30亩；柳河村28亩；杨树村33亩；上坪村3000亩（疑似笔误）"


def test_a_core_indicator_is_shown_if_one_village_alone_reports_it(authored: Authored, taxonomy: Taxonomy) -> None:
    told = (
        "H|一、工作\nP\n"
        + _LINE.format("装灯30盏。", "路灯=30盏@actual")
        + _LINE.format("建桥2座。", "桥梁=2座@actual")
    )
    silent = "H|一、工作\nP\n" + _LINE.format("种茶。", "")
    batch = gather([authored(told, village="石桥村"), authored(silent, village="柳河村")], taxonomy)
    assert [(row[0], row[4]) for row in indicator_appendix(batch.table).rows] == [("路灯", "柳河村")]


def test_posts_told_as_posts_and_as_persons_are_one_row(authored: Authored, taxonomy: Taxonomy) -> None:
    posts = ("公益岗=10个@actual", "公益岗=18人@actual", "公益岗=79人@actual")
    reports = [
        authored("H|一、工作\nP\n" + _LINE.format(f"公益岗{figure[4:-7]}。", figure), village=village)
        for figure, village in zip(posts, ("石桥村", "柳河村", "杨树村"), strict=True)
    ]
    [row] = gather(reports, taxonomy).table.rows
    assert (row.unit, float(row.total or 0)) == ("人", 107)


def test_what_two_reports_say_of_two_times_is_no_contradiction(authored: Authored, taxonomy: Taxonomy) -> None:
    def doubted(*periods: str) -> bool:
        reports = []
        for n, period in enumerate(periods, 11):
            text = f"H|一、工作\nP\nachievement.poverty|全村监测户{n}户。|监测户={n}户@actual\n"
            annotated = authored(text, village="石桥村")
            reports.append(replace(annotated, report=replace(annotated.report, name=f"{n}.txt", period=period)))
        return bool(doubtful_sentences(gather(reports, taxonomy).table))

    assert doubted("2025Q3", "2025Q3")
    assert not doubted("2024Q4", "2025Q3")


def _summed(authored: Authored, taxonomy: Taxonomy, name: str, unit: str, *told: str) -> tuple[list[str], list[str]]:
    """Names of the sums that a draft may tell over villages that say these sentences, and the appendix's values."""
    reports = []
    for village, one in zip(("石桥村", "柳河村", "杨树村", "上坪村"), told, strict=False):
        text, crop, value = one.split("|")
        line = _LINE.format(text, f"{name.format(crop)}={value}{unit}@actual")
        reports.append(authored(f"H|一、工作\nP\n{line}", village=village))
    batch = gather(reports, taxonomy)
    sums = summed_figures(batch.table, batch.points, taxonomy, "")
    return [figure.name for figure in sums], [row[3] for row in indicator_appendix(batch.table).rows]


def test_unlike_things_of_one_name_are_summed_in_no_sentence(authored: Authored, taxonomy: Taxonomy) -> None:
    cattle = ("存栏肉牛420头。||420", "存栏肉牛300头。||300")
    told, _ = _summed(authored, taxonomy, "养殖规模", "头", *cattle, "存栏黄牛280头。||280")
    assert told == ["养殖规模"]
    told, values = _summed(authored, taxonomy, "养殖规模", "头", cattle[0], "存栏生猪800头。||800")
    assert (told, values) == ([], ["石桥村420头（牛）；柳河村800头（猪）"])


def _sums_of(
    authored: Authored, taxonomy: Taxonomy, lines: Mapping[str, Sequence[str]]
) -> list[tuple[str, tuple[str, ...], str]]:
    """Of each sum that a draft may tell its name, the villages of which none was read, and the one with several."""
    reports = [
        authored("H|一、工作\nP\n" + "".join(_LINE.format(*line.split("|")) for line in told), village=village)
        for village, told in lines.items()
    ]
    batch = gather(reports, taxonomy)
    return [
        (one.name, one.unread, one.ambiguous) for one in summed_figures(batch.table, batch.points, taxonomy, "2025Q3")
    ]


def test_a_sum_says_of_whom_nothing_was_read_and_who_tells_two(authored: Authored, taxonomy: Taxonomy) -> None:
    villages = ("石桥村", "柳河村", "杨树村")
    lamps: dict[str, Sequence[str]] = {
        name: (f"装路灯{n}盏。|路灯={n}盏@actual",) for n, name in enumerate(villages, 11)
    }
    silent: dict[str, Sequence[str]] = {"上坪村": ("种茶。|",)}
    assert _sums_of(authored, taxonomy, lamps | silent) == [("路灯", ("上坪村",), "")]
    again = "广场边的路灯6盏也亮了。|路灯=6盏@actual"
    assert _sums_of(authored, taxonomy, {**lamps, "石桥村": (*lamps["石桥村"], again)}) == [("路灯", (), "石桥村")]
    # What no word names is in no doubt with what is named.
    unnamed = "八十岁往上的有6盏。|路灯=6盏@actual"
    assert _sums_of(authored, taxonomy, {**lamps, "石桥村": (*lamps["石桥村"], unnamed)}) == [("路灯", (), "")]
    both: dict[str, Sequence[str]] = {name: (*lamps[name], again) for name in ("石桥村", "柳河村")}
    assert _sums_of(authored, taxonomy, lamps | both) == []


@pytest.mark.parametrize(("name", "summed"), [("受灾面积", False), ("损失", False), ("种植面积", True)])
def test_what_befell_villages_is_no_sum_of_deeds(
    name: str, summed: bool, authored: Authored, taxonomy: Taxonomy
) -> None:
    unit = "元" if name == "损失" else "亩"
    told = zip(("石桥村", "柳河村", "杨树村"), (210, 120, 95), strict=True)
    lines = {village: (f"茶园{name}{n}{unit}。|{name}={n}{unit}@actual",) for village, n in told}
    assert bool(_sums_of(authored, taxonomy, lines)) is summed


def test_of_one_matter_one_sum_is_enough(authored: Authored, taxonomy: Taxonomy) -> None:
    lines = {
        name: (f"矛盾纠纷{n}件，调解{n}件。|矛盾纠纷={n}件@actual; 矛盾调解={n}件@actual",)
        for n, name in enumerate(("石桥村", "柳河村", "杨树村"), 5)
    }
    assert len(_sums_of(authored, taxonomy, lines)) == 1


def test_unlike_things_are_summed_by_kind_in_the_appendix(authored: Authored, taxonomy: Taxonomy) -> None:
    lines = {"石桥村": ("肉牛", 420), "杨树村": ("生猪", 800)}
    reports = [
        authored(f"H|一、工作\nP\n{_LINE.format(f'存栏{kind}{n}头。', f'养殖规模={n}头@actual')}", village=village)
        for village, (kind, n) in lines.items()
    ]
    ((_, total, *_),) = indicator_appendix(gather(reports, taxonomy).table).rows
    assert total == "猪800头、牛420头"


def test_a_crop_that_is_told_apart_is_named_beside_the_sum(authored: Authored, taxonomy: Taxonomy) -> None:
    told, (values,) = _summed(
        authored, taxonomy, "{}", "亩",
        "种植面积420亩。|种植面积|420", "种植面积300亩。|种植面积|300", "种植面积280亩。|种植面积|280",
        "柑橘种植面积320亩。|柑橘|320",
    )  # fmt: skip
    assert told == []
    assert values.endswith("；另单列、未计入合计的有上坪村柑橘320亩")


def test_who_says_that_it_has_none_is_shown_and_not_silent(authored: Authored, taxonomy: Taxonomy) -> None:
    lines = {"石桥村": "监测户24户。", "柳河村": "全村无监测户。", "杨树村": "种茶。"}
    reports = []
    for village, text in lines.items():
        figure = "监测户=24户@actual" if "24" in text else ""
        told = authored("H|一、工作\nP\n" + _LINE.format(text, figure), village=village)
        reports.append(replace(told, indicators=tuple(replace(one, period="现有") for one in told.indicators)))
    ((name, total, _, values, silent),) = indicator_appendix(gather(reports, taxonomy).table).rows
    assert (name, total, values, silent) == ("监测户", "24户", "石桥村24户；柳河村无", "杨树村")


def test_the_appendix_says_which_totals_their_parts_do_or_do_not_come_to(
    authored: Authored, taxonomy: Taxonomy
) -> None:
    incomes = {
        "石桥村": ["集体收入21.3万元（租金14万元、光伏6万元）。|213000"],
        "柳河村": ["集体收入18.6万元。|186000", "集体收入16.8万元，其中租金10.6万元、光伏6.2万元。|168000"],
    }
    reports = []
    for village, told in incomes.items():
        lines = [one.split("|") for one in told]
        cells = [_LINE.format(text, f"村级集体经济收入={figure}元@actual") for text, figure in lines]
        reports.append(authored("H|一、工作\nP\n" + "".join(cells), village=village))
    ((_, _, _, values, _),) = indicator_appendix(gather(reports, taxonomy).table).rows
    assert values == (
        "石桥村21.3万元（与所列分项相加不符，待核实）；"
        "柳河村18.6万元（待核实）；柳河村16.8万元（待核实，所列分项相加正是此数）"
    )


def test_an_area_told_twice_is_doubtful_though_it_goes_by_the_crop(authored: Authored, taxonomy: Taxonomy) -> None:
    lines = (("现有茶园1200亩。", "茶园=1200亩@actual"), ("全村1020亩茶园。", "茶园=1020亩@actual"))
    told = authored("H|一、工作\nP\n" + "".join(_LINE.format(*line) for line in lines), village="石桥村")
    told = replace(told, indicators=tuple(replace(one, period="现有") for one in told.indicators))
    planted = authored("H|一、工作\nP\n" + _LINE.format("种植面积300亩。", "种植面积=300亩@actual"), village="柳河村")
    table = gather([told, planted], taxonomy).table
    assert len(doubtful_sentences(table)) == 2
    ((_, _, _, values, silent),) = indicator_appendix(table).rows
    assert values == "柳河村300亩；另单列、未计入合计的有石桥村茶园1200亩（待核实）、石桥村茶园1020亩（待核实）"
    assert silent == "无"


@pytest.mark.parametrize(
    ("so_far", "quarter", "expected"),
    [
        # 1—9月 by three, the quarter by two; and the other way round; of as many, the draft's own time.
        (3, 2, ("前三季度", 60.0, ("第三季度", ("丁村", "戊村")))),
        (2, 3, ("", 120.0, ("前三季度", ("甲村", "乙村")))),
        (3, 3, ("", 150.0, ("前三季度", ("甲村", "乙村", "丙村")))),
    ],
)
def test_a_sum_is_of_the_time_that_most_villages_tell(
    so_far: int,
    quarter: int,
    expected: tuple[str, float, tuple[str, tuple[str, ...]]],
    authored: Authored,
    taxonomy: Taxonomy,
) -> None:
    periods = ["2025M01-M09"] * so_far + ["2025Q3"] * quarter
    reports = []
    for number, (village, period) in enumerate(zip("甲乙丙丁戊己", periods, strict=False), 1):
        told = authored(
            f"H|一、工作\nP\nachievement.governance|调解{number}0件。|矛盾调解={number}0件@actual\n",
            village=f"{village}村",
        )
        reports.append(replace(told, indicators=(replace(told.indicators[0], period=period),)))
    batch = gather(reports, taxonomy)
    (figure,) = summed_figures(batch.table, batch.points, taxonomy, "2025Q3")
    assert (figure.when, figure.total, figure.elsewhen) == expected
