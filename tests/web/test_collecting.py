from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from huibao.web.batches import period_choices
from tests.web.conftest import LIUHE, SHIQIAO, Office


def test_a_batch_knows_what_came_and_what_is_missing(office: Office) -> None:
    batch = office.batch("石桥村", "柳河村", "杨树村")
    uploads = office.send(batch, {"a.txt": SHIQIAO, "柳河.txt": LIUHE})
    assert [(u["state"], u["village"], u["author"], u["period"]) for u in uploads] == [
        ("ready", "石桥村", "李明", "2025Q3"),
        ("ready", "柳河村", "王芳", "2025Q3"),
    ]
    assert office.api("GET", f"/batches/{batch}")["handed_in"]["missing"] == ["杨树村"]


def test_one_bad_file_says_why_and_does_not_stop_the_others(office: Office) -> None:
    batch = office.batch()
    files: dict[str, str | bytes] = {
        "空.txt": "",
        "英文.txt": "Nothing in Chinese here.",
        "旧.doc": b"\xd0\xcf\x11\xe0",
        "好.txt": SHIQIAO,
    }
    uploads = office.send(batch, files)
    assert [u["state"] for u in uploads] == ["problem", "problem", "problem", "ready"]
    assert ["空的" in uploads[0]["reason"], "中文" in uploads[1]["reason"], "没有文字" in uploads[2]["reason"]] == [
        True
    ] * 3


def test_a_zip_is_opened_and_its_broken_member_named(office: Office) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("各村/石桥.txt", SHIQIAO)
        archive.writestr("各村/坏.docx", b"PK\x03\x04 broken")
        archive.writestr("__MACOSX/._石桥.txt", "x")
    uploads = office.send(office.batch(), {"补交.zip": stream.getvalue()})
    assert [(u["name"], u["state"]) for u in uploads] == [
        ("补交.zip/各村/坏.docx", "problem"),
        ("补交.zip/各村/石桥.txt", "ready"),
    ]


def test_the_same_report_sent_twice_is_noticed_and_can_be_kept(office: Office) -> None:
    batch = office.batch()
    first, again = office.send(batch, {"石桥.txt": SHIQIAO, "石桥（再发）.txt": SHIQIAO.replace("\n", "\n\n")})
    assert (first["state"], again["state"]) == ("ready", "duplicate")
    assert "石桥.txt" in again["reason"]
    kept = office.api("POST", f"/batches/{batch}/uploads/{again['id']}/keep")
    assert kept["state"] == "ready"
    assert any("交了两份" in issue for issue in kept["issues"])


def test_a_file_of_the_same_name_gets_another_one(office: Office) -> None:
    batch = office.batch()
    office.send(batch, {"汇报.txt": SHIQIAO})
    assert [u["name"] for u in office.send(batch, {"汇报.txt": LIUHE})] == ["汇报.txt", "汇报（第2份）.txt"]


def test_an_unknown_village_is_asked_about_and_mended_with_one_change(office: Office) -> None:
    batch = office.batch("石桥新村", "柳河村")
    (upload,) = office.send(batch, {"一份.txt": SHIQIAO})
    assert upload["issues"] == ["“石桥村”不在名册里，请核对村名"]
    assert upload["guesses"][0] == "石桥新村"
    mended = office.api(
        "PATCH", f"/batches/{batch}/uploads/{upload['id']}", json={"village": "石桥新村", "version": upload["version"]}
    )
    assert (mended["village"], mended["issues"]) == ("石桥新村", [])


def test_a_report_of_another_period_is_pointed_out(office: Office) -> None:
    (upload,) = office.send(office.batch(period="2025Q4"), {"一份.txt": SHIQIAO})
    assert upload["issues"] == ["写的是2025年第三季度，不是本批的2025年第四季度，请核对"]


@pytest.mark.parametrize(("title", "period"), [("石桥村工作汇报", "2025Q4"), ("石桥村三季度工作汇报", "2025Q3")])
def test_a_report_without_its_time_is_of_the_batchs_until_somebody_says_otherwise(
    office: Office, title: str, period: str
) -> None:
    batch = office.batch(period=period)
    text = f"{title}\n村里修了路，装路灯20盏，群众夜里出门方便多了。\n"
    (upload,) = office.send(batch, {"一份.txt": text})
    assert (upload["period"], upload["issues"]) == (period, ["没有写清年份或时期，按本批时期算，请核对"])
    rows = office.api("GET", f"/batches/{batch}/figures")["rows"]
    assert {row["period"] for row in rows} == {period}
    settled = office.api(
        "PATCH", f"/batches/{batch}/uploads/{upload['id']}", json={"period": period, "version": upload["version"]}
    )
    assert settled["issues"] == []


def test_a_report_of_another_season_is_not_taken_for_the_batchs(office: Office) -> None:
    (upload,) = office.send(office.batch(period="2025Q4"), {"一份.txt": "石桥村三季度汇报\n村里修了路，装了路灯。\n"})
    assert (upload["period"], upload["issues"]) == ("", ["没认出是哪个时期，请选择"])


def test_the_period_of_a_report_is_the_period_of_its_figures(office: Office) -> None:
    batch = office.batch()
    (upload,) = office.send(batch, {"一份.txt": SHIQIAO})
    office.api(
        "PATCH", f"/batches/{batch}/uploads/{upload['id']}", json={"period": "2025Q2", "version": upload["version"]}
    )
    rows = office.api("GET", f"/batches/{batch}/figures")["rows"]
    assert {row["period"] for row in rows if row["name"] == "道路建设"} == {"2025Q2"}


def test_a_change_on_top_of_an_unseen_one_is_refused_with_what_stands(office: Office) -> None:
    batch = office.batch()
    (upload,) = office.send(batch, {"一份.txt": SHIQIAO})
    path = f"/batches/{batch}/uploads/{upload['id']}"
    office.api("PATCH", path, json={"author": "李明明", "version": upload["version"]})
    late = office.client.patch(f"/api{path}", json={"author": "王五", "version": upload["version"]})
    assert late.status_code == 409
    assert late.json()["current"]["author"] == "李明明"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["序号", "村名"], [1, "石桥村"], [2, "柳河村"]], ["石桥村", "柳河村"]),
        ([["石桥村"], ["柳河村"], ["石桥村"]], ["石桥村", "柳河村"]),
        ([["某镇花名册", None], [None, None], ["村", "书记"], ["石桥村", "甲"]], ["石桥村"]),
    ],
)
def test_a_roster_is_read_from_a_workbook(office: Office, rows: list[list[object]], expected: list[str]) -> None:
    workbook, stream = Workbook(), io.BytesIO()
    for row in rows:
        workbook.active.append(row)  # type: ignore[union-attr]
    workbook.save(stream)
    answer = office.api("POST", "/roster/workbook", files={"file": ("名册.xlsx", stream.getvalue())})
    assert answer["villages"] == expected


def test_a_roster_that_is_no_workbook_is_refused_in_words(office: Office) -> None:
    answer = office.client.post("/api/roster/workbook", files={"file": ("名册.xlsx", b"not a workbook")})
    assert (answer.status_code, "另存为 .xlsx" in answer.json()["detail"]) == (422, True)


def test_a_batch_is_deleted_with_its_files_but_not_with_those_another_needs(office: Office) -> None:
    first, second = office.batch(name="甲"), office.batch(name="乙")
    office.send(first, {"a.txt": SHIQIAO, "b.txt": LIUHE})
    office.send(second, {"c.txt": SHIQIAO})
    store = office.app.state.site.store.folder
    assert len([path for path in store.rglob("*") if path.is_file()]) == 2
    office.api("DELETE", f"/batches/{first}")
    assert len([path for path in store.rglob("*") if path.is_file()]) == 1
    assert office.client.get(f"/api/batches/{first}").status_code == 404


def test_everything_of_a_batch_can_be_taken_out(office: Office) -> None:
    batch = office.batch()
    office.send(batch, {"石桥.txt": SHIQIAO})
    office.draft(batch)
    content = office.client.get(f"/api/batches/{batch}/export").content
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert names == ["材料/0001-石桥.txt", "批次.json", "稿子/第1稿.json", "标注/石桥.txt.json"]


def test_what_was_done_outlives_a_restart(open_office: Callable[..., Office]) -> None:
    office = open_office()
    batch = office.batch("石桥村")
    office.send(batch, {"石桥.txt": SHIQIAO})
    again = open_office()
    assert [upload["village"] for upload in again.api("GET", f"/batches/{batch}/uploads")] == ["石桥村"]


def test_periods_are_offered_in_the_order_of_time() -> None:
    names = [name for _, name in period_choices("2025M01-M09", ["2023Q4"])]
    at = names.index("2025年第一季度")
    assert names[at : at + 9] == [
        "2025年第一季度", "2025年第二季度", "2025年上半年", "2025年第三季度", "2025年1—9月", "2025年第四季度",
        "2025年下半年", "2025年", "2026年第一季度",
    ]  # fmt: skip
    assert names[0] == "2022年第一季度"
    assert len(set(names)) == len(names)


def test_a_report_that_bears_only_a_date_just_after_the_batchs_period_is_of_it(office: Office) -> None:
    text = "石桥村工作汇报\n村里修了路，装路灯20盏，群众夜里出门方便多了。\n石桥村委会\n2025年7月3日\n"
    (upload,) = office.send(office.batch(period="2025H1"), {"一份.txt": text})
    assert (upload["period"], upload["issues"]) == ("2025H1", ["没有写清年份或时期，按本批时期算，请核对"])
