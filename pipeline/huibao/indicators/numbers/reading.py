"""Read one numeral that begins at a given place of a text, in Arabic, Chinese or mixed digits.

The grammar is read character by character, because where a Chinese numeral ends depends on what it has said
so far: 四百二 is 420, 四百二组 is 400 and then 二组; 三四十 is about 30, 三十四 is 34.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from huibao.schema import Bound

DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
ZEROS = "零〇○"
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
SCALES = SMALL | LARGE
CHINESE = "".join(DIGITS) + ZEROS + "".join(SCALES) + "廿卅"
# 壹佰贰拾: the forms of cheques and contracts. Single ones are words: 队伍, 收拾, 大陆.
_FORMAL_RUN = re.compile(r"[壹贰叁肆伍陆柒捌玖][拾佰仟万亿][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*")
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
# 3一5户: the dash as it is typed where 一 lies on its key.
_TYPED_DASH = re.compile(r"(?<=\d)一(?=\d)")
# 8.4w元, 3w多斤, 花了2w: as chats have it; a lamp's or a pump's w are watts.
_TYPED_WAN = re.compile(
    r"(?<=\d)w(?=[多余来]?(?:元|块|亩|户|人|斤|公斤|尾|羽|株|棵|只|头))|(?<=\d)W(?=[多余来]?(?:元|块))"
    r"|(?:(?:收入|投[资入]|资金|补[助贴]|[花卖欠赚挣借贷发用拨交付]了?|[给到]了|一共|共|款|钱)[^，。；、\d]{0,4}\d+(?:\.\d+)?)w(?=[，。；、！）]|$)"
)

# A space groups thousands only before what is counted: 1 200元, but 第3 200 in a row of a table is two numbers. Between
# Chinese, text recognition and wrapped lines leave spaces in other places too: 35. 5万元, 1, 200亩, 1 2 0户.
_HAN = "\u4e00-\u9fff"
ARABIC = re.compile(
    r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?"
    rf"|(?<![\dA-Za-z.,，:/-])\d{{1,3}}(?: \d{{3}})+(?:\. ?\d+)?(?=[{_HAN}])"
    rf"|(?<=[{_HAN}，（])(?:\d+\. \d+|\d{{1,3}}(?:, \d{{3}})+|(?<!第)\d(?: \d)+(?:\.\d+)?)(?=[{_HAN}%‰])"
    # 5·8万元; but 3·15 and 6·5 are days.
    r"|\d+·\d{1,2}(?=万|亿|元|%|公里|亩)"
    r"|\d+(?:\.\d+)?"
)
_GROUPING = re.compile("[,， ]")
# 两个亿, 三个多亿.
_BILLIONS = re.compile(r"个[多来]?亿")
_TWENTIES = {"廿": 20, "卅": 30}
# What a digit belongs to when one of these follows it: 投资三万二组修路 is 三万 and then 二组.
_OWN_NOUN = "组季队班等期档级类社楼号月岁倍"
# 八千一个月, 三万一亩: so much each, and no 8100 and 31000.
_EACH = re.compile("一(?:个|[月天年晚季亩斤趟车])")
# Units of a thousand: 20千瓦 is 20 of them.
_THOUSANDS_OF = "克米瓦伏"
_LONGEST_TAIL = {10**4: 4, 10**8: 8}
_APPROXIMATE = re.compile(r"[余多]|好?几(?:[十百千](?![瓦克米伏]))?|来(?![自源到看了说讲访过])|把(?!手|关|握|控)")
# 百八十户, 千八百, 万儿八千, 百十户: about that scale.
_ABOUT_A_SCALE = re.compile(
    rf"(?:百儿?八十|千儿?八百|万儿?八千|百十)(?![{''.join(DIGITS)}{''.join(SMALL)}])[来多余]?([万亿]?)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A number and where it ends; ``bound`` as in :class:`huibao.schema.Indicator`."""

    value: Decimal
    bound: Bound
    end: int


def plain_digits(text: str) -> str:
    """Digits as they are commonly written, one for one.

    贰拾伍万元 → 二十五万元, 队伍 stays; 3一5户 → 3—5户; 8.4w元 → 8.4万元, 30w路灯 stays.
    """
    plain = _FORMAL_RUN.sub(lambda match: match.group().translate(_FORMAL), text)
    return _TYPED_WAN.sub(lambda match: match.group()[:-1] + "万", _TYPED_DASH.sub("—", plain))


class _Reader:
    """State of one reading: ``total`` is closed by 万 or 亿, ``section`` by 千百十, ``coefficient`` is open."""

    def __init__(self, text: str, start: int, stop: int) -> None:
        self.text = text
        self.start = self.at = start
        self.stop = stop
        self.total = self.section = Decimal(0)
        self.coefficient: Decimal | None = None
        self.scale = 0  # the last scale said, 0 before the first
        self.after_zero = False
        self.short_tail = False  # an open coefficient of one digit, so 13万2 and 一千二 are possible
        self.bound: Bound = ""

    def read(self) -> Reading | None:
        if about := _ABOUT_A_SCALE.match(self.text, self.start, self.stop):
            scale = SCALES[self.text[self.start]] * LARGE.get(about[1], 1)
            return Reading(value=Decimal(scale), bound="≈", end=about.end())
        while self.at < self.stop and self._step(self.text[self.at]):
            pass
        if self.at == self.start:
            return None
        if self.coefficient is not None and self.scale > SMALL["十"] and not self.after_zero and self.short_tail:
            self.coefficient *= self.scale // 10
        value = self.total + self.section + (self.coefficient or 0)
        self._close_with_approximation(value)
        return Reading(value=value, bound=self.bound, end=self.at)

    def _step(self, char: str) -> bool:
        """Take what begins at ``at``; False where the numeral ends before it."""
        if char in DIGITS:
            return self.coefficient is None and self._digits()
        if char in SMALL:
            return self._small(char)
        if char in LARGE:
            return self._large(char)
        if "0" <= char <= "9":
            return self.coefficient is None and self._arabic()
        if char in ZEROS:
            return self._zero()
        if char == "点":
            return self._fraction()
        if char in _TWENTIES and self.at == self.start:
            self.section, self.scale, self.at = Decimal(_TWENTIES[char]), SMALL["十"], self.at + 1
            return True
        if char == "个" and self.coefficient is not None and _BILLIONS.match(self.text, self.at):
            self.at += 1
            return True
        return self._inner_approximation()

    def _digits(self) -> bool:
        end = self.at + 1
        while end < self.stop and (self.text[end] in DIGITS or self.text[end] in ZEROS):
            end += 1
        run = self.text[self.at : end]
        first = DIGITS[run[0]]
        if len(run) > 1 and self.at == self.start and "两" not in run and (len(run) > 2 or not _neighbours(run)):
            return self._digit_string(run)
        following = self.text[self.at + 1 : self.at + 2] if self.at + 1 < self.stop else ""
        if following in SCALES and not self._admits(following):
            return False
        if self.scale > SMALL["十"] and not self.after_zero and following and following in _OWN_NOUN:
            return False
        if self.scale > SMALL["十"] and not self.after_zero and _EACH.match(self.text, self.at):
            return False
        if len(run) == 2 and run[1] in DIGITS and not self.after_zero:
            if not _neighbours(run):
                # 二两, 三十二两: 两 is a weight; 两七 is nothing that anyone says.
                return "两" in run and self._single(first)
            # 三四十户, 五六百人, 两三个: the first is sure, the second possible.
            self.bound = "≈"
            self.at += 1
        return self._single(first)

    def _single(self, digit: int) -> bool:
        self.coefficient, self.short_tail, self.at = Decimal(digit), True, self.at + 1
        return True

    def _admits(self, scale: str) -> bool:
        """Whether a digit with this scale may follow: 一万五千, but 一万 and then 五万."""
        if scale == "亿":
            return True
        if scale == "万":
            return not 0 < self.total < LARGE["亿"]
        return self.scale not in SMALL.values() or SMALL[scale] < self.scale

    def _digit_string(self, run: str) -> bool:
        """二〇二五, 一二三: digits read out one by one are the whole numeral."""
        digits = "".join("0" if char in ZEROS else str(DIGITS[char]) for char in run)
        self.coefficient, self.short_tail, self.at = Decimal(digits), False, self.at + len(run)
        self.stop = self.at
        return True

    def _arabic(self) -> bool:
        match = ARABIC.match(self.text, self.at)
        assert match is not None
        written = match.group()
        if self.scale:
            following = self.text[match.end() : match.end() + 1]
            fits = len(written) in (1, _LONGEST_TAIL.get(self.scale)) or following in SCALES or self.after_zero
            fits = fits and (following not in SCALES or self._admits(following))
            if not fits or not written.isdigit() or (len(written) == 1 and following and following in _OWN_NOUN):
                return False
        self.coefficient = Decimal(_GROUPING.sub("", written).replace("·", "."))
        self.short_tail = len(written) == 1
        self.at = match.end()
        return True

    def _small(self, char: str) -> bool:
        following = self.text[self.at + 1 : self.at + 2]
        if char == "千" and following and following in _THOUSANDS_OF:
            return False
        scale = SMALL[char]
        within = self.scale if self.scale in SMALL.values() else 0
        if self.coefficient is None:
            bare = self.at == self.start or (char == "十" and (within > scale or self.after_zero or not within))
            if not bare:
                return False
        if within and scale >= within and self.section:
            return False
        self.section += (Decimal(1) if self.coefficient is None else self.coefficient) * scale
        self.coefficient, self.scale, self.after_zero = None, scale, False
        self.at += 1
        return True

    def _large(self, char: str) -> bool:
        scale = LARGE[char]
        value = self.section + (self.coefficient or 0)
        if not value and self.at == self.start:
            value = Decimal(1)
        if char == "亿":
            self.total = (self.total + value) * scale
        elif 0 < self.total < LARGE["亿"] or not value:
            return False
        else:
            self.total += value * scale
        self.section, self.coefficient, self.scale, self.after_zero = Decimal(0), None, scale, False
        self.at += 1
        return True

    def _zero(self) -> bool:
        following = self.text[self.at + 1 : self.at + 2]
        if self.at == self.start:
            if following == "点" and self.text[self.at + 2 : self.at + 3] in DIGITS:
                self.coefficient, self.at = Decimal(0), self.at + 1
                return True
            return False
        if (
            self.coefficient is not None
            or not self.scale
            or not (following and (following in CHINESE or following.isdigit()))
        ):
            return False
        self.after_zero = True
        self.at += 1
        return True

    def _fraction(self) -> bool:
        """十二点六, 一点五万; but 八点二十分 is a time."""
        end = self.at + 1
        while end < self.stop and (self.text[end] in DIGITS or self.text[end] in ZEROS):
            end += 1
        following = self.text[end : end + 1]
        if end == self.at + 1 or self.at == self.start or (following and following in "十分条个项方"):
            return False
        digits = "".join("0" if c in ZEROS else str(DIGITS[c]) for c in self.text[self.at + 1 : end])
        self.coefficient = self.section + (self.coefficient or 0) + Decimal(f"0.{digits}")
        self.section, self.short_tail, self.at = Decimal(0), False, end
        return True

    def _inner_approximation(self) -> bool:
        """1200余万, 十几万, 三百多亿: a bound between the number and 万 or 亿."""
        match = _APPROXIMATE.match(self.text, self.at)
        if not match or self.text[match.end() : match.end() + 1] not in LARGE or self.at == self.start:
            return False
        self._bind(match.group())
        self.at = match.end()
        return True

    def _close_with_approximation(self, value: Decimal) -> None:
        """80余户, 四十来户, 百把人; 五多 is no number with a bound."""
        match = _APPROXIMATE.match(self.text, self.at, self.stop + 2)
        if match and value >= SMALL["十"] and (match.group() != "把" or self.at == self.start + 1):
            self._bind(match.group())
            self.at = match.end()

    def _bind(self, word: str) -> None:
        self.bound = "≈" if word in ("来", "把") else "≥"


def _neighbours(run: str) -> bool:
    """三四, 三五, 一两: two digits that bracket a number rather than spell one; 三两 is a weight."""
    if run[1] == "两":
        return run[0] == "一"
    return run[1] in DIGITS and DIGITS[run[1]] - DIGITS[run[0]] in (1, 2)


def read_number(text: str, start: int, stop: int | None = None) -> Reading | None:
    """The numeral that begins at ``start``, the longest the grammar allows; None where none begins.

    Args:
        text: normalised text; formal digits already common ones (:func:`plain_digits`).
        start: where its first digit stands.
        stop: it may not reach beyond this place (the start of an idiom, say); the text's end by default.

    Example:
        >>> [str(read_number(text, 0).value) for text in ("13万2", "一万五千亿", "四百二组", "三四十户")]
        ['132000', '1500000000000', '400', '30']
    """
    return _Reader(text, start, len(text) if stop is None else stop).read()


def read_chinese(text: str) -> Decimal | None:
    """Value of a text that is one numeral and nothing else; None where it is not.

    Example:
        >>> [str(read_chinese(text)) for text in ("一百零五", "三万五", "二〇二五", "十二点六亿")]
        ['105', '35000', '2025', '1260000000.0']
    """
    reading = read_number(text, 0)
    return reading.value if reading is not None and reading.end == len(text) else None
