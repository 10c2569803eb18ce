"""The whole way through the page without a mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from tests.web import journey
from tests.web.conftest import CLASHING, LIUHE

pytestmark = journey.needs_chromium
MOST_TABS = 60


def reach(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is there."""
    expect(wanted).to_be_visible()
    for _ in range(MOST_TABS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} cannot be reached by Tab")


def press(page: Page, name: str, *, role: Literal["button", "link"] = "button") -> None:
    """Reach a button or link by Tab and press it."""
    reach(page, page.get_by_role(role, name=name).first)
    page.keyboard.press("Enter")


def test_from_the_files_to_the_signed_draft_without_a_mouse(tmp_path: Path, opened: tuple[Page, str]) -> None:
    texts = {
        "石桥.txt": CLASHING.replace("李明", ""),
        "柳河.txt": LIUHE.replace("柳河村2025年第三季度工作汇报", "工作汇报"),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    page, address = opened
    page.goto(address)
    press(page, "新建批次")
    expect(page.get_by_label("名称")).to_be_focused()
    page.keyboard.type("三季度")
    page.keyboard.press("Enter")  # in a field, as one does
    page.wait_for_url("**/collect")
    with page.expect_file_chooser() as chooser:
        reach(page, page.locator("#files"))
        page.keyboard.press("Enter")
    chooser.value.set_files([str(tmp_path / name) for name in texts])
    rows = page.locator("tr[data-upload]")
    expect(rows.locator(".state.ready, .state.todo")).to_have_count(2, timeout=60_000)
    expect(page.get_by_role("status").locator(".toast")).to_contain_text("读完 2 份材料")
    first = [rows.first.get_by_label(f"的{name}") for name in ("村名", "作者")]
    at = rows.first.get_attribute("data-upload")
    reach(page, first[0])
    # A quick hand: the next field is being typed into while the last one is saved.
    page.keyboard.press("Control+a")
    page.keyboard.type("东岭村")
    page.keyboard.press("Tab")
    page.keyboard.type("赵")
    page.wait_for_timeout(800)
    page.keyboard.type("六")
    page.keyboard.press("Tab")
    expect(page.get_by_label("的时期").first).to_be_focused()
    page.reload()
    mended = page.locator(f"tr[data-upload='{at}']")
    expect(mended.get_by_label("的村名")).to_have_value("东岭村")
    expect(mended.get_by_label("的作者")).to_have_value("赵六")

    press(page, "看标注", role="link")
    expect(page.locator(".sentence.chosen")).to_have_count(1)
    reach(page, page.get_by_role("button", name="待看句子"))
    page.keyboard.press("Enter")
    expect(page.locator("#reading")).to_be_focused()
    entries = page.locator("#reports li button")
    left = entries.count()
    page.keyboard.press("Enter")
    expect(entries).to_have_count(left - 1)

    page.keyboard.press("Shift+Tab")
    press(page, "核数据", role="link")
    for _ in range(page.locator(".doubts > li").count() or 1):
        press(page, "都对，只计一个")
        page.wait_for_timeout(500)
    expect(page.locator("#doubts")).to_contain_text("没有前后不一")

    press(page, "出初稿", role="link")
    press(page, "出一稿")
    passage = page.locator(".passage").nth(1)
    expect(passage).to_be_visible(timeout=60_000)
    reach(page, passage)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+End")
    page.keyboard.type("各村干部群众热情高。")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".passage.edited")).to_be_focused()
    page.keyboard.press("F6")
    expect(page.locator("#inspect :focus")).to_have_count(1)

    press(page, "交付", role="link")
    with page.expect_download() as word:
        press(page, "下载Word（清稿）")
    assert word.value.suggested_filename.endswith(".docx")
    press(page, "定稿")
    expect(page.get_by_role("dialog")).to_be_visible()
    reach(page, page.get_by_role("dialog").get_by_role("button", name="定稿"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="取消定稿")).to_be_visible()
