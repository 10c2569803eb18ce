"""What a figure might be called: names of the lexicon nearby, spans of words beside it, names other authors used.

A candidate carries observations about itself, short strings such as ``before&NN`` (two nouns before the figure) or
``lexicon&adjacent``. The namer (:mod:`huibao.indicators.namer`) weighs them; which of them there are is decided here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from huibao.indicators.names import Entry, Name, entries_near, is_han, not_heads
from huibao.indicators.phrase import Phrase
from huibao.indicators.quantities import Quantity
from huibao.resources import resource
from huibao.segment.words import tag_words

# Per unit the names that authors of other townships gave, and how many townships did.
Known = Mapping[str, Mapping[str, int]]

_BEFORE, _AFTER, _LEAD = 20, 12, 16
_SHORTEST, _LONGEST = 2, 10
_MOST_WORDS = 4
# Words between a span and its figure: verbs, adverbs (采茶工|已|招到|38人).
_FARTHEST_BEFORE, _FARTHEST_AFTER, _FARTHEST_TAILED = 4, 1, 2
_MOST_ENTRIES = 3
# Distances of `entries_near` below which a word of the lexicon is where.
_REACHES = ((1, "adjacent"), (3, "near"), (8, "own"), (24, "clause"))
_MOST_TOWNSHIPS = 3
_KINDS = {"n": "N", "l": "N", "j": "N", "i": "N", "v": "V", "a": "A", "b": "A", "z": "A", "d": "D", "m": "M", "q": "M"}
_KIND_BY_TAG = {"ns": "P", "nr": "P", "nt": "P", "vn": "W"}
# Kinds of words that no name holds: numbers, marks and what is no Chinese.
_NO_PART = "MX"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name, the entry of the lexicon that it is of (if it is), and what was seen of it."""

    name: str
    entry: Entry | None
    observations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    kind: str


@lru_cache(maxsize=1)
def _tails() -> dict[str, tuple[str, ...]]:
    """Words that turn what is told into what is counted, by unit; from ``corpus/lexicon/units.toml``."""
    table = tomllib.loads(resource("corpus/lexicon/units.toml").read_text(encoding="utf-8"))
    return {unit: tuple(tails) for unit, tails in table["tails"].items()}


def candidates(quantity: Quantity, phrase: Phrase, first: Name, known: Known) -> list[Candidate]:
    """Possible names of a figure; each name once, as it is found first.

    Args:
        quantity: the figure.
        phrase: the words around it.
        first: its name by rule (:func:`huibao.indicators.names.name_all`), always among the candidates.
        known: names that other authors gave to figures of a unit.

    Example:
        土地托管面积扩大到760亩 → 种植面积 (of the lexicon), 托管, 土地托管, 托管面积, 土地托管面积 …
    """
    before = _words((phrase.clause + phrase.own)[-_BEFORE:])
    after = _words(phrase.after.removeprefix("的")[:_AFTER])
    found: dict[str, Candidate] = {}
    named = known.get(quantity.unit, {})

    def add(name: str, source: str, observations: Sequence[str], entry: Entry | None = None) -> None:
        if name in found or not (_SHORTEST <= len(name) <= _LONGEST or name == first.name):
            return
        townships = min(named.get(name, 0), _MOST_TOWNSHIPS)
        seen = [source, f"{source}&{quantity.unit}", f"{source}&long{min(len(name), 7)}", f"{source}&known{townships}"]
        if name == first.name:
            seen += ["first", f"first&{source}"]
        # In the order in which they are seen, so that sums of weights come out the same every time.
        found[name] = Candidate(name, entry, tuple(dict.fromkeys([*seen, *observations])))

    for name, entry, observations in _of_lexicon(quantity, phrase, first, before, after):
        add(name, "lexicon", observations, entry)
    for name, observations in _spans_before(before, len(phrase.own), quantity.unit):
        add(name, "tailed" if "tailed" in observations else "before", observations)
    for name, observations in _spans_after(after, bool(phrase.own)):
        add(name, "after", observations)
    around = phrase.lead[-_LEAD:] + (phrase.clause + phrase.own)[-_BEFORE:] + phrase.after[:_AFTER]
    characters = set(around)
    for name in named:
        if name[-2:] in around and characters.issuperset(name):
            add(name, "known", _of_known(name, phrase, around))
    add(first.name, "inherited", (), first.entry)
    return list(found.values())


def _words(text: str) -> list[_Word]:
    return [_Word(word, _kind(pos) if is_han(word) else "X") for word, pos in tag_words(text)]


def _kind(pos: str) -> str:
    return _KIND_BY_TAG.get(pos[:2]) or _KINDS.get(pos[:1], "X")


def _of_lexicon(
    quantity: Quantity, phrase: Phrase, first: Name, before: Sequence[_Word], after: Sequence[_Word]
) -> Iterator[tuple[str, Entry, list[str]]]:
    near = entries_near(quantity, phrase)
    distances = {entry.name: distance for distance, entry in near}
    entries = [(first.name, first.entry)] if first.entry else []
    entries += [(entry.name, entry) for _, entry in near if entry.name != first.name]
    last = before[-1] if before else _Word("", "")
    following = after[0] if after else _Word("", "")
    for name, entry in entries[:_MOST_ENTRIES]:
        reach = _reach(distances.get(entry.name))
        yield (
            name,
            entry,
            [
                f"lexicon={name}", f"lexicon={name}&{reach}", f"lexicon={name}<{last.text}",
                f"lexicon={name}>{following.text}", f"lexicon&{reach}", f"lexicon&{reach}&{name == first.name}",
                f"lexicon<{last.kind}", f"lexicon>{following.kind}",
            ],
        )  # fmt: skip


def _reach(distance: int | None) -> str:
    """How far a word of the lexicon is, in words; ``followed`` where a neighbour gave the name, not a word."""
    if distance is None:
        return "followed"
    return next((name for limit, name in _REACHES if distance < limit), "lead")


def _spans(words: Sequence[_Word]) -> Iterator[tuple[int, int, str, str]]:
    """First and last word of each run of words that might be a name, with its text and kinds."""
    for start in range(len(words)):
        text = kinds = ""
        for end in range(start, min(start + _MOST_WORDS, len(words))):
            if words[end].kind in _NO_PART or len(text) >= _LONGEST:
                break
            text += words[end].text
            kinds += words[end].kind
            yield start, end, text, kinds


def _spans_before(words: Sequence[_Word], own: int, unit: str) -> Iterator[tuple[str, list[str]]]:
    """Runs of words before the figure, as they stand and with what their unit counts: 托管|760亩 → 托管面积."""
    tails = _tails().get(unit, ())
    lengths = [0]
    for word in reversed(words):
        lengths.append(lengths[-1] + len(word.text))
    lengths.reverse()
    for start, end, text, kinds in _spans(words):
        gap = len(words) - 1 - end
        if gap > _FARTHEST_BEFORE:
            continue
        left = words[start - 1].kind if start else "^"
        right = words[end + 1].kind if gap else "$"
        place = f"{gap}{'own' if lengths[start] <= own else 'clause'}"
        between = "".join(word.kind for word in words[end + 1 :])[:3]
        empty = any(word.text in not_heads() for word in words[start : end + 1])
        yield text, [
            f"before&{kinds}", f"before&{place}", f"before&{left}|{kinds[0]}", f"before&{kinds[-1]}|{right}",
            f"before&{kinds[-1]}|{between}", f"before&ends={words[end].text}", f"before&starts={words[start].text}",
            f"before&empty{empty}",
        ]  # fmt: skip
        for tail in tails if gap <= _FARTHEST_TAILED else ():
            if not text.endswith(tail[-1]):
                yield text + tail, [
                    "tailed", f"tail={tail}", f"tail={tail}&{kinds}", f"tailed&{place}", f"tailed&{left}",
                    f"tailed&{right}", f"tailed&ends={words[end].text}", f"tailed&empty{empty}",
                ]  # fmt: skip


def _spans_after(words: Sequence[_Word], led: bool) -> Iterator[tuple[str, list[str]]]:
    for start, end, text, kinds in _spans(words):
        if start > _FARTHEST_AFTER:
            return
        right = words[end + 1].kind if end + 1 < len(words) else "$"
        empty = any(word.text in not_heads() for word in words[start : end + 1])
        yield text, [
            f"after&{kinds}", f"after&{start}", f"after&{kinds[-1]}|{right}", f"after&ends={words[end].text}",
            f"after&starts={words[start].text}", f"after&led{led}", f"after&empty{empty}",
        ]  # fmt: skip


def _of_known(name: str, phrase: Phrase, around: str) -> list[str]:
    """How much of a name that others gave stands around: 诉求43件，办结39件 holds 办结诉求 in two pieces."""
    close = (phrase.own, phrase.after[:6])
    return [
        f"known&whole{name in around}",
        f"known&end{any(name[-2:] in text for text in close)}",
        f"known&start{any(name[:2] in text for text in close)}",
        f"known&start{name[:2] in around}&far",
    ]
