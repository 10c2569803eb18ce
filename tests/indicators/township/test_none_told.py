"""Where a village says that it has none of something."""

from __future__ import annotations

import pytest

from huibao.indicators.township.none_told import none_told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("脱贫户29户88人，无监测户。", {("监测户", False), ("监测人口", False)}),
        ("监测户：无", {("监测户", False), ("监测人口", False)}),
        ("目前没有一户监测户。", {("监测户", False), ("监测人口", False)}),
        ("监测对象已清零。", {("监测户", False), ("监测人口", False)}),
        ("本村没有流动党员。", {("流动党员", False)}),
        ("全村无撂荒地，", {("撂荒地", False)}),
        ("没有低保户和搬迁户。", {("低保户", False), ("低保人口", False), ("搬迁户", False), ("搬迁人口", False)}),
        ("本季度无新增监测对象。", {("监测户", True), ("监测人口", True)}),
        # Those that there are; a place or a time other than the village now; what only sounds like it.
        ("没有监测户返贫。", set()),
        ("没有党员干部带头。", set()),
        ("无劳动力监测户3户。", set()),
        ("去年没有监测户。", set()),
        ("力争年底无撂荒地。", set()),
        ("二组没有党员。", set()),
        ("县里没有床位，民政同志帮着想办法。", set()),
        ("全村没有组织。", set()),
        # What did not happen is a complaint as often as a figure.
        ("没有路灯。", set()),
    ],
)
def test_what_is_told_to_be_none(text: str, expected: set[tuple[str, bool]]) -> None:
    assert none_told(text) == expected
