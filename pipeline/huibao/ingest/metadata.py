"""Title, village, author, period and kind of a report, read from title, file name and sign-off."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from huibao.resources import resource
from huibao.schema import Paragraph, ReportKind
from huibao.segment.normalize import normalize

_LONGEST_TITLE = 50
_TITLE_PARAGRAPHS = 3
_OPENING, _CLOSING = 300, 120
_TITLE_WORDS = re.compile(
    r"汇报|总结|报告|小结|讲话|情况|材料|发言|述职|纪要|记录|清单|台账|自查|日志|手记|来信|简报|通讯|问答|提纲"
)
_SPEECH = re.compile(r"讲话|在.{2,30}会(?:议)?上的|部署会")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.、．]|第[一二三四五六七八九十]"
)
_ENDS = "。；;，,！!？?：:"
_ROLES = r"(?:驻村)?(?:第一书记|工作队(?:队长|员)?|乡村振兴专干|专干|干部|书记|主任|副镇长|镇长|信息员|工作组)"
_NAME = r"[\u4e00-\u9fff]{1,2}[\s\u3000]?[\u4e00-\u9fff]{1,2}"
_NAMED_AUTHOR = (
    re.compile(rf"(?:(?:汇报|报告|撰稿|填报|执笔|记录|整理|报送|主讲)人[:：\s\u3000]*|(?:撰稿|执笔|记录|整理)[:：][\s\u3000]*)(?:[^\s，。：:]{{2,8}}村)?[\s\u3000]*(?:{_ROLES})?[\s\u3000]*(?P<name>{_NAME})"),
    re.compile(rf"(?:{_ROLES}|党?支部|党总支|委员会|[村居]委会)[\s\u3000:：]+(?P<name>{_NAME})(?![\u4e00-\u9fff])"),
    re.compile(rf"(?:村|社区|嘎查|屯)[\s\u3000]+(?P<name>{_NAME})(?:[\s\u3000]|$)"),
)  # fmt: skip
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = r"(?P<year>(?:19|20)\d{2}|[一二][〇○零一二三四五六七八九]{3})年?度?"
_QUARTER = re.compile(rf"(?:{_YEAR})?\s*(?:第?(?P<quarter>[一二三四1-4])季度?)(?![\u4e00-\u9fff]?以来的安排)")
_HALF = re.compile(rf"{_YEAR}\s*(?P<half>[上下])半年")
_MONTHS = re.compile(rf"{_YEAR}\s*(?P<first>1?\d)\s*月?\s*(?:至|到|—+|-+|~|～|－)\s*(?P<last>1?\d)\s*月")
_MONTH = re.compile(rf"{_YEAR}\s*(?P<month>1[0-2]|[1-9])\s*月份?(?!\s*\d)")
_ANNUAL = re.compile(rf"{_YEAR}(?:年终|全年|度|乡村|工作)")
_DATE = re.compile(
    r"(?P<year>20\d{2}|[二2][〇○零0][〇○零一二三四五六七八九\d]{2})\s*[年.\-/]\s*"
    r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*[月.\-/]\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})"
)
_TRAILING_MONTH = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Metadata:
    """What was read; empty where nothing says. ``paragraphs`` have the title marked as level 0."""

    title: str
    village: str
    author: str
    period: str
    kind: ReportKind
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class _Places:
    village: re.Pattern[str]
    township: re.Pattern[str]
    not_villages: frozenset[str]
    not_authors: frozenset[str]


@lru_cache(maxsize=1)
def _places() -> _Places:
    table = tomllib.loads(resource("corpus/lexicon/places.toml").read_text(encoding="utf-8"))
    endings = "|".join(table["village_endings"])
    townships = "|".join(table["township_endings"])
    return _Places(
        village=re.compile(rf"[\u4e00-\u9fff]{{1,5}}?(?:{endings})"),
        township=re.compile(rf"[\u4e00-\u9fff]{{1,4}}?(?:{townships})"),
        not_villages=frozenset(table["not_villages"]),
        not_authors=frozenset(table["not_authors"]),
    )


def read_metadata(text: str, paragraphs: Sequence[Paragraph], file_name: str, property_author: str = "") -> Metadata:
    """Read what a report says about itself.

    Args:
        text: the report's text.
        paragraphs: its paragraphs.
        file_name: last part of the file's name, without extension.
        property_author: author in the file's properties; believed only where the text names none.
    """
    title_count = _title_length(text, paragraphs)
    marked = tuple(
        replace(paragraph, heading_level=0) if index < title_count else paragraph
        for index, paragraph in enumerate(paragraphs)
    )
    title = normalize("".join(text[p.start : p.end] for p in paragraphs[:title_count])).text
    opening, closing = text[:_OPENING], text[-_CLOSING:]
    kind: ReportKind = "speech" if _SPEECH.search(title) else "report"
    return Metadata(
        title=title or normalize(file_name).text,
        village=_village(title, normalize(file_name).text, opening, closing, kind),
        author=_author(opening, closing, file_name, property_author),
        period=_period(title, normalize(file_name).text, opening, closing),
        kind=kind,
        paragraphs=marked,
    )


def _title_length(text: str, paragraphs: Sequence[Paragraph]) -> int:
    """How many of the first paragraphs are the title: 0, 1, or 2 where it runs over two lines."""
    for index, paragraph in enumerate(paragraphs[:_TITLE_PARAGRAPHS]):
        line = normalize(text[paragraph.start : paragraph.end]).text
        if paragraph.heading_level == 0:
            return index + 1
        if not line or len(line) > _LONGEST_TITLE or line[-1] in _ENDS or _NUMBERED.match(line):
            return 0
        if "，" in line and not _TITLE_WORDS.search(line):
            return 0
        if _TITLE_WORDS.search(line):
            return index + 1
        if paragraph.heading_level is not None or len(paragraphs) == 1:
            return 0
    return 0


def _village(title: str, file_name: str, opening: str, closing: str, kind: ReportKind) -> str:
    """The place with most support; title and file name weigh more than a mention in the text."""
    places = _places()
    pattern = places.township if kind == "speech" else places.village
    votes: Counter[str] = Counter()
    for weight, source in ((4, title), (3, file_name), (2, closing), (1, opening)):
        for name in _place_names(normalize(source).text, pattern):
            votes[name] += weight
    if not votes:
        return ""
    best, _ = max(votes.items(), key=lambda item: (item[1], -len(item[0])))
    return best


_BEFORE_PLACE = re.compile(
    r".*(?:镇|乡|街道|苏木|县|市|区|州|关于|在|到|是|的|驻|由|和|与|及|对|向|从|年|月|日|度|全|我|各|^第.季度)(?=[\u4e00-\u9fff]{2})"
)


def _place_names(text: str, pattern: re.Pattern[str]) -> list[str]:
    names = []
    for match in pattern.finditer(text):
        name = match.group()
        ending = name[-1]
        while (cut := _BEFORE_PLACE.match(name[:-1])) and len(name) - cut.end() >= 2:
            name = name[cut.end() :]
        following = text[match.end() : match.end() + 1]
        generic = name in _places().not_villages or name.endswith(("农村", "乡村", "全村", "各村"))
        if generic or len(name) < 2 or (ending == "村" and following in ("民", "委", "两", "集", "级")
                                                             and len(name) < 3):  # fmt: skip
            continue
        names.append(name)
    return names


def _author(opening: str, closing: str, file_name: str, property_author: str) -> str:
    for source in (closing, opening):
        for pattern in _NAMED_AUTHOR:
            matches = list(pattern.finditer(source))
            if matches:
                return re.sub(r"\s", "", matches[-1]["name"])
    in_name = re.search(rf"[（(](?P<name>{_NAME})[）)]", file_name)
    if in_name and not re.search(r"稿|版|终|改|补|新|旧", in_name["name"]):
        return in_name["name"]
    known = property_author.strip()
    return "" if known.lower() in _places().not_authors else known


def _year(written: str) -> str:
    return written.translate(_CHINESE_DIGITS)


def _period(title: str, file_name: str, opening: str, closing: str) -> str:
    """Period in the notation of ``Report.period``; the title is asked before file name, opening and date."""
    signed = _signed(closing) or _signed(opening)
    for source in (title, file_name, normalize(opening).text):
        if match := _MONTHS.search(source):
            return f"{_year(match['year'])}M{int(match['first']):02d}-M{int(match['last']):02d}"
        if match := _HALF.search(source):
            return f"{_year(match['year'])}H{1 if match['half'] == '上' else 2}"
        if match := _QUARTER.search(source):
            quarter = "一二三四".find(match["quarter"]) + 1 or int(match["quarter"])
            year = _year(match["year"]) if match["year"] else _year_near(source, signed, quarter)
            if year:
                return f"{year}Q{quarter}"
        if source is not opening and (match := _MONTH.search(source)) and source in (title, file_name):
            return f"{_year(match['year'])}M{int(match['month']):02d}"
        if source in (title, file_name) and (match := _ANNUAL.search(source)):
            return _year(match["year"])
    return quarter_of(*signed) if signed else ""


def _year_near(source: str, signed: tuple[int, int, int] | None, quarter: int) -> str:
    year = re.search(r"20\d{2}", source)
    if year:
        return year.group()
    if signed is None:
        return ""
    # A report on the fourth quarter signed in January speaks of the year before.
    return str(signed[0] - (quarter == 4 and signed[1] <= 2))


def _signed(text: str) -> tuple[int, int, int] | None:
    dates = list(_DATE.finditer(normalize(text).text))
    if not dates:
        return None
    last = dates[-1]
    return int(_year(last["year"])), _small(last["month"]), _small(last["day"])


def _small(written: str) -> int:
    if written.isdigit():
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
