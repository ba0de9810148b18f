"""The served application: ``python -m streamlit run dashboard/server.py``.

Streamlit finds ``app`` by reading this file, so ``st.App`` is named here and nowhere else.
"""

import datetime
import gc
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from threading import Event

import pandas as pd  # noqa: F401 - every page needs both: loaded and frozen before the first
import plotly.graph_objects as go  # noqa: F401
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit.logger import get_logger

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # free hosts install what we depend on, and not ourselves
    sys.path.insert(0, str(ROOT))

from dashboard.edition_dates import calendar_in_force, group_calendar
from dashboard.first_sight import first_pages
from dashboard.first_sight.preview_pictures import draw_previews
from dashboard.markup import style_element
from dashboard.navigation import DESK, FIRST, OPENED, SECTIONS
from dashboard.publishing import publish_edition
from dashboard.serving import (
    desk_cookie,
    draft_cookie,
    line_words,
    preview_answer,
    proof_of_work,
)
from dashboard.serving.closed_paths import PathAndOriginGuard
from dashboard.serving.compression import FileCompression
from dashboard.serving.connection_limits import ConnectionLimits
from dashboard.serving.descriptors import let_loops_sleep, raise_descriptor_limit, tabs_that_fit
from dashboard.serving.front_page import FrontEnd, FrontPage
from dashboard.serving.incoming_messages import IncomingMessageFilter
from dashboard.serving.log_redaction import keep_values_out_of_logs
from dashboard.serving.outgoing_messages import OutgoingMessageFilter
from dashboard.serving.parent_process import end_with_parent
from dashboard.serving.publish_clock import once_a_day, publishing_clock
from dashboard.serving.request_bounds import bound_requests
from dashboard.serving.run_pacing import RunPacing
from dashboard.serving.security_headers import SecurityHeaders, security_headers
from dashboard.serving.tab_owner import TabOwner
from dashboard.serving.unknown_address import UnknownAddress
from dashboard.settings import settings
from dashboard.stores import Stores, load_pepper, open_configured
from dashboard.text import say
from dashboard.ui.look import SHEETS
from db.desk import invites
from db.desk.group import load_group
from db.desk.publishing_day import load_publishing_day
from db.members import draft_tickets, drafts
from db.store.engine import EDITIONS, MEMBERS, forget_deleted_rows, reading_transaction
from db.store.errors import StoreError
from db.store.folder import OWNER_ALONE
from db.store.wholeness import broken_stores

GARBAGE = (2_000, 20, 50)
"""How often cycles are looked for (gc.set_threshold): with Python's (700, 10, 10) everything was
looked through every other second at 30 runs a second, 40 to 100 ms each while all wait."""
SWITCH_SECONDS = 0.02
"""How long a run keeps Python's lock while others wait (sys.setswitchinterval). Runs that end
sooner wait for fewer others: p95 of a page at 250 people was 61 ms at this and 70 at Python's 5, in
one run of 25 s each (tests/benchmarks/load.py); much shorter, at 0.5 ms, it was plainly worse."""
SCRIPT = Path(__file__).with_name("app.py")
FRONT_END = Path(st.__file__).with_name("static")
STYLES = (*SHEETS, line_words.STYLE, first_pages.STYLE)
WITH_FIGURE = frozenset({"question", "timelines", "doses", "timings", "response"})
"""Pages that open with a figure: the script that draws it is worth asking for at once."""
_is_ending = Event()
"""So that nobody waits for forty pictures who closes the server."""
_log = logging.getLogger("dashboard.server")
"""Streamlit reads this file under a name of its own."""


async def answer_healthz(_request: Request) -> JSONResponse:
    """That the process answers, and nothing about the group."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


def on_script_error(_error: Exception) -> bool:
    """Show a kind sentence in the failed page's place; Streamlit has logged the failure already.

    Returns:
        True: nothing else is to be shown.
    """
    st.error(say("app.error.page"))
    return True


@cache
def _server_stores() -> Stores:
    return open_configured()


def publish_if_due() -> int | None:
    """The number of the edition that was published now, or None where none is due."""
    outcome = publish_edition(_server_stores(), settings().interval_days)
    return outcome.edition if outcome.reason.name == "published" else None


def expire_drafts() -> None:
    """Drop the drafts that nobody came back to for about 60 days, and tickets after their days."""
    members, today = _server_stores().members, datetime.datetime.now(datetime.UTC).date()
    drafts.count_drafts_down(members, today)
    draft_tickets.count_tickets_down(members, today)


def end_full_invites() -> None:
    """Close the invites that are full, at the first look of the group's own day."""
    members = _server_stores().members
    with reading_transaction(members) as connection:
        note = load_publishing_day(connection)
    calendar = group_calendar(load_group(members), settings().interval_days)
    today = calendar_in_force(calendar, note).local_day(datetime.datetime.now(datetime.UTC))
    invites.end_full_invites(members, today)


def leave_no_trace() -> None:
    """Take out of the members' files who came when, and what was erased."""
    forget_deleted_rows(_server_stores().members)


def hold_pepper() -> None:
    """Have the secret of the codes in memory, and say in the log where its file is gone."""
    trouble = _pepper_trouble(_server_stores())
    if trouble:
        _log.error(trouble)


def _pepper_trouble(stores: Stores) -> str | None:
    try:
        load_pepper(settings(), stores.members)
    except (StoreError, OSError):
        return "The secret of the codes is not there: no code opens, run sweetspot doctor"
    if settings().is_pepper_file_gone():
        return "The secret of the codes has no file: put your copy back before the app ends"
    return None


@once_a_day
def look_for_damage() -> None:
    """Read both stores whole, and say in the log which is damaged: a bad disk says nothing."""
    stores = _server_stores()
    for name in broken_stores({MEMBERS: stores.members, EDITIONS: stores.editions}):
        _log.error("The store %s is damaged: run sweetspot doctor", name)


def draw_pictures() -> None:
    """Draw what links preview, where a proxy says our address: no preview is read without one."""
    if settings().trusted_proxies:
        draw_previews(_is_ending.is_set)


@asynccontextmanager
async def server_lifespan(_app: st.App) -> AsyncIterator[None]:
    """The publisher's clock, from the start of the server to its end."""
    _is_ending.clear()
    end_with_parent()
    bound_requests()
    let_loops_sleep()
    # Our lines go where Streamlit's go. It also cuts a logger off from what stands above it: here
    # nothing does, and what does elsewhere, such as in a test, listens on.
    get_logger("dashboard").propagate = True
    gc.collect()
    gc.freeze()  # what the imports made stays for good; later collections need not look at it
    gc.set_threshold(*GARBAGE)
    sys.setswitchinterval(SWITCH_SECONDS)
    async with publishing_clock(
        publish_if_due,
        settings().check_minutes,
        hold_pepper,
        expire_drafts,
        end_full_invites,
        leave_no_trace,
        look_for_damage,
        draw_pictures,
    ):
        try:
            yield
        finally:
            _is_ending.set()


def _page_addresses() -> dict[str, bool]:
    """Address of every page -> whether it opens with a figure."""
    names = [*(name for names in SECTIONS.values() for name in names), *OPENED, *DESK]
    return {"" if name == FIRST else name: name in WITH_FIGURE for name in names}


def build_app(script: Path) -> st.App:
    """The served application around a Streamlit script.

    From outside in: headers on every response, closed doors, room for tabs, a tab's own browser,
    messages that a page sends, as often as somebody taps, nothing of the machine in those that
    leave, the lighter page with its first words, unknown addresses, packed files, Streamlit.
    """
    pages, most_tabs = _page_addresses(), tabs_that_fit(raise_descriptor_limit())
    headers = security_headers(FRONT_END / "index.html")
    app = st.App(
        script,
        lifespan=server_lifespan,
        routes=[
            Route("/healthz", answer_healthz),
            Route(proof_of_work.ADDRESS, proof_of_work.receive_solution, methods=["POST"]),
            desk_cookie.cookie_route(),
            draft_cookie.cookie_route(),
            Route(preview_answer.ADDRESS, preview_answer.send_preview),
        ],
        middleware=[
            Middleware(SecurityHeaders, headers=headers),
            Middleware(PathAndOriginGuard),
            Middleware(ConnectionLimits, pages={f"/{name}" for name in pages}, most=most_tabs),
            Middleware(TabOwner),
            Middleware(IncomingMessageFilter),
            Middleware(RunPacing),
            Middleware(OutgoingMessageFilter),
            Middleware(
                FrontPage,
                front_end=FrontEnd(FRONT_END, say("pages.home"), style_element(*STYLES)),
                pages=pages,
                to_say=first_pages.first_page,
            ),
            Middleware(UnknownAddress),
            Middleware(FileCompression, folder=FRONT_END),
        ],
        on_script_error=on_script_error,
    )
    return app  # noqa: RET504 - Streamlit looks for the assignment of an st.App to this name


def refuse_path_prefix(prefix: str) -> None:
    """Our own addresses (cookies, tickets, the closed doors) stand at the root of a name.

    Args:
        prefix: Streamlit's ``server.baseUrlPath``.

    Raises:
        SystemExit: there is one; its words are what is printed.
    """
    if prefix.strip("/"):
        raise SystemExit(say("command.problem.path_prefix"))


refuse_path_prefix(st.get_option("server.baseUrlPath") or "")
os.umask(OWNER_ALONE)  # also where no command started it
keep_values_out_of_logs()
app = build_app(SCRIPT)
