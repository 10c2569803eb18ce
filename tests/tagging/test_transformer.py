"""Runs where the extra ``train`` is installed; the checkpoint is a BERT of a few thousand weights built here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from huibao.errors import ModelError
from huibao.schema import AnnotatedReport
from huibao.tagging.decision import fit_decision
from huibao.tagging.model import TaggingModel, load_model
from huibao.tagging.transformer import TransformerTagger
from huibao.tagging.transformer_inputs import TransformerParams, passages_of
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

DONE = "H|一、成效\nP\nachievement.construction|修路三公里，装路灯二十盏。\nachievement.construction|改厕四十户。\n"
LACKING = "H|二、不足\nP\nbottleneck.resources|缺资金，也缺年轻人。\nbottleneck.resources|没有钱，地也批不下来。\n"
TO_DO = (
    "H|三、打算\nP\nrequirement.development/plan|明年计划修渠。\nrequirement.development/request|恳请镇里支持建冷库。\n"
)


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory as ``save_pretrained`` leaves it, with each character of the examples as one piece."""
    folder = tmp_path_factory.mktemp("tiny-bert")
    pieces = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *sorted(set("".join((DONE + LACKING + TO_DO + "｜").split()))),
    ]
    (folder / "vocab.txt").write_text("\n".join(pieces), encoding="utf-8")
    tokenizer = transformers.BertTokenizer(vocab=str(folder / "vocab.txt"))
    tokenizer.save_pretrained(folder)
    torch.manual_seed(1)
    config = transformers.BertConfig(
        vocab_size=len(pieces),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        initializer_range=0.1,
    )
    transformers.BertModel(config).save_pretrained(folder)
    return folder


def params(checkpoint: Path, **changed: Any) -> TransformerParams:
    settings: dict[str, Any] = {"length": 64, "epochs": 12, "patience": 12, "batch": 4, "rate": 0.01, "warm_up": 0.0}
    return TransformerParams(checkpoint=str(checkpoint), **{**settings, **changed})


@pytest.fixture
def reports(authored: Authored) -> list[AnnotatedReport]:
    return [authored(DONE + LACKING + TO_DO, name=f"第{number}份") for number in range(3)]


def test_a_passage_is_the_sentence_with_headings_and_neighbours(authored: Authored) -> None:
    first, second = passages_of(authored(DONE))
    assert (first.sentence, first.headings) == ("修路三公里，装路灯二十盏。", "一、成效")
    assert first.surroundings == "一、成效｜｜改厕四十户。"
    assert second.surroundings == "一、成效｜修路三公里，装路灯二十盏。｜"


def test_it_learns_is_saved_and_loads_as_the_same_predictor(
    checkpoint: Path, reports: list[AnnotatedReport], taxonomy: Taxonomy, tmp_path: Path
) -> None:
    tagger = TransformerTagger(taxonomy, params(checkpoint)).fit(reports)
    model = TaggingModel(tagger=tagger, decision=fit_decision(tagger, reports, taxonomy), taxonomy=taxonomy)
    (tagged,) = model.tag(reports[:1])
    assert [tag.labels[0] for tag in tagged.tags] == [tag.labels[0] for tag in reports[0].tags]
    assert [tag.kind for tag in tagged.tags] == [tag.kind for tag in reports[0].tags]

    model.save(tmp_path / "model")
    written = {path.suffix for path in (tmp_path / "model").rglob("*") if path.is_file()}
    assert ".safetensors" in written
    assert written.isdisjoint({".bin", ".pt", ".pth", ".pkl"})
    restored = load_model(tmp_path / "model", taxonomy)
    assert restored.tag(reports) == model.tag(reports)
    empty = AnnotatedReport(report=reports[0].report)
    alone, none, again = restored.tagger.predict_proba([reports[0], empty, reports[0]])
    assert none.labels.shape == (0, len(taxonomy.keys))
    np.testing.assert_allclose(alone.labels, tagger.predict_proba(reports[:1])[0].labels, atol=1e-5)
    np.testing.assert_allclose(again.labels, alone.labels, atol=1e-5)
    np.testing.assert_allclose(alone.kinds.sum(axis=1), 1.0, rtol=1e-5)


def test_training_goes_on_from_where_it_was_cut_off(
    checkpoint: Path, reports: list[AnnotatedReport], taxonomy: Taxonomy, tmp_path: Path
) -> None:
    def epochs_seen() -> float:
        states = sorted(tmp_path.glob("checkpoint-*/trainer_state.json"), key=lambda path: path.stat().st_mtime_ns)
        return float(json.loads(states[-1].read_text(encoding="utf-8"))["epoch"])

    TransformerTagger(taxonomy, params(checkpoint, epochs=1), checkpoints=tmp_path).fit(reports)
    assert epochs_seen() == 1.0
    before = {path.name for path in tmp_path.glob("checkpoint-*")}
    TransformerTagger(taxonomy, params(checkpoint, epochs=2), checkpoints=tmp_path).fit(reports)
    assert epochs_seen() == 2.0
    assert before < {path.name for path in tmp_path.glob("checkpoint-*")}


def test_it_stops_when_the_held_out_reports_get_no_better(
    checkpoint: Path, reports: list[AnnotatedReport], taxonomy: Taxonomy, tmp_path: Path
) -> None:
    # Nothing can get better at a rate of nothing.
    settings = params(checkpoint, epochs=9, patience=2, rate=0.0)
    TransformerTagger(taxonomy, settings, checkpoints=tmp_path).fit(reports)
    steps = sorted(int(path.name.partition("-")[2]) for path in tmp_path.glob("checkpoint-*"))
    # 12 sentences learnt from, 4 a step: 3 steps an epoch; the first epoch and two without progress.
    assert steps[-1] == 3 * 3


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda d: (d / "checkpoint" / "model.safetensors").write_bytes(b"\0" * 40), "读不了"),
        (lambda d: (d / "checkpoint" / "config.json").unlink(), "读不了"),
        (lambda d: (d / "config.json").write_text('{"format": "huibao-transformer-9"}'), "格式是"),
        (lambda d: (d / "config.json").write_text('{"format": "huibao-transformer-1"}'), "损坏"),
    ],
)
def test_a_damaged_directory_is_refused(
    checkpoint: Path, reports: list[AnnotatedReport], taxonomy: Taxonomy, tmp_path: Path, damage: Any, message: str
) -> None:
    TransformerTagger(taxonomy, params(checkpoint, epochs=1)).fit(reports[:1]).save(tmp_path)
    damage(tmp_path)
    with pytest.raises(ModelError, match=message):
        TransformerTagger.load(tmp_path)


def test_a_checkpoint_that_is_not_there_is_named(
    reports: list[AnnotatedReport], taxonomy: Taxonomy, tmp_path: Path
) -> None:
    tagger = TransformerTagger(taxonomy, params(tmp_path / "none"))
    with pytest.raises(ModelError, match="none 读不了"):
        tagger.fit(reports)


def test_a_sentence_longer_than_the_network_is_cut(
    checkpoint: Path, reports: list[AnnotatedReport], taxonomy: Taxonomy, authored: Authored
) -> None:
    tagger = TransformerTagger(taxonomy, params(checkpoint, epochs=1)).fit(reports)
    (scores,) = tagger.predict_proba([authored("P\nother|" + "修路" * 200 + "。\n")])
    assert scores.labels.shape == (1, len(taxonomy.keys))


def test_an_untrained_tagger_says_so(taxonomy: Taxonomy, reports: list[AnnotatedReport], tmp_path: Path) -> None:
    tagger = TransformerTagger(taxonomy, params(tmp_path))
    with pytest.raises(ModelError, match="还没有训练"):
        tagger.predict_proba(reports)
    with pytest.raises(ModelError, match="还没有训练"):
        tagger.save(tmp_path / "model")
