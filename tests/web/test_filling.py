"""A silent cell: what may fill it, and what was said before."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest

from tests.web.conftest import Office
from tests.web.test_figures import decide, figure, row, workbook


def report(village: str, told: str, homes: int = 20, quarter: str = "三") -> str:
    return (
        f"{village}2025年第{quarter}季度工作汇报\n\n一、主要工作成效\n{told}全村监测户{homes}户。新修产业路2公里。\n"
        "二、存在的问题\n冷库太小。\n三、下一步打算\n下一步计划改造户厕30户。\n"
    )


FILES: dict[str, str | bytes] = {
    "石桥.txt": report("石桥村", "全村鱼塘1200亩。"),
    "柳河.txt": report("柳河村", "全村鱼塘900亩。", 21),
    "鲢口.txt": report("鲢口村", "三季度管好水产基地1100亩，亩均效益不错。栽了油菜150亩。", 22),
}
VILLAGES = ("石桥村", "柳河村", "鲢口村", "双河村")


@pytest.fixture
def ponds(office: Office) -> tuple[Office, int]:
    """鲢口村 calls its ponds otherwise; 双河村 handed in nothing."""
    batch = office.batch(*VILLAGES)
    office.send(batch, FILES)
    return office, batch


def choices(office: Office, batch: int, name: str, village: str) -> list[dict[str, Any]]:
    of = row(office, batch, name)
    params = {"name": name, "unit": of["unit"], "period": of["period"], "village": village}
    found: list[dict[str, Any]] = office.api("GET", f"/batches/{batch}/figures/choices", params=params)
    return found


def into(of: dict[str, Any]) -> dict[str, Any]:
    """The correction that records a figure in a row."""
    return {"verdict": "corrected", "name": of["name"], "period": of["period"], "status": "actual", "settled": True}


def fill(office: Office, batch: int, name: str = "鱼塘", village: str = "鲢口村") -> dict[str, Any]:
    """Put the likeliest figure into a village's cell."""
    return decide(office, batch, choices(office, batch, name, village)[0]["figure"], **into(row(office, batch, name)))


def test_the_likeliest_figure_of_its_kind_is_first(ponds: tuple[Office, int]) -> None:
    found = choices(*ponds, "鱼塘", "鲢口村")
    assert [(one["figure"]["printed"], one["name"], one["known"]) for one in found] == [
        ("1100亩", "水产基地", ""),
        ("150亩", "油菜", ""),
    ]
    assert choices(*ponds, "鱼塘", "双河村") == []


def test_a_figure_recorded_in_a_silent_cell_counts_at_once_and_leaves_with_one_step(ponds: tuple[Office, int]) -> None:
    office, batch = ponds
    assert row(office, batch, "鱼塘")["total"] == "2100亩"
    after = fill(office, batch)
    assert row(office, batch, "鱼塘")["total"] == "3200亩"
    assert figure(office, batch, "鱼塘", "鲢口村")["printed"] == "1100亩"
    assert not [one for one in office.api("GET", f"/batches/{batch}/figures")["rows"] if one["name"] == "水产基地"]
    (line,) = [entry for entry in office.api("GET", f"/batches/{batch}/log") if entry["action"] == "更正数据"]
    assert (line["after"]["name"], line["after"]["verdict"]) == ("鱼塘", "corrected")
    decide(office, batch, after, verdict="")
    assert row(office, batch, "鱼塘")["total"] == "2100亩"
    assert row(office, batch, "水产基地")["total"] == "1100亩"


def test_the_sentence_of_a_recorded_figure_is_quoted_as_it_is_and_proves_the_sum(ponds: tuple[Office, int]) -> None:
    office, batch = ponds
    fill(office, batch)
    draft = office.draft(batch)
    assert [fault for passage in draft["passages"] for fault in passage["faults"]] == []
    assert "水产基地1100亩" in "".join(passage["text"] for passage in draft["passages"])
    told = [line for line in workbook(office, batch, "出处") if line[0] == "鱼塘" and "鲢口村" in line]
    assert told, workbook(office, batch, "出处")
    assert all("更正：" not in str(line) and "水产基地1100亩" in str(line) for line in told)


def test_a_figure_of_another_status_can_be_recorded_and_what_else_its_sentence_tells_stays(office: Office) -> None:
    batch = office.batch()
    files = {**FILES, "鲢口.txt": report("鲢口村", "计划养水产基地1100亩，住村640人。", 22)}
    for name, told in (("石桥", "常住人口700人。"), ("柳河", "常住人口500人。")):
        files[f"{name}.txt"] = str(files[f"{name}.txt"]).replace("全村监测户", f"{told}全村监测户")
    office.send(batch, files)
    before = row(office, batch, "常住人口")["total"]
    (plan,) = [one for one in choices(office, batch, "鱼塘", "鲢口村") if one["figure"]["printed"] == "1100亩"]
    assert plan["figure"]["status"] == "plan"
    fill(office, batch)
    assert row(office, batch, "鱼塘")["total"] == "3200亩"
    assert row(office, batch, "常住人口")["total"] == before == "1840人"


def test_a_figure_is_of_the_row_that_a_person_names_though_it_was_read_under_that_name(office: Office) -> None:
    batch = office.batch()
    office.send(batch, FILES)
    of = figure(office, batch, "水产基地", "鲢口村")
    path = f"/api/batches/{batch}/uploads/{of['upload']}/figures/{of['start']}"
    same = {"verdict": "corrected", "name": of["name"], "version": 0}
    assert office.client.put(path, json=same).status_code == 422
    assert office.client.put(path, json={**same, "settled": True}).json()["settled"] is True
    assert row(office, batch, "水产基地")["total"] == "1100亩"


def test_the_rows_of_its_kind_stand_in_order_of_likeness_for_a_figure(ponds: tuple[Office, int]) -> None:
    office, batch = ponds
    of = figure(office, batch, "水产基地", "鲢口村")
    rows = office.api("GET", f"/batches/{batch}/uploads/{of['upload']}/figures/{of['start']}/rows")
    assert [(one["name"], one["silent"]) for one in rows] == [("鱼塘", True), ("油菜", False)]


def next_quarter(office: Office) -> int:
    batch = office.batch(name="四季度汇报", period="2025Q4")
    told = {
        "石桥": "全村鱼塘1300亩。",
        "柳河": "水产基地950亩。",
        "鲢口": "水产基地1150亩。",
        "双河": "全村鱼塘400亩。",
    }
    office.send(batch, {f"{name}.txt": report(f"{name}村", words, quarter="四") for name, words in told.items()})
    return batch


def offers(office: Office, batch: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.api("GET", f"/batches/{batch}/figures")["offers"]
    return found


def left(office: Office, batch: int) -> list[tuple[str, str]]:
    """Rows and villages of the cells for which a person has to look."""
    return [(one["name"], one["village"]) for one in office.api("GET", f"/batches/{batch}/figures")["left"]]


def test_what_was_recorded_once_is_offered_in_the_next_batch_and_filled_and_taken_back_at_once(
    ponds: tuple[Office, int],
) -> None:
    office, batch = ponds
    fill(office, batch)
    assert offers(office, batch) == []
    later = next_quarter(office)
    assert choices(office, later, "鱼塘", "鲢口村")[0]["known"] == "earlier"
    found = offers(office, later)
    assert sorted((one["name"], one["figure"]["village"]) for one in found) == [("鱼塘", "柳河村"), ("鱼塘", "鲢口村")]
    assert row(office, later, "鱼塘")["total"] == "1700亩"
    seen = [{"upload": one["figure"]["upload"], "start": one["figure"]["start"]} for one in found]
    given = [{**one, "version": 0, **into(found[0])} for one in seen]
    after = office.api("PUT", f"/batches/{later}/figures", json={"figures": given})
    assert (row(office, later, "鱼塘")["total"], offers(office, later)) == ("3800亩", [])
    back = [{**one, "version": now["version"], "verdict": ""} for one, now in zip(seen, after, strict=True)]
    office.api("PUT", f"/batches/{later}/figures", json={"figures": back})
    assert row(office, later, "鱼塘")["total"] == "1700亩"


def test_several_decisions_are_made_together_or_not_at_all(ponds: tuple[Office, int]) -> None:
    office, batch = ponds
    fill(office, batch)
    later = next_quarter(office)
    given = [
        {"upload": one["figure"]["upload"], "start": one["figure"]["start"], "version": seen, **into(one)}
        for one, seen in zip(offers(office, later), (0, 7), strict=True)
    ]
    assert office.client.put(f"/api/batches/{later}/figures", json={"figures": given}).status_code == 409
    assert row(office, later, "鱼塘")["total"] == "1700亩"


def test_a_name_that_says_little_is_offered_to_the_same_village_alone(office: Office) -> None:
    def told(quarter: str) -> dict[str, str | bytes]:
        return {
            f"{name}.txt": report(f"{name}村", words, quarter=quarter)
            for name, words in (("石桥", "全村鱼塘1200亩。"), ("柳河", "全村鱼塘900亩。"), ("鲢口", "种植面积1100亩。"),
                                ("双河", "种植面积800亩。"))
        }  # fmt: skip

    batch = office.batch()
    office.send(batch, told("三"))
    fill(office, batch)
    assert choices(office, batch, "鱼塘", "双河村")[0]["known"] == ""
    later = office.batch(name="四季度汇报", period="2025Q4")
    office.send(later, told("四"))
    assert [one["figure"]["village"] for one in offers(office, later)] == ["鲢口村"]
    assert [choices(office, later, "鱼塘", f"{name}村")[0]["known"] for name in ("鲢口", "双河")] == ["earlier", ""]


def test_a_figure_that_was_once_put_here_and_once_there_is_offered_for_neither(ponds: tuple[Office, int]) -> None:
    office, batch = ponds
    fill(office, batch)
    other = office.batch(name="别处的三季度")
    files = {**FILES, "鲢口.txt": str(FILES["鲢口.txt"]).replace("栽了油菜150亩。", "")}
    office.send(other, {name: str(text).replace("鱼塘", "油菜") for name, text in files.items()})
    decide(office, other, figure(office, other, "水产基地", "鲢口村"), **into(row(office, other, "油菜")))
    later = office.batch(name="四季度汇报", period="2025Q4")
    told = {
        "石桥": "全村鱼塘1300亩。全村油菜300亩。",
        "柳河": "全村鱼塘900亩。全村油菜200亩。",
        "鲢口": "水产基地1150亩。",
    }
    office.send(later, {f"{name}.txt": report(f"{name}村", words, quarter="四") for name, words in told.items()})
    assert [one["name"] for one in offers(office, later) if one["figure"]["village"] == "鲢口村"] == []
    assert sorted(left(office, later)) == [("油菜", "鲢口村"), ("鱼塘", "鲢口村")]


def test_what_a_village_calls_by_a_general_name_is_no_rule_for_another(ponds: tuple[Office, int]) -> None:
    office, batch = ponds
    decide(office, batch, figure(office, batch, "油菜", "鲢口村"), **into(row(office, batch, "鱼塘")))
    later = office.batch(name="四季度汇报", period="2025Q4")
    told = {"石桥": "全村鱼塘1300亩。", "双河": "全村鱼塘400亩。", "柳河": "栽了油菜200亩。", "鲢口": "栽了油菜160亩。"}
    office.send(later, {f"{name}.txt": report(f"{name}村", words, quarter="四") for name, words in told.items()})
    assert [one["figure"]["village"] for one in offers(office, later) if one["name"] == "鱼塘"] == ["鲢口村"]


def test_cells_that_are_not_filled_as_before_are_left_to_a_person(ponds: tuple[Office, int]) -> None:
    office, batch = ponds
    fill(office, batch)
    assert left(office, batch) == []
    later = office.batch(name="四季度汇报", period="2025Q4")
    told = {
        "石桥": "全村鱼塘1300亩。",
        "柳河": "水产基地950亩。",
        "鲢口": "东边水产基地1150亩。西边水产基地300亩。",
        "双河": "计划养水产基地400亩。",
        "杨树": "栽了油菜150亩。",
    }
    office.send(later, {f"{name}.txt": report(f"{name}村", words, quarter="四") for name, words in told.items()})
    assert [one["figure"]["village"] for one in offers(office, later)] == ["柳河村"]
    assert left(office, later) == [("鱼塘", "鲢口村"), ("鱼塘", "双河村")]
    decide(office, later, choices(office, later, "鱼塘", "双河村")[0]["figure"], verdict="excluded")
    assert left(office, later) == [("鱼塘", "鲢口村")]


def test_the_word_table_marks_what_a_person_corrected_or_recorded(ponds: tuple[Office, int]) -> None:
    office, batch = ponds
    fill(office, batch)
    decide(office, batch, figure(office, batch, "监测户", "柳河村"), verdict="corrected", value=25)
    draft = office.draft(batch)["id"]
    word = office.client.get(f"/api/batches/{batch}/drafts/{draft}/files/clean")
    table = docx.Document(BytesIO(word.content)).tables[0]
    values = {line.cells[0].text: line.cells[3].text.split() for line in table.rows}
    assert values["监测户"] == ["石桥村20户", "柳河村25户（审核改过）", "鲢口村22户"]
    assert values["鱼塘"] == ["石桥村1200亩", "柳河村900亩", "鲢口村1100亩（审核归入）"]
