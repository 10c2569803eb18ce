"""Units of quantities, from ``corpus/lexicon/units.toml``: base units, written forms, conversion."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from huibao.resources import resource


@dataclass(frozen=True, slots=True)
class UnitForm:
    """A written unit: ``公顷`` is 15 of the base unit ``亩``."""

    base: str
    factor: Decimal


@lru_cache(maxsize=1)
def _forms() -> dict[str, UnitForm]:
    tables = tomllib.loads(resource("corpus/lexicon/units.toml").read_text(encoding="utf-8"))
    return {
        form: UnitForm(entry["base"], Decimal(str(factor)))
        for entry in tables["unit"]
        for form, factor in entry["forms"].items()
    }


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(form) for form in sorted(_forms(), key=len, reverse=True)))


# 3个月 and 2个百分点 are no counts; 5人次 is written out in the table, 3户均 is not a number of households.
_NOT_A_UNIT = re.compile(
    r"个(?:多|半)?(?:月|小时|钟头|季度|百分点|点|星期|礼拜|年头|工作日|工日|班|阶段|方面|问题|字)|户均|人均|块田|块地|方面|家里|头疼|口气|只有|只能|只要|场面|处理|处置|处在|件事|条件"
)


def match_unit(text: str, position: int) -> tuple[UnitForm, int] | None:
    """The unit written at a position and where it ends; None where there is none."""
    match = _pattern().match(text, position)
    if match is None or _NOT_A_UNIT.match(text, position):
        return None
    return _forms()[match.group()], match.end()


def base_unit(written: str) -> str:
    """Base unit of a written unit (名 → 人); an unknown unit is its own base."""
    form = _forms().get(written)
    return form.base if form else written


def unit_factors(base: str) -> frozenset[Decimal]:
    """Factors of all written units with this base unit (元 → 1, 10 000 …); 1 alone for an unknown unit."""
    return frozenset({Decimal(1), *(form.factor for form in _forms().values() if form.base == base)})
