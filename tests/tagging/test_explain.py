from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from huibao.schema import AnnotatedReport
from huibao.tagging.calibration import Calibration
from huibao.tagging.decision import Decision
from huibao.tagging.explain import explain
from huibao.tagging.features import FeatureParams
from huibao.tagging.linear import LinearParams, LinearTagger
from huibao.tagging.model import TaggingModel
from huibao.tagging.protocol import Scores
from huibao.tagging.selector import PLAIN
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

BODY = "H|一、不足\nP\nother|情况如下。\nbottleneck.resources|村里缺资金。\nother|完毕。\n"


@dataclass
class Cues:
    """Scores a lack of resources by three cues: a word, a heading, the sentence before."""

    labels: tuple[str, ...]
    kinds: tuple[str, ...]

    def predict_proba(self, reports: Sequence[AnnotatedReport]) -> list[Scores]:
        return [self._scores(annotated) for annotated in reports]

    def _scores(self, annotated: AnnotatedReport) -> Scores:
        table = np.full((len(annotated.sentences), len(self.labels)), 0.01, dtype=np.float32)
        for row, sentence in enumerate(annotated.sentences):
            before = annotated.sentences[row - 1].text if row else ""
            score = (
                0.1 + 0.4 * ("缺" in sentence.text) + 0.2 * ("一、不足" in sentence.section) + 0.1 * ("情况" in before)
            )
            table[row, self.labels.index("bottleneck.resources")] = score
            table[row, self.labels.index("other")] = 1 - score
        return Scores(labels=table, kinds=np.full((len(annotated.sentences), len(self.kinds)), 1 / 3, dtype=np.float32))


def model(taxonomy: Taxonomy) -> TaggingModel:
    decision = Decision(
        calibration=Calibration(slope=1.0, shift=dict.fromkeys(taxonomy.keys, 0.0)),
        second=0.9,
        selector=PLAIN,
        review=0.5,
    )
    tagger = Cues(taxonomy.keys, tuple(kind.key for kind in taxonomy.kinds))
    return TaggingModel(tagger=tagger, decision=decision, taxonomy=taxonomy)  # type: ignore[arg-type]  # predicts only


def test_what_is_missed_when_it_is_gone_spoke_for_the_label(authored: Authored, taxonomy: Taxonomy) -> None:
    found = explain(model(taxonomy), authored(BODY), 1)
    assert found.label == "bottleneck.resources"
    support = {effect.part: effect.support for effect in found.surroundings}
    assert support["headings"] > support["before"] > 0
    assert support["after"] == pytest.approx(0)
    words = {effect.text: effect.support for effect in found.words}
    assert max(words, key=lambda word: words[word]) == "缺"
    assert words["资金"] == pytest.approx(0)
    assert found.blocks == ()


def test_words_say_where_they_stand_and_marks_are_left_out(authored: Authored, taxonomy: Taxonomy) -> None:
    found = explain(model(taxonomy), authored(BODY), 1)
    assert all(found.sentence.text[w.start : w.start + len(w.text)] == w.text for w in found.words)
    assert "".join(effect.text for effect in found.words) == "村里缺资金"


def test_at_the_edge_without_headings_there_is_less_to_take_away(authored: Authored, taxonomy: Taxonomy) -> None:
    found = explain(model(taxonomy), authored("P\nother|好。\n"), 0)
    assert found.surroundings == ()
    assert (found.before, found.after) == ("", "")


def test_another_label_can_be_asked_about(authored: Authored, taxonomy: Taxonomy) -> None:
    found = explain(model(taxonomy), authored(BODY), 1, label="other")
    assert {effect.text: effect.support for effect in found.words}["缺"] < 0


def test_blocks_of_the_linear_tagger_add_up_to_its_log_odds(authored: Authored, taxonomy: Taxonomy) -> None:
    report = authored(BODY)
    tagger = LinearTagger(taxonomy, LinearParams(features=FeatureParams(min_df=1))).fit([report])
    decision = model(taxonomy).decision
    found = explain(TaggingModel(tagger=tagger, decision=decision, taxonomy=taxonomy), report, 1)
    assert [block.name for block in found.blocks][:3] == ["字", "词", "标题"]
    column = tagger.labels.index("bottleneck.resources")
    probability = float(tagger.predict_proba([report])[0].labels[1, column])
    whole = sum(block.support for block in found.blocks) + float(tagger._intercept[column])
    assert whole == pytest.approx(np.log(probability / (1 - probability)), abs=1e-3)
    for block in found.blocks:
        sizes = [abs(feature.support) for feature in block.strongest]
        assert sizes == sorted(sizes, reverse=True)
