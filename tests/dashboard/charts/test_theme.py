"""The colours, for every pair of eyes."""

import re
import tomllib
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from dashboard.charts import theme
from dashboard.charts.theme import DARK, LIGHT, Palette

ROOT = Path(__file__).parents[3]
CONFIG = tomllib.loads(
    (ROOT / "dashboard" / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)
SHEET = (ROOT / "dashboard" / "ui" / "look.css").read_text(encoding="utf-8")

# Machado, Oliveira & Fernandes 2009, severity 1: no red, no green, no blue cones.
NO_RED = [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
]
NO_GREEN = [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.011820, 0.042940, 0.968881],
]
NO_BLUE = [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.303900],
]
EYES = {
    "all cones": np.eye(3),
    "no red": np.array(NO_RED),
    "no green": np.array(NO_GREEN),
    "no blue": np.array(NO_BLUE),
}
LEAST = dict.fromkeys(EYES, (20, 14)) | {"no blue": (18, 9)}
"""Distance of neighbours, and of any two of the first five; few eyes have no blue cones."""
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ],
)
WHITE = np.array([0.95047, 1, 1.08883])

PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio."""
    low, high = sorted(float(TO_XYZ[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, eyes: np.ndarray) -> np.ndarray:
    """CIE Lab of a colour as these eyes see it."""
    xyz = TO_XYZ @ np.clip(eyes @ linear(colour), 0, 1) / WHITE
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, eyes: np.ndarray) -> float:
    """CIE 1976; about 2 can just be told apart side by side."""
    return float(np.linalg.norm(lab(one, eyes) - lab(other, eyes)))


def test_contrast_and_distance_know_black_and_white() -> None:
    """WCAG's 21 to 1, and Lab's 100."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert distance("#000000", "#FFFFFF", np.eye(3)) == pytest.approx(100, abs=0.1)


@PALETTES
@pytest.mark.parametrize("name", ["card", "ground", "sand"])
def test_series_stand_out_from_what_they_lie_on(colours: Palette, name: str) -> None:
    """3 to 1 (WCAG 2.2, 1.4.11), also hatching and the grey dots on the card."""
    assert min(contrast(line, getattr(colours, name)) for line in colours.series) >= 3
    assert contrast(colours.grey, colours.card) >= 3


@PALETTES
@pytest.mark.parametrize("text", ["ink", "quiet", "faint", "teal"])
def test_text_can_be_read_on_the_card(colours: Palette, text: str) -> None:
    """4.5 to 1 (WCAG 2.2, 1.4.3)."""
    assert contrast(getattr(colours, text), colours.card) >= 4.5


@PALETTES
@pytest.mark.parametrize("text", ["ink", "quiet", "teal"])
def test_text_can_be_read_on_the_page_and_on_shading(colours: Palette, text: str) -> None:
    """The faintest text stands on cards alone, and on shading only as a figure's note."""
    assert contrast(getattr(colours, text), colours.ground) >= 4.5
    assert contrast(getattr(colours, text), colours.sand) >= 4.5


@PALETTES
def test_names_of_lines_can_be_read_on_card_and_shading(colours: Palette) -> None:
    """They have the line's colour, darker or lighter where that is too weak for text."""
    for ink in colours.series_ink:
        assert contrast(ink, colours.card) >= 4.5
        assert contrast(ink, colours.sand) >= 4.5


@PALETTES
def test_verdicts_can_be_read_on_their_tints(colours: Palette) -> None:
    """In line with it, and not in line."""
    assert contrast(colours.clay, colours.clay_tint) >= 4.5
    assert contrast(colours.teal, colours.tint) >= 4.5


@PALETTES
@pytest.mark.parametrize("eyes", EYES)
def test_neighbouring_series_differ_for_every_pair_of_eyes(colours: Palette, eyes: str) -> None:
    """About ten times what can just be told apart; any two of the first five, over four times."""
    neighbours, any_two = LEAST[eyes]
    steps = [distance(*pair, EYES[eyes]) for pair in pairwise(colours.series)]
    assert min(steps) >= neighbours
    first = [distance(*pair, EYES[eyes]) for pair in combinations(colours.series[:5], 2)]
    assert min(first) >= any_two


@PALETTES
def test_a_clear_difference_is_told_from_an_unclear_one_in_grey_print(colours: Palette) -> None:
    """Teal and grey dots differ in lightness."""
    lightness = [lab(colour, np.eye(3))[0] for colour in (colours.teal, colours.grey)]
    assert abs(lightness[0] - lightness[1]) >= 10


@pytest.mark.parametrize("name", ["light", "dark"])
def test_streamlit_has_the_same_colours(name: str) -> None:
    """Ten series, the one strong colour, the card, the text."""
    colours, section = theme.theme_palette(name), CONFIG["theme"][name]
    assert tuple(section["chartCategoricalColors"]) == colours.series
    assert len(colours.series) == 10
    assert section["primaryColor"] == section["linkColor"] == colours.teal
    assert section["backgroundColor"] == colours.card
    assert section["textColor"] == colours.ink
    assert section["borderColor"] == colours.axis


@pytest.mark.parametrize("name", ["light", "dark"])
def test_borders_of_fields_are_seen(name: str) -> None:
    """3 to 1 on the card, on the page and on the field itself (WCAG 2.2, 1.4.11)."""
    section, colours = CONFIG["theme"][name], theme.theme_palette(name)
    around = (colours.card, colours.ground, section["secondaryBackgroundColor"])
    assert min(contrast(section["borderColor"], ground) for ground in around) >= 3
    assert CONFIG["theme"]["showWidgetBorder"] is True


def test_the_style_sheet_has_the_same_colours() -> None:
    """Each --ss-name is light-dark(the light palette's, the dark palette's)."""
    found = re.findall(r"--ss-([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)", SHEET)
    assert len(found) >= 10
    for name, light, dark in found:
        field = name.replace("-", "_")
        assert (light, dark) == (getattr(LIGHT, field), getattr(DARK, field)), name


def test_the_font_is_served_from_here() -> None:
    """The file that the theme names is in the folder that Streamlit serves."""
    (face,) = CONFIG["theme"]["fontFaces"]
    assert face["url"].startswith("app/static/")
    assert (ROOT / "dashboard" / "static" / face["url"].rsplit("/", 1)[1]).is_file()
    assert face["family"] in theme.FONT


def test_an_unknown_theme_is_light() -> None:
    """Streamlit does not know the theme before the first run's answer."""
    assert theme.theme_palette("") is LIGHT
