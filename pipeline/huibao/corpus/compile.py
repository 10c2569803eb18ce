"""Check the authored corpus and compile it to the two frames.

Checks work on what ``read_tagged`` gives; faults are collected, not raised, so that one run shows all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from huibao.corpus.authoring import corpus_files, read_tagged
from huibao.corpus.splits import Splits, load_splits
from huibao.errors import CorpusError
from huibao.frames import indicators_frame, sentences_frame
from huibao.schema import AnnotatedReport
from huibao.segment.sentences import split_sentences
from huibao.taxonomy import Taxonomy

MAX_SHARED_NGRAMS = 0.12
_NGRAM = 5
# A short sentence (谢谢大家。) may well stand in two reports; a long one is a copy.
_MIN_DUPLICATE = 16
_MIN_LABEL_COUNT = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class CompiledCorpus:
    """What a corpus folder holds: its reports, where each belongs, and what is wrong with it."""

    reports: tuple[AnnotatedReport, ...]
    splits: Splits
    faults: tuple[str, ...]


def check_corpus(folder: Path, splits_file: Path, taxonomy: Taxonomy) -> CompiledCorpus:
    """Read and check all authored reports of a folder.

    Checked: format, labels and kinds; sentence units against the segmenter; offsets; identical and near
    identical reports; copied sentences across splits; villages and authors that stand in two splits; rare labels.
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
    for annotated in reports:
        faults.extend(_unit_faults(annotated))
    faults.extend(_overlap_faults(reports))
    faults.extend(_leak_faults(reports, splits))
    faults.extend(_label_faults(reports, taxonomy))
    return CompiledCorpus(reports=tuple(reports), splits=splits, faults=tuple(faults))


def _unit_faults(annotated: AnnotatedReport) -> Iterator[str]:
    report = annotated.report
    by_paragraph: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for sentence in annotated.sentences:
        if sentence.text != report.text[sentence.start : sentence.end] or sentence.text != sentence.text.strip():
            yield f"{report.name}: sentence {sentence.index} has white space at its edge: {sentence.text!r}"
        paragraph = report.paragraphs[sentence.paragraph]
        by_paragraph[sentence.paragraph].append((sentence.start - paragraph.start, sentence.end - paragraph.start))
    for index, authored in by_paragraph.items():
        paragraph = report.paragraphs[index]
        text = report.text[paragraph.start : paragraph.end]
        expected = split_sentences(text)
        if authored != expected:
            shown = [text[start:end] for start, end in expected if (start, end) not in authored]
            yield f"{report.name}: {paragraph.place}: sentence units differ from the segmenter's: {shown}"


def _ngrams(annotated: AnnotatedReport) -> frozenset[str]:
    text = "".join(sentence.text for sentence in annotated.sentences)
    return frozenset(text[i : i + _NGRAM] for i in range(len(text) - _NGRAM + 1))


def _overlap_faults(reports: Sequence[AnnotatedReport]) -> Iterator[str]:
    grams = [_ngrams(annotated) for annotated in reports]
    for left, right in combinations(range(len(reports)), 2):
        smaller = min(len(grams[left]), len(grams[right])) or 1
        shared = len(grams[left] & grams[right]) / smaller
        if shared > MAX_SHARED_NGRAMS:
            yield (
                f"{reports[left].report.name} and {reports[right].report.name} share {shared:.0%} of their "
                f"character {_NGRAM}-grams (limit {MAX_SHARED_NGRAMS:.0%})"
            )


def _leak_faults(reports: Sequence[AnnotatedReport], splits: Splits) -> Iterator[str]:
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    for annotated in reports:
        try:
            split = splits.split_of(annotated.report.name)
        except CorpusError as error:
            yield str(error)
            continue
        seen["village", annotated.report.village].add(split)
        seen["author", annotated.report.author].add(split)
        for sentence in annotated.sentences:
            if len(sentence.text) >= _MIN_DUPLICATE:
                seen["sentence", sentence.text].add(split)
    for (what, value), found in seen.items():
        if len(found) > 1:
            yield f"{what} {value!r} stands in {' and '.join(sorted(found))}: a leak across splits"


def _label_faults(reports: Sequence[AnnotatedReport], taxonomy: Taxonomy) -> Iterator[str]:
    counts = Counter(label for annotated in reports for tag in annotated.tags for label in tag.labels)
    for key in taxonomy.keys:
        if counts[key] < _MIN_LABEL_COUNT:
            yield f"label {key} occurs {counts[key]} times; at least {_MIN_LABEL_COUNT} are needed"


def write_corpus(corpus: CompiledCorpus, folder: Path) -> None:
    """Write ``sentences.parquet`` and ``indicators.parquet`` with a column ``split`` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for stem, frame in (
        ("sentences", sentences_frame(corpus.reports).drop(columns=["scores", "review"])),
        ("indicators", indicators_frame(corpus.reports).drop(columns=["start", "end"])),
    ):
        frame["split"] = frame["report"].map(corpus.splits.split_of)
        frame.to_parquet(folder / f"{stem}.parquet", index=False)


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
