from __future__ import annotations

from pathlib import Path

import pytest
import srsly

from huibao.errors import UsageError
from huibao.tagging.context import ContextTagger
from huibao.tagging.linear import LinearTagger
from huibao.tagging.transformer import TransformerTagger
from huibao.taxonomy import Taxonomy
from huibao.training import decision_params, new_tagger, with_network_of

PROJECT = Path(__file__).resolve().parents[1] / "params.yaml"


@pytest.mark.parametrize(("name", "kind"), [("linear", LinearTagger), ("transformer", TransformerTagger)])
def test_a_tagger_is_made_from_its_section(name: str, kind: type, taxonomy: Taxonomy) -> None:
    tagger = new_tagger(name, PROJECT, taxonomy)
    assert isinstance(tagger, kind)
    assert tagger.labels == taxonomy.keys


def test_the_project_s_decision_wants_95_in_100(taxonomy: Taxonomy) -> None:
    assert decision_params(PROJECT).precision == 0.95


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"linear": {"c": 1.0, "features": {}, "depth": 3}}, "depth"),
        ({"linear": {"c": 1.0}}, "features"),
        ({"other": {}}, "没有可用的 'linear' 一节"),
        ([], "没有可用的 'linear' 一节"),
    ],
)
def test_a_params_file_is_checked(content: object, message: str, tmp_path: Path, taxonomy: Taxonomy) -> None:
    srsly.write_yaml(tmp_path / "params.yaml", content)
    with pytest.raises(UsageError, match=message):
        new_tagger("linear", tmp_path / "params.yaml", taxonomy)


def test_a_missing_params_file_and_an_unknown_tagger_are_named(tmp_path: Path, taxonomy: Taxonomy) -> None:
    with pytest.raises(UsageError, match=r"none\.yaml"):
        new_tagger("linear", tmp_path / "none.yaml", taxonomy)
    with pytest.raises(UsageError, match="没有叫 'forest' 的模型；可选 linear"):
        new_tagger("forest", PROJECT, taxonomy)


def test_an_unknown_knob_of_the_decision_is_named(tmp_path: Path) -> None:
    srsly.write_yaml(tmp_path / "params.yaml", {"decision": {"courage": 1}})
    with pytest.raises(UsageError, match="courage"):
        decision_params(tmp_path / "params.yaml")


def test_a_params_file_says_how_a_network_learns_on_and_nothing_of_its_shape(
    tmp_path: Path, root: Path, taxonomy: Taxonomy
) -> None:
    shipped = root / "models" / "context"
    srsly.write_yaml(tmp_path / "params.yaml", {"context": {"on_epochs": 1, "layers": 9}})
    tagger = with_network_of(shipped, "context", taxonomy, learns_on=True, params=tmp_path / "params.yaml")
    assert isinstance(tagger, ContextTagger)
    assert (tagger.params.on_epochs, tagger.params.layers) == (1, ContextTagger.load(shipped).params.layers)
