from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest

from huibao.schema import Figure, Source, Statement
from huibao.web.outdated import Present, overtaken
from tests.web.conftest import LIUHE, SHIQIAO, Office

ROAD = "道路建设"


@pytest.fixture
def ledger(office: Office) -> tuple[Office, int]:
    batch = office.batch("石桥村", "柳河村")
    office.send(batch, {"石桥.txt": SHIQIAO, "柳河.txt": LIUHE})
    return office, batch


def decide(office: Office, batch: int, name: str, village: str, **given: Any) -> None:
    """Decide about a village's one figure of a name."""
    grid = office.api("GET", f"/batches/{batch}/figures")
    (one,) = [
        figure
        for row in grid["rows"]
        if row["name"] == name
        for cell in row["cells"]
        if cell["village"] == village
        for figure in cell["figures"]
    ]
    path = f"/batches/{batch}/uploads/{one['upload']}/figures/{one['start']}"
    office.api("PUT", path, json={"version": one["version"], **given})


def whole(draft: dict[str, Any]) -> str:
    return "\n".join(passage["text"] for passage in draft["passages"])


def overtaken_statements(draft: dict[str, Any]) -> list[tuple[str, str]]:
    return [(s["text"], s["overtaken"]) for p in draft["passages"] for s in p["statements"] if s["overtaken"]]


def word_of(office: Office, path: str) -> Any:
    answer = office.client.get(f"/api{path}/files/word")
    assert answer.status_code == 200, answer.text
    return docx.Document(BytesIO(answer.content))


def test_a_new_draft_quotes_the_corrected_number_and_its_source_says_who_corrected_what(
    ledger: tuple[Office, int],
) -> None:
    office, batch = ledger
    decide(office, batch, ROAD, "石桥村", verdict="corrected", value=3.5)
    draft = office.draft(batch, length="long")
    assert "3.5公里" in whole(draft)
    assert "3.2公里" not in whole(draft)
    (note,) = {
        source["note"]
        for passage in draft["passages"]
        for statement in passage["statements"]
        if "3.5公里" in statement["text"]
        for source in statement["sources"]
    }
    assert note == "原文3.2公里，本机用户审核改为3.5公里"
    comments = [comment.text for comment in word_of(office, f"/batches/{batch}/drafts/{draft['id']}").comments]
    assert {note in comment for comment in comments if "产业路" in comment} == {True}


def test_what_was_corrected_since_is_out_of_date_and_only_that_is_written_anew(ledger: tuple[Office, int]) -> None:
    office, batch = ledger
    draft = office.draft(batch, length="long")
    path = f"/batches/{batch}/drafts/{draft['id']}"
    first = next(passage for passage in draft["passages"] if not passage["level"])
    office.api("PUT", f"{path}/passages/{first['id']}",
               json={"text": first["text"] + "总的看势头不错。", "version": first["version"]})  # fmt: skip
    assert overtaken_statements(draft) == []
    decide(office, batch, ROAD, "石桥村", verdict="corrected", value=3.5)
    draft = office.api("GET", path)
    ((text, reason),) = overtaken_statements(draft)
    assert ("3.2公里" in text, reason) == (True, "还是更正前的数：原文3.2公里，本机用户审核改为3.5公里")
    (old,) = [p for p in draft["passages"] if any(s["overtaken"] for s in p["statements"])]
    assert office.api("GET", f"{path}/readiness")["overtaken"] == [draft["passages"].index(old) + 1]
    seen = [{"id": old["id"], "version": old["version"]}]
    answer = office.api("POST", f"{path}/renewal", json={"passages": seen})
    after = answer.pop("draft")
    assert answer == {"mended": [old["id"]], "rewritten": [], "own": [], "gone": []}
    assert overtaken_statements(after) == []
    assert [p["text"] for p in after["passages"]] == [
        p["text"].replace("3.2公里", "3.5公里") for p in draft["passages"]
    ]
    late = office.client.post(f"/api{path}/renewal", json={"passages": seen})
    assert late.status_code == 409


def renewed(office: Office, path: str, **more: bool) -> dict[str, Any]:
    """The answer to putting right what is overtaken."""
    stale = [p for p in office.api("GET", path)["passages"] if any(s["overtaken"] for s in p["statements"])]
    seen = [{"id": p["id"], "version": p["version"]} for p in stale]
    answer: dict[str, Any] = office.api("POST", f"{path}/renewal", json={"passages": seen, **more})
    return answer


def test_a_corrected_figure_changes_its_number_and_the_sum_and_no_other_word(office: Office) -> None:
    batch = office.batch()
    second = LIUHE.replace("三季度走访两遍", "防返贫监测按月走访，都有干部结对")
    third = second.replace("柳河村", "青石村").replace("18户61人", "9户30人")
    first = SHIQIAO.replace("对24户监测对象", "全村监测户24户，")
    office.send(batch, {"石桥.txt": first, "柳河.txt": second, "青石.txt": third})
    draft = office.draft(batch, length="long")
    path = f"/batches/{batch}/drafts/{draft['id']}"
    (old,) = [p for p in draft["passages"] if "监测户合计51户" in p["text"]]
    assert "监测户18户" in old["text"]
    own = office.api("PUT", f"{path}/passages/{old['id']}",
                     json={"text": old["text"] + "大家都出了力。", "version": old["version"]})  # fmt: skip
    decide(office, batch, "监测户", "柳河村", verdict="corrected", value=20)
    answer = renewed(office, path)
    assert answer["mended"] == [old["id"]]
    (after,) = [p for p in answer["draft"]["passages"] if p["id"] == old["id"]]
    assert after["text"] == own["text"].replace("合计51户", "合计53户").replace("监测户18户", "监测户20户")
    assert (after["edited_by"], after["faults"], overtaken_statements(answer["draft"])) == ("本机用户", [], [])
    (summed,) = [s for s in after["statements"] if "监测户合计53户" in s["text"]]
    assert [(s["village"], s["note"]) for s in summed["sources"] if s["note"]] == [
        ("柳河村", "原文18户，本机用户审核改为20户")
    ]


def test_a_sum_without_a_village_that_does_not_count_any_more_says_of_how_many_it_is(office: Office) -> None:
    batch = office.batch()
    counts = {"石桥村": 24, "柳河村": 18, "青石村": 9, "白云村": 31}
    text = LIUHE.replace("三季度走访两遍", "防返贫监测按月走访，都有干部结对")
    told = {name: text.replace("柳河村", name).replace("18户61人", f"{count}户") for name, count in counts.items()}
    office.send(batch, {f"{name}.txt": text for name, text in told.items()})
    draft = office.draft(batch, length="short")
    path = f"/batches/{batch}/drafts/{draft['id']}"
    assert "4个村监测户合计82户" in whole(draft)
    out = next(name for name, count in counts.items() if f"监测户{count}户" not in whole(draft))
    decide(office, batch, "监测户", out, verdict="excluded")
    answer = renewed(office, path)
    assert answer["rewritten"] == []
    assert whole(answer["draft"]) == whole(draft).replace("4个村监测户合计82户", f"3个村监测户合计{82 - counts[out]}户")


def test_a_sentence_that_cannot_stand_is_written_anew_but_not_over_somebodys_own_words_unasked(
    ledger: tuple[Office, int],
) -> None:
    office, batch = ledger
    draft = office.draft(batch, length="long")
    path = f"/batches/{batch}/drafts/{draft['id']}"
    (old,) = [p for p in draft["passages"] if "86.5万元" in p["text"]]
    office.api("PUT", f"{path}/passages/{old['id']}",
               json={"text": old["text"] + "大家都出了力。", "version": old["version"]})  # fmt: skip
    decide(office, batch, "村级集体经济收入", "石桥村", verdict="corrected", value=900000)
    kept = renewed(office, path)
    assert (kept["own"], kept["mended"], kept["rewritten"]) == ([old["id"]], [], [])
    assert "86.5万元" in whole(kept["draft"])
    anew = renewed(office, path, own=True)
    assert (anew["own"], anew["mended"], anew["rewritten"]) == ([], [], [old["id"]])
    assert "86.5万元" not in whole(anew["draft"])
    assert [p["edited_by"] for p in anew["draft"]["passages"] if p["id"] == old["id"]] == [""]


def test_the_corrected_number_may_be_typed_and_the_old_one_not(ledger: tuple[Office, int]) -> None:
    office, batch = ledger
    draft = office.draft(batch, length="long")
    path = f"/batches/{batch}/drafts/{draft['id']}"
    (old,) = [p for p in draft["passages"] if "3.2公里" in p["text"]]
    decide(office, batch, ROAD, "石桥村", verdict="corrected", value=3.5)
    right = old["text"].replace("3.2公里", "3.5公里")
    for text, faults in ((right, []), (old["text"], ["3.2"])):
        marked = office.api("POST", f"{path}/passages/{old['id']}/check", json={"text": text})
        assert [fault["text"] for fault in marked] == faults
    saved = office.api("PUT", f"{path}/passages/{old['id']}", json={"text": right, "version": old["version"]})
    assert saved["faults"] == []
    assert [statement["overtaken"] for statement in saved["statements"]] == [""] * len(saved["statements"])


def test_a_correction_that_cannot_stand_in_its_sentence_may_be_typed_all_the_same(ledger: tuple[Office, int]) -> None:
    office, batch = ledger
    draft = office.draft(batch, length="long")
    path = f"/batches/{batch}/drafts/{draft['id']}"
    (old,) = [p for p in draft["passages"] if "86.5万元" in p["text"]]
    decide(office, batch, "村级集体经济收入", "石桥村", verdict="corrected", value=900000)
    text = old["text"].replace("86.5万元", "90万元")
    saved = office.api("PUT", f"{path}/passages/{old['id']}", json={"text": text, "version": old["version"]})
    assert saved["faults"] == []
    sources = [s for t in saved["statements"] for s in t["sources"] if s["text"].startswith("更正：")]
    assert {(source["place"], "86.5万元" in source["text"]) for source in sources} == {(1, True)}
    again = office.draft(batch, length="long")
    assert "86.5万元" not in whole(again)


def test_a_sentence_whose_figure_was_left_out_is_not_quoted(ledger: tuple[Office, int]) -> None:
    office, batch = ledger
    draft = office.draft(batch, length="long")
    assert "3.2公里" in whole(draft)
    decide(office, batch, ROAD, "石桥村", verdict="excluded")
    now = office.api("GET", f"/batches/{batch}/drafts/{draft['id']}")
    assert [reason for _, reason in overtaken_statements(now)] == [
        "这个数已不计入合计：3.2公里，本机用户审核定为不计入"
    ]
    assert "3.2公里" not in whole(office.draft(batch, length="long"))


def test_appendices_of_an_open_draft_follow_the_corrections_and_those_of_a_signed_one_stay(
    ledger: tuple[Office, int],
) -> None:
    office, batch = ledger
    draft = office.draft(batch)
    path = f"/batches/{batch}/drafts/{draft['id']}"

    def cells() -> list[str]:
        return [c.text for table in word_of(office, path).tables for row in table.rows for c in row.cells]

    assert "42户" in cells()
    decide(office, batch, "监测户", "柳河村", verdict="corrected", value=20)
    assert "44户" in cells()
    office.api("PUT", f"{path}/signature", json={"signed": True, "version": draft["version"]})
    decide(office, batch, "监测户", "柳河村", verdict="")
    assert "44户" in cells()


def test_a_sum_is_out_of_date_when_a_sentence_behind_it_changed_and_a_count_is_not() -> None:
    source = Source(report="a.txt", village="石桥村", index=0, text="监测户24户，路灯46盏。")
    right = replace(source, text="监测户25户，路灯46盏。", note="原文24户，王芳审核改为25户")
    now = {("a.txt", 0): Present(source=right, quotable=True, proofs=())}
    summed = Figure(text="72户", value=72, rule="sum", sources=(source,), values=(24,))
    lamps = Figure(text="146盏", value=146, rule="sum", sources=(source,), values=(46,))
    counted = Figure(text="24个村", value=24, rule="villages", sources=(source,))
    assert (
        overtaken(Statement(text="3个村监测户合计72户。", sources=(source,), figures=(summed,)), now)
        == "还是更正前的数：原文24户，王芳审核改为25户"
    )
    assert overtaken(Statement(text="3个村路灯合计146盏。", sources=(source,), figures=(lamps,)), now) == ""
    assert overtaken(Statement(text="24个村谈到监测户。", sources=(source,), figures=(counted,)), now) == ""
    three = replace(source, text="收割机3台。"), replace(source, text="收割机4台。", note="原文3台，王芳审核改为4台")
    aspect = Statement(text="三是加工和销售：", sources=three[:1])
    assert overtaken(aspect, {("a.txt", 0): Present(source=three[1], quotable=True, proofs=())}) == ""


def test_of_a_sentence_with_two_decisions_each_number_hears_its_own() -> None:
    source = Source(report="a.txt", village="石桥村", index=0, text="监测户24户，路灯46盏。")
    note = "24户，王芳审核定为不计入；46盏，王芳审核改为45盏"
    now = {("a.txt", 0): Present(source=replace(source, note=note), quotable=False, proofs=())}
    for text, reason in (
        ("石桥村监测户24户。", "这个数已不计入合计：24户，王芳审核定为不计入"),
        ("石桥村装了路灯46盏。", "还是更正前的数：46盏，王芳审核改为45盏"),
    ):
        assert overtaken(Statement(text=text, sources=(source,)), now) == reason
