"""Words: what one part of a corpus says more than another, what many villages say, and what one alone says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from huibao.analysis.charts import BLUE, STEP, WIDTH, View, altair, bars
from huibao.analysis.load import Corpus
from huibao.errors import UsageError
from huibao.segment.words import cut_words, tag_words

if TYPE_CHECKING:
    import pandas as pd

# Two Chinese characters at least: single ones are mostly particles and numerals.
_WORD = re.compile(r"[\u4e00-\u9fff]{2,}")
# Parts of speech as jieba names them, and verbs and units among them that say nothing of what is told.
_TELLING = ("n", "v", "a", "i", "j", "l")
_LIGHT = frozenset(
    ("没有", "觉得", "可以", "需要", "进行", "开展", "成为", "希望", "起来", "出来", "下来", "不能", "不会", "不到",
     "不是", "还有", "有人", "村里", "镇里", "乡里", "万元", "只能", "一是", "二是", "三是", "四是")
)  # fmt: skip
_PRIOR_WEIGHT = 500.0
_SMOOTH = 0.5

Measure = Literal["log_odds_z", "g2", "log_ratio"]


def content_words(text: str) -> list[str]:
    """Chinese words of two characters or more, in order.

    Example:
        >>> content_words("桃子没有销路，缺冷库。")
        ['桃子', '没有', '销路', '冷库']
    """
    return [word for word in cut_words(text) if _WORD.fullmatch(word)]


def telling_words(text: str) -> list[str]:
    """The content words that name or describe something: nouns, verbs, adjectives, set phrases; in order.

    Example:
        >>> telling_words("今年还是没有冷库，群众觉得销路不稳。")
        ['冷库', '群众', '销路']
    """
    return [
        word
        for word, pos in tag_words(text)
        if _WORD.fullmatch(word) and pos.startswith(_TELLING) and word not in _LIGHT
    ]


def keyness_table(
    ours: Counter[str], theirs: Counter[str], *, least: int = 3, prior_weight: float = _PRIOR_WEIGHT
) -> pd.DataFrame:
    """Words of two counts compared.

    Args:
        ours, theirs: words and how often they occur.
        least: occurrences in both together that a word needs.
        prior_weight: pseudo-count of the informative prior, spread over the words as both counts together use them.

    Returns:
        One row a word, most typical of ``ours`` first: ``word``; ``ours``, ``theirs`` (counts); ``per_10k_ours``,
        ``per_10k_theirs``; ``g2``, the log-likelihood ratio (Dunning), negative where ``theirs`` use it more; 3.84 is
        p < 0.05; ``log_odds`` and ``log_odds_z``, with informative Dirichlet prior (Monroe et al.), z beyond ±1.96 is
        p < 0.05; ``log_ratio``, the effect size: binary logarithm of the ratio of the two rates, 1 is twice as often
        (half an occurrence stands in for none).
    """
    import pandas as pd

    words = sorted(word for word in ours.keys() | theirs.keys() if ours[word] + theirs[word] >= least)
    a = np.array([ours[word] for word in words], dtype=float)
    b = np.array([theirs[word] for word in words], dtype=float)
    n_a, n_b = float(max(ours.total(), 1)), float(max(theirs.total(), 1))
    expected_a, expected_b = (a + b) * n_a / (n_a + n_b), (a + b) * n_b / (n_a + n_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        g2 = 2 * (np.where(a > 0, a * np.log(a / expected_a), 0) + np.where(b > 0, b * np.log(b / expected_b), 0))
    prior = prior_weight * (a + b) / (n_a + n_b)
    log_odds = np.log((a + prior) / (n_a + prior_weight - a - prior)) - np.log(
        (b + prior) / (n_b + prior_weight - b - prior)
    )
    z = log_odds / np.sqrt(1 / (a + prior) + 1 / (b + prior))
    rate_a, rate_b = np.maximum(a, _SMOOTH) / n_a, np.maximum(b, _SMOOTH) / n_b
    table = pd.DataFrame(
        {
            "word": words,
            "ours": a.astype(int),
            "theirs": b.astype(int),
            "per_10k_ours": a / n_a * 10_000,
            "per_10k_theirs": b / n_b * 10_000,
            "g2": np.sign(a / n_a - b / n_b) * np.maximum(g2, 0),
            "log_odds": log_odds,
            "log_odds_z": z,
            "log_ratio": np.log2(rate_a / rate_b),
        }
    )
    return table.sort_values(["log_odds_z", "word"], ascending=[False, True], ignore_index=True)


def keyness(
    corpus: Corpus,
    ours: Callable[[pd.DataFrame], pd.Series[bool]],
    theirs: Callable[[pd.DataFrame], pd.Series[bool]] | None = None,
    *,
    names: tuple[str, str] = ("甲", "乙"),
    by: Measure = "log_odds_z",
    top: int = 15,
    least: int = 3,
) -> View:
    """Words that tell any two slices of the sentences apart.

    Args:
        corpus: where they come from.
        ours: mask over ``corpus.sentences``, as in ``lambda frame: frame["label"] == "bottleneck.resources"``.
        theirs: the other slice; all other sentences by default.
        names: of the slices, for the figure.
        by: measure to order and draw by.
        top: words a side in the figure.
        least: occurrences that a word needs.

    Returns:
        Table of :func:`keyness_table`, and the words at both ends as bars.

    Raises:
        UsageError: a slice holds no sentence.
    """
    frame = corpus.sentences
    first = ours(frame)
    second = theirs(frame) if theirs else ~first
    if not first.any() or not second.any():
        raise UsageError("要比较的两部分里有一部分没有句子；请放宽条件")
    counts = [Counter(word for text in frame["text"][mask] for word in content_words(text)) for mask in (first, second)]
    table = keyness_table(*counts, least=least).sort_values(by, ascending=False, kind="stable", ignore_index=True)

    def draw() -> Any:
        import pandas as pd

        alt = altair()
        shown = pd.concat([table.head(top), table.tail(min(top, max(len(table) - top, 0)))])
        shown = shown.assign(side=np.where(shown[by] >= 0, names[0], names[1]))
        return (
            alt.Chart(shown)
            .mark_bar()
            .encode(
                x=alt.X(f"{by}:Q", title=_MEASURES[by]),
                y=alt.Y("word:N", sort=None, title=None),
                color=alt.Color(
                    "side:N", title=None, sort=list(names), scale=alt.Scale(domain=list(names), range=[BLUE, "#c0603a"])
                ),
            )
            .properties(width=WIDTH, height=alt.Step(STEP - 6), title=f"{names[0]}与{names[1]}各自多用的词")
        )

    return View(table, draw)


_MEASURES = {
    "log_odds_z": "对数几率比（带信息先验）z 值",
    "g2": "对数似然 G²（负值表示另一方多用）",
    "log_ratio": "频率比（以 2 为底的对数）",
}


def _said(corpus: Corpus, labels: Sequence[str] | None) -> tuple[list[str], dict[str, dict[str, list[str]]]]:
    """Villages, and for each word the sentences of each village that hold it."""
    frame = corpus.sentences
    if labels is not None:
        frame = frame[[bool(set(labels) & set(given)) for given in frame["labels"]]]
    heard: dict[str, dict[str, list[str]]] = {}
    for village, text in zip(frame["village"], frame["text"], strict=True):
        for word in dict.fromkeys(telling_words(text)):
            heard.setdefault(word, {}).setdefault(village, []).append(text)
    return list(dict.fromkeys(corpus.sentences["village"])), heard


def said_in_common(
    corpus: Corpus, labels: Sequence[str] | None = None, *, least: int = 3, top: int = 20, without: Iterable[str] = ()
) -> View:
    """Telling words that the most villages use, in sentences of some labels (all by default).

    Table: ``word``, ``villages`` (how many), ``share`` of all villages, ``names`` of the villages, ``sentences``,
    ``example``; only words of at least ``least`` villages.
    """
    import pandas as pd

    villages, heard = _said(corpus, labels)
    ignored = set(without)
    rows = [
        {"word": word, "villages": len(by), "share": len(by) / max(len(villages), 1), "names": "、".join(by),
         "sentences": sum(map(len, by.values())), "example": next(iter(by.values()))[0]}
        for word, by in heard.items()
        if len(by) >= least and word not in ignored
    ]  # fmt: skip
    columns = ["word", "villages", "share", "names", "sentences", "example"]
    table = pd.DataFrame(rows, columns=columns).sort_values(
        ["villages", "sentences", "word"], ascending=[False, False, True], ignore_index=True
    )
    return View(
        table,
        lambda: bars(
            table.head(top),
            x="villages",
            y="word",
            title="许多村都说到的",
            x_title=f"村（共 {len(villages)} 个）",
            step=1,
        ),
    )


def said_alone(corpus: Corpus, labels: Sequence[str] | None = None, *, least: int = 2, top: int = 25) -> View:
    """Telling words that one village alone uses, in at least ``least`` of its sentences; its own name is none.

    Table: ``village``, ``word``, ``sentences``, ``example``; most often used first.
    """
    import pandas as pd

    _, heard = _said(corpus, labels)
    rows = [
        {"village": village, "word": word, "sentences": len(texts), "example": texts[0]}
        for word, by in heard.items()
        if len(by) == 1
        for village, texts in by.items()
        if len(texts) >= least and word not in village
    ]
    table = pd.DataFrame(rows, columns=["village", "word", "sentences", "example"]).sort_values(
        ["sentences", "village", "word"], ascending=[False, True, True], ignore_index=True
    )

    def draw() -> Any:
        shown = table.head(top)
        shown = shown.assign(name=shown["word"] + "（" + shown["village"] + "）")
        return bars(shown, x="sentences", y="name", title="只有一个村说到的", x_title="句", step=1)

    return View(table, draw)
