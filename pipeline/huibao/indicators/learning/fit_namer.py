"""Learn the namer's weights from authored reports: which of a figure's possible names its author wrote."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from huibao.errors import CorpusError
from huibao.indicators.learning.fit_judge import authored_figures
from huibao.indicators.lexicon.names import Name
from huibao.indicators.naming.candidates import Candidate, Known, candidates
from huibao.indicators.naming.namer import Namer
from huibao.schema import AnnotatedReport

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

_STRENGTH = 1.0
_LEAST_SEEN = 4
_ROUNDS = 150
_PLACES = 3
# A weight that moves no choice is not stored.
_LEAST_WEIGHT = 0.02

# Candidates of one figure and the place of the one that its author wrote.
_Choice = tuple[list[Candidate], int]
Spread = dict[str, dict[str, set[str]]]


def fit_namer(reports: Sequence[AnnotatedReport]) -> Namer:
    """Weights from the figures of authored reports, and the names outside the lexicon that stand there.

    A figure is learnt from with the names of the other townships alone, as a new township will be read.

    Raises:
        CorpusError: no author chose among several names.
    """
    spread = _spread(reports)
    choices = [choice for annotated in reports for choice in _choices(annotated, spread)]
    if not choices:
        raise CorpusError("no figure of these reports has a name to choose; nothing to learn from")
    seen = Counter(name for options, _ in choices for option in options for group in option.groups for name in group)
    columns = {name: column for column, name in enumerate(sorted(n for n, c in seen.items() if c >= _LEAST_SEEN))}
    fitted = _fit(choices, columns)
    weights = {name: round(float(fitted[column]), _PLACES) for name, column in columns.items()}
    return Namer(
        weights={name: weight for name, weight in weights.items() if abs(weight) >= _LEAST_WEIGHT},
        known=_known(spread, without=""),
    )


def _township(annotated: AnnotatedReport) -> str:
    return annotated.report.name.partition("/")[0]


def _spread(reports: Sequence[AnnotatedReport]) -> Spread:
    """Per unit the names, and the townships whose authors gave them; under "" of any unit."""
    spread: Spread = defaultdict(lambda: defaultdict(set))
    for annotated in reports:
        for setting, indicators in authored_figures(annotated):
            for quantity, indicator in zip(setting.quantities, indicators, strict=True):
                if indicator is not None:
                    for unit in (quantity.unit, ""):
                        spread[unit][indicator.name].add(_township(annotated))
    return spread


def _known(spread: Spread, without: str) -> Known:
    """How many townships gave each name, the most usual names first."""
    counted = {
        unit: {name: len(townships - {without}) for name, townships in names.items() if townships - {without}}
        for unit, names in spread.items()
    }
    return {
        unit: dict(sorted(names.items(), key=lambda one: (-one[1], one[0]))) for unit, names in counted.items() if names
    }


def _choices(annotated: AnnotatedReport, spread: Spread) -> Iterator[_Choice]:
    known = _known(spread, without=_township(annotated))
    for setting, indicators in authored_figures(annotated):
        told: list[Name] = []
        for index, indicator in enumerate(indicators):
            if indicator is None:
                continue
            if setting.quantities[index].unit != "%":
                options = candidates(setting, index, told, known)
                right = [place for place, option in enumerate(options) if option.name == indicator.name]
                if right and len(options) > 1:
                    yield options, right[0]
            told.append(Name(indicator.name, indicator.unit, summable=True))


def _fit(choices: Sequence[_Choice], columns: dict[str, int]) -> NDArray[np.float64]:
    """Weights under which the authors' choices are most probable (a softmax over each figure's candidates)."""
    import numpy as np
    from scipy.optimize import minimize

    options = [option for candidates_, _ in choices for option in candidates_]
    places: dict[int, int] = {}
    groups: list[tuple[str, ...]] = []
    for option in options:
        for group in option.groups:
            if id(group) not in places:
                places[id(group)] = len(groups)
                groups.append(group)
    shown = _matrix([[columns[name] for name in group if name in columns] for group in groups], len(columns))
    held = _matrix([[places[id(group)] for group in option.groups] for option in options], len(groups))
    shown_turned, held_turned = shown.T.tocsr(), held.T.tocsr()
    sizes = np.array([len(candidates_) for candidates_, _ in choices])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = starts + np.array([place for _, place in choices])
    figure = np.repeat(np.arange(len(choices)), sizes)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = held @ (shown @ weights)
        highest = np.maximum.reduceat(scores, starts)
        shares = np.exp(scores - highest[figure])
        totals = np.add.reduceat(shares, starts)
        missed = -(scores[right] - highest - np.log(totals)).sum()
        shares /= totals[figure]
        shares[right] -= 1
        return missed + _STRENGTH / 2 * weights @ weights, shown_turned @ (held_turned @ shares) + _STRENGTH * weights

    fitted = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    return np.asarray(fitted.x, dtype=np.float64)


def _matrix(rows: Sequence[Sequence[int]], width: int) -> csr_matrix:
    """A matrix of ones where a row names a column."""
    import numpy as np
    from scipy.sparse import csr_matrix

    sizes = np.cumsum([0, *map(len, rows)])
    columns = np.array([column for row in rows for column in row], dtype=np.int64)
    return csr_matrix((np.ones(len(columns)), columns, sizes), shape=(len(rows), width))
