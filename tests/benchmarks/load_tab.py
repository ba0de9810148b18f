"""One browser tab of the load generator: Streamlit's own WebSocket messages, without a browser.

Nothing is decoded while a run is timed but the few bytes that may say that it is over; what was
sent is read afterwards, while the visitor thinks.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from google.protobuf.message import Message
from markupsafe import escape
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from visitor import HERE
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from dashboard.text import say

LONGEST_END = 128
"""Bytes; the message that ends a run has about 50, and one of a figure thousands."""
KEPT_FOR_RUNS = 2
"""So long a browser keeps a message that it may be asked to show again
(global.maxCachedMessageAge)."""
NOT_OPENED = escape(say("empty.unavailable"))
BAD_ENDS = {ForwardMsg.FINISHED_WITH_COMPILE_ERROR}


@dataclass(frozen=True)
class Run:
    """One run of a page, from the message that asks for it to the one that ends it.

    Attributes:
        kind: what the visitor did.
        sent_at: by ``time.perf_counter``.
        seconds: until the end arrived.
        told: seconds until the words arrived that were waited for; None where none were.
        messages: how many were sent back.
        bytes: in them.
        errors: what a visitor would have seen go wrong; names of kinds, no words of a page.
    """

    kind: str
    sent_at: float
    seconds: float
    messages: int
    bytes: int
    errors: tuple[str, ...] = ()
    told: float | None = None


@dataclass
class Tab:
    """A tab that is open.

    Attributes:
        socket: its connection.
        elements: what is on the screen, in order.
        widgets: id -> what was tapped, sent with every run as a browser does.
        pages: address of every page -> the hash under which the server knows it.
        page: hash of the open page; "" before the first run.
    """

    socket: ClientConnection
    elements: list[Element] = field(default_factory=list)
    widgets: dict[str, WidgetState] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    page: str = ""
    _kept: dict[str, int] = field(default_factory=dict)
    _runs: int = 0

    async def open(self, address: str) -> Run:
        """Load the app at a page, as from an address typed in."""
        return await self._run("open", page_name=address)

    async def go(self, address: str) -> Run:
        """Follow a link of the app to a page."""
        self.page, self.widgets = self.pages[address], {}
        return await self._run("page")

    async def tap(self, kind: str, state: WidgetState, words: str = "") -> Run:
        """Change one widget, or press one button.

        Args:
            kind: what the visitor does by it.
            state: of the widget.
            words: that are waited for, in plain ASCII; their arrival is noted, too.
        """
        self.widgets[state.id] = state
        return await self._run(kind, words=words)

    def widgets_of(self, *kinds: str) -> Iterator[Any]:
        """The widgets of these kinds on the screen, in order."""
        for element in self.elements:
            kind = element.WhichOneof("type")
            if kind in kinds:
                yield getattr(element, kind)

    async def _run(self, kind: str, page_name: str = "", words: str = "") -> Run:
        asked = self._asked(page_name).SerializeToString()
        sent_at = time.perf_counter()
        await self.socket.send(asked)
        frames, told_at = await self._until_finished(words.encode())
        seconds = time.perf_counter() - sent_at
        errors = tuple(self._read(frames))
        told = None if told_at is None else told_at - sent_at
        return Run(kind, sent_at, seconds, len(frames), sum(map(len, frames)), errors, told)

    def _asked(self, page_name: str) -> BackMsg:
        message = BackMsg()
        asked = message.rerun_script
        asked.page_name, asked.page_script_hash = page_name, self.page
        asked.widget_states.widgets.extend(self.widgets.values())
        asked.cached_message_hashes.extend(self._kept)
        asked.context_info.color_scheme = "light"
        return message

    async def _until_finished(self, words: bytes) -> tuple[list[bytes], float | None]:
        frames: list[bytes] = []
        told_at = None
        while True:
            frame = await self.socket.recv(decode=False)
            frames.append(frame)
            if words and told_at is None and words in frame:
                told_at = time.perf_counter()
            if len(frame) <= LONGEST_END and _is_last(ForwardMsg.FromString(frame)):
                return frames, told_at

    def _read(self, frames: list[bytes]) -> Iterator[str]:
        """Put what was sent on the screen; gives what went wrong."""
        messages = list(map(ForwardMsg.FromString, frames))
        # A run that started itself again put up its screen only in its last part.
        starts = [at for at, message in enumerate(messages) if message.HasField("new_session")]
        if not starts:
            yield "no run"
            return
        self._runs += 1
        screen: dict[tuple[int, ...], Element] = {}
        for at, message in enumerate(messages):
            yield from self._errors_of(message)
            self._keep(message)
            if at >= starts[-1] and message.delta.HasField("new_element"):
                screen[tuple(message.metadata.delta_path)] = message.delta.new_element
        self.elements = [element for _, element in sorted(screen.items())]
        self._forget()

    def _errors_of(self, message: ForwardMsg) -> Iterator[str]:
        kind = message.WhichOneof("type")
        if kind == "ref_hash" and message.ref_hash not in self._kept:
            yield "a message was left out that this tab does not have"
        elif kind == "navigation":
            told = message.navigation
            self.page = told.page_script_hash
            self.pages = {page.url_pathname: page.page_script_hash for page in told.app_pages}
        elif kind == "page_not_found":
            yield "page not found"
        elif kind == "script_finished" and message.script_finished in BAD_ENDS:
            yield "did not compile"
        elif kind == "session_event" and message.session_event.HasField(
            "script_compilation_exception"
        ):
            yield "exception"
        elif kind == "delta":
            yield from _errors_on_screen(message.delta.new_element)

    def _keep(self, message: ForwardMsg) -> None:
        if message.metadata.cacheable:
            self._kept[message.hash] = self._runs
        elif message.HasField("ref_hash"):
            self._kept[message.ref_hash] = self._runs

    def _forget(self) -> None:
        """As a browser: old messages, pressed buttons, and widgets that left the screen."""
        oldest = self._runs - KEPT_FOR_RUNS
        self._kept = {name: run for name, run in self._kept.items() if run >= oldest}
        there = {widget.id for widget in self.widgets_of(*TAPPED)}
        self.widgets = {
            name: state
            for name, state in self.widgets.items()
            if name in there and not state.trigger_value
        }


TAPPED = ("button", "button_group", "selectbox", "slider", "text_input")


def pressed(button: Message) -> WidgetState:
    """A button's state when it is pressed."""
    return WidgetState(id=button.id, trigger_value=True)  # type: ignore[attr-defined]


def chosen(widget: Message, option: str) -> WidgetState:
    """The state of a list or of a row of pills when one option is chosen."""
    state = WidgetState(id=widget.id)  # type: ignore[attr-defined]
    if widget.DESCRIPTOR.name == "Selectbox":
        state.string_value = option
    else:
        state.string_array_value.data.append(option)
    return state


def options_of(widget: Any) -> list[str]:
    """What a list or a row of pills offers."""
    return [getattr(option, "content", option) for option in widget.options]


async def opened(port: int, visitor: int) -> Tab:
    """A new tab's connection.

    Args:
        port: of the server.
        visitor: number of a visitor, who comes from an address of their own.
    """
    parts = divmod(visitor % 65_536, 256)
    socket = await connect(
        f"ws://{HERE}:{port}/_stcore/stream",
        origin=Origin(f"http://{HERE}:{port}"),
        additional_headers={"X-Forwarded-For": f"10.1.{parts[0]}.{parts[1]}"},
        subprotocols=[Subprotocol("streamlit")],
        compression=None,
        ping_interval=None,
        max_size=None,
        max_queue=None,
        proxy=None,
        open_timeout=60,
    )
    return Tab(socket)


def _is_last(message: ForwardMsg) -> bool:
    again = ForwardMsg.FINISHED_EARLY_FOR_RERUN
    return message.HasField("script_finished") and message.script_finished != again


def _errors_on_screen(element: Element) -> Iterator[str]:
    kind = element.WhichOneof("type")
    if kind == "exception":
        yield "exception"
    elif kind == "alert" and element.alert.format == Alert.ERROR:
        yield "error shown"
    elif kind == "html" and NOT_OPENED in element.html.body:
        yield "an edition could not be opened"
