"""How sure what a draft counts and names is: of the counts that it would print how many are exact, and of the villages
that it would name how many are right.

    python -m benchmarks.sureness

Training townships are read by aspect models of the others (two minutes), validation ones by the model that ships; the
labels are the annotators', what is right was told by hand (``corpus/aspects.csv``). A count is printed of two villages
or more; where none may be, the sure ones are named, again two or more. ``every`` is the share of exact ones among the
counts of the villages that the aspect model surely finds. Only lacks that were learnt are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from huibao.briefing.choosing.sureness import Lack, judged_lacks
from huibao.briefing.themes.aspect_model import shipped_model
from huibao.briefing.themes.fit_aspects import Example, Studied, read_examples
from huibao.briefing.themes.fit_sureness import Reading, read_townships, read_unseen
from huibao.briefing.themes.sureness_model import Sureness, shipped_sureness
from huibao.corpus.splits import read_split
from huibao.taxonomy import Taxonomy, load_taxonomy

CORPUS = Path(__file__).parents[1] / "corpus"
_SHARED = 2


def row(name: str, readings: Iterable[Reading], sureness: Sureness) -> str:
    """A line of the table."""
    found: list[bool] = []
    printed: list[bool] = []
    named: list[bool] = []
    for reading in readings:
        for lack in judged_lacks(reading.batch, sureness):
            if lack.name not in reading.batch.learnt:
                continue
            right = _villages(reading, [lack.name in aspects for aspects in reading.aspects])
            at_first = _villages(reading, reading.batch.counted(lack.name))
            if len(at_first) >= _SHARED:
                found.append(at_first == right)
            _judge(lack, right, printed, named)
    return f"| {name} | {_share(found)} | {_share(printed)} | {_share(named)} |"


def _judge(lack: Lack, right: set[str], printed: list[bool], named: list[bool]) -> None:
    """Note whether the count of a lack is exact, or which villages are named rightly."""
    if lack.exact:
        if len(lack.villages) >= _SHARED:
            printed.append(set(lack.villages) == right)
    elif len(lack.named) >= _SHARED:
        named.extend(village in right for village in lack.named)


def _villages(reading: Reading, holds: Iterable[bool]) -> set[str]:
    return {village for village, true in zip(reading.batch.villages, holds, strict=True) if true}


def _share(right: list[bool]) -> str:
    return f"{sum(right)} of {len(right)} ({sum(right) / max(len(right), 1):.0%})"


def _examples(split: str, taxonomy: Taxonomy) -> list[Example]:
    reports = read_split(CORPUS / "reports", CORPUS / "splits.toml", split, taxonomy)
    return read_examples(CORPUS / "aspects.csv", reports, taxonomy)


def main() -> None:
    """Print the table."""
    taxonomy, sureness = load_taxonomy(), shipped_sureness()
    print("| on | every count exact | printed counts exact | named villages right |")
    print("|---|---|---|---|")
    validation = read_townships(_examples("validation", taxonomy), shipped_model(), taxonomy)
    print(row("validation", validation, sureness), flush=True)
    print(
        row("training, held out", read_unseen(Studied.of(_examples("train", taxonomy)), taxonomy), sureness), flush=True
    )


if __name__ == "__main__":
    main()
