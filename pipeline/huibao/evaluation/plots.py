"""An evaluation as pictures (SVG). Drawn on the spot, without a browser or a network.

Text stays text in an SVG file, so that Chinese names are drawn in whatever Chinese typeface the reader's computer has.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from huibao.errors import UsageError, how_to_install
from huibao.evaluation.measure import GroupEvaluation, ModelEvaluation
from huibao.output import replacing
from huibao.taxonomy import Taxonomy

_TYPEFACE = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, SimHei, sans-serif"
_WIDTH, _HEIGHT, _STEP = 420, 300, 26
_DIAGONAL = ({"x": 0.0, "y": 0.0}, {"x": 1.0, "y": 1.0})


def write_plots(
    result: ModelEvaluation, taxonomy: Taxonomy, folder: Path, *, precision: float = 0.95
) -> tuple[Path, ...]:
    """Draw one picture a file into a folder (made where missing, files replaced).

    Args:
        result: what was measured.
        taxonomy: names of the labels.
        folder: where to.
        precision: accuracy wanted outside review; drawn as a line.

    Returns:
        The files: ``confusion``, ``labels``, ``calibration``, ``coverage``, ``townships`` and ``voices`` (as far as
        there are any).

    Raises:
        UsageError: the extra ``notebooks`` is not installed.
    """
    try:
        import altair as alt
        import vl_convert  # noqa: F401 - altair asks for it only when it saves
    except ImportError:
        raise UsageError(f"画图需要 altair 和 vl-convert；请先{how_to_install('notebooks')}") from None

    charts = {
        "confusion": _confusion(alt, result, taxonomy),
        "labels": _labels(alt, result, taxonomy),
        "calibration": _calibration(alt, result),
        "coverage": _coverage(alt, result, precision),
    }
    for name, title, groups in (("townships", "乡镇", result.townships), ("voices", "写法", result.voices)):
        if groups:
            charts[name] = _groups(alt, groups, title)
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_save(chart, folder / f"{name}.svg") for name, chart in charts.items())


def _save(chart: Any, path: Path) -> Path:
    with replacing(path, force=True) as temporary:
        chart.configure(font=_TYPEFACE).save(temporary)
    return path


def _confusion(alt: Any, result: ModelEvaluation, taxonomy: Taxonomy) -> Any:
    names = [label.full_name for label in taxonomy.labels]
    rows = [
        {"gold": gold, "predicted": predicted, "count": count, "share": count / max(sum(counts), 1)}
        for gold, counts in zip(names, result.tags.confusion, strict=True)
        for predicted, count in zip(names, counts, strict=True)
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("predicted:N", sort=names, title="模型给的标签", axis=alt.Axis(labelAngle=-45)),
        y=alt.Y("gold:N", sort=names, title="人工标的标签"),
    )
    tiles = base.mark_rect().encode(
        color=alt.Color("share:Q", legend=None, scale=alt.Scale(scheme="blues", domain=[0, 1]))
    )
    figures = base.mark_text(fontSize=10).encode(
        text="count:Q",
        color=alt.condition("datum.share > 0.5", alt.value("white"), alt.value("#333")),
        opacity=alt.condition("datum.count > 0", alt.value(1), alt.value(0)),
    )
    return (tiles + figures).properties(
        width=alt.Step(_STEP + 8), height=alt.Step(_STEP), title=f"混淆矩阵（{result.model}，{result.split}）"
    )


def _labels(alt: Any, result: ModelEvaluation, taxonomy: Taxonomy) -> Any:
    rows = [
        {
            "label": f"{taxonomy[score.label].full_name}（{score.support}）",
            "f1": score.f1,
            "colour": taxonomy[score.label].colour,
        }
        for score in result.tags.labels
    ]
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("f1:Q", title="F1", scale=alt.Scale(domain=[0, 1])),
            y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=260)),
            color=alt.Color("colour:N", scale=None),
        )
        .properties(width=_WIDTH, height=alt.Step(_STEP), title="各标签 F1（括号内为句数）")
    )


def _calibration(alt: Any, result: ModelEvaluation) -> Any:
    rows = [{"x": part.probability, "y": part.right, "sentences": part.sentences} for part in result.calibration.bins]
    scale = alt.Scale(domain=[0, 1])
    ideal = (
        alt.Chart(alt.Data(values=list(_DIAGONAL))).mark_line(strokeDash=[4, 4], color="#999").encode(x="x:Q", y="y:Q")
    )
    found = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(point=True)
        .encode(
            x=alt.X("x:Q", title="模型给出的概率", scale=scale), y=alt.Y("y:Q", title="实际正确的比例", scale=scale)
        )
    )
    return (ideal + found).properties(
        width=_HEIGHT, height=_HEIGHT, title=f"校准曲线（ECE {result.calibration.error:.3f}）"
    )


def _coverage(alt: Any, result: ModelEvaluation, precision: float) -> Any:
    rows = [{"coverage": point.coverage, "accuracy": point.accuracy} for point in result.coverage.points]
    chosen = [{"coverage": result.tags.kept_coverage.value, "accuracy": result.tags.kept_accuracy.value}]
    axes = {
        "x": alt.X("coverage:Q", title="不送人工复核的比例", scale=alt.Scale(domain=[0, 1])),
        "y": alt.Y("accuracy:Q", title="其中标对的比例", scale=alt.Scale(domain=[0.7, 1], clamp=True, zero=False)),
    }
    curve = alt.Chart(alt.Data(values=rows)).mark_line().encode(**axes)
    wanted = (
        alt.Chart(alt.Data(values=[{"accuracy": precision}]))
        .mark_rule(strokeDash=[4, 4], color="#999")
        .encode(y=axes["y"])
    )
    point = alt.Chart(alt.Data(values=chosen)).mark_point(size=90, filled=True, color="#c0392b").encode(**axes)
    return (wanted + curve + point).properties(width=_WIDTH, height=_HEIGHT, title="准确率与覆盖率（红点为实际阈值）")


def _groups(alt: Any, groups: tuple[GroupEvaluation, ...], title: str) -> Any:
    rows = [
        {"name": f"{group.name}（{group.reports}份）", "value": group.coarse_f1.value,
         "low": group.coarse_f1.low, "high": group.coarse_f1.high}
        for group in groups
    ]  # fmt: skip
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("name:N", title=None, axis=alt.Axis(labelLimit=260)))
    spans = base.mark_rule().encode(
        x=alt.X("low:Q", title="七类宏平均 F1（95% 区间）", scale=alt.Scale(domain=[0, 1])), x2="high:Q"
    )
    points = base.mark_point(filled=True, size=60).encode(x="value:Q")
    return (spans + points).properties(width=_WIDTH, height=alt.Step(_STEP), title=f"按{title}")
