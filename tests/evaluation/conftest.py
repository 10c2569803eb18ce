"""A small corpus with splits, and a linear model trained on it."""

from __future__ import annotations

from pathlib import Path

import pytest
import srsly

from huibao.taxonomy import Taxonomy
from huibao.training import decision_params, new_tagger, train_model

HEADER = "# title: 汇报\n# village: 石桥村\n# author: 李明\n# date: 2025-10-12\n# kind: report\n"
BODY = """H\t一、成效
P
achievement.construction\t修路三公里，装路灯二十盏。\t路灯=20盏@actual
achievement.construction\t自来水管网换新，家家通水。
H\t二、不足
P
bottleneck.resources\t缺资金，也缺年轻人。
bottleneck.resources\t没有钱，地也批不下来。
H\t三、打算
P
requirement.development/plan\t明年计划修渠五公里。
requirement.development/request\t恳请镇里支持建冷库一座。
P
other\t汇报完毕，谢谢大家。
"""
TOWNSHIPS = {"train": "qingshi", "validation": "baishi", "test": "heishi"}
PARAMS = {
    "linear": {"c": 4.0, "kind_c": 2.0, "seed": 13, "features": {"min_df": 1}},
    "decision": {"precision": 0.8, "caution": 0.0},
}


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory, taxonomy: Taxonomy) -> Path:
    """A folder with ``corpus/reports``, ``corpus/splits.toml``, ``corpus/variety.csv``, ``params.yaml``, ``model``."""
    folder = tmp_path_factory.mktemp("project")
    for township in TOWNSHIPS.values():
        place = folder / "corpus" / "reports" / township
        place.mkdir(parents=True)
        for name in ("one", "two"):
            (place / f"{name}.tagged.txt").write_text(HEADER + BODY, encoding="utf-8")
    splits = "".join(f'[{split}]\ntownships = ["{township}"]\n' for split, township in TOWNSHIPS.items())
    (folder / "corpus" / "splits.toml").write_text(splits, encoding="utf-8")
    voices = "report,voice,length\nheishi/one,文件腔,long\nheishi/two,大白话,short\n"
    (folder / "corpus" / "variety.csv").write_text(voices, encoding="utf-8")
    srsly.write_yaml(folder / "params.yaml", PARAMS)
    train_model(
        folder / "corpus" / "reports",
        folder / "corpus" / "splits.toml",
        new_tagger("linear", folder / "params.yaml", taxonomy),
        taxonomy,
        decision_params(folder / "params.yaml"),
    ).save(folder / "model")
    return folder
