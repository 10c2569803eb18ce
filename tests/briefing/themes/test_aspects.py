from __future__ import annotations

import pytest

from huibao.briefing.themes.aspect_model import aspect_of, aspects_told
from huibao.briefing.themes.aspects import themes
from huibao.taxonomy import Taxonomy


@pytest.mark.parametrize(
    ("text", "key", "aspect"),
    [
        ("桃子没有销路，客商压价。", "bottleneck.industry", "销路和价格不稳"),
        ("恳请镇里协调晾晒场用地5亩。", "request", "用地"),
        ("请乡里帮助联系外地采茶工，解决春茶用工缺口。", "request", "用工"),
        ("请镇里解决护坡缺口62万元。", "request", "资金"),
        ("协调虾湖村尽快治理尾水", "request", "政策和统筹协调"),
        ("请乡里支持修通油茶基地作业道2.5公里。", "request", "项目和设施"),
        ("镇里一个月考核一次，报表太多。", "bottleneck.methods", "会议报表台账偏多"),
        ("开会的时候群众都不来。", "bottleneck.methods", ""),
        # A word of the aspect alone does not say so.
        ("化粪池装好以后没有人盯紧，制度上墙就算完。", "bottleneck.methods", ""),
        ("工程管护制度一直没有立起来。", "bottleneck.methods", "制度不健全"),
        ("通知在群里转一遍就算完。", "bottleneck.methods", ""),
        ("家里没有下水道，洗鱼水顺着路流。", "bottleneck.resources", "仓储冷链和加工设施不足"),
        ("读初中的孩子周五接回来。", "requirement.politics", ""),
    ],
)
def test_an_aspect_is_given_where_a_cue_is_sure_and_most_speak_for_it(text: str, key: str, aspect: str) -> None:
    assert aspect_of(text, key) == aspect


_LACKING = ("bottleneck.awareness", "bottleneck.industry", "bottleneck.resources", "bottleneck.methods")


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("导游一个也没有，全村只有1名防疫员。", {"缺人才和技术人员"}),
        ("会开拖拉机的四个人，两个过了六十。", {"缺人才和技术人员"}),
        ("冬天封路，全村没有一台除雪机械。", {"道路不畅通", "仓储冷链和加工设施不足"}),
        ("地选了三回，都压着公益林。", {"缺用地"}),
        ("鱼塘尾水直排，工程款还差180万元。", {"污水垃圾治理欠账", "缺资金"}),
        ("出租屋逃生通道窄，公办学位不足。", {"消防安全隐患多", "学位和师资不足"}),
        ("一开增氧机就跳闸，手机没有信号。", {"供电不稳", "通信信号差"}),
        ("草场超载，羊还是卖的是活羊，贩子说了算。", {"草畜矛盾突出", "链条短品牌弱", "销路和价格不稳"}),
        ("开会太多了，八月我一个人到乡里开了13回会。", {"会议报表台账偏多"}),
        ("年轻人没得一个肯留下。", {"缺人才和技术人员"}),
        ("后备干部一个也没物色到。", {"缺人才和技术人员"}),
        # The same words, and nothing is lacking; or something else is.
        ("开会时最常问给多少钱，集体收入离目标还差7万元。", set()),
        ("桂花鱼没有钱赚。", set()),
        ("杂菌污染的棒子有1万多。", {"病害灾害损失大"}),
        ("手册和户里对不上，坐在办公室填表。", {"数据和记录不实"}),
        ("缺懂水产病害的专业人员。", {"缺人才和技术人员"}),
    ],
)
def test_the_words_for_a_thing_and_its_lack_say_so_whatever_the_label(text: str, aspects: set[str]) -> None:
    assert {theme.name for theme in aspects_told(text) if theme.key in _LACKING} == aspects


def test_every_table_is_a_label_or_a_kind(taxonomy: Taxonomy) -> None:
    assert {theme.key for theme in themes().values()} <= {*taxonomy.keys, *(kind.key for kind in taxonomy.kinds)}


@pytest.mark.parametrize(
    ("text", "key", "aspect"),
    [
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
        # What part of a count is, a sentence is not about; an income of households is none of the village's.
        ("外出务工317人，其中脱贫人口74人，就近在茶企务工45人", "achievement.poverty", "就业帮扶"),
        ("公益岗安置21人，其中监测户6人", "achievement.poverty", "就业帮扶"),
        ("54户有50户入股，户均分红860元", "achievement.industry", ""),
        ("兜底保障对象29人应保尽保", "achievement.poverty", "救助和民生保障"),
    ],
)
def test_what_was_achieved_goes_under_its_theme(text: str, key: str, aspect: str) -> None:
    assert aspect_of(text, key) == aspect
