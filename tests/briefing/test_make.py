"""Drafts of small batches: what is said, of whom, and on what ground."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from huibao.briefing.make import Draft, make_briefing
from huibao.briefing.template import load_template
from huibao.briefing.writing.fitting import lines_of
from huibao.schema import AnnotatedReport
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

_BODY = """H|一、工作
P
achievement.poverty|对{n}户监测户逐户落实了帮扶措施。|监测户={n}户@actual
achievement.construction|硬化产业路{n}公里，群众运货方便了。|道路建设={n}公里@actual
bottleneck.industry|{crop}没有销路，客商压价厉害。
bottleneck.resources|缺少资金，{crop}基地的水渠没有钱修。
requirement.development/plan|明年扩种{crop}{n}亩。|种植面积={n}亩@plan
requirement.development/request|恳请镇里解决水渠资金{n}万元。
"""
_VILLAGES = {"石桥村": (12, "桃子"), "柳河村": (15, "花椒"), "杨树村": (9, "西瓜"), "上坪村": (21, "茶叶")}


@pytest.fixture
def reports(authored: Authored) -> list[AnnotatedReport]:
    return [authored(_BODY.format(n=n, crop=crop), village=village) for village, (n, crop) in _VILLAGES.items()]


def _text(draft: Draft) -> str:
    return "\n".join(passage.text for passage in draft.briefing.passages)


@pytest.fixture
def draft(reports: list[AnnotatedReport], taxonomy: Taxonomy) -> Draft:
    return make_briefing(reports, load_template("briefing"), taxonomy)


def test_shared_points_are_counted_and_sums_come_from_the_table(draft: Draft) -> None:
    assert "4个村有困难" in _text(draft)
    assert "4个村监测户合计57户" in _text(draft)


def test_every_village_is_named_and_nobody_speaks_in_the_first_person(draft: Draft) -> None:
    assert all(village in _text(draft) for village in _VILLAGES)
    assert not re.search("[我咱俺]", _text(draft))


def test_nothing_is_refused_and_every_case_has_its_source(draft: Draft) -> None:
    assert draft.rejected == ()
    every = [statement for passage in draft.briefing.passages for statement in passage.statements]
    named = {s: {village for village in _VILLAGES if village in s.text} for s in every}
    assert any(named.values())
    assert all(villages <= {source.village for source in s.sources} for s, villages in named.items())


@pytest.mark.parametrize(("period", "named"), [("", ""), ("Q3", "第三季度")])
def test_reports_without_a_year_give_the_whole_draft(
    reports: list[AnnotatedReport], draft: Draft, taxonomy: Taxonomy, period: str, named: str
) -> None:
    bare = [replace(one, report=replace(one.report, period=period)) for one in reports]
    made = make_briefing(bare, load_template("briefing"), taxonomy)
    assert made.briefing.title == f"××镇{named}乡村振兴工作情况汇总报告"
    assert made.rejected == ()
    assert "" not in made.context
    assert _text(made).count("公里") == _text(draft).count("公里") > 0


def test_a_row_of_figures_counts_but_is_not_quoted(reports: list[AnnotatedReport], taxonomy: Taxonomy) -> None:
    def as_rows(one: AnnotatedReport) -> AnnotatedReport:
        paragraphs = tuple(replace(paragraph, tabular=True) for paragraph in one.report.paragraphs)
        return replace(one, report=replace(one.report, paragraphs=paragraphs))

    text = _text(make_briefing([*map(as_rows, reports[:1]), *reports[1:]], load_template("briefing"), taxonomy))
    assert "4个村监测户合计57户" in text
    assert "上坪村硬化产业路21公里" in text
    assert "石桥村硬化产业路" not in text


def test_what_points_to_a_table_is_not_quoted(authored: Authored, taxonomy: Taxonomy) -> None:
    report = authored("P\nachievement.industry|各项产业完成情况见下表：\nachievement.industry|建成了茶叶加工厂。\n")
    text = _text(make_briefing([report], load_template("briefing"), taxonomy))
    assert "茶叶加工厂" in text
    assert "下表" not in text


def test_a_bulletin_prefers_a_case_with_a_figure_and_a_way_of_working(authored: Authored, taxonomy: Taxonomy) -> None:
    told = {
        "石桥村": "红白喜事不再大操大办。|",
        "柳河村": "推行“楼长制”，代办事项350件。|代办=350件@actual",
        "杨树村": "老人的认证都办好了。|",
        "上坪村": "晚上的巡逻没有断过。|",
    }
    batch = [authored(f"P\nachievement.governance|{line}\n", village=village) for village, line in told.items()]
    bulletin = load_template("bulletin")
    one = replace(bulletin, parts=tuple(replace(part, most=1) for part in bulletin.parts))
    assert "推行“楼长制”" in _text(make_briefing(batch, one, taxonomy))


def test_villages_are_likened_to_one_another_where_no_figure_is_one_villages_own(
    authored: Authored, taxonomy: Taxonomy
) -> None:
    villages = ("石桥村", "柳河村", "杨树村", "上坪村")
    plain = [authored("P\nbottleneck.industry|桃子没有销路，客商压价厉害。\n", village=name) for name in villages]
    figured = [
        authored(
            f"P\nachievement.industry|村集体经济收入达到{n}万元。|村级集体经济收入={n}0000元@actual\n", village=name
        )
        for n, name in enumerate(villages, 31)
    ]
    template = load_template("briefing")
    assert "桃子没有销路，客商压价厉害（4个村情况相近）" in _text(make_briefing(plain, template, taxonomy))
    assert "情况相近" not in _text(make_briefing(figured, template, taxonomy))


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("新建茶叶加工车间一座。", "组织妇女学习编织手艺。"), True),
        (("核桃林今年开始挂果。", "苗圃的月季卖到了省城。"), False),
        (("核桃林今年开始挂果。", "联系记录每条写一件具体事。"), False),
        # What was learned would be taken for the other village's.
        (("茶叶卖到了六合新村。", "组织妇女学习编织手艺。"), False),
    ],
)
def test_one_subject_carries_two_cases_of_a_village(
    authored: Authored, taxonomy: Taxonomy, lines: tuple[str, ...], joined: bool
) -> None:
    body = "".join(f"P\nachievement.industry|{line}\n" for line in lines)
    draft = make_briefing([authored(body, village="石桥村")], load_template("briefing"), taxonomy)
    told = [s for passage in draft.briefing.passages for s in passage.statements if s.text[:-1].endswith(lines[0][:-1])]
    told += [
        s for passage in draft.briefing.passages for s in passage.statements if s.text[:-1].endswith(lines[1][:-1])
    ]
    assert sum("，还" in statement.text for statement in told) == joined
    assert sorted(source.text for statement in told for source in statement.sources) == sorted(lines)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("核桃林今年开始挂果。", "苗圃的月季卖到了省城。"), "石桥村核桃林今年开始挂果；该村苗圃的月季卖到了省城"),
        (("苹果分级线加工果品80吨。", "老茶园亩产干茶三十斤。"), "该村"),
        # 该村 would be the other village.
        (("茶叶卖到了六合新村。", "苗圃的月季卖到了省城。"), "；石桥村苗圃"),
        (("散户都入了柳河村的合作社。", "苗圃的月季卖到了省城。"), "石桥村苗圃"),
    ],
)
def test_a_village_told_of_twice_in_a_row_is_named_once(
    authored: Authored, taxonomy: Taxonomy, lines: tuple[str, ...], told: str
) -> None:
    body = "".join(f"P\nachievement.industry|{line}\n" for line in lines)
    text = _text(make_briefing([authored(body, village="石桥村")], load_template("briefing"), taxonomy))
    assert told in text


def test_will_carries_a_second_plan(authored: Authored, taxonomy: Taxonomy) -> None:
    lines = ("配合镇里做好油茶加工点选址。", "复耕抛荒水田60亩。")
    body = "H|三、下一步\n" + "".join(f"P\nrequirement.development/plan|{line}\n" for line in lines)
    text = _text(make_briefing([authored(body, village="石桥村")], load_template("briefing"), taxonomy))
    assert re.search("石桥村将(?:配合镇里.*，并将复耕|复耕.*，并将配合镇里)", text)


def test_requests_that_the_text_has_no_room_for_are_pointed_to(authored: Authored, taxonomy: Taxonomy) -> None:
    asked = ("冷库用地3亩", "水渠维修费12万元", "小学旱厕改造", "派一名茶叶技术员", "合并三张报表")
    body = "P\n" + "".join(f"requirement.development/request|恳请镇里解决{one}。\n" for one in asked)
    batch = [authored(body, village="石桥村"), authored("P\nachievement.industry|建成冷库一座。\n", village="柳河村")]
    short, long = (_text(make_briefing(batch, load_template("briefing"), taxonomy, length=n)) for n in (1, 3000))
    assert "其余见附件“诉求清单”" in short
    assert sum(one in short for one in asked) < len(asked)
    assert all(one in long for one in asked)
    assert "其余见附件" not in long


def test_an_empty_subsection_says_so_or_is_dropped(reports: list[AnnotatedReport], taxonomy: Taxonomy) -> None:
    said = _text(make_briefing(reports, load_template("briefing"), taxonomy))
    dropped = _text(make_briefing(reports, load_template("briefing"), taxonomy, drop_empty=True))
    assert "没有读到乡村治理" in said
    assert "乡村治理" not in dropped


def test_nobody_is_called_silent_about_what_a_sentence_may_be_about(authored: Authored, taxonomy: Taxonomy) -> None:
    plans = authored("P\nrequirement.development/plan|对11户未改厕农户逐户上门，能改尽改。\n", village="石桥村")
    near = replace(plans.tags[0], scores={"requirement.development": 0.66, "requirement.service": 0.33})
    said = _text(make_briefing([replace(plans, tags=(near,))], load_template("briefing"), taxonomy))
    assert "没有读到服务群众" not in said
    assert "服务群众方面，各村汇报中专门谈到的不多。" in said
    assert "没有读到提升能力" in said
    scores = {"requirement.development": 0.5, "requirement.politics": 0.25, "requirement.service": 0.25}
    nearer = replace(plans.tags[0], scores=scores)
    said = _text(make_briefing([replace(plans, tags=(nearer,))], load_template("briefing"), taxonomy))
    assert "提高站位方面，各村汇报中专门谈到的不多。" in said
    assert "服务群众方面也谈得不多。" in said


def test_what_villages_only_ask_for_is_no_plan_of_theirs_and_yet_spoken_of(
    authored: Authored, taxonomy: Taxonomy
) -> None:
    batch = [authored("P\nrequirement.service/request|恳请镇卫生院每月到村坐诊一次。\n", village="石桥村")]
    said = _text(make_briefing(batch, load_template("briefing"), taxonomy))
    assert "没有读到服务群众" not in said
    assert "服务群众方面，各村谈到的多是需要镇里协调解决的事项。" in said
    assert "没有读到提升能力。" in said
    # One village's one request needs no sentence that announces it.
    assert "石桥村提出诉求" not in said


def test_length_is_a_parameter(authored: Authored, taxonomy: Taxonomy) -> None:
    told = {
        "石桥村": ("建成桃子冷库一座。", "与超市签订供货协议。", "注册了桃子商标。"),
        "柳河村": ("花椒烘干房投入使用。", "组织妇女学习编织手艺。", "利用旧校舍办起民宿。"),
        "杨树村": ("西瓜大棚更换了滴灌设备。", "合作社给社员分了红。", "山羊养殖小区完成改造。"),
        "上坪村": ("茶叶加工车间添置两台机器。", "开通电商直播间推销干货。", "池塘投放鱼苗并安装增氧机。"),
    }
    batch = [
        authored("H|一、工作\nP\n" + "".join(f"achievement.industry|{line}\n" for line in lines), village=village)
        for village, lines in told.items()
    ]
    template = load_template("briefing")
    short, long = (_text(make_briefing(batch, template, taxonomy, length=n, drop_empty=True)) for n in (1, 3000))
    assert len(short) < len(long)
    assert all(village in short for village in told)


@pytest.mark.parametrize(
    ("periods", "title"),
    [
        (("2025Q3", "2025M01-M09"), "2025年1—9月乡村"),
        (("2025Q3", "2025Q2"), "2025年第二季度至第三季度乡村"),
        (("2025Q3", ""), "××镇2025年第三季度乡村"),
    ],
)
def test_the_title_names_the_time_of_all_reports(
    periods: tuple[str, str], title: str, authored: Authored, taxonomy: Taxonomy
) -> None:
    told = "P\nachievement.industry|种了桃子。\n"
    batch = [
        replace(annotated := authored(told, village=village), report=replace(annotated.report, period=period))
        for village, period in zip(("石桥村", "柳河村"), periods, strict=True)
    ]
    assert title in make_briefing(batch, load_template("briefing"), taxonomy).briefing.title


def test_a_contradiction_is_marked(authored: Authored, taxonomy: Taxonomy) -> None:
    twice = "H|一、工作\nP\nachievement.poverty|全村监测户{a}户，均已帮扶到位。|监测户={a}户@actual\n"
    clash = twice + "achievement.poverty|现有监测户{b}户，每户都走访过。|监测户={b}户@actual\n"
    batch = [authored(twice.format(a=n), village=f"{name}村") for n, name in enumerate(("石桥", "柳河", "杨树"), 11)]
    batch.append(authored(clash.format(a=8, b=6), village="上坪村"))
    text = _text(make_briefing(batch, load_template("briefing"), taxonomy))
    assert "3个村监测户合计36户（上坪村数字前后不一，待核实）" in text
    assert re.search("上坪村[^；。]*（待核实）", text)


def test_a_speech_turns_what_is_lacking_into_calls(reports: list[AnnotatedReport], taxonomy: Taxonomy) -> None:
    text = _text(make_briefing(reports, load_template("speech"), taxonomy))
    assert "销路和价格不稳的有4个村" in text
    assert text.count("要在") == 4


def test_a_bulletin_has_a_masthead_and_says_each_field_in_a_paragraph(
    reports: list[AnnotatedReport], taxonomy: Taxonomy
) -> None:
    briefing = make_briefing(reports, load_template("bulletin"), taxonomy).briefing
    assert briefing.tables == ()
    assert "期" in briefing.issue
    assert briefing.issuer.endswith("办公室")
    assert briefing.copies
    openings = [passage.text.partition("，")[0] for passage in briefing.passages[1:]]
    assert openings == ["巩固脱贫成果方面", "和美乡村建设方面", "存在问题方面", "下一步"]
    assert "4个村监测户合计57户" in briefing.passages[1].text


def test_a_leader_names_no_more_than_three_villages_in_a_breath(authored: Authored, taxonomy: Taxonomy) -> None:
    told = ("建成桃子冷库一座。", "与超市签订供货协议。", "注册了桃子商标。", "办起了民宿。", "山羊养殖小区完成改造。")
    body = "H|一、工作\nP\n" + "".join(f"achievement.industry|{words}\n" for words in told)
    batch = [authored(body, village="石桥村")]
    draft = make_briefing(batch, load_template("speech"), taxonomy, drop_empty=True)
    [told_of] = [line for line in _text(draft).splitlines() if line.startswith("先看产业发展")]
    assert told_of.count("；") == 2


def test_lists_are_tables_only(reports: list[AnnotatedReport], taxonomy: Taxonomy) -> None:
    draft = make_briefing(reports, load_template("lists"), taxonomy)
    assert [table.title for table in draft.briefing.tables] == ["问题清单", "诉求清单"]
    assert len(draft.briefing.tables[0].rows) == 8


def test_a_heading_run_into_its_paragraph_is_no_item_of_a_list(authored: Authored, taxonomy: Taxonomy) -> None:
    told = ("（一）品牌不响。", "茶叶贴别人的牌子卖。", "（二）销路窄。")
    first, second, third = (f"bottleneck.industry|{words}\n" for words in told)
    text = f"H|二、问题\nP\n{first}{second}P\n{third}"
    draft = make_briefing([authored(text, village="上坪村")], load_template("lists"), taxonomy)
    # The second heading is all that its paragraph says.
    assert [row[3] for row in draft.briefing.tables[0].rows] == list(told[1:])


def test_what_only_announces_its_paragraph_is_no_case(authored: Authored, taxonomy: Taxonomy) -> None:
    told = ("产业基础更加稳固。", "新建冷库一座，储存能力二百吨。")
    text = "H|一、工作\nP\n" + "".join(f"achievement.industry|{words}\n" for words in told)
    draft = make_briefing([authored(text, village="上坪村")], load_template("briefing"), taxonomy, drop_empty=True)
    assert "新建冷库" in _text(draft)
    assert "更加稳固" not in _text(draft)


def test_a_heading_stands_over_two_cases_or_more(authored: Authored, taxonomy: Taxonomy) -> None:
    said = {
        "石桥村": ("硬化通组道路三公里。", "改造户厕四十二座，粪污还田。"),
        "柳河村": ("新修环山路五公里，拖拉机开到地头。", "污水管网接通六十八户。"),
        "杨树村": ("拆除旧桥，架起跨沟便桥一座。", "垃圾中转站投入使用，日产日清。"),
    }
    lines = {name: "".join(f"achievement.construction|{words}\n" for words in said[name]) for name in said}
    both = [authored(f"H|一、工作\nP\n{text}", village=name) for name, text in lines.items()]
    assert re.search("一是[^：（]*：", _text(make_briefing(both, load_template("briefing"), taxonomy)))
    one = [
        authored(f"H|一、工作\nP\nachievement.construction|{said[name][number]}\n", village=name)
        for number, name in enumerate(("石桥村", "柳河村"))
    ]
    assert "一是" not in _text(make_briefing(one, load_template("briefing"), taxonomy))


def test_what_stands_in_a_numbered_row_is_no_heading(authored: Authored, taxonomy: Taxonomy) -> None:
    told = ("一是果农还是老把式，不肯疏果。", "二是销路窄，卖不上价。")
    text = "H|二、问题\nP\n" + "".join(f"bottleneck.industry|{words}\n" for words in told)
    draft = make_briefing([authored(text, village="上坪村")], load_template("lists"), taxonomy)
    assert len(draft.briefing.tables[0].rows) == 2


@pytest.mark.parametrize("genre", ["briefing", "bulletin", "lists"])
def test_a_village_that_handed_in_nothing_is_named_at_the_start(
    reports: list[AnnotatedReport], taxonomy: Taxonomy, genre: str
) -> None:
    template = load_template(genre)
    late = make_briefing(reports, template, taxonomy, missing=("河湾村", "八里村"))
    assert "（河湾村、八里村未报送）" in _text(late)
    assert not late.rejected
    assert "未报送" not in _text(make_briefing(reports, template, taxonomy))


def test_the_same_reports_give_the_same_draft(reports: list[AnnotatedReport], draft: Draft, taxonomy: Taxonomy) -> None:
    assert make_briefing(reports, load_template("briefing"), taxonomy) == draft


def test_a_leaders_speech_is_not_a_villages_report(reports: list[AnnotatedReport], taxonomy: Taxonomy) -> None:
    speech = replace(reports[0], report=replace(reports[0].report, kind="speech", village="青石镇", name="s.txt"))
    text = _text(make_briefing([*reports, speech], load_template("briefing"), taxonomy))
    assert "4个村" in text
    assert "5个村" not in text


def test_an_uncertain_sentence_is_no_first_example(authored: Authored, taxonomy: Taxonomy) -> None:
    lines = ("桃子没有销路，客商压价。", "茶叶没有商标，也没有包装，春茶只好论筐卖给外地来的茶贩。")
    batch = [authored(f"P\nbottleneck.industry|{line}\n", village=v) for v, line in zip(_VILLAGES, lines, strict=False)]
    doubted = replace(batch[0], tags=tuple(replace(tag, review=True) for tag in batch[0].tags))
    text = _text(make_briefing([doubted, batch[1]], load_template("briefing"), taxonomy))
    assert 0 < text.index("茶叶没有商标") < text.index("桃子没有销路")


def test_a_bulletin_drops_examples_until_it_fits_its_page(reports: list[AnnotatedReport], taxonomy: Taxonomy) -> None:
    template = load_template("bulletin")
    roomy = make_briefing(reports, replace(template, lines=0), taxonomy)
    needed = lines_of(roomy.briefing.passages)
    tight = make_briefing(reports, replace(template, lines=needed - 1), taxonomy)
    assert lines_of(tight.briefing.passages) < needed
    assert "监测户合计57户" in _text(tight)
    assert sum(tight.left_out.values()) > sum(roomy.left_out.values())
    # A length that somebody asks for goes before the page.
    asked = make_briefing(reports, replace(template, lines=1), taxonomy, length=template.length)
    assert _text(asked) == _text(roomy)


def test_no_page_is_so_short_that_a_problem_goes_untold(reports: list[AnnotatedReport], taxonomy: Taxonomy) -> None:
    draft = make_briefing(reports, replace(load_template("bulletin"), lines=1), taxonomy)
    assert "销路" in _text(draft)
    assert "下一步" in _text(draft)
