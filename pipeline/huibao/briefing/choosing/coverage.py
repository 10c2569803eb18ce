"""How much of what a batch says its draft tells so far: in meaning, and word by word.

A draft should come near to every sentence of the batch, in whatever subsection it says so: what many villages say
is near to many sentences and comes first, without anybody counting villages. Nearness of meaning alone is content
with a typical sentence of each kind (技能培训 stands for every training); the words tell whether what a village is
known for (分级线, 联席会) has been named. Clauses at the end of a sentence that add little for their room can go.
What a sentence adds only falls as others are said, so that taking the best each time is never far from the best whole.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from huibao.briefing.choosing.points import Landscape, Point
from huibao.briefing.wording.rewritten import Rewritten
from huibao.indicators.numbers.numerals import find_numerals
from huibao.segment.words import tag_words

# Similarity that any two sentences have.
_BASE = 0.2
# What a new word weighs beside coming nearer in meaning, in logarithms of how often the batch uses it.
_WORD = 0.1
# A word in more than this share of the sentences is one of the genre (群众, 工作).
_COMMON = 0.08
# Characters that a case takes beside its wording, about: whose it is, and the marks.
_ATTRIBUTION = 24
# The last clauses of a sentence go only where the rest tells more for each character by this factor.
_CUT_PAYS = 1.15
# What is left of a telling's worth for each turn of talk in it.
SPOKEN = 0.85
# Parts of speech of words that tell something: nouns, verbs, adjectives, idioms, short forms.
_CONTENT = "nvaijl"


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """One way to tell a point.

    Attributes:
        wording: what would be printed.
        worth: what the text gains by it for each character.
    """

    wording: Rewritten
    worth: float
    column: int


class Coverage:
    """What each point of a batch would add to the text as it stands.

    Attributes:
        land: the points.
        weights: what it is worth to come near to each of them; 1 for all by default.

    Example:
        >>> coverage = Coverage(landscape(points, cut=True))  # doctest: +SKIP
        >>> best = max(map(coverage.best, points), key=lambda telling: telling.worth)  # doctest: +SKIP
        >>> coverage.say(best)  # doctest: +SKIP
    """

    def __init__(self, land: Landscape, weights: Sequence[float] | None = None) -> None:
        self.land = land
        count = len(land.points)
        self._wordings = [*(point.wording for point in land.points), *(wording for _, wording in land.shorter)]
        self._columns = [[place] for place in range(count)]
        for column, (place, _) in enumerate(land.shorter, start=count):
            self._columns[place].append(column)
        self._alike = np.maximum(land.alike - _BASE, 0.0) * np.array([weights or [1.0] * count]).T
        self._so_far = np.zeros(count)
        self._adds = self._alike.sum(axis=0)
        self._words = [_words(wording.text) for wording in self._wordings]
        uses = Counter(word for words in self._words[:count] for word in words)
        self._weight = {word: _WORD * math.log1p(n) for word, n in uses.items() if n <= _COMMON * count}
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for column, words in enumerate(self._words):
            for word in words:
                if word in self._weight:
                    holders[word].append(column)
                    self._adds[column] += self._weight[word]
        self._holders = dict(holders)

    def best(self, point: Point) -> Telling:
        """How best to tell a point: whole, or without last clauses where that tells clearly more, or more plainly."""
        whole, *rests = (self._telling(column) for column in self._columns[self.land.place[id(point)]])
        rest = max(rests, key=lambda telling: _pays(telling, whole), default=whole)
        return rest if _pays(rest, whole) > _CUT_PAYS else whole

    def _telling(self, column: int) -> Telling:
        wording = self._wordings[column]
        worth = float(self._adds[column]) / (len(wording.text) + _ATTRIBUTION)
        return Telling(wording=wording, worth=worth, column=column)

    def say(self, telling: Telling) -> None:
        """Take a point as told."""
        near = self._alike[:, telling.column]
        nearer = np.flatnonzero(near > self._so_far)
        self._adds -= self._open(nearer)
        self._so_far[nearer] = near[nearer]
        self._adds += self._open(nearer)
        for word in self._words[telling.column]:
            # A word adds something once.
            self._adds[self._holders.pop(word, [])] -= self._weight.get(word, 0.0)

    def _open(self, places: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        """What each wording would bring the text nearer to the points at ``places``."""
        gains: npt.NDArray[np.float64] = np.maximum(self._alike[places] - self._so_far[places, None], 0.0).sum(axis=0)
        return gains


def _pays(rest: Telling, whole: Telling) -> float:
    """By what factor a rest tells more for each character; talk that holds no figure is gladly missed."""
    gone = whole.wording.text[len(rest.wording.text) :]
    talk = 0 if find_numerals(gone) else whole.wording.spoken - rest.wording.spoken
    return rest.worth / whole.worth / SPOKEN**talk if whole.worth else 0.0


def _words(text: str) -> tuple[str, ...]:
    """Nouns, verbs and adjectives of two characters or more, each once, in order."""
    return tuple(dict.fromkeys(word for word, pos in tag_words(text) if len(word) > 1 and pos[0] in _CONTENT))
