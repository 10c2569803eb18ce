"""An office's template: headings and phrases of one genre, from ``corpus/templates/*.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import get_args

from huibao.errors import UsageError
from huibao.resources import resource
from huibao.taxonomy import Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One first-level section.

    Attributes:
        role: labels of this role belong here.
        kinds: for labels of role ``todo``, the kinds that belong here; empty takes all.
        each: one subsection a label, or all labels in one piece.
        heading: of the section, without its number.
        lead, figures, statement: phrases; ``figures`` empty for none.
        told: phrase for a statement whose subject is not the village (镇里…).
        unmarked: phrase for a plan or request whose words do not say that it is one.
        request: phrase for a request in a part that also holds plans.
        limit: statements a subsection, at most.
    """

    role: Role
    kinds: tuple[str, ...]
    each: bool
    heading: str
    lead: str
    figures: str
    statement: str
    told: str
    limit: int
    unmarked: str = ""
    request: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """Phrases around the parts; see the comments in the files."""

    title: str
    addressee: str
    signature: str
    opening: str
    opening_one: str
    closing: str
    nobody: str
    similar: str
    similar_many: str
    parts: tuple[Part, ...]


def load_template(genre: str) -> Template:
    """The template of a genre.

    Raises:
        UsageError: there is no such genre, or its file is broken.
    """
    folder = resource("corpus/templates")
    path = folder / f"{genre}.toml"
    if not path.is_file():
        known = "、".join(sorted(file.stem for file in folder.glob("*.toml")))
        raise UsageError(f"没有名为 {genre} 的文种；可选：{known}")
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        parts = tuple(Part(**{**part, "kinds": tuple(part["kinds"])}) for part in tables.pop("part"))
        template = Template(**tables, parts=parts)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise UsageError(f"文种模板 {path} 有误：{error}；请对照自带模板修改") from error
    if unknown := [part.role for part in parts if part.role not in get_args(Role)]:
        raise UsageError(f"文种模板 {path} 有误：role 不能是 {unknown[0]!r}")
    return template
