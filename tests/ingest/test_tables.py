from __future__ import annotations

import pytest

from huibao.ingest.tables import Row, prose_rows, row_texts


def texts(lines: list[Row], *, marked_header: bool = False) -> list[str]:
    return [said.text for said in row_texts(lines, marked_header=marked_header).values()]


def rows(*lines: str) -> list[Row]:
    return [Row(number=number, cells=tuple(line.split("|"))) for number, line in enumerate(lines, 1)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["指标|三季度|去年同期", "监测户|14户|16户"], ["监测户：三季度14户，去年同期16户。"]),
        (["指标|数量", "西瓜种植面积（亩）|860"], ["西瓜种植面积：数量860亩。"]),
        (["村名|面积（亩）", "石桥村|1200"], ["石桥村：面积1200亩。"]),
        (["指标|单位|数量", "监测户|户|24"], ["监测户：数量24户。"]),
        (["序号|指标|数量", "1|监测户|24户", "2|公益岗|12个"], ["监测户：数量24户。", "公益岗：数量12个。"]),
        (["项目|责任人|进度", "修路|李明|完成八成"], ["修路完成八成（责任人李明）。"]),
        (["指标|数量|备注", "监测户|24户|"], ["监测户：数量24户。"]),
        (["指标|数量", "监测户|"], []),
        (["指标|数量", "|24户"], ["数量24户。"]),
        (["监测户|24户", "公益岗|12个"], ["监测户24户。", "公益岗12个。"]),
        (["低保户。|24户|66人", "五保户、|3户|无"], ["低保户24户，66人。", "五保户3户，无。"]),
        (["开工|9月|完成60%"], ["开工，9月，完成60%。"]),
        (["老三|2亩|已栽"], ["老三，2亩，已栽。"]),
        (["户主|第1次|第2次", "赵三|2|3"], ["赵三：第1次2，第2次3。"]),
        (["组别|缴费400元|缴费200元", "一组|12|20"], ["一组：缴费400元12，缴费200元20。"]),
        (["生产桥|新建2座|计划5座", "路灯|坏了23盏|97盏"], ["生产桥，新建2座，计划5座。", "路灯，坏了23盏，97盏。"]),
        (["指标|4月|5月|合计", "排查隐患（处）|31|25|56"], ["排查隐患：4月31处，5月25处，合计56处。"]),
        (["品种（头）|2025年末存栏|2026年目标", "肉牛|1860|2040"], ["肉牛：2025年末存栏1860头，2026年目标2040头。"]),
        (["类别|2025年|1-9月完成", "肉牛（头）|1860|2040"], ["肉牛：2025年1860头，1-9月完成2040头。"]),
        (["项目|2024|2025", "肉牛（头）|1860|2040"], ["肉牛：2024年1860头，2025年2040头。"]),
        (["脱贫人口|2025|2031", "监测人口|31|30"], ["脱贫人口，2025，2031。", "监测人口，31，30。"]),
        (["单位|户数|人口", "石桥村|260|851"], ["石桥村：户数260，人口851。"]),
        (["责任人|种植面积（亩）|户数（户）", "张三|20|2"], ["张三：种植面积20亩，户数2户。"]),
        (["品种（亩）|面积|产值", "玉米|20|12"], ["玉米：面积20亩，产值12。"]),
        (["路修好了。"], ["路修好了。"]),
        (["|", " 甲|乙。"], [" 甲，乙。"]),
    ],
)
def test_a_row_reads_as_a_sentence(lines: list[str], expected: list[str]) -> None:
    assert texts(rows(*lines)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # A cell that tells by itself needs no head; a bare amount does.
        (
            [
                "项目|规模|总投资（万元）|进度",
                "停车场|60个车位|38|未开工，土地手续未批",
                "污水站|日处理50吨|65|建成未通电",
            ],
            [
                "停车场：规模60个车位，总投资38万元，未开工，土地手续未批。",
                "污水站：日处理50吨，总投资65万元，建成未通电。",
            ],
        ),
        # Fields of work sort the rows; each part of a cell is told of its subject.
        (
            [
                "类别|工作内容|完成情况",
                "乡村建设|通组公路|硬化2.4公里",
                "产业|大棚|建成18个；余下6个空置。",
                "治理|党建|党课3次",
            ],
            [
                "【乡村建设】通组公路硬化2.4公里。",
                "【产业】大棚建成18个。大棚余下6个空置。",
                "【党建】党课3次。",
            ],
        ),
        (["板块|完成情况", "产业发展|新栽茶300亩"], ["【产业发展】新栽茶300亩。"]),
        # A subject that is a statement stays one.
        (["序号|问题|原因", "1|灌溉没保障|闸门坏了"], ["灌溉没保障，原因是闸门坏了。"]),
        (
            ["问题|整改措施|整改时限|责任人", "路灯不亮|更换灯泡30盏|11月|李明", "台账不全|专人管理|长期|王芳"],
            [
                "路灯不亮。整改措施：于11月底前更换灯泡30盏（责任人李明）。",
                "台账不全。整改措施：专人管理（责任人王芳，整改时限长期）。",
            ],
        ),
        (
            ["事项|时限|责任人", "修复渠道800米|明年3月底|陈家旺", "6个大棚投产|12月底前|汤明"],
            ["于明年3月底前修复渠道800米（责任人陈家旺）。", "6个大棚投产，于12月底前完成（责任人汤明）。"],
        ),
        (
            ["项目|进度|计划完工", "冷库|厂房完工，设备未到|8月", "护坡|已完工|7月"],
            ["冷库厂房完工，设备未到，于8月底前完成。", "护坡已完工（计划完工7月）。"],
        ),
        (
            ["事项|需镇里支持", "饮水管网老化，三个组断水|请协调资金"],
            ["饮水管网老化，三个组断水。需镇里支持：请协调资金。"],
        ),
        # 自来水 | 已通: the head is what it is told of.
        (["小组名称|人口|自来水|困难", "一组|54|已通，靠泵送到户|无"], ["一组：人口54，自来水已通，靠泵送到户。"]),
        (["项目|公厕|说明", "文化广场|无|由县里负责验收了"], ["文化广场：公厕无，说明由县里负责验收了。"]),
        (["事项|办理情况", "断头路|我们已上报"], ["断头路，我们已上报。"]),
    ],
)
def test_a_cell_that_tells_is_told_of_the_rows_subject(lines: list[str], expected: list[str]) -> None:
    assert texts(rows(*lines)) == expected


@pytest.mark.parametrize(
    ("lines", "above", "expected"),
    [
        # A unit over the table is that of its bare figures, but not of what counts in another.
        (["来源|2024年|2025年", "租金|3.2|3.6"], ["表1 收入（单位：万元）"], ["租金：2024年3.2万元，2025年3.6万元。"]),
        (["项目|户数|投资额", "改厕|12|3.6"], ["表1", "单位：万元"], ["改厕：户数12，投资额3.6万元。"]),
        (
            ["指标|本季", "集体收入|3.6", "监测户|9"],
            ["单位：万元、户"],
            ["集体收入：本季3.6万元。", "监测户：本季9户。"],
        ),
        (["项目|预算数", "保洁|36000"], ["单位：元"], ["保洁：预算数36000元。"]),
        (["项目|本季", "租金|3.6"], ["单位：县水利局"], ["租金：本季3.6。"]),
        (["单位：万元|", "来源|本季", "租金|3.6"], [], ["单位：万元。", "租金：本季3.6万元。"]),
        # The head's own unit goes before the row's, and a growth has none of both.
        (
            ["指标|单位|本季|同比(%)|投资/万元", "改厕|户|12|27.6|3.5"],
            [],
            ["改厕：本季12户，同比27.6%，投资3.5万元。"],
        ),
        (["指标|单位|本季|同比", "改厕|户|12|27.6"], [], ["改厕：本季12户，同比27.6。"]),
        (
            ["指标|本季（或3月末）|2025年（预计）", "改厕（户）|12|60"],
            [],
            ["改厕：本季12户，2025年（预计）60户。"],
        ),
        # Shares of a row are told in its unit.
        (
            ["指标|本季", "集体收入（万元）|27", "其中：租金|15", "分红|12", "羊出栏（只）|380"],
            [],
            ["集体收入：本季27万元。", "其中：租金：本季15万元。", "分红：本季12万元。", "羊出栏：本季380只。"],
        ),
        # A planned amount is no next step, and a stroke no figure.
        (["项目|计划投资（万元）|到位资金（万元）", "冷库|120|—"], [], ["冷库：计划投资120万元。"]),
        (["指标|编号|数量", "监测户|3|24户"], [], ["监测户：数量24户。"]),
        # Tables beside one another, and labels with their figures.
        (
            ["收入项目|金额（元）|支出项目|金额（元）", "租金|36000|保洁|27000", "光伏|2100||"],
            [],
            ["租金：金额36000元。保洁：金额27000元。", "光伏：金额2100元。"],
        ),
        (["户数|255|耕地（亩）|1240", "党员（人）|36||"], [], ["户数255。耕地1240亩。", "党员36人。"]),
        (["指标|完成任务%", "改厕（户）|68"], [], ["改厕：完成任务68%。"]),
        # Two rows of heads.
        (
            ["指标|集体收入（万元）||务工", "|本季|去年同期|本季", "一组|3.2|2.8|41", "二组|2.6|2.5|38"],
            [],
            [
                "一组：集体收入本季3.2万元，集体收入去年同期2.8万元，务工本季41。",
                "二组：集体收入本季2.6万元，集体收入去年同期2.5万元，务工本季38。",
            ],
        ),
    ],
)
def test_figures_take_their_unit_from_head_row_or_table(
    lines: list[str], above: list[str], expected: list[str]
) -> None:
    assert [said.text for said in row_texts(rows(*lines), above=above).values()] == expected


def test_long_cells_are_told_in_a_row_only_where_a_header_says_what_they_are() -> None:
    long = "建成18个，" * 10
    assert prose_rows(rows("类别|项目|进展", f"产业|大棚|{long}")) == set()
    assert prose_rows(rows("项目|内容", f"存在问题|{long}")) == {2}
    assert prose_rows(rows(f"大棚|{long}")) == {1}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("三支部|20|98户次", True),
        ("修路|86万元|衔接资金|已完工", True),
        ("合计|123.3", True),
        ("1|饮水管网老化|请镇里帮忙协调解决", False),
        ("存在问题|饮水管网老化3公里", False),
        ("饮水|管网老化，三个组吃不上水|45", False),
        ("1|监测户|24", True),
        ("饮水管网老化|45|恳请镇里帮助解决资金", False),
        ("24户监测户逐户落实了帮扶措施。", False),
    ],
)
def test_a_row_of_figures_is_told_from_one_of_prose(line: str, expected: bool) -> None:
    (said,) = row_texts(rows(line)).values()
    assert said.tabular is expected


def test_rows_keep_their_numbers() -> None:
    said = row_texts(rows("指标|数量", "监测户|24户", "|", "公益岗|12个"))
    assert {number: one.text for number, one in said.items()} == {2: "监测户：数量24户。", 4: "公益岗：数量12个。"}


def test_a_header_that_the_source_marks_is_believed() -> None:
    lines = rows("谁|做什么", "李明|修路")
    assert texts(lines) == ["谁，做什么。", "李明，修路。"]
    assert texts(lines, marked_header=True) == ["李明修路。"]


def test_a_row_of_another_width_is_listed() -> None:
    assert texts(rows("指标|数量", "监测户|24户", "合计|24户|无")) == [
        "监测户：数量24户。",
        "合计24户，无。",
    ]


def test_a_row_that_is_one_number_tells_nothing_and_breaks_nothing() -> None:
    (said,) = row_texts([Row(number=1, cells=("2025",))]).values()
    assert not said.tabular


def test_no_rows_no_sentences() -> None:
    assert row_texts([]) == {}
