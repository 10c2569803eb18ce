"""What a figure might be called, which of it is chosen, and how the choice is learnt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.errors import CorpusError, ModelError
from huibao.indicators.extract import extract_report
from huibao.indicators.judging.judge import VERDICTS, Judge
from huibao.indicators.learning.fit_namer import fit_namer
from huibao.indicators.lexicon.names import Name, name_all
from huibao.indicators.naming.candidates import Candidate, Known, candidates
from huibao.indicators.naming.namer import Namer, load_namer
from huibao.indicators.numbers.quantities import read_quantities
from huibao.indicators.phrase import phrases_of
from huibao.indicators.setting import Setting
from huibao.indicators.tokens import words_of
from huibao.schema import AnnotatedReport
from huibao.segment.above import NOTHING_ABOVE
from huibao.segment.normalize import normalize
from huibao.taxonomy import Taxonomy

Author = Callable[..., AnnotatedReport]

# Everything counts, so that names alone are looked at.
ALL = Judge(intercept=tuple(float(verdict == "actual") for verdict in VERDICTS), weights={}, tolerance=2.0)


def setting_of(text: str) -> Setting:
    quantities = read_quantities(text)
    return Setting(
        view=normalize(text), section="", above=NOTHING_ABOVE, tag=None, quantities=quantities,
        phrases=phrases_of(quantities, text), names=name_all(quantities, text),
        words=words_of(text, quantities), totals={},
    )  # fmt: skip


def options(text: str, index: int = 0, known: Known | None = None) -> dict[str, Candidate]:
    return {one.name: one for one in candidates(setting_of(text), index, [], known or {})}


def chosen(namer: Namer, text: str, index: int = 0) -> Name:
    return namer.name(setting_of(text), index)


def test_names_come_from_the_lexicon_and_from_both_sides_of_the_figure() -> None:
    found = options("产业道路拓宽3公里机耕道。")
    assert {"道路建设", "产业道路", "产业", "机耕道"} <= found.keys()
    assert found["道路建设"].entry is not None
    assert found["产业道路"].entry is None


def test_a_name_is_a_run_of_the_sentence_without_its_figures_and_marks() -> None:
    text = "清运垃圾12车，拆除危旧圈舍26间。"
    free = {name for name, one in options(text, 1).items() if one.entry is None}
    assert {"圈舍", "危旧圈舍", "垃圾"} <= free
    assert all(name in text.split("，")[0] or name in text.split("，")[1] for name in free)
    assert not any("12" in name or "，" in name for name in free)


@pytest.mark.parametrize(
    ("text", "shaped", "misshapen"),
    [
        ("拆除旱厕14个。", "旱厕", "拆除旱厕"),
        ("种萝卜320亩。", "萝卜", "种萝卜"),
        ("箍了9孔窑洞。", "窑洞", "箍了"),
        ("堂屋挂着86件。", "堂屋", "堂屋挂着"),
        ("三组学生坐船去37人。", "学生", "学生坐船去"),
        ("连院墙也修复21处。", "院墙", "连院墙"),
        ("卖票4.2万元。", "卖票", "卖票了"),
    ],
)
def test_no_name_begins_with_what_is_done_or_breaks_off(text: str, shaped: str, misshapen: str) -> None:
    free = {name for name, one in options(text).items() if one.entry is None}
    assert shaped in free
    assert misshapen not in free


def test_how_many_townships_gave_a_name_is_seen() -> None:
    def seen(known: Known) -> str:
        return " ".join(options("蜂箱36件。", 0, known)["蜂箱"].groups[0])

    assert "known4&4" in seen({"件": {"蜂箱": 9}, "": {"蜂箱": 9}})
    assert "known0&1" in seen({"户": {"蜂箱": 1}, "": {"蜂箱": 1}})


def test_the_heaviest_candidate_is_chosen_and_the_first_one_of_equals() -> None:
    text = "土地托管扩大到760亩。"
    rule = name_all(read_quantities(text), text)[0]
    found = options(text)
    assert chosen(Namer(weights={}, known={}), text).name == next(iter(found))
    (own,) = [one for group in found[rule.name].groups[:1] for one in group if one.startswith("first")]
    assert chosen(Namer(weights={own: 1.0}, known={}), text) == rule
    free = chosen(Namer(weights={"b=土地托管": 9.0}, known={}), text)
    assert (free.name, free.unit, free.entry) == ("土地托管", "亩", None)


def test_what_a_bare_measure_word_counts_is_people_where_the_name_is_of_people() -> None:
    namer = Namer(weights={"b=退休干部": 9.0, "b=烘干房": 9.0}, known={})
    assert chosen(namer, "请来退休干部共3个。").unit == "人"
    assert chosen(namer, "建成烘干房共3个。").unit == "个"


def test_a_rate_keeps_its_name() -> None:
    assert chosen(Namer(weights={"b=纠纷": 9.0}, known={}), "纠纷化解率达到96%。").name == "纠纷化解率"


def test_a_namer_survives_its_file(tmp_path: Path) -> None:
    namer = Namer(weights={"first": 1.5, "before&NN": -0.25}, known={"件": {"办结诉求": 2}})
    namer.save(tmp_path / "names.json")
    assert load_namer(tmp_path / "names.json") == namer


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": "other"}', "not json"])
def test_a_damaged_file_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "names.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"names\.json"):
        load_namer(path)


def test_fitting_learns_how_the_authors_name(authored: Author, taxonomy: Taxonomy) -> None:
    things = ["蘑菇", "黄瓜", "辣椒", "西瓜", "花生", "土豆", "芝麻", "棉花"]
    lines = [f"other|今年试种{thing}{n}亩。|试种{thing}={n}亩@actual\n" for n, thing in enumerate(things, 30)]
    namer = fit_namer([authored("P\n" + "".join(lines), name="学习")])
    assert namer.known["亩"]["试种蘑菇"] == 1
    unseen = authored("P\nother|今年试种葡萄77亩。\n", name="新村")
    assert [i.name for i in extract_report(unseen, taxonomy, ALL, namer)] == ["试种葡萄"]


def test_a_corpus_without_names_teaches_nothing(authored: Author) -> None:
    with pytest.raises(CorpusError, match="nothing to learn"):
        fit_namer([authored("P\nother|没有数字。\n")])


@given(
    st.lists(
        st.sampled_from(["村里", "办结", "纠纷", "12件", "3公里", "的", "，", "土地托管", "九十户", "A", "（", "5%"]),
        max_size=9,
    )
)
def test_every_figure_has_a_name_and_each_candidate_stands_once(parts: list[str]) -> None:
    text = "".join(parts)
    setting = setting_of(text)
    namer = Namer(weights={"b&own": 1.0, "a&1": 0.5}, known={"件": {"办结纠纷": 1}})
    for index, first in enumerate(setting.names):
        found = candidates(setting, index, setting.names[:index], namer.known)
        assert len({one.name for one in found}) == len(found)
        assert first.name in {one.name for one in found}
        assert chosen(namer, text, index).name


def test_a_figure_is_of_nothing_that_no_word_speaks_of() -> None:
    everywhere = {"矛盾调解": 9, "调解成功": 9}
    assert not {"矛盾调解", "调解成功"} & options("三件。", known={"件": everywhere, "": everywhere}).keys()


def test_households_beside_groups_and_people_are_the_place_s_own() -> None:
    assert chosen(Namer(weights={}, known={}), "马鞍村有6个组、337户1208人，党员46名。", 1).name == "户数"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("民生方面，9户20人的脱贫户都还在监测范围内。", "脱贫户"),
        ("常年在外面干活的423个。", "务工人数"),
        ("出去打工的人是371人。", "务工人数"),
    ],
)
def test_a_word_of_the_lexicon_at_the_figure_names_it(text: str, name: str) -> None:
    heavy = Namer(weights={"known0&0": 9.0}, known={})
    assert chosen(heavy, text, 0).name == name
