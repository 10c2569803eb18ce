"""The guide for office staff as a page: its text is that of the one file in docs/, which ships with the program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt

from huibao.resources import resource

# Where its pictures are served.
PICTURES = "/guide/pictures"
_FILE, _FOLDER = "docs/clerk-guide.md", "docs/pictures"


def pictures() -> Path:
    """Folder of the guide's pictures."""
    return resource(_FOLDER)


@cache
def _text() -> str:
    return resource(_FILE).read_text(encoding="utf-8")


def as_html(steps: Mapping[str, str]) -> str:
    """The guide as HTML; the heading that names a step has the step's key as its id, for links to it."""
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    # Chinese has no spaces, and none where the file goes on in a new line.
    markdown.add_render_rule("softbreak", lambda *_: "")
    tokens = markdown.parse(_text())
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            key = next((key for key, name in steps.items() if inline.content.endswith(name)), None)
            if key:
                opening.attrSet("id", key)
    html: str = markdown.renderer.render(tokens, markdown.options, {})
    return html.replace(f'src="{Path(_FOLDER).name}/', f'src="{PICTURES}/')
