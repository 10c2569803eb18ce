"""The part of a sentence that tells of something lacking."""

from __future__ import annotations

import pytest

from huibao.briefing.themes.lacking import lack_told, says_problem, without_no_lack


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("冷库建成了，但是电一直没接上。", "电一直没接上。"),
        ("广场修是修好了，灯没钱装。", "灯没钱装。"),
        ("可北边的渠没人清。", "北边的渠没人清。"),
        ("换灯40盏，仍有12盏不亮，村道也扫净了。", "仍有12盏不亮"),
        ("全年任务800亩，上半年0亩，未开工。", "未开工"),
        ("茶叶收入比上年下降6万元。", "茶叶收入比上年下降6万元"),
        ("应整改90处，已整改70处，剩余20处。", "剩余20处"),
        ("打井五眼，两眼不出水。", "两眼不出水"),
        # What did not happen, is over, or only sounds like a turn.
        ("鱼塘平稳，没有发生大的病害，没有一户返贫。", ""),
        ("新打井2眼，解决了74户缺水问题。", ""),
        ("以前下雨车就进不去，现在大车开到地头。", ""),
        ("为因旱减产的25户发放补助。", ""),
        ("食堂可供60人吃饭，酒席不过三桌。", ""),
        ("火警9宗，比去年同期减少8宗。", ""),
        ("给二组送水56车，一户都没让断水。", ""),
        ("新建大棚12座。", ""),
    ],
)
def test_a_lack_is_told_behind_a_turn_or_by_words_that_say_so_alone(text: str, told: str) -> None:
    assert lack_told(text) == told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("存在的问题主要是资金不足。", True),
        ("困难还有一条，就是人。", True),
        ("存在问题：路不好走。", True),
        ("问题整改全部完成。", False),
        ("突出问题导向，逐户走访。", False),
    ],
)
def test_a_sentence_may_say_itself_that_it_tells_of_problems(text: str, says: bool) -> None:
    assert says_problem(text) is says


def test_what_was_so_in_former_times_is_no_lack_now() -> None:
    assert not without_no_lack("以前贩子开车到地头，他说多少就是多少。").strip("○。")
    assert "没有改" in without_no_lack("以前靠贩子，现在还是没有改。")


def test_what_was_cured_or_grew_less_is_no_lack() -> None:
    assert "停水" not in without_no_lack("饮水管网换新，断断续续停水的老毛病治好了。")
    assert "停水" not in without_no_lack("换管1.2公里，夏天停水次数少多了。")
    assert "停水" in without_no_lack("换管1.2公里，夏天停水的老毛病还在。")
