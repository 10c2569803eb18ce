"""What stands above a sentence and says what it is about: its heading, a question, the short words before it.

再讲路。七月塌了三十来米。 tells of a road; 问：民宿怎么样？ 答：现有5家。 of guest houses; 当年收入9.2万元 of the
collective's where 三、集体经济 is above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from huibao.segment.normalize import normalize

# 取暖这个事也得说。 is no longer; with a figure in it a sentence tells something itself.
_SHORT = re.compile(r"[^\d，：；]{2,12}[。？?！]?")
_TOO_GENERAL = re.compile("问题|困难|不足|汇报|如下|情况好|就这些|散会|谢谢|总结")
_MARKS = "。？?！"
_QUESTION = re.compile("[？?][”’」]?$")
_ONE_QUESTION = re.compile("[^。？?]+[？?]")
# 问：群众取暖怎么样？ asks for 群众取暖, 问4：民宿有多少家，都开着吗？ for 民宿.
_ASKED = re.compile(
    r"(?:问(?:[一二三四五六七八九十\d]+[：:、.．]?|[：:、.．]))?(?P<what>[^，。：:]{2,14}?)"
    r"(?:(?:(?:现在|今年|目前|[开做搞弄办]得)*(?:怎么[样办]?|怎样|如何|情况)|(?:现在|今年|目前|一?共|总共)*"
    r"(?:有?多少|有几|有没有|有哪些|是什么)[^，。]*)[呢吗]?(?:，[^。]*)?|[呢吗])?[？?]"
)
# 问：本季度换了多少管子？ asks for 换管子: what was done stands before the amount, and to what behind it.
_HOW_MUCH = re.compile(
    r"(?:[^，。：:？?]{0,6}[：:])?(?:[今去]年|全年|[这本上]个?季度?|[一二三四]季度|[上下]半年)*(?:一?共|总共)?"
    r"(?P<verb>[换修铺建装种栽养产打硬改拆挖清植])了?(?:多少|几)[公里米亩件户个]{0,2}(?P<what>[\u4e00-\u9fff]{1,6}?)[呢了]?[？?]"
)
_ORDINAL = re.compile(
    r"^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]\s*|第?[一二三四五六]是)|^[再也]?[讲说谈]"
)
# Names nothing of which there could be an amount: 基本情况, 冰雹没打到我们, 够不够用.
_NO_NAME = re.compile("基本|情况|怎么|什么|够|难处|困难|问题|啥|帮|干|[没我咱了不与和、]|计划|打算|其他|工作")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,8}")


class _Placed(Protocol):
    """A sentence, or a row of the sentences' frame."""

    @property
    def text(self) -> str: ...

    @property
    def section(self) -> Sequence[str]: ...

    @property
    def paragraph(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a sentence, normalised.

    Attributes:
        heading: the nearest; empty for none.
        opening: the last short sentence before it in its paragraph, or the questions that the paragraph answers;
            empty for none.
    """

    heading: str = ""
    opening: str = ""

    @property
    def topic(self) -> str:
        """What the sentence is about by what opens its paragraph or asks for it; empty for nothing in particular.

        Example:
            >>> Above(opening="再讲路。").topic, Above("问：群众取暖怎么样？").topic, Above("三、存在问题").topic
            ('再讲路', '群众取暖', '')
        """
        if self.opening and not _QUESTION.search(self.opening):
            return self.opening.rstrip(_MARKS)
        return self.asked

    @property
    def questions(self) -> list[str]:
        """The questions above, those of the paragraph first."""
        return _ONE_QUESTION.findall(self.opening) + _ONE_QUESTION.findall(self.heading)

    @property
    def asked(self) -> str:
        """What the question above asks for; empty where none does.

        Example:
            >>> Above(opening="问4：民宿今年有多少家？").asked, Above(opening="问：本季度换了多少管子？").asked
            ('民宿', '换管子')
        """
        if how_much := next(filter(None, map(_HOW_MUCH.fullmatch, self.questions)), None):
            return how_much["verb"] + how_much["what"]
        return next((asked["what"] for asked in map(_ASKED.fullmatch, self.questions) if asked), "")

    @property
    def subject(self) -> str:
        """The topic, or else the heading, as a name that can stand before a mere amount; empty for none.

        Example:
            >>> Above("问：今年修了多少路？").subject, Above(opening="（一）集体收入。").subject
            ('修路', '集体收入')
        """
        for above in (self.topic, self.heading):
            name = _ORDINAL.sub("", above.strip("【】[]：: "))
            if above:
                return name if _NAME.fullmatch(name) and not _NO_NAME.search(name) else ""
        return ""

    @property
    def text(self) -> str:
        """All of it: 三、集体经济。先说收入; empty for none."""
        return "。".join(filter(None, (self.heading, self.opening)))


NOTHING_ABOVE = Above()


def above_each(sentences: Iterable[_Placed]) -> Iterator[Above]:
    """What stands above each sentence of one report.

    Args:
        sentences: all of them, in order.
    """
    headings: dict[str, str] = {"": ""}
    paragraph, opening, question = -1, "", ""
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            # Within the paragraph that answers it, a question stays what is told of.
            paragraph, opening = sentence.paragraph, question
        nearest = sentence.section[-1] if len(sentence.section) else ""
        heading = headings.get(nearest)
        if heading is None:
            heading = headings[nearest] = normalize(nearest).text.strip()
        yield Above(heading, opening)
        said = normalize(sentence.text).text.strip()
        short = bool(_SHORT.fullmatch(said)) and not _TOO_GENERAL.search(said)
        asks = bool(_QUESTION.search(said))
        if asks and (short or question or not opening):
            opening = question = question + said
        elif short:
            opening = said
        if not asks:
            question = ""
