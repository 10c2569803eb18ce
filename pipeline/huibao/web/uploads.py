"""Files of a batch: taking them in, reading them, and what people say about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from huibao.errors import UnreadableInput
from huibao.ingest.files import find_items
from huibao.schema import AnnotatedReport, Indicator, Report, Skipped, Tag
from huibao.web import amending, work
from huibao.web.batches import check_period
from huibao.web.errors import Conflict, Invalid, Missing, TooLarge
from huibao.web.models import Batch, Correction, FigureDecision, Upload
from huibao.web.security import Person
from huibao.web.site import Site, record

_KINDS = {"report": "村汇报", "speech": "讲话"}
_WHAT_IT_IS = frozenset({"name", "period", "status"})
_FIELDS = ("village", "author", "period", "kind")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as a browser sends it: its name is only ever a label."""

    name: str
    stream: BinaryIO


def receive(site: Site, session: Session, person: Person, batch: Batch, files: Sequence[Incoming]) -> list[Upload]:
    """Take files in, archives opened; each becomes a row that a job will read.

    A file that is too large or whose archive is broken becomes a row with its reason: one bad file never
    loses the others.

    Raises:
        TooLarge: more files than one request or one batch may hold.
    """
    person.require("edit")
    limits = site.settings.limits
    if len(files) > limits.upload_files:
        raise TooLarge(f"一次最多传 {limits.upload_files} 个文件；请分几次传，或打成 .zip")
    taken = set(session.scalars(select(Upload.name).where(Upload.batch_id == batch.id)))
    held = len(taken)
    rows: list[Upload] = []
    for file in files:
        for name, digest, size, reason in _contents(site, file):
            if held + len(rows) >= limits.batch_files:
                raise TooLarge(f"一个批次最多 {limits.batch_files} 份材料；请另建一个批次")
            state = "problem" if reason else "waiting"
            upload = Upload(
                batch_id=batch.id, name=_unused(name, taken), digest=digest, size=size, state=state,
                reason=reason[:500], created_by=person.name,
            )  # fmt: skip
            taken.add(upload.name)
            rows.append(upload)
    session.add_all(rows)
    session.flush()
    names = "、".join(upload.name for upload in rows[:5])
    record(session, batch=batch.id, who=person.name, action="上传材料", subject=f"{len(rows)}份：{names}")
    return rows


def _contents(site: Site, file: Incoming) -> Iterable[tuple[str, str, int, str]]:
    """Name, digest, size and fault of a file, or of each member of an archive."""
    name = _label(file.name)
    is_archive = PurePosixPath(name).suffix.lower() == ".zip"
    limits = site.settings.limits
    try:
        stored = site.store.put(file.stream, limits.upload_bytes if is_archive else limits.file_bytes)
    except TooLarge as error:
        yield name, "", 0, str(error)
        return
    if not is_archive:
        yield name, stored.digest, stored.size, ""
        return
    # The reader of archives tells them by their extension, which the store does not keep.
    link = site.store.path(stored.digest).with_suffix(".zip")
    link.unlink(missing_ok=True)
    link.hardlink_to(site.store.path(stored.digest))
    try:
        skipped: list[Skipped] = []
        for item in find_items([link], skipped.append):
            member = f"{name}/{_label(item.name.partition('/')[2])}"
            try:
                content = item.load()
                kept = site.store.put(BytesIO(content), limits.file_bytes)
                yield member, kept.digest, kept.size, ""
            except (UnreadableInput, TooLarge) as error:
                yield member, "", 0, str(error)
        for entry in skipped:
            yield name, "", 0, entry.reason
    finally:
        link.unlink(missing_ok=True)
        site.store.drop(stored.digest)


def _label(name: str) -> str:
    """A file's name for people: printable, of bearable length, its extension kept."""
    clean = "".join(char for char in name.replace("\\", "/") if char.isprintable()).strip("/ ") or "未命名"
    return clean if len(clean) <= 150 else f"{clean[:120]}…{PurePosixPath(clean).suffix[:20]}"


def _unused(name: str, taken: set[str]) -> str:
    path, number, candidate = PurePosixPath(name), 1, name
    while candidate in taken:
        number += 1
        candidate = f"{name.removesuffix(path.suffix)}（第{number}份）{path.suffix}"
    return candidate


def waiting(session: Session, batch_id: int) -> list[int]:
    """Uploads that nobody has read yet, in order."""
    query = select(Upload.id).where(Upload.batch_id == batch_id, Upload.state == "waiting")
    return list(session.scalars(query.order_by(Upload.id)))


def read_one(site: Site, upload_id: int) -> None:
    """Read and annotate one upload; what cannot be read says why. Harmless for one that is gone or was read."""
    with site.database.session() as session:
        upload = session.get(Upload, upload_id)
        if upload is None or upload.state != "waiting":
            return
        name, digest, period = upload.name, upload.digest, _batch_of(session, upload).period
    try:
        report = work.read(site.store.path(digest), name, period)
        annotated = site.annotator.annotate(report)
    except UnreadableInput as error:
        _finish(site, upload_id, state="problem", reason=str(error)[:500])
        return
    same = work.text_digest(report)
    with site.database.session() as session:
        upload = session.get(Upload, upload_id)
        if upload is None:
            return
        twin = session.scalar(
            select(Upload.name).where(
                Upload.batch_id == upload.batch_id, Upload.text_digest == same, Upload.state == "ready"
            )
        )
        village = _roster_name(report.village, _batch_of(session, upload).roster)
        upload.text_digest = same
        upload.title, upload.author = report.title[:200], report.author[:40]
        upload.village, upload.period, upload.kind = village[:40], report.period, report.kind
        upload.annotated = work.REPORTS.dump_json(annotated).decode()
        upload.figures = work.FIGURES.dump_json(annotated.indicators).decode()
        upload.sentences = len(annotated.sentences)
        upload.doubtful = sum(tag.review for tag in annotated.tags)
        upload.state = "duplicate" if twin else "ready"
        upload.reason = f"和“{twin}”内容完全相同，没有重复计入" if twin else _to_mind(report)


def _to_mind(report: Report) -> str:
    """What a person should look at in a usable report: how it was read, and what was assumed about it."""
    assumed = "没有写清年份或时期，按本批时期算，请核对" if report.period_guessed else ""
    return "；".join(filter(None, (report.remark, assumed)))[:500]


def _finish(site: Site, upload_id: int, *, state: str, reason: str) -> None:
    with site.database.session() as session:
        upload = session.get(Upload, upload_id)
        if upload is not None:
            upload.state, upload.reason = state, reason


def _batch_of(session: Session, upload: Upload) -> Batch:
    batch = session.get(Batch, upload.batch_id)
    assert batch is not None
    return batch


def _roster_name(village: str, roster: Sequence[str]) -> str:
    """The roster's way of writing a village: 石桥 and 石桥村委会 are 石桥村 where only one entry fits."""
    if village in roster or not village:
        return village
    stem = village.rstrip("村社区屯委会居嘎查")
    fitting = [name for name in roster if stem and name.rstrip("村社区屯委会居嘎查") == stem]
    return fitting[0] if len(fitting) == 1 else village


def village_guesses(upload: Upload, roster: Sequence[str], missing: Sequence[str]) -> list[str]:
    """Villages of the roster that a file might belong to, the likeliest first; none where it is settled."""
    if upload.village in roster or upload.state != "ready":
        return []
    named = [village for village in roster if village.rstrip("村社区") and village.rstrip("村社区") in upload.name]
    alike = get_close_matches(upload.village, roster, n=3, cutoff=0.5) if upload.village else []
    return list(dict.fromkeys([*named, *alike, *missing]))[:3]


def find(session: Session, batch: Batch, upload_id: int, *, whole: bool = False) -> Upload:
    """A file of a batch; ``whole`` loads its annotation with it.

    Raises:
        Missing: the batch has none of this number.
    """
    options = [undefer(Upload.annotated), undefer(Upload.figures)] if whole else []
    upload = session.get(Upload, upload_id, options=options)
    if upload is None or upload.batch_id != batch.id:
        raise Missing("这个批次里没有这份材料；它可能已被删除，请刷新页面")
    return upload


def all_of(session: Session, batch: Batch) -> list[Upload]:
    """All files of a batch, in the order they came."""
    return list(session.scalars(select(Upload).where(Upload.batch_id == batch.id).order_by(Upload.id)))


def ready(session: Session, batch: Batch, *, names: Collection[str] | None = None) -> list[Upload]:
    """Usable files with their annotation, in the order they came: all, or those of these names."""
    query = (
        select(Upload)
        .where(Upload.batch_id == batch.id, Upload.state == "ready")
        .order_by(Upload.id)
        .options(undefer(Upload.annotated), undefer(Upload.figures))
    )
    if names is not None:
        query = query.where(Upload.name.in_(names))
    return list(session.scalars(query))


def change(session: Session, person: Person, upload: Upload, *, seen: int, changes: dict[str, str]) -> Upload:
    """Say what a file really is: its village, author, period or kind.

    Raises:
        Conflict: somebody changed it since version ``seen``.
    """
    person.require("edit")
    before: dict[str, object] = {field: getattr(upload, field) for field in _FIELDS}
    if upload.version != seen:
        raise Conflict("别人刚刚改了这份材料的信息；请看过最新内容后再改", {**before, "version": upload.version})
    if changes.get("kind", "report") not in _KINDS:
        raise Invalid("材料类型只能是村汇报或讲话")
    for field, value in changes.items():
        value = check_period(value) if field == "period" else " ".join(value.split())
        if len(value) > 40:
            raise Invalid("村名、作者不能超过 40 个字")
        setattr(upload, field, value)
    if upload.state == "ready" and "period" in changes:
        upload.reason = ""
    if upload.state == "ready" and changes.get("period", before["period"]) != before["period"]:
        refresh_figures(session, upload)
    after: dict[str, object] = {field: getattr(upload, field) for field in _FIELDS}
    record(session, batch=upload.batch_id, who=person.name, action="改材料信息", subject=upload.name,
           before=before, after=after)  # fmt: skip
    session.flush()
    return upload


def keep_duplicate(session: Session, person: Person, upload: Upload) -> None:
    """Use a file although another has the same words."""
    person.require("edit")
    if upload.state != "duplicate":
        raise Invalid("这份材料没有被当作重复")
    upload.state, upload.reason = "ready", _to_mind(work.REPORTS.validate_json(upload.annotated).report)
    record(session, batch=upload.batch_id, who=person.name, action="保留重复材料", subject=upload.name)


def remove(site: Site, session: Session, person: Person, upload: Upload) -> None:
    """Delete a file; its own uploader may, and who may remove anybody's."""
    if upload.created_by != person.name:
        person.require("remove")
    others = session.scalar(
        select(func.count()).select_from(Upload).where(Upload.digest == upload.digest, Upload.id != upload.id)
    )
    record(session, batch=upload.batch_id, who=person.name, action="删除材料", subject=upload.name)
    session.delete(upload)
    session.flush()
    if upload.digest and not others:
        with suppress(OSError):
            site.store.drop(upload.digest)


def corrections_of(session: Session, upload_ids: Sequence[int]) -> dict[int, dict[int, Correction]]:
    """Corrected labels by upload and sentence."""
    found: dict[int, dict[int, Correction]] = {}
    for correction in session.scalars(select(Correction).where(Correction.upload_id.in_(upload_ids))):
        found.setdefault(correction.upload_id, {})[correction.sentence] = correction
    return found


def decisions_of(session: Session, upload_ids: Sequence[int]) -> dict[int, dict[int, FigureDecision]]:
    """Decisions about figures by upload and where the figure begins."""
    found: dict[int, dict[int, FigureDecision]] = {}
    for decision in session.scalars(select(FigureDecision).where(FigureDecision.upload_id.in_(upload_ids))):
        found.setdefault(decision.upload_id, {})[decision.start] = decision
    return found


def machine_report(upload: Upload) -> AnnotatedReport:
    """What the machine found, under the name, village, author and period that people settled on."""
    annotated = work.REPORTS.validate_json(upload.annotated)
    report: Report = replace(
        annotated.report, name=upload.name, village=upload.village, author=upload.author, period=upload.period,
        kind="speech" if upload.kind == "speech" else "report",
    )  # fmt: skip
    return replace(annotated, report=report)


def labelled_report(upload: Upload, corrections: dict[int, Correction]) -> AnnotatedReport:
    """The report under people's labels, with its figures before any decision about them."""
    given = {
        index: Tag(labels=tuple(correction.labels), kind=correction.kind) for index, correction in corrections.items()
    }
    labelled = work.with_tags(machine_report(upload), given)
    return replace(labelled, indicators=work.FIGURES.validate_json(upload.figures))


def final_report(
    upload: Upload, corrections: dict[int, Correction], decisions: dict[int, FigureDecision]
) -> AnnotatedReport:
    """The report as people left it: their labels, their decisions about figures."""
    labelled = labelled_report(upload, corrections)
    figures = {indicator.start: indicator for indicator in labelled.indicators}
    amendments = {
        start: amending.Amendment(
            verdict=decision.verdict,
            figure=amended_figure(figures[start], decision.fields),
            by=decision.changed_by,
            both=decision.both,
        )
        for start, decision in decisions.items()
        if start in figures
    }
    return amending.amended(labelled, amendments)


def amended_figure(figure: Indicator, fields: dict[str, Any]) -> Indicator:
    """A figure with the fields a person corrected; who says what it is of settles that."""
    return replace(figure, **fields, settled=not _WHAT_IT_IS.isdisjoint(fields))


def final_reports(session: Session, batch: Batch, *, names: Collection[str] | None = None) -> list[AnnotatedReport]:
    """Usable reports of a batch as people left them, in the order they came: all, or those of these names."""
    found = ready(session, batch, names=names)
    ids = [upload.id for upload in found]
    corrections, decisions = corrections_of(session, ids), decisions_of(session, ids)
    return [final_report(upload, corrections.get(upload.id, {}), decisions.get(upload.id, {})) for upload in found]


def refresh_figures(session: Session, upload: Upload, sentence: int | None = None) -> None:
    """Read a report's figures anew, since their status follows its labels and their period follows its own.

    Where only one sentence's label has changed, only that one's are.
    """
    mine = corrections_of(session, [upload.id]).get(upload.id, {})
    given = {index: Tag(labels=tuple(entry.labels), kind=entry.kind) for index, entry in mine.items()}
    labelled = work.with_tags(machine_report(upload), given)
    if sentence is None:
        figures = work.figures_of(labelled)
    else:
        figures = work.figures_anew(labelled, work.FIGURES.validate_json(upload.figures), sentence)
    upload.figures = work.FIGURES.dump_json(figures).decode()


def unreadable(session: Session, batch: Batch) -> list[Skipped]:
    """Files that cannot be used, with their reasons."""
    query = select(Upload.name, Upload.reason).where(Upload.batch_id == batch.id, Upload.state == "problem")
    return [Skipped(name=name, reason=reason) for name, reason in session.execute(query.order_by(Upload.id))]
