from __future__ import annotations

import pytest

from huibao.briefing.themes.aspect_model import aspect_of, aspects_told
from huibao.briefing.themes.aspects import cued, endangers, evidence, themes
from huibao.taxonomy import Taxonomy


def test_every_table_is_a_label_or_a_kind(taxonomy: Taxonomy) -> None:
    assert {theme.key for theme in themes().values()} <= {*taxonomy.keys, *(kind.key for kind in taxonomy.kinds)}


def test_every_aspect_has_a_name_of_its_own_and_says_what_belongs_to_it() -> None:
    from huibao.resources import read_lexicon

    tables = read_lexicon("aspects.toml")
    del tables["words"]
    assert len(themes()) == sum(map(len, tables.values()))
    assert all(aspect["meaning"] for table in tables.values() for aspect in table.values())


def test_evidence_is_what_the_words_say_whatever_the_label_and_within_it() -> None:
    found = set(evidence("导游一个也没有，其中懂外语的更没有。", ["bottleneck.resources"]))
    assert {"anywhere:缺人才和技术人员", "label:bottleneck.resources", "most:缺人才和技术人员"} <= found
    # What part of a count is, a sentence is not about.
    assert "most:监测帮扶" not in set(evidence("外出务工317人，其中监测户12人", ["achievement.poverty"]))


@pytest.mark.parametrize(
    ("text", "key", "aspect"),
    [
        ("桃子没有销路，客商压价。", "bottleneck.industry", "销路和价格不稳"),
        ("饲料一吨涨了两百，养一头亏一头。", "bottleneck.industry", "成本高收益低"),
        ("镇里一个月考核一次，报表太多。", "bottleneck.methods", "会议报表台账偏多"),
        ("工程管护制度一直没有立起来。", "bottleneck.methods", "制度不健全"),
        ("入户少，群众有话没处说。", "bottleneck.methods", "联系群众不够"),
        ("以上是存在的问题。", "bottleneck.resources", ""),
        ("恳请镇里协调晾晒场用地5亩。", "request", "用地"),
        ("请乡里帮助联系外地采茶工，解决春茶用工缺口。", "request", "用工"),
        ("请镇里解决护坡缺口62万元。", "request", "资金"),
        ("协调虾湖村尽快治理尾水", "request", "政策和统筹协调"),
        ("请乡里支持修通油茶基地作业道2.5公里。", "request", "项目和设施"),
        ("水产品总产量2310吨，产值1.37亿元", "achievement.industry", "养殖业"),
        ("夜游线路开通，龙母诞庙会接待11.3万人次", "achievement.industry", "乡村旅游"),
        ("新签招商项目5宗", "achievement.industry", "工业和招商"),
        ("香菇大棚又起了8个", "achievement.industry", "粮食和特色种植"),
        ("签订保底收购协议，收购价每公斤不低于28元", "achievement.industry", "加工和销售"),
        ("东庄引水工程通水", "achievement.construction", "饮水和水利设施"),
        ("拆除违建47处", "achievement.construction", "村容整治"),
        ("全年巡边1380人次", "achievement.governance", "平安和志愿服务"),
        ("举办广场舞比赛1场、送戏下乡2场", "achievement.governance", "文化活动"),
        ("请来县剧团唱大戏三天", "achievement.governance", "文化活动"),
        ("外出务工317人，其中脱贫人口74人，就近在茶企务工45人", "achievement.poverty", "就业帮扶"),
        ("公益岗安置21人，其中监测户6人", "achievement.poverty", "就业帮扶"),
        ("兜底保障对象29人应保尽保", "achievement.poverty", "救助和民生保障"),
    ],
)
def test_what_a_sentence_is_mainly_about_within_its_label(text: str, key: str, aspect: str) -> None:
    assert aspect_of(text, key) == aspect


_LACKING = ("bottleneck.awareness", "bottleneck.industry", "bottleneck.resources", "bottleneck.methods")


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("导游一个也没有，全村只有1名防疫员。", {"缺人才和技术人员", "缺兽医防疫员"}),
        ("冬天封路，全村没有一台除雪机械。", {"道路不畅通", "仓储冷链和加工设施不足"}),
        ("地选了三回，都压着公益林。", {"缺用地"}),
        ("鱼塘尾水直排，工程款还差180万元。", {"污水垃圾治理欠账", "缺资金"}),
        ("一开增氧机就跳闸，电压上不去。", {"供电不稳"}),
        ("草场超载，羊还是卖的是活羊，贩子说了算。", {"草畜矛盾突出", "链条短品牌弱", "销路和价格不稳"}),
        ("开会太多了，八月我一个人到乡里开了13回会。", {"会议报表台账偏多"}),
        # The same words, and nothing is lacking.
        ("开会时最常问给多少钱，集体收入离目标还差7万元。", set()),
        ("桂花鱼没有钱赚。", set()),
    ],
)
def test_what_is_lacking_is_told_though_the_label_is_not_known(text: str, aspects: set[str]) -> None:
    assert {theme.name for theme in aspects_told(text) if theme.key in _LACKING} == aspects


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("保险的人来照了相，签完字就没下文了。", "保险赔付慢、保障低"),
        ("家家装了气，老人嫌贵，一个月四五百。", "冬季取暖负担重"),
        ("彩礼就没管住，最低的十八万八。", "高价彩礼和攀比办酒"),
        ("烤房六十座，有十八座是烂的，半夜排队。", "烘烤晾晒设施不足"),
        ("秋粮没地方烘，霉了。", "烘烤晾晒设施不足"),
        ("大棚多是2008年建的，墙体开裂、骨架生锈。", "大棚圈舍老旧"),
        ("两委里没有一个四十五岁以下的。", "村干部后继乏人"),
        ("采椒的时候小工难请，请工从镇上拉。", "缺劳力"),
        ("通村那条路七月塌了三次，绕十四公里。", "道路不畅通"),
        ("老寨三天放一回水。", "供水灌溉困难"),
    ],
)
def test_words_of_the_thing_and_what_is_wrong_with_it_tell_an_aspect(text: str, aspect: str) -> None:
    assert aspect in {theme.name for theme in cued(text)}


@pytest.mark.parametrize(
    "text",
    [
        "城乡居民养老保险已缴512人。",
        "现有烤房44座，够用。",
        "新建大棚8座，天然气入户340户。",
        "高价彩礼明显降温，办酒的少了。",
        "选了两名年轻人进两委，培养后备干部3名。",
        "秋茶采摘面积1360亩。",
    ],
)
def test_the_thing_alone_tells_no_lack(text: str) -> None:
    assert not [theme.name for theme in cued(text) if theme.key in _LACKING]


@pytest.mark.parametrize(
    ("sentence", "theme"),
    [
        ("煤车躲坑，把骑电动车的人撞了，腿骨折，还在县医院。", "人员伤病"),
        ("村民在果园打药，农药中毒，送医院住院6天。", "人员伤病"),
        ("有两个人查出布病了，正吃药。", "人员伤病"),
        ("8月14日一户的孙子（7岁）掉下去，放羊的人拉上来了。", "人员伤病"),
        ("采血后有2头牛布病初筛是阳性。", "病害灾害损失大"),
        ("墙上、窑面子上裂了缝的有43户。", "房屋开裂和地面塌陷"),
        ("后山塌了一个坑，有两间房大。", "房屋开裂和地面塌陷"),
        ("3号楼楼体向东倾，门关不上。", "房屋开裂和地面塌陷"),
        ("坝的溢洪道裂开一道口子，汛期有垮的危险。", "防汛防灾能力弱"),
    ],
)
def test_who_is_hurt_or_in_danger_is_told_so(sentence: str, theme: str) -> None:
    assert endangers(sentence)
    assert theme in {one.name for one in cued(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "开展预防煤气中毒宣传3次。",
        "布病防控宣传入户120户。",
        "布病抽检没有阳性。",
        "查出布病羊12只，全部扑杀。",
        "两个小孩落水，护库员跳下去救起，人都平安。",
        "危房改造4户，已竣工。",
        "大棚后墙裂了缝。",
        "群众把垃圾桶撞了。",
        "7天收完，没有发生一起火情，机收损失率控制在1%以内。",
        "铺上防滑垫，没有一位老人摔伤。",
        "三季度未发生安全事故。",
        "雨大的时候转移了54人，没有人受伤。",
        "锅炉安全阀超期，已更换。",
        "挡墙鼓出来的一段已加固到位。",
        "夜里船翻了，四十分钟内捞上来两个人。",
        "开展火灾扑救演练2次。",
    ],
)
def test_what_harms_nobody_is_no_danger(sentence: str) -> None:
    assert not endangers(sentence)


def test_who_has_not_come_to_assess_the_damage_pays_late() -> None:
    assert "保险赔付慢、保障低" in {theme.name for theme in cued("保险公司一个人没来定损，群众天天问。")}


@pytest.mark.parametrize(
    ("text", "aspect", "told"),
    [
        ("摘椒的时候请不到人。", "缺劳力", True),
        ("光伏板坏了，厂家倒闭找不到人修。", "缺劳力", False),
        ("图纸至今找不着。", "缺劳力", False),
        ("村里没有兽医。", "缺兽医防疫员", True),
        ("村里没有技术员。", "缺人才和技术人员", True),
        ("小学缺教师6人。", "缺人才和技术人员", False),
        ("果园遭了虫害，病害也重。", "病害灾害损失大", True),
        ("会看病虫害的只有两个人。", "病害灾害损失大", False),
        ("八月有个老人发病，打120打不通。", "病害灾害损失大", False),
        ("电子厂减产，退回务工人员34人。", "病害灾害损失大", False),
        ("欠施工方工程款6万元。", "缺资金", True),
        ("两家公司拖欠租金27万元。", "缺资金", False),
        ("没有钱修渠。", "缺资金", True),
        ("老板欠了他们工钱18.6万元。", "缺资金", False),
        ("老板欠了他们工钱18.6万元。", "租金货款拖欠", False),
        ("日工资涨到130元，仍缺40人。", "拖欠工资", False),
        ("纠纷14宗，其中欠薪类4宗。", "拖欠工资", False),
        ("上头没钱就歇着，这股暮气比没钱还难办。", "缺资金", False),
        ("没有冷库，冷藏车不够。", "缺冷库保鲜", True),
        ("没有仓库，谷子没处堆。", "仓储冷链和加工设施不足", True),
        ("路灯坏了13盏，没人来修。", "仓储冷链和加工设施不足", False),
        ("厂没有，就一个粮食收购点。", "收购渠道单一", False),
        ("没有晒场，也没有烘干机。", "仓储冷链和加工设施不足", False),
        ("水管老化，蓄水池见了底。", "供水灌溉困难", True),
        ("电梯维修基金见了底，管理上有漏洞。", "供水灌溉困难", False),
        ("进村的还是泥路。", "道路不畅通", True),
        ("八月修好水泥路，欠清雪费9200元。", "道路不畅通", False),
        ("烤房没有人修，排不上队。", "烘烤晾晒设施不足", True),
        ("老师原来两个，八月调走一个，现在就剩岩老师一个人。", "学位和师资不足", True),
        ("手机信号嘛，要爬到大青树下才有一格。", "通信信号差", True),
        ("草果收购商较往年少来一半，农户惜售观望。", "销路和价格不稳", True),
        ("蜜要靠人背出去。", "道路不畅通", True),
        ("地质灾害隐患点5处。", "防汛防灾能力弱", False),
        ("烤房用煤改了颗粒，补贴还没有到位。", "烘烤晾晒设施不足", False),
        ("没有拖欠工资。", "拖欠工资", False),
        ("厂里工资从不拖欠。", "拖欠工资", False),
        ("厂里工资从不拖欠。", "缺资金", False),
        ("冷库不够。", "仓储冷链和加工设施不足", False),
        ("厂里工资不发现金，打到卡上。", "拖欠工资", False),
        ("帮村民讨回工资12万元。", "拖欠工资", False),
        ("工资三个月没有发了。", "拖欠工资", True),
        ("工资未按月结清拖了半年。", "拖欠工资", True),
        ("集体欠银行贷款30万元，还欠工资2万元。", "缺资金", True),
        ("保鲜设备不足。", "仓储冷链和加工设施不足", True),
        ("冷藏车坏了没人修。", "仓储冷链和加工设施不足", True),
        ("秋收后没有地方存粮。", "缺冷库保鲜", False),
        ("秋收后没有地方存粮。", "仓储冷链和加工设施不足", True),
        ("没有地方存笋。", "缺冷库保鲜", True),
        ("调解欠薪纠纷3起，全部追回。", "拖欠工资", False),
        ("拖欠工资12万元。", "缺资金", False),
        ("防疫员每月上门两次。", "缺兽医防疫员", False),
        ("排水沟清淤2公里，水沟疏通好了。", "沟渠淤堵排水不畅", False),
        ("废旧棚膜年产40吨。", "大棚圈舍老旧", False),
    ],
)
def test_a_cue_does_not_fire_on_another_sense(text: str, aspect: str, told: bool) -> None:
    assert (aspect in {theme.name for theme in cued(text)}) == told


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("收奶的厂家就一家，价说降就降。", "收购渠道单一"),
        ("贩子只有这一个，他不来奶就倒了。", "收购渠道单一"),
        ("果园里一张防雹网也没有，没有防雹网的年年挨打。", "缺防雹防冻等防灾设施"),
        ("有7户是危窑，自家住的没钱修。", "危房危窑无力修缮"),
        ("研学的大巴进不了巷子，也没有地方停车。", "停车难"),
        ("研学的大巴进不了巷子。", "道路不畅通"),
        ("还有7户在沟对面，一直吃窖水。", "供水灌溉困难"),
        ("县上的兽医一个月来一次，羊病了等不住。", "缺兽医防疫员"),
        ("羊有毛病就抓瞎，没有懂行的人。", "缺兽医防疫员"),
        ("制鞋厂从6月起就没发全工资，34个人被欠了41万。", "拖欠工资"),
        ("21个人在工地上干，老板跑了，欠了63万。", "拖欠工资"),
        ("下游的涵管还是堵的，水出不去。", "沟渠淤堵排水不畅"),
        ("水葫芦把河涌堵了半边。", "沟渠淤堵排水不畅"),
        ("野猪闹得凶，玉米被拱了约40亩。", "野生动物损毁庄稼"),
        ("苞谷640亩，野猪来了三四趟，糟蹋了八十多亩。", "野生动物损毁庄稼"),
        ("手机信号，五组六组没有。", "通信信号差"),
        ("采茶的人实在难找。", "缺劳力"),
        ("增氧机一多就烧保险，线路还是二十年前的。", "供电不稳"),
        ("有21个人在外省工地上干，老板跑了，欠了63万元。", "拖欠工资"),
        ("信号嘛，全村只有村委会门口有两格。", "通信信号差"),
    ],
)
def test_words_that_tell_a_lack(text: str, aspect: str) -> None:
    assert aspect in {theme.name for theme in cued(text)}


@pytest.mark.parametrize(
    "text",
    [
        "民宿区后山出现了一条裂缝，长约35米。",
        "大雨后河堤冲开豁口，180米松动。",
        "砖窑的烟囱高42米，裂缝有三道。",
        "取样，消毒剂余量不合格。",
        "工坊只有一个安全出口。",
        "大石头组后山滑坡，土石下来，冲坏民房3户，没有伤亡。",
        "那3户12个人现在还住在村委会活动室。",
        "中箐的那处裂缝又宽了，从8公分到15公分。",
        "安置点后面挡墙鼓出来一块，约6米长。",
        "跨境公路有一段路基掏空了，随时可能垮。",
        "搬迁户的老房没有拆，下雨时有人回来住。",
        "村民去悬崖边挖笋的时候摔下去了，没有救过来，死亡1人。",
        "村民取胡蜂窝被蜇，一人重伤住ICU 6天。",
        "8月有一组护边员失联5小时。",
        "货车在急弯处侧翻，2辆摩托车受损。",
        "该弯道今年已发生事故3起，无护栏。",
        "锅炉安全阀超期未检，至今尚未复检合格。",
        "学生坐面包车上学，那辆车核定7座经常坐十四五个。",
        "电动车充电起火，烧了4辆车。",
        "牛结节性皮肤病，疑似发病7头，死亡2头。",
    ],
)
def test_more_danger(text: str) -> None:
    assert endangers(text)


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("挖上来的泥堆在沟边上，没有地方去。", "淤泥弃土无处堆放"),
        ("排涝站有三台泵，坏的是一台。", "排涝泵站老旧损坏"),
        ("老年食堂一季度亏空1.8万元，由村里垫付。", "养老食堂运转经费不足"),
        ("路灯有9盏长期不亮。", "路灯损坏不亮"),
        ("防汛队编了40个人，平均年龄56岁。", "防汛抢险力量不足"),
        ("鸭棚的粪水一放下来，藕叶都卷边。", "养殖粪污直排"),
        ("布边碎料没有回收的人，堆在路口。", "边角废料无人收运"),
        ("没改的9处都是吃住和缝纫在一间屋里。", "消防安全隐患多"),
    ],
)
def test_lacks_of_works_and_services(text: str, aspect: str) -> None:
    assert aspect in {theme.name for theme in cued(text)}


@pytest.mark.parametrize("text", ["路灯坏了4盏，已经修好。", "老年食堂日均就餐68人。", "沟里清出淤泥300方，已运走。"])
def test_what_is_put_right_or_works_is_no_lack(text: str) -> None:
    assert not [theme for theme in cued(text) if theme.key.startswith("bottleneck")]


def test_a_lack_of_hands_is_none_of_experts() -> None:
    told = {theme.name for theme in aspects_told("摘樱桃的人手不够，女工都叫不到。", ["bottleneck.resources"])}
    assert "缺劳力" in told
    assert "缺人才和技术人员" not in told


@pytest.mark.parametrize(
    ("text", "aspect", "told"),
    [
        ("路灯全村坏掉23盏，走夜路的人摔过跤。", "路灯损坏不亮", True),
        ("码头的路灯坏14盏，老人不敢出门。", "路灯损坏不亮", True),
        ("村卫生站一周只开两天，大夫是轮来的。", "看病就医不便", True),
        ("村里大夫前年退了，到现在没人接。", "看病就医不便", True),
        ("村里没有清雪的车，推到半夜才通。", "道路不畅通", True),
        # What it cost to clear the snow, where trees stand, whom a factory does not want, where salt is led away.
        ("清雪支出8300元，去年同期5100元。", "道路不畅通", False),
        ("树在堤的背水坡种了1500棵。", "供水灌溉困难", False),
        ("凉果厂只要年轻的，年纪大的没人要。", "销路和价格不稳", False),
        ("土地返碱加重，排碱渠淤塞。", "防汛防灾能力弱", False),
    ],
)
def test_a_cue_holds_the_thing_and_what_is_wrong_with_it(text: str, aspect: str, told: bool) -> None:
    assert (aspect in {theme.name for theme in cued(text)}) == told
