"""Messages of a chat: heads cut off, others' questions as headings, and nothing done to what is no chat."""

from __future__ import annotations

import pytest

from huibao.ingest.chat import messages
from huibao.ingest.text import text_paragraphs


def read(*lines: str) -> list[tuple[str, int | None]]:
    text = "\n".join(lines)
    text, paragraphs = messages(text, text_paragraphs(text))
    return [(text[one.start : one.end], one.heading_level) for one in paragraphs]


def words(*lines: str) -> list[str]:
    return [said for said, _ in read(*lines)]


def test_the_head_of_a_message_is_no_part_of_what_it_says() -> None:
    assert words("桃坪村三季度", "[09:02] 402户", "[09:02] 低保20户", "[09:03] 打工570个", "[09:04] 就这些") == [
        "桃坪村三季度",
        "402户",
        "低保20户",
        "打工570个",
        "就这些",
    ]


def test_a_sender_may_stand_beside_the_time_or_behind_the_day() -> None:
    long = "镇里要季报和年报，有数的都发在群里，我来抄，明天上午之前没有发的就按上个季度的数字来填，"
    long += "到时候错了可不要来怪我，我也没有办法，镇里催得紧"
    assert words(
        f"【10-08 09:12 杨昌平】{long}", "【10-08 09:20 陆妹(妇联)】监测户10户", "【10-09 8:05 陆妹(妇联)】打工512人",
        "【10-09 8:06 韦支书】天麻460亩",
    ) == [long, "监测户10户", "打工512人", "天麻460亩"]  # fmt: skip
    assert words(
        "10月9日 小兰：打工58人", "10月9日 老钟：路灯9盏", "10月15日 小兰：监测户3户", "10月16日 老钟：改厕4户"
    ) == [
        "打工58人",
        "路灯9盏",
        "监测户3户",
        "改厕4户",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("7月3日 新建蓄水池：3口", "7月12日 新增监测户：2户", "8月6日 新建蓄水池：2口", "9月9日 新增监测户：1户"),
        ("10月9日 走访脱贫户：12户。", "10月10日 天气：晴", "10月11日 一组：修路200米", "10月12日 走访脱贫户：9户。"),
    ],
)
def test_what_a_diary_tells_of_a_day_is_nobodys_message(lines: tuple[str, ...]) -> None:
    assert words(*lines) == list(lines)


def test_what_befell_is_no_sender_beside_a_time() -> None:
    told = "".join(
        words(
            "（9:12 大雨三户进水）转移12人",
            "（10:12 二组滑坡）党员抢修",
            "（11:12 断水）送水30桶",
            "（12:12 路通了）通车",
        )
    )
    assert all(one in told for one in ("大雨三户进水", "二组滑坡", "断水", "路通了"))


def test_who_asks_in_between_says_what_the_answer_is_about() -> None:
    told = read(
        "20:11 小韩：低保14户",
        "20:12 小韩：医保都交了",
        "20:22 镇办小陆：纠纷几件",
        "20:22 小韩：6件",
        "20:23 镇办小陆：好",
    )
    assert told == [("低保14户", None), ("医保都交了", None), ("纠纷几件", 9), ("6件", None), ("好", 9)]


def test_whoever_reports_anything_is_heard_in_full() -> None:
    told = read(
        "老王 9:02", "大家报上来", "老王 9:03", "镇上催了", "老王 9:15", "收到",
        "小李 9:05", "改厕31户", "小李 9:06", "泵坏了", "小张 9:10", "路太窄，大车进不来，拉瓜要用三轮倒，损耗不小",
    )  # fmt: skip
    assert [(said, level is None) for said, level in told] == [
        ("大家报上来", False),
        ("镇上催了", False),
        ("收到", False),
        ("改厕31户", True),
        ("泵坏了", True),
        ("路太窄，大车进不来，拉瓜要用三轮倒，损耗不小", True),
    ]


@pytest.mark.parametrize(
    "stamp", ["2025/4/2 20:12:05", "2025年4月2日 20:12", "4-2 晚上8:12", "（20：12）", "【08:12】"]
)
def test_heads_on_a_line_of_their_own(stamp: str) -> None:
    head, asked = f"小韩 {stamp}", f"镇办小陆 {stamp}"
    told = read(head, "我村260户", head, "低保14户", "监测户1户", asked, "纠纷几件", head, "6件")
    assert told == [("我村260户", None), ("低保14户", None), ("监测户1户", None), ("纠纷几件", 9), ("6件", None)]


def test_what_a_phone_wrote_down_is_what_was_said() -> None:
    assert words(*["20:19 小韩：[语音转文字] 棚压塌了十七栋"] * 4) == ["棚压塌了十七栋"] * 4


def test_what_is_counted_sends_no_message() -> None:
    assert words("09:31 低保：20户", "09:32 监测户：3户", "09:33 党员：49名", "09:34 完") == [
        "低保：20户",
        "监测户：3户",
        "党员：49名",
        "完",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        # Two times in a report.
        ("9:30 到组里看泵。", "路修了3公里。", "下午14:00 开会。", "低保20户。", "医保都交了。"),
        # Spans, ratios, clauses of a rule.
        ("8:00—11:30 开门", "14:00—17:30 开门", "8:00-12:00 值班", "14:00至18:00 值班"),
        ("3:2的比例分红。", "户均3:1。", "比分2:0。", "1:1配套。"),
    ],
)
def test_times_alone_make_no_chat(lines: tuple[str, ...]) -> None:
    assert words(*lines) == list(lines)


def test_who_speaks_in_minutes_is_no_part_of_what_is_told() -> None:
    told = read(
        "石笋村聊天记录", "小黎（文书）：户籍233户", "老岑（会计）：收入1.9万", "小黎（文书）：发了多少？",
        "韦主任：一分都没到", "黄二（农技）：水稻410亩", "议定：一、请镇里修渠", "老岑：就这些",
    )  # fmt: skip
    assert told == [
        ("石笋村聊天记录", None),
        ("户籍233户", None),
        ("收入1.9万", None),
        ("发了多少？", 9),
        ("一分都没到", None),
        ("水稻410亩", None),
        ("议定：一、请镇里修渠", None),
        ("就这些", None),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        # A form, whose labels come again; questions and answers; whose group it is.
        ("完成情况：修渠2公里", "存在问题：缺钱", "下步措施：找钱") * 3,
        ("问：多少户？", "答：260户") * 5,
        ("一组长：我们组9家", "二组长：我们组8家", "三组长：我们组7家") * 2,
        ("党员：49名", "护林员：3名", "低保：20户", "监测户：3户", "网格员：5名", "党小组长：4名"),
    ],
)
def test_labels_are_nobodys_names(lines: tuple[str, ...]) -> None:
    assert words(*lines) == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        # Who is who on a list of a village's staff, of one group and of several.
        ("村医：2名", "会计：1名", "书记：张三", "主任：李四", "文书：王五 13800000000", "妇联主席：赵六"),
        ("会计：1名", "村医：2名", "队长：张有才") * 3,
        (
            "书记：负责全面工作",
            "会计：负责记账",
            "主任：把各组的账公示",
            "村医：负责门诊",
            "文书：负责报表",
            "老王：门卫",
        ),
    ],
)
def test_nobody_speaks_on_a_list_of_staff(lines: tuple[str, ...]) -> None:
    assert words(*lines) == list(lines)


@pytest.mark.parametrize(
    ("told", "correction", "stands"),
    [
        ("水稻种了950亩", "打错了，是905亩", "水稻种了905亩"),
        ("水稻种了950亩", "打错了，是905亩，950是去年的", "水稻种了905亩"),
        ("水稻种了950亩", "上面说错了，不是950，是1005", "水稻种了1005亩"),
        ("水稻950亩，户均3亩多", "写错了，不是950是905", "水稻905亩，户均3亩多"),
        ("党员20名，低保户30户", "记错了，应该是28户", "党员20名，低保户28户"),
        ("枣300亩，瓜200亩", "打错了，枣是310亩", "枣310亩，瓜200亩"),
        ("枣300亩，瓜200亩", "更正：枣310亩", "枣310亩，瓜200亩"),
        ("投资1.5万元", "发错，1.25万元", "投资1.25万元"),
    ],
)
def test_a_figure_that_its_sender_corrects_stands_corrected(told: str, correction: str, stands: str) -> None:
    lines = ["402户", told, correction, "虾稻田1610亩", "就这些"]
    assert words(*(f"[09:0{n}] {line}" for n, line in enumerate(lines))) == ["402户", stands, "虾稻田1610亩", "就这些"]


@pytest.mark.parametrize(
    ("told", "correction"),
    [
        # Another unit, another thing, several figures without a unit, another value than was told, and more besides.
        ("党员20名", "打错了，是905亩"),
        ("水稻种了950亩", "打错了，油菜是905亩"),
        ("枣300亩，瓜200亩", "打错了，是310"),
        ("水稻种了950亩", "说错了，不是930，是905"),
        ("水稻种了950亩", "打错了，是905亩，虾稻田1610亩"),
        # Deeds, and what is wrong in them.
        ("查出毛病5处", "整改纠正：3处"),
        ("查出毛病5处", "纠正：3处"),
        ("查出毛病5处", "写错的牌子，3处"),
        ("发药5户", "打错药的有3户"),
        # An answer or a remark that goes on; and another unit than what was wrong.
        ("低保20户，五保3户", "应该12户"),
        ("水稻950亩", "那就30亩没人种"),
        ("水稻9.5亩，5人", "打错了，不是5亩是6亩"),
    ],
)
def test_what_corrects_nothing_for_sure_leaves_all_as_it_is(told: str, correction: str) -> None:
    lines = ["402头", told, correction, "就这些"]
    assert words(*(f"[09:0{n}] {line}" for n, line in enumerate(lines))) == lines


def test_what_else_a_correction_says_stays() -> None:
    told = words("[09:00] 402户", "[09:01] 水稻950亩", "[09:02] 打错了，是905亩，另外请镇里派人修渠", "[09:03] 就这些")
    assert told == ["402户", "水稻905亩", "另外请镇里派人修渠", "就这些"]


def test_a_correction_is_of_its_sender_and_of_what_was_written_last() -> None:
    told = words(
        "09:00 小韩：油菜950亩", "09:01 小李：水稻800亩", "09:02 小李：收到", "09:03 小李：打错了，是820亩",
        "09:04 小韩：打错了，是905亩", "09:05 小韩：打错了，是915亩", "09:06 小张：打错了，是7亩",
    )  # fmt: skip
    assert told == ["油菜915亩", "水稻820亩", "收到", "小张：打错了，是7亩"]


def test_a_figure_that_minutes_correct_stands_corrected() -> None:
    lines = [
        "阿兰：改厕6户",
        "黄二（农技）：7户吧",
        "阿兰：对，那就7户",
        "老岑：光伏1.2万",
        "老岑：就这些",
        "小黎：收到",
    ]
    assert words(*lines) == ["改厕7户", "7户吧", "光伏1.2万", "就这些", "收到"]
