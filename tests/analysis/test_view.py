from __future__ import annotations

from dataclasses import replace

import pandas as pd

from huibao.analysis.load import Corpus
from huibao.analysis.view import figure, show, show_table
from huibao.schema import Indicator, Report, Tag
from huibao.segment.outline import line_paragraphs, segment


def test_a_report_is_shown_with_headings_colours_and_scores(tagged: Corpus) -> None:
    page = show(tagged.reports[0], tagged.taxonomy)._repr_html_()
    assert "<h4>一、成效</h4>" in page
    assert 'style="--c:#ef6c00"' in page
    assert "瓶颈·产业发展 89%" in page
    assert page.count('class="s q"') == 2


def test_figures_are_underlined_in_their_place() -> None:
    text = "装路灯20盏。"
    annotated = segment(Report(name="a", text=text, paragraphs=line_paragraphs(text)))
    light = Indicator(name="路灯", value=20, unit="盏", start=3, end=6)
    annotated = replace(annotated, tags=(Tag(labels=("other",)),), indicators=(light,))
    page = show(annotated).html
    assert '装路灯<u title="路灯＝20盏（本期）">20盏</u>。' in page


def test_no_space_comes_between_chinese_characters(tagged: Corpus) -> None:
    assert "村里没有冷库，资金缺口30万元。</span>" in show(tagged.reports[0], tagged.taxonomy).html


def test_text_is_text_not_markup() -> None:
    text = "看<b>这里</b>。"
    annotated = segment(Report(name="a", text=text, paragraphs=line_paragraphs(text)))
    assert "看&lt;b&gt;这里&lt;/b&gt;。" in show(annotated).html


def test_an_indicator_in_words() -> None:
    assert (
        figure(Indicator(name="资金", value=1200000, unit="元", bound="≥", status="plan"))
        == "资金＝≥1,200,000元（计划）"
    )


def test_a_missing_text_is_no_number() -> None:
    page = show_table(pd.DataFrame({"kind": ["plan", None], "review": [True, False]})).html
    assert "<td>plan</td><td>True</td>" in page
    assert "<td>—</td><td>False</td>" in page


def test_a_table_shows_whole_sentences_and_numbers_as_they_are() -> None:
    sentence = "村里没有冷库，" * 20
    frame = pd.DataFrame({"text": [sentence, "<b>"], "value": [1200.0, float("nan")], "share": [0.256, 1.0]})
    page = show_table(frame, top=2).html
    assert f"<td>{sentence}</td>" in page
    assert '<td class="n">1,200</td><td class="n">0.26</td>' in page
    assert '<td>&lt;b&gt;</td><td class="n">—</td><td class="n">1.00</td>' in page
    assert "共 2 行，显示前 1 行" in show_table(frame, top=1).html
