"""The numbers a reader sees before a paragraph, though its text does not hold them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from huibao.ingest.docx import read_docx
from huibao.ingest.numbering import chinese_ordinal, format_number

WordFile = Callable[..., bytes]


def level(depth: int, style: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


OUTLINE = '<w:abstractNum w:abstractNumId="7">{}</w:abstractNum>'.format(
    level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimalEnclosedCircleChinese", "%4")
)
ONE_LIST = f'{OUTLINE}<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'


def item(depth: int, text: str, number: int = 1, more: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>{more}</w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def plain(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def texts(content: bytes) -> list[str]:
    return [block.text for block in read_docx(content).blocks]


def test_levels_are_written_out_and_deeper_ones_start_anew(word_file: WordFile) -> None:
    body = "".join(
        [item(0, "成效"), item(1, "产业"), item(2, "茶"), item(2, "羊"), item(1, "治理"), item(2, "调解"),
         item(3, "甲"), plain("正文。"), item(0, "问题"), item(1, "资金")]
    )  # fmt: skip
    assert texts(word_file(body, numbering=ONE_LIST)) == [
        "一、成效", "（一）产业", "1.茶", "2.羊", "（二）治理", "1.调解", "①甲", "正文。", "二、问题", "（一）资金",
    ]  # fmt: skip


def test_a_number_is_set_apart_from_a_date_behind_it(word_file: WordFile) -> None:
    body = item(2, "霜冻") + item(2, "4月18日受灾。")
    assert texts(word_file(body, numbering=ONE_LIST)) == ["1.霜冻", "2. 4月18日受灾。"]


def test_lists_of_one_definition_count_on_and_an_override_starts_anew(word_file: WordFile) -> None:
    numbering = (
        f"{ONE_LIST}"
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = item(0, "甲", 1) + item(0, "乙", 2) + item(0, "丙", 3) + item(0, "丁", 3)
    assert texts(word_file(body, numbering=numbering)) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_an_override_may_bring_its_own_level(word_file: WordFile) -> None:
    numbering = (
        f'{OUTLINE}<w:num w:numId="1"><w:abstractNumId w:val="7"/>'
        f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "第%1条", start=3)}</w:lvlOverride></w:num>'
    )
    assert texts(word_file(item(0, "甲") + item(0, "乙"), numbering=numbering)) == ["第3条甲", "第4条乙"]


def test_a_list_style_lends_its_levels(word_file: WordFile) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:styleLink w:val="list"/>'
        f"{level(0, 'chineseCounting', '%1、')}</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="list"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="8"/></w:num>'
    )
    assert texts(word_file(item(0, "甲"), numbering=numbering)) == ["一、甲"]


def test_numbers_come_from_styles_and_their_parents(word_file: WordFile) -> None:
    styles = (
        '<w:style w:styleId="h"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="child"><w:name w:val="我的"/><w:basedOn w:val="h"/></w:style>'
        '<w:style w:styleId="off"><w:name w:val="无号"/><w:basedOn w:val="h"/>'
        '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(
        plain(text, f'<w:pStyle w:val="{style}"/>')
        for text, style in [("成效", "h"), ("问题", "child"), ("附注", "off")]
    ) + plain("无", '<w:pStyle w:val="h"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(word_file(body, styles=styles, numbering=ONE_LIST)) == ["一、成效", "二、问题", "附注", "无"]


def test_an_empty_numbered_paragraph_takes_a_number_and_a_deleted_one_none(word_file: WordFile) -> None:
    deleted = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    )
    body = item(0, "甲") + deleted + item(0, "") + item(0, "丙")
    assert texts(word_file(body, numbering=ONE_LIST)) == ["一、甲", "三、丙"]


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        (
            level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>"),
            ["第一章总则", "1.1 目标"],
        ),
        (level(0, "decimal", "%1", '<w:suff w:val="nothing"/>') + level(1, "decimal", "%1.%2"), ["1总则", "1.1 目标"]),
        (level(0, "bullet", "●") + level(1, "none", ""), ["总则", "目标"]),
        (level(0, "upperRoman", "%1.", start=4) + level(1, "lowerLetter", "%2)"), ["IV.总则", "a)目标"]),
        (
            level(0, "chineseCounting", "%1、", start=1200) + level(1, "decimal", "（%2）", start=0),
            ["1200、总则", "（0）目标"],
        ),
        (level(0, "chineseCounting", "%1、"), ["一、总则", "目标"]),
    ],
    ids=["legal", "glued", "bullets", "roman", "odd starts", "undefined level"],
)
def test_formats(word_file: WordFile, definition: str, expected: list[str]) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{definition}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )
    assert texts(word_file(item(0, "总则") + item(1, "目标"), numbering=numbering)) == expected


def test_a_list_that_is_not_defined_has_no_numbers(word_file: WordFile) -> None:
    assert texts(word_file(item(0, "甲", 9), numbering=ONE_LIST)) == ["甲"]
    assert texts(word_file(item(0, "甲"))) == ["甲"]


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (100, "一百"), (105, "一百零五"),
     (110, "一百一十"), (119, "一百一十九"), (210, "二百一十")],
)  # fmt: skip
def test_chinese_ordinals(number: int, written: str) -> None:
    assert chinese_ordinal(number) == written


@pytest.mark.parametrize(
    ("style", "written"),
    [("chineseLegalSimplified", "叁"), ("ideographTraditional", "丙"), ("decimalEnclosedCircle", "③"),
     ("upperLetter", "C"), ("lowerRoman", "iii"), ("japaneseCounting", "三"), ("unheard-of", "3")],
)  # fmt: skip
def test_number_formats(style: str, written: str) -> None:
    assert format_number(3, style) == written
