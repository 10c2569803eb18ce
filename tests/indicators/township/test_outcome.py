"""What arose and what came to its end, told in one sentence or in two, in a row each."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from huibao.frames import indicators_frame
from huibao.indicators.lexicon.entries import entries_by_name
from huibao.indicators.township.outcome import settled_of
from huibao.indicators.township.table import township_table
from huibao.indicators.township.telling import VillageValue
from huibao.schema import AnnotatedReport, Source


@pytest.mark.parametrize(
    ("text", "value", "settled"),
    [
        ("排查矛盾纠纷17件，成功化解16件，剩下的1件是两组争林地界线。", 17, 16),
        ("吵架的事半年里有六起，说和了五起，剩下一起谁劝都不行。", 6, 5),
        ("矛盾纠纷：排查19件，化解18件", 19, 18),
        ("三季度矛盾纠纷22件，办结20件，剩余2件难办。", 22, 20),
        ("社会大局和谐稳定，纠纷5件，均已化解。", 5, 5),
        ("矛盾主要是摊位抢地方，三季度7件，都说开了。", 7, 7),
        ("矛盾纠纷：26件，全部化解，其中劳资纠纷15件。", 26, 26),
        ("排查纠纷12件，化解率100%。", 12, 12),
        ("调解纠纷8件，都签了协议。", 8, 8),
        ("矛盾纠纷调处21件，成功20件。", 21, 20),
        ("发生纠纷4件。", 4, None),
        ("排查矛盾纠纷9件，还有2件没有化解。", 9, None),
        ("调解室接到纠纷4件，正在处理。", 4, None),
    ],
)
def test_how_many_came_to_their_end(text: str, value: int, settled: int | None) -> None:
    source = Source(report="a.txt", village="石桥村", index=0, text=text)
    told = VillageValue(village="石桥村", value=Decimal(value), bound="", source=source)
    assert settled_of(entries_by_name()["矛盾调解"], "件", told) == settled


def test_what_arose_and_what_was_settled_are_two_rows(authored: Callable[..., AnnotatedReport]) -> None:
    reports = [
        authored("P\nachievement.governance|排查纠纷17件，化解16件。|矛盾调解=17件@actual; 调解成功=16件@part\n"),
        authored("P\nachievement.governance|调解纠纷8件。|矛盾调解=8件@actual\n", village="柳河村"),
        authored("P\nachievement.governance|发生纠纷4件。|矛盾调解=4件@actual\n", village="杨树村"),
    ]
    table = township_table(indicators_frame(reports), ["石桥村", "柳河村", "杨树村"])
    rows = {row.name: row for row in table.rows}
    assert {name: row.total for name, row in rows.items()} == {"矛盾纠纷": 29, "矛盾调解": 24}
    assert rows["矛盾调解"].silent == ("杨树村",)


def test_who_tells_only_what_was_settled_is_not_silent_about_what_arose(
    authored: Callable[..., AnnotatedReport],
) -> None:
    reports = [
        authored("P\nachievement.governance|排查纠纷17件，化解16件。|矛盾调解=17件@actual; 调解成功=16件@part\n"),
        authored("P\nachievement.governance|化解了10件邻里纠纷。|调解成功=10件@actual\n", village="柳河村"),
    ]
    rows = {row.name: row for row in township_table(indicators_frame(reports), ["石桥村", "柳河村"]).rows}
    assert {name: row.total for name, row in rows.items()} == {"矛盾纠纷": 27, "矛盾调解": 26}


def test_where_all_that_arose_was_settled_one_row_tells_it(authored: Callable[..., AnnotatedReport]) -> None:
    report = authored("P\nachievement.governance|矛盾纠纷5件，均已化解。|矛盾调解=5件@actual\n")
    assert [row.name for row in township_table(indicators_frame([report]), ["石桥村"]).rows] == ["矛盾调解"]
