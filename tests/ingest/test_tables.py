from __future__ import annotations

import pytest

from huibao.ingest.tables import Row, row_sentences, tells_figures


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
        (["项目|责任人|进度", "修路|李明|完成八成"], ["修路：责任人李明，进度完成八成。"]),
        (["指标|数量|备注", "监测户|24户|"], ["监测户：数量24户。"]),
        (["指标|数量", "监测户|"], []),
        (["指标|数量", "|24户"], ["数量24户。"]),
        (["监测户|24户", "公益岗|12个"], ["监测户，24户。", "公益岗，12个。"]),
        (["指标|4月|5月|合计", "排查隐患（处）|31|25|56"], ["排查隐患：4月31处，5月25处，合计56处。"]),
        (["品种（头）|2025年末存栏|2026年目标", "肉牛|1860|2040"], ["肉牛：2025年末存栏1860，2026年目标2040。"]),
        (["类别|2025年|1-9月完成", "肉牛（头）|1860|2040"], ["肉牛：2025年1860头，1-9月完成2040头。"]),
        (["项目|2024|2025", "肉牛（头）|1860|2040"], ["肉牛：2024年1860头，2025年2040头。"]),
        (["脱贫人口|2025|2031", "监测人口|31|30"], ["脱贫人口，2025，2031。", "监测人口，31，30。"]),
        (["路修好了。"], ["路修好了。"]),
        (["|", " 甲|乙。"], [" 甲，乙。"]),
    ],
)
def test_a_row_reads_as_a_sentence(lines: list[str], expected: list[str]) -> None:
    assert [sentence for _, sentence in row_sentences(rows(*lines))] == expected


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
    assert tells_figures(*rows(line)) is expected


def test_rows_keep_their_numbers() -> None:
    assert row_sentences(rows("指标|数量", "监测户|24户", "|", "公益岗|12个")) == [
        (2, "监测户：数量24户。"),
        (4, "公益岗：数量12个。"),
    ]


def test_a_header_that_the_source_marks_is_believed() -> None:
    lines = rows("谁|做什么", "李明|修路")
    assert [text for _, text in row_sentences(lines)] == ["谁，做什么。", "李明，修路。"]
    assert [text for _, text in row_sentences(lines, marked_header=True)] == ["李明：做什么修路。"]


def test_a_row_of_another_width_is_listed() -> None:
    assert [text for _, text in row_sentences(rows("指标|数量", "监测户|24户", "合计|24户|无"))] == [
        "监测户：数量24户。",
        "合计，24户，无。",
    ]


def test_a_row_that_is_one_number_tells_nothing_and_breaks_nothing() -> None:
    assert not tells_figures(Row(number=1, cells=("2025",)))


def test_no_rows_no_sentences() -> None:
    assert row_sentences([]) == []
