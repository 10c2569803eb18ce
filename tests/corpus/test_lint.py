"""Every check of the corpus finds its slip, and lets a sound report pass."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from huibao.corpus.authoring import read_corpus
from huibao.corpus.lint import Reviewed, label_faults, leak_faults, report_faults, variety_faults
from huibao.corpus.splits import Splits
from huibao.errors import CorpusError
from huibao.resources import resource
from huibao.schema import AnnotatedReport
from huibao.taxonomy import Taxonomy

Author = Callable[..., AnnotatedReport]
NOTHING = Reviewed(frozenset())
SPLITS = Splits(townships={"train": ("a",), "validation": ("b",), "test": ("c",)})
ROW = {
    "voice": "clerk", "structure": "outline", "sentences": "1", "register": "official", "punctuation": "standard",
    "noise": "none", "numerals": "arabic", "script": "simplified", "devices": "",
}  # fmt: skip


def faults(report: AnnotatedReport, taxonomy: Taxonomy, reviewed: Reviewed = NOTHING) -> list[str]:
    return list(report_faults(report, taxonomy, reviewed))


@pytest.mark.parametrize(
    "line",
    [
        "achievement.industry|村集体收入86.5万元。|村级集体经济收入=865000元@actual",
        "achievement.construction|修路八百米。|道路建设=0.8公里@actual",
        "achievement.construction|冷库建成了。|冷库=1座@actual",
        "other|全村76户，在家61户。|户数=76户@actual; 外出户=15户@part",
        "achievement.construction|目标100户，完成86户。|户厕改造=100户@plan; 户厕改造=86户@actual",
        "achievement.industry|去年61万元，今年86万元。|收入=610000元@past; 收入=860000元@actual",
    ],
)
def test_a_sound_indicator_passes(authored: Author, taxonomy: Taxonomy, line: str) -> None:
    assert faults(authored(f"P\n{line}\n"), taxonomy) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("achievement.industry|村集体收入86.5万元。|收入=86500元@actual", "not written"),
        ("achievement.construction|栽树300株。|植树=300株@plan", "speaks of a target"),
        ("achievement.construction|栽树300株。|植树=300株@past", "speaks of an earlier time"),
    ],
)
def test_a_slip_of_an_indicator_is_found(authored: Author, taxonomy: Taxonomy, line: str, fault: str) -> None:
    (found,) = faults(authored(f"P\n{line}\n"), taxonomy)
    assert fault in found


def test_units_that_differ_from_the_segmenters_are_found(authored: Author, taxonomy: Taxonomy) -> None:
    (found,) = faults(authored("P\nother|路修了。水通了。\n"), taxonomy)
    assert "sentence units differ" in found


def test_a_report_without_labels_is_found(authored: Author, taxonomy: Taxonomy) -> None:
    line = "other|全村种了茶。\n"
    (found,) = faults(authored("P\n" + 8 * line), taxonomy)
    assert "labels seem to be missing" in found
    assert faults(authored("P\n" + 7 * line), taxonomy) == []
    assert faults(authored("P\nachievement.industry|全村种了茶。\n" + 7 * line), taxonomy) == []


def test_what_was_reviewed_is_no_fault_and_needs_to_be_one(authored: Author, taxonomy: Taxonomy) -> None:
    report = authored("P\nother|栽树300株。|植树=300株@plan\nother|好。\n")
    name = report.report.name
    assert faults(report, taxonomy, Reviewed(frozenset({(name, 0)}))) == []
    slip, needless = faults(report, taxonomy, Reviewed(frozenset({(name, 1)})))
    assert "speaks of a target" in slip
    assert "nothing is wrong" in needless


@pytest.mark.parametrize("entry", ["[[reviewed]]\nreport = 'a'\nsentences = [1]\n", "[[reviewed]]\nwhy = 'so'\n"])
def test_a_review_says_what_and_why(entry: str, tmp_path: Path) -> None:
    (tmp_path / "reviewed.toml").write_text(entry, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"reviewed\.toml"):
        Reviewed.load(tmp_path / "reviewed.toml")


def of(township: str, authored: Author, body: str, village: str) -> AnnotatedReport:
    report = authored(body, village=village)
    return replace(report, report=replace(report.report, name=f"{township}/{village}", author=village))


def test_a_sentence_written_twice_is_found_within_a_split(authored: Author) -> None:
    body = "P\nother|今年的雨水比往年多出了整整三成。\n"
    found = list(leak_faults([of("a", authored, body, "甲村"), of("a", authored, body, "乙村")], SPLITS))
    assert [("hold the same sentence" in fault) for fault in found] == [True]


def test_a_label_too_rare_in_a_split_is_found(authored: Author, taxonomy: Taxonomy) -> None:
    everywhere = "P\n" + "".join(f"{key}{'/plan' if key.startswith('req') else ''}|好。\n" for key in taxonomy.keys) * 5
    only_other = "P\n" + "other|好。\n" * 60
    reports = [of("a", authored, everywhere, "甲村"), of("b", authored, only_other, "乙村")]
    found = list(label_faults(reports, SPLITS, taxonomy))
    assert sum("of validation" in fault for fault in found) == len(taxonomy.keys) - 1


def variety(tmp_path: Path, *rows: dict[str, str]) -> Path:
    path = tmp_path / "variety.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, ["report", *ROW])
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({**ROW, "report": "a/甲村"}, ""),
        ({**ROW, "report": "a/乙村"}, "no row for a/甲村"),
        ({**ROW, "report": "a/甲村", "voice": "robot"}, "unknown voice 'robot'"),
        ({**ROW, "report": "a/甲村", "noise": "typos+fog"}, "unknown noise 'fog'"),
        ({**ROW, "report": "a/甲村", "sentences": "9"}, "9 sentences, the report has 1"),
    ],
)
def test_the_variety_table(authored: Author, tmp_path: Path, row: dict[str, str], fault: str) -> None:
    report = of("a", authored, "P\nother|好。\n", "甲村")
    found = list(variety_faults([report], SPLITS, variety(tmp_path, row)))
    assert (not found) if not fault else any(fault in line for line in found)


def test_a_test_split_without_voices_of_its_own_is_found(authored: Author, tmp_path: Path) -> None:
    reports = [of(t, authored, "P\nother|好。\n", f"{t}村") for t in ("a", "c")]
    rows = [{**ROW, "report": report.report.name} for report in reports]
    (found,) = variety_faults(reports, SPLITS, variety(tmp_path, *rows))
    assert "heard in test alone" in found


def test_second_annotations_are_of_the_same_sentences_and_of_a_fifth_of_the_reports(taxonomy: Taxonomy) -> None:
    reports = {r.report.name: r for r in read_corpus(resource("corpus/reports"), taxonomy)}
    second = list(read_corpus(resource("corpus/second"), taxonomy))
    assert len(second) >= 0.2 * len(reports)
    for annotated in second:
        first = reports[annotated.report.name]
        assert [s.text for s in annotated.sentences] == [s.text for s in first.sentences]


def test_of_the_fresh_reports_no_township_and_no_village_is_learnt_from(taxonomy: Taxonomy) -> None:
    reports = list(read_corpus(resource("corpus/reports"), taxonomy))
    fresh = list(read_corpus(resource("corpus/fresh"), taxonomy))
    assert len(fresh) == 72

    def townships(of: list[AnnotatedReport]) -> set[str]:
        return {annotated.report.name.partition("/")[0] for annotated in of}

    assert not townships(fresh) & townships(reports)
    assert not {a.report.village for a in fresh} & {a.report.village for a in reports}
