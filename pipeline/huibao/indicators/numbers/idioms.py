"""What holds numeral characters and is no number: weekdays, place names, slogans, idioms.

Whatever follows a rule is told by a pattern, since offices coin new ones; single words stand in
``corpus/lexicon/not_numerals.txt``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from huibao.indicators.numbers.reading import CHINESE, SCALES
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
    rf"{_DIGIT}{{1,4}}(?:里(?:[铺屯坪店堡岗墩营寨镇]|[庄村](?![民道内级稼园]))"
    r"|(?:棵[树松柳槐杏]|间[房棚]|家[子店庄]|台子|[口眼]井|座[楼庙塔]|亩[地田]|道[沟岭河弯]|条[沟岭])"
    r"(?:村(?![民上里部道])|屯|庄(?![稼园户])|组(?!织)))"
)
# 十户联防, 五户联保, 十户一体: how many stand together is the arrangement's name.
_JOINT = rf"{_DIGIT}(?:户联[防保治管控动户帮调]|联户|户一[体长岗圈格网组员])"
# 七八九三个月, 一二三年级: numbers named one by one, which make no number together; 八九十岁 is 80 or 90.
_IN_A_ROW = "一二三四五六七八九十"
_LEAST_IN_A_ROW = 3
_ROWS = [
    _IN_A_ROW[start : start + length]
    for length in range(len(_IN_A_ROW), _LEAST_IN_A_ROW - 1, -1)
    for start in range(len(_IN_A_ROW) - length + 1)
]
_ENUMERATED = "|".join(
    [
        rf"(?<!点)(?:{'|'.join(row for row in _ROWS if row[-1] != '十')})(?![十百千万亿零〇○])",
        # 七八九十月; 八九十户 is about eighty.
        rf"(?:{'|'.join(row for row in _ROWS if row[-1] == '十')}|九十)(?=月|[一二三四]个月)",
        # 三四月间, 一二年级, 七八两个月; 三四个月 is about three.
        rf"(?:{'|'.join(one + other for one, other in pairwise(_IN_A_ROW[:-1]))})"
        "(?=月|年级|季度|这?两个?[月组队社口期年])",
        "十一二(?=月|这?两个月)",
        "(?:一二|一三五|二四六)(?=[组队社])",
        # 七、八、九三个月: the last of them, and how many they are.
        *(
            rf"(?<={one}、){other}(?=(?!{another})[两三四五六](?:个(?!多)|组))"
            for one, other, another in zip(_IN_A_ROW, _IN_A_ROW[1:], _IN_A_ROW[2:], strict=False)
        ),
        # 逢三六九赶集
        rf"(?<=逢)[{_IN_A_ROW}]{{2,4}}",
    ]
)
# What the patterns begin with, apart from digits.
_FIRST = frozenset("周星礼双初")
_SURE = "|".join(
    [
        _WEEKDAYS,
        _PLACES,
        _JOINT,
        _ENUMERATED,
        # 十八届三中全会; 三届龙舟赛 counts.
        rf"{_DIGIT}{{1,4}}届(?={_DIGIT}中|中央|全国)",
        r"双(?:十[一二]|1[12])",
        # 五个一工程, “六个一”; 七个一次也没有 counts.
        rf"{_DIGIT}个一(?=[”，。、批]|工程|行动|活动|要求|机制|制度|标准|$)",
        # 十四五规划; 十四五户 is about fourteen.
        rf"十[一二三四五六七八九]五(?![{CHINESE}{_COUNTED}岁年天])",
        rf"一点(?![{CHINESE}\d])",
        # 一户户, 一项项; 一一对应.
        rf"一(?P<each>[^{CHINESE}\W\d_])(?P=each)",
        rf"一一(?![{CHINESE}\d])",
        # 四面八方, 造福一方, 八方支援; 一方水, 八方土 are measured.
        "四面八方|[一四八]方(?!水(?!土)|土|石|沙|砂|混凝土|木|料|肥|[，。；、）])",
        # 千里迢迢, 百里挑一; 近百里山路 is long.
        "(?<![近上约几数])[百千万]里(?!山?路|长|[，。；、])",
        rf"{_DIGIT}位(?:数|一体)|[三五七九]通一平|三方(?=[联协会共签监评])",
        # 四月初八 of the farmers' calendar; 六月初十户 is the beginning of a month.
        rf"(?<=[月年])初{_DIGIT}(?![{CHINESE}{_COUNTED}])",
        "(?<=[老小])两口",
        # 四处奔走, 有四处打工的; 有四处滑坡点, 整改了四处 are counted.
        "(?<![有共修建查现清治装设成剩了增出改])四处|四处(?=[打跑找求反乱散奔宣借漏走寻托问看逛流游筹化])",
        # 两头跑, 占两头; 两头种猪, 死了两头 are counted.
        "(?<![死卖丢病产添买养生下杀宰]了)两头(?!(?:[种母公仔小大黄水奶肉耕][牛猪羊]|[牛猪羊驴骡马])[\u4e00-\u9fff，。；、]?)",
        # 二期冷库 is a stage; 办一期民宿班 counts. So does the last of 只剩一起纠纷.
        "(?<![办开训了再班第])[一二三四]期",
        "(?<!剩)(?<!剩下)(?<!仅)一起",
    ]
)
# 一户一策, 一幢一档: for each one, one.
_ONE_BY_ONE = r"一(?![十百千万亿零点])[\u4e00-\u9fff]一(?![十百千万亿])[\u4e00-\u9fff]"
_OF = "分之"


@lru_cache(maxsize=1)
def _idioms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The characters that idioms begin with, and the idioms."""
    lines = resource("corpus/lexicon/not_numerals.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if (word := line.partition("#")[0].strip())]
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    first = "".join(sorted({word[0] for word in words} | NUMERAL_CHARS | _FIRST))
    return re.compile(f"[{first}]"), re.compile(rf"(?P<sure>{_SURE})|{_ONE_BY_ONE}|{listed}")


def idiom_spans(text: str) -> list[tuple[int, int]]:
    """Where idioms stand. What looks like one inside a longer numeral is none: 万一 in 一万一千, 一起 in 十一起."""
    first, idioms = _idioms()
    spans = []
    position = 0
    # Most characters begin no idiom, and to ask for one is cheaper than to try three hundred.
    while begun := first.search(text, position):
        start = begun.start()
        match = idioms.match(text, start)
        if match is None or _cuts_numeral(text, match):
            position = start + 1
        else:
            position = match.end()
            spans.append((start, position))
    return spans


def _cuts_numeral(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if start > 0 and text[start] in NUMERAL_CHARS and text[start - 1] in NUMERAL_CHARS:
        return True
    if match["sure"]:
        return False
    if end < len(text) and text[end] in NUMERAL_CHARS:
        cuts_right = text[end - 1] in NUMERAL_CHARS and text[end] in SCALES
        if cuts_right or all(char in NUMERAL_CHARS for char in match.group()):
            return True
    return text.startswith(_OF, start - 1)
