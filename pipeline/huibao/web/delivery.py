"""What leaves the page: Word with and without comments, tables, lists, everything in one archive."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from huibao.briefing.writing.appendix import naming_missing
from huibao.schema import AnnotatedReport, Table
from huibao.web import batches, changes, drafts, figures, labels, renewing, uploads, work, writing
from huibao.web.errors import Invalid, Missing
from huibao.web.models import Batch, Correction, Draft, FigureDecision, LogEntry, SignedFile, Upload
from huibao.web.site import Site

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, kw_only=True, slots=True)
class Product:
    """A file to hand out."""

    name: str
    media: str
    content: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Readiness:
    """What should be looked at before a draft goes out.

    Attributes:
        changed: labels, choices and files that are not what they were when the draft was written; 0 once it is signed.
        parted: workbooks of a signed draft that would be others today.
        unkept: workbooks of a signed draft that were not kept, as a former version of the program kept none.
        faulty: paragraphs (counted from 1) with figures or names that no source holds.
        overtaken: paragraphs (counted from 1) with figures that were corrected since.
    """

    missing: tuple[str, ...]
    doubtful: int
    undecided: int
    changed: int
    parted: tuple[str, ...]
    unkept: tuple[str, ...]
    faulty: tuple[int, ...]
    overtaken: tuple[int, ...]


def readiness(session: Session, batch: Batch, draft: Draft, missing: tuple[str, ...]) -> Readiness:
    """How far a draft is from being handed in."""
    overtaken = renewing.overtaken(session, batch, draft)
    parted, unkept = _against_today(session, batch, draft) if draft.signed_by else ((), ())
    return Readiness(
        missing=missing,
        doubtful=labels.doubtful_left(session, batch),
        undecided=len(figures.doubts(figures.grid(session, batch))),
        changed=0 if draft.signed_by else changes.behind(session, batch, draft),
        parted=parted,
        unkept=unkept,
        faulty=tuple(row.position + 1 for row in drafts.faulty(session, draft)),
        overtaken=tuple(row.position + 1 for row in drafts.passages(session, draft) if row.id in overtaken),
    )


def _against_today(session: Session, batch: Batch, draft: Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Workbooks of a signed draft that would be others today, and those that were not kept."""
    kept = {row.what: row.content for row in session.scalars(_kept_files(draft))}
    now = {what: product.content for what, product in workbooks_now(session, batch).items()}
    return (
        tuple(what for what, content in now.items() if kept.get(what, content) != content),
        tuple(what for what in now if what not in kept),
    )


def _kept_files(draft: Draft) -> Select[SignedFile]:
    return select(SignedFile).where(SignedFile.draft_id == draft.id).order_by(SignedFile.what)


# Of a batch's draft, with its annexes or without.
Maker = Callable[[Site, Session, Batch, Draft, bool], Product]


def _word(comments: bool) -> Maker:
    def make(site: Site, session: Session, batch: Batch, draft: Draft, annexes: bool) -> Product:
        drafts.refuse_faulty(session, draft)
        briefing = drafts.briefing_of(site, session, batch, draft)
        bare = bool(briefing.tables) and not annexes
        if bare:
            briefing = replace(briefing, tables=())
        state = "定稿" if draft.signed_by else f"第{draft.number}稿"
        manner = f"{'带出处批注' if comments else '清稿'}{'，不带附件' if bare else ''}"
        return Product(
            name=_file_name(f"{briefing.title}（{state}，{manner}）.docx"), media=DOCX,
            content=writing.word(briefing, comments=comments),
        )  # fmt: skip

    return make


def _indicators(session: Session, batch: Batch) -> Product:
    table = figures.grid(session, batch).table
    return Product(name=_file_name(f"{batch.name}指标汇总表.xlsx"), media=XLSX,
                   content=writing.indicator_workbook(table))  # fmt: skip


def _list(session: Session, batch: Batch, make_table: Callable[[Sequence[AnnotatedReport]], Table]) -> Product:
    missing = batches.handed_in(session, batch).missing
    table = naming_missing(make_table(uploads.final_reports(session, batch)), missing, work.taxonomy().reporter)
    content = writing.table_workbook(table)
    return Product(name=_file_name(f"{batch.name}{table.title}.xlsx"), media=XLSX, content=content)


# Of a batch as it stands.
_WORKBOOKS: Mapping[str, Callable[[Session, Batch], Product]] = {
    "indicators": _indicators,
    "problems": partial(_list, make_table=writing.problems),
    "requests": partial(_list, make_table=writing.requests),
}


def workbooks_now(session: Session, batch: Batch) -> dict[str, Product]:
    """Workbook and lists of a batch as it stands, by their keys; the same data gives the same bytes."""
    return {what: maker(session, batch) for what, maker in _WORKBOOKS.items()}


def _workbook(what: str) -> Maker:
    def make(_site: Site, session: Session, batch: Batch, draft: Draft, _annexes: bool) -> Product:
        if not draft.signed_by:
            return _WORKBOOKS[what](session, batch)
        kept = session.get(SignedFile, (draft.id, what))
        if kept is None:
            # Signed off by a version of the program that kept no files: today's would not match its annexes.
            raise Invalid(
                "这一稿是用旧版程序定的稿，当时没有存下 Excel 和清单，下载不了；"
                "请在“交付”点“取消定稿”，看过再点“定稿”，就能下载"
            )
        return Product(name=kept.name, media=XLSX, content=kept.content)

    return make


PRODUCTS: dict[str, Maker] = {
    "word": _word(comments=True),
    "clean": _word(comments=False),
    **{what: _workbook(what) for what in _WORKBOOKS},
}


def make(site: Site, session: Session, batch: Batch, draft: Draft, what: str, *, annexes: bool = True) -> Product:
    """A product by its key, or ``all`` of them in an archive; ``annexes``: whether the Word files carry theirs.

    Raises:
        Missing: there is no such product.
        Invalid: the draft says what no source holds.
    """
    if what == "all":
        products = [maker(site, session, batch, draft, annexes) for maker in PRODUCTS.values()]
        archive = _archive([(product.name, product.content) for product in products])
        return Product(name=_file_name(f"{batch.name}.zip"), media=ZIP, content=archive)
    if what not in PRODUCTS:
        raise Missing("没有这种文件可下载；请刷新页面")
    return PRODUCTS[what](site, session, batch, draft, annexes)


def export_batch(site: Site, session: Session, batch: Batch) -> Product:
    """Everything a batch holds: the files as they came, what people decided, drafts, the log."""
    members: list[tuple[str, bytes]] = []
    found = list(session.scalars(select(Upload).where(Upload.batch_id == batch.id).order_by(Upload.id)))
    for number, upload in enumerate(found, 1):
        if upload.digest and (path := site.store.path(upload.digest)).is_file():
            members.append((f"材料/{number:04d}-{_file_name(upload.name)}", path.read_bytes()))
    ids = [upload.id for upload in found]
    state = {
        "name": batch.name,
        "period": batch.period,
        "roster": list(batch.roster),
        "files": [
            {name: getattr(upload, name) for name in
             ("id", "name", "digest", "state", "reason", "village", "author", "period", "kind")}
            for upload in found
        ],
        "labels": [
            {"file": row.upload_id, "sentence": row.sentence, "labels": row.labels, "kind": row.kind,
             "by": row.changed_by}
            for row in session.scalars(select(Correction).where(Correction.upload_id.in_(ids)).order_by(Correction.id))
        ],
        "figures": [
            {"file": row.upload_id, "start": row.start, "verdict": row.verdict, "both": row.both, "fields": row.fields,
             "by": row.changed_by}
            for row in session.scalars(
                select(FigureDecision).where(FigureDecision.upload_id.in_(ids)).order_by(FigureDecision.id))
        ],
        "log": [
            {"at": row.at.isoformat(), "who": row.who, "action": row.action, "subject": row.subject,
             "before": row.before, "after": row.after}
            for row in session.scalars(select(LogEntry).where(LogEntry.batch_id == batch.id).order_by(LogEntry.id))
        ],
    }  # fmt: skip
    members.append(("批次.json", json.dumps(state, ensure_ascii=False, indent=1).encode()))
    for draft in drafts.versions(session, batch):
        whole = writing.BRIEFING.dump_json(drafts.briefing_of(site, session, batch, draft), indent=1)
        members.append((f"稿子/第{draft.number}稿.json", whole))
        kept = session.scalars(_kept_files(draft))
        members += [(f"稿子/第{draft.number}稿定稿/{row.name}", row.content) for row in kept]
    for annotated in uploads.final_reports(session, batch):
        members.append((f"标注/{_file_name(annotated.report.name)}.json", work.REPORTS.dump_json(annotated, indent=1)))
    return Product(name=_file_name(f"{batch.name}（备份）.zip"), media=ZIP, content=_archive(members))


def _archive(members: list[tuple[str, bytes]]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, date_time=writing.EPOCH), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _file_name(name: str) -> str:
    """A name that every system accepts for a file, never a path."""
    clean = _NOT_IN_NAMES.sub("_", name).strip(". ") or "文件"
    stem, dot, suffix = clean.rpartition(".")
    return clean if len(clean) <= 100 or not dot else f"{stem[:90]}.{suffix}"
