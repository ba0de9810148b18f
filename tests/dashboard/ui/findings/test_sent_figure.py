import json

import plotly.graph_objects as go
import plotly.io
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.findings.sent_figure import SentFigure


def a_figure() -> go.Figure:
    return go.Figure(go.Bar(x=["a", "b"], y=[5, 10]), layout={"title": {"text": "People"}})


def test_a_kept_figure_is_sent_as_plotly_would_send_it() -> None:
    """To the letter, and the second time like the first."""
    figure, expected = SentFigure(a_figure()), plotly.io.to_json(a_figure().to_dict())
    assert plotly.io.to_json(figure.to_dict()) == expected
    assert plotly.io.to_json(figure.to_dict()) == expected


def test_what_is_sent_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plotly's own way is not gone a second time."""
    figure = SentFigure(a_figure())
    monkeypatch.setattr(go.Figure, "to_dict", None)
    assert figure.to_dict() is figure.to_dict()


def test_streamlit_shows_a_kept_figure() -> None:
    """Twice on a page, as two cards would."""
    at = AppTest.from_function(_shown).run()
    first, second = [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]
    assert first == second and not at.exception
    assert first["data"] == [{"type": "bar", "x": ["a", "b"], "y": [5, 10]}]


def _shown() -> None:
    import plotly.graph_objects as go
    import streamlit as st

    from dashboard.ui.findings.sent_figure import SentFigure

    figure = SentFigure(go.Figure(go.Bar(x=["a", "b"], y=[5, 10]), {"title": {"text": "People"}}))
    for key in ("one", "two"):
        st.plotly_chart(figure, key=key)
