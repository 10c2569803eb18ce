"""The context tagger as it ships: scores of whole reports, refusals, and pieces; training is tried where torch is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from huibao.errors import ModelError
from huibao.resources import resource
from huibao.schema import AnnotatedReport
from huibao.tagging.context import LINEAR, ContextTagger
from huibao.tagging.context_inputs import ENCODER, PIECES, facts_of, heading_path
from huibao.tagging.model import load_model
from huibao.tagging.pieces import END, LONGEST, PAD, START, UNKNOWN, PieceCutter, kept_pieces, padded, plain
from huibao.taxonomy import Taxonomy

Author = Callable[..., AnnotatedReport]
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


@pytest.fixture(scope="module")
def tagger() -> ContextTagger:
    return ContextTagger.load(resource("models/context"))


@pytest.fixture
def report(authored: Author) -> AnnotatedReport:
    return authored(
        "H|一、存在的问题\nP\nbottleneck.resources|没有冷库。\nbottleneck.industry|桃子只能低价卖。\n"
        "H|二、下一步打算\nP\nrequirement.development/plan|明年建冷库一座。\n"
    )


def test_scores_are_probabilities_for_every_sentence(tagger: ContextTagger, report: AnnotatedReport) -> None:
    (scores,) = tagger.predict_proba([report])
    assert scores.labels.shape == (3, 13)
    assert scores.kinds.shape == (3, 3)
    np.testing.assert_allclose(scores.labels.sum(axis=1), 1, rtol=1e-5)
    np.testing.assert_allclose(scores.kinds.sum(axis=1), 1, rtol=1e-5)


def test_a_report_does_not_depend_on_its_neighbours_in_the_batch(
    tagger: ContextTagger, report: AnnotatedReport, authored: Author
) -> None:
    long = authored("P\nother|" + "全村的路修得很长，" * 12 + "真的。\n", village="柳河村")
    alone = tagger.predict_proba([report])[0]
    beside = tagger.predict_proba([long, report])[1]
    np.testing.assert_array_equal(alone.labels, beside.labels)


def test_a_report_without_sentences_has_no_rows(tagger: ContextTagger, authored: Author) -> None:
    (scores,) = tagger.predict_proba([authored("H|一、标题\n")])
    assert scores.labels.shape == (0, 13)


def test_a_saved_tagger_gives_the_same_scores(tagger: ContextTagger, report: AnnotatedReport, tmp_path: Path) -> None:
    tagger.save(tmp_path / "m")
    again = ContextTagger.load(tmp_path / "m")
    np.testing.assert_array_equal(tagger.predict_proba([report])[0].labels, again.predict_proba([report])[0].labels)


def test_keeping_the_network_only_the_linear_half_learns(
    tagger: ContextTagger, report: AnnotatedReport, taxonomy: Taxonomy
) -> None:
    relearned = tagger.keeping_network(taxonomy).fit([report])
    assert not np.array_equal(relearned.predict_proba([report])[0].labels, tagger.predict_proba([report])[0].labels)
    assert relearned.vectors(["冷库"])["冷库"].tolist() == tagger.vectors(["冷库"])["冷库"].tolist()


@pytest.mark.parametrize("name", [ENCODER, PIECES, f"{LINEAR}/vocabulary.json", "config.json"])
@pytest.mark.parametrize("damage", ["cut short", "gone"])
def test_a_damaged_directory_is_refused(name: str, damage: str, taxonomy: Taxonomy, tmp_path: Path) -> None:
    place = tmp_path / "m"
    shutil.copytree(resource("models/context"), place)
    if damage == "gone":
        (place / name).unlink()
    else:
        (place / name).write_bytes((place / name).read_bytes()[:100])
    with pytest.raises(ModelError, match="损坏"):
        load_model(place, taxonomy)


def test_a_model_of_another_program_is_refused(taxonomy: Taxonomy, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")
    with pytest.raises(ModelError, match="不是汇报的模型"):
        load_model(tmp_path, taxonomy)


def test_facts_say_where_a_sentence_stands(report: AnnotatedReport) -> None:
    facts = facts_of(report)
    assert facts[:, 0].tolist() == [0, 0.5, 1]
    assert facts[:, 3].tolist() == [1, 0, 1]


def test_the_nearest_two_headings_are_read() -> None:
    assert heading_path(("一、成效", "（一）产业", "1.柑橘")) == "（一）产业 1.柑橘"
    assert heading_path(()) == ""


def test_numbers_and_spaces_say_nothing_to_the_encoder() -> None:
    assert plain("修 路 １２.5公里") == plain("修路3公里") == "修路8公里"


def test_pieces_are_the_likeliest_ones_between_their_marks() -> None:
    cutter = PieceCutter([*SPECIAL, "▁", "冷", "库", "冷库"], [0, 0, 0, 0, -1, -5, -5, -2])
    assert cutter.cut(["冷库", "冷"]) == [[START, 4, 7, END], [START, 4, 5, END]]
    assert UNKNOWN in cutter.cut(["猫"])[0]
    assert len(cutter.cut(["冷" * 500])[0]) == LONGEST


def test_pieces_of_other_scripts_are_left_out() -> None:
    assert kept_pieces([*SPECIAL, "冷库", "▁the", "路", "，"]) == [0, 1, 2, 3, 4, 6, 7]


def test_rows_are_filled_up_with_padding() -> None:
    assert padded([[0, 5, 2], [0, 2]]).tolist() == [[0, 5, 2], [0, 2, PAD]]
