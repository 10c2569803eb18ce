"""The day of a sentence from the one that stands before it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from huibao.briefing.choosing.dated import dated


@pytest.mark.parametrize(
    ("texts", "told", "tellers"),
    [
        (("5月17日大雨。", "当天下午塌方。"), "5月17日下午塌方。", 1),
        (("5月17日大雨。", "当天下午塌方。", "当晚停电。"), "5月17日晚停电。", 2),
        (("5月17日大雨。", "稻田淹了120亩。", "当晚停电。"), "当晚停电。", 0),
        (("5月17日前要演练。", "当天转移112人。"), "当天转移112人。", 0),
    ],
)
def test_the_sentence_before_tells_the_day(texts: tuple[str, ...], told: str, tellers: int) -> None:
    rows = [SimpleNamespace(report="r", text=text) for text in texts]
    text, of_day = dated(rows, len(rows) - 1)
    assert (text, len(of_day)) == (told, tellers)


def test_another_report_tells_no_day() -> None:
    rows = [SimpleNamespace(report="r", text="5月17日大雨。"), SimpleNamespace(report="s", text="当天塌方。")]
    assert dated(rows, 1) == ("当天塌方。", ())
