"""Rude visitors, at the app itself or through nginx as docs/deploy sets it up."""

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.visitor import HERE, run_page

TABS, TAPS_A_SECOND = 10, 20
MEASURED = 10


@dataclass(frozen=True)
class Door:
    """Where visitors come in.

    Attributes:
        port: of the app, or of nginx.
        encrypted: whether it speaks https.
    """

    port: int
    encrypted: bool = False

    @contextmanager
    def tab(self, token: str = "", session: str = "") -> Iterator[ClientConnection]:
        """A tab of the browser with this cookie, which says which session it had."""
        secure = "s" if self.encrypted else ""
        named = ("streamlit", token or "none", session) if session else ("streamlit",)
        with connect(
            f"ws{secure}://{HERE}:{self.port}/_stcore/stream",
            ssl=unchecked() if self.encrypted else None,
            origin=Origin(f"http{secure}://{HERE}:{self.port}"),
            additional_headers={"Cookie": f"_streamlit_xsrf={token}"} if token else {},
            subprotocols=[Subprotocol(name) for name in named],
            max_size=None,
            proxy=None,
            open_timeout=60,
        ) as socket:
            yield socket


def unchecked() -> ssl.SSLContext:
    """The certificate was signed by nobody."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def seconds_to_first_page(door: Door) -> float:
    """Of a visitor who has just come."""
    began = time.perf_counter()
    with door.tab() as socket:
        run_page(socket)
    return time.perf_counter() - began


def median_seconds(door: Door) -> float:
    """Of ten visitors."""
    return sorted(seconds_to_first_page(door) for _ in range(MEASURED))[MEASURED // 2]


@contextmanager
def flood(door: Door) -> Iterator[None]:
    """Ten tabs that ask for 20 runs a second each, until the block ends."""
    stop = threading.Event()
    tabs = [threading.Thread(target=_tap, args=(door, stop), daemon=True) for _ in range(TABS)]
    for tab in tabs:
        tab.start()
    time.sleep(3)
    try:
        yield
    finally:
        stop.set()


def _tap(door: Door, stop: threading.Event) -> None:
    message = BackMsg()
    message.rerun_script.page_name = ""
    with door.tab() as socket:
        threading.Thread(target=_drain, args=(socket,), daemon=True).start()
        while not stop.wait(1 / TAPS_A_SECOND):
            try:
                socket.send(message.SerializeToString())
            except ConnectionClosed:
                return


def _drain(socket: ClientConnection) -> None:
    try:
        for _ in socket:
            pass
    except (ConnectionClosed, OSError):
        return


def session_of(socket: ClientConnection) -> str:
    """Of the run that it asks for."""
    return str(run_page(socket)[0].new_session.initialize.session_id)


def taken_over(door: Door) -> tuple[bool, bool, bool]:
    """Whether the same browser, another one, and one without cookies get a tab by its name."""
    own, other = (generate_xsrf_token_string(letter * 16) for letter in (b"a", b"b"))
    with door.tab(own) as socket:
        session = session_of(socket)
        thief = []
        for token in (other, ""):
            with door.tab(token, session) as stranger:
                thief.append(session_of(stranger) == session)
    with door.tab(own, session) as again:
        return session_of(again) == session, thief[0], thief[1]
