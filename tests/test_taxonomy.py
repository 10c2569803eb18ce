from __future__ import annotations

from pathlib import Path

import pytest

from huibao.errors import UsageError
from huibao.resources import resource
from huibao.taxonomy import Taxonomy, load_taxonomy


def test_the_card_s_seven_way_view(taxonomy: Taxonomy) -> None:
    assert taxonomy.coarse_keys == (
        "achievement",
        "bottleneck.awareness",
        "bottleneck.industry",
        "bottleneck.resources",
        "bottleneck.methods",
        "requirement",
        "other",
    )
    assert len(taxonomy.labels) == 13
    assert taxonomy.fallback.key == "other"


def test_labels_are_those_of_the_guideline(taxonomy: Taxonomy) -> None:
    guideline = Path(resource("corpus/taxonomy.toml").parent / "annotation-guideline.md").read_text("utf-8")
    rows = [line.split("`")[1] for line in guideline.splitlines() if line.startswith("| `")]
    assert tuple(rows) == taxonomy.keys


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[[label]\n", "有误"),
        ('[[category]]\nkey="a"\n', "有误"),
        ('[[category]]\nkey="a"\nname="甲"\nrole="done"\ncoarse="label"\nsection=""\n'
         '[[label]]\nkey="a.b"\nname="乙"\ndefinition=""\ncolour="#000"\n'
         '[[kind]]\nkey="k"\nname="k"\ndefinition=""\n', "none"),
    ],
)  # fmt: skip
def test_a_broken_taxonomy_is_refused_in_one_sentence(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "taxonomy.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=named):
        load_taxonomy(path)
