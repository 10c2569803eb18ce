"""Choose a figure's name: the candidate whose observations weigh most (``models/figures/names.json``)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from huibao.errors import ModelError
from huibao.indicators.lexicon.names import Name, entry_called, free_name, named
from huibao.indicators.lexicon.own_place import people_follow
from huibao.indicators.naming.candidates import Candidate, Known, Observations, candidates
from huibao.indicators.setting import Setting
from huibao.resources import resource

FORMAT = "huibao-names-2"
# Weights of groups that are remembered: most of them are seen again.
_REMEMBERED = 1 << 17
# 在外面干活的423个, 出去打工的人是371人.
_OF_PEOPLE = re.compile("的(?:人(?:员|口)?(?:大?[约概]|[是有为达共]|一共|总共){0,2})?$")
SHIPPED = "models/figures/names.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Namer:
    """Weights and names.

    Attributes:
        weights: one number an observation.
        known: per unit the names outside the lexicon that authors gave, and in how many townships.
    """

    weights: Mapping[str, float]
    known: Known
    _weighed: dict[Observations, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def name(self, setting: Setting, index: int, told: Sequence[Name] = ()) -> Name:
        """Name of a figure; the one by rule where nothing weighs more.

        Args:
            setting: the sentence.
            index: which of its figures; a rate keeps its name by rule, and so does what words settle.
            told: names of the figures before it in the sentence that are indicators.
        """
        quantity, phrase, first = setting.quantities[index], setting.phrases[index], setting.names[index]
        if quantity.unit == "%" or first.settled:
            return first
        if first.entry is not None and (first.entry.settles or _says_of_what(first, setting, index)):
            return first
        best = max(candidates(setting, index, told, self.known), key=self._weight)
        if best.name == first.name:
            return first
        entry = best.entry or entry_called(best.name, quantity, phrase)
        return named(entry, quantity) if entry else free_name(best.name, quantity, phrase)

    def _weight(self, candidate: Candidate) -> float:
        total = 0.0
        weights, weighed = self.weights, self._weighed
        for group in candidate.groups:
            if len(group) == 1:
                total += weights.get(group[0], 0.0)
                continue
            weight = weighed.get(group)
            if weight is None:
                if len(weighed) > _REMEMBERED:
                    weighed.clear()
                weight = weighed[group] = sum([weights[one] for one in group if one in weights])
            total += weight
        return total

    def save(self, path: Path) -> None:
        """Write as JSON in order, so that equal namers give equal files."""
        lines = ",\n".join(f"{json.dumps(n, ensure_ascii=False)}: {w}" for n, w in sorted(self.weights.items()))
        known = {unit: dict(sorted(names.items())) for unit, names in sorted(self.known.items())}
        head = json.dumps({"format": FORMAT, "known": known}, ensure_ascii=False)
        path.write_text(head[:-1] + ',\n"weights": {\n' + lines + "\n}}\n", encoding="utf-8")


def _says_of_what(name: Name, setting: Setting, index: int) -> bool:
    """Whether the name's own word stands at the figure: 9户20人的脱贫户, 在外面干活的423个.

    Of what an entry gathers (谷子460亩) the own name may be the better one.
    """
    entry = name.entry
    if entry is None or entry.gathers:
        return False
    last = index + people_follow(setting.quantities, index)
    own = setting.phrases[index].own
    before = _OF_PEOPLE.sub("", own)
    told_before = own != before and any(match.end() == len(before) for match in entry.words.finditer(before))
    after = setting.phrases[last].after.removeprefix("的")
    told_behind = entry.words.match(after)
    # 三个脱贫户的摊位 are stalls.
    return told_before or bool(told_behind and not after.startswith("的", told_behind.end()))


def load_namer(path: Path) -> Namer:
    """Read saved weights.

    Raises:
        ModelError: the file is missing, damaged or of another format.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["format"] != FORMAT:
            raise ModelError(f"{path}：指标命名权重的格式不对；请重新训练或重新安装")
        return Namer(
            weights={name: float(weight) for name, weight in stored["weights"].items()},
            known={
                unit: {name: int(count) for name, count in names.items()} for unit, names in stored["known"].items()
            },
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{path}：读不出指标命名权重（{error}）；请重新安装") from error


@lru_cache(maxsize=1)
def shipped_namer() -> Namer:
    """The namer that ships with the package."""
    return load_namer(resource(SHIPPED))
