"""How much of what a batch says its draft tells so far: in meaning, and word by word.

A draft should come near to every sentence of the batch, in whatever subsection it says so: what many villages say
is near to many sentences and comes first, without anybody counting villages. Nearness of meaning alone is content
with a typical sentence of each kind (技能培训 stands for every training); the words tell whether what a village is
known for (分级线, 联席会) has been named. What a sentence adds only falls as others are said, so that taking the best
each time is never far from the best whole.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict

import numpy as np
import numpy.typing as npt

from huibao.briefing.points import Landscape, Point
from huibao.segment.words import tag_words

# Similarity that any two sentences have.
_BASE = 0.2
# What a new word weighs beside coming nearer in meaning, in logarithms of how often the batch uses it.
_WORD = 0.1
# A word in more than this share of the sentences is one of the genre (群众, 工作).
_COMMON = 0.08
# Parts of speech of words that tell something: nouns, verbs, adjectives, idioms, short forms.
_CONTENT = "nvaijl"


class Coverage:
    """What each point of a batch would add to the text as it stands.

    Attributes:
        land: the points.

    Example:
        >>> coverage = Coverage(landscape(points))  # doctest: +SKIP
        >>> best = max(points, key=coverage.adds)  # doctest: +SKIP
        >>> coverage.say(best)  # doctest: +SKIP
    """

    def __init__(self, land: Landscape) -> None:
        self.land = land
        self._alike = np.maximum(land.alike - _BASE, 0.0)
        self._so_far = np.zeros(len(land.points))
        self._adds = self._alike.sum(axis=0)
        self._words = [_words(point) for point in land.points]
        uses = Counter(word for words in self._words for word in words)
        most = _COMMON * len(land.points)
        self._weight = {word: _WORD * math.log1p(count) for word, count in uses.items() if count <= most}
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(self._words):
            for word in words:
                if word in self._weight:
                    holders[word].append(place)
                    self._adds[place] += self._weight[word]
        self._holders = dict(holders)

    def adds(self, point: Point) -> float:
        """How much nearer the text would come to all points, and the weight of the words it would have newly."""
        return float(self._adds[self.land.place[id(point)]])

    def say(self, point: Point) -> None:
        """Take a point as told."""
        place = self.land.place[id(point)]
        near = self._alike[place]
        nearer = np.flatnonzero(near > self._so_far)
        self._adds -= self._open(nearer)
        self._so_far[nearer] = near[nearer]
        self._adds += self._open(nearer)
        for word in self._words[place]:
            # A word adds something once.
            self._adds[self._holders.pop(word, [])] -= self._weight.get(word, 0.0)

    def _open(self, places: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
        """What each point would bring the text nearer to the points at ``places``."""
        gains: npt.NDArray[np.float64] = np.maximum(self._alike[places] - self._so_far[places, None], 0.0).sum(axis=0)
        return gains


def _words(point: Point) -> tuple[str, ...]:
    """Nouns, verbs and adjectives of two characters or more that the draft would print, each once, in order."""
    words = tag_words(point.wording.text)
    return tuple(dict.fromkeys(word for word, pos in words if len(word) > 1 and pos[0] in _CONTENT))
