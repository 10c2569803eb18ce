from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from huibao.web.app import create_app
from huibao.web.settings import Settings
from tests.web import journey
from tests.web.conftest import SHIQIAO

STYLE = Path(journey.__file__).resolve().parents[2] / "pipeline" / "huibao" / "web" / "static" / "style.css"


@journey.needs_chromium
def test_the_whole_way_and_the_word_file_holds_what_was_corrected(
    tmp_path: Path, free_port: int, browser: Browser
) -> None:
    app = create_app(Settings(folder=tmp_path / "data"))
    with journey.serving(app, free_port) as address, journey.browsing(browser) as page:
        arrived = journey.walk(page, address, tmp_path, lambda *_: None)
    document = docx.Document(str(arrived.word))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    rows = [row for table in tables for row in table]
    assert "定稿" in arrived.word.name
    assert "龙井新村" in text + str(rows)
    assert "龙井村" not in text
    assert journey.ADDED in text
    assert arrived.marked == ["9999"]
    assert "9999" not in text
    (problem,) = [row for row in rows if any(journey.CORRECTED in cell for cell in row)]
    assert problem[1] == "产业发展"
    (total,) = [row[1] for row in rows if row[0] == "监测户"]
    assert (total, total == arrived.total_before) == (arrived.total_after, False)


@journey.needs_chromium
def test_nothing_in_a_document_runs_in_the_page(tmp_path: Path, opened: tuple[Page, str]) -> None:
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    text = SHIQIAO.replace("安装路灯46盏", f"{attack}安装路灯46盏").replace("李明", f"{attack}李明")
    report = tmp_path / "石桥<img src=x onerror=alert(3)>.txt"
    report.write_text(text, encoding="utf-8")
    page, address = opened
    dialogs: list[str] = []

    def refuse(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.goto(address)
    page.get_by_role("button", name="新建批次").click()
    page.get_by_label("名称").fill(f"批次{attack}")
    page.get_by_role("button", name="建好，去收材料").click()
    page.locator("#files").set_input_files(str(report))
    page.locator(".state.ready, .state.todo").first.wait_for()
    for step, shown in (("看标注", ".sentence"), ("核数据", ".grid"), ("记录", "#log td")):
        page.get_by_role("link", name=step).first.click()
        page.locator(shown).first.wait_for()
        assert page.locator("main img, main script:not([type='application/json'])").count() == 0
    page.get_by_role("link", name="出初稿").click()
    page.get_by_role("button", name="出一稿").click()
    page.locator(".passage").first.wait_for()
    assert page.locator("main img, main script").count() == 0
    assert dialogs == []


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "ground"), ("soft", "ground"), ("soft", "paper"), ("blue", "paper"), ("blue", "blue-soft"),
        ("red", "paper"), ("red", "red-soft"), ("amber", "amber-soft"), ("green", "green-soft"), ("green", "ground"),
    ],
)  # fmt: skip
def test_words_stand_out_from_their_ground(ink: str, ground: str) -> None:
    colours = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})\b", STYLE.read_text(encoding="utf-8")))
    one, other = (
        value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:])
        for value in (colours[ink], colours[ground])
    )
    assert contrast(one, other) >= 4.5


# Holds the next answers to a list of files back, as a slow network would.
SLOW = """
const real = window.fetch;
window.held = 0;
window.fetch = async (...asked) => {
  const answer = await real(...asked);
  const list = (asked[1]?.method ?? "GET") === "GET" && String(asked[0]).endsWith("/uploads");
  if (list && window.held-- > 0) await new Promise((go) => setTimeout(go, 1500));
  return answer;
};
"""


@journey.needs_chromium
def test_an_answer_that_comes_late_does_not_undo_what_is_shown(tmp_path: Path, opened: tuple[Page, str]) -> None:
    page, address = opened
    page.add_init_script(SLOW)
    page.goto(address)
    page.get_by_role("button", name="新建批次").click()
    page.get_by_label("名称").fill("三季度")
    page.get_by_role("button", name="建好，去收材料").click()
    for name in ("甲", "乙"):
        (tmp_path / f"{name}.txt").write_text(SHIQIAO.replace("石桥", f"{name}山"), encoding="utf-8")
    page.locator("#files").set_input_files([str(tmp_path / "甲.txt"), str(tmp_path / "乙.txt")])
    villages = page.get_by_label(re.compile("的村名"))
    expect(villages).to_have_count(2)
    page.get_by_text("读完 2 份材料").first.wait_for(state="attached")
    page.evaluate("window.held = 1")
    for place, name in enumerate(("东岭村", "西岭村")):
        villages.nth(place).fill(name)
        villages.nth(place).blur()
        page.wait_for_timeout(300)
    page.wait_for_timeout(2000)
    assert sorted(villages.nth(place).input_value() for place in range(2)) == sorted(["东岭村", "西岭村"])
