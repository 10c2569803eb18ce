"""A correction is of the number: it is foretold, and it holds wherever the report tells it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest

from tests.web.conftest import LIUHE, SHIQIAO, Office
from tests.web.test_figures import decide, figure, row, workbook

TWICE = LIUHE.replace("调解矛盾", "对18户监测对象逐户走访。调解矛盾")


@pytest.fixture
def told_twice(office: Office) -> tuple[Office, int]:
    """柳河村 tells the number of its 监测户 in two sentences."""
    batch = office.batch("石桥村", "柳河村")
    office.send(batch, {"石桥.txt": SHIQIAO, "柳河.txt": TWICE})
    return office, batch


def mentions(office: Office, batch: int) -> list[dict[str, Any]]:
    (cell,) = [cell for cell in row(office, batch, "监测户")["cells"] if cell["village"] == "柳河村"]
    found: list[dict[str, Any]] = cell["figures"]
    assert len(found) == 2
    return found


def preview(office: Office, batch: int, of: dict[str, Any], **fields: Any) -> Any:
    return office.api("POST", f"/batches/{batch}/uploads/{of['upload']}/figures/{of['start']}/preview", json=fields)


def test_a_correction_is_foretold_as_the_table_will_show_it(told_twice: tuple[Office, int]) -> None:
    office, batch = told_twice
    income = figure(office, batch, "村级集体经济收入", "石桥村")
    assert (income["printed_value"], income["printed_unit"]) == ("86.5", "万元")
    slip = preview(office, batch, income, value=36.2, unit="元")
    assert (slip["printed"], slip["times"] < 1 / 20, slip["together"]) == ("36.2元", True, 0)
    meant = preview(office, batch, income, value=36.2, unit="万元")
    assert (meant["printed"], meant["times"]) == ("36.2万元", pytest.approx(362 / 865))
    assert preview(office, batch, income, value=3, unit="户")["times"] is None
    # What is foretold is not kept, and what has been corrected is what the next is held against.
    assert figure(office, batch, "村级集体经济收入", "石桥村") == income
    decide(office, batch, income, verdict="corrected", value=36.2, unit="元")
    assert preview(office, batch, income, value=36.2, unit="万元")["times"] == pytest.approx(10_000)


def test_a_preview_of_nothing_or_nonsense_is_refused_in_one_sentence(told_twice: tuple[Office, int]) -> None:
    office, batch = told_twice
    of = mentions(office, batch)[0]
    path = f"/api/batches/{batch}/uploads/{of['upload']}/figures"
    assert office.client.post(f"{path}/{of['start']}/preview", json={"value": -1}).status_code == 422
    answer = office.client.post(f"{path}/{of['start'] + 1}/preview", json={"value": 1})
    assert (answer.status_code, answer.json()["detail"]) == (422, "这里没有读到数据；请刷新页面")


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("value", [8, 28])
def test_a_number_told_twice_is_corrected_in_both_places(
    told_twice: tuple[Office, int], place: int, value: int
) -> None:
    office, batch = told_twice
    assert preview(office, batch, mentions(office, batch)[place], value=value)["together"] == 1
    decide(office, batch, mentions(office, batch)[place], verdict="corrected", value=value)
    assert [(one["value"], one["verdict"]) for one in mentions(office, batch)] == [(value, "corrected")] * 2
    assert row(office, batch, "监测户")["total"] == f"{24 + value}户"
    assert office.api("GET", f"/batches/{batch}/figures")["doubts"] == []
    (line,) = [line for line in workbook(office, batch, "指标汇总") if line[0] == "监测户"]
    assert (line[6], line[7]) == (f"石桥村24；柳河村{value}", None)
    log = [entry for entry in office.api("GET", f"/batches/{batch}/log") if entry["action"] == "更正数据"]
    assert len({entry["subject"] for entry in log}) == 2


def test_taking_back_takes_back_both_and_a_second_correction_changes_both(told_twice: tuple[Office, int]) -> None:
    office, batch = told_twice
    decide(office, batch, mentions(office, batch)[0], verdict="corrected", value=8)
    decide(office, batch, mentions(office, batch)[1], verdict="corrected", value=9)
    assert [one["value"] for one in mentions(office, batch)] == [9, 9]
    decide(office, batch, mentions(office, batch)[0], verdict="")
    assert [(one["value"], one["verdict"]) for one in mentions(office, batch)] == [(18, "")] * 2


def test_a_mention_left_out_stays_out_when_the_other_is_corrected(told_twice: tuple[Office, int]) -> None:
    office, batch = told_twice
    decide(office, batch, mentions(office, batch)[1], verdict="excluded")
    decide(office, batch, mentions(office, batch)[0], verdict="corrected", value=8)
    assert [(one["value"], one["verdict"]) for one in mentions(office, batch)] == [(8, "corrected"), (18, "excluded")]


def test_a_number_told_twice_is_left_out_and_counted_again_in_both_places(told_twice: tuple[Office, int]) -> None:
    office, batch = told_twice
    assert [one["again"] for one in mentions(office, batch)] == [1, 1]
    decide(office, batch, mentions(office, batch)[1], verdict="excluded", everywhere=True)
    assert [(one["verdict"], one["again"]) for one in mentions(office, batch)] == [("excluded", 1)] * 2
    assert row(office, batch, "监测户")["total"] == "24户"
    decide(office, batch, mentions(office, batch)[0], verdict="")
    assert [(one["verdict"], one["again"]) for one in mentions(office, batch)] == [("", 0), ("excluded", 0)]
    decide(office, batch, mentions(office, batch)[0], verdict="excluded", everywhere=True)
    decide(office, batch, mentions(office, batch)[0], verdict="", everywhere=True)
    assert [one["verdict"] for one in mentions(office, batch)] == ["", ""]
    assert row(office, batch, "监测户")["total"] == "42户"


def test_one_number_in_two_units_is_corrected_in_both(office: Office) -> None:
    batch = office.batch()
    office.send(batch, {"石桥.txt": SHIQIAO.replace("安装路灯46盏。", "安装路灯46盏。硬化产业路3200米。")})

    def roads() -> list[dict[str, Any]]:
        (cell,) = row(office, batch, "道路建设")["cells"]
        return list(cell["figures"])

    decide(office, batch, roads()[0], verdict="corrected", value=3.5)
    assert row(office, batch, "道路建设")["total"] == "3.5公里"
    assert [one["verdict"] for one in roads()] == ["corrected"] * 2


def test_a_village_whose_figure_was_left_out_is_not_called_silent(told_twice: tuple[Office, int]) -> None:
    office, batch = told_twice
    office.send(
        batch,
        {"双河.txt": LIUHE.replace("柳河", "双河"), "大塘.txt": LIUHE.replace("柳河", "大塘").replace("18户", "多")},
    )
    decide(office, batch, figure(office, batch, "监测户", "双河村"), verdict="excluded")
    (line,) = [line for line in workbook(office, batch, "指标汇总") if line[0] == "监测户" and line[1] == "户"]
    assert line[9] == "大塘村；双河村已汇报，审核定为不计入"
    draft = office.draft(batch)["id"]
    word = office.client.get(f"/api/batches/{batch}/drafts/{draft}/files/word")
    rows = [[c.text for c in r.cells] for t in docx.Document(BytesIO(word.content)).tables for r in t.rows]
    (shown,) = [cells for cells in rows if cells[0] == "监测户" and cells[1].endswith("户")]
    assert shown[-1] == "大塘村；双河村已汇报，审核定为不计入"
