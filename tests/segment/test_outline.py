from __future__ import annotations

from dataclasses import replace

import pytest

from huibao.schema import Report
from huibao.segment.outline import find_headings, line_paragraphs, segment


def plain_report(text: str) -> Report:
    return Report(name="样例.txt", text=text, paragraphs=line_paragraphs(text))


def outline(text: str) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in find_headings(plain_report(text)).values()]


BODY = "今年以来全村新修产业路三公里，群众出门方便多了。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"一、主要成效\n{BODY}\n（一）产业\n{BODY}\n二、存在问题\n{BODY}",
         [(1, "一、主要成效"), (2, "（一）产业"), (1, "二、存在问题")]),
        (f"1.道路\n{BODY}\n2.饮水\n{BODY}", [(3, "1.道路"), (3, "2.饮水")]),
        (f"(1)道路\n{BODY}\n(2)饮水\n{BODY}", [(4, "(1)道路"), (4, "(2)饮水")]),
        (f"2 关键成果\n{BODY}\n2.1 道路\n{BODY}\n2.2 饮水\n{BODY}\n3 短板\n{BODY}",
         [(1, "2 关键成果"), (2, "2.1 道路"), (2, "2.2 饮水"), (1, "3 短板")]),
        (f"【产业】\n{BODY}", [(1, "【产业】")]),
        ("【一】存在问题\n1. 缺水。\n【二】四季度计划\n2. 修渠。\n【三】需要镇里解决\n3. 开通夜班公交。",
         [(1, "【一】存在问题"), (1, "【二】四季度计划"), (1, "【三】需要镇里解决")]),
        (f"{BODY}\n地里的事\n{BODY}", [(1, "地里的事")]),
        (f"{BODY}\n井边组（41户）\n{BODY}", [(1, "井边组（41户）")]),
        (f"提纲1：产业\n{BODY}\n提纲2：有没有做法可供推广\n{BODY}",
         [(5, "提纲1：产业"), (5, "提纲2：有没有做法可供推广")]),
        (f"甲 兑现的\n{BODY}\n乙 打了折的\n{BODY}", [(1, "甲 兑现的"), (1, "乙 打了折的")]),
        (f"七月\n{BODY}\n八月\n修好三口塘", [(5, "七月"), (5, "八月")]),
        (f"第一条，把门敲开\n{BODY}\n第二条，把家当做厚\n{BODY}",
         [(5, "第一条，把门敲开"), (5, "第二条，把家当做厚")]),
        ("存在的问题\n路灯坏了\n下一步计划\n修路灯8盏\n需要上级支持的事项：\n一、换闸门",
         [(1, "存在的问题"), (1, "下一步计划"), (1, "需要上级支持的事项：")]),
        ("一、请求\n请镇里修渠\n附件：三季度主要数据\n1. 路灯：55盏", [(1, "一、请求"), (2, "附件：三季度主要数据")]),
        ("困难和不足\n缺水\n意见建议\n请镇里修渠", [(1, "困难和不足"), (1, "意见建议")]),
        (f"水呢？\n{BODY}\n路呢？\n{BODY}\n人呢？\n{BODY}", [(1, "水呢？"), (1, "路呢？"), (1, "人呢？")]),
    ],
)  # fmt: skip
def test_headings(text: str, expected: list[tuple[int, str]]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1、修通三组道路\n2、装路灯八盏\n3、清垃圾两车",  # a plain list: nothing stands under its items
        f"一是产业基础薄弱。\n{BODY}",  # a run-in heading is a sentence
        f"各位领导：\n{BODY}",
        f"{BODY}\n石桥村 李明\n2025年10月12日",
        "桃子卖完了\n钱还没到账\n客商说下周来",  # fragments without final marks
        "解决了吃水问题\n路修好了\n路还是老问题\n没有什么困难\n会上提了建议\n修了渠",  # talk of such things
        f"{BODY}\n附：收支明细（略）\n石桥村 李明",
        f"{BODY}\n存在问题",  # nothing stands under it
        f"3.6公里水泥路通到家门口\n{BODY}",
        f"9.15 米酒批下来了 执照挂墙上了\n{BODY}\n9.21 泵房阿伯走了 会修泵的没有了\n{BODY}",  # dates
    ],
)
def test_not_headings(text: str) -> None:
    assert outline(text) == []


def test_heading_style_of_the_source_is_believed_unless_it_holds_a_sentence() -> None:
    report = plain_report(f"产业这一年\n{BODY}{BODY}")
    styled = replace(report, paragraphs=tuple(replace(p, heading_level=1) for p in report.paragraphs))
    assert [heading.text for heading in find_headings(styled).values()] == ["产业这一年"]


def test_sentences_know_their_headings_and_the_title_is_none_of_them() -> None:
    report = plain_report(f"石桥村汇报\n一、成效\n（一）产业\n{BODY}\n二、问题\n没有冷库。")
    title, *rest = report.paragraphs
    report = replace(report, paragraphs=(replace(title, heading_level=0), *rest))
    annotated = segment(report)
    assert [(sentence.text, sentence.section) for sentence in annotated.sentences] == [
        (BODY, ("一、成效", "（一）产业")),
        ("没有冷库。", ("二、问题",)),
    ]
    assert annotated.headings[0].level == 0
    assert all(report.text[s.start : s.end] == s.text for s in annotated.sentences)
