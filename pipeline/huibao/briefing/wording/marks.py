"""Marks between words: numbers and spaces of lists and chats, quotes and brackets that lost their partner."""

from __future__ import annotations

import re

from huibao.indicators.numbers.units import match_unit
from huibao.segment.words import tag_words

# Parts shorter than this on average are words set apart (工 作 总 结), not clauses.
_CLAUSE = 4
# 3.党员31名, （2）下季度：, 二，牧道上, A.大棚15座, 甲、请镇里, 第二件，请镇里, 三是修渠; 3.5公里, 甲、乙两家 and
# 三个是 inside are none.
_LETTER = (
    r"[（(]?(?:[A-Za-z](?:[）)、．](?![A-Za-z])|[.]\s*(?=[\u4e00-\u9fff]))"
    r"|[甲乙丙丁戊己庚辛][）)、.．](?![甲乙丙丁戊己庚辛]))\s*"
)
_ITEM_LETTER = re.compile(_LETTER)
_ITEM_NUMBER = re.compile(
    r"[（(]?(?:\d{1,2}[）)、.．，]\s*(?=[\u4e00-\u9fff])|[一二三四五六七八九十]{1,3}[）)、.．，]\s*(?![一二三四五六七八九十]{1,2}[组队社村屯号]))"
    rf"|{_LETTER}"
    r"|第?[一二三四五六七八九](?:一?[个件条样点](?:事情?)?(?:[，、]|就?是(?!否))|是(?!否))|第[一二三四五六七八九][，、]"
)
_SPACED_NUMBER = re.compile(
    r"\s*\d{1,2}(?:\.\d{1,2})?[.、．]?[ \u3000]+(?=[\u4e00-\u9fff\d“])|\s*\d{1,2}[.、．](?=20\d\d年)"
)
# A space between words, not one around a figure (500 亩).
_HAN_SPACE = re.compile(r"(?<=[\u4e00-\u9fff”）])\s+(?=[\u4e00-\u9fff“（])|(?:(?<=[了的])|(?<=\d万))\s+(?=\d)")
# 要求的方面，一个是…; 诉求嘛，…: what leads in a list of requests.
ASKING_LEAD = "(?:要求|请求|诉求)(?:的?方面|的话|的事情?|[嘛呢])，"
# 答：受灾33亩: said of an answer to whoever asked, and not of what is told.
ANSWER = re.compile(r"^\s*[\u4e00-\u9fff]{0,4}答[：:]")
_STOP_IN_QUOTE = re.compile(r"[。；，](?=”(?:$|[，。；]))”")


def without_number(sentence: str) -> str:
    """Without an item's letter, and without a number that a space or a year sets off: 8 支部学习12次; 12 户 counts.

    Example:
        >>> without_number("甲、请供电所增容"), without_number("2.2027年度医保"), without_number("12 户缺水")
        ('请供电所增容', '2027年度医保', '12 户缺水')
    """
    sentence = sentence[letter.end() :] if (letter := _ITEM_LETTER.match(sentence)) else sentence
    number = _SPACED_NUMBER.match(sentence)
    if number is None:
        return sentence
    rest = sentence[number.end() :]
    unit = match_unit(rest, 0)
    return sentence if unit and unit[1] == len(tag_words(rest)[0][0]) else rest


def without_item_number(text: str) -> str:
    """Without the number and the mark before an item of a list; a decimal stays.

    Example:
        >>> without_item_number("3.党员31名"), without_item_number("（2）下季度：换膜"), without_item_number("3.5公里")
        ('党员31名', '下季度：换膜', '3.5公里')
        >>> [without_item_number(said) for said in ("A. 新建大棚15座", "甲、请镇里派人", "甲、乙两家合办")]
        ['新建大棚15座', '请镇里派人', '甲、乙两家合办']
        >>> without_item_number("一、二组缺水"), without_item_number("A、B两家合作社"), without_item_number("一、二期")
        ('一、二组缺水', 'A、B两家合作社', '二期')
        >>> [without_item_number(said) for said in ("第二件，请镇里修桥", "三是修渠", "三个组没水")]
        ['请镇里修桥', '修渠', '三个组没水']
    """
    number = _ITEM_NUMBER.match(text)
    return text[number.end() :] if number else text


def spaces_to_commas(sentence: str) -> str:
    """Spaces as chat messages use them, for commas: 路修好了 灯也亮了 → 路修好了，灯也亮了."""
    if "，" in sentence or "," in sentence:
        return sentence
    parts = _HAN_SPACE.split(sentence)
    if len(parts) < 2 or len(sentence) < _CLAUSE * len(parts):
        return sentence
    return "，".join(part.rstrip("，、；：") for part in parts)


def balanced(text: str) -> str:
    """Drop quotes and brackets that lost their partner when the sentence was cut out of its paragraph."""
    if text.count("（") != text.count("）"):
        # 调解9起（塘界5、其他1)，成8起: typed half as wide.
        text = text.replace("(", "（").replace(")", "）")
    for opener, closer in (("“", "”"), ("‘", "’"), ("（", "）"), ("《", "》"), ("「", "」")):
        if text.count(opener) != text.count(closer):
            text = text.replace(opener, "").replace(closer, "")
    return _STOP_IN_QUOTE.sub("”", _straight_quotes(text))


def _straight_quotes(text: str) -> str:
    """Straight quotes in pairs as curly ones; an odd one goes."""
    parts = text.split('"')
    if len(parts) % 2 == 0:
        return "".join(parts)
    return "".join(part + ("“" if place % 2 == 0 else "”") for place, part in enumerate(parts[:-1])) + parts[-1]
