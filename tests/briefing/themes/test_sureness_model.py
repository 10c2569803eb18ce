from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from huibao.briefing.themes.aspect_model import Saying, shipped_model
from huibao.briefing.themes.aspects import themes
from huibao.briefing.themes.sureness_model import FEATURES, Batch, Sureness, features, shipped_sureness
from huibao.errors import ModelError

_KEY = "bottleneck.industry"
_PRICE = "销路和价格不稳"
_SOLD = "桃子没有销路，客商压价厉害。"


def _batch(texts: Sequence[str], told: Sequence[str]) -> Batch:
    sayings = [Saying(text=text, keys=(_KEY,)) for text in texts]
    return Batch.of(
        sayings,
        shipped_model(),
        lacking=frozenset({_KEY}),
        villages=[f"{place}村" for place in range(len(texts))],
        told=[frozenset({name} if name else ()) for name in told],
        keys=[frozenset({_KEY})] * len(texts),
        asks=[False] * len(texts),
    )


def test_the_stored_weights_tell_what_is_sure_from_what_is_not() -> None:
    batch = _batch((_SOLD, "价格低，橘子卖不出去。", "手机没有信号，打不出电话。"), (_PRICE, _PRICE, "通信信号差"))
    sure, _, other = shipped_sureness().chances(themes()[_PRICE], batch)
    assert sure > 0.8
    assert other < 0.1


def test_a_fact_tells_no_lack() -> None:
    told, fact = Sureness(weights=dict.fromkeys(FEATURES, 0.0), intercept=0.0).chances(
        themes()[_PRICE], _batch((_SOLD, "三村合修，我村分摊80万元。"), (_PRICE, ""))
    )
    assert (told, fact) == (0.5, 0.0)


def test_what_speaks_for_a_lack() -> None:
    batch = _batch((_SOLD, _SOLD, "手机没有信号。"), (_PRICE, "", "通信信号差"))
    counted, same, other = (dict(zip(FEATURES, row, strict=True)) for row in features(themes()[_PRICE], batch))
    assert (counted["counted"], counted["alike"], counted["another"]) == (1.0, 0.0, 0.0)
    assert (same["counted"], same["anywhere"], same["cue"]) == (0.0, 1.0, 0.0)
    # Another village tells the same words.
    assert same["alike"] == pytest.approx(1.0)
    assert (other["anywhere"], other["lacks"], other["own"], other["another"]) == (0.0, 1.0, 1.0, 1.0)
    assert other["model"] < 0 < same["model"]


def test_saved_weights_are_the_same(tmp_path: Path) -> None:
    shipped_sureness().save(tmp_path)
    assert Sureness.load(tmp_path) == shipped_sureness()


def test_weights_of_something_else_or_in_pieces_are_refused(tmp_path: Path) -> None:
    shipped_sureness().save(tmp_path)
    path = tmp_path / "sureness.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    for change in ({"format": "x"}, {"weights": {"model": 1.0}}):
        path.write_text(json.dumps(stored | change), encoding="utf-8")
        with pytest.raises(ModelError, match="版本不符"):
            Sureness.load(tmp_path)
    for damaged in ("{", "[]", json.dumps(stored | {"weights": {"model": "x"}})):
        path.write_text(damaged, encoding="utf-8")
        with pytest.raises(ModelError, match="已损坏"):
            Sureness.load(tmp_path)


def test_nothing_is_like_what_nobody_tells() -> None:
    assert np.array_equal(_batch((_SOLD, _SOLD), ("", "")).alike(_PRICE), [0.0, 0.0])
