"""Quantities of a sentence: numeral, bound and unit, with what stands around them in the clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from huibao.indicators.idioms import NUMERAL_CHARS
from huibao.indicators.numerals import Numeral, find_numerals
from huibao.indicators.reading import CHINESE, DIGITS, LARGE, SCALES, plain_digits, read_number
from huibao.indicators.units import UnitForm, counts_pieces, match_unit
from huibao.schema import Bound

_BREAK = "，。；！？,;!?：:／/"
_CLOSE = _BREAK + " 、）)”》】"
# Between the ends may stand their unit; 33%上升到34% tells of a change.
_RANGE = re.compile(r"(?:(?![升降增减提涨跌扩])[\u4e00-\u9fff]){0,2}?(?:至|到|—+|[-–~～－])")
_RANGE_MARKS = "至到—-–~～－"
# 三到五万元, 两到三百户: one scale for both ends.
_SHARED_SCALES = LARGE | {"百": 100, "千": 1000}
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
# 两亩三分, 三斤二两, 五块八毛: what a smaller unit behind a larger one is of it.
_SMALLER: dict[str, dict[str, Decimal]] = {
    "亩": {"分地": Decimal("0.1"), "分田": Decimal("0.1"), "分": Decimal("0.1")},
    "斤": {"两": Decimal("0.1")},
    "块": {"毛": Decimal("0.1"), "角": Decimal("0.1")},
    "元": {"毛": Decimal("0.1"), "角": Decimal("0.1")},
    "公里": {"米": Decimal("0.001")},
}
# 3公里8米宽: a width, no part of the length.
_LEAST_METRES = Decimal(100)
# 九分地, 两毛钱, 三分钱: units only beside what they measure; 三分之一 is none. No village adds up in them.
_FRACTIONS = (
    (re.compile(r"分(?=[菜水旱坡荒良薄口粮自留承包责任老]{0,3}[地田](?![区方点位]))"), UnitForm("亩", Decimal("0.1"))),
    (re.compile(r"[毛角]钱"), UnitForm("元", Decimal("0.1"))),
    (re.compile(r"分钱"), UnitForm("元", Decimal("0.01"))),
)
# 半亩, 半里路, but 一亩半, 大半吨.
_HALF = re.compile(rf"(?<![{CHINESE}\d几多大])半(?!斤八两)(?=亩|公里|里[路地]|吨|公?斤)")
_HAS_TENTHS = {"公里", "吨", "斤", "块", "亩", "块钱", "米", "里", "公斤", "里路"}
_MONEY_SCALE = Decimal(1_000)
_MONEY = re.compile(
    r"卖|钱|收入|资金|贷|补|奖|投|报销|工资|款|费|租|分红|红利|进账|入账|到账|账|产值|利润|结余|花|亏|赚|欠|挣|产值|销售额|"
    r"营业额|流水|付|兑|概算|预算|估价|估算|缺口|自筹|拿出?了?|掏|借|退|捐|得了?|回款|盈余|抽成|落|剩"
)
_WAN = re.compile(r"[万亿]")
_CLOSED_BY = ("左右", "以内", "以上", "上下", "出头", "开外", "有余", "了，", "了。")
# A clause that goes on behind an amount of money told without 元: 换闸的四万八没有着落, 缺口十二万来自…
_GOES_ON = re.compile(r"的(?:缺口|钱|款|[^，。；]{0,6}[费金款资])|没|来自|就|还|都|全|也|在|从|给|已")
_ONE_OF = r"(?:公斤|公里|[人户亩斤吨个只头盏米度担张位箱袋座月天车眼])"
# 千亩示范片, 亿元村, “百户夜访”: a bare scale names a kind of thing and counts nothing.
_KIND = re.compile(
    r"[^，。；、：“”的了]{0,6}?(?:示范|基地|产业园|园区|工程|行动|计划|项目(?!资金|款)|方(?![面便法])|片(?!子)|带(?![动领头来])"
    r"|村(?![民里委])|[县镇乡]|大户|长廊|企业)"
)
# 前三名: who comes first, not how many.
_FOREMOST = re.compile(r"(?<![目之以年此当提村门人面])前$")
# 三组 and 4栋 behind 一、二、 and 楼3、 are themselves numbers of places; 二、三组修路 is the second item of a list.
_LISTED = re.compile(rf"[^{CHINESE}\d，。；：（]([{CHINESE}]|\d{{1,2}})、$")
_NUMBERED = "组栋幢队班期楼号级类社等季"
_FOR_ONE = re.compile(rf"(?:每|一){_ONE_OF}[^，。；、\d]{{0,9}}$")
_BY_ONE = re.compile(rf"钱?(?:一|每){_ONE_OF}|[/／](?:{_ONE_OF}|平方米|立方米|[株棵次件月])")
# A share that the report presents as a result: 化解率由61%提高到78%, 完成年度任务的94%.
_RESULT = re.compile(
    r"[率度]”?(?:栏|均|已|也|只|仅|约|依次|分别|年内|首次|有|达到?|为|是|在|保持|稳定|提高|提升|上升|下降|降|升|回升|突破|超过?|不得?低于"
    r"|不得?少于|不到|不足|接近|近|提|到|至|由|从|了|年初|季初|首轮|去年|上年|同期|的|[\d.]+%|[一二三四五六七八九]成[一二三四五六七八九半]?|、|和|：|约|[≥≤≈＞＜<>])*$"
    r"|完成(?:了)?[^，。；]{0,12}$|(?:目标|任务|计划)的?$"
)
_AT_LEAST = re.compile(
    r"(?:(?<!不)(?<!不[得能应可宜])超过?|突破|破|不[得能应可宜]?[少低亚]于|不[下止]于?|少说(?:也有?)?|起码|最少|至少|高达|逾|[达到]了?(?=超)|(?<!不)过|[≥＞>])了?$"
)
_AT_MOST = re.compile(
    r"(?:不到|不足|不[得能应可宜]?(?:超过?|突破|[高多大]于)|不满|不过|未满|最多|至多|顶多|(?<!不)(?<!不[得能应可宜])[低少]于|控制在|[≤＜<])$"
)
_ABOUT = re.compile(r"(?:将?近|大?约|大概|差不多|估计|接近|上下|≈)$")
_AFTER_UNIT = re.compile(
    r"(?P<least>以上|多(?!年)|有余|余|开外|出头)|(?P<most>以内|以下|不[到足](?=$|[、）]))|(?P<about>左右|上下|的样子)"
)


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
    text = plain_digits(text)
    found: list[Quantity] = []
    numerals = find_numerals(text)
    if halves := [Numeral(match.start(), match.end(), Decimal("0.5")) for match in _HALF.finditer(text)]:
        numerals = sorted(numerals + halves, key=lambda numeral: numeral.start)
    end = 0
    for index, numeral in enumerate(numerals):
        if numeral.start < end or numeral.ordinal:
            continue
        if _CODE_BEFORE.search(text, max(0, numeral.start - 4), numeral.start):
            continue
        upper = numerals[index + 1] if index + 1 < len(numerals) else None
        unit_at = numeral.end
        if upper is not None:
            if _is_range(text, numeral, upper):
                numeral, unit_at = replace(numeral, value=_lower_end(text, numeral, upper), bound="≥"), upper.end
            elif _is_pair(text, numeral, upper):
                scale = upper.value / (numeral.value + 1)
                numeral, unit_at = replace(numeral, value=numeral.value * scale, bound="≈"), upper.end
        end = unit_at
        quantity = _quantity(text, numeral, unit_at, found[-1] if found else None)
        if quantity is not None:
            if quantity.unit == "元" and found and found[-1].end == quantity.start and _is_one(text, found[-1]):
                # 一斤十块六: the 一斤 is what the price is for.
                found.pop()
            found.append(quantity)
            end = quantity.end
    return found


def _is_one(text: str, quantity: Quantity) -> bool:
    """一斤, 一户: one alone, in words."""
    return text[quantity.start] == "一" and text[quantity.start + 1] not in NUMERAL_CHARS


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
        and (text[lower.end] in _RANGE_MARKS or lower.value * 10 > upper.value)
    )


def _lower_end(text: str, lower: Numeral, upper: Numeral) -> Decimal:
    """The lower end of a range, in the scale that the upper one tells for both: 三到五万元, 两到三百户."""
    scale = _SHARED_SCALES.get(text[upper.end - 1], 0)
    written = text[lower.start : lower.end]
    if text[lower.end] not in _RANGE_MARKS or not scale or any(char in SCALES for char in written):
        return lower.value
    return lower.value * scale if lower.value * scale < upper.value else lower.value


def _is_pair(text: str, lower: Numeral, upper: Numeral) -> bool:
    """2、3户, 有三、四十户: about so many; but 一、二、三组 are numbers of places, and 三、 opens an item of a list."""
    return (
        text[lower.end : upper.start] == "、"
        and lower.end - lower.start == 1
        and not lower.percent
        and not upper.percent
        and (upper.value == lower.value + 1 or text[upper.start : upper.start + 1] in DIGITS)
        and upper.value in {(lower.value + 1) * scale for scale in (1, *SCALES.values())}
        and lower.start > 0
        and text[lower.start - 1] not in f"第、（“{_BREAK}"
        and text[upper.end : upper.end + 1] not in _NUMBERED
    )


def _is_listed(text: str, numeral: Numeral) -> bool:
    """Whether a numeral goes on with a list of numbered places: the last one of 一、二、三组."""
    return text[numeral.end] in _NUMBERED and bool(_LISTED.search(text, 0, numeral.start))


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
    unit = match_unit(text, unit_at) or _fraction_unit(text, unit_at)
    if unit is None:
        form, end = _silent_unit(text, numeral, before, unit_at, previous), unit_at
        if form is None:
            return None
    else:
        form, end = unit
        if text[unit_at:end] == "块" and _is_pieces(text, numeral, before, end, previous):
            form = UnitForm("块", Decimal(1))
    if unit is not None and _counts_nothing(text, numeral, end, previous):
        return None
    start = numeral.start
    if start == 0 and value % 1 and form.base not in _HAS_TENTHS and _LIST_MARK.match(text):
        # 2.11户: the second point of a list, about 11 households.
        mark = _LIST_MARK.match(text)
        assert mark is not None
        start, value = mark.end(), Decimal(text[mark.end() : numeral.end])
    value *= form.factor
    if smaller := _smaller(text, text[unit_at:end], end):
        value, end = value + smaller[0] * form.factor, smaller[1]
    elif text[unit_at:end] in _HAS_TENTHS and (tenth := _tenth(text, numeral, end)):
        value += form.factor * (Decimal(5) if tenth[1] else Decimal(DIGITS[tenth[2]])) / 10
        end = tenth.end()
    elif text[end : end + 1] == "半" and text[end + 1 : end + 2] in _CLOSE:
        value, end = value + form.factor / 2, end + 1
    after = _clause_after(text, end)
    bound: Bound = numeral.bound if unit_at > numeral.end else _bound(numeral.bound, before, after)
    return Quantity(start=start, end=end, value=value, unit=form.base, bound=bound, before=before, after=after)


def _is_pieces(text: str, numeral: Numeral, before: str, end: int, previous: Quantity | None) -> bool:
    """Whether 块 counts things; with a smaller amount behind it (五块八) it is money, with half a 晒场 not."""
    if ((tenth := _tenth(text, numeral, end)) and tenth[2]) or _smaller(text, "块", end):
        return False
    # 17块制度牌摘下15块 goes on counting the same.
    goes_on = previous is not None and previous.unit == "块" and not _MONEY.search(before)
    return goes_on or counts_pieces(before, _clause_after(text, end))


def _is_bare(text: str, numeral: Numeral) -> bool:
    """百, 千万: a scale and no digit; 十 is as exact as 九."""
    written = text[numeral.start : numeral.end]
    return written != "十" and all(char in SCALES for char in written)


def _counts_nothing(text: str, numeral: Numeral, end: int, previous: Quantity | None) -> bool:
    """Whether a number with a unit up to ``end`` is a label, a rank or the 一斤 of 4元一斤."""
    written = text[numeral.start : numeral.end]
    if _is_bare(text, numeral) and not numeral.bound:
        return text[numeral.start - 1 : numeral.start] in ("“", "每") or bool(_KIND.match(text, end))
    if written == "一" and previous is not None and previous.unit == "元" and previous.end == numeral.start:
        return True
    return (text[numeral.end] in "名位" and bool(_FOREMOST.search(text, 0, numeral.start))) or _is_listed(text, numeral)


def _tenth(text: str, numeral: Numeral, end: int) -> re.Match[str] | None:
    """The tenth told behind a unit; none behind a bare scale or a bound, and none that has a unit of its own."""
    if numeral.bound or _is_bare(text, numeral):
        return None
    tenth = _TENTH.match(text, end)
    return tenth if tenth is not None and (tenth[1] or match_unit(text, tenth.end()) is None) else None


def _fraction_unit(text: str, position: int) -> tuple[UnitForm, int] | None:
    return next(((form, match.end()) for words, form in _FRACTIONS if (match := words.match(text, position))), None)


def _smaller(text: str, unit: str, end: int) -> tuple[Decimal, int] | None:
    """What a smaller unit at once behind a larger one adds to it, and where it ends."""
    units = _SMALLER.get(unit)
    if units is None or (number := read_number(text, end)) is None:
        return None
    for written, factor in units.items():
        if text.startswith(written, number.end):
            fits = number.value >= _LEAST_METRES if written == "米" else not text.startswith("分之", number.end)
            added, end = number.value * factor, number.end + len(written)
            if written in ("毛", "角") and text[end : end + 1] in DIGITS:
                # 一块四毛五.
                added, end = added + DIGITS[text[end]] * factor / 10, end + 1
            return (added, end) if fits and added < 1 else None
    return None


def _silent_unit(text: str, numeral: Numeral, before: str, end: int, previous: Quantity | None) -> UnitForm | None:
    """The unit of a number without one: 卖了四万二 (money), 目标一万斤，做了六千 (closing its clause: as before)."""
    written = text[numeral.start : end]
    closed = end >= len(text) or text[end] in _CLOSE or text.startswith(_CLOSED_BY, end)
    goes_on = bool(_WAN.search(written)) and bool(_GOES_ON.match(text, end))
    if not (closed or goes_on) or _CODE_AFTER.match(text, end):
        return None
    if numeral.value >= _MONEY_SCALE and _MONEY.search(before[-14:]):
        return UnitForm("元", Decimal(1))
    if goes_on and not closed:
        return UnitForm("元", Decimal(1)) if _MONEY.search(text[end : end + 8]) else None
    if (
        previous is not None
        and previous.unit != "%"
        and numeral.value >= 10
        and numeral.start - previous.end <= 14
        and not _is_one(text, previous)
    ):
        return UnitForm(previous.unit, Decimal(1))
    return UnitForm("元", Decimal(1)) if _WAN.search(written) else None


def _clause_before(text: str, position: int) -> str:
    start = max(text.rfind(mark, 0, position) for mark in _BREAK)
    return text[start + 1 : position]


def _clause_after(text: str, position: int) -> str:
    # The stroke of 30元/天 breaks nothing.
    stroke = text.startswith(("/", "／"), position) and _BY_ONE.match(text, position)
    beyond = position + 1 if stroke else position
    ends = [at for mark in _BREAK if (at := text.find(mark, beyond)) != -1]
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
