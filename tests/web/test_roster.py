from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from huibao.web.errors import Invalid
from huibao.web.roster import check_roster, read_roster, read_roster_workbook

TWO = ["双桥村", "三河村"]


@pytest.mark.parametrize(
    "text",
    [
        "双桥村\n三河村\n",
        "双桥村、三河村，双桥村",
        "1 双桥村\n2 三河村",
        "1、双桥村\n2、三河村",
        "1.双桥村\n2．三河村",
        "1双桥村\n2三河村",
        "（1）双桥村\n（2）三河村",
        "(1) 双桥村\n(2) 三河村",
        "一、双桥村\n二、三河村",
        "①双桥村\n②三河村",
        "1 双桥村 李明\n2 三河村 王芳",
        "序号\t村名\t干部\n1\t双桥村\t李明\n2\t三河村\t王芳\n",
        "青石镇各村干部\t\t\n序号\t村（居）名称\t干部\n1\t双桥村\t李明\n2\t三河村\t王芳\n\t合计\t2人",
        "1\t李明\t双桥村\n2\t王芳\t三河村",
        "序号 村名 干部\n1 双桥村 李明\n2 三河村 王芳",
        "村名\n双桥村\n三河村",
        "1\t双桥村\n2\t三河村",
    ],
)
def test_a_pasted_list_is_read_as_a_person_would(text: str) -> None:
    assert read_roster(text) == TWO


@pytest.mark.parametrize(
    "text",
    [
        "1\t双桥村\n2、三河村",
        "1、双桥村\n2\t三河村",
        "双桥村\n2\t三河村",
        "1\t双桥村\t李明\n2、三河村 王芳",
        "1\t双桥村\t李明\n三河村\t王芳",
        "序号\t村名\t干部\n1\t双桥村\t李明\n2、三河村\n填表人：李明",
        "序号 村名 干部\n1 双桥村 李明\n2、三河村 王芳",
        "青石镇名册\n1\t双桥村\n（2）三河村",
    ],
)
def test_lines_of_different_shapes_lose_no_village(text: str) -> None:
    assert read_roster(text) == TWO


def test_lines_of_different_shapes_lose_no_name_without_an_ending() -> None:
    assert read_roster("1\t上坪\n2、双河\n大塘") == ["上坪", "双河", "大塘"]


def test_names_that_begin_with_a_numeral_stay_whole() -> None:
    names = ["一心村", "三河村", "七里沟", "十八里社区"]
    assert read_roster("\n".join(names)) == names
    assert check_roster(names) == names


def test_names_without_an_ending_are_kept() -> None:
    assert read_roster("上坪 双河\n大塘村") == ["上坪", "双河", "大塘村"]


def test_a_workbook_without_a_head_gives_the_column_of_villages() -> None:
    workbook = Workbook()
    sheet = workbook.create_sheet("名册", 0)
    for number, (who, village) in enumerate([("李明", "双桥村"), ("王芳", "三河村")], 1):
        sheet.append([number, who, village])
    stream = BytesIO()
    workbook.save(stream)
    assert read_roster_workbook(stream.getvalue()) == TWO


def test_a_sentence_is_no_village() -> None:
    with pytest.raises(Invalid, match="不像村名"):
        read_roster("双桥村" * 20)
