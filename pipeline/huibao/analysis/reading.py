"""How sure the tagger was, what a person should look at first, and how reports read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huibao.analysis.charts import BLUE, GREY, HEIGHT, STEP, WIDTH, View, altair
from huibao.analysis.load import Corpus
from huibao.analysis.words import content_words
from huibao.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

_WINDOW = 200
_MOST = 0.5


def confidence(corpus: Corpus) -> View:
    """How sure the tagger was of its strongest labels, and how much of each label goes to review.

    Table: ``label``, ``label_name``, ``sentences``, ``mean``, ``low`` (a tenth is below), ``review`` (share).

    Raises:
        UsageError: a person tagged this corpus, so there are no scores.
    """
    frame = _scored(corpus)
    table = (
        frame.groupby(["label", "label_name"], sort=False)
        .agg(
            sentences=("text", "size"),
            mean=("confidence", "mean"),
            low=("confidence", lambda values: values.quantile(0.1)),
            review=("review", "mean"),
        )
        .reset_index()
        .sort_values("mean", kind="stable", ignore_index=True)
    )

    def draw() -> Any:
        alt = altair()
        shown = frame[["confidence", "review"]].assign(
            kept=frame["review"].map({True: "送人工复核", False: "直接采用"})
        )
        return (
            alt.Chart(shown)
            .mark_bar()
            .encode(
                x=alt.X("confidence:Q", bin=alt.Bin(step=0.05, extent=[0, 1]), title="最强标签的概率"),
                y=alt.Y("count():Q", title="句"),
                color=alt.Color(
                    "kept:N", title=None, scale=alt.Scale(domain=["直接采用", "送人工复核"], range=[BLUE, "#e0a030"])
                ),
            )
            .properties(width=WIDTH, height=HEIGHT, title="标注的把握")
        )

    return View(table, draw)


def _scored(corpus: Corpus) -> pd.DataFrame:
    frame = corpus.sentences
    frame = frame[frame["confidence"].notna()]
    if frame.empty:
        raise UsageError("这份语料是人工标注的，没有模型的概率；请先用 huibao tag 标注")
    return frame


def review_queue(corpus: Corpus) -> pd.DataFrame:
    """Sentences that a person should look at, the closest decisions first.

    Columns: ``report``, ``index``, ``text``, ``label_name``, ``confidence``, ``second_name`` (runner-up), ``second``
    (its score), ``margin`` (difference).
    """
    frame = _scored(corpus)
    frame = frame[frame["review"]]
    names = {label.key: label.full_name for label in corpus.taxonomy.labels}
    ranked = [sorted(scores.items(), key=lambda pair: -pair[1]) for scores in frame["scores"]]
    second = [
        next(pair for pair in pairs if pair[0] != label) for pairs, label in zip(ranked, frame["label"], strict=True)
    ]
    table = frame[["report", "index", "text", "label_name", "confidence"]].assign(
        second_name=[names[key] for key, _ in second], second=[score for _, score in second]
    )
    table["margin"] = table["confidence"] - table["second"]
    return table.sort_values("margin", kind="stable", ignore_index=True)


def reading_statistics(corpus: Corpus) -> View:
    """How each report reads.

    Table, one row a report: ``report``, ``village``, ``period``, ``characters``, ``sentences``, ``sentence_length``
    (mean characters), ``headings``, ``figures`` (indicators per 100 sentences), ``variety`` (different words among any
    200 in a row, mean share; NaN for shorter reports), ``asserting`` (share of sentences that assert something). The
    figure sets sentence length against variety, or where most reports are too short for that, against figures.
    """
    import pandas as pd

    rows = []
    for annotated in corpus.reports:
        report, count = annotated.report, len(annotated.sentences)
        lengths = [len(sentence.text) for sentence in annotated.sentences]
        asserting = sum(corpus.taxonomy[tag.labels[0]].role != "none" for tag in annotated.tags)
        rows.append(
            {"report": report.name, "village": report.village, "period": report.period,
             "characters": len("".join(report.text.split())), "sentences": count,
             "sentence_length": sum(lengths) / max(count, 1), "headings": len(annotated.headings),
             "figures": 100 * len(annotated.indicators) / max(count, 1),
             "variety": _variety(content_words(report.text)),
             "asserting": asserting / max(count, 1)}
        )  # fmt: skip
    table = pd.DataFrame(rows)

    def draw() -> Any:
        alt = altair()
        wordy = table["variety"].notna().mean() > _MOST
        other, title = ("variety", "用词变化（200 词内不同词的比例）") if wordy else ("figures", "每百句的指标")
        base = alt.Chart(table).encode(
            x=alt.X("sentence_length:Q", title="平均句长（字）", scale=alt.Scale(zero=False)),
            y=alt.Y(f"{other}:Q", title=title, scale=alt.Scale(zero=False)),
        )
        dots = base.mark_circle(color=BLUE, opacity=0.7).encode(size=alt.Size("characters:Q", title="字数"))
        edge = table["sentence_length"].rank(pct=True).isin([1.0]) | (table[other] == table[other].min())
        names = alt.Chart(table[edge]).mark_text(dy=-12, fontSize=11, color=GREY).encode(
            x="sentence_length:Q", y=f"{other}:Q", text="village:N"
        )  # fmt: skip
        return (dots + names).properties(width=WIDTH, height=HEIGHT + STEP, title="各份报告读起来的样子")

    return View(table, draw)


def _variety(words: list[str]) -> float:
    """Moving-average type-token ratio: unlike the plain ratio it does not fall with length."""
    if len(words) < _WINDOW:
        return float("nan")
    shares = [len(set(words[i : i + _WINDOW])) / _WINDOW for i in range(0, len(words) - _WINDOW + 1, 10)]
    return sum(shares) / len(shares)
