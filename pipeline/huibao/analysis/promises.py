"""Promise and delivery: what a village planned in one period against what it reports in the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from huibao.analysis.charts import SHOWN, STEP, WIDTH, View, altair
from huibao.analysis.load import Corpus
from huibao.analysis.periods import period_end
from huibao.indicators.numbers.units import base_unit
from huibao.schema import AnnotatedReport

if TYPE_CHECKING:
    import pandas as pd

DELIVERED, PARTLY, SILENT = "兑现", "部分兑现", "没有再提"
_COLOURS = {DELIVERED: "#2e7d32", PARTLY: "#ef6c00", SILENT: "#9aa3ad"}
_SIMILAR = 0.18


@dataclass(frozen=True, kw_only=True, slots=True)
class _Step:
    """A village's report and the one that follows it."""

    earlier: AnnotatedReport
    later: AnnotatedReport


def _steps(corpus: Corpus) -> Iterator[_Step]:
    by_village: dict[tuple[str, str], list[AnnotatedReport]] = {}
    for annotated in corpus.reports:
        report = annotated.report
        if report.kind == "report" and report.village and period_end(report.period) is not None:
            # Villages of one name in two townships are two villages.
            by_village.setdefault((report.name.rpartition("/")[0], report.village), []).append(annotated)
    for series in by_village.values():
        series.sort(key=lambda annotated: (period_end(annotated.report.period) or 0, annotated.report.name))
        for earlier, later in pairwise(series):
            if earlier.report.period != later.report.period:
                yield _Step(earlier=earlier, later=later)


def promised_figures(corpus: Corpus) -> View:
    """Figures that a village planned, against the same indicator in its next report.

    A figure is 兑现 when the next report states at least as much (``actual`` or ``part``), 部分兑现 when it states
    less, 没有再提 when it says nothing of it. Table: ``village``, ``name``, ``unit``, ``planned_in``, ``planned``,
    ``reported_in``, ``reported`` (NaN where silent), ``share``, ``outcome``, ``promise`` and ``delivery`` (sentences).
    """
    import pandas as pd

    rows = []
    for step in _steps(corpus):
        done: dict[tuple[str, str], tuple[float, str]] = {}
        for indicator in step.later.indicators:
            if indicator.status in ("actual", "part"):
                key = (indicator.name, base_unit(indicator.unit))
                said = step.later.sentences[indicator.sentence].text
                done[key] = max(done.get(key, (0.0, "")), (indicator.value, said))
        for indicator in step.earlier.indicators:
            if indicator.status != "plan" or not indicator.value:
                continue
            value, said = done.get((indicator.name, base_unit(indicator.unit)), (float("nan"), ""))
            outcome = SILENT if not said else DELIVERED if value >= indicator.value else PARTLY
            rows.append(
                {"village": step.earlier.report.village, "name": indicator.name, "unit": base_unit(indicator.unit),
                 "planned_in": step.earlier.report.period, "planned": indicator.value,
                 "reported_in": step.later.report.period, "reported": value, "share": value / indicator.value,
                 "outcome": outcome, "promise": step.earlier.sentences[indicator.sentence].text, "delivery": said}
            )  # fmt: skip
    columns = ["village", "name", "unit", "planned_in", "planned", "reported_in", "reported", "share", "outcome",
               "promise", "delivery"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    return View(table, lambda: _outcomes(table, "各村计划数的下文"))


def follow_ups(corpus: Corpus, *, least: float = _SIMILAR) -> View:
    """Plans in words (kind ``plan``), each with the sentence of the village's next report that is most like it.

    Likeness is the cosine of TF-IDF over words and character pairs; below ``least`` the plan counts as 没有再提. The
    found sentence's label decides otherwise: something done is 兑现, something still lacking or still to do 部分兑现.
    Read the pairs before quoting the counts: likeness is not proof. Table: ``village``, ``planned_in``,
    ``reported_in``, ``promise``, ``follow_up``, ``similarity``, ``label_name`` of the follow-up, ``outcome``.
    """
    import pandas as pd

    rows = [row for step in _steps(corpus) for row in _followed(step, corpus, least)]
    columns = ["village", "planned_in", "reported_in", "promise", "follow_up", "similarity", "label_name", "outcome"]
    table = pd.DataFrame(rows, columns=columns)
    return View(table, lambda: _outcomes(table, "各村打算的下文"))


def _followed(step: _Step, corpus: Corpus, least: float) -> Iterator[dict[str, object]]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    from huibao.analysis.words import content_words

    plans = [
        sentence.text for sentence, tag in zip(step.earlier.sentences, step.earlier.tags, strict=True)
        if tag.kind == "plan"
    ]  # fmt: skip
    taken_up = [
        (sentence.text, corpus.taxonomy[tag.labels[0]])
        for sentence, tag in zip(step.later.sentences, step.later.tags, strict=True)
        if corpus.taxonomy[tag.labels[0]].role != "none"
    ]
    if not plans or not taken_up:
        return

    def parts(text: str) -> list[str]:
        return content_words(text) + [text[i : i + 2] for i in range(len(text) - 1)]

    vectors = TfidfVectorizer(analyzer=parts, sublinear_tf=True).fit_transform(plans + [text for text, _ in taken_up])
    likeness = (vectors[: len(plans)] @ vectors[len(plans) :].T).toarray()
    for number, plan in enumerate(plans):
        best = int(likeness[number].argmax())
        similarity = float(likeness[number, best])
        said, label = taken_up[best]
        outcome = SILENT if similarity < least else DELIVERED if label.role == "done" else PARTLY
        yield {
            "village": step.earlier.report.village, "planned_in": step.earlier.report.period,
            "reported_in": step.later.report.period, "promise": plan,
            "follow_up": "" if outcome == SILENT else said, "similarity": round(similarity, 3),
            "label_name": "" if outcome == SILENT else label.full_name, "outcome": outcome,
        }  # fmt: skip


def _outcomes(table: pd.DataFrame, title: str) -> Any:
    alt = altair()
    counts = table.groupby(["village", "outcome"]).size().rename("count").reset_index()
    most = counts.groupby("village")["count"].sum().sort_values(ascending=False, kind="stable").head(SHOWN).index
    counts = counts[counts["village"].isin(most)].copy()
    counts["order"] = counts["outcome"].map({name: number for number, name in enumerate(_COLOURS)})
    return (
        alt.Chart(counts)
        .mark_bar()
        .encode(
            x=alt.X("count:Q", title="项", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("village:N", sort="-x", title=None),
            color=alt.Color(
                "outcome:N", title=None, scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values()))
            ),
            order="order:Q",
        )
        .properties(width=WIDTH, height=alt.Step(STEP), title=title)
    )
