"""Single steps of the page in a real browser: what a clerk who has never seen it runs into."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from tests.web import journey
from tests.web.conftest import CLASHING, LIUHE, SHIQIAO
from tests.web.desk import Desk

pytestmark = journey.needs_chromium


def test_keys_work_at_once_after_loading_and_after_each_filter(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    page.get_by_role("link", name="看标注").click()
    expect(desk.chosen).to_have_attribute("data-index", "0")
    page.locator("#by-village").select_option("柳河村")
    expect(page.locator(".reading h1")).to_contain_text("柳河村")
    expect(desk.chosen).to_have_attribute("data-index", "0")
    page.locator("#by-village").focus()
    page.locator("#by-village").select_option("石桥村")
    expect(page.locator(".reading h1")).to_contain_text("石桥村")
    page.keyboard.press("ArrowDown")
    expect(desk.chosen).to_have_attribute("data-index", "1")
    page.keyboard.press("1")
    expect(page.locator(".choices [aria-pressed=true]")).to_contain_text("巩固脱贫成果")
    expect(desk.chosen).to_have_attribute("data-label", "achievement.poverty")
    expect(page.locator("#s1 .tagname.person")).to_be_visible()
    expect(desk.chosen).to_have_attribute("data-index", "1")


def test_a_label_can_be_taken_back_where_it_was_given(desk: Desk) -> None:
    desk.stock(SHIQIAO)
    page = desk.page
    page.get_by_role("link", name="看标注").click()
    before = desk.chosen.get_attribute("data-label")
    assert before != "other"
    taking_back = page.locator(".inspect").get_by_role("button", name="撤销")
    expect(taking_back).to_be_disabled()
    page.keyboard.press("Backslash")
    expect(desk.chosen).not_to_have_attribute("data-label", str(before))
    expect(taking_back).to_be_enabled()
    page.locator(".toast").get_by_role("button", name="撤销").click()
    expect(desk.chosen).to_have_attribute("data-label", str(before))
    # By key it is one step too, not one for the message and one for the page.
    for key in ("Backslash", "Digit1"):
        page.keyboard.press(key)
    expect(desk.chosen).to_have_attribute("data-label", "achievement.poverty")
    page.keyboard.press("Control+z")
    expect(page.locator(".toast")).to_have_text("撤销了上一步。")
    expect(desk.chosen).to_have_attribute("data-label", "other")


def test_a_village_typed_wrong_is_taken_back(desk: Desk) -> None:
    desk.stock(SHIQIAO)
    page = desk.page
    village = page.get_by_label("石桥.txt的村名")
    village.fill("柳河村")
    village.press("Enter")
    page.locator(".toast", has_text="改好了").get_by_role("button", name="撤回").click()
    expect(village).to_have_value("石桥村")
    period = page.get_by_label("石桥.txt的时期")
    before = period.input_value()
    period.focus()
    period.select_option("2024Q1")
    expect(page.locator(".toast")).to_contain_text("改好了")
    page.keyboard.press("Control+z")
    expect(period).to_have_value(before)


def test_an_opened_explanation_stays_open_when_the_label_changes(desk: Desk) -> None:
    desk.stock(SHIQIAO)
    page = desk.page
    page.get_by_role("link", name="看标注").click()
    page.locator("#why summary").click()
    expect(page.locator(".bars").first).to_be_visible(timeout=60_000)
    page.locator("#reading").focus()
    page.keyboard.press("1")
    expect(desk.chosen).to_have_attribute("data-label", "achievement.poverty")
    expect(page.locator("#s0 .tagname.person")).to_be_visible()
    expect(page.locator(".bars").first).to_be_visible(timeout=60_000)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#why")).not_to_have_attribute("open", "")


def test_the_queue_is_worked_off_by_keys_alone_within_the_filter(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    page.get_by_role("link", name="看标注").click()
    page.get_by_role("button", name="待看句子").click()
    first = page.locator("#reports li button").first
    expect(first).to_have_attribute("aria-current", "true")
    expect(desk.chosen).to_have_count(1)
    page.locator("#by-village").select_option("石桥村")
    entries = page.locator("#reports li button")
    expect(entries.first).to_have_attribute("aria-current", "true")
    left = entries.count()
    assert left
    for done in range(1, left + 1):
        page.keyboard.press("Enter")
        expect(entries).to_have_count(left - done)
        expect(page.locator(".reading h1")).to_contain_text("石桥村")
        expect(desk.chosen).to_have_count(1)
    page.keyboard.press("u")
    expect(entries).to_have_count(1)


def test_arrows_pass_only_the_sentences_that_a_label_leaves(desk: Desk) -> None:
    desk.stock(SHIQIAO)
    page = desk.page
    page.get_by_role("link", name="看标注").click()
    fitting = page.locator(".sentence[data-label='bottleneck.resources']")
    expect(desk.chosen).to_have_count(1)
    page.locator("#by-label").select_option("bottleneck.resources")
    expect(fitting.first).to_have_class("sentence chosen")
    page.keyboard.press("ArrowUp")
    expect(fitting.first).to_have_class("sentence chosen")


def test_the_downloads_say_what_is_undecided_and_lead_there(desk: Desk) -> None:
    desk.stock(CLASHING, LIUHE)
    page = desk.page
    page.get_by_role("link", name="出初稿").click()
    page.get_by_role("button", name="出一稿").click()
    passage = page.locator(".passage").nth(1)
    expect(passage).to_be_visible(timeout=60_000)
    passage.click()
    page.locator(".passage.chosen").click()
    field = page.get_by_label("改这一段")
    field.fill(f"{field.input_value()}另有9999户受益。")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".passage.faulty")).to_have_count(1)
    page.get_by_role("link", name="交付").click()
    box = page.locator("#undecided")
    expect(box).to_contain_text("1 处数据有疑问")
    expect(box).to_contain_text("句标注机器拿不准，还没人看")
    expect(box).to_contain_text("1 处数字或名称没有出处")
    expect(page.get_by_role("button", name="下载Excel 指标汇总表")).to_be_enabled()
    box.get_by_role("link", name="去改稿子").click()
    expect(page.locator(".passage.faulty.chosen")).to_be_in_viewport()
    page.get_by_role("link", name="交付").click()
    box.get_by_role("link", name="去看标注").click()
    expect(page.get_by_role("button", name="待看句子")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#reports li button").first).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="交付").click()
    box.get_by_role("link", name="去核数据").click()
    expect(page.locator(".doubts > li")).to_have_count(1)
    page.get_by_role("link", name="记录").click()
    edited = page.locator("#log tr", has_text="改稿子")
    expect(edited.locator("ins")).to_have_text("另有9999户受益。")
    expect(edited.locator("del")).to_have_count(0)
    assert len(edited.locator("td").last.inner_text()) < 40


def test_files_chosen_before_the_script_has_come_are_taken(desk: Desk) -> None:
    def late(route: Route) -> None:
        desk.page.wait_for_timeout(1500)
        route.continue_()

    desk.page.route("**/static/collect.js", late)
    desk.stock(SHIQIAO)


def test_keys_pressed_before_a_click_are_for_the_sentence_chosen_then(desk: Desk) -> None:
    desk.stock(SHIQIAO)
    page = desk.page
    page.get_by_role("link", name="看标注").click()
    first, second = (page.locator(f".sentence[data-index='{index}']") for index in (0, 1))
    untouched = str(second.get_attribute("data-label"))
    assert untouched != "bottleneck.industry"

    def late(route: Route) -> None:
        page.wait_for_timeout(500)
        route.continue_()

    page.route("**/uploads/*/sentences/*", late)
    for key in ("1", "6"):
        page.keyboard.press(key)
    second.click()
    expect(first).to_have_attribute("data-label", "bottleneck.industry")
    expect(desk.chosen).to_have_attribute("data-index", "1")
    expect(second).to_have_attribute("data-label", untouched)


def test_zoomed_to_125_percent_nothing_that_one_needs_lies_below_or_beside_the_screen(desk: Desk) -> None:
    page = desk.page
    page.set_viewport_size({"width": 1093, "height": 614})
    desk.stock(SHIQIAO, LIUHE)
    expect(page.get_by_role("heading", name="还没交的村")).to_be_in_viewport()
    desk.draft()
    page.get_by_role("link", name="核数据").click()
    page.locator(".grid").get_by_role("button", name="3.2公里").click()
    page.get_by_text("更正这个数").click()
    page.get_by_label("数值").fill("3.5")
    expect(page.locator("[data-preview]")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="保存更正").click()
    expect(page.locator(".grid").get_by_role("button", name="3.5公里")).to_be_visible()
    page.get_by_role("link", name="出初稿").click()
    expect(page.locator("#inspect").get_by_role("button", name="还是更正前的数")).to_be_in_viewport(ratio=1)
    page.get_by_role("link", name="交付").click()
    expect(page.get_by_role("button", name="定稿")).to_be_in_viewport(ratio=1)


def test_what_needs_a_look_is_said_when_files_have_come(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    expect(page.get_by_role("status").first).to_contain_text("读完 2 份材料")
    broken = desk.folder / "坏.zip"
    broken.write_bytes(b"PK")
    page.locator("#files").set_input_files([str(broken)])
    expect(page.get_by_role("alert").first).to_contain_text("收到 1 份，没有一份能读；原因写在各份后面。")
    expect(page.locator(".files tbody tr").first).to_contain_text("坏.zip")
    page.get_by_role("button", name="知道了").click()
    again = desk.folder / "石桥（重）.txt"
    again.write_text(SHIQIAO, encoding="utf-8")
    page.locator("#files").set_input_files([str(again)])
    said = page.get_by_role("status").first
    expect(said).to_contain_text("读完 1 份材料；2 份要您看一眼，排在最前面。", timeout=60_000)
