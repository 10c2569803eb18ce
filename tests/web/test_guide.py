"""The clerk's guide says what the page says, shows what there is, and prints on two sheets."""

from __future__ import annotations

import io
import re
from pathlib import Path

from markdown_it import MarkdownIt
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from tests.web import journey

ROOT = Path(journey.__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "clerk-guide.md"
TEXT = GUIDE.read_text(encoding="utf-8")
# What the page makes up of names that the reports bring.
MADE_UP = {"是龙井新村"}
PRINTED = """<meta charset="utf-8"><style>
@page{size:A4;margin:12mm 15mm}body{font:9pt/1.42 "Noto Sans CJK SC",sans-serif}h1{font-size:14pt;margin:0}
h2{font-size:11pt;margin:6pt 0 2pt;clear:both;break-after:avoid}p,ul{margin:2pt 0}
img{border:1px solid #ccc;box-sizing:border-box}
table{border-collapse:collapse;font-size:8.5pt;width:100%}td,th{border:1px solid #bbb;padding:1pt 4pt}</style>"""


def said_by_the_page() -> str:
    web = ROOT / "pipeline" / "huibao" / "web"
    files = [path for path in web.rglob("*") if path.suffix in (".js", ".html", ".py")]
    files += [ROOT / "corpus" / "taxonomy.toml", *(ROOT / "corpus" / "templates").glob("*.toml")]
    files.append(ROOT / "pipeline" / "huibao" / "indicators" / "export.py")
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


@journey.needs_chromium
def test_the_guide_prints_on_two_sheets(tmp_path: Path) -> None:
    body = MarkdownIt("commonmark", {"html": True}).enable("table").render(TEXT)
    printed = tmp_path / "guide.html"
    printed.write_text(PRINTED + body.replace('src="', f'src="{GUIDE.parent.as_uri()}/'), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=journey.CHROMIUM, args=["--headless", "--no-sandbox"])
        page = browser.new_page()
        page.goto(printed.as_uri())
        assert page.evaluate("[...document.images].every((image) => image.naturalWidth > 0)")
        content = page.pdf(prefer_css_page_size=True)
        browser.close()
    assert len(PdfReader(io.BytesIO(content)).pages) == 2
