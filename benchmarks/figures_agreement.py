"""How far two readers of figures agree, and how far the product is from either.

    python benchmarks/figures_agreement.py

Twelve reports of the test townships were read a second time by an annotator who had the reports, the guideline and the
names of the lexicon, and saw neither the authors' figures nor the product's (``corpus/second/figures``). What she and
the authors have in common is as much as can be asked of a program. The product reads its own tags.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import cast

from huibao.corpus.authoring import read_corpus
from huibao.evaluation.measure import judge
from huibao.indicators.evaluate import evaluate_indicators
from huibao.indicators.extract import extract_report
from huibao.schema import Bound, Indicator, Status
from huibao.tagging.model import load_model
from huibao.taxonomy import load_taxonomy

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
SECOND = CORPUS / "second" / "figures"


def read_figures(path: Path) -> tuple[Indicator, ...]:
    """The figures of one report as its second reader wrote them: a line each, sentences counted from 1."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Indicator(
                name=row["name"],
                value=float(row["value"]),
                unit=row["unit"],
                status=cast(Status, row["status"]),
                bound=cast(Bound, row["bound"]),
                sentence=int(row["sentence"]) - 1,
            )
            for row in csv.DictReader(file)
        )


def main() -> None:
    """Print F1 of each pair of readers."""
    taxonomy = load_taxonomy()
    paths = {path.relative_to(SECOND).with_suffix("").as_posix(): path for path in sorted(SECOND.rglob("*.csv"))}
    first = [one for one in read_corpus(CORPUS / "reports", taxonomy) if one.report.name in paths]
    second = [replace(one, indicators=read_figures(paths[one.report.name])) for one in first]
    product = [
        replace(part.gold, indicators=extract_report(replace(part.gold, tags=part.tags, indicators=()), taxonomy))
        for part in judge(load_model(None, taxonomy), first)
    ]
    print(f"{len(first)} reports, {sum(len(one.indicators) for one in first)} figures of their authors")
    print(f"{'':28}value  +status  +name+unit  lexicon  other names")
    for name, left, right in (
        ("second reader, authors", first, second),
        ("product, authors", first, product),
        ("product, second reader", second, product),
    ):
        found = evaluate_indicators(left, [one.indicators for one in right])
        print(
            f"{name:28}{found.value_f1:.3f}  {found.value_status_f1:.3f}    {found.full_f1:.3f}       "
            f"{found.canonical_f1:.3f}    {found.free_f1:.3f}"
        )


if __name__ == "__main__":
    main()
