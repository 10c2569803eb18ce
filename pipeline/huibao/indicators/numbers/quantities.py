"""Quantities of a sentence: numeral, bound and unit, with what stands around them in the clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from huibao.indicators.numbers.bounds import bound_of, is_compared
from huibao.indicators.numbers.compound import halves, is_bare, proven_unit, tail
from huibao.indicators.numbers.idioms import NUMERAL_CHARS
from huibao.indicators.numbers.marks import BREAK, closes
from huibao.indicators.numbers.numerals import Numeral, find_numerals
from huibao.indicators.numbers.ranges import is_listed, joined
from huibao.indicators.numbers.reading import plain_digits
from huibao.indicators.numbers.unitless import DIVISIBLE, Told, silent_unit
from huibao.indicators.numbers.units import (
    UnitForm,
    bracketed_unit,
    counts_pieces,
    goes_on_by_labels,
    labelled_unit,
    match_unit,
)
from huibao.schema import Bound

_NO_LENGTH = 10_000
# S204, C2, 4G, 7+1, 2:1: letters and signs that make a number a code.
_CODE_BEFORE = re.compile(r"(?:[A-Za-z][-—]?|[+＋×*∶]|〔20|电话[:：]?)$")
_CODE_AFTER = re.compile(r"[A-Za-z+＋×*∶〕]")
_MARK = re.compile(f"[{BREAK}]")
_LIST_MARK = re.compile(r"\d{1,2}\.(?=\d)")
_ONE_OF = r"(?:公斤|公里|[人户亩斤吨个只头盏米度担张位箱袋座月天车眼])"
# What goods are sold by: 1斤8元 is a price, 1户8000元 is not.
_BY_MEASURE = r"(?:公斤|[斤亩吨担度])"
# 千亩示范片, 亿元村, “百户夜访”: a bare scale names a kind of thing and counts nothing.
_KIND = re.compile(
    r"[^，。；、：“”的了]{0,6}?(?:示范|基地|产业园|园区|工程|行动|计划|项目(?!资金|款)|方(?![面便法])|片(?!子)|带(?![动领头来])"
    r"|村(?![民里委])|[县镇乡]|大户|长廊|企业)"
)
# （万元）, 单位：万元 tell in what is counted.
_LABEL = re.compile(r"(?:（|单位[：:为])$")
# “三个代表”, “一户两岗一保险”: a few of something in quotation marks are what a policy is called.
_SLOGAN = re.compile(r"(?<=“)[一二两三四五六七八九十][^“”，。；]{2,7}”")
# 前三名: who comes first, not how many.
_FOREMOST = re.compile(r"(?<![目之以年此当提村门人面])前$")
# 六百零四口 are people, 三口 wells where one is named.
_WELL = re.compile(r"[井塘池窖锅泉窑堰缸库水]")
# 从十二个人增到十七个: between the two stands nothing that could be counted.
_STILL = re.compile(r"[，、增到至加减少降升由从又还多其中有里另达变成]*")
_STILL_REACH = 8
_PAID = re.compile(r"每|钱|[卖花补付涨跌赚挣]")
_FOR_ONE = re.compile(
    rf"(?:(?:每|一){_ONE_OF}|(?<![\d.])1{_BY_MEASURE}|每[台辆套间孔棵株件盒瓶桶工次顿晚])[^，。；、\d]{{0,9}}$"
)
_ONE_MEASURE = re.compile(rf"1{_BY_MEASURE}")
_BY_ONE = re.compile(rf"钱?(?:一|每){_ONE_OF}|[/／](?:{_ONE_OF}|平方米|立方米|[株棵次件月])")
# A share that the report presents as a result: 化解率由61%提高到78%, 完成年度任务的94%.
_RESULT = re.compile(
    r"[率度]”?(?:栏|均|已|也|只|仅|约|依次|分别|年内|首次|有|达到?|为|是|在|保持|稳定|提高|提升|上升|下降|降|升|回升|突破|超过?|不得?低于"
    r"|不得?少于|不到|不足|接近|近|提|到|至|由|从|了|年初|季初|首轮|去年|上年|同期|的|[\d.]+%|[一二三四五六七八九]成[一二三四五六七八九半]?|、|和|：|约|[≥≤≈＞＜<>])*$"
    r"|完成(?:了)?[^，。；]{0,12}$|(?:目标|任务|计划)的?$"
)

# 同比多98万元: a growth, told in an amount. What is held against a named time (比上年多9户) the judge decides.
# By how much something changed: 同比增加3户, 比去年这时候多两万一. What was aimed at (比目标少3万) is no earlier time.
_GROWTH = re.compile(
    r"(?:[同环]比|[比较][^，。；：]{0,6}?(?:[年月季期底初末]|季度|时候?)[^，。；：\d]{0,4}?)(?<![目标计划任务承诺])"
    r"(?:[净再又新]?[增减多少降升](?:[加长收产出少低来卖掉落](?!至|到))?|压减|下降|提高|上升|上涨|扩大|缩减)了?(?:将?近|约)?$"
)

# Sentences of which the quantities are kept: the table's steps ask for those of the same ones again.
_KEPT = 8192
_LENGTHS = ("公里", "米")
_WAY_TO = re.compile(r"(?:离|距离?|相距)[^，。；\d的修建硬铺装]{0,10}$|(?:走|跑|绕|背|挑|骑|赶)[了过]?(?:上|出|出去)?$")
_WAY_OF = re.compile(r"外|远|开外|的?(?:山路|路程|水路)(?:[走要跑]|才)|[走跑]了|[以之]?内|范围")


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """A numeral with its unit.

    Attributes:
        start, end: range of numeral and unit in the normalised sentence.
        value: in the base unit.
        unit: base unit; ``%`` for a share.
        bound: of the value.
        before, after: the clause before the numeral and after the unit.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    bound: Bound
    before: str
    after: str


def find_quantities(text: str) -> list[Quantity]:
    """Quantities of a normalised sentence that may be indicators, left to right.

    Left out are prices for one of something (每斤卖4元), growth and shares (guideline §4), and what
    :func:`read_quantities` leaves out.

    Example:
        >>> [(str(q.value), q.unit, q.bound) for q in find_quantities("争取资金1200余万元，修路三公里半。")]
        [('12000000', '元', '≥'), ('3.5', '公里', '')]
    """
    return [quantity for quantity in read_quantities(text) if not is_rate_of_something(quantity)]


def read_quantities(text: str) -> list[Quantity]:
    """All quantities of a normalised sentence, left to right; the neighbours of an indicator tell what it is.

    Left out is what counts nothing: dates, ages, durations, ordinals, codes, telephone and document numbers.
    Of a range the lower end is given, which is what is sure.
    """
    return list(_read(text))


@lru_cache(maxsize=_KEPT)
def _read(text: str) -> tuple[Quantity, ...]:
    text = plain_digits(text)
    numerals = find_numerals(text)
    if parts := halves(text):
        numerals = sorted(numerals + parts, key=lambda numeral: numeral.start)
    found: list[Quantity] = []
    clauses = _Clauses(text)
    end = 0
    for index, numeral in enumerate(numerals):
        if numeral.start < end or numeral.ordinal:
            continue
        if _CODE_BEFORE.search(text, max(0, numeral.start - 4), numeral.start):
            continue
        both = joined(text, numeral, numerals[index + 1]) if index + 1 < len(numerals) else None
        end = (both or numeral).end
        quantity = _quantity(clauses, numeral, both, found[-1] if found else None)
        if quantity is not None:
            priced = found and found[-1].end == quantity.start and _is_one(text, found[-1])
            if priced and quantity.unit == "元" and is_rate_of_something(quantity):
                # 一斤十块六: the 一斤 is what the price is for.
                found.pop()
            found.append(quantity)
            end = quantity.end
    return tuple(found)


def is_rate_of_something(quantity: Quantity) -> bool:
    """Whether a quantity is a price for one of something, a growth or a share; 化解率96% is none of these."""
    if _GROWTH.search(quantity.before):
        return True
    if quantity.unit == "元":
        return bool(_FOR_ONE.search(quantity.before) or _BY_ONE.match(quantity.after))
    return quantity.unit == "%" and not _RESULT.search(quantity.before)


def is_distance(quantity: Quantity) -> bool:
    """Whether a quantity is how far away a place lies or how far somebody went: 离镇42公里, 87公里走了七个半小时."""
    return quantity.unit in _LENGTHS and bool(_WAY_TO.search(quantity.before) or _WAY_OF.match(quantity.after))


def _quantity(clauses: _Clauses, numeral: Numeral, both: Numeral | None, previous: Quantity | None) -> Quantity | None:
    """The quantity of a numeral, or of the two that ``both`` joins; None where it counts nothing."""
    text, amount = clauses.text, both or numeral
    before = clauses.before(amount.start)
    if amount.percent:
        after = clauses.after(amount.end)
        bound = amount.bound if both else bound_of(amount.bound, before, after)
        return Quantity(
            start=amount.start, end=amount.end, value=amount.value, unit="%", bound=bound, before=before, after=after
        )
    form, end = _unit(text, amount, before, previous)
    if form is None or (end > amount.end and _counts_nothing(text, numeral, end, previous)):
        return None
    start, value, written = amount.start, amount.value, end > amount.end
    mark = _LIST_MARK.match(text) if start == 0 and value % 1 and written else None
    if mark is not None and form.base not in DIVISIBLE:
        # 2.11户: the second point of a list, about 11 households.
        start, value = mark.end(), Decimal(text[mark.end() : amount.end])
    if written and (told := tail(text, amount, text[amount.end : end], end)):
        value, end = value + told[0], told[1]
    # Behind a number that is told by labels stands the next label.
    after = "" if not written and goes_on_by_labels(text, start, end) else clauses.after(end)
    own = "" if not written and text[end - 1] == "多" and is_compared(before) else amount.bound
    bound = own if both else bound_of(own, before, after)
    value *= form.factor
    return Quantity(start=start, end=end, value=value, unit=form.base, bound=bound, before=before, after=after)


def _unit(text: str, amount: Numeral, before: str, previous: Quantity | None) -> tuple[UnitForm | None, int]:
    """The unit of an amount, written or silent, and where it ends."""
    if goes_on_by_labels(text, amount.start, amount.end):
        # 户255人731: what follows is the next label, and no unit.
        return UnitForm(labelled_unit(text, amount.start), Decimal(1)), amount.end
    unit = match_unit(text, amount.end) or proven_unit(text, amount.end, amount.value)
    unit = unit or bracketed_unit(text, amount.start, amount.end)
    if unit is None or (text[amount.end : unit[1]] == "里" and amount.value >= _NO_LENGTH):
        # 27.9万里有21万, 四万二里出: no length is told in so many 里.
        if _CODE_AFTER.match(text, amount.end):
            return None, amount.end
        told = Told(previous.value, previous.unit, previous.end, _is_one(text, previous)) if previous else None
        return silent_unit(text, amount, before, amount.end, told), amount.end
    form, end = unit
    if text[amount.end : end] == "块" and _is_pieces(text, amount, before, end, previous):
        return UnitForm("块", Decimal(1)), end
    if closes(text, end):
        if text[amount.end : end] == "口" and not _WELL.search(text, 0, amount.start):
            return UnitForm("人", Decimal(1)), end
        between = previous and previous.unit == "人" and text[previous.end : amount.start]
        if text[amount.end : end] == "个" and between and len(between) <= _STILL_REACH and _STILL.fullmatch(between):
            return UnitForm("人", Decimal(1)), end
    return form, end


def _is_pieces(text: str, amount: Numeral, before: str, end: int, previous: Quantity | None) -> bool:
    """Whether 块 counts things; with a smaller amount behind it (五块八) it is money, with half a 晒场 not."""
    told = tail(text, amount, "块", end)
    if told is not None and text[end : told[1]] != "半":
        return False
    # 17块制度牌摘下15块 goes on counting the same.
    goes_on = previous is not None and previous.unit == "块" and not _PAID.search(before)
    return goes_on or counts_pieces(before, text[end:])


def _counts_nothing(text: str, numeral: Numeral, end: int, previous: Quantity | None) -> bool:
    """Whether a number with a unit up to ``end`` is a label, a rank or the 一斤 of 4元一斤."""
    if _SLOGAN.match(text, numeral.start):
        return True
    if text.startswith("级", end):
        # 万吨级码头, 500千瓦级电站: a class of things.
        return True
    if is_bare(text, numeral) and not numeral.bound:
        is_label = bool(_LABEL.search(text, 0, numeral.start)) and closes(text, end)
        return is_label or text[numeral.start - 1 : numeral.start] in ("“", "每") or bool(_KIND.match(text, end))
    written = text[numeral.start : numeral.end]
    if written == "一" and previous is not None and previous.unit == "元" and previous.end == numeral.start:
        return True
    return (text[numeral.end] in "名位" and bool(_FOREMOST.search(text, 0, numeral.start))) or is_listed(text, numeral)


def _is_one(text: str, quantity: Quantity) -> bool:
    """一斤, 一户, 1斤: one alone."""
    return (text[quantity.start] == "一" and text[quantity.start + 1] not in NUMERAL_CHARS) or bool(
        _ONE_MEASURE.fullmatch(text, quantity.start, quantity.end)
    )


class _Clauses:
    """Where the clauses of a text begin and end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks = [match.start() for match in _MARK.finditer(text)]

    def before(self, position: int) -> str:
        place = bisect_left(self.marks, position)
        return self.text[self.marks[place - 1] + 1 if place else 0 : position]

    def after(self, position: int) -> str:
        # The stroke of 30元/天 breaks nothing.
        stroke = self.text.startswith(("/", "／"), position) and _BY_ONE.match(self.text, position)
        place = bisect_left(self.marks, position + 1 if stroke else position)
        return self.text[position : self.marks[place] if place < len(self.marks) else len(self.text)]
