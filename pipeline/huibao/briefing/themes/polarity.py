"""Whether a sentence tells of something that went well or of something that is wrong, by its words alone.

A tagger's label says what a sentence is about and now and then mistakes praise for a problem, or damage for a deed.
The words of some leave no doubt which it is (没有发生大的病害; 爆管两次，停水41小时); those of most say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from huibao.briefing.themes.undone import without_undone
from huibao.briefing.wording.phrases import phrases
from huibao.briefing.wording.style import arabic
from huibao.resources import read_cues
from huibao.taxonomy import Role, Taxonomy

Polarity = Literal["sound", "lacking", ""]
# 收入5.2万元，去年同期5.9万元: what the same time of another year brought, told behind what this one did.
_AMOUNT = r"(\d+(?:\.\d+)?)(亿|万)?余?多?"
_COMPARED = re.compile(
    r"(?:收入|产值|产量|单产|亩产|销[售量]|卖|利润|出栏|客流|游客)[^。；\d]{0,8}"
    + _AMOUNT
    + r"(元|公?斤|吨|头|只|箱|人次)[^。；\d]{0,3}"
    + r"(?:去年|上年|前年)(?:同期|同季|同月|的?这个?季度?|这时候|这个时候|此时)[^。；\d多增高涨少减低降]{0,4}"
    + _AMOUNT
    + r"\3"
)
# 洋芋只种下去860亩，去年是1200亩: a word says that it is little; of what happens now and then (3起) less may be better.
_ONLY = re.compile(
    r"(?:^|[，；：。])[^，；：。\d]*(?:只|仅|才)(?:有|是)?[^，。；\d]{0,5}(?P<now>\d+(?:\.\d+)?)(?P<scale>[亿万]?)余?多?"
    r"(?P<unit>(?![起件次回例宗])[\u4e00-\u9fff]{1,2}?)[^。；\d]{0,3}(?:去年|上年|前年)(?:同期|同季|同月)?[^，。；\d多增高涨少减低降全]{0,4}"
    r"(?P<then>\d+(?:\.\d+)?)(?P<scale_then>[亿万]?)余?多?(?P=unit)"
)
_ONLY_SO_MUCH = re.compile("[只仅才]有?")
# 茶园只有470亩，收鲜叶1.8万公斤: how large what bore so much is.
_SMALL = re.compile(
    r"[园田地棚塘积](?:也|就)?[只仅]有\d+(?:\.\d+)?[余多]?亩(?=，[^。；]*(?:收|产|卖|销|到手|挣)[^，。；\d]{0,6}\d)"
)
# 集体收入6.5万，去年6.9万，还少了; 投资30万元，只做了基础，停工: whatever was put right before.
_WORSE = re.compile(
    r"(?:收入|产值|产量|销量|利润|租金)[^。；]*(?:去年|上年)[^，。；]{0,10}，(?:反而|反倒|还|倒)少了|，(?:就|又|便)?(?:停工|烂尾)(?:了|至今)?[。；]?$"
)
# 去年同期只有97万元: what last year was is neither good nor bad now.
_BASELINE = re.compile(
    r"(?:去年|上年|前年)(?:同期|同季|同月|全年)?(?:[\u4e00-\u9fff]{1,4}?(?=[只仅才]))?(?:只|仅|才|还|就)?[有是为]?"
    + _AMOUNT
    + r"[\u4e00-\u9fff]{1,2}(?=[，。；、]|$)"
)
# 火警只有1起: few of what nobody wants.
_FEW = re.compile(r"(?P<what>[^，。；：\d]{2})(?:一?共)?(?:只|仅)有?\d+[^，。；]*")
# Tells of less at the end of a sentence, where no word for a lack does.
_FALLEN = re.compile("减少|下降|下滑|回落|下跌|损坏")
_SCALES = {"亿": 10_000, "万": 1}
# Characters that still tell something.
_LEAST_LEFT = 7
_UNDONE = re.compile(r"未(?=[\u4e00-\u9fff])")
_ROLES: dict[str, Role] = {"sound": "done", "lacking": "lacking"}


@dataclass(frozen=True, slots=True)
class _Cues:
    """Compiled expressions of ``corpus/lexicon/polarity.toml``."""

    averted: re.Pattern[str]
    unwelcome: re.Pattern[str]
    sound: re.Pattern[str]
    lost: re.Pattern[str]
    spoilt: re.Pattern[str]
    mended: re.Pattern[str]
    remainder: re.Pattern[str]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    return _Cues(**read_cues("polarity.toml"))


@lru_cache(maxsize=8192)
def polarity(text: str) -> Polarity:
    """What the words say; empty where they leave a doubt.

    Args:
        text: normalised sentence.

    Example:
        >>> [polarity(text) for text in ("鱼塘总体平稳，没有发生大的病害", "过江管年久失修，爆管两次", "新建大棚12座")]
        ['sound', 'lacking', '']
        >>> polarity("集体前三季度收入五万二千元，去年同期五万九千元"), polarity("虾卖得多，收入反而少了一百六十多万元")
        ('lacking', 'lacking')
        >>> polarity("分拣车间投产，电商销售186万元，去年同期只有97万元"), polarity("台风过境没有人员伤亡，损失不大")
        ('', 'sound')
        >>> polarity("茶园只有470亩，收鲜叶1.8万公斤"), polarity("茶园只有470亩，一半荒了")
        ('', 'lacking')
    """
    known = _cues()
    text = arabic(text)
    if known.spoilt.search(text):
        return "lacking"
    text = _no_less(text)
    if (fell(text) or _WORSE.search(text)) and not known.sound.search(text):
        return "lacking"
    text = _SMALL.sub(lambda size: _ONLY_SO_MUCH.sub("", size[0]), _BASELINE.sub("", text))
    rest = known.averted.sub("", text)
    rest = _FEW.sub(lambda match: match[0] if not known.unwelcome.search(match["what"]) else "", rest)
    if (rest != text or known.sound.search(rest)) and not phrases().lacks.search(rest) and not known.lost.search(rest):
        return "sound"
    if known.lost.search(rest) and not known.mended.search(rest) and not known.sound.search(rest):
        return "lacking"
    return ""


def _no_less(text: str) -> str:
    """收入只有7.2万元，去年同期6.8万元 without 只有: whoever writes so, it has grown."""
    compared = [match for match in _COMPARED.finditer(text) if "只" in match[0] or "仅" in match[0]]
    for match in compared:
        now, scale, _, then, scale_then = match.groups()
        if float(now) * _SCALES.get(scale, 0.0001) >= float(then) * _SCALES.get(scale_then, 0.0001):
            text = text.replace(match[0], _ONLY_SO_MUCH.sub("", match[0]))
    return text


def fell(text: str) -> bool:
    """Whether an income or a yield is told with that of the same time before, which was more.

    So is anything else that was only so much (只种下去860亩，去年是1200亩) and is not better the less there is of it.

    Args:
        text: with its numerals in Arabic digits.

    Example:
        >>> fell("今年卖了3.2万斤，去年同期4万斤"), fell("产值64.5万元，去年同期为51万元")
        (True, False)
        >>> fell("玉米只种了500亩，去年是800亩"), fell("纠纷只有5起，去年12起")
        (True, False)
    """
    pairs = [(now, scale, then, scale_then) for now, scale, _, then, scale_then in _COMPARED.findall(text)]
    for match in _ONLY.finditer(text):
        if not _cues().unwelcome.search(match[0]):
            pairs.append((match["now"], match["scale"], match["then"], match["scale_then"]))
    return any(
        float(now) * _SCALES.get(scale, 0.0001) < float(then) * _SCALES.get(scale_then, 0.0001)
        for now, scale, then, scale_then in pairs
    )


def hints_at_lack(text: str) -> bool:
    """Whether any word may tell of a lack; enough against an uncertain achievement, and too little to say so.

    Example:
        >>> hints_at_lack("路修好了，边沟没钱做"), hints_at_lack("全年没有发生火灾")
        (True, False)
    """
    return bool(phrases().lacks.search(_cues().averted.sub("", text)))


def sounds_lost(text: str) -> bool:
    """Whether a word tells of something wrong, though others may outweigh it: 排倒数，心里清楚.

    Example:
        >>> sounds_lost("收入156万元，在全镇排倒数，心里清楚"), sounds_lost("黄芪都是订单，10月才挖")
        (True, False)
    """
    return bool(_cues().lost.search(_cues().averted.sub("", text)))


def without_averted(text: str) -> str:
    """The text without what it says not to have happened.

    Example:
        >>> without_averted("羊棚掀了5座，没有人员伤亡")
        '羊棚掀了5座，'
    """
    return _cues().averted.sub("", text)


def put_right(text: str) -> bool:
    """Whether a word says that somebody has seen to it.

    Example:
        >>> put_right("水管断了，当天修好"), put_right("水管老断，十天有六天没水")
        (True, False)
    """
    return bool(_cues().mended.search(text))


def what_was_done(text: str) -> str:
    """A sentence about something done without what tells what was not; the whole where little would be left.

    Example:
        >>> what_was_done("自来水入户142户，未通21户"), what_was_done("新装路灯20盏，比去年多8盏")
        ('自来水入户142户', '新装路灯20盏，比去年多8盏')
        >>> what_was_done("没有发展党员，培养积极分子3名"), what_was_done("装路灯20盏，亮的13盏，7盏不亮")
        ('培养积极分子3名', '装路灯20盏，亮的13盏')
    """
    text = without_undone(text)
    end = _cues().remainder.search(text)
    if end is None or end.start() < _LEAST_LEFT or not (_FALLEN.search(end[0]) or hints_at_lack(end[0])):
        return text
    # 建成未通电，尚未运行: what would be left tells of a lack itself, and must not tell less of it.
    return text if _UNDONE.search(text[: end.start()].rpartition("，")[2]) else text[: end.start()]


def label_told(labels: Sequence[str], scores: Mapping[str, float], said: Polarity, taxonomy: Taxonomy) -> str:
    """The label under which a draft tells a sentence: the strongest, unless its words say good for bad or bad for good.

    Then it is the sentence's next label of the role that they speak of, and without one the most probable of that role.

    Args:
        labels: as tagged, strongest first.
        scores: of all labels; empty where a person has tagged the sentence.
        said: what its words say.
        taxonomy: roles of the labels.
    """
    if not contradicts(labels[0], said, taxonomy):
        return labels[0]
    fitting = [label.key for label in taxonomy.with_role(_ROLES[said])]
    told = [key for key in labels if key in fitting]
    return (
        told[0] if told else max((key for key in fitting if key in scores), key=scores.__getitem__, default=labels[0])
    )


def contradicts(label: str, said: Polarity, taxonomy: Taxonomy) -> bool:
    """Whether a label takes what went well for a lack, or what is wrong for something done."""
    role = taxonomy[label].role
    return bool(said) and role in _ROLES.values() and role != _ROLES[said]
