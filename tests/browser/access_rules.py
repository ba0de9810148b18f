"""What every page owes to who cannot see, point or hear as others do: each rule as its breaches."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.tour.visitor import MAIN, TourVisitor

FINGER_PX = 44
MODES: dict[str, Any] = {
    "print": {"media": "print"},
    "forced colours": {"forced_colors": "active"},
}
"""Beside light and dark."""
ZOOMED = {"width": 320, "height": 256}
"""A window of 1280 by 1024 at 400 % (WCAG 2.2, 1.4.10)."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TARGETS = "a[href], button, input, summary, select, textarea, [role=button], [role=tab]"
IN_A_SENTENCE = "p a, li p a"
"""A link inside a sentence is as high as its line (the exception of WCAG 2.2, 2.5.8)."""

FIELDS = "[data-testid=stTextInputRootElement], .react-aria-ComboBox > div"
"""A tap anywhere on a field's frame goes into the field."""

_SMALL = f"""least => [...document.querySelectorAll("{TARGETS}")]
  .filter(e => e.checkVisibility({{visibilityProperty: true, opacityProperty: true}}))
  .filter(e => !e.matches("{IN_A_SENTENCE}") && e.tabIndex >= 0)
  .map(e => {{
    const slider = '[data-testid=stSlider] [role=group]';
    const kind = {{checkbox: 'label', radio: 'label', range: slider}};
    const around = kind[e.type] || '{FIELDS}';
    const box = (e.matches('input') && e.closest(around) || e).getBoundingClientRect();
    return [Math.round(box.width), Math.round(box.height), e.tagName, e.innerText || e.ariaLabel];
  }})
  .filter(([width, height]) => width > 1 && Math.min(width, height) < least)"""
_HEADINGS = """[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]
  .filter(e => e.checkVisibility()).map(e => [Number(e.tagName[1]), e.innerText])"""
_FIGURES = """[...document.querySelectorAll('[data-testid="stPlotlyChart"]')].map(e => {
  const named = e.querySelector('[aria-label]') || e.closest('[aria-label]');
  return (named?.ariaLabel || '').length; })"""


def faults(visitor: TourVisitor) -> list[str]:
    """Every breach of every rule on the page as it is, with the rule's name in front."""
    page = visitor.page
    size = page.viewport_size
    assert size is not None
    # As high as its content: Streamlit scrolls an inner element, and axe skips what is out of it.
    page.set_viewport_size({"width": size["width"], "height": visitor.height()})
    found = [f"{name}: {fault}" for name, rule in RULES.items() for fault in rule(page)]
    page.set_viewport_size({"width": ZOOMED["width"], "height": ZOOMED["height"]})
    page.wait_for_timeout(100)
    found += [f"zoomed: {fault}" for fault in wider_than(page, ZOOMED["width"])]
    page.set_viewport_size(size)
    page.wait_for_timeout(100)
    return found


def by_axe(page: Page) -> Iterator[str]:
    """Violations of axe-core.

    It is evaluated through the browser's debugger, which the content policy does not bind; the
    policy itself stays in force.
    """
    page.evaluate(AXE_SCRIPT)
    asked = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    result: dict[str, Any] = page.evaluate("asked => axe.run(document, asked)", asked)
    for violation in result["violations"]:
        for node in violation["nodes"]:
            yield f"{violation['id']} at {node['target']}: {node['html'][:160]}"


def in_other_modes(page: Page) -> Iterator[str]:
    """Violations of axe-core on paper, and in the few colours of a reader's own."""
    for name, media in MODES.items():
        page.emulate_media(**media)
        yield from (f"{name}: {fault}" for fault in by_axe(page))
        page.emulate_media(media="screen", forced_colors="none")


def small_targets(page: Page) -> Iterator[str]:
    """Targets that a finger misses."""
    yield from (f"{w} by {h}: {tag} {text}" for w, h, tag, text in page.evaluate(_SMALL, FINGER_PX))


def headings(page: Page) -> Iterator[str]:
    """One of level 1, first; no level is left out on the way down."""
    found: list[tuple[int, str]] = page.evaluate(_HEADINGS)
    levels = [level for level, _ in found]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"begins with {found[:2]}, {levels.count(1)} of level 1"
    for (one, _), (next_one, text) in pairwise(found):
        if next_one > one + 1:
            yield f"h{next_one} under h{one}: {text}"


def document(page: Page) -> Iterator[str]:
    """A language, and a title that tells the page."""
    if page.locator("html").get_attribute("lang") not in {"en", "es"}:
        yield "no language"
    if not page.title() or page.title() == "Streamlit":
        yield f"titled {page.title()!r}"


def unnamed_figures(page: Page) -> Iterator[str]:
    """A figure says in words what it shows."""
    yield from (f"figure {i} without words" for i, n in enumerate(page.evaluate(_FIGURES)) if not n)


def wider_than(page: Page, width: int) -> Iterator[str]:
    """Nothing has to be scrolled from side to side."""
    for place in (MAIN, "html"):
        wide = page.locator(place).first.evaluate("e => e.scrollWidth")
        if wide > width:
            yield f"{place} is {wide} wide"


def sideways(page: Page) -> Iterator[str]:
    """As above, at the width that the page has."""
    size = page.viewport_size
    assert size is not None
    yield from wider_than(page, size["width"])


RULES: dict[str, Callable[[Page], Iterator[str]]] = {
    "axe": by_axe,
    "target": small_targets,
    "heading": headings,
    "document": document,
    "figure": unnamed_figures,
    "sideways": sideways,
}
