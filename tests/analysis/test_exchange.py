"""Out and back in: everything comes back as it went, and what people changed comes back changed."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huibao.analysis.exchange import rows
from huibao.analysis.exchange.formats import FORMATS, Format, format_named, read_exchange
from huibao.analysis.exchange.labels import LabelledSpan, read_label, relabelled
from huibao.analysis.exchange.spans import label_studio_config, label_studio_report, label_studio_task
from huibao.analysis.load import Corpus
from huibao.documents import annotated_of, document_of
from huibao.errors import UsageError
from huibao.schema import AnnotatedReport, Report, Tag
from huibao.segment.outline import line_paragraphs, segment
from huibao.taxonomy import Taxonomy

FORMAT = pytest.mark.parametrize("form", FORMATS.values(), ids=list(FORMATS))


def hard_reports(taxonomy: Taxonomy) -> tuple[AnnotatedReport, ...]:
    """Blank lines, a formula, quotes, a control character, a long text, a second label."""
    texts = (
        "标题\n\n  =1+1，建冷库。\n\n“引号”,还有逗号；第二句\x0b。\n",
        "'开头的撇号。\n" + "\n".join(f"第{number}段，今年修了水渠{number}米。" for number in range(2500)),
    )
    reports = []
    for number, text in enumerate(texts):
        report = Report(
            name=f"难/{number}.txt", text=text, paragraphs=line_paragraphs(text), village="=村", period="2025Q3"
        )
        annotated = segment(report)
        tag = Tag(
            labels=("requirement.development", "bottleneck.resources"),
            scores={"requirement.development": 0.1 + 0.2, "bottleneck.resources": 1 / 3},
            kind="request",
            review=True,
        )
        reports.append(replace(annotated, tags=(tag,) * len(annotated.sentences)))
    return tuple(reports)


def there_and_back(
    form: Format, reports: tuple[AnnotatedReport, ...], folder: Path, taxonomy: Taxonomy
) -> tuple[AnnotatedReport, ...]:
    path = folder / f"标注{form.suffix}"
    form.write(reports, path, taxonomy)
    return tuple(read_exchange(path, taxonomy))


@FORMAT
def test_nothing_is_lost(form: Format, tagged: Corpus, corpus: Corpus, tmp_path: Path) -> None:
    assert there_and_back(form, tagged.reports, tmp_path, tagged.taxonomy) == tagged.reports
    assert there_and_back(form, corpus.reports, tmp_path, corpus.taxonomy) == corpus.reports


@FORMAT
def test_nothing_is_lost_of_awkward_texts(form: Format, taxonomy: Taxonomy, tmp_path: Path) -> None:
    reports = hard_reports(taxonomy)
    assert len(reports[1].report.text) > 32_767
    assert there_and_back(form, reports, tmp_path, taxonomy) == reports


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_no_text_is_changed(taxonomy: Taxonomy, tmp_path: Path, text: str) -> None:
    report = Report(name="a.txt", text=text, paragraphs=line_paragraphs(text))
    annotated = segment(report)
    annotated = replace(annotated, tags=(Tag(labels=("other",)),) * len(annotated.sentences))
    assert annotated_of(json.loads(json.dumps(document_of(annotated)))) == annotated
    for name in ("label-studio", "doccano", "prodigy"):
        assert there_and_back(FORMATS[name], (annotated,), tmp_path, taxonomy) == (annotated,)
    for name in ("csv", "excel", "parquet"):
        # A report without a sentence has no row in a table.
        expected = (annotated,) if annotated.sentences else ()
        assert there_and_back(FORMATS[name], (annotated,), tmp_path, taxonomy) == expected


# --- corrections ------------------------------------------------------------------------------------------


def corrected(tagged: Corpus, path: Path) -> AnnotatedReport:
    """The first report as read back; the others must be as they were."""
    first, *others = read_exchange(path, tagged.taxonomy)
    assert tuple(others) == tagged.reports[1:]
    assert first.tags[:2] == tagged.reports[0].tags[:2]
    assert first.tags[3:] == tagged.reports[0].tags[3:]
    return first


Edit = Callable[[Any], None]


def _edit_json(path: Path, edit: Edit) -> None:
    tasks = json.loads(path.read_text(encoding="utf-8"))
    edit(tasks[0])
    path.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")


def _edit_line(path: Path, edit: Edit) -> None:
    first, *others = path.read_text(encoding="utf-8").splitlines()
    record = json.loads(first)
    edit(record)
    path.write_text("\n".join([json.dumps(record), *others]), encoding="utf-8")


@pytest.mark.parametrize("name", ["label-studio", "doccano", "prodigy", "csv", "excel", "parquet"])
def test_a_correction_comes_back_as_a_person_s_tag(name: str, tagged: Corpus, tmp_path: Path) -> None:
    form = FORMATS[name]
    path = tmp_path / f"标注{form.suffix}"
    form.write(tagged.reports, path, tagged.taxonomy)
    _CORRECT[name](path)
    wanted = Tag(labels=("requirement.development",), kind="request")
    assert corrected(tagged, path).tags[2] == wanted


def _correct_label_studio(path: Path) -> None:
    def edit(task: dict[str, Any]) -> None:
        result = task["predictions"][0]["result"]
        (region,) = [one for one in result if one["id"] == "s2"]
        region["value"]["labels"] = ["要求·破解难题"]
        kind = {**region, "type": "choices", "from_name": "kind", "value": {**region["value"], "choices": ["诉求"]}}
        del kind["value"]["labels"]
        task["annotations"] = [{"result": [], "was_cancelled": True}, {"result": [*result, kind]}]

    _edit_json(path, edit)


def _correct_doccano(path: Path) -> None:
    _edit_line(path, lambda record: record["label"][2].__setitem__(2, "requirement.development/request"))


def _correct_prodigy(path: Path) -> None:
    _edit_line(path, lambda record: record["spans"][2].update(label="requirement.development/request"))


def _correct_csv(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    lines[2]["labels"] = '["要求·破解难题/诉求"]'
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, lines[0])
        writer.writeheader()
        writer.writerows(lines)


def _correct_excel(path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    header = [cell.value for cell in sheet[1]]
    sheet.cell(4, header.index("labels") + 1).value = '["requirement.development"]'
    sheet.cell(4, header.index("kind") + 1).value = "request"
    workbook.save(path)


def _correct_parquet(path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    lines = table.to_pylist()
    lines[2].update(labels=["requirement.development"], kind="request")
    pq.write_table(pa.Table.from_pylist(lines, schema=table.schema), path)


_CORRECT: dict[str, Callable[[Path], None]] = {
    "label-studio": _correct_label_studio, "doccano": _correct_doccano, "prodigy": _correct_prodigy,
    "csv": _correct_csv, "excel": _correct_excel, "parquet": _correct_parquet,
}  # fmt: skip


def test_a_region_over_two_sentences_labels_both_and_one_removed_says_nothing(corpus: Corpus) -> None:
    report = corpus.reports[1]
    first, second, third = report.sentences
    span = LabelledSpan(start=first.start, end=second.end, label="bottleneck.methods")
    back = relabelled(report, [span], corpus.taxonomy)
    assert [tag.labels for tag in back.tags] == [("bottleneck.methods",), ("bottleneck.methods",), ("other",)]
    assert third.index == 2


def test_a_requirement_without_a_kind_keeps_the_one_it_had(corpus: Corpus) -> None:
    report = corpus.reports[0]
    plan = report.sentences[4]
    span = LabelledSpan(start=plan.start, end=plan.end, label="requirement.competence")
    assert relabelled(report, [span], corpus.taxonomy).tags[4] == Tag(labels=("requirement.competence",), kind="plan")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("bottleneck.industry", ("bottleneck.industry", None)),
        ("瓶颈·产业发展", ("bottleneck.industry", None)),
        ("requirement.service/plan", ("requirement.service", "plan")),
        ("要求·服务群众/打算", ("requirement.service", "plan")),
        ("其他", ("other", None)),
    ],
)
def test_labels_are_read_by_key_and_by_name(taxonomy: Taxonomy, written: str, read: tuple[str, str | None]) -> None:
    assert read_label(written, taxonomy) == read


def test_an_unknown_label_is_named(taxonomy: Taxonomy) -> None:
    with pytest.raises(UsageError, match="标签 '产业' 不在标签体系里"):
        read_label("产业", taxonomy)


def test_a_changed_text_is_refused(tagged: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows.write_csv(tagged.reports, path)
    path.write_text(
        path.read_text(encoding="utf-8-sig").replace(",今年修路3.6公里。,", ",今年修路4公里。,"), encoding="utf-8"
    )
    with pytest.raises(UsageError, match="qingshi/2025q2-shiqiao 第 1 句的原文被改动过"):
        read_exchange(path, tagged.taxonomy)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", "[{}]"),
        ("a.json", "{"),
        ("a.jsonl", '{"text": 3}'),
        ("a.csv", "report,document\nx,y\n"),
        ("a.xlsx", "x"),
    ],
)
def test_a_damaged_file_is_refused_in_one_sentence(taxonomy: Taxonomy, tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"不是标注文件，或已损坏|不完整"):
        read_exchange(tmp_path / name, taxonomy)


def test_an_unknown_format_is_named_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="没有 brat 这种交换格式；可用的有 label-studio、doccano"):
        format_named("brat")


# --- the real libraries -----------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_label_studio_accepts_configuration_and_tasks(tagged: Corpus, corpus: Corpus) -> None:
    from label_studio_sdk.label_interface import LabelInterface

    interface = LabelInterface(label_studio_config(tagged.taxonomy))
    interface.validate()
    task = label_studio_task(tagged.reports[0], tagged.taxonomy)
    assert interface.validate_prediction(task["predictions"][0])
    by_hand = label_studio_task(corpus.reports[0], corpus.taxonomy)
    assert interface.validate_annotation(by_hand["annotations"][0])
    assert "predictions" not in by_hand


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_label_studio_s_converter_gives_the_short_form_back(corpus: Corpus, tmp_path: Path) -> None:
    from label_studio_sdk.converter import Converter

    source = tmp_path / "tasks.json"
    tasks = [label_studio_task(annotated, corpus.taxonomy) for annotated in corpus.reports]
    for number, task in enumerate(tasks, 1):
        task["id"] = number
        task["annotations"][0] |= {"id": number, "completed_by": 1, "was_cancelled": False}
    source.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    converter = Converter(label_studio_config(corpus.taxonomy), project_dir=str(tmp_path), download_resources=False)
    converter.convert_to_json_min(str(source), str(tmp_path / "out"), is_dir=False)
    short = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    back = [label_studio_report(task, corpus.taxonomy, "") for task in short]
    assert tuple(back) == corpus.reports


def test_a_text_annotated_from_scratch_becomes_a_report(taxonomy: Taxonomy) -> None:
    text = "村里缺水。打算明年打井。"
    region = {"value": {"start": 0, "end": 5, "text": "村里缺水。", "labels": ["瓶颈·要素保障"]}, "type": "labels"}
    task = {"data": {"text": text}, "annotations": [{"result": [region]}]}
    report = label_studio_report(task, taxonomy, "task-1")
    assert report.report.name == "task-1"
    assert [tag.labels[0] for tag in report.tags] == ["bottleneck.resources", "other"]


def test_hugging_face_datasets_hold_the_reports(
    tagged: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    import datasets

    dataset = rows.to_dataset(tagged.reports)
    assert tuple(rows.from_dataset(dataset, tagged.taxonomy)) == tagged.reports
    rows.write_parquet(tagged.reports, tmp_path / "a.parquet")
    loaded = datasets.Dataset.from_parquet(str(tmp_path / "a.parquet"), cache_dir=str(tmp_path / "cache"))
    assert loaded.features["labels"].feature.dtype == "string"
    assert tuple(rows.from_dataset(loaded, tagged.taxonomy)) == tagged.reports


def test_spacy_reads_the_docs(tagged: Corpus, tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    FORMATS["spacy"].write(tagged.reports, tmp_path / "a.spacy", tagged.taxonomy)
    doc = next(iter(DocBin().from_disk(tmp_path / "a.spacy").get_docs(spacy.blank("zh").vocab)))
    assert [span.label_ for span in doc.spans["tags"]] == [tag.labels[0] for tag in tagged.reports[0].tags]
