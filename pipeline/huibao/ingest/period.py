"""Which period a report covers: 2025年三季度, 前三季度, 上半年, 1—9月, 年终, 9月份, or the date below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = r"(?:(?P<year>(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3}|(?<!\d)2\d(?=年))年?度?[\s_\-]*)?"
_MONTH = r"(?<![\d.])(?:1[0-2]|0?[1-9])(?!\d)|十[一二]?|[一二三四五六七八九]"
_TO = r"\s*(?:至|到|—+|–|-+|~|～|－)\s*"
_DATE = re.compile(
    r"(?P<year>20\d{2}|[二2][〇○零0][〇○零一二三四五六七八九\d]{2})\s*[年.\-/]\s*"
    r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*[月.\-/]\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})"
)
_COMPACT_DATE = re.compile(r"(?<!\d)(?P<year>20\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])(?!\d)")
# 七、八、九月 and 7月、8月、9月 name the months between, too.
_LISTED = rf"\s*月?份?、(?:(?:{_MONTH})\s*月?份?、)?"
_MONTHS = re.compile(rf"{_YEAR}(?P<first>{_MONTH})(?:\s*月?份?{_TO}|{_LISTED})(?P<last>{_MONTH})\s*月")
_QUARTERS = re.compile(
    rf"{_YEAR}(?:前(?P<count>[二两三23])个?|(?:[一1]{_TO}|[一1](?:、[二2])?、|[一1])(?P<last>[二三23]))季度"
)
_HALF = re.compile(rf"{_YEAR}(?P<half>[上下])半年")
# 这一季的事: which one it is follows from no number.
_QUARTER = re.compile(
    rf"{_YEAR}(?:(?<![这那本每上下前后头换])第?(?P<quarter>[一二三四1-4])季度?|[Qq](?P<q>[1-4])(?!\d))"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|[二廿]?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
# 十月二号 is the day on which somebody wrote, no report on October.
_ONE_MONTH = re.compile(rf"{_YEAR}(?P<month>{_MONTH})\s*月份?(?!\s*(?:[\d底初中至到—-]|{_DAY}[日号]))")
# The day below a report or in the bracket of its title; 12月20日前完工 is none.
_DAY_OF_A_YEAR = re.compile(rf"(?P<month>{_MONTH})\s*月\s*(?P<day>{_DAY})\s*[日号]\s*[）)]?$", re.MULTILINE)
# 2025年度 and 2025度, but neither 季度 nor 调度会.
_ANNUAL = re.compile(
    rf"{_YEAR}(?:年终|年度|全年|(?:(?<=[\d〇○零一二三四五六七八九])|(?<=[\d〇○零一二三四五六七八九] ))度)"
)
_NAMED_YEAR = re.compile(r"(?P<year>(?<!\d)20\d{2}(?=年)|二[〇○零][〇○零一二三四五六七八九]{2}(?=年))")
_ONLY_YEAR = re.compile(r"(?P<year>(?<!\d)20\d{2}(?=年|[\-_.]?[01]\d)|二[〇○零][〇○零一二三四五六七八九]{2}(?=年))")
# Dates in a file's name: 202509, 20250930, 250930, 2025.9, 25-09-30, and without a year 0930, 9.30, 9月30日.
_M, _D = r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
_IN_NAME = tuple(
    re.compile(rf"(?<![\d.Vv]){date}(?![\d.]|[版稿户人名亩元吨米千万]|公[里斤])")
    for date in (
        rf"(?P<year>20[12]\d){_M}(?:{_D})?",
        rf"(?P<year>2[1-9]){_M}{_D}",
        r"(?P<year>(?:20)?2\d)[.\-_年](?P<month>1[0-2]|0?[1-9])(?:[.\-_月](?P<day>[12]\d|3[01]|0?[1-9]))?",
        rf"(?P<year>){_M}{_D}",
        r"(?P<year>)(?P<month>1[0-2]|0?[1-9])[.\-_月](?P<day>[12]\d|3[01]|0?[1-9])",
    )
)
_ENDS_A_SENTENCE, _CLAUSE_ENDS = re.compile(r"[。；！？]"), re.compile(r"[，。；！？\n]")
_FIGURE = re.compile(
    r"\d|[一二三四五六七八九十百千万两几]+(?:[余多来]?[万千百亩吨元户人名头只公里件起盏座]|$)|[百千万][一二三四五六七八九]"
)
# 比一季度多出两个: what is compared with is not what a report is of.
_OF_ANOTHER_TIME = ("去年", "上年", "往年", "比", "较")
# 说下半年要空栏: what lies ahead is not what a report is of.
_TO_COME = re.compile("[里内]?(?:还|就)?(?:要|将|想|打算|计划|准备|再|拟|力争)")
_TRAILING_MONTH = 20
_LATE = 28
# Of a day that names no year.
ANY_YEAR = 2000
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """The day a report was signed."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Span:
    """Months of a year as some words give them; the year as written, None where they do not say."""

    year: int | None
    first: int
    last: int
    at: int
    end: int


def read_period(*, title: str, file_name: str, opening: str, signed: Day | None) -> str:
    """Period in the notation of ``Report.period``: title before file name before opening before date.

    The date is the one below the report, else one in its file's name (枫香村202509).

    Where the words name no year, it is the one before them in the title, or that of the file name, else follows
    from the date: a report on the fourth quarter signed in January speaks of the year before. A year somewhere in
    the text is no help, it was wrong more often than right.

    Args:
        title, file_name, opening: normalised.
        signed: the date below the report, None where there is none.

    Example:
        >>> day = Day(year=2025, month=10, day=9)
        >>> read_period(title="石桥村前三季度工作总结", file_name="", opening="", signed=day)
        '2025M01-M09'
    """
    if signed is None:
        # 上半年数字（会计，2026.7.4）: the day in the title says of which year.
        day = _named_day(title) or _named_day(file_name)
        signed = day if day and day.year != ANY_YEAR else None
    for source in (title, file_name):
        if span := _finest(source):
            year = span.year or _year_in(source[: span.at]) or _year_in(file_name) or _year_before(signed, span)
            if year:
                return notation(year, span.first, span.last)
    span = _first_of(opening)
    if span and (year := span.year or _year_before(signed, span)):
        return notation(year, span.first, span.last)
    return quarter_of(signed.year, signed.month, signed.day) if signed else ""


def season_of(*, title: str, file_name: str, opening: str) -> str | None:
    """What a report says of its time apart from the year, as it stands behind the year of a period; None for nothing.

    Example:
        >>> season_of(title="枫香村三季度汇报", file_name="", opening="")
        'Q3'
    """
    span = _finest(title) or _finest(file_name) or _first_of(opening)
    return notation(ANY_YEAR, span.first, span.last)[4:] if span else None


def written_on(*, title: str, file_name: str, opening: str, signature: str) -> Day | None:
    """The day on which a report was written; of ``ANY_YEAR`` where it names none, late in a month without a day.

    Example:
        >>> written_on(title="（老支书口述，十月二号）", file_name="枫香村", opening="", signature="")
        Day(year=2000, month=10, day=2)
    """
    if dated := signed_on(signature, opening, file_name):
        return dated
    if named := _named_day(title) or _named_day(file_name):
        return named
    for text in (signature, title):
        if days := list(_DAY_OF_A_YEAR.finditer(text)):
            return Day(year=ANY_YEAR, month=_small(days[-1]["month"]), day=_small(days[-1]["day"]))
    return None


def periods_written_of(day: Day) -> frozenset[str]:
    """The periods of which a report may be that was written on a day: those that end about then.

    They end with the quarter that :func:`quarter_of` gives, with the month of the day or with the one before.

    Example:
        >>> periods = periods_written_of(Day(year=2025, month=10, day=9))
        >>> {"2025Q3", "2025M09", "2025M01-M09", "2025M10"} <= periods, "2025" in periods
        (True, False)
    """
    quarter = quarter_of(day.year, day.month, day.day)
    before = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, _MONTHS_A_YEAR)
    ends = {(day.year, day.month), before, (int(quarter[:4]), 3 * int(quarter[-1]))}
    return frozenset(notation(year, first, last) for year, last in ends for first in range(1, last + 1))


def periods_ending_with(quarter: str) -> frozenset[str]:
    """A quarter and the longer periods that end with it: 2025H1 with 2025Q2; none where it is no quarter of a year."""
    year, _, last = quarter.partition("Q")
    if not (year and last):
        return frozenset()
    return frozenset(notation(int(year), first, 3 * int(last)) for first in range(1, 3 * int(last), 3))


def quarter_of_month(season: str) -> str:
    """``Q3`` for ``M09``; empty for what is no single month."""
    month = season.removeprefix("M")
    return f"Q{(int(month) + 2) // 3}" if season.startswith("M") and month.isdecimal() else ""


def _named_day(file_name: str) -> Day | None:
    """The date in a file's name; ``ANY_YEAR`` where it has none, and late in its month where it has no day."""
    for pattern in _IN_NAME:
        if match := pattern.search(file_name):
            year = _year(match["year"]) if match["year"] else ANY_YEAR
            return Day(year=year or ANY_YEAR, month=int(match["month"]), day=int(match["day"] or _LATE))
    return None


def notation(year: int, first: int, last: int) -> str:
    """``2025Q3`` for months 7 to 9, ``2025H1``, ``2025``, ``2025M09``, else ``2025M01-M09``: one name a period."""
    if (first, last) == (1, 12):
        return str(year)
    if first % 6 == 1 and last == first + 5:
        return f"{year}H{(first + 5) // 6}"
    if first % 3 == 1 and last == first + 2:
        return f"{year}Q{(first + 2) // 3}"
    return f"{year}M{first:02d}" if first == last else f"{year}M{first:02d}-M{last:02d}"


def _finest(source: str) -> _Span | None:
    """The period a title names; a month or a bare year count only where nothing else is said."""
    found = next(_spans(source), None)
    if found is not None:
        return found
    if match := _ONE_MONTH.search(source):
        month = _small(match["month"])
        return _Span(year=_year(match["year"]), first=month, last=month, at=match.start(), end=match.end())
    # （2026年1月6日，全镇述职会）: the year of a date is no period.
    if match := _ANNUAL.search(source) or _NAMED_YEAR.search(_DATE.sub("", source)):
        return _Span(year=_year(match["year"]), first=1, last=12, at=match.start(), end=match.end())
    return None


def _first_of(opening: str) -> _Span | None:
    """The period that the opening names first; other years' are not it, nor one to compare with or in which only
    something happened.

    Behind the first sentence a time with a figure behind it is the figure's: 集体的钱，一月到九月进了九万二.
    No report is of 九月到十月那场雨.
    """
    first_ends = _ENDS_A_SENTENCE.search(opening)
    begun = first_ends.start() if first_ends else len(opening)
    spans = [
        span
        for span in _spans(opening)
        if not opening[: span.at].endswith(_OF_ANOTHER_TIME)
        and not _TO_COME.match(opening, span.end)
        and not opening.startswith(("相比", "比"), span.end)
        and (span.first % 3 == 1 and (span.first == 1 or span.last == span.first + 2 or span.last == _MONTHS_A_YEAR))
        and (span.at <= begun or not _FIGURE.search(_CLAUSE_ENDS.split(opening[span.end :], maxsplit=1)[0]))
    ]
    return min(spans, key=lambda span: span.at, default=None)


def _spans(source: str) -> Iterator[_Span]:
    """Periods longer than a month, ranges before quarters since 前三季度 holds 三季度."""
    for match in _MONTHS.finditer(source):
        first, last = _small(match["first"]), _small(match["last"])
        if first < last:
            yield _Span(year=_year(match["year"]), first=first, last=last, at=match.start(), end=match.end())
    for match in _QUARTERS.finditer(source):
        count = match["count"] or match["last"]
        last = 9 if count in "三3" else 6
        yield _Span(year=_year(match["year"]), first=1, last=last, at=match.start(), end=match.end())
    for match in _HALF.finditer(source):
        first = 1 if match["half"] == "上" else 7
        yield _Span(year=_year(match["year"]), first=first, last=first + 5, at=match.start(), end=match.end())
    for match in _QUARTER.finditer(source):
        quarter = int((match["quarter"] or match["q"]).translate(_CHINESE_DIGITS))
        yield _Span(
            year=_year(match["year"]), first=3 * quarter - 2, last=3 * quarter, at=match.start(), end=match.end()
        )


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    digits = written.translate(_CHINESE_DIGITS)
    return int(digits if len(digits) == 4 else f"20{digits}")


def _year_in(source: str) -> int | None:
    match = _ONLY_YEAR.search(source)
    return _year(match["year"]) if match else None


def _year_before(signed: Day | None, span: _Span) -> int | None:
    """Year of a period that ended by the date, or ends in the month after it."""
    return signed.year - (span.last > signed.month + 1) if signed else None


def signed_on(*texts: str) -> Day | None:
    """The last date in the first of the (normalised) texts that holds one.

    Example:
        >>> signed_on("石桥村 李明 2025.10.9") == signed_on("二〇二五年十月九日") == Day(year=2025, month=10, day=9)
        True
    """
    for text in texts:
        dates = list(_DATE.finditer(text)) or list(_COMPACT_DATE.finditer(text))
        if dates:
            last = dates[-1]
            return Day(year=_year(last["year"]) or 0, month=_small(last["month"]), day=_small(last["day"]))
    return None


def _small(written: str) -> int:
    """A number below 100 in digits or Chinese."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return ("一二三四五六七八九".find(tens) + 1 or 1) * 10 * bool(ten) + (
        "一二三四五六七八九".find(ones) + 1 if ones else 0
    )


def quarter_of(year: int, month: int, day: int) -> str:
    """The quarter a report signed on a date speaks of: up to the 20th of a quarter's first month, the one before.

    Example:
        >>> quarter_of(2025, 10, 12), quarter_of(2025, 9, 28), quarter_of(2026, 1, 5)
        ('2025Q3', '2025Q3', '2025Q4')
    """
    quarter = (month - 1) // 3 + 1
    if (month - 1) % 3 == 0 and day <= _TRAILING_MONTH:
        quarter -= 1
    return f"{year - 1}Q4" if quarter == 0 else f"{year}Q{quarter}"
