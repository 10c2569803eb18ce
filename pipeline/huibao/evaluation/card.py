"""A model's card: what it is, what it was trained on, how good, how fast, and what it cannot do.

Every figure is read from a file that a measurement wrote; nothing is worked out or remembered here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from huibao.corpus.authoring import read_corpus
from huibao.corpus.splits import SPLITS, load_splits
from huibao.errors import ModelError
from huibao.evaluation.lines import TITLES
from huibao.output import replacing
from huibao.tagging.decision import FILE as DECISION
from huibao.tagging.model import load_tagger
from huibao.tagging.protocol import CONFIG
from huibao.taxonomy import Taxonomy

CARD = "README.md"
METRICS, FRESH, ABLATION = "metrics.json", "fresh.json", "ablation.json"
_ABOUT = {
    "linear": "TF-IDF features of a sentence, its headings and neighbours; one logistic regression a label.",
    "context": "A small pre-trained encoder reads each sentence, a recurrent network reads the report; mixed with the "
    "linear tagger. 8-bit ONNX, runs without PyTorch.",
    "transformer": "A Hugging Face checkpoint, fine-tuned on sentence, headings and neighbours. Needs PyTorch.",
}
_LIMITS = (
    "Trained on invented reports and speeches, written by several hands after the manner of real ones; real reports "
    "differ in ways that no figure here shows.",
    "It tags modern mainland Chinese officialese; other kinds of text get labels too, and they mean nothing.",
    "The label of a sentence says what it asserts, not whether that is true.",
    "Probabilities and the review threshold hold for reports like those of the validation townships; an office whose "
    "reports differ should check a sample of what skips review, and can fit them anew on its own tagged reports "
    "(`huibao calibrate`).",
)


def write_card(
    directory: Path, corpus: Path, splits: Path, taxonomy: Taxonomy, *, benchmark: Path | None = None
) -> Path:
    """Write ``README.md`` into a model directory.

    Args:
        directory: of a model; its ``metrics.json`` comes from ``huibao evaluate -o``. Optional are ``fresh.json``, the
            same of reports by writers who knew nothing of the corpus, and ``ablation.json``, a list of rows with the
            same keys.
        corpus, splits: what it was trained on.
        taxonomy: the label system.
        benchmark: ``quality.json`` of ``benchmarks/quality.py``, for speed and memory.

    Returns:
        Path of the card.

    Raises:
        ModelError: the directory holds no model, or one of the files is missing or damaged.
    """
    tagger = load_tagger(directory, taxonomy)
    config = _read(directory / CONFIG)
    name = str(config["format"]).removeprefix("huibao-").rpartition("-")[0]
    target = directory / CARD
    try:
        lines = [
            f"# {directory.resolve().name}",
            "",
            _ABOUT[name],
            f"{len(tagger.labels)} labels, {len(tagger.kinds)} kinds; {_size(directory)} on disk.",
            "",
            *_data(corpus, splits, taxonomy),
            *_metrics(_read(directory / METRICS)),
            *(_fresh(_read(directory / FRESH)) if (directory / FRESH).is_file() else ()),
            *_decision(_read(directory / DECISION)),
            *(_ablation(_read(directory / ABLATION)) if (directory / ABLATION).is_file() else ()),
            *(_cost(_read(benchmark), directory.resolve().name) if benchmark else ()),
            "## Settings",
            "",
            "```json",
            json.dumps(config["params"], ensure_ascii=False, indent=1),
            "```",
            "",
            "## Limits",
            "",
            *(f"* {limit}" for limit in _LIMITS),
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"模型目录 {directory} 里的指标文件内容不全（{error!r}）；请重新运行 huibao evaluate 再写模型卡"
        ) from error
    with replacing(target, force=True) as temporary:
        temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"写模型卡缺少可用的 {path}（{error}）；请先运行 huibao evaluate 或基准测试") from error


def _size(directory: Path) -> str:
    written = sum(path.stat().st_size for path in directory.rglob("*") if path.is_file() and path.name != CARD)
    return f"{written / 1e6:.1f} MB"


def _table(header: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield "|" + "---|" * len(header)
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _data(corpus: Path, splits: Path, taxonomy: Taxonomy) -> Iterator[str]:
    known = load_splits(splits)
    reports = list(read_corpus(corpus, taxonomy))
    parts = {split: known.select(reports, split) for split in SPLITS}
    yield "## Data"
    yield ""
    yield "Whole townships are held back: no village, author or turn of phrase of theirs is seen in training."
    yield ""
    rows = [
        [
            split,
            str(len({a.report.name.partition("/")[0] for a in part})),
            str(len(part)),
            str(sum(len(a.sentences) for a in part)),
        ]
        for split, part in parts.items()
    ]
    yield from _table(["split", "townships", "reports", "sentences"], rows)
    counts = [
        [key, *(str(sum(tag.labels[0] == key for a in part for tag in a.tags)) for part in parts.values())]
        for key in taxonomy.keys
    ]
    yield from _table(["strongest label", *SPLITS], counts)


def _headline(tags: Any) -> Iterator[str]:
    yield f"{tags['reports']} reports, {tags['sentences']} sentences; 95% bootstrap intervals over reports."
    yield ""
    rows = [
        [title, f"{tags[key]['value']:.3f}", f"{tags[key]['low']:.3f} – {tags[key]['high']:.3f}"]
        for key, title in TITLES.items()
    ]
    yield from _table(["metric", "value", "interval"], rows)


def _fresh(metrics: Any) -> Iterator[str]:
    yield "## Quality on fresh reports"
    yield ""
    yield "By writers who knew nothing of the corpus (`corpus/fresh`): nearest to what strangers send."
    yield ""
    yield from _headline(metrics["tags"])


def _metrics(metrics: Any) -> Iterator[str]:
    tags = metrics["tags"]
    yield f"## Quality on {metrics['split']}"
    yield ""
    yield from _headline(tags)
    figures = [[s["label"], *(f"{s[key]:.3f}" for key in ("precision", "recall", "f1")), str(s["support"])]
               for s in tags["labels"]]  # fmt: skip
    yield from _table(["label", "precision", "recall", "F1", "sentences"], figures)
    for kind in ("townships", "voices"):
        groups = [
            [
                g["name"],
                str(g["reports"]),
                *(f"{g[key]['value']:.3f}" for key in ("coarse_f1", "fine_f1", "kept_accuracy")),
            ]
            for g in metrics[kind]
        ]
        if groups:
            yield from _table(
                [kind, "reports", TITLES["coarse_f1"], TITLES["fine_f1"], TITLES["kept_accuracy"]], groups
            )
    yield (
        f"Expected calibration error of the strongest label: {metrics['calibration']['error']:.3f}. "
        f"Mean error rate over all coverages: {metrics['coverage']['risk']:.3f}; 95% of the labels are right in the "
        f"surest {metrics['coverage']['at_95']:.1%} of the sentences."
    )
    yield ""


def _decision(decision: Any) -> Iterator[str]:
    yield "## Calibration and review"
    yield ""
    yield (
        f"Fitted on the validation townships: slope {decision['calibration']['slope']:.2f} and one shift a label; a "
        f"second label from {decision['second']:.2f} up; a sentence goes to review where the selector gives its label "
        f"less than {decision['review']:.2f}. The threshold is chosen on certainties that each township got from a fit "
        "without it."
    )
    yield ""


def _ablation(rows: list[dict[str, Any]]) -> Iterator[str]:
    yield "## Ablation"
    yield ""
    cells = [[f"{v:.3f}" if isinstance(v, float) else str(v) for v in row.values()] for row in rows]
    yield from _table(list(rows[0]), cells)


def _cost(benchmark: Any, name: str) -> Iterator[str]:
    (row,) = [row for row in benchmark["systems"] if row["name"] == name]
    yield "## Speed and memory"
    yield ""
    yield (
        f"{row['sentences_per_second']:.0f} sentences a second and {row['mebibytes']:.0f} MiB at the peak, loading "
        f"included ({benchmark['machine']}; `benchmarks/quality.py`)."
    )
    yield ""
