"""Figures are drawn for real, without browser or network."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

from huibao.analysis.charts import TYPEFACE, View, heat_map
from huibao.analysis.distribution import distribution, label_counts, problem_map
from huibao.analysis.load import Corpus
from huibao.analysis.measures import changes
from huibao.analysis.reading import reading_statistics
from huibao.analysis.words import said_alone
from huibao.errors import UsageError


def test_a_notebook_shows_a_picture(corpus: Corpus) -> None:
    bundle = label_counts(corpus)._repr_mimebundle_()
    picture = Image.open(io.BytesIO(base64.b64decode(bundle["image/png"])))
    assert picture.width > 400
    assert bundle["text/plain"] == "<figure: 13 rows>"


def test_labels_keep_the_taxonomy_s_colours_and_order(corpus: Corpus) -> None:
    scale = distribution(corpus).chart.to_dict()["encoding"]["color"]["scale"]
    assert scale["domain"] == [label.full_name for label in corpus.taxonomy.labels]
    assert scale["range"] == [label.colour for label in corpus.taxonomy.labels]


def test_chinese_is_drawn_in_a_chinese_typeface(corpus: Corpus) -> None:
    assert problem_map(corpus).chart.to_dict()["config"]["font"] == TYPEFACE


@pytest.mark.parametrize("suffix", [".png", ".svg", ".html", ".json"])
def test_a_figure_is_saved_in_every_form(corpus: Corpus, tmp_path: Path, suffix: str) -> None:
    path = label_counts(corpus).save(tmp_path / f"图{suffix}")
    content = path.read_bytes()
    assert len(content) > 1000
    if suffix == ".html":
        assert b"<script src=" not in content
        assert b'src="http' not in content


def test_another_form_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"图不能存成 图.bmp；请用 .png"):
        label_counts(corpus).save(tmp_path / "图.bmp")


def test_nothing_is_drawn_before_somebody_looks(corpus: Corpus) -> None:
    def draw() -> object:
        raise AssertionError("drawn")

    assert View(label_counts(corpus).table, draw).table.shape == (13, 5)


def test_figures_stand_out_from_the_tile_they_are_written_on() -> None:
    table = pd.DataFrame({"x": ["甲", "乙"], "y": ["丙", "丙"], "n": [3.3, 1.9]})
    drawn = heat_map(table, x="x", y="y", value="n", title="").to_dict()
    # Shades start at nothing, not at the least value: white figures stand on dark tiles only.
    shade = drawn["layer"][0]["encoding"]["color"]
    assert "'domain': [0, 3.3]" in str(shade)


def test_what_is_counted_has_no_halves_on_its_axis(corpus: Corpus) -> None:
    axis = said_alone(corpus).chart.to_dict()["encoding"]["x"]["axis"]
    assert axis["tickMinStep"] == 1


def many(corpus: Corpus, count: int) -> Corpus:
    """Villages without number: each report again under names of its own."""
    reports = [
        replace(one, report=replace(one.report, name=f"{number}/{one.report.name}", village=f"{number}号村"))
        for number in range(count)
        for one in corpus.reports[:2]
    ]
    return replace(corpus, reports=tuple(reports))


def drawn(view: View, column: str) -> set[str]:
    """Values of a column that a figure shows."""
    (rows,) = view.chart.to_dict()["datasets"].values()
    return {row[column] for row in rows}


def test_a_figure_of_many_groups_shows_the_first_and_says_so(corpus: Corpus) -> None:
    view = distribution(many(corpus, 40), "village")
    assert len(drawn(view, "village")) == 30
    assert "共 40 个，显示前 30 个" in view.chart.to_dict()["title"]
    assert view.table["village"].nunique() == 40


def test_lines_are_as_many_as_colours(corpus: Corpus) -> None:
    view = changes(many(corpus, 12), "监测户")
    assert len(drawn(view, "village")) == 10
    assert "变化最大的 10 个村" in view.chart.to_dict()["title"]


def test_short_reports_are_drawn_too(corpus: Corpus) -> None:
    layers = reading_statistics(corpus).chart.to_dict()["layer"]
    assert layers[0]["encoding"]["y"]["field"] == "figures"
