"""Classes of words and the units that things are counted in."""

from __future__ import annotations

import pytest

from huibao.indicators.lexicon.classes import class_of, counted_in
from huibao.resources import resource


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("护理员", "P"),
        ("水泵", "M"),
        ("走访", "v5"),
        ("危旧", "a2"),
        ("的", "f"),
        ("养蚯蚓员", "P"),
        ("A3", "#"),
        ("，", "#"),
    ],
)
def test_a_word_has_the_class_of_its_ending_where_it_is_not_listed(word: str, kind: str) -> None:
    assert class_of(word) == kind


def test_a_character_that_is_not_listed_tells_nothing() -> None:
    assert class_of("鱻") == "?"


@pytest.mark.parametrize(
    ("word", "unit", "answer"),
    [
        ("护理员", "名", "yes"), ("护理员", "台", "no"), ("养蚯蚓员", "名", "~yes"), ("养蚯蚓员", "亩", "~no"),
        ("的", "名", "-"), ("鱻", "名", "?"), ("渠", "公里", "yes"),
    ],
)  # fmt: skip
def test_what_is_counted_in_what(word: str, unit: str, answer: str) -> None:
    assert counted_in(word, unit) == answer


def test_every_word_is_listed_once_with_a_class_that_the_file_explains() -> None:
    lines = resource("corpus/lexicon/classes.tsv").read_text(encoding="utf-8").splitlines()
    about = " ".join(line for line in lines if line.startswith("#")).replace(",", " ").split()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    words = [row[0] for row in rows]
    assert words == sorted(set(words))
    assert {row[1] for row in rows} <= set(about)
