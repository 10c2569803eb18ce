"""Messages of a chat as paragraphs: without the time and the sender at their head, and with others' messages as heads.

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
_ASKED = 9


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
    senders = [
        head["sender"] if head else stamp["sender"] if stamp else None
        for head, stamp in zip(heads, stamps, strict=True)
    ]
    known = Counter(filter(None, senders))
    reports = known.most_common(1)[0][0] if known else None
    written: list[Paragraph] = []
    sender = None
    for paragraph, head, stamp in zip(paragraphs, heads, stamps, strict=True):
        if head:
            sender = head["sender"]
            continue
        start = paragraph.start
        if stamp:
            # 09:31 低保：20户 names no sender, but what is counted.
            named = stamp["sender"] if known[stamp["sender"]] > 1 else None
            sender = named or (sender if any(heads) else None)
            start += stamp.end() if named or not stamp["sender"] else stamp.start("sender")
        level = _ASKED if sender is not None and sender != reports else paragraph.heading_level
        written.append(replace(paragraph, start=start, heading_level=level))
    return tuple(written)
