"""The unit in which a table's figures are told: in the head of a column, or once for all above the table."""

from __future__ import annotations

import re

from huibao.indicators.numbers.units import is_unit

_BRACKETED = re.compile(r"(.+?)[（(](?:单位[:：])?([^（）()]{1,4})[）)]")
# 金额/万元, 投资：万元; 投资额万元, 完成任务%.
_BEHIND = re.compile(r"(.+?)(?:[/／:：,，]([^/／:：,，]{1,4})|(?<=[额金资入出款费])([万亿]元)|([%％]))")
_CAPTION = re.compile(r"单位[:：为]\s*([^\s。；;）)]+)")
_LAST_BRACKET = re.compile(r"[（(]([^（）()]{1,4})[）)]\s*$")
_BETWEEN = re.compile(r"[、，,/／和]")
_MONEY = re.compile("[万亿]?元")
_OF_MONEY = re.compile("收入|支出|收益|资金|投资|产值|租金|利润|成本|[费款钱]|分红|工资|补[助贴]|债|贷|[销金]额")
# What is no money, whatever the table is of: 户数, 面积; 计划数 and 执行数 may be. And the unit that a head counts in.
_NO_MONEY = re.compile("[户人件次个台亩头只座处名宗起份]数|人口|面积|数量|产量|里程|长度|时间|日期|月份|年份")
_COUNTS_IN = re.compile("([户人件次个台亩头只座处名宗起份])数")


def unit_of_head(head: str) -> tuple[str, str]:
    """A head without its unit, and the unit; empty where it names none.

    Example:
        >>> unit_of_head("总投资（万元）"), unit_of_head("金额/万元"), unit_of_head("存栏（季末）")
        (('总投资', '万元'), ('金额', '万元'), ('存栏（季末）', ''))
    """
    for pattern in (_BRACKETED, _BEHIND):
        if (match := pattern.fullmatch(head)) and is_unit(unit := next(filter(None, match.groups()[1:]))):
            return match[1], unit
    return head, ""


def units_of_caption(lines: list[str]) -> tuple[str, ...]:
    """Units that the lines above a table tell of all of it, the nearest line first; none where they do not.

    Example:
        >>> units_of_caption(["表1 收入情况（单位：万元）"]), units_of_caption(["单位：万元、户"])
        (('万元',), ('万元', '户'))
    """
    for line in reversed(lines):
        told = _CAPTION.search(line) or _LAST_BRACKET.search(line)
        units = tuple(_BETWEEN.split(told[1])) if told else ()
        if units and all(map(is_unit, units)):
            return units
    return ()


def unit_of_table(units: tuple[str, ...], *names: str) -> str:
    """Which of a table's units a figure of these names is told in; empty where it has its own or they do not say.

    Example:
        >>> unit_of_table(("万元",), "本季"), unit_of_table(("万元",), "户数"), unit_of_table(("万元", "户"), "监测户")
        ('万元', '', '户')
    """
    fitting = [unit for unit in units if all(_fits(unit, name) for name in names)]
    if len(units) > 1:
        money = any(map(_OF_MONEY.search, names))
        fitting = [
            unit for unit in fitting if (_MONEY.fullmatch(unit) if money else any(n.endswith(unit) for n in names))
        ]
    return fitting[0] if len(fitting) == 1 else ""


def _fits(unit: str, name: str) -> bool:
    """Whether what is called so may be told in a unit: 户数 in 户, and not in 万元."""
    if _MONEY.fullmatch(unit):
        return not _NO_MONEY.search(name)
    counted = _COUNTS_IN.search(name)
    return counted is None or counted[1] in unit
