"""A figure without a name of its own stands where what is before it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from huibao.frames import indicators_frame, sentences_frame
from huibao.indicators.township.placing import placed_rows
from huibao.schema import AnnotatedReport

Author = Callable[..., AnnotatedReport]


def names_of(authored: Author, text: str) -> list[str]:
    report = authored(f"{text}\n", village="甲村")
    placed = placed_rows(indicators_frame([report]), ("actual",), sentences_frame([report]))
    return [place.name for _, place in placed]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        # The same at another time, and in all.
        (
            "村里的进账，这季度3.4万元，半年加起来5.9万元。|销售收入=34000元@actual; 销售收入=59000元@actual",
            ["村级集体经济收入"] * 2,
        ),
        ("监测户的事，现有11户。|户=11户@actual", ["监测户"]),
        # A verb tells something else, and so does a name.
        ("集体的事，农户自筹38万元。|自筹=380000元@actual", ["自筹"]),
        ("监测户的事，帮扶干部11户。|帮扶干部=11户@actual", ["帮扶干部"]),
        # What is told already is not told again.
        ("监测户12户，现有9户。|监测户=12户@actual; 户=9户@actual", ["监测户", "户"]),
    ],
)
def test_a_nameless_figure_is_of_what_is_told_before_it(line: str, names: list[str], authored: Author) -> None:
    assert names_of(authored, f"P\nother|{line}") == names


def test_a_nameless_figure_answers_the_question_above_it(authored: Author) -> None:
    question = "P\nother|问：监测户摸得如何？|\nP\n"
    assert names_of(authored, f"{question}other|答：摸了11户。|摸=11户@actual") == ["监测户"]
    assert names_of(authored, f"{question}other|答：收了，路也修了，来了30户。|来=30户@actual") == ["来"]


def test_an_answer_is_not_of_what_an_earlier_one_told(authored: Author) -> None:
    question = "P\nother|问：监测户情况？|\nP\n"
    assert names_of(authored, f"{question}other|答：总数11户。|养羊的人家=11户@actual") == ["监测户"]
    assert names_of(authored, f"{question}other|答：养羊的人家11户。|养羊的人家=11户@actual") == ["养羊的人家"]
    # Where nobody asks, a name told before goes on.
    assert names_of(authored, "P\nother|总数11户。|养羊的人家=11户@actual") == ["养羊的人家"]


def test_who_answers_is_not_what_is_counted(authored: Author) -> None:
    question = "P\nother|问：监测户呢？|\nP\n"
    assert names_of(authored, f"{question}other|副主任国良：11户。|副主任国良=11户@actual") == ["监测户"]
