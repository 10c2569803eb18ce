"""A small corpus of two villages and two quarters, tagged by a person, and the same with scores as from a model."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from huibao import cli
from huibao.analysis.load import Corpus, load_corpus
from huibao.schema import AnnotatedReport, Tag
from huibao.taxonomy import Taxonomy

_FILES = {
    "qingshi/2025q2-shiqiao": (
        "石桥村", "2025-06-28", "report",
        "H|一、成效\nP\nachievement.construction|今年修路3.6公里。|道路建设=3.6公里@actual\n"
        "achievement.poverty|24户监测户全部落实帮扶。|监测户=24户@actual\nH|二、问题\nP\n"
        "bottleneck.resources|村里没有冷库，资金缺口30万元。|资金缺口=300000元@gap\n"
        "bottleneck.industry,bottleneck.resources|没有冷库，桃子卖不上价。\nP\n"
        "requirement.development/plan|下半年计划建冷库一座，硬化道路2公里。|冷库=1座@plan; 道路建设=2公里@plan\n"
        "requirement.service/plan|打算逐户走访一遍老人。\n",
    ),
    "qingshi/2025q3-shiqiao": (
        "石桥村", "2025-09-28", "report",
        "P\nachievement.construction|冷库一座已经建成。|冷库=1座@actual\n"
        "achievement.construction|道路硬化1.5公里。|道路建设=1.5公里@actual\n"
        "achievement.poverty|监测户减到20户。|监测户=20户@actual\nother|谢谢大家。\n",
    ),
    "qingshi/2025q3-liuhe": (
        "柳河村", "2025-09-28", "report",
        "P\nachievement.poverty|9户监测户有人管。|监测户=9户@actual\n"
        "bottleneck.awareness|少数群众等靠要思想还没有转过来。\nbottleneck.methods|报表太多，重复填报。\n",
    ),
    "qingshi/2025q3-speech": (
        "青石镇", "2025-09-30", "speech",
        "P\nrequirement.politics/directive|同志们要认真学习，提高站位。\nother|全镇共有9个村。|监测户=200户@actual\n",
    ),
}  # fmt: skip


@pytest.fixture(scope="session")
def corpus_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("authored")
    for name, (village, date, kind, body) in _FILES.items():
        path = folder / f"{name}.tagged.txt"
        path.parent.mkdir(exist_ok=True)
        header = (
            f"# title: {village}工作汇报\n# village: {village}\n# author: 专干 李明\n# date: {date}\n# kind: {kind}\n"
        )
        path.write_text(header + body.replace("|", "\t"), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def corpus(corpus_folder: Path) -> Corpus:
    """Four authored reports: two villages, one of them twice, and a speech."""
    return load_corpus(corpus_folder)


def scored(annotated: AnnotatedReport, taxonomy: Taxonomy) -> AnnotatedReport:
    """The report as if a model had tagged it: a score for every label, each third sentence for review."""
    tags = []
    for number, tag in enumerate(annotated.tags):
        scores = dict.fromkeys(taxonomy.keys, 0.01)
        scores |= {label: round(0.9 - 0.1 * rank - 0.003 * number, 4) for rank, label in enumerate(tag.labels)}
        tags.append(Tag(labels=tag.labels, scores=scores, kind=tag.kind, review=number % 3 == 0))
    return replace(annotated, tags=tuple(tags))


@pytest.fixture(scope="session")
def tagged(corpus: Corpus) -> Corpus:
    """The same reports with scores."""
    return replace(corpus, reports=tuple(scored(annotated, corpus.taxonomy) for annotated in corpus.reports))


def relabel(annotated: AnnotatedReport, index: int, *labels: str, kind: str | None = None) -> AnnotatedReport:
    """The report with one sentence labelled otherwise by a person."""
    tags: Sequence[Tag] = [
        Tag(labels=labels, kind=kind) if number == index else tag for number, tag in enumerate(annotated.tags)
    ]
    return replace(annotated, tags=tuple(tags))


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a call left: exit code and stderr."""

    code: int
    err: str


@pytest.fixture
def huibao(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Runs the entry point in this process."""

    def run(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["huibao", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        assert isinstance(stop.value.code, int)
        return Run(code=stop.value.code, err=capsys.readouterr().err)

    return run
