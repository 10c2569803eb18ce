"""The application: the API, the pages, the files that go with them, and the worker beside them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from huibao.errors import HuibaoError
from huibao.web import guide, pages
from huibao.web.api import checking, collecting, drafting, labelling, running, shapes, words
from huibao.web.errors import Refusal
from huibao.web.headers import Gate
from huibao.web.jobs import Worker
from huibao.web.settings import Settings
from huibao.web.site import Site

_STATIC = Path(__file__).parent / "static"
_SHAPES = (400, 401, 403, 404, 409, 413, 422, 429)
_SAID = {404: "没有这个页面或接口；请检查网址", 405: "这个接口不支持这种操作", 400: "请求的格式不对；请刷新页面再试"}


def create_app(settings: Settings) -> FastAPI:
    """The whole page, ready for a server.

    Raises:
        UsageError: the database cannot be reached.
    """
    site = Site(settings)
    worker = Worker(site)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        app.state.ending = asyncio.Event()
        worker.start()
        yield
        app.state.ending.set()
        await asyncio.to_thread(worker.stop)
        site.close()

    app = FastAPI(
        title="汇报 Huibao", summary="从各村汇报到可溯源的汇总稿", version="1", lifespan=life,
        openapi_url="/api/openapi.json", docs_url=None, redoc_url=None,
        responses={status: {"model": shapes.Refused} for status in _SHAPES},
    )  # fmt: skip
    app.state.site, app.state.worker = site, worker
    for part in (collecting, labelling, checking, drafting, running):
        for route in part.router.routes:
            assert isinstance(route, APIRoute)
            route.summary = words.SUMMARIES[route.name]
        app.include_router(part.router, prefix="/api")
    app.include_router(pages.router)
    app.mount(guide.PICTURES, StaticFiles(directory=guide.pictures()), name="pictures")
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_middleware(Gate, settings=settings)
    app.add_exception_handler(HuibaoError, _refused)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _refused)
    return app


async def _refused(request: Request, error: Exception) -> Response:
    """Every refusal as one sentence for people; a page that needs a sign-in leads there."""
    current = None
    if isinstance(error, Refusal):
        status, detail, current = error.status, str(error), error.current
    elif isinstance(error, HuibaoError):
        status, detail = 422, str(error)
    elif isinstance(error, RequestValidationError):
        status, detail = 422, f"请求的内容不对：{_fields(error)}；请检查后再试"
    else:
        assert isinstance(error, HTTPException)
        status, detail = error.status_code, _SAID.get(error.status_code, str(error.detail))
    if not request.url.path.startswith("/api/") and request.method == "GET":
        return pages.refused(request, status, detail)
    return JSONResponse({"detail": detail, "current": current}, status_code=status)


def _fields(error: RequestValidationError) -> str:
    return "、".join(dict.fromkeys(str(fault["loc"][-1]) for fault in error.errors()))[:200]
