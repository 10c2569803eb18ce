"""Whether a sentence tells nothing: a slogan, a string of set phrases, or the announcement of what others tell."""

from __future__ import annotations

import re

from huibao.briefing.wording.phrases import phrases

# 上半年主要抓了养牛、修路几件事; 重点做了以下工作.
_ANNOUNCES = re.compile(
    r"^[^，；：]{0,8}(?:主要|重点|着重|集中|先后)?(?:抓|做|办|干|开展|完成|推进)(?:好|实|成)?了?[^；：]*"
    r"(?:[几两三四五六]|以下|如下|下列)(?:大|重点)?(?:件|项|个|方面|块|桩)?(?:大|实|好)?(?:事情?|工作|方面|任务)$"
)
# 专题会议若干次: a count that counts nothing.
_UNCOUNTED = re.compile(r"若干[次场个项条件名份]")
_PARTS = re.compile("[，、；]")
# 交出了一份亮眼的成绩单; 新增监测对象0户.
_PRAISES = re.compile(r"交出[^，；\d]{0,10}(?:成绩单|答卷|高分卷)$")
_NOBODY = re.compile(r"^[^，；\d]{0,4}新增[^，；\d]{0,6}[：:]?[0零][户人名]$")
# 桃子卖了多少钱没有人统计: what a report does not know is no problem of the village.
_UNKNOWN = re.compile(r"多少[^，]{0,6}没有?(?:人)?(?:统计|过秤|算过?)(?:过|出来)?$")
# A line of a couplet has five to seven characters, a set phrase four.
_LINE, _SET = range(5, 8), 4
_NUMERAL = re.compile(r"[\d一二两三四五六七八九十百]+(?=[户人亩元个座条处名家次场件吨头只公万盏项])")
# What tells of something all the same, beside what is lacking.
_TELLS = re.compile("[新已了高只由卖价]")


def is_hollow(text: str) -> bool:
    """Whether a sentence tells nothing.

    Example:
        >>> is_hollow("征程万里风正劲，重任千钧再扬帆"), is_hollow("路灯亮了一条街，老人出门不摸黑")
        (True, False)
        >>> is_hollow("及时传达、及时安排、及时督促"), is_hollow("早发现、早干预，监测户23户")
        (True, False)
        >>> is_hollow("主要抓了养牛、抗旱、修路几件事"), is_hollow("办成了三件事，装上了路灯")
        (True, False)
    """
    if (
        _ANNOUNCES.match(text)
        or _UNCOUNTED.search(text)
        or _PRAISES.search(text)
        or _NOBODY.match(text)
        or _UNKNOWN.search(text)
    ):
        return True
    if _NUMERAL.search(text) or re.search(r"\d", text):
        return False
    if _TELLS.search(text) or phrases().lacks.search(text):
        return False
    clauses = text.split("，")
    verse = len(clauses) == 2 and len(clauses[0]) in _LINE and len(clauses[0]) == len(clauses[1])
    parts = _PARTS.split(text)
    return (verse and "、" not in text) or (len(parts) > 2 and all(len(part) == _SET for part in parts))
