from __future__ import annotations

import re
from pathlib import Path

import pytest

from huibao.briefing.template import Fill, load_template
from huibao.errors import UsageError
from huibao.indicators.numbers.numerals import find_numerals
from huibao.schema import Source
from huibao.taxonomy import VILLAGE

_OWN = """
title = "{{ township }}情况"
addressee = ""
signature = ""
opening = "{{ count }}个村报了材料。"
closing = ""
nobody = "没有。"
length = 500
hear_all = true
tables = ["problems"]
[[part]]
role = "lacking"
each = true
heading = "问题"
lead = ["{{ who }}有{{ name }}问题。"]
statement = "{{ village }}{{ text }}"
told = "{{ village }}说，{{ text }}"
"""


@pytest.mark.parametrize("genre", ["briefing", "speech", "bulletin", "lists"])
def test_shipped_templates_load(genre: str) -> None:
    assert load_template(genre).title


@pytest.mark.parametrize("genre", ["briefing", "speech", "bulletin", "lists"])
def test_shipped_phrases_hold_no_number_that_the_check_would_refuse(genre: str) -> None:
    template = load_template(genre)
    said = [phrase for part in template.parts for phrase in (*part.lead, *part.group, part.figures, part.alike)]
    said += [text for part in template.parts for call in part.calls for text in (call.lead, call.tail)]
    plain = [re.sub(r"{%.*?%}|{{.*?}}", "、", phrase) for phrase in (*said, template.opening, template.closing)]
    assert [phrase for phrase in plain if find_numerals(phrase)] == []


def test_one_village_alone_is_not_all_of_them() -> None:
    lead = load_template("speech").parts[1].lead[0]
    fill = Fill(township="青石镇", level="镇", period="2025年", reporter=VILLAGE)
    assert [
        fill(lead, name="要素保障", who=who, count=count, aspects=[]) for who, count in (("石桥村", 1), ("两个村", 2))
    ] == [
        "要素保障上的瓶颈，石桥村讲到了。",
        "要素保障上的瓶颈，两个村都讲到了。",
    ]


@pytest.mark.parametrize(
    ("villages", "exact", "who"),
    [
        (("石桥村", "柳河村"), True, "石桥村、柳河村"),
        (("石桥村", "柳河村"), False, "石桥、柳河等村"),
        (("石桥村", "后圪梁"), False, "石桥、后圪梁等村"),
        (("石桥村", "城北社区"), False, "石桥村、城北社区等"),
        (("王村", "柳河村"), False, "王村、柳河村等"),
        (tuple(f"{n}桥村" for n in "甲乙丙丁戊"), False, "甲桥、乙桥、丙桥、丁桥、戊桥等村"),
        (tuple(f"{n}桥村" for n in "甲乙丙丁戊己"), False, "甲桥、乙桥、丙桥等至少6个村"),
    ],
)
def test_who_shares_a_lack_is_named_where_there_may_be_others(villages: tuple[str, ...], exact: bool, who: str) -> None:
    fill = Fill(township="青石镇", level="镇", period="2025年", reporter=VILLAGE)
    sources = [Source(report=village, village=village, index=0, text="缺水。") for village in villages]
    assert fill.sharers(sources, exact=exact) == who


def test_an_office_may_bring_its_own(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(_OWN, encoding="utf-8")
    assert load_template("briefing", path).parts[0].heading == "问题"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("{{ who }}有", "{{ whom }}有", "whom"),
        ("{{ who }}有", "{{ who 有", "Jinja2"),
        ('role = "lacking"', 'role = "missing"', "missing"),
        ('["problems"]', '["problem"]', "problem"),
        ('told = "{{ village }}说，{{ text }}"', "", "缺少字段 told"),
        ("length = 500", "length = ", "own.toml"),
        ("length = 500", 'length = "长"', "length 要写成整数"),
        ("length = 500", "length = 500\ncolour = 1", "没有 colour 这个字段"),
        ('lead = ["{{ who }}有{{ name }}问题。"]', 'lead = "{{ who }}有{{ name }}问题。"', "lead 要写成一列文字"),
        ("{{ who }}有{{ name }}问题。", "{{ who }}的工作进了一步。", "数字“一”"),
        ("each = true", 'each = true\nweight = "高"', "weight"),
        ("each = true", "each = true\nweight = 0", "weight"),
    ],
)
def test_a_broken_template_is_named_before_anything_is_written(tmp_path: Path, old: str, new: str, fault: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(_OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError, match=fault):
        load_template("briefing", path)


def test_a_template_opens_every_kind_of_harm_or_none(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(_OWN + '\n[part.harms]\nkinds = ["伤亡："]\n', encoding="utf-8")
    with pytest.raises(UsageError, match="kinds"):
        load_template("briefing", path)


def test_an_unknown_genre_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="speech"):
        load_template("poem")


def test_a_missing_file_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="读不了"):
        load_template("briefing", tmp_path / "none.toml")


@pytest.mark.parametrize(
    "phrase", ["{{ who.__class__.__mro__ }}", "{% for n in range(10**9) %}x{% endfor %}", "{{ who + 1 }}"]
)
def test_a_phrase_can_neither_reach_into_the_program_nor_stop_it(phrase: str) -> None:
    fill = Fill(township="青石镇", level="镇", period="", reporter=VILLAGE)
    with pytest.raises(UsageError, match="填不出来"):
        fill(phrase, who="x")
