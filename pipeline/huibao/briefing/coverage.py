"""How much of what a batch says its draft tells so far: in meaning, word by word, and in words that go together.

Nearness of meaning alone is content with a typical sentence of each kind (技能培训 stands for every training); the
words tell whether what a village is known for (分级线, 联席会) has been named. A word counts by how often the batch
uses it, in logarithms: what many sentences turn on first, what one village has of its own after that. Two words
that several villages put into one sentence (变压器 and 增容, 台账 and 口径) are what these villages have in common:
a draft that holds both words, but apart, does not tell it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import combinations

import numpy as np
import numpy.typing as npt

from huibao.briefing.points import Landscape, Point
from huibao.segment.words import tag_words

# Similarity that any two sentences have.
_BASE = 0.2
# A word in more than this share of the sentences is one of the genre (群众, 工作).
_COMMON = 0.08
# Parts of speech of words that tell something: nouns, verbs, adjectives, idioms, short forms.
_CONTENT = "nvaijl"
# What a pair of words weighs beside a word.
_PAIR = 2.0
Pair = tuple[str, str]


class Coverage:
    """How near the text comes to each point of the batch, in whatever subsection it is said, and the words it has.

    Attributes:
        land: the points.
        alike: similarities beyond what any two sentences have.
    """

    def __init__(self, land: Landscape) -> None:
        self.land = land
        self.alike = np.maximum(land.alike - _BASE, 0.0)
        self._so_far = np.zeros(len(land.points))
        self._told: set[str] = set()
        self._told_pairs: set[Pair] = set()
        self._words: dict[int, frozenset[str]] = {}
        self._pairs: dict[int, frozenset[Pair]] = {}
        uses = Counter(word for point in land.points for word in self._words_of(point))
        most = _COMMON * len(land.points)
        self._weight = {word: math.log1p(count) for word, count in uses.items() if count <= most}
        raised: defaultdict[Pair, set[str]] = defaultdict(set)
        for point in land.points:
            for pair in combinations(sorted(self._words_of(point) & self._weight.keys()), 2):
                raised[pair].add(point.village)
        self._pair_weight = {pair: math.log(len(names)) for pair, names in raised.items() if len(names) > 1}

    def say(self, point: Point) -> None:
        """Take a point as told."""
        self._so_far = np.maximum(self._so_far, self._near(point))
        self._told |= self._words_of(point)
        self._told_pairs |= self._pairs_of(point)

    def nearer(self, point: Point, places: npt.NDArray[np.intp]) -> float:
        """How much nearer the text would come to the points at ``places``."""
        return float(np.maximum(self._near(point) - self._so_far, 0.0)[places].sum())

    def new_words(self, point: Point) -> float:
        """Weight of the words and pairs of words that the text would have for the first time."""
        words = sum(self._weight.get(word, 0.0) for word in self._words_of(point) - self._told)
        return words + _PAIR * sum(self._pair_weight[pair] for pair in self._pairs_of(point) - self._told_pairs)

    def _near(self, point: Point) -> npt.NDArray[np.float64]:
        column: npt.NDArray[np.float64] = self.alike[:, self.land.place[id(point)]]
        return column

    def _words_of(self, point: Point) -> frozenset[str]:
        """Nouns, verbs and adjectives of two characters or more that the draft would print."""
        if id(point) not in self._words:
            words = tag_words(point.wording.text)
            self._words[id(point)] = frozenset(word for word, pos in words if len(word) > 1 and pos[0] in _CONTENT)
        return self._words[id(point)]

    def _pairs_of(self, point: Point) -> frozenset[Pair]:
        """Pairs of its words that more than one village puts into a sentence."""
        if id(point) not in self._pairs:
            words = sorted(self._words_of(point) & self._weight.keys())
            self._pairs[id(point)] = frozenset(pair for pair in combinations(words, 2) if pair in self._pair_weight)
        return self._pairs[id(point)]
