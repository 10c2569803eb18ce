"""What the reports say otherwise: which way, whether done, of when, about or at least, yes or no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest

from huibao.briefing.audit import Doubt
from huibao.schema import AnnotatedReport

if TYPE_CHECKING:
    from tests.conftest import Authored

DoubtsAbout = Callable[[str], list[Doubt]]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("石桥村村集体经济收入12.4万元，比去年同期减少三成。", "减少"),
        ("石桥村村集体经济收入12.4万元，比去年同期少三成。", "少"),
        ("石桥村村集体经济收入12.4万元，比今年同期增加三成。", "今年"),
        ("石桥村已争取资金35万元更换提灌站水泵。", "已"),
        ("石桥村平均每天有不到280人参加。", "280人"),
        ("石桥村硬化入户路超过1.7公里。", "1.7公里"),
        ("石桥村支书陈大山带着村民没有把桥头的护栏装好。", "没有"),
    ],
)
def test_a_sentence_that_says_otherwise_is_in_doubt(sentence: str, words: str, doubts_about: DoubtsAbout) -> None:
    (doubt,) = doubts_about(sentence)
    assert (doubt.words, doubt.kind) == (words, "doubt")
    assert doubt.reports_say.startswith("石桥村")


@pytest.mark.parametrize(
    "sentence",
    [
        "石桥村村集体经济收入12.4万元，比上年同期增长三成。",
        "石桥村准备争取资金35万元，用来更换提灌站水泵。",
        "石桥村桥头的护栏已经装好，学生上学不用绕路。",
        "总的看，各村工作推进有力，成效明显提高。",
    ],
)
def test_the_same_in_other_words_is_not(sentence: str, doubts_about: DoubtsAbout) -> None:
    assert doubts_about(sentence) == []


def test_a_bad_signal_is_not_the_opposite_of_none(
    authored: Authored, doubts_of: Callable[[str, Sequence[AnnotatedReport]], list[Doubt]]
) -> None:
    told = "网最差，二组和四组共39户没有信号，打电话要爬到山包上。"
    reports = [authored(f"P\nbottleneck.resources|{told}|信号=39户@gap\n", village="石桥村")]
    assert doubts_of(f"三是通信信号差：石桥村{told}", reports) == []
    doubts = doubts_of("石桥村二组和四组共39户有信号，打电话要爬到山包上。", reports)
    assert any("意思正好相反" in doubt.reason for doubt in doubts)
