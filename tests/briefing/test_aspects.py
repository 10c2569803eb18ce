from __future__ import annotations

import pytest

from huibao.briefing.aspects import aspect_names, aspect_of
from huibao.taxonomy import Taxonomy


@pytest.mark.parametrize(
    ("text", "key", "aspect"),
    [
        ("桃子没有销路，客商压价。", "bottleneck.industry", "销路和价格不稳"),
        ("恳请镇里协调晾晒场用地5亩。", "request", "用地"),
        ("镇里一个月考核一次，报表太多。", "bottleneck.methods", "会议报表台账偏多"),
        ("开会的时候群众都不来。", "bottleneck.methods", ""),
        # A word of the aspect alone does not say so.
        ("化粪池装好以后没有人盯紧，制度上墙就算完。", "bottleneck.methods", ""),
        ("工程管护制度一直没有立起来。", "bottleneck.methods", "制度不健全"),
        ("通知在群里转一遍就算完。", "bottleneck.methods", ""),
        ("家里没有下水道，洗鱼水顺着路流。", "bottleneck.resources", "设施不配套"),
        ("读初中的孩子周五接回来。", "requirement.politics", ""),
    ],
)
def test_an_aspect_is_given_where_a_cue_is_sure_and_most_speak_for_it(text: str, key: str, aspect: str) -> None:
    assert aspect_of(text, key) == aspect


def test_every_table_is_a_label_or_a_kind(taxonomy: Taxonomy) -> None:
    assert set(aspect_names()) <= {*taxonomy.keys, *(kind.key for kind in taxonomy.kinds)}


@pytest.mark.parametrize(
    ("text", "key", "aspect"),
    [
        ("水产品总产量2310吨，产值1.37亿元", "achievement.industry", "畜禽水产养殖"),
        ("夜游线路开通，龙母诞庙会接待11.3万人次", "achievement.industry", "乡村旅游"),
        ("新签招商项目5宗", "achievement.industry", "工业和招商"),
        ("香菇大棚又起了8个", "achievement.industry", "特色种植"),
        ("签订保底收购协议，收购价每公斤不低于28元", "achievement.industry", "加工和销售"),
        ("东庄引水工程通水", "achievement.construction", "饮水和水利设施"),
        ("拆除违建47处", "achievement.construction", "村容整治"),
        ("全年巡边1380人次", "achievement.governance", "平安和志愿服务"),
        ("兜底保障对象29人应保尽保", "achievement.poverty", "救助和民生保障"),
    ],
)
def test_what_was_achieved_goes_under_its_theme(text: str, key: str, aspect: str) -> None:
    assert aspect_of(text, key) == aspect
