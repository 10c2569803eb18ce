"""A desk to work at: the page in a real browser, with a batch of small reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True, slots=True)
class Desk:
    """The page with a batch of small reports in it; some of their sentences the tagger is unsure of."""

    page: Page
    folder: Path

    def stock(self, *texts: str) -> None:
        """A new batch of these reports."""
        self.page.get_by_role("button", name="新建批次").click()
        self.page.get_by_label("名称").fill("三季度")
        self.page.get_by_role("button", name="建好，去收材料").click()
        paths = [self.folder / f"{text.partition('村')[0]}.txt" for text in texts]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        self.page.locator("#files").set_input_files([str(path) for path in paths])
        expect(self.page.locator(".state.ready, .state.todo")).to_have_count(len(texts), timeout=60_000)

    def draft(self) -> None:
        """A first draft."""
        self.page.get_by_role("link", name="出初稿").click()
        self.page.get_by_role("button", name="出一稿").click()
        expect(self.page.locator(".passage").nth(1)).to_be_visible(timeout=60_000)

    @property
    def chosen(self) -> Locator:
        return self.page.locator(".sentence.chosen")
