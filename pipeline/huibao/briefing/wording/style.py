"""Numbers as an official document writes them (GB/T 15835): statistics and dates in Arabic digits.

Idioms, seasons, traditional dates (腊月初八), approximate pairs (三五户, 十几人) and a bare 一 stay as they
are written. Values never change; the verifier reads both forms alike.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from huibao.indicators.numbers.compound import is_bare
from huibao.indicators.numbers.numerals import Numeral, find_numerals
from huibao.indicators.numbers.reading import LARGE, SCALES
from huibao.indicators.numbers.units import counts_pieces, match_unit

_WAN, _YI = Decimal(10_000), Decimal(100_000_000)
# 七百多万: about how much stands inside, before the scale; 两千多: or at the end.
_ABOUT = re.compile(r".+?([余多来])([万亿]?)")
# More than this many decimals are told in the next lower scale.
_DECIMALS = 4
# A row of digits that counts nothing: no figure of a township has as many.
_NO_COUNT = Decimal(10) ** 16
# Characters around a numeral that say how it is written.
_NEAR = 12
# What 块 tells the price of.
_PRICED = re.compile(r"价|卖|挣|租|成本|涨|跌|工资|工钱|收入|便宜|贵|[每一][斤只亩桌天吨头棒]|补[贴助]")
_PRICE = re.compile(r"块(?:[，；。多左上以]|$)")
# 拆作甲、乙、丙三块, 分三块: parts, whatever they are of.
_IN_PARTS = re.compile(r"(?:拆[作成为]|划[成为分]|分[成作为])[^，；。：]*$|[分这那哪]$")
# 11万2 is 11.2万.
_TALKED = re.compile(r"\d{1,4}万\d")
# A month or day counts only where the calendar is the common one: 正月, 腊月初八, 三月三 stay.
_TRADITIONAL_BEFORE = re.compile(r"(?:正|腊|冬|农历|初|周|星期|礼拜|月)$")
_MONTH = re.compile(
    r"月(?!份?[初半三八九十一二四五六七]*(?:节|歌会|跳花|庙会))(?![三八半](?!十?[一二三四五六七八九]?[日号])|初[一二三四五六七八九十])"
)
# 七月十九那场雹子: a day that talk does not mark stays in words, and its month with it.
_DAY_BARE = re.compile(r"月[一二三四五六七八九十]{1,3}(?:那|这|的|，|夜|晚|早|傍|下午|上午)")
_DAY = re.compile(r"[日号]")
_YEAR = re.compile(r"年(?![前后来]?里)")
# Units under which even a small number is a statistic; 两个, 三次 and 一条 stay in words.
_COUNTED = {"户", "人", "亩", "公里", "米", "平方米", "元", "座", "台", "件", "场", "盏", "处", "吨", "斤", "口"}
# What comes whole: 九十六户三百五十二人 are two figures, 三公里半 is one.
# 三里街, 十里铺: the name of a place.
_PLACE_NAME = re.compile("里(?:街|店|屯|铺|桥|坪|堡|庄|塘|岗|台|湾|坡|墩|营|渡|河村|沟村|[墩铺店坪]村)")
_COUNTED_WHOLE = {"户", "人", "座", "台", "件", "场", "盏", "处", "口"}
# 三件事：…, 两桩大事: an announcement, no statistic.
_MATTERS = re.compile("[件桩][大实好难急要]?事")
_NAMED = re.compile("平(?![方米])")
_PLAIN_AFTER = re.compile(r"个(?!个)|块|天|岁|周(?!边)|小时|分钟|多?次|倍")
# What a unit of money or length may carry on with: 四块八, 三公里半; but 一百二十块一天.
_CHANGE = re.compile(r"半|[一二三四五六七八九](?![天斤亩户个年月人次车])")
# 三、四十户: what stands before the mark belongs to it; 八点三十 is a time; 5，300户 would read as one figure.
_JOINED_BEFORE = re.compile(r"[零一二两三四五六七八九十][点、]$|[\d零〇一二两三四五六七八九十百千万亿]，$")
_FIGURE = re.compile(r"[\d.]")
_CLAUSE = re.compile(r"[，、；。：]")
_ENDS = re.compile(r"[，；。：]|$")
# A figure without a unit: 学校占了四十，; 七百改成五百; 卖了一百一十二万.
_ALONE = re.compile(r"[，；。]|$|多(?:[，；。]|$)|(?:改[成为]|增|减|降|涨)|[到至][一二两三四五六七八九]")
_OF_FIGURE = re.compile(r"[零〇一二两三四五六七八九十百千万亿\d]")
_GOES_ON = re.compile(r"[半成分余来]|多(?![，；。]|$)")
# 腊月二十 and 十一时四十 tell the time.
_NOT_ALONE_BEFORE = re.compile(rf"{_TRADITIONAL_BEFORE.pattern}|[时点分]$")
# What is counted with the same word as another figure of the sentence: 五家增到12家.
_ALIKE_COUNTED = "个家户条次回天项名件"
_COUNTS = re.compile(r"\d(?=(\D))")
_ONE_OF = re.compile("(?:只有|仅有?|只剩|剩下?|另有?)$")
_DIGITS = "一二三四五六七八九"
# The first of a range, whose second has become digits: 三到5人; but 往年一到10月客商压价 says since when.
_AS_SOON_AS = r"一到\d{1,2}月(?!份?[^，。；\d]{0,4}(?:累计|合计|共|总|已|完成|实现|收入|销售|出栏))"
_RANGE = re.compile(rf"(?<![第百千万十成\d{_DIGITS}])(?!{_AS_SOON_AS})[{_DIGITS}](?=[到至—～]\d)")


# What a sentence is told as, and how, is decided by its figures in digits at every step.
@lru_cache(maxsize=8192)
def arabic(text: str) -> str:
    """The text with statistics and dates in Arabic digits and colloquial 块钱 as 元.

    Example:
        >>> arabic("九月新栽三百二十亩，两户脱贫户增收四万六千元，三五户观望")
        '9月新栽320亩，2户脱贫户增收4.6万元，三五户观望'
    """
    out: list[str] = []
    done = 0
    numerals = find_numerals(text)
    # 17块制度牌摘下15块，留下的两块: what one 块 of a sentence counts the others count as well.
    boards = any(_is_pieces(text, numeral, numeral.end + 1) for numeral in numerals)
    for numeral in numerals:
        printed = _printed(text, numeral)
        if printed is None and _is_money(text, numeral):
            printed = text[numeral.start : numeral.end]
        if printed is None or numeral.start < done:
            continue
        out += [text[done : numeral.start], printed]
        done = numeral.end
        unit = match_unit(text, done)
        if unit is not None and text.startswith("块", done) and not (boards and text[done : unit[1]] == "块"):
            out.append("元")
            done = unit[1]
    return _evened(_RANGE.sub(lambda first: str(_DIGITS.index(first[0]) + 1), "".join([*out, text[done:]])))


def _evened(text: str) -> str:
    """One style for figures of the same measure: 五家增到12家 → 5家增到12家."""
    counted = set(_COUNTS.findall(text))
    for numeral in reversed(find_numerals(text)):
        written, measure = text[numeral.start : numeral.end], text[numeral.end : numeral.end + 1]
        # 2台机组只有一台能用: as one of them it is counted.
        one_of = written == "一" and bool(_ONE_OF.search(text[max(0, numeral.start - _NEAR) : numeral.start]))
        several = len(written) == 1 and written in f"两{_DIGITS[1:]}"
        lone = (one_of or several) and not (numeral.ordinal or numeral.bound)
        joined = _OF_FIGURE.match(text[numeral.start - 1 : numeral.start]) or text.endswith("“", 0, numeral.start)
        alike = measure and measure in _ALIKE_COUNTED + ("台座" if one_of else "")
        if lone and not joined and alike and measure in counted:
            text = text[: numeral.start] + _plain(numeral.value) + text[numeral.end :]
    return text


def _printed(text: str, numeral: Numeral) -> str | None:
    """The numeral in Arabic digits; None where it stays as written."""
    written = text[numeral.start : numeral.end]
    before = text[max(0, numeral.start - _NEAR) : numeral.start]
    after = text[numeral.end : numeral.end + _NEAR]
    if numeral.value >= _NO_COUNT:
        return None
    if _TALKED.fullmatch(written) and not numeral.bound:
        return _scaled(numeral.value)
    # 上万元, 近百户: a limit of which no digit is told.
    limit = all(char in SCALES for char in written) and before.endswith(("上", "近"))
    bare = limit or (is_bare(text, numeral) and not numeral.bound)
    if bare or numeral.ordinal or _FIGURE.search(written) or "几" in written or _JOINED_BEFORE.search(before):
        return None
    if written.startswith("百分之"):
        return f"{_plain(numeral.value)}%"
    about = _ABOUT.fullmatch(written)
    if numeral.percent or (numeral.bound == "≈" and not about):
        return None
    if _MONTH.match(after) and not _DAY_BARE.match(after):
        # 只剩两月: how long, and no month.
        of_year = 1 <= numeral.value <= 12 and written != "两"
        calendar = of_year and not numeral.bound and not _TRADITIONAL_BEFORE.search(before)
        return _plain(numeral.value) if calendar else None
    if _DAY.match(after) and re.search(r"月$", before):
        return _plain(numeral.value)
    if about and numeral.value / LARGE.get(about[2], 1) == 10:
        return None
    if not _is_statistic(after, text, numeral):
        return None
    return _bounded(numeral.value, about[1], about[2]) if about else _scaled(numeral.value)


def _bounded(value: Decimal, about: str, scale: str) -> str:
    """700多万, 3万多亿, 200多; what reaches beyond its scale is told in the higher one: 2.3亿多."""
    if not scale or (scale == "万" and value >= _YI):
        return _scaled(value) + about
    return _scaled(value / LARGE[scale]) + about + scale


def _is_money(text: str, numeral: Numeral) -> bool:
    """Whether 块 after a figure is 元: 多挣60块钱, 一斤跌了6块; but 更换37块, 收了5块地, 3块5."""
    if not (text.startswith("块", numeral.end) and _FIGURE.search(text[numeral.start : numeral.end])):
        return False
    priced = _PRICED.search(_CLAUSE.split(text[: numeral.start])[-1])
    return text.startswith("块钱", numeral.end) or bool(priced and _PRICE.match(text, numeral.end))


def _is_statistic(after: str, text: str, numeral: Numeral) -> bool:
    if _YEAR.match(after):
        return numeral.value >= 10
    unit = match_unit(text, numeral.end)
    if unit is None and _stands_alone(text, numeral):
        return True
    if unit is None or _is_pieces(text, numeral, unit[1]):
        return bool(_PLAIN_AFTER.match(after)) and numeral.value >= 10
    # 高二平 is a name.
    if numeral.value < 10 and _NAMED.match(after):
        return False
    if _PLACE_NAME.match(after) or (_MATTERS.match(after) and numeral.value < 10):
        return False
    if unit[0].base not in _COUNTED_WHOLE and _CHANGE.match(text, unit[1]):
        return False
    return numeral.value >= 10 or (numeral.value > 1 and unit[0].base in _COUNTED)


def _stands_alone(text: str, numeral: Numeral) -> bool:
    """Whether an amount is told without its unit: 六万八, or 四十 at the end of a clause."""
    written = text[numeral.start : numeral.end]
    before, after = text[max(0, numeral.start - _NEAR) : numeral.start], text[numeral.end : numeral.end + _NEAR]
    inside = _OF_FIGURE.match(before[-1:]) or _OF_FIGURE.match(after) or _GOES_ON.match(after)
    if written[0] not in f"两{_DIGITS}十" or inside:
        return False
    at_end = _ALONE.match(after) and not _NOT_ALONE_BEFORE.search(before)
    return "万" in written or bool(numeral.value >= 10 and at_end)


def _is_pieces(text: str, numeral: Numeral, end: int) -> bool:
    """Whether 块, up to ``end``, counts boards or parts and not money: 三块宣传牌, 分成三块."""
    if text[numeral.end : end] != "块":
        return False
    before = text[: numeral.start]
    parts = numeral.value < 10 and _IN_PARTS.search(before) and _ENDS.match(text, end)
    return bool(parts) or counts_pieces(_CLAUSE.split(before)[-1], text[end:])


def _scaled(value: Decimal) -> str:
    """With 亿 or 万 from there on: 1.2亿, 4.6万, 320."""
    if value >= _YI and (value / _YI).quantize(Decimal(10) ** -_DECIMALS) == value / _YI:
        return f"{_plain(value / _YI)}亿"
    return f"{_plain(value / _WAN)}万" if value >= _WAN else _plain(value)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
