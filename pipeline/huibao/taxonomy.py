"""The label system, loaded from ``corpus/taxonomy.toml`` (or another office's file)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from huibao.errors import UsageError
from huibao.resources import resource

Role = Literal["done", "lacking", "todo", "none"]
Coarse = Literal["category", "label"]
SHIPPED = "corpus/taxonomy.toml"
# A model of other labels than the shipped ones keeps them beside its weights under this name.
BESIDE_MODEL = "taxonomy.toml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Category:
    """A group of labels; ``coarse`` says whether the seven-way view keeps its labels apart."""

    key: str
    name: str
    role: Role
    coarse: Coarse
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Reporter:
    """What those are called that report to the office.

    Attributes:
        noun: 村, or another office's 学校.
        counter: in what they are counted: 个, 所.
    """

    noun: str
    counter: str

    @property
    def one(self) -> str:
        """The measure with the noun, behind a number or 几: 个村, 所学校."""
        return f"{self.counter}{self.noun}"

    @property
    def same(self) -> str:
        """The one that was named: 该村, 该学校."""
        return f"该{self.noun}"


VILLAGE = Reporter(noun="村", counter="个")


@dataclass(frozen=True, kw_only=True)
class Taxonomy:
    """Labels, categories and kinds, each in the file's order, and who reports.

    ``path`` is the file, where it came from one.
    """

    categories: tuple[Category, ...]
    labels: tuple[Label, ...]
    kinds: tuple[Kind, ...]
    reporter: Reporter = VILLAGE
    path: Path | None = field(default=None, compare=False)

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
        UsageError: the file cannot be read, misses a table or a field, or its parts do not fit together.
    """
    place = path or resource(SHIPPED)
    try:
        text = place.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageError(f"找不到标签体系文件 {place}；请检查 --taxonomy 后面的路径") from None
    except OSError as error:
        raise UsageError(f"标签体系文件 {place} 读不了：{error.strerror}；请检查 --taxonomy 后面的路径") from error
    except UnicodeDecodeError:
        raise UsageError(f"标签体系文件 {place} 不是 UTF-8 文本；请另存为 UTF-8 编码") from None
    return _parsed(place, text)


def taxonomy_file(taxonomy: Path | None, model: Path | None) -> Path | None:
    """The file that says a model's labels: the one asked for, else the one kept beside the model, else None."""
    beside = model / BESIDE_MODEL if model else None
    return taxonomy or (beside if beside and beside.is_file() else None)


# Parts a cell of the authoring format from the next.
_UNWRITABLE = re.compile(r"[\s,/]")
_Record = TypeVar("_Record", Category, Label, Kind, Reporter)


# By content, so that a file edited in the meantime is read anew.
@lru_cache(maxsize=8)
def _parsed(path: Path, text: str) -> Taxonomy:
    try:
        tables = tomllib.loads(text)
        categories = {category.key: category for category in _records(tables, "category", Category)}
        for entry in tables.get("label", ()):
            entry["category"] = categories[str(entry["key"]).partition(".")[0]]
        labels = _records(tables, "label", Label)
        kinds = _records(tables, "kind", Kind)
        reporter = (
            _records({"reporter": [tables["reporter"]]}, "reporter", Reporter)[0] if "reporter" in tables else VILLAGE
        )
    except tomllib.TOMLDecodeError as error:
        raise _broken(path, f"不合 TOML 语法（{error}）") from error
    except KeyError as error:
        raise _broken(path, f"有一个 [[label]] 没有 key，或 key 圆点前的大类 {error} 不在 [[category]] 里") from error
    except (TypeError, AttributeError) as error:
        raise _broken(path, str(error)) from error
    taxonomy = Taxonomy(categories=tuple(categories.values()), labels=labels, kinds=kinds, reporter=reporter, path=path)
    if fault := _fault(taxonomy):
        raise _broken(path, fault)
    return taxonomy


def _broken(path: Path, fault: str) -> UsageError:
    return UsageError(f"标签体系文件 {path} 有误：{fault}；请对照自带的 {SHIPPED} 修改")


def _records(tables: dict[str, Any], name: str, kind: type[_Record]) -> tuple[_Record, ...]:
    """The entries of a table as records.

    Raises:
        TypeError: a field is missing or unknown; says which, in Chinese.
    """
    known = {one.name for one in fields(kind)}
    records = []
    for number, entry in enumerate(tables.get(name, ()), 1):
        if missing := sorted(known - entry.keys()):
            raise TypeError(f"第 {number} 个 [[{name}]] 缺少 {'、'.join(missing)}")
        if unknown := sorted(entry.keys() - known):
            raise TypeError(f"第 {number} 个 [[{name}]] 有不认识的 {'、'.join(unknown)}")
        records.append(kind(**entry))
    return tuple(records)


def _fault(taxonomy: Taxonomy) -> str:
    """What does not fit together, in Chinese; empty for nothing."""
    for category in taxonomy.categories:
        if category.role not in get_args(Role):
            return f"大类 {category.key} 的 role 不能是 {category.role!r}，可选 {'、'.join(get_args(Role))}"
        if category.coarse not in get_args(Coarse):
            return f"大类 {category.key} 的 coarse 不能是 {category.coarse!r}，可选 {'、'.join(get_args(Coarse))}"
    # Both name a label outside: the key in authored files, the full name in annotation tools.
    for names in (taxonomy.keys, tuple(label.full_name for label in taxonomy.labels)):
        if twice := next((name for name in names if names.count(name) > 1), ""):
            return f"标签 {twice} 写了两次"
    for key in (*taxonomy.keys, *(kind.key for kind in taxonomy.kinds)):
        if _UNWRITABLE.search(key):
            return f"{key!r} 里不能有空格、逗号和斜杠"
    if not taxonomy.with_role("none"):
        return '没有 role = "none" 的标签，什么也没说的句子无处可放'
    if taxonomy.with_role("todo") and not taxonomy.kinds:
        return '有 role = "todo" 的标签，却没有 [[kind]]'
    return ""
