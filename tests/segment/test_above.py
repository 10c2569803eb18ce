"""What stands above a sentence: a heading, a question, or the short sentence that opens its paragraph."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from huibao.segment.above import Above, above_each


@dataclass(frozen=True)
class Row:
    text: str
    paragraph: int = 0
    section: tuple[str, ...] = ()


def topics(*rows: Row) -> list[str]:
    return [above.topic for above in above_each(rows)]


def test_a_short_sentence_is_the_topic_of_those_behind_it_in_its_paragraph() -> None:
    said = ("再讲路。", "七月鹰嘴那一段塌了三十来米。", "第二是电。", "棚里两台机器一起开就跳闸。")
    found = topics(*map(Row, said), Row("水池是旧的，漏。", 1))
    assert found == ["", "再讲路", "再讲路", "第二是电", ""]


@pytest.mark.parametrize("text", ["存在以下问题。", "路灯新装12盏。", "路修了，渠也通了，大家都说好。"])
def test_what_tells_something_itself_or_nothing_in_particular_is_no_topic(text: str) -> None:
    assert topics(Row(text), Row("有几户说不出话。")) == ["", ""]


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("问：群众取暖怎么样？", "群众取暖"),
        ("问：吃水情况？", "吃水"),
        ("问4：民宿今年有多少家？", "民宿"),
        ("问：监测户有几家，你跟得紧吗？", "监测户"),
        ("问题出在哪里？", "问题出在哪里"),
        ("那贫困的人家呢？", "那贫困的人家"),
        ("三、存在问题", ""),
    ],
)
def test_a_question_names_the_topic_as_a_heading_and_as_a_paragraph(question: str, topic: str) -> None:
    answer = "装是装了，补贴还没有发。"
    assert topics(Row(answer, section=(question,))) == [topic]
    if topic:
        assert topics(Row(question), Row(answer, 1), Row("还差两户。", 1)) == ["", topic, topic]


def test_a_question_within_a_paragraph_that_has_a_topic_changes_nothing() -> None:
    said = ("人还是等。", "低产改造前两年没有收成的那几户拿什么补，我们的方案里写了吗？", "大家自然不动。")
    assert topics(*map(Row, said)) == ["", "人还是等", "人还是等"]


def test_all_that_stands_above_is_told_together() -> None:
    heading = ("三、集体經濟",)
    (_, above) = above_each([Row("先说收入。", section=heading), Row("当年9.2万元。", section=heading)])
    assert above == Above("三、集体经济", "先说收入。")
    assert above.text == "三、集体经济。先说收入。"
    assert not Above().text


def test_a_short_sentence_before_the_answer_leaves_what_is_asked_for() -> None:
    above = Above("问：民宿怎么样？", "这个好说。")
    assert (above.topic, above.asked) == ("这个好说", "民宿")
