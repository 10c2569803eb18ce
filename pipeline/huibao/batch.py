"""Many reports through the pipeline: streamed, in one process or on all cores, in input order."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from huibao.errors import HuibaoError
from huibao.ingest import read_reports
from huibao.nlp import annotate, load
from huibao.schema import AnnotatedReport, Report, Skipped

if TYPE_CHECKING:
    from spacy.language import Language

# Reports handed to a worker at once, and how many such parcels wait: memory stays flat however long the batch.
_PARCEL = 16
_WAITING = 4


def annotate_paths(
    paths: Iterable[Path],
    on_skip: Callable[[Skipped], None],
    *,
    model: Path | None = None,
    taxonomy: Path | None = None,
    jobs: int = 1,
    exclude: Collection[Path] = (),
) -> Iterator[AnnotatedReport]:
    """Annotated reports of all usable inputs, in input order.

    Args:
        paths: files, folders, .zip archives.
        on_skip: called for each input that cannot be used.
        model: model directory; the one that ships by default.
        taxonomy: taxonomy file; by default the model's own, else the one that ships.
        jobs: worker processes; 1 works in this process.
        exclude: files inside folders that are no input.

    Raises:
        UsageError: a path does not exist.
        ModelError: the model cannot be loaded.
        HuibaoError: a worker process died.
    """
    reports = read_reports(paths, on_skip, exclude)
    if jobs == 1:
        yield from annotate(load(model, taxonomy), reports)
        return
    try:
        yield from _in_processes(reports, model, taxonomy, jobs)
    except BrokenProcessPool as error:
        raise HuibaoError("并行进程意外退出，可能是内存不够；请把 --jobs 改小后再试") from error


def _in_processes(
    reports: Iterable[Report], model: Path | None, taxonomy: Path | None, jobs: int
) -> Iterator[AnnotatedReport]:
    with ProcessPoolExecutor(max_workers=jobs, mp_context=_context()) as pool:
        waiting: deque[Future[list[AnnotatedReport]]] = deque()
        for parcel in _parcels(reports):
            waiting.append(pool.submit(_annotate_parcel, parcel, model, taxonomy))
            if len(waiting) >= _WAITING * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _context() -> multiprocessing.context.BaseContext:
    """Workers from a clean server process: a copy of this one, with its progress line's thread, may hang."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["huibao.nlp"])
    return context


def _parcels(reports: Iterable[Report]) -> Iterator[list[Report]]:
    parcel: list[Report] = []
    for report in reports:
        parcel.append(report)
        if len(parcel) == _PARCEL:
            yield parcel
            parcel = []
    if parcel:
        yield parcel


@lru_cache(maxsize=1)
def _worker_pipeline(model: Path | None, taxonomy: Path | None) -> Language:
    return load(model, taxonomy)


def _annotate_parcel(parcel: list[Report], model: Path | None, taxonomy: Path | None) -> list[AnnotatedReport]:
    return list(annotate(_worker_pipeline(model, taxonomy), parcel))
