"""What a sentence stands under: a short sentence that opens its paragraph, or a question."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from huibao.briefing.themes.topics import asked_for, topics


@dataclass(frozen=True)
class Row:
    text: str
    index: int = 0
    paragraph: int = 0
    report: str = "石桥村.txt"
    section: tuple[str, ...] = ()


def test_a_short_sentence_is_the_topic_of_those_behind_it_in_its_paragraph() -> None:
    said = ("再讲路。", "七月鹰嘴那一段塌了三十来米。", "第二是电。", "棚里两台机器一起开就跳闸。")
    rows = [*(Row(text, index) for index, text in enumerate(said)), Row("水池是旧的，漏。", 4, 1)]
    found = topics(rows)
    assert found[rows[0].report, 1] == "再讲路"
    assert found[rows[0].report, 3] == "第二是电"
    assert (rows[0].report, 0) not in found
    assert (rows[0].report, 4) not in found


@pytest.mark.parametrize("text", ["存在以下问题。", "路灯新装12盏。", "路修了，渠也通了，大家都说好。"])
def test_what_tells_something_itself_or_nothing_in_particular_is_no_topic(text: str) -> None:
    rows = [Row(text, 0), Row("有几户说不出话。", 1)]
    assert (rows[0].report, 1) not in topics(rows)


@pytest.mark.parametrize(
    ("heading", "topic"), [("问：群众取暖怎么样？", "群众取暖"), ("问：吃水情况？", "吃水"), ("三、存在问题", "")]
)
def test_a_question_above_names_the_topic(heading: str, topic: str) -> None:
    assert asked_for((heading,)) == topic
    assert topics([Row("装是装了，补贴还没有发。", section=(heading,))]).get(("石桥村.txt", 0), "") == topic
