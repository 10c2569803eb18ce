"""The same lack told under several labels is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huibao.briefing.make import gather, make_briefing
from huibao.briefing.template import load_template
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

_UNPAID = "保险公司来人照了相，到现在没有一户收到钱。"
_LATE = "保险公司七月来查勘，还没赔下来，大家有意见。"
_INSURANCE = "保险赔付慢、保障低"


def test_what_two_villages_share_stands_under_one_label(authored: Authored, taxonomy: Taxonomy) -> None:
    reports = [
        authored(f"P\nbottleneck.methods|{_UNPAID}\n", village="石桥村"),
        authored(f"P\nbottleneck.industry|{_LATE}\nbottleneck.resources|村里修渠没有钱。\n", village="柳河村"),
    ]
    told = {point.source.text: (point.label, point.aspect) for point in gather(reports, taxonomy).points}
    assert told[_UNPAID] == told[_LATE] == ("bottleneck.industry", _INSURANCE)


def test_what_one_village_alone_tells_stays_where_it_was_told(authored: Authored, taxonomy: Taxonomy) -> None:
    reports = [
        authored(f"P\nbottleneck.methods|{_UNPAID}\n", village="石桥村"),
        authored("P\nbottleneck.resources|村里修渠没有钱。\n", village="柳河村"),
    ]
    (point,) = [point for point in gather(reports, taxonomy).points if point.source.text == _UNPAID]
    assert point.label == "bottleneck.methods"


def test_one_shared_lack_stands_apart_from_what_single_villages_tell(authored: Authored, taxonomy: Taxonomy) -> None:
    bodies = (
        f"bottleneck.methods|{_UNPAID}",
        f"bottleneck.industry|{_LATE}",
        "bottleneck.industry|豆腐坊的牌子没有商标，一直进不了超市。",
    )
    reports = [
        authored(f"P\n{body}\n", village=village)
        for body, village in zip(bodies, ("石桥村", "柳河村", "杨树村"), strict=True)
    ]
    passages = make_briefing(reports, load_template("briefing"), taxonomy).briefing.passages
    (group,) = [s for p in passages for s in p.statements if s.text == f"主要是{_INSURANCE}（2个村）："]
    assert {source.village for source in group.sources} == {"石桥村", "柳河村"}
