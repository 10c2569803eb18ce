"""Commands that learn from an authored corpus: ``compile``, ``train`` and the other ``train-`` commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huibao.console import say
from huibao.errors import UsageError
from huibao.options import CorpusDir, ParamsFile, SplitsFile, TaxonomyFile
from huibao.output import replacing
from huibao.resources import here_or_shipped

_FAULTY = 1


def add_commands(app: typer.Typer) -> None:
    """Hook the commands into the command line."""
    app.command("compile")(compile_)
    app.command()(train)
    app.command("train-figures")(train_figures)
    app.command("train-aspects")(train_aspects)
    app.command("train-standing")(train_standing)


def corpus_and_splits(corpus: Path | None, splits: Path | None) -> tuple[Path, Path]:
    """The folder of authored reports, and the splits file: the one asked for, else the one beside the folder."""
    folder = corpus or here_or_shipped("corpus/reports")
    return folder, splits or folder.parent / "splits.toml"


def compile_(
    corpus: CorpusDir = None,
    splits: SplitsFile = None,
    taxonomy: TaxonomyFile = None,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="存放数据集的文件夹")] = Path(
        "corpus/compiled"
    ),
    check: Annotated[bool, typer.Option("--check", help="只检查，不写文件")] = False,
) -> None:
    """检查人工标注的语料，编成 datasets 能直接读的 Parquet 数据集。"""
    from huibao.corpus.compile import check_corpus, statistics, write_corpus
    from huibao.taxonomy import load_taxonomy

    labels = load_taxonomy(taxonomy)
    folder, split_file = corpus_and_splits(corpus, splits)
    compiled = check_corpus(folder, split_file, labels)
    for line in statistics(compiled, labels):
        typer.echo(line)
    for fault in compiled.faults:
        say(fault)
    if compiled.faults:
        say(f"共 {len(compiled.faults)} 处问题，没有写任何文件")
        raise typer.Exit(_FAULTY)
    if not check:
        card = split_file.with_name("README.md")
        write_corpus(compiled, output, card if card.is_file() else None)
        typer.echo(f"数据集在 {output}")


def train(
    corpus: CorpusDir = None,
    splits: SplitsFile = None,
    taxonomy: TaxonomyFile = None,
    params: ParamsFile = None,
    tagger: Annotated[str, typer.Option("--tagger", help="linear、context 或 transformer")] = "context",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="模型目录；默认 models/TAGGER")
    ] = None,
    checkpoints: Annotated[
        Path | None, typer.Option("--checkpoints", metavar="DIR", help="transformer：训练进度存在这里，中断后接着训练")
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option("--with-corrections", metavar="DIR", help="改过标签的汇报（.tagged.txt），和训练集一起学"),
    ] = None,
    network: Annotated[
        Path | None,
        typer.Option(
            "--keep-network",
            metavar="DIR",
            help="context：沿用这个模型目录的网络，只让线性的一半重新学（几分钟，不需要 torch）",
        ),
    ] = None,
    further: Annotated[
        Path | None,
        typer.Option(
            "--learn-on",
            metavar="DIR",
            help="context：让这个模型目录的网络接着学（半小时上下，要装 train 组件，不用显卡）",
        ),
    ] = None,
) -> None:
    """用人工标注的语料训练模型：训练集上学习，验证集上校准、定阈值。"""
    from huibao.taxonomy import load_taxonomy
    from huibao.training import decision_params, new_tagger, train_model, with_network_of

    labels = load_taxonomy(taxonomy)
    folder, split_file = corpus_and_splits(corpus, splits)
    settings = params or here_or_shipped("params.yaml")
    target = output or Path("models") / tagger
    if network and further:
        raise UsageError("--keep-network 和 --learn-on 只能选一个；请去掉其中一个")
    begins_with = network or further
    untrained = (
        with_network_of(begins_with, tagger, labels, learns_on=begins_with is further, params=settings)
        if begins_with
        else new_tagger(tagger, settings, labels, checkpoints=checkpoints)
    )
    model = train_model(folder, split_file, untrained, labels, decision_params(settings), corrections=corrections)
    model.save(target)
    typer.echo(f"模型在 {target}")


def train_figures(
    corpus: CorpusDir = None,
    splits: SplitsFile = None,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="权重文件")] = Path(
        "models/figures/weights.json"
    ),
) -> None:
    """从训练集学习哪些数字是指标、各是什么状态、叫什么名字。"""
    from huibao.corpus.splits import read_split
    from huibao.indicators.learning.fit_judge import fit_judge
    from huibao.indicators.learning.fit_namer import fit_namer
    from huibao.taxonomy import load_taxonomy

    labels = load_taxonomy()
    reports = read_split(*corpus_and_splits(corpus, splits), "train", labels)
    output.parent.mkdir(parents=True, exist_ok=True)
    judge = fit_judge(reports, labels)
    for name, model in ((output.name, judge), ("judge.safetensors", judge.network), ("names.json", fit_namer(reports))):
        if model:
            with replacing(output.with_name(name), force=True) as temporary:
                model.save(temporary)
    typer.echo(f"权重在 {output.parent}")


def train_aspects(
    corpus: CorpusDir = None,
    splits: SplitsFile = None,
    aspects: Annotated[Path, typer.Option("--aspects", metavar="FILE", help="逐句写明主题的表")] = Path(
        "corpus/aspects.csv"
    ),
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="模型目录")] = Path("models/aspects"),
) -> None:
    """从训练集学习每句话说的是标签里的哪一个方面，以及各种迹象各有几分可信。"""
    from huibao.briefing.themes.fit_aspects import Studied, fit_aspects, read_examples
    from huibao.briefing.themes.fit_sureness import fit_sureness, read_unseen
    from huibao.corpus.splits import read_split
    from huibao.taxonomy import load_taxonomy

    labels = load_taxonomy()
    reports = read_split(*corpus_and_splits(corpus, splits), "train", labels)
    studied = Studied.of(read_examples(here_or_shipped(str(aspects)), reports, labels))
    fit_aspects(studied).save(output)
    fit_sureness(list(read_unseen(studied, labels))).save(output)
    typer.echo(f"模型在 {output}")


def train_standing(
    corpus: CorpusDir = None,
    splits: SplitsFile = None,
    readings: Annotated[Path, typer.Option("--readings", metavar="FILE", help="读者逐句评判的表")] = Path(
        "corpus/standing.csv"
    ),
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="模型目录")] = Path("models/standing"),
) -> None:
    """从训练集学习哪些句子单独写进汇报站不住（没头没尾、不成句、不是公事）。"""
    from huibao.briefing.wording.fit_standing import fit_standing, read_readings
    from huibao.corpus.splits import read_split
    from huibao.taxonomy import load_taxonomy

    reports = read_split(*corpus_and_splits(corpus, splits), "train", load_taxonomy())
    fit_standing(read_readings(here_or_shipped(str(readings)), reports)).save(output)
    typer.echo(f"模型在 {output}")
