"""Options that many commands share, each worded once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CorpusDir = Annotated[
    Path | None,
    typer.Option("--corpus", metavar="DIR", help="人工标注的汇报（*.tagged.txt）；默认 corpus/reports，没有就用自带的"),
]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的输出文件")]
ModelDir = Annotated[Path | None, typer.Option("--model", metavar="DIR", help="模型目录；默认用自带模型")]
ParamsFile = Annotated[
    Path | None, typer.Option("--params", metavar="FILE", help="参数；默认 params.yaml，没有就用自带的")
]
SplitsFile = Annotated[
    Path | None,
    typer.Option("--splits", metavar="FILE", help="划分训练、验证、测试集的文件；默认语料旁边的 splits.toml"),
]
TaxonomyFile = Annotated[
    Path | None,
    typer.Option("--taxonomy", metavar="FILE", help="标签体系（taxonomy.toml）；默认用模型自己的，没有就用自带的"),
]
