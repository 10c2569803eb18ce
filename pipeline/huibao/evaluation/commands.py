"""Commands about models: ``evaluate``, ``calibrate``, ``card``, ``explain``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huibao.output import replacing

if TYPE_CHECKING:
    from huibao.tagging.explain import Explanation
    from huibao.taxonomy import Taxonomy

Corpus = Annotated[Path, typer.Option("--corpus", metavar="DIR", help="authored reports (*.tagged.txt)")]
Splits = Annotated[
    Path | None, typer.Option("--splits", metavar="FILE", help="splits file; without it all files count")
]
Model = Annotated[Path | None, typer.Option("--model", metavar="DIR", help="模型目录；默认用自带模型")]
_CORPUS = Path("corpus/reports")
_VOICES = "variety.csv"


def add_commands(app: typer.Typer) -> None:
    """Hook the commands into the command line."""
    for command in (evaluate, calibrate, card, explain):
        app.command()(command)


def evaluate(
    corpus: Corpus = _CORPUS,
    splits: Splits = None,
    split: Annotated[str, typer.Option("--split", help="train, validation or test")] = "test",
    model: Model = None,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="DIR", help="another model, for a paired bootstrap")
    ] = None,
    voices: Annotated[
        Path | None,
        typer.Option("--voices", metavar="CSV", help="voice of each report [variety.csv beside the corpus, if any]"),
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="metrics as .json")] = None,
    tables: Annotated[Path | None, typer.Option("--tables", metavar="DIR", help="folder for .csv tables")] = None,
    plots: Annotated[Path | None, typer.Option("--plots", metavar="DIR", help="folder for .svg plots")] = None,
) -> None:
    """Evaluate a model on authored reports: labels, kind, review queue, calibration, groups, indicators."""
    from huibao.corpus.splits import read_split
    from huibao.evaluation.lines import lines_of
    from huibao.evaluation.measure import evaluate_model, judge, read_voices
    from huibao.evaluation.plots import write_plots
    from huibao.evaluation.tables import write_tables
    from huibao.tagging.model import DEFAULT, load_model
    from huibao.taxonomy import load_taxonomy

    taxonomy = load_taxonomy()
    gold = read_split(corpus, splits, split, taxonomy)
    beside = corpus.parent / _VOICES
    found = voices or (beside if beside.is_file() else None)
    judged = judge(load_model(model, taxonomy), gold)
    result = evaluate_model(
        judged,
        taxonomy,
        model=(model or Path(DEFAULT)).resolve().name,
        split=split if splits else "all",
        voices=read_voices(found) if found else None,
        against=(against.resolve().name, judge(load_model(against, taxonomy), gold)) if against else None,
    )
    for line in lines_of(result, taxonomy):
        typer.echo(line)
    if output:
        with replacing(output, force=True) as temporary:
            temporary.write_text(result.to_json(), encoding="utf-8")
    if tables:
        write_tables(result, judged, taxonomy, tables)
    if plots:
        write_plots(result, taxonomy, plots)


def calibrate(
    model: Annotated[Path, typer.Option("--model", metavar="DIR", help="model directory", show_default=False)],
    corpus: Corpus = _CORPUS,
    splits: Splits = None,
    params: Annotated[Path, typer.Option("--params", help="parameters")] = Path("params.yaml"),
) -> None:
    """Fit a model's calibration and review threshold anew (decision.json), without training it again.

    On the validation townships with --splits, else on all reports of the folder: an office's own, say.
    """
    from huibao.taxonomy import load_taxonomy
    from huibao.training import decision_params, recalibrate

    fitted = recalibrate(model, corpus, splits, load_taxonomy(), decision_params(params))
    typer.echo(f"{model}: slope {fitted.calibration.slope:.3f}, review below {fitted.review:.3f}")


def card(
    model: Annotated[Path, typer.Option("--model", metavar="DIR", help="model directory", show_default=False)],
    corpus: Corpus = _CORPUS,
    splits: Annotated[Path, typer.Option("--splits", help="splits file")] = Path("corpus/splits.toml"),
    benchmark: Annotated[
        Path | None, typer.Option("--benchmark", metavar="FILE", help="quality.json of benchmarks/quality.py")
    ] = None,
) -> None:
    """Write a model's card (README.md in its directory) from its measured files."""
    from huibao.evaluation.card import write_card
    from huibao.taxonomy import load_taxonomy

    typer.echo(f"card written to {write_card(model, corpus, splits, load_taxonomy(), benchmark=benchmark)}")


def explain(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="一份汇报", show_default=False)],
    sentence: Annotated[
        int,
        typer.Option(
            "--sentence", metavar="N", help="第几句，从 1 数起，和网页、Word 批注一样（即 tag 输出的 index 加 1）"
        ),
    ],
    label: Annotated[str | None, typer.Option("--label", help="说明哪个标签；默认说明最强的一个")] = None,
    model: Model = None,
) -> None:
    """说明一句话为什么得到它的标签：哪些词、标题和上下句在起作用。"""
    from huibao.ingest import read_report
    from huibao.schema import AnnotatedReport
    from huibao.segment.outline import find_headings, find_sentences
    from huibao.tagging.explain import explain as explain_sentence
    from huibao.tagging.model import load_model
    from huibao.taxonomy import load_taxonomy

    report = read_report(path)
    headings = tuple(find_headings(report).values())
    annotated = AnnotatedReport(report=report, headings=headings, sentences=find_sentences(report, headings))
    taxonomy = load_taxonomy()
    for line in _explained(
        explain_sentence(load_model(model, taxonomy), annotated, sentence - 1, label=label), taxonomy
    ):
        typer.echo(line)


def _explained(explanation: Explanation, taxonomy: Taxonomy) -> Iterator[str]:
    """An explanation as lines in Chinese."""
    tag, names = explanation.tag, {"headings": "标题", "before": "上句", "after": "下句"}
    yield f"第 {explanation.sentence.index + 1} 句：{explanation.sentence.text}"
    yield f"标题：{' › '.join(explanation.sentence.section) or '（无）'}"
    yield f"上句：{explanation.before or '（无）'}"
    yield f"下句：{explanation.after or '（无）'}"
    ranking = sorted(tag.scores, key=lambda key: -tag.scores[key])[:3]
    yield "概率：" + "，".join(f"{taxonomy[key].full_name} {tag.scores[key]:.0%}" for key in ranking)
    yield f"标对的把握：{explanation.certainty:.0%}{'，建议人工复核' if tag.review else ''}"
    yield ""
    yield f"去掉一处以后，“{taxonomy[explanation.label].full_name}”的对数几率少多少（正数表示它支持这个标签）："
    for effect in explanation.surroundings:
        yield f"  {effect.support:+6.2f}  {names[effect.part]}：{effect.text}"
    for effect in sorted(explanation.words, key=lambda effect: -abs(effect.support)):
        yield f"  {effect.support:+6.2f}  词：{effect.text}"
    if explanation.blocks:
        yield ""
        yield "线性模型各类特征的贡献："
    for block in explanation.blocks:
        shown = "、".join(f"{feature.name}（{feature.support:+.2f}）" for feature in block.strongest)
        yield f"  {block.support:+6.2f}  {block.name}：{shown}"
