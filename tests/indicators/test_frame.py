"""What kinds of words stand around a figure."""

from __future__ import annotations

from huibao.indicators.frame import frame_of
from huibao.indicators.numbers.quantities import read_quantities
from huibao.indicators.tokens import words_of


def frame(text: str, index: int = 0) -> set[str]:
    quantities = read_quantities(text)
    return set(frame_of(words_of(text, quantities), quantities[index].start, quantities[index].unit))


def test_the_same_thing_in_other_words_has_the_same_frame() -> None:
    one, other = frame("村里新聘护理员6名。"), frame("村里新招保洁员9名。")
    assert len(one & other) > len(one) * 0.8
    assert {"~thing<P", "~counted<yes"} <= one & other


def test_marks_and_figures_are_no_classes() -> None:
    seen = frame("水渠、水池，20座，钱3万元。", 1)
    assert "~thing<F" in seen
    assert "~<F" in seen
    assert "~<,|F" in seen


def test_a_clause_ends_at_its_mark() -> None:
    seen = frame("修路，走访30户。")
    assert "~act<v5" in seen
    assert not {"~clause<v1", "~clause<W"} & seen


def test_a_figure_alone_has_no_act_and_no_thing() -> None:
    assert {"~<^", "~>$", "~act<-", "~thing>-", "~head="} <= frame("30户")
