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


def test_she_stays_where_she_was_when_a_figure_goes_to_another_row(desk: Desk) -> None:
    many = "".join(
        f"{name}园{30 + number}亩。" for number, name in enumerate("梨桃李杏枣柿榆槐松柏杉竹桐茶椒麻桑柳杨枫橘柚")
    )
    desk.stock(*TEXTS[:2], TEXTS[2].replace("栽了油菜", f"{many}栽了油菜"))
    page, ponds = open_figures(desk)
    grid, gardens = page.locator("#grid"), page.locator(".grid tbody tr", has=page.locator("th", has_text="园"))
    row, below = gardens.nth(10), gardens.nth(11).get_attribute("data-row")
    row.get_by_role("button").filter(has_not_text="·").click()
    before, at = grid.bounding_box(), row.bounding_box()
    page.get_by_text("改到别的一行").click()
    page.get_by_label("改到哪一行").select_option(label="鱼塘（现有）")
    page.get_by_role("button", name="记到这一行").click()
    expect(ponds.locator("td.total")).not_to_have_text("2100亩")
    assert grid.bounding_box() == before
    after = page.locator(f'.grid tbody tr[data-row="{below}"]').bounding_box()
    assert at is not None
    assert after is not None
    assert abs(after["y"] - at["y"]) < 3
    expect(page.locator("#inspect summary", has_text="改到别的一行")).to_be_focused()
    # The message that offers to take it back is passed over.
    page.keyboard.press("F6")
    expect(page.locator(".work :focus")).to_have_count(1)
    page.keyboard.press("F6")
    expect(page.locator("#inspect :focus")).to_have_count(1)
    page.keyboard.press("F6")
    page.keyboard.press("Shift+F6")
    expect(page.locator(".bar").get_by_role("button", name="撤回")).to_be_focused()


def test_cells_that_are_not_offered_are_named_one_after_the_other(desk: Desk) -> None:
    desk.stock(*TEXTS)
    page, ponds = open_figures(desk)
    ponds.get_by_role("button", name="鲢口村的鱼塘").click()
    page.get_by_role("button", name="1100亩记到这一格").click()
    expect(ponds.locator("td.total")).to_have_text("3200亩")
    page.get_by_role("link", name="汇报", exact=True).click()
    twice = "东边水产基地600亩。西边水产基地300亩。"
    desk.stock(*TEXTS, report("双河村", twice, 23), report("杨树村", twice, 24))
    page.get_by_role("link", name="核数据").click()
    left = page.get_by_role("button", name="还有 2 格要您自己看")
    page.get_by_role("button", name="按以前的叫法补 1 格").click()
    expect(page.get_by_role("dialog")).to_contain_text("还有 2 格要您自己看：也有这样叫的数，但不止一个")
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    title = page.locator(".inspect h2")
    for village in ("双河村", "杨树村", "双河村"):
        left.click()
        expect(title).to_have_text(f"{village} · 鱼塘（现有）")
    expect(page.get_by_role("button", name="双河村的鱼塘（现有）没有读到，找一找")).to_be_in_viewport()
    page.get_by_role("button", name="600亩记到这一格").click()
    expect(page.get_by_role("button", name="还有 1 格要您自己看")).to_be_visible()
