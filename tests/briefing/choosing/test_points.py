"""What a point's wording calls the one whose report it is from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from huibao.briefing.make import gather
from huibao.taxonomy import VILLAGE, Reporter, Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored


@pytest.mark.parametrize(
    ("reporter", "told"), [(VILLAGE, "到该村讲课"), (Reporter(noun="学校", counter="所"), "到该学校讲课")]
)
def test_what_is_named_again_is_called_as_the_office_calls_it(
    reporter: Reporter, told: str, authored: Authored, taxonomy: Taxonomy
) -> None:
    line = "P\nachievement.governance|石桥小学是县里定的示范点，县里专门派人到石桥小学讲课。\n"
    (point,) = gather([authored(line, village="石桥小学")], replace(taxonomy, reporter=reporter)).points
    assert point.wording.text.endswith(told)
