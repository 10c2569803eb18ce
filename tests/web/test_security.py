"""One test a rule of who may do what; `guarded` has the accounts 周录入, 钱录入, 吴审核, 郑管理."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from huibao.web import security
from huibao.web.errors import NotSignedIn, TooMany
from huibao.web.guard import COOKIE
from huibao.web.headers import POLICY
from huibao.web.models import Account, LoginSession
from huibao.web.settings import Limits
from tests.web.conftest import LIUHE, PASSWORD, SHIQIAO, Office

OPEN = {("post", "/api/session")}


def operations(office: Office) -> Iterator[tuple[str, str]]:
    """Method and path of every call of the API, numbers filled in."""
    for path, methods in office.app.openapi()["paths"].items():
        for method in methods:
            yield method, path


def filled(path: str, **numbers: int) -> str:
    for name in ("batch_id", "upload_id", "draft_id", "passage_id", "job_id", "sentence", "start"):
        path = path.replace(f"{{{name}}}", str(numbers.get(name, 1)))
    return path.replace("{name}", "钱录入").replace("{what}", "word")


def test_without_login_nothing_but_the_way_in_is_open(guarded: Office) -> None:
    asked = [op for op in operations(guarded) if op not in OPEN]
    assert len(asked) > 40
    for method, path in asked:
        answer = guarded.client.request(method, filled(path), json={})
        assert answer.status_code == 401, (method, path)
    for page in ("/", "/batches/1/collect", "/teaching", "/api-docs"):
        answer = guarded.client.get(page, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/login"), page


def test_who_is_no_member_of_a_batch_sees_nothing_of_it(guarded: Office) -> None:
    guarded.sign_in("周录入")
    batch = guarded.batch()
    guarded.send(batch, {"石桥.txt": SHIQIAO})
    guarded.draft(batch)
    guarded.sign_in("钱录入")
    assert guarded.api("GET", "/batches") == []
    asked = [op for op in operations(guarded) if "{batch_id}" in op[1] or "{job_id}" in op[1]]
    assert len(asked) > 30
    for method, path in asked:
        answer = guarded.client.request(method, filled(path, batch_id=batch), json={})
        assert answer.status_code == 404, (method, path, answer.text)
    assert guarded.client.get(f"/batches/{batch}/collect").status_code == 404


def test_a_file_of_one_batch_is_not_reached_through_another(guarded: Office) -> None:
    guarded.sign_in("周录入")
    (upload,) = guarded.send(guarded.batch(), {"石桥.txt": SHIQIAO})
    guarded.sign_in("钱录入")
    mine = guarded.batch()
    assert guarded.client.get(f"/api/batches/{mine}/uploads/{upload['id']}/reading").status_code == 404


def test_a_new_member_sees_the_batch_until_taken_out(guarded: Office) -> None:
    guarded.sign_in("周录入")
    batch = guarded.batch()
    for belongs, status in ((True, 200), (False, 404)):
        guarded.sign_in("郑管理")
        guarded.api("PUT" if belongs else "DELETE", f"/batches/{batch}/members/钱录入")
        guarded.sign_in("钱录入")
        assert guarded.client.get(f"/api/batches/{batch}").status_code == status


@pytest.mark.parametrize(
    ("name", "method", "path", "body"),
    [
        ("周录入", "DELETE", "/batches/{batch}", None),
        ("周录入", "PUT", "/batches/{batch}/members/周录入", None),
        ("周录入", "DELETE", "/batches/{batch}/uploads/{upload}", None),
        ("周录入", "PUT", "/batches/{batch}/drafts/{draft}/signature", {"signed": True, "version": 1}),
        ("周录入", "POST", "/teaching/models", None),
        ("周录入", "PUT", "/teaching/model", {"model": None}),
        ("吴审核", "DELETE", "/batches/{batch}", None),
        ("吴审核", "GET", "/teaching", None),
    ],
)
def test_a_role_does_not_reach_beyond_itself(
    guarded: Office, name: str, method: str, path: str, body: dict[str, object] | None
) -> None:
    guarded.sign_in("郑管理")
    batch = guarded.batch()
    (upload,) = guarded.send(batch, {"石桥.txt": SHIQIAO})
    draft = guarded.draft(batch)["id"]
    for member in ("周录入", "吴审核"):
        guarded.api("PUT", f"/batches/{batch}/members/{member}")
    guarded.sign_in(name)
    address = path.format(batch=batch, upload=upload["id"], draft=draft)
    answer = guarded.client.request(method, f"/api{address}", json=body)
    assert (answer.status_code, "您的角色" in answer.json()["detail"]) == (403, True)


def test_the_right_role_may_sign_off(guarded: Office) -> None:
    guarded.sign_in("吴审核")
    batch = guarded.batch()
    guarded.send(batch, {"石桥.txt": SHIQIAO})
    draft = guarded.draft(batch)
    path = f"/batches/{batch}/drafts/{draft['id']}/signature"
    assert guarded.api("PUT", path, json={"signed": True, "version": draft["version"]})["signed_by"] == "吴审核"


def test_passwords_are_kept_as_argon2_only(guarded: Office) -> None:
    with guarded.app.state.site.database.session() as session:
        kept = session.scalars(select(Account.password)).all()
    assert all(password.startswith("$argon2id$") for password in kept)
    assert PASSWORD not in "".join(kept)


def test_the_session_cookie_is_for_this_host_over_https_and_for_no_script(guarded: Office) -> None:
    cookie = guarded.sign_in("周录入").headers["set-cookie"]
    name, *flags = [part.strip().lower() for part in cookie.split(";")]
    assert name.startswith(f"{COOKIE.lower()}=")
    assert {"httponly", "secure", "samesite=strict", "path=/"} <= set(flags)
    assert not any(flag.startswith("domain") for flag in flags)


def test_the_database_holds_no_session_that_could_be_used(guarded: Office) -> None:
    guarded.sign_in("周录入")
    with guarded.app.state.site.database.session() as session:
        kept = session.scalars(select(LoginSession.token)).all()
    assert guarded.client.cookies[COOKIE] not in kept


def test_signing_in_again_ends_the_former_session(guarded: Office) -> None:
    guarded.sign_in("周录入")
    former = guarded.client.cookies[COOKIE]
    guarded.sign_in("周录入")
    assert guarded.client.cookies[COOKIE] != former
    guarded.client.cookies.clear()
    assert guarded.client.get("/api/batches", headers={"cookie": f"{COOKIE}={former}"}).status_code == 401


def test_signing_out_ends_the_session(guarded: Office) -> None:
    guarded.sign_in("周录入")
    token = guarded.client.cookies[COOKIE]
    guarded.api("DELETE", "/session")
    guarded.client.cookies.clear()
    assert guarded.client.get("/api/batches", headers={"cookie": f"{COOKIE}={token}"}).status_code == 401


@pytest.mark.parametrize("column", ["used_at", "created_at"])
def test_a_session_ends_by_itself(guarded: Office, column: str) -> None:
    guarded.sign_in("周录入")
    with guarded.app.state.site.database.session() as session:
        row = session.scalars(select(LoginSession)).one()
        setattr(row, column, getattr(row, column) - timedelta(days=31))
    assert guarded.client.get("/api/batches").status_code == 401


def test_a_closed_account_is_out_at_once(guarded: Office) -> None:
    guarded.sign_in("周录入")
    with guarded.app.state.site.database.session() as session:
        session.scalars(select(Account).where(Account.name == "周录入")).one().active = False
    assert guarded.client.get("/api/batches").status_code == 401
    assert guarded.sign_in("周录入").status_code == 401


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(guarded: Office) -> None:
    answers = [guarded.sign_in("周录入", "wrong password"), guarded.sign_in("无此人", "wrong password")]
    assert {(answer.status_code, answer.text) for answer in answers} == {(401, answers[0].text)}


def test_guessing_passwords_is_stopped_even_for_the_right_one(guarded: Office) -> None:
    for _ in range(Limits().login_attempts):
        assert guarded.sign_in("周录入", "wrong password").status_code == 401
    assert guarded.sign_in("周录入").status_code == 429


def test_guessing_is_stopped_by_name_and_by_address_and_forgiven_in_time() -> None:
    clock = [0.0]
    brake = security.Brake(Limits(login_attempts=2, login_window=60), clock=lambda: clock[0])
    brake.failed("name a", "address x")
    brake.failed("name b", "address x")
    brake.check("name a", "address y")
    with pytest.raises(TooMany):
        brake.check("name c", "address x")
    clock[0] = 61
    brake.check("name c", "address x")


def test_an_unknown_session_is_nobody(guarded: Office) -> None:
    with guarded.app.state.site.database.session() as session, pytest.raises(NotSignedIn):
        security.who_is(session, "guess", Limits())


def test_a_change_without_the_page_s_token_is_refused(office: Office) -> None:
    del office.client.headers["X-Huibao-Token"]
    for method, path in operations(office):
        if method != "get" and (method, path) not in OPEN:
            answer = office.client.request(method, filled(path), json={})
            assert (answer.status_code, answer.json()["detail"]) == (403, "页面已过期；请刷新后再试"), (method, path)


def test_the_token_of_one_session_does_not_serve_another(guarded: Office) -> None:
    guarded.sign_in("周录入")
    token = guarded.client.headers["X-Huibao-Token"]
    guarded.sign_in("钱录入")
    guarded.client.headers["X-Huibao-Token"] = token
    assert guarded.client.post("/api/batches", json={"name": "甲"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_change_from_another_site_is_refused(office: Office, headers: dict[str, str]) -> None:
    answer = office.client.post("/api/batches", json={"name": "甲"}, headers=headers)
    assert (answer.status_code, "不是从本页面" in answer.json()["detail"]) == (403, True)
    assert office.client.post("/api/session", json={"name": "a", "password": "b"}, headers=headers).status_code == 403


def test_another_name_for_this_computer_is_refused(office: Office) -> None:
    answer = office.client.get("/", headers={"host": "evil.example"})
    assert (answer.status_code, "不认识这个网址" in answer.json()["detail"]) == (400, True)


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "x-real-ip"])
def test_a_server_without_login_does_not_serve_a_proxy(office: Office, header: str) -> None:
    assert office.client.get("/api/batches", headers={header: "10.0.0.7"}).status_code == 403


@pytest.mark.parametrize("path", ["/", "/login", "/static/common.js", "/api/batches", "/nowhere", "/labels.css"])
def test_every_answer_carries_the_policy(office: Office, path: str) -> None:
    headers = office.client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")
    assert headers["referrer-policy"] == "no-referrer"
    if not path.startswith(("/static", "/labels")):
        assert headers["cache-control"] == "no-store"


def test_a_server_with_login_tells_the_browser_to_keep_to_https(guarded: Office) -> None:
    assert "max-age" in guarded.client.get("/login").headers["strict-transport-security"]


def test_no_page_needs_anything_from_elsewhere_or_inline(office: Office) -> None:
    batch = office.batch()
    for step in ("collect", "labels", "figures", "draft", "deliver", "log"):
        page = office.client.get(f"/batches/{batch}/{step}").text
        assert '<html lang="zh-CN">' in page
        assert not [bad for bad in ("http://", "https://", "style=", "onclick", "<style", "<script>") if bad in page]


def test_the_names_people_give_are_text_on_a_page(office: Office) -> None:
    batch = office.batch(name="</title><script>alert(1)</script>")
    page = office.client.get(f"/batches/{batch}/collect").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize(
    "name", ["../../石桥.txt", "..\\..\\石桥.txt", "/etc/石桥.txt", "石\x00桥.txt", "a" * 500 + ".txt"]
)
def test_a_file_s_name_never_becomes_a_path(office: Office, name: str) -> None:
    batch = office.batch()
    before = {path.name for path in office.app.state.site.settings.folder.parent.iterdir()}
    office.send(batch, {name: SHIQIAO})
    site = office.app.state.site
    kept = [path.relative_to(site.store.folder).parts for path in site.store.folder.rglob("*") if path.is_file()]
    assert [(len(parts), len(parts[-1])) for parts in kept] == [(2, 64)]
    assert {path.name for path in site.settings.folder.parent.iterdir()} == before


def test_too_many_files_at_once_are_refused(open_office: Callable[..., Office]) -> None:
    office = open_office(limits=Limits(upload_files=2))
    files = [("files", (f"{n}.txt", SHIQIAO)) for n in range(3)]
    answer = office.client.post(f"/api/batches/{office.batch()}/uploads", files=files)
    assert (answer.status_code, "最多传 2 个" in answer.json()["detail"]) == (413, True)


def test_a_batch_holds_only_so_many(open_office: Callable[..., Office]) -> None:
    office = open_office(limits=Limits(batch_files=1))
    batch = office.batch()
    office.send(batch, {"a.txt": SHIQIAO})
    assert office.client.post(f"/api/batches/{batch}/uploads", files=[("files", ("b.txt", LIUHE))]).status_code == 413


def test_a_file_over_the_limit_is_named_and_not_kept(open_office: Callable[..., Office]) -> None:
    office = open_office(limits=Limits(file_bytes=2000))
    big, small = office.send(office.batch(), {"大.txt": SHIQIAO * 10, "小.txt": LIUHE})
    assert (big["state"], "上限" in big["reason"], small["state"]) == ("problem", True, "ready")


@pytest.mark.parametrize("declared", [True, False])
def test_a_request_over_the_limit_is_cut_off(open_office: Callable[..., Office], declared: bool) -> None:
    office = open_office(limits=Limits(body_bytes=1000))

    def body() -> Iterator[bytes]:
        for _ in range(50):
            yield b" " * 100

    content = b" " * 5000 if declared else body()
    answer = office.client.post("/api/roster", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 413


def _bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("炸弹.txt", b"0" * (30 * 2**20))
    return stream.getvalue()


def test_an_archive_that_grows_too_large_is_not_expanded(office: Office) -> None:
    (upload,) = office.send(office.batch(), {"炸弹.zip": _bomb()})
    assert (upload["state"], "炸弹" in upload["reason"]) == ("problem", True)
    folder = office.app.state.site.store.folder
    assert [path for path in folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("图.txt", b"\x89PNG\r\n\x1a\n" + b"0" * 99),
        ("程序.docx", b"MZ" + b"0" * 99),
        ("网页.pdf", b"<html><script>alert(1)</script></html>"),
    ],
)
def test_a_file_is_what_its_content_is_whatever_its_name_says(office: Office, name: str, content: bytes) -> None:
    (upload,) = office.send(office.batch(), {name: content})
    assert (upload["state"], "内容却是" in upload["reason"]) == ("problem", True)


def test_the_log_of_the_server_holds_no_report_text(
    office: Office, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huibao.web import labels

    def burst(*_: object, **__: object) -> None:
        raise ValueError("对24户监测对象逐户落实帮扶措施")

    batch = office.batch()
    (upload,) = office.send(batch, {"石桥.txt": SHIQIAO})
    monkeypatch.setattr(labels, "correct", burst)
    path = f"/api/batches/{batch}/uploads/{upload['id']}/sentences/1"
    answer = office.client.put(path, json={"labels": ["other"], "version": 0})
    assert (answer.status_code, "监测对象" in answer.text) == (500, False)
    assert "ValueError" in caplog.text
    assert "监测对象" not in caplog.text


def test_an_error_of_the_database_does_not_print_what_was_to_be_written(office: Office) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    with office.app.state.site.database.engine.connect() as connection, pytest.raises(SQLAlchemyError) as caught:
        connection.execute(text("insert into nowhere values (:words)"), {"words": "对24户监测对象"})
    assert "监测对象" not in str(caught.value)
