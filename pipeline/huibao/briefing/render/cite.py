"""How a source is cited to a reader, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence

from huibao.schema import Source

_MOST = 20


def citation(source: Source) -> str:
    """``石桥村（shiqiao.docx 第12句）：原文`` - sentences are counted from 1 for people."""
    return f"{source.village}（{source.report} 第{source.index + 1}句）：{' '.join(source.words.split())}"


def citations(sources: Sequence[Source]) -> list[str]:
    """A line a source; a long list ends with how many more there are."""
    lines = [citation(source) for source in sources[:_MOST]]
    if len(sources) > _MOST:
        lines.append(f"另有{len(sources) - _MOST}条，见标注结果。")
    return lines
