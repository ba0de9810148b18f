"""What a test asks of a figure, read the way the browser gets it: as JSON."""

import json
from typing import Any

import plotly.graph_objects as go


def spec(figure: go.Figure) -> dict[str, Any]:
    """The figure as it is sent."""
    sent: dict[str, Any] = json.loads(figure.to_json())
    return sent


def layout(figure: go.Figure) -> dict[str, Any]:
    """Everything but the traces."""
    found: dict[str, Any] = spec(figure)["layout"]
    return found


def axes(figure: go.Figure) -> list[dict[str, Any]]:
    """All axes of both directions."""
    return [axis for key, axis in layout(figure).items() if key.startswith(("xaxis", "yaxis"))]


def traces(figure: go.Figure) -> list[dict[str, Any]]:
    """All traces, in the order in which they are drawn."""
    found: list[dict[str, Any]] = spec(figure)["data"]
    return found


def hatched(figure: go.Figure) -> list[dict[str, Any]]:
    """The traces of hatched bars that hold any."""
    return [t for t in traces(figure) if t["type"] == "bar" and t["y"] and "pattern" in t["marker"]]


def lines(figure: go.Figure) -> list[dict[str, Any]]:
    """The traces that draw the numbers themselves: those that answer a pointer."""
    return [trace for trace in traces(figure) if "hovertemplate" in trace]


def words(figure: go.Figure) -> list[str]:
    """Everything that is written into the figure."""
    return [note["text"] for note in layout(figure).get("annotations", [])]
