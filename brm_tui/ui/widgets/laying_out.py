"""Laying a widget out again, whatever was measured of it before."""

from __future__ import annotations

from textual.widget import Widget


def lay_out_again(widget: Widget) -> None:
    """Measure, place and paint a widget anew.

    Textual counts once that a widget is to be laid out, until it has said so. What is measured for another widget's
    sake in between is kept under that count, and a change after that would never be measured: under load a sheet
    that was read as it was being mounted kept its height of no lines.
    """
    widget._box_model_cache.clear()
    widget.refresh(layout=True)
