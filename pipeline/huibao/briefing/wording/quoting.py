"""A village's own words as a list quotes them: pauses kept, numbers and labels of the report left behind."""

from __future__ import annotations

import re

from huibao.briefing.wording.marks import ANSWER, ASKING_LEAD, spaces_to_commas, without_number
from huibao.briefing.wording.phrases import phrases
from huibao.segment.normalize import normalize

_MARKS = "，、；：,;: "
_STOPS = "。；;！!"
_MAX_ROUNDS = 4
# A head longer than what it leaves was the sentence.
_LEAST_REST = 5
# 要求嘛，头一个，修渠。: but the number behind a lead-in was not.
_LEAST_LED = 3
# 下一步：…, 主要问题：…, 不足的地方，…: the list's own title says it.
_SECTION = re.compile(
    r"(?:下一步|下一?季度|[一二三四]季度)?(?:当前|目前|现在|主要|存在|突出|面临|遇到)*的?"
    r"(?:下一步|问题|困难|不足|短板|打算|计划|安排|建议|请求|诉求)(?:和(?:问题|困难|不足|短板|打算|建议|请求))?"
    r"(?:的地方|之处|方面)?(?:主要)?(?:有|是|如下)?(?:[：:]|(?<=的地方)[，,])"
    r"|(?:主要|具体|集中|突出)*(?:表现|体现|反映)(?:在|为)?[：:]"
)
# 对了，还有老桥; 要求嘛，头一个，…: what talk leads in with.
_LED_IN = re.compile(f"[哦噢诶哎啊]?对了，|{ASKING_LEAD}")
# An opener that numbers; 还有, 但是, 同时 are the village's own way on.
_NUMBERS = re.compile(r"[\d一二三四五六七八九十①-⑳A-Z【（(]|^\W")
# 一要…，二要…: without the first number the others count nothing.
_COUNTS_ON = re.compile(r"[一1].*[，；][二2](?:[要是]|[.、])")
_NUMBERED_TASK = re.compile(r"[一二三四五六七八九十]要(?=[\u4e00-\u9fff]{4})")
# 请镇里支持：一是…: the others stand in rows of their own.
_ASKING_LIST = re.compile(
    r"(?!.*[，；][二2][是要.、])(?:恳?请|希望|建议|盼)[^，。；：]{0,14}[：:](?:一[是、，]|[1１①][.、]?)"
)
# Who found it, told before what was found: kept, but behind the words.
_INSPECTED = re.compile(
    r"((?:[省市县区镇乡](?:党?委|里)?|专项|联合|交叉)*(?:督查|检查|巡察|审计|考核)组?(?:指出|发现|反馈))[，：、:,]?"
)


def quoted(words: str) -> str:
    """The words of a sentence for a list.

    Example:
        >>> quoted("下一步：一要疏浚主沟3.5公里，恳请镇里列入项目；")
        '疏浚主沟3.5公里，恳请镇里列入项目；'
        >>> quoted("1.督查指出，边坡的巡查断过几天。")
        '边坡的巡查断过几天（督查指出）。'
        >>> quoted("要求的方面，一个是要求移动公司来装基站。"), quoted("答：受灾33亩，没有伤人；")
        ('要求移动公司来装基站。', '受灾33亩，没有伤人；')
    """
    text = normalize(spaces_to_commas(without_number(words))).text
    for head in (ANSWER, _LED_IN, _ASKING_LIST):
        text = _without(head, text)
    least = _LEAST_LED if _LED_IN.match(normalize(words).text) else _LEAST_REST
    found_by = ""
    for _ in range(_MAX_ROUNDS):
        before = text
        if not _COUNTS_ON.match(text):
            text = _without(_NUMBERED_TASK, text)
            if (opener := phrases().openers.match(text)) and _NUMBERS.search(opener[0]):
                text = _without(phrases().openers, text, least)
        text = _without(_SECTION, text)
        if inspected := _INSPECTED.match(text):
            rest = _without(_INSPECTED, text)
            found_by = inspected[1] if rest != text else found_by
            text = rest
        if text == before:
            break
    return f"{text.rstrip(_STOPS)}（{found_by}）。" if found_by else text


def _without(head: re.Pattern[str], text: str, least: int = _LEAST_REST) -> str:
    match = head.match(text)
    rest = text[match.end() :].lstrip(_MARKS) if match else ""
    return rest if len(rest) >= least else text
