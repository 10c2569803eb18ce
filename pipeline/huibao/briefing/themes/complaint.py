"""Whether a sentence complains of anything, and what it tells beside notes to whoever compiles."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from huibao.briefing.themes.asking import pleads
from huibao.briefing.themes.lacking import lack_told, without_good_news, without_no_lack
from huibao.briefing.themes.notes import only_notes, without_notes
from huibao.briefing.themes.polarity import hints_at_lack, polarity

Beside = Literal["nothing", "figures", "remarks", "all"]
_FIGURE = re.compile(r"\d")


def complains(text: str) -> bool:
    """Whether a sentence still sounds like a lack without what did not happen, what is over and what notes say.

    Args:
        text: normalised sentence.

    Example:
        >>> complains("渠道漏水，渠尾浇不上。"), complains("水窖160口，吃水凑合。")
        (True, False)
        >>> complains("香蕉未单独过秤，本期不报。"), complains("补偿应付568万元，已付568万元，未付0。")
        (False, False)
    """
    rest = without_good_news(without_no_lack(without_notes(text)))
    return polarity(rest) == "lacking" or bool(lack_told(rest)) or hints_at_lack(rest)


def beside_notes(text: str, lacks: Callable[[str], object]) -> Beside:
    """What a sentence tells beside its notes to whoever compiles and its word that all is well.

    Args:
        text: normalised sentence.
        lacks: whether the words of a text tell anything to be lacking.

    Returns:
        ``nothing`` where notes are all of it; ``figures`` where it counts something beside them, and nothing lacks;
        ``remarks`` where it tells something beside notes or good news that complains of nothing; else ``all``.

    Example:
        >>> beside_notes("用工人数各厂没交表，这次不报。", cued), beside_notes("机井14眼（勿重复计）。", cued)
        ('nothing', 'figures')
        >>> beside_notes("补偿应付568万元，已付568万元，未付0。", cued), beside_notes("水不够吃，这次不报。", cued)
        ('remarks', 'all')
    """
    rest = without_notes(text)
    if only_notes(text) and not (rest and (complains(rest) or pleads(rest))):
        return "nothing"
    if rest != text and _FIGURE.search(rest) and not (polarity(rest) == "lacking" or lack_told(rest) or lacks(rest)):
        return "figures"
    return "remarks" if without_good_news(rest) != text and not complains(text) else "all"
