"""Messages of a chat as paragraphs, without the time and the sender at their head; who only asks gives headings.

An officer who copies a chat into a file hands in ``20:12 小韩：我村260户 户口851人``. Who asks in between
(镇办小陆：纠纷几件) reports nothing, but says what the answer is about, as a heading does. Minutes may only name
who speaks (小黎（文书）：户籍233户); the name is no part of what is told. A figure that its sender takes back (打错了，
是905亩) is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from huibao.schema import Paragraph

_DATE = r"(?:(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[ \t\u3000]*)?"
_TIME = rf"{_DATE}(?:凌晨|早上|上午|中午|下午|傍晚|晚上)?[ \t]*\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?"
_SENDER = r"(?P<sender>[^\s：:，。；！？\d][^\s：:，。；！？]{0,9})"
# [09:25] 医保1420人; 20:12 小韩：我村260户; (2025/4/2 20:12:05) …
_STAMPED = re.compile(
    rf"[\[【（(]?{_TIME}[\]】）)]?(?![-—~～至到\d])[ \t\u3000]*(?:{_SENDER}[：:][ \t\u3000]*)?"
    r"(?:\[语音(?:转文字)?\][ \t\u3000]*)?(?=\S)"
)
# 小韩 2025/4/2 20:12 on a line of its own, above what was written.
_HEAD_LINE = re.compile(rf"{_SENDER}[ \t\u3000]+[\[【（(]?{_TIME}[\]】）)]?")
_FEWEST = 4
# Share of the lines that are messages; of a diary's few times none would be.
_LEAST_SHARE = 0.5
# A heading, of the lowest level.
_ASKED = 9
# Whoever tells no figure, and nothing longer than this, reports nothing.
_LONGEST_QUESTION = 20
_FIGURE = re.compile(r"[\d一二两三四五六七八九十百]")
# 小黎（文书）：户籍233户; 水利员洪叔：…: who speaks, in minutes without times.
_SAID = re.compile(
    r"(?P<sender>[\u4e00-\u9fff]{2,8})(?:[（(](?P<office>[^（）()\d]{1,6})[）)])?[：:][ \t\u3000]*(?=\S)"
)
_SPEAKER = re.compile(
    r"(?:书记|主任|支书|会计|文书|主席|干部|村医|[组队社家理部站所镇乡]长|[委队学巡护水]员)"
    r"|[阿小老][\u4e00-\u9fff]$|[姐妹哥叔伯嫂爷婶婆妈公姨爹]$"
)
# Words that several lines of a report may begin with, and nobody's name; 五组长：我们组9家 says of whom it tells.
_NO_SPEAKER = re.compile(
    r"[问答记注甲乙]|(?:时间|地点|主持|记录|到会|列席|议定|决定|会议|备注|附件|说明|请求|问题|打算)|[一二三四五六七八九十]{1,2}组"
)
_FEWEST_SPEAKERS, _FEWEST_SAID = 3, 6
_QUESTION = re.compile(r"[^\d]{2,20}[？?]$")
# 打错了，是905亩; 上面说错了，不是1860，是1680; 对，那就7户: of what its sender wrote before.
_TAKES_BACK = re.compile(
    r"(?:[^，。；：\d]{0,6}(?:[打写说记报发输]错|更正|纠正)了?[^，。；：\d]{0,4}[，。：！]|(?:对|哦|嗯)?[，。]?(?:那就|应该)是?(?=\d))"
)
_COUNTED = re.compile(r"(?P<value>\d[\d.,]*)[ ]?(?P<unit>[\u4e00-\u9fff]?)")
# So many messages before it at most.
_NEAR = 3


def messages(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of a report; those of a chat without the heads of its messages.

    Args:
        text: of the report.
        paragraphs: of the text; returned as they are where it is no chat.

    Example:
        ``20:22 镇办小陆：纠纷几件`` is a heading 纠纷几件, ``20:22 小韩：6件`` a paragraph 6件.
    """
    said = [text[one.start : one.end] for one in paragraphs]
    heads = [_HEAD_LINE.fullmatch(words) for words in said]
    stamps = [None if head else _STAMPED.match(words) for head, words in zip(heads, said, strict=True)]
    sent = sum(map(bool, heads)) * 2 + sum(map(bool, stamps))
    if sent < _FEWEST or sent < _LEAST_SHARE * len(said):
        return _minutes(text, paragraphs)
    senders = Counter(found["sender"] for found in (*heads, *stamps) if found)
    written: list[tuple[str | None, Paragraph]] = []
    sender = None
    for paragraph, head, stamp in zip(paragraphs, heads, stamps, strict=True):
        if head:
            sender = head["sender"]
            continue
        start = paragraph.start
        if stamp:
            # 09:31 低保：20户 names no sender, but what is counted.
            named = stamp["sender"] if senders[stamp["sender"]] > 1 else None
            sender = named or (sender if any(heads) else None)
            start += stamp.end() if named or not stamp["sender"] else stamp.start("sender")
        written.append((sender, replace(paragraph, start=start)))
    written = _without_taken_back(text, written)
    reports = {sender for sender, one in written if not _asks(text[one.start : one.end])}
    return tuple(
        one if sender is None or sender in reports or not reports else replace(one, heading_level=_ASKED)
        for sender, one in written
    )


def _minutes(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs of minutes without who speaks, questions as headings; those of anything else as they are."""
    found = [_SAID.match(text, one.start, one.end) for one in paragraphs]
    said = [None if one is None or _NO_SPEAKER.match(one["sender"]) else one for one in found]
    speakers = Counter(one["sender"] for one in said if one and (one["office"] or _SPEAKER.search(one["sender"])))
    if len(speakers) < _FEWEST_SPEAKERS or speakers.total() < max(_FEWEST_SAID, _LEAST_SHARE * len(said)):
        return tuple(paragraphs)
    times = Counter(one["sender"] for one in said if one)
    written: list[tuple[str | None, Paragraph]] = []
    for one, paragraph in zip(said, paragraphs, strict=True):
        named = one["sender"] if one and (one["sender"] in speakers or times[one["sender"]] > 1) else None
        start = one.end() if one and named else paragraph.start
        asks = named and _QUESTION.fullmatch(text, start, paragraph.end)
        written.append((named, replace(paragraph, start=start, heading_level=_ASKED if asks else None)))
    return tuple(one for _, one in _without_taken_back(text, written))


def _without_taken_back(
    text: str, written: Sequence[tuple[str | None, Paragraph]]
) -> list[tuple[str | None, Paragraph]]:
    """Messages without those of one figure that their sender corrects shortly after: the figure counts for nothing."""
    gone: set[int] = set()
    for place, (sender, one) in enumerate(written):
        said = text[one.start : one.end]
        if not _TAKES_BACK.match(said):
            continue
        right = [(figure["value"], figure["unit"]) for figure in _COUNTED.finditer(said)]
        before = [n for n in range(max(place - _NEAR, 0), place) if written[n][0] == sender]
        wrong = (
            list(_COUNTED.finditer(text, written[before[-1]][1].start, written[before[-1]][1].end)) if before else []
        )
        if len(wrong) == 1 and any(wrong[0]["value"] == value or wrong[0]["unit"] == unit for value, unit in right):
            gone.add(before[-1])
    return [message for place, message in enumerate(written) if place not in gone]


def _asks(said: str) -> bool:
    """Whether a message may be of one who only asks and thanks: 纠纷几件, 收到."""
    return len(said) <= _LONGEST_QUESTION and not _FIGURE.search(said)
