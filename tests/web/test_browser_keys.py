"""Messages, focus and keys of the page in a real browser: nothing is covered, nothing jumps, no mouse is needed."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect, Locator, Route, TimeoutError, expect

from tests.web import journey
from tests.web.conftest import CLASHING, LIUHE, SHIQIAO
from tests.web.desk import Desk

pytestmark = journey.needs_chromium
# Far more than any message stays.
AGES = 120_000


def place(element: Locator) -> FloatRect:
    box = element.bounding_box()
    assert box is not None
    return box


def test_a_message_covers_nothing_waits_for_whoever_reads_it_and_is_undone_by_key(desk: Desk) -> None:
    page = desk.page
    page.clock.install()
    desk.stock(CLASHING, LIUHE)
    page.get_by_role("link", name="核数据").click()
    page.get_by_role("button", name="石桥村监测户，24户：以此为准").click()
    message = page.get_by_role("status").locator(".toast")
    expect(message).to_contain_text("以 24户 为准")
    main = place(page.locator("main"))
    assert place(message)["y"] >= main["y"] + main["height"]
    # What can be taken back can be until something else is decided.
    page.clock.fast_forward(AGES)
    expect(message).to_be_visible()
    page.get_by_role("button", name="重新计入").or_(page.locator(".grid button").first).first.click()
    page.locator(".inspect").get_by_role("button", name="不计入合计").click()
    expect(message).to_contain_text("不计入合计")
    page.keyboard.press("Control+z")
    expect(message).to_contain_text("撤回了上一步")
    expect(page.locator(".inspect").get_by_role("button", name="没错，确认")).to_be_visible()
    message.hover()
    page.clock.fast_forward(AGES)
    expect(message).to_be_visible()
    page.mouse.move(5, 5)
    page.clock.run_for(AGES)
    expect(message).to_have_count(0)


def test_what_is_wrong_in_a_dialog_is_said_in_the_dialog(desk: Desk) -> None:
    page = desk.page
    page.get_by_role("button", name="新建批次").click()
    page.get_by_label("名称").fill("三季度")
    page.get_by_role("textbox", name="名册").fill("很" * 60)
    page.get_by_role("button", name="建好，去收材料").click()
    message = page.get_by_role("dialog").get_by_role("alert")
    expect(message).to_contain_text("不像村名")
    message.get_by_role("button", name="知道了").click()
    expect(message.locator(".toast")).to_have_count(0)


def test_f6_goes_from_part_to_part_and_back(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    page.get_by_role("link", name="核数据").click()
    figure = page.locator(".grid button").first
    figure.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("F6")
    expect(page.locator(".inspect :focus")).to_have_count(1)
    page.keyboard.press("Shift+F6")
    expect(figure).to_be_focused()


def test_a_click_is_not_lost_before_the_page_listens(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    held: list[Route] = []
    page.route("**/static/labels.js", lambda route: held.append(route))
    page.get_by_role("link", name="看标注").click()
    queue = page.get_by_role("button", name="待看句子", include_hidden=True)
    expect(queue).to_be_visible()
    with pytest.raises(TimeoutError, match="Timeout"):
        queue.click(timeout=500)
    held[0].continue_()
    queue.click()
    expect(page.locator("#reports")).to_contain_text("句拿不准")


def test_arrows_stay_in_the_queue_and_say_where_it_ends(desk: Desk) -> None:
    # Deeds and lacks in one breath, so that the queue is long enough whatever the tagger has learnt of the others.
    doubtful = "杨树村2025年第三季度工作汇报\n\n水泵修好一台，另一台还等配件。路灯装了又坏，坏了又装。\n"
    desk.stock(SHIQIAO, LIUHE, doubtful)
    page = desk.page
    page.get_by_role("link", name="看标注").click()
    page.get_by_role("button", name="待看句子").click()
    # The list of reports stands there, its first entry current too, until the queue is drawn.
    expect(page.locator("#reports")).to_contain_text("句拿不准")
    entries = page.locator("#reports li button")
    expect(entries.first).to_have_attribute("aria-current", "true")
    last = entries.count() - 1
    assert last >= 2
    for number in range(1, last + 1):
        page.keyboard.press("ArrowDown")
        expect(entries.nth(number)).to_have_attribute("aria-current", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("status")).to_contain_text("已经是最后一句待看的了")
    expect(entries.nth(last)).to_have_attribute("aria-current", "true")
    # N begins anew; what is labelled leaves the list, and the next stands in its place.
    page.keyboard.press("n")
    expect(entries.first).to_have_attribute("aria-current", "true")
    page.keyboard.press("ArrowDown")
    expect(entries.nth(1)).to_have_attribute("aria-current", "true")
    following = entries.nth(2).locator(".clip").inner_text()
    page.keyboard.press("1")
    expect(entries).to_have_count(last)
    page.keyboard.press("ArrowDown")
    expect(entries.nth(1)).to_have_attribute("aria-current", "true")
    expect(entries.nth(1).locator(".clip")).to_have_text(following)


def test_arrows_say_where_a_report_ends(desk: Desk) -> None:
    desk.stock(SHIQIAO)
    page = desk.page
    page.get_by_role("link", name="看标注").click()
    expect(desk.chosen).to_have_attribute("data-index", "0")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("status")).to_contain_text("已经是这份汇报的第一句了")
    page.locator("#by-label").select_option("bottleneck.resources")
    expect(desk.chosen).to_have_attribute("data-label", "bottleneck.resources")
    for _ in range(9):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("status")).to_contain_text("按现在的筛选，已经是这份汇报的最后一句了")
    expect(desk.chosen).to_have_attribute("data-label", "bottleneck.resources")


def test_the_kind_of_a_requirement_is_given_by_key(desk: Desk) -> None:
    desk.stock(SHIQIAO)
    page = desk.page
    page.get_by_role("link", name="看标注").click()
    page.locator(".sentence", has_text="恳请镇里帮助协调").click()
    pressed = page.locator(".inspect .tabs [aria-pressed=true]")
    expect(pressed).to_have_text("诉求 E")
    page.keyboard.press("q")
    expect(pressed).to_have_text("部署 Q")
    page.keyboard.press("w")
    expect(pressed).to_have_text("打算 W")
    page.locator(".sentence", has_text="一是冷库容量太小").click()
    page.keyboard.press("e")
    expect(page.get_by_role("status")).to_contain_text("没有标“要求”")


def test_enter_confirms_after_a_click_elsewhere(desk: Desk) -> None:
    desk.stock(SHIQIAO)
    page = desk.page
    page.get_by_role("link", name="看标注").click()
    expect(desk.chosen).to_have_attribute("data-index", "0")
    page.locator("#why summary").click()
    expect(page.locator(".bars").first).to_be_visible(timeout=60_000)
    page.keyboard.press("Enter")
    expect(page.locator("#s0 .tagname.person")).to_be_visible()
    # Who goes by keyboard stays where she is: the label's button keeps the focus when the panel is drawn anew.
    page.locator(".choices button").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".choices button").nth(1)).to_be_focused()
    expect(page.locator(".choices button").nth(1)).to_have_attribute("aria-pressed", "true")


def test_a_row_stays_under_the_eyes_when_its_figure_is_decided(desk: Desk) -> None:
    texts = [SHIQIAO.replace("石桥", f"{name}岭") for name in "东西南北中上下前后里外"]
    desk.stock(CLASHING, *texts)
    page = desk.page
    page.set_viewport_size({"width": 1366, "height": 500})
    page.get_by_role("link", name="核数据").click()
    names = page.locator(".grid tbody th")
    expect(names.first).to_be_visible()
    before = names.all_inner_texts()
    figure = page.locator(".grid").get_by_role("button", name="24户", exact=True).first
    expect(page.locator(".doubts > li")).to_have_count(1)
    figure.focus()
    page.keyboard.press("Enter")
    top = place(figure)["y"]
    page.locator(".inspect").get_by_role("button", name="不计入合计").focus()
    page.keyboard.press("Enter")
    back = page.locator(".inspect").get_by_role("button", name="重新计入")
    expect(back).to_be_focused()
    assert names.all_inner_texts() == before
    assert abs(place(figure)["y"] - top) < 2
    # With the figure went the doubt about it, whose box stood above; the row stays all the same.
    expect(page.locator(".doubts > li")).to_have_count(0)


def test_what_has_no_source_is_said_at_its_own_sentence_and_the_panel_stays_there(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    desk.draft()
    # 46 stands in another report than this paragraph quotes.
    passage = page.locator(".passage", has_not_text="46").filter(has=page.locator(".statement.sourced")).last
    passage.focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("改这一段")
    field.fill(f"{field.input_value()}另有路灯46盏。")
    field.press("Control+Enter")
    faulty = page.locator(".passage.faulty")
    expect(faulty).to_have_count(1)
    quoted = page.locator("#inspect blockquote")
    expect(quoted).to_have_text("另有路灯46盏。")
    expect(page.locator("#inspect .faults")).to_contain_text("46")
    faulty.locator(".statement").first.click(position={"x": 40, "y": 8})
    expect(quoted).not_to_contain_text("46")
    expect(page.locator("#inspect .faults")).to_have_count(0)
    faulty.locator(".statement", has_text="46").last.click(position={"x": 4, "y": 8})
    page.get_by_role("button", name="在别的汇报里找").click()
    page.get_by_role("button", name="作为这句的出处").first.click()
    expect(faulty).to_have_count(0)
    expect(quoted).to_have_text("另有路灯46盏。")
    expect(page.locator("#inspect .sources")).to_contain_text("安装路灯46盏")
    expect(page.locator(".passage.chosen")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(quoted).not_to_contain_text("46")


def test_what_cannot_be_downloaded_says_so_beside_its_button(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    desk.draft()
    page.locator(".passage").nth(1).focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("改这一段")
    field.fill(f"{field.input_value()}另有9999户受益。")
    field.press("Control+Enter")
    expect(page.locator(".passage.faulty")).to_have_count(1)
    page.get_by_role("link", name="交付").click()
    for name in ("Word（带出处批注）", "Word（清稿）", "全部文件（.zip）"):
        blocked = page.locator(".downloads li", has_text=name)
        expect(blocked.get_by_role("button")).to_be_disabled()
        expect(blocked.locator(".why")).to_contain_text("1 处没有出处，先改好才能下载")
    expect(page.get_by_role("button", name="下载问题清单")).to_be_enabled()
    expect(page.get_by_role("button", name="定稿")).to_be_disabled()
    page.locator(".downloads .why").first.get_by_role("link", name="去改稿子").click()
    expect(page.locator("#inspect blockquote")).to_contain_text("9999")


def test_word_without_annexes_is_asked_for_on_the_page(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    desk.draft()
    page.get_by_role("link", name="交付").click()
    with page.expect_download() as whole:
        page.get_by_role("button", name="下载Word（清稿）").click()
    assert "附件" not in whole.value.suggested_filename
    page.get_by_label("Word 里带附件").uncheck()
    expect(page.locator(".annexes .warn")).to_contain_text("见附件")
    with page.expect_download() as bare:
        page.get_by_role("button", name="下载Word（清稿）").click()
    assert "不带附件" in bare.value.suggested_filename
    page.locator(".annexes .warn").get_by_role("link", name="改这一句").click()
    expect(page.locator("#inspect blockquote")).to_contain_text("见附件")


def test_the_title_is_changed_by_keyboard_and_seen_whole(desk: Desk) -> None:
    desk.stock(SHIQIAO, LIUHE)
    page = desk.page
    desk.draft()
    page.get_by_role("button", name="改标题").focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("dialog").get_by_label("标题")
    expect(field).to_be_focused()
    assert field.evaluate("field => field.scrollHeight <= field.clientHeight + 1")
    field.fill("关于2025年第三季度乡村振兴工作进展和存在问题及下一步打算的汇总报告")
    field.press("Enter")
    expect(page.locator(".paper h1")).to_contain_text("下一步打算的汇总报告")


def test_an_author_that_was_not_found_is_said_and_need_not_be_given(desk: Desk) -> None:
    desk.stock(SHIQIAO.replace("石桥村驻村专干 李明\n", ""), LIUHE)
    page = desk.page
    nameless = page.locator("tr[data-upload]", has_text="石桥")
    expect(nameless.locator(".state")).to_have_text("读取成功")
    expect(nameless).to_contain_text("没认出作者；可以补填，不填也不影响汇总")
    nameless.get_by_label("的作者").fill("李明")
    nameless.get_by_label("的作者").blur()
    expect(nameless).not_to_contain_text("没认出作者")


@pytest.mark.parametrize(("step", "asked"), [("收材料", "uploads"), ("看标注", "queue"), ("核数据", "figures")])
def test_what_could_not_be_fetched_is_said_where_it_would_stand(desk: Desk, step: str, asked: str) -> None:
    desk.stock(SHIQIAO)
    page = desk.page
    page.route(f"**/api/batches/*/{asked}", lambda route: route.abort())
    page.get_by_role("link", name=step).click()
    expect(page.get_by_role("alert")).to_contain_text("连不上程序")
    expect(page.locator(".loading")).to_have_count(0)
    page.unroute_all()
    page.get_by_role("button", name="刷新页面").first.click()
    expect(page.get_by_role("button", name="刷新页面")).to_have_count(0)
    expect(page.get_by_role("alert").locator(".toast")).to_have_count(0)
