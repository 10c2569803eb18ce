"""A village's own words → words of an official document about that village.

The head of the sentence loses its ordinal or connective (一是, 同时, 但), first person becomes the village
(我村 → 石桥村), and what cannot be mended is reported as unfit rather than bent. Only the head and the
pronouns are touched: figures, names and the rest of the wording stay as they were.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from huibao.resources import resource
from huibao.segment.normalize import normalize

_EDGES = "，、；：。！？,;:.!? "
_MAX_ROUNDS = 6
# Parts shorter than this on average are words set apart (工 作 总 结), not clauses.
_CLAUSE = 4


@dataclass(frozen=True, slots=True)
class Phrases:
    """Compiled expressions of ``corpus/lexicon/phrases.toml``."""

    openers: re.Pattern[str]
    subjects: re.Pattern[str]
    inner: re.Pattern[str]
    unfit: re.Pattern[str]
    future: re.Pattern[str]
    asking: re.Pattern[str]
    plan_openers: re.Pattern[str]
    bodies: re.Pattern[str]
    outside: re.Pattern[str]


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The turns of phrase, compiled once."""
    tables = tomllib.loads(resource("corpus/lexicon/phrases.toml").read_text(encoding="utf-8"))
    return Phrases(**{name: re.compile("|".join(patterns)) for name, patterns in tables.items()})


@dataclass(frozen=True, kw_only=True, slots=True)
class Rewritten:
    """A sentence made ready for the draft.

    Attributes:
        text: what follows the village's name; no final mark.
        fit: it reads as a sentence of an official document on its own.
        says_plan, says_request: its words themselves say that it is a plan or a request.
        of_others: its subject is somebody outside the village (镇里…), so the village only tells it.
    """

    text: str
    fit: bool
    says_plan: bool
    says_request: bool
    of_others: bool


def rewrite(sentence: str, village: str, *, todo: bool = False) -> Rewritten:
    """Third-person wording of a sentence that will follow its village's name.

    Example:
        >>> rewrite("一是我村新建大棚12座；", "石桥村").text
        '新建大棚12座'
        >>> rewrite("村党支部每月开一次会。", "石桥村").text
        '党支部每月开一次会'
    """
    known = phrases()
    text = normalize(_spaces_to_commas(sentence)).text.strip(_EDGES)
    named = re.compile(rf"{re.escape(village)}(?:的)?[，：]?") if village else None
    for _ in range(_MAX_ROUNDS):
        before = text
        text = _strip_head(known.openers, text)
        text = _strip_head(known.subjects, text)
        if todo:
            text = _strip_head(known.plan_openers, text)
        if named is not None:
            text = _strip_head(named, text)
        if text == before:
            break
    if village.endswith("村") and (body := known.bodies.match(text)):
        text = text[body.end() :]
    elif village.endswith("社区"):
        text = text.removeprefix("社区")
    text = known.inner.sub("该村", text).strip(_EDGES)
    text = _balanced(text)
    return Rewritten(
        text=text,
        fit=len(text) >= 6 and not known.unfit.search(text),
        says_plan=bool(known.future.search(text)),
        says_request=bool(known.asking.match(text)),
        of_others=bool(known.outside.match(text)),
    )


def _spaces_to_commas(sentence: str) -> str:
    """Spaces as chat messages use them, for commas: 路修好了 灯也亮了 → 路修好了，灯也亮了."""
    parts = sentence.split()
    if "，" in sentence or "," in sentence or len(parts) < 2 or len(sentence) < _CLAUSE * len(parts):
        return sentence
    return "，".join(part.rstrip("，、；：") for part in parts)


def _strip_head(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    # What is left must still be a sentence, or the head was more than a connective.
    return text[match.end() :].lstrip(_EDGES) if match and len(text) - match.end() >= 4 else text


def _balanced(text: str) -> str:
    """Drop quotes and brackets that lost their partner when the sentence was cut out of its paragraph."""
    for opener, closer in (("“", "”"), ("‘", "’"), ("（", "）"), ("《", "》"), ("「", "」")):
        if text.count(opener) != text.count(closer):
            text = text.replace(opener, "").replace(closer, "")
    return text.replace('"', "") if text.count('"') % 2 else text
