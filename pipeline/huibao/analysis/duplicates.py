"""Passages that stand, nearly the same, in the reports of two villages: copied reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huibao.analysis.charts import SHOWN, View, heat_map
from huibao.analysis.load import Corpus

if TYPE_CHECKING:
    import pandas as pd

_SHINGLE = 4
_BLOCK = 2000
_COLUMNS = ("village", "other_village", "report", "other_report", "index", "other_index", "similarity", "text",
            "other_text")  # fmt: skip


def duplicates(corpus: Corpus, *, least: float = 0.6, characters: int = 14) -> View:
    """Sentences of different villages that share most of their character runs.

    Args:
        corpus: where to look.
        least: share of the shorter sentence's runs of four characters that the other must hold.
        characters: shorter sentences (谢谢大家。) are no copies and are left out.

    Returns:
        Table, most alike first: ``village``, ``other_village``, ``report``, ``other_report``, ``index``,
        ``other_index``, ``similarity``, ``text``, ``other_text``. Figure: pairs of villages by copied sentences.
    """
    import pandas as pd

    frame = corpus.sentences
    frame = frame[frame["text"].str.len() >= characters].reset_index(drop=True)
    pairs = _alike(list(frame["text"]), least) if len(frame) else []
    rows = []
    for left, right, similarity in pairs:
        one, other = frame.loc[left], frame.loc[right]
        if one["village"] != other["village"]:
            rows.append(
                (one["village"], other["village"], one["report"], other["report"], one["index"], other["index"],
                 similarity, one["text"], other["text"])
            )  # fmt: skip
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    table = table.sort_values("similarity", ascending=False, kind="stable", ignore_index=True)
    return View(table, lambda: _draw(table))


def _alike(texts: list[str], least: float) -> list[tuple[int, int, float]]:
    """Pairs (i < j) and their containment: shared runs over the runs of the shorter sentence."""
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer

    shingles = CountVectorizer(analyzer="char", ngram_range=(_SHINGLE, _SHINGLE), binary=True, dtype=np.int32)
    matrix = shingles.fit_transform(texts).tocsr()
    sizes = np.asarray(matrix.sum(axis=1)).ravel()
    found = []
    for top in range(0, len(texts), _BLOCK):
        shared = (matrix[top : top + _BLOCK] @ matrix.T).tocoo()
        rows = shared.row + top
        likeness = shared.data / np.minimum(sizes[rows], sizes[shared.col])
        chosen = (likeness >= least) & (rows < shared.col)
        found += [
            (int(i), int(j), round(float(value), 3))
            for i, j, value in zip(rows[chosen], shared.col[chosen], likeness[chosen], strict=True)
        ]
    return sorted(found)


def _draw(table: pd.DataFrame) -> Any:
    import pandas as pd

    swapped = table.rename(columns={"village": "other_village", "other_village": "village"})
    both = pd.concat([table, swapped])[["village", "other_village"]]
    counts = both.groupby(["village", "other_village"]).size().rename("count").reset_index()
    most = counts.groupby("village")["count"].sum().sort_values(ascending=False, kind="stable").head(SHOWN).index
    counts = counts[counts["village"].isin(most) & counts["other_village"].isin(most)]
    return heat_map(
        counts, x="other_village", y="village", value="count", title="两村之间雷同的句子", scheme="reds",
        x_sort=list(most), y_sort=list(most),
    )  # fmt: skip
