"""Tables with a 合计, as the sentences that ingest makes of their rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from huibao.indicators.extract import extract_report
from huibao.indicators.township.contradiction import contradict
from huibao.ingest.tables import Row, row_texts
from huibao.schema import Paragraph, Report
from huibao.segment.outline import segment
from huibao.taxonomy import Taxonomy
from tests.indicators.township.test_contradiction import told


def statuses(taxonomy: Taxonomy, *lines: str, prose: str = "") -> list[tuple[float, str]]:
    """Value and status of every figure of a report with a table, ``lines``, below a sentence."""
    rows = [Row(number=number, cells=tuple(line.split("|"))) for number, line in enumerate(lines, 1)]
    texts, paragraphs = [prose] if prose else [], []
    if prose:
        paragraphs.append(Paragraph(start=0, end=len(prose), place="第1段"))
    for number, said in row_texts(rows).items():
        start = len("\n".join([*texts, ""]))
        paragraphs.append(
            Paragraph(start=start, end=start + len(said.text), place=f"表1第{number}行", tabular=said.tabular)
        )
        texts.append(said.text)
    report = Report(name="a.docx", text="\n".join(texts), paragraphs=tuple(paragraphs), period="2025Q2")
    return [(figure.value, figure.status) for figure in extract_report(segment(report), taxonomy)]


_BRANCHES = ("支部|走访（户）|调解纠纷（起）", "一支部|156|9", "二支部|203|8", "三支部|98|5")


def test_rows_above_a_total_are_parts_of_it(taxonomy: Taxonomy) -> None:
    assert statuses(taxonomy, *_BRANCHES, "合计|457|22", prose="全村调解纠纷22起。") == [
        (22, "actual"),
        (156, "part"), (9, "part"), (203, "part"), (8, "part"), (98, "part"), (5, "part"),
        (457, "actual"), (22, "actual"),
    ]  # fmt: skip


def test_without_a_total_nothing_is_a_part(taxonomy: Taxonomy) -> None:
    assert {status for _, status in statuses(taxonomy, *_BRANCHES)} == {"actual"}


def test_a_column_that_the_total_leaves_empty_is_not_added_up(taxonomy: Taxonomy) -> None:
    found = dict(statuses(taxonomy, *_BRANCHES, "合计|457|"))
    assert (found[156], found[457], found[9]) == ("part", "actual", "actual")


def test_subtotals_are_parts_of_the_total(taxonomy: Taxonomy) -> None:
    lines = ("村民小组|改厕（户）", "一组|12", "二组|11", "小计|23", "三组|9", "总计|32")
    assert statuses(taxonomy, *lines) == [
        (12, "part"), (11, "part"), (23, "part"), (9, "part"), (32, "actual")
    ]  # fmt: skip


def test_a_total_may_come_first(taxonomy: Taxonomy) -> None:
    assert statuses(taxonomy, "名称|改厕（户）", "合计|23", "一组|12", "二组|11") == [
        (23, "actual"), (12, "part"), (11, "part")
    ]  # fmt: skip


def test_months_are_parts_of_the_total_beside_them(taxonomy: Taxonomy) -> None:
    lines = ("指标|4月|5月|6月|二季度合计", "化解矛盾（起）|12|10|9|31")
    assert statuses(taxonomy, *lines) == [
        (12, "part"), (10, "part"), (9, "part"), (31, "actual")
    ]  # fmt: skip


def test_what_prose_calls_a_total_adds_up_no_table(authored_report: Report, taxonomy: Taxonomy) -> None:
    bare = replace(authored_report, paragraphs=tuple(replace(one, tabular=False) for one in authored_report.paragraphs))
    assert {figure.status for figure in extract_report(segment(bare), taxonomy)} == {"actual"}
    assert {figure.status for figure in extract_report(segment(authored_report), taxonomy)} == {"actual", "part"}


@pytest.fixture
def authored_report() -> Report:
    lines = ("一组：改厕12户。", "合计：改厕12户。")
    starts = (0, len(lines[0]) + 1)
    paragraphs = tuple(
        Paragraph(start=start, end=start + len(line), place=f"表1第{number}行", tabular=True)
        for number, (start, line) in enumerate(zip(starts, lines, strict=True), 2)
    )
    return Report(name="a.docx", text="\n".join(lines), paragraphs=paragraphs)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("一支部：调解纠纷9起。", "二支部：调解纠纷8起。", False),
        ("村内道路：投资9万元。", "户厕改造：投资8万元。", False),
        ("一支部：调解纠纷9起。", "一支部：调解纠纷8起。", True),
        ("合计：调解纠纷9起。", "全村调解纠纷8起。", True),
    ],
)
def test_what_is_told_of_two_subjects_is_no_contradiction(one: str, other: str, expected: bool) -> None:
    name, unit = ("矛盾调解", "件") if "纠纷" in one else ("投入资金", "元")
    factor = "" if unit == "件" else "0000"
    assert contradict(name, unit, [told("9" + factor, one, 1), told("8" + factor, other, 2)]) is expected


def told_of_people(taxonomy: Taxonomy, text: str) -> list[tuple[str, int, str]]:
    report = Report(
        name="a.txt", text=text, paragraphs=(Paragraph(start=0, end=len(text), place="第1段"),), period="2025Q3"
    )
    figures = extract_report(segment(report), taxonomy)
    units = ("户", "人", "户次")
    return [(figure.name, int(figure.value), figure.status) for figure in figures if figure.unit in units]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # People that follow households at once are theirs.
        ("全村监测户2户3人，脱贫户8户15人。",
         [("监测户", 2, "actual"), ("监测人口", 3, "actual"), ("脱贫户", 8, "actual"), ("脱贫人口", 15, "actual")]),
        # Groups beside each other are no shares of each other, whatever else the report counts.
        ("走访脱贫户和监测户438户次。全村脱贫户132户371人，监测户14户36人，其中已消除风险9户。",
         [("走访", 438, "actual"), ("脱贫户", 132, "actual"), ("脱贫人口", 371, "actual"), ("监测户", 14, "actual"),
          ("监测人口", 36, "actual"), ("风险消除户", 9, "part")]),
        # The place itself, however it is called.
        ("我村共98户231人，脱贫户37户84人。",
         [("户数", 98, "actual"), ("人口", 231, "actual"), ("脱贫户", 37, "actual"), ("脱贫人口", 84, "actual")]),
        ("对岸就是山，村里96户203人。", [("户数", 96, "actual"), ("人口", 203, "actual")]),
        ("石桥村共74户158人，以养殖为主。", [("户数", 74, "actual"), ("人口", 158, "actual")]),
        ("草场面积31.6万亩，牧户142户437人。", [("户数", 142, "actual"), ("人口", 437, "actual")]),
    ],
)  # fmt: skip
def test_households_and_their_people(taxonomy: Taxonomy, text: str, expected: list[tuple[str, int, str]]) -> None:
    assert told_of_people(taxonomy, text) == expected


def test_what_people_behind_them_are_called_their_households_are(taxonomy: Taxonomy) -> None:
    told = told_of_people(taxonomy, "嘎查有监测户4户13人，现已有1户4人消除风险。")
    assert [name for name, _, _ in told] == ["监测户", "监测人口", "风险消除户", "风险消除人口"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成户厕改造18座，累计改造201座。", [(18, "actual"), (201, "actual")]),
        ("户厕改造完成32座，累计完成238座。", [(32, "actual"), (238, "actual")]),
        ("累计改造户厕201座，其中三季度18座。", [(201, "actual"), (18, "part")]),
    ],
)
def test_what_went_into_a_running_total_is_no_share_of_it(
    taxonomy: Taxonomy, text: str, expected: list[tuple[int, str]]
) -> None:
    report = Report(
        name="a.txt", text=text, paragraphs=(Paragraph(start=0, end=len(text), place="第1段"),), period="2025Q3"
    )
    assert [(int(figure.value), figure.status) for figure in extract_report(segment(report), taxonomy)] == expected
