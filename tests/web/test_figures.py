from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
import pytest
from httpx2 import Response
from openpyxl import load_workbook

from tests.web.conftest import CLASHING, LIUHE, SHIQIAO, Office


@pytest.fixture
def ledger(office: Office) -> tuple[Office, int]:
    batch = office.batch("石桥村", "柳河村")
    office.send(batch, {"石桥.txt": SHIQIAO, "柳河.txt": LIUHE})
    return office, batch


def row(office: Office, batch: int, name: str) -> dict[str, Any]:
    rows = [row for row in office.api("GET", f"/batches/{batch}/figures")["rows"] if row["name"] == name]
    assert len(rows) == 1, name
    (one,) = rows
    assert isinstance(one, dict)
    return one


def figure(office: Office, batch: int, name: str, village: str) -> dict[str, Any]:
    (cell,) = [cell for cell in row(office, batch, name)["cells"] if cell["village"] == village]
    (one,) = cell["figures"]
    assert isinstance(one, dict)
    return one


def decide(office: Office, batch: int, of: dict[str, Any], **given: Any) -> dict[str, Any]:
    path = f"/batches/{batch}/uploads/{of['upload']}/figures/{of['start']}"
    answer = office.api("PUT", path, json={"version": of["version"], **given})
    assert isinstance(answer, dict)
    return answer


def test_a_cell_holds_the_sentence_and_the_place_in_it(ledger: tuple[Office, int]) -> None:
    one = figure(*ledger, "监测户", "石桥村")
    assert one["text"][one["at"] : one["at"] + len(one["written"])] == one["written"] == "24户"


def test_a_figure_left_out_leaves_the_sum_and_can_come_back(ledger: tuple[Office, int]) -> None:
    office, batch = ledger
    assert row(office, batch, "监测户")["total"] == "42户"
    out = decide(office, batch, figure(office, batch, "监测户", "柳河村"), verdict="excluded")
    assert row(office, batch, "监测户")["total"] == "24户"
    decide(office, batch, out, verdict="")
    assert row(office, batch, "监测户")["total"] == "42户"


def test_a_corrected_figure_counts_in_the_sum(ledger: tuple[Office, int]) -> None:
    office, batch = ledger
    decide(office, batch, figure(office, batch, "监测户", "柳河村"), verdict="corrected", value=19)
    assert row(office, batch, "监测户")["total"] == "43户"
    assert figure(office, batch, "监测户", "柳河村")["verdict"] == "corrected"


def test_villages_that_contradict_themselves_come_first_and_are_settled_by_a_choice(office: Office) -> None:
    batch = office.batch()
    office.send(batch, {"石桥.txt": CLASHING, "柳河.txt": LIUHE})
    grid = office.api("GET", f"/batches/{batch}/figures")
    (doubt,) = [doubt for doubt in grid["doubts"] if doubt["name"] == "监测户"]
    assert (doubt["kind"], [f["printed"] for f in doubt["figures"]]) == ("contradiction", ["24户", "30户"])
    assert row(office, batch, "监测户")["total"] == "18户"
    decide(office, batch, doubt["figures"][1], verdict="excluded")
    assert row(office, batch, "监测户")["total"] == "42户"
    assert not [d for d in office.api("GET", f"/batches/{batch}/figures")["doubts"] if d["name"] == "监测户"]


def clash(office: Office, batch: int) -> list[dict[str, Any]]:
    """The figures of the doubts about 监测户."""
    doubts = office.api("GET", f"/batches/{batch}/figures")["doubts"]
    return [one for doubt in doubts if doubt["name"] == "监测户" for one in doubt["figures"]]


def accept_all(
    office: Office,
    batch: int,
    figures: list[dict[str, Any]],
    accepted: bool = True,
    counted: Sequence[dict[str, Any]] = (),
) -> Response:
    names = ("upload", "start", "version")
    seen = [{**{name: one[name] for name in names}, "counted": one in counted} for one in figures]
    path = f"/api/batches/{batch}/figures/both"
    return office.client.put(path, json={"figures": seen, "accepted": accepted})


@pytest.fixture
def clashing(office: Office) -> tuple[Office, int]:
    batch = office.batch()
    office.send(batch, {"石桥.txt": CLASHING, "柳河.txt": LIUHE})
    return office, batch


def test_figures_that_are_both_right_are_no_doubt_and_the_largest_counts(clashing: tuple[Office, int]) -> None:
    office, batch = clashing
    answer = accept_all(office, batch, clash(office, batch))
    assert answer.status_code == 200, answer.text
    assert [one["both"] for one in answer.json()] == ["beside", "counted"]
    assert clash(office, batch) == []
    assert row(office, batch, "监测户")["total"] == "48户"
    cells = {cell["village"]: cell["figures"] for cell in row(office, batch, "监测户")["cells"]}
    assert [one["printed"] for one in cells["石桥村"]] == ["24户", "30户"]
    text = str([passage["text"] for passage in office.draft(batch)["passages"]])
    assert "待核实" not in text


def test_what_was_both_right_can_be_taken_back_and_stands_in_the_log(clashing: tuple[Office, int]) -> None:
    office, batch = clashing
    before = clash(office, batch)
    accepted = accept_all(office, batch, before).json()
    assert accept_all(office, batch, accepted, accepted=False).status_code == 200
    assert clash(office, batch) == before
    log = [entry for entry in office.api("GET", f"/batches/{batch}/log") if "选定" in entry["action"]]
    assert [(entry["action"], entry["subject"], entry["after"]) for entry in log] == [
        ("撤回选定", "石桥村 监测户：24户、30户", {"verdict": ""}),
        ("选定数据", "石桥村 监测户：24户、30户", {"verdict": "both", "counted": "30户"}),
    ]


def test_a_corrected_figure_stays_corrected_when_both_are_right(clashing: tuple[Office, int]) -> None:
    office, batch = clashing
    decide(office, batch, clash(office, batch)[0], verdict="corrected", value=25)
    accepted = accept_all(office, batch, clash(office, batch)).json()
    assert [(one["value"], one["both"]) for one in accepted] == [(25.0, "beside"), (30.0, "counted")]
    assert row(office, batch, "监测户")["total"] == "48户"
    accept_all(office, batch, accepted, accepted=False)
    assert [(one["value"], one["verdict"]) for one in clash(office, batch)] == [(25.0, "corrected"), (30.0, "")]


def test_both_right_is_refused_on_top_of_an_unseen_decision_and_across_villages(clashing: tuple[Office, int]) -> None:
    office, batch = clashing
    stale = clash(office, batch)
    decide(office, batch, stale[0], verdict="confirmed")
    assert accept_all(office, batch, stale).status_code == 409
    other = figure(office, batch, "监测户", "柳河村")
    assert accept_all(office, batch, [stale[1], other]).status_code == 422
    assert accept_all(office, batch, [other]).status_code == 422


TWO_CROPS = "坡上种植1350亩。坝里种植900亩。山下种植300亩。"


@pytest.fixture
def planted(office: Office) -> tuple[Office, int]:
    """石桥村 plants three things, 柳河村 one."""
    batch = office.batch("石桥村", "柳河村")
    shiqiao = SHIQIAO.replace("新修产业路3.2公里", f"{TWO_CROPS}新修产业路3.2公里")
    office.send(batch, {"石桥.txt": shiqiao, "柳河.txt": LIUHE.replace("调解矛盾", "种植面积400亩。调解矛盾")})
    return office, batch


def crops(office: Office, batch: int) -> dict[str, Any]:
    (cell,) = [cell for cell in row(office, batch, "种植面积")["cells"] if cell["village"] == "石桥村"]
    assert isinstance(cell, dict)
    return cell


def workbook(office: Office, batch: int, sheet: str) -> list[list[Any]]:
    """Rows of a sheet of the table that is handed out."""
    draft = office.draft(batch)["id"]
    answer = office.client.get(f"/api/batches/{batch}/drafts/{draft}/files/indicators")
    assert answer.status_code == 200, answer.text
    loaded = load_workbook(BytesIO(answer.content), read_only=True)
    return [list(line) for line in loaded[sheet].iter_rows(values_only=True)]


def test_of_several_things_the_largest_counts_until_a_person_adds_them(planted: tuple[Office, int]) -> None:
    office, batch = planted
    cell = crops(office, batch)
    assert ([one["printed"] for one in cell["figures"]], cell["counting"]) == (["1350亩", "900亩", "300亩"], [0])
    assert row(office, batch, "种植面积")["total"] == "1750亩"
    answer = accept_all(office, batch, cell["figures"], counted=cell["figures"][:2])
    assert answer.status_code == 200, answer.text
    assert row(office, batch, "种植面积")["total"] == "2650亩"
    assert crops(office, batch)["counting"] == [0, 1]
    accept_all(office, batch, answer.json(), counted=answer.json()[1:2])
    assert (row(office, batch, "种植面积")["total"], crops(office, batch)["counting"]) == ("1300亩", [1])


def several(office: Office, batch: int) -> list[dict[str, Any]]:
    doubts = office.api("GET", f"/batches/{batch}/figures")["doubts"]
    return [doubt for doubt in doubts if (doubt["kind"], doubt["village"]) == ("several", "石桥村")]


def test_several_values_of_one_name_are_asked_about_until_a_person_says_which_count(
    planted: tuple[Office, int],
) -> None:
    office, batch = planted
    (doubt,) = several(office, batch)
    assert (doubt["name"], [one["printed"] for one in doubt["figures"]]) == ("种植面积", ["1350亩", "900亩", "300亩"])
    path = f"/batches/{batch}/drafts/{office.draft(batch)['id']}/readiness"
    before = office.api("GET", path)["undecided"]
    answer = accept_all(office, batch, doubt["figures"]).json()
    assert several(office, batch) == []
    assert office.api("GET", path)["undecided"] == before - 1
    accept_all(office, batch, answer, accepted=False)
    assert len(several(office, batch)) == 1


def test_confirming_one_of_several_counts_it_and_leaves_the_others_beside(planted: tuple[Office, int]) -> None:
    office, batch = planted
    second = crops(office, batch)["figures"][1]
    assert decide(office, batch, second, verdict="confirmed")["both"] == "counted"
    assert row(office, batch, "种植面积")["total"] == "1300亩"
    assert (crops(office, batch)["counting"], several(office, batch)) == ([1], [])
    late = office.client.put(f"/api/batches/{batch}/uploads/{second['upload']}/figures/{second['start']}",
                             json={"verdict": "confirmed", "version": 0})  # fmt: skip
    assert late.status_code == 409


def test_one_value_told_twice_is_not_asked_about(office: Office) -> None:
    batch = office.batch("石桥村")
    office.send(batch, {"石桥.txt": SHIQIAO.replace("安装路灯46盏。", "安装路灯46盏。三季度村集体收入86.5万元。")})
    cells = row(office, batch, "村级集体经济收入")["cells"]
    assert [len(cell["figures"]) for cell in cells] == [2]
    assert several(office, batch) == []


def test_a_sum_that_a_person_made_is_the_same_in_page_workbook_and_draft(planted: tuple[Office, int]) -> None:
    office, batch = planted
    figures = crops(office, batch)["figures"]
    accept_all(office, batch, figures, counted=figures[:2])
    (line,) = [line for line in workbook(office, batch, "指标汇总") if line[0] == "种植面积"]
    assert (line[3], line[6], line[7]) == (2650, "石桥村2250；柳河村400", "石桥村300")
    (told,) = [line for line in workbook(office, batch, "出处") if line[4] == 2250]
    first, second = (f"第{one['sentence'] + 1}句的{one['printed']}" for one in figures[:2])
    note = f"相加：{first}、{second}，经本机用户核实不是一回事，种植面积合计2250亩。"
    assert (told[6], told[9]) == ("计入合计", note)
    draft = office.draft(batch)["id"]
    word = office.client.get(f"/api/batches/{batch}/drafts/{draft}/files/word")
    cells = [c.text for t in docx.Document(BytesIO(word.content)).tables for r in t.rows for c in r.cells]
    assert "石桥村2250亩（同名其他数300亩）；柳河村400亩" in cells


def test_rates_and_figures_of_two_reports_are_not_added(planted: tuple[Office, int]) -> None:
    office, batch = planted
    office.send(batch, {"石桥补.txt": SHIQIAO.replace("新修产业路3.2公里", "坡上种植120亩。新修产业路3.2公里")})
    figures = crops(office, batch)["figures"]
    refused = accept_all(office, batch, figures, counted=[figures[0], figures[-1]])
    assert (refused.status_code, "两份汇报" in refused.json()["detail"]) == (422, True)
    assert accept_all(office, batch, figures, counted=[figures[-1]]).status_code == 200


def test_one_name_in_two_units_stands_in_one_row(office: Office) -> None:
    batch = office.batch()
    liuhe = LIUHE.replace("调解矛盾", "硬化产业路600米。调解矛盾")
    office.send(batch, {"石桥.txt": SHIQIAO, "柳河.txt": liuhe})
    road = row(office, batch, "道路建设")
    assert road["total"] == "3.8公里"
    assert [(cell["village"], cell["counting"]) for cell in road["cells"]] == [("石桥村", [0]), ("柳河村", [0])]


def test_a_corrected_unit_is_understood(ledger: tuple[Office, int]) -> None:
    office, batch = ledger
    income = figure(office, batch, "村级集体经济收入", "石桥村")
    after = decide(office, batch, income, verdict="corrected", value=90, unit="万元")
    assert (after["value"], after["unit"]) == (900000.0, "元")
    assert row(office, batch, "村级集体经济收入")["total"] == "102万元"


def test_a_figure_that_is_right_beside_others_is_not_decided_about_alone(clashing: tuple[Office, int]) -> None:
    office, batch = clashing
    _, counted = accept_all(office, batch, clash(office, batch)).json()
    path = f"/api/batches/{batch}/uploads/{counted['upload']}/figures/{counted['start']}"
    answer = office.client.put(path, json={"verdict": "excluded", "version": counted["version"]})
    assert answer.status_code == 422
    assert "先点“撤回选定”" in answer.json()["detail"]


def test_a_value_far_from_the_other_villages_is_an_outlier_until_confirmed(office: Office) -> None:
    batch = office.batch()
    files: dict[str, str | bytes] = {
        f"{name}.txt": LIUHE.replace("柳河", name).replace("监测户18户61人", f"监测户{count}户")
        for name, count in (("东山", 18), ("西山", 20), ("南山", 22), ("北山", 900))
    }
    office.send(batch, files)
    (doubt,) = [d for d in office.api("GET", f"/batches/{batch}/figures")["doubts"] if d["name"] == "监测户"]
    assert (doubt["kind"], doubt["village"]) == ("outlier", "北山村")
    assert "北山村" in [line[3] for line in workbook(office, batch, "待核实")]
    decide(office, batch, doubt["figures"][0], verdict="confirmed")
    assert not [d for d in office.api("GET", f"/batches/{batch}/figures")["doubts"] if d["name"] == "监测户"]
    assert "北山村" not in [line[3] for line in workbook(office, batch, "待核实")]


def test_a_decision_on_top_of_an_unseen_one_is_refused(ledger: tuple[Office, int]) -> None:
    office, batch = ledger
    one = figure(office, batch, "监测户", "石桥村")
    decide(office, batch, one, verdict="confirmed")
    path = f"/api/batches/{batch}/uploads/{one['upload']}/figures/{one['start']}"
    late = office.client.put(path, json={"verdict": "excluded", "version": 0})
    assert (late.status_code, late.json()["current"]["verdict"]) == (409, "confirmed")


@pytest.mark.parametrize(
    "fields",
    [{"value": -1}, {"value": 1e300}, {"unit": " "}, {"status": "maybe"}, {"period": "去年"}, {"name": ""}, {}],
)
def test_a_correction_that_makes_no_sense_is_refused(ledger: tuple[Office, int], fields: dict[str, Any]) -> None:
    office, batch = ledger
    one = figure(office, batch, "监测户", "石桥村")
    path = f"/api/batches/{batch}/uploads/{one['upload']}/figures/{one['start']}"
    answer = office.client.put(path, json={"verdict": "corrected", "version": 0, **fields})
    assert answer.status_code == 422, answer.text


def test_every_figure_of_a_sum_is_seen_in_its_row(office: Office) -> None:
    """In another unit of the row's (条 for 艘), or read as a share: the cells of a row add up to its sum."""
    batch = office.batch()
    told = {
        "石桥": "全村渔船12艘，外出务工60人。",
        "柳河": "渔船有8条。党员51人，外出务工372人。",
        "新庄": "渔船5条。外出务工44人。",
    }
    files: dict[str, str | bytes] = {
        f"{name}.txt": f"{name}村2025年第三季度工作汇报\n\n一、主要工作成效\n{text}\n" for name, text in told.items()
    }
    office.send(batch, files)
    shown = {
        name: (one["total"], [cell["figures"][0]["printed"] for cell in one["cells"]])
        for name in ("渔船", "务工人数")
        for one in [row(office, batch, name)]
    }
    assert shown == {"渔船": ("25艘", ["12艘", "8条", "5条"]), "务工人数": ("476人", ["60人", "372人", "44人"])}
