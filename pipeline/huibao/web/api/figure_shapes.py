"""Requests and answers of 核数据: decisions about figures, the township's table, what may fill its cells."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from huibao.web.api.shapes import FigureShown, Given, Name, Version


class FigureFields(Given):
    """What a figure should be; what is left out stays as the machine read it."""

    name: Name | None = None
    value: Annotated[float, Field(allow_inf_nan=False)] | None = None
    unit: Name | None = None
    bound: Name | None = None
    status: Name | None = None
    period: Name | None = None


class FigureGiven(FigureFields):
    """A decision; an empty verdict takes one back. The fields of the figure count with ``corrected`` only.

    ``everywhere``: every mention of the number in the report is left out, or counted again. ``settled``: a corrected
    figure is of the row that its name, status and period tell, whatever the words around it.
    """

    verdict: Literal["", "confirmed", "corrected", "excluded"]
    everywhere: bool = False
    settled: bool = False
    version: Version


class FigureDecided(FigureGiven):
    """A decision about one of several figures."""

    upload: Annotated[int, Field(ge=1, le=2**31 - 1)]
    start: Annotated[int, Field(ge=0, le=2**31 - 1)]


class FiguresGiven(Given):
    """Decisions that are made or taken back together: all of them or none."""

    figures: Annotated[list[FigureDecided], Field(min_length=1, max_length=500)]


class CorrectionPreview(BaseModel):
    """What a correction would make of a figure.

    ``printed`` is as the table would show it, ``times`` its value over the one that stands (null where they cannot be
    compared), ``together`` how many other mentions of the same number would be corrected with it.
    """

    printed: str
    times: float | None
    together: int


class FigureSeen(Given):
    """A figure, the version that was seen of it, and whether it counts in the sum."""

    upload: Annotated[int, Field(ge=1, le=2**31 - 1)]
    start: Annotated[int, Field(ge=0, le=2**31 - 1)]
    version: Version
    counted: bool = False


class BothGiven(Given):
    """Figures of one village and indicator: all right, or that taken back.

    Those that are ``counted`` are added; where none is, the largest counts.
    """

    figures: Annotated[list[FigureSeen], Field(min_length=1, max_length=50)]
    accepted: bool


class CellShown(BaseModel):
    """A village's figures for an indicator.

    ``counting`` are the places in ``figures`` of those that count in the sum: equal ones once, several that a person
    added together, none of a contradiction. ``doubt`` is contradiction, outlier or empty.
    """

    village: str
    figures: list[FigureShown]
    counting: list[int]
    doubt: str


class RowShown(BaseModel):
    """An indicator over the villages; ``total`` is empty where no sum makes sense."""

    name: str
    unit: str
    period: str
    period_name: str
    total: str
    canonical: bool
    reporting: int
    cells: list[CellShown]


class DoubtShown(BaseModel):
    """Figures that need a decision."""

    kind: Literal["contradiction", "outlier", "several"]
    name: str
    unit: str
    period_name: str
    village: str
    typical: str
    figures: list[FigureShown]


class OfferShown(BaseModel):
    """A silent cell, and the figure of its village that goes by a name that a person put into this row before."""

    name: str
    unit: str
    period: str
    period_name: str
    figure: FigureShown


class SilentShown(BaseModel):
    """A silent cell."""

    name: str
    unit: str
    period: str
    period_name: str
    village: str


class GridShown(BaseModel):
    """The township's table.

    ``missing`` are villages that handed in nothing, ``left`` the silent cells that may be filled as others were before,
    but for which nothing is offered: a person has to look.
    """

    villages: list[str]
    missing: list[str]
    rows: list[RowShown]
    doubts: list[DoubtShown]
    offers: list[OfferShown]
    left: list[SilentShown]


class ChoiceShown(BaseModel):
    """A figure that may be what a silent cell lacks.

    ``name`` and ``period_name`` are of the row in which it stands, else its own; ``contradicts``: it cannot be true
    beside the others there; ``known`` says where a person put a figure so called into the row before: in an ``earlier``
    batch, or ``here``.
    """

    figure: FigureShown
    name: str
    period_name: str
    contradicts: bool
    known: Literal["", "earlier", "here"]


class RowChoice(BaseModel):
    """A row in which a figure may stand; ``silent`` where its village has nothing there, ``known`` as of a choice."""

    name: str
    unit: str
    period: str
    period_name: str
    silent: bool
    known: Literal["", "earlier", "here"]
