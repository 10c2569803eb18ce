"""What tells that somebody was hurt or is in danger, of pollution and of damage, and what only sounds like it."""

from __future__ import annotations

import pytest

from huibao.briefing.themes.harm import harm_told


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            "people",
            (
                "3月12日一辆三轮车在急弯处翻下路坎，造成1人死亡、1人重伤。",
                "配电箱漏电把人打翻了，右手落下残疾。",
                "夫妻俩在棚里烧炭取暖，一氧化碳中毒，两人送医抢救。",
                "一名男童在埠头落水，被村民救起。",
                "两名牧民在山沟放牧时迷路失联19小时。",
                "两名中学生在深潭游泳遇险，经村民施救脱险。",
                "两个小学生在下塘玩水滑了进去，过路的人把他们救上来了。",
                "一名8岁儿童落入中转站旁没有盖的渗滤液池，住院4天。",
                "养猪户下粪池捞水泵，被沼气熏倒，邻居用绳子拉上来。",
            ),
        ),
        (
            "danger",
            (
                "东堤有一处长约12米的堤脚被掏空，再遇大潮有决口危险。",
                "大闸的钢索锈断了三股，那晚差点放不下来。",
                "渡口超载，核载20人坐了34人，船到中间进水。",
                "仓库里放了化工液体，有两桶漏了，离幼儿园只有200米。",
                "沙丘又往前走了11米，直接受威胁的有6户23人。",
                "草料棚电线短路起火，烧掉草料15吨，没有伤人。",
                "教学点背后那匹坡，9月14号发现裂口，开头宽4公分。",
            ),
        ),
        ("pollution", ("2月19日大雨，粪池溢流一次，流进沙沟。", "沙沟水发黑发臭，两口鱼塘出现死鱼。")),
        (
            "loss",
            (
                "羊棚掀了23座，压死羊羔14只。",
                "一位老人接了“公安局”的电话，被骗走8万块养老钱。",
                "8月17日大风造成我村受灾480亩，落果310亩。",
                "停电缺氧，11户泛塘，死鱼14吨。",
                "暴雨冲毁茶园12亩，当日抢通了路。",
            ),
        ),
    ],
)
def test_what_happened_or_is_near_is_of_a_kind(kind: str, texts: tuple[str, ...]) -> None:
    assert [harm_told(text) for text in texts] == [kind] * len(texts)


@pytest.mark.parametrize(
    "text",
    [
        # Prevented, practised, insured, averted; and what may happen anywhere.
        "开展防溺水宣传3次，组织防汛演练1次。",
        "开展反诈宣传6场，劝阻3人被骗。",
        "村民落水事故为零。",
        "全年没有发生火灾，山火一场未起。",
        "农业保险赔付到户，参保640户。",
        "要是着了火，消防车进不来。",
        # Of other years; put right; relief.
        "去年冰雹打坏玉米200亩。",
        "阿兰的男人掉海里三年了，低保已办。",
        "水毁路段已修复3处，2.3公里。",
        "8月暴雨致3户山墙开裂，修缮后现已全部回迁。",
        "监测户新增1户，户主在工地摔伤，临时救助已批。",
        # What is lacking every day.
        "主渠建于三十年前，渗漏严重。",
        "土墙温室还有118座，墙体开裂、采光差。",
        "拉渣土的大车压坏了1.9公里路。",
        "污水直排，路灯坏了26盏。",
        # Words that only look like it.
        "菇娘面积由60亩压减为45亩。",
        "改水冲厕21座，折合720亩。",
        "围着火炉讲，来的人比夏天多。",
        "村支书差点忘了这件事。",
        "送检的羊为阴性，死亡3只已处理。",
    ],
)
def test_what_only_sounds_like_it_tells_of_none(text: str) -> None:
    assert harm_told(text) == ""
