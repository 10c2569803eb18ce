"""Labels of sentences: what the machine gave, what people made of it, what is worth a look first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from huibao.frames import speaker
from huibao.schema import AnnotatedReport, Tag
from huibao.web import uploads, work
from huibao.web.errors import Conflict, Invalid
from huibao.web.models import Batch, Correction, Upload
from huibao.web.security import Person
from huibao.web.site import record

_LONGEST_QUEUE = 500
# A bare heading that stands as a sentence (4.服务。): its number and a few characters that tell of no lack (缺资金。).
_OPENS_ITEM = re.compile(r"^\W*(?:第?[0-9一二三四五六七八九十]+[.．、，,)）]\W*)?")
_FRAGMENT = re.compile(r"[^缺少难没无不差弱]{0,3}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Queued:
    """A sentence that a person should look at; the higher its worth, the more a look teaches."""

    upload: int
    sentence: int
    village: str
    text: str
    labels: tuple[str, ...]
    worth: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """Labels of a sentence as they stand: by the machine (version 0) or by a person."""

    labels: tuple[str, ...]
    kind: str | None
    version: int
    by: str


def given(annotated: AnnotatedReport, corrections: dict[int, Correction], sentence: int) -> Given:
    """How a sentence is labelled now.

    Args:
        annotated: as the machine annotated it.
        corrections: people's, by sentence.
        sentence: index.
    """
    correction = corrections.get(sentence)
    if correction is not None:
        return Given(
            labels=tuple(correction.labels), kind=correction.kind, version=correction.version, by=correction.changed_by
        )
    tag = annotated.tags[sentence]
    return Given(labels=tag.labels, kind=tag.kind, version=0, by="")


def check_labels(labels: Sequence[str], kind: str | None) -> tuple[list[str], str | None]:
    """Labels and kind that may stand together; a kind that no label asks for is dropped.

    Raises:
        Invalid: a label is unknown or stands twice, "other" stands beside another, or a kind is missing.
    """
    taxonomy = work.taxonomy()
    if not labels or len(set(labels)) != len(labels) or any(label not in taxonomy for label in labels):
        raise Invalid("每句话至少要有一个标签，不能重复；请重新选择")
    roles = [taxonomy[label].role for label in labels]
    if len(labels) > 1 and "none" in roles:
        raise Invalid(f"“{taxonomy.fallback.name}”不能和别的标签一起用；请只留一个")
    if "todo" not in roles:
        return list(labels), None
    if kind not in {known.key for known in taxonomy.kinds}:
        names = "、".join(known.name for known in taxonomy.kinds)
        raise Invalid(f"要求类的句子还要选一种：{names}")
    return list(labels), kind


def correct(
    session: Session,
    person: Person,
    upload: Upload,
    sentence: int,
    *,
    labels: Sequence[str],
    kind: str | None,
    seen: int,
) -> Given:
    """Give a sentence its labels; the same labels as the machine's confirm them.

    Args:
        session: the transaction.
        person: who does it.
        upload: loaded with its annotation.
        sentence: index.
        labels: strongest first.
        kind: beside a label of role ``todo``.
        seen: version of what the person saw, 0 for the machine's.

    Raises:
        Conflict: somebody labelled it since.
        Invalid: the labels cannot stand together, or there is no such sentence.
    """
    person.require("edit")
    checked, kind = check_labels(labels, kind)
    before = _current(session, upload, sentence, seen)
    correction = session.scalar(
        select(Correction).where(Correction.upload_id == upload.id, Correction.sentence == sentence)
    )
    if correction is None:
        correction = Correction(upload_id=upload.id, sentence=sentence, labels=checked, kind=kind,
                                changed_by=person.name)  # fmt: skip
        session.add(correction)
    else:
        correction.labels, correction.kind, correction.changed_by = checked, kind, person.name
    session.flush()
    after = Given(labels=tuple(checked), kind=kind, version=correction.version, by=person.name)
    _settle(session, person, upload, sentence, before, after, "改标注" if before.labels != after.labels else "确认标注")
    return after


def withdraw(session: Session, person: Person, upload: Upload, sentence: int, *, seen: int) -> Given:
    """Go back to the machine's labels.

    Raises:
        Conflict: somebody labelled it since version ``seen``.
    """
    person.require("edit")
    before = _current(session, upload, sentence, seen)
    correction = session.scalar(
        select(Correction).where(Correction.upload_id == upload.id, Correction.sentence == sentence)
    )
    if correction is not None:
        session.delete(correction)
        session.flush()
    after = given(work.REPORTS.validate_json(upload.annotated), {}, sentence)
    _settle(session, person, upload, sentence, before, after, "撤回标注")
    return after


def _current(session: Session, upload: Upload, sentence: int, seen: int) -> Given:
    if upload.state != "ready":
        raise Invalid("这份材料还没有读好，不能标注")
    if not 0 <= sentence < upload.sentences:
        raise Invalid("这份材料里没有这一句；请刷新页面")
    corrections = uploads.corrections_of(session, [upload.id]).get(upload.id, {})
    now = given(work.REPORTS.validate_json(upload.annotated), corrections, sentence)
    if now.version != seen:
        raise Conflict(
            f"{now.by or '别人'}刚刚改过这一句；请看过再决定",
            {"labels": list(now.labels), "kind": now.kind, "version": now.version, "by": now.by},
        )
    return now


def _settle(
    session: Session, person: Person, upload: Upload, sentence: int, before: Given, after: Given, action: str
) -> None:
    """Log a change, and read the sentence's figures anew, since their status follows its labels."""
    if (before.labels, before.kind) != (after.labels, after.kind):
        uploads.refresh_figures(session, upload, sentence)
    record(
        session, batch=upload.batch_id, who=person.name, action=action, subject=f"{upload.name} 第{sentence + 1}句",
        before={"labels": list(before.labels), "kind": before.kind},
        after={"labels": list(after.labels), "kind": after.kind},
    )  # fmt: skip


def queue(session: Session, batch: Batch, *, upload: int | None = None) -> list[Queued]:
    """Sentences the tagger is unsure of and nobody has looked at, the most informative first.

    Sentences of equal words are asked once: one answer teaches as much as two.
    """
    found = uploads.ready(session, batch)
    corrections = uploads.corrections_of(session, [entry.id for entry in found])
    entries: list[Queued] = []
    for entry in found:
        if upload is not None and entry.id != upload:
            continue
        annotated = uploads.machine_report(entry)
        seen = corrections.get(entry.id, {})
        entries += [
            Queued(
                upload=entry.id, sentence=index, village=speaker(entry.name, entry.village),
                text=annotated.sentences[index].text, labels=tag.labels, worth=work.informativeness(tag),
            )
            for index, tag in enumerate(annotated.tags)
            if worth_a_look(tag, annotated.sentences[index].text) and index not in seen
        ]  # fmt: skip
    entries.sort(key=lambda item: -item.worth)
    first: dict[str, Queued] = {}
    for queued in entries:
        first.setdefault(queued.text, queued)
    return list(first.values())[:_LONGEST_QUEUE]


def doubtful_left(session: Session, batch: Batch) -> int:
    """How many doubtful sentences nobody has looked at; counted, not listed."""
    found = uploads.ready(session, batch)
    corrections = uploads.corrections_of(session, [entry.id for entry in found])
    return sum(len(doubtful(uploads.machine_report(entry), corrections.get(entry.id, {}))) for entry in found)


def doubtful(annotated: AnnotatedReport, corrections: dict[int, Correction]) -> list[int]:
    """Sentences of a report that the tagger is unsure of and nobody has looked at."""
    return [
        index
        for index, (tag, sentence) in enumerate(zip(annotated.tags, annotated.sentences, strict=True))
        if index not in corrections and worth_a_look(tag, sentence.text)
    ]


def worth_a_look(tag: Tag, text: str) -> bool:
    """Whether a person should look at a sentence: the tagger is unsure of it, and it says something.

    Example:
        >>> unsure = Tag(labels=("other",), review=True)
        >>> [worth_a_look(unsure, text) for text in ("4.服务。", "（三）认识有差距。", "缺资金。")]
        [False, True, True]
    """
    words = "".join(filter(str.isalnum, _OPENS_ITEM.sub("", text)))
    return tag.review and _FRAGMENT.fullmatch(words) is None


def corrected_count(session: Session, batch_ids: Sequence[int] | None = None) -> int:
    """Sentences with a person's labels, of some batches or of all."""
    query = select(func.count()).select_from(Correction)
    if batch_ids is not None:
        query = query.join(Upload, Upload.id == Correction.upload_id).where(Upload.batch_id.in_(batch_ids))
    return session.scalar(query) or 0
