"""核数据 in a real browser: a silent cell is filled, and what was said once is offered again."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.web import journey
from tests.web.desk import Desk
from tests.web.test_filling import report

pytestmark = journey.needs_chromium
TEXTS = (
    report("石桥村", "全村鱼塘1200亩。"),
    report("柳河村", "全村鱼塘900亩。", 21),
    report("鲢口村", "水产基地1100亩。栽了油菜150亩。", 22),
)


def open_figures(desk: Desk) -> tuple[Page, Locator]:
    """The page with all its rows, and that of 鱼塘."""
    desk.page.get_by_role("link", name="核数据").click()
    desk.page.get_by_role("button", name="全部数字").click()
    return desk.page, desk.page.locator(".grid tbody tr", has=desk.page.locator("th", has_text="鱼塘"))


def test_a_silent_cell_is_filled_by_keyboard_and_taken_back(desk: Desk) -> None:
    desk.stock(*TEXTS)
    page, ponds = open_figures(desk)
    total, cell = ponds.locator("td.total"), ponds.get_by_role("button", name="鲢口村的鱼塘（现有）没有读到，找一找")
    expect(total).to_have_text("2100亩")
    ponds.get_by_role("button", name="900亩").focus()
    page.keyboard.press("Tab")
    expect(cell).to_be_focused()
    page.keyboard.press("Enter")
    title = page.locator(".inspect h2")
    expect(title).to_have_text("鲢口村 · 鱼塘（现有）")
    expect(title).to_be_focused()
    choices = page.locator(".choices-of-cell strong")
    expect(choices).to_have_text(["1100亩", "150亩"])
    page.keyboard.press("Escape")
    expect(cell).to_be_focused()
    page.keyboard.press("Enter")
    expect(title).to_be_focused()
    expect(choices).to_have_text(["1100亩", "150亩"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="1100亩记到这一格")).to_be_focused()
    page.keyboard.press("Enter")
    expect(total).to_have_text("3200亩")
    expect(ponds.get_by_role("button", name="1100亩")).to_be_focused()
    expect(page.locator(".toast")).to_contain_text("记到鲢口村的鱼塘（现有）了：1100亩。")
    page.keyboard.press("Control+z")
    expect(total).to_have_text("2100亩")
    expect(title).to_have_text("鲢口村 · 鱼塘（现有）")
    expect(choices).to_have_text(["1100亩", "150亩"])


def test_a_figure_is_moved_to_another_row_from_its_own_panel(desk: Desk) -> None:
    desk.stock(*TEXTS)
    page, ponds = open_figures(desk)
    page.locator(".grid").get_by_role("button", name="1100亩").click()
    page.get_by_text("改到别的一行").click()
    choice = page.get_by_label("改到哪一行")
    expect(choice.locator("option")).to_have_text(["鱼塘（现有）", "油菜（2025年第三季度）"])
    page.get_by_role("button", name="记到这一行").click()
    expect(ponds.locator("td.total")).to_have_text("3200亩")


def test_cells_are_filled_as_in_an_earlier_batch_and_taken_back_at_once(desk: Desk) -> None:
    desk.stock(*TEXTS)
    page, ponds = open_figures(desk)
    expect(page.locator("#offers")).to_be_hidden()
    ponds.get_by_role("button", name="鲢口村的鱼塘").click()
    page.get_by_role("button", name="1100亩记到这一格").click()
    expect(ponds.locator("td.total")).to_have_text("3200亩")
    page.get_by_role("link", name="汇报", exact=True).click()
    desk.stock(*TEXTS)
    page, ponds = open_figures(desk)
    page.get_by_role("button", name="按以前的叫法补 1 格").click()
    expect(page.get_by_role("dialog")).to_contain_text("鲢口村 · 鱼塘（现有） 记 水产基地 1100亩")
    expect(ponds.locator("td.total")).to_have_text("2100亩")
    page.get_by_role("button", name="补上勾着的").click()
    expect(ponds.locator("td.total")).to_have_text("3200亩")
    expect(page.locator("#offers")).to_be_hidden()
    page.locator(".toast", has_text="补了 1 格").get_by_role("button", name="撤回").click()
    expect(ponds.locator("td.total")).to_have_text("2100亩")
    ponds.get_by_role("button", name="鲢口村的鱼塘").click()
    expect(page.locator(".choices-of-cell .known")).to_have_text(["以前也这样记"])
