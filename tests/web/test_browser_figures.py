"""核数据 in a real browser."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from tests.web import journey
from tests.web.conftest import CLASHING, LIUHE, SHIQIAO
from tests.web.desk import Desk

pytestmark = journey.needs_chromium


def test_both_figures_can_be_called_right_and_that_taken_back(desk: Desk) -> None:
    desk.stock(CLASHING, LIUHE)
    page = desk.page
    page.get_by_role("link", name="核数据").click()
    alarms = page.locator(".doubts > li")
    expect(alarms).to_have_count(1)
    page.get_by_role("button", name="石桥村监测户都对，只计一个").click()
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


def test_a_number_told_twice_is_left_out_of_the_sum_at_once_and_that_taken_back(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE.replace("调解矛盾", "全村监测户仍是18户。调解矛盾"))
    page = desk.page
    page.get_by_role("link", name="核数据").click()
    row = page.locator(".grid tbody tr", has=page.locator("th", has_text="监测户")).first
    row.get_by_role("button", name="18户").click()
    page.get_by_role("button", name="没错，确认").click()
    expect(row.locator("button.confirmed")).to_have_count(1)
    page.get_by_role("button", name="两处都不计入").click()
    expect(page.locator(".toast")).to_contain_text("两处都不计入合计了：柳河村的监测户 18户。")
    expect(row.locator("button.excluded")).to_have_count(2)
    expect(row.locator("td.total")).to_have_text("24户")
    page.keyboard.press("Control+z")
    expect(row.locator("td.total")).to_have_text("42户")
    expect(row.locator("button.excluded")).to_have_count(0)
    expect(row.locator("button.confirmed")).to_have_count(1)
    page.get_by_role("button", name="只这一处不计入").click()
    expect(row.locator("button.excluded")).to_have_count(1)
    expect(row.locator("td.total")).to_have_text("42户")
    page.get_by_role("button", name="重新计入", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("重新计入了：柳河村的监测户 18户。")
    expect(row.locator("button.excluded")).to_have_count(0)


def test_the_right_one_of_two_numbers_is_right_wherever_it_is_told(desk: Desk) -> None:
    desk.stock(CLASHING.replace("安装路灯46盏。", "安装路灯46盏。监测户24户都走访了。"))
    page = desk.page
    page.get_by_role("link", name="核数据").click()
    page.locator(".doubts").get_by_role("button", name="24户：以此为准").first.click()
    expect(page.locator(".toast")).to_contain_text("以 24户 为准")
    row = page.locator(".grid tbody tr", has=page.locator("th", has_text="监测户")).first
    expect(row.locator("button.excluded")).to_have_text(["30户"])
    expect(row.locator("td.total")).to_have_text("24户")


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


def test_what_is_being_saved_is_said_at_once(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    page.get_by_role("link", name="核数据").click()
    page.locator(".grid").get_by_role("button", name="24户").click()
    held: list[Route] = []
    page.route("**/uploads/*/figures/*", lambda route: held.append(route))
    page.get_by_role("button", name="没错，确认").click()
    saving = page.get_by_role("status").get_by_text("正在保存")
    expect(saving).to_be_visible()
    held[0].continue_()
    expect(saving).to_have_count(0)
    expect(page.locator(".toast")).to_contain_text("确认了")
