"""Learn the judge's weights from authored reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from huibao.errors import CorpusError
from huibao.indicators.extract import settings_of
from huibao.indicators.frame import MARK
from huibao.indicators.judging.evidence import observe
from huibao.indicators.judging.judge import NO_INDICATOR, VERDICTS, Judge
from huibao.indicators.learning.fit_network import Lessons, fit_network, matrix_of
from huibao.indicators.network import Network
from huibao.indicators.numbers.quantities import is_rate_of_something
from huibao.indicators.numbers.units import common_value
from huibao.indicators.setting import Setting
from huibao.schema import AnnotatedReport, Indicator
from huibao.taxonomy import Taxonomy

_STRENGTH = 0.2
_TOLERANCE = 0.5
_LEAST_SEEN = 3
_PLACES = 3
# What weighs less for every verdict is not stored.
_LEAST_WEIGHT = 0.03
# Untagged reports are read too; what is learnt with tags shall not lean on them altogether.
_UNTAGGED_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class _Example:
    observations: frozenset[str]
    verdict: str
    weight: float


def fit_judge(reports: Sequence[AnnotatedReport], taxonomy: Taxonomy) -> Judge:
    """Weights from the figures of authored reports: which are indicators there, and of which status.

    Raises:
        CorpusError: the reports hold no figure of some status, so that nothing can be learnt about it.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    examples = [example for annotated in reports for example in _examples(annotated, taxonomy)]
    if missing := set(VERDICTS) - {example.verdict for example in examples}:
        raise CorpusError(f"no figure is {' or '.join(sorted(missing))} in these reports; nothing to learn from")
    seen = Counter(observation for example in examples for observation in example.observations)
    vectorizer = DictVectorizer()
    # What the words' classes are is left to the network: by themselves they take weight from the words.
    matrix = vectorizer.fit_transform(
        [
            dict.fromkeys((n for n in example.observations if seen[n] >= _LEAST_SEEN and not n.startswith(MARK)), 1.0)
            for example in examples
        ]
    )
    model = LogisticRegression(C=_STRENGTH, max_iter=1_000)
    model.fit(matrix, [example.verdict for example in examples], [example.weight for example in examples])
    order = [list(model.classes_).index(verdict) for verdict in VERDICTS]
    rows = {
        str(name): tuple(round(float(model.coef_[place, column]), _PLACES) for place in order)
        for column, name in enumerate(vectorizer.get_feature_names_out())
    }
    return Judge(
        intercept=tuple(round(float(model.intercept_[place]), _PLACES) for place in order),
        weights={name: row for name, row in rows.items() if max(map(abs, row)) >= _LEAST_WEIGHT},
        tolerance=_TOLERANCE,
        network=_fit_network(examples, [name for name, count in sorted(seen.items()) if count >= _LEAST_SEEN]),
    )


def _fit_network(examples: Sequence[_Example], names: Sequence[str]) -> Network:
    import numpy as np

    places = {name: place for place, name in enumerate(names)}
    lessons = Lessons(
        rows=matrix_of([[places[n] for n in sorted(one.observations) if n in places] for one in examples], len(names)),
        right=np.array([VERDICTS.index(one.verdict) for one in examples]),
        weights=np.array([one.weight for one in examples], dtype=np.float32),
    )
    return fit_network(lessons, places, len(VERDICTS), width=64, rounds=4, unseen=0.6, dropout=0.2)


def _examples(annotated: AnnotatedReport, taxonomy: Taxonomy) -> Iterator[_Example]:
    untagged = replace(annotated, tags=())
    authored = list(authored_figures(annotated))
    for report, weight in ((annotated, 1.0), (untagged, _UNTAGGED_WEIGHT)):
        for setting, (_, indicators) in zip(settings_of(report), authored, strict=True):
            verdicts = [indicator.status if indicator else NO_INDICATOR for indicator in indicators]
            for index, (quantity, verdict) in enumerate(zip(setting.quantities, verdicts, strict=True)):
                if not is_rate_of_something(quantity):
                    observations = observe(setting, index, taxonomy, verdicts[:index])
                    yield _Example(frozenset(observations), verdict, weight)


def authored_figures(annotated: AnnotatedReport) -> Iterator[tuple[Setting, list[Indicator | None]]]:
    """Sentence by sentence what the author says of each figure: the indicator of its value, the unit's kind first."""
    authored: dict[int, list[Indicator]] = {}
    for indicator in annotated.indicators:
        authored.setdefault(indicator.sentence, []).append(indicator)
    for sentence, setting in zip(annotated.sentences, settings_of(annotated), strict=True):
        left = authored.get(sentence.index, [])
        matched: list[Indicator | None] = []
        for quantity in setting.quantities:
            value, unit = common_value(quantity.value, quantity.unit)
            fits = [i for i in left if common_value(Decimal(str(i.value)), i.unit)[0] == value]
            fits.sort(key=lambda i: common_value(Decimal(str(i.value)), i.unit)[1] != unit)
            if fits:
                left.remove(fits[0])
            matched.append(fits[0] if fits else None)
        yield setting, matched
