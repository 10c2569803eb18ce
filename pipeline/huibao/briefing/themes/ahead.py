"""Whether what a sentence tells lies ahead, and which paragraph or sentence belongs to the next quarter."""

from __future__ import annotations

import re

_NUMBER = r"[\d一二两三四五六七八九十百千万]"
# 接户92户，任务100户: what was done, beside what was meant to be; 秋防应打3250只: what was due.
_AHEAD = re.compile(
    rf"(?<![主重必只])要|[将需拟]|(?<!响)应(?![\u4e00-\u9fff]{{1,2}}{_NUMBER})|务必|争取|继续|力争|打算|计划|准备|目标"
    r"|(?<![，（])任务|明年|下一?步|下一?个?(?:季|月(?!饼))|今后|年底|[年月]底?前"
)
# 前九个月17.9万元，年初定的目标是25万元: what was done so far, beside the target.
_TARGET = re.compile(rf"[，；（][^，；（）]{{0,8}}(?:目标|任务)[^，；（）]*?{_NUMBER}[^，；（）]*[）]?")
_SO_FAR = re.compile(
    rf"(?:前[三九两二]个?[月季]|{_NUMBER}[月]?[至到—-]{_NUMBER}+月|[年月][底末]|[一二三四]季度?|[这本]个?季度?|累计|至今|到今|截至|上半年)[^，；]*{_NUMBER}"
)
_QUARTERS = "一二三四"
_QUARTER = re.compile(rf"(?<![去上前]年)(?<![去上前]年第)(?P<quarter>[{_QUARTERS}])季度(?![末]|以来)")


def lies_ahead(text: str, period: str = "") -> bool:
    """Whether any word of a sentence says that something is still to be done.

    Args:
        text: normalised sentence.
        period: of its report, as ``2025Q3``; empty where none is known.

    Example:
        >>> lies_ahead("打算再栽90亩"), lies_ahead("秋防应打3250只，实打1900只")
        (True, False)
        >>> lies_ahead("四季度引进一间加工厂", "2025Q3"), lies_ahead("三季度进账6.5万元，全年目标25万元", "2025Q3")
        (True, False)
    """
    rest = _TARGET.sub("", text)
    told = rest if _SO_FAR.search(rest) else text
    return bool(_AHEAD.search(told)) or any(is_next(one["quarter"], period) for one in _QUARTER.finditer(told))


def so_far(text: str) -> bool:
    """Whether a sentence tells a figure of what was done up to now, beside a target.

    Example:
        >>> so_far("1至9月32.4万元，全年目标40万元"), so_far("全年目标40万元")
        (True, False)
    """
    rest = _TARGET.sub("", text)
    return rest != text and bool(_SO_FAR.search(rest))


def is_next(quarter: str, period: str) -> bool:
    """Whether a quarter, as 四, follows the one of a period, as ``2025Q3``.

    Example:
        >>> is_next("四", "2025Q3"), is_next("三", "2025Q3"), is_next("四", "")
        (True, False, False)
    """
    own = (period or "").partition("Q")[2]
    return own.isdigit() and _QUARTERS.index(quarter) == int(own) % len(_QUARTERS)
