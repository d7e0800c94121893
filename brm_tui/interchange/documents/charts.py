"""Charts of documents, drawn by matplotlib: as SVG to stand in HTML, as pictures for Word."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from brm_tui.interchange.documents.model import Chart, printable

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SIZE = 7.2, 2.7
_DOTS = 200
_INK, _LINE = "#1c2330", "#c3cad6"
_COLOURS = ("#1f4e79", "#b8621b", "#2f7d4f", "#7a3e9d", "#a3280f", "#566072")
_MARKERS, _HATCHES = "osD^vP", ("", "//", "..", "xx", "\\\\", "++")
_MOST_SERIES, _LONGEST = 6, 28


def chart_svg(chart: Chart) -> str:
    """Return a chart as an SVG element that needs nothing else; the same figures give the same text."""
    with _drawing() as options:
        kept = io.StringIO()
        _figure(chart).savefig(kept, format="svg", metadata={"Date": None, "Creator": None}, **options)
    text = kept.getvalue()
    text = text[text.index("<svg") :]
    # Two charts of one page must not share names of their parts.
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    return text.replace("<svg ", '<svg aria-hidden="true" ', 1)


def chart_png(chart: Chart) -> bytes:
    """Return a chart as a PNG picture."""
    with _drawing() as options:
        kept = io.BytesIO()
        _figure(chart).savefig(kept, format="png", dpi=_DOTS, metadata={"Software": None}, **options)
    return kept.getvalue()


@contextmanager
def _drawing() -> Iterator[dict[str, Any]]:
    """Draw with our settings: no formulas in texts, no word on characters that its font lacks."""
    import matplotlib

    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    settings: Any = {
        "text.parse_math": False, "svg.fonttype": "path", "svg.hashsalt": "brm-tui", "font.size": 8.5,
        "font.family": "DejaVu Sans", "axes.edgecolor": _LINE, "text.color": _INK, "axes.labelcolor": _INK,
        "xtick.color": _INK, "ytick.color": _INK,
    }  # fmt: skip
    with warnings.catch_warnings(), matplotlib.rc_context(settings):
        warnings.simplefilter("ignore")
        yield {"bbox_inches": "tight"}


def _figure(chart: Chart) -> Figure:
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter

    figure = Figure(figsize=_SIZE, layout="constrained")
    axes = figure.add_subplot()
    places = list(range(len(chart.labels)))
    shown = chart.series[:_MOST_SERIES]
    for number, (name, figures) in enumerate(shown):
        known = [float("nan") if value is None else value for value in figures]
        label, colour = _short(name), _COLOURS[number]
        if chart.bars:
            width = 0.8 / max(1, len(shown))
            at = [place - 0.4 + width * (number + 0.5) for place in places]
            axes.bar(
                at, known, width * 0.92, label=label, color=colour, hatch=_HATCHES[number], edgecolor="white"
            )
        else:
            axes.plot(
                places, known, label=label, color=colour, marker=_MARKERS[number], markersize=4, linewidth=1.6
            )
    every = max(1, -(-len(places) // 14))
    axes.set_xticks(places[::every], [_short(label, 16) for label in chart.labels[::every]])
    axes.set_ylabel(_short(chart.unit))
    # What is counted has no quarters.
    whole = all(value is None or value == int(value) for _name, figures in shown for value in figures)
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=whole))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.10g}"))
    axes.grid(axis="y", color=_LINE, linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    if len(shown) > 1:
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)
    return figure


def _short(text: str, most: int = _LONGEST) -> str:
    """Return a text as a chart has room for; a name that begins with _ would be left out of the legend."""
    lines = [" ".join(line.split()) for line in printable(text).lstrip("_").split("\n")]
    return "\n".join(line if len(line) <= most else f"{line[: most - 1]}…" for line in lines)
