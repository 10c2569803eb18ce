"""The command line: parse, call, report. The work is done by plain functions elsewhere."""

from __future__ import annotations

import gc
import sys
from collections.abc import Collection, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huibao.analysis.commands import add_commands as add_analysis_commands
from huibao.console import progress, run, say
from huibao.corpus.commands import add_commands as add_corpus_commands
from huibao.errors import UsageError
from huibao.evaluation.commands import add_commands as add_evaluation_commands
from huibao.options import Force, ModelDir, TaxonomyFile
from huibao.output import RunSummary, check_not_input, check_target, replacing
from huibao.schema import AnnotatedReport, Skipped
from huibao.web.commands import add_commands as add_web_commands

if TYPE_CHECKING:
    from collections.abc import Callable

    from huibao.briefing.make import Draft
    from huibao.briefing.polish import Polished
    from huibao.taxonomy import Reporter

app = typer.Typer(
    name="huibao",
    help="汇报：把各村工作汇报变成标注语料、指标表和一份可溯源的汇总稿。全程离线。",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help="文件、文件夹或 .zip，可以有多个", show_default=False)
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="输出文件，格式由扩展名决定")]
Jobs = Annotated[int, typer.Option("--jobs", min=1, help="并行进程数")]


@app.callback(invoke_without_command=True)
def _help(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        say(context.get_help())
        raise typer.Exit(UsageError.exit_code)


def _check(paths: list[Path], output: Path, *, force: bool) -> None:
    """Check inputs and output before the work."""
    from huibao.ingest.files import check_paths

    check_paths(paths)
    check_not_input(output, paths)
    check_target(output, force=force)


def _collect(
    paths: list[Path],
    summary: RunSummary,
    model: Path | None,
    taxonomy: Path | None,
    jobs: int,
    exclude: Collection[Path] = (),
) -> Iterator[AnnotatedReport]:
    """Stream annotated reports; which were used or skipped, and what they do not say, goes into the summary."""
    from huibao.batch import annotate_paths
    from huibao.indicators.period import year_of

    def skip(skipped: Skipped) -> None:
        summary.skipped.append(skipped)

    for annotated in annotate_paths(paths, skip, model=model, taxonomy=taxonomy, jobs=jobs, exclude=exclude):
        report = annotated.report
        summary.reports.append(report.name)
        if report.remark:
            summary.remarks[report.name] = report.remark
        if report.period_guessed:
            summary.guessed[report.name] = report.period
        elif report.kind == "report" and not year_of(report.period):
            summary.undated.append(report.name)
        if report.kind == "report" and not report.village:
            summary.unnamed.append(report.name)
        yield annotated


def _finish(summary: RunSummary, output: Path | None, reporter: Reporter) -> None:
    """Name what was skipped, guessed or not found, say where the output is, leave with the contract's exit code."""
    from huibao.indicators.period import print_period

    for skipped in summary.skipped:
        say(f"已跳过 {skipped.name}：{skipped.reason}")
    for name, remark in summary.remarks.items():
        say(f"请留意 {name}：{remark}")
    for name, period in summary.guessed.items():
        say(f"{name} 没有写清年份或时期，按同批其他汇报当作{print_period(period)}的；如不对，请在标题里写明")
    if len(summary.undated) > 1 and summary.undated == summary.reports:
        say("各份汇报都没有写清是哪一年的；请在标题里写明后再生成")
    else:
        for name in summary.undated:
            say(f"{name} 没有写清年份或时期，同批汇报也看不出来，它的数据不与写明时期的相加；请在标题里写明后再生成")
    for name in summary.unnamed:
        noun = reporter.noun
        say(f"{name} 没有认出是哪{reporter.one}的，以文件名代替{noun}名；请在标题或文件名里写上{noun}名后再生成")
    if summary.exit_code == 1:
        say("没有可用的汇报，未生成任何输出。")
    elif output is not None:
        summary.write(output)
        say(f"用了 {len(summary.reports)} 份汇报，跳过 {len(summary.skipped)} 份；输出在 {output}")
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
    taxonomy: TaxonomyFile = None,
    jobs: Jobs = 1,
    force: Force = False,
) -> None:
    """把各村汇报汇总成一份稿子（.docx、.md 或 .html），每句话都注明出处。"""
    from huibao.briefing.make import make_briefing
    from huibao.briefing.meaning.encoder import start_loading
    from huibao.briefing.render import missing_fonts, renderer_for
    from huibao.briefing.template import check_fits, load_template
    from huibao.briefing.trace import render_trace
    from huibao.taxonomy import load_taxonomy, taxonomy_file

    target = output or _beside(paths[0], f"{_GENRES.get(genre, genre)}.docx")
    render = renderer_for(target)
    labels = load_taxonomy(taxonomy_file(taxonomy, model))
    chosen = load_template(genre, template)
    check_fits(chosen, labels)
    polish = _polisher(rewriter, rewriter_model)
    _check(paths, target, force=force)
    _check_title(title)
    if trace:
        _check(paths, trace, force=force)
        if trace.resolve() == target.resolve():
            raise UsageError(f"稿子和出处不能都写到 {trace}；请给 --trace 换一个文件名")
    summary = RunSummary()
    # Done by the time the reports are read.
    start_loading()
    with progress() as track:
        reports = list(track(_collect(paths, summary, model, taxonomy, jobs)))
    if reports:
        draft = make_briefing(
            reports,
            chosen,
            labels,
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
            say(f"润色了 {polished.kept} 段，{len(polished.discarded)} 段核对未通过，保留原文。")
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
            say(f"核对未通过，没有写进稿子：{rejected}")
        if summary.missing_fonts:
            say(f"本机没有字体 {'、'.join(summary.missing_fonts)}，打开时会用别的字体代替；请安装后再打印。")
    _finish(summary, target, labels.reporter)


def _check_title(title: str) -> None:
    """Refuse what no title page holds, and a Word file's properties neither."""
    if len(title) > _LONGEST_TITLE or not title.isprintable():
        raise UsageError(f"标题超过 {_LONGEST_TITLE} 字或含有看不见的字符；请改短后重新输入")


_LONGEST_TITLE = 100
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
    taxonomy: TaxonomyFile = None,
    jobs: Jobs = 1,
    force: Force = False,
) -> None:
    """对照各村汇报核对改过的稿子，在副本里把无依据和存疑的字句标黄、写成批注（批注人“核对”）。"""
    from huibao.briefing.audit import evidence_of, find_doubts
    from huibao.briefing.audit.mark import marked_copy, open_word, passages
    from huibao.briefing.make import gather
    from huibao.taxonomy import load_taxonomy, taxonomy_file

    target = output or briefing.with_name(f"{briefing.stem}（核对）.docx")
    _check(sources, target, force=force)
    labels = load_taxonomy(taxonomy_file(taxonomy, model))
    document = open_word(briefing)
    summary = RunSummary()
    with progress() as track:
        reports = list(track(_collect(sources, summary, model, taxonomy, jobs, exclude=(briefing,))))
    if reports:
        doubts = find_doubts(passages(document), evidence_of(gather(reports, labels), labels))
        with replacing(target, force=force) as temporary:
            temporary.write_bytes(marked_copy(document, doubts))
        summary.unsupported = [doubt.entry for doubt in doubts if doubt.kind == "unsupported"]
        summary.doubts = [doubt.entry for doubt in doubts if doubt.kind == "doubt"]
        for doubt in doubts:
            say(doubt.line)
        say(f"核对完毕：无依据 {len(summary.unsupported)} 处，存疑 {len(summary.doubts)} 处。")
    _finish(summary, target, labels.reporter)


def _beside(path: Path, name: str) -> Path:
    """Where a result goes without -o: next to the input."""
    place = path.resolve()
    return place.parent / f"{place.name if place.is_dir() else place.stem}{name}"


@app.command()
def tag(
    paths: Paths,
    output: Output = None,
    model: ModelDir = None,
    taxonomy: TaxonomyFile = None,
    jobs: Jobs = 1,
    force: Force = False,
) -> None:
    """给每句话打标签、读指标，输出 .jsonl、.parquet、.csv 或 .spacy；不写 -o 则打印 JSON Lines。"""
    from huibao.tagged_output import write_jsonl, writer_for
    from huibao.taxonomy import load_taxonomy, taxonomy_file

    labels = load_taxonomy(taxonomy_file(taxonomy, model))
    summary = RunSummary()
    if output is None:
        write_jsonl(_collect(paths, summary, model, taxonomy, jobs), sys.stdout)
    else:
        write = writer_for(output)
        _check(paths, output, force=force)
        with progress() as track:
            stream = track(_collect(paths, summary, model, taxonomy, jobs))
            first = next(stream, None)
            if first is not None:
                with replacing(output, force=force) as temporary:
                    write(chain([first], stream), temporary)
    _finish(summary, output, labels.reporter)


@app.command()
def indicators(
    paths: Paths,
    output: Output = None,
    model: ModelDir = None,
    taxonomy: TaxonomyFile = None,
    jobs: Jobs = 1,
    force: Force = False,
) -> None:
    """读出各村指标并汇总，输出 .xlsx、.csv 或 .json；不写 -o 则打印 JSON。"""
    from huibao.frames import indicators_frame, sentences_frame, speaker, with_speakers
    from huibao.indicators.township.export import export_for, render_json
    from huibao.indicators.township.table import township_table
    from huibao.taxonomy import load_taxonomy, taxonomy_file

    export = export_for(output) if output else None
    labels = load_taxonomy(taxonomy_file(taxonomy, model))
    if output:
        _check(paths, output, force=force)
    summary = RunSummary()
    with progress() as track:
        reports = list(track(_collect(paths, summary, model, taxonomy, jobs)))
    if reports:
        sentences = with_speakers(sentences_frame(reports))
        villages = list(dict.fromkeys(speaker(one.report.name, one.report.village) for one in reports))
        table = township_table(with_speakers(indicators_frame(reports)), villages, sentences=sentences, taxonomy=labels)
        # What one village alone counts, the others are not silent about.
        summary.silent = {
            "，".join(filter(None, (row.name, row.unit, row.period))): list(row.silent)
            for row in table.rows
            if row.reporting > 1
        }
        if output and export:
            with replacing(output, force=force) as temporary:
                export(table, temporary)
        else:
            typer.echo(render_json(table))
    _finish(summary, output, labels.reporter)


add_analysis_commands(app)
add_corpus_commands(app)
add_evaluation_commands(app)
add_web_commands(app)


def main() -> None:
    """Entry point: every known error is one sentence on stderr and the exit code of the contract."""
    # Libraries being imported make many lasting objects and no rubbish; looking for it takes a seventh of the start.
    gc.set_threshold(50_000, 20, 100)
    code = run(app)
    # Nor is there any use in a last search of everything when all of it goes: it takes a tenth of a run.
    gc.freeze()
    sys.exit(code)
