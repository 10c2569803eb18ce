"""Turns of talk that have a form of their own in office prose: amounts without their unit, 那7盏灯, 由公司捐的."""

from __future__ import annotations

import re

_AMOUNT = r"\d+(?:\.\d+)?万[多余]?"
_ENDS = r"(?=[，；。、]|$|[降涨增减])"
# 花了4万, 村里出4万: no other thing is spent.
_SPENT = re.compile(
    rf"((?:花|出|投|补|贴|赔|欠|挣|赚|捐|亏|拨|垫|筹|贷|付)(?:了|掉|出|到|回|给)*[约近]?{_AMOUNT}){_ENDS}"
)
# 医药费报了6万多: a clause about money.
_MONEY = re.compile("款|钱|费|资金|概算|预算|估算|造价|投资|收入|产值|租金|分红|工资|成本|利润|补助|债|彩礼|损失")
_BARE = re.compile(rf"({_AMOUNT}){_ENDS}")
# 一亩赔120, 一孔得8000: for each what is paid.
_EACH = re.compile(
    r"([每一](?:亩|公?斤|[头只天吨桌孔车棵户人年]|个?月)[^，；。\d]{0,3}"
    r"(?:[赔补卖挣得要给贴赚租]|工钱|工资)(?:了|到|出)?[约近]?\d+(?:\.\d+)?[多余]?)(?=[，；。]|$)"
)
_CLAUSES = re.compile("([，；。])")
# 那7盏灯: which ones, nobody can see.
_THOSE = re.compile(r"那(?=\d)")
# 怕是要冻; but 哪怕是租的.
_FEARED = re.compile("(?<!哪)怕是(要?)")
# …，由公司捐的: without 是 it is the end of no sentence.
_BY = re.compile(
    r"(?<=，)(?:是)?由([^，；的]{0,8}的?[^，；的]{2,10})(捐|送|付|出资|赞助|捐助|捐赠|承担|提供|修建|管理)的(?=[，；]|$)"
)
_DEEDS = {"捐": "捐赠", "送": "赠送", "付": "支付"}
# 扯皮的事今年7起，说和了6起: counted, they are disputes; 部门扯皮的事 are not.
_QUARRELS = re.compile(r"扯皮的事(?:情)?，?(?=[^。；]{0,8}\d+[起件])")
_SETTLED = re.compile(r"说[和合通]了(?=\d+[起件])|(?<=\d[起件])说[和合通]了")
# 羊是今年最好的，存栏2600只: praise between a thing and its figure.
_PRAISE = re.compile(
    r"^([\u4e00-\u9fff]{1,4}?)(?:倒)?是(?:[今去]年|全年|历年|本季|近几年|这几年)?[^，\d]{0,3}(?:最[好多旺火]|不错)的，"
    r"(?=[\u4e00-\u9fff]{2,4}\d)"
)


def office_prose(text: str) -> str:
    """The text with such turns as an office writes them; what is counted stays.

    Args:
        text: with its numerals in Arabic digits.

    Example:
        >>> office_prose("翻修花了7.2万元，村里出4万"), office_prose("医药费报了6万多")
        ('翻修花了7.2万元，村里出4万元', '医药费报了6万多元')
        >>> office_prose("羊是今年最好的，存栏2600只"), office_prose("把那7盏灯修亮")
        ('羊存栏2600只', '把7盏灯修亮')
    """
    text = _BY.sub(lambda by: f"由{by[1]}{_DEEDS.get(by[2], by[2])}", _THOSE.sub("", _PRAISE.sub(r"\1", text)))
    text = _FEARED.sub(lambda feared: "可能会" if feared[1] else "可能", text)
    text = _SETTLED.sub("调解成功", _QUARRELS.sub("纠纷", text))
    text = _EACH.sub(r"\1元", _SPENT.sub(r"\1元", text))
    return "".join(_BARE.sub(r"\1元", clause) if _MONEY.search(clause) else clause for clause in _CLAUSES.split(text))
