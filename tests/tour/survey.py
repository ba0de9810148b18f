"""A member's whole way: every step of the survey, and then the record behind the return code."""

from collections.abc import Iterator

from dashboard.text import say
from db.vocabulary import EFFECT_GROUPS, RED_FLAGS
from tests.tour.visitor import TourVisitor

_RED_FLAG = next(i for i, effect in enumerate(EFFECT_GROUPS["mood"]) if effect in RED_FLAGS)
"""Its place among the effects of a group: told of as severe, it brings the help card."""


def member_way(visitor: TourVisitor) -> Iterator[str]:
    """Each state's name, while it is on the screen."""
    yield from _first_steps(visitor)
    yield from _effect_steps(visitor)
    yield from _last_steps(visitor)
    visitor.press("-hand-in")
    code = visitor.page.locator(".code").first.inner_text()
    yield "share-done"
    visitor.press("-extra")
    visitor.pick("-benefit-now-pain", 3)
    yield "share-extra"
    visitor.press("-before_and_now-go-on")
    yield from _record_states(visitor, code)


def _first_steps(visitor: TourVisitor) -> Iterator[str]:
    visitor.open("share")
    yield "share-start"
    visitor.press("-begin")
    yield "share-consent"
    visitor.press("-agree")
    visitor.pick("-you-condition", 1)
    yield "share-you"
    visitor.press("-you-go-on")
    yield "share-code"
    visitor.press("-noted")
    visitor.press("-doses-go-on")
    yield "share-doses-wrong"
    visitor.pick("-doses-first-preset", 1)
    visitor.pick("-doses-first-timing", 0)
    visitor.pick("-doses-since-unit", 0)
    visitor.pick("-doses-since-week", 5)
    yield "share-doses"
    visitor.press("-doses-go-on")
    visitor.pick("-doses-changed", 1)
    visitor.pick("-doses-change-1-week", 1)
    visitor.pick("-doses-change-1-preset", 3)
    visitor.pick("-doses-still", 1)
    visitor.pick("-doses-stop_week", 1)
    yield "share-changes"
    visitor.press("-changes-go-on")


def _effect_steps(visitor: TourVisitor) -> Iterator[str]:
    visitor.pick("-effects-mood", _RED_FLAG)
    yield "share-effects"
    visitor.press("-effects-go-on")
    visitor.pick("-before", 0)
    visitor.pick("-still", 0)  # what has gone brings no card
    visitor.pick("-severity", 2)
    yield "share-effects-more"
    visitor.press("-effects_more-go-on")


def _last_steps(visitor: TourVisitor) -> Iterator[str]:
    visitor.pick("-benefit-overall_change", 1)
    yield "share-benefit"
    visitor.press("-benefit-go-on")
    yield "share-check"
    visitor.press("-change-minute")
    yield "share-minute"
    visitor.press("-minute-go-on")
    visitor.press("-check-stop")
    yield "share-paused"
    visitor.press("-resume")


def _record_states(visitor: TourVisitor, code: str) -> Iterator[str]:
    visitor.open("record")
    yield "record-locked"
    visitor.write("-written", code)
    visitor.page.locator('[data-testid="stFormSubmitButton"] button').click()
    visitor.find("-check-in").first.wait_for()
    visitor.settle()
    yield "record-open"
    visitor.press("-check-in")
    yield "record-check-in"
    visitor.press("-back")
    visitor.press("-erase")
    yield "record-erase"
    visitor.write("-word", say("my_record.erase.word"))
    visitor.page.locator('[data-testid="stFormSubmitButton"] button').click()
    visitor.find("-done").first.wait_for()
    visitor.settle()
    yield "record-erased"
