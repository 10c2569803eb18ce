"""Commands of the bench: ``inspect``, ``export``, ``import``, ``pseudonymise``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huibao.console import say
from huibao.errors import UsageError
from huibao.options import Force, ModelDir, TaxonomyFile
from huibao.output import check_target, replacing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huibao.analysis.load import Corpus
    from huibao.analysis.pseudonymise import StandIn
    from huibao.schema import AnnotatedReport
    from huibao.taxonomy import Taxonomy

Tagged = Annotated[
    Path,
    typer.Argument(
        metavar="PATH",
        help="汇报文件夹、人工标注的文件夹，或标注文件（.parquet、.jsonl、.spacy 等）",
        show_default=False,
    ),
]
_SKIPPED = 3


def add_commands(app: typer.Typer) -> None:
    """Hook the commands into the command line."""
    for command in (inspect, export, pseudonymise):
        app.command()(command)
    app.command("import")(import_)


def inspect(
    path: Tagged,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.html", help="输出的网页")],
    title: Annotated[str, typer.Option("--title", help="网页的标题")] = "标注语料",
    taxonomy: TaxonomyFile = None,
    model: ModelDir = None,
    force: Force = False,
) -> None:
    """把标注好的语料做成一个网页：能检索、筛选、看原文，双击打开，不用联网。"""
    from huibao.analysis.inspect import inspect_page

    check_target(output, force=force)
    corpus = _load(path, taxonomy, model)
    with replacing(output, force=force) as temporary:
        temporary.write_text(inspect_page(corpus, title), encoding="utf-8")
    say(f"{len(corpus.sentences)} 句、{len(corpus.reports)} 份汇报；网页在 {output}")
    _finish(corpus)


def export(
    path: Tagged,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT", help="输出文件")],
    form: Annotated[
        str,
        typer.Option(
            "--format", help="label-studio、doccano、prodigy、spacy、parquet、csv 或 excel", show_default=False
        ),
    ],
    taxonomy: TaxonomyFile = None,
    model: ModelDir = None,
    force: Force = False,
) -> None:
    """把标注结果交给别的标注工具：Label Studio、doccano、Prodigy、Excel 等，改完可用 huibao import 收回。"""
    from huibao.analysis.exchange.formats import format_named
    from huibao.analysis.exchange.spans import label_studio_config

    chosen = format_named(form)
    if output.suffix.lower() != chosen.suffix:
        raise UsageError(f"{form} 的文件应以 {chosen.suffix} 结尾：{output}；请改文件名")
    config = output.with_suffix(".config.xml") if form == "label-studio" else None
    for target in (output, *([config] if config else [])):
        check_target(target, force=force)
    corpus = _load(path, taxonomy, model)
    with replacing(output, force=force) as temporary:
        chosen.write(corpus.reports, temporary, corpus.taxonomy)
    if config:
        with replacing(config, force=force) as temporary:
            temporary.write_text(label_studio_config(corpus.taxonomy), encoding="utf-8")
        say(f"标注界面的设置在 {config}，请粘贴到项目的 Labeling Interface。")
    say(f"{len(corpus.sentences)} 句、{len(corpus.reports)} 份汇报；输出在 {output}")
    _finish(corpus)


def import_(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="从标注工具导出的文件", show_default=False)],
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="DIR|OUT", help="文件夹（每份一个 .tagged.txt，可直接训练），或标注文件"
        ),
    ],
    form: Annotated[str, typer.Option("--format", help="输出标注文件时的格式；默认由扩展名决定")] = "",
    taxonomy: TaxonomyFile = None,
    force: Force = False,
) -> None:
    """收回在别的工具里改过的标注，存成可以训练的人工标注（.tagged.txt）或别的格式。"""
    from huibao.analysis.exchange.formats import FORMATS, format_named, is_exchange, read_exchange
    from huibao.taxonomy import load_taxonomy

    if not path.is_file():
        raise UsageError(f"找不到 {path}；请检查路径")
    labels = load_taxonomy(taxonomy)
    reports = read_exchange(path, labels)
    if form or is_exchange(output):
        by_suffix = next((one for one in FORMATS.values() if one.suffix == output.suffix.lower()), None)
        chosen = format_named(form) if form or by_suffix is None else by_suffix
        with replacing(output, force=force) as temporary:
            chosen.write(reports, temporary, labels)
    else:
        _write_tagged(reports, output, labels, force=force)
    people = sum(not tag.scores for annotated in reports for tag in annotated.tags)
    total = sum(len(annotated.tags) for annotated in reports)
    say(f"收回 {len(reports)} 份、{total} 句，其中 {people} 句的标签出自人工；输出在 {output}")


def pseudonymise(
    path: Tagged,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="存放化名稿的文件夹")],
    key: Annotated[Path, typer.Option("--key", metavar="KEY.csv", help="真名对照表，不要放在化名稿的文件夹里")],
    taxonomy: TaxonomyFile = None,
    model: ModelDir = None,
    force: Force = False,
) -> None:
    """把人名、地名、机构、电话、证件号换成化名（同名同换），另存对照表；请务必再通读一遍。"""
    from huibao.analysis.pseudonymise import pseudonymise as replace_names

    if key.resolve().parent.is_relative_to(output.resolve()):
        raise UsageError(f"对照表 {key} 放在了化名稿的文件夹里，交出去就等于交出真名；请放到别处")
    check_target(key, force=force)
    corpus = _load(path, taxonomy, model)
    result = replace_names(corpus.reports)
    _write_tagged(result.reports, output, corpus.taxonomy, force=force)
    with replacing(key, force=force) as temporary:
        _write_key(result.key, temporary)
    replaced = sum(line.count for line in result.key if line.kind != "报告")
    say(f"{len(result.reports)} 份汇报换了 {replaced} 处名称和号码；化名稿在 {output}，对照表在 {key}")
    say(
        "小名、只写名不写姓的人名、和普通词一样的村名简称（如茶园）、可以推知是谁的描述，程序可能漏掉；交出之前请逐份通读。"
    )
    _finish(corpus)


def _load(path: Path, taxonomy: Path | None, model: Path | None) -> Corpus:
    from huibao.analysis.load import load_corpus

    return load_corpus(path, taxonomy=taxonomy, model=model)


def _finish(corpus: Corpus) -> None:
    for skipped in corpus.skipped:
        say(f"已跳过 {skipped.name}：{skipped.reason}")
    if corpus.skipped:
        raise typer.Exit(_SKIPPED)


def _write_tagged(reports: Sequence[AnnotatedReport], folder: Path, taxonomy: Taxonomy, *, force: bool) -> None:
    from huibao.analysis.periods import period_end
    from huibao.corpus.authoring import SUFFIX, tagged_text

    for annotated in reports:
        end = period_end(annotated.report.period) or 0
        # The format asks for a date; the period, which stands beside it, is what counts.
        date = f"{(end - 1) // 12:04}-{(end - 1) % 12 + 1:02}-28" if end else "1900-01-01"
        name = "/".join(part for part in annotated.report.name.split("/") if part not in ("", ".", ".."))
        target = folder / f"{name.removesuffix(SUFFIX)}{SUFFIX}"
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target, force=force) as temporary:
            temporary.write_text(tagged_text(annotated, taxonomy, date=date), encoding="utf-8")


def _write_key(key: Sequence[StandIn], path: Path) -> None:
    import csv

    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("原名", "化名", "类别", "次数"))
        writer.writerows((line.original, line.stand_in, line.kind, line.count) for line in key)
