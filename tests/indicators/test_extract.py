"""Quantities with unit, bound, status, name and period; each example carries what is expected of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from huibao.indicators.extract import extract_report
from huibao.indicators.numbers.quantities import find_quantities
from huibao.schema import AnnotatedReport, Indicator, Tag
from huibao.segment.normalize import normalize
from huibao.taxonomy import Taxonomy

Author = Callable[..., AnnotatedReport]


def only(author: Author, taxonomy: Taxonomy, sentence: str, label: str = "achievement.industry") -> Indicator:
    (indicator,) = extract_report(author(f"P\n{label}|{sentence}\n"), taxonomy)
    return indicator


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("村集体收入达到86.5万元。", "865000", "元", ""),
        ("修路三公里半。", "3.5", "公里", ""),
        ("流转土地2公顷。", "30", "亩", ""),
        ("务工人员突破400人。", "400", "人", "≥"),
        ("新栽果树不到90亩。", "90", "亩", "≤"),
        ("受益群众约300户。", "300", "户", "≈"),
        ("管护资金缺口在六十万上下。", "600000", "元", "≈"),
        ("补助款四万八没有着落。", "48000", "元", ""),
        ("五千五百万的缺口要去区里讨。", "55000000", "元", ""),
    ],
)
def test_a_quantity_in_its_base_unit(text: str, value: str, unit: str, bound: str) -> None:
    (quantity,) = find_quantities(normalize(text).text)
    assert (f"{quantity.value.normalize():f}", quantity.unit, quantity.bound) == (value, unit, bound)


@pytest.mark.parametrize(
    "text",
    ["比上年增长12%。", "今年3月5日开工。", "第3组先修。", "电话13800001111。", "每斤卖4元。", "四十万在外的同乡。"],
)
def test_no_quantity_is_read(text: str) -> None:
    assert find_quantities(normalize(text).text) == []


def test_target_done_and_missing_have_their_statuses(authored: Author, taxonomy: Taxonomy) -> None:
    report = authored("P\nachievement.construction|改厕目标100户，已完成86户，还差14户。\n")
    assert [(i.value, i.status) for i in extract_report(report, taxonomy)] == [
        (100, "plan"), (86, "actual"), (14, "gap"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "name", "unit"),
    [
        ("安排公益岗12名。", "公益岗", "人"),
        ("村集体经济达到23万元。", "村级集体经济收入", "元"),
        ("新修通组路4.2公里。", "道路建设", "公里"),
    ],
)
def test_the_name_in_the_lexicon_is_kept(
    authored: Author, taxonomy: Taxonomy, sentence: str, name: str, unit: str
) -> None:
    found = only(authored, taxonomy, sentence)
    assert (found.name, found.unit) == (name, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "到镇上有四十二公里山路。",
        "从村里到县城四十二公里山路。",
        "赶集要走四十二公里山路，来回一天。",
        "离镇上12公里，路是通的。",
        "把18公里外的山泉引到了村里。",
        "从村里到学校单程六公里山路。",
        "上坪村离镇最远，四十二公里山路，年轻人多数在外。",
    ],
)
def test_a_way_to_town_is_no_road_that_was_built(authored: Author, taxonomy: Taxonomy, sentence: str) -> None:
    found = extract_report(authored(f"P\nother|{sentence}\n"), taxonomy)
    assert "道路建设" not in {indicator.name for indicator in found}


@pytest.mark.parametrize("sentence", ["硬化通村路12公里。", "硬化12公里山路。", "离村部不远的岔路口修了3公里机耕道。"])
def test_a_road_that_was_built_counts(authored: Author, taxonomy: Taxonomy, sentence: str) -> None:
    found = only(authored, taxonomy, sentence, "achievement.construction")
    assert (found.unit, found.status) == ("公里", "actual")
    assert "路" in found.name or "道" in found.name


def test_a_share_told_beside_its_whole_is_part(authored: Author, taxonomy: Taxonomy) -> None:
    report = authored("P\nachievement.governance|调处矛盾纠纷17起，办结16起。\n")
    assert [(i.value, i.status) for i in extract_report(report, taxonomy)] == [(17, "actual"), (16, "part")]


def test_a_baseline_is_past(authored: Author, taxonomy: Taxonomy) -> None:
    report = authored("P\nachievement.industry|村集体收入由61万元提高到86万元。\n")
    assert [(i.value, i.status) for i in extract_report(report, taxonomy)] == [(610000, "past"), (860000, "actual")]


def test_a_plan_sentence_gives_a_plan(authored: Author, taxonomy: Taxonomy) -> None:
    assert only(authored, taxonomy, "明年新建大棚20座。", "requirement.development/plan").status == "plan"


def test_the_lexicon_names_a_figure_by_unit_and_words(authored: Author, taxonomy: Taxonomy) -> None:
    assert only(authored, taxonomy, "对24户监测对象逐户帮扶。", "achievement.poverty").name == "监测户"


def test_a_rate_is_not_summable(authored: Author, taxonomy: Taxonomy) -> None:
    assert not only(authored, taxonomy, "矛盾化解率96%。", "achievement.governance").summable


def test_offsets_index_the_report(authored: Author, taxonomy: Taxonomy) -> None:
    report = authored("P\nother|开头。\nachievement.construction|修路３.６公里。\n")
    (indicator,) = extract_report(report, taxonomy)
    assert report.report.text[indicator.start : indicator.end] == "３.６公里"


@pytest.mark.parametrize(
    ("sentence", "period"),
    [("累计发放贷款50万元。", "累计"), ("前三季度销售鱼苗30吨。", "2025M01-M09"), ("销售鱼苗30吨。", "2025Q3")],
)
def test_the_period_of_a_figure(authored: Author, taxonomy: Taxonomy, sentence: str, period: str) -> None:
    assert only(authored, taxonomy, sentence).period == period


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("召開村民會12次，調解矛盾糾紛17起。", "召开村民会12次，调解矛盾纠纷17起。"),
        ("對24戶貧困戶發放補助三萬五千元。", "对24户贫困户发放补助三万五千元。"),
        ("流轉土地320餘畝，種植蘋果兩百來畝。", "流转土地320余亩，种植苹果两百来亩。"),
        ("新建衞生室3處，路燈四十盞。", "新建卫生室3处，路灯四十盏。"),
        ("治沙站管著三十一公里沙線，僱了週邊貳拾伍名工人。", "治沙站管着三十一公里沙线，雇了周边贰拾伍名工人。"),
        ("改廁目標100戶，已完成86戶，還差14戶。", "改厕目标100户，已完成86户，还差14户。"),
    ],
)
def test_traditional_script_is_read_as_simplified(
    authored: Author, taxonomy: Taxonomy, traditional: str, simplified: str
) -> None:
    def read(sentence: str, heading: str) -> tuple[Indicator, ...]:
        report = authored(f"H|{heading}\nP\nachievement.industry|{sentence}\n")
        return tuple(replace(found, start=0, end=0) for found in extract_report(report, taxonomy))

    assert read(traditional, "一、工作開展情況") == read(simplified, "一、工作开展情况") != ()


def test_figures_follow_the_tag_of_their_own_sentence_alone(authored: Author, taxonomy: Taxonomy) -> None:
    body = (
        "P\nother|全村辖8个组、412户1653人。\nachievement.construction|改厕目标100户，已完成86户。\n"
        "requirement.development/plan|明年再改40户，修路3公里。\nachievement.industry|村集体收入86.5万元。\n"
    )
    report = authored(body)
    before = extract_report(report, taxonomy)
    for sentence in range(len(report.sentences)):
        for key in ("achievement.construction", "bottleneck.resources", "other"):
            tags = tuple(Tag(labels=(key,)) if i == sentence else tag for i, tag in enumerate(report.tags))
            changed = replace(report, tags=tags)
            anew = extract_report(changed, taxonomy, only={sentence})
            others = [found for found in before if found.sentence != sentence]
            assert sorted([*others, *anew], key=lambda i: i.start) == list(extract_report(changed, taxonomy))


def test_a_line_without_a_name_goes_on_with_the_whole_and_not_its_share(authored: Author, taxonomy: Taxonomy) -> None:
    report = authored(
        "P\nachievement.industry|集体经济收入：118.4万元，其中厂房租金96万元，其他22.4万元。\n"
        "achievement.industry|1—9月累计：342.6万元。\n"
    )
    assert extract_report(report, taxonomy)[-1].name == "村级集体经济收入"


def test_a_figure_told_again_is_of_the_time_at_which_it_was_told(authored: Author, taxonomy: Taxonomy) -> None:
    text = "P\nother|集体收入，一月到九月有9.2万元。\nother|这9.2万元里头，大家一棵一棵管出来的草果占了五万一。\n"
    report = authored(text)
    found = [i for i in extract_report(report, taxonomy) if i.value == 92000]
    assert {i.period for i in found} == {f"{report.report.period[:4]}M01-M09"}


def test_an_insurance_of_next_year_is_paid_in_this_one(authored: Author, taxonomy: Taxonomy) -> None:
    report = authored("P\nother|2027年度居民医保已缴费1305人，尚有外地户未缴，正在催缴。\n")
    own = replace(report, report=replace(report.report, period="2026"))
    (found,) = extract_report(own, taxonomy)
    assert (found.status, found.period) == ("actual", "2026")


def test_an_aim_s_unsure_tag_makes_no_plan_of_what_is_told_as_done(authored: Author, taxonomy: Taxonomy) -> None:
    """Where neither a figure's sentence nor those before it say that anything is meant."""

    def statuses(*sentences: str, sure: bool = False) -> list[str]:
        lines = "".join(f"{label}|{text}\n" for label, text in (one.split("|") for one in sentences))
        report = authored(f"P\n{lines}")
        tags = tuple(replace(tag, review=not sure) for tag in report.tags)
        return [one.status for one in extract_report(replace(report, tags=tags), taxonomy)]

    lack, aim = "bottleneck.resources", "requirement.development/plan"
    assert statuses(f"{lack}|路灯有9盏不亮。", f"{aim}|春季植树600棵。") == ["actual", "actual"]
    assert statuses(f"{lack}|路灯有9盏不亮。", f"{aim}|春季植树600棵。", sure=True) == ["actual", "plan"]
    assert statuses(f"{aim}|下一步打算修路3公里。", f"{aim}|植树600棵。")[-1] == "plan"


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("沙袋现在有4800条，镇里要求6000条。", ["actual", "plan"]),
        ("村集体收入13.6万元，今年的奔头是60万元。", ["actual", "plan"]),
        ("村集体收入28.4万元，今年想弄到80万元。", ["actual", "plan"]),
        ("上述人次包含邻村老人就餐的1140人次。", ["part"]),
    ],
)
def test_what_is_asked_for_or_counted_already(
    sentence: str, statuses: list[str], authored: Author, taxonomy: Taxonomy
) -> None:
    report = authored(f"P\nachievement.industry|{sentence}\n")
    assert [one.status for one in extract_report(report, taxonomy)] == statuses
