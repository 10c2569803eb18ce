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
    fitting = page.locator(".sentence[data-label='bottleneck.industry']")
    expect(desk.chosen).to_have_count(1)
    page.locator("#by-label").select_option("bottleneck.industry")
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


def test_both_figures_can_be_called_right_and_that_taken_back(desk: Desk) -> None:
    desk.stock(CLASHING, LIUHE)
    page = desk.page
    page.get_by_role("link", name="核数据").click()
    alarms = page.locator(".doubts > li")
    expect(alarms).to_have_count(1)
    page.get_by_role("button", name="石桥村监测户都对，只计最大的").click()
    expect(alarms).to_have_count(0)
    total = page.locator(".grid tbody tr", has=page.locator("th", has_text="监测户")).first.locator("td.total")
    expect(total).to_have_text("48户")
    page.get_by_role("status").get_by_role("button", name="撤回").click()
    expect(alarms).to_have_count(1)
    page.get_by_role("button", name="石桥村监测户都对，相加").click()
    expect(total).to_have_text("72户")
    page.locator(".grid").get_by_role("button", name="24户").click()
    expect(page.locator(".several output")).to_have_text("合计里计 24户＋30户")
    page.locator(".inspect").get_by_role("button", name="撤回选定").click()
    expect(alarms).to_have_count(1)


def test_a_choice_between_two_figures_can_be_taken_back(desk: Desk) -> None:
    desk.stock(CLASHING, LIUHE)
    page = desk.page
    page.get_by_role("link", name="核数据").click()
    page.get_by_role("button", name="石桥村监测户，24户：以此为准").click()
    alarms = page.locator(".doubts > li")
    expect(alarms).to_have_count(0)
    page.get_by_role("status").get_by_role("button", name="撤回").click()
    expect(alarms).to_have_count(1)
    # With a figure open the page holds its place, but no empty box is left where the last doubt stood.
    page.locator(".grid").get_by_role("button", name="24户").click()
    page.get_by_role("button", name="石桥村监测户，24户：以此为准").click()
    expect(alarms).to_have_count(0)
    assert page.locator("#doubts").evaluate("box => box.offsetHeight - box.firstElementChild.offsetHeight") < 40


# 石桥村 plants two things; the reports stand in the same order as their villages in the table.
PLANTED = SHIQIAO.replace("新修产业路3.2公里", "坡上种植1350亩。坝里种植900亩。新修产业路3.2公里")


def test_which_of_several_figures_count_is_chosen_by_keyboard(desk: Desk) -> None:
    desk.stock(PLANTED, LIUHE)
    page = desk.page
    page.get_by_role("link", name="核数据").click()
    total = page.locator(".grid tbody tr", has=page.locator("th", has_text="种植面积")).first.locator("td.total")
    expect(total).to_have_text("1350亩")
    expect(page.get_by_role("button", name="石桥村种植面积，900亩：只计这个")).to_have_text("只计这个")
    smaller = page.locator(".grid").get_by_role("button", name="900亩")
    expect(smaller).to_have_class("beside")
    smaller.focus()
    page.keyboard.press("Enter")
    box = page.locator(".several label", has=page.locator("strong", has_text="900亩")).get_by_role("checkbox")
    expect(box).not_to_be_checked()
    expect(page.get_by_role("button", name="就这样计")).to_be_enabled()
    box.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(total).to_have_text("2250亩")
    expect(smaller).to_have_class("confirmed")
    expect(page.locator(".inspect .mark").first).to_have_text("相加")
    page.locator(".inspect").get_by_role("button", name="撤回选定").click()
    expect(total).to_have_text("1350亩")
    page.locator(".inspect").get_by_role("button", name="没错，只计这个").click()
    expect(total).to_have_text("900亩")
    expect(page.locator(".inspect .mark").first).to_have_text("已选定")
    page.locator(".toast", has_text="合计里计 900亩").get_by_role("button", name="撤回").click()
    expect(total).to_have_text("1350亩")


def test_every_decision_about_a_figure_can_be_taken_back_at_once(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    page.get_by_role("link", name="核数据").click()
    total = page.locator(".grid tbody tr", has=page.locator("th", has_text="监测户")).first.locator("td.total")
    figure = page.locator(".grid").get_by_role("button", name="24户")
    figure.click()
    page.get_by_text("更正这个数").click()
    page.get_by_label("数值").fill("25")
    page.get_by_role("button", name="保存更正").click()
    expect(total).to_have_text("43户")
    page.locator(".inspect").get_by_role("button", name="不计入合计").click()
    expect(total).to_have_text("18户")
    page.locator(".toast", has_text="不计入合计了").get_by_role("button", name="撤回").click()
    expect(total).to_have_text("43户")
    expect(page.locator(".toast").get_by_role("button", name="撤回")).to_have_count(0)
    page.locator(".inspect").get_by_role("button", name="撤回").click()
    expect(total).to_have_text("42户")
    page.locator(".toast").get_by_role("button", name="撤回").click()
    expect(total).to_have_text("43户")


def test_names_sums_and_villages_stay_in_view_and_all_is_printed(desk: Desk) -> None:
    texts = [SHIQIAO.replace("石桥", f"{name}岭") for name in "东西南北中上下前后里外大小新老长"]
    desk.stock(*texts)
    page = desk.page
    page.get_by_role("link", name="核数据").click()
    last = page.locator(".grid tbody tr").last
    grid = page.locator("#grid")
    expect(last).to_be_attached()
    grid.evaluate("box => { box.scrollTop = box.scrollHeight; box.scrollLeft = box.scrollWidth; }")
    frame = grid.bounding_box()
    assert frame is not None
    for part in (last.locator("th"), last.locator("td.total"), page.locator(".grid thead th").last):
        place = part.bounding_box()
        assert place is not None
        assert frame["x"] <= place["x"] < frame["x"] + frame["width"]
        assert frame["y"] <= place["y"] < frame["y"] + frame["height"]
    page.emulate_media(media="print")
    expect(page.locator(".grid tbody button").first).to_be_visible()
    page.set_viewport_size({"width": 1045, "height": 700})  # A4 on its side within margins
    assert page.locator(".grid").evaluate("table => table.offsetWidth") <= 1045


def test_files_chosen_before_the_script_has_come_are_taken(desk: Desk) -> None:
    def late(route: Route) -> None:
        desk.page.wait_for_timeout(1500)
        route.continue_()

    desk.page.route("**/static/collect.js", late)
    desk.stock(SHIQIAO)


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
        statements.nth(number).scroll_into_view_if_needed()
        x, y = statements.nth(number).evaluate(
            "element => { const line = element.getClientRects()[0]; return [line.left + 4, line.top + 8]; }"
        )
        page.mouse.click(x, y)

    for number in (1, 0, 1):
        click(number)
        expect(quoted).to_have_text(statements.nth(number).inner_text())
    expect(page.get_by_label("改这一段")).to_have_count(0)
    click(1)
    expect(page.get_by_label("改这一段")).to_be_visible()


def test_a_draft_shows_what_was_corrected_since_and_rewrites_it(desk: Desk) -> None:
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
    page.get_by_role("button", name="按更正改写这 1 段").click()
    expect(page.locator(".statement", has_text="3.5公里")).to_have_count(1, timeout=60_000)
    expect(page.locator(".statement.overtaken")).to_have_count(0)
    page.locator(".statement", has_text="3.5公里").hover()
    expect(page.locator(".sources")).to_contain_text("（原文3.2公里，本机用户审核改为3.5公里）")


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
    expect(page.get_by_role("button", name="按更正改写这一段")).to_have_count(0)


def test_a_correction_begins_with_what_is_printed_and_a_slip_of_the_unit_is_asked_about(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE.replace("调解矛盾", "三季度村集体收入12万元。调解矛盾"))
    page = desk.page
    page.get_by_role("link", name="核数据").click()
    row = page.locator(".grid tbody tr", has=page.locator("th", has_text="村级集体经济收入")).first
    row.get_by_role("button", name="12万元").click()
    page.get_by_text("更正这个数").click()
    value, unit, words = page.get_by_label("数值"), page.get_by_label("单位"), page.locator("[data-preview]")
    expect(value).to_have_value("12")
    expect(unit).to_have_value("万元")
    unit.fill("元")
    value.fill("13")
    expect(words).to_have_text("12万元 改成 13元；另一处说的同一个数一起更正")
    page.get_by_role("button", name="保存更正").click()
    page.get_by_role("dialog").get_by_role("button", name="回去改").click()
    expect(row.locator("td.total")).to_have_text("98.5万元")
    unit.fill("万元")
    expect(words).to_contain_text("改成 13万元")
    page.get_by_role("button", name="保存更正").click()
    expect(row.locator("td.total")).to_have_text("99.5万元")
    expect(page.locator(".toast")).to_contain_text("另一处说的同一个数一起更正")
