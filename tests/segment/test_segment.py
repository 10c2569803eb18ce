"""From a file's text to its sentences, whatever the text: offsets are exact, nothing is lost, nothing counted twice."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from huibao.ingest.metadata import read_metadata
from huibao.ingest.text import decode, markdown_paragraphs, text_paragraphs
from huibao.schema import AnnotatedReport, Report
from huibao.segment.outline import segment

BODY = "今年以来全村新修产业路三公里，群众出门方便多了。"
OFFICIAL = (
    "石桥村工作汇报\n各位领导：\n一、主要成效\n（一）产业发展\n"
    "合作社吸纳脱贫户43户，带动增收。“路好了，心也齐了。”老支书说；大家都笑。\n"
    "（二）乡村治理\n调解矛盾11起。现在……我们村里安静多了！\n"
    "二、存在问题\n一是没有冷库；二是缺少技术（县里来过；镇里没来）。怎么办？\n"
    "三、下一步打算\n1.修路\n力争明年修通三公里。\n2.建库\n争取资金30万元。\n石桥村 李明\n2025年10月9日\n"
)


def annotated(text: str, *, markdown: bool = False) -> AnnotatedReport:
    paragraphs = (markdown_paragraphs if markdown else text_paragraphs)(text)
    metadata = read_metadata(text, paragraphs, "汇报")
    return segment(Report(name="汇报.txt", text=text, paragraphs=metadata.paragraphs))


def units(text: str) -> list[tuple[int, int]]:
    return [(sentence.start, sentence.end) for sentence in annotated(text).sentences]


def outline(text: str) -> list[tuple[int, int, int]]:
    return [(heading.level, heading.start, heading.end) for heading in annotated(text).headings]


CHINESE = st.text(
    alphabet="石桥村路水一二三、（）()1.。；;！？?…“”\"'〔〕《》，,：: 　\t\n#-*|〇９％繁體",
    max_size=200,
)


@pytest.mark.parametrize("markdown", [False, True], ids=["txt", "md"])
@given(text=st.one_of(CHINESE, st.text(max_size=120)))
def test_sentences_and_headings_tile_the_paragraphs_exactly(text: str, markdown: bool) -> None:
    text = text.encode("utf-8", errors="ignore").decode().replace("\r", "\n")
    found = annotated(text, markdown=markdown)
    report = found.report
    assert [sentence.index for sentence in found.sentences] == list(range(len(found.sentences)))
    for sentence in found.sentences:
        paragraph = report.paragraphs[sentence.paragraph]
        assert sentence.text == report.text[sentence.start : sentence.end]
        assert sentence.text == sentence.text.strip() != ""
        assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
    for heading in found.headings:
        assert heading.text == report.text[heading.start : heading.end]
    ranges = sorted([(s.start, s.end) for s in found.sentences] + [(h.start, h.end) for h in found.headings])
    assert all(left[1] <= right[0] for left, right in pairwise(ranges))
    covered = {i for start, end in ranges for i in range(start, end)}
    inside = {i for p in report.paragraphs for i in range(p.start, p.end) if not report.text[i].isspace()}
    assert inside <= covered


@given(CHINESE, st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_offsets_index_the_decoded_file(text: str, encoding: str) -> None:
    # A lone 〇 in GB18030 could be anything; behind the words of a report it is read.
    text = decode(f"石桥村三季度的工作情况\n{text}".encode(encoding))
    assert all(text[start:end].strip() for start, end in units(text))


@given(CHINESE)
def test_sections_name_headings_that_stand_above(text: str) -> None:
    found = annotated(text)
    for sentence in found.sentences:
        above = [heading.text for heading in found.headings if heading.end <= sentence.start and heading.level]
        remaining = iter(above)
        assert all(name in remaining for name in sentence.section)


def traditional(text: str) -> str:
    """Character by character, so that offsets hold."""
    converter = OpenCC("s2t")
    return "".join(converter.convert(char)[:1] for char in text)


def test_traditional_characters_change_no_boundary() -> None:
    text = traditional(OFFICIAL)
    assert text != OFFICIAL
    assert units(text) == units(OFFICIAL)
    assert outline(text) == outline(OFFICIAL)


@pytest.mark.parametrize(
    ("full", "half"),
    [("（", "("), ("）", ")"), ("；", ";"), ("！", "!"), ("？", "?"), ("，", ","), ("“”", '""'), ("。", "｡")],
)
def test_half_width_marks_change_no_boundary(full: str, half: str) -> None:
    text = OFFICIAL.translate(str.maketrans(full, half))
    assert text != OFFICIAL
    assert units(text) == units(OFFICIAL)
    assert outline(text) == outline(OFFICIAL)


def test_full_width_digits_and_letters_change_no_boundary() -> None:
    text = OFFICIAL.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert units(text) == units(OFFICIAL)
    assert outline(text) == outline(OFFICIAL)


def test_spaces_strewn_between_characters_change_no_boundary() -> None:
    spread = "\n".join(" ".join(line) for line in OFFICIAL.split("\n"))

    def squeezed(text: str) -> list[str]:
        return ["".join(text[start:end].split()) for start, end in units(text)]

    assert squeezed(spread) == squeezed(OFFICIAL)
    assert [level for level, *_ in outline(spread)] == [level for level, *_ in outline(OFFICIAL)]


@pytest.mark.parametrize("blank", ["〔...〕", "〔……〕", "〔…〕", "[...]", "（……）", "××", "____"])
@pytest.mark.parametrize("after", ["镇长", "我们村", "现在", "一是"])
def test_blanks_left_in_a_text_split_nothing(blank: str, after: str) -> None:
    text = f"刚才{blank}{after}通报了情况。大家听了。"
    assert [text[start:end] for start, end in units(text)] == [f"刚才{blank}{after}通报了情况。", "大家听了。"]


@pytest.mark.parametrize(
    ("mark", "level"),
    [("一、", 1), ("一.", 1), ("一．", 1), ("第一部分 ", 1), ("（一）", 2), ("(一)", 2), ("（一)", 2), ("1.", 3),
     ("1、", 3), ("１．", 3), ("（1）", 4), ("(1)", 4), ("①", 4), ("⑴", 4), ("1）", 4)],
)  # fmt: skip
def test_numbering_in_every_written_form(mark: str, level: int) -> None:
    text = f"{mark}道路\n{BODY}\n"
    assert outline(text) == [(level, 0, len(mark) + 2)]


@pytest.mark.parametrize(
    "text",
    ["（" * 100_000 + "」" * 100_000, "“" * 100_000 + '"' * 100_000, "水呢？\n" * 40_000, "一、甲\n" * 20_000],
    ids=["brackets", "quotes", "questions", "headings"],
)
def test_text_made_to_be_slow_is_cut_in_linear_time(text: str) -> None:
    # Quadratic work on these would take hours; that it ends at all is the test.
    assert units(text)[0][0] == 0 or outline(text)
