"""Who speaks of what, how often and since when: labels by village, author, period; problems that go together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from huibao.analysis.charts import SHOWN, STEP, WIDTH, View, altair, bars, heat_map, label_scale
from huibao.analysis.load import Corpus
from huibao.analysis.periods import in_order
from huibao.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

By = Literal["village", "author", "period", "report", "township", "report_kind"]
Unit = Literal["sentence", "paragraph", "report"]
_BY = {"village": "村", "author": "作者", "period": "时期", "report": "报告", "township": "乡镇", "report_kind": "文种"}


def label_rows(corpus: Corpus) -> pd.DataFrame:
    """One row a sentence and label: the ``sentences`` frame with ``labels`` unfolded.

    ``label``, ``label_name``, ``category`` and ``role`` are those of the unfolded label; ``rank`` is 0 for the
    strongest. Count with ``rank == 0`` to count sentences, with all rows to count assertions.
    """
    frame = corpus.sentences.drop(columns=["label", "label_name", "category", "role"])
    frame = frame.assign(rank=frame["labels"].map(lambda labels: list(range(len(labels)))), label=frame["labels"])
    frame = frame.explode(["label", "rank"], ignore_index=True)
    frame["rank"] = frame["rank"].astype(int)
    known = {label.key: label for label in corpus.taxonomy.labels}
    frame["label_name"] = [known[key].full_name for key in frame["label"]]
    frame["category"] = [known[key].category.name for key in frame["label"]]
    frame["role"] = [known[key].role for key in frame["label"]]
    return frame


def label_counts(corpus: Corpus) -> View:
    """How often each label is asserted, as strongest and as second label.

    Table: ``label``, ``label_name``, ``sentences`` (as strongest), ``second``, ``share`` of all sentences.
    """
    import pandas as pd

    rows = label_rows(corpus)
    first = rows[rows["rank"] == 0]["label"].value_counts()
    second = rows[rows["rank"] > 0]["label"].value_counts()
    table = pd.DataFrame(
        {
            "label": corpus.taxonomy.keys,
            "label_name": [label.full_name for label in corpus.taxonomy.labels],
            "sentences": [int(first.get(key, 0)) for key in corpus.taxonomy.keys],
            "second": [int(second.get(key, 0)) for key in corpus.taxonomy.keys],
        }
    )
    table["share"] = table["sentences"] / max(int(table["sentences"].sum()), 1)

    def draw() -> Any:
        alt = altair()
        colour = alt.Color("label_name:N", scale=alt.Scale(**label_scale(corpus.taxonomy)), legend=None)
        return bars(table, x="sentences", y="label_name", title="各标签的句数", x_title="句", colour=colour, step=1)

    return View(table, draw)


def distribution(corpus: Corpus, by: By = "village") -> View:
    """Share of each label in every village, author, period, report, township or kind of report.

    Table: ``by``, ``label``, ``label_name``, ``sentences``, ``share`` (of the group's sentences); groups in order of
    time for periods, else with the most sentences first. The figure shows the first thirty.

    Raises:
        UsageError: there is no such grouping, or no report says.
    """
    if by not in _BY:
        raise UsageError(f"不能按 {by} 分组；可用的有 {'、'.join(_BY)}")
    frame = corpus.sentences
    frame = frame[frame[by] != ""]
    if frame.empty:
        raise UsageError(f"没有一份报告写明{_BY[by]}，不能按它分组")
    groups = in_order(frame["period"]) if by == "period" else list(frame[by].value_counts(sort=True).index)
    table = frame.groupby([by, "label", "label_name"], sort=False).size().rename("sentences").reset_index()
    totals = frame[by].value_counts()
    table["share"] = table["sentences"] / table[by].map(totals)
    order = {name: number for number, name in enumerate(groups)}
    table = table[table[by].isin(order)]
    table["order"] = table["label"].map({key: number for number, key in enumerate(corpus.taxonomy.keys)})
    table = table.sort_values([by, "order"], key=lambda column: column.map(order) if column.name == by else column)
    table = table.reset_index(drop=True)

    def draw() -> Any:
        alt = altair()
        first = groups[:SHOWN]
        some = f"（共 {len(groups)} 个，显示前 {SHOWN} 个）" if len(groups) > SHOWN else ""
        return (
            alt.Chart(table[table[by].isin(first)])
            .mark_bar()
            .encode(
                x=alt.X("share:Q", title="占本组句数的比例", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
                y=alt.Y(f"{by}:N", sort=first, title=None),
                color=alt.Color(
                    "label_name:N", title="标签", scale=alt.Scale(**label_scale(corpus.taxonomy)),
                    legend=alt.Legend(labelLimit=200, symbolLimit=40),
                ),
                order=alt.Order("order:Q"),
            )
            .properties(width=WIDTH, height=alt.Step(STEP), title=f"各{_BY[by]}都在说什么{some}")
        )  # fmt: skip

    return View(table.drop(columns="order"), draw)


def problem_map(corpus: Corpus) -> View:
    """Villages × what is lacking: how many sentences of each village's reports assert each bottleneck (any rank).

    Table: ``village``, ``label``, ``label_name``, ``sentences``; zeros included, villages with most problems first.
    """
    import pandas as pd

    rows = label_rows(corpus)
    rows = rows[rows["report_kind"] == "report"]
    lacking = corpus.taxonomy.with_role("lacking")
    villages = list(dict.fromkeys(rows["village"]))
    counts = rows[rows["role"] == "lacking"].groupby(["village", "label"]).size()
    table = pd.DataFrame(
        [
            {"village": village, "label": label.key, "label_name": label.full_name,
             "sentences": int(counts.get((village, label.key), 0))}
            for village in villages
            for label in lacking
        ]
    )  # fmt: skip
    totals = table.groupby("village")["sentences"].sum().sort_values(ascending=False, kind="stable")
    order = {village: number for number, village in enumerate(totals.index)}
    table = table.sort_values("village", key=lambda column: column.map(order), kind="stable", ignore_index=True)
    names = [label.full_name for label in lacking]
    return View(
        table,
        lambda: heat_map(
            table, x="label_name", y="village", value="sentences", title="各村反映的瓶颈（句）",
            x_sort=names, y_sort=list(totals.index), scheme="oranges",
        ),
    )  # fmt: skip


def problems_together(corpus: Corpus, *, unit: Unit = "paragraph") -> View:
    """Which problems stand together in a sentence, paragraph or report more often than chance would have it.

    Table, one row a pair: ``first``, ``second`` (names), ``both``, ``either_first``, ``either_second``, ``units``,
    ``lift`` (observed over expected, 1 is chance), ``phi`` (correlation).
    """
    import pandas as pd

    lacking = corpus.taxonomy.with_role("lacking")
    groups: dict[tuple[str, int], set[str]] = {}
    for annotated in corpus.reports:
        for sentence, tag in zip(annotated.sentences, annotated.tags, strict=True):
            place = {"sentence": sentence.index, "paragraph": sentence.paragraph, "report": 0}[unit]
            groups.setdefault((annotated.report.name, place), set()).update(tag.labels)
    held = list(groups.values())
    present = np.array([[label.key in labels for label in lacking] for labels in held], dtype=float)
    present = present.reshape(len(held), len(lacking))
    both = present.T @ present
    count = max(len(held), 1)
    rows = []
    for i, first in enumerate(lacking):
        for j, second in enumerate(lacking):
            if i == j:
                continue
            a, b, n = both[i, i], both[j, j], both[i, j]
            spread = a * b * (count - a) * (count - b)
            rows.append(
                {"first": first.full_name, "second": second.full_name, "both": int(n), "either_first": int(a),
                 "either_second": int(b), "units": count, "lift": n * count / (a * b) if a * b else 0.0,
                 "phi": (n * count - a * b) / spread**0.5 if spread else 0.0}
            )  # fmt: skip
    table = pd.DataFrame(rows)
    names = [label.full_name for label in lacking]
    what = {"sentence": "同一句", "paragraph": "同一段", "report": "同一份报告"}[unit]
    return View(
        table,
        lambda: heat_map(
            table, x="second", y="first", value="lift", title=f"{what}里一起出现的瓶颈（实际次数 ÷ 随机期望）",
            x_sort=names, y_sort=names, form=".2f", scheme="purples",
        ),
    )  # fmt: skip
