"""Edits of a draft, false and honest: a claim that the report turns around is marked, a rewording is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from huibao.briefing.audit import Doubt, Evidence, Passage, evidence_of, find_doubts
from huibao.briefing.make import gather
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

_REPORTS = {
    "梧桐村": """H|一、工作
P
achievement.construction|村口的变压器增容后试运行了两个月，用电高峰没有跳过闸。
achievement.poverty|对全村监测户开展了两轮入户走访，没有发现新的致贫风险。
achievement.industry|茶油获评市级“放心油”称号。
achievement.governance|排查邻里纠纷31件，调解成功29件。
achievement.governance|党群服务中心通过了市里的达标验收。
bottleneck.industry|柑橘园没有蓄水池，天一旱只能看天。
bottleneck.resources|村级卫生室的数字化设备至今没有开通。
H|二、下一步打算
P
requirement.development/plan|12月底前修通通往茶山的机耕路。
requirement.development/plan|力争明年春节前建成蜂蜜分装车间。
""",
    "云台村": """H|一、工作
P
achievement.construction|养老服务站装修完工，尚未开门接待老人。
achievement.industry|部分农户参加了水稻保险。
achievement.governance|全年没有一起溺水事故。
achievement.governance|村史馆被列为县级研学基地。
achievement.construction|应拆旱厕40座，拆除36座，其余4座年底前拆完。
achievement.construction|旧水表拆了5个，换成了智能表，一共装了80个。
achievement.governance|汛期党员守堤三天三夜。
bottleneck.resources|桥面垮塌后一直没有修复，学生上学绕行。
bottleneck.industry|养鸡场环评手续未办，停车场也没有划线。
H|二、下一步打算
P
requirement.service/plan|将聘请法律顾问每月坐班一天。
requirement.development/plan|争取把环村路列入省级示范路项目。
""",
    "沙洲村": """H|一、工作
P
achievement.industry|竹编工坊招收了残疾人学徒。
achievement.construction|天然气主管道已经接到村口。
achievement.poverty|志愿服务队入户陪护重残老人，从未间断。
bottleneck.industry|冷藏车买回来半年没有上牌。
bottleneck.methods|合作社账目不公开，社员有意见。
bottleneck.resources|灌区末端的渠道没有衬砌，漏水严重。
bottleneck.awareness|个别村干部夜间值班脱岗。
H|二、下一步打算
P
requirement.development/plan|确保汛期前完成排涝站改造。
""",
}
_TURNED = [
    ("梧桐村村口的变压器增容后试运行了两个月，用电高峰跳过闸。", "跳过闸"),
    ("梧桐村对全村监测户开展了两轮入户走访，发现了新的致贫风险。", "发现了新的致贫风险"),
    ("梧桐村柑橘园修了蓄水池，天一旱也不怕。", "蓄水池"),
    ("梧桐村村级卫生室的数字化设备已经开通。", "开通"),
    ("云台村养老服务站装修完工，已开门接待老人。", "开门接待老人"),
    ("云台村全年有溺水事故。", "溺水事故"),
    ("云台村桥面垮塌后已经修复，学生上学方便。", "修复"),
    ("云台村养鸡场环评手续已办，停车场也划线了。", "手续已办"),
    ("沙洲村冷藏车买回来半年，已经上牌。", "上牌"),
    ("沙洲村合作社账目公开，社员没有意见。", "公开"),
    ("沙洲村灌区末端的渠道完成了衬砌。", "衬砌"),
    ("沙洲村竹编工坊没有招收残疾人学徒。", "没有"),
    ("沙洲村天然气主管道没有接到村口。", "没有"),
]
_MEANT = [
    ("梧桐村12月底前已修通通往茶山的机耕路。", "已修通"),
    ("梧桐村蜂蜜分装车间已经建成。", "已经建成"),
    ("云台村聘请了法律顾问每月坐班一天。", "聘请了"),
    ("沙洲村已完成排涝站改造。", "已完成"),
    ("沙洲村排涝站改造已经完成，汛期无忧。", "已经完成"),
]
_RAISED = [
    ("梧桐村茶油获评省级“放心油”称号。", "省"),
    ("梧桐村党群服务中心通过了省里的达标验收。", "省"),
    ("云台村村史馆被列为国家级研学基地。", "国家"),
    ("云台村争取把环村路列入国家级示范路项目。", "国家"),
    ("梧桐村排查邻里纠纷31件，全部调解成功。", "全部调解"),
    ("云台村应拆旱厕40座，全部拆除。", "全部拆除"),
    ("云台村全部农户参加了水稻保险。", "全部农户"),
    ("沙洲村全体村干部夜间值班脱岗。", "全体村干"),
]
_INVENTED = [
    "梧桐村邀请曲艺团下乡演出，丰富了群众的业余生活。",
    "云台村开设了儿童绘画辅导班，家长十分满意。",
    "沙洲村推行厨余堆肥，改良了果园土壤。",
    "沙洲村与高校共建红薯育种基地，推广脱毒种苗。",
]
_HONEST = [
    "梧桐村村口变压器增容后已试运行两个月，用电高峰期未出现跳闸。",
    "梧桐村两轮入户走访监测户，未发现新增致贫风险。",
    "梧桐村茶油获得市“放心油”称号。",
    "梧桐村共排查邻里纠纷31件，成功调解29件。",
    "梧桐村党群服务中心顺利通过市达标验收。",
    "梧桐村柑橘园缺少蓄水池，遇旱无法灌溉。",
    "梧桐村柑橘灌溉没有保障，靠天吃饭。",
    "梧桐村村级卫生室数字化设备尚未开通使用。",
    "梧桐村计划12月底前修通茶山机耕路，力争明年春节前建成蜂蜜分装车间。",
    "梧桐村通往茶山的机耕路将于12月底前修通。",
    "云台村养老服务站已装修完工，还没有开门。",
    "云台村一部分农户投保了水稻保险。",
    "云台村全年未发生溺水事故。",
    "云台村全年无溺水事故。",
    "云台村村史馆列入县研学基地名单。",
    "云台村应拆旱厕40座，已拆36座，剩余4座将在年底前拆除。",
    "云台村桥面垮塌至今未修复，学生上学要绕行。",
    "云台村桥面垮塌后久未修复，学生只能绕行上学。",
    "云台村拆除旧水表5个，换装智能水表80个。",
    "汛期云台村党员守堤3昼夜。",
    "云台村养鸡场环评手续还没有办理，停车场未划线。",
    "云台村拟聘请法律顾问，每月坐班一天。",
    "云台村努力争取环村路列入省示范路项目。",
    "沙洲村竹编工坊吸纳残疾人当学徒。",
    "沙洲村天然气主管道已铺设到村口。",
    "沙洲村志愿服务队坚持入户陪护重残老人，没有间断。",
    "沙洲村冷藏车购回半年，仍未上牌。",
    "沙洲村合作社账目没有公开，社员意见较大。",
    "沙洲村合作社财务公开不到位，社员不满意。",
    "沙洲村灌区末端渠道未衬砌，渗漏严重。",
    "沙洲村少数村干部存在夜间值班脱岗现象。",
    "沙洲村将在汛期前完成排涝站改造。",
]


_SWAPPED = """H|一、工作
P
achievement.governance|游客投诉12件，全部当天回复。
achievement.industry|鲜果均价比散卖高出一块多，饲料倒涨了一成。
achievement.governance|会议记录全部上墙，改厕52户全部完成。
bottleneck.resources|夏天有五天停水。
bottleneck.industry|商品果率一直上不去。
"""


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("石桥村游客投诉12件，大部分当天回复。", "大部分"),
        ("石桥村鲜果均价比散卖低了一块多，饲料倒涨了一成。", "低了"),
        ("石桥村鲜果均价比散卖高出一块多，饲料倒跌了一成。", "倒跌"),
        ("石桥村会议记录不再上墙，改厕52户全部完成。", "不"),
        ("石桥村会议记录全部上墙，改厕52户基本完成。", "基本"),
        ("石桥村夏天没有停水。", "没有"),
        ("石桥村商品果率一直大幅提高。", "大幅提高"),
    ],
)
def test_an_opposite_in_the_place_of_what_the_report_says_is_in_doubt(
    sentence: str, words: str, authored: Authored, taxonomy: Taxonomy
) -> None:
    evidence = evidence_of(gather([authored(_SWAPPED, village="石桥村")], taxonomy), taxonomy)
    assert words in [doubt.words for doubt in _doubts(sentence, evidence)]


@pytest.fixture
def told(authored: Authored, taxonomy: Taxonomy) -> Evidence:
    return evidence_of(
        gather([authored(text, village=village) for village, text in _REPORTS.items()], taxonomy), taxonomy
    )


def _doubts(sentence: str, told: Evidence) -> list[Doubt]:
    return find_doubts([Passage(text=sentence)], told)


@pytest.mark.parametrize(("sentence", "words"), _TURNED)
def test_what_the_report_says_the_other_way_round_is_in_doubt(sentence: str, words: str, told: Evidence) -> None:
    doubts = _doubts(sentence, told)
    assert words in [doubt.words for doubt in doubts]
    assert {doubt.kind for doubt in doubts} == {"doubt"}


@pytest.mark.parametrize(("sentence", "words"), _MEANT)
def test_a_plan_told_as_done_is_in_doubt(sentence: str, words: str, told: Evidence) -> None:
    (doubt,) = _doubts(sentence, told)
    assert (doubt.words, doubt.kind) == (words, "doubt")
    assert "打算" in doubt.reason


@pytest.mark.parametrize(("sentence", "words"), _RAISED)
def test_a_higher_rank_or_all_for_a_part_is_marked(sentence: str, words: str, told: Evidence) -> None:
    (doubt,) = _doubts(sentence, told)
    assert doubt.words == words
    assert doubt.reports_say.startswith(sentence[:3])


@pytest.mark.parametrize("sentence", _INVENTED)
def test_what_no_report_tells_has_no_support(sentence: str, told: Evidence) -> None:
    (doubt,) = _doubts(sentence, told)
    assert (doubt.words, doubt.kind) == (sentence, "unsupported")


@pytest.mark.parametrize("sentence", _HONEST)
def test_the_same_in_other_words_is_not_marked(sentence: str, told: Evidence) -> None:
    assert _doubts(sentence, told) == []
