"""Rows of the township's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from huibao.indicators.township.adding_up import SumDoubt
from huibao.indicators.township.joint import JointDoubt
from huibao.indicators.township.slips import Outlier
from huibao.indicators.township.telling import VillageValue
from huibao.schema import Bound
from huibao.taxonomy import VILLAGE, Reporter

NO_THEME = "其他"


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """This period beside the last year's, over the villages that give both.

    Attributes:
        then: the earlier values, one a village.
        now, before: sums over those villages; None where a sum makes no sense.
    """

    then: tuple[VillageValue, ...]
    now: Decimal | None
    before: Decimal | None


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorRow:
    """One indicator over the township.

    Attributes:
        name, unit, period: what is counted; unlike units and periods are different rows.
        total: sum over ``values``; None where a sum makes no sense (rates, per-head values, cattle and pigs).
        bound: of the total.
        values: one a village, of those that go by this name the one that counts.
        beside: the villages' other values of this name, not in the sum: a share, a stage, another crop, what is told
            where a village complains; ``uncounted`` says why no value of that village is in the sum.
        contradictions: all values of villages that tell the same thing differently; not in the sum.
        none: villages that give no value and say that they have none (无监测户), each as 0; they add nothing.
        silent: villages of the township whose reports say nothing of it for this period.
        left_out: villages that give one which a person said does not count.
        outliers: values of ``values`` that stand far out; they are in the sum.
        last_year: None where no village gives an earlier value beside this period's.
        kinds: what each village's value is of, where they are not all of one kind; empty where they are.
        theme: name of the label under which most of its sentences stand; ``其他`` where nobody has said.
    """

    name: str
    unit: str
    period: str
    total: Decimal | None
    bound: Bound
    values: tuple[VillageValue, ...]
    contradictions: tuple[VillageValue, ...]
    silent: tuple[str, ...]
    beside: tuple[VillageValue, ...] = ()
    none: tuple[VillageValue, ...] = ()
    left_out: tuple[str, ...] = ()
    outliers: tuple[Outlier, ...] = ()
    last_year: Comparison | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    theme: str = NO_THEME

    @property
    def reporting(self) -> int:
        """How many villages tell a figure, those that contradict themselves among them."""
        return len({entry.village for entry in (*self.values, *self.contradictions)})


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorTable:
    """All indicators of a township, the most widely reported first; ``themes`` in the taxonomy's order.

    ``missing`` are those of the villages that handed in nothing at all; ``joint`` is what two villages did together and
    tell differently, and ``sums`` are totals that their parts do not come to, each in the sum of its own row.
    ``reporter`` is what those are called that report.
    """

    villages: tuple[str, ...]
    rows: tuple[IndicatorRow, ...]
    themes: tuple[str, ...] = (NO_THEME,)
    missing: tuple[str, ...] = ()
    joint: tuple[JointDoubt, ...] = ()
    sums: tuple[SumDoubt, ...] = ()
    reporter: Reporter = VILLAGE
