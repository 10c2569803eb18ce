from __future__ import annotations

import re
from typing import Any

import pytest

from huibao.resources import resource
from huibao.schema import Figure, Passage, Source, Statement
from huibao.web import writing
from huibao.web.drafts import Change, compare
from tests.web.conftest import LIUHE, SHIQIAO, Office

SOURCE = Source(report="石桥.txt", village="石桥村", index=0, text="对24户监测对象逐户落实帮扶措施。")
PASSAGE = Passage(
    statements=(
        Statement(text="2个村汇报了进展。"),
        Statement(text="石桥村对24户监测对象逐户落实帮扶措施。", sources=(SOURCE,)),
    )
)


@pytest.fixture
def written(office: Office) -> tuple[Office, str, dict[str, Any]]:
    """An office with a draft, the draft's address, and the draft."""
    batch = office.batch("石桥村", "柳河村")
    office.send(batch, {"石桥.txt": SHIQIAO, "柳河.txt": LIUHE})
    draft = office.draft(batch, length="long")
    return office, f"/batches/{batch}/drafts/{draft['id']}", draft


def paragraph(draft: dict[str, Any], words: str) -> dict[str, Any]:
    """The one body paragraph that holds these words."""
    (found,) = [p for p in draft["passages"] if not p["level"] and words in p["text"]]
    assert isinstance(found, dict)
    return found


def test_a_statement_of_several_sentences_keeps_its_figures_when_something_is_added() -> None:
    sources = tuple(Source(report=f"{n}.docx", village=f"{n}村", index=0, text="冷库没有。") for n in "甲乙丙")
    counted = Statement(
        text="有3个村缺冷库；有2个村缺路灯。",
        sources=sources,
        figures=(
            Figure(text="3个村", value=3, rule="villages", sources=sources),
            Figure(text="2个村", value=2, rule="villages", sources=sources[:2]),
        ),
    )
    passage = Passage(statements=(counted,))
    after = writing.edited(passage, counted.text + "另有9999户受益。")
    assert [statement.text for statement in after.statements] == [counted.text, "另有9999户受益。"]
    assert [fault.text for fault in writing.faults(after, [])] == ["9999"]


def test_an_edited_sentence_keeps_the_sources_of_the_one_it_grew_out_of() -> None:
    after = writing.edited(PASSAGE, "2个村汇报了进展。石桥村对24户监测对象全部落实了帮扶措施。")
    assert [statement.sources for statement in after.statements] == [(), (SOURCE,)]


def test_a_sentence_out_of_nowhere_has_no_source() -> None:
    after = writing.edited(PASSAGE, PASSAGE.text + "今年雨水多。")
    assert after.statements[-1] == Statement(text="今年雨水多。")
    assert after.text == PASSAGE.text + "今年雨水多。"


def test_faults_are_found_all_and_at_their_place() -> None:
    body = writing.edited(PASSAGE, "石桥村对25户监测对象逐户落实帮扶措施，化解率97%。")
    found = writing.faults(body, ["石桥村"])
    assert [fault.text for fault in found] == ["25", "97%"]
    assert all(body.text[fault.start : fault.end] == fault.text for fault in found)


def test_a_figure_is_looked_for_by_value_not_by_its_writing(written: tuple[Office, str, dict[str, Any]]) -> None:
    office, path, _ = written
    found = office.api("GET", f"{path}/elsewhere?what=八十六万五千")
    assert [(entry["village"], "86.5万元" in entry["text"]) for entry in found] == [("石桥村", True)]


def test_each_sentence_of_a_draft_leads_to_its_report(written: tuple[Office, str, dict[str, Any]]) -> None:
    _, _, draft = written
    sources = [s for p in draft["passages"] for t in p["statements"] for s in t["sources"]]
    assert {s["report"] for s in sources} == {"石桥.txt", "柳河.txt"}
    assert all(s["upload"] for s in sources)


def test_an_unsupported_figure_is_marked_while_typing_and_stops_delivery(
    written: tuple[Office, str, dict[str, Any]],
) -> None:
    office, path, draft = written
    old = paragraph(draft, "86.5万元")
    text = old["text"].replace("86.5万元", "99.5万元")
    marked = office.api("POST", f"{path}/passages/{old['id']}/check", json={"text": text})
    assert [text[fault["start"] : fault["end"]] for fault in marked] == ["99.5万"]
    saved = office.api("PUT", f"{path}/passages/{old['id']}", json={"text": text, "version": old["version"]})
    assert saved["faults"]
    refused = office.client.get(f"/api{path}/files/word")
    assert (refused.status_code, "没有出处" in refused.json()["detail"]) == (422, True)
    back = {"text": old["text"], "version": saved["version"]}
    assert office.api("PUT", f"{path}/passages/{old['id']}", json=back)["faults"] == []
    assert office.client.get(f"/api{path}/files/word").status_code == 200


def test_a_figure_of_another_report_is_supported_once_that_report_is_named(
    written: tuple[Office, str, dict[str, Any]],
) -> None:
    office, path, draft = written
    old = paragraph(draft, "根据")
    number = len(old["statements"])
    text = old["text"] + "其中有61人。"
    saved = office.api("PUT", f"{path}/passages/{old['id']}", json={"text": text, "version": old["version"]})
    assert [fault["text"] for fault in saved["faults"]] == ["61"]
    (other,) = office.api("GET", f"{path}/elsewhere?what=61人")
    given = {
        "statement": number,
        "version": saved["version"],
        "sources": [{"upload": other["upload"], "sentence": other["index"]}],
    }
    assert office.api("POST", f"{path}/passages/{old['id']}/sources", json=given)["faults"] == []


def test_two_people_editing_one_paragraph_see_the_conflict(written: tuple[Office, str, dict[str, Any]]) -> None:
    office, path, draft = written
    old = paragraph(draft, "86.5万元")
    given = {"text": old["text"] + "总的看势头不错。", "version": old["version"]}
    office.api("PUT", f"{path}/passages/{old['id']}", json=given)
    late = office.client.put(f"/api{path}/passages/{old['id']}", json={"text": "我的", "version": old["version"]})
    assert (late.status_code, late.json()["current"]["text"]) == (409, given["text"])


def test_another_example_takes_the_place_of_a_sentence(office: Office) -> None:
    batch = office.batch()
    works = "新修水渠2公里，改造户厕30户。硬化巷道1.5公里。安装太阳能路灯20盏。翻修村卫生室一处。广场铺上了地砖。"
    office.send(batch, {"石桥.txt": SHIQIAO.replace("安装路灯46盏。", f"安装路灯46盏。{works}")})
    draft = office.draft(batch, length="short")
    path = f"/batches/{batch}/drafts/{draft['id']}"
    for p in draft["passages"]:
        for number, statement in enumerate(p["statements"]):
            if len(statement["sources"]) != 1:
                continue
            options = office.api("GET", f"{path}/passages/{p['id']}/examples?statement={number}")
            if not options:
                continue
            source = options[0]["sources"][0]
            given = {"statement": number, "version": p["version"],
                     "source": {"upload": source["upload"], "sentence": source["index"]}}  # fmt: skip
            after = office.api("POST", f"{path}/passages/{p['id']}/swap", json=given)
            assert after["statements"][number]["text"][:-1] == options[0]["text"][:-1]
            assert after["statements"][number]["text"][-1] == statement["text"][-1]
            return
    pytest.fail("no sentence of the draft has another example")


def test_one_section_is_written_anew_and_the_others_stay(written: tuple[Office, str, dict[str, Any]]) -> None:
    office, path, draft = written
    places = [i for i, p in enumerate(draft["passages"]) if p["level"] == 1]
    heading, following = draft["passages"][places[0]], draft["passages"][places[1]]
    old = paragraph(draft, "86.5万元")
    given = {"text": "手改过的话。", "version": old["version"]}
    office.api("PUT", f"{path}/passages/{old['id']}", json=given)
    after = office.api("POST", f"{path}/passages/{heading['id']}/rewrite", json={"version": heading["version"]})
    texts = [p["text"] for p in after["passages"]]
    assert "手改过的话。" not in texts
    assert texts[texts.index(following["text"]) :] == [p["text"] for p in draft["passages"][places[1] :]]


def test_a_figure_left_out_is_left_out_of_the_next_draft(written: tuple[Office, str, dict[str, Any]]) -> None:
    office, path, _ = written
    batch = path.split("/")[2]
    grid = office.api("GET", f"/batches/{batch}/figures")
    (row,) = [row for row in grid["rows"] if row["name"] == "监测户"]
    figure = row["cells"][0]["figures"][0]
    office.api("PUT", f"/batches/{batch}/uploads/{figure['upload']}/figures/{figure['start']}",
               json={"verdict": "excluded", "version": 0})  # fmt: skip
    ready = office.api("GET", f"{path}/readiness")
    assert (len(ready["overtaken"]), ready["changed"]) == (1, 0)


def test_a_signed_draft_stays_as_it_is(written: tuple[Office, str, dict[str, Any]]) -> None:
    office, path, draft = written
    signed = office.api("PUT", f"{path}/signature", json={"signed": True, "version": draft["version"]})
    assert signed["signed_by"] == "本机用户"
    one = paragraph(draft, "86.5万元")
    answer = office.client.put(f"/api{path}/passages/{one['id']}", json={"text": "改", "version": one["version"]})
    assert (answer.status_code, "已经定稿" in answer.json()["detail"]) == (422, True)


def test_a_draft_that_says_what_no_source_holds_cannot_be_signed(written: tuple[Office, str, dict[str, Any]]) -> None:
    office, path, draft = written
    one = paragraph(draft, "86.5万元")
    given = {"text": one["text"] + "共4321户。", "version": one["version"]}
    office.api("PUT", f"{path}/passages/{one['id']}", json=given)
    answer = office.client.put(f"/api{path}/signature", json={"signed": True, "version": draft["version"]})
    assert answer.status_code == 422


def test_versions_are_compared_word_by_word() -> None:
    assert compare(["不变。", "收入86万元。"], ["不变。", "收入96万元。"]) == [
        [Change(kind="same", text="收入"), Change(kind="removed", text="8"), Change(kind="added", text="9"),
         Change(kind="same", text="6万元。")]
    ]  # fmt: skip


def test_a_paragraph_added_or_dropped_shows_whole() -> None:
    assert compare(["甲。"], ["甲。", "乙。"]) == [[Change(kind="added", text="乙。")]]
    assert compare(["甲。", "乙。"], ["甲。"]) == [[Change(kind="removed", text="乙。")]]


def test_a_draft_without_reports_fails_with_what_to_do(office: Office) -> None:
    job = office.api("POST", f"/batches/{office.batch()}/drafts", json={})
    state = office.wait(job["id"])
    assert (state["state"], "先在“收材料”里传汇报" in state["message"]) == ("failed", True)


def test_an_office_s_own_template_is_one_more_genre(office: Office) -> None:
    own = office.app.state.site.templates
    own.mkdir()
    shipped = resource("corpus/templates/briefing.toml").read_text(encoding="utf-8")
    (own / "月报.toml").write_text(re.sub(r"(?m)^title = .*$", 'title = "本镇月报"', shipped), encoding="utf-8")
    batch = office.batch()
    office.send(batch, {"石桥.txt": SHIQIAO})
    assert office.draft(batch, genre="月报")["title"] == "本镇月报"
    assert ">月报</option>" in office.client.get(f"/batches/{batch}/draft").text
    answer = office.client.post(f"/api/batches/{batch}/drafts", json={"genre": "../月报"})
    assert answer.status_code == 422
