from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from huibao.briefing.make import Draft
from huibao.briefing.polish import polish
from huibao.schema import Briefing, Passage, Source, Statement

_OLD = "石桥村新栽桃树120亩，争取资金35万元，由县农业农村局派人指导。"
_SOURCE = Source(report="a.txt", village="石桥村", index=0, text=_OLD)
_BRIEFING = Briefing(
    title="",
    addressee="",
    passages=(
        Passage(statements=(Statement(text="一、成效"),), heading_level=1),
        Passage(statements=(Statement(text=_OLD, sources=(_SOURCE,)),)),
        Passage(statements=(Statement(text="以上情况据各村汇报整理。"),)),
    ),
    tables=(),
)
_DRAFT = Draft(briefing=_BRIEFING, rejected=(), left_out={}, silent={}, context=())


class Fixed:
    """Answers every paragraph with the same words, and remembers what it was asked."""

    def __init__(self, answer: str | None) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def rewrite(self, paragraphs: Sequence[str]) -> list[str | None]:
        self.asked.extend(paragraphs)
        return [self.answer for _ in paragraphs]


def test_a_true_rewording_is_used_and_keeps_its_sources() -> None:
    new = "在县农业农村局派人指导下，石桥村新栽桃树120亩，并争取到资金35万元。"
    polished = polish(_DRAFT, rewriter=Fixed(new))
    assert polished.briefing.passages[1].text == new
    assert polished.briefing.passages[1].statements[0].sources == (_SOURCE,)
    assert (polished.kept, polished.discarded) == (1, ())


@pytest.mark.parametrize(
    "new",
    [
        "柳河村缺冷库，欠款12万元；石桥村没有冷库，欠款15万元。",
        "石桥村缺冷库，欠款15万元；柳河村没有冷库，欠款12万元。",
    ],
)
def test_one_villages_words_are_not_put_into_anothers_mouth(new: str) -> None:
    old = "石桥村缺冷库，欠款12万元；柳河村没有冷库，欠款15万元。"
    sources = (_SOURCE, replace(_SOURCE, village="柳河村"))
    passages = (Passage(statements=(Statement(text=old, sources=sources),)),)
    draft = replace(_DRAFT, briefing=replace(_BRIEFING, passages=passages))
    polished = polish(draft, rewriter=Fixed(new))
    assert polished.briefing == draft.briefing
    assert "次序" in polished.discarded[0]


def test_headings_and_the_offices_own_words_are_not_sent() -> None:
    rewriter = Fixed(None)
    polish(_DRAFT, rewriter=rewriter)
    assert rewriter.asked == [_OLD]


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("石桥村新栽桃树130亩，争取资金35万元，由县农业农村局派人指导。", "数字"),
        ("石桥村新栽桃树120亩，争取资金，由县农业农村局派人进行指导。", "数字"),
        ("石桥村新栽桃树120亩，争取资金超过35万元，由县农业农村局派人指导。", "数字"),
        ("石桥村新栽桃树120户，争取资金35万元，由县农业农村局派人指导。", "数字"),
        ("柳河村新栽桃树120亩，争取资金35万元，由县农业农村局派人指导。", "村名"),
        ("石桥村新栽桃树120亩，争取资金35万元，由省林业科学院派人指导。", "名称"),
        ("我村新栽桃树120亩，争取资金35万元，由县农业农村局派人指导。", "第一人称"),
        ("桃树。", "长短"),
        ("lorem ipsum dolor sit amet, consectetur", "不是一段"),
        ("石桥村新栽桃树120亩，\n争取资金35万元，由县农业农村局派人指导。", "不是一段"),
        (None, "没有得到"),
    ],
)
def test_what_changes_a_figure_or_a_name_is_discarded_and_counted(new: str | None, reason: str) -> None:
    polished = polish(_DRAFT, rewriter=Fixed(new))
    assert polished.briefing == _BRIEFING
    assert reason in polished.discarded[0]
