from __future__ import annotations

import json

from huibao.briefing.render.html import render_html
from huibao.briefing.trace import render_trace
from huibao.schema import Briefing, Figure, Passage, Source, Statement

_SOURCE = Source(report="a.txt", village="石桥村", index=4, text="新栽桃树120亩。")
_COUNT = Figure(text="1个村", value=1, rule="villages", sources=(_SOURCE,))
_BRIEFING = Briefing(
    title="汇总",
    addressee="",
    passages=(
        Passage(statements=(Statement(text="一、成效"),), heading_level=1),
        Passage(statements=(Statement(text="1个村栽了桃树。", sources=(_SOURCE,), figures=(_COUNT,)),)),
    ),
    tables=(),
)


def test_the_sidecar_leads_from_each_sentence_to_its_sources() -> None:
    (statement,) = json.loads(render_trace(_BRIEFING))["statements"]
    assert statement["paragraph"] == 1
    assert statement["sources"] == [{"report": "a.txt", "village": "石桥村", "sentence": 4, "text": "新栽桃树120亩。"}]
    assert statement["figures"] == [{"text": "1个村", "value": 1, "rule": "villages", "values": []}]


def test_html_shows_the_sources_on_hover() -> None:
    assert 'title="石桥村（a.txt 第5句）：新栽桃树120亩。"' in render_html(_BRIEFING, True).decode()
