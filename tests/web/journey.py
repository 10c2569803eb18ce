"""The whole way of a clerk through the page, from a pile of files to the Word document, in a real browser.

The browser test walks it; `python -m tests.web.journey FOLDER` walks it and takes the pictures of the guide.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, expect, sync_playwright

from huibao.web.app import create_app
from huibao.web.settings import Settings

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
CHROMIUM = shutil.which("chromium") or ""
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed (Debian: chromium)")
SCREEN = (1366, 768)
# ms; a machine that others work on too answers late.
_PATIENCE = 20_000
_ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
# The roster calls 龙井村 by another name, and one village has handed in nothing.
ROSTER = (
    "上坪村、双河村、大塘村、新庙村、杉树湾村、枫香村、柏杨村、沙湾村、白鹤村、石门坎村、红岩村、茶园村、观音阁社区、金竹村、"
    "长岭村、马鞍村、龙井新村、青杠村"
)
# One village tells the number of its 监测户 twice, and differently.
CLASHING = ("大塘村.md", "改厕52户全部完成。", "改厕52户全部完成。目前监测户共23户。")
CORRECTED = "部分果农还是老把式"
ASKED_FOR = "恳请镇里帮助协调冷库扩建用地"
ADDED = "各村干部群众热情高。"


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrived:
    """What the clerk leaves with: the Word file, and what the page had shown her of it."""

    word: Path
    total_before: str
    total_after: str
    marked: list[str]


@contextmanager
def serving(app: FastAPI, port: int) -> Iterator[str]:
    """A real server in a thread; its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium; whoever browses has a context of his own in it."""
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def browsing(browser: Browser) -> Iterator[Page]:
    """A page that fails on any error of a script and on any request to elsewhere."""
    width, height = SCREEN
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    page.on("request", lambda request: _check_address(request.url, faults))
    try:
        yield page
    finally:
        context.close()
    assert faults == []


def _check_address(url: str, faults: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1:", "blob:http://127.0.0.1:", "data:")):
        faults.append(f"request to {url}")


def walk(page: Page, address: str, folder: Path, picture: Callable[[Page, str], None]) -> Arrived:
    """Collect, label, check, draft, deliver."""
    collect(page, address, _handed_in(folder / "handed-in"), picture)
    label(page, picture)
    before, after = check(page, picture)
    marked = draft(page, picture)
    return Arrived(word=deliver(page, folder, picture), total_before=before, total_after=after, marked=marked)


def _handed_in(folder: Path) -> list[Path]:
    """The sample batch, with something to decide in it."""
    shutil.copytree(SAMPLES, folder)
    name, before, after = CLASHING
    text = (folder / name).read_text(encoding="utf-8")
    assert before in text
    (folder / name).write_text(text.replace(before, after), encoding="utf-8")
    return sorted(folder.iterdir())


def collect(page: Page, address: str, files: list[Path], picture: Callable[[Page, str], None]) -> None:
    """Make a batch, drop the files in, mend a village and a period with one click each."""
    page.goto(address)
    page.get_by_role("button", name="新建批次").click()
    page.get_by_label("名称").fill("2025年第三季度乡村振兴工作汇报")
    page.get_by_label("时期").select_option("2025Q3")
    page.get_by_role("textbox", name="名册").fill(ROSTER)
    expect(page.locator("[data-count]")).to_contain_text("共 18 个村")
    picture(page, "1-batch")
    page.get_by_role("button", name="建好，去收材料").click()
    page.locator("#files").set_input_files([str(path) for path in files])
    expect(page.locator("tr[data-upload] input[list]")).to_have_count(17, timeout=60_000)
    expect(page.get_by_role("status").first).to_contain_text("读完 17 份材料")
    picture(page, "2-collect")
    page.get_by_role("button", name="是龙井新村").click()
    # The list is drawn anew with what was settled; a click in between would meet a row that goes.
    expect(page.locator(".state.todo")).to_have_count(1)
    page.get_by_role("button", name="核对过了").click()
    expect(page.locator(".state.todo")).to_have_count(0)
    expect(page.locator("#missing")).to_contain_text("青杠村")


def label(page: Page, picture: Callable[[Page, str], None]) -> None:
    """Correct labels by keyboard alone: go to a sentence, give it a label, take a step back, confirm."""
    page.get_by_role("link", name="看标注").click()
    expect(page.locator(".reading h1")).to_contain_text("上坪村")
    page.get_by_role("button", name="待看句子").click()
    expect(page.locator("#reports [aria-current]")).to_have_count(1)
    picture(page, "3-queue")
    page.get_by_role("button", name="按汇报").click()
    page.locator("#reports button", has_text="上坪村").click()
    expect(page.locator(".reading h1")).to_contain_text("上坪村")
    sentence = page.locator(".sentence", has_text=CORRECTED)
    for _ in range(30):
        page.keyboard.press("ArrowDown")
        if "chosen" in (sentence.get_attribute("class") or ""):
            break
    expect(page.locator(".inspect blockquote")).to_contain_text(CORRECTED)
    given = sentence.get_attribute("data-label") or ""
    page.keyboard.press("1")
    expect(sentence).to_have_attribute("data-label", "achievement.poverty")
    page.keyboard.press("u")
    expect(sentence).to_have_attribute("data-label", given)
    page.keyboard.press("6")
    expect(sentence).to_have_attribute("data-label", "bottleneck.industry")
    page.locator(".sentence", has_text=ASKED_FOR).click()
    page.keyboard.press("e")
    expect(page.locator(".inspect .tabs [aria-pressed=true]")).to_contain_text("诉求")
    picture(page, "4-correct")


def check(page: Page, picture: Callable[[Page, str], None]) -> tuple[str, str]:
    """Leave a figure out of the sum; gives the sum before and after."""
    page.get_by_role("link", name="核数据").click()
    doubts = page.locator(".doubts > li")
    clash = doubts.filter(has_text="前后不一")
    expect(clash).to_have_count(1)
    page.locator(".grid").get_by_role("button", name="23户", exact=True).last.click()
    expect(page.locator(".inspect mark").first).to_be_visible()
    picture(page, "5-figures")
    clash.get_by_role("button", name="21户：以此为准").click()
    expect(clash).to_have_count(0)
    row = page.locator(".grid tbody tr", has=page.locator("th", has_text="监测户")).first
    before = row.locator("td.total").inner_text()
    row.get_by_role("button", name="23户").first.click()
    expect(page.locator(".inspect mark")).to_have_text("23户")
    page.get_by_role("button", name="不计入合计").click()
    expect(row.locator("td.total")).not_to_have_text(before)
    return before, row.locator("td.total").inner_text()


def draft(page: Page, picture: Callable[[Page, str], None]) -> list[str]:
    """Write a draft, type a figure that no report holds and see it marked, put it right; gives what was marked."""
    page.get_by_role("link", name="出初稿").click()
    page.get_by_role("button", name="出一稿").click()
    passage = page.locator(".passage").nth(1)
    expect(passage).to_be_visible(timeout=60_000)
    passage.locator(".statement").last.hover()
    expect(page.locator(".sources li").first).to_be_visible()
    picture(page, "6-draft")
    passage.click()
    page.locator(".passage.chosen").click()
    field = page.get_by_label("改这一段")
    text = field.input_value()
    field.fill(f"{text}另有9999户受益。")
    expect(page.locator(".editor mark.fault")).to_have_text(["9999"])
    marked = page.locator(".editor mark.fault").all_inner_texts()
    picture(page, "7-unsupported")
    field.fill(f"{text}{ADDED}")
    expect(page.locator(".editor mark.fault")).to_have_count(0)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".passage.edited")).to_have_count(1)
    return marked


def deliver(page: Page, folder: Path, picture: Callable[[Page, str], None]) -> Path:
    """Sign off and download the Word file."""
    page.get_by_role("link", name="交付").click()
    expect(page.locator("#undecided li, .checks li")).to_have_count(6)
    picture(page, "8-deliver")
    page.get_by_role("button", name="定稿").click()
    page.get_by_role("dialog").get_by_role("button", name="定稿").click()
    expect(page.get_by_role("button", name="取消定稿")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载Word（带出处批注）").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


# What each picture of the guide shows of the screen, so that its words can be read at half the width of a page.
PICTURED: dict[str, FloatRect] = {
    "1-batch": {"x": 303, "y": 125, "width": 760, "height": 520},
    "2-collect": {"x": 55, "y": 170, "width": 760, "height": 520},
    "3-queue": {"x": 0, "y": 48, "width": 760, "height": 520},
    "4-correct": {"x": 518, "y": 52, "width": 848, "height": 580},
    "5-figures": {"x": 0, "y": 48, "width": 760, "height": 520},
    "6-draft": {"x": 486, "y": 48, "width": 880, "height": 602},
    "7-unsupported": {"x": 240, "y": 180, "width": 760, "height": 520},
    "8-deliver": {"x": 55, "y": 60, "width": 960, "height": 657},
}


def _photograph(page: Page, path: Path) -> None:
    """A picture of what matters, in few colours, which text and flat areas do not miss."""
    page.screenshot(path=path, clip=PICTURED[path.stem])
    with Image.open(path) as image:
        image.convert("RGB").quantize(128).save(path, optimize=True)


def main() -> None:
    """Take the pictures of the guide."""
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        app = create_app(Settings(folder=folder / "data"))
        with serving(app, 8765) as address, launched() as browser, browsing(browser) as page:
            walk(page, address, folder, lambda shown, step: _photograph(shown, target / f"{step}.png"))


if __name__ == "__main__":
    main()
