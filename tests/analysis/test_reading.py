from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from huibao.analysis.concordance import concordance
from huibao.analysis.duplicates import duplicates
from huibao.analysis.load import Corpus
from huibao.analysis.reading import confidence, reading_statistics, review_queue
from huibao.errors import UsageError
from tests.conftest import Authored


def test_confidence_by_label_and_share_of_review(tagged: Corpus) -> None:
    table = confidence(tagged).table.set_index("label")
    assert table.loc["achievement.poverty", "sentences"] == 3
    assert table["review"].between(0.3, 0.4)["achievement.poverty"]
    assert table["mean"].is_monotonic_increasing


def test_the_queue_begins_with_the_closest_decision(tagged: Corpus) -> None:
    table = review_queue(tagged)
    assert len(table) == int(tagged.sentences["review"].sum())
    assert table["margin"].is_monotonic_increasing
    assert table.loc[0, "text"] == "没有冷库，桃子卖不上价。"
    assert table.loc[0, "second_name"] == "瓶颈·要素保障"


def test_a_person_s_tags_have_no_confidence(corpus: Corpus) -> None:
    with pytest.raises(UsageError, match="没有模型的概率"):
        confidence(corpus)


def test_reading_statistics_of_a_report(corpus: Corpus) -> None:
    row: Any = reading_statistics(corpus).table.set_index("report").loc["qingshi/2025q3-shiqiao"]
    assert (row["sentences"], row["headings"], row["asserting"]) == (4, 0, 0.75)
    assert row["characters"] == len("冷库一座已经建成。道路硬化1.5公里。监测户减到20户。谢谢大家。")
    assert row["figures"] == 75
    assert math.isnan(row["variety"])


def test_a_word_is_shown_in_its_context_across_sentences(corpus: Corpus) -> None:
    found = concordance(corpus, "冷库", width=6)
    first = found.table.iloc[0]
    assert (first["left"], first["match"], first["right"]) == ("题 村里没有", "冷库", "，资金缺口3")
    text = corpus.report(first["report"]).report.text
    assert text[first["start"] : first["end"]] == "冷库"
    assert "瓶颈·要素保障" in found._repr_html_()


def test_a_concordance_can_be_kept_to_one_label(corpus: Corpus) -> None:
    assert set(concordance(corpus, "冷库", label="bottleneck.industry").table["index"]) == {3}
    with pytest.raises(UsageError, match="没有标签 bottleneck"):
        concordance(corpus, "冷库", label="bottleneck")
    with pytest.raises(UsageError, match="检索式"):
        concordance(corpus, "(")


def test_context_is_text_not_markup(authored: Authored, corpus: Corpus) -> None:
    report = authored("P\nother|看<script>这里</script>。\n")
    shown = concordance(Corpus(reports=(report,), taxonomy=corpus.taxonomy), "这里")._repr_html_()
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown


def test_copied_passages_are_found_between_villages_only(authored: Authored, corpus: Corpus) -> None:
    copied = "今年以来，村两委班子严格落实防返贫监测帮扶机制，逐户排查。"
    near = copied.replace("逐户排查", "逐户走访")
    one = authored(f"P\nother|{copied}\nother|{copied}\nother|谢谢大家。\n", village="甲村")
    two = authored(f"P\nother|{near}\nother|谢谢大家。\nother|水渠修好以后，下游三个组都能灌上水了。\n", village="乙村")
    table = duplicates(Corpus(reports=(one, two), taxonomy=corpus.taxonomy)).table
    assert list(table["text"]) == [copied, copied]
    assert (table["other_text"] == near).all()
    shingles = len(near) - 3
    assert table["similarity"].iloc[0] == pytest.approx((shingles - 3) / shingles, abs=0.001)


def test_a_corpus_without_copies_gives_an_empty_table(corpus: Corpus) -> None:
    view = duplicates(corpus)
    assert view.table.empty
    assert isinstance(view.table, pd.DataFrame)
