"""Whether a sentence that was taken for a lack complains of anything at all."""

from __future__ import annotations

from huibao.briefing.themes.lacking import lack_told, without_good_news, without_no_lack
from huibao.briefing.themes.notes import without_notes
from huibao.briefing.themes.polarity import hints_at_lack, polarity


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


def only_remarks(text: str) -> bool:
    """Whether a sentence notes something for whoever compiles, or says that all is well, and complains of nothing.

    Args:
        text: normalised sentence.

    Example:
        >>> only_remarks("用工人数各厂没交表，这次不报。"), only_remarks("荒地3500亩没人种。")
        (True, False)
    """
    return without_good_news(without_notes(text)) != text and not complains(text)
