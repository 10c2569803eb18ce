"""Commands about models: ``evaluate``, ``calibrate``, ``card``, ``explain``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huibao.corpus.commands import corpus_and_splits
from huibao.options import CorpusDir, ModelDir, ParamsFile, SplitsFile, TaxonomyFile
from huibao.output import replacing
from huibao.resources import here_or_shipped

if TYPE_CHECKING:
    from huibao.tagging.explain import Explanation
    from huibao.taxonomy import Taxonomy

WholeOrSplits = Annotated[
    Path | None,
    typer.Option("--splits", metavar="FILE", help="划分训练、验证、测试集的文件；不写就用文件夹里的全部汇报"),
]
Trained = Annotated[Path, typer.Option("--model", metavar="DIR", help="模型目录", show_default=False)]
_VOICES = "variety.csv"


def add_commands(app: typer.Typer) -> None:
    """Hook the commands into the command line."""
    for command in (evaluate, calibrate, card, explain):
        app.command()(command)


def evaluate(
    corpus: CorpusDir = None,
    splits: WholeOrSplits = None,
    taxonomy: TaxonomyFile = None,
    split: Annotated[str, typer.Option("--split", help="train 训练、validation 验证或 test 测试")] = "test",
    model: ModelDir = None,
    against: Annotated[Path | None, typer.Option("--against", metavar="DIR", help="另一个模型，用来成对比较")] = None,
    voices: Annotated[
        Path | None,
        typer.Option("--voices", metavar="CSV", help="各份汇报的文风；默认语料旁边的 variety.csv"),
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="指标（.json）")] = None,
    tables: Annotated[Path | None, typer.Option("--tables", metavar="DIR", help="存放 .csv 表的文件夹")] = None,
    plots: Annotated[Path | None, typer.Option("--plots", metavar="DIR", help="存放 .svg 图的文件夹")] = None,
) -> None:
    """用人工标注的汇报评测模型：标签、类型、复核、校准、分组和指标。"""
    from huibao.corpus.splits import read_split
    from huibao.evaluation.lines import lines_of
    from huibao.evaluation.measure import evaluate_model, judge, read_voices
    from huibao.evaluation.plots import write_plots
    from huibao.evaluation.tables import write_tables
    from huibao.tagging.model import DEFAULT, load_model
    from huibao.taxonomy import load_taxonomy, taxonomy_file

    labels = load_taxonomy(taxonomy_file(taxonomy, model))
    folder = corpus or here_or_shipped("corpus/reports")
    gold = read_split(folder, splits, split, labels)
    beside = folder.parent / _VOICES
    found = voices or (beside if beside.is_file() else None)
    judged = judge(load_model(model, labels), gold)
    result = evaluate_model(
        judged,
        labels,
        model=(model or Path(DEFAULT)).resolve().name,
        split=split if splits else "all",
        voices=read_voices(found) if found else None,
        against=(against.resolve().name, judge(load_model(against, labels), gold)) if against else None,
    )
    for line in lines_of(result, labels):
        typer.echo(line)
    if output:
        with replacing(output, force=True) as temporary:
            temporary.write_text(result.to_json(), encoding="utf-8")
    if tables:
        write_tables(result, judged, labels, tables)
    if plots:
        write_plots(result, labels, plots)


def calibrate(
    model: Trained,
    corpus: CorpusDir = None,
    splits: WholeOrSplits = None,
    taxonomy: TaxonomyFile = None,
    params: ParamsFile = None,
) -> None:
    """重新校准模型、定复核阈值（decision.json），不重新训练；用没有训练过的汇报，例如本单位自己的。"""
    from huibao.taxonomy import load_taxonomy, taxonomy_file
    from huibao.training import decision_params, recalibrate

    labels = load_taxonomy(taxonomy_file(taxonomy, model))
    settings = decision_params(params or here_or_shipped("params.yaml"))
    fitted = recalibrate(model, corpus or here_or_shipped("corpus/reports"), splits, labels, settings)
    typer.echo(f"{model}：校准斜率 {fitted.calibration.slope:.3f}，把握低于 {fitted.review:.3f} 的句子送人工复核")


def card(
    model: Trained,
    corpus: CorpusDir = None,
    splits: SplitsFile = None,
    taxonomy: TaxonomyFile = None,
    benchmark: Annotated[
        Path | None, typer.Option("--benchmark", metavar="FILE", help="benchmarks/quality.py 写的 quality.json")
    ] = None,
) -> None:
    """根据评测结果写模型卡（模型目录里的 README.md）。"""
    from huibao.evaluation.card import write_card
    from huibao.taxonomy import load_taxonomy, taxonomy_file

    labels = load_taxonomy(taxonomy_file(taxonomy, model))
    typer.echo(f"模型卡在 {write_card(model, *corpus_and_splits(corpus, splits), labels, benchmark=benchmark)}")


def explain(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="一份汇报", show_default=False)],
    sentence: Annotated[
        int,
        typer.Option(
            "--sentence", metavar="N", help="第几句，从 1 数起，和网页、Word 批注一样（即 tag 输出的 index 加 1）"
        ),
    ],
    label: Annotated[str | None, typer.Option("--label", help="说明哪个标签；默认说明最强的一个")] = None,
    model: ModelDir = None,
    taxonomy: TaxonomyFile = None,
) -> None:
    """说明一句话为什么得到它的标签：哪些词、标题和上下句在起作用。"""
    from huibao.ingest import read_report
    from huibao.ingest.files import check_paths
    from huibao.schema import AnnotatedReport
    from huibao.segment.outline import find_headings, find_sentences
    from huibao.tagging.explain import explain as explain_sentence
    from huibao.tagging.model import load_model
    from huibao.taxonomy import load_taxonomy, taxonomy_file

    check_paths([path])
    report = read_report(path)
    headings = tuple(find_headings(report).values())
    annotated = AnnotatedReport(report=report, headings=headings, sentences=find_sentences(report, headings))
    labels = load_taxonomy(taxonomy_file(taxonomy, model))
    explanation = explain_sentence(load_model(model, labels), annotated, sentence - 1, label=label)
    for line in _explained(explanation, labels):
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
