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
        "以下说法或数字对不上，请先核实：石桥村说“本村一共37户搬到柳河安置点”，柳河村说“石桥来的34户”；"
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


def test_what_one_says_the_other_rules_out_is_told_with_both(authored: Authored, taxonomy: Taxonomy) -> None:
    done = f"P\n{INDUSTRY}|石桥至柳河的茶旅路已于6月20日全线完工。\n"
    undone = "P\nbottleneck.resources|3. 茶旅路（与石桥村共建）还有1.3公里没有硬化。\n"
    batch = [authored(done, village="石桥村"), authored(undone, village="柳河村")]
    briefing = make_briefing(batch, load_template("briefing"), taxonomy).briefing
    assert briefing.passages[-2].text == (
        "以下说法或数字对不上，请先核实：石桥村说“石桥至柳河的茶旅路已于6月20日全线完工”，"
        "柳河村说“茶旅路（与石桥村共建）还有1.3公里没有硬化”。"
    )
    assert [row[3] for row in doubt_list(gather(batch, taxonomy).table).rows] == [
        "柳河村说“茶旅路（与石桥村共建）还有1.3公里没有硬化”",
        "石桥村说“石桥至柳河的茶旅路已于6月20日全线完工”",
    ]


def test_a_line_of_a_table_is_quoted_whole(authored: Authored, taxonomy: Taxonomy) -> None:
    body = f"P\n{INDUSTRY}|本季挖鲜笋212吨。|鲜笋=212吨@actual\nP\nother|鲜笋（吨）221|鲜笋=221吨@actual\n"
    batch = gather([authored(body, village="石桥村")], taxonomy)
    assert [(row[2], row[3]) for row in doubt_list(batch.table).rows] == [
        ("本季挖鲜笋212吨", "另一处说是221吨"),
        ("鲜笋（吨）221", "另一处说是212吨"),
    ]
