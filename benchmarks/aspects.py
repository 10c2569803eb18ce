"""How well the aspects of sentences are told: precision, recall and F1 over all aspects, and over what is lacking.

    python -m benchmarks.aspects

Their aspects were told by hand (``corpus/aspects.csv``; of the fresh reports ``corpus/fresh/aspects.csv``), their
labels are the annotators'. ``main`` is the share of sentences whose first aspect is the one that is told first by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from huibao.briefing.themes.aspect_model import shipped_model
from huibao.briefing.themes.aspects import themes
from huibao.briefing.themes.fit_aspects import Example, read_examples
from huibao.corpus.authoring import read_corpus
from huibao.corpus.splits import read_split
from huibao.taxonomy import Taxonomy, load_taxonomy

CORPUS = Path(__file__).parents[1] / "corpus"


def scores(told: Iterable[Collection[str]], right: Iterable[Collection[str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of names over sentences."""
    both = found = wanted = 0
    for ours, theirs in zip(told, right, strict=True):
        both += len(set(ours) & set(theirs))
        found += len(ours)
        wanted += len(theirs)
    return both / max(found, 1), both / max(wanted, 1), 2 * both / max(found + wanted, 1)


def row(name: str, examples: Sequence[Example], taxonomy: Taxonomy) -> str:
    """A line of the table."""
    told = [tuple(theme.name for theme in one) for one in shipped_model().told([e.saying for e in examples])]
    lacking = {label.key for label in taxonomy.with_role("lacking")}
    lacks = {theme.name for theme in themes().values() if theme.key in lacking}
    right = [e.aspects for e in examples]
    main = [(ours[:1], theirs[:1]) for ours, theirs in zip(told, right, strict=True) if theirs]
    cells = [
        *scores(told, right),
        *scores([lacks & set(one) for one in told], [lacks & set(one) for one in right]),
        sum(ours == theirs for ours, theirs in main) / len(main),
    ]
    return f"| {name} | {len(examples)} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |"


def main() -> None:
    """Print the table."""
    taxonomy = load_taxonomy()
    print("| on | sentences | precision | recall | F1 | lacks: precision | recall | F1 | main |")
    print("|---|---|---|---|---|---|---|---|---|")
    for split in sys.argv[1:] or ("validation", "test", "fresh"):
        fresh = split == "fresh"
        reports = (
            list(read_corpus(CORPUS / "fresh", taxonomy))
            if fresh
            else read_split(CORPUS / "reports", CORPUS / "splits.toml", split, taxonomy)
        )
        examples = read_examples(CORPUS / ("fresh" if fresh else "") / "aspects.csv", reports, taxonomy)
        print(row(split, examples, taxonomy), flush=True)


if __name__ == "__main__":
    main()
