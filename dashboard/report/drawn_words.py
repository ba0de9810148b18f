"""Words on a ground of teal, drawn by Pillow: what a picture says where there is no Chromium."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from dashboard.charts.theme import LIGHT
from dashboard.report.chromium import TYPEFACE, PixelSize

PLAIN, BOLD = 400, 700
SMALLEST = 18
"""Pixels; text that would need less ends with three dots, so that nothing is cut in the middle."""
CUT_OFF = "…"


class TextStyle(NamedTuple):
    """Size in pixels, weight and colour of a text."""

    size: int
    weight: int
    colour: str


_BRAND, _MARK = TextStyle(28, BOLD, "#fff"), TextStyle(24, BOLD, LIGHT.clay)
_HEADING, _BASIS = TextStyle(56, BOLD, "#fff"), TextStyle(32, PLAIN, "#fff")
_FOOT = TextStyle(22, PLAIN, LIGHT.tint)


def words_as_png(words: tuple[str, str, str, str], foot: Sequence[str], screen: PixelSize) -> bytes:
    """A PNG of words.

    Args:
        words: the brand, a mark such as "Invented answers" or "", the heading, the line under it.
        foot: its lines: people and edition.
        screen: size of the picture.
    """
    brand, mark, heading, basis = words
    edge = screen.width // 20
    room = screen.width - 2 * edge
    image = Image.new("RGB", screen, LIGHT.teal)
    pen = ImageDraw.Draw(image)
    pen.text((edge, edge), brand, _BRAND.colour, _font(_BRAND))
    if mark:
        _draw_mark(pen, mark, screen.width - edge, edge)
    foot_lines = [line for text in foot for line in _lines_within(text, _FOOT, room)]
    foot_top = screen.height - edge - _height(foot_lines, _FOOT)
    _draw_lines(pen, foot_lines, _FOOT, (edge, foot_top))
    top = edge + 2 * _BRAND.size
    _draw_heading(pen, (heading, basis), (edge, top), PixelSize(room, foot_top - top))
    content = BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


def _draw_heading(
    pen: ImageDraw.ImageDraw, words: tuple[str, str], place: tuple[int, int], room: PixelSize
) -> None:
    """Draw a heading and the line under it as large as there is room."""
    shrink = 1.0
    while True:
        styles = [
            style._replace(size=max(SMALLEST, round(style.size * shrink)))
            for style in (_HEADING, _BASIS)
        ]
        texts = [
            _lines_within(text, style, room.width)
            for text, style in zip(words, styles, strict=True)
        ]
        high = sum(map(_height, texts, styles)) + styles[1].size
        if high <= room.height or styles[0].size == SMALLEST:
            break
        shrink -= 0.05
    left, top = place
    for lines, style in zip(texts, styles, strict=True):
        fitting = _fitting_lines(lines, style, place[1] + room.height - top)
        _draw_lines(pen, fitting, style, (left, top))
        top += _height(fitting, style) + styles[1].size // 2


def _fitting_lines(lines: list[str], style: TextStyle, height: int) -> list[str]:
    most = max(0, height // _line_height(style))
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], lines[most - 1] + CUT_OFF] if most else []


def _draw_mark(pen: ImageDraw.ImageDraw, mark: str, right: int, top: int) -> None:
    font, pad = _font(_MARK), _MARK.size // 2
    left = right - round(font.getlength(mark)) - 2 * pad
    box = (left, top - pad // 2, right, top + _line_height(_MARK))
    pen.rounded_rectangle(box, _MARK.size, LIGHT.clay_tint)
    pen.text((left + pad, top), mark, _MARK.colour, font)


def _draw_lines(
    pen: ImageDraw.ImageDraw, lines: Sequence[str], style: TextStyle, place: tuple[int, int]
) -> None:
    left, top = place
    for at, line in enumerate(lines):
        pen.text((left, top + at * _line_height(style)), line, style.colour, _font(style))


def _lines_within(text: str, style: TextStyle, width: int) -> list[str]:
    """The text in lines of at most so many pixels; a word alone may be wider."""
    font, lines = _font(style), [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines if text else []


def _height(lines: Sequence[str], style: TextStyle) -> int:
    return len(lines) * _line_height(style)


def _line_height(style: TextStyle) -> int:
    return round(1.3 * style.size)


@cache
def _font(style: TextStyle) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(TYPEFACE, style.size)
    font.set_variation_by_axes([style.weight])
    return font
