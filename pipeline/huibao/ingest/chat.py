"""Messages of a chat as paragraphs, without the time and the sender at their head; who only asks gives headings.

An officer who copies a chat into a file hands in ``20:12 小韩：我村260户 户口851人``. Who asks in between
(镇办小陆：纠纷几件) reports nothing, but says what the answer is about, as a heading does.
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
        return tuple(paragraphs)
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
    reports = {sender for sender, one in written if not _asks(text[one.start : one.end])}
    return tuple(
        one if sender is None or sender in reports or not reports else replace(one, heading_level=_ASKED)
        for sender, one in written
    )


def _asks(said: str) -> bool:
    """Whether a message may be of one who only asks and thanks: 纠纷几件, 收到."""
    return len(said) <= _LONGEST_QUESTION and not _FIGURE.search(said)
