"""Sentences that no clerk would send upward while there is anything else."""

from __future__ import annotations

import pytest

from huibao.briefing.wording.fuse import rewrite


@pytest.mark.parametrize(
    "sentence",
    [
        "张家的医药费后来报了六万多元，乡上又给了一万元救急的钱。",
        "给住危房的董家翻了三间房，花了7.2万元。",
        "老周家两口子都病了，报了大病救助。",
        "三社社长今年七十一了，想换人换不下来。",
        "我对农村财务不熟悉，合作社的账没有看明白。",
        "我自己也有毛病，农业上的事不懂。",
        "征程万里风正劲，重任千钧再扬帆。",
        "强化产业支撑，促进群众增收。",
        "召开专题会议若干次，会后抓好落实。",
        "及时传达、及时安排、及时督促。",
        "上半年主要抓了养牛、抗旱、修路和监测帮扶几件事。",
        "重点做了以下工作。",
        "抢抓机遇、乘势而上，交出了一份亮眼的成绩单！",
        "2. 本季度新增监测对象：0户。",
        "桃子卖了多少钱没有人统计。",
    ],
)
def test_private_affairs_slogans_and_announcements_should_rather_not_be_sent(sentence: str) -> None:
    assert rewrite(sentence, "石桥村").unsuited


@pytest.mark.parametrize(
    "sentence",
    [
        "张家湾的水渠修好了三公里。",
        "大家都说路修得好。",
        "挖蛏的人平均五十八岁，年轻的不下滩。",
        "我和村干部分包到人，走访了两轮。",
        "虾子只卖鲜货，价格由贩子定。",
        "收入结构单一，过分倚重租金。",
        "路灯坏了一半，老人出门摸黑。",
        "早发现、早干预、早帮扶，监测户二十三户。",
        "今年办成了三件事，修了路，通了水，装了灯。",
        "村干部对新平台不熟悉，填报常常返工。",
    ],
)
def test_what_tells_something_may_be_sent(sentence: str) -> None:
    assert not rewrite(sentence, "石桥村").unsuited
