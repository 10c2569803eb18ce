"""Outline of a report: which paragraphs are headings, and under which headings each sentence stands.

A heading is a paragraph of its own (guideline §1). A numbered paragraph is not always one: in a plain
list the items are sentences. What tells them apart is whether anything stands *under* them, so that is
decided for a whole numbering series at once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from huibao.schema import AnnotatedReport, Heading, Paragraph, Report, Sentence
from huibao.segment.normalize import normalize
from huibao.segment.sentences import CLOSERS, FULL_STOPS, SEMICOLONS, split_sentences

_HAN = r"[\u4e00-\u9fff]"
_CHINESE = "一二三四五六七八九十百"
_NUMBERING = (
    (1, re.compile(rf"第[{_CHINESE}]+(?:部分|章|篇)|[{_CHINESE}]{{1,3}}[、.．]|[IVX]{{1,4}}[、.]")),
    (1, re.compile(rf"【[{_CHINESE}\d]{{1,3}}】")),
    (2, re.compile(rf"（[{_CHINESE}]{{1,3}}）")),
    (3, re.compile(r"\d{1,2}(?:[、．]|\.(?!\d))")),
    (4, re.compile(r"（\d{1,2}）|[①-⑳⑴-⒇]|\d{1,2}）")),
    (1, re.compile(rf"[A-H甲乙丙丁戊己庚辛][、.．]\s*{_HAN}")),
    # 提纲8：有无创新做法, 问三：…, 第二栏 本季完成: counted by a word of the writer's own; 七月: by the calendar.
    (5, re.compile(rf"(?!附){_HAN}{{1,3}}[{_CHINESE}\d]{{1,2}}：|第[{_CHINESE}\d]{{1,3}}{_HAN}(?![^：，])")),
    (5, re.compile(r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月$")),
)
# "2 关键成果", "2.1 流量侧": the space tells them from a quantity, so these are looked for in the raw text.
# Where blanks stand for commas it is a line of talk under a date: 9.21 泵房阿伯走了 会修泵的就没有了.
_SPACED_NUMBERING = re.compile(
    r"(?:(\d{1,2})((?:\.\d{1,2}){0,2})|[A-H甲乙丙丁戊己庚辛])\s+(?=[\u3400-\u9fff])(?!.*[\u3400-\u9fff]\s)"
)
# From the first visible character of a line to its last; zero-width marks are as invisible as space.
_LINE = re.compile(r"[^\s\u200b\ufeff](?:[^\n]*[^\s\u200b\ufeff])?")
_UNNUMBERED_LEVEL = 2
_MAX_NUMBERED = 40
_MAX_UNNUMBERED = 18
_MIN_BODY = 24
_MIN_QUESTIONS = 3
_ENDS_SENTENCE = FULL_STOPS + SEMICOLONS + "，、…,." + CLOSERS
# 井边组（41户）: a remark behind a heading.
_REMARK = re.compile(r"（[^（）]*）$")
_BRACKETED = re.compile(r"【[^】]{1,20}】|\[[^\]]{1,20}\]|◆.{1,20}|●.{1,20}|■.{1,20}|▲.{1,20}")
# 存在的问题, 下一步计划, 需要上级支持的事项: a noun for a section of a report, and whose or of when.
_WHOSE = (
    r"(?:存在|主要|当前|目前|现在|面临|遇到|突出|的|之|下一?[步季]|下一?阶段|[季年]?度|接下来|今后|[上下]半年|[明今]年|[一二三四]季|全年"
    r"|工作|重点|需要?|请求|恳请|希望|提请|上级|[镇乡县]里?|街道|部门|帮助|协调|解决|支持|[我本]村|各项|其他)"
)
_SECTION_NOUN = (
    r"(?:问题|困难|不足|短板|薄弱环节|难[题点]|计划|打算|安排|目标|思路|任务|事项|[诉请]求|请示|建议|意见|成[效绩]|做法"
    r"|亮点|措施)"
)
_SECTION = re.compile(rf"{_WHOSE}*{_SECTION_NOUN}(?:[和与及、]?{_WHOSE}*{_SECTION_NOUN})*[：:]?|下一?步工作[：:]?")
# 附件：三季度主要数据, where the data follow: they belong to no section above.
_ATTACHED = re.compile(r"附[件表]?[\d一二三四五]{0,2}[：:][^。；]{2,30}(?<![略）])")
# Lines that look like a heading (short, no final mark) but are address, signature or date.
_NOT_HEADING = re.compile(
    r"(?:尊敬的|各位|同志们|领导|大家好|您好|你好|此致|敬礼|附[:：]|附件|报告人|汇报人|记录人|填报|联系电话|电话)|"
    r"\d{4}年\d{1,2}月|[〇零一二三四五六七八九]{4}年|^\d|[：:]$|[，,]|(?:村|社区|专干|书记|主任|工作队|委会|支部)\s*[\u4e00-\u9fff]{0,4}$"
)


def line_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Paragraphs of bare text: every line that is not blank, without its surrounding white space."""
    return tuple(
        Paragraph(start=match.start(), end=match.end(), place=f"第{number}段")
        for number, match in enumerate(_LINE.finditer(text), 1)
    )


def find_headings(report: Report) -> dict[int, Heading]:
    """Headings of a report by the index of their paragraph.

    Heading styles of the source are believed unless the paragraph holds a sentence; then numbering
    (一、 → level 1, （一） → 2, 1. → 3, （1） → 4) and, last, unmarked lines that name a section of a report, or stand
    short above a body.
    """
    views = [normalize(report.text[paragraph.start : paragraph.end]).text for paragraph in report.paragraphs]
    levels: dict[int, int] = {}
    series: dict[int, list[int]] = defaultdict(list)
    for index, (paragraph, view) in enumerate(zip(report.paragraphs, views, strict=True)):
        if paragraph.heading_level is not None:
            if paragraph.heading_level == 0 or not _holds_sentence(view):
                levels[index] = paragraph.heading_level
        elif (level := _numbered_level(view, report.text[paragraph.start : paragraph.end])) is not None:
            series[level].append(index)
    for level, members in series.items():
        shallower = {index for other, indexes in series.items() if other < level for index in indexes}
        levels.update(dict.fromkeys(_headings_of_series(members, views, shallower), level))
    unnumbered_level = _UNNUMBERED_LEVEL if 1 in levels.values() else 1
    # One question may be rhetorical; a report laid out by questions has several.
    by_questions = sum(map(_is_question_heading, views)) >= _MIN_QUESTIONS
    for index in range(len(views)):
        if index not in levels and _is_unnumbered_heading(index, views, levels, by_questions=by_questions):
            levels[index] = unnumbered_level
    return {
        index: Heading(
            start=report.paragraphs[index].start,
            end=report.paragraphs[index].end,
            text=report.text[report.paragraphs[index].start : report.paragraphs[index].end],
            level=levels[index],
        )
        for index in sorted(levels)
    }


def _holds_sentence(view: str) -> bool:
    return len(view) > _MAX_NUMBERED or any(mark in view[:-1] for mark in FULL_STOPS + SEMICOLONS)


def _numbered_level(view: str, raw: str) -> int | None:
    """Level of a paragraph that is numbered, short and does not end like a sentence; else None."""
    if len(view) > _MAX_NUMBERED or view[-1:] in _ENDS_SENTENCE.replace("）", "").replace("”", ""):
        return None
    if _holds_sentence(view):
        return None
    if spaced := _SPACED_NUMBERING.match(raw):
        return 1 + (spaced[2] or "").count(".")
    return next((level for level, pattern in _NUMBERING if pattern.match(view)), None)


def _headings_of_series(members: Sequence[int], views: Sequence[str], shallower: set[int]) -> list[int]:
    """Members that are headings: all, where most of them have something under them, else none."""
    not_body = shallower | set(members) | {len(views)}
    with_body = [index for index in members if index + 1 not in not_body]
    return list(members) if 2 * len(with_body) > len(members) else []


def _is_unnumbered_heading(index: int, views: Sequence[str], levels: dict[int, int], *, by_questions: bool) -> bool:
    view = views[index]
    if _BRACKETED.fullmatch(view):
        return True
    if _SECTION.fullmatch(view) or _ATTACHED.fullmatch(view):
        return index + 1 < len(views) and index + 1 not in levels
    if _is_question_heading(view):
        following = views[index + 1] if index + 1 < len(views) else ""
        return by_questions and len(following) >= _MIN_BODY
    bare = _REMARK.sub("", view)
    if not 2 <= len(bare) <= _MAX_UNNUMBERED or bare[-1] in _ENDS_SENTENCE or _NOT_HEADING.search(bare):
        return False
    if index + 1 >= len(views) or index + 1 in levels:
        return False
    # The lines around must be prose with final marks; among fragments a short line is one more fragment.
    body = views[index + 1]
    before = next((views[i] for i in range(index - 1, -1, -1) if i not in levels), "。")
    return (
        len(body) >= _MIN_BODY and body[-1] in FULL_STOPS + SEMICOLONS + "”）" and before[-1] in FULL_STOPS + "：:”）"
    )


def find_sentences(report: Report, headings: Sequence[Heading]) -> tuple[Sentence, ...]:
    """Sentences of all paragraphs that are not headings, each with the headings it stands under."""
    by_start = {heading.start: heading for heading in headings}
    sentences: list[Sentence] = []
    path: list[Heading] = []
    for index, paragraph in enumerate(report.paragraphs):
        heading = by_start.get(paragraph.start)
        if heading is not None:
            path = [above for above in path if above.level < heading.level]
            if heading.level > 0:
                path.append(heading)
            continue
        section = tuple(above.text for above in path)
        for start, end in split_sentences(report.text[paragraph.start : paragraph.end]):
            sentences.append(
                Sentence(
                    index=len(sentences),
                    start=paragraph.start + start,
                    end=paragraph.start + end,
                    text=report.text[paragraph.start + start : paragraph.start + end],
                    section=section,
                    paragraph=index,
                )
            )
    return tuple(sentences)


def _is_question_heading(view: str) -> bool:
    return 2 <= len(view) <= _MAX_UNNUMBERED and view[-1] in "？?" and not _holds_sentence(view)


def segment(report: Report) -> AnnotatedReport:
    """The report with its headings and sentences; tags and indicators still empty."""
    headings = tuple(find_headings(report).values())
    return AnnotatedReport(report=report, headings=headings, sentences=find_sentences(report, headings))
