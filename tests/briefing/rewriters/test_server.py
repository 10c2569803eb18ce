"""The rewriter against a real local server that speaks the protocol."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from huibao.briefing.rewriters import KEY_VARIABLE, rewriter_for
from huibao.briefing.rewriters.server import ServerRewriter
from huibao.errors import UsageError

Answer = tuple[int, Any]


class Server:
    """Answers chat completions by a rule, and keeps what it was sent."""

    def __init__(self) -> None:
        self.rule: Callable[[str], Answer] = lambda text: (200, text)
        self.requests: list[dict[str, Any]] = []
        self.hold = threading.Event()
        self.hold.set()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.requests.append({"path": self.path, "key": self.headers.get("Authorization"), **body})
                outer.hold.wait(5)
                status, content = outer.rule(body["messages"][-1]["content"])
                answer = {"choices": [{"message": {"role": "assistant", "content": content}}]}
                data = content if isinstance(content, bytes) else json.dumps(answer).encode()
                try:
                    self.send_response(status)
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except OSError:
                    return  # the client gave up waiting, which is what one test is about

            def log_message(self, *_: object) -> None:
                return

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.hold.set()
    server.http.shutdown()
    thread.join()
    server.http.server_close()


def _rewriter(server: Server, **options: Any) -> ServerRewriter:
    return ServerRewriter(base_url=server.url, model="m", pause=0.0, **options)


def test_paragraphs_come_back_in_order(server: Server) -> None:
    server.rule = lambda text: (200, f"改：{text}")
    assert _rewriter(server).rewrite(["甲", "乙", "丙"]) == ["改：甲", "改：乙", "改：丙"]


def test_the_key_comes_from_the_environment(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "secret")
    rewriter_for(server.url, "some-model").rewrite(["甲"])
    (request,) = server.requests
    assert (request["path"], request["key"], request["model"]) == (
        "/v1/chat/completions",
        "Bearer secret",
        "some-model",
    )


def test_a_busy_server_is_asked_again_and_not_for_ever(server: Server) -> None:
    answers = iter([503, 429, 200])
    server.rule = lambda text: (next(answers), text)
    assert _rewriter(server, attempts=3).rewrite(["甲"]) == ["甲"]
    server.rule = lambda text: (503, text)
    assert _rewriter(server, attempts=2).rewrite(["甲"]) == [None]
    assert len(server.requests) == 5


def test_a_refusal_is_not_tried_again(server: Server) -> None:
    server.rule = lambda text: (401, text)
    assert _rewriter(server).rewrite(["甲"]) == [None]
    assert len(server.requests) == 1


@pytest.mark.parametrize("content", [b"no json", b"{}", None, 7])
def test_an_answer_that_is_none_keeps_the_old_words(server: Server, content: Any) -> None:
    server.rule = lambda _: (200, content)
    assert _rewriter(server).rewrite(["甲"]) == [None]


def test_a_server_that_hangs_is_given_up(server: Server) -> None:
    server.hold.clear()
    assert _rewriter(server, timeout=0.1, attempts=1).rewrite(["甲"]) == [None]


def test_a_server_that_hangs_is_not_asked_for_every_paragraph(server: Server) -> None:
    server.hold.clear()
    assert _rewriter(server, timeout=0.1, attempts=2, concurrency=2).rewrite(["甲"] * 20) == [None] * 20
    assert len(server.requests) <= 2 * 2


def test_no_more_requests_than_allowed_are_under_way(server: Server) -> None:
    server.hold.clear()
    thread = threading.Thread(target=_rewriter(server, concurrency=2).rewrite, args=(["甲"] * 6,))
    thread.start()
    deadline = threading.Event()
    deadline.wait(0.3)
    assert len(server.requests) == 2
    server.hold.set()
    thread.join()
    assert len(server.requests) == 6


def test_nobody_at_the_address_keeps_the_old_words(server: Server) -> None:
    rewriter = ServerRewriter(base_url="http://127.0.0.1:9", model="m", pause=0.0, timeout=1.0)
    assert rewriter.rewrite(["甲"]) == [None]


def test_a_server_needs_a_model_name_and_a_folder_must_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="rewriter-model"):
        rewriter_for("http://127.0.0.1:9/v1")
    with pytest.raises(UsageError, match="不存在"):
        rewriter_for(str(tmp_path / "none"))
