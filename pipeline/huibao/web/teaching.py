"""Corrections teach: reports with people's labels join the training data; a new tagger is tried, never slipped in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session, undefer

from huibao.corpus.authoring import tagged_text
from huibao.corpus.splits import read_split
from huibao.resources import resource
from huibao.tagging.context import ContextTagger
from huibao.tagging.linear import LinearTagger
from huibao.tagging.metrics import evaluate_tags
from huibao.tagging.model import load_model
from huibao.tagging.protocol import Tagger
from huibao.training import new_tagger, train_model
from huibao.web import labels, uploads, work
from huibao.web.errors import Invalid, Missing
from huibao.web.models import Correction, TrainedModel, Upload
from huibao.web.security import Person
from huibao.web.site import Site, record

_FEWEST_CORRECTIONS = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Lessons:
    """What people's labels amount to.

    Attributes:
        looked_at: sentences with a person's labels.
        agreed: of these, where the machine had the same strongest label.
        reports: reports they stand in.
        trainable: whether this installation has the corpus that training needs.
    """

    looked_at: int
    agreed: int
    reports: int
    trainable: bool


def corpus_folder(site: Site) -> Path | None:
    """The authored reports to train on beside the corrections; None where this installation has none."""
    if site.settings.corpus is not None:
        return site.settings.corpus
    try:
        return resource("corpus/reports")
    except FileNotFoundError:
        return None


def lessons(site: Site, session: Session) -> Lessons:
    """How many sentences people labelled, and how often the machine had been right."""
    looked_at = agreed = 0
    reports = _corrected(session)
    for upload, mine in reports:
        machine = uploads.machine_report(upload)
        looked_at += len(mine)
        agreed += sum(machine.tags[index].labels[0] == entry.labels[0] for index, entry in mine.items())
    return Lessons(looked_at=looked_at, agreed=agreed, reports=len(reports), trainable=corpus_folder(site) is not None)


def _corrected(session: Session) -> list[tuple[Upload, dict[int, Correction]]]:
    query = select(Upload).where(Upload.id.in_(select(Correction.upload_id)), Upload.state == "ready")
    found = list(session.scalars(query.order_by(Upload.id).options(undefer(Upload.annotated), undefer(Upload.figures))))
    corrections = uploads.corrections_of(session, [upload.id for upload in found])
    return [(upload, corrections[upload.id]) for upload in found]


def export(site: Site, session: Session) -> Path:
    """Write every report that people labelled in the authoring format; gives the folder.

    A sentence nobody looked at keeps the machine's label: the tagger needs whole reports, since order and
    headings carry meaning.
    """
    folder = site.settings.folder / "corrections"
    folder.mkdir(exist_ok=True)
    for stale in folder.glob("*.tagged.txt"):
        stale.unlink()
    for upload, mine in _corrected(session):
        labelled = uploads.labelled_report(upload, mine)
        signed = upload.created_at.date().isoformat()
        path = folder / f"{upload.batch_id}-{upload.id}.tagged.txt"
        path.write_text(tagged_text(labelled, work.taxonomy(), date=signed), encoding="utf-8", newline="\n")
    return folder


def train(site: Site, who: str, step: Callable[[int, str], object]) -> int:
    """Train a tagger on the corpus and the corrections, and compare it with the one in use; gives its id.

    Both are measured on the corpus's validation townships, which neither was trained on.

    Raises:
        Invalid: there is no corpus here, or there are too few corrections.
    """
    corpus = corpus_folder(site)
    if corpus is None:
        raise Invalid("这台电脑没有训练语料，不能训练；请导出更正，交给有语料的管理员")
    step(0, "正在整理更正")
    with site.database.session() as session:
        looked_at = labels.corrected_count(session)
        if looked_at < _FEWEST_CORRECTIONS:
            raise Invalid(f"才看过 {looked_at} 句，少于 {_FEWEST_CORRECTIONS} 句，学不到什么；请多看一些再训练")
        folder = export(site, session)
    splits = corpus.parent / "splits.toml"
    step(1, "正在训练，约一分钟")
    model = train_model(corpus, splits, _untrained(site, corpus), work.taxonomy(), corrections=folder)
    with site.database.session() as session:
        row = TrainedModel(corrections=looked_at, before={}, after={}, created_by=who, state="training")
        session.add(row)
        session.flush()
        number = row.id
    place = site.model_folder(number)
    place.mkdir(parents=True, exist_ok=True)
    model.save(place)
    step(2, "正在给现用的标注器打分")
    before = _scores(corpus, splits, site.annotator.model)
    step(3, "正在给新标注器打分")
    after = _scores(corpus, splits, place)
    with site.database.session() as session:
        session.execute(
            update(TrainedModel).where(TrainedModel.id == number).values(before=before, after=after, state="offered")
        )
    return number


def _untrained(site: Site, corpus: Path) -> Tagger:
    """A new tagger of the kind in use, with the corpus's settings where it has any.

    The context tagger keeps its network, whose training takes long and needs torch; its linear half learns.
    """
    taxonomy = work.taxonomy()
    current = load_model(site.annotator.model, taxonomy).tagger
    if isinstance(current, ContextTagger):
        return current.keeping_network(taxonomy)
    params = corpus.parent.parent / "params.yaml"
    return new_tagger("linear", params, taxonomy) if params.is_file() else LinearTagger(taxonomy)


def _scores(corpus: Path, splits: Path, model: Path | None) -> dict[str, float]:
    taxonomy = work.taxonomy()
    gold = read_split(corpus, splits, "validation", taxonomy)
    tags = evaluate_tags(gold, [tagged.tags for tagged in load_model(model, taxonomy).tag(gold)], taxonomy)
    return {
        "coarse_f1": round(tags.coarse_f1.value, 4),
        "fine_f1": round(tags.fine_f1.value, 4),
        "kept_accuracy": round(tags.kept_accuracy.value, 4),
        "kept_coverage": round(tags.kept_coverage.value, 4),
    }


def is_worse(model: TrainedModel) -> bool:
    """Whether a retrained tagger scores lower than the one it was compared with."""
    return bool(model.after["coarse_f1"] < model.before["coarse_f1"])


def models(session: Session) -> list[TrainedModel]:
    """Retrained taggers, the latest first."""
    query = select(TrainedModel).where(TrainedModel.state != "training").order_by(TrainedModel.id.desc())
    return list(session.scalars(query))


def switch(session: Session, person: Person, model_id: int | None, *, although_worse: bool) -> None:
    """Use a retrained tagger from now on, or (None) the one the installation came with.

    Raises:
        Forbidden: the role does not allow it.
        Missing: there is no such tagger.
        Invalid: it is worse, and the person has not said that they know.
    """
    person.require("manage")
    model = session.get(TrainedModel, model_id) if model_id is not None else None
    if model_id is not None and (model is None or model.state == "training"):
        raise Missing("没有这个标注器；请刷新页面")
    if model is not None and is_worse(model) and not although_worse:
        raise Invalid("新标注器的成绩比现用的低；确实要换，请先勾选“我知道成绩变低了”")
    session.execute(update(TrainedModel).where(TrainedModel.state == "active").values(state="retired"))
    if model is not None:
        session.refresh(model)
        model.state = "active"
    record(session, batch=None, who=person.name, action="换标注器", subject=f"第{model_id}号" if model_id else "自带")
