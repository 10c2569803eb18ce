"""What goes into the check and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# ``unsupported``: no report bears it out, or they say another figure or another village. ``doubt``: the reports hold
# it, but say otherwise in which direction, when or whether done; a person has to look.
Kind = Literal["unsupported", "doubt"]
KIND_WORDS: dict[Kind, str] = {"unsupported": "无依据", "doubt": "存疑"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A paragraph of the briefing.

    Attributes:
        text: as it stands.
        beside: what tells whose it is and of what: the heading above, for a cell of a table that of its column and
            the other cells of its row.
        place: where a person finds it, in Chinese: ``第7段``, ``表1第3行``.
        is_cell: it stands in a table.
    """

    text: str
    beside: str = ""
    place: str = ""
    is_cell: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One fault of a normalised sentence: the range of the words in question and what is to be said of them."""

    start: int
    end: int
    kind: Kind
    reason: str
    reports_say: str
    advice: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """Words of the briefing that the reports do not bear out.

    Attributes:
        paragraph: index among the passages that were checked.
        start, end: range of the words in their paragraph.
        words: the words in question.
        sentence: in which they stand.
        place: of the paragraph, for a person.
        kind: whether no report bears them out or a person has to look.
        reason: what is wrong, in Chinese.
        reports_say: what the reports say instead; empty where they say nothing of it.
        advice: what to do.
    """

    paragraph: int
    start: int
    end: int
    words: str
    sentence: str
    place: str
    kind: Kind
    reason: str
    reports_say: str
    advice: str

    @property
    def comment(self) -> str:
        """All that is to be said of it beside the words themselves, a line each."""
        said = (f"【{KIND_WORDS[self.kind]}】{self.reason}。", self._said, self.advice)
        return "\n".join(filter(None, said))

    @property
    def line(self) -> str:
        """The same in one line, with the place."""
        said = f"{self._said.rstrip('。；')}。" if self._said else ""
        return f"{KIND_WORDS[self.kind]}：{self.place}“{self.words}”：{self.reason}。{said}{self.advice}"

    @property
    def entry(self) -> dict[str, str]:
        """The same for the summary of a run."""
        names = ("place", "words", "sentence", "reason", "reports_say", "advice")
        return {name: getattr(self, name) for name in names}

    @property
    def _said(self) -> str:
        return f"汇报里：{self.reports_say}" if self.reports_say else ""
