"""Whose a figure of the briefing is: the village named before it, of several the nearest that is its sentence's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LISTED = re.compile(r"[、和及与]|以及")
# 比柳河村少, 到柳河村学习: a village beside which another is told.
_ASIDE = re.compile(r"(?:[比向到往同跟与和对赴在去给从由]|学习|参观|邻近的?|隔壁的?)$")
# 加入柳河村的合作社, 搬到柳河新村: in the middle of a clause stands a village that another one tells of.
_WITHIN = re.compile(r"[\u4e00-\u9fff](?<![中及是有如由看像即])$")
# 石桥村、柳河村等5个村: others as well, and which ones is not said.
_AND_OTHERS = re.compile(r"等?(?:至少)?(?:\d{1,4}|[一二三四五六七八九十]{1,4})?个(?:村|社区|嘎查)|等地|等村")
_SPEAKS = re.compile(r"反映|提出|汇报|介绍|[\u4e00-\u9fff]{1,4}(?:村|社区|嘎查)")
_SAME = re.compile(r"(?:该村|该社区|其中|同时|目前|还)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Villages named together: ``text[start:end]``; ``aside`` where the sentence is of another."""

    start: int
    end: int
    villages: tuple[str, ...]
    aside: bool


def groups_of(text: str, villages: Sequence[str]) -> list[Group]:
    """The villages that a text names, those of one list together; none where a list says that there are others."""
    if not villages:
        return []
    names = re.compile("|".join(map(re.escape, sorted(villages, key=len, reverse=True))))
    found: list[Group] = []
    for match in names.finditer(text):
        last = found[-1] if found else None
        if last is not None and _LISTED.fullmatch(text, last.end, match.start()):
            found[-1] = Group(
                start=last.start, end=match.end(), villages=(*last.villages, match.group()), aside=last.aside
            )
        else:
            aside = bool(_ASIDE.search(text, 0, match.start()))
            aside = aside or (last is not None and bool(_WITHIN.search(text, 0, match.start())))
            aside = aside or (last is not None and _in_quote(text, match.start()))
            found.append(Group(start=match.start(), end=match.end(), villages=(match.group(),), aside=aside))
    return found


def tellers(
    text: str, position: int, groups: Sequence[Group], beside: Sequence[str], before: Sequence[str]
) -> list[str]:
    """Villages of which one must tell what stands at a position; empty where any may.

    Args:
        text: of the sentence.
        position: of a figure in it.
        groups: the villages that it names.
        beside: villages named in the row of a table, which quotes them, or in the heading above.
        before: those of the sentence before it in the paragraph.
    """
    earlier = [group for group in groups if group.start < position]
    # 5个村合计37户（石桥村待核实）: a remark in brackets tells of no figure before it.
    later = [g for g in groups if g.start >= position and not _in_remark(text, position, g.start)]
    mine = [group for group in earlier if not group.aside][-1:] or [g for g in later if not g.aside][:1] or earlier[:1]
    if any(_AND_OTHERS.match(text, group.end) for group in mine):
        return []
    if earlier and earlier[-1].aside:
        mine = [*mine, earlier[-1]]
    # 板腾村反映，古朝村的油茶…: who tells it of another.
    first = groups[0] if groups else None
    if first is not None and mine[:1] != [first] and _SPEAKS.match(text, first.end):
        mine = [*mine, first]
    named = [village for group in mine for village in group.villages]
    return list(dict.fromkeys([*named, *beside])) or (list(before) if _SAME.match(text) else [])


def _in_quote(text: str, place: int) -> bool:
    """Whether a quote is open at a place: 石桥村说“柳河村那边180亩” is told by 石桥村."""
    return text.rfind("“", 0, place) > text.rfind("”", 0, place)


def _in_remark(text: str, start: int, end: int) -> bool:
    """Whether a bracket that opens behind ``start`` is still open at ``end``."""
    return text.rfind("（", start, end) > text.rfind("）", start, end)
