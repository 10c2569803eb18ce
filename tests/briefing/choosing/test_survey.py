"""What an opening ranks is told below it, in that order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from huibao.briefing.choosing.points import Cluster
from huibao.briefing.choosing.shared import Shared, shared_aspects
from huibao.briefing.choosing.survey import told_in
from huibao.briefing.make import gather, make_briefing
from huibao.briefing.template import load_template
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

_VILLAGES = ("石桥村", "柳河村", "杨树村", "上坪村")


@pytest.mark.parametrize("genre", ["briefing", "speech", "bulletin"])
def test_nothing_is_ranked_that_is_not_told(authored: Authored, taxonomy: Taxonomy, genre: str) -> None:
    # Every village lacks people, and says so only where it tells of a deed: there is no case to print.
    deed = "achievement.construction|卫生室修好了，药也配齐了，可是没有村医，有病还得去镇上。\n"
    bodies = [f"P\n{deed}bottleneck.resources|自来水管网老化，{n}组经常停水。\n" for n in "一二三四"]
    batch = [authored(body, village=village) for body, village in zip(bodies, _VILLAGES, strict=True)]
    text = "".join(p.text for p in make_briefing(batch, load_template(genre), taxonomy).briefing.passages)
    assert "供水灌溉困难（4个村）" in text
    # A report names such a lack with its villages, below what it ranks; the others do not.
    named = "此外还反映看病就医不便（4个村）。"
    assert (named in text) == (genre == "briefing")
    assert "看病就医不便（" not in text.replace(named, "")


def test_what_is_most_widely_lacking_comes_first_though_one_village_tells_it(
    authored: Authored, taxonomy: Taxonomy
) -> None:
    money, water = "修渠没有资金。", "自来水管网老化，夏天经常停水。"
    more = (
        "没有仓库，菜摘下来没处放。",
        "村里没有仓储的地方，桃子堆在路边。",
        "仓库不够，谷子堆在公路上。",
    )
    bodies = [
        "P\n" + "".join(f"bottleneck.resources|{said}\n" for said in (money, water, *more[n : n + 1])) for n in range(4)
    ]
    batch = [authored(body, village=village) for body, village in zip(bodies, _VILLAGES, strict=True)]
    text = "".join(p.text for p in make_briefing(batch, load_template("briefing"), taxonomy).briefing.passages)
    ranks = [text.index(name) for name in ("（4个村）：", "仓储冷链和加工设施不足（3个村）：")]
    assert ranks == sorted(ranks)


def test_whose_case_stands_below_is_named_above_it(authored: Authored, taxonomy: Taxonomy) -> None:
    body = "P\nbottleneck.resources|自来水管网老化，夏天经常停水。\n"
    points = gather([authored(body, village=village) for village in _VILLAGES[:3]], taxonomy).points
    sure = Shared(name="供水灌溉困难", count=3, sources=tuple(point.source for point in points[:2]), exact=False)
    cases = [Cluster(points=(point,)) for point in points[1:]]
    assert [source.village for source in sure.naming(cases).sources] == list(_VILLAGES[:3])
    counted = replace(sure, count=2, exact=True)
    assert counted.naming(cases) is counted


def test_a_case_stands_only_under_what_its_printed_words_tell(authored: Authored, taxonomy: Taxonomy) -> None:
    said = "自来水管网老化，夏天经常停水，换管没有资金。"
    (point,) = gather([authored(f"P\nbottleneck.resources|{said}\n", village="石桥村")], taxonomy).points
    assert {"供水灌溉困难", "缺资金"} <= set(told_in(point))
    cut = replace(point, wording=replace(point.wording, text="自来水管网老化，夏天经常停水"))
    assert "供水灌溉困难" in told_in(cut)
    assert "缺资金" not in told_in(cut)


def test_a_village_is_cited_with_what_is_mainly_about_an_aspect(authored: Authored, taxonomy: Taxonomy) -> None:
    first = "自来水管网老化，夏天经常停水，换管没有资金。"
    bodies = (
        f"bottleneck.resources|{first}\nbottleneck.resources|修渠没有资金。\n",
        "bottleneck.resources|修路没有资金。\n",
    )
    batch = [authored(f"P\n{body}", village=village) for body, village in zip(bodies, _VILLAGES, strict=False)]
    water, *others = gather(batch, taxonomy).points
    points = [replace(water, aspect="供水灌溉困难", confidence=1.0), *(replace(p, confidence=0.9) for p in others)]
    shared = {one.name: one for one in shared_aspects(points, ["bottleneck.resources"])}
    assert [source.text for source in shared["缺资金"].sources] == ["修渠没有资金。", "修路没有资金。"]
