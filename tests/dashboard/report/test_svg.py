"""Plotly's SVG, settled: the same for the same figure, and hatched with lines."""

import re
from itertools import pairwise

from dashboard.report.svg import settle_drawing

TILE = (
    '<pattern id="p{uid}-abc-0" width="8px" height="8px" patternUnits="userSpaceOnUse">'
    '<rect width="8px" height="8px" fill="rgb(1, 2, 3)" fill-opacity="0"/>'
    '<path d="M-2,2l4,-4M0,8L8,0M6,10l4,-4" opacity="1" stroke="rgb(9, 9, 9)" '
    'stroke-width="1.5px"/></pattern>'
)
DOTS = (
    '<pattern id="p{uid}-abc-0" width="6px" height="6px" patternUnits="userSpaceOnUse">'
    '<rect width="6px" height="6px" fill="rgb(1, 2, 3)" fill-opacity="1"/>'
    '<circle cx="3" cy="3" r="1.5" opacity="0.5" fill="rgb(9, 9, 9)"/></pattern>'
)
BAR = (
    '<path d="M10,40V20H26V40Z" class="pattern_filled" '
    "style=\"stroke-width: 0px; fill: url('#p{uid}-abc-0');\"/>"
)


def drawing(uid: str, tile: str = TILE, bar: str = BAR) -> str:
    """A bar, clipped and hatched, as Plotly names its parts at random."""
    clip = f'<clipPath id="clip{uid}xy"><path d="M0,0H9V9Z"/></clipPath>'
    body = f'<g class="trace{uid}" clip-path="url(#clip{uid}xy)">{bar.format(uid=uid)}</g>'
    return f'<svg id="top-{uid}">{tile.format(uid=uid)}{clip}{body}</svg>'


def test_two_drawings_of_one_figure_are_the_same() -> None:
    """Plotly calls them dfa6ae and 0b12ff; classes are random, too."""
    assert settle_drawing(drawing("dfa6ae"), "f1") == settle_drawing(drawing("0b12ff"), "f1")


def test_two_drawings_on_one_page_share_no_name() -> None:
    """Or the one would be clipped by the other."""
    first, second = (
        set(re.findall(r'id="([^"]+)"', settle_drawing(drawing("dfa6ae"), name)))
        for name in ("f1", "f2")
    )
    assert first and not first & second


def test_every_reference_leads_to_a_part_that_is_there() -> None:
    """After all names have changed."""
    made = settle_drawing(drawing("dfa6ae"), "f1")
    assert set(re.findall(r"url\(#([^)]+)\)", made)) <= set(re.findall(r'id="([^"]+)"', made))


def test_a_hatched_bar_is_cut_out_of_slanted_lines() -> None:
    """16 wide and 20 high: lines 8 apart, each 20 to the left and 20 down; no pattern is left."""
    made = settle_drawing(drawing("dfa6ae"), "f1")
    lines = re.search(r'<g clip-path="url\(#f1-\d\)"><path d="([^"]+)"', made)
    assert lines
    starts = [float(x) for x in re.findall(r"M([-\d.]+),20.00l-20.00,20.00", lines[1])]
    gaps = {after - before for before, after in pairwise(starts)}
    assert gaps == {8.0}
    assert min(starts) <= 10 and max(starts) >= 26 + 20
    assert "pattern" not in made


def test_hatching_of_two_bars_lies_on_one_grid() -> None:
    """Lines go through the corners of the tiles: x + y is a multiple of 8."""
    made = settle_drawing(drawing("dfa6ae"), "f1")
    found = re.findall(r"M([-\d.]+),(20.00)l", made)
    assert found and all((float(x) + float(y)) % 8 == 0 for x, y in found)


def test_a_dotted_bar_keeps_its_ground_and_gets_rows_of_dots() -> None:
    """Dashes of no length, 6 apart, with round ends as wide as a dot."""
    made = settle_drawing(drawing("dfa6ae", DOTS), "f1")
    assert 'fill="rgb(1, 2, 3)" fill-opacity="1"' in made
    assert 'stroke-width="3.00" stroke-linecap="round" stroke-dasharray="0 6"' in made


def test_a_bar_with_more_attributes_is_hatched_as_well() -> None:
    """Plotly clips thin bars one by one."""
    bar = BAR.replace(' class="pattern', ' clip-path="url(#clip{uid}xy)" class="pattern')
    assert "pattern" not in settle_drawing(drawing("dfa6ae", bar=bar), "f1")


def test_a_pattern_that_something_else_is_filled_with_stays() -> None:
    """A heavy drawing, and no hole in it."""
    made = settle_drawing(
        drawing("dfa6ae", bar="<circle style=\"fill: url('#p{uid}-abc-0')\"/>"), "f1"
    )
    assert "<pattern" in made


def test_a_bar_is_hatched_whichever_attribute_comes_first() -> None:
    """Plotly and Chromium of another version write the style before the class."""
    style = "style=\"stroke-width: 0px; fill: url('#p{uid}-abc-0'); stroke-opacity: 1;\""
    turned = f'<path d="M10,40V20H26V40Z" {style} class="pattern_filled"/>'
    plain = settle_drawing(drawing("dfa6ae"), "f1")
    assert "<pattern" not in plain
    assert settle_drawing(drawing("dfa6ae", bar=turned), "f1") == plain
