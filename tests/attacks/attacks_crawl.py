"""Goes through every page and every view, as a visitor and as a member.

The pages are those of which ``dashboard.navigation`` tells every browser, those included to which
no link leads: a new page is attacked without another line here.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from attacks_payload import Received
from attacks_visit import CHOSEN_FROM, Visit, opened

from dashboard.navigation import FIRST
from dashboard.survey.visit import DOUBLE_TAP_SECONDS
from dashboard.text import say
from db import codes

CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")
MOST_SCREENS = 20
"""Of the survey; it has about ten."""


def pages(visit: Visit) -> list[str]:
    """The address of every page that the app tells a browser of; the first has none."""
    told = next(m.navigation for m in visit.open("") if m.HasField("navigation"))
    return [page.url_pathname for page in told.app_pages]


def everything(port: int, cookie: str, *, deep: bool) -> Iterator[Received]:
    """All that is sent to a visitor, to a member, to one who comes back, and to a leader.

    Args:
        port: of the server.
        cookie: of a leader.
        deep: every option of every list; else one option of each beside the first.
    """
    with opened(port) as visit:
        yield from as_visitor(visit, deep=deep)
        yield from as_peer(visit)
    with opened(port) as visit:
        yield from as_member(visit)
        (code,) = set(CODE.findall(words(visit)))
    for written in (code, codes.make_return_code()):
        with opened(port) as visit:
            yield from as_returning(visit, written)
            # The same tab again: a page may show more to who has opened a record.
            yield from _of("member", as_visitor(visit, deep=deep))
    with opened(port, cookie) as visit:
        yield from _of("leader", as_visitor(visit, deep=deep))


def _of(who: str, received: Iterator[Received]) -> Iterator[Received]:
    return (replace(screen, place=f"{who}, {screen.place}") for screen in received)


def as_visitor(visit: Visit, *, deep: bool) -> Iterator[Received]:
    """Every page, and on each what its lists, pills and sliders lead to.

    Args:
        visit: a tab.
        deep: every option of every list; else one option of each beside the first.
    """
    for page in pages(visit):
        visit.open(page)
        yield received(visit, page or FIRST)
        yield from _choices(visit, page or FIRST, frozenset(), deep=deep)


def as_onlooker(visit: Visit) -> Iterator[Received]:
    """Every page as it opens, and nothing fetched: what a leader fetches is written in the log."""
    for page in pages(visit):
        visit.open(page)
        yield Received(page, visit.taken())


def as_member(visit: Visit) -> Iterator[Received]:
    """A survey from its first screen to "thank you", stopped once on the way."""
    visit.open("share")
    visit.press(say("survey.start.begin"))
    time.sleep(DOUBLE_TAP_SECONDS)
    visit.press(say("papers.consent.agree"))
    for screen in range(MOST_SCREENS):
        yield received(visit, f"survey, screen {screen}")
        _answer(visit)
        yield received(visit, f"survey, screen {screen} answered")
        time.sleep(DOUBLE_TAP_SECONDS)
        if visit.has(say("survey.check.hand_in")):
            break
        visit.press(say("survey.go_on"))
        if visit.has(say("survey.hand_over.noted")):
            yield received(visit, "survey, the code")
            time.sleep(DOUBLE_TAP_SECONDS)
            visit.press(say("survey.hand_over.noted"))
    visit.press(say("survey.stop_here"))
    yield received(visit, "survey, stopped")
    visit.press(say("survey.paused.go_on"))
    time.sleep(DOUBLE_TAP_SECONDS)
    visit.press(say("survey.check.hand_in"))
    yield received(visit, "survey, handed in")


def as_returning(visit: Visit, code: str) -> Iterator[Received]:
    """What a return code opens, and every way on from there but erasing."""
    visit.open("share")
    visit.write(say("survey.start.code"), code)
    visit.press(say("survey.start.open"))
    yield received(visit, "opened by code")
    for way in ("check_in", "change"):
        visit.open("record")
        if visit.has(say(f"my_record.opened.{way}")):
            visit.press(say(f"my_record.opened.{way}"))
            yield received(visit, f"record, {way}")


def as_peer(visit: Visit) -> Iterator[Received]:
    """Who only says a little about themselves, to be put beside the group."""
    visit.open("peers")
    _answer(visit)
    visit.press(say("peers.ask.button"))
    yield received(visit, "peers, compared")


def _answer(visit: Visit) -> None:
    """Tap the last answer of every question, and write a dose."""
    while new := [
        w for w in visit.elements("selectbox", "button_group") if w.id not in visit.widgets
    ]:
        visit.tap(new[-1], _last_answer(new[-1]))
    if any(w.label == say("survey.doses.dose_typed") for w in visit.elements("text_input")):
        visit.write(say("survey.doses.dose_typed"), "1.5")


def _last_answer(widget: Any) -> str:
    """The last option that is an answer, and does not only bring further ones."""
    further = {say("survey.weeks.more"), say("survey.weeks.later")}
    return next(option for option in reversed(_options(widget)) if option not in further)


def _choices(visit: Visit, place: str, known: frozenset[str], *, deep: bool) -> Iterator[Received]:
    """Try the widgets that are new on the screen, and then those that each of them brings."""
    new = [widget for widget in visit.elements(*CHOSEN_FROM) if widget.id not in known]
    all_known = known | {widget.id for widget in new}
    kept = dict(visit.widgets)
    for widget in new:
        # Behind another view of a page the same lists are tried again.
        beyond = known | {widget.id} if _is_view(widget) else all_known
        others = _others(widget)
        for option in others if deep else others[:1]:
            visit.widgets = dict(kept)
            visit.tap(widget, option)
            here = f"{place}, {option}"
            yield received(visit, here)
            yield from _choices(visit, here, beyond, deep=deep)


def _is_view(widget: Any) -> bool:
    return str(widget.label) == say("app.view")


def _options(widget: Any) -> list[str]:
    if widget.DESCRIPTOR.name == "Slider":
        ends = [str(end) for end in (widget.min, widget.max)]
        return [widget.options[0], widget.options[-1]] if widget.options else ends
    return [getattr(option, "content", option) for option in widget.options]


def _others(widget: Any) -> list[str]:
    """Every option but the one that is chosen at the start."""
    options = _options(widget)
    if widget.DESCRIPTOR.name == "Slider":
        return options
    if widget.DESCRIPTOR.name == "Selectbox":
        chosen = [widget.default] if widget.HasField("default") else []
    else:
        chosen = list(widget.default)
    return [option for at, option in enumerate(options) if at not in chosen]


def received(visit: Visit, place: str) -> Received:
    files = visit.files()
    return Received(place, visit.taken(), files)


def words(visit: Visit) -> str:
    """The HTML on the screen."""
    return " ".join(element.body for element in visit.elements("html"))
