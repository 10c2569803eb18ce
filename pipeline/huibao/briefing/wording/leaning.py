"""What a sentence leans on: what it is about stands in the sentence before it.

三月种洋芋。今年种了九百亩: in a draft the second stands alone, and nobody knows what was sown.
"""

from __future__ import annotations

import re

from huibao.briefing.wording.phrases import phrases
from huibao.segment.words import tag_words

_TIME = (
    r"(?:[今去前]年|全年|年内|本?[上下]半年|本?季度?|[今去]?[春夏秋冬](?:季|天|里|上)?|\d{1,2}月(?:份|[底初])?"
    r"|目前|现在|已经?|先后)*"
)
_NUMBER = r"(?:\d[\d.]*[万千百]?|[一二两三四五六七八九十百千万]+)[多余来]?"
# 二期800吨没有动工, 二期还没有批: the second stage of what? 二期厂房 says it.
_STAGE = re.compile(
    r"^(?:[第的]?[一二三四]期)(?=[约共]?\d|[因由已正还没未尚将要刚仍才就做建的也，]|计划|准备|预计|主体|手续|目前|现在|今年|明年)"
)
_STAGED = re.compile(r"(?P<what>[^，。；：、\d]{2,14}?)的?[一二三四]期")
# 今年种了900亩, 箍了九孔: a verb of one character and how much, but not of what; times, people and money say it.
_DEED = re.compile(
    rf"^{_TIME}(?:又|也|都|共|再|新|还|只|才|就|统共)*(?P<verb>[\u4e00-\u9fff])了(?:[约近]|大约|不到|超过)?"
    rf"{_NUMBER}"
    r"(?!万?元|块|[次回趟遍场期轮天年月周夜晚岁倍成人名位户起件届路口])(?P<unit>公里|平方米|立方米|[斤吨]|[\u4e00-\u9fff])(?=[，；。]|$)"
)
# 400亩活了四成: of what, though the amount is told.
_AMOUNT = re.compile(
    r"^\d[\d.]*[万千]?[多余]?(?:亩|吨|公?斤|公里|米|棵|株|[箱头只盏])(?=[\u4e00-\u9fff](?:了|不|到|得))"
)
# 剩13户, 缺180万; 比去年少了19人; 主要靠租金; 头一个是架子: what follows was told of something before.
# 全年目标450万元, 1—9月累计342.6万元: the row above says of what.
_REST = re.compile(
    r"^(?:全年|年度|[今本]年|本?季度?|[\d—~-]+月|[上下]半年|前?[一二三四]季度)*(?:累计|合计|总计|目标|任务|计划|完成)+[为是：]?[约近]?\d"
    r"|^(?:还|仍|只|尚)?(?:剩|差|缺|欠)(?:下|了|着)?[约近]?\d[\d.]*[\u4e00-\u9fff]"
    r"|^(?:较|比|同比|环比)(?:[去前上]年|[上年][季初]|往年|同期|[增减下上])"
    r"|^(?:一?多半|主要)(?![^，；。]*的)(?:是|靠|用于|来自|走的?|卖|在(?!于)|因为|由于|[去到]了)"
    r"|^(?:头一[个件条]|第[一二三四五]个|另一[个件条]|最[大难后]的一?[个件条])(?:就?是)"
)
_NOUN = ("n", "vn", "an", "l", "j")
_WHAT = 8


def leans(text: str) -> bool:
    """Whether a sentence does not say what it is about.

    Example:
        >>> [leans(text) for text in ("今年种了900亩", "二期800吨没有动工", "今年种了900亩洋芋", "二期厂房已建成")]
        [True, True, False, False]
    """
    return any(pattern.match(text) for pattern in (_STAGE, _DEED, _AMOUNT, _REST))


def completed(text: str, before: str) -> str:
    """The sentence with what it is about at its head, as the sentence before it tells; empty where that does not.

    Args:
        text: a sentence that leans.
        before: the normalised sentence before it.

    Example:
        >>> completed("今年种了900亩，跟去年差不多", "三月种洋芋。")
        '洋芋今年种了900亩，跟去年差不多'
        >>> completed("二期800吨没有动工", "冷链库一期200吨已经投运，存了一批种薯。")
        '冷链库二期800吨没有动工'
        >>> completed("比去年少了19人", "外出务工241人。")
        ''
    """
    stage = _STAGE.match(text)
    if stage is not None:
        staged = _STAGED.search(before)
        what = _noun_at_end(staged["what"]) if staged else ""
        return what + text.lstrip("的") if what else ""
    deed = _DEED.match(text)
    # 种洋芋 before 种了900亩: the same is done to the same thing.
    if deed is None:
        return ""
    what = _noun_at_head(before.partition(deed["verb"])[2])
    # 老窑一百四十七孔 before 箍了九孔: counted alike, it is the same thing.
    alike = re.search(rf"(?P<what>[\u4e00-\u9fff]{{2,8}}?){_NUMBER}{re.escape(deed['unit'])}", before)
    what = what or (_noun_at_end(alike["what"]) if alike else "")
    return what + text if what else ""


def _noun_at_end(text: str) -> str:
    """The noun, with what stands close before it, in which a text ends."""
    words: list[str] = []
    for word, pos in reversed(tag_words(text)):
        # 粪污|处理|池, 污水处理|站: the kind of a thing is of one character, whatever the tagger takes it for.
        kind = len(word) == 1 and not words
        if not (pos.startswith(_NOUN) or kind or (words and len(words[0]) == 1 and len(word) > 1)):
            break
        words.insert(0, word)
    return _if_a_name(words)


def _noun_at_head(text: str) -> str:
    """The noun with which a text begins, where it ends a clause or an amount follows."""
    words: list[str] = []
    for word, pos in tag_words(text.lstrip("了的")):
        if not pos.startswith(_NOUN):
            ends = pos.startswith(("x", "m"))
            return _if_a_name(words) if ends else ""
        words.append(word)
    return _if_a_name(words)


def _if_a_name(words: list[str]) -> str:
    """Words as one name of a thing; empty for what is no name, and for 计划改厕, which was not done."""
    name = "".join(words)
    return name if 1 < len(name) <= _WHAT and not phrases().future.search(name) else ""
