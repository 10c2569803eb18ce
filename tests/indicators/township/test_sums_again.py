"""Every sum of real townships, worked out again by an independent few lines."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from huibao.corpus.authoring import read_tagged
from huibao.frames import indicators_frame
from huibao.indicators.extract import extract_report
from huibao.indicators.lexicon.entries import shown_unit
from huibao.indicators.township.table import township_table
from huibao.taxonomy import Taxonomy


@pytest.mark.parametrize("township", ["gaomao", "longdu", "yinghui"])
def test_every_sum_of_a_real_township_worked_out_again(township: str, root: Path, taxonomy: Taxonomy) -> None:
    """By fractions from the frame, with none of the table's own steps."""
    reports = []
    for path in sorted((root / "corpus/reports" / township).glob("2025*.tagged.txt")):
        annotated = read_tagged(path, taxonomy)
        reports.append(replace(annotated, indicators=extract_report(annotated, taxonomy)))
    frame = indicators_frame(reports)
    villages = list(dict.fromkeys(report.report.village for report in reports))
    table = township_table(frame, villages)
    summed = 0
    moved = {value.village for entry in table.rows for value in entry.values if value.called}
    in_metres = {"公里": 1000, "米": 1}
    in_jin = {"吨": 2000, "担": 100, "斤": 1}
    # What arose and what was settled are told apart by their sentences (test_outcome).
    for entry in (entry for entry in table.rows if not entry.name.startswith(("矛盾", "调解"))):
        scale = next((kind for kind in (in_metres, in_jin) if entry.unit in kind), {entry.unit: 1})
        lines = frame[(frame.name == entry.name) & (frame.period == entry.period) & (frame.status == "actual")]
        # What came from a row of another name or time is looked up where it was read.
        joined = {value.village for value in entry.values if value.called}
        read = {(line.report, line["name"], Fraction(str(line.value))) for _, line in frame.iterrows()}
        assert all(
            (value.source.report, value.called, Fraction(value.value)) in read
            for value in entry.values
            if value.called and entry.unit not in (*in_metres, *in_jin)
        )
        if entry.period in ("现有", "累计"):
            # All reports here are of a quarter, so their periods sort by time.
            lines = lines[lines.report_period == lines.groupby("village").report_period.transform("max")]
        given: dict[str, set[Fraction]] = {}
        for village_name, value, unit in zip(lines.village, lines.value, lines.unit, strict=True):
            if (shown := shown_unit(entry.name, unit)) in scale:
                given.setdefault(village_name, set()).add(Fraction(str(value)) * scale[shown] / scale[entry.unit])
        contradicting = {value.village for value in entry.contradictions}
        counted = {value.village: Fraction(value.value) for value in entry.values}
        # What is told once, at its own name, is no share of the larger figure before it (test_alike).
        parts = frame[(frame.name == entry.name) & (frame.period == entry.period) & (frame.status == "part")]
        alone = counted.keys() - joined - given.keys()
        for village_name in alone:
            (value,) = parts[parts.village == village_name].value
            assert counted[village_name] == Fraction(str(value))
        own = {name: value for name, value in counted.items() if name not in joined | alone}
        # A village's figure may have gone into the row of the most villages.
        assert own.keys() <= given.keys() - contradicting
        assert given.keys() - contradicting - own.keys() <= joined | moved
        assert all(value in given[village_name] for village_name, value in own.items())
        if entry.total is not None:
            assert Fraction(entry.total) == sum(counted.values())
            summed += 1
        assert contradicting <= {village_name for village_name, values in given.items() if len(values) > 1}
    assert summed > 20
