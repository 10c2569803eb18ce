from __future__ import annotations

import pytest

from huibao.briefing.wording.fuse import is_settled, rewrite


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("一是我村新建大棚十二座；", "新建大棚12座"),
        ("同时，石桥村完成改厕30户。", "完成改厕30户"),
        ("村党支部每月开一次会。", "党支部每月开一次会"),
        ("A1监测对象：季初7户19人，本季新增1户。", "监测对象季初7户19人，本季新增1户"),
        ("（B3偏差）一家火锅连锁仍占订单的七成。", "一家火锅连锁仍占订单的七成"),
        ("二，岛上水压不足，老人挑水吃。", "岛上水压不足，老人挑水吃"),
        ("3，广场照明的电费没有着落。", "广场照明的电费没有着落"),
        ("八月，小学的旧教室改成照料室。", "8月小学的旧教室改成照料室"),
        ("看坊：加工坊升级为SC车间。", "加工坊升级为SC车间"),
        ("会计汇报：集体账上有4.2万元收入。", "集体账上有4.2万元收入"),
        ("拢共修了两公里路。", "共修了2公里路"),
        ("选址是我和主任定的。", "选址是驻村干部和主任定的"),
        ("看田：谷子订单面积扩至640亩，机播率过半。", "谷子订单面积扩至640亩，机播率过半"),
        ("修好了通往山上茶园的三公里路，你说怪不怪。", "修好了通往山上茶园的3公里路"),
        ("三季度石桥村电站发电18万度。", "三季度电站发电18万度"),
        ("停车场：规模60个车位，总投资38万元，未开工。", "停车场规模60个车位，总投资38万元，未开工"),
        ("三社、五社产业路：总投资202万元（责任人李明）。", "三社、五社产业路总投资202万元"),
        ("路修好了 灯也亮了 群众出行方便了", "路修好了，灯也亮了，群众出行方便了"),
        ('推广了"积分制"管理办法。', "推广了“积分制”管理办法"),
        ("8 支部学习12次，到会率九成。", "支部学习12次，到会率九成"),
        ("1 米酒换成了小瓶装。", "米酒换成了小瓶装"),
        ("9.3 3栋安置房漏雨。", "3栋安置房漏雨"),
        ("12 户脱贫户领到羊羔。", "12户脱贫户领到羊羔"),
        ("主要问题：（1）龙虾病害多，五月病死一批。", "龙虾病害多，5月病死一批"),
        ("在乡村治理上，修订了村规民约。", "修订了村规民约"),
        ("治保主任迟立军报：夜间巡逻补到每晚。", "夜间巡逻补到每晚"),
        ("▲打标马甲原定3000件，，实交2100件。", "打标马甲原定3000件，实交2100件"),
        ("五要选2名年轻人学电焊。", "要选2名年轻人学电焊"),
        ("1.督查指出，走访记录有代签现象。", "走访记录有代签现象"),
        ("县委巡察组反馈的问题是：账目公开不及时。", "账目公开不及时"),
        ("检查发现问题12处，全部改好。", "检查发现问题12处，全部改好"),
        ("本人初到基层时偏重材料写作，入户不深；", "驻村干部初到基层时偏重材料写作，入户不深"),
        ("我将每周至少四天用于入户，减少闭门写材料；", "驻村干部将每周至少四天用于入户，减少闭门写材料"),
        ("我本人已报名参加农业经理人培训。", "驻村干部已报名参加农业经理人培训"),
        ("我们组织村民报名参加电工培训30人次。", "组织村民报名参加电工培训30人次"),
        ("我恳请镇里支持水泵一台。", "恳请镇里支持水泵一台"),
        ("王金锁检讨，包村以来来了19回，有七回只拍照。", "驻村干部包村以来来了19回，有7回只拍照"),
        ("带得到，我写在这里：二期冷库用地请县里批下来。", "二期冷库用地请县里批下来"),
        ("妇联主席王娟汇报，培训妇女40人。", "培训妇女40人"),
        ("会计栾凤云报：秸秆款收回六万三。", "秸秆款收回6.3万元"),
        ("产业安排3项：更换番茄品种160座。", "更换番茄品种160座"),
        ("监测户本村3户、外籍监测户44户，工资无拖欠。", "监测户3户、外籍监测户44户，工资无拖欠"),
        ("三季度，我村新发展党员2名。", "三季度新发展党员2名"),
        ("我村医保参保率98%，我村村医有2名。", "医保参保率98%，该村村医有2名"),
        ("今年，我村村委会办成三件事。", "今年村委会办成三件事"),
        ("存在问题二：就业结构单一，依赖外贸订单。", "就业结构单一，依赖外贸订单"),
        ("补四：入股的人家有人以为股本就是领钱的条子。", "入股的人家有人以为股本就是领钱的条子"),
        ("51行，请将三套报表合并为一套。", "请将三套报表合并为一套"),
        ("“四组小学断水两周，孩子们没水喝”。", "四组小学断水两周，孩子们没水喝"),
        ("防疫表一个月报3回[捂脸]，格式不统一。", "防疫表一个月报3回，格式不统一"),
        ("会议一致同意，把旧粮站租给劳务公司。", "把旧粮站租给劳务公司"),
        ("图20（预留）：会议室的投影放的是邻乡的方案。", "会议室的投影放的是邻乡的方案"),
        ("我村豆腐的牌子叫“本村豆腐”，没有注册。", "豆腐的牌子叫“本村豆腐”，没有注册"),
    ],
)
def test_a_villages_words_become_words_about_the_village(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


@pytest.mark.parametrize(
    "sentence",
    [
        "这事还没有办成。",
        "我家的牛卖了两头。",
        "路修了没有？",
        "其中两栋改成了民宿。",
        "枫香中药材，这个难。",
        "夏茶我不做了。",
        "逮住了怎么办，没罚，抹不开。",
        "今年五月才出清，这叫错峰还是错过。",
        "答：装完了，三月份说差的二十几户，厂方出钱。",
        "我自己也有毛病，通知转得太多。",
        "我是县农技站下来的，按地里的事一样一样说。",
        "我的话完了，请大家讨论。",
        "装了34盏，新小区那头亮的，这头半截黑。",
        "怎么没的：两边推出十个人，轮着在晒谷坪值夜。",
        "去年是，今年五月份起贴公示榜。",
        "540亩的差额直到十月对账时才暴露。",
        # Cut before what cannot be printed they would tell nothing, or the opposite.
        "真正下地的三百一十个人里头，四十岁往下的我数得出来。",
        "包装袋上印的“手工红薯粉条”，客人问起来咋说。",
        "授粉棚去年秋天搭好了，可是没有蜜蜂咋授粉。",
        # What is lacking would go, or what is counted.
        "几家船上的人领了补偿天天闲着，有人开口闭口“我们是国家职工”，不肯上工。",
        "一个是烘干机，有两台就够。",
        # It says the heading again.
        "在能力建设上求进。",
        "监测对象帮扶是否到位。",
        "工作方法上的不足（不得填“无”）。",
    ],
)
def test_what_cannot_stand_alone_is_unfit(sentence: str) -> None:
    assert not rewrite(sentence, "石桥村").fit


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("我自己对养羊技术也是外行，群众问起来答不上。", "驻村专干对养羊技术也是外行，群众问起来答不上"),
        ("作为第一书记，我自身也存在本领恐慌，对政策钻研不深。", "第一书记也存在本领恐慌，对政策钻研不深"),
        ("工作队列了问题台账47条，我对着台账走了一遍。", "工作队列了问题台账47条，驻村专干对着台账走了一遍"),
        ("培训办了三次，坐在前排的都是我们工作队的人。", "培训办了三次，坐在前排的都是工作队的人"),
        ("村里组织了三次培训，到场的本村人不到20个。", "组织了三次培训，到场的本村人不到20个"),
    ],
)
def test_the_writer_is_told_of_by_office(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村", writer="驻村专干").text == text


def test_what_the_writer_tells_of_the_writer_steps_back() -> None:
    own, village = (rewrite(told, "石桥村").spoken for told in ("我把精力放在了材料上。", "把精力放在了材料上。"))
    assert own > village


@pytest.mark.parametrize(
    "told",
    ["有人开口闭口“我们是国家职工”，不愿意上工。", "我看头一个毛病是守旧。", "我们几个商量过两回没有结果。"],
)
def test_a_first_person_that_cannot_be_told_of_others_is_unfit(told: str) -> None:
    assert not rewrite(told, "石桥村", writer="驻村专干").fit


def test_what_is_asked_for_is_for_the_village() -> None:
    asked = rewrite("恳请镇里给我派一名技术员。", "石桥村", writer="驻村专干", todo=True)
    assert asked.text == "恳请镇里给该村派一名技术员"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("村里头收棚租和分红，集体有了进账。", "收棚租和分红，集体有了进账"),
        ("其次是专业人才匮乏，没有一名导游。", "专业人才匮乏，没有一名导游"),
        ("治理方面：“议事亭”开了6次会。", "“议事亭”开了6次会"),
        ("路灯：新装15盏，损坏待修8盏。", "路灯新装15盏，损坏待修8盏"),
        ("香菇大棚又建了8个，现在一共是20个。", "香菇大棚又建了8个，现在共20个"),
        ("为弥补损失，工作队协调保险公司赔付种植户21.4万元。", "工作队协调保险公司赔付种植户21.4万元"),
        ("干椒产值比去年增加52万元，这是成绩。", "干椒产值比去年增加52万元"),
        ("说实话公益岗有几个人出工不出力，心里很不是滋味。", "公益岗有几个人出工不出力"),
        ("草畜平衡的账年年报，这个我检讨，是我没有盯住。", "草畜平衡的账年年报"),
    ],
)
def test_what_is_cut_leaves_whole_words_and_what_it_tells_of(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("第二个把那3个坏厕所重新修好。", "把3个坏厕所重新修好"),
        ("四季度我们打算，一是把6户改厕任务完成。", "四季度打算把6户改厕任务完成"),
        ("请镇里支持三件事：一、争取滴灌配套资金。", "请镇里支持：争取滴灌配套资金"),
        ("再一个是能不能给派个懂菇的技术员，常住下。", "希望能给派个懂菇的技术员，常住下"),
        ("46公里砂石路能不能列入上面的计划？", "希望46公里砂石路能列入上面的计划"),
        ("请镇里给烘干机出一半的钱，行不行？", "请镇里给烘干机出一半的钱"),
        ("大桥的事，希望镇里再向上级反映。", "大桥的事，希望镇里再向上级反映"),
        ("除雪的事，要是镇里能放一台机械，我们心里就有底了。", "除雪的事，希望镇里能放一台机械"),
        ("砂石路能不能列入计划，我们村民大会上表过态。", "希望砂石路能列入计划，该村村民大会上表过态"),
        (
            "校车的防滑链和备用车，每年冬天都是到了停课才想起来，能不能今年提前安排。",
            "校车的防滑链和备用车，每年冬天都是到了停课才想起来，希望能今年提前安排",
        ),
    ],
)
def test_a_plan_or_a_request_keeps_what_it_is_for(sentence: str, text: str) -> None:
    rewritten = rewrite(sentence, "石桥村", todo=True)
    assert (rewritten.text, rewritten.fit) == (text, True)


def test_a_plan_is_not_cut_down_to_what_went_before_it() -> None:
    told = "去年学习党的创新理论，读文件读得多，讲自己的话少，明年那几位我家老人来讲。"
    assert not rewrite(told, "石桥村", todo=True).fit


def test_three_quarters_are_not_the_third() -> None:
    told = rewrite("黑山羊出栏：三季度510只，前三季度1260只。", "石桥村", period="2025Q3")
    assert told.text.endswith("前三季度1260只")


@pytest.mark.parametrize(
    ("sentence", "village", "text"),
    [
        ("嘎查有监测户4户13人。", "额尔敦嘎查", "有监测户4户13人"),
        ("嘎查班子遇事开会多，没有人跟办。", "额尔敦嘎查", "班子遇事开会多，没有人跟办"),
        ("村党委下设党支部6个。", "北闸村", "党委下设党支部6个"),
        ("村规民约加了一条，白事不设酒。", "老敖包村", "村规民约加了一条，白事不设酒"),
        ("鸦洲环洲堤全长7.6公里。", "鸦洲村", "环洲堤全长7.6公里"),
        ("鸦洲镇卫生院每周来坐诊。", "鸦洲村", "鸦洲镇卫生院每周来坐诊"),
    ],
)
def test_a_name_is_said_once_and_whole(sentence: str, village: str, text: str) -> None:
    assert rewrite(sentence, village).text == text


def test_the_number_of_a_plan_goes() -> None:
    assert rewrite("二要把公章和账本分开保管。", "石桥村", todo=True).text == "把公章和账本分开保管"


def test_quoted_words_stay_as_they_are() -> None:
    assert "“晓得”" in rewrite("群众把“晓得”挂在嘴上，工作推进慢。", "石桥村").text


def test_talk_is_counted() -> None:
    plain = rewrite("缺少冷库，桃子不易保存。", "石桥村")
    spoken = rewrite("说了几回，人家老是不听，味道大得很。", "石桥村")
    assert plain.spoken == 0 < spoken.spoken


@pytest.mark.parametrize(
    "told",
    [
        "从明天起每天清扫一次大街。",
        "明晚召开院坝会商量水费。",
        "本月调解纠纷6件。",
        "米酒是李姐带14个姐妹酿的。",
        "五楼阿公提水上楼，水压不足。",
        "通组路二公里三换了水稳层。",
        "答：水压不足，三组停水五天。",
        "好奶卖了个水价钱。",
        "听说有17户准备不养了。",
        "懂畜牧的中专生一个都没有。",
        "两委分工是分了，遇事还看书记。",
    ],
)
def test_what_needs_the_hour_or_the_asker_steps_back(told: str) -> None:
    assert rewrite(told, "石桥村").spoken > 0


@pytest.mark.parametrize(
    ("finding", "following", "settled"),
    [
        ("1.督查指出，57户尚未接入。", "已补接入41户，其余16户需要提升泵。", True),
        ("2.督查指出，台账重复。", "至今没有完成清理。", False),
        ("57户尚未接入。", "已补接入41户。", False),
    ],
)
def test_a_finding_that_was_answered_is_no_present_problem(finding: str, following: str, settled: bool) -> None:
    assert is_settled(finding, following) is settled


def test_a_plan_that_begins_with_a_verb_may_follow_will() -> None:
    assert rewrite("组织党员学习。", "石桥村", todo=True).verb_first
    assert rewrite("选派2名青年赴县里学电焊。", "石桥村", todo=True).verb_first
    assert rewrite("把巡河记录改为现场拍照上传。", "石桥村", todo=True).verb_first
    assert rewrite("组织党员学习重要论述，每月一次。", "石桥村", todo=True).verb_first
    assert not rewrite("到明年底完成改厕30户。", "石桥村", todo=True).verb_first
    assert not rewrite("对7户监测户，网格员上门走访。", "石桥村", todo=True).verb_first
    assert not rewrite("报名了初级工培训，三月考试。", "石桥村", todo=True).verb_first
    assert not rewrite("四季度先把路推通。", "石桥村", todo=True).verb_first


def test_a_clause_that_only_names_a_topic_is_no_sentence_without_the_next() -> None:
    assert not rewrite("镇里发来的通知，有两回我在群里转了就算完。", "石桥村").fit


def test_a_village_that_is_an_object_keeps_its_place() -> None:
    assert rewrite("请求镇里把双河村列入明年的项目。", "双河村").text == "请求镇里把该村列入明年的项目"


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("三季度，我村新发展党员2名。", "新发展党员2名"),
        ("监测户15户，本季度新增1户、消除3户。", "监测户15户，新增1户、消除3户"),
        # Beside another time, or as a day to count from, it must be told.
        ("三季度我村调解纠纷5起，比二季度少2起。", "三季度调解纠纷5起，比二季度少2起"),
        ("三季度末存栏肉牛260头。", "三季度末存栏肉牛260头"),
    ],
)
def test_the_quarter_of_the_draft_goes_without_saying(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村", period="2025Q3").text == text


def test_a_plan_keeps_the_villages_own_people_whole() -> None:
    assert rewrite("村医空缺期间，请镇卫生院每周巡诊。", "石桥村", todo=True).text.startswith("村医")


@pytest.mark.parametrize(("text", "says"), [("想把变压器换大一号。", True), ("新建蓄水池一座。", False)])
def test_what_somebody_means_to_do_needs_no_future_before_it(text: str, says: bool) -> None:
    assert rewrite(text, "石桥村", todo=True).says_plan is says


def test_a_sentence_is_not_cut_down_to_what_it_only_names() -> None:
    told = "还有一条不好意思说，镇里发的通知，有两回我在群里转了就算布置了，没有去看落没落实。"
    rewritten = rewrite(told, "新庙村")
    assert not rewritten.fit
    assert "没有去看落没落实" in rewritten.text


def test_numbers_inside_a_sentence_go_with_the_first_of_them() -> None:
    told = "一要把农机手的安全培训抓紧，二要把复耕地块的管护责任落到人头。"
    assert rewrite(told, "双河村", todo=True).text == "把农机手的安全培训抓紧，要把复耕地块的管护责任落到人头"


@pytest.mark.parametrize(
    ("sentence", "before", "after"),
    [
        ("七月柳家汊超警戒水位，组织党员民兵65人上堤。", "7月柳家汊超警戒水位，", "组织党员民兵65人上堤"),
        ("8月台风登陆，组织转移群众120人。", "8月台风登陆，", "组织转移群众120人"),
        ("治理上，村里把议事放到虾棚里开。", "治理上，", "把议事放到虾棚里开"),
        ("产业上我们还办成了五场推介会。", "产业上，", "办成了5场推介会"),
        ("教育上，我们还缺两名老师。", "教育上，", "还缺2名老师"),
        ("7月新建大棚12座，组织党员上堤。", "", "7月新建大棚12座，组织党员上堤"),
        ("8月党员干部上堤值守，组织群众转移120人。", "", "8月党员干部上堤值守，组织群众转移120人"),
        ("网上卖茶1900斤，销售额47万元。", "", "网上卖茶1900斤，销售额47万元"),
    ],
)
def test_a_name_goes_behind_a_topic_and_what_happened_at_a_time(sentence: str, before: str, after: str) -> None:
    wording = rewrite(sentence, "石桥村")
    assert (wording.text[: wording.name_at], wording.text[wording.name_at :]) == (before, after)
    assert wording.fit


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        ("建成剩余2座机耕桥，确保年底前验收。", False),
        ("新建冷库一座，争取明年投用。", False),
        ("11月底前修好泵站2号机组。", True),
        ("继续落实监测帮扶，力争不返贫。", True),
    ],
)
def test_a_plan_that_says_so_only_at_its_end_reads_as_done(plan: str, says: bool) -> None:
    wording = rewrite(plan, "石桥村", todo=True)
    assert wording.verb_first or says
    assert wording.says_plan == says


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("产业上我们还办成了两件事，一件是和县水产公司签了订单；", "产业上，和县水产公司签了订单"),
        ("今年办成了三件大事，一是修通了3公里产业路；", "修通了3公里产业路"),
        ("今年抓了两项工作，一是改厕，二是修路。", "今年抓了两项工作，一是改厕，二是修路"),
        ("外出务工412个，三季度我们又送了23个人去招聘会。", "外出务工412个，三季度又送了23个人去招聘会"),
    ],
)
def test_a_list_cut_after_its_first_item_announces_no_more(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村").text == text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "恳请乡里跑一跑用地手续，再就是能不能由乡里牵头打一个牌子。",
            "恳请乡里跑一跑用地手续，并希望能由乡里牵头打一个牌子",
        ),
        ("求乡里三桩事：一是水库防渗，二是修护栏。", "请乡里解决三件事：一是水库防渗，二是修护栏"),
        ("请镇里支持三件事：一、把通村路修通。", "请镇里支持：把通村路修通"),
    ],
)
def test_a_second_wish_is_a_wish(sentence: str, text: str) -> None:
    assert rewrite(sentence, "石桥村", todo=True).text == text


def test_the_rest_of_a_count_alone_tells_of_nothing() -> None:
    assert not rewrite("余下6个因菌棒资金不足空置", "石桥村").fit
    assert rewrite("香菇大棚余下6个因菌棒资金不足空置", "石桥村").fit


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("上个月我跟主任挨家看了一遍，墙上裂了缝的有43户。", "墙上裂了缝的有43户"),
        ("这个月有两个人查出布病了，正吃药。", "有2个人查出布病了，正吃药"),
        ("19.安全生产：6月14日村民高二平打药中毒，送县医院。", "6月14日村民高二平打药中毒，送县医院"),
    ],
)
def test_what_happened_opens_the_sentence(sentence: str, told: str) -> None:
    wording = rewrite(sentence, "石桥村")
    assert (wording.text, wording.fit) == (told, True)


def test_the_sum_stands_without_what_was_added_and_nobody_is_told_to_smoke() -> None:
    wording = rewrite("加上光伏2.45万元、房租1.2万元，村集体收入6.85万元。", "石桥村")
    assert (wording.text, wording.fit) == ("集体收入6.85万元", True)
    assert not rewrite("有几个大叔蹲在地头抽烟，一句话不说。", "石桥村").fit
