"""Optional rewriters that polish a draft paragraph by paragraph; what they write is checked before it is used."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from huibao.errors import UsageError

# The key of an OpenAI-compatible server; never an argument, so that it stays out of histories and logs.
KEY_VARIABLE = "HUIBAO_REWRITER_KEY"
INSTRUCTION = (
    "你是乡镇党政办的文字秘书。把下面这段汇报材料改得通顺、简洁，用公文语体。"
    "所有数字、村名、人名、单位名必须原样保留，不得增加、减少或改动，不得添加原文没有的内容。"
    "只输出改好的这一段，不要解释，不要换行。"
)


class Rewriter(Protocol):
    """Anything that can reword paragraphs."""

    def rewrite(self, paragraphs: Sequence[str]) -> list[str | None]:
        """For each paragraph its new wording, or None where none could be had."""
        ...


def rewriter_for(place: str, name: str = "") -> Rewriter:
    """The rewriter at a place.

    Args:
        place: base URL of an OpenAI-compatible server (``http://127.0.0.1:8080/v1``) or a model directory.
        name: model name on the server.

    Raises:
        UsageError: the place is neither, or a server is given without a model name.
    """
    if place.startswith(("http://", "https://")):
        from huibao.briefing.rewriters.server import ServerRewriter

        if not name:
            raise UsageError("用润色服务时要写明模型名；请加 --rewriter-model 名称")
        return ServerRewriter(base_url=place, model=name, key=os.environ.get(KEY_VARIABLE, ""))
    if not Path(place).is_dir():
        raise UsageError(f"润色模型目录 {place} 不存在；请检查路径，或写以 http:// 开头的服务地址")
    from huibao.briefing.rewriters.local import LocalRewriter

    return LocalRewriter(Path(place))
