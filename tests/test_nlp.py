from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from huibao.errors import ModelError
from huibao.ingest import read_report
from huibao.nlp import annotate, annotated_doc, blank, load, report_doc
from huibao.schema import AnnotatedReport, Indicator, Report
from huibao.segment.outline import line_paragraphs, segment

Authored = Callable[..., AnnotatedReport]
TEXT = (
    "各位领导：\n一、主要成效\n修路3.6公里，监测户24户。群众出门方便多了。\n"
    "二、存在问题\n桃子卖不上价，没有冷库。\n三、下一步打算\n明年计划建冷库一座。\n"
)


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def test_load_chains_the_registered_components(nlp: Language) -> None:
    assert isinstance(nlp, Language)
    assert nlp.pipe_names == ["huibao_outline", "huibao_sentences", "huibao_tags", "huibao_indicators"]


@pytest.mark.parametrize("name", ["huibao_outline", "huibao_sentences", "huibao_tags", "huibao_indicators"])
def test_components_are_found_by_name_in_a_plain_language(name: str) -> None:
    plain = spacy.blank("zh")
    plain.add_pipe(name)
    assert plain.pipe_names == [name]


def test_spans_lie_in_their_groups_with_their_details(doc: Doc) -> None:
    assert [(span.text, span.label_) for span in doc.spans["headings"]] == [
        ("一、主要成效", "H1"), ("二、存在问题", "H1"), ("三、下一步打算", "H1"),
    ]  # fmt: skip
    assert [(span.text, span._.section) for span in doc.spans["sentences"]] == [
        ("各位领导：", []),
        ("修路3.6公里，监测户24户。", ["一、主要成效"]),
        ("群众出门方便多了。", ["一、主要成效"]),
        ("桃子卖不上价，没有冷库。", ["二、存在问题"]),
        ("明年计划建冷库一座。", ["三、下一步打算"]),
    ]
    assert [(span._.indicator["value"], span._.indicator["status"]) for span in doc.spans["indicators"]] == [
        (3.6, "actual"), (24.0, "actual"), (1.0, "plan"),
    ]  # fmt: skip


def test_every_sentence_has_a_tag_whose_first_label_is_the_span_s(doc: Doc, nlp: Language) -> None:
    tags = doc.spans["tags"]
    assert [span.text for span in tags] == [span.text for span in doc.spans["sentences"]]
    for span in tags:
        assert span._.labels[0] == span.label_
        assert set(span._.labels) <= set(span._.scores)
        assert all(0 <= score <= 1 for score in span._.scores.values())
        assert span._.kind in ("directive", "plan", "request", None)
        assert isinstance(span._.review, bool)


def test_offsets_of_indicators_are_exact_though_spans_cover_whole_words(doc: Doc) -> None:
    for span in doc.spans["indicators"]:
        fields = span._.indicator
        assert span.start_char <= fields["start"] < fields["end"] <= span.end_char
    assert [TEXT[s._.indicator["start"] : s._.indicator["end"]] for s in doc.spans["indicators"]] == [
        "3.6公里", "24户", "一座",
    ]  # fmt: skip


@given(st.one_of(st.text(alphabet="石桥村路水一。；！…“”（）()1.a_-% \n\t　😀〇", max_size=60), st.text(max_size=40)))
def test_the_tokenizer_loses_nothing(text: str) -> None:
    assert blank()(text).text == text


@given(st.text(alphabet="石桥村一二、（）1.。；;！？!…“”'\"〔〕， \t\n#繁體aZ_%\u200b\ufeff😀", max_size=60))
def test_sentence_edges_are_word_edges(text: str) -> None:
    plain = blank()
    plain.add_pipe("huibao_outline")
    plain.add_pipe("huibao_sentences")
    expected = segment(Report(name="", text=text, paragraphs=line_paragraphs(text)))
    assert plain(text)._.annotated == expected


@pytest.mark.parametrize("text", ["", " ", "\n\n", "。", "\u200b", "😀"])
def test_hardly_any_text_is_no_trouble(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_pipe_gives_the_same_as_one_by_one_in_order(nlp: Language, doc: Doc) -> None:
    texts = [TEXT, "", "水通了。" * 40, TEXT]
    piped = list(nlp.pipe(texts))
    assert [one.text for one in piped] == texts
    assert [one._.annotated for one in piped] == [nlp(text)._.annotated for text in texts]


def test_pipe_is_lazy(nlp: Language) -> None:
    taken: list[int] = []

    def endless() -> object:
        for number in range(10_000):
            taken.append(number)
            yield "水通了。"

    next(iter(nlp.pipe(endless(), batch_size=8)))  # type: ignore[call-overload]
    assert len(taken) < 200


def test_a_report_travels_through_the_pipeline_unchanged(nlp: Language, samples: Path) -> None:
    report = read_report(samples / "大塘村.md")
    (annotated,) = annotate(nlp, [report])
    assert annotated.report == report
    assert len(annotated.tags) == len(annotated.sentences) > 10
    assert annotated.indicators


def everything(nlp: Language, samples: Path) -> Doc:
    return nlp(report_doc(nlp, read_report(samples / "沙湾村季度汇报.docx")))


def test_a_doc_bin_gives_everything_back(nlp: Language, samples: Path, tmp_path: Path) -> None:
    doc = everything(nlp, samples)
    DocBin(store_user_data=True, docs=[doc]).to_disk(tmp_path / "a.spacy")
    (back,) = DocBin().from_disk(tmp_path / "a.spacy").get_docs(blank().vocab)
    assert back._.annotated == doc._.annotated
    assert [span.label_ for span in back.spans["tags"]] == [span.label_ for span in doc.spans["tags"]]


def test_bytes_give_everything_back(nlp: Language, samples: Path) -> None:
    doc = everything(nlp, samples)
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.annotated == doc._.annotated


def test_a_saved_pipeline_is_loaded_by_spacy_alone(nlp: Language, doc: Doc, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path)(TEXT)._.annotated == doc._.annotated


def test_a_pipeline_travels_as_bytes(nlp: Language, doc: Doc) -> None:
    assert load().from_bytes(nlp.to_bytes())(TEXT)._.annotated == doc._.annotated


@pytest.mark.parametrize("group", ["tags", "indicators", "headings"])
def test_displacy_draws_every_group(doc: Doc, group: str) -> None:
    html = displacy.render(doc, style="span", options={"spans_key": group})
    assert all(span.label_ in html for span in doc.spans[group])


def test_an_authored_report_keeps_all_its_indicators_as_a_doc(authored: Authored) -> None:
    # Authored indicators have their sentence's range, all of them the same.
    report = authored(
        "H|一、成效\nP\n"
        "achievement.poverty|监测户24户，公益岗12个，务工233人。|"
        "监测户=24户@actual; 公益岗=12个@actual; 务工人数=233人@actual\n"
        "requirement.development/plan|明年建冷库一座。|冷库=1座@plan\n"
    )
    assert annotated_doc(blank(), report)._.annotated == report


def test_an_indicator_that_ends_inside_a_word_keeps_its_own_range() -> None:
    text = "请了5个人来帮工。"
    indicator = Indicator(name="帮工", value=5, unit="个", sentence=0, start=2, end=4)
    segmented = segment(Report(name="a", text=text, paragraphs=line_paragraphs(text)))
    doc = annotated_doc(blank(), AnnotatedReport(report=segmented.report, indicators=(indicator,)))
    assert doc._.annotated.indicators == (indicator,)


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="找不到模型目录"):
        load(tmp_path / "none")


def test_spans_outside_the_pipeline_have_no_indicator(nlp: Language, doc: Doc) -> None:
    assert doc[0:2]._.indicator is None
