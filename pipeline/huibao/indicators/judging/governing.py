"""Which time, aim or lack governs a figure: what was said last before it, and how far that reaches.

去年修路2公里，装灯30盏，今年又装18盏: 去年 governs the first two figures, 今年 the third. 年度任务改厕60户，已完成38户:
the task governs its own clause alone. What words weigh by themselves is learnt (``judging.judge``);
how far they reach is grammar, and the same in every village.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from huibao.indicators.lexicon.cues import governing_cues
from huibao.indicators.numbers.quantities import Quantity
from huibao.indicators.period import INSURED_YEAR, months_of, year_of
from huibao.schema import Status

_CLAUSE_END = re.compile(r"[，。；：！？／]")
_SENTENCE_END = re.compile(r"[。；]")
_YEAR = re.compile(r"(20\d\d)年")
_SEASON = re.compile(r"第?([一二三四])季度")
_OPENING = re.compile(r"(?:[我本全]?(?:村|镇|乡|社区)里?|我们村?)?")
# 对监测户18户逐户走访: whom something is done to is there already.
_HANDLES = re.compile(r"[对把将从由为][^，。；]*$")
# A change tells both its ends, whatever stands before it: 上季度由36起降到4起.
_CHANGED_TO = re.compile(r"[由从][^，。；]*[到至为成]$")
_STATUS: dict[str, Status] = {"past": "past", "once": "past", "aim": "plan", "hope": "plan", "due": "plan"}
_SEASONS = "一二三四"
# 29项任务 are so many tasks; 700亩的任务 is how much is to be done.
COUNTS_TASKS = frozenset({"个", "项", "条"})
# 收到意见23条，完成17条: what came in is there, whatever came of it.
_COUNTS_MATTERS = COUNTS_TASKS | {"件", "次", "人", "人次"}
_OF_THE_PRESENT = ("past", "once", "now")
# 户厕改造60户，已完成38户; 硬化道路4.5公里，已硬化2.1公里: how much is done, by no other word than that or the whole's.
_DONE_OF = re.compile(
    r"(?:^|[，；：（])(?:目前|现|至今|截[至止]目前)?(?:(?:已经?|累计)?(?:完成|建成|完工)了?"
    r"|(?:已经?|累计)(?P<act>(?![有是达到])[\u4e00-\u9fff]{1,2}?)了?)$"
)
# Before the whole: it was done itself, or it is there.
_DONE_ITSELF = re.compile(r"了$|已|完成|建成|[共现]有$|其中")
# Under a plan 完成改厕20座 is still to be done.
_HAS_DONE = re.compile(r"了$")


def governed_status(
    text: str, quantities: Sequence[Quantity], index: int, section: str = "", period: str = ""
) -> Status | None:
    """The status that a time, an aim or a lack gives a figure; None where none of them reaches it.

    Args:
        text: the normalised sentence.
        quantities: its figures.
        index: which of them.
        section: the heading above; under 下一步打算 a line that opens with what to do is a plan.
        period: the report's; tells which years are past.

    Example:
        去年发展党员3名 → past; 完成全年320万元的48.8% → plan; 投产后可带动45户 → plan; 22户未改厕 → gap;
        去年栽下的果树今年卖了3吨 → None.
    """
    quantity = quantities[index]
    before, behind = as_seen_from(period, text[: quantity.start]), text[quantity.end :]
    if quantity.unit == "%" or _CHANGED_TO.search(before):
        return None
    if _is_lacking(before, behind):
        return "gap"
    row = governing_cues("governing_row")
    if row["timed"].search(behind) and not row["told"].search(text):
        return "plan"
    if quantity.unit not in COUNTS_TASKS and governing_cues("governing_behind")["due"].search(behind):
        return "plan"
    if governing_cues("governing_at")["label"].search(before) or _is_whole_of_done(text, quantities, index):
        return "plan"
    if governing_cues("governing_at")["reached"].search(before) and governing_cues("governing_behind")["part"].search(
        behind
    ):
        return "plan"
    if governing_cues("governing_at")["ask"].search(before):
        # A village asks for the money that it lacks, and for land or a machine that it means to have.
        return "gap" if quantity.unit == "元" else "plan"
    if governor := _governor(before):
        return _STATUS[governor]
    if governing_cues("governing_at")["done"].search(before):
        return "actual"
    opening = text[: quantities[0].start]
    return "plan" if _stands_in_a_planned_line(before, opening, behind, section) else None


def _is_lacking(before: str, behind: str) -> bool:
    at, after = governing_cues("governing_at"), governing_cues("governing_behind")
    if at["lack"].search(before) or after["gap"].search(behind):
        return True
    return bool(at["left"].search(before) and after["undone"].search(behind))


def as_seen_from(period: str, text: str) -> str:
    """A text with its times as seen from a report's period: in one of 2025Q3 2024年 is 去年 and 四季度 is 下季度.

    The year to come of an insurance is no time at which something is done: 2026年度医保已缴费1305人.
    """
    months = months_of(period)
    if months is None:
        return text
    own, last = year_of(period), (months[1] - 1) % 12 + 1

    def spoken(match: re.Match[str]) -> str:
        if not own:
            return match[0]
        if match[1] > own and INSURED_YEAR.match(match.string, match.start()):
            return ""
        return "今年" if match[1] == own else "去年" if match[1] < own else "明年"

    def seasoned(match: re.Match[str]) -> str:
        to_come = 3 * _SEASONS.index(match[1]) >= last and "去年" not in match.string[: match.start()]
        return "下季度" if to_come else match[0]

    return _SEASON.sub(seasoned, _YEAR.sub(spoken, text))


def _is_whole_of_done(text: str, quantities: Sequence[Quantity], index: int) -> bool:
    """Whether a figure is how much is to be done, since less of it is done: 产业路硬化4.5公里，已完成2.1公里."""
    whole = quantities[index]
    own = _CLAUSE_END.split(text[quantities[index - 1].end if index else 0 : whole.start])[-1]
    if whole.unit in _COUNTS_MATTERS or _DONE_ITSELF.search(own):
        return False
    for place in range(index + 1, len(quantities)):
        part = quantities[place]
        done = _DONE_OF.search(text[quantities[place - 1].end : part.start])
        if done and part.unit == whole.unit and part.value < whole.value:
            return not done["act"] or done["act"] in own
    return False


def _governor(before: str) -> str:
    """The list whose word still reaches the end of ``before``; empty where none does."""
    said = sorted(
        (match.start(), match.end(), name)
        for name, pattern in governing_cues().items()
        for match in pattern.finditer(before)
    )
    reaching, start_of, end = "", 0, 0
    for start, stop, name in said:
        later = bool(_CLAUSE_END.search(before, end, start))
        if name == "now":
            # Within its clause a month belongs to the year (去年10月), this year to what is meant or reckoned with.
            if later or reaching not in ("past", "aim", "hope"):
                reaching = ""
        elif name == "did":
            # 计划完成 is still a plan, and what was done last year is past.
            if reaching == "due" or (later and reaching != "past"):
                reaching = ""
        # 下季度计划走访200户，安装路灯30盏: what is still to come is no plan that was set and then reached.
        elif not (name == "due" and reaching == "aim" and start_of < start):
            reaching, start_of, end = name, start_of if name == reaching else start, stop
    if not reaching:
        return ""
    # 去年 at the head of a sentence is what it is about; elsewhere it is a remark: 纠纷29件，去年37件，办结28件.
    in_sentence = reaching == "aim" or (
        reaching == "past" and bool(_OPENING.fullmatch(before[:start_of])) and not _CLAUSE_END.match(before[-1])
    )
    boundary = _SENTENCE_END if in_sentence else _CLAUSE_END
    return "" if boundary.search(before, end) else reaching


def is_of_the_record(section: str) -> bool:
    """Whether a heading is of figures of what is and was done: 附件：三季度主要数据."""
    headings = governing_cues("governing_section")
    return bool(headings["record"].search(section)) and not any(
        headings[name].search(section) for name in ("aim", "plan")
    )


def is_of_deeds(section: str) -> bool:
    """Whether a heading is of what was done: 一、主要成效."""
    return bool(governing_cues("governing_section")["deeds"].search(section))


def _stands_in_a_planned_line(before: str, opening: str, behind: str, section: str) -> bool:
    """Under 下一步打算 改厕40户 is a plan, and so is what goes on from it; 对40户监测户 are there already."""
    act, headings = governing_cues("governing_at")["act"], governing_cues("governing_section")
    aimed = bool(headings["aim"].search(section))
    return (
        (aimed or bool(headings["plan"].search(section)))
        and not behind.startswith("的")
        and (aimed or bool(act.search(before) or act.search(opening)))
        and not _HANDLES.search(before)
        and not _HAS_DONE.search(before)
        and not any(governing_cues()[name].search(before) for name in _OF_THE_PRESENT)
    )
