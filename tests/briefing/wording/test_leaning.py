from __future__ import annotations

import pytest

from huibao.briefing.wording.fuse import rewrite
from huibao.briefing.wording.leaning import leans


@pytest.mark.parametrize(
    ("before", "sentence", "text"),
    [
        ("三月种洋芋。", "今年种了九百亩，跟去年差不多。", "洋芋今年种了900亩，跟去年差不多"),
        ("要修产业路，先修难的一段。", "六月修了三公里。", "产业路6月修了3公里"),
        ("老窑一百四十七孔，住人的五十八孔。", "今年箍了九孔，县上补了钱。", "老窑今年箍了九孔，县上补了钱"),
        ("冷链库一期200吨已经投运。", "二期800吨因用地手续未批。", "冷链库二期800吨因用地手续未批"),
        ("污水处理站的一期去年就建成了。", "二期因为征地停了。", "污水处理站二期因为征地停了"),
    ],
)
def test_what_leans_on_the_sentence_before_takes_its_subject_along(before: str, sentence: str, text: str) -> None:
    wording = rewrite(sentence, "石桥村", before=before)
    assert (wording.text, wording.fit, wording.completed) == (text, True, True)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("群众都很高兴。", "上半年卖了5.8万斤，收回71万元。"),
        ("外出务工241人。", "比去年少了19人，有几个工地没开工。"),
        ("县里先批了九十万元，够迁十户。", "剩13户，缺180万元。"),
        ("集体收入12.4万元。", "主要靠租金，路子单一。"),
        ("计划改厕六十座。", "上半年改了四十座。"),
        ("集体经济收入：118.4万元。", "3. 全年目标：450万元，已完成76%。"),
        ("游客：1.2万人次。", "1—9月累计3.4万人次，比去年多。"),
    ],
)
def test_what_nobody_could_understand_alone_is_not_told(before: str, sentence: str) -> None:
    assert not rewrite(sentence, "石桥村", before=before).fit


@pytest.mark.parametrize(
    "text",
    [
        "今年种了900亩洋芋",
        "二期厂房已招满",
        "去年卖了66万元",
        "今年来了3位专家",
        "跑了三趟，没有结果",
        "主要靠光伏的集体经济薄弱",
        "差额由村里补上",
        "全年游客目标12万人次",
        "计划投资30万元修渠",
        "累计发放补贴12万元",
    ],
)
def test_what_says_what_it_is_about_leans_on_nothing(text: str) -> None:
    assert not leans(text)
