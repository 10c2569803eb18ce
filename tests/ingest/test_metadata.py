from __future__ import annotations

from dataclasses import replace

import pytest

from huibao.ingest.metadata import Metadata, read_metadata
from huibao.segment.outline import line_paragraphs

BODY = "今年以来全村新修产业路三公里，群众出门方便多了。"


def read(text: str, file_name: str = "汇报") -> Metadata:
    return read_metadata(text, line_paragraphs(text), file_name)


def levels(metadata: Metadata) -> list[int | None]:
    return [paragraph.heading_level for paragraph in metadata.paragraphs]


@pytest.mark.parametrize(
    ("lines", "title", "count"),
    [
        (["石桥村2025年第三季度工作汇报", BODY], "石桥村2025年第三季度工作汇报", 1),
        (["石 桥 村 工 作 总 结", BODY], "石桥村工作总结", 1),
        (["石橋村工作匯報", BODY], "石桥村工作汇报", 1),
        (
            ["关于石桥村2025年第三季度", "乡村振兴工作情况的汇报", BODY],
            "关于石桥村2025年第三季度乡村振兴工作情况的汇报",
            2,
        ),
        (["念好山字经 走好振兴路", "——石桥村三季度工作汇报", BODY], "念好山字经走好振兴路——石桥村三季度工作汇报", 2),
        (["石桥村按户说（2025年冬）", BODY], "石桥村按户说（2025年冬）", 1),
        (["石桥村四季度工作（群里发的，整理）", BODY], "石桥村四季度工作（群里发的，整理）", 1),
        (
            ["石桥村四季度群聊摘录", "镇上要材料我把群里十二月这几天的话捡了捡语音转的字不改了", BODY],
            "石桥村四季度群聊摘录",
            1,
        ),
        (["各位领导：", BODY], "汇报", 0),
        (["一、主要成效", BODY], "汇报", 0),
        ([BODY, BODY], "汇报", 0),
        (["石桥村修路三公里，装灯二十盏", BODY], "汇报", 0),
        (["第一，修路", BODY], "汇报", 0),
    ],
)
def test_title(lines: list[str], title: str, count: int) -> None:
    metadata = read("\n".join(lines))
    assert metadata.title == title
    assert levels(metadata) == [0] * count + [None] * (len(lines) - count)


def test_a_title_style_is_believed_whatever_it_says() -> None:
    text = f"春茶做完了\n{BODY}"
    first, *rest = line_paragraphs(text)
    metadata = read_metadata(text, [replace(first, heading_level=0), *rest], "汇报")
    assert metadata.title == "春茶做完了"


def test_without_a_title_the_file_name_stands_in() -> None:
    assert read(BODY, "石桥村三季度汇报").title == "石桥村三季度汇报"


def test_the_length_of_a_title_is_that_of_what_it_says_not_of_its_spaces() -> None:
    assert read(f"{'　'.join('石桥村三季度工作汇报')}\n{BODY}").title == "石桥村三季度工作汇报"


@pytest.mark.parametrize(
    ("text", "file_name", "kind", "place"),
    [
        (f"在清溪镇三季度工作推进会上的讲话\n{BODY}", "a", "speech", "清溪镇"),
        (f"三季度工作\n{BODY}", "清溪镇书记讲话", "speech", "清溪镇"),
        (f"同志们：\n{BODY}", "清溪镇推进会", "speech", "清溪镇"),
        (f"在清溪镇三季度工作推进会上的讲话\n清溪镇党委书记 李明\n{BODY}", "石桥村现场会", "speech", "清溪镇"),
        # Who speaks for a village reports on it, wherever that is.
        (f"在镇三季度工作推进会上的发言\n石桥村第一书记、工作队长 李明\n{BODY}", "a", "report", "石桥村"),
        (f"同志们：\n{BODY}", "石桥村第一书记发言", "report", "石桥村"),
        (f"石桥村三季度工作汇报\n各位领导、同志们：\n{BODY}", "a", "report", "石桥村"),
        (f"石桥村三季度工作汇报\n{BODY}", "清溪镇石桥村", "report", "石桥村"),
    ],
)
def test_a_speech_speaks_for_a_township_and_a_report_for_a_village(
    text: str, file_name: str, kind: str, place: str
) -> None:
    metadata = read(text, file_name)
    assert (metadata.kind, metadata.village) == (kind, place)


@pytest.mark.parametrize(
    "sign", ["石桥村 李明\n2025年10月9日", "石桥村　李明　二〇二五年十月九日", "汇报人：石桥村李明\n2025.10.9"]
)
def test_the_sign_off_gives_village_author_and_period(sign: str) -> None:
    metadata = read(f"三季度情况\n{BODY}\n{sign}")
    assert (metadata.village, metadata.author, metadata.period) == ("石桥村", "李明", "2025Q3")


def test_a_date_far_above_the_end_is_not_the_day_of_signing() -> None:
    assert read(f"石桥村汇报\n2019年3月2日的洪水冲了桥。{BODY * 20}\n{BODY}\n{BODY}\n{BODY}\n{BODY}").period == "2019Q1"
    assert read(f"石桥村汇报\n{BODY * 20}\n2019年3月2日的洪水冲了桥。\n{BODY}\n{BODY}\n{BODY}\n{BODY}").period == ""


@pytest.mark.parametrize("text", ["", "\n\n", "。", "村", "　", "1"])
def test_hardly_any_text_is_no_trouble(text: str) -> None:
    assert read(text, "").title in ("", "村", "。", "1")
