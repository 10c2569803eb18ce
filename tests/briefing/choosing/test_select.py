from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from huibao.briefing import make
from huibao.briefing.choosing.points import Point
from huibao.briefing.make import make_briefing
from huibao.briefing.template import load_template
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

_PRIVATE = "给住危房的董家翻建了三间房，花了7.2万元。"


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("achievement.poverty|对12户监测户逐户落实了帮扶措施。", False),
        ("achievement.construction|硬化产业路3公里，群众运货方便了。", True),
    ],
)
def test_what_should_rather_not_be_sent_is_told_only_where_its_village_has_nothing_else(
    authored: Authored, taxonomy: Taxonomy, other: str, told: bool
) -> None:
    report = authored(f"H|一、工作\nP\nachievement.poverty|{_PRIVATE}\nP\n{other}\n", village="石桥村")
    draft = make_briefing([report], load_template("briefing"), taxonomy)
    text = "\n".join(passage.text for passage in draft.briefing.passages)
    assert ("董家" in text) == told


@pytest.mark.parametrize(
    ("plan", "told"),
    [("省里要求明年底前全部达标，按现在的钱做不到。", False), ("县里将派人来教，明年再栽茶园20亩。", True)],
)
def test_what_a_superior_wants_and_the_village_cannot_do_is_no_plan(
    plan: str, told: bool, authored: Authored, taxonomy: Taxonomy
) -> None:
    report = authored(f"P\nrequirement.development/plan|{plan}\n", village="石桥村")
    draft = make_briefing([report], load_template("briefing"), taxonomy)
    assert any("明年" in passage.text for passage in draft.briefing.passages) == told


@pytest.mark.parametrize(("faulty", "told"), [("塘口", "大棚"), ("大棚", "塘口")])
def test_what_readers_would_not_let_stand_is_worth_less(
    faulty: str, told: str, authored: Authored, taxonomy: Taxonomy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judged(points: Sequence[Point]) -> list[Point]:
        return [replace(point, faulty=0.9 * (faulty in point.wording.text)) for point in points]

    monkeypatch.setattr(make, "judged", judged)
    lines = ("塘口清淤9口，灌溉面积扩大。", "新增大棚3座，种上了番茄。")
    body = "P\n" + "".join(f"achievement.industry|{line}\n" for line in lines)
    draft = make_briefing([authored(body, village="石桥村")], load_template("briefing"), taxonomy, length=1)
    text = "".join(passage.text for passage in draft.briefing.passages)
    assert told in text
    assert faulty not in text


@pytest.mark.parametrize(("share", "told"), [(0.45, False), (0.55, True)])
def test_what_is_rather_no_deed_is_told_as_none(
    share: float, told: bool, authored: Authored, taxonomy: Taxonomy
) -> None:
    report = authored("P\nachievement.construction|石埂开了三个口子，宽18米。\n", village="石桥村")
    unsure = replace(report.tags[0], review=True, scores={"achievement.construction": share})
    draft = make_briefing([replace(report, tags=(unsure,))], load_template("briefing"), taxonomy)
    assert any("石埂" in passage.text for passage in draft.briefing.passages) == told


@pytest.mark.parametrize("genre", ["briefing", "speech"])
def test_nobody_in_danger_is_passed_over(genre: str, authored: Authored, taxonomy: Taxonomy) -> None:
    harm = "6月14日村民打药时农药中毒，送县医院住院6天。"
    lines = [f"新修的生产路还差{n}公里没有硬化，{crop}运不出来。" for n, crop in enumerate("桃杏梨枣栗", 2)]
    body = "P\n" + "".join(f"bottleneck.resources|{line}\n" for line in [*lines, harm])
    others = [
        authored("P\n" + "".join(f"bottleneck.resources|{line}\n" for line in lines[n:]), village=village)
        for n, village in enumerate(("柳河村", "杨树村", "上坪村"))
    ]
    draft = make_briefing([authored(body, village="石桥村"), *others], load_template(genre), taxonomy, length=1)
    assert harm.rstrip("。") in "".join(passage.text for passage in draft.briefing.passages)


def test_what_nothing_but_a_doubtful_label_calls_an_attitude_is_not_told_as_one(
    authored: Authored, taxonomy: Taxonomy
) -> None:
    told = {"有的群众坐等政府补助，等靠要思想重。": True, "群众天天来问，村里答不上来。": False}
    for sentence, expected in told.items():
        report = authored(f"P\nbottleneck.awareness|{sentence}\nbottleneck.industry|桃子没有销路。\n", village="石桥村")
        doubtful = replace(report, tags=tuple(replace(tag, review=True) for tag in report.tags))
        text = "".join(p.text for p in make_briefing([doubtful], load_template("briefing"), taxonomy).briefing.passages)
        assert (sentence[2:5] in text) == expected
        assert ("思想认识方面，各村汇报中专门谈到的不多" in text) != expected


def test_a_lack_that_villages_share_is_told_or_named_with_them_though_the_room_is_short(
    authored: Authored, taxonomy: Taxonomy
) -> None:
    lacks = {
        "供水灌溉困难": "自来水管网老化，经常停水。",
        "缺资金": "修渠没有资金。",
        "烘烤晾晒设施不足": "没有烘干房，药材一下雨就霉。",
        "缺冷库保鲜": "没有冷库，桃子采下来放不住。",
        "道路不畅通": "进村道路坑洼不平，货车进不来。",
        "缺用地": "建设用地指标紧张，晒场批不下来。",
    }
    body = "P\n" + "".join(f"bottleneck.resources|{told}\n" for told in lacks.values())
    batch = [authored(body, village=village) for village in ("石桥村", "柳河村")]
    text = "".join(
        p.text for p in make_briefing(batch, load_template("briefing"), taxonomy, length=1).briefing.passages
    )
    assert "此外还反映" in text
    named = {name: f"{name}（石桥村、柳河村）" in text or f"{name}（2个村）" in text for name in lacks}
    assert named == dict.fromkeys(lacks, True)


@pytest.mark.parametrize(
    ("again", "told"),
    [
        ("打药时2名村民农药中毒，送县医院治疗。", False),
        ("打药时2名村民农药中毒，送县医院治疗，花了8000元。", True),
        ("王家老人打药时农药中毒，送县医院治疗。", True),
    ],
)
def test_one_event_of_danger_that_a_village_tells_twice_is_told_once(
    authored: Authored, taxonomy: Taxonomy, again: str, told: bool
) -> None:
    first = "6月14日2名村民打药时农药中毒，送县医院住院6天。"
    body = f"P\nbottleneck.resources|{first}\nP\nbottleneck.resources|{again}\n"
    text = "".join(
        p.text
        for p in make_briefing(
            [authored(body, village="石桥村")], load_template("briefing"), taxonomy, length=1
        ).briefing.passages
    )
    assert first.rstrip("。") in text
    assert (again.rstrip("。") in text) == told


def test_danger_that_two_villages_tell_in_the_same_words_is_told_of_both(
    authored: Authored, taxonomy: Taxonomy
) -> None:
    harm = "水库坝脚渗水，一直没有治理。"
    batch = [authored(f"P\nbottleneck.resources|{harm}\n", village=village) for village in ("石桥村", "柳河村")]
    text = "".join(
        p.text for p in make_briefing(batch, load_template("briefing"), taxonomy, length=1).briefing.passages
    )
    assert all(f"{village}{harm[:6]}" in text for village in ("石桥村", "柳河村"))
