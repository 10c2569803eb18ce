from __future__ import annotations

import pytest

from huibao.ingest.author import read_author


def signed(*lines: str) -> str:
    return read_author(signature=lines, opening=(), file_name="", property_author="")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("汇报人：李明", "李明"),
        ("汇报人:李明", "李明"),
        ("汇报人 李明", "李明"),
        ("汇报人：石桥村驻村专干 李明", "李明"),
        ("汇报人：石桥村驻村第一书记李明", "李明"),
        ("汇报人：李　明", "李明"),
        ("汇报人：李 明", "李明"),
        ("（汇报人：李明）", "李明"),
        ("汇报人：李明、王小芳", "李明、王小芳"),
        ("汇报人：李明 王小芳", "李明、王小芳"),
        ("汇报人：李明　2025年10月9日", "李明"),
        ("汇报人：阿依古丽·买买提", "阿依古丽·买买提"),
        ("汇报人：叶尔江", "叶尔江"),
        ("报告人 石桥村党支部书记 欧阳志远", "欧阳志远"),
        ("述职人：李明", "李明"),
        ("执笔：李明", "李明"),
        ("填报人：李明 电话：13800000000", "李明"),
        ("石桥村 李明", "李明"),
        ("石桥村　驻村专干　李明", "李明"),
        ("石桥村驻村专干 李明", "李明"),
        ("石桥村驻村专干李明", "李明"),
        ("石桥村驻村专干：李明", "李明"),
        ("石桥村驻村工作队　李明　　2025年10月11日", "李明"),
        ("观音阁社区党支部　汪海燕", "汪海燕"),
        ("清溪镇石桥村村民委员会 李明", "李明"),
        ("石桥村 李明 9月30日", "李明"),
        ("李明（石桥村驻村专干）", "李明"),
        ("李明", "李明"),
        ("石桥村驻村工作队", ""),
        ("清溪镇石桥村村民委员会", ""),
        ("2025年10月9日", ""),
        ("以上汇报，请批评指正。", ""),
        ("汇报完毕，谢谢大家", ""),
        ("会上您说的事", ""),
        ("汇报人：", ""),
        ("恳请各位领导批评指正", ""),
    ],
)
def test_signature(line: str, author: str) -> None:
    assert signed(line) == author


def test_the_last_signature_counts_and_the_date_below_is_no_hindrance() -> None:
    assert signed("记录人：王芳", "石桥村 李明", "2025年10月9日") == "李明"


def test_a_label_in_the_opening_is_read_where_nobody_signs() -> None:
    found = read_author(signature=["谢谢大家"], opening=["汇报人：李明"], file_name="", property_author="")
    assert found == "李明"


@pytest.mark.parametrize(
    ("file_name", "author"),
    [
        ("石桥村三季度情况(李明)", "李明"),
        ("石桥村三季度情况（李明）", "李明"),
        ("石桥村汇报-李明", "李明"),
        ("石桥村汇报_李明", "李明"),
        ("石桥村汇报（定稿）", ""),
        ("石桥村汇报（最终版）", ""),
        ("石桥村汇报（补交）", ""),
        ("石桥村汇报", ""),
    ],
)
def test_a_name_in_the_file_s_name(file_name: str, author: str) -> None:
    assert read_author(signature=(), opening=(), file_name=file_name, property_author="") == author


@pytest.mark.parametrize(
    ("known", "author"),
    [("李明", "李明"), ("Administrator", ""), ("微软用户", ""), ("python-docx", ""), ("  ", "")],
)
def test_the_properties_come_last_and_program_names_never(known: str, author: str) -> None:
    assert read_author(signature=(), opening=(), file_name="汇报", property_author=known) == author
    assert read_author(signature=["石桥村 王芳"], opening=(), file_name="", property_author=known) == "王芳"
