from __future__ import annotations

from typing import Any

import pytest

from tests.web.conftest import LIUHE, SHIQIAO, Office
from tests.web.test_outdated import ROAD, decide
from tests.web.test_signing import sign


@pytest.fixture
def open_draft(office: Office) -> tuple[Office, int, str, dict[str, Any]]:
    batch = office.batch("石桥村", "柳河村")
    office.send(batch, {"石桥.txt": SHIQIAO, "柳河.txt": LIUHE})
    draft = office.draft(batch, length="long")
    return office, batch, f"/batches/{batch}/drafts/{draft['id']}", draft


def behind(office: Office, path: str) -> int:
    changed: int = office.api("GET", f"{path}/readiness")["changed"]
    return changed


def test_corrected_figures_are_told_by_paragraph_and_after_rewriting_not_at_all(
    open_draft: tuple[Office, int, str, dict[str, Any]],
) -> None:
    office, batch, path, draft = open_draft
    decide(office, batch, ROAD, "石桥村", verdict="corrected", value=3.5)
    decide(office, batch, "监测户", "柳河村", verdict="corrected", value=20)
    decide(office, batch, "监测户", "柳河村", verdict="")
    (place,) = office.api("GET", f"{path}/readiness")["overtaken"]
    old = draft["passages"][place - 1]
    office.api("POST", f"{path}/renewal", json={"passages": [{"id": old["id"], "version": old["version"]}]})
    ready = office.api("GET", f"{path}/readiness")
    assert (ready["overtaken"], ready["changed"]) == ([], 0)


def test_a_figure_that_counts_again_is_a_change(open_draft: tuple[Office, int, str, dict[str, Any]]) -> None:
    office, batch, _, _ = open_draft
    decide(office, batch, "监测户", "柳河村", verdict="excluded")
    path = f"/batches/{batch}/drafts/{office.draft(batch, length='long')['id']}"
    assert behind(office, path) == 0
    decide(office, batch, "监测户", "柳河村", verdict="")
    assert behind(office, path) == 1


def test_labels_count_until_they_are_taken_back(open_draft: tuple[Office, int, str, dict[str, Any]]) -> None:
    office, batch, path, _ = open_draft
    upload = office.api("GET", f"/batches/{batch}/uploads")[0]["id"]
    sentence = f"/batches/{batch}/uploads/{upload}/sentences/1"
    office.api("PUT", sentence, json={"labels": ["other"], "version": 0})
    assert behind(office, path) == 1
    office.api("DELETE", f"{sentence}?version=1")
    assert behind(office, path) == 0


def test_files_that_came_or_went_count(open_draft: tuple[Office, int, str, dict[str, Any]]) -> None:
    office, batch, path, _ = open_draft
    files = office.send(batch, {"杨树.txt": LIUHE.replace("柳河", "杨树")})
    assert behind(office, path) == 1
    numbers = {file["name"]: file["id"] for file in files}
    office.api("DELETE", f"/batches/{batch}/uploads/{numbers['杨树.txt']}")
    assert behind(office, path) == 0
    office.api("DELETE", f"/batches/{batch}/uploads/{numbers['柳河.txt']}")
    assert behind(office, path) == 1


def test_of_a_signed_draft_it_is_told_what_would_be_another_today(
    open_draft: tuple[Office, int, str, dict[str, Any]],
) -> None:
    office, batch, path, draft = open_draft
    sign(office, batch, draft)
    keys = ("overtaken", "changed", "parted")
    assert [office.api("GET", f"{path}/readiness")[key] for key in keys] == [[], 0, []]
    decide(office, batch, ROAD, "石桥村", verdict="corrected", value=3.5)
    ready = office.api("GET", f"{path}/readiness")
    assert (len(ready["overtaken"]), ready["changed"], "indicators" in ready["parted"]) == (1, 0, True)
    decide(office, batch, ROAD, "石桥村", verdict="")
    assert [office.api("GET", f"{path}/readiness")[key] for key in keys] == [[], 0, []]
