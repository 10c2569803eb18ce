"""Harm that a sentence tells of: to people, what may fall, leak or burn any day, pollution, what was destroyed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from huibao.briefing.themes.polarity import without_averted
from huibao.briefing.wording.style import arabic
from huibao.resources import read_lexicon

# The gravest first.
KINDS = ("people", "danger", "pollution", "loss")
_CLAUSE = re.compile("[^，。；：]*[，。；：]?")
_MOST_HEADS = 3
# 我已用竹竿围起来了: what the writer does for the village the village does.
_VILLAGE_DOES = re.compile("我们?(?=已|[拿用把叫给先将])|我们(?=[也还都每])")
_PERSON = re.compile("[我你您咱俺](?![国省市县镇乡])")
_SOME = "[\\d一二两三四五六七八九十百千]"


@dataclass(frozen=True, slots=True)
class _Cues:
    """``corpus/lexicon/harm.toml``.

    Attributes:
        kinds: each kind of harm with what tells of it, the gravest first.
        clauses: what a clause must not hold.
        voids: what a sentence must not hold, with the kinds for which that is so.
        heads, inside, remarks: what talk puts before an event and into it, and clauses that are talk.
    """

    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    clauses: re.Pattern[str]
    voids: tuple[tuple[re.Pattern[str], frozenset[str]], ...]
    heads: re.Pattern[str]
    inside: re.Pattern[str]
    remarks: re.Pattern[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Cues:
    lexicon = read_lexicon("harm.toml")
    talk = {name: re.compile(cue) for name, cue in lexicon.pop("talk").items()}
    tables = [
        (name, table, re.compile("|".join(table["cues"]).replace("<some>", _SOME))) for name, table in lexicon.items()
    ]
    return _Cues(
        kinds=tuple((name, cues) for name, _, cues in tables if name in KINDS),
        clauses=next(cues for _, table, cues in tables if table.get("clauses")),
        voids=tuple((cues, frozenset(table["voids"])) for _, table, cues in tables if "voids" in table),
        heads=talk["heads"],
        inside=talk["inside"],
        remarks=talk["clauses"],
    )


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
    """
    known = _lexicon()
    plain = without_averted(arabic(text))
    kept = "".join(clause for clause in _CLAUSE.findall(plain) if not known.clauses.search(clause))
    void = {kind for cues, kinds in known.voids if cues.search(plain) for kind in kinds}
    return next((kind for kind, cues in known.kinds if kind not in void and cues.search(kept)), "")


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
        one for one in known.inside.sub("", text).split("，") if not (known.remarks.search(one) or _PERSON.search(one))
    ]
    return "，".join(kept)
