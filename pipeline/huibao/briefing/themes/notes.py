"""Notes to whoever compiles the reports (勿重复计, 本期不报): they tell of no deed, no lack and no wish."""

from __future__ import annotations

import re

from huibao.briefing.wording.phrases import phrases

_CLAUSE = re.compile("[，；。：（）]")
# Fewer characters tell nothing: 340头.
_LEAST = 6


def without_notes(text: str) -> str:
    """A sentence without its clauses that are notes to the compiler; as it stands where it has none.

    Args:
        text: normalised sentence.

    Example:
        >>> without_notes("机井14眼，内含联村井1眼（北哨村也报，勿重复计）。")
        '机井14眼，内含联村井1眼'
        >>> without_notes("香蕉没有过秤，本期不报。")
        ''
    """
    clauses = [clause for clause in _CLAUSE.split(text) if clause]
    kept = [clause for clause in clauses if not phrases().notes.fullmatch(clause)]
    return text if len(kept) == len(clauses) else "，".join(kept)


def only_notes(text: str) -> bool:
    """Whether a sentence tells nothing beside notes to the compiler.

    Example:
        >>> only_notes("请不要算进村的收入里。"), only_notes("用工人数各厂没交表，这次不报。")
        (True, True)
        >>> only_notes("铁皮顶被掀23处，损失仍在核定，故本报告不列数。")
        False
    """
    rest = without_notes(text)
    return rest != text and len(rest) < _LEAST
