from __future__ import annotations

import io
import zipfile
from urllib.parse import unquote

import docx
import pytest
from openpyxl import load_workbook

from tests.web.conftest import LIUHE, SHIQIAO, Office


@pytest.fixture
def files(office: Office) -> tuple[Office, str]:
    batch = office.batch("石桥村", "柳河村", name="三季度/汇报")
    office.send(batch, {"石桥.txt": SHIQIAO, "柳河.txt": LIUHE})
    return office, f"/api/batches/{batch}/drafts/{office.draft(batch)['id']}/files"


def comments(content: bytes) -> bool:
    return "word/comments.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_the_two_word_files_differ_in_their_comments_only(files: tuple[Office, str]) -> None:
    office, path = files
    full, clean = (office.client.get(f"{path}/{what}").content for what in ("word", "clean"))
    assert (comments(full), comments(clean)) == (True, False)
    texts = [[p.text for p in docx.Document(io.BytesIO(content)).paragraphs] for content in (full, clean)]
    assert texts[0] == texts[1]
    assert any("石桥村" in text for text in texts[0])


def test_lists_quote_the_villages(files: tuple[Office, str]) -> None:
    office, path = files
    sheet = load_workbook(io.BytesIO(office.client.get(f"{path}/requests").content)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert any("恳请镇里" in str(cell) for cell in cells)


@pytest.mark.parametrize("genre", ["speech", "bulletin", "lists"])
def test_every_genre_can_be_handed_in_whole(office: Office, genre: str) -> None:
    batch = office.batch()
    office.send(batch, {"石桥.txt": SHIQIAO, "柳河.txt": LIUHE})
    draft = office.draft(batch, genre=genre)
    answer = office.client.get(f"/api/batches/{batch}/drafts/{draft['id']}/files/all")
    assert len(zipfile.ZipFile(io.BytesIO(answer.content)).namelist()) == 5


def test_a_list_never_holds_a_formula(files: tuple[Office, str]) -> None:
    from huibao.schema import Table
    from huibao.web.writing import table_workbook

    content = table_workbook(Table(title="清单", header=("村",), rows=(("=1+1",),)))
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")


def test_everything_comes_in_one_archive_the_same_bytes_every_time(files: tuple[Office, str]) -> None:
    office, path = files
    answer = office.client.get(f"{path}/all")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert [name.rpartition(".")[2] for name in names] == ["docx", "docx", "xlsx", "xlsx", "xlsx"]
    assert answer.content == office.client.get(f"{path}/all").content


def test_a_file_s_name_is_no_path_and_it_is_saved_not_shown(files: tuple[Office, str]) -> None:
    office, path = files
    disposition = office.client.get(f"{path}/problems").headers["content-disposition"]
    assert disposition.startswith("attachment; ")
    assert unquote(disposition.partition("''")[2]) == "三季度_汇报问题清单.xlsx"


def test_what_does_not_exist_is_refused(files: tuple[Office, str]) -> None:
    office, path = files
    assert office.client.get(f"{path}/passwords").status_code == 404


def test_a_village_that_handed_in_nothing_is_named_in_word_and_excel(office: Office) -> None:
    batch = office.batch("石桥村", "柳河村", "杨树村")
    office.send(batch, {"石桥.txt": SHIQIAO, "柳河.txt": LIUHE})
    path = f"/batches/{batch}/drafts/{office.draft(batch)['id']}"
    words = "未交材料：杨树村，表中没有这些村的内容。"
    document = docx.Document(io.BytesIO(office.client.get(f"/api{path}/files/clean").content))
    assert [p.text.endswith(words) for p in document.paragraphs if "未交材料" in p.text] == [True] * len(
        document.tables
    )
    assert any("（杨树村未报送）" in p.text for p in document.paragraphs)
    for what in ("indicators", "problems", "requests"):
        workbook = load_workbook(io.BytesIO(office.client.get(f"/api{path}/files/{what}").content), read_only=True)
        cells = [cell for line in workbook.worksheets[0].iter_rows(values_only=True) for cell in line]
        assert sum(str(cell).endswith(words) for cell in cells) == 1, what
    assert office.api("GET", f"{path}/readiness")["missing"] == ["杨树村"]


def test_word_comes_without_its_annexes_where_nobody_wants_them(files: tuple[Office, str]) -> None:
    office, path = files
    whole, bare = (office.client.get(f"{path}/clean?annexes={said}") for said in ("true", "false"))
    documents = [docx.Document(io.BytesIO(answer.content)) for answer in (whole, bare)]
    assert [bool(document.tables) for document in documents] == [True, False]
    notes = [[p.text for p in document.paragraphs if p.text.startswith("附件")] for document in documents]
    assert (bool(notes[0]), notes[1]) == (True, [])
    assert unquote(bare.headers["content-disposition"]).endswith("（第1稿，清稿，不带附件）.docx")
    archive = zipfile.ZipFile(io.BytesIO(office.client.get(f"{path}/all?annexes=false").content))
    assert sum("不带附件" in name for name in archive.namelist()) == 2
