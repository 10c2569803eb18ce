"""What stands before a sentence's telling: numbers of a list, labels, announcements."""

from __future__ import annotations

import pytest

from huibao.briefing.wording.fuse import rewrite
from huibao.briefing.wording.quoting import quoted


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("主要表现在：个别党员干部学习不够系统、不够深入；", "个别党员干部学习不够系统、不够深入"),
        ("突出反映在：路灯坏了没有人修。", "路灯坏了没有人修"),
        ("归纳起来有三点：道路难走、饮水困难、人才难留。", "道路难走、饮水困难、人才难留"),
        ("主要是：少数党员干部满足于不出事，劲头不足。", "少数党员干部满足于不出事，劲头不足"),
        ("第五，老实讲，部分村民只看自家门口。", "部分村民只看自家门口"),
        ("坦率地讲，账目公开做得不好。", "账目公开做得不好"),
        ("存在问题：一是年轻人少，二是路不好走，三是办法不多。", "年轻人少，路不好走，办法不多"),
    ],
)
def test_what_only_leads_in_is_gone(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("3. 4月18日晚遭受霜冻，党参苗受损90亩。", "4月18日晚遭受霜冻，党参苗受损90亩。"),
        ("12. 100亩茶园遭了虫害，减产三成。", "100亩茶园遭了虫害，减产三成。"),
        ("2、 6月的大水冲断了便桥。", "6月的大水冲断了便桥。"),
        ("3.5 公里村道没有路灯。", "3.5公里村道没有路灯。"),
        ("12 户脱贫户领到羊羔。", "12户脱贫户领到羊羔。"),
    ],
)
def test_the_number_of_a_list_is_no_part_of_the_figure_behind_it(sentence: str, text: str) -> None:
    assert f"{rewrite(sentence, '石桥村').text}。" == text
    assert quoted(sentence) == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("4. 电商销售额：三季度240万元，1—9月累计638万元", "电商销售额三季度240万元，1—9月累计638万元"),
        ("民宿收入：今年已有86万元，去年同期61万元", "民宿收入今年已有86万元，去年同期61万元"),
        ("培训：全年办了6期，312人次", "培训全年办了6期，312人次"),
        ("直播带货：前三季度卖了92万元，比上年多20万元", "直播带货前三季度卖了92万元，比上年多20万元"),
    ],
)
def test_a_figure_keeps_its_name(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("请镇里支持的有两件事：请协调临时停车场用地15亩；", "请协调临时停车场用地15亩"),
        ("要跟乡上张嘴的事，也就两件：能不能接上一社的水管。", "希望能接上一社的水管"),
        ("需要镇里解决的问题有3个：希望尽快拨付公益岗工资。", "希望尽快拨付公益岗工资"),
        ("另有一事相求：13户的搬迁款，请镇里帮忙争取。", "13户的搬迁款，请镇里帮忙争取"),
        ("四季度要办三件事：修好东桥，装上路灯，办好食堂。", "四季度要办三件事：修好东桥，装上路灯，办好食堂"),
    ],
)
def test_one_request_does_not_announce_several(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村", todo=True).text == text
