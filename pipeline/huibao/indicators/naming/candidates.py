"""What a figure might be called: names of the lexicon nearby, and runs of words of its sentence.

A candidate carries observations about itself, short strings such as ``b&ends=大棚`` (its last word, before the
figure) or ``lexicon&adjacent``. The namer (``naming.namer``) weighs them; which of them there are is
decided here. Observations come in groups of what is seen of one thing (the last word, the place of the end, …), and a
group that was seen before is the same object, so that it need not be spelt and weighed anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from huibao.indicators.frame import class_in
from huibao.indicators.lexicon.classes import class_of, counted_in
from huibao.indicators.lexicon.entries import Entry, not_heads
from huibao.indicators.lexicon.names import Name, entries_near
from huibao.indicators.lexicon.own_place import is_of_place
from huibao.indicators.lexicon.shapes import breaks_off, can_begin
from huibao.indicators.setting import Setting
from huibao.indicators.tokens import Word

# Per unit the names that authors of other townships gave, and how many townships did; under "" of any unit.
Known = Mapping[str, Mapping[str, int]]
Observations = tuple[str, ...]

_LONGEST = 10
_MOST_WORDS = 4
# Words of the sentence before a figure and behind it that are looked at.
_WORDS_BEFORE, _WORDS_AFTER = 24, 8
_MOST_ENTRIES = 4
# Distances of `entries_near` below which a word of the lexicon is where.
_REACHES = ((1, "adjacent"), (3, "near"), (8, "own"), (24, "clause"))
# Kinds of words that no name holds: figures, marks and what is no Chinese; and those that begin none.
_NO_PART = frozenset("FCE()X")
_NO_BEGINNING = frozenset("Uyc")
_FIGURE = "F"
_REMEMBERED = 1 << 15
_START, _END = Word("", "^", 0), Word("", "$", 0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name, the entry of the lexicon that it is of (if it is), and what was seen of it, in groups."""

    name: str
    entry: Entry | None
    groups: tuple[Observations, ...]


def candidates(setting: Setting, index: int, told: Sequence[Name], known: Known) -> list[Candidate]:
    """Possible names of a figure; each name once, as it is found first.

    Args:
        setting: the sentence.
        index: which of its figures; its name by rule is always among the candidates.
        told: names of the figures before it in the sentence that are indicators.
        known: names that other authors gave to figures of a unit.

    Example:
        土地托管面积扩大到760亩 → 种植面积 (of the lexicon), 托管, 土地托管, 托管面积, 土地托管面积 …
    """
    quantity, first = setting.quantities[index], setting.names[index]
    words = setting.words
    at = next(place for place, word in enumerate(words) if word.kind == _FIGURE and word.start == quantity.start)
    found: dict[str, Candidate] = {}
    same_unit, anywhere = known.get(quantity.unit, {}), known.get("", {})
    names_told = {one.name for one in told}

    def of_name(name: str, kind: str) -> tuple[Observations, ...]:
        seen = _of_name(kind, same_unit.get(name, 0), anywhere.get(name, 0), len(name), name == first.name)
        if name not in names_told:
            return (seen,)
        return seen, (f"told&{kind}&{told[-1].name == name}&{told[-1].unit == quantity.unit}",)

    for name, entry, groups in _of_lexicon(setting, index, at):
        if name not in found:
            found[name] = Candidate(name, entry, (*of_name(name, "lexicon"), *groups))
    for name, kind, groups in _spans(words, at, quantity.unit):
        if name not in found and not is_of_place(name, setting.place):
            found[name] = Candidate(name, None, (*of_name(name, kind), *groups))
    if first.name not in found:
        found[first.name] = Candidate(first.name, first.entry, of_name(first.name, "inherited"))
    return list(found.values())


@lru_cache(maxsize=_REMEMBERED)
def _of_name(kind: str, here: int, there: int, length: int, is_first: bool) -> Observations:
    here, there = _few(here), _few(there)
    seen = (f"{kind}&known{here}&{there}", f"known{here}&{there}", f"{kind}&long{min(length, 7)}")
    return (*seen, f"first&{kind}") if is_first else seen


def _few(townships: int) -> int:
    return townships if townships < 3 else 3 if townships < 6 else 4


def _of_lexicon(setting: Setting, index: int, at: int) -> Iterator[tuple[str, Entry, tuple[Observations, ...]]]:
    quantity, phrase, first, words = (
        setting.quantities[index], setting.phrases[index], setting.names[index], setting.words
    )  # fmt: skip
    near = entries_near(quantity, phrase)
    distances = {entry.name: distance for distance, entry in near}
    entries = [(first.name, first.entry)] if first.entry else []
    entries += [(entry.name, entry) for _, entry in near if entry.name != first.name][:_MOST_ENTRIES]
    before = [word.text for word in words[max(0, at - 6) : at]]
    after = [word.text for word in words[at + 1 : at + 4]]
    last = words[at - 1] if at else _START
    following = words[at + 1] if at + 1 < len(words) else _END
    for name, entry in entries:
        reach = _reach(distances.get(entry.name))
        beside = (
            f"lexicon={name}<<{last.text}", f"lexicon={name}>>{following.text}",
            *[f"lexicon={name}<{word}" for word in before], *[f"lexicon={name}>{word}" for word in after],
        )  # fmt: skip
        yield (
            name,
            entry,
            (
                _of_entry(name, reach, quantity.unit),
                _of_reach(reach, name == first.name, last.kind, following.kind),
                beside,
            ),
        )


@lru_cache(maxsize=_REMEMBERED)
def _of_entry(name: str, reach: str, unit: str) -> Observations:
    return f"lexicon={name}", f"lexicon={name}&{reach}", f"lexicon={name}&{unit}"


@lru_cache(maxsize=_REMEMBERED)
def _of_reach(reach: str, is_first: bool, before: str, after: str) -> Observations:
    return f"lexicon&{reach}", f"lexicon&{reach}&{is_first}", f"lexicon<{before}", f"lexicon>{after}"


def _reach(distance: int | None) -> str:
    """How far a word of the lexicon is, in words; ``followed`` where a neighbour gave the name, not a word."""
    if distance is None:
        return "followed"
    return next((name for limit, name in _REACHES if distance < limit), "lead")


def _spans(words: Sequence[Word], at: int, unit: str) -> Iterator[tuple[str, str, tuple[Observations, ...]]]:
    """Runs of words of the sentence, those near the figure first: text, side, and observations in groups."""
    first = max(0, at - _WORDS_BEFORE)
    beginnings = {place: _of_beginning(words, place, "b") for place in range(first, at)}
    zone, between = "own", ""
    for end in range(at - 1, first - 1, -1):
        kind = words[end].kind
        if kind in _NO_PART:
            zone = _zone(zone, kind)
        else:
            ending = _of_ending(words, end, at, zone, between, unit, "b")
            text = kinds = ""
            for start in range(end, max(first, end - _MOST_WORDS + 1) - 1, -1):
                begun, begins, _ = words[start]
                text, kinds = begun + text, begins + kinds
                if begins in _NO_PART or (len(text) > _LONGEST and begins not in _NO_BEGINNING):
                    break
                if begins in _NO_BEGINNING or breaks_off(text) or not can_begin(begun, unit):
                    continue
                classes = _of_classes("b", tuple(map(class_in, words[start : end + 1])), zone)
                yield (
                    text,
                    "before",
                    (*ending, *beginnings[start], _of_kinds("b", kinds, zone), classes, (f"b={text}",)),
                )
        between = kind + between[:2]
    stop = min(len(words), at + 1 + _WORDS_AFTER)
    for start in range(at + 1, stop):
        if words[start].kind in _NO_PART:
            return
        if words[start].kind in _NO_BEGINNING or not can_begin(words[start].text, unit):
            continue
        distance = str(start - at)
        beginning = (*_of_beginning(words, start, "a"), _of_kinds("a", distance, words[start].kind))
        text = kinds = ""
        for end in range(start, min(stop, start + _MOST_WORDS)):
            text, kinds = text + words[end].text, kinds + words[end].kind
            if words[end].kind in _NO_PART or len(text) > _LONGEST:
                break
            if breaks_off(text):
                continue
            ending = _of_ending(words, end, at, "after", "", unit, "a")
            classes = _of_classes("a", tuple(map(class_in, words[start : end + 1])), distance)
            yield text, "after", (*ending, *beginning, _of_kinds("a", kinds, distance), classes, (f"a={text}",))


def _zone(zone: str, mark: str) -> str:
    if mark == _FIGURE:
        return {"own": "past1", "item": "past1", "clause": "past2", "lead": "past3"}.get(zone, "past3")
    if mark == "C":
        return {"own": "clause", "item": "clause", "clause": "lead", "past1": "past2", "past2": "past3"}.get(zone, zone)
    return "item" if zone == "own" and mark in "E(" else zone


def _of_beginning(words: Sequence[Word], start: int, side: str) -> tuple[Observations, ...]:
    word, left = words[start], words[start - 1] if start else _START
    empty = word.text in not_heads()
    return (
        _starts(side, word.text),
        _begins(side, empty, word.kind, left.kind),
        _led(side, left.text, word.kind),
        _starts_classed(side, class_in(word), class_in(left)),
    )


def _of_ending(
    words: Sequence[Word], end: int, at: int, zone: str, between: str, unit: str, side: str
) -> tuple[Observations, ...]:
    word, right = words[end], words[end + 1] if end + 1 < len(words) else _END
    gap = min(abs(at - end) - 1, 6)
    return (
        _ends(side, word.text, unit),
        _lies(side, zone, gap, word.kind, word.text in not_heads()),
        _unit_lies(side, zone, unit),
        _goes_on(side, word.kind, right.kind, between),
        _followed(side, right.text, word.kind),
        _classed(side, class_in(word), counted_in(word.text, unit), class_in(right), zone, gap),
    )


@lru_cache(maxsize=_REMEMBERED)
def _of_kinds(side: str, kinds: str, place: str) -> Observations:
    return f"{side}&{kinds}", f"{side}&{kinds}&{place}"


@lru_cache(maxsize=_REMEMBERED)
def _of_classes(side: str, classes: tuple[str, ...], place: str) -> Observations:
    run = "".join(classes)
    return f"{side}@{run}", f"{side}@{run}&{place}"


@lru_cache(maxsize=_REMEMBERED)
def _starts_classed(side: str, first: str, left: str) -> Observations:
    return f"{side}&starts@{first}", f"{side}@{left}|{first}", f"{side}<@{left}"


@lru_cache(maxsize=_REMEMBERED)
def _classed(side: str, last: str, counted: str, right: str, zone: str, gap: int) -> Observations:
    return (
        f"{side}@{last}|@{right}", f"{side}>@{right}", f"{side}@{last}&{zone}", f"{side}@{last}&{zone}&{gap}",
        f"{side}&counted={counted}&{zone}", f"{side}&counted={counted}&{zone}&{gap}",
    )  # fmt: skip


@lru_cache(maxsize=_REMEMBERED)
def _starts(side: str, text: str) -> Observations:
    return (f"{side}&starts={text}",)


@lru_cache(maxsize=_REMEMBERED)
def _begins(side: str, empty: bool, kind: str, left: str) -> Observations:
    return f"{side}&starts{'empty' if empty else ''}&{left}", f"{side}&starts={kind}", f"{side}&{left}|{kind}"


@lru_cache(maxsize=_REMEMBERED)
def _led(side: str, left: str, kind: str) -> Observations:
    return f"{side}<{left}", f"{side}<{left}|{kind}"


@lru_cache(maxsize=_REMEMBERED)
def _ends(side: str, text: str, unit: str) -> Observations:
    kind, counted = class_of(text), counted_in(text, unit)
    return (
        f"{side}&ends={text}", f"{side}&ends={text}&{unit}", f"{side}&ends={text[-1]}&{unit}",
        f"{side}&ends={text[-1]}", f"{side}&ends@{kind}", f"{side}&ends@{kind}&{unit}", f"{side}&counted={counted}",
        f"{side}&counted={counted}@{kind}",
    )  # fmt: skip


@lru_cache(maxsize=_REMEMBERED)
def _lies(side: str, zone: str, gap: int, kind: str, is_empty: bool) -> Observations:
    empty = "empty" if is_empty else ""
    return (
        f"{side}&{empty}&{kind}", f"{side}&{empty}&{zone}", f"{side}&{zone}&{gap}", f"{side}&{zone}&{gap}&{kind}",
        f"{side}&{zone}", f"{side}&{zone}&{kind}",
    )  # fmt: skip


@lru_cache(maxsize=_REMEMBERED)
def _unit_lies(side: str, zone: str, unit: str) -> Observations:
    return (f"{side}&{zone}&{unit}",)


@lru_cache(maxsize=_REMEMBERED)
def _goes_on(side: str, kind: str, right: str, between: str) -> Observations:
    return f"{side}&{kind}|{right}", f"{side}&{kind}|{between}"


@lru_cache(maxsize=_REMEMBERED)
def _followed(side: str, right: str, kind: str) -> Observations:
    return f"{side}>{right}", f"{side}>{right}|{kind}"
