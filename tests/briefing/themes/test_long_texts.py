"""What reads a sentence takes no longer for each character of a long one: a run of digits, a word over and over."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from huibao.briefing.themes.ahead import lies_ahead, so_far
from huibao.briefing.themes.asking import asks_first, pleads
from huibao.briefing.themes.headings import under_plans, under_requests
from huibao.briefing.themes.lacking import lack_told, without_good_news
from huibao.briefing.themes.notes import is_note, only_notes
from huibao.briefing.themes.requests import only_announces
from huibao.briefing.wording.leaning import amount_alone
from huibao.briefing.wording.marks import without_item_number
from huibao.names import named_together

_LENGTH = 20_000
# A tenth of a second is usual; what grows with the square of the length takes ten times as long as this.
_SECONDS = 1.5


@pytest.mark.parametrize("word", ["一", "1", "1月", "累计", "别把", "也报", "一是", "请镇里", "石桥、", "，目标1"])
@pytest.mark.parametrize(
    "read",
    [
        lies_ahead,
        so_far,
        asks_first,
        pleads,
        lack_told,
        without_good_news,
        is_note,
        only_notes,
        only_announces,
        amount_alone,
        without_item_number,
        lambda text: under_plans([text]),
        lambda text: under_requests([text]),
        lambda text: named_together(["石桥村", "柳河村"]).sub("", text),
    ],
)
def test_a_long_text_is_read_in_no_time(read: Callable[[str], object], word: str) -> None:
    text = word * (_LENGTH // len(word))
    began = process_time()
    read(text)
    assert process_time() - began < _SECONDS
