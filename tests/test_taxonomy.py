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


_GOOD = (
    '[[category]]\nkey="a"\nname="甲"\nrole="todo"\ncoarse="label"\nsection=""\n'
    '[[category]]\nkey="o"\nname="其他"\nrole="none"\ncoarse="label"\nsection=""\n'
    '[[label]]\nkey="a.b"\nname="乙"\ndefinition=""\ncolour="#000"\n'
    '[[label]]\nkey="o"\nname="其他"\ndefinition=""\ncolour="#000"\n'
    '[[kind]]\nkey="k"\nname="类"\ndefinition=""\n'
)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('key="a"', "key=", "不合 TOML 语法"),
        ('role="todo"', 'role="later"', "大类 a 的 role 不能是 'later'，可选 done、lacking、todo、none"),
        ('coarse="label"', 'coarse="all"', "coarse 不能是 'all'"),
        ('key="a.b"', 'key="c.b"', "圆点前的大类 'c' 不在"),
        ('key="a.b"', 'key="a.b,c"', "不能有空格、逗号和斜杠"),
        ('key="o"\nname="其他"\ndefinition', 'key="a.b"\nname="其他"\ndefinition', "标签 a.b 写了两次"),
        ('name="乙"\n', "", r"第 1 个 \[\[label\]\] 缺少 name"),
        ('name="乙"\n', 'name="乙"\ncolor="#111"\n', r"第 1 个 \[\[label\]\] 有不认识的 color"),
        ('role="none"', 'role="done"', '没有 role = "none" 的标签'),
        ('[[kind]]\nkey="k"\nname="类"\ndefinition=""\n', "", r"没有 \[\[kind\]\]"),
        ("[[kind]]", '[reporter]\nnoun="学校"\n[[kind]]', r"第 1 个 \[\[reporter\]\] 缺少 counter"),
    ],
)
def test_a_broken_taxonomy_is_refused_in_one_sentence(tmp_path: Path, old: str, new: str, named: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(_GOOD, encoding="utf-8")
    assert load_taxonomy(path).keys == ("a.b", "o")
    assert old in _GOOD
    # Read anew although the name is the same.
    path.write_text(_GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(UsageError, match=named) as raised:
        load_taxonomy(path)
    assert str(path) in str(raised.value)


def test_labels_that_ask_for_nothing_need_no_kinds(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(_GOOD.replace('role="todo"', 'role="done"').partition("[[kind]]")[0], encoding="utf-8")
    assert load_taxonomy(path).kinds == ()


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(_GOOD, encoding="gb18030")
    with pytest.raises(UsageError, match="不是 UTF-8 文本"):
        load_taxonomy(path)
