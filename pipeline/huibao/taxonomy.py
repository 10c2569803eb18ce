"""The label system, loaded from ``corpus/taxonomy.toml`` (or another office's file)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from huibao.errors import UsageError
from huibao.resources import resource

Role = Literal["done", "lacking", "todo", "none"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Category:
    """A group of labels; ``coarse`` says whether the seven-way view keeps its labels apart."""

    key: str
    name: str
    role: Role
    coarse: Literal["category", "label"]
    section: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """One label; its category is the part of the key before the dot."""

    key: str
    name: str
    definition: str
    colour: str
    category: Category

    @property
    def role(self) -> Role:
        return self.category.role

    @property
    def full_name(self) -> str:
        """Name that tells it from a label of the same theme: ``瓶颈·产业发展``; ``其他`` alone is clear."""
        return self.name if self.name == self.category.name else f"{self.category.name}·{self.name}"

    @property
    def coarse(self) -> str:
        """Class of this label in the seven-way view."""
        return self.key if self.category.coarse == "label" else self.category.key


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """Who speaks of the future to whom: 部署, 打算 or 诉求."""

    key: str
    name: str
    definition: str


@dataclass(frozen=True, kw_only=True)
class Taxonomy:
    """Labels, categories and kinds, each in the file's order."""

    categories: tuple[Category, ...]
    labels: tuple[Label, ...]
    kinds: tuple[Kind, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(label.key for label in self.labels)

    @property
    def coarse_keys(self) -> tuple[str, ...]:
        """Classes of the seven-way view, in order."""
        return tuple(dict.fromkeys(label.coarse for label in self.labels))

    @property
    def fallback(self) -> Label:
        """The label of a sentence that asserts nothing."""
        return next(label for label in self.labels if label.role == "none")

    def __getitem__(self, key: str) -> Label:
        for label in self.labels:
            if label.key == key:
                return label
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return any(label.key == key for label in self.labels)

    def with_role(self, role: Role) -> tuple[Label, ...]:
        return tuple(label for label in self.labels if label.role == role)


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """Read a taxonomy file; without a path, the one that ships.

    Raises:
        UsageError: the file misses a table or names an unknown category or role.
    """
    return _load(path or resource("corpus/taxonomy.toml"))


@lru_cache(maxsize=8)
def _load(path: Path) -> Taxonomy:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        categories = {entry["key"]: Category(**entry) for entry in tables["category"]}
        labels = tuple(Label(category=categories[entry["key"].partition(".")[0]], **entry) for entry in tables["label"])
        kinds = tuple(Kind(**entry) for entry in tables["kind"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise UsageError(f"标签体系文件 {path} 有误：{error}；请对照 corpus/taxonomy.toml 修改") from error
    taxonomy = Taxonomy(categories=tuple(categories.values()), labels=labels, kinds=kinds)
    if len(set(taxonomy.keys)) != len(labels) or not taxonomy.with_role("none"):
        raise UsageError(f'标签体系文件 {path} 有误：标签重复，或没有 role = "none" 的标签')
    return taxonomy
