"""Words that the reports would have to share: which way a figure went, whether it is done, of when, about or at most.

They are compared only between clauses that tell the same: those of a figure that was found, or nearly the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from huibao.briefing.audit.figures import Match
from huibao.briefing.audit.findings import Finding
from huibao.briefing.audit.sources import Evidence, Line
from huibao.briefing.audit.told import ToldFigure, pairs

_CLAUSE = re.compile(r"[^，。；：！？]+")
_LEAST_PAIRS = 4
# Share of a clause's pairs of characters that a clause of a report must hold to tell the same.
_ALIKE = 0.6
# 比上年同期的25万元多三成: held against an earlier time, one character says which way.
_AGAINST = r"(?<=比)[^，。；]{1,14}?"
_UP = r"增加|增长|新增|净增|[增升涨扩][至到]|上升|提高|提升|上涨|扩大|翻番|好转"
_DOWN = r"减少|下降|降低|[减降跌缩][至到]|下跌|下滑|缩小|缩减|压减"
_DIRECTIONS = {
    "增加": re.compile(rf"{_UP}|{_AGAINST}(?P<word>{_UP}|[多高增强](?!于))"),
    "减少": re.compile(rf"{_DOWN}|{_AGAINST}(?P<word>{_DOWN}|[少低减差](?!于))"),
}
_FULFILMENT = {
    "超额": re.compile(r"超额|提前完成|超过(?:目标|计划|任务)"),
    "完成": re.compile(r"(?<!未)(?<!没)(?<!没有)(?<!没能)(?<!超额)(?<!提前)完成"),
    "没有完成": re.compile(r"未完成|没有?完成|没能完成|尚未|未达|未能|还[差欠]"),
}
_TIMES = {
    "上年": re.compile(r"去年|上年|上一年"),
    "今年": re.compile(r"今年|本年(?!度)"),
    "明年": re.compile(r"明年|来年|下一年"),
    "前年": re.compile(r"前年"),
    "上半年": re.compile(r"上半年"),
    "下半年": re.compile(r"下半年"),
    "全年": re.compile(r"全年"),
}
_OPPOSED: tuple[tuple[str, Mapping[str, re.Pattern[str]]], ...] = (
    ("增减", _DIRECTIONS), ("完成情况", _FULFILMENT), ("时间", _TIMES)
)  # fmt: skip
# Less than the report claims is no false claim.
_MODEST = frozenset({("完成", "超额")})
_PLAN = re.compile(
    r"计划|打算|准备|预计|力争|(?<![模虚])拟|将|(?<![思理联])想(?!法)|希望|(?<!申)请|建议|(?<![重主首需必])要(?![求点素件闻])"
)
_DONE = re.compile(r"已经?|(?<![未没])完成|建成|(?<!为)了(?!解)")
_BOUND_WORDS = {"≥": "超过或不少于", "≤": "不到或不超过", "≈": "约", "": "正好"}
_LOOK = "请对照原话；说的确实不一样，请改正。"


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a report that tells the same as one of the briefing."""

    line: Line
    text: str


def wording_findings(
    text: str,
    borne: Sequence[tuple[ToldFigure, Sequence[Match]]],
    tellers_at: Callable[[int], Sequence[str]],
    evidence: Evidence,
) -> Iterator[Finding]:
    """What a sentence says otherwise than the reports do, at most one thing a clause.

    Args:
        text: of the sentence, villages masked.
        borne: its figures that reports bear out, each with theirs.
        tellers_at: whose is what stands at a position; where nobody's, only the clauses of figures are compared.
        evidence: the reports.
    """
    for clause in _CLAUSE.finditer(text):
        mine = [(figure, matches) for figure, matches in borne if clause.start() <= figure.start < clause.end()]
        for figure, matches in mine:
            yield from _bound(text, figure, matches)
        theirs = [_of_figure(match) for _, matches in mine for match in matches]
        theirs = theirs or list(_alike(clause.group(), tellers_at(clause.end()), evidence))
        if theirs and (finding := _clause_finding(clause, theirs)):
            yield finding


def _of_figure(match: Match) -> _Clause:
    said = match.figure.clause[0] + match.figure.clause[1]
    return _Clause(match.line, said)


def _share(some: frozenset[str], others: frozenset[str]) -> float:
    return len(some & others) / len(some) if len(some) >= _LEAST_PAIRS else 0.0


def _alike(clause: str, tellers: Sequence[str], evidence: Evidence) -> Iterator[_Clause]:
    wanted = pairs(clause)
    if len(wanted) < _LEAST_PAIRS:
        return
    for village in tellers:
        for line in evidence.lines.get(village, ()):
            if _share(wanted, line.pairs) >= _ALIKE:
                for part in _CLAUSE.findall(line.text):
                    theirs = pairs(part)
                    if _share(wanted, theirs) >= _ALIKE:
                        yield _Clause(line, part)


def _clause_finding(clause: re.Match[str], theirs: Sequence[_Clause]) -> Finding | None:
    """The first thing that a clause says otherwise than every clause that tells the same."""
    said, first = clause.group(), theirs[0]

    def finding(start: int, end: int, reason: str) -> Finding:
        return Finding(
            start=clause.start() + start, end=clause.start() + end, kind="doubt", reason=reason,
            reports_say=first.line.cited, advice=_LOOK,
        )  # fmt: skip

    for what, sides in _OPPOSED:
        mine = {side: match for side, words in sides.items() if (match := words.search(said))}
        others = [{side for side, words in sides.items() if words.search(one.text)} for one in theirs]
        if mine and all(other and not _agree(mine, other) for other in others):
            match = next(iter(mine.values()))
            told = "、".join(side for side in sides if side in others[0])
            word = match.lastgroup or 0
            return finding(*match.span(word), f"{what}和汇报不一样：这里说“{match[word]}”，汇报里是“{told}”")
    done, plan = _DONE.search(said), _PLAN.search(said)
    planned = [one.line.planned or bool(_PLAN.search(one.text)) for one in theirs]
    finished = [bool(_DONE.search(one.text)) for one in theirs]
    if done and not plan and all(planned) and not any(finished):
        return finding(*done.span(), f"汇报里只是打算，这里说成了“{done.group()}”做到的")
    if plan and not done and all(finished) and not any(planned):
        return finding(*plan.span(), f"汇报里已经做了，这里说成了“{plan.group()}”")
    return None


def _agree(mine: Iterable[str], others: set[str]) -> bool:
    return any(side in others or any((side, other) in _MODEST for other in others) for side in mine)


def _bound(text: str, figure: ToldFigure, matches: Sequence[Match]) -> Iterator[Finding]:
    """A limit that no report gives; one left out is told more exactly than it is, but not against the report."""
    bounds = {match.figure.bound for match in matches}
    if figure.counts and figure.bound and matches and figure.bound not in bounds:
        told = matches[0].figure.bound
        yield Finding(
            start=figure.start, end=figure.end, kind="doubt",
            reason=f"“{text[figure.start:figure.end]}”这里说的是{_BOUND_WORDS[figure.bound]}，汇报里是{_BOUND_WORDS[told]}",
            reports_say=matches[0].line.cited, advice=_LOOK,
        )  # fmt: skip
