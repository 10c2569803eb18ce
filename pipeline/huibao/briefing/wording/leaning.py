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
# 7件，都是用水的; 4200米，主管1500米; 上半年81600元，…; 全年目标40万元: an amount, and not of what; nor where.
_ALONE = re.compile(
    rf"^(?:{_TIME}|[上下]半年|年度?)(?:[季月]?末?[存出]栏)?(?:的?(?:目标|任务)[是为]?|报)?(?:合起来|一?共|共计|合计|大约|约|近)?"
    r"\d[\d.]*[万亿千百]?[多余]?(?:平方米|立方米|公里|公斤|人次|万?元|[亩吨斤米棵株箱头只盏件起宗场次人名户个座口套台])(?=[，；。]|$)"
)
# 监测户8户21人。当年新增3户9人
_MORE = re.compile(rf"^(?:{_TIME}|当年)(?:新增|消除){_NUMBER}(?P<unit>户)")
# 村东废砖窑坑，四边没有栏。8月14日一个孩子掉下去: into what the sentence before it tells, and as a whole.
_FELL = re.compile(
    r"^(?![^，。；]*[从在往向进][^，。；]{2,}掉)[^。；]*[人孩童娃孙][子娃]?(?:（[^）]*）)?[^，。；]{0,4}掉(?:下去|进去)了?(?=[，。；]|$)"
)
# 烟囱裂了。有孩子放学了爱钻进去耍: into what?
_INTO = re.compile(r"^有?(?:孩子|娃娃?|学生)们?[^，。；]{0,8}[钻爬翻跑闯](?:进|上|过)去")
# 查出房屋裂缝的27户。其中3号楼最重: the worst of what the sentence before it counts.
_WORST = re.compile(r"^其中[^，。；]{1,8}最[重险大差严]")
# 现在人住在村委会: who? It is of danger, of which no draft passes anything over.
_HOUSED = re.compile(r"^(?:现在|目前|如今)?(?:人|他|她)(?:住|搬|安置)(?:在|到|进|去)")
# 路边塌了个坑。拿铁丝围了，插了牌子: around what?
_FENCED = re.compile(r"^(?:已经?|先|暂时)*[拿用][^，。；]{1,6}(?:围|拦|挡|盖|堵|封)(?:了|住|起来)")
# 查出隐患43处。没动的里头最吓人的是编织袋厂; 8个粪池没盖。没加盖的3个都在村东头: the rest of what was counted before.
_OF_THE_REST = re.compile(
    r"^(?:[没未][\u4e00-\u9fff]{1,3}|剩下?|余下?|其余)的(?:里[头面]|当中|[这那]?[\d一二两三四五六七八九]+[个处户座台口间条])(?![\u4e00-\u9fff]{1,6}：)"
)
# 8月清淤了这3.6公里: how much was told before; but 张家、李家这2户.
_THIS_MUCH = re.compile(
    r"^(?:[^。；]*?，)??(?P<ahead>[^，。；]*?)[这那](?P<much>\d[\d.]*)(?!\d*(?:个?月|年|天|个?季|周|日))"
)
# 8月上旬两个村合起来清淤: of which villages.
_TWO_VILLAGES = re.compile("^(?!.*[与和跟同、]).*?两个村(?![民里干])")
# 去年的这个时候茶青是41吨，所以减产了; 去年是一亩990: beside what was told of this year.
_BESIDE_LAST = re.compile(
    r"^(?:去年|上年|前年)(?:的?(?:这个?时候|这时|同期|同季|[一二三四]季度|[上下]半年))*[^，。；\d]{0,6}(?:是|为|有)[^，。；\d]{0,3}\d"
    r"(?!.*(?:今年|本季|这季)[^，。；]{0,8}\d)"
)
# 幸好钓鱼的看见，拿竿子拖起来: whom?
_LUCKILY = re.compile("^(?:幸好|幸亏|亏得|多亏|得亏)")
# 总造价138万元，还差31万元; 挖下来当天卖不掉就老了: of what?
_WHAT_OF = re.compile(
    r"^(?:总|工程)?(?:造价|总?投资|预算|概算)(?:是|为|共|约)*\d|^[挖采砍割摘捞收打](?:下来|出来|上来|回来)(?=[^，。；]{0,6}[卖运销烂老坏])"
)
# 打那以后挨家查: what is told with the sentence before it needs no 那; nor what that answers: 修好了，竹林道全长4公里.
_SINCE = re.compile(
    "^(?:(?:[打从自]那|自此|从此)(?:以后|之后|以来|起|后)?，?|(?:是的?|对|[修建装铺通打换]?[好完成]了)，(?=[^，。；]{6}))"
)
_LONGEST_BEFORE = 40
# These are told with the whole sentence before them.
_WHOLE_BEFORE = (
    _FELL,
    _INTO,
    _WORST,
    _FENCED,
    _OF_THE_REST,
    _THIS_MUCH,
    _TWO_VILLAGES,
    _BESIDE_LAST,
    _LUCKILY,
    _WHAT_OF,
)
_NOUN = ("n", "vn", "an", "l", "j")
# Of things, places and people.
_NAMES = ("n", "s", "j", "l")
_WHAT = 8


def leans(text: str) -> bool:
    """Whether a sentence does not say what it is about, or of how much or of whom it goes on to tell.

    Example:
        >>> [leans(text) for text in ("今年种了900亩", "二期800吨没有动工", "今年种了900亩洋芋", "二期厂房已建成")]
        [True, True, False, False]
        >>> [leans(text) for text in ("没动的里头最险的是老窑", "8月清淤了这3.6公里", "渠3.6公里，8月把这3.6公里清了")]
        [True, True, False]
    """
    if (much := _THIS_MUCH.match(text)) and (
        much["much"] in text[: much.start("much") - 1] or (_names(much["ahead"]) and not _TWO_VILLAGES.match(text))
    ):
        return False
    return any(pattern.match(text) for pattern in (_STAGE, _DEED, _MORE, _HOUSED, *_WHOLE_BEFORE))


def _names(text: str) -> bool:
    """Whether a text names anything: 张家、李家 before 这2户, 东沟到西沟 before 这2公里; not the deed of 清淤了."""
    words = tag_words(text)
    # 清淤|了: whatever the tagger takes it for, it is done.
    done = 2 if text.endswith("了") else 0
    return any(pos.startswith(_NAMES) for _, pos in words[: len(words) - done])


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
    if any(pattern.match(text) for pattern in _WHOLE_BEFORE):
        whole = _SINCE.sub("", before.rstrip("。；"))
        return f"{whole}，{text}" if 0 < len(whole) <= _LONGEST_BEFORE else ""
    if (more := _MORE.match(text)) is not None:
        return _counted_alike(before, more["unit"], text)
    deed = _DEED.match(text)
    # 种洋芋 before 种了900亩: the same is done to the same thing.
    if deed is None:
        return ""
    what = _noun_at_head(before.partition(deed["verb"])[2])
    return what + text if what else _counted_alike(before, deed["unit"], text)


def _counted_alike(before: str, unit: str, text: str) -> str:
    """The text with what is counted alike before it: 老窑一百四十七孔 before 箍了九孔; empty where nothing is."""
    alike = re.search(rf"(?P<what>[\u4e00-\u9fff]{{2,8}}?)\s*{_NUMBER}\s*{re.escape(unit)}", before)
    what = _noun_at_end(alike["what"]) if alike else ""
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


def amount_alone(text: str) -> bool:
    """Whether a text tells an amount first, and not of what: a heading or a question above it did.

    Example:
        >>> amount_alone("7件，都调解了"), amount_alone("389户全部通水")
        (True, False)
    """
    return bool(_ALONE.match(text))
