from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from huibao.corpus.authoring import read_corpus, read_tagged, tagged_text
from huibao.taxonomy import Taxonomy
from huibao.web.models import TrainedModel
from tests.conftest import Authored
from tests.web.conftest import LIUHE, SHIQIAO, Office


def correct(office: Office, batch: int, upload: int, count: int) -> None:
    for index in range(count):
        office.api(
            "PUT", f"/batches/{batch}/uploads/{upload}/sentences/{index}", json={"labels": ["other"], "version": 0}
        )


def test_a_tagged_report_written_and_read_again_is_the_same(
    authored: Authored, taxonomy: Taxonomy, tmp_path: Path
) -> None:
    report = authored(
        "H|一、成效\nP\nachievement.construction|修路三公里。|道路建设=3公里@actual\n"
        "requirement.development/plan,bottleneck.resources|明年修渠，但缺资金。\n"
    )
    path = tmp_path / "again.tagged.txt"
    path.write_text(tagged_text(report, taxonomy, date="2025-10-12"), encoding="utf-8")
    again = read_tagged(path, taxonomy, name=report.report.name)
    assert again.report.text == report.report.text
    assert (again.tags, again.report.period, again.report.village) == (report.tags, report.report.period, "石桥村")
    assert [(i.name, i.value, i.unit, i.status) for i in again.indicators] == [("道路建设", 3.0, "公里", "actual")]


def test_corrected_reports_are_exported_for_training_and_others_are_not(office: Office, taxonomy: Taxonomy) -> None:
    batch = office.batch()
    first, _ = office.send(batch, {"石桥.txt": SHIQIAO, "柳河.txt": LIUHE})
    correct(office, batch, first["id"], 3)
    files = office.api("POST", "/teaching/export")["files"]
    (report,) = read_corpus(Path(files[0]).parent, taxonomy)
    assert report.report.village == "石桥村"
    assert [tag.labels for tag in report.tags[:3]] == [("other",)] * 3


def test_too_few_corrections_are_no_reason_to_train(office: Office) -> None:
    job = office.api("POST", "/teaching/models")
    state = office.wait(job["id"])
    assert (state["state"], "少于" in state["message"]) == ("failed", True)


def _corpus(root: Path, authored: Authored) -> Path:
    """Two townships: enough to train on one and choose thresholds on the other."""
    body = (
        "H|一、成效\nP\nachievement.construction|修路三公里。\nachievement.industry|合作社卖桃十吨。\n"
        "P\nbottleneck.resources|缺资金，缺年轻人。\nother|汇报完毕。\n"
    )
    for township in ("east", "west", "north"):
        folder = root / "corpus" / "reports" / township
        folder.mkdir(parents=True)
        authored(body, name=township)
        (authored.folder / f"{township}.tagged.txt").rename(folder / "one.tagged.txt")
    splits = '[train]\ntownships = ["east"]\n[validation]\ntownships = ["west"]\n[test]\ntownships = ["north"]\n'
    (root / "corpus" / "splits.toml").write_text(splits, encoding="utf-8")
    return root / "corpus" / "reports"


def test_a_retrained_tagger_is_offered_with_scores_before_and_after_and_used_only_when_switched_on(
    open_office: Callable[..., Office], tmp_path: Path, authored: Authored
) -> None:
    office = open_office(corpus=_corpus(tmp_path / "own", authored))
    batch = office.batch()
    upload, other = office.send(batch, {"石桥.txt": SHIQIAO, "柳河.txt": LIUHE})
    correct(office, batch, upload["id"], 9)
    correct(office, batch, other["id"], 3)
    state = office.wait(office.api("POST", "/teaching/models")["id"])
    assert state["state"] == "done", state
    (model,) = office.api("GET", "/teaching/models")
    assert (model["state"], model["corrections"]) == ("offered", 12)
    assert set(model["before"]) == set(model["after"])
    site = office.app.state.site
    assert site.annotator.model is None
    office.api("PUT", "/teaching/model", json={"model": model["id"], "although_worse": True})
    assert site.annotator.model == site.model_folder(model["id"])
    office.api("PUT", "/teaching/model", json={"model": None})
    assert site.annotator.model is None


@pytest.mark.parametrize(("before", "after", "status"), [(0.8, 0.7, 422), (0.7, 0.8, 200)])
def test_a_worse_tagger_is_never_switched_on_silently(office: Office, before: float, after: float, status: int) -> None:
    with office.app.state.site.database.session() as session:
        row = TrainedModel(
            corrections=20, state="offered", before={"coarse_f1": before}, after={"coarse_f1": after}, created_by="甲"
        )
        session.add(row)
        session.flush()
        number = row.id
    answer = office.client.put("/api/teaching/model", json={"model": number})
    assert answer.status_code == status
    state = office.api("GET", "/teaching/models")[0]["state"]
    assert state == ("active" if status == 200 else "offered")
