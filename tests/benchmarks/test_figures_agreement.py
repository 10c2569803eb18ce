"""The second reader's figures: their format, and that they fit the reports they are of."""

from __future__ import annotations

from pathlib import Path

from benchmarks.figures_agreement import CORPUS, SECOND, read_figures
from huibao.corpus.authoring import read_corpus
from huibao.indicators.evaluate import evaluate_indicators
from huibao.taxonomy import load_taxonomy


def test_a_line_is_a_figure_and_sentences_count_from_one(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text("sentence,name,value,unit,status,bound\n3,路灯,36,盏,plan,≥\n", encoding="utf-8")
    (figure,) = read_figures(path)
    assert (figure.sentence, figure.name, figure.value, figure.unit) == (2, "路灯", 36.0, "盏")
    assert (figure.status, figure.bound) == ("plan", "≥")


def test_the_second_reader_read_the_reports_that_the_authors_wrote() -> None:
    reports = {one.report.name: one for one in read_corpus(CORPUS / "reports", load_taxonomy())}
    paths = sorted(SECOND.rglob("*.csv"))
    assert len(paths) == 12
    for path in paths:
        authored = reports[path.relative_to(SECOND).with_suffix("").as_posix()]
        figures = read_figures(path)
        assert all(0 <= figure.sentence < len(authored.sentences) for figure in figures)
        # One who had numbered the sentences otherwise would agree on next to nothing.
        assert evaluate_indicators([authored], [figures]).value_f1 > 0.9
