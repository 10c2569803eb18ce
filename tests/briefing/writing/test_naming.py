"""What a draft calls its township and its time."""

from __future__ import annotations

import pytest

from huibao.briefing.writing.naming import main_periods, period_name, township_name
from tests.conftest import plain_report

_ANYBODY = ("石桥村三季度汇报", "我村修了路。")


def _township(*reports: tuple[str, str]) -> str:
    return township_name([plain_report(text, title=title) for title, text in (_ANYBODY, *reports)])


@pytest.mark.parametrize(
    "report",
    [
        ("清溪镇上坪村三季度汇报", "修了路。"),
        ("上坪村汇报", "清溪镇党委：\n现将情况汇报如下。"),
        ("上坪村汇报", "上坪村位于清溪镇西部，修了路。"),
        ("在清溪镇2025年总结会上的发言", "修了路。"),
        ("上坪村汇报", "修了路。\n清溪镇上坪村村委会\n"),
        ("上坪村总结", f"上坪村总结\n清溪镇上坪村驻村专干 李明\n{'修了路。' * 30}"),
        ("上坪村总结", f"上坪村总结\n（清溪镇上坪村 工作队员 李明）\n{'修了路。' * 30}"),
    ],
)
def test_one_report_that_names_the_township_is_enough(report: tuple[str, str]) -> None:
    assert _township(report) == "清溪镇"


def test_most_reports_decide_and_a_title_is_worth_more_than_the_text() -> None:
    named = ("柳河村汇报", "中共白马镇党委、镇政府：")
    assert _township(named, named, ("清溪镇上坪村汇报", "修了路。")) == "清溪镇"
    assert _township(named, named, ("上坪村汇报", "清溪镇党委：")) == "白马镇"


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("恳请镇党委支持。", "××镇"),
        ("在全镇位于前列，建议镇政府支持。", "××镇"),
        ("尊敬的镇党委：", "××镇"),
        ("请乡里支持，按乡政府要求办。", "××乡"),
        ("修了路。", "××镇"),
    ],
)
def test_a_township_that_nobody_names_is_left_blank(text: str, blank: str) -> None:
    assert _township(("上坪村汇报", text)) == blank


@pytest.mark.parametrize(
    ("periods", "printed"),
    [
        (["2025M09", "2025Q3"], "2025年第三季度"),
        (["2025Q3", "2025Q3", "2025M10", ""], "2025年第三季度"),
        (["2025Q4", "2025Q3"], "2025年第三季度至第四季度"),
        (["2025Q1", "2024Q4"], "2024年第四季度至2025年第一季度"),
        (["2024", "2025"], "2024年至2025年"),
        ([*["2025Q3"] * 3, "2025Q2"], "2025年第三季度"),
        (["2025Q3", "2025Q3", "2025M01-M09"], "2025年第三季度"),
        (["Q3", "Q3", "2025Q3"], "2025年第三季度"),
        (["Q3", "M09"], "第三季度"),
        ([], ""),
    ],
)
def test_a_batch_is_of_one_time(periods: list[str], printed: str) -> None:
    assert period_name(main_periods(periods)) == printed
