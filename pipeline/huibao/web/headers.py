"""Middleware: what every request must be and what every answer carries, as plain ASGI."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.exceptions import HTTPException

from huibao.web.jobs import log_failure
from huibao.web.settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Scripts, styles and pictures come from this server alone, nothing inline, nobody may frame us.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_UPLOAD_ENDS = "/uploads"
_TOO_MUCH = "一次传的内容太多；请分几次传"


class Gate:
    """Refuses foreign hosts, foreign origins and oversized bodies; adds the headers; hides failures.

    Args:
        app: what lies behind.
        settings: host names, limits, and whether people sign in (then the browser is told to keep to HTTPS).
    """

    def __init__(self, app: App, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message["headers"], *self._headers(scope, message["headers"])]
            await send(message)

        fault = self._fault(scope, headers)
        if fault:
            await _refuse(answer, *fault)
            return
        try:
            await self.app(scope, self._limited(scope, receive), answer)
        except Exception as error:  # noqa: BLE001  (the server would log its message, which may hold report text)
            log_failure(f"{scope['method']} request", error)
            if not started:
                await _refuse(answer, 500, "程序出了意外；请再试一次，还不行就把日志交给管理员")

    def _headers(self, scope: Scope, present: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        added = dict(_ALWAYS)
        if self.settings.login:
            added["strict-transport-security"] = "max-age=31536000"
        names = {key.lower() for key, _ in present}
        if not scope["path"].startswith("/static/") and b"cache-control" not in names:
            added["cache-control"] = "no-store"
        return [(key.encode(), value.encode()) for key, value in added.items()]

    def _fault(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        host = headers.get("host", "")
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if self.settings.hosts and name not in self.settings.hosts:
            # A name of somebody else's that points at this computer (DNS rebinding).
            return 400, "不认识这个网址；请用启动时显示的网址打开"
        if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            origin = headers.get("origin")
            if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
                return 403, "请求不是从本页面发出的，已拒绝"
            if origin is not None and origin.partition("://")[2] != host:
                return 403, "请求不是从本页面发出的，已拒绝"
        return None

    def _limit(self, scope: Scope) -> int:
        limits = self.settings.limits
        # Form boundaries and names come on top of the files themselves.
        return limits.upload_bytes + 2**20 if scope["path"].endswith(_UPLOAD_ENDS) else limits.body_bytes

    def _limited(self, scope: Scope, receive: Receive) -> Receive:
        left = self._limit(scope)

        async def limited() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                # The framework hands this one on as it is, where it takes any other for a broken form.
                raise HTTPException(413, _TOO_MUCH)
            return message

        return limited


async def _refuse(send: Send, status: int, detail: str) -> None:
    body = json.dumps({"detail": detail}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
