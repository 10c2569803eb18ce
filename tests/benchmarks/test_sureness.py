from __future__ import annotations

from benchmarks import sureness
from huibao.briefing.themes.aspect_model import Saying, shipped_model
from huibao.briefing.themes.fit_aspects import Example
from huibao.briefing.themes.fit_sureness import read_townships
from huibao.briefing.themes.sureness_model import shipped_sureness
from huibao.taxonomy import Taxonomy

_PRICE = "销路和价格不稳"
_SAID = ("桃子没有销路，客商压价厉害。", "价格低，橘子卖不出去。", "手机没有信号，打不出电话。")


def _row(taxonomy: Taxonomy, *told: str) -> str:
    examples = [
        Example(saying=Saying(text=text, keys=("bottleneck.industry",)), aspects=(name,), report=f"甲/{name}{place}")
        for place, (text, name) in enumerate(zip(_SAID, told, strict=True))
    ]
    readings = read_townships(examples, shipped_model(), taxonomy)
    return sureness.row("甲", readings, shipped_sureness())


def test_a_count_is_exact_where_its_villages_are_those_told_by_hand(taxonomy: Taxonomy) -> None:
    assert _row(taxonomy, _PRICE, _PRICE, "通信信号差") == "| 甲 | 1 of 1 (100%) | 1 of 1 (100%) | 0 of 0 (0%) |"
    assert _row(taxonomy, _PRICE, _PRICE, _PRICE) == "| 甲 | 0 of 1 (0%) | 0 of 1 (0%) | 0 of 0 (0%) |"
