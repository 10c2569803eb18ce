"""The unit of a number told without one: 卖了四万二 (money), 目标一万斤，做了六千 (as before), 党员23 (人)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from huibao.indicators.numbers.marks import closes
from huibao.indicators.numbers.numerals import Numeral
from huibao.indicators.numbers.units import UnitForm, labelled_unit

_ONE = Decimal(1)
_YUAN = UnitForm("元", _ONE)
_MONEY_SCALE = Decimal(1_000)
_MONEY = re.compile(
    r"卖|钱|收入|资金|贷|补|奖|投|报销|工资|款|费|租|分红|红利|进账|入账|到账|账|产值|利润|结余|花|亏|赚|欠|挣|销售额|"
    r"营业额|流水|付|兑|概算|预算|估价|估算|缺口|自筹|拿出?了?|掏|借|退|捐|得了?|回款|[收追]回|到手|省下?|募|筹|盈余|抽成|落|剩|赔|救助"
)
# 每户一百二, 租金不超过一百五: money of any amount.
_PRICE = re.compile(r"每[\u4e00-\u9fff]$|(?:租金|工资|月薪|彩礼|定金|押金|票价|单价|均价)[^，。；\d]{0,5}$")
# 低保户12户，月均300; 人均补差320: what each gets, and no more households.
_EACH = re.compile(r"(?:(?<![日天])均|每[月年人户])[^，。；\d]{0,3}$|[月年]补$")
_GIVEN = re.compile("低保|五保|特困|补|津贴|工资|养老金|岗")
_CURRENCY = ("￥", "¥", "人民币")
# 年纪60以上的老人: how old, and not how many.
_AGES = ("年纪", "年龄", "年满", "年过", "岁数")
# 配件钱四百八, 果苗钱两千四没处出.
_PAYMENT = ("钱", "款", "费")
# 单位：万 is no number.
_WAN_ALONE = frozenset({"万", "亿"})
_WAN = re.compile(r"[万亿]")
_CLOSED_BY = ("左右", "以内", "以上", "上下", "出头", "开外", "有余", "了，", "了。")
# A clause that goes on behind an amount of money told without 元: 换闸的四万八没有着落, 缺口十二万来自…
_GOES_ON = re.compile(r"没|来自|就|还|都|全|也|在|从|给|已|是|里[面有]|差|买|做|清|追|说|到|昨|今|去年")
# 四十八万的窖, 六十万改渠钱: what it costs; 五万的人口 does not.
_COSTING = re.compile(
    r"的(?!(?:人|群众|粉丝|面积|产量|存栏|规模|播放|浏览|点击))[^，。；]|[^，。；、的]{0,5}?(?:款|钱|资金|费(?!用?户))"
)
# 那九万不要再研究: what is pointed at was asked for before.
_POINTED = ("那", "这")
# 过十万的村: a threshold that makes a class.
_THRESHOLD = frozenset("过超上")
# 补贴三万农户: what is counted needs no unit.
_COUNTED = re.compile(r"[人农户群游村居移牧职学党粉]|老人|妇女|劳动?力|儿童")
_HERD = re.compile(r"[存出]栏")
_ANIMALS = {"羊": "只", "鸡": "只", "鸭": "只", "鹅": "只", "牛": "头", "猪": "头"}
_RATE = re.compile(r"(?:率|满意度|知晓度)(?:为|是|达|达到|只有|仅|仅为)?$")
_PER_CENT = Decimal(100)
_LEAST_TELEPHONE = Decimal(100_000_000)
# A unit is carried over to a number of like size nearby, to one with a fraction only where it can be divided.
_REACH, _MONEY_REACH = 14, 30
_LEAST_CARRIED = 10
_MOST_TIMES, _MOST_TIMES_IN_WAN = 100, 20
DIVISIBLE = frozenset({"元", "亩", "公里", "米", "吨", "斤", "担", "平方米", "立方米", "千瓦", "兆瓦", "度"})


class Told(NamedTuple):
    """The quantity told before: value, base unit, where it ends, and whether it is a bare 一 (去年进一公斤料六千)."""

    value: Decimal
    unit: str
    end: int
    one: bool


def silent_unit(text: str, numeral: Numeral, before: str, end: int, told: Told | None) -> UnitForm | None:
    """The unit of a number that nothing follows at ``end``; None where it counts nothing.

    Args:
        text: the normalised sentence.
        numeral: the number.
        before: its clause before it.
        end: where it ends, the upper end of a range included.
        told: the quantity before it.
    """
    if text[numeral.start : end] in _WAN_ALONE:
        return None
    if before.endswith(_CURRENCY):
        return _YUAN
    if before.endswith(_AGES):
        return None
    closed = closes(text, end) or text.startswith(_CLOSED_BY, end)
    if before.endswith(_PAYMENT) and (closed or _GOES_ON.match(text, end)):
        return _YUAN
    in_wan = bool(_WAN.search(text, numeral.start, end))
    money = bool(_MONEY.search(before[-_REACH:]))
    if not closed:
        return _YUAN if in_wan and _is_cost(text, numeral, before, end, money, told) else None
    if numeral.value >= _MONEY_SCALE and money:
        return _YUAN
    if _PRICE.search(before):
        return _YUAN
    # 补助学生300: so many people or so much money.
    if unit := _by_noun(text, numeral, before, money):
        return UnitForm(unit, _ONE)
    # 成本高（4个村）：毛竹每百斤32: what a colon opens is another thing.
    far = told is None or numeral.start - told.end > _REACH or "：" in text[told.end : numeral.start]
    if told is None or told.unit == "%" or far or numeral.value < _LEAST_CARRIED:
        return _YUAN if in_wan else None
    if _EACH.search(before) and told.unit not in DIVISIBLE:
        return _YUAN if numeral.value >= _MONEY_SCALE or _GIVEN.search(text, 0, numeral.start) else None
    if _is_like(numeral, told, in_wan):
        return UnitForm(told.unit, _ONE)
    # 救助两户，合计九千: a thousand times as much is money.
    return _YUAN if in_wan or numeral.value >= _MONEY_SCALE else None


def _is_cost(text: str, numeral: Numeral, before: str, end: int, money: bool, told: Told | None) -> bool:
    """Whether a number in 万 with which a clause goes on is an amount of money."""
    if _COUNTED.match(text, end):
        return False
    if _COSTING.match(text, end):
        return text[numeral.start - 1 : numeral.start] not in _THRESHOLD
    if _GOES_ON.match(text, end):
        near = told is not None and told.unit == "元" and numeral.start - told.end <= _MONEY_REACH
        return money or near or bool(_MONEY.search(text[end : end + 8]))
    return before.endswith(_POINTED) or bool(_MONEY.search(before[-6:]))


def _by_noun(text: str, numeral: Numeral, before: str, money: bool) -> str:
    if numeral.value <= _PER_CENT and _RATE.search(before):
        return "%"
    if not money and numeral.value < _LEAST_TELEPHONE and (unit := labelled_unit(text, numeral.start)):
        return unit
    if _HERD.search(before):
        return next((_ANIMALS[char] for char in reversed(before) if char in _ANIMALS), "")
    return ""


def _is_like(numeral: Numeral, told: Told, in_wan: bool) -> bool:
    """Whether a number can be of what was told before: of like size, and a fraction only of what can be divided."""
    if told.one or (numeral.value % 1 and told.unit not in DIVISIBLE):
        return False
    return told.unit == "元" or numeral.value <= told.value * (_MOST_TIMES_IN_WAN if in_wan else _MOST_TIMES)
