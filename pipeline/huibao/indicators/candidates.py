"""What a figure might be called: names of the lexicon nearby, and runs of words of its sentence.

A candidate carries observations about itself, short strings such as ``b&ends=大棚`` (its last word, before the
figure) or ``lexicon&adjacent``. The namer (:mod:`huibao.indicators.namer`) weighs them; which of them there are is
decided here. Observations come in groups: all runs that begin at one word share what is seen of their beginning, so
that it is weighed once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from huibao.indicators.evidence import Setting
from huibao.indicators.names import Entry, Name, entries_by_name, entries_near, not_heads
from huibao.indicators.wording import Word

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
_MOST_USUAL = 6
# Kinds of words that no name holds: figures, marks and what is no Chinese; and those that begin none.
_NO_PART = frozenset("FCE()X")
_NO_BEGINNING = frozenset("Uyc")
_FIGURE = "F"


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
    last = told[-1] if told else None

    def of_name(name: str, kind: str) -> Observations:
        here, there = _few(same_unit.get(name, 0)), _few(anywhere.get(name, 0))
        seen = [f"{kind}&known{here}&{there}", f"known{here}&{there}", f"{kind}&long{min(len(name), 7)}"]
        if name == first.name:
            seen.append(f"first&{kind}")
        if last is not None and any(one.name == name for one in told):
            seen.append(f"told&{kind}&{last.name == name}&{last.unit == quantity.unit}")
        return tuple(seen)

    for name, entry, observations in _of_lexicon(setting, index, at, same_unit):
        if name not in found:
            found[name] = Candidate(name, entry, (of_name(name, "lexicon"), tuple(observations)))
    for name, kind, groups in _spans(words, at, quantity.unit):
        if name not in found:
            found[name] = Candidate(name, None, (of_name(name, kind), *groups))
    if first.name not in found:
        found[first.name] = Candidate(first.name, first.entry, (of_name(first.name, "inherited"),))
    return list(found.values())


def _few(townships: int) -> int:
    return townships if townships < 3 else 3 if townships < 6 else 4


def _of_lexicon(
    setting: Setting, index: int, at: int, named: Mapping[str, int]
) -> Iterator[tuple[str, Entry, list[str]]]:
    quantity, phrase, first, words = (
        setting.quantities[index], setting.phrases[index], setting.names[index], setting.words
    )  # fmt: skip
    near = entries_near(quantity, phrase)
    distances = {entry.name: distance for distance, entry in near}
    entries = [(first.name, first.entry)] if first.entry else []
    entries += [(entry.name, entry) for _, entry in near if entry.name != first.name][:_MOST_ENTRIES]
    by_name = entries_by_name()
    usual = [
        (name, by_name[name]) for name in named if name in by_name and name not in distances and name != first.name
    ]
    before = [word.text for word in words[max(0, at - 6) : at]]
    after = [word.text for word in words[at + 1 : at + 4]]
    last = words[at - 1] if at else Word("", "^", 0)
    following = words[at + 1] if at + 1 < len(words) else Word("", "$", 0)
    for name, entry in [*entries, *usual[:_MOST_USUAL]]:
        reach = _reach(distances.get(entry.name)) if name == first.name or name in distances else "usual"
        yield (
            name,
            entry,
            [
                f"lexicon={name}", f"lexicon={name}&{reach}", f"lexicon={name}<<{last.text}",
                f"lexicon={name}>>{following.text}", f"lexicon&{reach}", f"lexicon&{reach}&{name == first.name}",
                f"lexicon<{last.kind}", f"lexicon>{following.kind}", f"lexicon={name}&{quantity.unit}",
                *(f"lexicon={name}<{word}" for word in before), *(f"lexicon={name}>{word}" for word in after),
            ],
        )  # fmt: skip


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
            for start in range(end, max(first, end - _MOST_WORDS + 1) - 1, -1):
                if words[start].kind in _NO_PART:
                    break
                if words[start].kind in _NO_BEGINNING:
                    continue
                if (run := _run(words, start, end)) is None:
                    break
                text, kinds = run
                yield text, "before", (ending, beginnings[start], (f"b&{kinds}", f"b&{kinds}&{zone}", f"b={text}"))
        between = kind + between
    stop = min(len(words), at + 1 + _WORDS_AFTER)
    for start in range(at + 1, stop):
        if words[start].kind in _NO_PART:
            return
        if words[start].kind in _NO_BEGINNING:
            continue
        beginning = (*_of_beginning(words, start, "a"), f"a&{start - at}", f"a&{start - at}&{words[start].kind}")
        for end in range(start, min(stop, start + _MOST_WORDS)):
            if words[end].kind in _NO_PART or (run := _run(words, start, end)) is None:
                break
            text, kinds = run
            ending = _of_ending(words, end, at, "after", "", unit, "a")
            yield text, "after", (ending, beginning, (f"a&{kinds}", f"a&{kinds}&{start - at}", f"a={text}"))


def _zone(zone: str, mark: str) -> str:
    if mark == _FIGURE:
        return {"own": "past1", "item": "past1", "clause": "past2", "lead": "past3"}.get(zone, "past3")
    if mark == "C":
        return {"own": "clause", "item": "clause", "clause": "lead", "past1": "past2", "past2": "past3"}.get(zone, zone)
    return "item" if zone == "own" and mark in "E(" else zone


def _run(words: Sequence[Word], start: int, end: int) -> tuple[str, str] | None:
    text = "".join([word.text for word in words[start : end + 1]])
    if len(text) > _LONGEST:
        return None
    return text, "".join([word.kind for word in words[start : end + 1]])


def _of_beginning(words: Sequence[Word], start: int, side: str) -> Observations:
    word = words[start]
    left = words[start - 1] if start else Word("", "^", 0)
    empty = "empty" if word.text in not_heads() else ""
    return (
        f"{side}&starts{empty}&{left.kind}",
        f"{side}&starts={word.text}", f"{side}&starts={word.kind}", f"{side}&{left.kind}|{word.kind}",
        f"{side}<{left.text}", f"{side}<{left.text}|{word.kind}",
    )  # fmt: skip


def _of_ending(words: Sequence[Word], end: int, at: int, zone: str, between: str, unit: str, side: str) -> Observations:
    word = words[end]
    right = words[end + 1] if end + 1 < len(words) else Word("", "$", 0)
    gap = min(abs(at - end) - 1, 6)
    empty = "empty" if word.text in not_heads() else ""
    return (
        f"{side}&{empty}&{word.kind}", f"{side}&{empty}&{zone}",
        f"{side}&ends={word.text}", f"{side}&ends={word.text}&{unit}", f"{side}&ends={word.text[-1]}&{unit}",
        f"{side}&ends={word.text[-1]}",
        f"{side}&{zone}&{gap}", f"{side}&{zone}&{gap}&{word.kind}", f"{side}&{zone}", f"{side}&{zone}&{unit}",
        f"{side}&{word.kind}|{right.kind}", f"{side}&{word.kind}|{between[:3]}", f"{side}>{right.text}",
        f"{side}>{right.text}|{word.kind}", f"{side}&{zone}&{word.kind}",
    )  # fmt: skip
