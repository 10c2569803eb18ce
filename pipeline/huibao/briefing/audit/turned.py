"""What is told as done that was not, as not done that was, or as done that is only meant to be.

A word that denies or plans governs the predicate behind it. The same predicate is looked up in the sentences of the
report that tell the same: 未通电 beside 并通电, 力争11月底完工 beside 已经完工.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from huibao.briefing.audit.aligned import CLAUSE, Telling, bare
from huibao.briefing.audit.findings import Finding
from huibao.briefing.audit.told import pairs
from huibao.segment.words import cut_words

_DENIES = (
    r"没有|没能|没(?![收落]|有)|[尚从并仍]未|(?<![尚从并仍])未(?![来必成]年|来|必)"
    r"|(?<![有虚])无(?![偿缝障线害公烟论职锡])|不(?!到(?!位)|[足断仅但同少久错论管过]|低于|超过|高于|得少|一定|良)"
)
_DENIED = re.compile(_DENIES)
# 没有一处溃口, 没能得到落实, 无一逾期: what stands between a denial and what it denies.
_BETWEEN = re.compile(r"(?:再|能够?|会|曾|有|是|得到|[任一]何?(?:[处名笔户人例件起个宗位家项]|(?=[逾漏掉缺])))*")
# A predicate that is as good as denied, in question, wished for or over; wide, for what it lets pass is only not found.
_UNREAL = re.compile(
    _DENIES + r"|[缺零欠亟需盼愁]|(?<![接招])待(?!遇)|难|短板|不足|滞后|薄弱|空白|问题|困难|停(?!车)|少(?!数民族|年)"
    r"|申[请报]|恳请|请求|解决|结束|告别|取缔|制止|杜绝|避免|防[止范]|消除|劝阻|若|如果|一旦|是否|能否"
)
_MEANT = re.compile(
    r"计划|打算|准备|预计|预期|力争|争取|确保|(?<![模虚])拟|(?<![即行])将(?!近)|(?<![思理联])想(?!法)|希望|盼"
    r"|(?<![申聘邀])请|建议|要求|目标|(?<![重主首需必])要(?![求点素件闻])|有望|正在"
)
_DEADLINE = re.compile(r"[月年]底?以?前")
_REACHED = re.compile(r"已经|已(?!婚)|(?<=[\u4e00-\u9fff])了(?!解)")
# How much of what stands behind such a word is its predicate, at most.
_REACH = 8
_SAME = 0.6
_SHORTEST_VERB = 2
# 信号差 is not the opposite of 没有信号.
_BAD = re.compile("[很太较]?[差弱低](?=[，。：；、（]|$)")
_LOOK = "请对照原话；说的确实不一样，请改正。"

Mood = Literal["real", "denied", "meant", "unclear"]


@dataclass(frozen=True, slots=True)
class _Told:
    """A predicate, ``start`` to ``end`` with the word of ``by`` characters that governs it, behind ``before``."""

    start: int
    end: int
    by: int
    words: str
    head: str
    before: str


def turned_findings(clause: re.Match[str], beside: Sequence[Telling]) -> Iterator[Finding]:
    """What a clause tells in another mood than the report, at most one.

    Args:
        clause: of the normalised text, villages masked.
        beside: what the report says there, the most alike first.
    """
    said = clause.group()

    def finding(start: int, end: int, telling: Telling, reason: str) -> Finding:
        low = clause.start()
        return Finding(
            start=low + start, end=low + end, kind="doubt", reason=reason, reports_say=telling.line.cited, advice=_LOOK
        )

    for mine in _governed(said, _DENIED):
        moods = _moods(mine, beside, whole=True)
        if moods and all(mood == "real" for _, mood in moods):
            telling = moods[0][0]
            yield finding(
                mine.start, mine.start + mine.by, telling, f"汇报里是肯定的，这里说“{mine.words}”，意思正好相反"
            )
            return
    for telling in beside:
        if not telling.tells:
            break
        for part in CLAUSE.finditer(telling.line.text):
            for theirs in _governed(part.group(), _DENIED):
                place = _place(theirs, said)
                if place is None or _mood(_up_to(said, place), planned=False) != "real" or _BAD.match(said, place[1]):
                    continue
                moods = _moods(theirs, beside)
                if all(mood != "real" for _, mood in moods):
                    yield finding(*place, telling, f"汇报里是“{theirs.words}”，这里的意思正好相反")
                    return
    if _MEANT.search(said) or _DENIED.search(said):
        return
    for mine in _reached(said):
        moods = _moods(mine, beside)
        if moods and all(mood == "meant" for _, mood in moods):
            telling = moods[0][0]
            yield finding(mine.start, mine.end, telling, f"汇报里只是打算，这里说成了“{mine.words}”")
            return


def _governed(text: str, word: re.Pattern[str]) -> Iterator[_Told]:
    """The predicates of a clause that a word governs."""
    for match in word.finditer(text):
        between = _BETWEEN.match(text, match.end())
        start = between.end() if between else match.end()
        head = _head(text[start : start + _REACH])
        end = start + len(head)
        if head:
            yield _Told(match.start(), end, len(match.group()), text[match.start() : end], head, text[: match.start()])


def _reached(text: str) -> Iterator[_Told]:
    """The predicates of a clause that are told as done: 已建成, 成立了合作社."""
    for match in _REACHED.finditer(text):
        if match.group() == "了":
            low = max(match.start() - 2, 0)
            head = _head(text[low : match.start()] + text[match.end() : match.end() + _REACH - 2])
            end = match.end()
        else:
            low, head = match.start(), _head(text[match.end() : match.end() + _REACH])
            end = match.end() + len(_verb(head))
        if head:
            yield _Told(low, end, len(match.group()), text[low:end], head, text[:low])


def _verb(head: str) -> str:
    """The words a predicate begins with, whole and at least two characters of them: 建|冷库, 动工|修路."""
    verb = ""
    for word in cut_words(head):
        if len(verb) >= _SHORTEST_VERB:
            break
        verb += word
    return verb


def _head(text: str) -> str:
    match = re.match(r"[\u4e00-\u9fff]+", text)
    return match.group() if match else ""


def _place(told: _Told, text: str, *, whole: bool = False) -> tuple[int, int] | None:
    """Where a clause has a predicate, whatever governs it there: most of it, with the words it begins or ends with.

    Args:
        told: the predicate where it was found.
        text: the clause.
        whole: whether the words it begins with must be there: they are the verb (不愿种地), the others its object.
    """
    head = bare(told.head)
    if len(head) < 2:
        # 土地手续未批: one character is a predicate only behind the same words.
        before = bare(told.before)[-2:]
        match = re.search(rf"{re.escape(before)}[^，]{{0,4}}?{re.escape(head)}", text) if len(before) == 2 else None
        return match.span() if match and head else None
    mine, theirs = pairs(head), pairs(bare(text))
    if len(mine & theirs) < _SAME * len(mine) or not {head[:2], head[:2] if whole else head[-2:]} & theirs:
        return None
    spans = [match.span() for pair in mine if (match := re.search(f"{pair[0]}[了过]?{pair[1]}", text))]
    return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else None


def _moods(told: _Told, beside: Sequence[Telling], *, whole: bool = False) -> list[tuple[Telling, Mood]]:
    """How each clause of the report beside it has a predicate; none where no sentence that tells the same has it."""
    found = [
        (telling, _mood(_up_to(part.group(), place), planned=telling.line.planned))
        for telling in beside
        for part in CLAUSE.finditer(telling.line.text)
        if (place := _place(told, part.group(), whole=whole)) is not None
    ]
    return found if any(telling.tells for telling, _ in found) else []


def _up_to(clause: str, place: tuple[int, int]) -> str:
    """A clause up to the comma of a list behind a predicate: what is denied behind it, is not denied of it."""
    end = clause.find("、", place[1])
    return clause if end < 0 else clause[:end]


def _mood(text: str, *, planned: bool) -> Mood:
    if _UNREAL.search(text):
        return "denied" if _DENIED.search(text) else "unclear"
    if _REACHED.search(text):
        return "real"
    return "meant" if planned or _MEANT.search(text) or _DEADLINE.search(text) else "real"
