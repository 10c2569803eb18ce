"""What a quantity is of: the canonical name from the lexicon, else the head noun beside it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from huibao.indicators.quantities import Quantity
from huibao.resources import resource
from huibao.segment.words import tag_words

_NOUN = ("n", "vn", "an", "l", "j", "i", "eng", "ng")
_NOT_HEAD = {
    "全村",
    "村里",
    "目前",
    "本季度",
    "今年",
    "我村",
    "其中",
    "共计",
    "总数",
    "数量",
    "规模",
    "个",
    "时候",
    "左右",
    "现",
    "达",
}
_LONGEST_NAME = 8
# A word after the unit is nearer to the figure than one before it: 24户监测对象.
_AFTER_BONUS = 2
_SAID_BETWEEN = (
    "了",
    "着",
    "过",
    "达",
    "达到",
    "共",
    "约",
    "近",
    "为",
    "是",
    "有",
    "到",
    "已",
    "超",
    "超过",
    "突破",
    "总",
    "一共",
    "累计",
    "合计",
    "将近",
    "大约",
    "的",
    "各",
    "仅",
    "只有",
    "新增",
    "新",
    "足足",
    "就",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One canonical indicator of the lexicon."""

    name: str
    units: frozenset[str]
    words: re.Pattern[str]
    summable: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name and whether its values may be summed over villages."""

    name: str
    summable: bool


@lru_cache(maxsize=1)
def lexicon() -> tuple[Entry, ...]:
    """Entries of ``corpus/lexicon/indicators.toml``, in its order."""
    tables = tomllib.loads(resource("corpus/lexicon/indicators.toml").read_text(encoding="utf-8"))
    return tuple(
        Entry(
            name=entry["name"],
            units=frozenset(entry["units"]),
            words=re.compile("|".join(entry["words"])),
            summable=entry.get("summable", True),
        )
        for entry in tables["indicator"]
    )


def canonical_names() -> frozenset[str]:
    """All names of the lexicon."""
    return frozenset(entry.name for entry in lexicon())


def name_of(quantity: Quantity, lead: str) -> Name:
    """Name of a quantity.

    Args:
        quantity: found in a sentence.
        lead: the sentence up to the quantity's clause; looked at only where the clause holds no word of its own.

    Example:
        ``对24户监测对象逐户帮扶`` → 监测户; ``新建烤房12座`` → 烤房.
    """
    if quantity.unit == "%":
        rate = re.search(r"([\u4e00-\u9fff]{2,6}率)[^率]*$", quantity.before)
        return Name(rate.group(1) if rate else "比率", summable=False)
    best: tuple[int, Entry] | None = None
    for entry in lexicon():
        if quantity.unit in entry.units:
            distance = _distance(entry.words, quantity)
            if distance is not None and (best is None or distance < best[0]):
                best = distance, entry
    if best:
        return Name(best[1].name, best[1].summable)
    head = _noun_after(quantity.after) or _noun_before(quantity.before) or _noun_before(lead)
    # Without a name nothing says that two villages count the same thing.
    return Name(head or quantity.unit, summable=bool(head))


def _distance(words: re.Pattern[str], quantity: Quantity) -> int | None:
    """Characters between the figure and the nearest word, on either side; None where no word is near."""
    distances = [len(quantity.before) - match.end() for match in words.finditer(quantity.before)]
    after = words.search(quantity.after)
    if after:
        distances.append(max(after.start() - _AFTER_BONUS, 0))
    return min(distances, default=None)


def _noun_after(after: str) -> str:
    """Nouns that follow the unit at once: 12座|大棚."""
    nouns = ""
    for word, pos in tag_words(after.removeprefix("的")[:12]):
        if not pos.startswith(_NOUN) or word in _NOT_HEAD or not _is_han(word):
            break
        nouns += word
    return nouns if 2 <= len(nouns) <= _LONGEST_NAME else ""


def _noun_before(before: str) -> str:
    """The last nouns before the figure: 新建|烤房|12座, verbs between them and the figure skipped."""
    nouns = ""
    for word, pos in reversed(tag_words(before[-16:])):
        if not nouns and (word in _SAID_BETWEEN or pos in ("v", "d", "p", "ul", "uz", "ug", "x", "c")):
            continue
        if not (pos.startswith(_NOUN) or pos in ("nz", "ns", "nr", "b")) or not _is_han(word) or word in _NOT_HEAD:
            break
        if len(word) + len(nouns) > _LONGEST_NAME:
            break
        nouns = word + nouns
    return nouns


def _is_han(word: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in word)
