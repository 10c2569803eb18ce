"""What a draft calls its township and its time: read from the reports, left blank rather than guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from huibao.indicators.period import months_of, print_period, year_of
from huibao.schema import Report

_LEVELS = ("苏木", "街道", "乡", "镇")
_LEVEL = "|".join(_LEVELS)
# Where nobody names the township, the office fills it in: 本镇 in a title reads as if it were meant so.
_BLANK = "××"
_NAME = rf"(?P<name>(?![在全本各我该])[\u4e00-\u9fff]{{2,4}}?(?:{_LEVEL}))"
# At the head of a title or signature line, before the village or the year: 清溪镇上坪村2025年…, 在清溪镇2025年…,
# （清溪镇上坪村 驻村专干 李明）.
_SIGNED = re.compile(
    rf"^[ \u3000]*[（(]?(?:(?:汇报|填报|报送)(?:人|单位)[：:][ \u3000]*)?在?{_NAME}"
    r"(?=[\u4e00-\u9fff]{1,5}(?:村|社区|嘎查|屯)|\d{4})",
    re.MULTILINE,
)
# Whom it is addressed to, where the village lies; elsewhere in a sentence too many words end in 镇 (恳请镇党委).
_NAMED = re.compile(
    rf"(?:^(?:中共)?(?!尊敬|中共){_NAME}(?=(?:党委|党政|人民政府|政府)[^。\n]{{0,12}}[：:]$)"
    rf"|(?:位于|地处|隶属于?){_NAME.replace('name', 'place')}(?=[东南西北中腹境]|的|，|。))",
    re.MULTILINE,
)
_ADDRESSED = re.compile(rf"({_LEVEL})(?:里|党委|政府)")
_SIGNATURE = 60
# Some sign below the title: the first lines of a report, if short.
_FIRST_LINES, _LONGEST_LINE = 4, 40
_FEW = 2


def township_name(reports: Sequence[Report]) -> str:
    """The township that most reports name in title or signature, else in their text; ``××镇`` where none does."""
    signed: Counter[str] = Counter()
    named: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    for report in reports:
        first = report.text.lstrip().split("\n")[:_FIRST_LINES]
        heads = (report.title, *(line for line in first if len(line) <= _LONGEST_LINE), report.text[-_SIGNATURE:])
        signed.update({match["name"] for text in heads for match in _SIGNED.finditer(text)})
        named.update({match["name"] or match["place"] for match in _NAMED.finditer(report.text)})
        levels.update(match.group(1) for match in _ADDRESSED.finditer(report.text))
    for votes in (signed, named):
        if votes:
            return votes.most_common(1)[0][0]
    return _BLANK + (levels.most_common(1)[0][0] if levels else "镇")


def level_of(township: str) -> str:
    """What a township is: 镇, 乡, 街道, 苏木; 镇 where its name does not say."""
    return next((level for level in _LEVELS if township.endswith(level)), "镇")


def main_periods(periods: Iterable[str]) -> tuple[str, ...]:
    """The period a draft is of, and those of other reports that it spans as well, the most common first.

    Where two are equally common the longer one holds the other: a report on September belongs to those on the third
    quarter. A month and a quarter never make a range, and a straggler of another quarter does not either.
    """
    given = [period for period in periods if period]
    counts = Counter([period for period in given if year_of(period)] or given)
    ordered = sorted(counts, key=lambda period: (-counts[period], -_length(period), period))
    return tuple(
        period
        for period in ordered
        if _length(period) == _length(ordered[0]) and _FEW * counts[period] >= counts[ordered[0]]
    )


def _length(period: str) -> int:
    first, last = months_of(period) or (0, 0)
    return last - first


def period_name(periods: Sequence[str]) -> str:
    """Periods in words, from the first to the last; empty where there are none.

    Example:
        >>> period_name(["2025Q4", "2025Q3"]), period_name(["Q3"])
        ('2025年第三季度至第四季度', '第三季度')
    """
    if not periods:
        return ""
    first, last = min(periods), max(periods)
    if first == last:
        return print_period(first)
    same = year_of(first) == year_of(last) and last != year_of(last)
    return f"{print_period(first)}至{print_period(last.removeprefix(year_of(first)) if same else last)}"
