"""What a sentence is about by what opens its paragraph or asks for it: 再讲路。…塌了三十来米 tells of a road."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from huibao.segment.normalize import normalize

# 取暖这个事也得说。 is no longer; with a figure in it a sentence tells something itself.
_SHORT = re.compile(r"[^\d，：；]{2,12}[。？?！]?")
_TOO_GENERAL = re.compile("问题|困难|不足|汇报|如下|情况好|就这些|散会|谢谢|总结")
_MARKS = "。？?！"
# 问：群众取暖怎么样？ asks for 群众取暖.
_ASKED = re.compile(
    r"^(?:问[一二三四五六七八九十\d]*[：:、.．]?)?(?P<what>[^，。：:]{2,14}?)(?:怎么样|怎样|如何|情况|有没有[^，。]*|有哪些[^，。]*|呢|吗)*[？?]$"
)


def topics(in_order: Sequence[Any]) -> dict[tuple[str, int], str]:
    """The topic under which each sentence stands, by (report, index); those without one are left out.

    It is the last short sentence before it in its paragraph, or the question that stands above.

    Args:
        in_order: rows of the sentences' frame.
    """
    found: dict[tuple[str, int], str] = {}
    for (report, _), rows in groupby(in_order, key=lambda row: (row.report, row.paragraph)):
        opened = ""
        for row in rows:
            topic = opened or asked_for(row.section)
            if topic:
                found[report, row.index] = topic
            said = normalize(row.text).text.strip()
            if _SHORT.fullmatch(said) and not _TOO_GENERAL.search(said):
                opened = said.rstrip(_MARKS)
    return found


def asked_for(section: Sequence[str]) -> str:
    """What the nearest heading asks for, where it is a question; empty where it is none.

    Example:
        >>> asked_for(["问：群众取暖怎么样？"]), asked_for(["三、存在问题"])
        ('群众取暖', '')
    """
    asked = _ASKED.match(normalize(section[-1]).text.strip()) if len(section) else None
    return asked["what"] if asked else ""
