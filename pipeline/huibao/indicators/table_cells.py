"""What the head of its column says of a figure in a table: whether it counts, its status, its time and its name.

监测户：本季14户，上年同期16户，同比-12.5% → 14户 actual, 16户 past, and a growth that is no amount. The row says it
where times stand in the first column: 上年同期：监测户16户.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from huibao.indicators.judging.governing import as_seen_from
from huibao.indicators.lexicon.cues import governing_cues
from huibao.indicators.lexicon.names import Name, name_all
from huibao.indicators.numbers.quantities import read_quantities
from huibao.indicators.period import months_of, period_of, year_of
from huibao.indicators.phrase import Phrase, phrases_of
from huibao.indicators.setting import Setting
from huibao.indicators.table_rows import Row
from huibao.indicators.tokens import words_of
from huibao.schema import Status
from huibao.segment.normalize import normalize

_STATUSES: Mapping[str, Status] = {"gap": "gap", "past": "past", "actual": "actual", "plan": "plan", "own": "actual"}
_YEARS_END = 12
# How much there is of a thing, which the thing alone names in its unit.
_MEASURES = re.compile("面积|产量|数量|规模|[存出]栏|数值|总量")
_LONGEST = 10
# Rows of a part of the village, or of all of it, which name nothing that is counted: 一组, 合计.
_PARTS = ("村", "组", "队", "屯", "寨", "社", "片", "支部", "网格", "合计", "总计", "小计")
# 2025年上半年目标, 本年三季度计划: of a part of the year.
_SHORTER = re.compile("季|半年|月")
_ALTERNATIVES = re.compile("[/／]")


@dataclass(frozen=True, kw_only=True, slots=True)
class TableCell:
    """A figure of a table by what its row and its column say.

    Attributes:
        subject: of its row.
        share: its row is told as a part of the one above.
        head: of its column.
        when: the one of both that says when, or whether it is meant; empty where neither does.
        kind: the list of ``[column]`` that ``when`` belongs to; empty for none.
        aims: the heads of the row's columns that are aims of the whole year.
        period: of the report.
    """

    subject: str
    share: bool
    head: str
    when: str
    kind: str
    aims: str
    period: str

    @property
    def counts_nothing(self) -> bool:
        """Whether its column gives no amounts: 同比, 增减, 备注."""
        return self.kind == "nothing"

    def status(self, judged: Status | None) -> Status | None:
        """Its status; the one that its words were judged to have where no head tells."""
        told = _STATUSES.get(self.kind)
        if told is None:
            return judged
        if self.kind == "own" and (of_row := _kind(self.subject, self.period)) in ("plan", "gap"):
            # 玉米计划面积 | 本季: the row says that it is meant.
            told = _STATUSES[of_row]
        return "part" if told == "actual" and self.share else told

    def time(self, name: Name, status: Status, phrase: Phrase) -> str | None:
        """The period that it covers; None where no head tells.

        Args:
            name: what it is of.
            status: as found.
            phrase: the words around it.

        Example:
            in a report of 2025Q3: 上年同期 → 2024Q3, 年度目标 → 2025, 1-9月 → 2025M01-M09.
        """
        if self.kind not in _STATUSES:
            return None
        if status == "plan" and year_of(self.period) and self._is_yearly():
            return year_of(self.period)
        lead = f"{self.aims}，" if self.kind == "actual" and self.aims else ""
        # 新增监测户 | 本季 came in that time, and does not stand.
        row = "" if self.when == self.subject else self.subject
        # 本季/季末 is the one for what happens, the other for what stands.
        first, *others = _ALTERNATIVES.split(self.when)
        when = others[0] if others and name.stock else first
        return period_of(Phrase(lead, "", row + when, phrase.after), name, status, self.period)

    def named_in(self, setting: Setting, index: int) -> Setting | None:
        """A sentence that tells its figure alone, by which it is named; None where it stands best as it is.

        Args:
            setting: the sentence of its row.
            index: which of its quantities.

        Example:
            水稻 | 产量 → 水稻产量410吨; 公厕维护 | 执行数 → 公厕维护5200元; 一组 | 户数 → 户数42.
        """
        noun = governing_cues("column")["empty"].sub("", self.head)
        of_row = "" if self.when == self.subject or self.subject.endswith(_PARTS) else self.subject
        figure = setting.quantities[index]
        if not (of_row or noun) or figure.unit == "%":
            return None
        text = normalize(f"{of_row}{noun}{setting.text[figure.start : figure.end]}").text
        quantities = read_quantities(text)
        if [(one.value, one.unit) for one in quantities] != [(figure.value, figure.unit)]:
            return None
        phrases = phrases_of(quantities, text)
        return replace(
            setting, view=normalize(text), quantities=quantities, phrases=phrases, words=words_of(text, quantities),
            names=name_all(quantities, text, {}, phrases, setting.place, setting.above),
        )  # fmt: skip

    def named(self, read: Name) -> Name:
        """The name read in that sentence, where it is of the row or of the head alone and the two tell more.

        Example:
            结余 of 公厕维护结余2800元 → 公厕维护结余; 道路 of 道路排查31处 → 道路排查; 水稻 of 水稻产量410吨 stays.
        """
        noun = governing_cues("column")["empty"].sub("", self.head)
        both = self.subject + noun
        if read.entry or not noun or self.when == self.subject or self.subject.endswith(_PARTS) or len(both) > _LONGEST:
            return read
        of_head = read.name in noun and read.name not in self.subject
        of_row = read.name in self.subject and not _MEASURES.search(noun)
        return replace(read, name=both) if of_head or of_row else read

    def _is_yearly(self) -> bool:
        """Whether an aim is one of the whole year: by what says when, or the row of a column of its own time."""
        seen = as_seen_from(self.period, self.subject if self.kind == "own" else self.when)
        return bool(governing_cues("column")["yearly"].search(seen)) and not _SHORTER.search(seen)


def cell_at(row: Row, place: int, period: str) -> TableCell | None:
    """The cell of a row whose figure stands at a place of the report; None where none does."""
    head = row.head_at(place)
    if head is None:
        return None
    kind, when = _kind(head, period), head
    if not kind and governing_cues("column")["empty"].fullmatch(row.subject):
        kind, when = _kind(row.subject, period), row.subject
    yearly = governing_cues("column")["yearly"]
    aims = [one for one in row.columns.values() if _kind(one, period) == "plan" and yearly.search(one)]
    return TableCell(
        subject=row.subject,
        share=row.share,
        head=head,
        when=when if kind else "",
        kind=kind,
        aims="，".join(aims),
        period=period,
    )


def _kind(words: str, period: str) -> str:
    """The list of ``[column]`` to which a head belongs; empty for none."""
    seen = as_seen_from(period, words)
    lists = governing_cues("column")
    kinds = ("nothing", "gap", "past", "actual", "plan")
    if kind := next((kind for kind in kinds if lists[kind].search(seen)), ""):
        return kind
    if lists["year"].search(seen):
        # 全年 in a report of the third quarter is what the year shall bring.
        months = months_of(period)
        return "own" if months is None or months[1] % _YEARS_END == 0 else "plan"
    return "own" if lists["own"].search(seen) else ""
