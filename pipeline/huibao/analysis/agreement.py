"""How far annotators of the same text agree: Cohen's and Fleiss' kappa, Krippendorff's alpha, over all and per label.

All three rest on coincidences (how often two annotators gave which pair of values to one sentence). These add up over
reports, so a bootstrap over reports, whose sentences are not independent, is one matrix product.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from huibao.analysis.charts import GREY, STEP, WIDTH, View, altair, heat_map
from huibao.errors import UsageError
from huibao.schema import AnnotatedReport, Tag
from huibao.tagging.metrics import Estimate, draws_of, estimate
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

Array = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]
Level = Literal["label", "coarse", "category", "kind"]
MISSING = -1


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """A sentence and what each annotator said of it; None for one who did not annotate the report."""

    report: str
    index: int
    text: str
    tags: tuple[Tag | None, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Aligned:
    """Annotations of the same sentences side by side.

    Attributes:
        annotators: names, in the order of ``Item.tags``.
        items: sentences that at least two annotated.
        unmatched: sentences of a shared report that another annotator cut differently; in no figure.
    """

    annotators: tuple[str, ...]
    items: tuple[Item, ...]
    unmatched: int


def align(annotations: Mapping[str, Sequence[AnnotatedReport]]) -> Aligned:
    """Put annotations of the same reports side by side, by report name and the place of the sentence.

    Args:
        annotations: for each annotator the reports they annotated, not necessarily the same ones.

    Raises:
        UsageError: fewer than two annotators, or no report in common, or one name with different texts.
    """
    names = tuple(annotations)
    if len(names) < 2:
        raise UsageError("比较一致性至少要有两位标注者")
    texts: dict[str, str] = {}
    found: dict[tuple[str, int, int], list[Tag | None]] = {}
    sentences: dict[tuple[str, int, int], tuple[int, str]] = {}
    shared: dict[str, int] = {}
    for position, reports in enumerate(annotations.values()):
        for annotated in reports:
            report = annotated.report
            shared[report.name] = shared.get(report.name, 0) + 1
            if texts.setdefault(report.name, report.text) != report.text:
                raise UsageError(f"两位标注者手里的 {report.name} 原文不一样，不能比较；请用同一份原文")
            for sentence, tag in zip(annotated.sentences, annotated.tags, strict=True):
                key = (report.name, sentence.start, sentence.end)
                found.setdefault(key, [None] * len(names))[position] = tag
                sentences.setdefault(key, (sentence.index, sentence.text))
    rows = {key: tags for key, tags in found.items() if shared[key[0]] > 1}
    if not rows:
        raise UsageError("两位标注者没有共同的报告；请检查文件夹和报告名")
    items = tuple(
        Item(report=key[0], index=sentences[key][0], text=sentences[key][1], tags=tuple(tags))
        for key, tags in sorted(rows.items())
        if sum(tag is not None for tag in tags) > 1
    )
    return Aligned(annotators=names, items=items, unmatched=len(rows) - len(items))


def value_of(level: Level, taxonomy: Taxonomy) -> tuple[Callable[[Tag], str], tuple[str, ...]]:
    """How a tag is read on a level, and the values it may take there.

    ``label`` and ``coarse`` are the strongest label in the full and the seven-way view, ``category`` its category;
    ``kind`` is directive, plan, request or ``-``.
    """
    categories = tuple(category.key for category in taxonomy.categories)
    levels: dict[Level, tuple[Callable[[Tag], str], tuple[str, ...]]] = {
        "label": (lambda tag: tag.labels[0], taxonomy.keys),
        "coarse": (lambda tag: taxonomy[tag.labels[0]].coarse, taxonomy.coarse_keys),
        "category": (lambda tag: taxonomy[tag.labels[0]].category.key, categories),
        "kind": (lambda tag: tag.kind or "-", ("-", *(kind.key for kind in taxonomy.kinds))),
    }
    return levels[level]


def codes_of(aligned: Aligned, read: Callable[[Tag], str], values: Sequence[str]) -> Codes:
    """``(n_items, n_annotators)`` numbers of the values given, ``MISSING`` where there is none."""
    number = {value: position for position, value in enumerate(values)}
    return np.array(
        [[MISSING if tag is None else number[read(tag)] for tag in item.tags] for item in aligned.items], dtype=np.int64
    ).reshape(len(aligned.items), len(aligned.annotators))


def coincidences(codes: Codes, values: int) -> Array:
    """Coincidence matrix of each item, ``(n_items, values, values)``: pairs of values by different annotators.

    Each item of m annotations counts m in all, as Krippendorff has it; an item of one annotation counts nothing.
    """
    given = np.zeros((len(codes), values))
    for column in codes.T:
        rows = np.flatnonzero(column != MISSING)
        given[rows, column[rows]] += 1
    counts = given.sum(axis=1)
    pairs = given[:, :, None] * given[:, None, :]
    pairs[:, np.arange(values), np.arange(values)] -= given
    return pairs / np.where(counts > 1, counts - 1, np.inf)[:, None, None]


def _corrected(observed: Array, expected: Array) -> Array:
    """Agreement beyond chance; 1 where there is nothing to disagree about."""
    room = 1 - expected
    return np.where(room > 1e-12, (observed - expected) / np.where(room > 1e-12, room, 1), 1.0)


def krippendorff_alpha(matrix: Array) -> Array:
    """Krippendorff's alpha for nominal values, from coincidence matrices ``(..., values, values)``."""
    total = matrix.sum(axis=(-2, -1))
    sizes = matrix.sum(axis=-1)
    observed = np.trace(matrix, axis1=-2, axis2=-1) / total
    expected = (sizes * (sizes - 1)).sum(axis=-1) / (total * (total - 1))
    return _corrected(observed, expected)


def fleiss_kappa(matrix: Array) -> Array:
    """Fleiss' kappa, from coincidence matrices of items that all annotators labelled."""
    total = matrix.sum(axis=(-2, -1))
    observed = np.trace(matrix, axis1=-2, axis2=-1) / total
    expected = ((matrix.sum(axis=-1) / total[..., None]) ** 2).sum(axis=-1)
    return _corrected(observed, expected)


def cohen_kappa(confusion: Array) -> Array:
    """Cohen's kappa, from confusion matrices ``(..., values, values)`` of two annotators."""
    total = confusion.sum(axis=(-2, -1))
    observed = np.trace(confusion, axis1=-2, axis2=-1) / total
    margins = confusion.sum(axis=-1) * confusion.sum(axis=-2)
    return _corrected(observed, margins.sum(axis=-1) / total**2)


def percent_agreement(matrix: Array) -> Array:
    """Share of pairs of annotations that are the same."""
    return np.asarray(np.trace(matrix, axis1=-2, axis2=-1) / matrix.sum(axis=(-2, -1)))


def _resampled(per_item: Array, aligned: Aligned, resamples: int) -> Array:
    """Sums of per-item matrices over reports, for the sample itself and each draw of reports."""
    reports = list(dict.fromkeys(item.report for item in aligned.items))
    number = {name: position for position, name in enumerate(reports)}
    per_report = np.zeros((len(reports), *per_item.shape[1:]))
    np.add.at(per_report, [number[item.report] for item in aligned.items], per_item)
    return np.tensordot(draws_of(len(reports), resamples=resamples), per_report, axes=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """Agreement on one level, or on whether one label is given.

    Attributes:
        what: the level, or the label's key.
        sentences: that were compared.
        percent: share of pairs that are the same.
        cohen: of the two annotators; mean over pairs where there are more.
        fleiss: over sentences that all annotated.
        alpha: over all sentences.
    """

    what: str
    sentences: int
    percent: Estimate
    cohen: Estimate
    fleiss: Estimate
    alpha: Estimate


def agreement(aligned: Aligned, taxonomy: Taxonomy, level: Level = "label", *, resamples: int = 1000) -> Agreement:
    """Agreement on one level, with 95% bootstrap intervals over reports."""
    read, values = value_of(level, taxonomy)
    return _agreement(level, codes_of(aligned, read, values), len(values), aligned, resamples)


def label_agreement(aligned: Aligned, taxonomy: Taxonomy, *, resamples: int = 1000) -> View:
    """For each label, agreement on whether a sentence carries it (at any rank).

    Table: ``label``, ``label_name``, ``given`` (times, over all annotators), and ``percent``, ``cohen``, ``fleiss``,
    ``alpha`` each with ``_low`` and ``_high``.
    """
    import pandas as pd

    rows = []
    for label in taxonomy.labels:
        key = label.key
        codes = codes_of(aligned, lambda tag, key=key: "1" if key in tag.labels else "0", ("0", "1"))  # type: ignore[misc]
        found = _agreement(key, codes, 2, aligned, resamples)
        rows.append({"label": key, "label_name": label.full_name, "given": int((codes == 1).sum()), **_fields(found)})
    table = pd.DataFrame(rows)

    def draw() -> Any:
        alt = altair()
        shown = table[table["given"] > 0]
        shown = shown.assign(shown=shown["label_name"] + "（" + shown["given"].astype(str) + "）")
        colours = [taxonomy[key].colour for key in shown["label"]]
        base = alt.Chart(shown).encode(y=alt.Y("shown:N", sort=None, title=None))
        spans = base.mark_rule(color=GREY).encode(
            x=alt.X("alpha_low:Q", title="Krippendorff α（95% 区间，按报告自助抽样）", scale=alt.Scale(zero=False)),
            x2="alpha_high:Q",
        )
        dots = base.mark_point(filled=True, size=70, opacity=1).encode(
            x="alpha:Q",
            color=alt.Color("label:N", scale=alt.Scale(domain=list(shown["label"]), range=colours), legend=None),
        )
        return (spans + dots).properties(width=WIDTH, height=alt.Step(STEP), title="各标签的一致性（括号内为标注次数）")

    return View(table, draw)


def agreement_table(aligned: Aligned, taxonomy: Taxonomy, *, resamples: int = 1000) -> pd.DataFrame:
    """One row a level (full labels, seven-way, category, kind), columns as in :func:`label_agreement`."""
    import pandas as pd

    levels: dict[Level, str] = {"label": "全部标签", "coarse": "七类", "category": "大类", "kind": "部署、打算、诉求"}
    return pd.DataFrame(
        {
            "level": name,
            "sentences": len(aligned.items),
            **_fields(agreement(aligned, taxonomy, level, resamples=resamples)),
        }
        for level, name in levels.items()
    )


def _agreement(what: str, codes: Codes, values: int, aligned: Aligned, resamples: int) -> Agreement:
    per_item = coincidences(codes, values)
    complete = per_item * (codes != MISSING).all(axis=1)[:, None, None]
    summed = _resampled(per_item, aligned, resamples)
    pairs = [
        cohen_kappa(_resampled(_confusions(codes[:, [left, right]], values), aligned, resamples))
        for left, right in combinations(range(codes.shape[1]), 2)
        if (codes[:, [left, right]] != MISSING).all(axis=1).any()
    ]
    with np.errstate(divide="ignore", invalid="ignore"):
        fleiss = fleiss_kappa(_resampled(complete, aligned, resamples))
    return Agreement(
        what=what,
        sentences=len(codes),
        percent=estimate(percent_agreement(summed)),
        cohen=estimate(np.mean(pairs, axis=0)),
        fleiss=estimate(fleiss),
        alpha=estimate(krippendorff_alpha(summed)),
    )


def _confusions(codes: Codes, values: int) -> Array:
    """Confusion matrix of each item, ``(n_items, values, values)``, zero where an annotation is missing."""
    matrices = np.zeros((len(codes), values, values))
    rows = np.flatnonzero((codes != MISSING).all(axis=1))
    matrices[rows, codes[rows, 0], codes[rows, 1]] = 1
    return matrices


def _fields(found: Agreement) -> dict[str, float]:
    fields: dict[str, float] = {}
    for name in ("percent", "cohen", "fleiss", "alpha"):
        value: Estimate = getattr(found, name)
        fields |= {name: value.value, f"{name}_low": value.low, f"{name}_high": value.high}
    return fields


def disagreements(aligned: Aligned, taxonomy: Taxonomy) -> View:
    """Sentences whose strongest label differs, and which labels stand against which.

    Table, the most frequent pair first: ``report``, ``index``, ``text``, one column an annotator (label names),
    ``pair``.
    """
    import pandas as pd

    names = {label.key: label.full_name for label in taxonomy.labels}
    rows = []
    for item in aligned.items:
        strongest = [tag.labels[0] if tag else None for tag in item.tags]
        given = sorted({key for key in strongest if key}, key=taxonomy.keys.index)
        if len(given) > 1:
            said = {
                who: "" if tag is None else "、".join(names[key] for key in tag.labels)
                for who, tag in zip(aligned.annotators, item.tags, strict=True)
            }
            pair = " ≠ ".join(names[key] for key in given)
            rows.append({"report": item.report, "index": item.index, "text": item.text, **said, "pair": pair})
    table = pd.DataFrame(rows, columns=["report", "index", "text", *aligned.annotators, "pair"])
    frequency = table["pair"].map(table["pair"].value_counts())
    table = table.assign(frequency=frequency).sort_values(["frequency", "pair"], ascending=[False, True], kind="stable")
    table = table.drop(columns="frequency").reset_index(drop=True)

    def draw() -> Any:
        order = [label.full_name for label in taxonomy.labels]
        counts = _pair_counts(aligned, taxonomy)
        left, right = aligned.annotators[:2]
        return heat_map(
            counts, x="second", y="first", value="sentences", title=f"{left}（行）和{right}（列）的标签",
            x_sort=order, y_sort=order,
        )  # fmt: skip

    return View(table, draw)


def _pair_counts(aligned: Aligned, taxonomy: Taxonomy) -> pd.DataFrame:
    import pandas as pd

    read, values = value_of("label", taxonomy)
    confusion = _confusions(codes_of(aligned, read, values)[:, :2], len(values)).sum(axis=0)
    names = [label.full_name for label in taxonomy.labels]
    return pd.DataFrame(
        {"first": names[i], "second": names[j], "sentences": int(confusion[i, j])}
        for i in range(len(names))
        for j in range(len(names))
    )
