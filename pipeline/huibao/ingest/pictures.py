"""Photos and scans → lines of text, by RapidOCR; its models come with the package, so nothing is fetched."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from statistics import median
from typing import TYPE_CHECKING, Any

from huibao.errors import UnreadableInput, how_to_install
from huibao.ingest.lines import Line, first_unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    Pixels = NDArray[np.uint8]

SUFFIXES = (".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp")
_MOST_PAGES = 60
_LONGEST_SIDE = 3000
_THREADS = 2
_SCALE = 150 / 72
_UNSURE = 0.85
# Boxes whose middles lie less than this share of a line's height apart stand in one row.
_SAME_ROW = 0.5
_WIDE = 5
# Lines that are asked whether they are upside down.
_VOTERS = 5
_GAP = 1.2
_CHINESE = "一二三四五六七八九十"
_UNMARKED = re.compile(rf"([{_CHINESE}])(?=[^{_CHINESE}、，。．.\s])[^，。；！？]{{2,20}}")
_MARKED = re.compile(rf"([{_CHINESE}])[、．.]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognised:
    """What was read on pictures of pages.

    Attributes:
        lines: in reading order, lengths in pixels.
        pages: how many pictures.
        unsure: lines of which a word may be wrong.
    """

    lines: list[Line]
    pages: int
    unsure: int

    @property
    def remark(self) -> str:
        doubt = f"，其中 {self.unsure} 行看不太清" if self.unsure else ""
        return f"文字是从图片上识别出来的{doubt}；请对照原件核对数字和人名"


@dataclass(frozen=True, slots=True)
class _Box:
    text: str
    score: float
    left: float
    right: float
    middle: float
    height: float
    # On the picture as it is, slant and all: left, top, right, bottom.
    frame: tuple[int, int, int, int]


def can_recognise() -> bool:
    """Whether the extra ``ocr`` is installed."""
    return find_spec("rapidocr") is not None


def read_picture(content: bytes) -> Recognised:
    """The lines of a photo, or of all pages of a TIFF.

    Raises:
        UnreadableInput: damaged, too large, without text, or the extra ``ocr`` is not installed.
    """
    _require()
    return _recognise(_pages_of(content))


def read_scanned_pages(content: bytes, pages: Sequence[int]) -> Recognised:
    """The lines of some pages of a PDF, counted from 1, each drawn at 150 dots an inch.

    Raises:
        UnreadableInput: too many pages, or the extra ``ocr`` is not installed.
    """
    _require()
    return _recognise(_drawn(content, pages), pages)


def _require() -> None:
    if not can_recognise():
        raise UnreadableInput(
            f"是图片或扫描件，这台电脑没有装文字识别组件；请管理员{how_to_install('ocr')}，或改交 Word 原件"
        )


def _pages_of(content: bytes) -> Iterator[Pixels]:
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content))
        with picture:
            _check_count(getattr(picture, "n_frames", 1))
            for frame in ImageSequence.Iterator(picture):
                # A phone notes which side is up instead of turning the picture.
                yield _pixels(ImageOps.exif_transpose(frame))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableInput("图片的像素多得不正常；请缩小后再交") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UnreadableInput("图片已损坏或不完整；请重新拍照或重新传一次") from error


def _drawn(content: bytes, pages: Sequence[int]) -> Iterator[Pixels]:
    from pypdfium2 import PdfDocument

    _check_count(len(pages))
    document = PdfDocument(content)
    try:
        for number in pages:
            page = document[number - 1]
            longest = max(page.get_size())
            yield _pixels(page.render(scale=min(_SCALE, _LONGEST_SIDE / longest)).to_pil())
            page.close()
    finally:
        document.close()


def _check_count(pages: int) -> None:
    if pages > _MOST_PAGES:
        raise UnreadableInput(f"超过 {_MOST_PAGES} 页图片，不像一份工作汇报；请拆开，或索要 Word 原件")


def _pixels(picture: Image) -> Pixels:
    import numpy as np

    picture = picture.convert("RGB")
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return np.asarray(picture)[:, :, ::-1]  # the order of colours that the recogniser expects


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS})


def _recognise(pictures: Iterable[Pixels], numbers: Sequence[int] = ()) -> Recognised:
    lines: list[Line] = []
    pages = unsure = pieces = 0
    for pages, pixels in enumerate(pictures, 1):
        boxes, width, height = _upright(pixels)
        pieces += len(boxes)
        unsure += sum(box.score < _UNSURE for box in boxes)
        lines.extend(_lines(boxes, numbers[pages - 1] if numbers else pages, width, height))
    if not lines:
        raise UnreadableInput("图片里没有认出文字；请对准、拍清楚后重拍，或索要 Word 原件")
    if 2 * unsure > pieces:
        raise UnreadableInput("图片上的字大多看不清；请对准、拍清楚后重拍，或索要 Word 原件")
    return Recognised(lines=_with_marks(lines), pages=pages, unsure=unsure)


def _upright(pixels: Pixels) -> tuple[list[_Box], int, int]:
    """Pieces of text of a page that was turned upright, its width and its height."""
    boxes = _boxes(pixels)
    if sum(box.height for box in boxes) > sum(box.right - box.left for box in boxes):
        pixels = _turned(pixels, 1)
        boxes = _boxes(pixels)
    if _is_upside_down(boxes, pixels):
        turned = _boxes(_turned(pixels, 2))
        # What made sense as it stood, and makes less when turned, was never upside down.
        boxes = max(boxes, turned, key=_sense)
    return boxes, pixels.shape[1], pixels.shape[0]


def _sense(boxes: Sequence[_Box]) -> float:
    """How sure the recogniser is of a page's characters, all together."""
    return sum(box.score * len(box.text) for box in boxes)


def _turned(pixels: Pixels, quarters: int) -> Pixels:
    import numpy as np

    return np.ascontiguousarray(np.rot90(pixels, quarters))


def _is_upside_down(boxes: Sequence[_Box], pixels: Pixels) -> bool:
    """Whether most of the widest lines stand on their heads."""
    widest = sorted(boxes, key=lambda box: box.left - box.right)[:_VOTERS]
    votes = 0
    for box in widest:
        left, top, right, bottom = box.frame
        line = pixels[top:bottom, left:right]
        if line.size:
            label, _ = _engine()(line, use_det=False, use_cls=True, use_rec=False).cls_res[0]
            votes += label == "180"
    return 2 * votes > len(widest)


def _boxes(pixels: Pixels) -> list[_Box]:
    """Pieces of text on a page, with the page's slant taken out of their places."""
    import numpy as np

    result = _engine()(pixels, use_det=True, use_cls=False, use_rec=True)
    if result.boxes is None:
        return []
    corners = np.asarray(result.boxes, dtype=float)
    along = corners[:, 1] - corners[:, 0]
    heights = np.linalg.norm(corners[:, 3] - corners[:, 0], axis=1)
    slants = np.arctan2(along[:, 1], along[:, 0])[np.abs(along[:, 0]) > _WIDE * heights]
    slant = float(np.median(slants)) if len(slants) else 0.0
    cosine, sine = np.cos(slant), np.sin(slant)
    x = corners[:, :, 0] * cosine + corners[:, :, 1] * sine
    y = corners[:, :, 1] * cosine - corners[:, :, 0] * sine
    frames = np.concatenate([corners.min(1), corners.max(1)], axis=1).clip(min=0).round().astype(int)
    return [
        _Box(text.strip(), float(score), left, right, middle, bottom - top, tuple(frame))
        for text, score, left, right, middle, top, bottom, frame in zip(
            result.txts, result.scores, x.min(1).tolist(), x.max(1).tolist(), y.mean(1).tolist(),
            y.min(1).tolist(), y.max(1).tolist(), frames.tolist(), strict=True,
        )
        if text.strip()
    ]  # fmt: skip


def _lines(boxes: Sequence[_Box], page: int, width: int, height: int) -> Iterator[Line]:
    """Boxes that stand in one row as one line, a wide gap between them as a space."""
    if not boxes:
        return
    size = median(box.height for box in boxes)
    # Rectangles around slightly bent lines begin a few pixels apart: places are told in half characters.
    step = size / 2
    for row in _rows(boxes):
        text, end = "", 0.0
        for box in row:
            text += (" " if text and box.left - end > _GAP * size else "") + box.text
            end = box.right
        own = max(box.height for box in row)
        yield Line(
            text=text, page=page, left=round(row[0].left / step) * step, right=end, top=row[0].middle / height,
            unit=first_unit(text) * size, size=size if abs(own - size) < size / 3 else own, page_width=width,
        )  # fmt: skip


def _rows(boxes: Sequence[_Box]) -> list[list[_Box]]:
    rows: list[list[_Box]] = []
    for box in sorted(boxes, key=lambda box: box.middle):
        if rows and box.middle - rows[-1][-1].middle < _SAME_ROW * min(box.height, rows[-1][-1].height):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda box: box.left) for row in rows]


def _with_marks(lines: Sequence[Line]) -> list[Line]:
    """The mark after a heading's number put back where the picture lost it.

    Example:
        一、主要成效 … 二存在的问题 → 二、存在的问题
    """
    mended: list[Line] = []
    expected = 0
    for line in lines:
        if marked := _MARKED.match(line.text):
            expected = _CHINESE.index(marked[1]) + 1
        elif (bare := _UNMARKED.fullmatch(line.text)) and expected and bare[1] == _CHINESE[expected : expected + 1]:
            line = replace(line, text=f"{bare[1]}、{line.text[1:]}")
            expected += 1
        mended.append(line)
    return mended
