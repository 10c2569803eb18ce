"""Another office's labels work with nothing in the code changed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from huibao.corpus.authoring import read_corpus
from huibao.corpus.lint import Reviewed, report_faults
from huibao.corpus.splits import load_splits
from huibao.taxonomy import load_taxonomy

SCHOOLS = Path(__file__).resolve().parents[2] / "corpus" / "examples" / "schools"


def test_the_school_notes_are_clean_and_split_by_district() -> None:
    taxonomy = load_taxonomy(SCHOOLS / "taxonomy.toml")
    splits = load_splits(SCHOOLS / "splits.toml")
    reports = list(read_corpus(SCHOOLS / "reports", taxonomy))
    assert [fault for one in reports for fault in report_faults(one, taxonomy, Reviewed(frozenset()))] == []
    assert Counter(splits.split_of(one.report.name) for one in reports) == {"train": 20, "validation": 3, "test": 3}
    counts = Counter(label for one in reports for tag in one.tags for label in tag.labels)
    assert min(counts[key] for key in taxonomy.keys) >= 5
