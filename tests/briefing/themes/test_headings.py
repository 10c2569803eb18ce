from __future__ import annotations

from dataclasses import dataclass

import pytest

from huibao.briefing.themes.headings import among_problems, among_requests, places, under_plans, under_requests


@dataclass(frozen=True)
class Row:
    index: int
    paragraph: int
    text: str
    section: tuple[str, ...] = ()
    report: str = "一.txt"
    period: str = ""


def test_a_label_that_opens_a_paragraph_holds_to_its_end() -> None:
    rows = [
        Row(0, 0, "存在问题：物业费收缴率仅58%；"),
        Row(1, 0, "年轻人夜里喝酒闹事的增多。"),
        Row(2, 1, "下季度打算：新增微菜园80块。"),
        Row(3, 2, "问题整改全部完成。"),
        Row(4, 3, "有8户要盯紧。", ("三、存在的主要问题", "（一）产业发展方面")),
        Row(5, 4, "已补接41户。", ("（一）关于“帮扶不到位”的问题",)),
        Row(6, 5, "学习上就是读文件。", ("四、不足的地方",)),
        Row(7, 6, "会多表多。", ("不足之处",)),
    ]
    assert among_problems(rows) == {("一.txt", index) for index in (0, 1, 4, 6, 7)}


def test_the_items_of_a_list_that_asks_all_ask() -> None:
    rows = [
        Row(0, 0, "请镇里支持：一是修渠；"),
        Row(1, 0, "二是增加学位300个；"),
        Row(2, 0, "三是补桥。"),
        Row(3, 0, "渠长2公里。"),
        Row(4, 1, "二是补植。"),
        Row(5, 2, "增配防疫员1名", ("需要镇里协调",)),
        Row(6, 3, "需上级支持：一、更换启闭机。"),
        Row(7, 3, "二、尽快拨付公益岗工资。"),
    ]
    assert among_requests(rows) == {("一.txt", 1), ("一.txt", 2), ("一.txt", 5), ("一.txt", 7)}


@pytest.mark.parametrize(
    ("heading", "requests", "plans"),
    [
        ("五、需要上级帮助解决的问题", True, False),
        ("四、意见建议", True, False),
        ("求镇里两件事", True, False),
        ("【要镇里办的】", True, False),
        ("问：要上级帮什么？", True, False),
        ("镇里要求办的事", False, False),
        ("问：对上面有什么要求？", True, False),
        ("落实上级要求", False, False),
        ("四、对策与建议", False, False),
        ("五、后续安排与请示", False, False),
        ("四季度目标", False, True),
        ("四季度计划？", False, True),
        ("下一步有什么打算？", False, True),
        ("水稻计划？", False, False),
        ("问：四季度做什么？", False, True),
        ("问：三季度做了什么？", False, False),
        ("要求镇里什么？", True, False),
        ("镇里要求什么？", False, False),
        ("三、下一步工作", False, True),
        ("四、明年怎么干", False, True),
        ("一、年度目标完成情况", False, False),
        ("（三）解决急难愁盼", False, False),
        ("请愿书第一条：水", False, False),
    ],
)
def test_a_heading_announces_requests_or_plans_or_neither(heading: str, requests: bool, plans: bool) -> None:
    assert (under_requests([heading]), under_plans([heading])) == (requests, plans)


def test_a_report_that_tells_its_problems_apart_has_deeds_and_an_opening() -> None:
    rows = [
        Row(0, 0, "半年来抓了几件事。"),
        Row(1, 1, "修渠2公里。", ("一、做了的事",)),
        Row(2, 2, "缺水。", ("二、难处和问题",)),
        Row(3, 3, "修路。", ("三、下半年打算",)),
        Row(4, 4, "1. 路灯：30盏", ("附件：主要数据",)),
        Row(0, 0, "半年来抓了几件事。", report="二.txt"),
        Row(1, 1, "修渠2公里。", ("一、做了的事",), report="二.txt"),
        Row(0, 0, "没有标题。", report="三.txt"),
    ]
    found = places(rows)
    assert [here for here, place in found.items() if place.deeds] == [("一.txt", 1)]
    assert [here for here, place in found.items() if place.opening] == [("一.txt", 0), ("二.txt", 0)]


def test_a_list_in_paragraphs_of_its_own_asks_and_a_label_of_plans_ends_it() -> None:
    rows = [
        Row(0, 0, "想请上级办两件事。"),
        Row(1, 1, "一是给我们立一个冷库的项目。"),
        Row(2, 2, "二是把路拓宽。"),
        Row(3, 3, "九月份组织三十个人去外县看新品种。"),
        Row(4, 4, "请修渠。", ("请求：",)),
        Row(5, 5, "下季度：羊发展到1550只；", ("请求：",)),
        Row(6, 5, "沙袋再备400个。", ("请求：",)),
        Row(7, 6, "【下季度安排】10月10日起采收，11月完成。", ("请求：",)),
        Row(8, 7, "第五部分  下一步工作：抓好栽插进度。", ("请求：",)),
    ]
    found = places(rows)
    assert [here[1] for here, place in found.items() if place.requests] == [1, 2, 4]
    assert [here[1] for here, place in found.items() if place.plans] == [5, 6, 7, 8]


def test_a_heading_in_brackets_announces_problems() -> None:
    rows = [Row(0, 0, "两头都缺人。", ("【难处】",))]
    assert among_problems(rows) == {("一.txt", 0)}


def test_a_list_whose_first_item_stands_in_the_sentence_that_opens_it() -> None:
    rows = [
        Row(0, 0, "所以要求镇里啊,第一给我们建一个老人食堂。"),
        Row(1, 1, "第二给两台移动泵,汛前要到。"),
        Row(2, 2, "树今年没种。"),
        Row(3, 3, "因此恳请两事：一请卫生院派一名村医来；"),
        Row(4, 3, "二请拨食堂经费两万元。"),
    ]
    assert among_requests(rows) == {("一.txt", place) for place in (0, 1, 3, 4)}


@pytest.mark.parametrize(
    "texts",
    [
        (
            "我跟镇里提三个要求啊，你记到。",
            "头一个，给我们建一个冷库。",
            "第二个，把路修了。",
            "第三个，路灯换成太阳能的。",
        ),
        ("求镇里的事，头一个，给咱村配台小铲车。", "二一个，帮着注个牌子。", "三一个，打野猪的指标给批几头。"),
        ("要求嘛，头一条，十二个配电箱给换了。", "第二条，轮水从十二天缩到九天。"),
        ("今天想了想要向镇里提的：一是清雪车一台；", "二是野猪祸害的补偿给个准话。"),
        (
            "所以我求你三件事，你给领导说说。",
            "一件，帮我们联系屠宰厂。",
            "二件，青贮窖想新修500立方。",
            "三件，给配个兽医。",
        ),
        ("高镇长，我们只有两件事求您。", "第一件，请镇上派人查冷库。", "第二件，请帮我们登记商标。"),
        ("10月2日写给镇上。", "想要的：一，给我们村派一名兽医。", "二，牧道上修3处饮水点。"),
        ("书记说要请镇里办两件事", "1 把坏的两台机组换掉", "2 派供电所的电工下来"),
    ],
)
def test_a_list_in_the_words_of_who_speaks(texts: tuple[str, ...]) -> None:
    rows = [Row(n, n, text) for n, text in enumerate((*texts, "年后搞个藕带加工。"))]
    announced = 0 if "头一" in texts[0] or "提的：一是" in texts[0] else 1
    assert among_requests(rows) == {("一.txt", n) for n in range(announced, len(texts))}


def test_a_list_that_a_sentence_of_its_paragraph_announces() -> None:
    rows = [
        Row(0, 0, "学生天天从底下过。"),
        Row(1, 0, "要啥呢?"),
        Row(2, 0, "第一,修一组那2.2公里路。"),
        Row(3, 0, "第二,给推土机台班。"),
        Row(4, 0, "埂子塌了18处。"),
        Row(5, 1, "第一,党建。"),
        Row(6, 2, "跟镇里要三样，你记好。"),
        Row(7, 2, "第一样，再来一台淡化机。"),
        Row(8, 2, "第二样，东澳立个信号塔。"),
    ]
    assert among_requests(rows) == {("一.txt", place) for place in (2, 3, 7, 8)}


def test_further_items_of_a_list_that_asks() -> None:
    rows = [
        Row(0, 0, "求领导几样：一个是把坏井修修；"),
        Row(1, 0, "一个是派个大夫；"),
        Row(2, 0, "再一个趁没到大汛，派个钩机把沟挖开。"),
        Row(3, 1, "种地的一年比一年少。"),
    ]
    assert among_requests(rows) == {("一.txt", place) for place in (0, 1, 2)}


@pytest.mark.parametrize(
    "label",
    ["下一步？", "10月3日 下季度的事：", "往下的打算也说一下：", "想做的：", "二季度要做：", "第五部分 下一步工作："],
)
def test_a_label_of_plans_opens_its_paragraph(label: str) -> None:
    rows = [Row(0, 0, f"{label}先把茶山的路铲平。", period="2026Q1"), Row(1, 0, "再演练一次。", period="2026Q1")]
    assert [here[1] for here, place in places(rows).items() if place.plans] == [0, 1]


def test_a_list_of_what_is_required_asks() -> None:
    texts = ("要求的方面，一个是要求移动公司来装基站。", "再一个是要求修进村路的错车道。", "讲得不好，请领导原谅。")
    rows = [Row(place, place, text) for place, text in enumerate(texts)]
    assert among_requests(rows) == {("一.txt", 0), ("一.txt", 1)}
