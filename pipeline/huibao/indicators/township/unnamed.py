"""In which row a figure without a name of its own stands, by what is before it: a clause, a question, a heading.

People tell what they speak of once and then only amounts: 集体三季度进账6.1万元，前三季度14.3万元; 问：医保收得如何？
答：2026年度的交了1874人. Read alone such a figure goes by its unit, by a verb or by a time, and none of these says of
what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from huibao.indicators.lexicon.entries import Entry, entries_by_name, entries_for, not_heads, rows_by_name
from huibao.indicators.phrase import Phrase
from huibao.indicators.township.telling import AMONG, behind, subject
from huibao.segment.above import Above
from huibao.segment.words import tag_words

# Words that say when, how many in all or that it is there, and not of what.
_WHEN = re.compile(
    r"[，：]?(?:今年|全年|本年|本季度?|本期|[这那]一?个?季度?|[这仨三]+个?月|[头上前]一?个?季度?|[一二三四]季度?|前三季度|[上下]?半年|一年|"
    r"自?年初|以来|算起|到头|\d{1,2}月份?|[至到—-]|[底末]|目前|现在|到现在|现?有|一?共|总共|拢共|累计|合计|加起来|加一起|算下来|下来|"
    r"大?约|数了数|算了算|的?是|为|达到?|实现|完成|就|进了?账?|入账|到账|收入|收了)*+"
)
_CLAUSE = re.compile(r"(?<![^，。；：])[^，。；：]++[，；：]")
_NOUN = ("n", "l", "j", "i", "eng", "b")
_NO_NOUN = ("nr", "ns", "nt")
_MARKS = "，、："
_PERSON = "nr"
_ANSWER = re.compile("(?:[^，。；：]{1,8}：)?[^，。；：]{0,12}")
_SHARE = re.compile(f"{AMONG}|剩|余|另|还[有差]|差")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the table with what stands around it.

    Attributes:
        name, unit: as it was read, the unit a base unit.
        phrase: the words around it in its sentence.
        text: the sentence, normalised.
        above: what stands above the sentence.
    """

    name: str
    unit: str
    phrase: Phrase
    text: str
    above: Above


def says_only_when(words: str) -> bool:
    """Whether words before a figure say no more than when, or how many in all.

    Example:
        >>> says_only_when("，前三季度一共"), says_only_when("，卖羊")
        (True, False)
    """
    return bool(_WHEN.fullmatch(words))


def is_nameless(name: str, unit: str) -> bool:
    """Whether a name says nothing of what a figure counts: its unit, a person, or verbs and times alone.

    Example:
        >>> is_nameless("人人", "人"), is_nameless("收获", "吨"), is_nameless("果园", "亩")
        (True, True, False)
    """
    if name in entries_by_name() or name in rows_by_name():
        return False
    if not name.replace(unit, ""):
        return True
    words = tag_words(name)
    # 副主任国良：38间 - who answers is not what is counted.
    return words[-1][1] == _PERSON or not any(
        kind.startswith(_NOUN) and not kind.startswith(_NO_NOUN) and word not in not_heads() for word, kind in words
    )


def goes_on_from(figure: Figure, before: Figure) -> bool:
    """Whether a figure is of the same thing as the one before it in its sentence, at another time or in all.

    Example:
        14.3万元 after 6.1万元 in 集体三季度进账6.1万元，前三季度14.3万元.
    """
    alike = figure.unit == before.unit and (figure.name == before.name or is_nameless(figure.name, figure.unit))
    return alike and bool(figure.phrase.own.strip(_MARKS)) and says_only_when(figure.phrase.own)


def row_above(figure: Figure) -> Entry | None:
    """The row that is told before a nameless figure: nearest in its sentence, by a question or what opens a paragraph.

    None where the figure has a name, or its words tell a share of something. A verb alone is none where a question
    says of what it is (问：医保收得如何？ 答：交了1874人); elsewhere it may tell of something else (集体…，自筹38万元).
    """
    if not _is_unnamed(figure) or _SHARE.search(figure.phrase.own):
        return None
    bare = says_only_when(figure.phrase.own)
    return next(
        filter(None, (_told_in(words, figure) for words in (_before(figure) if bare else _asked(figure)))), None
    )


def _is_unnamed(figure: Figure) -> bool:
    """Whether nothing at a figure says of what it is; an answer's name that it does not tell is of an earlier one."""
    carried = bool(figure.above.questions) and not set(figure.name) & set(figure.text)
    return carried or is_nameless(figure.name, figure.unit)


def _before(figure: Figure) -> Iterator[str]:
    """Words that may say of what a figure is, the nearest first."""
    phrase = figure.phrase
    clauses = [match.group() for match in _CLAUSE.finditer(phrase.lead + phrase.clause + phrase.own)]
    yield from reversed(clauses)
    yield subject(phrase)
    yield figure.above.opening
    yield figure.above.heading


def _asked(figure: Figure) -> Iterator[str]:
    """The question that a figure answers first of all."""
    phrase = figure.phrase
    if _ANSWER.fullmatch(phrase.lead + phrase.clause + phrase.own):
        yield from figure.above.questions


def _told_in(words: str, figure: Figure) -> Entry | None:
    """The entry whose word some words say last."""
    around = words + figure.phrase.own + behind(figure.phrase)
    of_lexicon = (entry for entry in entries_for(figure.unit) if not entry.anchored)
    found = [
        (match.end(), entry)
        for entry in (*rows_by_name().values(), *of_lexicon)
        if figure.unit in entry.units
        and not entry.gathers
        and not entry.ruled_out(around)
        and (entry.within is None or entry.within.search(figure.text))
        for match in entry.words.finditer(words)
    ]
    return max(found, key=lambda one: one[0])[1] if found else None
