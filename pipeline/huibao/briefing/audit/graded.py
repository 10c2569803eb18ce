"""Words of rank and of extent: 省级 for 县级, 全部化解 for 化解22件 of 23."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from huibao.briefing.audit.aligned import Telling
from huibao.briefing.audit.findings import Finding
from huibao.briefing.audit.told import figures_told

_RANKS = {
    "国": r"国家|全国|中央", "省": r"自治区|全省|省", "市": r"全市|市|州|盟",
    "县": r"全县|全区|全旗|县|区|旗", "乡": r"乡镇|全乡|全镇|乡|镇", "村": r"村|嘎查|社区",
}  # fmt: skip
# 社区, 城市, 返乡 are no rank, nor 区域, 市场.
_RANKED = re.compile(
    "(?<![社小园片景林山牧灾库地城上超集老返家下进本该我])(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _RANKS.items())
    + r")(?![场民面容城域位内长])级?(?:里|上|委|政府)?的?[“《]?(?=(?P<head>[\u4e00-\u9fff]{2}))"
)
_WHOLE = re.compile(
    r"(?:全部|全数|悉数|全都|一律|(?<![平人户亩日月年])均)(?:已经?|得到|都|实现|顺利)*(?P<head>[\u4e00-\u9fff]{2})"
)
_ALL = re.compile(r"(?:全体|所有|全部|每[个名位]|各)(?:的)?(?P<head>[\u4e00-\u9fff]{2})")
_SOME = re.compile(r"(?:部分|个别|少数|一些|有的|有些|多数|大多|不少)(?:的)?(?P<head>[\u4e00-\u9fff]{2})")
_NO_REST = re.compile(r"全部|全数|悉数|全都|[均都全]|一律|100%|应[\u4e00-\u9fff]尽")
_REST = re.compile(r"[剩其]余|余下|还有|尚有|剩下|未|没|其中|部分|多数|大多|近|约|不到")
_LOOK = "请对照原话；说的确实不一样，请改正。"
_RAISED = "请按汇报改正；确有别的依据的，请补上依据。"


def graded_findings(clause: re.Match[str], beside: Sequence[Telling]) -> Iterator[Finding]:
    """What a clause tells of another rank, or of all where the report tells it of a part.

    Args:
        clause: of the normalised text, villages masked.
        beside: what the report says there, the most alike first.
    """
    telling = beside[0] if beside and beside[0].tells else None
    if telling is None:
        return
    yield from _ranks(clause, beside)
    yield from _extents(clause, telling)


def _ranks(clause: re.Match[str], beside: Sequence[Telling]) -> Iterator[Finding]:
    for mine in _RANKED.finditer(clause.group()):
        theirs = [
            (telling, other)
            for telling in beside
            for other in _RANKED.finditer(telling.line.text)
            if other["head"] == mine["head"]
        ]
        if theirs and all(_rank(other) != _rank(mine) for _, other in theirs):
            telling, other = theirs[0]
            start, end = mine.span(_rank(mine))
            yield Finding(
                start=clause.start() + start, end=clause.start() + end, kind="unsupported",
                reason=f"级别和汇报不一样：这里是“{mine[_rank(mine)]}”，汇报里是“{other[_rank(other)]}”",
                reports_say=telling.line.cited, advice=_RAISED,
            )  # fmt: skip


def _rank(match: re.Match[str]) -> str:
    return next(name for name in _RANKS if match[name])


def _extents(clause: re.Match[str], telling: Telling) -> Iterator[Finding]:
    said, there = clause.group(), telling.line.text
    for mine in _WHOLE.finditer(said):
        if not _NO_REST.search(there) and (part := _part(mine["head"], there)):
            yield _partial(clause, mine, telling, part)
    for mine in _ALL.finditer(said):
        some = next((other for other in _SOME.finditer(there) if other["head"] == mine["head"]), None)
        if some and not _SOME.search(said):
            yield _partial(clause, mine, telling, some.group())


def _partial(clause: re.Match[str], mine: re.Match[str], telling: Telling, part: str) -> Finding:
    return Finding(
        start=clause.start() + mine.start(), end=clause.start() + mine.end(), kind="doubt",
        reason=f"汇报里说的不是全部（“{part}”），这里说成了“{mine.group()}”",
        reports_say=telling.line.cited, advice=_LOOK,
    )  # fmt: skip


def _part(head: str, there: str) -> str:
    """The words by which a sentence tells something of a part; empty where it does not.

    排查矛盾23件，化解22件: of fewer than another figure in the same unit.
    """
    figures = [figure for figure in figures_told(there) if figure.counts]
    for figure in figures:
        before, behind = figure.near
        if head not in before + behind and head[0] not in before[-3:] + behind[:3]:
            continue
        whole = [other for other in figures if other.start < figure.start and other.unit == figure.unit]
        if any(other.value > figure.value for other in whole):
            return there[figure.start - len(before) : figure.end + len(behind)].strip("、")
    at = there.find(head)
    if at >= 0 and (rest := _REST.search(there, at)):
        return there[at : rest.end() + 4]
    return ""
