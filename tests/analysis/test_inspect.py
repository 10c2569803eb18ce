"""The page in a real browser, from the file, with the network watched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from huibao.analysis.inspect import inspect_page
from huibao.analysis.load import Corpus
from huibao.schema import AnnotatedReport, Report
from huibao.segment.outline import line_paragraphs, segment

_CHROMIUM = shutil.which("chromium")
_ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
needs_chromium = pytest.mark.skipif(_CHROMIUM is None, reason="Chromium is not installed (Debian: chromium)")


def many(tagged: Corpus, sentences: int) -> Corpus:
    """A corpus of that many sentences, each with a number of its own."""
    reports: list[AnnotatedReport] = []
    for number in range(sentences // 50):
        text = "一、情况\n" + "".join(
            f"第{number * 50 + line}件事：今年修了水渠，还差一段没有修完。" for line in range(50)
        )
        report = Report(name=f"{number}.txt", text=text, paragraphs=line_paragraphs(text), village=f"{number % 17}号村",
                        period=f"202{number % 3 + 4}Q1")  # fmt: skip
        annotated = segment(report)
        tags = tuple(tagged.reports[0].tags[line % 6] for line in range(len(annotated.sentences)))
        reports.append(replace(annotated, tags=tags))
    return replace(tagged, reports=tuple(reports))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
        yield opened
        opened.close()


class Opened:
    """A page opened by double-click, and what it asked for and complained of."""

    def __init__(self, browser: Browser, path: Path) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page: Page = browser.new_page(viewport={"width": 1280, "height": 800})
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.goto(path.as_uri())


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[object]:
    opened: list[Opened] = []

    def open_(corpus: Corpus) -> Opened:
        path = tmp_path / "语料.html"
        path.write_text(inspect_page(corpus), encoding="utf-8")
        opened.append(Opened(browser, path))
        return opened[-1]

    yield open_
    for one in opened:
        one.page.close()
        assert one.complaints == []
        assert all(url.startswith(("file:", "data:", "blob:")) for url in one.requests)


def test_the_page_names_no_address_outside(tagged: Corpus) -> None:
    page = inspect_page(tagged)
    assert "http://" not in page
    assert "https://" not in page
    assert "default-src 'none'" in page


def test_no_text_can_end_the_data_early(tagged: Corpus) -> None:
    text = "看</script><script>alert(1)</script>。"
    annotated = segment(Report(name="a", text=text, paragraphs=line_paragraphs(text)))
    annotated = replace(annotated, tags=tagged.reports[0].tags[: len(annotated.sentences)])
    assert inspect_page(replace(tagged, reports=(annotated,))).count("</script>") == 2


@needs_chromium
def test_sentences_are_searched_filtered_and_read(open_page, tagged: Corpus) -> None:  # type: ignore[no-untyped-def]
    page = open_page(tagged).page
    count = page.locator("#count")
    expect(count).to_have_text("显示 15 句，共 15 句、4 份")
    page.fill("#search", "冷库 资金")
    expect(count).to_contain_text("显示 1 句")
    expect(page.locator(".row mark").first).to_have_text("冷库")
    page.locator(".row").click()
    expect(page.locator("#reading h2")).to_have_text("石桥村工作汇报")
    expect(page.locator("#reading .here")).to_have_text("村里没有冷库，资金缺口30万元。")
    expect(page.locator("#facts")).to_contain_text("指标：资金缺口＝300,000元（缺口）")
    page.click("#clear")
    page.get_by_role("button", name="瓶颈·要素保障").click()
    expect(count).to_contain_text("显示 2 句")
    page.select_option("#village", "柳河村")
    expect(count).to_contain_text("显示 0 句")
    page.click("#clear")
    page.check("#review")
    expect(count).to_contain_text("显示 6 句")


@needs_chromium
def test_only_the_rows_in_sight_exist_and_all_can_be_reached(open_page, tagged: Corpus) -> None:  # type: ignore[no-untyped-def]
    page = open_page(many(tagged, 5000)).page
    expect(page.locator("#count")).to_contain_text("共 5000 句")
    assert page.locator(".row").count() < 40
    page.locator("#list").evaluate("list => { list.scrollTop = list.scrollHeight }")
    expect(page.locator(".row").last).to_contain_text("第4999件事")
    assert page.locator(".row").count() < 40


@needs_chromium
def test_the_arrow_keys_go_through_the_sentences(open_page, tagged: Corpus) -> None:  # type: ignore[no-untyped-def]
    page = open_page(tagged).page
    page.focus("#list")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.locator("#reading .here")).to_have_text("村里没有冷库，资金缺口30万元。")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#reading .here")).to_have_text("24户监测户全部落实帮扶。")


@needs_chromium
def test_what_is_shown_can_be_saved(open_page, tagged: Corpus, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page = open_page(tagged).page
    page.fill("#search", "冷库 资金")
    with page.expect_download() as download:
        page.click("#save")
    download.value.save_as(tmp_path / "所选.csv")
    lines = (tmp_path / "所选.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == [
        "report,village,period,index,labels,text",
        '"qingshi/2025q2-shiqiao","石桥村","2025Q2","2","bottleneck.resources","村里没有冷库，资金缺口30万元。"',
    ]
