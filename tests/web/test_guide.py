"""The clerk's guide says what the page says, shows what there is, and prints on two sheets."""

from __future__ import annotations

import io
import re
import tomllib
from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader

from huibao.resources import resource
from huibao.web.pages import STEPS
from tests.web import journey
from tests.web.conftest import SHIQIAO, Office
from tests.web.desk import Desk

ROOT = Path(journey.__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "clerk-guide.md"
TEXT = GUIDE.read_text(encoding="utf-8")
# What the page makes up of names that the reports bring.
MADE_UP = {"是龙井新村"}


def said_by_the_page() -> str:
    web = ROOT / "pipeline" / "huibao" / "web"
    files = [path for path in web.rglob("*") if path.suffix in (".js", ".html", ".py")]
    files += [ROOT / "corpus" / "taxonomy.toml", *(ROOT / "corpus" / "templates").glob("*.toml")]
    files.append(ROOT / "pipeline" / "huibao" / "indicators" / "township" / "printing.py")
    return "".join(path.read_text(encoding="utf-8") for path in files)


def test_every_button_that_the_guide_names_is_on_the_page() -> None:
    page = said_by_the_page()
    states = set(re.findall(r"^\| ([^|*-]+?) \|", TEXT, re.MULTILINE)) - {"看到", "键"}
    named = states | set(re.findall("“([^”]+)”", TEXT))
    assert len(named) > 30
    assert sorted(words for words in named - MADE_UP if words not in page) == []


def test_every_picture_is_shown_and_every_one_shown_is_there() -> None:
    shown = re.findall(r'src="pictures/([^"]+)"', TEXT)
    assert sorted(shown) == sorted(path.name for path in (GUIDE.parent / "pictures").iterdir())
    assert {Path(name).stem for name in shown} == set(journey.PICTURED)


def test_the_page_shows_the_guide_with_its_pictures_signed_in_or_not(guarded: Office) -> None:
    answer = guarded.client.get("/guide")
    assert answer.status_code == 200
    shown = re.findall(r'<img src="([^"]+)"', answer.text)
    assert len(shown) == len(journey.PICTURED)
    for address in shown:
        picture = guarded.client.get(address)
        assert picture.headers["content-type"] == "image/png"
        assert picture.content == (GUIDE.parent / "pictures" / address.rpartition("/")[2]).read_bytes()
    assert re.findall(r'<h2 id="(\w+)">\d　(\w+)</h2>', answer.text) == list(STEPS.items())
    assert "**" not in answer.text


def test_the_wheel_carries_the_guide_where_an_installed_page_looks_for_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for path in (GUIDE, GUIDE.parent / "pictures"):
        relative = str(path.relative_to(ROOT))
        assert resource(relative) == path
        assert carried[relative] == f"huibao/_data/{relative}"


@journey.needs_chromium
def test_each_step_leads_to_its_part_of_the_guide_and_stays_open_itself(desk: Desk) -> None:
    desk.stock(SHIQIAO)
    for name in ("收材料", "核数据", "交付"):
        desk.page.get_by_role("link", name=name, exact=False).first.click()
        with desk.page.context.expect_page() as opened:
            desk.page.get_by_role("link", name="使用说明").click()
        guide = opened.value
        expect(guide.get_by_role("heading", name=name)).to_be_in_viewport()
        guide.wait_for_load_state()  # pictures too; the page's policy forbids the polling of an expression
        widths = guide.evaluate("[...document.images].map((image) => image.naturalWidth)")
        assert widths
        assert all(widths)
        guide.close()
        expect(desk.page.locator(".steps [aria-current]")).to_contain_text(name)


@journey.needs_chromium
def test_the_guide_prints_on_two_sheets(desk: Desk) -> None:
    desk.page.get_by_role("banner").get_by_role("link", name="使用说明").evaluate("link => location.href = link.href")
    expect(desk.page.get_by_role("heading", name="交付")).to_be_attached()
    desk.page.wait_for_load_state("networkidle")
    content = desk.page.pdf(prefer_css_page_size=True)
    assert len(PdfReader(io.BytesIO(content)).pages) == 2
