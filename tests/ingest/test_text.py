from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from huibao.errors import UnreadableInput
from huibao.ingest.text import decode, markdown_paragraphs, read_markdown, read_plain, text_paragraphs

REPORT = "石桥村2025年第三季度工作汇报\n一、主要成效\n对24户监测对象逐户落实“三保障”，全年未新增返贫户。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [REPORT, "石桥村修路三公里。", "对监测对象逐户落实帮扶措施" * 400],
    ids=["report", "one sentence", "neither digit nor mark"],
)
def test_text_comes_back_from_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_traditional_and_rare_characters_survive(encoding: str) -> None:
    text = "石橋村產業發展，㙍𠮷二組群眾增收。\n"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_become_one_character(ends: str) -> None:
    assert decode(f"第一行{ends}第二行{ends}".encode()) == "第一行\n第二行\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_damaged_byte_costs_a_character_and_not_the_report(encoding: str) -> None:
    content = bytearray((REPORT * 20).encode(encoding))
    content[400:402] = b"\xff\xff"
    assert decode(bytes(content)).endswith(REPORT)


def test_a_text_cut_inside_its_last_character_is_read() -> None:
    assert decode(REPORT.encode()[:-3]).startswith("石桥村2025年")


@pytest.mark.parametrize("content", [bytes(range(256)) * 20, b"\x00\x01" * 500], ids=["all bytes", "zeros"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"不是文字.*另存为"):
        decode(content)


def lines(text: str) -> list[str]:
    return [text[paragraph.start : paragraph.end] for paragraph in text_paragraphs(text)]


def test_lines_are_paragraphs_and_blank_lines_none() -> None:
    assert lines("　　各位领导：\n\n  路修好了。 \n水也通了。") == ["各位领导：", "路修好了。", "水也通了。"]


def test_paragraphs_are_counted_for_a_reader() -> None:
    assert [paragraph.place for paragraph in text_paragraphs("题目\n\n路修好了。\n水通了。")] == [
        "第1段",
        "第2段",
        "第3段",
    ]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    prose = "全村共有监测户二十四户六十一人，今年以来逐户落实帮扶措施，没有一户返贫，" * 8 + "群众满意。"
    wrapped = "\n".join(prose[at : at + 32] for at in range(0, len(prose), 32))
    assert [text.replace("\n", "") for text in lines(f"{wrapped}\n一、下一步打算\n{wrapped}")] == [
        prose,
        "一、下一步打算",
        prose,
    ]


def test_short_lines_without_marks_stay_apart() -> None:
    chat = "\n".join(["路灯装了25盏", "枫香桥修好了", "厚朴今年价跌到六块", "药材没有初加工", "想请镇里帮忙"] * 3)
    assert lines(chat) == chat.split("\n")


def test_a_long_line_that_breaks_off_goes_on_in_the_next() -> None:
    head = (
        "今年以来，我们围绕产业发展这条主线，先后修通了三个组的机耕路，建起了两座冷库，"
        "又把合作社的账目理了一遍，群众看得见、算得清，干劲也就上来了，可"
    )
    assert lines(f"{head}\n是销路没有打开。") == [f"{head}\n是销路没有打开。"]


def test_a_line_that_ends_between_a_number_and_what_it_counts_goes_on_in_the_next() -> None:
    cut = "目前全村共有防返贫监测户24户，脱贫户86户，低保户12"
    assert lines(f"{cut}\n户，公益岗6个。\n路修好了。") == [f"{cut}\n户，公益岗6个。", "路修好了。"]
    assert lines(f"{cut}\n13户有老人。") == [cut, "13户有老人。"]
    assert lines("路灯12\n户厕30") == ["路灯12", "户厕30"]


def markdown(text: str) -> list[tuple[int | None, str]]:
    return [(p.heading_level, text[p.start : p.end]) for p in markdown_paragraphs(text)]


def test_markdown_marks_are_left_out_and_hashes_give_the_level() -> None:
    text = "# 大塘村汇报\n\n## 成效\n\n- 修路三公里。\n* 装灯八盏。\n> 群众说好。\n\n### 产业\n**鱼塘**\n"
    assert markdown(text) == [
        (0, "大塘村汇报"),
        (1, "成效"),
        (None, "修路三公里。"),
        (None, "装灯八盏。"),
        (None, "群众说好。"),
        (2, "产业"),
        (None, "鱼塘"),
    ]


def test_a_file_without_one_title_has_headings_only() -> None:
    assert markdown("## 成效\n路修好了。\n## 问题 ##\n没有冷库。") == [
        (1, "成效"),
        (None, "路修好了。"),
        (1, "问题"),
        (None, "没有冷库。"),
    ]


def test_rules_and_fences_are_no_text_and_table_rows_lose_their_frame() -> None:
    text = "| 指标 | 数量 |\n|---|:---:|\n| 监测户 | 24户 |\n\n---\n```\n路修好了。\n```\n"
    assert markdown(text) == [(None, "指标 | 数量"), (None, "监测户 | 24户"), (None, "路修好了。")]


def test_a_table_of_markdown_is_told_row_by_row_and_marks_inside_a_line_go() -> None:
    text = (
        "# 大塘村汇报\n发放补贴**5.4万元**，见`附表`。\n\n"
        "| 项目 | 规模 | 资金（万元） |\n|---|---|---|\n| 组里饮水 | 37户 | 21.5 |\n| 灌装车间 | | 36 |\n\n路修好了。\n"
    )
    plain, paragraphs = read_markdown(text)
    assert [(plain[one.start : one.end], one.heading_level, one.tabular) for one in paragraphs] == [
        ("大塘村汇报", 0, False),
        ("发放补贴5.4万元，见附表。", None, False),
        ("组里饮水：规模37户，资金21.5万元。", None, True),
        ("灌装车间：资金36万元。", None, True),
        ("路修好了。", None, False),
    ]


@pytest.mark.parametrize("paragraphs", [text_paragraphs, markdown_paragraphs])
@example("** 1")
@example("1 **")
@given(st.text(alphabet="村路1一、。，#*-|> \n　", max_size=120))
def test_paragraphs_are_in_order_apart_and_without_space_at_their_edges(paragraphs: object, text: str) -> None:
    found = paragraphs(text)  # type: ignore[operator]
    end = 0
    for paragraph in found:
        assert end <= paragraph.start < paragraph.end
        end = paragraph.end
        content = text[paragraph.start : paragraph.end]
        assert content == content.strip()


@given(st.text(alphabet="村路1一、。， \n　", max_size=120))
def test_text_paragraphs_hold_every_character_but_space(text: str) -> None:
    covered = {i for paragraph in text_paragraphs(text) for i in range(paragraph.start, paragraph.end)}
    assert {i for i, char in enumerate(text) if not char.isspace()} <= covered


@pytest.mark.parametrize(
    "rows",
    [
        "| 项目 | 单位 | 本季 | 上年同期 |\n|---|---|---|---|\n| 低保户 | 户 | 20 | 21 |\n| 路灯 | 盏 | 46 | 0 |",
        "| 项目 | 单位 | 本季 | 上年同期 |\n| 低保户 | 户 | 20 | 21 |\n| 路灯 | 盏 | 46 | 0 |",
        "项目｜单位｜本季｜上年同期\n低保户｜户｜20｜21\n路灯｜盏｜46｜0",
        "项目 | 单位 | 本季 | 上年同期\n低保户 | 户 | 20 | 21\n路灯 | 盏 | 46 | 0",
        "项目\t单位\t本季\t上年同期\n低保户\t户\t20\t21\n路灯\t盏\t46\t0",
        "项目     单位    本季    上年同期\n 低保户   户      20      21\n路灯     盏      46      0",
    ],
    ids=["ruled", "barred", "wide bars between", "bars between", "of a spreadsheet", "set with spaces"],
)
def test_rows_of_a_table_in_plain_text_are_sentences(rows: str) -> None:
    text, paragraphs = read_plain(f"桃坪村情况表\n{rows}\n\n以上是本季情况。")
    assert [(text[one.start : one.end], one.tabular) for one in paragraphs] == [
        ("桃坪村情况表", False),
        ("低保户：本季20户，上年同期21户。", True),
        ("路灯：本季46盏，上年同期0盏。", True),
        ("以上是本季情况。", False),
    ]


def test_rows_of_a_table_have_their_place_in_it() -> None:
    rows = "来源　　本季　去年同期\n租金　　3.2　　2.8\n分红　　2.6　　2.5\n合计　　5.8　　5.3"
    text, paragraphs = read_plain(f"收入情况（单位：万元）\n\n{rows}\n\n路修好了。")
    assert [(one.place, text[one.start : one.end], one.tabular) for one in paragraphs] == [
        ("第1段", "收入情况（单位：万元）", False),
        ("表1第2行", "租金：本季3.2万元，去年同期2.8万元。", True),
        ("表1第3行", "分红：本季2.6万元，去年同期2.5万元。", True),
        ("表1第4行", "合计：本季5.8万元，去年同期5.3万元。", True),
        ("第5段", "路修好了。", False),
    ]


def test_a_total_without_a_remark_ends_a_table_set_with_spaces() -> None:
    text, paragraphs = read_plain("品种    数量（吨）   备注\n草鱼    700    外销\n鲮鱼    520    冷链\n合计    1220")
    assert text.splitlines() == ["草鱼：数量700吨，备注外销。", "鲮鱼：数量520吨，备注冷链。", "合计：数量1220吨。"]
    assert all(one.tabular for one in paragraphs)


def test_a_table_of_words_set_with_spaces_is_one_where_its_heads_name_columns() -> None:
    text, paragraphs = read_plain("问题　措施　责任人\n路灯坏了　换灯　李明\n水渠漏水　补缝　王芳")
    assert text.splitlines() == ["路灯坏了。措施：换灯（责任人李明）。", "水渠漏水。措施：补缝（责任人王芳）。"]
    assert [one.place for one in paragraphs] == ["表1第2行", "表1第3行"]


@pytest.mark.parametrize(
    "rows",
    [
        "| 项目 | 数量（盏） |\n|---|---|\n| 路灯 | 46 | 三组还有5盏没亮 |\n| 草坪灯 | 12 |",
        "| 项目 | 组别 | 数量（盏） |\n| 路灯 | 一组 | 46 | 三组还有5盏没亮 |\n| 草坪灯 | 二组 | 12 |",
        "项目\t组别\t数量（盏）\n路灯\t一组\t46\t三组还有5盏没亮\n草坪灯\t二组\t12\t",
    ],
    ids=["ruled", "barred", "of a spreadsheet"],
)
def test_what_stands_behind_the_last_head_is_told_after_its_row(rows: str) -> None:
    text, paragraphs = read_plain(rows)
    assert [line.replace("组别一组，", "").replace("组别二组，", "") for line in text.splitlines()] == [
        "路灯：数量46盏。三组还有5盏没亮。",
        "草坪灯：数量12盏。",
    ]
    assert [one.tabular for one in paragraphs] == [False, True]


def test_a_title_of_one_cell_does_not_make_a_table_narrow() -> None:
    rows = "| 路灯情况（单位：盏） |\n|---|\n| 项目 | 一季度 | 二季度 |\n| 路灯 | 46 | 58 |"
    assert read_plain(rows)[0].splitlines()[1:] == ["路灯：一季度46盏，二季度58盏。"]


@pytest.mark.parametrize(
    "text",
    [
        "汇报人：李明\t日期：10月9日\n路修好了。\t水通了。\n灯亮了。",
        "桃坪村    李明    10月9日\n路修好了  水通了  灯亮了  桥也好了\n就这些  完了  谢谢",
        "路修好了 水通了 灯亮了\n桥好了 渠清了 泵换了\n就这些 完了 谢谢",
        "桃坪村　工作汇报　2025年\n报送人　李明　专干\n审核人　王芳　支书",
        "桃坪村　工作汇报　三季度\n李明　专干　10月9日\n王芳　支书　10月10日",
        "桃坪村    李明    2025年\n柳河村    王芳    2025年\n石桥村    陈刚    2024年",
    ],
)
def test_gaps_between_words_make_no_table(text: str) -> None:
    assert read_plain(text)[0] == text


def test_bars_alone_make_no_table_where_no_column_holds_figures() -> None:
    text = "党建｜学习｜支部\n组织学习12次｜参加34人｜覆盖全体\n产业｜辣椒｜320亩"
    assert read_plain(text)[0] == text


def test_a_first_head_may_be_empty_and_a_line_of_the_form_stand_above() -> None:
    text, _ = read_plain(
        "填报单位：桃坪村 | 填报人：李明 | 9月30日\n | 本季 | 去年\n低保户 | 20户 | 18户\n监测户 | 3户 | 4户"
    )
    assert text.splitlines() == [
        "填报单位：桃坪村 | 填报人：李明 | 9月30日",
        "低保户：本季20户，去年18户。",
        "监测户：本季3户，去年4户。",
    ]


def test_what_looks_like_a_time_joins_hard_wrapped_prose() -> None:
    first = "上午全村党员在村部集中学习，并且讨论了下一步集体经济的打算，"
    first += "分红比例经全体村民代表举手表决，最终确定为按出资和出地两项以及人口来算"
    assert len(lines(f"{first}\n3:70分配，共分18万元。")) == 1
