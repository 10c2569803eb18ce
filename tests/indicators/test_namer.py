"""What a figure might be called, which of it is chosen, and how the choice is learnt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.errors import CorpusError, ModelError
from huibao.indicators.candidates import Candidate, candidates
from huibao.indicators.extract import extract_report
from huibao.indicators.fit_names import fit_namer
from huibao.indicators.judge import VERDICTS, Judge
from huibao.indicators.namer import Namer, load_namer
from huibao.indicators.names import Name, name_all
from huibao.indicators.phrase import phrases_of
from huibao.indicators.quantities import read_quantities
from huibao.schema import AnnotatedReport
from huibao.taxonomy import Taxonomy

Author = Callable[..., AnnotatedReport]

# Everything counts, so that names alone are looked at.
ALL = Judge(intercept=tuple(float(verdict == "actual") for verdict in VERDICTS), weights={}, tolerance=2.0)


def options(text: str, index: int = 0, known: dict[str, dict[str, int]] | None = None) -> dict[str, Candidate]:
    quantities = read_quantities(text)
    phrase = phrases_of(quantities, text)[index]
    first = name_all(quantities, text)[index]
    return {one.name: one for one in candidates(quantities[index], phrase, first, known or {})}


def chosen(namer: Namer, text: str, index: int = 0) -> Name:
    quantities = read_quantities(text)
    return namer.name(quantities[index], phrases_of(quantities, text)[index], name_all(quantities, text)[index])


def test_names_come_from_the_lexicon_and_from_both_sides_of_the_figure() -> None:
    found = options("产业道路拓宽3公里机耕道。")
    assert {"道路建设", "产业道路", "产业", "机耕道"} <= found.keys()
    assert found["道路建设"].entry is not None
    assert found["产业道路"].entry is None


def test_a_tail_is_what_the_unit_counts() -> None:
    assert "受灾户" in options("受灾36户。")
    assert "受灾面积" in options("受灾36亩。")
    assert "受灾户" not in options("受灾36亩。")


def test_a_name_that_others_gave_is_found_in_pieces() -> None:
    text = "受理诉求43件，办结39件。"
    assert "办结诉求" in options(text, 1, {"件": {"办结诉求": 2}})
    assert "办结诉求" not in options(text, 1, {"户": {"办结诉求": 2}})
    assert "办结诉求" not in options(text, 1)


def test_how_many_townships_gave_a_name_is_seen() -> None:
    (seen,) = (
        one.observations for name, one in options("蜂箱36件。", 0, {"件": {"蜂箱": 9}}).items() if name == "蜂箱"
    )
    assert any(observation.endswith("known3") for observation in seen)


def test_the_heaviest_candidate_is_chosen_and_the_first_one_of_equals() -> None:
    text = "土地托管扩大到760亩。"
    rule = name_all(read_quantities(text), text)[0]
    assert chosen(Namer(weights={}, known={}), text).name in options(text)
    assert chosen(Namer(weights={"first": 1.0}, known={}), text) == rule
    tailed = chosen(Namer(weights={"tail=面积": 2.0, "tailed&ends=托管": 1.0}, known={}), text)
    assert (tailed.name.endswith("托管面积"), tailed.unit, tailed.entry) == (True, "亩", None)


def test_a_rate_keeps_its_name() -> None:
    assert chosen(Namer(weights={"before": 9.0}, known={}), "纠纷化解率达到96%。").name == "纠纷化解率"


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
    things = ["托管", "密植", "轮作", "试种", "改良", "受灾", "覆膜", "深松"]
    lines = [f"other|今年{thing}{n}亩。|{thing}面积={n}亩@actual\n" for n, thing in enumerate(things, 30)]
    namer = fit_namer([authored("P\n" + "".join(lines), name="学习")])
    assert namer.known["亩"]["托管面积"] == 1
    unseen = authored("P\nother|今年撒播77亩。\n", name="新村")
    assert [i.name for i in extract_report(unseen, taxonomy, ALL, namer)] == ["撒播面积"]


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
    quantities = read_quantities(text)
    namer = Namer(weights={"before": 1.0, "after": 0.5}, known={"件": {"办结纠纷": 1}})
    for index, (quantity, phrase, first) in enumerate(
        zip(quantities, phrases_of(quantities, text), name_all(quantities, text), strict=True)
    ):
        found = candidates(quantity, phrase, first, namer.known)
        assert len({one.name for one in found}) == len(found)
        assert first.name in {one.name for one in found}
        assert chosen(namer, text, index).name
