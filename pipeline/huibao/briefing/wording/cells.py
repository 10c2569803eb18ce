"""Rows of tables and forms as sentences: fields lose their colons, empty cells and unnamed comparisons go.

发展党员，目标：1人，完成：0人 → 发展党员目标1人，完成0人; 调处纠纷26件（35件） → 调处纠纷26件.
"""

from __future__ import annotations

import re

from huibao.segment.words import tag_words

_HAN = "[\u4e00-\u9fff]"
_FIELDS = "(?:目标|指标|任务|计划)"
_EMPTY = re.compile(rf"(?<=[，：]){_HAN}{{2,6}}(?:为|：)?[—－-]+(?:，|$)")
_FIELD_COLON = re.compile(rf"(?<=，)({_FIELDS}|完成|实绩|进度)：")
_ROW = re.compile(
    rf"^(?![^，]*[一二三四五六七八九][百千万])({_HAN}{{2,14}})，"
    rf"(?={_FIELDS}：?(?:\d|[每全首一两三四五六七八九十户应]|测量|[^，]+，完成))"
)
# 工作内容通组公路，完成情况硬化2.4公里
_WORK = re.compile(rf"^(?:{_HAN}{{2,8}}：)?工作内容：?(?:({_HAN}{{2,10}})，完成情况：?|([^：]*?，)完成情况：?)")
_CAUSE = re.compile(rf"^([^，。；：]{{2,12}})：原因(?:是|为)?(?={_HAN})")
# 关于“账目不公开”：公开栏已挪到路口
_FINDING = re.compile(r"^关于(“[^”]{2,24}”)(?:的?问题)?：")
# 96座棚（78座）: of what time or place the other figure is, a heading told; 3吨（3000公斤） says the same again.
_OTHER_FIGURE = re.compile(
    r"(?P<figure>\d[\d.]*(?P<scale>[万亿]?)(?P<unit>%|平方米|公里|[\u4e00-\u9fff])(?:[\u4e00-\u9fff]{0,2}))"
    r"（\d[\d.]*[万亿]?(?P=unit)元?）"
)
_AMOUNT = r"\d[\d.]*[万亿]?[\u4e00-\u9fff]{0,2}"
_COUNT = r"\d[\d.]*[万亿]?(?:公里|公斤|平方米|万?元|[只个户人名处张本天课次家亩座台斤吨分件米项]|个工)?"
# 480米——坎边护栏，立上了; 0张，食品许可证，…: the figure before its thing.
_FIGURE_FIRST = re.compile(rf"^(?P<figure>{_AMOUNT}(?=——)|{_COUNT}(?=，))(?:——|，)(?P<thing>{_HAN}{{2,8}})(?=，)")
_FIGURE_APART = re.compile(
    rf"^(?:{_AMOUNT}|半数|[零一二三四五六七八九十]{_HAN}?)——"
    rf"|^{_COUNT}，(?:(?!都|全是|全部|均|是)[^，])*的(?:(?!是){_HAN}){{0,4}}(?=[，。]|$)"
)
_SLASHED = re.compile("[／|｜]")


def as_told(text: str) -> str:
    """The text without what only a table's head could explain.

    Example:
        >>> as_told("发展党员，目标：1人，完成：0人"), as_told("调处纠纷26件（35件），化解率96%")
        ('发展党员目标1人，完成0人', '调处纠纷26件，化解率96%')
        >>> as_told("480米——坎边护栏，立上了"), as_told("纠纷调处：全年目标—，上半年完成65宗，完成率—")
        ('坎边护栏480米，立上了', '纠纷调处：上半年完成65宗')
    """
    text = _EMPTY.sub("", text).rstrip("，")
    text = _ROW.sub(r"\1", _FIELD_COLON.sub(r"\1", text))
    text = _FINDING.sub(r"针对\1的问题，", text)
    text = _CAUSE.sub(r"\1，原因是", _WORK.sub(r"\1\2", _OTHER_FIGURE.sub(r"\g<figure>", text)))
    first = _FIGURE_FIRST.match(text)
    if first is None or not _is_thing(first["thing"]):
        return text
    return first["thing"] + first["figure"] + text[first.end() :]


def torn(text: str) -> bool:
    """Whether a text is a row of a table still: its cells apart, or a figure set off before what it counts.

    Example:
        >>> torn("手套车间／40人／26人"), torn("67人——冬闲出去的，人均带回8600元"), torn("手套车间用工26人")
        (True, True, False)
    """
    return bool(_SLASHED.search(text) or _FIGURE_APART.match(text))


def _is_thing(words: str) -> bool:
    return all(pos.startswith(("n", "t", "l", "b", "j", "f", "s", "vn", "g")) for _, pos in tag_words(words))
