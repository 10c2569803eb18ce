"""The frame of a figure: the classes of the words around it, which the same thing told in other words keeps.

收了19个小娃娃 and 招了6名护理员 have one frame: an act of getting, the figure, a person. The judge's
network weighs frames (``indicators.network``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huibao.indicators.lexicon.classes import class_of, counted_in
from huibao.indicators.tokens import Word

# Observations of a frame begin with this.
MARK = "~"
# Kinds of words that are no words, apart from the codes of classes.
_MARKS = {"F": "0", "C": ",", "E": "、", "(": "(", ")": ")", "^": "^", "$": "$"}
_CLAUSE = 12
_BEHIND = 8
_HEAD = 6
_NONE = "-"


def class_in(word: Word) -> str:
    """The class of a word of a sentence; a sign for a mark, a figure and the sentence's ends."""
    return _MARKS.get(word.kind) or class_of(word.text)


def _class_at(words: Sequence[Word], place: int) -> str:
    return "^" if place < 0 else "$" if place >= len(words) else class_in(words[place])


def frame_of(words: Sequence[Word], start: int, unit: str) -> list[str]:
    """Observations of the frame of the figure that starts at a character of its sentence, in a unit."""
    at = next(place for place, word in enumerate(words) if word.kind == "F" and word.start == start)
    return [MARK + seen for seen in (*_beside(words, at, unit), *_in_clause(words, at, unit))]


def _beside(words: Sequence[Word], at: int, unit: str) -> Iterator[str]:
    third, second, first = (_class_at(words, at - distance) for distance in (3, 2, 1))
    next_, after, last = (_class_at(words, at + distance) for distance in (1, 2, 3))
    yield from (f"<{first}", f"<{first}&{unit}", f"<{second}|{first}", f"<{third}|{second}|{first}")
    yield from (f">{next_}", f">{next_}&{unit}", f">{next_}|{after}", f">{next_}|{after}|{last}")
    yield from (f"{first}_{next_}", f"{second}|{first}_{next_}", f"{first}_{next_}|{after}")
    opening = next((one for one in (_class_at(words, place) for place in range(min(at, _HEAD))) if one != "f"), "")
    yield f"head={opening}"
    before = counted_in(words[at - 1].text, unit) if at else _NONE
    behind = counted_in(words[at + 1].text, unit) if at + 1 < len(words) else _NONE
    yield from (f"counted<{before}", f"counted>{behind}", f"counted={before}|{behind}")


def _in_clause(words: Sequence[Word], at: int, unit: str) -> Iterator[str]:
    """The nearest act and thing on both sides, and all classes of the clause."""
    before = _clause(words, range(at - 1, max(-1, at - 1 - _CLAUSE), -1), "C")
    behind = _clause(words, range(at + 1, min(len(words), at + 1 + _BEHIND)), "CF")
    yield from (f"clause<{one}" for one in before)
    yield from (f"clause>{one}" for one in behind)
    act, thing = _nearest(before, acts=True), _nearest(before, acts=False)
    next_act, next_thing = _nearest(behind, acts=True), _nearest(behind, acts=False)
    yield from (f"act<{act}", f"act<{act}&{unit}", f"thing<{thing}", f"thing>{next_thing}", f"act>{next_act}")
    yield from (f"act<{act}|thing<{thing}", f"act<{act}|thing>{next_thing}", f"thing>{next_thing}|act>{next_act}")
    yield from (f"thing<{thing}|thing>{next_thing}&{unit}", f"act<{act}|act>{next_act}")


def _clause(words: Sequence[Word], places: range, ends: str) -> list[str]:
    classes = []
    for place in places:
        if words[place].kind in ends:
            break
        classes.append(class_in(words[place]))
    return classes


def _nearest(classes: Sequence[str], *, acts: bool) -> str:
    """The first class of an act (``v1`` …) or of a thing (a capital, but no proper name)."""
    for one in classes:
        if one.startswith("v") if acts else len(one) == 1 and one.isupper() and one != "Y":
            return one
    return _NONE
