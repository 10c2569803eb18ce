"""An evaluation as CSV files, for spreadsheets and for ``dvc plots``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from huibao.evaluation.measure import JudgedReport, ModelEvaluation
from huibao.output import replacing
from huibao.tagging.metrics import METRICS, Estimate
from huibao.taxonomy import Taxonomy

_Row = Sequence[str | int | float | bool]


def write_tables(
    result: ModelEvaluation, judged: Sequence[JudgedReport], taxonomy: Taxonomy, folder: Path
) -> tuple[Path, ...]:
    """Write one file a table into a folder (made where missing, files replaced).

    Returns:
        The files: ``metrics``, ``labels``, ``confusion``, ``townships``, ``voices``, ``calibration``, ``coverage``,
        ``against`` (as far as there is something in it) and ``sentences``, which has a row for each gold sentence.
    """
    tags = result.tags
    tables: dict[str, tuple[Sequence[str], list[_Row]]] = {
        "metrics": (("metric", "value", "low", "high"), [(name, *_cells(getattr(tags, name))) for name in METRICS]),
        "labels": (
            ("label", "name", "precision", "recall", "f1", "support"),
            [
                (s.label, taxonomy[s.label].full_name, *_short(s.precision, s.recall, s.f1), s.support)
                for s in tags.labels
            ],
        ),
        "confusion": (
            ("gold", "predicted", "sentences"),
            [
                (gold, predicted, count)
                for gold, row in zip(taxonomy.keys, tags.confusion, strict=True)
                for predicted, count in zip(taxonomy.keys, row, strict=True)
            ],
        ),
        "calibration": (
            ("probability", "right", "sentences"),
            [(*_short(part.probability, part.right), part.sentences) for part in result.calibration.bins],
        ),
        "coverage": (
            ("coverage", "accuracy", "certainty"),
            [tuple(_short(p.coverage, p.accuracy, p.certainty)) for p in result.coverage.points],
        ),
        "sentences": (
            ("report", "index", "text", "gold", "predicted", "gold_kind", "kind", "probability", "certainty", "review"),
            [row for part in judged for row in _sentences(part)],
        ),
    }
    for kind, groups in (("townships", result.townships), ("voices", result.voices)):
        columns = [f"{name}{end}" for name in METRICS for end in ("", "_low", "_high")]
        tables[kind] = (
            ("name", "reports", "sentences", *columns),
            [
                (g.name, g.reports, g.sentences, *(cell for name in METRICS for cell in _cells(getattr(g, name))))
                for g in groups
            ],
        )
    if result.against:
        tables["against"] = (
            ("metric", "ours", "theirs", "gain", "gain_low", "gain_high", "p"),
            [(d.metric, *_short(d.ours, d.theirs), *_cells(d.gain), *_short(d.p)) for d in result.against.differences],
        )
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write(folder / f"{name}.csv", header, rows) for name, (header, rows) in tables.items() if rows)


def _write(path: Path, header: Sequence[str], rows: Iterable[_Row]) -> Path:
    with replacing(path, force=True) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def _short(*values: float) -> tuple[float, ...]:
    return tuple(round(value, 4) for value in values)


def _cells(estimate: Estimate) -> tuple[float, ...]:
    return _short(estimate.value, estimate.low, estimate.high)


def _sentences(part: JudgedReport) -> Iterable[_Row]:
    for sentence, gold, tag, certainty in zip(
        part.gold.sentences, part.gold.tags, part.tags, part.certainty, strict=True
    ):
        yield (
            part.gold.report.name,
            sentence.index,
            sentence.text,
            ",".join(gold.labels),
            ",".join(tag.labels),
            gold.kind or "",
            tag.kind or "",
            *_short(max(tag.scores.values()), certainty),
            int(tag.review),
        )
