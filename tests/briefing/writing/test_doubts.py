"""Numbers that do not fit each other, as a draft and its appendix tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huibao.briefing.make import gather, make_briefing
from huibao.briefing.template import load_template
from huibao.briefing.writing.doubts import doubt_list, doubtful_sentences
from huibao.schema import AnnotatedReport
from huibao.taxonomy import Taxonomy

if TYPE_CHECKING:
    from tests.conftest import Authored

POVERTY, INDUSTRY = "achievement.poverty", "achievement.industry"


def _batch(authored: Authored) -> list[AnnotatedReport]:
    moved = f"P\n{POVERTY}|1. 我村一共37户搬到柳河安置点。|搬迁户=37户@actual\n"
    settled = (
        f"P\n{POVERTY}|安置点搬迁户146户，其中石桥来的34户，剩下的是本村的。|搬迁户=146户@actual; 搬迁户=34户@part\n"
    )
    shoots = f"P\n{INDUSTRY}|三季度的鲜笋产量达到了412吨。|产量=412吨@actual\n"
    parts = "".join(f"P\nother|{line}\n" for line in ("各片鲜笋表：", "上片　156吨", "中片　138吨", "下片　127吨"))
    return [
        authored(moved, village="石桥村"),
        authored(settled, village="柳河村"),
        authored(shoots + parts, village="杨树村"),
    ]


def test_what_does_not_fit_is_told_before_the_closing(authored: Authored, taxonomy: Taxonomy) -> None:
    briefing = make_briefing(_batch(authored), load_template("briefing"), taxonomy).briefing
    assert briefing.passages[-2].text == (
        "以下数字对不上，请先核实：石桥村说“本村一共37户搬到柳河安置点”，柳河村说“石桥来的34户”；"
        "杨树村说“三季度的鲜笋产量达到了412吨”，与所列分项相加的数不符。"
    )


def test_the_appendix_says_of_each_what_speaks_against_it(authored: Authored, taxonomy: Taxonomy) -> None:
    batch = gather(_batch(authored), taxonomy)
    assert [(row[1], row[3]) for row in doubt_list(batch.table).rows] == [
        ("石桥村", "柳河村说是34户"),
        ("柳河村", "石桥村说是37户"),
        ("杨树村", "所列分项156吨、138吨、127吨，相加是421吨"),
    ]
    assert len(doubtful_sentences(batch.table)) == 3


def test_what_fits_needs_no_list(authored: Authored, taxonomy: Taxonomy) -> None:
    briefing = make_briefing(_batch(authored)[:1], load_template("briefing"), taxonomy).briefing
    assert "待核实数字清单" not in [table.title for table in briefing.tables]
    assert "对不上" not in "".join(passage.text for passage in briefing.passages)
