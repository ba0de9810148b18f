"""Every way through the app: which pages are opened, in which store, and what each state is called.

Pages come from dashboard.navigation, so that a new one is on the tour.
"""

from collections.abc import Callable, Iterator

from dashboard.navigation import DESK, FIRST, OPENED, SECTIONS
from tests.tour.survey import member_way
from tests.tour.visitor import TourVisitor

Way = Callable[[TourVisitor], Iterator[str]]
"""Yields the name of each state while it is on the screen."""

OWN_WAYS = frozenset({"share", "record", "peers", "leaders"})
"""Pages that are gone through by a way of their own."""
PAGES = (*(name for names in SECTIONS.values() for name in names), *OPENED)
PEERS_WEEK = 3
"""Of the bands of weeks: one with many members."""


def page_address(name: str) -> str:
    """Of a page, behind the server's."""
    return "" if name == FIRST else name


def pages_way(visitor: TourVisitor) -> Iterator[str]:
    """Every page to read, each of its views, and each with what is folded away."""
    for name in PAGES:
        if name not in OWN_WAYS:
            visitor.open(page_address(name))
            yield name
            yield from _page_views(visitor, name)
            visitor.unfold_everything()
            yield f"{name}-unfolded"


def _page_views(visitor: TourVisitor, name: str) -> Iterator[str]:
    views = visitor.page.locator(".st-key-view button")
    for place in range(1, views.count()):
        views.nth(place).click()
        visitor.settle()
        yield f"{name}-view-{place + 1}"


def peers_way(visitor: TourVisitor) -> Iterator[str]:
    """The few fields, and what people like that told."""
    visitor.open("peers")
    yield "peers-form"
    visitor.choose("ask-me-week", PEERS_WEEK)
    visitor.page.locator(".st-key-ask-me-compare button").click()
    visitor.find("card-peers-effects").first.wait_for()
    visitor.settle()
    yield "peers-result"


def bare_pages_way(visitor: TourVisitor) -> Iterator[str]:
    """Pages whose numbers are missing: before the first edition, or where none can be opened."""
    for name in PAGES:
        if name not in OWN_WAYS - {"peers"}:
            visitor.open(page_address(name))
            yield name


def desk_way(signed_in: Callable[[TourVisitor], None]) -> Way:
    """The leaders' pages: the form, and behind it the desk."""

    def walk_the_desk(visitor: TourVisitor) -> Iterator[str]:
        visitor.open("leaders")
        yield "leaders-sign-in"
        signed_in(visitor)
        yield "leaders"
        for name in DESK:
            visitor.open(name)
            visitor.find("desk-line").first.wait_for()
            visitor.settle()
            yield name

    return walk_the_desk


FILLED: dict[str, Way] = {"pages": pages_way, "peers": peers_way, "member": member_way}
"""Ways through a store with members and an edition; the desk's way needs a leader besides."""
