from __future__ import annotations

import os
import struct
import unicodedata
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.errors import UnreadableInput, UsageError
from huibao.ingest import files
from huibao.ingest.files import find_items, natural_key, read_limited, readable
from huibao.schema import Skipped


def no_skip(skipped: Skipped) -> None:
    raise AssertionError(skipped)


def found(*paths: Path, exclude: tuple[Path, ...] = ()) -> tuple[dict[str, bytes | str], list[Skipped]]:
    """Content of all items by name (the reason where one cannot be loaded), and what was skipped on the way."""
    skipped: list[Skipped] = []
    contents: dict[str, bytes | str] = {}
    for item in find_items(paths, skipped.append, exclude):
        assert item.name not in contents
        try:
            contents[item.name] = item.load()
        except UnreadableInput as error:
            contents[item.name] = str(error)
    return contents, skipped


def tree(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(os.fsencode(name))
    return folder


def zipped(path: Path, *names: str | ZipInfo, content: bytes = b"x") -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return path


def gbk_zip(path: Path, name: str) -> Path:
    """An archive as Chinese Windows writes it: the name's bytes are GBK and nothing says so."""
    raw = name.encode("gbk")
    zipped(path, "x" * len(raw))
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    return path


def test_a_folder_gives_its_files_and_those_below_in_natural_order(tmp_path: Path) -> None:
    tree(tmp_path, "10白鹤村.txt", "2石桥村.txt", "东片/3新庙村.txt", "1上坪村.txt")
    contents, skipped = found(tmp_path)
    assert list(contents) == ["1上坪村.txt", "2石桥村.txt", "10白鹤村.txt", "东片/3新庙村.txt"]
    assert not skipped


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "~$石桥村.docx", "._石桥村.docx", "__MACOSX/石桥村.docx", ".git/x.txt", "Thumbs.db", "desktop.ini"],
)
def test_what_systems_and_editors_leave_behind_is_passed_over(tmp_path: Path, name: str) -> None:
    tree(tmp_path / "folder", "石桥村.txt", name)
    zipped(tmp_path / "a.zip", "石桥村.txt", name)
    assert list(found(tmp_path / "folder")[0]) == ["石桥村.txt"]
    assert list(found(tmp_path / "a.zip")[0]) == ["a.zip/石桥村.txt"]


@pytest.mark.parametrize("make", [zipped, gbk_zip], ids=["utf-8", "gbk"])
def test_chinese_names_in_archives_are_read(tmp_path: Path, make: object) -> None:
    path = make(tmp_path / "a.zip", "东片/石桥村三季度汇报.txt")  # type: ignore[operator]
    assert found(path)[0] == {"a.zip/东片/石桥村三季度汇报.txt": b"x"}


def test_utf_8_names_without_their_flag_and_windows_separators_are_read(tmp_path: Path) -> None:
    raw = "片\\石桥村.txt".encode()
    path = zipped(tmp_path / "a.zip", "x" * len(raw))
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    assert list(found(path)[0]) == ["a.zip/片/石桥村.txt"]


def test_a_name_that_climbs_out_of_its_archive_is_only_a_label(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", "../../etc/passwd.txt")
    assert found(path)[0] == {"a.zip/../../etc/passwd.txt": b"x"}
    assert [file.name for file in tmp_path.iterdir()] == ["a.zip"]


def test_gbk_names_on_disk_are_shown_in_chinese(tmp_path: Path) -> None:
    tree(tmp_path, os.fsdecode("东片/石桥村.txt".encode("gbk")))
    assert list(found(tmp_path)[0]) == ["东片/石桥村.txt"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("石桥村.txt", "石桥村.txt"),
        ("\x1b[2J石桥\n村.txt", "[2J石桥村.txt"),
        ("石桥村\u202etxt.exe", "石桥村txt.exe"),
        ("石桥村\ud83d.txt", "石桥村?.txt"),
    ],
)
def test_names_cannot_move_the_cursor_or_turn_the_line_around(name: str, shown: str) -> None:
    assert readable(name) == shown


@given(st.text(st.characters(codec=None), max_size=20))
def test_every_name_can_be_printed_and_saved(name: str) -> None:
    shown = readable(name)
    assert shown.encode().decode() == shown
    assert all(unicodedata.category(char) != "Cc" for char in shown)


def test_equal_names_are_told_apart(tmp_path: Path) -> None:
    for folder in ("甲", "乙", "丙/乙"):
        tree(tmp_path / folder, "汇报.txt")
    contents, _ = found(tmp_path / "甲", tmp_path / "乙", tmp_path / "丙/乙", tmp_path / "甲/汇报.txt")
    assert list(contents) == ["汇报.txt", "乙/汇报.txt", "汇报.txt（2）", "甲/汇报.txt"]


def test_equal_names_in_one_archive_are_told_apart(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(tmp_path / "a.zip", "汇报.txt", "汇报.txt")
    assert len(found(path)[0]) == 2


def test_outputs_of_an_earlier_run_are_no_input(tmp_path: Path) -> None:
    tree(tmp_path, "石桥村.txt", "汇总.docx")
    assert list(found(tmp_path, exclude=(tmp_path / "汇总.docx",))[0]) == ["石桥村.txt"]


def test_a_path_that_does_not_exist_is_named_before_any_work(tmp_path: Path) -> None:
    tree(tmp_path, "石桥村.txt")
    with pytest.raises(UsageError, match=r"找不到 .*无此文件夹"):
        next(find_items([tmp_path, tmp_path / "无此文件夹"], no_skip))


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "损坏"), (b"PK\x03\x04" + bytes(60), "损坏"), (b"PK\x05\x06" + bytes(18), "没有文件")],
    ids=["nothing", "torn", "no members"],
)
def test_an_archive_that_cannot_be_opened_is_skipped_with_its_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "坏的.zip"
    path.write_bytes(content)
    contents, (skipped,) = found(path)
    assert not contents
    assert skipped.name == "坏的.zip"
    assert reason in skipped.reason


def test_a_truncated_archive_is_skipped(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", "石桥村.txt", content=os.urandom(4000))
    path.write_bytes(path.read_bytes()[:2000])
    assert [entry.reason for entry in found(path)[1]] == ["压缩包已损坏或不完整；请重新压缩后再试"]


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    assert [entry.reason for entry in found(tmp_path / "空")[1]] == ["文件夹里没有文件；请确认选对了文件夹"]


def test_a_bomb_is_told_by_its_header(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", "石桥村.txt", content=bytes(files.MAX_FILE + 1))
    contents, _ = found(path)
    assert "炸弹" in str(contents["a.zip/石桥村.txt"])


def test_a_bomb_that_lies_about_its_size_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILE", 2000)
    path = zipped(tmp_path / "a.zip", "石桥村.txt", content=bytes(5000))
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 5000), struct.pack("<I", 100)))
    contents, _ = found(path)
    # zipfile stops at the size the header gives, and then the checksum is wrong.
    assert "损坏" in str(contents["a.zip/石桥村.txt"]) or "炸弹" in str(contents["a.zip/石桥村.txt"])


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [("MAX_MEMBERS", 1, "有 2 个文件，超过 1 个的上限"), ("MAX_EXPANDED", 1, "上限")],
)
def test_archives_beyond_the_limits_are_skipped_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, reason: str
) -> None:
    monkeypatch.setattr(files, limit, value)
    contents, (skipped,) = found(zipped(tmp_path / "a.zip", "甲.txt", "乙.txt"))
    assert not contents
    assert reason in skipped.reason


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", "石桥村.txt")
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    path.write_bytes(content)
    assert found(path)[0] == {"a.zip/石桥村.txt": "压缩包设了密码；请去掉密码后重新压缩"}


def test_a_damaged_member_does_not_stop_the_others(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", "坏.txt", "好.txt", content=b"abcdefgh")
    content = bytearray(path.read_bytes())
    content[content.index("坏.txt".encode()) + len("坏.txt".encode())] ^= 0xFF
    path.write_bytes(content)
    assert found(path)[0] == {"a.zip/坏.txt": "压缩包里的这个文件已损坏；请重新压缩后再试", "a.zip/好.txt": b"abcdefgh"}


def test_a_file_above_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)
    with pytest.raises(UnreadableInput, match=r"50 MB，超过单个文件 20 MB 的上限；请"):
        read_limited(path)


def test_a_file_that_the_system_keeps_closed_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"系统不让读取.*权限"):
        read_limited(tmp_path)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["10村", "2村", "1村"], ["1村", "2村", "10村"]),
        (["b", "a"], ["a", "b"]),
        (["a10b2", "a2b10", "a2b9"], ["a2b9", "a2b10", "a10b2"]),
    ],
)
def test_numbers_in_names_are_ordered_as_numbers(names: list[str], expected: list[str]) -> None:
    assert sorted(names, key=natural_key) == expected


@given(st.lists(st.text(st.sampled_from("a1²٣村")), max_size=6))
def test_any_names_can_be_ordered(names: list[str]) -> None:
    assert len(sorted(names, key=natural_key)) == len(names)
