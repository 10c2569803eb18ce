"""Where a tagger errs: confusion, calibration, accuracy against coverage, hardest sentences, reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from huibao.analysis.charts import BLUE, HEIGHT, STEP, WIDTH, View, altair, heat_map
from huibao.evaluation.measure import JudgedReport
from huibao.tagging.curves import calibration_curve, coverage_curve
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

    from huibao.tagging.explain import Explanation


def judged_frame(judged: Sequence[JudgedReport], taxonomy: Taxonomy) -> pd.DataFrame:
    """One row a sentence of what a model made of gold reports.

    Columns: ``report``, ``index``, ``text``, ``gold``, ``gold_name``, ``predicted``, ``predicted_name`` (strongest
    labels), ``probability`` of the predicted, ``gold_probability``, ``certainty``, ``review``, ``right``.
    """
    import pandas as pd

    return pd.DataFrame(
        [
            {"report": part.gold.report.name, "index": sentence.index, "text": sentence.text, "gold": gold.labels[0],
             "gold_name": taxonomy[gold.labels[0]].full_name, "predicted": tag.labels[0],
             "predicted_name": taxonomy[tag.labels[0]].full_name, "probability": tag.scores[tag.labels[0]],
             "gold_probability": tag.scores[gold.labels[0]], "certainty": certainty, "review": tag.review,
             "right": gold.labels[0] == tag.labels[0]}
            for part in judged
            for sentence, gold, tag, certainty in zip(
                part.gold.sentences, part.gold.tags, part.tags, part.certainty, strict=True
            )
        ]
    )  # fmt: skip


def confusion(frame: pd.DataFrame, taxonomy: Taxonomy) -> View:
    """Which label is taken for which, from :func:`judged_frame`.

    Table: ``gold_name``, ``predicted_name``, ``sentences``; all pairs, zeros included.
    """
    import pandas as pd

    counts = frame.groupby(["gold_name", "predicted_name"]).size()
    names = [label.full_name for label in taxonomy.labels]
    table = pd.DataFrame(
        [
            {"gold_name": gold, "predicted_name": predicted, "sentences": int(counts.get((gold, predicted), 0))}
            for gold in names
            for predicted in names
        ]
    )
    return View(
        table,
        lambda: heat_map(
            table, x="predicted_name", y="gold_name", value="sentences", title="人工标签（行）被模型标成什么（列）",
            x_sort=names, y_sort=names,
        ),
    )  # fmt: skip


def calibration(frame: pd.DataFrame) -> View:
    """Whether a probability of 0.8 is right eight times in ten; table: ``probability``, ``right``, ``sentences``."""
    import pandas as pd

    curve = calibration_curve(frame["probability"].to_numpy(), frame["right"].to_numpy())
    table = pd.DataFrame(
        {"probability": part.probability, "right": part.right, "sentences": part.sentences} for part in curve.bins
    )

    def draw() -> Any:
        alt = altair()
        ends = pd.DataFrame({"probability": [0.0, 1.0], "right": [0.0, 1.0]})
        ideal = alt.Chart(ends).mark_line(strokeDash=[4, 4], color="#999").encode(x="probability:Q", y="right:Q")
        line = alt.Chart(table).mark_line(point=True, color=BLUE).encode(
            x=alt.X("probability:Q", title="模型给出的概率"), y=alt.Y("right:Q", title="实际正确的比例")
        )  # fmt: skip
        return (ideal + line).properties(width=HEIGHT, height=HEIGHT, title=f"校准曲线（ECE {curve.error:.3f}）")

    return View(table, draw)


def risk_coverage(frame: pd.DataFrame) -> View:
    """Accuracy among the sentences that skip review, for every possible threshold.

    Table: ``coverage``, ``accuracy``, ``certainty`` (the threshold).
    """
    import pandas as pd

    curve = coverage_curve(frame["certainty"].to_numpy(), frame["right"].to_numpy())
    table = pd.DataFrame(
        {"coverage": point.coverage, "accuracy": point.accuracy, "certainty": point.certainty} for point in curve.points
    )
    kept = frame[~frame["review"]]
    chosen = pd.DataFrame({"coverage": [len(kept) / max(len(frame), 1)], "accuracy": [kept["right"].mean()]})

    def draw() -> Any:
        alt = altair()
        axes = {
            "x": alt.X("coverage:Q", title="不送人工复核的比例", axis=alt.Axis(format="%")),
            "y": alt.Y("accuracy:Q", title="其中标对的比例", scale=alt.Scale(zero=False), axis=alt.Axis(format="%")),
        }
        line = alt.Chart(table).mark_line(color=BLUE).encode(**axes)
        point = alt.Chart(chosen).mark_point(filled=True, size=90, color="#c0392b").encode(**axes)
        return (line + point).properties(width=WIDTH, height=HEIGHT, title="准确率与覆盖率（红点为现用阈值）")

    return View(table, draw)


def hardest(frame: pd.DataFrame, *, top: int = 10) -> pd.DataFrame:
    """Wrong sentences of which the model was surest: odd annotations and real blind spots stand side by side here."""
    wrong = frame[~frame["right"]].sort_values("probability", ascending=False, kind="stable")
    return (
        wrong[["text", "gold_name", "predicted_name", "probability", "report", "index"]]
        .head(top)
        .reset_index(drop=True)
    )


def reasons(explanation: Explanation, taxonomy: Taxonomy, *, top: int = 12) -> View:
    """What spoke for and against a sentence's label, from :func:`huibao.tagging.explain.explain`.

    Table: ``part`` (词、标题、上句、下句), ``text``, ``support`` (log-odds with it less those without).
    """
    import pandas as pd

    names = {"word": "词", "headings": "标题", "before": "上句", "after": "下句"}
    table = pd.DataFrame(
        {"part": names[effect.part], "text": effect.text, "support": effect.support}
        for effect in (*explanation.words, *explanation.surroundings)
    )
    table = table.reindex(table["support"].abs().sort_values(ascending=False, kind="stable").index).head(top)
    table = table.sort_values("support", ascending=False, kind="stable", ignore_index=True)
    label = taxonomy[explanation.label]

    def draw() -> Any:
        alt = altair()
        shown = table.assign(
            shown=table["part"]
            + "："
            + table["text"].str.slice(0, 16)
            + np.where(table["text"].str.len() > 16, "…", "")
        )
        return (
            alt.Chart(shown)
            .mark_bar()
            .encode(
                x=alt.X("support:Q", title="去掉它以后，对数几率减少多少"),
                y=alt.Y("shown:N", sort=None, title=None),
                color=alt.condition("datum.support > 0", alt.value(label.colour), alt.value("#b0b7bf")),
            )
            .properties(width=WIDTH, height=alt.Step(STEP), title=f"什么支持“{label.full_name}”")
        )

    return View(table, draw)
