"""How figures look: Chinese typefaces, the taxonomy's colours, drawn without browser or network."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huibao.errors import UsageError, how_to_install

if TYPE_CHECKING:
    import pandas as pd

    from huibao.taxonomy import Taxonomy

# The first that the computer has is used; between them every system with Chinese has one.
TYPEFACE = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, WenQuanYi Micro Hei, SimHei, sans-serif"
STEP = 24
WIDTH = 480
HEIGHT = 280
BLUE = "#2f5d8a"
GREY = "#9aa3ad"
SHOWN = 30
_SCALE = 1.5
_COLOURS = 96
_AMOUNT = (
    "abs(datum.value) >= 1e8 ? format(datum.value / 1e8, '~g') + '亿' : "
    "abs(datum.value) >= 1e4 ? format(datum.value / 1e4, '~g') + '万' : format(datum.value, ',~f')"
)
_SUFFIXES = (".png", ".svg", ".html", ".json")


@dataclass(frozen=True)
class View:
    """What an analysis gives: a tidy table, and a figure that is drawn when somebody looks at it.

    In a notebook the figure shows itself; ``view.table`` is the frame behind it.
    """

    table: pd.DataFrame
    draw: Callable[[], Any]

    @cached_property
    def chart(self) -> Any:
        """The Altair chart, ready to change further."""
        return (
            self.draw()
            .configure(font=TYPEFACE)
            .configure_view(stroke=None)
            .configure_axis(labelLimit=420, titleLimit=420)
            .configure_title(fontSize=14, anchor="start", limit=900)
        )

    def save(self, path: Path | str) -> Path:
        """Write the figure as .png, .svg, .html (self-contained) or .json.

        Raises:
            UsageError: another extension.
        """
        place = Path(path)
        if place.suffix.lower() not in _SUFFIXES:
            raise UsageError(f"图不能存成 {place.name}；请用 {'、'.join(_SUFFIXES)} 之一作扩展名")
        options: dict[str, dict[str, Any]] = {".html": {"inline": True}, ".png": {"scale_factor": 2}}
        self.chart.save(str(place), **options.get(place.suffix.lower(), {}))
        return place

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        import vl_convert
        from PIL import Image

        drawn = Image.open(io.BytesIO(vl_convert.vegalite_to_png(self.chart.to_json(), scale=_SCALE)))
        # A chart has few colours: a palette makes the stored notebook a quarter as large and looks the same.
        small = io.BytesIO()
        drawn.convert("RGB").quantize(_COLOURS).save(small, "PNG", optimize=True)
        picture = base64.b64encode(small.getvalue()).decode()
        return {"image/png": picture, "text/plain": f"<figure: {len(self.table)} rows>"}


def altair() -> Any:
    """The Altair module.

    Raises:
        UsageError: the extra ``notebooks`` is not installed.
    """
    try:
        import altair as alt
    except ImportError:
        raise UsageError(f"画图需要 altair 和 vl-convert；请先{how_to_install('notebooks')}") from None
    # The limit guards web pages; here a frame goes straight into a picture.
    alt.data_transformers.disable_max_rows()
    return alt


def amounts(**options: Any) -> Any:
    """An axis whose numbers are written the Chinese way: 5,000, 12万, 3.5亿."""
    return altair().Axis(labelExpr=_AMOUNT, **options)


def label_scale(taxonomy: Taxonomy, keys: Iterable[str] | None = None) -> dict[str, list[str]]:
    """``domain`` and ``range`` of a colour scale over full label names, in the taxonomy's order."""
    chosen = set(taxonomy.keys if keys is None else keys)
    labels = [label for label in taxonomy.labels if label.key in chosen]
    return {"domain": [label.full_name for label in labels], "range": [label.colour for label in labels]}


def heat_map(table: pd.DataFrame, *, x: str, y: str, value: str, title: str, **options: Any) -> Any:
    """A heat map with its numbers written in.

    Args:
        table: tidy, one row a cell.
        x, y, value: columns.
        title: of the figure.
        **options: ``x_sort`` and ``y_sort`` lists, ``form`` a number format, ``scheme`` of colours.
    """
    alt = altair()
    most = float(table[value].max()) if len(table) and table[value].max() > 0 else 1.0
    base = alt.Chart(table).encode(
        x=alt.X(f"{x}:N", sort=options.get("x_sort"), title=None, axis=alt.Axis(labelAngle=-40)),
        y=alt.Y(f"{y}:N", sort=options.get("y_sort"), title=None),
    )
    shade = alt.Color(
        f"{value}:Q", legend=None, scale=alt.Scale(scheme=options.get("scheme", "blues"), domain=[0, most])
    )
    tiles = base.mark_rect().encode(color=alt.condition(f"datum['{value}'] == 0", alt.value("#f6f7f9"), shade))
    figures = base.mark_text(fontSize=10).encode(
        text=alt.Text(f"{value}:Q", format=options.get("form", ".0f")),
        color=alt.condition(f"datum['{value}'] > {most * 0.55}", alt.value("white"), alt.value("#333")),
        opacity=alt.condition(f"datum['{value}'] == 0", alt.value(0), alt.value(1)),
    )
    return (tiles + figures).properties(width=alt.Step(STEP + 14), height=alt.Step(STEP), title=title)


def bars(table: pd.DataFrame, *, x: str, y: str, title: str, **options: Any) -> Any:
    """Horizontal bars in the order of the table.

    Args:
        table: one row a bar.
        x, y: columns of value and name.
        title: of the figure.
        **options: ``x_title``, ``colour`` (an Altair colour encoding or a colour), ``step`` between marks of the axis
            at least (1 for what is counted).
    """
    alt = altair()
    colour = options.get("colour", BLUE)
    return (
        alt.Chart(table)
        .mark_bar()
        .encode(
            x=alt.X(
                f"{x}:Q", title=options.get("x_title"), axis=amounts(tickCount=8, tickMinStep=options.get("step", 0))
            ),
            y=alt.Y(f"{y}:N", sort=None, title=None),
            color=alt.value(colour) if isinstance(colour, str) else colour,
        )
        .properties(width=WIDTH, height=alt.Step(STEP), title=title)
    )
