"""What was not done, and nobody complains of."""

from __future__ import annotations

import pytest

from huibao.briefing.themes.undone import nothing_done, without_undone


@pytest.mark.parametrize(
    "text",
    [
        "上半年没有发展党员。",
        "今年没有新上的项目，也没有新修的路。",
        "17. 路灯：本季度没有新装。",
        "三季度路灯一盏也没装。",
        "村里没有引进企业；",
        "本季度未开展培训。",
        "路灯：本季度没有装，计划明年装20盏",
    ],
)
def test_what_was_not_done_is_nothing_done(text: str) -> None:
    assert nothing_done(text)


@pytest.mark.parametrize(
    "text",
    [
        "全村没有一户返贫。",
        "正月里没有一家放火烧山。",
        "山界没人吵了。",
        "没有发生火灾，没有新增监测户。",
        "给没有劳力的6户种了洋芋。",
        "没有办酒席，没有搞摊派。",
        "村道至今没有修。",
        "桥没有修好。",
        "没有发展党员，培养积极分子3名。",
        "路灯一盏也没装上，招标流标了，要等下半年。",
    ],
)
def test_what_did_not_befall_or_is_complained_of_is_something_else(text: str) -> None:
    assert not nothing_done(text)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("没有发展党员，培养积极分子3名", "培养积极分子3名"),
        ("预备党员转正2名，没有新发展。", "预备党员转正2名。"),
        ("改厕12户，未新建公厕，清运垃圾8吨", "改厕12户，清运垃圾8吨"),
        ("没有组织集中看，改为逐户上门放", "没有组织集中看，改为逐户上门放"),
        ("没有新装路灯，旧灯亮", "没有新装路灯，旧灯亮"),
        ("调解纠纷6件，没有一件上交", "调解纠纷6件，没有一件上交"),
    ],
)
def test_among_what_was_done_the_undone_goes(text: str, done: str) -> None:
    assert without_undone(text) == done
