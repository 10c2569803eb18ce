from __future__ import annotations

from typing import Any

import pytest

from huibao.schema import Tag
from huibao.web.labels import worth_a_look
from tests.web.conftest import LIUHE, SHIQIAO, Office


@pytest.fixture
def desk(office: Office) -> tuple[Office, str]:
    """An office with one report, and the address of that report."""
    batch = office.batch("石桥村")
    (upload,) = office.send(batch, {"石桥.txt": SHIQIAO})
    return office, f"/batches/{batch}/uploads/{upload['id']}"


def sentence(office: Office, path: str, words: str) -> dict[str, Any]:
    reading = office.api("GET", f"{path}/reading")
    found = [s for p in reading["paragraphs"] for s in p["sentences"] if words in s["text"]]
    assert len(found) == 1, words
    (one,) = found
    assert isinstance(one, dict)
    return one


def test_a_report_is_read_with_headings_in_place_and_nothing_lost(desk: tuple[Office, str]) -> None:
    office, path = desk
    paragraphs = office.api("GET", f"{path}/reading")["paragraphs"]
    assert [p["text"] for p in paragraphs if p["level"] == 1] == [
        "一、主要工作成效",
        "二、存在的问题",
        "三、下一步打算",
    ]
    for paragraph in paragraphs:
        if paragraph["sentences"]:
            assert "".join(s["text"] for s in paragraph["sentences"]) == paragraph["text"]


def test_a_correction_stands_and_says_whose_it_is(desk: tuple[Office, str]) -> None:
    office, path = desk
    before = sentence(office, path, "冷库容量太小")
    given = {"labels": ["bottleneck.resources", "bottleneck.industry"], "version": 0}
    office.api("PUT", f"{path}/sentences/{before['index']}", json=given)
    after = sentence(office, path, "冷库容量太小")
    assert (after["labels"], after["by"], after["version"]) == (given["labels"], "本机用户", 1)
    assert after["machine"] == before["machine"]


def test_a_correction_can_be_taken_back(desk: tuple[Office, str]) -> None:
    office, path = desk
    before = sentence(office, path, "安装路灯")
    office.api("PUT", f"{path}/sentences/{before['index']}", json={"labels": ["other"], "version": 0})
    office.api("DELETE", f"{path}/sentences/{before['index']}?version=1")
    assert sentence(office, path, "安装路灯") == before


def test_two_people_do_not_overwrite_each_other(desk: tuple[Office, str]) -> None:
    office, path = desk
    index = sentence(office, path, "缺资金")["index"]
    office.api("PUT", f"{path}/sentences/{index}", json={"labels": ["bottleneck.resources"], "version": 0})
    late = office.client.put(f"/api{path}/sentences/{index}", json={"labels": ["other"], "version": 0})
    assert late.status_code == 409
    assert late.json()["current"]["labels"] == ["bottleneck.resources"]
    assert sentence(office, path, "缺资金")["labels"] == ["bottleneck.resources"]


@pytest.mark.parametrize(
    ("labels", "kind", "message"),
    [
        (["nonsense"], None, "至少要有一个标签"),
        (["other", "bottleneck.industry"], None, "不能和别的标签一起用"),
        (["requirement.service"], None, "还要选一种"),
        (["bottleneck.industry", "bottleneck.industry"], None, "不能重复"),
    ],
)
def test_labels_that_cannot_stand_together_are_refused(
    desk: tuple[Office, str], labels: list[str], kind: str | None, message: str
) -> None:
    office, path = desk
    answer = office.client.put(f"/api{path}/sentences/1", json={"labels": labels, "kind": kind, "version": 0})
    assert (answer.status_code, message in answer.json()["detail"]) == (422, True)


def test_a_figure_follows_its_sentence_s_label(desk: tuple[Office, str]) -> None:
    office, path = desk
    index = sentence(office, path, "安装路灯46盏")["index"]
    status = {f["name"]: f["status"] for f in office.api("GET", f"{path}/reading")["figures"]}
    assert status["路灯"] == "actual"
    given = {"labels": ["requirement.development"], "kind": "plan", "version": 0}
    office.api("PUT", f"{path}/sentences/{index}", json=given)
    figures = [f for f in office.api("GET", f"{path}/reading")["figures"] if f["sentence"] == index]
    assert figures
    assert {f["text"] for f in figures} == {"新修产业路3.2公里，安装路灯46盏。"}


def test_the_queue_forgets_what_a_person_has_seen_and_asks_equal_words_once(office: Office) -> None:
    batch = office.batch()
    office.send(batch, {"石桥.txt": SHIQIAO, "柳河.txt": LIUHE, "石桥补.txt": SHIQIAO + "\n补充：水渠修好了。\n"})
    queue = office.api("GET", f"/batches/{batch}/queue")
    texts = [entry["text"] for entry in queue]
    assert texts
    assert len(texts) == len(set(texts))
    first = queue[0]
    path = f"/batches/{batch}/uploads/{first['upload']}/sentences/{first['sentence']}"
    office.api("PUT", path, json={"labels": ["other"], "version": 0})
    left = office.api("GET", f"/batches/{batch}/queue")
    assert (first["upload"], first["sentence"]) not in [(entry["upload"], entry["sentence"]) for entry in left]


def test_a_label_is_explained_by_what_stands_in_the_sentence(desk: tuple[Office, str]) -> None:
    office, path = desk
    index = sentence(office, path, "缺资金")["index"]
    reasons = office.api("GET", f"{path}/sentences/{index}/reasons?label=bottleneck.resources")
    assert len(reasons) > 3
    assert [abs(r["weight"]) for r in reasons] == sorted((abs(r["weight"]) for r in reasons), reverse=True)


def test_every_correction_is_in_the_log_with_before_and_after(desk: tuple[Office, str]) -> None:
    office, path = desk
    before = sentence(office, path, "安装路灯")
    office.api("PUT", f"{path}/sentences/{before['index']}", json={"labels": ["other"], "version": 0})
    entry = office.api("GET", f"/batches/{path.split('/')[2]}/log")[0]
    assert (entry["who"], entry["action"]) == ("本机用户", "改标注")
    assert (entry["before"]["labels"], entry["after"]["labels"]) == (before["labels"], ["other"])


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("4.服务。", False), ("（四）安全。", False), ("第二，钱。", False), ("肉牛。", False), ("", False),
        ("缺资金。", True), ("没做好的。", True), ("（三）认识有差距。", True), ("三是用地卡得紧。", True),
    ],
)  # fmt: skip
def test_a_heading_that_stands_as_a_sentence_is_not_offered_for_review(text: str, offered: bool) -> None:
    assert worth_a_look(Tag(labels=("other",), review=True), text) is offered
    assert not worth_a_look(Tag(labels=("other",), review=False), text)


def test_a_bare_heading_is_neither_in_the_queue_nor_marked_as_doubtful(office: Office) -> None:
    batch = office.batch("石桥村")
    text = SHIQIAO.replace("新修产业路3.2公里", "1.就业。新修产业路3.2公里。4.服务。")
    (upload,) = office.send(batch, {"石桥.txt": text})
    assert all(len(entry["text"]) > 5 for entry in office.api("GET", f"/batches/{batch}/queue"))
    assert sentence(office, f"/batches/{batch}/uploads/{upload['id']}", "4.服务。")["review"] is False
