"""A Briefing to bytes: Word per GB/T 9704, Markdown, HTML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from huibao.briefing.render.gbt9704 import missing_fonts
from huibao.briefing.render.html import render_html
from huibao.briefing.render.markdown import render_markdown
from huibao.briefing.render.word import render_word
from huibao.errors import UsageError
from huibao.schema import Briefing

__all__ = ["RENDERERS", "Renderer", "missing_fonts", "renderer_for"]

Renderer = Callable[[Briefing, bool], bytes]

RENDERERS: dict[str, Renderer] = {".docx": render_word, ".md": render_markdown, ".html": render_html}


def renderer_for(path: Path) -> Renderer:
    """The renderer for an output's extension.

    Raises:
        UsageError: no renderer writes such files.
    """
    if path.suffix.lower() not in RENDERERS:
        raise UsageError(
            f"不能输出 {path.suffix or '没有扩展名的文件'}：{path}；请用 {'、'.join(RENDERERS)} 之一作扩展名"
        )
    return RENDERERS[path.suffix.lower()]
