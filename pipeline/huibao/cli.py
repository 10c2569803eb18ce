"""The command line: parse, call, report. The work is done by plain functions elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer

from huibao.errors import HuibaoError, UsageError
from huibao.output import RunSummary, check_target, replacing
from huibao.schema import AnnotatedReport, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from huibao.briefing.make import Draft
    from huibao.briefing.polish import Polished

app = typer.Typer(
    name="huibao",
    help="汇报：把各村工作汇报变成标注语料、指标表和一份可溯源的汇总稿。全程离线。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help="文件、文件夹或 .zip，可以有多个", show_default=False)
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="输出文件，格式由扩展名决定")]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的输出文件")]
ModelDir = Annotated[Path | None, typer.Option("--model", metavar="DIR", help="模型目录；默认用自带模型")]
Jobs = Annotated[int, typer.Option("--jobs", min=1, help="并行进程数")]


def _say(message: str) -> None:
    click.echo(message, err=True)


@contextmanager
def _progress() -> Iterator[Callable[[Iterable[AnnotatedReport]], Iterator[AnnotatedReport]]]:
    """Wraps a stream of reports in a progress line on stderr; silent where stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield iter
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("已处理 {task.completed} 份：{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def track(reports: Iterable[AnnotatedReport]) -> Iterator[AnnotatedReport]:
            for annotated in reports:
                bar.update(task, advance=1, description=annotated.report.name)
                yield annotated

        yield track


def _collect(paths: list[Path], summary: RunSummary, model: Path | None, jobs: int) -> Iterator[AnnotatedReport]:
    """Stream annotated reports; names of the used and the skipped go into the summary."""
    from huibao.batch import annotate_paths

    def skip(skipped: Skipped) -> None:
        summary.skipped.append(skipped)

    for annotated in annotate_paths(paths, skip, model=model, jobs=jobs):
        summary.reports.append(annotated.report.name)
        yield annotated


def _finish(summary: RunSummary, output: Path | None) -> None:
    """Name what was skipped, say where the output is, and leave with the exit code of the contract."""
    for skipped in summary.skipped:
        _say(f"已跳过 {skipped.name}：{skipped.reason}")
    if summary.exit_code == 1:
        _say("没有可用的汇报，未生成任何输出。")
    elif output is not None:
        summary.write(output)
        _say(f"用了 {len(summary.reports)} 份汇报，跳过 {len(summary.skipped)} 份；输出在 {output}")
    if summary.exit_code:
        raise typer.Exit(summary.exit_code)


@app.command()
def brief(
    paths: Paths,
    output: Output = None,
    genre: Annotated[
        str,
        typer.Option("--genre", help="文种：briefing 汇总报告，speech 讲话稿，bulletin 工作简报，lists 问题和诉求清单"),
    ] = "briefing",
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="本单位自己的文种模板（.toml），代替 --genre")
    ] = None,
    title: Annotated[str, typer.Option("--title", help="标题；默认按乡镇和时间拟定")] = "",
    date: Annotated[str, typer.Option("--date", help="成文日期，如 2025年10月15日；默认留空待填")] = "",
    length: Annotated[int | None, typer.Option("--length", min=1, help="正文大约多少字；默认按文种")] = None,
    drop_empty: Annotated[bool, typer.Option("--drop-empty", help="没有内容的小节不写；默认用一句话说明")] = False,
    comments: Annotated[bool, typer.Option("--comments/--no-comments", help="是否把每句话的出处写成批注")] = True,
    trace: Annotated[Path | None, typer.Option("--trace", metavar="FILE", help="另存每句话的出处（.json）")] = None,
    rewriter: Annotated[
        str, typer.Option("--rewriter", metavar="DIR|URL", help="润色用的模型目录或服务地址；默认不用")
    ] = "",
    rewriter_model: Annotated[str, typer.Option("--rewriter-model", help="服务上的模型名")] = "",
    model: ModelDir = None,
    jobs: Jobs = 1,
    force: Force = False,
) -> None:
    """把各村汇报汇总成一份稿子（.docx、.md 或 .html），每句话都注明出处。"""
    from huibao.briefing.make import make_briefing
    from huibao.briefing.render import missing_fonts, renderer_for
    from huibao.briefing.template import load_template
    from huibao.briefing.trace import render_trace
    from huibao.taxonomy import load_taxonomy

    target = output or _beside(paths[0], f"{_GENRES.get(genre, genre)}.docx")
    render = renderer_for(target)
    chosen = load_template(genre, template)
    polish = _polisher(rewriter, rewriter_model)
    check_target(target, force=force)
    if trace:
        check_target(trace, force=force)
    summary = RunSummary()
    with _progress() as track:
        reports = list(track(_collect(paths, summary, model, jobs)))
    if reports:
        draft = make_briefing(
            reports,
            chosen,
            load_taxonomy(),
            title=title,
            date=date,
            length=length,
            drop_empty=drop_empty,
            skipped=summary.skipped,
        )
        briefing = draft.briefing
        if polish is not None:
            polished = polish(draft)
            briefing, summary.rewritten, summary.discarded = polished.briefing, polished.kept, list(polished.discarded)
            _say(f"润色了 {polished.kept} 段，{len(polished.discarded)} 段核对未通过，保留原文。")
        summary.rejected = [f"{rejection.text}（{rejection.reason}）" for rejection in draft.rejected]
        summary.left_out, summary.silent = draft.left_out, draft.silent
        if target.suffix.lower() == ".docx":
            summary.missing_fonts = missing_fonts()
        with replacing(target, force=force) as temporary:
            temporary.write_bytes(render(briefing, comments))
        if trace:
            with replacing(trace, force=force) as temporary:
                temporary.write_bytes(render_trace(briefing))
        for rejected in summary.rejected:
            _say(f"核对未通过，没有写进稿子：{rejected}")
        if summary.missing_fonts:
            _say(f"本机没有字体 {'、'.join(summary.missing_fonts)}，打开时会用别的字体代替；请安装后再打印。")
    _finish(summary, target)


_GENRES = {"briefing": "汇总报告", "speech": "讲话稿", "bulletin": "工作简报", "lists": "问题和诉求清单"}


def _polisher(rewriter: str, name: str) -> Callable[[Draft], Polished] | None:
    """What polishes a draft's paragraphs; None where nobody asked for it."""
    if not rewriter:
        return None
    from functools import partial

    from huibao.briefing.polish import polish
    from huibao.briefing.rewriters import rewriter_for

    return partial(polish, rewriter=rewriter_for(rewriter, name))


@app.command()
def verify(
    briefing: Annotated[Path, typer.Argument(metavar="BRIEFING.docx", help="要核对的稿子", show_default=False)],
    sources: Annotated[list[Path], typer.Option("--sources", metavar="FOLDER", help="各村汇报，可以写多个")],
    output: Output = None,
    model: ModelDir = None,
    jobs: Jobs = 1,
    force: Force = False,
) -> None:
    """对照各村汇报核对改过的稿子，在副本里把没有出处的数字和名称标成批注。有疑问时退出码为 3。"""
    from huibao.briefing.audit import evidence_of, find_doubts
    from huibao.briefing.make import gather
    from huibao.briefing.render.mark import body_paragraphs, marked_copy, open_word
    from huibao.taxonomy import load_taxonomy

    target = output or briefing.with_name(f"{briefing.stem}（核对）.docx")
    check_target(target, force=force)
    document = open_word(briefing)
    summary = RunSummary()
    with _progress() as track:
        reports = list(track(_collect(sources, summary, model, jobs)))
    if reports:
        taxonomy = load_taxonomy()
        doubts = find_doubts(body_paragraphs(document), evidence_of(gather(reports, taxonomy), taxonomy))
        summary.doubts = [f"{doubt.text}（{doubt.reason}）" for doubt in doubts]
        with replacing(target, force=force) as temporary:
            temporary.write_bytes(marked_copy(document, doubts))
        for doubt in summary.doubts:
            _say(f"待核实：{doubt}")
        _say(f"核对完毕，{len(doubts)} 句待核实。")
    _finish(summary, target)


def _beside(path: Path, name: str) -> Path:
    """Where a result goes without -o: next to the input."""
    return path.resolve().parent / f"{path.stem}{name}"


@app.command()
def tag(paths: Paths, output: Output = None, model: ModelDir = None, jobs: Jobs = 1, force: Force = False) -> None:
    """给每句话打标签、读指标，输出 .jsonl、.parquet、.csv 或 .spacy；不写 -o 则打印 JSON Lines。"""
    from huibao.tagged_output import write_jsonl, writer_for

    summary = RunSummary()
    if output is None:
        write_jsonl(_collect(paths, summary, model, jobs), sys.stdout)
    else:
        write = writer_for(output)
        check_target(output, force=force)
        with _progress() as track:
            stream = track(_collect(paths, summary, model, jobs))
            first = next(stream, None)
            if first is not None:
                with replacing(output, force=force) as temporary:
                    write(chain([first], stream), temporary)
    _finish(summary, output)


@app.command()
def indicators(
    paths: Paths, output: Output = None, model: ModelDir = None, jobs: Jobs = 1, force: Force = False
) -> None:
    """读出各村指标并汇总，输出 .xlsx、.csv 或 .json；不写 -o 则打印 JSON。"""
    from huibao.frames import indicators_frame
    from huibao.indicators.export import export_for, render_json
    from huibao.indicators.table import township_table

    export = export_for(output) if output else None
    if output:
        check_target(output, force=force)
    summary = RunSummary()
    with _progress() as track:
        reports = list(track(_collect(paths, summary, model, jobs)))
    if reports:
        villages = list(dict.fromkeys(annotated.report.village or annotated.report.name for annotated in reports))
        table = township_table(indicators_frame(reports), villages)
        if output and export:
            with replacing(output, force=force) as temporary:
                export(table, temporary)
        else:
            click.echo(render_json(table))
    _finish(summary, output)


@app.command("compile")
def compile_(
    corpus: Annotated[Path, typer.Option("--corpus", help="authored reports (*.tagged.txt)")] = Path("corpus/reports"),
    splits: Annotated[Path, typer.Option("--splits", help="splits file")] = Path("corpus/splits.toml"),
    output: Annotated[Path, typer.Option("-o", "--output", help="folder for the data set")] = Path("corpus/compiled"),
    check: Annotated[bool, typer.Option("--check", help="check only, write nothing")] = False,
) -> None:
    """Check the authored corpus and compile it to a folder of Parquet files that ``datasets`` loads."""
    from huibao.corpus.compile import check_corpus, statistics, write_corpus
    from huibao.taxonomy import load_taxonomy

    taxonomy = load_taxonomy()
    compiled = check_corpus(corpus, splits, taxonomy)
    for line in statistics(compiled, taxonomy):
        click.echo(line)
    for fault in compiled.faults:
        _say(fault)
    if compiled.faults:
        _say(f"{len(compiled.faults)} faults; nothing written")
        raise typer.Exit(1)
    if not check:
        card = splits.with_name("README.md")
        write_corpus(compiled, output, card if card.is_file() else None)
        click.echo(f"written to {output}")


@app.command()
def train(
    corpus: Annotated[Path, typer.Option("--corpus", help="authored reports (*.tagged.txt)")] = Path("corpus/reports"),
    splits: Annotated[Path, typer.Option("--splits", help="splits file")] = Path("corpus/splits.toml"),
    params: Annotated[Path, typer.Option("--params", help="parameters")] = Path("params.yaml"),
    tagger: Annotated[str, typer.Option("--tagger", help="linear or context")] = "context",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="model directory [models/TAGGER]")] = None,
) -> None:
    """Train a tagger on the training townships, choose thresholds on the validation townships."""
    from huibao.taxonomy import load_taxonomy
    from huibao.training import new_tagger, train_model

    taxonomy = load_taxonomy()
    target = output or Path("models") / tagger
    train_model(corpus, splits, new_tagger(tagger, params, taxonomy), taxonomy).save(target)
    click.echo(f"model written to {target}")


@app.command()
def evaluate(
    corpus: Annotated[Path, typer.Option("--corpus", help="authored reports (*.tagged.txt)")] = Path("corpus/reports"),
    splits: Annotated[Path | None, typer.Option("--splits", help="splits file; without it all files count")] = None,
    split: Annotated[str, typer.Option("--split", help="train, validation or test")] = "test",
    model: ModelDir = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="metrics as .json")] = None,
) -> None:
    """Evaluate a model on authored reports: 7-way, 13-way, per label, kind, review queue, indicators."""
    from huibao.taxonomy import load_taxonomy
    from huibao.training import evaluate_model, print_evaluation

    taxonomy = load_taxonomy()
    result = evaluate_model(corpus, splits, split, model, taxonomy)
    for line in print_evaluation(result, taxonomy):
        click.echo(line)
    if output:
        with replacing(output, force=True) as temporary:
            temporary.write_text(result.to_json(), encoding="utf-8")


def main() -> None:
    """Entry point: every known error is one sentence on stderr and the exit code of the contract."""
    try:
        code = app(standalone_mode=False)
    except HuibaoError as error:
        _say(str(error))
        code = error.exit_code
    except click.UsageError as error:
        _say(f"用法有误：{error.format_message()}；请用 huibao --help 查看用法")
        code = UsageError.exit_code
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("已中断，没有留下不完整的输出。")
        code = 130
    sys.exit(code)
