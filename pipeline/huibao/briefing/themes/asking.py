"""Whom a sentence that was taken for a request asks: a superior, the villagers, or nobody."""

from __future__ import annotations

import re

from huibao.briefing.wording.marks import without_item_number
from huibao.briefing.wording.phrases import phrases

REQUEST, DIRECTIVE = "request", "directive"
_ASKS = re.compile("[请求盼望托]|建议")
# Words without which nobody asks a superior for anything; 请假, 请了人 and 才知道能不能再开 ask for nothing.
_PLEADS = re.compile(
    "(?<![申邀聘宴提])请(?!假|教|客|了|[来去]?不[到起来])|[恳央]求|求[镇乡县市区旗上领]|希望|盼|建议|望[镇乡县市区旗上]"
    "|(?<!知道)(?<!不知)(?:能不能|能否|可否|可不可以)(?![^。；]{0,8}，?(?:成看|就看|要看|难说|不好说|说不准|没准|还不知|不知道))|[需要][^，。；]{0,2}[镇乡县市区旗上][里级]?"
    "|给(?:我们?|咱们?|俺们?|村里)|帮|协调|支持|解决|争取|派"
)

# 第二件，请帮我们…: what is asked for stands first; 请人, 请客商来 is the village's own doing.
_ASKS_FIRST = re.compile(
    r"(?:恳请|请[镇乡县市区旗上][里级]?|(?:请|希望|求|想请|麻烦)(?:帮|协调|支持|派|安排|批准?|列入|解决|督促))"
)


def asks_first(text: str) -> bool:
    """Whether a sentence begins with what it asks a superior for.

    Example:
        >>> asks_first("第二件，请帮我们登记商标。"), asks_first("请客商来看园子。")
        (True, False)
    """
    return bool(_ASKS_FIRST.match(without_item_number(text)))


def pleads(text: str) -> bool:
    """Whether any word of a sentence may ask a superior for something.

    Example:
        >>> pleads("给我们修一座桥。"), pleads("农忙时工人也请假回家，两头缺人。")
        (True, False)
    """
    return bool(_PLEADS.search(text))


def kind_told(kind: str | None, text: str) -> str | None:
    """The kind under which a draft tells a sentence.

    What villagers are asked to do (请各组组长清沟) is no request to the township, and a row of damage asks for nothing.

    Args:
        kind: as tagged.
        text: normalised sentence.

    Example:
        >>> kind_told("request", "请各组组长月底前清一遍沟"), kind_told("request", "恳请镇里修桥，请大家放心")
        ('directive', 'request')
        >>> kind_told("request", "倒塌畜圈3处，冲毁便桥1座")
    """
    known = phrases()
    if kind != REQUEST or known.pleas.search(text):
        return kind
    if known.orders.search(text):
        return DIRECTIVE
    return None if known.damage.search(text) and not _ASKS.search(text) else kind
