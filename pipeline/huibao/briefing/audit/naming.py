"""Names must stand in the reports, and what is told of a village in that village's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from huibao.briefing.audit.findings import Finding
from huibao.briefing.audit.sources import Evidence, Line
from huibao.briefing.audit.tellers import Group
from huibao.briefing.audit.told import MASK, masked, pairs, without_villages
from huibao.briefing.writing.write import SAME_VILLAGE
from huibao.names import locate_names

# What is called a village at the head of a clause; 全村, 各村, 个村 are none.
_NO_PART = (
    "与和对把将在由给的到让向从要是为帮被请各全该本我你他每这那个行然农乡山进驻入回整邻外两几数多一二三四五六七八九十"
)
_VILLAGE = re.compile(
    rf"(?:^|(?<=[，；。、：]))(?P<name>(?:(?![{_NO_PART}])[\u4e00-\u9fff]){{1,4}}?(?:村|社区|嘎查))"
    r"(?![民里委级干支部组集口容貌务规医企庄镇会])"
)
# 下村, 影响力, 积极性: the recogniser takes them for places and organisations; 镇党委 is whom a draft is for.
_NO_NAME = re.compile(r"[乡镇](?:党委|政府)|[下进入驻到回出][村乡镇县城组户]|.*(?:[力性度率感]|[现规]范化|意识|水平)$")
_PERSON = "PER"
_LEAST_PAIRS = 6
# A sentence is another village's where that one's report holds most of it and its own less than half as much.
_HELD, _HALF = 0.6, 0.5
_ADVICE = "请核对名称；确有其人其事的，请补上依据。"


def name_findings(text: str, tellers: Sequence[str], evidence: Evidence) -> Iterator[Finding]:
    """Names in a normalised sentence that no report holds, or only that of another village."""
    for start, end, kind in _names(text, evidence.villages):
        name = text[start:end]
        if name not in evidence.haystack and (kind in (_PERSON, "村") or not _is_joined(name, tellers, evidence)):
            where = "不在这批汇报的村里" if kind == "村" else "各村汇报里都没有"
            yield Finding(
                start=start, end=end, kind="unsupported", reason=f"“{name}”{where}", reports_say="", advice=_ADVICE
            )
        elif kind == _PERSON and tellers and not any(name in evidence.texts.get(village, "") for village in tellers):
            line = next((line for lines in evidence.lines.values() for line in lines if name in line.text), None)
            if line is not None:
                yield Finding(
                    start=start, end=end, kind="doubt", reason=f"“{name}”是{line.source.village}汇报里的人",
                    reports_say=line.cited, advice="请核对是哪个村的人。",
                )  # fmt: skip


def _is_joined(name: str, tellers: Sequence[str], evidence: Evidence) -> bool:
    """Whether one sentence of the villages has a name in two parts: 茶山机耕路 of 通往茶山的机耕路."""
    lines = [line.text for village in tellers for line in evidence.lines.get(village, ())]
    halves = [(name[:at], name[at:]) for at in range(2, len(name) - 1)]
    return any(first in line and last in line for line in lines for first, last in halves)


def _names(text: str, villages: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Range and kind of the names of a text but for those of its villages."""
    plain = without_villages(text, villages, *SAME_VILLAGE)
    taken: list[tuple[int, int]] = []
    # The recogniser is disturbed by a mask of several marks.
    for name in locate_names(re.sub(f"{MASK}+", MASK, plain)):
        bare = name.text.replace(MASK, "")
        start = plain.find(bare, taken[-1][1] if taken else 0)
        if bare and start >= 0 and (name.kind == _PERSON or not _NO_NAME.fullmatch(bare)):
            taken.append((start, start + len(bare)))
            yield start, start + len(bare), name.kind
    for match in _VILLAGE.finditer(text):
        is_known = MASK in plain[match.start("name") : match.end("name")]
        if not is_known and not any(start < match.end() and match.start("name") < end for start, end in taken):
            yield match.start("name"), match.end("name"), "村"


def statement_finding(text: str, groups: Sequence[Group], beside: Sequence[str], evidence: Evidence) -> Finding | None:
    """Whether what a sentence tells of its village stands in the report of another one alone.

    Args:
        text: normalised.
        groups: villages that it names.
        beside: villages named beside it, who may be the ones that tell it.
        evidence: the reports.
    """
    named = [group for group in groups if not group.aside]
    wanted = pairs(masked(text, evidence.villages))
    if len(named) != 1 or len(wanted) < _LEAST_PAIRS:
        return None
    (group,) = named
    whose = {*group.villages, *beside}
    own = max((_held(wanted, line) for village in whose for line in evidence.lines.get(village, ())), default=0.0)
    if own >= _HALF:
        return None
    others = (line for village, lines in evidence.lines.items() if village not in whose for line in lines)
    held, line = max(((_held(wanted, line), line) for line in others), key=lambda one: one[0], default=(0.0, None))
    if line is None or held < _HELD or own > _HALF * held:
        return None
    return Finding(
        start=group.start, end=group.end, kind="unsupported",
        reason=f"这是{line.source.village}的事，{'、'.join(group.villages)}的汇报里没有",
        reports_say=line.cited, advice="请核对是哪个村的，改正村名。",
    )  # fmt: skip


def _held(wanted: frozenset[str], line: Line) -> float:
    return len(wanted & line.pairs) / len(wanted)
