from __future__ import annotations

import pytest

from huibao.briefing.themes.aspect_model import Saying
from huibao.briefing.themes.fit_aspects import Example, Studied
from huibao.briefing.themes.fit_sureness import fit_sureness, read_unseen
from huibao.errors import CorpusError
from huibao.taxonomy import Taxonomy

_MONEY, _PRICE = "缺资金", "销路和价格不稳"
_SAID = {
    "甲": ("修渠没有资金。", "桃子卖不上价。", "辣椒没有销路。"),
    "乙": ("配套款没有着落，缺资金。", "茶叶没有销路。", "梨子压价，卖不出去。"),
    "丙": ("拦水坝缺经费。", "菌子贩子压价。", "橘子价格低，没有销路。"),
}


def _examples(townships: str) -> list[Example]:
    return [
        Example(
            saying=Saying(text=text, keys=("bottleneck.resources" if name == _MONEY else "bottleneck.industry",)),
            aspects=(name,),
            report=f"{township}/{place}村",
        )
        for township in townships
        for place, (text, name) in enumerate(zip(_SAID[township], (_MONEY, _PRICE, _PRICE), strict=True))
    ]


def test_the_opinion_of_the_model_speaks_for_a_lack(taxonomy: Taxonomy) -> None:
    readings = list(read_unseen(Studied.of(_examples("甲乙丙")), taxonomy))
    assert {reading.batch.villages for reading in readings} == {tuple(f"{t}/{n}村" for n in range(3)) for t in "甲乙丙"}
    sureness = fit_sureness(readings)
    assert sureness.weights["model"] > 0
    assert sureness == fit_sureness(readings)


def test_a_township_is_read_by_a_model_of_others(taxonomy: Taxonomy) -> None:
    # 缺资金 two sentences of the others tell: too few to learn it, so that its cues alone count it.
    for reading in read_unseen(Studied.of(_examples("甲乙丙")), taxonomy):
        assert reading.batch.learnt == (_PRICE,)
        assert [_PRICE in names for names in reading.batch.told] == [False, True, True]


def test_one_township_has_no_others(taxonomy: Taxonomy) -> None:
    with pytest.raises(CorpusError, match="一个乡镇"):
        list(read_unseen(Studied.of(_examples("甲")), taxonomy))


def test_there_is_nothing_to_learn_where_nothing_is_counted() -> None:
    with pytest.raises(CorpusError, match=r"aspects\.csv"):
        fit_sureness([])
