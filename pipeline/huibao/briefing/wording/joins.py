"""Whether a sentence reads on after a village's name: 石桥村 + 新建大棚12座, but not 枫香村 + 中药材，黄柏…."""

from __future__ import annotations

import re

from huibao.indicators.lexicon.classes import class_of
from huibao.segment.words import tag_words

_BREAK = re.compile(r"[，。；：]")
# jieba's parts of speech that can carry a clause: verbs, adjectives, idioms, numerals with their measure.
# Classes of what is lost or broken and of what is bad.
_BAD = frozenset({"v7", "a2"})
_PREDICATES = ("v", "a", "z", "m", "i", "l")
_LONG_SUBJECT = 8
_LONGEST_LABEL = 5
# Verbs that need the village to be their object or that lean on what was said before.
_LEANING = re.compile(r"^(?:得|算|像|似|属|系(?![统列])|即|指|叫|名叫|是因为|是由于|缘于|源于)")
# Words that the tagger takes for verbs: who does it, or when; and a verb of one character, before which 将 is 把.
_NO_DEED = re.compile(r"^.$|[长员者人]$|^每|^初到|^会计$")
# Deeds that the tagger takes for nouns or names, and words before a deed.
_DEED = re.compile(
    r"选派|新[建增购栽修]|联系(?!点|人)|会同|落实(?![不得到])|重新|主动|办[下好齐]|争取|严[格查肃]|进一步|加快|着力|切实|认真|逐[户家条一]|全面|持续|深入|再(?!生|就业)"
    r"|发展(?=[^，；]*\d)|签订|订立|推广|轮训|集中"
)
# What a subject told before can go on with; 脱贫 and 联系 may be nouns (脱贫劳动力139人, 联系记录每条…).
_GOES_ON = re.compile(
    r"新[建修增]|建[成立议]|恳请|请求?|希望|完成|实施|组织(?!生活)|开展|落实|发放|安装|修[建复订]|改造(?!后)|铺设|更换|协[助调]|推[行进广]|举办"
    r"|成立|引进|设立|制定|持续|坚持|严格|妥善|创建|选派|督促|争取|拆[除掉]|对接|主动|添置|清[运理]|评选|签订"
    r"|加[大快]|增设|硬化|购[置买]|兑现|办理"
)
# 冷库容量太小: a predicate, whatever its words are taken for (太小 for a name).
_DEGREE = re.compile(r"[太很偏](?!平|阳|湖|极)[\u4e00-\u9fff]$")
# With, to or by whom: 对79名党员开展轮训; but 到2026年 tells when.
_TOWARDS = re.compile(r"[对把用在以向与跟为](?!了)|到(?!\d|[年月]|位|时|[明后今]年)")
_BODY = re.compile(r"[队组会站点班所室社]|小组|队伍|专班")
# A clause that waits for another one: 由于缺冷库，…; 不仅修了路，….
_WAITING = re.compile(
    r"^(?:由于|因|为|虽|尽管|如果|若|要是|只要|只有|除|随着|当|对|针对|围绕|通过|按照?|根据|依托|结合|以|自|从|既|不仅|不但"
    r"|一边|一方面|与其|宁可|哪怕|即使|无论|不管|遇|一到|每当|经|承蒙|看见|借(?![到款给了])|在[^，]*(?:支持|帮助|指导|带动)$)"
    r"|若能|如能|要是|虽[然说]|通过[^，]*(?:方式|办法|形式|途径|渠道)$|(?:时|后|前|以来|期间|中|下|方面|的话|说|讲|认为|觉得|心里想|多少|什么|怎么|哪[里个些]|谁|之[势力机])$"
    r"|^这个?[^，]*叫|^(?P<noun>[\u4e00-\u9fff]{1,4})是(?P=noun)了$"
)
# 治理上，…; 产业方面，…: what a sentence is about.
_TOPIC_HEAD = re.compile(r"[\u4e00-\u9fff]{2,6}(?:(?<![以马])上|方面)，(?=[\u4e00-\u9fff\d])")
# 天旱，洋芋只种下去860亩: why, and no label.
_WEATHER = re.compile(
    r"(?:[今去]年|入[春夏秋冬]以来|[春夏秋冬][季天]?)?(?:连续|持续|遇上?|赶上|一直|接连)?"
    r"(?:天气?(?:大?旱|冷|热)|干旱|大旱|雨水?[多少大]|少雨|多雨|雪大|霜冻|高温|低温|连?阴雨|寒潮|台风|洪水|倒春寒)，(?=[\u4e00-\u9fff\d])"
)
# 7月柳家汊超警戒水位，: when, and what somebody or something else did.
_HAPPENED = re.compile(
    r"(?:[今去]年)?(?:\d{1,2}月(?:\d{1,2}日|份|[上中下]旬|[底初])?|[入今]?[春夏秋冬汛][季天期]?|汛期|[上下]半年)(?P<told>[^，；：\d]{4,16})，"
)
_OF_VILLAGE = re.compile("村|党员|干部|群众|支部|两委|村民|社员|集体|合作社")
# 边上采石场放炮: where, whatever its words are taken for.
_BESIDE = re.compile(r"^(?:村[东西南北边旁头口后前]|后山|山[上下]|边上|旁边|附近)[^，]{4,}")
# A clause about whoever: no village could be its subject.
_OWN_SUBJECT = re.compile(r"^(?:大家|人们|谁|有人|人家|别人|自己|客人|游客|客商|老板|收购商)")


def place_of_name(text: str) -> int:
    """Where in a text its village's name goes: behind a topic, and behind what happened to the village at a time.

    Example:
        >>> text = "7月河水超警戒水位，组织党员上堤"
        >>> text[place_of_name(text):], place_of_name("7月新建大棚12座，组织党员上堤")
        ('组织党员上堤', 0)
    """
    topic = _TOPIC_HEAD.match(text) or _WEATHER.match(text)
    if topic is not None:
        return topic.end()
    happened = _HAPPENED.match(text)
    # 7月组织党员上堤，…: the village did that as well.
    if happened is None or not carries_on(text[happened.end() :]):
        return 0
    first = tag_words(happened["told"])
    own_subject = len(first) > 1 and first[0][1].startswith(("n", "s")) and not _OF_VILLAGE.match(happened["told"])
    return happened.end() if own_subject and any(pos.startswith("v") for _, pos in first[1:]) else 0


def follows_a_name(text: str) -> bool:
    """Whether the text can follow a village's name without leading the reader astray.

    Its first clause must have something to say: a noun alone before a comma (中药材，黄柏…) would turn
    the village's name into an attribute, and 得, 像, 系 lean on words that are gone.

    Example:
        >>> told = "冷库容量太小，桃子贱卖", "销路单一，主要靠一家", "中药材，黄柏、厚朴共2100亩"
        >>> [follows_a_name(text) for text in told]
        [True, True, False]
    """
    if _LEANING.match(text) or _OWN_SUBJECT.match(text):
        return False
    first = _BREAK.split(text, maxsplit=1)[0]
    return len(first) >= _LONG_SUBJECT or _asserts(first) or first == text or bool(_BESIDE.match(first))


def is_label(clause: str) -> bool:
    """Whether a clause only names what follows: 中药材, 看田, 仓储断点; 怎么没的 asks, and the answer needs it."""
    return (
        len(clause) <= _LONGEST_LABEL
        and not clause.startswith(("怎么", "为什么"))
        and not any(pos.startswith(_PREDICATES) for word, pos in tag_words(clause) if len(word) > 1 or pos == "m")
    )


def starts_with_verb(text: str) -> bool:
    """Whether the text begins with what is done, not with who, when or what: 将 may stand before it.

    Example:
        >>> [starts_with_verb(text) for text in ("组织党员学习", "互助队接到老人电话", "组长每周到一次")]
        [True, False, False]
    """
    words = tag_words(_BREAK.split(text, maxsplit=1)[0])
    if not words or not words[0][1].startswith("v") or words[0][1].startswith("vn") or _NO_DEED.search(words[0][0]):
        return False
    if len(words) == 1:
        return True
    # 互助|队, 避雨|棚: a verb of two characters takes no object of one; the tagger cut a name in two.
    (verb, _), (next_word, pos) = words[:2]
    named = len(verb) == 2 and len(next_word) == 1 and pos.startswith("n")
    return not named and not _BODY.fullmatch(next_word)


def may_follow_will(text: str) -> bool:
    """Whether 将 may stand before the text: it begins with what is done, or with whom it is done to or with.

    Example:
        >>> [may_follow_will(text) for text in ("选派2名青年学电焊", "对79名党员开展轮训", "对7户监测户，网格员上门")]
        [True, True, False]
    """
    towards = _TOWARDS.match(text)
    if _DEED.match(text) or (starts_with_verb(text) and not text.startswith("到")):
        return True
    words = tag_words(_BREAK.split(text, maxsplit=1)[0])
    return bool(towards) and any(pos.startswith("v") and len(word) > 1 for word, pos in words[1:])


def carries_on(text: str) -> bool:
    """Whether a subject told before another clause carries this one as well: …，还新建大棚12座.

    Example:
        >>> carries_on("新建大棚12座"), carries_on("脱贫劳动力139人，务工117人")
        (True, False)
    """
    return bool(_GOES_ON.match(text))


def stops_whole(text: str) -> bool:
    """Whether a text of which the end is gone still tells something.

    镇里发的通知, 下地的310个人里头: what such a clause is about would be told by the next one; and what a colon
    announces must not stop half-way.

    Example:
        >>> [stops_whole(text) for text in ("修好了通往茶园的3公里路", "真正下地的310个人里头", "由于没有冷库")]
        [True, False, False]
    """
    last = text.rpartition("，")[2]
    told = tag_words(last if starts_with_verb(last) else last.rpartition("的")[2])
    # 镇里发的|通知: a word alone behind 的 is a noun there, whatever it is elsewhere.
    named = last.endswith("的") or ("的" in last and len(told) == 1)
    if "：" in text or named or _WAITING.search(last):
        return False
    return any(pos.startswith(_PREDICATES) and pos != "m" for _, pos in told)


def _asserts(clause: str) -> bool:
    words = tag_words(clause)
    # 销路单一, 校舍漏雨: what is bad says something of the noun before it, whatever part of speech it is taken for.
    said = len(words) > 1 and class_of(words[-1][0]) in _BAD
    return bool(_DEGREE.search(clause)) or said or any(pos.startswith(_PREDICATES) for _, pos in words)
