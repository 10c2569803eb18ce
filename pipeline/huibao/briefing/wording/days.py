"""The day that a sentence takes from what stands before it: 当天下午塌方 behind 5月17日大雨, 月初开会 under 七月。"""

from __future__ import annotations

import re

from huibao.briefing.wording.style import arabic

_DAY = re.compile(r"\d{1,2}月\d{1,2}[日号]")
_MONTH = re.compile(r"(?<![\d个])\d{1,2}月(?![龄薪租])")
# 当天下午, 当晚; 当夜把人都转移了.
_SAME_DAY = re.compile("^(?:当[天日]|同一?[天日]|那天|当(?=[晚夜]))")
# 18日大雨, 18号那场雨, 月初, 下旬; but 3日内, 3号井.
_OF_MONTH = re.compile(
    r"^(?:(?:\d{1,2}|[二三]?十[一二三四五六七八九]?)(?:日(?!内|之内|龄)|号(?=[，那晚夜早上下中凌起]))|[上中下]旬|月[初中底末])"
)


def leans_on_day(text: str) -> bool:
    """Whether a sentence begins with a day of which something before it tells which.

    Args:
        text: normalised sentence.

    Example:
        >>> [leans_on_day(text) for text in ("当天下午塌方", "月初开了会", "18日大雨", "7月18日大雨", "3号井坏了")]
        [True, True, True, False, False]
    """
    text = arabic(text)
    return bool(_SAME_DAY.match(text) or _OF_MONTH.match(text))


def with_day(text: str, above: str) -> str:
    """A sentence that leans on a day, with that day as a text before it tells it; empty where that does not.

    Args:
        text: normalised sentence that leans on a day.
        above: normalised text before it.

    Example:
        >>> with_day("当天下午塌方600方", "5月17日大雨，受灾120亩。"), with_day("当夜转移112人", "6月22日坝脚渗水。")
        ('5月17日下午塌方600方', '6月22日夜转移112人')
        >>> with_day("月初开了代表会", "七月。"), with_day("当天下午塌方", "入汛以来雨多。")
        ('7月初开了代表会', '')
    """
    text, above = arabic(text), arabic(above)
    same = _SAME_DAY.match(text)
    told = (_DAY if same else _MONTH).findall(above)
    if not told:
        return ""
    return arabic(told[-1] + (text[same.end() :] if same else text.removeprefix("月")))
