from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from openpyxl import load_workbook
from sqlalchemy import delete

from huibao.web.models import SignedFile
from tests.web.conftest import LIUHE, SHIQIAO, Office
from tests.web.test_outdated import decide


@pytest.fixture
def signed(office: Office) -> tuple[Office, int, dict[str, Any]]:
    """An office with a signed draft, in whose annexes and workbook 监测户 come to 42户."""
    batch = office.batch("石桥村", "柳河村")
    office.send(batch, {"石桥.txt": SHIQIAO, "柳河.txt": LIUHE})
    return office, batch, sign(office, batch, office.draft(batch, length="long"))


def sign(office: Office, batch: int, draft: dict[str, Any], *, signed: bool = True) -> dict[str, Any]:
    path = f"/batches/{batch}/drafts/{draft['id']}/signature"
    answer: dict[str, Any] = office.api("PUT", path, json={"signed": signed, "version": draft["version"]})
    return answer


def files(office: Office, batch: int, draft: dict[str, Any]) -> dict[str, bytes]:
    path = f"/api/batches/{batch}/drafts/{draft['id']}/files"
    answers = {
        what: office.client.get(f"{path}/{what}") for what in ("word", "clean", "indicators", "problems", "requests")
    }
    assert {answer.status_code for answer in answers.values()} == {200}
    return {what: answer.content for what, answer in answers.items()}


def sums(workbook: bytes) -> list[str]:
    sheet = load_workbook(io.BytesIO(workbook), read_only=True).worksheets[0]
    return [str(cell) for line in sheet.iter_rows(values_only=True) if "监测户" in line for cell in line if cell]


def test_every_file_of_a_signed_draft_stays_as_it_was_at_sign_off(signed: tuple[Office, int, dict[str, Any]]) -> None:
    office, batch, draft = signed
    before = files(office, batch, draft)
    archive = office.client.get(f"/api/batches/{batch}/drafts/{draft['id']}/files/all").content
    assert "42" in sums(before["indicators"])
    decide(office, batch, "监测户", "柳河村", verdict="excluded")
    office.send(batch, {"柳河二.txt": LIUHE.replace("产业", "特色产业") + "恳请镇里协调解决冷库用电问题。"})
    assert files(office, batch, draft) == before
    assert office.client.get(f"/api/batches/{batch}/drafts/{draft['id']}/files/all").content == archive
    cells = [c.text for t in docx.Document(io.BytesIO(before["word"])).tables for row in t.rows for c in row.cells]
    assert "42户" in cells


def test_a_draft_whose_sign_off_was_taken_back_follows_the_data_again(
    signed: tuple[Office, int, dict[str, Any]],
) -> None:
    office, batch, draft = signed
    decide(office, batch, "监测户", "柳河村", verdict="corrected", value=20)
    draft = sign(office, batch, draft, signed=False)
    assert "44" in sums(files(office, batch, draft)["indicators"])
    sign(office, batch, draft)
    decide(office, batch, "监测户", "柳河村", verdict="")
    assert "44" in sums(files(office, batch, draft)["indicators"])


def test_a_draft_signed_before_files_were_kept_gives_no_tables_of_another_day(
    signed: tuple[Office, int, dict[str, Any]],
) -> None:
    office, batch, draft = signed
    with office.app.state.site.database.session() as session:
        session.execute(delete(SignedFile))
    path = f"/batches/{batch}/drafts/{draft['id']}"
    answer = office.client.get(f"/api{path}/files/indicators")
    assert (answer.status_code, "请在“交付”点“取消定稿”，看过再点“定稿”" in answer.json()["detail"]) == (422, True)
    assert office.client.get(f"/api{path}/files/word").status_code == 200
    found = office.api("GET", f"{path}/readiness")
    assert (found["unkept"], found["parted"]) == (["indicators", "problems", "requests"], [])
    sign(office, batch, sign(office, batch, draft, signed=False))
    assert office.api("GET", f"{path}/readiness")["unkept"] == []
    assert office.client.get(f"/api{path}/files/indicators").status_code == 200


def test_the_backup_holds_the_files_of_a_signed_draft(signed: tuple[Office, int, dict[str, Any]]) -> None:
    office, batch, draft = signed
    archive = zipfile.ZipFile(io.BytesIO(office.client.get(f"/api/batches/{batch}/export").content))
    kept = [name for name in archive.namelist() if name.startswith("稿子/第1稿定稿/")]
    assert len(kept) == 3
    wanted = files(office, batch, draft)
    assert {archive.read(name) for name in kept} == {wanted[what] for what in ("indicators", "problems", "requests")}
