"""Events: what belongs to one, what stands before it, and which are told first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from huibao.briefing.choosing.harms import Harm, apart, gravest
from huibao.briefing.make import gather
from huibao.briefing.wording.rewritten import described
from huibao.taxonomy import Taxonomy
from tests.briefing.conftest import by_machine

if TYPE_CHECKING:
    from tests.conftest import Authored

_DEED, _LACK, _NONE, _PLAN = "achievement.construction", "bottleneck.resources", "other", "requirement.development/plan"


def _told(authored: Authored, taxonomy: Taxonomy, *lines: str) -> list[str]:
    body = "P\n" + "".join(f"{line}\n" for line in lines)
    return [harm.wording.text for harm in gather([by_machine(authored(body, village="石桥村"))], taxonomy).harms]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        # What came of it stands behind, and leans on what is before it.
        (
            (f"{_DEED}|8月23日，老吴的拉羊车在边防路翻了。", f"{_LACK}|死羊37只，老吴左腿骨折，现在还躺在县医院。"),
            ["8月23日老吴的拉羊车在边防路翻了，死羊37只，老吴左腿骨折，现在还躺在县医院"],
        ),
        (
            (
                f"{_LACK}|8月29日下午，冷库的制冷剂漏了，两个小伙子头晕呕吐。",
                f"{_NONE}|厂家说是阀门老化，村里没有持证的制冷工。",
            ),
            ["8月29日下午，冷库的制冷剂漏了，2个小伙子头晕呕吐，厂家说是阀门老化，村里没有持证的制冷工"],
        ),
        # Of a storm that was told of with a deed only the storm.
        (
            (
                f"{_DEED}|9月22日夜台风“蓝鲸”登陆，转移群众214人，无人员伤亡。",
                f"{_DEED}|香蕉受损150亩，直接经济损失96万元。",
            ),
            ["9月22日夜台风“蓝鲸”中，香蕉受损150亩，直接经济损失96万元"],
        ),
        # Another day is another event; a plan, a deed and another village's mishap are none.
        (
            (f"{_LACK}|8月3日凌晨缺氧翻塘，死鱼9吨。", f"{_LACK}|8月20日，塘工罗某检修水泵时触电身亡。"),
            ["8月3日凌晨缺氧翻塘，死鱼9吨", "8月20日塘工罗某检修水泵时触电身亡"],
        ),
        ((f"{_DEED}|转移群众95人，排查隐患41处，已全部整改。", f"{_PLAN}|10月底前修剪受冻茶园640亩。"), []),
        # Of the day only the date is taken: what else happened on it is told before.
        (
            (f"{_DEED}|5月17日大雨，庄稼受灾120亩。", f"{_LACK}|当天下午公路塌方，下来约600方土石。"),
            ["5月17日大雨，庄稼受灾120亩", "5月17日下午公路塌方，下来约600方土石"],
        ),
        # What is had so far came of no storm; what is still shut did.
        (
            (f"{_DEED}|8月17日大风，香蕉打坏88亩，本季收了34万斤。", f"{_DEED}|今年到现在收了71万斤。"),
            ["8月17日大风，香蕉打坏88亩，本季收了34万斤"],
        ),
        (
            (f"{_LACK}|8月17日公路塌方，下来600方土石。", f"{_LACK}|抢通了半幅，到现在大车还是过不去。"),
            ["8月17日公路塌方，下来600方土石，抢通了半幅，到现在大车还是过不去"],
        ),
        # A year of which something stands is not when it broke.
        ((f"{_LACK}|村部是1994年的房子，梁已经下沉，西屋锁了。",), ["部是1994年的房子，梁已经下沉，西屋锁了"]),
        # Who pulled them out stands behind, though the sentence says nothing of harm itself.
        (
            (f"{_LACK}|两个娃儿到水库边洗澡，脚滑沉下去了。", f"{_NONE}|幸好钓鱼的拿竿子拖起来，住了两天院。"),
            ["2个娃儿到水库边洗澡，脚滑沉下去了，幸好钓鱼的拿竿子拖起来，住了两天院"],
        ),
        ((f"{_LACK}|2021年一口气买了种子，带了锈病，毁了200多亩。",), []),
        # What talk puts before it and in between.
        (
            (f"{_LACK}|还有件大事，学校后墙裂了一道缝，墙外就是操场，我晚上都睡不着。",),
            ["学校后墙裂了一道缝，墙外就是操场"],
        ),
    ],
)
def test_an_event_is_told_as_a_whole(
    lines: tuple[str, ...], told: list[str], authored: Authored, taxonomy: Taxonomy
) -> None:
    assert _told(authored, taxonomy, *lines) == told


def test_an_event_takes_its_day_or_its_storm_from_the_line_before(authored: Authored, taxonomy: Taxonomy) -> None:
    lines = (
        f"{_LACK}|5月17日大雨，稻田受灾120亩。", f"{_LACK}|当天下午环库公路塌方600方，一辆车被埋。",
        f"{_NONE}|5月20日的暴雨有损失吗，隐患点几处？", f"{_LACK}|受灾33亩，玉米为主；", f"{_NONE}|隐患点5处。",
    )  # fmt: skip
    body = "".join(f"P\n{line}\n" for line in lines[:-1]) + f"{lines[-1]}\n"
    harms = gather([by_machine(authored(body, village="石桥村"))], taxonomy).harms
    assert [harm.wording.text for harm in harms] == [
        "5月17日大雨，稻田受灾120亩",
        "5月17日下午环库公路塌方600方，一辆车被埋",
        "5月20日的暴雨中，受灾33亩，玉米为主",
    ]
    assert [[source.index for source in harm.cited] for harm in harms] == [[0], [0, 1], [2, 3]]


def test_who_came_to_help_tells_of_a_deed(authored: Authored, taxonomy: Taxonomy) -> None:
    mishap = f"P\n{_DEED}|8月23日，柳河村拉羊车侧翻，村民兵6人第一时间赶到，将伤者送出。\n"
    other = f"P\n{_DEED}|新修村道3公里。\n"
    batch = gather([by_machine(authored(mishap, village="石桥村")), authored(other, village="柳河村")], taxonomy)
    assert batch.harms == ()


def test_of_a_rescue_only_the_storm_is_taken_and_it_stays_a_deed(authored: Authored, taxonomy: Taxonomy) -> None:
    body = f"P\n{_DEED}|9月22日夜台风“蓝鲸”登陆，转移群众214人。\n{_DEED}|香蕉受损150亩，损失96万元。\n"
    batch = gather([by_machine(authored(body))], taxonomy)
    (harm,) = batch.harms
    assert [source.index for source in harm.sources] == [1]
    assert [source.index for source in harm.cited] == [0, 1]
    assert [point.harm for point in apart(batch.said, batch.harms, batch.harms, taxonomy)] == [False, True]


def test_what_an_event_tells_is_no_case_of_anything_else(authored: Authored, taxonomy: Taxonomy) -> None:
    body = f"P\n{_DEED}|8月17日大风，羊棚掀了23座。\n{_DEED}|新修村道3公里。\n"
    batch = gather([by_machine(authored(body))], taxonomy)
    points = apart(batch.said, batch.harms, batch.harms, taxonomy)
    assert [(point.harm, point.wording.fit) for point in points] == [(True, False), (False, True)]
    assert not any(point.harm for point in batch.points)


def test_what_is_not_told_apart_stays_as_it_is_but_for_a_deed(authored: Authored, taxonomy: Taxonomy) -> None:
    body = f"P\n{_DEED}|8月17日大风，羊棚掀了23座。\nP\n{_LACK}|村东堤脚掏空12米，随时会决口。\n"
    batch = gather([by_machine(authored(body))], taxonomy)
    points = apart(batch.said, batch.harms, (), taxonomy)
    assert len(batch.harms) == 2
    assert [(point.harm, point.wording.fit) for point in points] == [(True, True), (False, True)]


def test_what_is_told_again_goes_with_what_is_told(authored: Authored, taxonomy: Taxonomy) -> None:
    first, again = "6月14日2名村民打药时农药中毒，送县医院住院6天", "打药时2名村民农药中毒，送县医院治疗"
    body = f"P\n{_LACK}|{first}。\nP\n{_LACK}|{again}。\n"
    batch = gather([by_machine(authored(body, village="石桥村"))], taxonomy)
    (told,) = gravest(batch.harms, 9, 3000)
    assert [point.harm for point in apart(batch.said, batch.harms, [told], taxonomy)] == [True, True]


@pytest.mark.parametrize(
    ("label", "events"),
    [(_DEED, 0), (_NONE, 0), ("requirement.development/directive", 0), (_LACK, 1)],
)
def test_a_label_that_a_person_gave_wins(label: str, events: int, authored: Authored, taxonomy: Taxonomy) -> None:
    report = authored(f"P\n{label}|8月17日大风，羊棚掀了23座，压死羊羔14只。\n", village="石桥村")
    assert len(gather([report], taxonomy).harms) == events


def test_a_sentence_that_a_person_labelled_belongs_to_no_event_beside_it(
    authored: Authored, taxonomy: Taxonomy
) -> None:
    body = f"P\n{_LACK}|8月23日，老吴的拉羊车翻了。\n{_DEED}|死羊37只，镇里赔了8万元。\n"
    report = authored(body, village="石桥村")
    machine, person = by_machine(report), report.tags[1]
    mixed = replace(machine, tags=(machine.tags[0], person))
    told = [[source.index for source in harm.sources] for harm in gather([mixed], taxonomy).harms]
    assert told == [[0]]
    assert [[s.index for s in harm.sources] for harm in gather([machine], taxonomy).harms] == [[0, 1]]


@pytest.mark.parametrize(
    ("label", "review", "events"),
    [(_DEED, False, 0), (_DEED, True, 1), (_LACK, False, 1), (_NONE, False, 1)],
)
def test_pollution_is_none_where_the_tagger_was_sure_of_a_deed(
    label: str, review: bool, events: int, authored: Authored, taxonomy: Taxonomy
) -> None:
    report = by_machine(authored(f"P\n{label}|2月19日大雨，猪场粪池溢流一次，流进沙沟。\n", village="石桥村"))
    report = replace(report, tags=tuple(replace(tag, review=review) for tag in report.tags))
    assert len(gather([report], taxonomy).harms) == events


@pytest.mark.parametrize("number", ["一是", "（二）", "3.", "四、", "5月3日，", "另外，"])
def test_a_new_number_or_day_begins_another_event(number: str, authored: Authored, taxonomy: Taxonomy) -> None:
    told = _told(authored, taxonomy, f"{_LACK}|村东海堤的堤脚掏空12米。", f"{_LACK}|{number}村东堤脚渗水，至今没人修。")
    assert len(told) == 2


def _harm(village: str, kind: str, text: str, occasion: str = "") -> Harm:
    return Harm(village=village, kind=kind, wording=described(text), sources=(), occasion=occasion)


def test_the_gravest_come_first_and_losses_to_one_storm_together() -> None:
    flood = _harm("石桥村", "loss", "山洪冲走竹排两架，淹死羊3只")
    storm, other = (_harm(village, "loss", "大风中受灾480亩", "8.17") for village in ("柳河村", "双河村"))
    scratched = _harm("石桥村", "people", "有人骑车掉下涌边，擦破皮")
    broken = _harm("石桥村", "people", "三轮车翻下坎，1人小腿骨折")
    dead = _harm("柳河村", "people", "塘工罗某触电身亡")
    dyke = _harm("双河村", "danger", "堤脚掏空12米")
    given = (flood, storm, scratched, broken, dyke, other, dead)
    assert gravest(given, 9, 3000) == (dead, broken, scratched, dyke, storm, other, flood)
    assert gravest(given, 2, 3000) == (dead, broken)
    # However short a draft is, it passes over nobody who is hurt or in danger.
    assert gravest(given, 9, 10) == (dead, broken, scratched, dyke)


def test_what_a_village_tells_again_is_told_once() -> None:
    first = _harm("石桥村", "people", "6月14日2名村民打药时农药中毒，送县医院住院6天")
    again = _harm("石桥村", "people", "打药时2名村民农药中毒，送县医院治疗")
    other = _harm("石桥村", "people", "王家老人打药时农药中毒，送县医院治疗")
    assert gravest([first, again, other], 9, 3000) == (first, other)
