"""What was taken for a lack may complain of nothing."""

from __future__ import annotations

import pytest

from huibao.briefing.themes.aspects import cued
from huibao.briefing.themes.complaint import Beside, beside_notes, complains
from huibao.taxonomy import Taxonomy
from tests.briefing.themes.row import Row, told_as


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("渠道渗漏严重，渠尾浇不上水。", True),
        ("水费还有6.8万元没收上来。", True),
        ("兽医：无。", True),
        ("机井14眼，内含联村井1眼（邻村也报，勿重复计）。", False),
        ("用工人数各厂没交表，这次不报。", False),
        ("三村合修的渠总投资240万元，我村分摊80万元。", False),
        ("补偿款应付568万元，已付568万元，未付0。", False),
        ("橙子730亩，今年卖得早，差不多卖光了。", False),
        ("全年用水205万方，剩38万方，够用。", False),
        ("地灾点4个，没变。", False),
        ("村里的面貌没变，路还是泥路。", True),
        ("砍毛竹3.1万根，没有过磅，吨数无从报起。", False),
        ("大棚9座，种的是草莓，已经拉秧，所以没有收入可报。", False),
        ("瓜今年倒是甜，没细算卖了多少钱。", False),
        ("暴雨后，因修了排水沟，我村农田没有受淹。", False),
        ("答：大棚没有，厂也没有，就一个粮食收购点。", False),
        ("水没有，路也没有。", True),
    ],
)
def test_notes_and_good_news_are_no_complaint(text: str, complaint: bool) -> None:
    assert complains(text) == complaint


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("用工人数各厂没交表，这次不报。", "nothing"),
        ("340头，已含在内。", "nothing"),
        ("机井14眼，内含联村井1眼（勿重复计）。", "figures"),
        ("机井坏了14眼，没钱修，内含联村井1眼（勿重复计）。", "all"),
        ("征地补偿应付568万元，已付568万元，未付0。", "remarks"),
        ("水不够吃，这次不报。", "all"),
        ("请修路，勿重复计。", "remarks"),
        ("路灯坏了18盏。", "all"),
    ],
)
def test_what_a_sentence_tells_beside_notes_and_good_news(text: str, beside: Beside) -> None:
    assert beside_notes(text, cued) == beside


@pytest.mark.parametrize("where", ["", "problems"])
def test_a_note_for_whoever_compiles_is_told_as_nothing(where: str, taxonomy: Taxonomy) -> None:
    for said in ("用工人数各厂没交表，这次不报。", "征地补偿应付568万元，已付568万元，未付0。"):
        assert told_as(Row(said, ("bottleneck.resources",), review=True), taxonomy, where) is None
    assert told_as(Row("水管老化，常停水，水费没统计。", ("bottleneck.resources",), review=True), taxonomy, where)
