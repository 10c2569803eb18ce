from __future__ import annotations

from dataclasses import replace

import pytest

from huibao.briefing.writing.figures import reads_value
from huibao.frames import source_of
from huibao.indicators.numbers.quantities import read_quantities
from huibao.schema import AnnotatedReport, Bound, Indicator, Paragraph, Report, Sentence, Tag
from huibao.segment.normalize import normalize
from huibao.web.amending import Amendment, amended


def report(*texts: str) -> AnnotatedReport:
    """A report of one paragraph a sentence, every quantity a figure."""
    text, sentences, paragraphs, figures = "", [], [], []
    for index, words in enumerate(texts):
        start, end = len(text), len(text) + len(words)
        sentences.append(Sentence(index=index, start=start, end=end, text=words, paragraph=index))
        paragraphs.append(Paragraph(start=start, end=end, place=f"第{index + 1}段"))
        view = normalize(words)
        for found in read_quantities(view.text):
            begin, stop = view.source_range(found.start, found.end)
            figures.append(
                Indicator(name="监测户", value=float(found.value), unit=found.unit, bound=found.bound, sentence=index,
                          start=start + begin, end=start + stop)
            )  # fmt: skip
        text += words + "\n"
    return AnnotatedReport(
        report=Report(name="a.txt", text=text, paragraphs=tuple(paragraphs), village="柳河村"),
        sentences=tuple(sentences), tags=(Tag(labels=("other",)),) * len(texts), indicators=tuple(figures),
    )  # fmt: skip


def corrected(of: AnnotatedReport, place: int, value: float, bound: Bound | None = None) -> AnnotatedReport:
    """The report with one of its figures corrected by 王芳."""
    figure = of.indicators[place]
    right = replace(figure, value=value, bound=figure.bound if bound is None else bound)
    return amended(of, {figure.start: Amendment(verdict="corrected", figure=right, by="王芳")})


@pytest.mark.parametrize(
    ("text", "value", "after"),
    [
        ("新修产业路3.2公里，安装路灯46盏。", 3.5, "新修产业路3.5公里，安装路灯46盏。"),
        ("新修产业路 3．2 公里。", 3.5, "新修产业路 3.5公里。"),
        ("收入达到86.5万元。", 900_000.0, "收入达到90万元。"),
        ("收入达到865000元。", 900_000.0, "收入达到900000元。"),
        ("争取资金1200余万元，建桥。", 13_000_000.0, "争取资金超过1300万元，建桥。"),
        ("约九十户参加培训。", 95.0, "约95户参加培训。"),
        ("修路两公里六。", 2.8, "修路2.8公里。"),
        ("改厕30户、危房5户、低保12户。", 31.0, "改厕31户、危房5户、低保12户。"),
    ],
)
def test_a_corrected_number_stands_in_its_sentence_as_the_report_writes_numbers(
    text: str, value: float, after: str
) -> None:
    told = corrected(report(text), 0, value)
    sentence = told.sentences[0]
    assert (sentence.text, sentence.quotable, len(told.sentences)) == (after, True, 1)
    assert sentence.note.startswith("原文")
    assert "，王芳审核改为" in sentence.note


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("收入达到86.5万元，比上年增长四成。", 900_000.0, None),
        ("新建大棚12座，12座全部投产。", 13.0, None),
        ("共30户，其中东组18户、西组12户。", 31.0, None),
        ("由11户降到7户，减少4户。", 12.0, None),
        ("约九十户参加培训。", 95.0, ""),
    ],
)
def test_a_sentence_that_would_contradict_itself_is_not_quoted_and_the_correction_proves_the_figure(
    text: str, value: float, bound: Bound | None
) -> None:
    told = corrected(report(text), 0, value, bound)
    assert (told.sentences[0].text, told.sentences[0].quotable) == (text, False)
    figure = next(figure for figure in told.indicators if figure.value == value)
    assert told.sentences[figure.sentence].text.startswith("更正：第1句的")
    assert reads_value(source_of(told, figure.sentence), value)


def test_offsets_move_with_the_words_that_are_put_in() -> None:
    told = corrected(report("监测户9户。", "路灯46盏。"), 0, 1009.0)
    text = told.report.text
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in told.sentences)
    assert [text[p.start : p.end] for p in told.report.paragraphs] == ["监测户1009户。", "路灯46盏。"]
    assert [text[figure.start : figure.end] for figure in told.indicators] == ["1009户", "46盏"]
    assert [figure.corrected for figure in told.indicators] == [True, False]


def test_two_corrections_of_one_sentence_both_stand_in_it() -> None:
    before = report("监测户9户，路灯46盏。")
    amendments = {
        figure.start: Amendment(verdict="corrected", figure=replace(figure, value=figure.value + 1), by="王芳")
        for figure in before.indicators
    }
    sentence = amended(before, amendments).sentences[0]
    assert sentence.text == "监测户10户，路灯47盏。"
    assert sentence.note == "原文9户，王芳审核改为10户；原文46盏，王芳审核改为47盏"


def test_a_figure_left_out_is_gone_and_its_sentence_not_quoted() -> None:
    before = report("监测户9户，路灯46盏。")
    told = amended(before, {before.indicators[0].start: Amendment(verdict="excluded", figure=before.indicators[0],
                                                                  by="王芳")})  # fmt: skip
    assert [figure.value for figure in told.indicators] == [46.0]
    assert (told.sentences[0].note, told.sentences[0].quotable) == ("9户，王芳审核定为不计入", False)


def test_another_name_leaves_the_sentence_as_it_is() -> None:
    before = report("监测户9户。")
    right = replace(before.indicators[0], name="脱贫户")
    told = amended(before, {right.start: Amendment(verdict="corrected", figure=right, by="王芳")})
    assert (told.sentences[0].text, told.sentences[0].note, told.sentences[0].quotable) == ("监测户9户。", "", True)
    assert [(figure.name, figure.sentence, figure.corrected) for figure in told.indicators] == [("脱贫户", 0, False)]
    assert len(told.sentences) == 1
