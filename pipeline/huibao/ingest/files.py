"""Files, folders and archives → (name, content), guarded by limits; nothing is ever unpacked to disk."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from huibao.errors import UnreadableInput, UsageError
from huibao.schema import SUMMARY_SUFFIX, Skipped

MAX_FILE = 20 * 2**20
MAX_MEMBERS = 2000
MAX_EXPANDED = 500 * 2**20
MAX_RATIO = 200
_IGNORED = re.compile(r"^(?:\.[^.]|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$)")
# A name is shown on terminals and in Word: nothing in it may move the cursor or turn the line around.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1


@dataclass(frozen=True, slots=True)
class Item:
    """One file of a batch; ``load`` reads it and raises ``UnreadableInput`` where it cannot be used."""

    name: str
    load: Callable[[], bytes]


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """Sort key that puts 2 before 10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", name)]


def find_items(
    paths: Iterable[Path], on_skip: Callable[[Skipped], None], exclude: Collection[Path] = ()
) -> Iterator[Item]:
    """All files behind the given paths, in a fixed order, archives opened; no two items have the same name.

    Outputs of earlier runs that lie in a folder are passed over, together with their summaries.

    Args:
        paths: files, folders, .zip archives.
        on_skip: called for an archive that cannot be opened and a folder without files.
        exclude: more files inside folders that are no input.

    Raises:
        UsageError: a path does not exist.
    """
    given = list(paths)
    check_paths(given)
    left_out = {path.resolve() for path in exclude}
    taken: set[str] = set()
    for path in given:
        for item in _behind(path, on_skip, left_out):
            name = _unique(item.name, path.resolve(), taken)
            taken.add(name)
            yield Item(name, item.load)


def check_paths(paths: Iterable[Path]) -> None:
    """Refuse a call early, before the work.

    Raises:
        UsageError: a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"找不到 {readable(str(path))}；请检查路径是否写对")


def _behind(path: Path, on_skip: Callable[[Skipped], None], left_out: set[Path]) -> Iterator[Item]:
    if not path.is_dir():
        yield from _open(path, readable(path.name), on_skip)
        return
    files = [
        file
        for file in path.rglob("*")
        if file.is_file()
        and not _hidden(file.relative_to(path))
        and not _is_product(file)
        and file.resolve() not in left_out
    ]
    if not files:
        on_skip(Skipped(name=readable(str(path)), reason="文件夹里没有文件；请确认选对了文件夹"))
    for file in sorted(files, key=lambda file: natural_key(file.relative_to(path).as_posix())):
        yield from _open(file, readable(file.relative_to(path).as_posix()), on_skip)


def _unique(name: str, path: Path, taken: set[str]) -> str:
    """The name itself, else with its folder before it (甲/汇报.docx), else with a number behind it."""
    folder = path.name if path.is_dir() else path.parent.name
    candidates = [name, f"{readable(folder)}/{name}"]
    number = 2
    while (candidate := candidates.pop(0)) in taken:
        if not candidates:
            candidates.append(f"{name}（{number}）")
            number += 1
    return candidate


def readable(name: str) -> str:
    """A file's name fit to be shown: GBK bytes that the system could not decode are decoded here."""
    try:
        name.encode()
    except UnicodeEncodeError:
        name = _decoded(name)
    return _UNPRINTABLE.sub("", name)


def _decoded(name: str) -> str:
    try:
        return name.encode("utf-8", errors="surrogateescape").decode("gb18030", errors="replace")
    except UnicodeEncodeError:  # half a character, as Windows allows
        return name.encode("utf-8", errors="replace").decode()


def _hidden(relative: Path) -> bool:
    return any(_IGNORED.match(part) for part in relative.parts)


def _is_product(file: Path) -> bool:
    return file.name.endswith(SUMMARY_SUFFIX) or file.with_name(file.name + SUMMARY_SUFFIX).exists()


def _open(file: Path, name: str, on_skip: Callable[[Skipped], None]) -> Iterator[Item]:
    if file.suffix.lower() == ".zip":
        try:
            yield from _members(file, name)
        except UnreadableInput as error:
            on_skip(Skipped(name=name, reason=str(error)))
    else:
        yield Item(name, lambda: read_limited(file))


def read_limited(file: Path) -> bytes:
    """Content of a file that is neither empty nor too large.

    Raises:
        UnreadableInput: it is, or the system refuses to read it.
    """
    try:
        size = file.stat().st_size
        if size > MAX_FILE:
            raise UnreadableInput(
                f"文件有 {size // 2**20} MB，超过单个文件 {MAX_FILE // 2**20} MB 的上限；"
                "请确认是不是工作汇报，或拆成几份"
            )
        return file.read_bytes()
    except OSError as error:
        raise _forbidden(error) from error


def _forbidden(error: OSError) -> UnreadableInput:
    return UnreadableInput(f"系统不让读取（{error.strerror}）；请检查文件权限，或关掉正在使用它的程序")


def _members(file: Path, name: str) -> Iterator[Item]:
    """Members of an archive as items, named ``archive/member``.

    The archive is opened again for each member, so that nothing stays open while a caller works.
    """
    try:
        if file.stat().st_size > MAX_EXPANDED:
            raise UnreadableInput(f"压缩包超过 {MAX_EXPANDED // 2**20} MB 的上限；请分成几个压缩包")
        with zipfile.ZipFile(file) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
    except OSError as error:
        raise _forbidden(error) from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError) as error:
        raise UnreadableInput("压缩包已损坏或不完整；请重新压缩后再试") from error
    if len(members) > MAX_MEMBERS:
        raise UnreadableInput(f"压缩包里有 {len(members)} 个文件，超过 {MAX_MEMBERS} 个的上限；请分成几个压缩包")
    if sum(info.file_size for info in members) > MAX_EXPANDED:
        raise UnreadableInput(f"压缩包展开后超过 {MAX_EXPANDED // 2**20} MB，可能是压缩炸弹；已拒绝打开")
    named = [(_member_name(info), info) for info in members]
    shown = [(member, info) for member, info in named if not any(map(_IGNORED.match, member.split("/")))]
    if not shown:
        raise UnreadableInput("压缩包里没有文件；请重新压缩后再试")
    for member, info in sorted(shown, key=lambda pair: natural_key(pair[0])):
        yield Item(f"{name}/{member}", _loader(file, info))


def _member_name(info: zipfile.ZipInfo) -> str:
    """Name of a member; archivers in China write GBK without saying so. Only ever a label, never a path."""
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG:
        raw = name.encode("cp437", errors="replace")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("gb18030", errors="replace")
    return readable(name.replace("\\", "/"))


def _loader(file: Path, info: zipfile.ZipInfo) -> Callable[[], bytes]:
    def load() -> bytes:
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableInput("压缩包设了密码；请去掉密码后重新压缩")
        if info.file_size > MAX_FILE or info.file_size > MAX_RATIO * max(info.compress_size, 1) + 2**20:
            raise UnreadableInput("展开后大得不正常，可能是压缩炸弹；已拒绝打开")
        try:
            with zipfile.ZipFile(file) as archive, archive.open(info) as stream:
                # The header may lie about the size: read no more than allowed.
                content = stream.read(MAX_FILE + 1)
        except (zipfile.BadZipFile, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError) as error:
            raise UnreadableInput("压缩包里的这个文件已损坏；请重新压缩后再试") from error
        if len(content) > MAX_FILE:
            raise UnreadableInput("展开后大得不正常，可能是压缩炸弹；已拒绝打开")
        return content

    return load
