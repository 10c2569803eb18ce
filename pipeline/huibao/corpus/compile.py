"""Check the authored corpus and compile it to the two frames.

Checks work on what ``read_tagged`` gives; faults are collected, not raised, so that one run shows all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

from huibao.corpus.authoring import corpus_files, read_tagged
from huibao.corpus.lint import (
    Reviewed,
    label_faults,
    leak_faults,
    overlap_faults,
    report_faults,
    variety_faults,
)
from huibao.corpus.splits import Splits, load_splits
from huibao.errors import CorpusError
from huibao.frames import indicators_frame, sentences_frame
from huibao.schema import AnnotatedReport
from huibao.taxonomy import Taxonomy


@dataclass(frozen=True, kw_only=True, slots=True)
class CompiledCorpus:
    """What a corpus folder holds: its reports, where each belongs, and what is wrong with it."""

    reports: tuple[AnnotatedReport, ...]
    splits: Splits
    faults: tuple[str, ...]


def check_corpus(folder: Path, splits_file: Path, taxonomy: Taxonomy) -> CompiledCorpus:
    """Read and check all authored reports of a folder; what is checked stands in :mod:`huibao.corpus.lint`.

    Args:
        folder: authored reports, one folder a township.
        splits_file: which township belongs to which split. ``variety.csv`` (voices and habits) and
            ``reviewed.toml`` (slips that are none) are read from beside it; a corpus of one's own may go without.
        taxonomy: labels and kinds that may occur.
    """
    splits = load_splits(splits_file)
    reports: list[AnnotatedReport] = []
    faults: list[str] = []
    for path in corpus_files(folder):
        name = path.relative_to(folder).as_posix().removesuffix(".tagged.txt")
        try:
            reports.append(read_tagged(path, taxonomy, name=name))
        except CorpusError as error:
            faults.append(str(error))
    listed = splits_file.with_name("reviewed.toml")
    reviewed = Reviewed.load(listed) if listed.is_file() else Reviewed(frozenset())
    for annotated in reports:
        faults.extend(report_faults(annotated, taxonomy, reviewed))
    faults.extend(overlap_faults(reports))
    faults.extend(leak_faults(reports, splits))
    faults.extend(label_faults(reports, splits, taxonomy))
    variety = splits_file.with_name("variety.csv")
    if variety.is_file():
        faults.extend(variety_faults(reports, splits, variety))
    return CompiledCorpus(reports=tuple(reports), splits=splits, faults=tuple(faults))


def write_corpus(corpus: CompiledCorpus, folder: Path, card: Path | None = None) -> None:
    """Write ``sentences/<split>.parquet`` and ``indicators/<split>.parquet`` into a folder.

    With the dataset card beside them, whose header names these files, the folder is one that
    ``datasets.load_dataset(folder, "sentences")`` reads.
    """
    for stem, frame in (
        ("sentences", sentences_frame(corpus.reports).drop(columns=["scores", "review", "note", "quotable"])),
        ("indicators", indicators_frame(corpus.reports).drop(columns=["start", "end", "note"])),
    ):
        (folder / stem).mkdir(parents=True, exist_ok=True)
        split_of = frame["report"].map(corpus.splits.split_of)
        for split in corpus.splits.townships:
            frame[split_of == split].to_parquet(folder / stem / f"{split}.parquet", index=False)
    if card is not None:
        copyfile(card, folder / "README.md")


def statistics(corpus: CompiledCorpus, taxonomy: Taxonomy) -> list[str]:
    """Counts of reports, speeches, sentences and labels, a line each, for people."""
    tags = [tag for annotated in corpus.reports for tag in annotated.tags]
    counts = Counter(label for tag in tags for label in tag.labels)
    kinds = Counter(annotated.report.kind for annotated in corpus.reports)
    lines = [
        f"{kinds['report']} reports, {kinds['speech']} speeches, {len(tags)} sentences, "
        f"{sum(len(annotated.indicators) for annotated in corpus.reports)} indicators"
    ]
    for split, members in corpus.splits.townships.items():
        chosen = corpus.splits.select(corpus.reports, split)
        sentences = sum(len(annotated.sentences) for annotated in chosen)
        lines.append(f"{split}: {len(members)} townships, {len(chosen)} files, {sentences} sentences")
    lines.extend(f"{key}: {counts[key]}" for key in taxonomy.keys)
    return lines
