"""Notes to whoever compiles the reports (勿重复计, 本期不报): they tell of no deed, no lack and no wish."""

from __future__ import annotations

import re

from huibao.briefing.wording.phrases import phrases

_CLAUSE = re.compile("[，；。：（）]")
# Fewer characters tell nothing (香蕉, 340头), unless they count something (机井14眼).
_LEAST = 6
_COUNTS = re.compile(r"[\u4e00-\u9fff]{2}\d")


def is_note(clause: str) -> bool:
    """Whether a whole clause is a note to the compiler.

    Example:
        >>> is_note("勿重复计"), is_note("北哨村也报"), is_note("请不要加药"), is_note("务工人员都报过")
        (True, True, False, False)
    """
    return bool(phrases().notes.fullmatch(clause))


def without_notes(text: str) -> str:
    """A sentence without its clauses that are notes to the compiler; as it stands where it has none.

    Why something is not told (没有过秤) goes with the note that it is not.

    Args:
        text: normalised sentence.

    Example:
        >>> without_notes("机井14眼，内含联村井1眼（北哨村也报，勿重复计）。")
        '机井14眼，内含联村井1眼'
        >>> without_notes("香蕉没有过秤，本期不报。")
        ''
    """
    clauses = [clause for clause in _CLAUSE.split(text) if clause]
    told = [clause for clause in clauses if not is_note(clause)]
    if len(told) == len(clauses):
        return text
    return "，".join(clause for clause in told if not phrases().note_reasons.fullmatch(clause))


def only_notes(text: str) -> bool:
    """Whether a sentence tells nothing beside notes to the compiler.

    Example:
        >>> only_notes("请不要算进村的收入里。"), only_notes("用工人数各厂没交表，这次不报。")
        (True, True)
        >>> only_notes("铁皮顶被掀23处，损失仍在核定，故本报告不列数。"), only_notes("机井14眼，勿重复计。")
        (False, False)
    """
    rest = without_notes(text)
    return rest != text and len(rest) < _LEAST and not _COUNTS.search(rest)
