"""A visitor who taps and writes without a browser, and keeps every byte that is sent back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection

from tests.visitor import SECONDS_A_RUN, ask, run_page, visiting

CHOSEN_FROM = ("button_group", "selectbox", "slider")
WRITTEN_IN = ("text_input", "text_area", "chat_input")
"""Every element of Streamlit that takes free text."""
PRESSED = ("button", "download_button")


@dataclass
class Visit:
    """One tab.

    Attributes:
        port: of the server.
        socket: the tab's connection.
        page: the address that is open.
        widgets: id -> what was tapped or written, sent with every run as a browser does.
        shown: what the newest run put up.
        received: everything since it was last taken.
        session: the id that the server gave this tab.
    """

    port: int
    socket: ClientConnection
    page: str = ""
    widgets: dict[str, WidgetState] = field(default_factory=dict)
    shown: list[ForwardMsg] = field(default_factory=list)
    received: list[ForwardMsg] = field(default_factory=list)
    session: str = ""

    def open(self, page: str) -> list[ForwardMsg]:
        """Go to a page; returns what was sent."""
        self.page, self.widgets = page, {}
        return self._run()

    def every_element(self) -> list[Element]:
        """All elements on the screen, in order."""
        found = {
            tuple(m.metadata.delta_path): m.delta.new_element
            for m in self.shown
            if m.delta.HasField("new_element")
        }
        return [element for _, element in sorted(found.items())]

    def elements(self, *kinds: str) -> list[Any]:
        """Elements of these kinds on the screen, in order."""
        named = ((element.WhichOneof("type"), element) for element in self.every_element())
        return [getattr(element, kind) for kind, element in named if kind in kinds]

    def choose(self, label: str, *options: str) -> list[ForwardMsg]:
        """Tap options of the list, the row of pills or the slider with this label."""
        return self.tap(self._one(label, *CHOSEN_FROM), *options)

    def tap(self, widget: Any, *options: str) -> list[ForwardMsg]:
        """Tap options of a widget, also of one that was only on an earlier screen."""
        state = WidgetState(id=widget.id)
        kind = widget.DESCRIPTOR.name
        if kind == "Selectbox":
            state.string_value = options[0]
        elif kind == "Slider" and not widget.options:  # one of words sends the word
            state.double_array_value.data.extend(map(float, options))
        else:
            state.string_array_value.data.extend(options)
        return self._run(state)

    def write(self, label: str, text: str) -> list[ForwardMsg]:
        """Write into the field with this label, past what its widget would let through."""
        return self._run(WidgetState(id=self._one(label, *WRITTEN_IN).id, string_value=text))

    def press(self, label: str) -> list[ForwardMsg]:
        """Press the button with this label."""
        state = WidgetState(id=self._one(label, *PRESSED).id, trigger_value=True)
        found = self._run(state)
        self.widgets.pop(state.id, None)
        return found

    def files(self) -> dict[str, bytes]:
        """What the page's download buttons give, by file address."""
        return dict(map(self._file, self.elements("download_button")))

    def taken(self) -> list[ForwardMsg]:
        """What came since this was last asked for."""
        received, self.received = self.received, []
        return received

    def has(self, label: str) -> bool:
        """Whether a button with this label is on the screen."""
        return any(button.label == label for button in self.elements(*PRESSED))

    def _one(self, label: str, *kinds: str) -> Any:
        named = [widget for widget in self.elements(*kinds) if widget.label == label]
        assert named, (label, [widget.label for widget in self.elements(*kinds)])
        return named[-1]

    def _run(self, *states: WidgetState) -> list[ForwardMsg]:
        self.widgets.update({state.id: state for state in states})
        self.shown = run_page(self.socket, self.page, self.widgets.values())
        self.received += self.shown
        # A run that started itself again put up its screen only in its last part.
        starts = [at for at, m in enumerate(self.shown) if m.HasField("new_session")]
        self.shown = self.shown[starts[-1] :]
        self.session = self.shown[0].new_session.initialize.session_id or self.session
        on_screen = {widget.id for widget in self.elements(*CHOSEN_FROM, *WRITTEN_IN, *PRESSED)}
        self.widgets = {key: state for key, state in self.widgets.items() if key in on_screen}
        return self.shown

    def _file(self, button: Any) -> tuple[str, bytes]:
        url = button.url or self._deferred(button.deferred_file_id)
        status, _, body = ask(self.port, url)
        assert status == 200, url
        return url, body

    def _deferred(self, file_id: str) -> str:
        message = BackMsg()
        message.backend_operation_request.request_id = "file"
        message.backend_operation_request.session_id = self.session
        message.backend_operation_request.deferred_file.file_id = file_id
        self.socket.send(message.SerializeToString())
        while True:
            self.received.append(ForwardMsg.FromString(self.socket.recv(SECONDS_A_RUN)))
            if self.received[-1].HasField("backend_operation_response"):
                return self.received[-1].backend_operation_response.deferred_file.url


@contextmanager
def opened(port: int, cookie: str | None = None) -> Iterator[Visit]:
    """A new tab, of whoever has a cookie, or of a visitor."""
    with visiting(port, cookie=cookie) as socket:
        yield Visit(port, socket)
