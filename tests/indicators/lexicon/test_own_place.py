"""What the reporting village is called, and what is of it alone."""

from __future__ import annotations

import pytest

from huibao.indicators.lexicon.own_place import is_of_place, village_stem


@pytest.mark.parametrize(
    ("village", "stem"),
    [("石桥村", "石桥"), ("观音阁社区", "观音阁"), ("石桥行政村", "石桥"), ("李村", "李村"), ("", "")],
)
def test_others_leave_out_what_kind_of_place_it_is(village: str, stem: str) -> None:
    assert village_stem(village) == stem


def test_a_name_of_the_village_names_no_figure() -> None:
    assert is_of_place("杨寨", "后杨寨")
    assert is_of_place("白泥田烤烟", "白泥田")
    # 窑 of 窑头 is a kiln all the same.
    assert not is_of_place("窑", "窑头")
    assert not is_of_place("烤烟", "")
