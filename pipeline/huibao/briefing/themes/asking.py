"""Whom a sentence that was taken for a request asks: a superior, the villagers, or nobody."""

from __future__ import annotations

import re

from huibao.briefing.wording.phrases import phrases

REQUEST, DIRECTIVE = "request", "directive"
_ASKS = re.compile("[请求盼望托]|建议")


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
