"""The day that a sentence takes from the one before it: 当天下午塌方 behind 5月17日大雨, 月初开会 under 七月。"""

from __future__ import annotations

import re

from huibao.briefing.wording.phrases import phrases
from huibao.briefing.wording.style import arabic

_DAY = re.compile(r"(?:\d{4}年)?(?<!\d)\d{1,2}月\d{1,2}[日号]")
_MONTH = re.compile(r"(?:\d{4}年)?(?<![\d个])\d{1,2}月(?![龄薪租])")
_OTHER_DAY = re.compile(r"\d日")
# 5月17日前要完成, 截至6月, 3月至5月, 从6月起: no day on which something was; 去年5月, 每年7月: of another year.
_NOT_THEN = re.compile(
    r"截[至止]|[月日号初中底末旬]份?[之以]?[前后]|[月日号]份?(?:以来|起)|[\d月日号]份?[至到\-—–~～、和与及][今底\d]"
    r"|[至到从自](?:\d{4}年)?\d{1,2}月|[去前上往每历明次翌]年|农历|\d{4}年(?!\d)"
    r"|(?<![主重紧只])要(?![求道点害素紧])"
)
# 当天下午, 当晚; 当夜把人都转移了; but 当日事当日毕.
_SAME_DAY = re.compile(r"^(?:当(?P<day>[天日])(?!的?事)(?!.{1,8}当(?P=day))|同一?[天日]|那天|当(?=[晚夜]))")
# 18日大雨, 18号那场雨, 月初, 下旬; but 3日内, 3日培训, 3号井, 1号下水道.
_OF_MONTH = re.compile(
    r"^(?:(?:[12]?\d|3[01]|[二三]?十[一二三四五六七八九]?)"
    r"(?:日(?![内之后以间游龄工程时均产常]|培训|左右)"
    r"|号(?=，(?!\d)|那[天日场次晚夜]|[上下中]午|凌晨|早[上晨]|晚[上间，]|[夜傍]|起(?!重)))"
    r"|[上中下]旬|月[初中底末])"
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
    """A sentence that leans on a day, with the only day that the one before it tells; empty where that tells none.

    A plan, a request, a term and another year tell no day on which something was.

    Args:
        text: normalised sentence that leans on a day.
        above: the normalised sentence before it.

    Example:
        >>> with_day("当天下午塌方600方", "5月17日大雨，受灾120亩。"), with_day("当夜转移112人", "6月22日坝脚渗水。")
        ('5月17日下午塌方600方', '6月22日夜转移112人')
        >>> with_day("月初开了代表会", "七月。"), with_day("当天转移112人", "5月17日前要完成演练。")
        ('7月初开了代表会', '')
    """
    text, above = arabic(text), arabic(above)
    if _NOT_THEN.search(above) or phrases().future.search(above) or phrases().asks.search(above):
        return ""
    same = _SAME_DAY.match(text)
    told = {match[0] for match in (_DAY if same else _MONTH).finditer(above)}
    if len(told) != 1 or len(set(_MONTH.findall(above))) != 1:
        return ""
    (day,) = told
    if same and _OTHER_DAY.search(above.replace(day, "")):
        return ""
    return arabic(day + (text[same.end() :] if same else text.removeprefix("月")))
