"""Harm that a sentence tells of: to people, what may fall, leak or burn any day, pollution, what was destroyed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from huibao.briefing.themes.polarity import without_averted
from huibao.briefing.wording.style import arabic
from huibao.resources import read_lexicon

# The gravest first.
KINDS = ("people", "danger", "pollution", "loss")
# A word of the file's [words], used in its expressions.
_WORD = re.compile(r"<(\w+)>")
_MARK = "，。；："
_CLAUSE = re.compile(f"[^{_MARK}]*[{_MARK}]?")
_MARKS = re.compile(f"[{_MARK}]")
# Characters before a cue in which it may be denied.
_NEAR = 10
_AMOUNT = re.compile(r"(?<![\d.])(\d++(?:\.\d++)?)(万?)([\u4e00-\u9fff])")
_WAN = 10_000
_MOST_HEADS = 3
# 我已用竹竿围起来了: what the writer does for the village the village does.
_VILLAGE_DOES = re.compile("我们?(?=已|[拿用把叫给先将])|我们(?=[也还都每])")
_PERSON = re.compile("[我你您咱俺](?![国省市县镇乡])")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of harm: what tells of it, and what does so only beside an occasion."""

    name: str
    cues: re.Pattern[str]
    counts: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Void:
    """What rules out some kinds, and how far; see the file."""

    cues: re.Pattern[str]
    kinds: frozenset[str]
    reach: str
    firm: bool
    unless: re.Pattern[str] | None
    until: re.Pattern[str] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """How an event is told.

    Attributes:
        starts: begins another matter.
        outcome: what came of it.
        bare: a loss without a word for what did it.
        leans, asked: what leans on a question, and what that is about.
        cause, hazard, date, began: what did it and when, and whether it is said that it began.
        named: a storm by its name, the first group.
        helped: said by one that came to help.
        dead, light: who died, and who was hardly hurt.
    """

    starts: re.Pattern[str]
    outcome: re.Pattern[str]
    bare: re.Pattern[str]
    leans: re.Pattern[str]
    asked: re.Pattern[str]
    cause: re.Pattern[str]
    hazard: re.Pattern[str]
    named: re.Pattern[str]
    date: re.Pattern[str]
    began: re.Pattern[str]
    helped: re.Pattern[str]
    dead: re.Pattern[str]
    light: re.Pattern[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Cues:
    """``corpus/lexicon/harm.toml``.

    Attributes:
        kinds: each kind of harm, the gravest first.
        occasion: a day, a cause or somebody of whom it tells.
        inside, behind: what denies a cue, up to its end and behind it.
        clauses: what a clause must not hold.
        voids: what rules out kinds.
        telling: how an event is told.
        heads, within, remarks: what talk puts before an event and into it, and clauses that are talk.
    """

    kinds: tuple[_Kind, ...]
    occasion: re.Pattern[str]
    inside: re.Pattern[str]
    behind: re.Pattern[str]
    clauses: re.Pattern[str]
    voids: tuple[_Void, ...]
    telling: Telling
    heads: re.Pattern[str]
    within: re.Pattern[str]
    remarks: re.Pattern[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Cues:
    tables = read_lexicon("harm.toml")
    words: Mapping[str, str] = tables.pop("words")

    def found(table: Mapping[str, Any], name: str) -> re.Pattern[str] | None:
        cues = table.get(name)
        joined = "|".join(cues) if isinstance(cues, list) else cues
        return re.compile(_WORD.sub(lambda word: words[word[1]], joined)) if joined else None

    def needed(table: str, name: str) -> re.Pattern[str]:
        pattern = found(tables[table], name)
        if pattern is None:
            raise KeyError(f"harm.toml: [{table}] has no {name}")
        return pattern

    return _Cues(
        kinds=tuple(_Kind(name, needed(name, "cues"), found(tables[name], "counts")) for name in KINDS),
        occasion=needed("occasion", "cues"),
        inside=needed("denied", "inside"),
        behind=needed("denied", "behind"),
        clauses=needed("no_event", "cues"),
        voids=tuple(
            _Void(
                cues=needed(name, "cues"),
                kinds=frozenset(table["voids"]),
                reach=table.get("reach", ""),
                firm=table.get("firm", False),
                unless=found(table, "unless"),
                until=found(table, "until"),
            )
            for name, table in tables.items()
            if "voids" in table
        ),
        telling=Telling(**{field.name: needed("telling", field.name) for field in fields(Telling)}),
        heads=needed("talk", "heads"),
        within=needed("talk", "within"),
        remarks=needed("talk", "remarks"),
    )


def telling() -> Telling:
    """How an event is told, as the lexicon has it."""
    return _lexicon().telling


@lru_cache(maxsize=8192)
def harm_told(text: str) -> str:
    """The gravest kind of harm that a sentence tells to have happened or to be near; empty for none.

    Args:
        text: normalised sentence.

    Example:
        >>> [harm_told(text) for text in ("三轮车翻下路坎，1人骨折", "堤脚掏空12米", "粪池溢流", "羊棚掀了23座")]
        ['people', 'danger', 'pollution', 'loss']
        >>> harm_told("开展防溺水演练3次"), harm_told("水毁路段已修复3处"), harm_told("全年没有发生火灾")
        ('', '', '')
        >>> harm_told("没有人骨折"), harm_told("出生3人，死亡5人"), harm_told("路基塌了20米，仅修好5米")
        ('', '', 'danger')
    """
    known = _lexicon()
    clauses: list[str] = _CLAUSE.findall(without_averted(arabic(text)))
    here = [place for place, clause in enumerate(clauses) if not known.clauses.search(clause)]
    gone = [(void.kinds, _reached(void, clauses)) for void in known.voids]
    for kind in known.kinds:
        out = set[int]().union(*(places for kinds, places in gone if kind.name in kinds))
        if _tells(kind, "".join(clauses[place] for place in here if place not in out)):
            return kind.name
    return ""


def _tells(kind: _Kind, text: str) -> bool:
    """Whether a cue of the kind is told and not denied."""
    counts = kind.counts if kind.counts and _lexicon().occasion.search(text) else None
    return any(not _denied(text, cue) for cues in (kind.cues, counts) if cues for cue in cues.finditer(text))


def _denied(text: str, cue: re.Match[str]) -> bool:
    """Whether the clause of a cue says that it did not happen: 没有人骨折, 骨折0起."""
    clause = _MARKS.split(text[max(0, cue.start() - _NEAR) : cue.end()])[-1]
    return bool(_lexicon().inside.search(clause) or _lexicon().behind.match(text, cue.end()))


def _reached(void: _Void, clauses: Sequence[str]) -> set[int]:
    """Places of the clauses in which it rules out its kinds."""
    if not void.reach:
        return set(range(len(clauses))) if void.cues.search("".join(clauses)) else set()
    cued = [
        place
        for place, clause in enumerate(clauses)
        if void.cues.search(clause) and not (void.unless and void.unless.search(clause))
    ]
    if not cued:
        return set()
    if void.reach == "before":
        return set() if _in_part(clauses, cued[-1]) else set(range(cued[-1] + 1))
    reached, on = set[int](), False
    for place, clause in enumerate(clauses):
        on = place in cued or (on and not (void.until and void.until.search(clause)))
        if on:
            reached.add(place)
    before = "".join(clauses[: cued[0]])
    certain = telling().dead.search(before) or telling().date.search(before)
    return reached | set(range(cued[0])) if void.firm and not certain else reached


def _in_part(clauses: Sequence[str], mended: int) -> bool:
    """Whether less was put right than was spoilt: 砸毁40亩，已修复12亩."""
    spoilt, right = _amounts("".join(clauses[:mended])), _amounts(clauses[mended])
    return any(amount < spoilt.get(unit, 0) for unit, amount in right.items())


def _amounts(text: str) -> dict[str, float]:
    return {unit: float(amount) * (_WAN if wan else 1) for amount, wan, unit in _AMOUNT.findall(text)}


def without_head(text: str) -> str:
    """The normalised sentence of an event without what talk puts before it, told of the village.

    Example:
        >>> without_head("还有件大事，仓库里两桶化工液体漏了。"), without_head("我已用竹竿围起来了")
        ('仓库里两桶化工液体漏了。', '村里已用竹竿围起来了')
    """
    for _ in range(_MOST_HEADS):
        text = _lexicon().heads.sub("", text)
    return _VILLAGE_DOES.sub("村里", text)


def without_remarks(text: str) -> str:
    """The wording of an event without the clauses that are talk; empty where all are.

    Example:
        >>> without_remarks("下面住着4户人，我晚上都睡不着"), without_remarks("心里难受")
        ('下面住着4户人', '')
    """
    known = _lexicon()
    kept = [
        one for one in known.within.sub("", text).split("，") if not (known.remarks.search(one) or _PERSON.search(one))
    ]
    return "，".join(kept)
