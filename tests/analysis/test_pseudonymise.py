from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.analysis import pseudonymise as module
from huibao.analysis.load import Corpus
from huibao.analysis.pseudonymise import pseudonymise
from huibao.schema import AnnotatedReport, Report, Tag
from huibao.segment.outline import line_paragraphs, segment


def report(text: str, **fields: str) -> AnnotatedReport:
    made = segment(Report(name=fields.pop("name", "石桥村.txt"), text=text, paragraphs=line_paragraphs(text), **fields))  # type: ignore[arg-type]
    return replace(made, tags=(Tag(labels=("other",)),) * len(made.sentences))


def offsets_are_true(annotated: AnnotatedReport) -> bool:
    text = annotated.report.text
    return all(text[one.start : one.end] == one.text for one in annotated.sentences) and all(
        text[one.start : one.end] == one.text for one in annotated.headings
    )


def test_the_same_name_has_the_same_stand_in_everywhere() -> None:
    one = report("石桥村周晓燕负责这件事。", village="石桥村", author="驻村专干 周晓燕", title="石桥村汇报")
    two = report("请周晓燕到柳河村讲课。", village="柳河村", name="柳河村.txt")
    result = pseudonymise([one, two])
    assert [annotated.report.text for annotated in result.reports] == ["A村赵某甲负责这件事。", "请赵某甲到B村讲课。"]
    first = result.reports[0].report
    assert (first.village, first.author, first.title, first.name) == ("A村", "驻村专干 赵某甲", "A村汇报", "0001")
    key = {line.original: (line.stand_in, line.kind, line.count) for line in result.key}
    assert key["周晓燕"] == ("赵某甲", "人名", 2)
    assert key["石桥村.txt"] == ("0001", "报告", 1)


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("电话13800138000。", "电话〔手机1〕。"),
        ("电话138 0013 8000。", "电话〔手机1〕。"),
        ("座机0712-8765432。", "座机〔电话1〕。"),
        ("证号42010119900307123X。", "证号〔身份证1〕。"),
        ("卡号6222 0212 3456 7890 123。", "卡号〔银行卡1〕。"),
        ("邮箱zhou.xy@example.com。", "邮箱〔邮箱1〕。"),
        ("总投资13800万元，共2025人。", "总投资13800万元，共2025人。"),
    ],
)
def test_numbers_that_identify_are_replaced_and_others_are_not(text: str, new: str) -> None:
    assert pseudonymise([report(text)]).reports[0].report.text == new


@pytest.mark.parametrize(
    "text",
    [
        "恳请镇里支持，全国都在看。",
        "请镇里协调堆肥棚的手续。",
        "建设和美乡村，修了机耕路，邻村也来学。",
        "新农村的路。",
    ],
)
def test_ordinary_words_for_places_stay(text: str) -> None:
    assert pseudonymise([report(text)]).reports[0].report.text == text


@pytest.mark.parametrize(
    ("village", "text", "new"),
    [
        ("新庙村", "新庙小学门口的墙重砌了。", "A小学门口的墙重砌了。"),  # the short form
        ("龙井村", "龙井的柑橘熟了，龙井村修了路。", "A的柑橘熟了，A村修了路。"),
        ("白鹤村", "白鹤村离镇最远。", "A村离镇最远。"),  # the recogniser takes 白鹤村离镇 for a place
        ("茶园村", "茶园村的茶园老了。", "A村的茶园老了。"),  # an ordinary word
    ],
)
def test_a_village_has_one_letter_in_all_its_forms(village: str, text: str, new: str) -> None:
    assert pseudonymise([report(text, village=village)]).reports[0].report.text == new


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("石门坎村 田华\n", "石门坎村 赵某甲\n"),
        ("驻村专干田华\n", "驻村专干赵某甲\n"),
        ("种好福田华章新。\n", "种好福田华章新。\n"),
    ],
)
def test_a_short_name_is_found_where_it_signs(text: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "locate_names", lambda _: ())
    assert pseudonymise([report(text, author="驻村专干 田华")]).reports[0].report.text == new


def test_headings_sections_and_offsets_follow() -> None:
    (result,) = pseudonymise([report("一、石桥村的成效\n周晓燕修了路。李国强也修了路。", village="石桥村")]).reports
    assert result.headings[0].text == "一、A村的成效"
    assert result.sentences[0].section == ("一、A村的成效",)
    assert offsets_are_true(result)


def test_indicators_keep_their_figures(corpus: Corpus) -> None:
    for before, after in zip(corpus.reports, pseudonymise(corpus.reports).reports, strict=True):
        assert [indicator.value for indicator in after.indicators] == [
            indicator.value for indicator in before.indicators
        ]
        assert after.tags == before.tags
        assert offsets_are_true(after)
        assert "石桥村" not in after.report.text + after.report.title + after.report.village


def test_stand_ins_never_run_out() -> None:
    names = module._Names()
    people = [names.learn(f"张{number}", "人名") for number in range(450)]
    places = [names.learn(f"第{number}村", "地名") for number in range(60)]
    assert len(set(people)) == 450
    assert places[25:28] == ["Z村", "AA村", "AB村"]


@given(
    st.lists(
        st.sampled_from(["石桥村", "周晓燕", "13800138000", "修路。", "\n", "，", "县农业农村局", "abc "]), max_size=12
    )
)
def test_offsets_stay_true_whatever_is_replaced(parts: list[str]) -> None:
    annotated = report("，".join(parts), village="石桥村", author="周晓燕")
    (result,) = pseudonymise([annotated]).reports
    assert offsets_are_true(result)
    assert len(result.sentences) == len(annotated.sentences)
    assert "石桥村" not in result.report.text
    assert "13800138000" not in result.report.text
