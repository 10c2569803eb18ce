"""Where in its list, diary or minutes a sentence stood: what a briefing leaves at its head would count nothing there.

存02，三本台账并成了一本 → 三本台账并成了一本; 6月28日：会开了半天 → 6月28日，会开了半天; 先说羊，黑山羊2300只 →
黑山羊2300只; 教育：发放补助11人 → 教育方面，发放补助11人.
"""

from __future__ import annotations

import re

from huibao.briefing.wording.phrases import phrases
from huibao.indicators.lexicon.classes import class_of
from huibao.ingest.author import starts_with_surname
from huibao.segment.words import tag_words

_MARKS = "，、：；。 "
_LEAST_REST = 4
_HAN = "[\u4e00-\u9fff]"
# 6月28日：, a diary's day; a mere 28日， says of no month.
_DATED = re.compile(r"(\d{1,2}月\d{1,2}[日号])：")
# 第1栏“就业帮扶”：完成118人: the field's name says of what.
_FIELD = re.compile(r"第(?:\d{1,3}|[一二三四五六七八九十]{1,3})[栏格列]“([^”]{2,12})”：")
_FIGURES = re.compile(rf"{_HAN}{{0,4}}\d")
# 断点④：组织断点，合作社没有会计: the kind is told again.
_KIND_AGAIN = re.compile(rf"(?P<kind>{_HAN}{{2}})(?:[①-⑳]|[一二三四五六七八九十]{{1,2}})：{_HAN}{{2}}(?P=kind)，")
# 再说外出务工，登记的有196人; 先说羊，黑山羊2300只 names it again.
_SPOKEN_TOPIC = re.compile(
    rf"(?:再|先|接着)[说讲](?:一?[说讲下])?(?P<topic>(?:(?![几个的]){_HAN}){{1,6}})，(?={_HAN}|\d)"
)
# 第二是信号，全村只有村委会门口有两格: of what.
_LISTED_TOPIC = re.compile(rf"第?[一二三四五六]是(?P<topic>{_HAN}{{2,4}})，(?!.*[，；][二三]是)")
_AT_ONCE = re.compile(r"\d|[今去]年|已|目前")
_SOON = 14
# 树：, 教育：, 电网消纳：
_LABEL = re.compile(rf"(?P<label>{_HAN}{{2,6}})：(?={_HAN}|\d|“)")
_TOPIC = re.compile(rf"{_HAN}{{2,6}}")
_NOMINAL = re.compile("n(?!r)|v|an|j|l|b|ad")
# 未办：…, 半办：… goes only where what follows says so itself.
_UNDONE = re.compile("[未半]办：")
# Classes of corpus/lexicon/classes.tsv: what is no topic (短板, 雨水, 父注), and deeds and how things are.
_NO_THING = frozenset({"Q", "N", "x", "f", "q", "?", "#"})
_OF_DEEDS = "vVaXx?"
# 陆望舒：, 梁阿新（会计）：, 许老大：
_SPEAKER = re.compile(rf"(?P<name>{_HAN}{{2,4}})(?P<who>（[^（）\d]{{1,8}}）)?：")
# 其木格：再一个，…: who goes on talking is somebody.
_TALKS = re.compile("再一个|再就是|我(?![们村镇乡县社屯寨国省市区])")
_WHO = re.compile("[组长员队医师]|主任|书记|会计|文书|社|代表|支书|户")
_ELDEST = re.compile(f"{_HAN}老[大二三四五]|[老小]{_HAN}")
# 酒酿出来了，出来了，头一批…: said twice.
_TWICE = re.compile(r"(?P<said>[^，。；：\d]{3,8})[啊呀]?，(?P=said)[啊呀]?(?=，)")


def without_entry(text: str) -> str:
    """The text without the code, the item's word or the day at its head, and without who says it.

    Example:
        >>> [without_entry(text) for text in ("存02，两家按了手印", "第二味，腊肉月底前装袋", "26日，补助发到卡上")]
        ['两家按了手印', '腊肉月底前装袋', '补助发到卡上']
        >>> without_entry("6月28日：班子意见不齐"), without_entry("陆望舒：务工台账302人")
        ('6月28日，班子意见不齐', '务工台账302人')
    """
    text = _DATED.sub(r"\1，", text) if _DATED.match(text) else text
    if field := _FIELD.match(text):
        rest = text[field.end() :]
        return f"{field[1]}{rest}" if _FIGURES.match(rest) else rest
    entry = _KIND_AGAIN.match(text) or phrases().entries.match(text)
    if entry is None and (undone := _UNDONE.match(text)) and phrases().lacks.search(text, undone.end()):
        entry = undone
    if entry is None and (speaker := _SPEAKER.match(text)) and _speaks(speaker, text):
        entry = speaker
    rest = text[entry.end() :].lstrip(_MARKS) if entry else ""
    return rest if len(rest) >= _LEAST_REST else text


def _speaks(speaker: re.Match[str], text: str) -> bool:
    """Whether a name stands before a colon, and no thing: 闵光云：, but 高山茶：3000亩."""
    name, who = speaker["name"], speaker["who"]
    if who:
        return starts_with_surname(name) and bool(_WHO.search(who))
    if _TALKS.match(text, speaker.end()):
        return True
    words = tag_words(name)
    tags = [pos for _, pos in words]
    if tags in (["nr"], ["nr", "nr"]):
        return True
    if len(name) != 3 or not starts_with_surname(name) or text[speaker.end() :][:1].isdigit():
        return False
    return bool(_ELDEST.fullmatch(name)) or (len(words) == 2 and (tags[0] == "nr" or len(words[0][0]) == 1))


def with_topic(text: str) -> str:
    """The text without what talk leads in with, and said once.

    Example:
        >>> with_topic("先说羊，黑山羊有2300只"), with_topic("再说外出务工，登记的有196人")
        ('黑山羊有2300只', '外出务工方面，登记的有196人')
        >>> with_topic("酒酿出来了，出来了，装了420瓶")
        '酒酿出来了，装了420瓶'
    """
    text = _TWICE.sub(r"\g<said>", text)
    spoken = _SPOKEN_TOPIC.match(text)
    if spoken is None:
        return text
    topic, rest = spoken["topic"], text[spoken.end() :]
    if len(topic) == 1 or topic[-1] in rest[:_SOON]:
        return rest
    return topic + rest if _AT_ONCE.match(rest) else f"{topic}方面，{rest}"


def with_listed_topic(text: str) -> str:
    """The text of a list's item with what the item is about set off, where no thing is named: 第二是信号，….

    Example:
        >>> with_listed_topic("第二是信号，全村只有村委会门口有两格"), with_listed_topic("三是修渠，要打3口井")
        ('信号方面，全村只有村委会门口有两格', '三是修渠，要打3口井')
    """
    listed = _LISTED_TOPIC.match(text)
    if (
        listed is None
        or len(tag_words(listed["topic"])) > 1
        or not is_topic(listed["topic"])
        or is_topic(listed["topic"], thing=True)
    ):
        return text
    return f"{listed['topic']}方面，{text[listed.end() :]}"


def set_off(text: str) -> str:
    """The text with what it is about before a comma, not before a form's colon.

    Example:
        >>> set_off("教育：发放补助11人"), set_off("请农服中心：派一名技术员")
        ('教育方面，发放补助11人', '请农服中心：派一名技术员')
    """
    label = _LABEL.match(text)
    return f"{label['label']}方面，{text[label.end() :]}" if label and is_topic(label["label"]) else text


def is_topic(label: str, *, thing: bool = False) -> bool:
    """Whether a label says what something is about, and not who tells it, what is done or how a form goes on.

    Args:
        label: before a colon or comma.
        thing: only a thing will do: 电费，参照邻村办法; 教室漏雨，三只盆接不住 tells something itself.

    Example:
        >>> [is_topic(label) for label in ("饮水安全", "支书", "定规矩", "根子")]
        [True, False, False, False]
        >>> is_topic("电费", thing=True), is_topic("教室漏雨", thing=True)
        (True, False)
    """
    if not _TOPIC.fullmatch(label) or phrases().no_topics.match(label):
        return False
    words = tag_words(label)
    classes = [class_of(word) for word, _ in words]
    # 定规矩：, 争取资金：…: what is done, and no topic.
    deed = words[0][1] == "v" and (len(words[0][0]) == 1 or any(pos == "n" for _, pos in words[1:]))
    # 支书好人, 水管员老牛
    somebody = len(words) > 1 and classes[0] == "P" and classes[-1] in "PA"
    if deed or somebody or classes[-1] in _NO_THING or "Y" in classes:
        return False
    if not all(_NOMINAL.match(pos) for _, pos in words):
        return False
    return not (thing and any(kind[0] in _OF_DEEDS for kind in classes))
