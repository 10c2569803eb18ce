"""Let a rewriter polish a draft, and take nothing from it that the draft did not say.

A paragraph's new wording is used only if it holds exactly the figures and names of the old one, villages and numbers
in the old order (else one village's lack would be another's), is about as long, and reads as Chinese prose without
first person; otherwise the old wording stays, and the case is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from huibao.briefing.make import Draft
from huibao.briefing.rewriters import Rewriter
from huibao.indicators.numbers.numerals import find_numerals
from huibao.indicators.numbers.quantities import find_quantities
from huibao.names import find_names
from huibao.schema import Briefing, Passage, Statement
from huibao.segment.normalize import normalize

_SHORTEST, _LONGEST = 0.6, 1.4
_LEAST_HAN = 0.6
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FIRST_PERSON = re.compile(r"[我咱俺]")
_MARKUP = re.compile(r"[\n*#`<>]|^(?:好的|以下)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Polished:
    """What came of polishing.

    Attributes:
        briefing: with the wordings that passed.
        kept: how many paragraphs were reworded.
        discarded: for each wording that was refused, the reason and the paragraph's beginning, in Chinese.
    """

    briefing: Briefing
    kept: int
    discarded: tuple[str, ...]


def polish(draft: Draft, *, rewriter: Rewriter) -> Polished:
    """The draft's briefing, its paragraphs reworded where the rewording is true to them.

    Headings, and paragraphs without sources, are the office's own words and are left alone. A reworded
    paragraph is one statement with all the sources and figures of the old one.
    """
    passages = list(draft.briefing.passages)
    places = [place for place, passage in enumerate(passages) if _can_be_polished(passage)]
    before = [passages[place].text for place in places]
    after = rewriter.rewrite(before)
    villages = {source.village for place in places for s in passages[place].statements for source in s.sources}
    reasons = differences(before, after, sorted(villages, key=len, reverse=True))
    discarded = []
    for place, text, reason in zip(places, after, reasons, strict=True):
        if reason or text is None:
            discarded.append(f"{reason}：{passages[place].text[:20]}…")
        else:
            passages[place] = _reworded(passages[place], text.strip())
    briefing = replace(draft.briefing, passages=tuple(passages))
    return Polished(briefing=briefing, kept=len(places) - len(discarded), discarded=tuple(discarded))


def _can_be_polished(passage: Passage) -> bool:
    return not passage.heading_level and any(statement.sources for statement in passage.statements)


def _reworded(passage: Passage, text: str) -> Passage:
    sources = dict.fromkeys(source for statement in passage.statements for source in statement.sources)
    figures = tuple(figure for statement in passage.statements for figure in statement.figures)
    return Passage(statements=(Statement(text=text, sources=tuple(sources), figures=figures),))


def differences(before: Sequence[str], after: Sequence[str | None], villages: Sequence[str]) -> list[str]:
    """For each pair why the new wording must not stand for the old one, in Chinese; empty where it may.

    Args:
        before, after: old and new wordings, of equal length.
        villages: names that may run on into what follows them, longest first.
    """
    texts = [(text or "").strip() for text in after]
    old_names = [set(names) for names in find_names([_separate(text, villages) for text in before])]
    new_names = [set(names) for names in find_names([_separate(text, villages) for text in texts])]
    return [
        _difference(old, new, villages) or _names_differ(old, new, names_before, names_after)
        for old, new, names_before, names_after in zip(before, texts, old_names, new_names, strict=True)
    ]


def _separate(text: str, villages: Sequence[str]) -> str:
    for village in villages:
        text = text.replace(village, "、")
    return text


def _difference(old: str, new: str, villages: Sequence[str]) -> str:
    if not new:
        return "没有得到改写"
    if not _SHORTEST <= len(new) / len(old) <= _LONGEST:
        return "长短相差太多"
    if len(_HAN.findall(new)) < _LEAST_HAN * len(new) or _MARKUP.search(new):
        return "不是一段通顺的中文"
    if _FIRST_PERSON.search(new):
        return "出现了第一人称"
    if _figures(old, villages) != _figures(new, villages):
        return "数字有增减或改动"
    if any(old.count(village) != new.count(village) for village in villages):
        return "村名有增减或改动"
    if _order(old, villages) != _order(new, villages):
        return "村名和数字换了次序"
    return ""


def _order(text: str, villages: Sequence[str]) -> list[str | Decimal]:
    """Villages and numbers in the order in which a text tells them."""
    plain = normalize(text).text
    found: list[tuple[int, str | Decimal]] = []
    for village in villages:
        while (start := plain.find(village)) >= 0:
            found.append((start, village))
            plain = plain.replace(village, "、" * len(village), 1)
    found.extend((numeral.start, numeral.value.normalize()) for numeral in find_numerals(plain))
    return [what for _, what in sorted(found, key=lambda one: one[0])]


def _names_differ(old: str, new: str, before: set[str], after: set[str]) -> str:
    # The recogniser may cut a name differently in another sentence; what counts is whether the words are there.
    if any(name not in new for name in before) or any(name not in old for name in after):
        return "名称有增减或改动"
    return ""


def _figures(text: str, villages: Sequence[str]) -> Counter[tuple[Decimal, str, str]]:
    """Every figure with the character after it, and every quantity with its bound: 3户 is not 3人, nor 超过3户."""
    plain = normalize(_separate(text, villages)).text
    figures = Counter(
        (numeral.value.normalize(), plain[numeral.end : numeral.end + 1], "%" if numeral.percent else "")
        for numeral in find_numerals(plain)
    )
    figures.update((quantity.value.normalize(), quantity.unit, quantity.bound) for quantity in find_quantities(plain))
    return figures
