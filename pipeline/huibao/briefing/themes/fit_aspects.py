"""Learn which aspects sentences have from those of the corpus that were told them by hand (``corpus/aspects.csv``)."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from huibao.briefing.meaning.logistic import Lessons, fit_weights
from huibao.briefing.themes.asking import REQUEST
from huibao.briefing.themes.aspect_model import AspectModel, Floats, Saying, evidence_of, scaled_vectors
from huibao.briefing.themes.aspects import themes
from huibao.errors import CorpusError
from huibao.schema import AnnotatedReport, Tag
from huibao.segment.normalize import normalize
from huibao.taxonomy import Taxonomy

_STRENGTH = 0.3
_LEAST_SEEN = 3
# A part of a sentence is read without a label; what is learnt with labels shall not lean on them altogether.
_UNLABELLED_WEIGHT = 0.3
# From these probabilities on an aspect is told (chosen on the validation townships: counts of villages shall be right).
_OWN, _OTHER, _CUED, _LABELLED, _BESIDE, _SURE = 0.35, 0.6, 0.05, 0.2, 0.5, 0.8


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A sentence of a report and its aspects, the main one first."""

    saying: Saying
    aspects: tuple[str, ...]
    report: str

    @property
    def township(self) -> str:
        return self.report.partition("/")[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Studied:
    """Examples with what a model learns from: it takes a while to find, and several models learn from the same.

    Attributes:
        examples: the sentences.
        vectors: of each, ``(n_examples, 512)``.
        labelled, plain: what the words of each say beside its labels, and without them.
    """

    examples: tuple[Example, ...]
    vectors: Floats
    labelled: tuple[tuple[str, ...], ...]
    plain: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, examples: Sequence[Example]) -> Self:
        """Look at the examples."""
        texts = [example.saying.text for example in examples]
        return cls(
            examples=tuple(examples),
            vectors=scaled_vectors(texts),
            labelled=tuple(evidence_of(example.saying) for example in examples),
            plain=tuple(evidence_of(Saying(text=text)) for text in texts),
        )

    def within(self, townships: Collection[str]) -> Self:
        """Those of some townships."""
        places = [place for place, example in enumerate(self.examples) if example.township in townships]
        return type(self)(
            examples=tuple(self.examples[place] for place in places),
            vectors=self.vectors[places],
            labelled=tuple(self.labelled[place] for place in places),
            plain=tuple(self.plain[place] for place in places),
        )


def read_examples(path: Path, reports: Sequence[AnnotatedReport], taxonomy: Taxonomy) -> list[Example]:
    """The sentences of some reports whose aspects a file tells: rows ``report,index,aspects``, names joined by 、.

    Raises:
        CorpusError: the file cannot be read, or tells of a sentence or an aspect that does not exist.
    """
    by_name = {annotated.report.name: annotated for annotated in reports}
    examples = []
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            annotated = by_name.get(row["report"])
            if annotated is None:
                continue
            index = int(row["index"])
            names = tuple(filter(None, row["aspects"].split("、")))
            if unknown := set(names) - set(themes()):
                raise CorpusError(f"{path}：{row['report']} 第 {index} 句的 {'、'.join(unknown)} 不在 aspects.toml 里")
            text = annotated.report.text[annotated.sentences[index].start : annotated.sentences[index].end]
            saying = Saying(text=normalize(text).text, keys=keys_of(annotated.tags[index], taxonomy))
            examples.append(Example(saying=saying, aspects=names, report=row["report"]))
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise CorpusError(f"{path} 读不了或有误（{error}）；应有 report,index,aspects 三列，句号从 0 数起") from error
    return examples


def keys_of(tag: Tag, taxonomy: Taxonomy) -> tuple[str, ...]:
    """Labels of a sentence as the model takes them: what it asks for stands in place of what is to be done."""
    asks = tag.kind == REQUEST
    labels = [label for label in tag.labels if not (asks and taxonomy[label].role == "todo")]
    return tuple([REQUEST] * asks + labels)


def fit_aspects(studied: Studied) -> AspectModel:
    """Weights under which the aspects told by hand are most probable.

    Each sentence is learnt from twice, once with its labels and once, at less weight, without.

    Raises:
        CorpusError: there is nothing to learn from.
    """
    examples = studied.examples
    if not examples:
        raise CorpusError("没有一句写明主题；请检查 corpus/aspects.csv 与 splits.toml")
    sentences = Counter(name for e in examples for name in e.aspects)
    names = tuple(name for name in themes() if sentences[name] >= _LEAST_SEEN)
    target = np.array([[name in e.aspects for name in names] for e in examples], dtype=np.float64)
    lessons = Lessons(
        vectors=studied.vectors,
        told=[*studied.labelled, *studied.plain],
        target=np.concatenate([target, target]),
        weight=np.repeat([1.0, _UNLABELLED_WEIGHT], len(examples))[:, None],
    )
    learnt = fit_weights(lessons, least_seen=_LEAST_SEEN, strength=_STRENGTH)
    return AspectModel(
        names=names,
        columns=learnt.columns,
        of_vector=learnt.of_vector,
        of_evidence=learnt.of_evidence,
        intercept=learnt.intercept,
        own=_OWN,
        other=_OTHER,
        cued=_CUED,
        labelled=_LABELLED,
        beside=_BESIDE,
        sure=_SURE,
    )
