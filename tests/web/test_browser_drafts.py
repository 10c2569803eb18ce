"""出初稿 and 交付 in a real browser."""

from __future__ import annotations

import sqlite3

from playwright.sync_api import expect

from tests.web import journey
from tests.web.conftest import LIUHE, SHIQIAO
from tests.web.desk import Desk

pytestmark = journey.needs_chromium


def test_a_section_is_rewritten_by_keyboard(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    page.get_by_role("link", name="出初稿").click()
    page.get_by_role("button", name="出一稿").click()
    button = page.get_by_role("button", name="重写这一节").first
    expect(button).to_be_attached(timeout=60_000)
    button.focus()
    expect(button).to_be_focused()
    expect(button).to_have_css("opacity", "1")


def test_the_first_click_on_a_sentence_shows_its_own_sources_and_the_second_edits(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    page.get_by_role("link", name="出初稿").click()
    page.get_by_role("button", name="出一稿").click()
    longer = page.locator(".passage").filter(has=page.locator(".statement:nth-of-type(2)"))
    expect(longer.first).to_be_visible(timeout=60_000)
    statements = longer.first.locator(".statement")
    quoted = page.locator("#inspect blockquote")

    def click(number: int) -> None:
        # Where its first line begins: a sentence may run over several lines, and its middle lie outside it.
        # In one step, since the page may draw the passage anew between two.
        x, y = statements.nth(number).evaluate(
            "element => { element.scrollIntoView({block: 'center'});"
            " const line = element.getClientRects()[0]; return [line.left + 4, line.top + 8]; }"
        )
        page.mouse.click(x, y)

    for number in (1, 0, 1):
        click(number)
        expect(quoted).to_have_text(statements.nth(number).inner_text())
    expect(page.get_by_label("改这一段")).to_have_count(0)
    click(1)
    expect(page.get_by_label("改这一段")).to_be_visible()


def test_a_draft_shows_what_was_corrected_since_and_says_what_became_of_each_paragraph(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    page.get_by_role("link", name="出初稿").click()
    page.get_by_role("button", name="出一稿").click()
    expect(page.locator(".statement", has_text="3.2公里")).to_have_count(1, timeout=60_000)
    page.get_by_role("link", name="核数据").click()
    page.locator(".grid").get_by_role("button", name="3.2公里").click()
    page.get_by_text("更正这个数").click()
    page.get_by_label("数值").fill("3.5")
    page.get_by_role("button", name="保存更正").click()
    expect(page.locator(".grid").get_by_role("button", name="3.5公里")).to_be_visible()
    page.get_by_role("link", name="交付").click()
    page.locator("#undecided").get_by_role("link", name="去改写").click()
    expect(page.locator(".statement.overtaken")).to_contain_text("3.2公里")
    page.get_by_role("button", name="按更正改这 1 段").click()
    expect(page.locator(".toast")).to_contain_text("1 段只换了数，别的字没动。")
    expect(page.locator(".statement", has_text="3.5公里")).to_have_count(1)
    expect(page.locator(".statement.overtaken")).to_have_count(0)
    page.locator(".statement", has_text="3.5公里").hover()
    expect(page.locator(".sources")).to_contain_text("（原文3.2公里，本机用户审核改为3.5公里）")
    # 比上年增长四成 hangs on it, so that sentence cannot stand; and somebody has written into its paragraph.
    income = page.locator(".passage", has_text="86.5万元")
    income.click()
    income.press("Enter")
    field = page.get_by_label("改这一段")
    field.fill(f"{field.input_value()}{journey.ADDED}")
    field.press("Control+Enter")
    expect(page.locator(".passage.edited")).to_have_count(1)
    page.get_by_role("link", name="核数据").click()
    page.locator(".grid").get_by_role("button", name="86.5万元").click()
    page.get_by_text("更正这个数").click()
    page.get_by_label("数值").fill("90")
    page.get_by_role("button", name="保存更正").click()
    expect(page.locator(".grid").get_by_role("button", name="90万元")).to_be_visible()
    page.get_by_role("link", name="出初稿").click()
    for answer, words, left in (
        ("不重写，我自己改", "1 段没有动，请自己把数改对。", 1),
        ("整段重写", "1 段光换数说不通，整段重写了", 0),
    ):
        page.get_by_role("button", name="按更正改这 1 段").click()
        page.get_by_role("dialog").get_by_role("button", name=answer).click()
        expect(page.locator(".toast")).to_contain_text(words, timeout=60_000)
        expect(page.locator(".statement", has_text="86.5万元")).to_have_count(left)
        page.reload()


def test_a_signed_draft_says_what_was_changed_afterwards_and_that_its_files_stay(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    desk.draft()
    page.get_by_role("link", name="交付").click()
    expect(page.locator(".checks")).to_contain_text("核数据里更正过的数，稿子都跟上了")
    page.get_by_role("button", name="定稿").click()
    page.get_by_role("dialog").get_by_role("button", name="定稿").click()
    expect(page.locator(".checks")).to_contain_text("以后数据没有再变")
    page.get_by_role("link", name="核数据").click()
    page.locator(".grid").get_by_role("button", name="3.2公里").click()
    page.get_by_role("button", name="不计入合计").click()
    expect(page.get_by_text("不计入合计了")).to_be_visible()
    page.get_by_role("link", name="交付").click()
    box = page.locator("#undecided")
    expect(box).to_contain_text("定稿以后批次里又有改动：Excel 指标汇总表")
    expect(box).to_contain_text("定稿以后核数据又动了")
    expect(page.locator(".checks")).not_to_contain_text("定稿时的")
    box.get_by_role("link", name="去看这几段").click()
    page.locator(".statement", has_text="3.2公里").click()
    expect(page.locator("#inspect .warn")).to_contain_text("这个数已不计入合计：3.2公里")
    expect(page.get_by_role("button", name="按更正改这一段")).to_have_count(0)


def test_a_draft_signed_by_an_older_version_says_what_cannot_be_had_and_what_to_do(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    desk.draft()
    page.get_by_role("link", name="交付").click()
    page.get_by_role("button", name="定稿").click()
    page.get_by_role("dialog").get_by_role("button", name="定稿").click()
    expect(page.get_by_role("button", name="取消定稿")).to_be_visible()
    with sqlite3.connect(desk.folder / "data" / "huibao.db") as database:
        database.execute("DELETE FROM signed_file")
    page.reload()
    box = page.locator("#undecided")
    expect(box).to_contain_text("当时没有存下Excel 指标汇总表、问题清单、诉求清单，现在下载不了；Word 不受影响")
    expect(box).not_to_contain_text("定稿以后批次里又有改动")
    refused = page.get_by_role("button", name="不能下载")
    expect(refused).to_have_count(4)
    expect(page.locator("#why-indicators")).to_contain_text("取消定稿，再定一次就有")
    page.get_by_role("button", name="取消定稿").click()
    page.get_by_role("button", name="定稿", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="定稿").click()
    expect(page.get_by_role("button", name="下载Excel 指标汇总表")).to_be_enabled()
    expect(refused).to_have_count(0)
