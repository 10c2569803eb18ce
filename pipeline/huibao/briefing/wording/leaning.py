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
# 7件，都是用水的; 4200米，主管1500米; 上半年81600元，…: an amount, and not of what; nor where.
_ALONE = re.compile(
    rf"^(?:{_TIME}|[上下]半年)(?:合起来|一?共|共计|合计|大约|约|近)?"
    r"\d[\d.]*[万亿千百]?[多余]?(?:平方米|立方米|公里|公斤|人次|万?元|[亩吨斤米棵株箱头只盏件起宗场次人名户个座口套台])(?=[，；。]|$)"
    # 收的饭钱只够六成, 每人收5元: where?
    r"|^(?:收的|每[人餐户]|日均|人均)(?![^，。；]*(?:食堂|灶))"
)
# 剩13户, 缺180万; 比去年少了19人; 主要靠租金; 头一个是架子: what follows was told of something before.
# 全年目标450万元, 1—9月累计342.6万元: the row above says of what.
_REST = re.compile(
    r"^(?:全年|年度|[今本]年|本?季度?|[\d—~-]+月|[上下]半年|前?[一二三四]季度)*(?:累计|合计|总计|目标|任务|计划|完成|预期|指标)+[为是：]?[约近]?\d"
    r"|^(?:还|仍|只|尚)?(?:剩|差|缺|欠)(?:下|了|着)?[约近]?\d[\d.]*[\u4e00-\u9fff]"
    r"|^(?:较|比|同比|环比)(?:[去前上]年|[上年][季初]|往年|同期|[增减下上])"
    r"|^(?:一?多半|主要)(?![^，；。]*的)(?:是|靠|用于|来自|走的?|卖|在(?!于)|因为|由于|[去到]了)"
    r"|^(?:头一[个件条]|第[一二三四五]个|另一[个件条]|最[大难后]的一?[个件条])(?:就?是)"
)
# 监测户8户21人。当年新增3户9人
_MORE = re.compile(rf"^(?:{_TIME}|当年)(?:新增|消除){_NUMBER}(?P<unit>户)")
# 催了四次, 收是收回来了, 登记了12件, 原来定的是15万, 今年收了12万: done to what, or of what, was told before.
_WHAT_OF = re.compile(
    rf"^{_TIME}(?:又|也|都|已经?|先后)*(?:[催找问提报打]|反映|报告|汇报|上报)[了过](?:好?几|{_NUMBER})[次回遍趟年](?:[^，。；]{{0,3}}电话)?(?=[，。；]|$)"
    r"|^(?P<same>[\u4e00-\u9fff])是(?P=same)[\u4e00-\u9fff]{0,3}了，"
    rf"|^{_TIME}(?:(?:登记|受理)了?{_NUMBER}[件起宗]|(?:收|进账)了?[约近]?{_NUMBER}万多?元?(?:[，。；]|$|出头|左右))"
    rf"|^(?:{_TIME}|当年)(?:新增|消除){_NUMBER}户"
    rf"|^{_TIME}(?:原来|原先|年初|当初)?(?:我|支书|主任|书记)?(?:原来|原先|当初)?定的(?:目标|任务|数|是)"
    rf"|^(?:{_TIME}|当年|年底前?|全年)的?(?:我们)?(?:打算|计划|争取|想|任务|目标|力争|要)+是?(?:做到|达到|摸到|实现|搞到|完成)?[约近]?\d[\d.]*万?元?(?:[，。；]|$|以上|左右)"
    r"|^合计[本上一二三四前]*(?:季度?|半年|年)"
    r"|^(?:[\u4e00-\u9fff]{1,2}(?:掉|坏|倒)了?的)?\d+[座间户眼个盏口台](?:里|当中|之中)"
    r"|^[\u4e00-\u9fff]{1,2}[掉坏倒]的\d+[座间户眼个盏口台]里"
    r"|^[坏好剩][的下]+(?:都|就|大多|主要)?在"
    r"|^除了[^，；]{1,12}，(?:就)?(?:没有?|别无)(?:第二|别的|其他|另外)"
    r"|^(?:当时|那时|那天|那会儿?)(?![^，]*(?:以来|的))"
    r"|^虽然?[^，]{0,2}[种养栽]得[^，]{1,3}，"
    # 再不解决就要到县里去: what? 合作社10月前贴出来: what?
    r"|^(?:群众|村民|大家)?(?:都)?说?再不(?:解决|处理|修|管)"
    r"|^(?![^，；]*(?:把|将|[账表册单据费款料案牌图]))[^，；]{2,14}(?:贴|交|报|拿|写)(?:出来|上来)(?=[，。；]|$)"
    r"|^(?:修理|维修|改造|更换)?(?:报价|估价|造价|预算)\d"
    r"|^按(?:照)?(?:现在|目前|市场)的?价"
    r"|^(?:行情|价格?|销路|收成|效益|销量)(?:[差低跌好]|不好|不行|一般)[，。]"
    rf"|^{_TIME}(?:\d[\d.]*|[一二三四五六七八九两])块[一二三四五六七八九\d]*(?:[，、]?[一二三四五六七八九两\d.]+块[一二三四五六七八九\d]*)*(?:都|也)?没人"
)
# 村东废砖窑坑，四边没有栏。8月14日一个孩子掉下去: into what the sentence before it tells, and as a whole.
_FELL = re.compile(
    r"^(?![^，。；]*[从在往向进][^，。；]{2,}掉)[^。；]*[人孩童娃孙][子娃]?(?:（[^）]*）)?[^，。；]{0,4}掉(?:下去|进去)了?(?=[，。；]|$)"
)
# 烟囱裂了。有孩子放学了爱钻进去耍: into what?
_INTO = re.compile(r"^有?(?:孩子|娃娃?|学生)们?[^，。；]{0,8}[钻爬翻跑闯](?:进|上|过)去")
# 查出房屋裂缝的27户。其中3号楼最重: the worst of what the sentence before it counts.
_WORST = re.compile(r"^其中[^，。；]{1,8}最[重险大差严]")
# 现在人住在村委会, 已在大喇叭上连讲三天, 有十几户干脆不套了, 春上墒情好，苗齐: who, what, of what?
_WHO = re.compile(
    r"^(?:现在|目前|如今)?(?:人|他|她)(?:住|搬|安置)(?:在|到|进|去)"
    r"|^(?:已经?|先后)?在(?:大?喇叭|广播|微信群|群里|会)上?(?:连着?|又|反复)?(?:讲|喊|说|播)了?[\d一二两三四五六七八九十]+[天遍次回](?=[，；]|$)"
    rf"|^有(?:几|十几|好几|{_NUMBER})[户家人个](?:干脆|索性|就|也|都)*不[\u4e00-\u9fff]了(?=[，；]|$)"
    r"|^(?![^。]*(?:[房屋窑棚厂校库洞井店院楼]|车间|工坊|教室))[^。]*?(?:人|孩子|学生|老人)在(?:里面|里头|那里|那儿)"
    r"|^(?:[今去]年)?(?:[春夏秋冬][上天季里])?墒情[^，。；]{1,4}，苗[齐全壮]"
    r"|^(?:[^，。；]{1,8}，)?又?(?:碰到|遇到|遇上|碰上)了?(?:另|又)一个(?:难处|难题|问题|困难|麻烦)(?=[，：:]|$)"
)
# 路边塌了个坑。拿铁丝围了，插了牌子: around what?
_FENCED = re.compile(r"^(?:已经?|先|暂时)*[拿用][^，。；]{1,6}(?:围|拦|挡|盖|堵|封)(?:了|住|起来)")
_LONGEST_BEFORE = 40
# These are told with the whole sentence before them.
_WHOLE_BEFORE = (_FELL, _INTO, _WORST, _FENCED)
_NOUN = ("n", "vn", "an", "l", "j")
_WHAT = 8


def leans(text: str) -> bool:
    """Whether a sentence does not say what it is about.

    Example:
        >>> [leans(text) for text in ("今年种了900亩", "二期800吨没有动工", "今年种了900亩洋芋", "二期厂房已建成")]
        [True, True, False, False]
    """
    return any(pattern.match(text) for pattern in (_STAGE, _DEED, _AMOUNT, _REST, _WHAT_OF, _WHO, *_WHOLE_BEFORE))


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
        whole = before.rstrip("。；")
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
