"""Rows of tables, and figures without what they count, as sentences."""

from __future__ import annotations

import pytest

from huibao.briefing.wording.fuse import rewrite


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("指标：发展党员，目标：1人，完成：0人。", "发展党员目标1人，完成0人"),
        ("第一行，新藕试田，指标28亩，实绩28亩，备注：种藕已埋。", "新藕试田指标28亩，实绩28亩"),
        ("纠纷调处：全年目标—，上半年完成65宗，完成率—。", "纠纷调处上半年完成65宗"),
        ("调处纠纷26件（35件），化解率96.2%。", "调处纠纷26件，化解率96.2%"),
        ("肉牛出栏640头（其中良种120头）。", "肉牛出栏640头（其中良种120头）"),
        ("乡村建设：工作内容通组公路，完成情况硬化2.4公里。", "通组公路硬化2.4公里"),
        ("480米——坎边护栏，立上了。", "坎边护栏480米，立上了"),
        ("0张，食品许可证，鸭子出不了超市的门。", "食品许可证0张，鸭子出不了超市的门"),
        ("第1栏“就业帮扶”：完成值118人，任务值110人。", "就业帮扶完成值118人，任务值110人"),
        ("第11栏“服务计划”：对未缴费住户登门听意见。", "对未缴费住户登门听意见"),
        ("标准化基地：规划1000亩，已建成640亩。", "标准化基地规划1000亩，已建成640亩"),
        ("酒酿出来了，出来了啊，头一批装了420瓶。", "酒酿出来了，头一批装了420瓶"),
    ],
)
def test_the_cells_of_a_row_make_a_sentence(sentence: str, text: str) -> None:
    wording = rewrite(sentence, "石桥村")
    assert (wording.text, wording.fit) == (text, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "手套车间／40人／26人／备注：订单企业没有下文。",
        "67人——冬天出去务工的，人均带回8600元。",
        "3天，群众递条子必须有人上门的期限。",
        "集体今年33.6 去年25.1 单位万",
        "宴席攀比，措施：红白事限12桌，结果：超标0场。",
        "水闸口烂了十年的那条路三月铺好了八百米拉鱼车能开到塘边不用再绕",
        "活动室的灯换了厕所门修了扶手装了一共花了不到两万",
    ],
)
def test_what_no_clerk_could_mend_is_unfit(sentence: str) -> None:
    assert not rewrite(sentence, "石桥村").fit


@pytest.mark.parametrize(
    "sentence",
    [
        "恳请镇教育指导中心在秋季招生前协调邻近学校分流学位不少于150个。",
        "村东头老桥的桥墩歪了学生每天早晚还要从上面过没有人敢拦也没有人来修",
    ],
)
def test_one_long_request_and_danger_are_told_without_a_mark(sentence: str) -> None:
    assert rewrite(sentence, "石桥村", todo=sentence.startswith("恳请")).fit


def test_an_amount_takes_no_heading_that_it_does_not_count() -> None:
    said = "2000只，因为没有冷库、赶在断水前折价脱手的鸭子。"
    assert not rewrite(said, "石桥村", subject="钱袋子").fit
    assert rewrite("7件，都调解了。", "石桥村", subject="矛盾纠纷").text == "矛盾纠纷7件，都调解了"
