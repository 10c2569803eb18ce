"""Figures are drawn for real, without browser or network."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

from huibao.analysis.charts import TYPEFACE, View, heat_map
from huibao.analysis.distribution import distribution, label_counts, problem_map
from huibao.analysis.load import Corpus
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
