from __future__ import annotations

from dataclasses import replace

import pytest

from huibao.briefing.writing.figures import SummedFigure
from huibao.schema import Figure, Passage, Source, Statement
from huibao.web.mending import mended
from huibao.web.outdated import Present

SOURCE = Source(report="a.txt", village="石桥村", index=0, text="监测户24户，路灯25盏，道路3.2公里。")


def after(text: str, note: str = "改过", **more: bool) -> dict[tuple[str, int], Present]:
    right = replace(SOURCE, text=text, note=note)
    return {("a.txt", 0): Present(source=right, quotable=more.get("quotable", True), proofs=())}


def said(text: str, *figures: Figure, sources: tuple[Source, ...] = (SOURCE,)) -> Passage:
    return Passage(statements=(Statement(text=text, sources=sources, figures=figures), Statement(text="各村都好。")))


@pytest.mark.parametrize(
    ("now", "draft", "wanted"),
    [
        ("监测户26户，路灯25盏，道路3.2公里。", "石桥村监测户24户，天天走访。", "石桥村监测户26户，天天走访。"),
        ("监测户25户，路灯26盏，道路3.2公里。", "监测户24户，路灯25盏。", "监测户25户，路灯26盏。"),
        # Written by hand another way, and it stays that way.
        ("监测户24户，路灯25盏，道路3.5公里。", "石桥村修路3.2千米。", "石桥村修路3.5千米。"),
        ("监测户超过26户，路灯25盏，道路3.2公里。", "石桥村监测户24户。", "石桥村监测户超过26户。"),
        # Nobody can tell which of the two is the one that was corrected.
        ("监测户26户，路灯25盏，道路3.2公里。", "监测户24户，脱贫户24户。", None),
        # The number goes with its doubt, and whether that is settled no word tells.
        ("监测户26户，路灯25盏，道路3.2公里。", "监测户24户（待核实）。", None),
    ],
)
def test_only_the_number_that_was_corrected_changes(now: str, draft: str, wanted: str | None) -> None:
    found = mended(said(draft), after(now), [])
    if wanted is None:
        assert found is None
    else:
        assert found is not None
        assert [statement.text for statement in found.statements] == [wanted, "各村都好。"]
        assert found.statements[0].sources[0].text == now


def test_a_sentence_that_its_report_does_not_count_any_more_cannot_stand() -> None:
    now = after(SOURCE.text, note="24户，王芳审核定为不计入", quotable=False)
    assert mended(said("石桥村监测户24户。"), now, []) is None


def test_a_sum_takes_the_bound_and_the_villages_of_today_and_a_draft_without_it_says_it_no_more() -> None:
    other = Source(report="b.txt", village="柳河村", index=3, text="监测户不到60户。")
    both = (SOURCE, other)
    body = said(
        "2个村监测户合计不到84户，其余的在摸排。",
        Figure(text="2个村", value=2, rule="villages", sources=both),
        Figure(text="84户", value=84, rule="sum", sources=both, values=(24, 60)),
        sources=both,
    )
    now = after("监测户26户，路灯25盏，道路3.2公里。")
    right = now["a.txt", 0].source
    third = Source(report="c.txt", village="青石村", index=1, text="监测户超过10户。")
    fresh = SummedFigure(label="x", name="监测户", unit="户", total=96, bound="≈", doubtful=(),
                         sources=(right, other, third), values=(26, 60, 10))  # fmt: skip
    found = mended(body, now, [replace(fresh, name="户"), fresh, replace(fresh, unit="人")])
    assert found is not None
    assert found.statements[0].text == "3个村监测户合计约96户，其余的在摸排。"
    assert found.statements[0].sources == (right, other, third)
    assert [(figure.text, figure.value) for figure in found.statements[0].figures] == [("3个村", 3), ("96户", 96)]
    assert mended(body, now, []) is None
    assert mended(body, now, [replace(fresh, doubtful=("青石村",))]) is None
