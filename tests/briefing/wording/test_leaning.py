from __future__ import annotations

import pytest

from huibao.briefing.wording.fuse import rewrite
from huibao.briefing.wording.leaning import completed, leans


@pytest.mark.parametrize(
    ("before", "sentence", "text"),
    [
        ("三月种洋芋。", "今年种了九百亩，跟去年差不多。", "洋芋今年种了900亩，跟去年差不多"),
        ("要修产业路，先修难的一段。", "六月修了三公里。", "产业路6月修了3公里"),
        ("老窑一百四十七孔，住人的五十八孔。", "今年箍了九孔，县上补了钱。", "老窑今年箍了九孔，县上补了钱"),
        ("冷链库一期200吨已经投运。", "二期800吨因用地手续未批。", "冷链库二期800吨因用地手续未批"),
        ("监测户 8 户 21 人；", "当年新增 3 户 9 人；", "监测户当年新增3户9人"),
        (
            "村东旧窑坑水深三四米，四边没有栏。",
            "8月14日一个孩子掉下去，幸亏有人拉上来了。",
            "村东旧窑坑水深三四米，四边没有栏，8月14日一个孩子掉下去，幸亏有人拉上来了",
        ),
        ("污水处理站的一期去年就建成了。", "二期因为征地停了。", "污水处理站二期因为征地停了"),
    ],
)
def test_what_leans_on_the_sentence_before_takes_its_subject_along(before: str, sentence: str, text: str) -> None:
    wording = rewrite(sentence, "石桥村", before=before)
    assert (wording.text, wording.fit, wording.completed) == (text, True, True)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("群众都很高兴。", "上半年卖了5.8万斤，收回71万元。"),
        ("外出务工241人。", "比去年少了19人，有几个工地没开工。"),
        ("县里先批了九十万元，够迁十户。", "剩13户，缺180万元。"),
        ("集体收入12.4万元。", "主要靠租金，路子单一。"),
        ("计划改厕六十座。", "上半年改了四十座。"),
        ("集体经济收入：118.4万元。", "3. 全年目标：450万元，已完成76%。"),
        ("春茶款没有收回。", "催了四次，对方说货压在手上没卖动。"),
        ("保险没有赔。", "打过四次客服电话，每次都说已上报。"),
        ("玉米泡在水里。", "收是收回来了，堆在路边发热长毛。"),
        ("托管做了三年。", "原来定的是十五万，没完成。"),
        ("纠纷是三组最多。", "全村登记16件，办结14件。"),
        ("主要是托管和坑塘承包。", "今年收了十二万出头，前年是九万。"),
        ("草果占了一半。", "年底想摸到十二万。"),
        ("收入涨了。", "今年的目标是20万元，支书说能成。"),
        ("其他0.8万元。", "合计：二季度8.37万元，一季度6.35万元。"),
        ("大雪压了棚。", "塌掉的7座里只有2座上了保险。"),
        ("机井坏了6眼。", "坏的都在岗上，岗上的地靠拉管子。"),
        ("集体收入6.5万元。", "除了发包机动地，没有第二样。"),
        ("蒜跌了价。", "虽然种得少，210亩里也有大半亏了本。"),
        ("改造老棚40座。", "按现在的价一座要6万元左右，农户愿意出一半。"),
        ("牛存栏283头。", "行情差，卖一头亏一头。"),
        ("压缩车坏了。", "修理报价2.3万元，村里准备自己出。"),
        ("老寨11家墙开了口子。", "群众说再不解决就要到县里去。"),
        ("合作社的账没有公开。", "合作社10月20号前贴出来，由监委会盯。"),
        ("游客：1.2万人次。", "1—9月累计3.4万人次，比去年多。"),
    ],
)
def test_what_nobody_could_understand_alone_is_not_told(before: str, sentence: str) -> None:
    assert not rewrite(sentence, "石桥村", before=before).fit


@pytest.mark.parametrize(
    "text",
    [
        "今年种了900亩洋芋",
        "二期厂房已招满",
        "去年卖了66万元",
        "今年来了3位专家",
        "跑了三趟，没有结果",
        "主要靠光伏的集体经济薄弱",
        "差额由村里补上",
        "老棚的名单元旦以前报上来",
        "再不用背水吃了",
        "今年收了5万多斤蒜",
        "新增监测户2户5人",
        "行情差的时候，合作社保底收购",
        "7月一个孩子从桥上掉下去",
        "全年游客目标12万人次",
        "计划投资30万元修渠",
        "累计发放补贴12万元",
    ],
)
def test_what_says_what_it_is_about_leans_on_nothing(text: str) -> None:
    assert not leans(text)


def test_the_worst_of_what_is_counted_is_told_with_it() -> None:
    worst = "其中3号楼最重，楼体向东倾"
    assert leans(worst)
    assert completed(worst, "房屋裂缝的住户27户。") == "房屋裂缝的住户27户，其中3号楼最重，楼体向东倾"
    assert completed("拿铁丝围了，插了牌子", "路边塌了个坑。") == "路边塌了个坑，拿铁丝围了，插了牌子"
    assert not leans("其中苹果640亩，谷子910亩")


@pytest.mark.parametrize(
    ("text", "leaning"),
    [
        ("现在人住在村委会，吃饭由公益岗的人给端", True),
        ("已在大喇叭上连讲三天", True),
        ("有十几户干脆不套了，打算当光果卖", True),
        ("春上墒情好，苗齐，锄过两遍了", True),
        ("到6月套袋，又碰到另一个难处：没有人", True),
        ("老人现在住在村委会", False),
        ("在大喇叭上讲防火3次", False),
        ("有十几户不种烟了", False),
        ("谷子墒情好，苗齐", False),
    ],
)
def test_who_or_of_what_stands_before(text: str, leaning: bool) -> None:
    assert leans(text) == leaning


def test_an_amount_alone_takes_its_subject_from_above() -> None:
    assert rewrite("答：4200米，主管1500米。", "石桥村", subject="换管子").text == "换管子4200米，主管1500米"
    assert not rewrite("答：4200米，主管1500米。", "石桥村").fit


@pytest.mark.parametrize("text", ["有娃娃放学了爱钻进去耍。", "没有验收过，64个人在里面干活。"])
def test_a_place_that_is_not_named(text: str) -> None:
    assert not rewrite(text, "石桥村").fit
