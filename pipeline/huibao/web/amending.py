"""A report as people left its figures: the corrected stand corrected in their sentences, those left out are gone.

A corrected number takes the place of the old one in the report's own sentence where that can be done safely, so that
table, draft and check all read the same. Where it cannot, the correction becomes a sentence of its own at the report's
end, which proves the figure, and no draft quotes the old sentence any more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import TypeVar

from huibao.briefing.writing.figures import print_quantity
from huibao.indicators.numbers.quantities import Quantity
from huibao.indicators.numbers.units import base_unit, common_unit, common_value
from huibao.indicators.township.table import combined_bound
from huibao.schema import AnnotatedReport, Heading, Indicator, Paragraph, Sentence, Tag
from huibao.web.rewording import Amount, quantities_in, reworded
from huibao.web.work import taxonomy

Part = TypeVar("Part", Paragraph, Heading, Sentence, Indicator)
_RIGHTED, _ADDED = _HEADS = ("更正：", "相加：")
_ABOUT = re.compile(r"第(\d+)句的")
# Numbers of a sentence beyond which nobody can tell what was worked out from what.
_MOST_RECKONED = 8
_LEFT_OUT = "审核定为不计入"
_BESIDE = "；"


@dataclass(frozen=True, kw_only=True, slots=True)
class Amendment:
    """What a person decided about a figure: ``confirmed``, ``corrected`` or ``excluded``.

    Attributes:
        both: of figures of one name that are all right, whether it is ``counted`` in the sum or stands ``beside``;
            empty where nobody has said. Several that are counted are added.
    """

    verdict: str
    figure: Indicator
    by: str
    both: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Edit:
    """New words for a range of a text."""

    start: int
    end: int
    words: str


def amended(annotated: AnnotatedReport, amendments: Mapping[int, Amendment]) -> AnnotatedReport:
    """The report with its figures as people decided; keys are where the figures begin.

    Sentences keep their indexes; offsets move with the words that were put in. Figures that a person added up are
    parts of a sum that is told in a sentence of its own at the report's end.
    """
    edits = _edits(annotated, amendments)
    notes = _Notes(_spliced(_noted(annotated, amendments, edits), list(edits.values())))
    indicators: list[Indicator] = []
    left_out: list[Indicator] = []
    added: dict[tuple[str, str, str], list[tuple[Indicator, str]]] = {}
    for original, placed in zip(annotated.indicators, notes.annotated.indicators, strict=True):
        amendment = amendments.get(original.start)
        if amendment is None:
            indicators.append(placed)
            continue
        if amendment.verdict == "excluded":
            left_out.append(placed)
            continue
        figure = placed
        if amendment.verdict == "corrected":
            says_otherwise = _says_otherwise(original, amendment)
            figure = replace(amendment.figure, corrected=says_otherwise)
            if original.start not in edits and says_otherwise:
                figure = notes.tell(figure, _correction_note(annotated, original, amendment))
            else:
                figure = replace(figure, start=placed.start, end=placed.end)
        if figure.status != "actual" or not amendment.both:
            indicators.append(figure)
        elif amendment.both == "beside":
            indicators.append(replace(figure, aside=True))
        else:
            unit = common_unit(base_unit(figure.unit)).unit
            added.setdefault((figure.name, unit, figure.period), []).append((figure, amendment.by))
    for figures in added.values():
        parts = [figure for figure, _ in figures]
        if len(parts) > 1:
            whole = _sum_of(parts)
            indicators += [replace(part, status="part") for part in parts]
            parts = [notes.tell(whole, _sum_note(annotated, parts, whole, figures[0][1]))]
        indicators += parts
    report = notes.report(sorted(indicators, key=lambda figure: figure.start))
    return replace(report, left_out=tuple(left_out))


def _edits(annotated: AnnotatedReport, amendments: Mapping[int, Amendment]) -> dict[int, _Edit]:
    """Corrected numbers that can stand in their sentences, by where the figure begins."""
    texts = {sentence.index: sentence.text for sentence in annotated.sentences}
    found: dict[int, _Edit] = {}
    # From the right, so that what is still to be replaced keeps its place.
    for original in sorted(annotated.indicators, key=lambda figure: -figure.start):
        amendment = amendments.get(original.start)
        if amendment is None or not _says_otherwise(original, amendment):
            continue
        text, offset = texts[original.sentence], annotated.sentences[original.sentence].start
        start, end = original.start - offset, original.end - offset
        words = _new_words(text, start, end, original, amendment.figure)
        if words:
            texts[original.sentence] = text[:start] + words + text[end:]
            found[original.start] = _Edit(start=original.start, end=original.end, words=words)
    return found


def _says_otherwise(original: Indicator, amendment: Amendment) -> bool:
    """Whether the sentence no longer says what is right: another amount, not another name, status or period."""
    right = amendment.figure
    return amendment.verdict == "corrected" and (
        (original.value, original.unit, original.bound) != (right.value, right.unit, right.bound)
    )


def _new_words(text: str, start: int, end: int, original: Indicator, right: Indicator) -> str:
    """What should stand at ``text[start:end]`` for a corrected figure; empty where the sentence cannot be mended.

    A sentence in which another number hangs on the old one (a share, a sum, the same number again) would contradict
    itself.
    """
    others = quantities_in(text)
    old = others.pop(start, None)
    value = Decimal(str(right.value))
    if old is None or right.unit != original.unit or old.value != Decimal(str(original.value)):
        return ""
    if _hangs_on(old, list(others.values())):
        return ""
    return reworded(text, start, end, Amount(value=value, unit=right.unit, bound=right.bound))


def _hangs_on(old: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether another number of the sentence may have been worked out from this one, or with it."""
    if any(other.unit == "%" for other in others):
        return True
    values = [other.value for other in others if other.unit == old.unit]
    if len(values) > _MOST_RECKONED or old.value in values:
        return True
    sums = [sum(some, Decimal()) for size in range(1, len(values) + 1) for some in combinations(values, size)]
    return any(total == old.value or total + old.value in values for total in sums)


def _noted(
    annotated: AnnotatedReport, amendments: Mapping[int, Amendment], edits: Mapping[int, _Edit]
) -> AnnotatedReport:
    """The report with notes on the sentences whose figures people corrected or left out."""
    notes: dict[int, list[str]] = {}
    spoiled: set[int] = set()
    for original in annotated.indicators:
        amendment = amendments.get(original.start)
        if amendment is None:
            continue
        written = annotated.report.text[original.start : original.end]
        if original.start in edits:
            note = f"原文{written}，{amendment.by}审核改为{edits[original.start].words}"
        elif amendment.verdict == "excluded":
            note = f"{written}，{amendment.by}{_LEFT_OUT}"
        elif _says_otherwise(original, amendment):
            note = f"{written}，{amendment.by}审核改为{_printed(amendment.figure)}"
        else:
            continue
        notes.setdefault(original.sentence, []).append(note)
        if original.start not in edits:
            spoiled.add(original.sentence)
    return replace(
        annotated,
        sentences=tuple(
            replace(sentence, note=_BESIDE.join(notes.get(index, ())), quotable=index not in spoiled)
            for index, sentence in enumerate(annotated.sentences)
        ),
    )


def _spliced(annotated: AnnotatedReport, edits: Sequence[_Edit]) -> AnnotatedReport:
    """The report with new words in its text, all offsets moved along."""
    text = annotated.report.text
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.words + text[edit.end :]

    def moved(position: int) -> int:
        return position + sum(len(edit.words) - (edit.end - edit.start) for edit in edits if edit.end <= position)

    def placed(part: Part) -> Part:
        return replace(part, start=moved(part.start), end=moved(part.end))

    report = annotated.report
    return replace(
        annotated,
        report=replace(report, text=text, paragraphs=tuple(map(placed, report.paragraphs))),
        headings=tuple(map(placed, annotated.headings)),
        sentences=tuple(
            replace(sentence, text=text[sentence.start : sentence.end]) for sentence in map(placed, annotated.sentences)
        ),
        indicators=tuple(map(placed, annotated.indicators)),
    )


class _Notes:
    """Sentences that people's decisions put at a report's end."""

    def __init__(self, annotated: AnnotatedReport) -> None:
        self.annotated = annotated
        self.text = annotated.report.text
        self.sentences = list(annotated.sentences)

    def tell(self, figure: Indicator, note: str) -> Indicator:
        """The figure in a sentence of its own."""
        start = len(self.text) + 1
        self.text = f"{self.text}\n{note}"
        self.sentences.append(Sentence(index=len(self.sentences), start=start, end=len(self.text), text=note))
        return replace(figure, sentence=len(self.sentences) - 1, start=start, end=len(self.text))

    def report(self, indicators: Sequence[Indicator]) -> AnnotatedReport:
        tag = Tag(labels=(taxonomy().fallback.key,))
        new = len(self.sentences) - len(self.annotated.sentences)
        return replace(
            self.annotated,
            report=replace(self.annotated.report, text=self.text),
            sentences=tuple(self.sentences),
            tags=(*self.annotated.tags, *[tag] * new),
            indicators=tuple(indicators),
        )


def _printed(figure: Indicator) -> str:
    return print_quantity(figure.value, figure.unit, figure.bound)


def _sum_of(parts: Sequence[Indicator]) -> Indicator:
    unit = common_unit(base_unit(parts[0].unit)).unit
    value = sum((common_value(Decimal(str(part.value)), part.unit)[0] for part in parts), Decimal())
    return replace(
        parts[0], value=float(value), unit=unit, bound=combined_bound([part.bound for part in parts]),
        corrected=any(part.corrected for part in parts),
    )  # fmt: skip


def _sum_note(annotated: AnnotatedReport, parts: Sequence[Indicator], whole: Indicator, by: str) -> str:
    told = [f"{_place(annotated, part)}的{_printed(part)}" for part in parts]
    return f"{_ADDED}{'、'.join(told)}，经{by}核实不是一回事，{whole.name}合计{_printed(whole)}。"


def _place(annotated: AnnotatedReport, figure: Indicator) -> str:
    return f"第{figure.sentence + 1}句" if figure.sentence < len(annotated.sentences) else "更正后"


def told_about(text: str) -> tuple[int, ...]:
    """Indexes of the sentences that a sentence at a report's end is about; none for a sentence of the report.

    Example:
        >>> told_about("更正：第3句的3.2公里，经王芳核实，道路建设应为3.5公里。")
        (2,)
    """
    return tuple(int(number) - 1 for number in _ABOUT.findall(text)) if text.startswith(_HEADS) else ()


def decisions_in(note: str) -> list[tuple[str, bool]]:
    """What a sentence's note tells of each of its figures, and whether that one was left out.

    Example:
        >>> decisions_in("原文3.2公里，王芳审核改为3.5公里；46盏，王芳审核定为不计入")
        [('原文3.2公里，王芳审核改为3.5公里', False), ('46盏，王芳审核定为不计入', True)]
    """
    return [(told, told.endswith(_LEFT_OUT)) for told in note.split(_BESIDE) if told]


def _correction_note(annotated: AnnotatedReport, original: Indicator, amendment: Amendment) -> str:
    written = annotated.report.text[original.start : original.end]
    right = amendment.figure
    return (
        f"{_RIGHTED}第{original.sentence + 1}句的{written}，经{amendment.by}核实，{right.name}应为{_printed(right)}。"
    )
