from __future__ import annotations

import pytest

from huibao.briefing.audit.tellers import groups_of, tellers

_VILLAGES = ("石桥村", "柳河村", "杨树村")


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("石桥村修路3公里。", "3", ["石桥村"]),
        ("石桥村12户，柳河村15户。", "15", ["柳河村"]),
        ("石桥村、柳河村共建水渠3公里。", "3", ["石桥村", "柳河村"]),
        ("石桥村、柳河村等3个村修路9公里。", "9", []),
        ("石桥村到柳河村学习，种桃120亩。", "120", ["石桥村", "柳河村"]),
        ("石桥村引导12户加入柳河村的合作社，又流转水面180亩。", "180", ["石桥村", "柳河村"]),
        ("石桥村12户，其余的如柳河村15户。", "15", ["柳河村"]),
        ("石桥村反映，柳河村的水渠断了3天。", "3", ["柳河村", "石桥村"]),
        ("修路3公里的有石桥村。", "3", ["石桥村"]),
        ("3个村合计36户（石桥村待核实）。", "36", []),
        ("3个村合计36户（数字前后不一；石桥村只报了前三季度的数）。", "36", []),
    ],
)
def test_whose_a_figure_is(text: str, figure: str, expected: list[str]) -> None:
    assert tellers(text, text.index(figure), groups_of(text, _VILLAGES), (), ()) == expected


def test_a_sentence_that_goes_on_is_of_the_village_before_it() -> None:
    assert tellers("该村修路3公里。", 4, [], (), ["石桥村"]) == ["石桥村"]
    assert tellers("各村修路3公里。", 4, [], (), ["石桥村"]) == []
