"""Which time a figure covers: a quarter, the year so far, a running total, a standing stock, another year.

Figures of one name are added only within one period, so what a report says about the time must be carried along.
"""

from __future__ import annotations

import re
from dataclasses import replace

from huibao.indicators.lexicon.cues import period_cue
from huibao.indicators.lexicon.names import Name
from huibao.indicators.phrase import Phrase
from huibao.schema import Status

_QUARTERS = "一二三四"
CUMULATIVE, STANDING = "累计", "现有"
_DIGIT = {"一": 1, "二": 2, "三": 3, "四": 4, "首": 1, "1": 1, "2": 2, "3": 3, "4": 4}
_CHINESE_MONTHS = {name: month for month, name in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_MONTH = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
_FIRST_THREE = re.compile("[头前]三个月")
_SPOKEN = re.compile(
    rf"(?P<months>(?P<first>{_MONTH})月?份?(?:至|到|—+|-|~|～)(?P<last>{_MONTH})月)"
    rf"|截[至止到](?:今年)?(?P<until>{_MONTH})月(?:底|末)"
    rf"|(?<![\d一二三四五六七八九十—至到-])(?P<before>{_MONTH})月(?:底|末|份)?(?:以前|之前)"
    rf"|前(?P<quarters>[三3])个?季度|(?P<nine>前[九9]个月)|(?P<first_three>{_FIRST_THREE.pattern})"
    rf"|(?P<month>{_MONTH})月份?(?:当月|单月|这一?个?月)"
    r"|(?P<own>[本这](?:一个?|个)?季度?|[这后][三仨]个?月|本月|本期|报告期|期末|季末)"
    r"|(?P<former>[头上前]一?个?季度?(?!末))"
    r"|(?P<half>[上下])半年"
    r"|(?P<halved>(?<![上下前后大小多近])半年(?=下来|加起来|算下来|总|一?共|合计|累计))"
    r"|(?<![下每])(?P<quarter>[一二三四首1234])季(?:度|末)"
    r"|(?P<whole>全年|整年|年内|年末|年底|(?<![上前头过第这])一年(?=[\u4e00-\u9fff]{0,3}(?:收入|进账|入账|产|挣|赚)|下来|加起来|算下来|到头|总|一?共|合计))"
    r"|(?P<sofar>(?:今年|年初|元旦|开年)以来|[自从打]?(?:今?年[初头]|开年|元旦|正月)"
    rf"(?:算起|起|开始|算?到(?:现在|如今|目前|今|(?P<till>{_MONTH})月[底末]?)|至今)"
    r"|[自从打][一1]月份?(?:算起|起|开始)|自年初|今年|本年度?)"
)
# 这个季度三万二，加上头一季度一共五万一: of both, and not of the one that is added.
_ADDED = re.compile(r"(?:加上|连同|连上)[^，。；\d]{1,8}(?:一共|总共|拢共|合计|共计)[^，。；\d]{0,2}$")
_FIRST_SEASON = "头"
_SEASONS_END = re.compile("[一二三四1-4]季(?:度)?末")
_YEARLY = re.compile(r"(?:全年|年度|年初)(?:的|下达|总)?(?:目标|任务|计划|指标)")
# 力争全年突破20万元，目前已完成14.6万元: of the year so far.
_OF_THE_YEAR, _BY_NOW = re.compile(r"全年|年内|年底"), re.compile(r"目前|截[至止]|至今|现已|已(?!知)")
_AGAINST = re.compile(rf"[比较](?:{_SPOKEN.pattern})")
_LAST_YEAR = re.compile(r"去年|上年|(?P<before>前年)")
_NEXT_YEAR = re.compile(r"明年|来年|下一年|下年度?")
_COMPARED = re.compile(r"[比较由从]")
_SAME_TIME = re.compile(r"同期")
# What comes or goes in a period, even of a stock: 新增监测户.
_FRESH = re.compile(r"新[增识纳建发吸种栽植]|[补扩][种栽植]|增加|(?<![未没])消除|(?<![未没])退出|减少")
_YEAR = re.compile(r"(20\d\d)年")
# The year that an insurance is for: it is paid in the autumn before, 2027年度医保已缴1305人, 居民医保（2027年度）.
INSURED_YEAR = re.compile(
    r"20\d\d年度?(?=的?[城乡镇居民基本农村]*(?:医保|医疗|新农合|养老保险))|(?:(?<=医保（)|(?<=保险（)|(?<=医疗（))20\d\d年度?"
)
# 2009年前后建的, 2008年到2012年建的: how old a thing is, and no time of what is told of it.
_BUILT = re.compile(r"20\d\d年(?:(?:到|至|—|-)20\d\d年)?[^，。；：\d]{0,3}(?:建|修|盖|买|打|装|栽)成?的")
# 现在…的有70座: of the report's time, whatever the clause before tells of; so is 少收277吨 behind another year's.
_AT_PRESENT, _DIFFERENCE = re.compile(r"目前|现在|眼下|如今"), re.compile(r"^，?(?:少|多|增|减|降|净增|下降)")
_THIS_YEAR = re.compile(r"(?:今年|本年度?)(?!以来)")
# Some land is leased, mended or struck every season, and some of a harvest is sold.
_ANY_SEASON = re.compile("流转|改造|修复|受灾|受损|托管|卖|销|收入")
_LABEL = re.compile(r"[^，。；：]{1,20}：$")
_NOTATION = re.compile(
    r"(?P<year>\d{4})?(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|M(?P<first>\d\d)(?:-M(?P<last>\d\d))?)?"
)
_NINE_MONTHS = "M01-M09"
_A_QUARTER = re.compile(r"(?P<year>20\d\d)Q(?P<quarter>[1-4])")
# Of a report that does not say which year it is of.
_WHOLE_YEAR = "全年"


def period_of(phrase: Phrase, name: Name, status: Status, of_report: str) -> str:
    """Period of one of a sentence's figures: as its clause says, else the sentence before it, else the report's own.

    Args:
        phrase: the words around the figure.
        name: what the figure is of; a standing stock (户数, 监测户) has no beginning.
        status: a ``past`` figure is of the year or season that it is compared with.
        of_report: period of the report; empty where unknown, and then only 累计 and 现有 can be told.

    Example:
        in a report of 2025Q3: 前三季度收入12万元 → 2025M01-M09; 在册党员41名 → 现有; 去年同期9万元 → 2024Q3.
    """
    if status == "past":
        spoken = next(filter(None, (_spoken(text, of_report) for text in (phrase.own, phrase.clause, phrase.lead))), "")
        return _earlier(phrase.lead + phrase.clause + phrase.own, spoken, of_report)
    # 较二季度增加20人，达到220人: what a figure is held against is not its own time, nor is the age of a thing.
    phrase = replace(phrase, **{part: _told_of(getattr(phrase, part), of_report) for part in ("lead", "clause", "own")})
    clause = phrase.clause + phrase.own
    spoken = _spoken(phrase.own, of_report) or _spoken(phrase.clause, of_report)
    if spoken and spoken != of_report and _ADDED.search(phrase.own):
        return so_far(of_report) if _leads_up_to(spoken, of_report) else ""
    if not spoken and _FIRST_THREE.search(clause):
        spoken = _spoken(phrase.lead + clause, of_report)
    if status == "actual" and not name.stock and _is_of_years_task(phrase.lead + clause, clause, of_report):
        return so_far(of_report)
    if status == "plan" and year_of(of_report) and _NEXT_YEAR.search(phrase.lead + clause):
        return str(int(year_of(of_report)) + 1)
    if not spoken and period_cue("cumulative").search(clause):
        # 新增民宿2家，累计4家: of what stands, all that came is what there is.
        return STANDING if name.stock else CUMULATIVE
    label = _LABEL.search(phrase.lead) if not clause else None
    stands = name.stock or period_cue("standing").search(label.group() if label else phrase.own)
    if stands and not _is_fresh(phrase):
        return STANDING
    if spoken == so_far(of_report) and _is_told_of_the_year(phrase, name):
        return of_report
    # A clause that names its own year or the present does not take another time from before it.
    before = "" if _YEAR.search(clause) or _AT_PRESENT.search(clause) else _spoken(phrase.lead, of_report)
    if _DIFFERENCE.search(clause) and year_of(before) != year_of(of_report):
        before = ""
    return spoken or before or of_report


def _leads_up_to(added: str, of_report: str) -> bool:
    """Whether a period and a report's own are the year so far: 2025H1 for 2025Q3; 2025Q2 leaves out the first."""
    first, own = months_of(added), months_of(of_report)
    if not first or not own or year_of(added) != year_of(of_report):
        return False
    return first[0] % 12 == 1 and own[0] - 1 <= first[1] <= own[1]


def _told_of(text: str, of_report: str) -> str:
    """Words without the times that are not those of what they tell."""
    own = year_of(of_report)
    text = INSURED_YEAR.sub(lambda match: "" if own and match[0][:4] > own else match[0], text)
    return _BUILT.sub("", _AGAINST.sub("", text))


def _is_told_of_the_year(phrase: Phrase, name: Name) -> bool:
    """Whether 今年 says no more of a figure than none would, since there is but one a year: 烤烟今年是965亩.

    今年以来 is another time; what is newly planted or comes all the year round (今年修路2公里) is of the year so far.
    """
    told = phrase.clause + phrase.own
    around = f"{name.name}，{told}"
    if name.unit == "元" or _is_fresh(phrase) or _ANY_SEASON.search(around):
        return False
    return bool(_THIS_YEAR.search(told) and period_cue("yearly").search(around))


def _is_fresh(phrase: Phrase) -> bool:
    """Whether a figure is of what came or went: 新增监测户5户, 5户新增监测对象."""
    return bool(_FRESH.search(phrase.own or phrase.clause) or _FRESH.match(phrase.after))


def _is_of_years_task(before: str, clause: str, of_report: str) -> bool:
    """Whether a figure is what was done of the year's task or aim so far: 全年任务40座，三季度末完成30座.

    Only where its clause names no time of its own: 全年任务40座，三季度完成12座.
    """
    own_time = _spoken(_YEARLY.sub("", _SEASONS_END.sub("", clause)), of_report)
    aimed = _YEARLY.search(before) or (_OF_THE_YEAR.search(before) and _BY_NOW.search(clause))
    return bool(aimed) and not own_time and not period_cue("cumulative").search(clause)


def tells_only(text: str, period: str) -> bool:
    """Whether words say no more than that a figure is of a period: 2025年上半年, in a report of 2025H1."""
    rest = _SPOKEN.sub("", _YEAR.sub("", text), count=1)
    return bool(period) and not rest.strip("，；：、（第的") and _spoken(text, period) == period


def names_own(text: str, period: str) -> bool:
    """Whether words name a report's own period: 二季度集体收入, in a report of 2026Q2."""
    return bool(period) and bool(_SPOKEN.search(text)) and _spoken(text, period) == period


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def _spoken(text: str, of_report: str) -> str:
    """The period that a text names last, of the report's year; empty where it names none."""
    if months_of(of_report) is None:
        return ""
    year = year_of(of_report)
    if named := _last(_YEAR, text):
        year = named[1]
    match = _last(_SPOKEN, text)
    if match is None:
        return year if named and year != year_of(of_report) else ""
    if match["months"]:
        return _months(year, _month(match["first"]), _month(match["last"]))
    earlier = _spoken(text[: match.start()], of_report) if match["first_three"] or match["before"] else ""
    if match["first_three"]:
        # Of the longer time that is told before them, or that the report is of; a shop's first three months are any.
        spring, whole = _months(year, 1, 3), earlier or of_report
        return spring if is_within(spring, whole) else earlier
    if match["until"] or match["before"]:
        # 截至9月底 in a report up to September says no more than the report; 截至6月底 is of the half-year alone.
        until = _months(year, 1, _month(match["until"] or match["before"]))
        told, own = months_of(until), months_of(of_report)
        return until if told and own and told[1] < own[1] else earlier
    if match["quarters"] or match["nine"]:
        return year + _NINE_MONTHS
    if match["half"]:
        return f"{year}H{1 if match['half'] == '上' else 2}"
    if match["quarter"]:
        return f"{year}Q{_DIGIT[match['quarter']]}"
    if match["month"]:
        return _months(year, _month(match["month"]), _month(match["month"]))
    if match["own"]:
        return of_report
    if match["former"]:
        # 头一季 is the first of the year, too.
        first = match["former"].startswith(_FIRST_SEASON) and of_report == f"{year_of(of_report)}Q1"
        return of_report if first else _quarter_before(of_report)
    if match["halved"]:
        return so_far(of_report) if so_far(of_report).endswith("H1") else ""
    if match["whole"]:
        return _months(year, 1, 12)
    if match["till"]:
        return _months(year, 1, _month(match["till"]))
    return so_far(of_report)


def _quarter_before(of_report: str) -> str:
    """The quarter before that of a report: 头一季 in one of 2026Q2 is 2026Q1; empty for a report of another time."""
    quarter = _A_QUARTER.fullmatch(of_report)
    if quarter is None:
        return ""
    year, number = int(quarter["year"]), int(quarter["quarter"])
    return f"{year}Q{number - 1}" if number > 1 else f"{year - 1}Q4"


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _CHINESE_MONTHS[written]


def _months(year: str, first: int, last: int) -> str:
    """A span of months by its usual name: 1—6月 is the first half-year, 7—9月 the third quarter."""
    if first > last or (first, last) == (1, 12):
        return year or _WHOLE_YEAR
    if last - first == 2 and last % 3 == 0:
        return f"{year}Q{last // 3}"
    if last - first == 5 and last % 6 == 0:
        return f"{year}H{last // 6}"
    return f"{year}M{first:02d}" if first == last else f"{year}M{first:02d}-M{last:02d}"


def so_far(period: str) -> str:
    """The year up to a period's end: 2025Q3 → 2025M01-M09, 2025Q1 → itself.

    A year or a span that begins in January already is what it asks for.
    """
    months = months_of(period)
    if months is None or period == year_of(period):
        return period
    return _months(year_of(period), 1, (months[1] - 1) % 12 + 1)


def year_of(period: str) -> str:
    """The year of a period, ``2025`` of ``2025Q3``; empty where it names none: ``Q3``, ``累计``."""
    match = _NOTATION.fullmatch(period)
    return match["year"] or "" if match else ""


def months_of(period: str) -> tuple[int, int] | None:
    """First and last month of a period, counted from the beginning of year 0; None for what is no period.

    Example: ``2025Q3`` and ``2025M01-M09`` both end in September 2025. One that names no year is of year 0.
    """
    match = _NOTATION.fullmatch(period) if period else None
    if match is None:
        return None
    before = 12 * int(match["year"] or 0)
    if match["quarter"]:
        last = 3 * int(match["quarter"])
        return before + last - 2, before + last
    if match["half"]:
        last = 6 * int(match["half"])
        return before + last - 5, before + last
    if match["first"]:
        return before + int(match["first"]), before + int(match["last"] or match["first"])
    return before + 1, before + 12


def is_within(part: str, whole: str) -> bool:
    """Whether a period is a part of another, longer one: 2025Q3 of 2025M01-M09."""
    inner, outer = months_of(part), months_of(whole)
    return bool(inner and outer and inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1])


def _earlier(before: str, spoken: str, of_report: str) -> str:
    """The period of a baseline: last year's same season, last year as a whole, or simply earlier (empty)."""
    if not year_of(of_report):
        return ""
    if _SAME_TIME.search(before):
        current = spoken or of_report
        return f"{int(current[:4]) - 1}{current[4:]}" if current[:4].isdigit() else ""
    if match := _last(_LAST_YEAR, before):
        year = int(of_report[:4]) - (2 if match["before"] else 1)
        if spoken == of_report[:4]:
            return str(year)
        # 比上年的61万元: who compares puts like beside like.
        season = spoken[4:] or (of_report[4:] if _COMPARED.search(before[: match.start()][-2:]) else "")
        return f"{year}{season}"
    return spoken if spoken and spoken != of_report else ""


def print_period(period: str) -> str:
    """``2025Q3`` → 2025年第三季度, ``2025H1`` → 2025年上半年, ``2025M01-M09`` → 2025年1—9月, ``Q3`` → 第三季度.

    Words stay as they are.
    """
    match = _NOTATION.fullmatch(period)
    if match is None:
        return period
    year = f"{match['year']}年" if match["year"] else ""
    if match["quarter"]:
        return f"{year}第{_QUARTERS[int(match['quarter']) - 1]}季度"
    if match["half"]:
        return f"{year}{'上' if match['half'] == '1' else '下'}半年"
    if match["last"]:
        return f"{year}{int(match['first'])}—{int(match['last'])}月"
    return f"{year}{int(match['first'])}月" if match["first"] else year


def spoken_period(period: str) -> str:
    """A period of the year that everybody speaks of: 2025M01-M09 → 前三季度, 2025Q3 → 第三季度, 2025H1 → 上半年."""
    if period.endswith(_NINE_MONTHS):
        return "前三季度"
    year = year_of(period)
    return "全年" if year and period == year else print_period(period.removeprefix(year))
