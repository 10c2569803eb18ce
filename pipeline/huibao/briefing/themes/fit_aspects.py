"""Learn which aspects sentences have from those of the corpus that were told them by hand (``corpus/aspects.csv``)."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from huibao.briefing.themes.asking import REQUEST
from huibao.briefing.themes.aspect_model import AspectModel, Floats, Saying, scaled_vectors
from huibao.briefing.themes.aspects import evidence, themes
from huibao.errors import CorpusError
from huibao.schema import AnnotatedReport, Tag
from huibao.segment.normalize import normalize
from huibao.taxonomy import Taxonomy

_STRENGTH = 0.3
_ROUNDS = 120
_LEAST_SEEN = 3
# A part of a sentence is read without a label; what is learnt with labels shall not lean on them altogether.
_UNLABELLED_WEIGHT = 0.3
# From these probabilities on an aspect is told (chosen on the validation townships: counts of villages shall be right).
_OWN, _OTHER, _CUED, _LABELLED, _BESIDE, _SURE = 0.35, 0.6, 0.05, 0.2, 0.5, 0.8


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A sentence and its aspects, the main one first."""

    saying: Saying
    aspects: tuple[str, ...]


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
            examples.append(Example(saying=saying, aspects=names))
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise CorpusError(f"{path} 读不了或有误（{error}）；应有 report,index,aspects 三列，句号从 0 数起") from error
    return examples


def keys_of(tag: Tag, taxonomy: Taxonomy) -> tuple[str, ...]:
    """Labels of a sentence as the model takes them: what it asks for stands in place of what is to be done."""
    asks = tag.kind == REQUEST
    labels = [label for label in tag.labels if not (asks and taxonomy[label].role == "todo")]
    return tuple([REQUEST] * asks + labels)


def fit_aspects(examples: Sequence[Example]) -> AspectModel:
    """Weights under which the aspects told by hand are most probable.

    Raises:
        CorpusError: there is nothing to learn from.
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix
    from threadpoolctl import threadpool_limits

    if not examples:
        raise CorpusError("没有一句写明主题；请检查 corpus/aspects.csv 与 splits.toml")
    sentences = Counter(name for e in examples for name in e.aspects)
    names = tuple(name for name in themes() if sentences[name] >= _LEAST_SEEN)
    doubled = [*examples, *(Example(saying=Saying(text=e.saying.text), aspects=e.aspects) for e in examples)]
    weight = np.repeat([1.0, _UNLABELLED_WEIGHT], len(examples))[:, None]
    told = [list(dict.fromkeys(evidence(e.saying.text, e.saying.keys))) for e in doubled]
    seen = Counter(name for row in told for name in row)
    columns = {name: place for place, name in enumerate(sorted(n for n, c in seen.items() if c >= _LEAST_SEEN))}
    rows = [[columns[name] for name in row if name in columns] for row in told]
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.array([column for row in rows for column in row], dtype=np.int64)
    shown = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(columns)))
    turned = shown.T.tocsr()
    vectors = scaled_vectors([e.saying.text for e in examples]).astype(np.float64)
    vectors = np.concatenate([vectors, vectors])
    target = np.array([[name in e.aspects for name in names] for e in doubled], dtype=np.float64)
    width, height, count = vectors.shape[1], len(columns), len(names)

    def parts(flat: Floats) -> tuple[Floats, Floats, Floats]:
        ends = (width * count, (width + height) * count)
        return (
            flat[: ends[0]].reshape(width, count),
            flat[ends[0] : ends[1]].reshape(height, count),
            flat[ends[1] :],
        )

    def loss(flat: Floats) -> tuple[float, Floats]:
        of_vector, of_evidence, intercept = parts(flat)
        scores = vectors @ of_vector + shown @ of_evidence + intercept
        missed = weight * (np.logaddexp(0, scores) - target * scores)
        slope = weight * (1 / (1 + np.exp(-scores)) - target)
        held = _STRENGTH / 2 * ((of_vector**2).sum() + (of_evidence**2).sum())
        gradient = (
            vectors.T @ slope + _STRENGTH * of_vector,
            turned @ slope + _STRENGTH * of_evidence,
            slope.sum(axis=0),
        )
        return missed.sum() + held, np.concatenate([part.ravel() for part in gradient])

    share = (target.sum(axis=0) + 0.5) / (len(target) + 1)
    start = np.concatenate([np.zeros((width + height) * count), np.log(share / (1 - share))])
    with threadpool_limits(1, "blas"):
        fitted = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    of_vector, of_evidence, intercept = (np.ascontiguousarray(part, dtype=np.float32) for part in parts(fitted.x))
    return AspectModel(
        names=names,
        columns=columns,
        of_vector=of_vector,
        of_evidence=of_evidence,
        intercept=intercept,
        own=_OWN,
        other=_OTHER,
        cued=_CUED,
        labelled=_LABELLED,
        beside=_BESIDE,
        sure=_SURE,
    )
