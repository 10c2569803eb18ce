"""What holds numeral characters and is no number: weekdays, place names, slogans, idioms.

Whatever follows a rule is told by a pattern, since offices coin new ones; single words stand in
``corpus/lexicon/not_numerals.txt``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from huibao.indicators.reading import CHINESE, SCALES
from huibao.resources import resource

NUMERAL_CHARS = frozenset(CHINESE + "0123456789")
_DIGIT = "[一二两三四五六七八九十]"
# Characters that a digit before them counts, and that seldom begin a word of their own.
_COUNTED = "个户人名亩件次"
# 周二四坐班 names two days, 周二四十人 one day and a number; 每周三次 none, 每周三下午 one.
_DAY = "[一二三四五六]"
_WEEK = "(?:周|星期|礼拜)"
_WEEKDAYS = (
    rf"(?:(?<!每){_WEEK}{_DAY}|(?<=每){_WEEK}{_DAY}(?![{''.join(SCALES)}{_COUNTED}]))"
    rf"(?:(?:[、至到—-]?{_WEEK}?{_DAY})+(?![{CHINESE}{_COUNTED}]))?"
)
# 五里铺, 三棵树村: a number, what it counts and a kind of place make a name.
_PLACES = (
    rf"{_DIGIT}+(?:里(?:[铺屯坪店堡岗墩营寨镇]|[庄村](?![民道内级稼园]))"
    r"|(?:棵[树松柳槐杏]|间[房棚]|家[子店庄]|台子|[口眼]井|座[楼庙塔]|亩[地田]|道[沟岭河弯]|条[沟岭])"
    r"(?:村(?![民上里部道])|屯|庄(?![稼园户])|组(?!织)))"
)
# 十户联防, 五户联保, 十户一体: how many stand together is the arrangement's name.
_JOINT = rf"{_DIGIT}(?:户联[防保治管控动户帮调]|联户|户一[体长岗圈格网组员])"
_SURE = "|".join(
    [
        _WEEKDAYS,
        _PLACES,
        _JOINT,
        # 十八届三中全会; 三届龙舟赛 counts.
        rf"{_DIGIT}+届(?={_DIGIT}中|中央|全国)",
        r"双(?:十[一二]|1[12])",
        # 五个一工程, “六个一”; 七个一次也没有 counts.
        rf"{_DIGIT}个一(?=[”，。、批]|工程|行动|活动|要求|机制|制度|标准|$)",
        # 十四五规划; 十四五户 is about fourteen.
        rf"十[一二三四五六七八九]五(?![{CHINESE}{_COUNTED}岁年天])",
        rf"一点(?![{CHINESE}\d])",
    ]
)
# 一户一策, 一幢一档: for each one, one.
_ONE_BY_ONE = r"一(?![十百千万亿零点])[\u4e00-\u9fff]一(?![十百千万亿])[\u4e00-\u9fff]"
_OF = "分之"


@lru_cache(maxsize=1)
def _idioms() -> re.Pattern[str]:
    lines = resource("corpus/lexicon/not_numerals.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if (word := line.partition("#")[0].strip())]
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?P<sure>{_SURE})|{_ONE_BY_ONE}|{listed}")


def idiom_spans(text: str) -> list[tuple[int, int]]:
    """Where idioms stand. What looks like one inside a longer numeral is none: 万一 in 一万一千, 一起 in 十一起."""
    spans = []
    position = 0
    while match := _idioms().search(text, position):
        start, end = match.span()
        cuts = text[start] in NUMERAL_CHARS and start > 0 and text[start - 1] in NUMERAL_CHARS
        if not match["sure"]:
            cuts_right = text[end - 1] in NUMERAL_CHARS and end < len(text) and text[end] in SCALES
            pure = cuts_right or (end < len(text) and text[end] in NUMERAL_CHARS)
            whole = pure and all(char in NUMERAL_CHARS for char in match.group())
            cuts = cuts or cuts_right or whole or text.startswith(_OF, start - 1)
        if cuts:
            position = start + 1
        else:
            spans.append((start, end))
            position = end
    return spans
