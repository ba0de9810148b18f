"""One finding as a picture for the wall: 1600 by 900 pixels."""

from typing import Any

import plotly.graph_objects as go
from markupsafe import Markup

from dashboard.findings.finding import Finding, FindingState
from dashboard.report import templates
from dashboard.report.chromium import PixelSize, photograph_page
from dashboard.report.pack_page import SHORT, STRETCH, people_behind

SCREEN = PixelSize(1600, 900)
ROOM = PixelSize(902, 800)
"""What the figure may take up, beside the sentence."""
NEAREST, NEAREST_SHORT = 1.75, 2.1
LONG, LONGEST = 120, 220
"""Letters of a sentence from which on it is set smaller."""


def slide_as_png(finding: Finding[Any], figure: go.Figure) -> bytes:
    """The picture: sentence, figure, people, and the edition. Too few people give no figure.

    Call it outside an event loop.

    Args:
        finding: of any edition, with any filters.
        figure: its figure in the light theme.

    Raises:
        NoPicture: ``no_browser`` or ``browser_failed``.
    """

    def page_with_drawing(drawing: str) -> str:
        shown = finding.state is FindingState.shown
        # Drawn from our own numbers and words by Plotly, which escapes them.
        return templates.report_html(
            "slide",
            finding=finding,
            length=_sentence_class(finding.sentence),
            people=people_behind(finding),
            drawing=Markup(drawing) if shown else None,  # noqa: S704
        )

    return photograph_page((figure, _figure_size(figure.layout.height)), page_with_drawing, SCREEN)


def _figure_size(height: int) -> PixelSize:
    zoom = min(NEAREST_SHORT if height < SHORT else NEAREST, ROOM.height / height)
    return PixelSize(
        round(ROOM.width / zoom), round(max(height, min(STRETCH * height, ROOM.height / zoom)))
    )


def _sentence_class(sentence: str) -> str:
    """How large a sentence is set."""
    if len(sentence) > LONGEST:
        return "longest"
    return "long" if len(sentence) > LONG else "plain"
