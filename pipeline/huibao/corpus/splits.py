"""Which reports train, validate and test: whole townships, so that no village, author or turn of phrase
of the test set is ever seen in training. Fixed in ``corpus/splits.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from huibao.corpus.authoring import read_corpus
from huibao.errors import CorpusError
from huibao.schema import AnnotatedReport
from huibao.taxonomy import Taxonomy

SPLITS = ("train", "validation", "test")


@dataclass(frozen=True, kw_only=True, slots=True)
class Splits:
    """Townships of each split: the first folder of a report's name, or the name where it lies in no folder."""

    townships: dict[str, tuple[str, ...]]

    def split_of(self, report_name: str) -> str:
        """Split of a report by its township.

        Raises:
            CorpusError: the township stands in no split.
        """
        township = report_name.partition("/")[0]
        for split, members in self.townships.items():
            if township in members:
                return split
        raise CorpusError(f"{report_name}：{township!r} 不在任何一个划分里；请写进 splits.toml")

    def select(self, reports: Iterable[AnnotatedReport], split: str) -> list[AnnotatedReport]:
        return [annotated for annotated in reports if self.split_of(annotated.report.name) == split]


def load_splits(path: Path) -> Splits:
    """Read a splits file: one table a split with a list ``townships``.

    Raises:
        CorpusError: the file cannot be read, a split is missing, or a township stands in two.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(
            f"划分文件 {path} 读不了或有误（{error}）；应有 {'、'.join(SPLITS)} 三个表，各写一行 townships"
        ) from error
    try:
        townships = {split: tuple(tables[split]["townships"]) for split in SPLITS}
    except KeyError as error:
        raise CorpusError(
            f"划分文件 {path} 缺少 {error}；应有 {'、'.join(SPLITS)} 三个表，各写一行 townships"
        ) from None
    everyone = [township for members in townships.values() for township in members]
    if twice := {township for township in everyone if everyone.count(township) > 1}:
        raise CorpusError(f"划分文件 {path} 里 {'、'.join(sorted(twice))} 出现了两次；一处只能在一个划分里")
    return Splits(townships=townships)


def read_split(corpus: Path, splits: Path | None, split: str, taxonomy: Taxonomy) -> list[AnnotatedReport]:
    """Authored reports of one split of a folder; all of them where there is no splits file.

    Raises:
        CorpusError: a file breaks its format, or no report belongs to the split.
    """
    reports = list(read_corpus(corpus, taxonomy))
    chosen = load_splits(splits).select(reports, split) if splits else reports
    if not chosen:
        raise CorpusError(f"{corpus} 里没有属于 {split!r} 的汇报；请检查划分文件")
    return chosen
