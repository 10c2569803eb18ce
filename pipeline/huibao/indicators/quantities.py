"""Quantities of a sentence: numeral, bound and unit, with what stands around them in the clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from huibao.indicators.numerals import Numeral, find_numerals
from huibao.indicators.reading import CHINESE, DIGITS
from huibao.indicators.units import UnitForm, counts_pieces, match_unit
from huibao.schema import Bound

_BREAK = "，。；！？,;!?：:／/"
_CLOSE = _BREAK + " 、）)”》】"
_RANGE = re.compile(r"[\u4e00-\u9fff]{0,2}?(?:至|到|—+|-|~|～|－)")
# The lower end of 由11户降到7户 is no lower bound but where a movement started.
_MOVING_FROM = re.compile(r"[由从自](?:[^，。；\d]{0,6})$")
# S204, C2, 4G, 7+1, 2:1: letters and signs that make a number a code.
_CODE_BEFORE = re.compile(r"(?:[A-Za-z][-—]?|[+＋×*∶]|〔20|电话[:：]?)$")
_CODE_AFTER = re.compile(r"[A-Za-z+＋×*∶〕]")
_LIST_MARK = re.compile(r"\d{1,2}\.")
# 两公里六, 一吨二, 三块五, 二十亩三: a tenth told behind the unit.
_TENTH = re.compile(
    rf"(半)|([{''.join(DIGITS)}])(?![{CHINESE}\d]|[个户人名位家项处亩元斤吨米口眼条头只台座栋间场次件起期组队号月日年季层级类种样成分是来要天公顿碗桶箱车趟瓶盒袋包棵株捆筐桌])"
)
_HAS_TENTHS = {"公里", "吨", "斤", "块", "亩", "块钱", "米", "里", "公斤", "里路"}
_MONEY_SCALE = Decimal(1_000)
_MONEY = re.compile(
    r"卖|钱|收入|资金|贷|补|奖|投|报销|工资|款|费|租|分红|红利|进账|入账|到账|账|产值|利润|结余|花|亏|赚|欠|挣|产值|销售额|"
    r"营业额|流水|付|兑|概算|预算|估价|估算|缺口|自筹|拿出?了?|掏|借|退|捐|得了?|回款|盈余|抽成|落|剩"
)
_WAN = re.compile(r"[万亿]")
_CLOSED_BY = ("左右", "以内", "以上", "上下", "了，", "了。")
# A clause that goes on behind an amount of money told without 元: 换闸的四万八没有着落, 缺口十二万来自…
_GOES_ON = re.compile(r"的(?:缺口|钱|款|[^，。；]{0,6}[费金款资])|没|来自|就|还|都|全|也|在|从|给|已")
_ONE_OF = r"(?:公斤|公里|[人户亩斤吨个只头盏米度担张位箱袋座月天车眼])"
_FOR_ONE = re.compile(rf"(?:每|一){_ONE_OF}[^，。；、\d]{{0,9}}$")
_BY_ONE = re.compile(rf"钱?(?:一|每){_ONE_OF}|/{_ONE_OF}")
# A share that the report presents as a result: 化解率由61%提高到78%, 完成年度任务的94%.
_RESULT = re.compile(
    r"[率度]”?(?:栏|均|已|也|只|仅|约|依次|分别|年内|首次|有|达到?|为|是|在|保持|稳定|提高|提升|上升|下降|降|升|回升|突破|超过?|不低于"
    r"|不少于|不到|不足|接近|近|提|到|至|由|从|了|年初|季初|首轮|去年|上年|同期|的|[\d.]+%|[一二三四五六七八九]成[一二三四五六七八九半]?|、|和|：)*$"
    r"|完成(?:了)?[^，。；]{0,12}$|(?:目标|任务|计划)的?$"
)
_AT_LEAST = re.compile(r"(?:超过?|突破|不少于|不低于|至少|高达|逾|[达到]了?(?=超)|过)(?:了)?$")
_AT_MOST = re.compile(r"(?:不到|不足|不超过?|不突破|最多|低于|控制在)$")
_ABOUT = re.compile(r"(?:将?近|大?约|大概|差不多|估计|接近|上下)$")
_AFTER_UNIT = re.compile(r"(?P<least>以上|多(?!年)|有余|余|开外|出头)|(?P<most>以内|以下)|(?P<about>左右|上下|的样子)")


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

    Left out are prices for one of something (每斤卖4元), growth rates and shares (guideline §4), and what
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
    found: list[Quantity] = []
    numerals = find_numerals(text)
    skip = False
    for index, numeral in enumerate(numerals):
        if skip:
            skip = False
            continue
        if numeral.ordinal or _CODE_BEFORE.search(text, max(0, numeral.start - 4), numeral.start):
            continue
        upper = numerals[index + 1] if index + 1 < len(numerals) else None
        unit_at = numeral.end
        if upper is not None and _is_range(text, numeral, upper):
            skip = True
            unit_at = upper.end
        quantity = _quantity(text, numeral, unit_at, found[-1] if found else None)
        if quantity is not None:
            found.append(quantity)
    return found


def is_rate_of_something(quantity: Quantity) -> bool:
    """Whether a quantity is a price for one of something, a growth rate or a share; 化解率96% is none of these."""
    if quantity.unit == "元":
        return bool(_FOR_ONE.search(quantity.before) or _BY_ONE.match(quantity.after))
    return quantity.unit == "%" and not _RESULT.search(quantity.before)


def _is_range(text: str, lower: Numeral, upper: Numeral) -> bool:
    """3至5人, 3万到5万元, 2-3名; but 由11户降到7户 and 60箱到138箱 tell of a change."""
    return (
        upper.start - lower.end <= 4
        and lower.percent == upper.percent
        and bool(_RANGE.fullmatch(text, lower.end, upper.start))
        and lower.value < upper.value
        and not _MOVING_FROM.search(text, 0, lower.start)
        and (text[lower.end] in "至到—-~～－" or lower.value * 10 > upper.value)
    )


def _quantity(text: str, numeral: Numeral, unit_at: int, previous: Quantity | None) -> Quantity | None:
    before = _clause_before(text, numeral.start)
    if numeral.percent:
        end = max(numeral.end, unit_at)
        after = _clause_after(text, end)
        return Quantity(
            start=numeral.start, end=end, value=numeral.value, unit="%", bound=_bound(numeral.bound, before, after),
            before=before, after=after,
        )  # fmt: skip
    value = numeral.value
    unit = match_unit(text, unit_at)
    if unit is None:
        form, end = _silent_unit(text, numeral, before, unit_at, previous), unit_at
        if form is None:
            return None
    else:
        form, end = unit
        tenth = _TENTH.match(text, end)
        # A tenth behind it is money: 五块八; half a 晒场 is none. 17块制度牌摘下15块 goes on counting the same.
        goes_on = previous is not None and previous.unit == "块" and not _MONEY.search(before)
        if text[unit_at:end] == "块" and not (tenth and tenth[2]):
            pieces = goes_on or counts_pieces(before, _clause_after(text, end))
            form = UnitForm("块", Decimal(1)) if pieces else form
    start = numeral.start
    if start == 0 and value % 1 and form.base not in _HAS_TENTHS and _LIST_MARK.match(text):
        # 2.11户: the second point of a list, about 11 households.
        mark = _LIST_MARK.match(text)
        assert mark is not None
        start, value = mark.end(), Decimal(text[mark.end() : numeral.end])
    value *= form.factor
    if text[unit_at:end] in _HAS_TENTHS and not numeral.bound and (tenth := _TENTH.match(text, end)):
        value += form.factor * (Decimal(5) if tenth[1] else Decimal(DIGITS[tenth[2]])) / 10
        end = tenth.end()
    elif text[end : end + 1] == "半" and text[end + 1 : end + 2] in _CLOSE:
        value, end = value + form.factor / 2, end + 1
    after = _clause_after(text, end)
    bound: Bound = "≥" if unit_at > numeral.end else _bound(numeral.bound, before, after)
    return Quantity(start=start, end=end, value=value, unit=form.base, bound=bound, before=before, after=after)


def _silent_unit(text: str, numeral: Numeral, before: str, end: int, previous: Quantity | None) -> UnitForm | None:
    """The unit of a number without one: 卖了四万二 (money), 目标一万斤，做了六千 (closing its clause: as before)."""
    written = text[numeral.start : numeral.end]
    closed = end >= len(text) or text[end] in _CLOSE or text.startswith(_CLOSED_BY, end)
    goes_on = bool(_WAN.search(written)) and bool(_GOES_ON.match(text, end))
    if not (closed or goes_on) or _CODE_AFTER.match(text, end):
        return None
    if numeral.value >= _MONEY_SCALE and _MONEY.search(before[-14:]):
        return UnitForm("元", Decimal(1))
    if goes_on and not closed:
        return UnitForm("元", Decimal(1)) if _MONEY.search(text[end : end + 8]) else None
    if previous is not None and previous.unit != "%" and numeral.value >= 10 and numeral.start - previous.end <= 14:
        return UnitForm(previous.unit, Decimal(1))
    return UnitForm("元", Decimal(1)) if _WAN.search(written) else None


def _clause_before(text: str, position: int) -> str:
    start = max(text.rfind(mark, 0, position) for mark in _BREAK)
    return text[start + 1 : position]


def _clause_after(text: str, position: int) -> str:
    ends = [at for mark in _BREAK if (at := text.find(mark, position)) != -1]
    return text[position : min(ends, default=len(text))]


def _bound(own: Bound, before: str, after: str) -> Bound:
    """Bound from the words around; the ones before the numeral are the speaker's own and win."""
    if _AT_MOST.search(before):
        return "≤"
    if _AT_LEAST.search(before):
        return "≥"
    if _ABOUT.search(before):
        return "≈"
    match = _AFTER_UNIT.match(after)
    if match:
        return "≥" if match["least"] else "≤" if match["most"] else "≈"
    return own
