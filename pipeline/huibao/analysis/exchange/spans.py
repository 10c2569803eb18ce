"""Label Studio, doccano and Prodigy: one task a report, a labelled span a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from huibao.analysis.exchange.labels import LabelledSpan, read_label, relabelled, written_label
from huibao.documents import annotated_of, document_of
from huibao.errors import UsageError
from huibao.schema import AnnotatedReport, Report
from huibao.segment.outline import line_paragraphs, segment
from huibao.taxonomy import Taxonomy

# The key under which a task carries its document; the text stands beside it already.
_KEY = "huibao"


def _payload(annotated: AnnotatedReport) -> dict[str, Any]:
    document = document_of(annotated)
    del document["report"]["text"]
    for sentence in document["sentences"]:
        del sentence["text"]
    return document


def _base(text: str, payload: Mapping[str, Any] | None, name: str) -> AnnotatedReport:
    """The report as it went out; a text that never was ours is cut into sentences here."""
    if payload is None:
        return segment(Report(name=name, text=text, paragraphs=line_paragraphs(text)))
    try:
        sentences = [{**one, "text": text[one["start"] : one["end"]]} for one in payload["sentences"]]
        return annotated_of({**payload, "report": {**payload["report"], "text": text}, "sentences": sentences})
    except (KeyError, TypeError) as error:
        raise UsageError(f"{name} 的 {_KEY} 数据不完整（{error}）；请重新导出后再标注") from error


# --- Label Studio -----------------------------------------------------------------------------------------


def label_studio_config(taxonomy: Taxonomy) -> str:
    """The labelling interface (XML) to paste into the project's settings: labels and, for 要求, the kind."""
    labels = "\n".join(
        f"    <Label value={quoteattr(label.full_name)} background={quoteattr(label.colour)} "
        f"hint={quoteattr(label.definition)}/>"
        for label in taxonomy.labels
    )
    kinds = "\n".join(f"    <Choice value={quoteattr(kind.name)}/>" for kind in taxonomy.kinds)
    return (
        f'<View>\n  <Labels name="label" toName="text" choice="multiple">\n{labels}\n  </Labels>\n'
        f'  <Text name="text" value="$text"/>\n'
        f'  <Choices name="kind" toName="text" perRegion="true">\n{kinds}\n  </Choices>\n</View>\n'
    )


def _regions(annotated: AnnotatedReport, taxonomy: Taxonomy) -> Iterator[dict[str, Any]]:
    kinds = {kind.key: kind.name for kind in taxonomy.kinds}
    for sentence, tag in zip(annotated.sentences, annotated.tags, strict=True):
        place = {"start": sentence.start, "end": sentence.end, "text": sentence.text}
        region = {"id": f"s{sentence.index}", "to_name": "text"}
        labels = [taxonomy[label].full_name for label in tag.labels]
        score = {"score": tag.scores[tag.labels[0]]} if tag.scores else {}
        yield {**region, "from_name": "label", "type": "labels", "value": {**place, "labels": labels}, **score}
        if tag.kind:
            chosen = {**place, "choices": [kinds[tag.kind]]}
            yield {**region, "from_name": "kind", "type": "choices", "value": chosen}


def label_studio_task(annotated: AnnotatedReport, taxonomy: Taxonomy) -> dict[str, Any]:
    """A task; a model's tags become a prediction to start from, a person's tags an annotation."""
    report = annotated.report
    data = {"text": report.text, "report": report.name, "village": report.village, _KEY: _payload(annotated)}
    result = list(_regions(annotated, taxonomy))
    scores = [tag.scores[tag.labels[0]] for tag in annotated.tags if tag.scores]
    if not scores:
        return {"data": data, "annotations": [{"result": result}]}
    prediction = {"model_version": "huibao", "score": sum(scores) / len(scores), "result": result}
    return {"data": data, "predictions": [prediction]}


def label_studio_report(task: Mapping[str, Any], taxonomy: Taxonomy, name: str) -> AnnotatedReport:
    """The report of an exported task (JSON or JSON-MIN), with the labels of its latest valid annotation."""
    data = task.get("data", task)
    base = _base(data["text"], data.get(_KEY), str(data.get("report") or name))
    finished = [one for one in task.get("annotations", []) if not one.get("was_cancelled")]
    if finished:
        return relabelled(base, _region_spans(finished[-1]["result"], taxonomy), taxonomy)
    if "data" not in task and isinstance(task.get("label"), list):
        # The short export sets kinds and labels beside the text instead of in results.
        marks = [{"value": mark} for name in ("label", "kind") for mark in task.get(name) or [] if "start" in mark]
        return relabelled(base, _region_spans(marks, taxonomy), taxonomy)
    return base


def _region_spans(result: Iterable[Mapping[str, Any]], taxonomy: Taxonomy) -> list[LabelledSpan]:
    names = {kind.name: kind.key for kind in taxonomy.kinds}
    values = [region["value"] for region in result if "start" in region["value"]]
    kinds = {(value["start"], value["end"]): names.get(value["choices"][0]) for value in values if value.get("choices")}
    return [
        LabelledSpan(
            start=value["start"],
            end=value["end"],
            label=read_label(label, taxonomy)[0],
            kind=kinds.get((value["start"], value["end"])),
        )
        for value in values
        for label in value.get("labels", ())
    ]


def write_label_studio(reports: Iterable[AnnotatedReport], path: Path, taxonomy: Taxonomy) -> None:
    """Tasks to import, and beside them the labelling interface as ``<name>.config.xml``."""
    tasks = [label_studio_task(annotated, taxonomy) for annotated in reports]
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_label_studio(path: Path, taxonomy: Taxonomy) -> Iterator[AnnotatedReport]:
    """Reports of tasks exported as JSON or JSON-MIN."""
    for number, task in enumerate(json.loads(path.read_text(encoding="utf-8")), 1):
        yield label_studio_report(task, taxonomy, f"task-{number}")


# --- doccano and Prodigy ----------------------------------------------------------------------------------


def _marks(annotated: AnnotatedReport, taxonomy: Taxonomy) -> Iterator[tuple[int, int, str]]:
    for sentence, tag in zip(annotated.sentences, annotated.tags, strict=True):
        for label in tag.labels:
            yield sentence.start, sentence.end, written_label(label, tag.kind, taxonomy)


def doccano_record(annotated: AnnotatedReport, taxonomy: Taxonomy) -> dict[str, Any]:
    """A line of a doccano sequence-labelling project (switch on overlapping spans for second labels)."""
    report = annotated.report
    labels = [list(mark) for mark in _marks(annotated, taxonomy)]
    return {"text": report.text, "label": labels, "report": report.name, _KEY: _payload(annotated)}


def doccano_report(record: Mapping[str, Any], taxonomy: Taxonomy, name: str) -> AnnotatedReport:
    """The report of an exported line, plain or with entities and relations."""
    marks = [(one["start_offset"], one["end_offset"], one["label"]) for one in record.get("entities", ())]
    marks += [tuple(mark) for mark in record.get("label") or record.get("labels") or ()]
    base = _base(record["text"], record.get(_KEY), str(record.get("report") or name))
    return relabelled(base, _spans(marks, taxonomy), taxonomy)


def prodigy_record(annotated: AnnotatedReport, taxonomy: Taxonomy) -> dict[str, Any]:
    """A line of Prodigy JSONL for ``spans.manual``."""
    report = annotated.report
    spans = [{"start": start, "end": end, "label": label} for start, end, label in _marks(annotated, taxonomy)]
    meta = {"report": report.name, "village": report.village}
    return {"text": report.text, "spans": spans, "meta": meta, _KEY: _payload(annotated), "answer": "accept"}


def prodigy_report(record: Mapping[str, Any], taxonomy: Taxonomy, name: str) -> AnnotatedReport:
    """The report of a line of ``db-out``; one that the annotator did not accept comes back as it went out."""
    base = _base(record["text"], record.get(_KEY), str(record.get("meta", {}).get("report") or name))
    if record.get("answer", "accept") != "accept":
        return base
    marks = [(span["start"], span["end"], span["label"]) for span in record["spans"]]
    return relabelled(base, _spans(marks, taxonomy), taxonomy)


def _spans(marks: Iterable[tuple[int, int, str]], taxonomy: Taxonomy) -> list[LabelledSpan]:
    spans = []
    for start, end, written in marks:
        label, kind = read_label(written, taxonomy)
        spans.append(LabelledSpan(start=start, end=end, label=label, kind=kind))
    return spans


def _write_lines(records: Iterable[Mapping[str, Any]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for record in records:
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield f"line-{number}", json.loads(line)


def write_doccano(reports: Iterable[AnnotatedReport], path: Path, taxonomy: Taxonomy) -> None:
    """JSONL to import into a sequence-labelling project."""
    _write_lines((doccano_record(annotated, taxonomy) for annotated in reports), path)


def read_doccano(path: Path, taxonomy: Taxonomy) -> Iterator[AnnotatedReport]:
    """Reports of an export as JSONL."""
    for name, record in _lines(path):
        yield doccano_report(record, taxonomy, name)


def write_prodigy(reports: Iterable[AnnotatedReport], path: Path, taxonomy: Taxonomy) -> None:
    """JSONL for ``prodigy spans.manual``."""
    _write_lines((prodigy_record(annotated, taxonomy) for annotated in reports), path)


def read_prodigy(path: Path, taxonomy: Taxonomy) -> Iterator[AnnotatedReport]:
    """Reports of ``prodigy db-out``."""
    for name, record in _lines(path):
        yield prodigy_report(record, taxonomy, name)
