from __future__ import annotations

import pytest

from huibao.briefing.themes.requests import asked_apart, asking, matter, only_announces, worded_alone
from huibao.briefing.wording.fuse import rewrite
from huibao.briefing.wording.rewritten import described


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("求乡里三桩事：一是水库防渗，二是给那条路批6万元，三是少开会。", ["水库防渗", "给那条路批6万元", "少开会"]),
        ("请镇里支持：1.修渠2公里；2.补桥1座。", ["修渠2公里", "补桥1座"]),
        ("恳请乡政府：一是出面协调保险公司尽快赔付；", ["恳请乡政府出面协调保险公司尽快赔付"]),
        ("恳请镇里：一是修渠2公里；二是补桥1座。", ["恳请镇里修渠2公里", "恳请镇里补桥1座"]),
        ("需上级支持：一、更换启闭机，约需8.5万元。", ["更换启闭机，约需8.5万元"]),
        ("想要的：一，给我们村派一名兽医，常住的。", ["给我们村派一名兽医，常住的"]),
        ("向镇里提的要求就两条：一，让项目部负责找新水源；", ["让项目部负责找新水源"]),
        ("要求嘛，头一条，十二个配电箱给换了。", ["十二个配电箱给换了"]),
        ("求镇里的事，头一个，给咱村配台小铲车。", ["给咱村配台小铲车"]),
        (
            "请求乡里解决泵站维修资金26万元，协调虾湖村治理尾水，并帮助引进一家企业落户。",
            ["请求乡里解决泵站维修资金26万元", "协调虾湖村治理尾水", "帮助引进一家企业落户"],
        ),
        (
            "恳请镇里跑一跑用地手续，再就是能不能由镇里牵头，把两个村的虾合在一起卖。",
            ["恳请镇里跑一跑用地手续", "能不能由镇里牵头，把两个村的虾合在一起卖"],
        ),
    ],
)
def test_each_request_of_a_sentence_is_one(text: str, parts: list[str]) -> None:
    assert list(asked_apart(text)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "请乡里帮助联系外地采茶工，解决春茶用工缺口。",  # what for
        "希望镇里牵头开展组团参展，帮助企业开拓市场。",
        "恳请镇里协调供电公司，并帮助增容变压器2台。",  # who is to do it
        "恳请镇里修桥，也请大家放心。",  # asks villagers
        "三、尽快拨付工资。",  # a later item of a list
        "恳请协调供电部门增容变压器2台，并将专线列入改造计划。",
    ],
)
def test_what_one_request_says_of_itself_is_no_other(text: str) -> None:
    assert asked_apart(text) == (text,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("水库防渗漏治理", "希望解决水库防渗漏治理"),
        ("给那条路批6万元护栏钱", "希望给那条路批6万元护栏钱"),
        ("协调供电公司为污水处理站接电", "协调供电公司为污水处理站接电"),
        ("请镇里修渠2公里", "请镇里修渠2公里"),
        ("争取尾水治理资金120万元", "希望争取尾水治理资金120万元"),
        ("协调上游村尽快治理尾水", "协调上游村尽快治理尾水"),
        ("十二个配电箱给换了", "希望十二个配电箱给换了"),
        ("换大变压器", "换大变压器"),
    ],
)
def test_an_item_of_a_list_says_that_it_asks(text: str, told: str) -> None:
    assert worded_alone(described(text)).text == told


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("请求协调建设用地8亩，用于扩建预冷库。", "请求协调建设用地8亩。"),
        ("请镇里派技术员，解决茶园管护难题。", "请镇里派技术员。"),
        ("解决用地手续，协调资金10万元。", "解决用地手续，协调资金10万元。"),
        ("请镇里修渠，需资金40万元。", "请镇里修渠，需资金40万元。"),
    ],
)
def test_what_a_request_is_for_is_not_what_it_asks(text: str, asked: str) -> None:
    assert matter(text) == asked


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("工业用地指标40亩", "希望解决工业用地指标40亩"),
        ("村卫生室全科医生1名", "希望解决村卫生室全科医生1名"),
        ("三组海堤护坡资金26万元", "希望解决三组海堤护坡资金26万元"),
        ("统一企业安全台账的格式", "统一企业安全台账的格式"),
        ("路灯维修资金约2.3万元", "希望解决路灯维修资金约2.3万元"),
        ("把20座烤房改造列入明年项目", "希望把20座烤房改造列入明年项目"),
        ("水管缺口1.6万元，请镇里匀一匀", "水管缺口1.6万元，请镇里匀一匀"),
        ("报表太多，能不能少几张", "报表太多，能不能少几张"),
    ],
)
def test_a_request_has_a_verb(text: str, told: str) -> None:
    assert asking(described(text)).text == told


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("有两件事想请镇里帮忙。", True),
        ("求镇上三件事：", True),
        ("想请镇里解决的有两件事。", True),
        ("想请上面解决的：", True),
        ("跟镇里要三样，你记好。", True),
        ("要啥呢？", True),
        ("要求嘛，三条。", True),
        ("我跟镇里提三个要求啊，你记到。", True),
        ("所以我求你三件事，你给领导说说。", True),
        ("书记说要请镇里办两件事", True),
        ("你问要上头做啥子？", True),
        ("想请领导解决哪些问题？", True),
        ("镇里要做什么工作？", False),
        ("向镇里报了三件事，都办了。", False),
        ("镇里要我们交三样东西。", False),
        ("我要说三件事。", False),
        ("要什么苗木？", False),
        ("想请上面解决的水渠还没有动工。", False),
        ("请镇里派两个人。", False),
        ("有两件事想请镇里帮忙：一是修渠，二是补桥。", False),
        ("有3户想请镇里帮忙修房。", False),
    ],
)
def test_that_something_will_be_asked_is_no_request(text: str, only: bool) -> None:
    assert only_announces(text) == only


def test_for_what_money_is_asked_is_told() -> None:
    wording = rewrite("要求嘛，头一个，后塘的护栏，镇里给点钱，估摸一万五。", "石桥村", todo=True)
    assert worded_alone(wording).text == "希望解决后塘的护栏，镇里给点钱，估摸1.5万"
