"""Whether a quantity is a limit: the words before its number and behind its unit."""

from __future__ import annotations

import re

from huibao.schema import Bound

_NOT = "不[得能应可宜许准会要该]?"
_DENIED = "".join(f"(?<!{denial})" for denial in ("不", "不[得能应可宜许准会要该]"))
_AT_LEAST = re.compile(
    rf"(?:{_DENIED}超过?|突破|破|{_NOT}[少低亚]于|不[下止]于?|(?:少说|起码|最少|至少)(?:也?[有要得]|再增)?|高达|逾"
    r"|[达到]了?(?=超)|(?<!不)过|[≥＞>])了?$"
)
_AT_MOST = re.compile(
    rf"(?:不到|不足|{_NOT}(?:超过?|突破|[高多大]于)|不满|不过|未满|最多|至多|顶多|{_DENIED}[低少]于|控制在|[≤＜<])$"
)
# 签约, 公约 and 节约 are words of their own.
_ABOUT = re.compile(
    r"(?:将?近|(?:(?<![签公租契合预节条规制誓])约|大概|差不多|估计)(?:[需要]要?|[为有是达占计在花])?|接近|上下|≈)$"
)
# 约¥35万元, 约人民币35万元: a currency stands between.
_CURRENCY = re.compile(r"(?:[¥￥]|人民币)$")
_AFTER_UNIT = re.compile(
    r"(?P<least>以上|多(?![年出了于])|有余|余|开外|出头)|(?P<most>以内|以下|不[到足](?=$|[、）]))|(?P<about>左右|上下|的样子)"
)
_COMPARED = re.compile(r"比(?!例)[^，。；]*$")


def bound_of(own: Bound, before: str, after: str) -> Bound:
    """The bound of a quantity; words before the number are the speaker's own and win.

    Args:
        own: of the numeral itself (80余).
        before: the clause before the number.
        after: what follows the unit.
    """
    before = _CURRENCY.sub("", before)
    if _AT_MOST.search(before):
        return "≤"
    if _AT_LEAST.search(before):
        return "≥"
    if _ABOUT.search(before):
        return "≈"
    match = _AFTER_UNIT.match(after)
    if match is None or (after == "多" and is_compared(before)):
        return own
    return "≥" if match["least"] else "≤" if match["most"] else "≈"


def is_compared(before: str) -> bool:
    """Whether a number is what another is held against, so that 多 behind it is no bound: 比去年的9.5万多."""
    return bool(_COMPARED.search(before))
