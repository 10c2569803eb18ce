"""Words of lists, letters and minutes that are left over, and what is lost with the half before it."""

from __future__ import annotations

import pytest

from huibao.briefing.wording.fuse import rewrite


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("第五部分  下一步工作：二季度将抓好栽插，确保5月25日前栽完。", "二季度将抓好栽插，确保5月25日前栽完"),
        ("往下的打算也说一下：4月里把水管接上，5月复垦40亩。", "4月里把水管接上，5月复垦40亩"),
        ("二季度我这边准备4月20号育秧，再种60亩辣椒。", "准备4月20号育秧，再种60亩辣椒"),
        ("下个季度嘛，把羊复检做了，羊圈消毒。", "把羊复检做了，羊圈消毒"),
        ("下步呢，四月中旬把压趴的棚先立起来。", "4月中旬把压趴的棚先立起来"),
        ("下一步的打算是4月份把玉米地整完。", "4月份把玉米地整完"),
        ("以后嘛，我们想入冬把病地先改种甘蔗。", "想入冬把病地先改种甘蔗"),
        ("10月3日 下季度的事：10月15日转场，走四天。", "10月15日转场，走四天"),
        ("想做的：冬天种沙葛200亩，换蕉地。", "冬天种沙葛200亩，换蕉地"),
        ("三个是请通信公司立一个基站。", "请通信公司立一个基站"),
        ("丁、采工：请县里牵线找一批采茶工。", "采工方面，请县里牵线找一批采茶工"),
        ("提，三，请镇里帮我们要回124万。", "请镇里帮该村要回124万"),
        ("一、向镇打报告，请县水务局更换大闸钢索；", "请县水务局更换大闸钢索"),
    ],
)
def test_what_a_plan_or_a_request_is_led_in_with_goes(sentence: str, text: str) -> None:
    wording = rewrite(sentence, "石桥村", todo=True)
    assert (wording.text, wording.fit) == (text, True)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("进村的路也写上，被拉渣车压得坑坑洼洼。", "进村的路被拉渣车压得坑坑洼洼"),
        ("8月23日拉羊车侧翻，我村民兵6人赶到。", "8月23日拉羊车侧翻，该村民兵6人赶到"),
        ("8月23日拉羊车侧翻，我村民6人赶到。", "8月23日拉羊车侧翻，该村村民6人赶到"),
        ("厂房铁皮顶被掀23处，损失仍在核定，故本报告不列数。", "厂房铁皮顶被掀23处，损失仍在核定"),
        ("钱的事我跟您交个底：该给1546万元，还差222万元。", "该给1546万元，还差222万元"),
        ("登记了，房子开裂的11户。", "房子开裂的11户"),
        ("还有一件危险事不敢瞒您：小学后墙裂了缝。", "小学后墙裂了缝"),
        ("还有个气人的事，八月里两村掏渠花了四万元，这个账你给我写上。", "8月里两村掏渠花了4万元"),
        ("能繁母猪：690头，已含在内。", "能繁母猪690头"),
    ],
)
def test_notes_to_who_writes_and_own_people(sentence: str, text: str) -> None:
    wording = rewrite(sentence, "石桥村")
    assert (wording.text, wording.fit) == (text, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "再是烂心，连片地死，今年已挖掉病株110亩。",
        "不是他们懒，都是五十上下的人。",
        "价钱么，收购佬只肯出一块一毛钱一斤。",
        "起因初步认定为电动车室内充电。",
        "修好花2800元。",
        "船工骂了一顿，罚款500。",
        "全年目标40万元。",
        "今年报410亩。",
        "损失数本报告另列。",
    ],
)
def test_what_is_lost_with_the_half_before_it_cannot_stand(sentence: str) -> None:
    assert not rewrite(sentence, "石桥村").fit
