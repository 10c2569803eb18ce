"""Values that another village has counted among its own: 搬迁户146户，其中…蜂桶来的29户 beside 蜂桶 and its 29."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from huibao.indicators.lexicon.own_place import village_stem
from huibao.indicators.township.alike import Key
from huibao.indicators.township.telling import VillageValue, behind, beside, phrases_told
from huibao.segment.normalize import normalize


def counted_elsewhere(
    actual: Mapping[Key, Mapping[str, Sequence[VillageValue]]], parts: Mapping[Key, Sequence[VillageValue]]
) -> set[tuple[Key, VillageValue]]:
    """The values of a row that stand, with their village's name, among the parts of another village's value of it.

    Args:
        actual: by row the villages' values.
        parts: by row the shares that villages tell.
    """
    shares: dict[tuple[str, int], list[tuple[str, VillageValue]]] = {}
    for key, given in parts.items():
        for told in given:
            words = "|".join(beside(phrase) + behind(phrase) for phrase in phrases_told(key.name, key.unit, told))
            shares.setdefault((told.source.report, told.source.index), []).append((words, told))
    return {
        (key, value)
        for key, by_village in actual.items()
        for whole in (told for given in by_village.values() for told in given)
        for words, share in shares.get((whole.source.report, whole.source.index), ())
        for village, given in by_village.items()
        if village != whole.village and normalize(village_stem(village)).text in words
        for value in given
        if value.value == share.value < whole.value
    }
