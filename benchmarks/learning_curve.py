"""Would more reports of the same kind help? Macro-F1 on the test townships against the number of training reports.

    python benchmarks/learning_curve.py

The linear tagger is trained on random subsets of the training reports, several a size; mean and range are printed,
and at the end the error rate of the largest model by voice, hardest first. Nothing is tuned on what this prints.
"""

from __future__ import annotations

import csv
import statistics
from collections import defaultdict
from pathlib import Path

import numpy as np

from huibao.corpus.splits import read_split
from huibao.schema import AnnotatedReport
from huibao.tagging.linear import LinearTagger
from huibao.tagging.metrics import macro_f1
from huibao.taxonomy import Taxonomy, load_taxonomy

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
SHARES = (0.125, 0.25, 0.5, 0.75, 1.0)
DRAWS = 3


def errors(tagger: LinearTagger, reports: list[AnnotatedReport]) -> list[tuple[str, str, str]]:
    """Report name, gold and predicted strongest label of every sentence."""
    return [
        (annotated.report.name, tag.labels[0], tagger.labels[int(row.argmax())])
        for annotated, scores in zip(reports, tagger.predict_proba(reports), strict=True)
        for tag, row in zip(annotated.tags, scores.labels, strict=True)
    ]


def score(found: list[tuple[str, str, str]], taxonomy: Taxonomy) -> float:
    """Macro-F1 over all labels."""
    code = {key: i for i, key in enumerate(taxonomy.keys)}
    matrix = np.zeros((1, len(code), len(code)), dtype=int)
    for _, gold, predicted in found:
        matrix[0, code[gold], code[predicted]] += 1
    return float(macro_f1(matrix)[0])


def main() -> None:
    """Print the curve and the voices."""
    taxonomy = load_taxonomy()
    train = read_split(CORPUS / "reports", CORPUS / "splits.toml", "train", taxonomy)
    test = read_split(CORPUS / "reports", CORPUS / "splits.toml", "test", taxonomy)
    found: list[tuple[str, str, str]] = []
    for share in SHARES:
        scores = []
        for draw in range(DRAWS if share < 1 else 1):
            chosen = np.random.default_rng(draw).permutation(len(train))[: round(share * len(train))]
            found = errors(LinearTagger(taxonomy).fit([train[i] for i in chosen]), test)
            scores.append(score(found, taxonomy))
        print(
            f"{len(chosen):4d} reports: {statistics.mean(scores):.3f}  [{min(scores):.3f}, {max(scores):.3f}]",
            flush=True,
        )
    with (CORPUS / "variety.csv").open(encoding="utf-8", newline="") as stream:
        voices = {row["report"]: row["voice"] for row in csv.DictReader(stream)}
    wrong: dict[str, list[bool]] = defaultdict(list)
    for name, gold, predicted in found:
        wrong[voices[name]].append(gold != predicted)
    for voice, missed in sorted(wrong.items(), key=lambda item: -statistics.mean(item[1])):
        print(f"{voice:<16} {statistics.mean(missed):.1%} wrong of {len(missed)}")


if __name__ == "__main__":
    main()
