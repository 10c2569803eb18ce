"""Messages of a chat as paragraphs, without the time and the sender at their head; who only asks gives headings.

An officer who copies a chat into a file hands in ``20:12 小韩：我村260户 户口851人``. Who asks in between
(镇办小陆：纠纷几件) reports nothing, but says what the answer is about, as a heading does. Minutes may only name
who speaks (小黎（文书）：户籍233户); the name is no part of what is told. A figure that its sender corrects (打错了，
是905亩) stands corrected where it was told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from huibao.schema import Paragraph

_DATE = r"(?:(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[ \t\u3000]*)?"
_TIME = rf"{_DATE}(?:凌晨|早上|上午|中午|下午|傍晚|晚上)?[ \t]*\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?"
_SENDER = r"(?P<sender>[^\s：:，。；！？\d][^\s：:，。；！？]{0,9})"
# [09:25] 医保1420人; 20:12 小韩：我村260户; (2025/4/2 20:12:05) …
# 【10-08 09:12 陆妹(妇联)】监测户10户; 10月9日 小韩：…
_BY_DAY = rf"(?P<day>\d{{1,2}}月\d{{1,2}}[日号])(?=[ \t\u3000]*{_SENDER.replace('?P<sender>', '?:')}[：:])"
_STAMPED = re.compile(
    rf"(?:[\[【（(]{_TIME}[ \t\u3000]+(?P<inside>[^\s\d\]】，。；！][^\s\]】，。；！]{{0,11}})[\]】）)]|"
    rf"(?:[\[【（(]?{_TIME}[\]】）)]?(?![-—~～至到\d])|{_BY_DAY})[ \t\u3000]*(?:{_SENDER}[：:])?)[：: \t\u3000]*"
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
_OFFICE = r"(?:书记|主任|支书|会计|文书|主席|干部|村医|[组队社家理部站所镇乡]长|[委队学巡护水]员)"
_SPEAKER = re.compile(rf"{_OFFICE}|[阿小老][\u4e00-\u9fff]$|[姐妹哥叔伯嫂爷婶婆妈公姨爹]$")
# 会计, 村主任, 党支部副书记: nobody in particular.
_BARE_OFFICE = re.compile(
    rf"(?:[本我驻]?村|党?支部|村?两委|第一|社区|妇[联女]|治保|[副老女]|(?:党|村民)?小(?=组)){{0,4}}{_OFFICE}"
)
# 村医：2名, 书记：张三 13800000000: who is who on a list, and nothing that anybody says.
_LISTED = re.compile(r"(?:[共约有]*\d+[名人个位户]?|[\u4e00-\u9fff·]{1,4})[，（( ]*(?:\d[\d-]{6,12})?[）)]?[。；，]?")
_SENTENCE = re.compile(r"[了吧呢啊吗嘛没不是都就还要把给请？?]|^(?:收到|好的?|行|对|嗯|可以)[。！]?$")
# Words that several lines of a report may begin with, and nobody's name; 五组长：我们组9家 says of whom it tells.
_NO_SPEAKER = re.compile(
    r"[问答记注甲乙]|(?:时间|地点|主持|记录|到会|列席|议定|决定|会议|备注|附件|说明|请求|问题|打算)|[一二三四五六七八九十]{1,2}组"
)
_FEWEST_SPEAKERS, _FEWEST_SAID = 3, 6
_QUESTION = re.compile(r"[^\d]{2,20}[？?]$")
# 打错了，是905亩; 上面说错了，不是1860，是1680; 对，那就7户: of what its sender wrote before; 整改纠正 is a deed.
_CORRECTS = re.compile(
    r"(?:[不哦噢哎嗯对]+[，。]?)?(?:我|上[面头条]|前[面头]|刚[才刚]?|[那这]个|数字?)*"
    r"(?:[打写说记报发输]错数?字?了?|(?P<bare>更正|纠正)(?:一下|上[面条]|前面)*)[，。：:！ ]+"
    r"|[对哦噢嗯]+[，。](?:那就|应该)是?(?=\d)"
)
# 不是1860，是1680; 不是1860是1680: which figure was wrong.
_NOT = re.compile(r"(?P<what>[^，。；：\d]{0,6}?)不是(?P<value>\d+(?:[.,]\d+)*)[^，。；：\d]{0,3}[，。、 ]?")
# 枣是310亩, 应该是905亩: of what, and how much instead.
_AMOUNT = r"(?P<value>\d+(?:[.,]\d+)*)[ ]?(?P<unit>[\u4e00-\u9fff]{0,2})"
_RIGHT = re.compile(
    rf"(?P<what>[^，。；：\d]{{0,8}}?)(?:今年|实际|一?共|应该|应当|应|就|才|改[成为])*(?:是|为)?{_AMOUNT}"
)
_COUNTED = re.compile(_AMOUNT)
_CLAUSE = re.compile(r"[，。；、！]")
# So many messages before it at most.
_NEAR = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class _Message:
    """A paragraph of a chat or of minutes, and who wrote it; None where nobody knows."""

    sender: str | None
    paragraph: Paragraph


def messages(text: str, paragraphs: Sequence[Paragraph]) -> tuple[str, tuple[Paragraph, ...]]:
    """The text and the paragraphs of a report; those of a chat without the heads of its messages.

    A figure that its sender corrects is corrected in the text, and the message that says so is no paragraph.

    Args:
        text: of the report.
        paragraphs: of the text; both are returned as they are where it is no chat.

    Example:
        ``20:22 镇办小陆：纠纷几件`` is a heading 纠纷几件, ``20:22 小韩：6件`` a paragraph 6件; of ``水稻950亩`` and
        ``打错了，是905亩`` there is ``水稻905亩``.
    """
    said = [text[one.start : one.end] for one in paragraphs]
    heads = [_HEAD_LINE.fullmatch(words) for words in said]
    stamps = [None if head else _stamp(words) for head, words in zip(heads, said, strict=True)]
    sent = sum(map(bool, heads)) * 2 + sum(map(bool, stamps))
    if sent < _FEWEST or sent < _LEAST_SHARE * len(said):
        return _minutes(text, paragraphs)
    senders = Counter(_sender(found) for found in (*heads, *stamps) if found)
    beside = [one["inside"] for one in stamps if one and one["inside"]]
    # （10:12 断水）送水30桶: what stands beside the time is a sender's name where it mostly is one that returns.
    are_names = 2 * sum(senders[one] > 1 or bool(_SPEAKER.search(one)) for one in beside) >= len(beside)
    written: list[_Message] = []
    sender = None
    for paragraph, head, stamp in zip(paragraphs, heads, stamps, strict=True):
        if head:
            sender = head["sender"]
            continue
        start = paragraph.start
        if stamp:
            # 09:31 低保：20户 names no sender, but what is counted.
            told = _sender(stamp)
            named = told if (are_names if stamp["inside"] else senders[told] > 1) else None
            sender = named or (sender if any(heads) else None)
            start += stamp.end() if named or not told else stamp.start("inside" if stamp["inside"] else "sender")
        written.append(_Message(sender=sender, paragraph=replace(paragraph, start=start)))
    reports = {one.sender for one in written if not _asks(text[one.paragraph.start : one.paragraph.end])}
    asking = [one.sender is not None and one.sender not in reports and bool(reports) for one in written]
    return _corrected(
        text,
        [
            replace(one, paragraph=replace(one.paragraph, heading_level=_ASKED)) if asks else one
            for one, asks in zip(written, asking, strict=True)
        ],
    )


def opens_message(line: str) -> bool:
    """Whether a line begins a message, so that it goes on with no line before it.

    Example:
        >>> opens_message("【10-08 09:41 陆妹(妇联)】监测户现在10户"), opens_message("10月9日前修好")
        (True, False)
    """
    return bool(_stamp(line) or _HEAD_LINE.fullmatch(line))


def _stamp(line: str) -> re.Match[str] | None:
    """The head of a message; behind a mere day a person's: 10月9日 老钟：…, while 10月9日 走访：12户 is a diary's."""
    stamp = _STAMPED.match(line)
    return None if stamp and stamp["day"] and not _SPEAKER.search(stamp["sender"] or "") else stamp


def _sender(found: re.Match[str]) -> str | None:
    return found.groupdict().get("inside") or found["sender"]


def _minutes(text: str, paragraphs: Sequence[Paragraph]) -> tuple[str, tuple[Paragraph, ...]]:
    """Text and paragraphs of minutes without who speaks, questions as headings; those of anything else as they are."""
    found = [_SAID.match(text, one.start, one.end) for one in paragraphs]
    said = [None if one is None or _NO_SPEAKER.match(one["sender"]) else one for one in found]
    lines: dict[str, list[str]] = {}
    offices: set[str] = set()
    for one, paragraph in zip(said, paragraphs, strict=True):
        if one:
            lines.setdefault(one["sender"], []).append(text[one.end() : paragraph.end])
            offices |= {one["sender"]} if one["office"] else set()
    speakers = {sender for sender, told in lines.items() if _speaks(sender, told, office=sender in offices)}
    spoken = sum(len(lines[sender]) for sender in speakers)
    if len(speakers) < _FEWEST_SPEAKERS or spoken < max(_FEWEST_SAID, _LEAST_SHARE * len(said)):
        return text, tuple(paragraphs)
    written: list[_Message] = []
    for one, paragraph in zip(said, paragraphs, strict=True):
        named = one["sender"] if one and (one["sender"] in speakers or len(lines[one["sender"]]) > 1) else None
        start = one.end() if one and named else paragraph.start
        asks = named and _QUESTION.fullmatch(text, start, paragraph.end)
        spoke = replace(paragraph, start=start, heading_level=_ASKED if asks else None)
        written.append(_Message(sender=named, paragraph=spoke))
    return _corrected(text, written)


def _speaks(sender: str, lines: Sequence[str], *, office: bool) -> bool:
    """Whether somebody who is named before some lines says them; on a list of a village's staff nobody speaks.

    Whoever speaks does so several times or in a sentence; who is only called by the office (会计) does both.

    Args:
        sender: 老岑, 韦主任, 会计.
        lines: behind the name.
        office: an office stands in brackets behind the name.
    """
    told = [line for line in lines if not _LISTED.fullmatch(line) or _SENTENCE.search(line)]
    sentence = any(map(_SENTENCE.search, told))
    if _BARE_OFFICE.fullmatch(sender):
        return len(told) > 1 and sentence
    person = office or bool(_SPEAKER.search(sender))
    return person and (sentence or len(told) > 1 or (office and bool(told)))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Change:
    """A figure that was wrong, the one in its place, which message says so, and where what else it says begins."""

    start: int
    end: int
    value: str
    said_in: int
    more_from: int


def _corrected(text: str, written: Sequence[_Message]) -> tuple[str, tuple[Paragraph, ...]]:
    """The text with each figure that its sender corrects shortly after, without the messages that say no more."""
    found = [change for place in range(len(written)) if (change := _change(text, written, place))]
    more = {change.said_in: change.more_from for change in found}
    # Of two corrections of one figure the later is right.
    last = {change.start: change for change in found}
    changes = [last[start] for start in sorted(last)]

    def moved(offset: int) -> int:
        return offset + sum(
            len(change.value) - (change.end - change.start) for change in changes if change.end <= offset
        )

    parts, end = [], 0
    for change in changes:
        parts += [text[end : change.start], change.value]
        end = change.end
    return (
        "".join([*parts, text[end:]]),
        tuple(
            replace(one.paragraph, start=moved(more.get(place, one.paragraph.start)), end=moved(one.paragraph.end))
            for place, one in enumerate(written)
            if more.get(place, one.paragraph.start) < one.paragraph.end
        ),
    )


def _change(text: str, written: Sequence[_Message], place: int) -> _Change | None:
    """What a message corrects in one that its sender wrote before; None where nobody can be sure what, if anything."""
    message = written[place].paragraph
    head = _CORRECTS.match(text, message.start, message.end)
    if head is None:
        return None
    wrong = _NOT.match(text, head.end(), message.end)
    right = _RIGHT.match(text, (wrong or head).end(), message.end)
    what = (right["what"] or (wrong["what"] if wrong else "")) if right else ""
    # 纠正：3处: somebody was put right.
    if right is None or (head["bare"] and not (wrong or what)):
        return None
    more = {figure["value"] for figure in _COUNTED.finditer(text, right.end(), message.end)}
    for one in reversed(written[max(place - _NEAR, 0) : place]):
        told = one.paragraph
        if one.sender != written[place].sender or _CORRECTS.match(text, told.start, told.end):
            continue
        figures = list(_COUNTED.finditer(text, told.start, told.end))
        for figure in reversed(figures):
            value, clause = figure["value"], _CLAUSE.split(text[told.start : figure.start()])[-1]
            # 打错了，是905: without a unit, only of a message of one figure one can be sure.
            alike = _same_unit(figure["unit"], right["unit"]) or (len(figures) == 1 and not right["unit"])
            if wrong:
                meant = value == wrong["value"] and (alike or not (figure["unit"] and right["unit"]))
            else:
                meant = alike and value != right["value"]
            if meant and what in clause:
                # 950是去年的 says what was wrong; of other figures beside it the message tells more.
                certain = more <= {value, right["value"]}
                start, end = figure.span("value")
                if not certain:
                    return None
                # 是905亩，另外请镇里派人修渠; 950是去年的 is told with the figure.
                mark = None if more else _CLAUSE.search(text, right.end(), message.end)
                rest = mark.end() if mark else message.end
                return _Change(start=start, end=end, value=right["value"], said_in=place, more_from=rest)
        if figures and not (wrong or right["unit"]):
            break
    return None


def _same_unit(one: str, other: str) -> bool:
    """Whether what follows two figures begins with the same unit: 亩 and 亩地."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _asks(said: str) -> bool:
    """Whether a message may be of one who only asks and thanks: 纠纷几件, 收到."""
    return len(said) <= _LONGEST_QUESTION and not _FIGURE.search(said)
