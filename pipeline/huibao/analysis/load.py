"""A tagged corpus, from whatever it is kept in: reports, authored files, or a file of tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from huibao.analysis.exchange.formats import is_exchange, read_exchange
from huibao.corpus.authoring import SUFFIX, corpus_files, read_corpus, read_tagged
from huibao.errors import UsageError
from huibao.frames import indicators_frame, sentences_frame, with_speakers
from huibao.schema import AnnotatedReport, Skipped
from huibao.taxonomy import Taxonomy, load_taxonomy, taxonomy_file

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """Annotated reports and the label system they are annotated in; the input of every analysis.

    Attributes:
        reports: in order.
        taxonomy: the label system.
        skipped: inputs that could not be used, with reasons.
    """

    reports: tuple[AnnotatedReport, ...]
    taxonomy: Taxonomy
    skipped: tuple[Skipped, ...] = ()

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """The ``sentences`` frame (:data:`huibao.frames.SENTENCE_COLUMNS`) with what analyses group by.

        Added columns: ``township`` (first folder of the report's name, empty without folders), ``label`` (strongest),
        ``label_name``, ``category`` (name), ``role``, ``confidence`` (score of the strongest label; NaN for a person's
        tags). A report that names no village counts as one under its own name.
        """
        frame = with_speakers(sentences_frame(self.reports))
        strongest = [labels[0] for labels in frame["labels"]]
        known = {label.key: label for label in self.taxonomy.labels}
        frame["township"] = [township_of(name) for name in frame["report"]]
        frame["label"] = strongest
        frame["label_name"] = [known[key].full_name for key in strongest]
        frame["category"] = [known[key].category.name for key in strongest]
        frame["role"] = [known[key].role for key in strongest]
        frame["confidence"] = [
            scores.get(key, float("nan")) for scores, key in zip(frame["scores"], strongest, strict=True)
        ]
        return frame

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """The frame of :data:`huibao.frames.INDICATOR_COLUMNS` with ``report_period`` and ``report_kind`` added."""
        frame = with_speakers(indicators_frame(self.reports))
        reports = {annotated.report.name: annotated.report for annotated in self.reports}
        frame["report_period"] = [reports[name].period for name in frame["report"]]
        frame["report_kind"] = [reports[name].kind for name in frame["report"]]
        return frame

    def where(self, choose: Callable[[AnnotatedReport], bool]) -> Corpus:
        """The corpus of the reports that ``choose`` says yes to.

        Example: ``corpus.where(lambda annotated: annotated.report.period == "2025Q3")``
        """
        return replace(self, reports=tuple(annotated for annotated in self.reports if choose(annotated)))

    def report(self, name: str) -> AnnotatedReport:
        """The report of a name.

        Raises:
            UsageError: there is none.
        """
        for annotated in self.reports:
            if annotated.report.name == name:
                return annotated
        raise UsageError(f"语料里没有 {name}；报告名见 sentences 表的 report 列")


def township_of(report_name: str) -> str:
    """First folder of a report's name; empty for a name without folders."""
    return report_name.rpartition("/")[0].partition("/")[0]


def load_corpus(path: Path | str, *, taxonomy: Taxonomy | Path | None = None, model: Path | None = None) -> Corpus:
    """A corpus from a folder or a file.

    Args:
        path: a folder of authored reports (``*.tagged.txt``); a file of ``huibao tag`` or ``huibao export``; anything
            else that ``huibao tag`` takes (a folder of Word files, a .zip …), which is tagged on the spot.
        taxonomy: the label system or its file; by default the model's own, else the one that ships.
        model: model directory for reports that are not tagged yet; the one that ships by default.

    Raises:
        UsageError: the path does not exist, or holds no report.
    """
    place = Path(path)
    labels = taxonomy if isinstance(taxonomy, Taxonomy) else load_taxonomy(taxonomy_file(taxonomy, model))
    if not place.exists():
        raise UsageError(f"找不到 {place}；请检查路径")
    skipped: list[Skipped] = []
    if place.is_dir() and corpus_files(place):
        reports: Sequence[AnnotatedReport] = list(read_corpus(place, labels))
    elif place.name.endswith(SUFFIX):
        reports = [read_tagged(place, labels)]
    elif place.is_file() and is_exchange(place):
        reports = read_exchange(place, labels)
    else:
        reports = _tagged_now(place, labels.path, model, skipped)
    if not reports:
        raise UsageError(f"{place} 里没有可用的汇报；{skipped[0].reason if skipped else '请检查路径'}")
    return Corpus(reports=tuple(reports), taxonomy=labels, skipped=tuple(skipped))


def _tagged_now(
    place: Path, taxonomy: Path | None, model: Path | None, skipped: list[Skipped]
) -> list[AnnotatedReport]:
    from huibao.ingest import read_reports
    from huibao.nlp import annotate, load

    return list(annotate(load(model, taxonomy), read_reports([place], skipped.append)))
