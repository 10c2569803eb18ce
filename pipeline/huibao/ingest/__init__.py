"""Files to reports: text, Markdown, Word, WPS, PDF, photos, folders and archives, with every refusal explained."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from huibao.errors import UnreadableInput
from huibao.ingest import office, pictures
from huibao.ingest.beside import with_periods
from huibao.ingest.blocks import Block
from huibao.ingest.chat import messages
from huibao.ingest.docx import read_docx
from huibao.ingest.files import Item, find_items, read_limited, readable
from huibao.ingest.lines import paragraphs as paragraphs_of
from huibao.ingest.metadata import read_metadata
from huibao.ingest.pdf import read_pdf
from huibao.ingest.text import decode, read_markdown, read_plain
from huibao.schema import Paragraph, Report, Skipped
from huibao.segment.normalize import is_han

# What a file really is, by its first bytes; an extension is only a claim.
_MAGIC = (
    (re.compile(rb"PK\x03\x04"), "zip"),
    (re.compile(rb"[\s\S]{0,1000}%PDF-\d"), "pdf"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "ole"),
    (re.compile(rb"\xff\xd8\xff"), "JPEG 图片"),
    (re.compile(rb"\x89PNG"), "PNG 图片"),
    (re.compile(rb"GIF8[79]a"), "GIF 图片"),
    (re.compile(rb"BM[\s\S]{4}\0{4}"), "BMP 图片"),
    (re.compile(rb"\{\\rtf"), "RTF 文档"),
    (re.compile(rb"Rar!"), "RAR 压缩包"),
    (re.compile(rb"7z\xbc\xaf"), "7z 压缩包"),
    (re.compile(rb"\x1f\x8b"), "gzip 压缩包"),
    (re.compile(rb"MZ[\s\S]{0,60}\0"), "程序"),
)
_ADVICE = {
    ".xls": "是表格；请把汇报正文放进 Word 或文本文件",
    ".xlsx": "是表格；请把汇报正文放进 Word 或文本文件",
    ".et": "是表格；请把汇报正文放进 Word 或文本文件",
    ".ppt": "是演示文稿；请把汇报正文放进 Word 或文本文件",
    ".pptx": "是演示文稿；请把汇报正文放进 Word 或文本文件",
    ".docm": "是带宏的 Word 文档；请另存为 .docx",
    ".ofd": "是 OFD 版式文件；请导出成 PDF，或索要 Word 原件",
    ".zip": "是压缩包里的压缩包；请解开后再放进来",
    ".rar": "是 RAR 压缩包；请解压后重新压缩成 .zip",
    ".7z": "是 7z 压缩包；请解压后重新压缩成 .zip",
    ".heic": "是苹果手机的图片格式；请在手机上另存为 JPG 再传",
    ".gif": "是动图；请换成 JPG 或 PNG 图片",
}
_OWN = (".txt", ".md", ".docx", ".pdf")
SUFFIXES = (*_OWN, *office.SUFFIXES, *pictures.SUFFIXES)
_LEAST_HAN = 10
_LEAST_HAN_SHARE = 0.3


def read_reports(
    paths: Iterable[Path], on_skip: Callable[[Skipped], None], exclude: Collection[Path] = ()
) -> Iterator[Report]:
    """Reports behind files, folders and .zip archives in a fixed order, a few in memory at a time.

    One that names no year takes that of the others (:func:`huibao.ingest.beside.with_periods`).

    Args:
        paths: what to read.
        on_skip: called with name and reason for each file that cannot be used; the batch goes on.
        exclude: files inside folders that are no input.

    Raises:
        UsageError: a path does not exist.
    """
    return with_periods(_distinct(paths, on_skip, exclude))


def _distinct(paths: Iterable[Path], on_skip: Callable[[Skipped], None], exclude: Collection[Path]) -> Iterator[Report]:
    seen: dict[bytes, str] = {}
    for item in find_items(paths, on_skip, exclude):
        try:
            report = _report(item)
        except UnreadableInput as error:
            on_skip(Skipped(name=item.name, reason=str(error)))
            continue
        digest = hashlib.sha256(re.sub(r"\s+", "", report.text).encode()).digest()
        if digest in seen:
            on_skip(Skipped(name=item.name, reason=f"和 {seen[digest]} 内容完全相同，只用了前一份"))
            continue
        seen[digest] = item.name
        yield report


def read_report(path: Path, name: str | None = None) -> Report:
    """One file as a report.

    Raises:
        UnreadableInput: it cannot be used; the message says why and what to do.
    """
    return _report(Item(name or readable(path.name), lambda: read_limited(path)))


def _report(item: Item) -> Report:
    suffix = PurePosixPath(item.name).suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableInput(
            _ADVICE.get(suffix, f"不认识扩展名 {suffix or '（无）'}；可用的有 {'、'.join(SUFFIXES)}、.zip")
        )
    content = item.load()
    if not content.strip():
        raise UnreadableInput("文件是空的；请确认是否传错了文件")
    _check_nature(content, suffix)
    read = _content(content, suffix)
    _check_chinese(read.text)
    stem = PurePosixPath(item.name).stem
    metadata = read_metadata(read.text, read.paragraphs, stem, read.author)
    if all(paragraph.heading_level is not None for paragraph in metadata.paragraphs):
        raise UnreadableInput("只有标题，没有正文；请确认文件是否完整")
    return Report(
        name=item.name,
        text=read.text,
        paragraphs=metadata.paragraphs,
        remark=read.remark,
        title=metadata.title,
        village=metadata.village,
        author=metadata.author,
        period=metadata.period,
        kind=metadata.kind,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Content:
    """Text and paragraphs of a file, the author in its properties, and what to mind about how it was read."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    author: str = ""
    remark: str = ""


def _content(content: bytes, suffix: str) -> _Content:
    if suffix in office.SUFFIXES:
        content, suffix = office.as_docx(content, suffix), ".docx"
    if suffix == ".docx":
        word = read_docx(content)
        return _from_blocks(word.blocks, author=word.author)
    if suffix == ".pdf":
        read = read_pdf(content)
        return _from_blocks(read.blocks, remark=read.remark)
    if suffix in pictures.SUFFIXES:
        seen = pictures.read_picture(content)
        return _from_blocks(paragraphs_of(seen.lines, (), seen.pages), remark=seen.remark)
    text = decode(content)
    text, paragraphs = (read_markdown if suffix == ".md" else read_plain)(text)
    text, paragraphs = messages(text, paragraphs)
    return _Content(text=text, paragraphs=paragraphs)


def _from_blocks(blocks: Sequence[Block], author: str = "", remark: str = "") -> _Content:
    paragraphs: list[Paragraph] = []
    position = 0
    for block in blocks:
        end = position + len(block.text)
        paragraphs.append(
            Paragraph(
                start=position, end=end, place=block.place, heading_level=block.heading_level, tabular=block.tabular
            )
        )
        position = end + 1
    text, kept = messages("\n".join(block.text for block in blocks), paragraphs)
    return _Content(text=text, paragraphs=kept, author=author, remark=remark)


def _check_nature(content: bytes, suffix: str) -> None:
    """Refuse a file whose content is not what its extension says; converter and recogniser look for themselves."""
    if suffix not in _OWN:
        return
    nature = next((kind for magic, kind in _MAGIC if magic.match(content)), "text")
    wanted = {".docx": "zip", ".pdf": "pdf"}.get(suffix, "text")
    if nature == wanted:
        return
    if nature == "ole" and suffix == ".docx":
        raise UnreadableInput("Word 文档设了密码，或其实是旧版 .doc；请用 Word 或 WPS 打开，去掉密码后另存为 .docx")
    shown = {"zip": "压缩包或 Office 文档", "pdf": "PDF", "ole": "旧版 Office 文档", "text": "别的内容"}.get(
        nature, nature
    )
    raise UnreadableInput(f"扩展名是 {suffix}，内容却是{shown}；请用原来的程序打开后另存为正确的格式")


def _check_chinese(text: str) -> None:
    letters = sum(char.isalpha() for char in text)
    han = sum(is_han(char) for char in text)
    if letters == 0:
        raise UnreadableInput("文件里没有文字，可能只有图片；请换成有文字的原件")
    if han < _LEAST_HAN or han < _LEAST_HAN_SHARE * letters:
        raise UnreadableInput("几乎没有中文，不像工作汇报；请确认是否传错了文件")
