"""Plotly's SVG made fit for a page: names that do not change, hatching that stays sharp.

Plotly names the parts of a drawing at random, so two drawings of one figure would differ. And it
hatches with a pattern for every bar, which a PDF holds as pictures: 5 MB and 6 seconds more.
"""

import re
from math import ceil, floor
from typing import NamedTuple

_ID = re.compile(r'\bid="([^"]+)"')
_CLASS = re.compile(r' class="[^"]*"')
"""Some are random, and some are those of a page's own style sheet."""
_PATTERN = re.compile(r'<pattern id="([^"]+)" width="([\d.]+)px"[^>]*>(.*?)</pattern>', re.DOTALL)
_BAR = re.compile(
    # Which of the two attributes comes first differs from version to version.
    r'<path d="([^"]+)"(?=[^>]* class="pattern_filled")[^>]* style="[^"]*'
    r"url\('#([^']+)'\)[^>]*/>",
)
_GROUND = re.compile(r'<rect[^>]*? fill="([^"]+)" fill-opacity="([^"]+)"/>')
_STROKE = re.compile(r'<path d="([^"]+)" opacity="([^"]+)" stroke="([^"]+)" stroke-width="(.+?)"/>')
_DOT = re.compile(r'<circle cx="([^"]+)" cy="\1" r="([^"]+)" opacity="([^"]+)" fill="([^"]+)"/>')
_RISING = re.compile(r"l([\d.]+),-\1")
"""A stroke from the lower left to the upper right."""
_STEP = re.compile(r"([MLHVA])([^A-Z]*)")
_NUMBER = re.compile(r"-?[\d.]+")


class BarBox(NamedTuple):
    """What a bar takes up, in pixels."""

    left: float
    top: float
    right: float
    bottom: float


def settle_drawing(drawing: str, name: str) -> str:
    """A drawing that is the same for the same figure, and hatched with lines.

    Args:
        drawing: SVG as Plotly writes it.
        name: of the drawing, on its page.
    """
    return _number_drawing_parts(_CLASS.sub("", _without_patterns(drawing)), name)


def _number_drawing_parts(drawing: str, name: str) -> str:
    """Its parts numbered in their order."""
    order = dict.fromkeys(_ID.findall(drawing))
    if not order:
        return drawing
    names = {old: f"{name}-{at}" for at, old in enumerate(order)}
    longest_first = sorted(names, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), lambda found: names[found[0]], drawing)


def _without_patterns(drawing: str) -> str:
    """Hatched with lines; a pattern that something else is filled with stays."""
    patterns = {name: (float(step), tile) for name, step, tile in _PATTERN.findall(drawing)}
    lined = _BAR.sub(lambda bar: _hatch_bar_svg(bar[1], bar[2], *patterns[bar[2]]), drawing)
    return _PATTERN.sub(lambda found: found[0] if f"#{found[1]}'" in lined else "", lined)


def _hatch_bar_svg(outline: str, name: str, step: float, tile: str) -> str:
    """A bar: its ground, and the lines or dots of its pattern that lie inside of it.

    Args:
        outline: the bar, as a path.
        name: of the pattern, which is this bar's own.
        step: width and height of the pattern's tile, in pixels.
        tile: what is drawn in each tile.
    """
    box = _box_round_bar(outline)
    found = _GROUND.search(tile)
    ground = f'fill="{found[1]}" fill-opacity="{found[2]}"' if found else 'fill="none"'
    dot, stroke = _DOT.search(tile), _STROKE.search(tile)
    marks = (
        _hatch_dots_svg(box, step, dot)
        if dot
        else _hatch_lines_svg(box, step, stroke)
        if stroke
        else ""
    )
    cut = f'<clipPath id="{name}"><path d="{outline}"/></clipPath>'
    return f'{cut}<path d="{outline}" {ground}/><g clip-path="url(#{name})">{marks}</g>'


def _box_round_bar(outline: str) -> BarBox:
    xs: list[float] = []
    ys: list[float] = []
    for letter, written in _STEP.findall(outline):
        numbers = [float(number) for number in _NUMBER.findall(written)]
        if letter != "V":
            xs.append(numbers[0] if letter == "H" else numbers[-2])
        if letter != "H":
            ys.append(numbers[-1])
    return BarBox(min(xs), min(ys), max(xs), max(ys))


def _hatch_lines_svg(box: BarBox, step: float, stroke: re.Match[str]) -> str:
    """Slanted lines, each from the top of the bar to its bottom."""
    high = box.bottom - box.top
    rising = bool(_RISING.search(stroke[1]))
    slant = -high if rising else high
    # Where the lines of all bars cross the top edge: those through the tile's corners.
    shift = -box.top if rising else box.top
    first = floor((box.left - shift - max(slant, 0)) / step)
    last = ceil((box.right - shift - min(slant, 0)) / step)
    starts = (at * step + shift for at in range(first, last + 1))
    path = "".join(f"M{x:.2f},{box.top:.2f}l{slant:.2f},{high:.2f}" for x in starts)
    return (
        f'<path d="{path}" opacity="{stroke[2]}" stroke="{stroke[3]}" stroke-width="{stroke[4]}"/>'
    )


def _hatch_dots_svg(box: BarBox, step: float, dot: re.Match[str]) -> str:
    """Rows of dots: dashes of no length with round ends."""
    middle, radius = float(dot[1]), float(dot[2])
    left = floor(box.left / step) * step + middle
    rows = range(floor(box.top / step), ceil(box.bottom / step))
    path = "".join(f"M{left:g},{at * step + middle:g}H{box.right + step:g}" for at in rows)
    return (
        f'<path d="{path}" opacity="{dot[3]}" stroke="{dot[4]}" stroke-width="{2 * radius:.2f}" '
        f'stroke-linecap="round" stroke-dasharray="0 {step:g}"/>'
    )
